package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

const (
	// deepest bounds the nesting of JSON: annotations have about six levels.
	deepest = 100
	// maxJSON bounds a JSON file, in bytes: an annotation takes about two
	// thousand.
	maxJSON = 24 << 20
	// maxJSONLD bounds a block of JSON-LD in a page, in bytes.
	maxJSONLD = 2 << 20
)

// A document is a parsed JSON file.
type document struct {
	form    Form
	value   any
	problem Problem // why it has no form
}

// parseJSON reads a JSON file, once for all who ask what it holds.
func parseJSON(data []byte) *document {
	const takes = "import takes exports of Hypothesis, W3C Web Annotations, and CSL-JSON"
	if len(data) > maxJSON {
		return &document{problem: Problem{fmt.Sprintf("this JSON is larger than %d MB", maxJSON>>20), "export it in parts"}}
	}
	// Parsers of JSON put U+FFFD for what is not UTF-8, and say nothing.
	text := decodeText(data, "")
	if text.unread != "" || text.damage != "" {
		return &document{problem: Problem{"this JSON is not UTF-8 text", "export it again, or save it in the encoding UTF-8"}}
	}
	raw := []byte(text.text)
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return &document{problem: Problem{"this file is empty", "export it again; " + takes}}
	case tooDeep(raw):
		return &document{problem: Problem{fmt.Sprintf("this JSON is nested more than %d deep", deepest), takes}}
	}
	d := &document{}
	if err := json.Unmarshal(raw, &d.value); err != nil {
		message := "this is not JSON: " + err.Error()
		var at *json.SyntaxError
		if errors.As(err, &at) {
			before := bytes.TrimRight(raw[:max(0, min(len(raw), int(at.Offset)))], " \t\r\n")
			message += fmt.Sprintf(", in line %d", 1+bytes.Count(before, []byte("\n")))
		}
		return &document{problem: Problem{message, "is the file whole? export it again; " + takes}}
	}
	if d.form = formOfJSON(d.value); d.form == "" {
		d.problem = Problem{"this JSON holds neither annotations nor references", takes}
	}
	return d
}

// tooDeep reports whether JSON is nested deeper than deepest. Text that is not
// JSON may be either; it is refused when it is read.
func tooDeep(data []byte) bool {
	depth, in := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case in && c == '\\':
			i++
		case c == '"':
			in = !in
		case in:
		case c == '{' || c == '[':
			if depth++; depth > deepest {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}
