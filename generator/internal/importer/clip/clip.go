// Package clip reads the Markdown that other programs write: web clippers,
// reading lists, makers of sites.
//
// [Read] takes what stands before the text, in whatever form it is written
// (between lines ---, +++ or in braces, as lines "Title: …" or "% …", as
// Readwise's list below "## Metadata"), into [Fields], and makes the text one that
// a source can hold: without comments, marks of callouts, highlights and notes,
// tags of HTML, and with the rows of tables as lines whose cells are parted by a
// tab. What was taken out is told. Code is left as it is.
package clip

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/frontmatter"
	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/untyped"
	"dossier/generator/internal/segment"
)

// A File is what was read of a Markdown file.
type File struct {
	Fields Fields
	Body   string // with "\n" as line ends
	Taken  []Piece
	// Diagnostics are what is wrong with front matter in YAML.
	Diagnostics []diag.Diagnostic
}

// A Piece is what was taken out of a text.
type Piece struct{ What, Text string }

// Fields are the values of the front matter by their keys, in lower case, and
// the keys in their order.
type Fields struct {
	Values map[string][]string
	Keys   []string
}

func (f *Fields) set(key string, values ...string) {
	key = strings.ToLower(strings.TrimSpace(key))
	var kept []string
	for _, v := range values {
		if v = unlinked(strings.TrimSpace(v)); v != "" {
			kept = append(kept, v)
		}
	}
	if f.Values == nil {
		f.Values = map[string][]string{}
	}
	if _, there := f.Values[key]; !there {
		f.Keys = append(f.Keys, key)
	}
	f.Values[key] = append(f.Values[key], kept...)
}

// link matches a link to a note: [[note]] or [[note|shown]].
var link = regexp.MustCompile(`!?\[\[([^\]|#]*)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]`)

// unlinked returns text with links to notes as what they show.
func unlinked(s string) string {
	return link.ReplaceAllStringFunc(s, func(l string) string {
		m := link.FindStringSubmatch(l)
		switch {
		case l[0] == '!':
			return ""
		case m[2] != "":
			return m[2]
		}
		return m[1]
	})
}

// Read reads a Markdown file. name is what messages call it.
func Read(name, text string) (File, error) {
	text = block.UnixLines(text)
	var f File
	body, err := f.head(name, text)
	if err != nil {
		return f, err
	}
	body = f.readwise(body)
	f.Body = strings.TrimLeft(f.clean(body), "\n")
	return f, nil
}

// head reads what stands before the text and returns the text.
func (f *File) head(name, text string) (string, error) {
	lead := strings.TrimLeft(text, "\n ")
	switch {
	case strings.HasPrefix(text, "---"):
		return f.yaml(name, text), nil
	case strings.HasPrefix(lead, "+++\n"):
		head, body, ok := strings.Cut(lead[4:], "\n+++")
		if !ok {
			return "", errors.New("its front matter begins with +++ and has no end: a second line +++ is missing")
		}
		var values map[string]any
		if _, err := toml.Decode(head, &values); err != nil {
			return "", fmt.Errorf("its front matter, between lines +++, is not TOML: %w", err)
		}
		f.take(values)
		return afterLine(body), nil
	case strings.HasPrefix(lead, ";;;\n"):
		head, body, ok := strings.Cut(lead[4:], "\n;;;")
		if !ok {
			return "", errors.New("its front matter begins with ;;; and has no end")
		}
		return afterLine(body), f.json(head)
	case strings.HasPrefix(lead, "{\n") || strings.HasPrefix(lead, "{ ") || strings.HasPrefix(lead, `{"`):
		d := json.NewDecoder(strings.NewReader(lead))
		var values map[string]any
		if err := d.Decode(&values); err != nil {
			return "", fmt.Errorf("its front matter begins with { and is not JSON: %w", err)
		}
		f.take(values)
		return lead[d.InputOffset():], nil
	case strings.HasPrefix(lead, "% "):
		return f.percent(lead), nil
	}
	return f.lines(text), nil
}

// afterLine returns what follows the rest of a line.
func afterLine(s string) string {
	_, rest, _ := strings.Cut(s, "\n")
	return rest
}

// yaml reads front matter between lines ---. What is wrong with it is a
// diagnostic.
func (f *File) yaml(name, text string) string {
	fields, at := frontmatter.Split(diag.NewFile(name, []byte(text)))
	for _, key := range fields.Keys() {
		var values []string
		for _, v := range fields.List(key.Text) {
			values = append(values, v.Text)
		}
		f.Fields.set(key.Text, values...)
	}
	for _, d := range fields.Finish() {
		if d.Code != diag.UnknownKey {
			f.Diagnostics = append(f.Diagnostics, d)
		}
	}
	return text[at:]
}

func (f *File) json(head string) error {
	var values map[string]any
	text := strings.TrimSpace(head)
	if !strings.HasPrefix(text, "{") {
		text = "{" + text + "}"
	}
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		return fmt.Errorf("its front matter, between lines ;;;, is not JSON: %w", err)
	}
	f.take(values)
	return nil
}

// take puts values down as texts. Tables, such as Hugo's "params", are looked
// into.
func (f *File) take(values map[string]any) {
	keys := make([]string, 0, len(values))
	for k := range values {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if inner, ok := values[k].(map[string]any); ok {
			f.take(inner)
			continue
		}
		var texts []string
		for _, v := range untyped.AsList(values[k]) {
			switch v := v.(type) {
			case time.Time:
				if v.Hour()+v.Minute()+v.Second() == 0 {
					texts = append(texts, v.Format(time.DateOnly))
				} else if v.Location().String() == "Local" || strings.HasSuffix(v.Location().String(), "-local") {
					texts = append(texts, v.Format("2006-01-02T15:04:05"))
				} else {
					texts = append(texts, v.Format(time.RFC3339))
				}
			default:
				texts = append(texts, fmt.Sprint(v))
			}
		}
		f.Fields.set(k, texts...)
	}
}

// percent reads the block of title, authors and date that Pandoc knows: up to
// three lines that begin with a percent sign.
func (f *File) percent(text string) string {
	for _, key := range []string{"title", "author", "date"} {
		line, rest, _ := strings.Cut(text, "\n")
		value, ok := strings.CutPrefix(line, "%")
		if !ok || strings.HasPrefix(value, "%") {
			break
		}
		f.Fields.set(key, strings.Split(value, ";")...)
		text = rest
	}
	return text
}

// metaLine matches a line of MultiMarkdown's metadata, or of Readwise's list.
var metaLine = regexp.MustCompile(`^(?:[-*] )?(?:\*\*)?([\pL][\pL \d_-]{0,30}?)(?:\*\*)?:{1,2}(?:\*\*)?\s+(\S.*)$`)

// lines reads lines "Title: …" that the text begins with, if one of them is
// title, author or date and an empty line follows.
func (f *File) lines(text string) string {
	head, body, ok := strings.Cut(strings.TrimLeft(text, "\n"), "\n\n")
	if !ok {
		return text
	}
	var fields Fields
	for _, l := range strings.Split(head, "\n") {
		m := metaLine.FindStringSubmatch(l)
		if m == nil || strings.HasPrefix(l, "- ") || strings.HasPrefix(l, "* ") {
			return text
		}
		fields.set(m[1], m[2])
	}
	if len(fields.Keys) < 2 || !slices.ContainsFunc(fields.Keys, func(k string) bool { return k == "title" || k == "author" || k == "date" || k == "url" }) {
		return text
	}
	f.Fields = fields
	return body
}

// readwise reads the list of what is known of an article that Readwise writes
// below a heading "Metadata", and takes it out of the text.
func (f *File) readwise(body string) string {
	lines := strings.Split(body, "\n")
	for i, l := range lines {
		if h := strings.ToLower(strings.TrimSpace(strings.TrimLeft(l, "#"))); !strings.HasPrefix(l, "#") || h != "metadata" || i > 40 {
			continue
		}
		end := i + 1
		for ; end < len(lines); end++ {
			m := metaLine.FindStringSubmatch(lines[end])
			if m == nil && strings.TrimSpace(lines[end]) != "" {
				break
			}
			if m != nil {
				f.Fields.set(strings.ReplaceAll(m[1], " ", "_"), m[2])
			}
		}
		if end > i+1 {
			return strings.Join(append(slices.Clone(lines[:i]), lines[end:]...), "\n")
		}
	}
	return body
}

var (
	comment    = regexp.MustCompile(`(?s)<!--.*?-->|%%.*?%%`)
	callout    = regexp.MustCompile(`^(\s*(?:>\s*)+)\[!([\w-]+)\][+-]?[ \t]*(.*)$`)
	highlight  = regexp.MustCompile(`==([^=\n]+?)==`)
	noteRef    = regexp.MustCompile(`\[\^[^\]\s]+\]`)
	noteText   = regexp.MustCompile(`^\[\^[^\]\s]+\]:\s*`)
	tableRule  = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)
	knownTag   = regexp.MustCompile(`(?i)</?(?:a|abbr|article|aside|audio|b|big|br|button|center|cite|code|del|details|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|input|ins|kbd|li|mark|ol|p|picture|q|s|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video|wbr)(?:\s[^<>]*)?/?>`)
	blockID    = regexp.MustCompile(`(?m)[ \t]+\^[\w-]+[ \t]*$`)
	whiteLines = regexp.MustCompile(`\n{3,}`)
)

// clean makes a text one that a source can hold, and notes what it takes out.
func (f *File) clean(body string) string {
	var out strings.Builder
	for i, part := range strings.SplitAfter("\n"+body, "\n```") {
		// Every other part is code.
		if i%2 == 1 {
			out.WriteString(part)
			continue
		}
		out.WriteString(f.cleanText(part))
	}
	return strings.TrimPrefix(whiteLines.ReplaceAllString(out.String(), "\n\n"), "\n")
}

func (f *File) taken(what, text string) {
	if text = claim.Collapse(text); text != "" {
		f.Taken = append(f.Taken, Piece{what, segment.Clip(text, 200)})
	}
}

func (f *File) cleanText(text string) string {
	text = comment.ReplaceAllStringFunc(text, func(c string) string {
		if pageMark.MatchString(c) {
			return c
		}
		f.taken("comment", strings.Trim(strings.TrimSuffix(strings.TrimPrefix(c, "<!--"), "-->"), "% "))
		return ""
	})
	text = unlinked(text)
	text = blockID.ReplaceAllString(text, "")
	tags := 0
	text = knownTag.ReplaceAllStringFunc(text, func(t string) string {
		tags++
		if strings.HasPrefix(strings.ToLower(t), "<br") {
			return " "
		}
		return ""
	})
	if tags > 0 {
		f.taken("tags of HTML", fmt.Sprint(tags))
	}
	lines := strings.Split(text, "\n")
	var out []string
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if m := callout.FindStringSubmatch(l); m != nil {
			f.taken("mark of a callout", fmt.Sprintf("[!%s] %s", m[2], m[3]))
			if l = m[1] + m[3]; strings.TrimSpace(m[3]) == "" {
				continue
			}
		}
		if i+1 < len(lines) && strings.Contains(l, "|") && strings.Contains(lines[i+1], "-") && tableRule.MatchString(lines[i+1]) {
			out = append(out, "", row(l), "")
			for i += 2; i < len(lines) && strings.Contains(lines[i], "|"); i++ {
				out = append(out, row(lines[i]), "")
			}
			i--
			continue
		}
		l = noteText.ReplaceAllString(l, "")
		for _, ref := range noteRef.FindAllString(l, -1) {
			f.taken("mark of a note", ref)
		}
		l = noteRef.ReplaceAllString(l, "")
		for _, m := range highlight.FindAllStringSubmatch(l, -1) {
			f.taken("marks of a highlight", m[1])
		}
		out = append(out, highlight.ReplaceAllString(l, "$1"))
	}
	return strings.Join(out, "\n")
}

// pageMark matches a comment that says on which page of the original the text
// goes on; it stays.
var pageMark = regexp.MustCompile(`(?i)^(?:<!--|%%)\s*(?:page|p\.|seite|página|стр\.?)\s*\d+\s*(?:-->|%%)$`)

// row returns the cells of a row of a table, parted by tabs.
func row(line string) string {
	line = strings.TrimSpace(line)
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	var cells []string
	for _, c := range strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|") {
		cells = append(cells, strings.TrimSpace(strings.ReplaceAll(c, "\x00", "|")))
	}
	return strings.TrimSpace(strings.Join(cells, "\t"))
}
