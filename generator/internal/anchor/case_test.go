package anchor

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/shell"
)

// An input is a source's text, a line "---", and a citation per line; \n and
// \u escapes are read, and ==…== marks words. The output has a line per
// citation.
func TestFind(t *testing.T) {
	casefile.Run(t, "testdata/find/*.txtar", func(t *testing.T, _, input string) string {
		source, citations, ok := strings.Cut(input, "\n---\n")
		if !ok {
			t.Fatal("no line --- after the source")
		}
		text := Prepare(unescape(t, strings.TrimSpace(source)))
		var out strings.Builder
		for line := range strings.Lines(citations) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				fmt.Fprintln(&out, line)
				continue
			}
			q := marked(unescape(t, line))
			fmt.Fprintf(&out, "%s\n    %s\n", line, report(text, q, text.Find(q)))
		}
		return out.String()
	})
}

func unescape(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	for s != "" {
		var r rune
		switch {
		case strings.HasPrefix(s, `\n`):
			b.WriteByte('\n')
			s = s[2:]
		case strings.HasPrefix(s, `\u{`):
			end := strings.IndexByte(s, '}')
			if _, err := fmt.Sscanf(s[3:end], "%x", &r); err != nil {
				t.Fatal(err)
			}
			b.WriteRune(r)
			s = s[end+1:]
		default:
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
	return b.String()
}

// marked reads ==…==.
func marked(s string) Quote {
	var q Quote
	for i, part := range strings.Split(s, "==") {
		if i%2 == 1 {
			q.Marked = append(q.Marked, segment.Span{Start: len(q.Text), End: len(q.Text) + len(part)})
		}
		q.Text += part
	}
	return q
}

func report(t *Text, q Quote, f Finding) string {
	var out strings.Builder
	switch {
	case f.Total == 1:
		p := f.Passages[0]
		fmt.Fprintf(&out, "found at %d: %s", p.Start, quoteAll(t, p.Parts))
		for _, e := range f.Cased {
			fmt.Fprintf(&out, ", case of %q", e.Quoted.In(q.Text))
		}
	case f.Total > 1:
		fmt.Fprintf(&out, "ambiguous, %d:", f.Total)
		for _, p := range f.Passages[:min(len(f.Passages), 5)] {
			fmt.Fprintf(&out, " %d", p.Start)
		}
	case f.Nearest == nil:
		out.WriteString("missing, nothing near")
	default:
		n := f.Nearest
		fmt.Fprintf(&out, "missing, %s: %q", n.Difference, n.In(t.text))
		for _, e := range n.Edits {
			fmt.Fprintf(&out, "; %s %q for %q", e.Difference, e.Quoted.In(q.Text), e.Source.In(t.text))
		}
		if n.mendable {
			out.WriteString("; mendable")
		}
	}
	return out.String()
}

func quoteAll(t *Text, spans []segment.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, fmt.Sprintf("%q", s.In(t.text)))
	}
	return strings.Join(parts, " + ")
}

// The files are those of a content folder. The output is what is found, what
// is reported, as the terminal shows it, and what would be fixed.
func TestResolve(t *testing.T) {
	casefile.Folders(t, "testdata/resolve/*.txtar", func(t *testing.T, files []txtar.File) string {
		d := read(files)
		e, diags := Resolve(d)
		var out strings.Builder
		for _, c := range e.All() {
			start, end := c.Citation.Source.CodePoints(c.Passage.Span)
			fmt.Fprintf(&out, "%s:%d: %s [%d, %d) %q\n", c.Citation.Note.File.Name, c.Citation.Quote.Line, c.Citation.Source.Slug, start, end, c.Passage.In(c.Citation.Source.Plain))
		}
		for _, p := range diags {
			out.WriteString("\n" + printed(p))
		}
		for _, f := range e.Fixes() {
			fmt.Fprintf(&out, "\n%s:%d: fix %q -> %q\n", f.File.Name, f.Line, f.Old, f.New)
		}
		for _, n := range d.Notes() {
			if fixed := Apply(n.File, e.Fixes()); string(fixed) != string(n.File.Data) {
				fmt.Fprintf(&out, "\nfixed %s:\n%s", n.File.Name, strings.ReplaceAll(string(fixed), "\r", "<CR>"))
			}
		}
		return out.String()
	})
}

// read makes a dossier of the files of a content folder.
func read(files []txtar.File) *dossier.Dossier {
	var parts dossier.Parts
	for _, f := range files {
		for _, kind := range dossier.Kinds() {
			if path.Dir(f.Name) == kind.Folder() {
				data := strings.ReplaceAll(string(f.Data), "<CR>", "\r")
				add(&parts, kind, dossier.Slug(strings.TrimSuffix(path.Base(f.Name), ".md")), data)
			}
		}
	}
	d, _ := dossier.New(parts)
	return d
}

func printed(p diag.Diagnostic) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s:%d:%d: %s: %s [%s]\n", p.File, p.Line, p.Column, p.Severity, p.Message, p.Code)
	for _, e := range p.Excerpts {
		line := ""
		if e.Line > 0 {
			line = fmt.Sprint(e.Line)
		}
		fmt.Fprintf(&out, "%4s | %s\n", line, e.Text)
		if e.From < e.To || e.Label != "" {
			fmt.Fprintf(&out, "     | %s%s %s\n", strings.Repeat(" ", e.From-1), strings.Repeat("^", max(1, e.To-e.From)), e.Label)
		}
	}
	for _, r := range p.Related {
		fmt.Fprintf(&out, "  see %s:%d:%d: %s\n", r.File, r.Line, r.Column, r.Message)
	}
	fmt.Fprintf(&out, "hint: %s\n", shell.Hint(p.Hint))
	return out.String()
}
