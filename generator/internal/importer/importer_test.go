package importer

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/spf13/afero"
	"golang.org/x/tools/txtar"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/casefile"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/frontmatter"
	"dossier/generator/internal/importer/claim"
)

var saturday = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// tell writes a report as a case file holds it.
func tell(r *Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "form: %s\n", r.Form)
	for _, f := range r.Facts {
		fmt.Fprintf(&b, "fact: %s = %s (%s)\n", f.Key, f.Value, f.From)
	}
	if len(r.Missing) > 0 {
		fmt.Fprintf(&b, "not found: %s\n", strings.Join(r.Missing, ", "))
	}
	for _, c := range r.Cuts {
		fmt.Fprintf(&b, "cut: %s (%d): %s\n", c.What, c.Words, c.Text)
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "warning: %s\n  hint: %s\n", w.Message, w.Hint)
	}
	for _, m := range r.Remarks {
		fmt.Fprintf(&b, "remark: %s\n", m)
	}
	for _, x := range r.Refused {
		fmt.Fprintf(&b, "refused: %q: %s\n", x.What, x.Reason)
		if x.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", x.Hint)
		}
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "problem: %s\n  hint: %s\n", p.Message, p.Hint)
	}
	for _, d := range r.Diagnostics {
		fmt.Fprintf(&b, "%d:%d: %s\n", d.Line, d.Column, d.Message)
	}
	for _, f := range r.Files {
		verb := "new"
		if f.Old != nil {
			verb = "changed"
		}
		fmt.Fprintf(&b, "== %s %s\n%s", verb, f.Path(), f.Data)
	}
	return b.String()
}

// TestPages imports each page into an empty dossier.
func TestPages(t *testing.T) {
	casefile.Run(t, "testdata/pages*.txtar", func(t *testing.T, name, input string) string {
		r := New(&dossier.Dossier{}, "").Import(Input{Name: name, Data: []byte(input), Modified: saturday}, Options{})
		sound(t, nil, r)
		return tell(r)
	})
}

// TestOneIdentifierOfManyObjects imports a page again and again: what its JSON-LD
// says of one @id in several places is the same each time, and in the report
// where the places disagree.
func TestOneIdentifierOfManyObjects(t *testing.T) {
	const text = "The strike on the ferries ended on Thursday night after eleven hours of talks, the union and the harbour said in a joint statement."
	for name, c := range map[string]struct{ json, author, remark string }{
		"two names": {
			`"author":{"@id":"#p"},"contributor":{"@id":"#p","name":"Anna One"},"editor":{"@id":"#p","name":"Bert Two"}`,
			"Anna One", `JSON-LD: the name of "#p" is "Anna One" in one place and "Bert Two" in another`,
		},
		"a name of its own": {
			`"author":{"@id":"#p","name":"Bert Two"},"about":{"@id":"#p","name":"Anna One"}`,
			"Bert Two", `JSON-LD: the name of "#p" is "Anna One" in one place and "Bert Two" in another`,
		},
		"one part here, one there": {
			`"author":{"@id":"#p"},"contributor":{"@id":"#p","jobTitle":"Editor","knows":"all"},"editor":{"@id":"#p","name":"Bert Two"}`,
			"Bert Two", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<html lang="en"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Strike ends",` + c.json +
				"}</script><article><h1>Strike ends</h1><p>" + text + "</p><p>" + text + "</p></article></html>"
			for range 50 {
				r := New(&dossier.Dossier{}, "").Import(Input{Name: "page.html", Data: []byte(page), Modified: saturday}, Options{})
				author := ""
				for _, f := range r.Facts {
					if f.Key == "author" {
						author = f.Value
					}
				}
				if remarks := strings.Join(r.Remarks, "\n"); author != c.author || remarks != c.remark {
					t.Fatalf("the author is %q, want %q; remarks:\n%s\nwant:\n%s", author, c.author, remarks, c.remark)
				}
			}
		})
	}
}

// TestTexts imports each text into an empty dossier.
func TestTexts(t *testing.T) {
	casefile.Run(t, "testdata/texts*.txtar", func(t *testing.T, name, input string) string {
		r := New(&dossier.Dossier{}, "").Import(Input{Name: name, Data: []byte(input), Modified: saturday}, Options{})
		sound(t, nil, r)
		return tell(r)
	})
}

// TestFolders imports the files of an archive's folder "in" into the content
// folder that its other files are.
func TestFolders(t *testing.T) {
	casefile.Folders(t, "testdata/folder-*.txtar", func(t *testing.T, files []txtar.File) string {
		var inputs []Input
		folder := map[string]string{}
		for _, f := range files {
			if name, ok := strings.CutPrefix(f.Name, "in/"); ok {
				inputs = append(inputs, Input{Name: name, Data: f.Data, Modified: saturday})
			} else {
				folder[f.Name] = string(f.Data)
			}
		}
		im := New(read(t, folder), "")
		var b strings.Builder
		for _, in := range inputs {
			r := im.Import(in, Options{})
			fmt.Fprintf(&b, "# %s\n%s", in.Name, tell(r))
			sound(t, folder, r)
		}
		return b.String()
	})
}

// read reads a content folder.
func read(t *testing.T, files map[string]string) *dossier.Dossier {
	t.Helper()
	d, diags := readAll(t, files)
	for _, x := range diags {
		if x.Severity == diag.Error {
			t.Errorf("%s:%d: %s %s", x.File, x.Line, x.Message, x.Hint)
		}
	}
	return d
}

func readAll(t testing.TB, files map[string]string) (*dossier.Dossier, []diag.Diagnostic) {
	t.Helper()
	m := fstest.MapFS{"dossier.yaml": {Data: []byte("title: A test\n")}}
	for name, data := range files {
		m[name] = &fstest.MapFile{Data: []byte(data)}
	}
	d, diags, err := content.Read(t.Context(), afero.FromIOFS{FS: m}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, more := anchor.Resolve(d)
	return d, append(diags, more...)
}

// sound puts the files of a report into a content folder and reads it: what is
// imported has no errors, and its facts are what is read.
func sound(t testing.TB, folder map[string]string, r *Report) {
	t.Helper()
	if folder == nil {
		folder = map[string]string{}
	}
	for _, f := range r.Files {
		if old, ok := folder[f.Path()]; ok && old != string(f.Old) {
			t.Errorf("%s is there already", f.Path())
		}
		folder[f.Path()] = string(f.Data)
	}
	_, diags := readAll(t, folder)
	for _, d := range diags {
		if d.Severity == diag.Error {
			t.Errorf("%s:%d: %s (%s)", d.File, d.Line, d.Message, d.Hint)
		}
	}
}

// FuzzPage checks that whatever is in a page, its import ends, gives a sound
// source or a reason.
func FuzzPage(f *testing.F) {
	archives := []string{"testdata/pages.txtar", "testdata/pages-markup.txtar"}
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range a.Files {
			if strings.HasSuffix(x.Name, ".html") {
				f.Add(x.Data)
			}
		}
	}
	f.Add([]byte("<p>1. one <p>2) two <p># three <p>- four <p>a\\ b* _c_ `d` [e](f) <g@h.i> &amp;amp; &lt;http://x.y&gt; ~~~ &nbsp;"))
	f.Add([]byte("<ol start=7><li>a<ol><li>b</ol>c<li value=99>d</ol><pre><code>x\n\n```\ny</code></pre><blockquote><p># a<p>b</blockquote>"))
	f.Add([]byte("<title>\xa0T\xa0</title><p class=byline>By \xa0Ann</p><p>\xa0<p>Words, and more of them.\xa0"))
	f.Add([]byte("<ol><li>one, <q><p>two</p></q><li><q> <ol></ol>three</q></ol>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := New(&dossier.Dossier{}, "").Import(Input{Name: "x.html", Data: data, Modified: saturday}, Options{Slug: "x"})
		if len(r.Files) == 0 && len(r.Problems) == 0 {
			t.Fatal("neither a file nor a reason")
		}
		for _, p := range r.Problems {
			if strings.Contains(p.Hint, "fault of dossier") {
				t.Fatalf("%s in %q", p.Message, data)
			}
		}
		sound(t, nil, r)
	})
}

// FuzzHead checks that front matter reads back what was written.
func FuzzHead(f *testing.F) {
	for _, s := range []string{"a: b", "null", "- x", "#", "'a'", "\"", "2015-03", "yes", "a #b", "\u0085", "\ufeffx", "a\u2028b", "é–“x”", "~", "[a]", "https://a.example/?b=c#d", "\U0001f600", "\ufffe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = claim.Collapse(strings.ToValidUTF8(s, "?"))
		s = strings.TrimSpace(s)
		var h head
		h.key("title", s)
		h.writeList("topics", []string{"x " + s})
		fields, _ := frontmatter.Split(diag.NewFile("", h.withBody("")))
		if got := fields.Text("title").Text; got != s {
			t.Fatalf("%q reads as %q: %s", s, got, h.String())
		}
	})
}

// FuzzAnnotations checks that whatever JSON says, what is made of it is sound:
// every citation is found, and nothing else of the dossier is touched.
func FuzzAnnotations(f *testing.F) {
	for _, name := range []string{"hypothesis", "webannotation"} {
		a, err := txtar.ParseFile("testdata/folder-" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range a.Files {
			if strings.HasPrefix(x.Name, "in/") {
				f.Add(string(x.Data))
			}
		}
	}
	page := `{"rows":[{"uri":"https://a.example/x","user":"acct:a@b","created":"2026-11-01","text":%q,"tags":["#","a: b"],"target":[{"selector":[{"type":"TextQuoteSelector","exact":%q,"prefix":%q}]}]}]}`
	for _, comment := range []string{"> a\n\n> b", "- > a", "[[x]] ==y== ~~z~~ [^1]\n\n[^1]: note", "---\nsource: x\n---", "# h\n\n    code\n\n| a |\n|---|\n| b |", "```\n> a", "<script>x</script> <https://a.example>"} {
		f.Add(fmt.Sprintf(page, comment, "the council", "and "))
	}
	for _, exact := range []string{"[not] sure", "==x== ~~y~~", "[[z]]", "— said", "> quoted", "1. first", "a*b_c", "We … go"} {
		f.Add(fmt.Sprintf(page, "", exact, ""))
	}
	folder := map[string]string{"sources/x.md": "---\ntitle: X\nurl: https://a.example/x\n---\n" +
		"The council met, and the council went. \\[not\\] sure, the council said: ==x== ~~y~~ \\[\\[z\\]\\] — said\n\n" +
		"\\> quoted, 1. first, a\\*b\\_c. We … go\n\n— [[x]]\n\n[[x]]\n\nthe council\n"}
	f.Fuzz(func(t *testing.T, data string) {
		data = strings.ReplaceAll(data, "harbourpost.example/news/bridge", "a.example/x")
		d, _ := readAll(t, folder)
		im := New(d, "")
		r := im.Import(Input{Name: "x.json", Data: []byte(data)}, Options{})
		if len(r.Files)+len(r.Problems)+len(r.Refused)+len(r.Remarks) == 0 {
			t.Fatal("neither a file nor a reason")
		}
		with := map[string]string{}
		for name, text := range folder {
			with[name] = text
		}
		sound(t, with, r)
	})
}
