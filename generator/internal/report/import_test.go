package report

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/importer"
	"dossier/generator/internal/importer/page"
)

// TestImportReportFits tells of an import of which there is much to say: the
// report has no more lines than a screen, and says what is left out of it and
// where that is told.
func TestImportReportFits(t *testing.T) {
	for _, facts := range []int{2, 12} {
		for _, warnings := range []int{0, 1, 9} {
			for _, cuts := range []int{0, 1, 5, 40} {
				for _, remarks := range []int{0, 1, 5, 40} {
					r := &importer.Report{Input: "page.html", Form: importer.WebPage, Files: []importer.File{{Kind: dossier.KindSource, Slug: "page"}}, Original: &importer.File{Kind: dossier.KindSource, Slug: "page"}}
					for i := range facts {
						r.Facts = append(r.Facts, importer.Fact{Key: fmt.Sprint("key", i), Value: "value", From: "there"})
					}
					for i := range warnings {
						r.Warnings = append(r.Warnings, page.Warning{Message: fmt.Sprint("warned", i, "."), Hint: "mend it"})
					}
					for i := range cuts {
						r.Cuts = append(r.Cuts, page.Cut{What: fmt.Sprint("cut", i, "."), Text: "words", Words: 10 + i})
					}
					for i := range remarks {
						r.Remarks = append(r.Remarks, fmt.Sprint("noted", i, "."))
					}
					name := fmt.Sprintf("%d facts, %d warnings, %d cuts, %d remarks", facts, warnings, cuts, remarks)
					short, full := Import(r, Made{Folder: "content"}), Import(r, Made{Folder: "content", Full: true})
					lines, all := strings.Count(short, "\n"), strings.Count(full, "\n")
					if lines > mostLines {
						t.Errorf("%s: %d lines:\n%s", name, lines, short)
					}
					if all > lines && !strings.Contains(short, told) {
						t.Errorf("%s: %d of %d lines, and nothing says so:\n%s", name, lines, all, short)
					}
					if all <= mostLines && cuts <= mostCuts && all != lines {
						t.Errorf("%s: %d lines of %d that fit:\n%s", name, lines, all, short)
					}
					if warnings > 0 && !strings.Contains(short, "warned0.") || strings.Contains(full, "more;") || strings.Count(full, "noted") != remarks {
						t.Errorf("%s: not what was to be told:\n%s%s", name, short, full)
					}
				}
			}
		}
	}
}

// TestCutLines lists many cuts in a few lines: the longest first, and the line
// that may name the author whole.
func TestCutLines(t *testing.T) {
	var cuts []page.Cut
	for i := range 30 {
		cuts = append(cuts, page.Cut{What: fmt.Sprint("part", i), Text: "words", Words: 30 + i})
	}
	byline := "By Ida Quist, who has written of the harbour and of its bridge since the spring"
	cuts = append(cuts, page.Cut{What: "byline", Text: byline, Words: 16})
	got := cutLines(cuts, 4)
	want := []string{"part29, 59 words: words", "part28, 58 words: words", "byline, 16 words: " + byline,
		"and 28 more, 1218 words together: part27, part26, part25, part24, part23, part22, part21, part20, …; " + told}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestNoPathSpeaksToTheTerminal makes a file in a folder whose name would.
func TestNoPathSpeaksToTheTerminal(t *testing.T) {
	source := importer.File{Kind: dossier.KindSource, Slug: "page"}
	r := &importer.Report{Input: "page\x1b[31m.html", Form: importer.WebPage, Files: []importer.File{source}, Original: &source}
	if got := Import(r, Made{Folder: "mine\x1b[31m"}); strings.ContainsRune(got, '\x1b') {
		t.Errorf("%q", got)
	}
}
