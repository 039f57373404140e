package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"dossier/generator/internal/importer/bib"
	"dossier/generator/internal/importer/encoding"
	"dossier/generator/internal/importer/untyped"
)

// maxJSON bounds a JSON file, in bytes: an annotation takes about two thousand.
const maxJSON = 24 << 20

// A document is a parsed JSON file.
type document struct {
	form    Form
	value   any
	problem Problem // why it has no form
}

// parseJSON reads a JSON file, once for all who ask what it holds.
func parseJSON(data []byte) *document {
	const takes = "import takes exports of Hypothesis, W3C Web Annotations, CSL-JSON and the JSON of Better BibTeX"
	if len(data) > maxJSON {
		return &document{problem: Problem{fmt.Sprintf("this JSON is larger than %d MB", maxJSON>>20), "export it in parts"}}
	}
	// Parsers of JSON put U+FFFD for what is not UTF-8, and say nothing.
	text := encoding.DecodeText(data, "")
	if text.Unread != "" || text.Damage != "" {
		return &document{problem: Problem{"this JSON is not UTF-8 text", "export it again, or save it in the encoding UTF-8"}}
	}
	raw := []byte(text.Text)
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return &document{problem: Problem{"this file is empty", "export it again; " + takes}}
	case untyped.TooDeep(raw):
		return &document{problem: Problem{fmt.Sprintf("this JSON is nested more than %d deep", untyped.Deepest), takes}}
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

// formOfJSON says what JSON holds.
func formOfJSON(v any) Form {
	if m, ok := v.(map[string]any); ok {
		if _, ok := m["rows"].([]any); ok {
			return Hypothesis
		}
		if _, ok := m["annotations"].([]any); ok {
			return Hypothesis
		}
		if bib.IsBetterBibTeX(v) {
			return BetterBibTeX
		}
	}
	first := v
	if list, ok := v.([]any); ok {
		if len(list) == 0 {
			return ""
		}
		first = list[0]
	}
	m, ok := first.(map[string]any)
	switch {
	case !ok:
	case strings.HasPrefix(untyped.Type(m), "Annotation"), m["@graph"] != nil:
		return Annotations
	case m["uri"] != nil && m["target"] != nil:
		return Hypothesis
	case untyped.Type(m) == "" && m["target"] != nil && (m["bodies"] != nil || m["body"] != nil):
		return Annotations // Recogito's own form
	case bib.IsBetterBibTeX(v):
		return BetterBibTeX
	case bib.IsCSL(v):
		return CSL
	}
	return ""
}
