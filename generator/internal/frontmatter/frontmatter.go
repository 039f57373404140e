// Package frontmatter reads YAML so that every value knows where it stands: that at
// the head of a content file, or a file of its own.
//
// A reader asks [Fields] for the keys it knows; each getter reports a value of
// the wrong shape, and [Fields.Finish] reports every key that nobody asked
// for, with the nearest known one. Scalars are taken as they are written, not
// as YAML types them: the date 2015-03 and the title "1984" both stay text.
package frontmatter

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/meant"
)

// Value is a text with the bytes of the file it stands at.
type Value struct {
	Text       string
	Start, End int // bytes of the file, half-open; what a diagnostic marks
}

// IsZero reports whether the value is absent or empty.
func (v Value) IsZero() bool { return v.Text == "" }

// Pair is a key of a mapping with its value.
type Pair struct{ Key, Value Value }

// Fields is a YAML mapping of a file. Its getters collect diagnostics.
type Fields struct {
	file  *diag.File
	base  int // line of the file that stands before the first line of the YAML
	at    int // byte of the file at which what is missing is reported
	nodes map[string]*yaml.Node
	keys  []*yaml.Node
	asked map[string]bool
	diags []diag.Diagnostic
	lost  bool   // the mapping could not be read; what is missing from it says nothing
	open  bool   // it is not closed
	wants []want // what must be there and is not
}

// want is a key that must be there.
type want struct{ key, hint string }

// delimiter is the line above and below front matter.
const delimiter = "---"

// mark is the byte order mark that some editors put before a text.
const mark = "\ufeff"

// Split reads the front matter of file and returns its fields and the offset
// at which the body starts. Front matter that does not begin with the first line,
// or with another line than "---", is read too, and reported. A file without any
// has no fields and starts its body at 0, or after a byte order mark.
func Split(file *diag.File) (*Fields, int) {
	f := &Fields{file: file}
	h := find(file.Data)
	if h.wrong.message != "" {
		f.diags = append(f.diags, file.At(h.wrong.from, h.wrong.to, diag.Error, diag.FrontMatter, h.wrong.message, h.wrong.hint))
	}
	switch {
	case h.closed:
		line := file.Line(h.start)
		f.base = line - 1
		f.parse(file.Data[h.start:h.end])
	case h.opened:
		f.init(nil)
		f.lost, f.open = true, true
		if h.wrong.message == "" {
			f.diags = append(f.diags, file.At(0, len(delimiter), diag.Error, diag.FrontMatter,
				`the lines at the top are not closed by a second "---"`, `put a line with "---" below the last key`))
		}
	default:
		f.init(nil)
	}
	return f, h.body
}

// Open reports whether the front matter is not closed, so that nobody can tell
// where the body starts.
func (f *Fields) Open() bool { return f.open }

// marked returns the length of the byte order mark that data starts with.
func marked(data []byte) int {
	if bytes.HasPrefix(data, []byte(mark)) {
		return len(mark)
	}
	return 0
}

// Parse reads the whole of file as one YAML mapping.
func Parse(file *diag.File) *Fields {
	f := &Fields{file: file}
	f.parse(file.Data)
	return f
}

// head is where the front matter of a file stands.
type head struct {
	start, end     int // the bytes of the YAML, half-open, when it is closed
	body           int // where the body starts
	opened, closed bool
	wrong          slip // what is wrong with its first line, at bytes of the file
}

// find looks for front matter at the top of a file, and for what was meant as
// such: below empty lines, with another dash above it or with none. That is
// read too, so that the one mistake is all that is said.
func find(data []byte) head {
	line := func(at int) (text string, next int) {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return strings.TrimRight(string(data[at:]), " \t\r"), len(data)
		}
		return strings.TrimRight(string(data[at:at+i]), " \t\r"), at + i + 1
	}
	dashes := func(text string) bool { return text != "" && strings.Trim(text, "-‐‑‒–—―") == "" }
	top := marked(data)
	at := top
	first, next := line(at)
	for strings.TrimSpace(first) == "" && next < len(data) {
		at = next
		first, next = line(at)
	}
	below, under := line(next)
	for under < len(data) && (below == "" || below[0] == '#') {
		below, under = line(under)
	}
	none, whole := head{body: top}, slip{from: at, to: at + len(first)}
	h := head{start: next, opened: true, body: len(data)}
	switch trimmed := strings.TrimSpace(first); {
	case first == delimiter && at == top:
	case !keyLine.MatchString(below) && !keyLine.MatchString(first):
		return none
	case trimmed == delimiter && at > top:
		h.wrong = slip{whole.from, whole.to, `"---" must be the first line`, "take the empty lines above it out"}
	case trimmed == delimiter:
		h.wrong = slip{whole.from, whole.to, `"---" must stand at the left margin`, "take the spaces before it out"}
	case dashes(trimmed):
		h.wrong = slip{whole.from, whole.to, `the first line must be "---"`, fmt.Sprintf(`write three hyphens in the place of %q`, trimmed)}
	case keyLine.MatchString(first):
		h.start = at
		h.wrong = slip{whole.from, whole.to, `"---" must be the first line`, `put a line with "---" above this one`}
	default:
		return none
	}
	for at := h.start; at < len(data); {
		text, next := line(at)
		if text == delimiter || h.wrong.message != "" && dashes(text) {
			h.end, h.body, h.closed = at, next, true
			return h
		}
		if h.start < at && h.wrong.message != "" && text != "" && !keyLine.MatchString(text) && !strings.ContainsAny(text[:1], " -#") {
			break // this is no front matter
		}
		at = next
	}
	if h.wrong.message != "" && keyLine.MatchString(first) {
		return none
	}
	return h
}

func (f *Fields) init(mapping *yaml.Node) {
	f.nodes = map[string]*yaml.Node{}
	f.asked = map[string]bool{}
	if mapping == nil {
		return
	}
	firsts := map[string]*yaml.Node{}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		if first := firsts[key.Value]; first != nil {
			start, end := f.placeOf(key)
			d := f.file.At(start, end, diag.Error, diag.FrontMatter,
				fmt.Sprintf("the key %q stands here twice", key.Value), "keep one of the two")
			s, e := f.placeOf(first)
			d.Related = []diag.Place{f.file.Place(s, e, "the first")}
			f.diags = append(f.diags, d)
			continue
		}
		f.nodes[key.Value], firsts[key.Value] = value, key
		f.keys = append(f.keys, key)
	}
}

func (f *Fields) parse(data []byte) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		f.init(nil)
		f.lost = true
		f.diags = append(f.diags, f.syntax(err))
		return
	}
	f.second(data)
	f.eaten(&doc, "", false)
	if doc.Kind == 0 || len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		f.init(nil)
		return
	}
	if root := doc.Content[0]; root.Kind == yaml.MappingNode {
		f.init(root)
		return
	}
	f.init(nil)
	f.lost = true
	start, end := f.placeOf(doc.Content[0])
	f.diags = append(f.diags, f.file.At(start, end, diag.Error, diag.FrontMatter,
		noColon, keyHint(doc.Content[0].Value)))
}

// line returns the line of the file at which a line of the YAML stands. The
// parser may name one behind the last.
func (f *Fields) line(line int) int {
	last := f.file.Line(len(f.file.Data))
	return max(1, min(line+f.base, last))
}

// lineStart returns the offset at which a line of the YAML starts.
func (f *Fields) lineStart(line int) int { return f.file.LineStart(f.line(line)) }

// placeOf returns the bytes of the file at which a node stands. A value of
// several lines ends with its first.
func (f *Fields) placeOf(n *yaml.Node) (start, end int) {
	start = f.file.Offset(f.line(n.Line), n.Column)
	end = start + len(f.file.Rest(start))
	if n.Kind == yaml.ScalarNode && (n.Style == 0 || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle|yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0) {
		if e := start + len(n.Value); e < end {
			end = e
		}
	}
	return start, end
}

func (f *Fields) value(n *yaml.Node) Value {
	start, end := f.placeOf(n)
	return Value{Text: n.Value, Start: start, End: end}
}

func (f *Fields) get(key string) *yaml.Node {
	f.asked[key] = true
	n := f.nodes[key]
	for n != nil && n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n == nil || nothing(n) {
		return nil
	}
	return n
}

// nothing reports whether a node stands for no value. "Null" with a capital
// letter is a name that people have.
func nothing(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Value != "Null"
}

func (f *Fields) wrong(n *yaml.Node, key, message, hint string) {
	start, end := f.placeOf(n)
	f.diags = append(f.diags, f.file.At(start, end, diag.Error, diag.BadValue, fmt.Sprintf("%q %s", key, message), hint))
}

// Has reports whether key is present, also with an empty value.
func (f *Fields) Has(key string) bool { return f.nodes[key] != nil }

// Keys returns the keys in the order of the file, each with the bytes from its
// first letter to the end of its value, as far as that stands on its line.
func (f *Fields) Keys() []Value {
	var out []Value
	for _, key := range f.keys {
		k := f.value(key)
		if n := f.nodes[key.Value]; n.Line == key.Line && !nothing(n) {
			_, k.End = f.placeOf(n)
		}
		out = append(out, k)
	}
	return out
}

// Text returns the text of key, or the zero Value.
func (f *Fields) Text(key string) Value {
	n := f.get(key)
	if n == nil {
		return Value{}
	}
	if n.Kind != yaml.ScalarNode {
		hint := fmt.Sprintf("write %s: followed by one text, in quotation marks if it starts with [ or {", key)
		if bare := scalars(n); n.Kind == yaml.SequenceNode && len(bare) == 1 {
			hint = fmt.Sprintf("write %s: %s", key, bare[0])
		}
		f.wrong(n, key, "takes one value", hint)
		return Value{}
	}
	v := f.value(n)
	v.Text = strings.TrimSpace(v.Text)
	return v
}

// Bracketed returns the value of key as it is written where that is a list or a
// mapping in brackets, on one line, and whether it is.
func (f *Fields) Bracketed(key string) (Value, bool) {
	n := f.get(key)
	if n == nil || n.Kind == yaml.ScalarNode || n.Style&yaml.FlowStyle == 0 {
		return Value{}, false
	}
	start, _ := f.placeOf(n)
	line := f.lineAt(start)
	end := strings.IndexAny(line, "]}") + 1
	return Value{line[:end], start, start + end}, end > 0
}

// List returns the texts of key: a YAML list, or a single text as a list of
// one.
func (f *Fields) List(key string) []Value {
	n := f.get(key)
	if n == nil {
		return nil
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	var out []Value
	for _, item := range items {
		if item.Kind == yaml.SequenceNode {
			// [[slug]] is a link in the text below, and a list in a list here.
			f.wrong(item, key, "takes a list of texts", fmt.Sprintf("write %s: [%s]", key, strings.Join(scalars(n), ", ")))
			return out
		}
		if item.Kind != yaml.ScalarNode || strings.TrimSpace(item.Value) == "" {
			f.wrong(item, key, "takes a list of texts", fmt.Sprintf("write %s: [first, second]", key))
			continue
		}
		v := f.value(item)
		v.Text = strings.TrimSpace(v.Text)
		out = append(out, v)
	}
	return out
}

// scalars returns the texts of a list and of the lists in it.
func scalars(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{strings.TrimSpace(n.Value)}
	}
	var out []string
	for _, c := range n.Content {
		out = append(out, scalars(c)...)
	}
	return out
}

// Bool returns the truth of key; an absent key is false.
func (f *Fields) Bool(key string) bool {
	n := f.get(key)
	if n == nil {
		return false
	}
	switch n.Value {
	case "true":
		return true
	case "false":
		return false
	}
	f.wrong(n, key, "is true or false", fmt.Sprintf("write %s: true, or leave the key out", key))
	return false
}

// Int returns the whole number of key; an absent key is 0.
func (f *Fields) Int(key string) int {
	n := f.get(key)
	if n == nil {
		return 0
	}
	i, err := strconv.Atoi(n.Value)
	if err != nil {
		f.wrong(n, key, "takes a whole number", fmt.Sprintf("write %s: 1", key))
	}
	return i
}

// Pairs returns the entries of key, a mapping from texts to texts, in the
// order of the file.
func (f *Fields) Pairs(key string) []Pair {
	n := f.get(key)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		f.wrong(n, key, "takes keys and values", fmt.Sprintf("under %s: write one indented \"key: text\" a line", key))
		return nil
	}
	var out []Pair
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if v.Kind != yaml.ScalarNode {
			f.wrong(v, key, "takes one text for each key", "write the text after the key")
			continue
		}
		out = append(out, Pair{f.value(k), f.value(v)})
	}
	return out
}

// Each returns the mappings that key holds: a list of them, or one alone. Each is read as the front
// matter is, and finished by itself.
func (f *Fields) Each(key, example string) []*Fields {
	n := f.get(key)
	if n == nil {
		return nil
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	var out []*Fields
	for _, item := range items {
		if item.Kind != yaml.MappingNode {
			f.wrong(item, key, "takes a list of entries, each with keys of its own", fmt.Sprintf("under %s: write %s", key, example))
			continue
		}
		own := &Fields{file: f.file, base: f.base}
		own.at, _ = f.placeOf(item)
		own.init(item)
		out = append(out, own)
	}
	return out
}

// All returns every key with its text, in the order of the file. It asks for
// all keys, whatever they are.
func (f *Fields) All() []Pair {
	var out []Pair
	for _, key := range f.keys {
		f.asked[key.Value] = true
		v := f.nodes[key.Value]
		if v.Kind != yaml.ScalarNode {
			f.wrong(v, key.Value, "takes one text", "write the text after the key")
			continue
		}
		out = append(out, Pair{f.value(key), f.value(v)})
	}
	return out
}

// Warn adds a warning about a value that the getters found well-formed.
func (f *Fields) Warn(v Value, code diag.Code, message, hint string) {
	f.diags = append(f.diags, f.file.At(v.Start, v.End, diag.Warning, code, message, hint))
}

// Report adds a diagnostic about a value that the getters found well-formed.
func (f *Fields) Report(v Value, code diag.Code, message, hint string) {
	f.diags = append(f.diags, f.file.At(v.Start, v.End, diag.Error, code, message, hint))
}

// Require has [Fields.Finish] report key as missing where v, its value, is
// absent or empty. A value of the wrong kind is there.
func (f *Fields) Require(key string, v Value, hint string) {
	if n := f.nodes[key]; v.IsZero() && (n == nil || n.Kind == yaml.ScalarNode) {
		f.wants = append(f.wants, want{key, hint})
	}
}

// missing reports the keys that are required and not there, unless nothing
// could be read at all, or a key was meant as that one and is misspelt.
func (f *Fields) missing(misspelt map[string]bool) {
	for _, w := range f.wants {
		if f.lost || misspelt[w.key] {
			continue
		}
		at := f.at
		if n := f.nodes[w.key]; n != nil {
			at, _ = f.placeOf(n)
		}
		f.diags = append(f.diags, f.file.At(at, at, diag.Error, diag.Missing, fmt.Sprintf("%q is missing", w.key), w.hint))
	}
}

// Finish reports the keys that no getter asked for and those that are required
// and missing, and returns all diagnostics of the fields.
func (f *Fields) Finish() []diag.Diagnostic {
	known := slices.Sorted(maps.Keys(f.asked))
	misspelt := map[string]bool{}
	for _, key := range f.keys {
		if f.asked[key.Value] {
			continue
		}
		hint := "known keys: " + strings.Join(known, ", ")
		near, ok := translated(key.Value, known)
		if !ok {
			near, ok = meant.Nearest(key.Value, known)
		}
		if ok {
			hint = fmt.Sprintf("did you mean %q?", near)
			misspelt[near] = true
		}
		start, end := f.placeOf(key)
		f.diags = append(f.diags, f.file.At(start, end, diag.Error, diag.UnknownKey, fmt.Sprintf("there is no key %q here", key.Value), hint))
	}
	f.missing(misspelt)
	return f.diags
}
