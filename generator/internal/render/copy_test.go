package render

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

func TestACopySaysHowItStandsToTheProgram(t *testing.T) {
	in := small(nil, "en")
	eject := func(name string) string {
		data, err := Eject(in.Shipped, name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	// What an earlier program had, and its version.
	const earlier = "body { color: blue }\n"
	outdated := string(versioned("style.css", []byte(earlier)))
	for name, c := range map[string]struct {
		file, data string
		want       State
	}{
		"as it was ejected":                   {"style.css", eject("style.css"), Same},
		"with other line ends":                {"list.html", strings.ReplaceAll(eject("list.html"), "\n", "\r\n"), Same},
		"copied by hand":                      {"style.css", "body { color: black }\n", Same},
		"changed":                             {"style.css", eject("style.css") + "a {}\n", Changed},
		"changed, with other line ends":       {"list.html", strings.ReplaceAll(eject("list.html")+"\n", "\n", "\r\n"), Changed},
		"copied by hand and changed":          {"style.css", "body {}\n", Unversioned},
		"with the first line of another file": {"style.css", strings.Replace(eject("style.css"), "style", "print", 1) + "a {}\n", Unversioned},
		"of an earlier program":               {"style.css", outdated, Outdated},
		"of an earlier program, line ends":    {"style.css", strings.ReplaceAll(outdated, "\n", "\r\n"), Outdated},
		"changed, of an earlier program":      {"style.css", outdated + "a {}\n", Behind},
		"that caught up by hand":              {"style.css", strings.Replace(outdated, earlier, "body { color: black }\n", 1), Same},
		"of words":                            {"words/de.yaml", eject("words/de.yaml"), Same},
		"of the script, changed":              {"script.js", eject("script.js") + "let b = 2;\n", Changed},
		"of nothing":                          {"parts/mine.html", `{{define "mine"}}{{end}}`, Added},
	} {
		copies, err := Copies(in.Shipped, memory(t, txtar.File{Name: c.file, Data: []byte(c.data)}))
		if err != nil {
			t.Fatal(err)
		}
		if len(copies) != 1 || copies[0].Name != c.file || copies[0].State != c.want {
			t.Errorf("a copy %s is %v, want %v", name, copies, c.want)
		}
	}
}

// A site looks the same with a copy of everything, to the byte: the first
// lines of the copies leave nothing on it.
func TestCopiesLeaveNoTrace(t *testing.T) {
	in := Input{Shipped: shipped(), Language: "en", Types: nil}
	names, err := Names(in.Shipped)
	if err != nil {
		t.Fatal(err)
	}
	var files []txtar.File
	for _, name := range names {
		data, err := Eject(in.Shipped, name)
		if err != nil {
			t.Fatal(err)
		}
		if first, _, _ := strings.Cut(string(data), "\n"); !strings.Contains(first, "dossier templates: "+name+", version ") {
			t.Errorf("%s begins with %q", name, first)
		}
		files = append(files, txtar.File{Name: name, Data: data})
	}
	plain, _, err := New(in)
	if err != nil {
		t.Fatal(err)
	}
	in.Own = memory(t, files...)
	copied, diags, err := New(in)
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	for i, a := range copied.Assets() {
		if !bytes.Equal(a.Data, plain.Assets()[i].Data) {
			t.Errorf("%s is another", a.Path)
		}
	}
	for name, page := range copied.pages {
		for _, tree := range page.Templates() {
			if tree.Tree == nil || isTemplate(tree.Name()) && tree.Name() != base {
				continue // a file as such is not shown
			}
			if got, want := tree.Tree.Root.String(), plain.pages[name].Lookup(tree.Name()).Tree.Root.String(); got != want {
				t.Errorf("%s: %q is another:\n%s\nwant:\n%s", name, tree.Name(), got, want)
			}
		}
	}
}

// The editor's own look is what a page has, and an own part is shown.
func TestOwnTemplatesAreUsed(t *testing.T) {
	r, diags, err := New(small(memory(t,
		txtar.File{Name: "parts/item.html", Data: []byte(`{{define "item"}}[{{template "mine" .Link}}]{{end}}{{define "note"}}{{end}}`)},
		txtar.File{Name: "parts/mine.html", Data: []byte(`{{define "mine"}}mine: {{.Text}}{{end}}`)},
		txtar.File{Name: "base.html", Data: []byte("\ufeff" + `<!DOCTYPE html>{{word "heading" .Title}}{{template "main" .}}`)}, // with a byte order mark
		txtar.File{Name: "words/de.yaml", Data: []byte("words:\n  heading: \"Zu {1}\"\n")},
		txtar.File{Name: "style.css", Data: []byte("/* dossier templates: style.css, version 0123456789ab */\r\nbody { color: red }\n")},
	), "de"))
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	var page strings.Builder
	if err := r.Page(&page, "list", &smallList{smallFrame{"de", "Dinge"}, []smallItem{{Link: smallLink{"#", "<x>"}}}, 2}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<li>[mine: &lt;x&gt;]</li>", "Zu Dinge", "2 Dinge"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("there is no %q in\n%s", want, page.String())
		}
	}
	if !strings.HasPrefix(page.String(), "<!DOCTYPE html>") {
		t.Errorf("the page begins with %.20q", page.String())
	}
	if css := string(r.Assets()[0].Data); css != "body { color: red }\n" {
		t.Errorf("the style sheet is %q", css)
	}
}

// While one file is broken the others are used, so that a preview keeps its
// look.
func TestGoodFilesAreUsedBesideBadOnes(t *testing.T) {
	r, diags, err := New(small(memory(t,
		txtar.File{Name: "list.html", Data: []byte(`{{define "main"}}{{.Nothing}}{{end}}`)},
		txtar.File{Name: "plain.html", Data: []byte(`{{define "main"}}mine{{end}}`)},
	), "en"))
	if err != nil || len(diags) != 1 {
		t.Fatal(diags, err)
	}
	for name, want := range map[string]string{"list": "0 items", "plain": "mine"} {
		var page strings.Builder
		data := any(&smallList{})
		if name == "plain" {
			data = smallPlain{}
		}
		if err := r.Page(&page, name, data); err != nil || !strings.Contains(page.String(), want) {
			t.Errorf("%s: %v; there is no %q in\n%s", name, err, want, page.String())
		}
	}
}

// Whatever stands in a template, New says where what is wrong stands, and
// gives a Renderer.
func FuzzNew(f *testing.F) {
	for _, s := range []string{
		`{{define "main"}}{{.Title}}{{end}}`, `{{define "main"}}{{range .Items}}{{template "item" .}}{{else}}{{.X}}{{end}}{{end}}`,
		`{{define "main"}}{{with $x := .Items}}{{index $x 0}}{{(index $x 0).Nothing}}{{$x.Y}}{{end}}{{end}}`,
		`{{define "main"}}{{template "a"}}{{end}}{{define "a"}}{{.X}}{{template "a" .}}{{template "main" 1}}{{end}}`,
		`{{define "main"}}{{if or (and .Title .X) (eq .Total "1" nil)}}<a href="{{else if .Y}}{{break}}{{end}}{{end}}`,
		`{{define "main"}}{{range $i, $e := .Items}}{{continue}}{{$i.X}}{{$e.Link.X.Y}}{{end}}{{block "b" .Title}}{{.X}}{{end}}{{end}}`,
		`{{define "main"}}{{printf "%d" .X | len | slice .Title}}{{call .Title 1}}{{_nothing}}{{word 1}}{{count "n_items" .Title}}{{end}}`,
		"{{define \"main\"}}\xff{{`\n`}}{{end}}", `{{define "main"}}{{"\x00"}}{{template "a\x00b" .}}{{end}}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, diags, err := New(small(memory(t, txtar.File{Name: "list.html", Data: []byte(text)}), "en"))
		if err != nil || r == nil {
			t.Fatal(err)
		}
		last := strings.Count(text, "\n") + 1
		for _, d := range diags {
			if d.File != "templates/list.html" || d.Line > last {
				t.Errorf("%q gives %+v", text, d)
			}
		}
	})
}
