// Package listing lists what a dossier holds, a row each: its sources, its notes, its files, its series,
// every citation, or the pages of its site. A list is printed as a table, as CSV
// or as JSON.
package listing

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/build"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/export"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/terminal"
)

// A Column is a column of a list. Its name is the CSV heading and the JSON key. Names and
// meanings are stable; new columns are added at the end.
type Column struct {
	Name  string
	About string
	least int // columns of a terminal below which a table does not shrink it; 0 for never, terminal.Spare for none
}

// A List is a list to print. The cells of a row are strings, integers,
// truth values, lists of strings, or nil for what is not known.
type List struct {
	columns []Column
	rows    [][]any
}

// The columns of the lists, by name.
var listColumns = []struct {
	name    string
	columns []Column
}{
	{"sources", []Column{
		{"slug", "the name of its file, and of its page", 0},
		{"title", "", 16},
		{"publisher", "", 10},
		{"author", "", 8},
		{"published", "EDTF", 0},
		{"lang", "BCP 47", terminal.Spare},
		{"words", "in its text", terminal.Spare},
		{"citations", "in notes, drafts included", 0},
		{"draft", "true or false", 0},
		{"file", "", terminal.Spare},
		{"medium", "print, web, post, audio, video, release or document", terminal.Spare},
		{"series", "", terminal.Spare},
	}},
	{"notes", []Column{
		{"kind", kindsOfNotes(), 0},
		{"slug", "the name of its file", 0},
		{"title", "or name; of an annotation none", 16},
		{"about", "the source of an annotation, the speakers of a quote: slugs", 0},
		{"date", "of an event, or when a quote was said: EDTF", 0},
		{"topics", "a list; in CSV parted by \"; \"", 10},
		{"citations", "blockquotes that name a source", 0},
		{"draft", "true or false", 0},
		{"file", "", terminal.Spare},
		{"quoting", "whose words the speakers of a quote pass on: slugs", terminal.Spare},
		{"via", "through whom they came: slugs", terminal.Spare},
	}},
	{"files", []Column{
		{"kind", "source, " + kindsOfNotes(), 0},
		{"slug", "the name of the file", 0},
		{"status", statuses(), 0},
		{"reviewer", "a list of names", 0},
		{"title", "or name; of an annotation none", 16},
		{"updated", "EDTF", terminal.Spare},
		{"file", "", 20},
	}},
	{"citations", []Column{
		{"note", "kind and slug of the note, as quotes/words", terminal.Spare},
		{"file", "", 20},
		{"line", "of the file, from 1", 0},
		{"source", "a slug; as it is written when there is none", 0},
		{"start", "in the source's plain text, in code points from 0", 0},
		{"end", "the same, half-open", 0},
		{"exact", "the words of the source; of the note when they are not found", 24},
		{"state", "resolved, or the code of what is wrong with it", 0},
		{"lang", "of the words; a BCP 47 tag", terminal.Spare},
		{"translations", "the languages of the editors' translations below it", terminal.Spare},
	}},
	{"series", []Column{
		{"slug", "of its page, series/SLUG/", 0},
		{"name", "", 16},
		{"sources", "how many are of it: two or more", 0},
		{"first", "when the first of them was published: EDTF", 0},
		{"last", "the same of the last that has a date", 0},
		{"latest", "the last of them: a slug", 8},
	}},
	{"claims", []Column{
		{"slug", "the name of its file, and of its page", 0},
		{"title", "", 16},
		{"claimant", "slugs", 8},
		{"made", "EDTF", terminal.Spare},
		{"verdict", "", 0},
		{"status", statuses(), 0},
		{"reviewed", "when the verdict was given: EDTF", 0},
		{"supports", "citations that support it", 0},
		{"contradicts", "citations that contradict it", 0},
		{"file", "", terminal.Spare},
	}},
	{"changes", []Column{
		{"date", "EDTF", 0},
		{"kind", "correction, update or note", 0},
		{"of", "kind and slug of what was changed, as quotes/words", 0},
		{"what", "", 24},
		{"why", "", 16},
		{"file", "", terminal.Spare},
		{"line", "of the file, from 1", terminal.Spare},
	}},
	{"pages", []Column{
		{"address", "from the root of the site", 24},
		{"kind", "the template that shows it", 0},
		{"title", "", 16},
		{"file", "of a source or note; none for a page made of many", terminal.Spare},
	}},
}

// Names returns the names of the lists.
func Names() []string {
	var out []string
	for _, l := range listColumns {
		out = append(out, l.name)
	}
	return out
}

// Columns returns the columns of a list, nil when there is no such list.
func Columns(name string) []Column {
	for _, l := range listColumns {
		if l.name == name {
			return l.columns
		}
	}
	return nil
}

// Of returns the list of a name, and what is wrong with content as far as the
// list needed to look.
func Of(ctx context.Context, in build.Input, name string) (List, []diag.Diagnostic, error) {
	rows, diags, err := rowsOf(ctx, in, name)
	return List{Columns(name), rows}, diags, err
}

func rowsOf(ctx context.Context, in build.Input, name string) ([][]any, []diag.Diagnostic, error) {
	if name == "pages" {
		r, err := build.Check(ctx, in)
		if err != nil {
			return nil, nil, err
		}
		return pageRows(r), r.Diagnostics, nil
	}
	d, diags, err := content.Read(ctx, in.Content, content.Options{Name: in.Name, Drafts: in.Drafts})
	if err != nil {
		return nil, nil, err
	}
	switch name {
	case "series":
		return seriesRows(d), diags, nil
	case "notes":
		return noteRows(d), diags, nil
	case "files":
		return fileRows(d), diags, nil
	case "claims":
		return claimRows(d), diags, nil
	case "changes":
		return changeRows(d), diags, nil
	case "citations":
		ev, more := anchor.Resolve(d)
		diags = append(diags, more...)
		return citationRows(d, ev, diags), diags, nil
	}
	return sourceRows(d), diags, nil
}

func sourceRows(d *dossier.Dossier) [][]any {
	cited := map[*dossier.Source]int{}
	for _, n := range d.Notes() {
		for _, c := range n.Citations {
			cited[c.Source.Current()]++
		}
	}
	var out [][]any
	for _, s := range d.Sources {
		out = append(out, []any{
			string(s.Slug), known(s.Title), known(s.Publisher), known(s.Author), known(s.Published.String()), known(s.Lang),
			len(strings.Fields(s.Plain)), cited[s], s.Draft, s.File.Name, string(s.Medium), known(s.Series),
		})
	}
	return out
}

func seriesRows(d *dossier.Dossier) [][]any {
	var out [][]any
	for _, s := range d.Series() {
		first, last := s.Reach()
		out = append(out, []any{string(s.Slug), s.Name, len(s.Sources), known(first.String()), known(last.String()), string(s.Sources[len(s.Sources)-1].Slug)})
	}
	return out
}

func claimRows(d *dossier.Dossier) [][]any {
	var out [][]any
	for _, c := range d.Claims {
		out = append(out, []any{
			string(c.Slug), c.Title, known(c.About()), known(c.Made.String()), known(c.VerdictRef.Name), string(c.Standing()), known(c.Reviewed.String()),
			len(c.Citing(markdown.Supports)), len(c.Citing(markdown.Contradicts)), c.File.Name,
		})
	}
	return out
}

// statuses returns the statuses in words.
func statuses() string {
	var names []string
	for _, s := range dossier.Statuses() {
		names = append(names, string(s))
	}
	return meant.Alternatives(names) + "; of a draft that has none open, else published"
}

func fileRows(d *dossier.Dossier) [][]any {
	var out [][]any
	for _, e := range d.Entries() {
		out = append(out, []any{string(e.Kind), string(e.Slug), string(e.Standing()), append([]string{}, e.Reviewers...), known(e.Title), known(e.Updated.String()), e.File.Name})
	}
	return out
}

// changeRows lists what the editors changed, the newest first; also in drafts.
func changeRows(d *dossier.Dossier) [][]any {
	var out [][]any
	for _, c := range d.Changes() {
		out = append(out, []any{c.Date.String(), string(c.Kind), c.Of.InFolder(), c.What, known(c.Why), c.File.Name, c.File.Line(c.Start)})
	}
	return out
}

// A Filter says which rows of a list are wanted.
type Filter struct{ Column, Value string }

// Having returns the list with the rows alone that have a value, or one among a list, that a filter
// names, and whether it has the column. Names are compared as a person reads them.
func (l List) Having(f Filter) (List, bool) {
	at := slices.IndexFunc(l.columns, func(c Column) bool { return c.Name == f.Column })
	if at < 0 {
		return l, false
	}
	same := func(v string) bool { return dossier.FoldName(v) == dossier.FoldName(f.Value) }
	out := List{columns: l.columns}
	for _, row := range l.rows {
		switch cell := row[at].(type) {
		case string:
			if same(cell) {
				out.rows = append(out.rows, row)
			}
		case []string:
			if slices.ContainsFunc(cell, same) {
				out.rows = append(out.rows, row)
			}
		}
	}
	return out, true
}

// kindsOfNotes returns the kinds of notes in words.
func kindsOfNotes() string {
	var names []string
	for _, k := range dossier.Kinds() {
		if k != dossier.KindSource {
			names = append(names, string(k))
		}
	}
	return meant.Alternatives(names)
}

func noteRows(d *dossier.Dossier) [][]any {
	var out [][]any
	for _, n := range d.Notes() {
		topics := []string{}
		for _, t := range n.Topics {
			topics = append(topics, t.Name)
		}
		quoting, via := "", ""
		if q, ok := n.Item.(*dossier.Quote); ok {
			quoting, via = names(q.QuotingRefs), names(q.ViaRefs)
		}
		out = append(out, []any{
			string(n.Kind), string(n.Slug), known(n.Title), known(n.Item.About()), known(n.Item.When().String()), topics, len(n.Citations), n.Draft, n.File.Name, known(quoting), known(via),
		})
	}
	return out
}

// names returns names of the front matter in one text.
func names(list []dossier.Ref) string {
	var out []string
	for _, r := range list {
		out = append(out, r.Name)
	}
	return strings.Join(out, ", ")
}

// citationRows lists every blockquote that is a citation, or should be one.
func citationRows(d *dossier.Dossier, ev *anchor.Evidence, diags []diag.Diagnostic) [][]any {
	problems := map[string][]diag.Diagnostic{}
	for _, x := range diags {
		problems[x.File] = append(problems[x.File], x)
	}
	var out [][]any
	for _, n := range d.Notes() {
		citations := map[int]*dossier.Citation{}
		for _, c := range n.Citations {
			citations[c.Block] = c
		}
		for i, b := range n.Body.Blocks {
			if b.Quote == nil {
				continue
			}
			row := []any{n.InFolder(), n.File.Name, b.Quote.Line, nil, nil, nil, known(b.Quote.Text), "unresolved", nil, nil}
			var translated []string
			for _, t := range b.Quote.Translations {
				translated = append(translated, t.Lang)
			}
			row[9] = known(strings.Join(translated, ", "))
			if code, ok := problemOf(b.Quote, n.File, problems[n.File.Name]); ok {
				row[7] = string(code)
			}
			if b.Quote.Attribution != nil {
				row[3] = b.Quote.Attribution.Target
			}
			if c := citations[i]; c != nil {
				row[3] = string(c.Source.Slug)
				if p, ok := ev.Passage(c); ok {
					row[4], row[5] = c.Source.CodePoints(p.Span)
					row[6], row[7], row[8] = p.In(c.Source.Plain), "resolved", known(c.Source.LangOf(p.Span))
				}
			}
			out = append(out, row)
		}
	}
	return out
}

// problemOf returns the code of what is wrong with a blockquote of file: of
// its citation, or else the first error in it.
func problemOf(q *markdown.Quote, file *diag.File, problems []diag.Diagnostic) (code diag.Code, found bool) {
	from := file.Line(q.Start)
	to := file.Line(max(q.Start, q.End-1))
	for _, x := range problems {
		if x.Line < from || x.Line > to {
			continue
		}
		if strings.HasPrefix(string(x.Code), "citation-") {
			return x.Code, true
		}
		if !found && x.Severity == diag.Error {
			code, found = x.Code, true
		}
	}
	return code, found
}

func pageRows(r *build.Result) [][]any {
	var out [][]any
	for _, p := range r.Site.Pages() {
		row := []any{string(p.Route), p.Template, nil, nil}
		if p.Entry != nil {
			row[2], row[3] = known(p.Entry.Title), p.Entry.File.Name
		} else if data, ok := r.Site.Data(p).(interface{ Heading() string }); ok {
			row[2] = known(data.Heading())
		}
		out = append(out, row)
	}
	return out
}

// known returns a text, or nil when it is empty.
func known(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// Print returns the list in a format: table, csv or json.
func (l List) Print(format string, t terminal.Terminal) ([]byte, error) {
	switch format {
	case "csv":
		return l.csv()
	case "json":
		return l.json()
	}
	return []byte(l.table(t)), nil
}

// csv returns the list as RFC 4180 has it, with a heading.
func (l List) csv() ([]byte, error) {
	var head []string
	for _, c := range l.columns {
		head = append(head, c.Name)
	}
	records := [][]string{head}
	for _, row := range l.rows {
		var record []string
		for _, cell := range row {
			record = append(record, cellText(cell))
		}
		records = append(records, record)
	}
	return export.CSV(records, true)
}

// json returns the list as an array of objects, a row a line, with their keys
// in the order of the columns.
func (l List) json() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("[")
	for i, row := range l.rows {
		b.WriteString(map[bool]string{true: "\n{", false: ",\n{"}[i == 0])
		for j, c := range l.columns {
			if j > 0 {
				b.WriteString(", ")
			}
			value, err := literal(row[j])
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&b, "%q: %s", c.Name, value)
		}
		b.WriteString("}")
	}
	b.WriteString("\n]\n")
	return b.Bytes(), nil
}

// literal returns a value as JSON, with "<" and "&" as they are.
func literal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// cellText returns a cell as a text on one line.
func cellText(cell any) string {
	switch cell := cell.(type) {
	case nil:
		return ""
	case int:
		return strconv.Itoa(cell)
	case bool:
		return strconv.FormatBool(cell)
	case []string:
		return strings.Join(cell, "; ")
	}
	return strings.Join(strings.Fields(cell.(string)), " ")
}

// table returns the list as a table, cut to the width of a terminal.
func (l List) table(t terminal.Terminal) string {
	if len(l.rows) == 0 {
		return ""
	}
	var shown []terminal.Column
	for j, c := range l.columns {
		column := terminal.Column{Head: c.Name, Least: c.least}
		for _, row := range l.rows {
			text := cellText(row[j])
			switch v := row[j].(type) {
			case int:
				column.Right = true
			case bool:
				text = map[bool]string{true: "draft"}[v]
			}
			column.Cells = append(column.Cells, terminal.Plain.Of(text))
		}
		shown = append(shown, column)
	}
	return t.Table(shown)
}
