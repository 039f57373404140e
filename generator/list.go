package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/spf13/cobra"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/build"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/export"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/shell"
)

// A column of a list. Its name is the CSV heading and the JSON key. Names and
// meanings are stable; new columns are added at the end.
type column struct {
	name  string
	about string
	least int // columns of a terminal below which a table does not shrink it; 0 for never, spare for none
}

// spare marks a column that a table has only where there is room for it.
const spare = -1

// A listing is a list to print. The cells of a row are strings, integers,
// truth values, lists of strings, or nil for what is not known.
type listing struct {
	columns []column
	rows    [][]any
}

// The columns of the lists, by name.
var listColumns = []struct {
	name    string
	columns []column
}{
	{"sources", []column{
		{"slug", "the name of its file, and of its page", 0},
		{"title", "", 16},
		{"publisher", "", 10},
		{"author", "", 8},
		{"published", "EDTF", 0},
		{"lang", "BCP 47", spare},
		{"words", "in its text", spare},
		{"citations", "in notes, drafts included", 0},
		{"draft", "true or false", 0},
		{"file", "", spare},
	}},
	{"notes", []column{
		{"kind", "annotation, quote, event, person or page", 0},
		{"slug", "the name of its file", 0},
		{"title", "or name; of an annotation none", 16},
		{"about", "the source of an annotation, the speaker of a quote: a slug", 0},
		{"date", "of an event, or when a quote was said: EDTF", 0},
		{"topics", "a list; in CSV parted by \"; \"", 10},
		{"citations", "blockquotes that name a source", 0},
		{"draft", "true or false", 0},
		{"file", "", spare},
	}},
	{"citations", []column{
		{"note", "kind and slug of the note, as quotes/words", spare},
		{"file", "", 20},
		{"line", "of the file, from 1", 0},
		{"source", "a slug; as it is written when there is none", 0},
		{"start", "in the source's plain text, in code points from 0", 0},
		{"end", "the same, half-open", 0},
		{"exact", "the words of the source; of the note when they are not found", 24},
		{"state", "resolved, or the code of what is wrong with it", 0},
	}},
	{"pages", []column{
		{"address", "from the root of the site", 24},
		{"kind", "the template that shows it", 0},
		{"title", "", 16},
		{"file", "of a source or note; none for a page made of many", spare},
	}},
}

// columnsOf returns the columns of a list, nil when there is no such list.
func columnsOf(name string) []column {
	for _, l := range listColumns {
		if l.name == name {
			return l.columns
		}
	}
	return nil
}

func listCommand() *cobra.Command {
	var o options
	var names []string
	long := "List what a content folder (default: content) holds: its sources (when nothing else\n" +
		"is named), its notes, every citation, or the pages of its site. Drafts are listed but\n" +
		"for pages.\n\n" +
		"A table is cut to the width of the terminal; csv and json have everything. What can be\n" +
		"read is listed also when the content has errors; the problems that were met are counted\n" +
		"on standard error, and \"dossier check\" shows them.\n\n" +
		"The columns, which are the keys of the JSON objects:\n"
	for _, l := range listColumns {
		names = append(names, l.name)
		long += "\n  " + l.name + "\n"
		for _, c := range l.columns {
			long += strings.TrimRight(fmt.Sprintf("    %-10s %s", c.name, c.about), " ") + "\n"
		}
	}
	cmd := &cobra.Command{
		Use:   "list [" + strings.Join(names, "|") + "] [CONTENT]",
		Short: "List the sources, notes, citations or pages",
		Long:  strings.TrimRight(long, "\n"),
		Example: "  dossier list                               the sources of content/\n" +
			"  dossier list notes mine                    the notes of mine/\n" +
			"  dossier list citations --format csv        for a spreadsheet\n" +
			"  dossier list citations --format json | jq '.[] | select(.state != \"resolved\")'",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && columnsOf(args[0]) != nil {
				args = args[1:]
			} else if len(args) > 0 {
				if len(args) == 2 && isFolder(args[0]) {
					name, ok := diag.Nearest(args[1], names)
					if !ok {
						return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is no list %q", args[1])}, "there are " + alternatives(names)}
					}
					return &hintError{&usageError{cmd.CommandPath(), errors.New("the list comes first")},
						fmt.Sprintf("%s %s %s", cmd.CommandPath(), name, shell.Quote(args[0]))}
				} else if _, err := os.Stat(args[0]); err != nil || len(args) > 1 {
					hint := diag.Suggest(args[0], names, "%q", "there are "+alternatives(names))
					return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is neither a list nor a folder called %q", args[0])}, hint}
				}
			}
			return atMostOne(cmd, args)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 1 || len(args) == 1 && columnsOf(args[0]) == nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []cobra.Completion
			for _, n := range names {
				if len(args) == 0 && strings.HasPrefix(n, typed) {
					out = append(out, n)
				}
			}
			if len(out) > 0 {
				return out, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			name := names[0]
			if len(args) > 0 && columnsOf(args[0]) != nil {
				name, args = args[0], args[1:]
			}
			shown := startProgress(cmd)
			defer shown.stop()
			return o.open(cmd, args, func(in build.Input) error {
				in.Progress = shown.report
				rows, problems, err := rowsOf(cmd.Context(), in, name)
				if err != nil {
					return err
				}
				shown.stop()
				data, err := (listing{columnsOf(name), rows}).print(o.format, newTerminal(cmd.OutOrStdout()))
				if err != nil {
					return fmt.Errorf("print list: %w", err)
				}
				if _, err := cmd.OutOrStdout().Write(data); err != nil {
					return fmt.Errorf("print list: %w", err)
				}
				if found := diag.Count(problems).String(); found != "" && !(o.quiet && !diag.HasErrors(problems)) {
					fmt.Fprintf(cmd.ErrOrStderr(), "the content has %s; dossier check shows them\n", found)
				}
				return nil
			})
		},
	}
	o.register(cmd, "table", "csv", "json")
	return cmd
}

// rowsOf returns the rows of a list, and what is wrong with content as far as
// the list needed to look.
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
	case "notes":
		return noteRows(d), diags, nil
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
			cited[c.Source]++
		}
	}
	var out [][]any
	for _, s := range d.Sources {
		out = append(out, []any{
			string(s.Slug), known(s.Title), known(s.Publisher), known(s.Author), known(s.Published.String()), known(s.Lang),
			len(strings.Fields(s.Plain)), cited[s], s.Draft, s.File.Name,
		})
	}
	return out
}

func noteRows(d *dossier.Dossier) [][]any {
	about, date := map[*dossier.Note]string{}, map[*dossier.Note]string{}
	for _, a := range d.Annotations {
		about[&a.Note] = a.Source.Name
	}
	for _, q := range d.Quotes {
		about[&q.Note], date[&q.Note] = q.SpeakerRef.Name, q.Said.String()
	}
	for _, e := range d.Events {
		date[&e.Note] = e.Date.String()
	}
	var out [][]any
	for _, n := range d.Notes() {
		topics := []string{}
		for _, t := range n.Topics {
			topics = append(topics, t.Name)
		}
		out = append(out, []any{
			string(n.Kind), string(n.Slug), known(n.Title), known(about[n]), known(date[n]), topics, len(n.Citations), n.Draft, n.File.Name,
		})
	}
	return out
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
			row := []any{n.Kind.Folder() + "/" + string(n.Slug), n.File.Name, b.Quote.Line, nil, nil, nil, known(b.Quote.Text), "unresolved"}
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
					row[6], row[7] = p.In(c.Source.Plain), "resolved"
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
	from, _ := file.Position(q.Start)
	to, _ := file.Position(max(q.Start, q.End-1))
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

// print returns the list in a format: table, csv or json.
func (l listing) print(format string, t terminal) ([]byte, error) {
	switch format {
	case "csv":
		return l.csv()
	case "json":
		return l.json()
	}
	return []byte(l.table(t)), nil
}

// csv returns the list as RFC 4180 has it, with a heading.
func (l listing) csv() ([]byte, error) {
	var head []string
	for _, c := range l.columns {
		head = append(head, c.name)
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
func (l listing) json() ([]byte, error) {
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
			fmt.Fprintf(&b, "%q: %s", c.name, value)
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

// table returns the list as a table without the columns that would be empty.
// Where the terminal has a width and the table does not fit, it goes without
// its spare columns, the last first, and then columns that may shrink do, the
// widest first.
func (l listing) table(t terminal) string {
	if len(l.rows) == 0 {
		return ""
	}
	var shown []tableColumn
	for j, c := range l.columns {
		if col, ok := l.tableColumn(j); ok {
			col.least = c.least
			shown = append(shown, col)
		}
	}
	if t.fixed {
		for i := len(shown) - 1; i >= 0 && total(shown) > t.width; i-- {
			if shown[i].least == spare {
				shown = slices.Delete(shown, i, i+1)
			}
		}
		shrink(shown, t.width)
	}
	var b strings.Builder
	for i := range len(l.rows) + 1 {
		var line []string
		for _, c := range shown {
			text := displaywidth.TruncateString(c.cells[i], c.width, "…")
			pad := strings.Repeat(" ", max(0, c.width-displaywidth.String(text)))
			if c.number {
				line = append(line, pad+text)
			} else {
				line = append(line, text+pad)
			}
		}
		text := strings.TrimRight(strings.Join(line, strings.Repeat(" ", gap)), " ")
		if i == 0 {
			text = t.paint(strong, text)
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// tableColumn is a column as a table shows it.
type tableColumn struct {
	cells  []string // from the heading on
	width  int
	least  int
	number bool // it stands to the right
}

// tableColumn returns column j, and whether there is anything in it.
func (l listing) tableColumn(j int) (tableColumn, bool) {
	c := tableColumn{cells: []string{l.columns[j].name}, width: displaywidth.String(l.columns[j].name)}
	some := false
	for _, row := range l.rows {
		text := harmless(cellText(row[j]))
		switch v := row[j].(type) {
		case int:
			c.number = true
		case bool:
			text = map[bool]string{true: "draft"}[v]
		}
		some = some || text != ""
		c.cells = append(c.cells, text)
		c.width = max(c.width, displaywidth.String(text))
	}
	return c, some
}

// gap is what stands between two columns of a table.
const gap = 2

// total returns the width of a table.
func total(columns []tableColumn) int {
	sum := gap * (len(columns) - 1)
	for _, c := range columns {
		sum += c.width
	}
	return sum
}

// shrink makes columns narrower until the table is at most width wide, or none
// may be made narrower: always the widest that is above its least.
func shrink(columns []tableColumn, width int) {
	for range max(0, total(columns)-width) {
		widest := -1
		for i, c := range columns {
			if c.least > 0 && c.width > c.least && (widest < 0 || c.width > columns[widest].width) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		columns[widest].width--
	}
}
