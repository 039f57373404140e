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
	"dossier/generator/internal/shell"
)

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
