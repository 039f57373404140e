package importer

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/page"
	"dossier/generator/internal/importer/untyped"
)

func importing(name, data string) *Report {
	return New(&dossier.Dossier{}, "").Import(Input{Name: name, Data: []byte(data), Modified: saturday}, Options{})
}

func TestWhatIsTooLargeIsRefusedInWords(t *testing.T) {
	sentence := "<p>A sentence with a comma, so that it is text."
	for name, c := range map[string]struct{ file, data, says string }{
		"file":       {"x.html", strings.Repeat("x", MaxSize+1), "larger than 64 MB"},
		"depth":      {"x.html", strings.Repeat("<div>", 600) + sentence, "nested more than 500 deep"},
		"elements":   {"x.html", strings.Repeat("<br>", page.MaxNodes) + sentence, "elements and texts"},
		"formatting": {"x.html", formatted(), ""},
		"text":       {"x.html", "<p>" + strings.Repeat("word ", page.MaxText/4), "MB of text"},
		"large json": {"x.json", `[{"title":"` + strings.Repeat("x", maxJSON) + `"}]`, "larger than 24 MB"},
		"plain":      {"x.txt", strings.Repeat("word ", page.MaxText/4), "MB of text"},
		"json":       {"x.json", strings.Repeat(`[`, untyped.Deepest+1) + strings.Repeat(`]`, untyped.Deepest+1), "nested more than 100 deep"},
		"open":       {"x.json", strings.Repeat(`{"a":`, 5_000_000), "nested more than 100 deep"},
		"annotations": {"x.json", `{"rows":[` + strings.Repeat(`{},`, maxAnnotations) + `{}]}`,
			"more than 10000 annotations"},
		"references": {"x.json", `{"items":[` + strings.Repeat(`{"title":"x","id":1},`, maxReferences) + `{"title":"x","id":1}]}`,
			"more than 20000 references"},
		"mhtml": {"x.mhtml", "nothing", "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			r := importing(c.file, c.data)
			if c.says == "" {
				if len(r.Files) != 1 {
					t.Errorf("not taken: %v", r.Problems)
				}
				return
			}
			if len(r.Files) > 0 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Message, c.says) || r.Problems[0].Hint == "" {
				t.Errorf("got %d files and %v, want a problem that says %q", len(r.Files), r.Problems, c.says)
			}
		})
	}
}

// formatted returns a page in which every paragraph would have to open 400
// elements again: a tree of millions.
func formatted() string {
	var b strings.Builder
	b.WriteString("<p>")
	for i := range 400 {
		fmt.Fprintf(&b, "<b id=x%d>", i)
	}
	return b.String() + "</p>" + strings.Repeat("<p>A word, and another.</p>", 20_000)
}

func TestValuesThatAreTooLongAreLeftOut(t *testing.T) {
	r := importing("x.html", `<html><head><title>T</title><meta name="author" content="`+strings.Repeat("A", claim.LongestValue+1)+`"></head><body><p>Some words.`)
	for _, f := range r.Facts {
		if f.Key == "author" {
			t.Errorf("the author is %d characters long", len(f.Value))
		}
	}
	if !strings.Contains(strings.Join(r.Remarks, "\n"), "longer than 500 characters") {
		t.Errorf("nothing is said of it: %q", r.Remarks)
	}
}

// A name that leads elsewhere stays a name.
func TestNamesOfFilesAreSlugs(t *testing.T) {
	for title, want := range map[string]string{
		"../../etc/passwd":      "sources/etc-passwd.md",
		"/absolute\\path":       "sources/absolute-path.md",
		"con.md\u202e.exe":      "sources/con-md-exe.md",
		"A\tB":                  "sources/a-b.md",
		"Ünïcode — и кириллица": "sources/ünïcode-и-кириллица.md",
	} {
		r := importing("../../x.txt", title+"\n\nText.")
		if len(r.Files) != 1 || r.Files[0].Path() != want {
			t.Errorf("%q gives %v, want %s", title, r.Files, want)
		}
	}
	long := importing("x.txt", strings.Repeat("слово ", 33)+"\n\nText.")
	if s := string(long.Files[0].Slug); len(s) > 200 || strings.HasSuffix(s, "-") || !strings.HasPrefix(s, "слово-слово") {
		t.Errorf("a long title gives %q", s)
	}
	if r := importing("x.txt", "…\n\nText."); len(r.Files) > 0 || len(r.Problems) != 1 {
		t.Errorf("a title without letters gives %v, %v", r.Files, r.Problems)
	}
}
