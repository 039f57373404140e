package build

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/afero"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/export"
	"dossier/generator/internal/render"
	"dossier/templates"
)

// unfinished is a dossier with a draft of each kind, each listed somewhere.
var unfinished = map[string]string{
	"dossier.yaml":          "title: A dossier\nbase_url: https://example.org/d/\n",
	"sources/paper.md":      "---\ntitle: A report\npublisher: The Paper\npublished: 2015-03-04\nstatus: in review\nreviewer: Ada Lovell\n---\nThe clerk counted a hundred barrels at the old quay on Monday.\n",
	"sources/other.md":      "---\ntitle: Another\npublisher: The Other\npublished: 2015-03-05\n---\nThe clerk counted a hundred barrels at the old quay on Monday.\n",
	"annotations/remark.md": "---\nsource: other\nstatus: open\n---\n> a hundred barrels\n\nA round number.\n",
	"quotes/said.md":        "---\ntitle: Barrels\nspeaker: clerk\nsaid: 2015-03-04\ndraft: true\ntopics: tar\n---\n> The clerk counted\n> — [[paper]]\n\nSo it was said.\n",
	"events/count.md":       "---\ntitle: A count\ndate: 2015-03-04\npeople: clerk\nstatus: review\ntopics: tar\nchanges:\n  - date: 2015-03-06\n    what: Another date.\n    kind: correction\n---\n> The clerk counted\n> — [[other]]\n",
	"people/clerk.md":       "---\nname: The clerk\nstatus: open\n---\n",
	"pages/about.md":        "---\ntitle: About\nnav: 1\nstatus: open\n---\nWords.\n",
}

func checked(t *testing.T, in Input) *Result {
	t.Helper()
	in.Name, in.Templates = "content", afero.FromIOFS{FS: templates.Files}
	r, err := Check(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		if d.Severity.String() == "error" {
			t.Errorf("%s: %s", d.File, d.Message)
		}
	}
	return r
}

// TestEveryPageOfAPreviewSaysSo builds a preview in each language, with the
// templates of the program and with a frame of an editor's own that knows of none.
func TestEveryPageOfAPreviewSaysSo(t *testing.T) {
	own := afero.NewMemMapFs()
	base, err := templates.Files.ReadFile("base.html")
	if err != nil {
		t.Fatal(err)
	}
	old := regexp.MustCompile(`(?s)\{\{if \.Preview\}\}.*?\{\{end\}\}`).ReplaceAll(base, nil)
	if err := afero.WriteFile(own, "base.html", old, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "de", "fr", "es", "ru"} {
		words, _, err := render.New(render.Input{Shipped: afero.FromIOFS{FS: templates.Files}, Language: language})
		if err != nil {
			t.Fatal(err)
		}
		for _, own := range []afero.Fs{nil, own} {
			files := map[string]string{}
			for name, text := range unfinished {
				files[name] = text
			}
			files["dossier.yaml"] += "language: " + language + "\n"
			r := checked(t, Input{Content: dossiertest.Folder(t, files), Drafts: true, Own: own, OwnName: "templates"})
			pages := 0
			for _, name := range r.paths() {
				data, err := r.File(name)
				if err != nil {
					t.Fatal(err)
				}
				page := string(data)
				if path.Ext(name) == ".xml" || name == "robots.txt" { // the search of browsers, feeds, sitemaps
					t.Errorf("%s is made", name)
				}
				if path.Ext(name) != ".html" {
					continue
				}
				pages++
				if strings.Count(page, noRobots) != 1 || strings.Count(page, words.Words().Word("preview_site")) != 1 {
					t.Errorf("%s: %s does not say once that it is a preview:\n%.1500s", language, name, page)
				}
				for _, not := range []string{`rel="search"`, `rel="canonical"`, `rel="alternate"`, "Lovell"} {
					if strings.Contains(page, not) {
						t.Errorf("%s has %s", name, not)
					}
				}
			}
			if pages < 15 {
				t.Errorf("there are %d pages", pages)
			}
		}
	}
}

// link is a link in a page: its address, and what stands in it.
var link = regexp.MustCompile(`(?s)<a\s[^>]*?href="([^"#?]*)[^"]*"[^>]*>(.*?)</a>`)

// TestDraftsAreMarkedWhereverTheyAreListed follows every link of a preview that
// leads to a draft by its name.
func TestDraftsAreMarkedWhereverTheyAreListed(t *testing.T) {
	r := checked(t, Input{Content: dossiertest.Folder(t, unfinished), Drafts: true})
	called := map[string][]string{
		"sources/paper": {"A report", "The Paper"}, "quotes/said": {"Barrels"}, "events/count": {"A count"},
		"people/clerk": {"The clerk"}, "about": {"About"},
	}
	seen := map[string]int{}
	for _, p := range r.Site.Pages() {
		name := p.Route.File()
		data, err := r.File(name)
		if err != nil {
			t.Fatal(err)
		}
		page := string(data)
		tag := strings.Contains(page[strings.Index(page, "<h1"):], `<span class="tag">Draft`)
		own := strings.TrimSuffix(strings.TrimSuffix(name, "index.html"), "/")
		if called[own] != nil && !tag {
			t.Errorf("%s does not say that it is a draft", name)
		}
		for _, m := range link.FindAllStringSubmatch(page, -1) {
			to := strings.TrimSuffix(path.Join(path.Dir(name), m[1]), "/index.html")
			text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[2], "")
			for _, c := range called[to] {
				if strings.HasPrefix(strings.TrimSpace(text), c) {
					seen[to]++
					if !strings.Contains(text, "(draft)") {
						t.Errorf("%s leads to the draft %s as %q", name, to, text)
					}
				}
			}
		}
	}
	for to := range called {
		if seen[to] < 2 {
			t.Errorf("%s is listed on %d pages", to, seen[to])
		}
	}
	source, _ := r.File("sources/other/index.html")
	if !strings.Contains(string(source), `<span class="tag">Draft</span>`) {
		t.Error("a remark that is a draft is not marked")
	}
}

// TestThePublishedSiteKnowsNothingOfAPreview builds the same without drafts, and
// from a folder in which what is unfinished never was.
func TestThePublishedSiteKnowsNothingOfAPreview(t *testing.T) {
	files := map[string]string{}
	for name, text := range unfinished {
		if !strings.Contains(text, "\nstatus:") && !strings.Contains(text, "\ndraft:") {
			files[name] = text
		}
	}
	with, without := checked(t, Input{Content: dossiertest.Folder(t, unfinished)}), checked(t, Input{Content: dossiertest.Folder(t, files)})
	if a, b := strings.Join(with.paths(), "\n"), strings.Join(without.paths(), "\n"); a != b {
		t.Errorf("there are other files: %s\n\nand: %s", a, b)
	}
	for _, name := range without.paths() {
		a, err := with.File(name)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := without.File(name); err != nil || string(a) != string(b) {
			t.Errorf("%s is another: %v", name, err)
		}
	}
}

// TestPagesHaveTheirCanonicalAddress reads the head of pages: each tells where it is published, but for the one that stands for
// addresses that lead nowhere.
func TestPagesHaveTheirCanonicalAddress(t *testing.T) {
	r := checked(t, Input{Content: dossiertest.Folder(t, unfinished)})
	for _, p := range r.Site.Pages() {
		data, err := r.File(p.Route.File())
		if err != nil {
			t.Fatal(err)
		}
		want := 1
		if p.Route == address.Missing {
			want = 0
		}
		if n := strings.Count(string(data), `<link rel="canonical" href="`+r.Dossier.Settings.BaseURL+p.Route.Path()+`">`); n != want || r.Dossier.Settings.BaseURL == "" {
			t.Errorf("%s tells its address %d times", p.Route, n)
		}
	}
}

// TestSearchEnginesAreAskedToStayOut reads every page of a site with "robots: noindex", and looks for what leads them to it.
func TestSearchEnginesAreAskedToStayOut(t *testing.T) {
	for settings, want := range map[string]int{"robots: noindex\n": 1, "robots: index\n": 0, "": 0} {
		files := maps.Clone(unfinished)
		files["dossier.yaml"] = "title: A dossier\nbase_url: https://example.org/\n" + settings
		r := checked(t, Input{Content: dossiertest.Folder(t, files)})
		led := 0
		for _, path := range r.paths() {
			data, err := r.File(path)
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(data, []byte(`<meta name="robots" content="noindex">`)); strings.HasSuffix(path, ".html") && n != want && !strings.Contains(path, "embed/") && path != address.Print.File() {
				t.Errorf("%q: %s says it %d times", settings, path, n)
			}
			if path == "robots.txt" || path == "sitemap.xml" || path == "llms.txt" {
				led++
			}
		}
		if led != 3*(1-want) {
			t.Errorf("%q: there are %d files that lead to it", settings, led)
		}
	}
}

// TestDossierJSONOfAPreviewSaysSo reads it, and holds it against its schema.
func TestDossierJSONOfAPreviewSaysSo(t *testing.T) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(export.DossierSchema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, drafts := range []bool{true, false} {
		r := checked(t, Input{Content: dossiertest.Folder(t, unfinished), Drafts: drafts})
		data, err := r.File("dossier.json")
		if err != nil {
			t.Fatal(err)
		}
		if value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data)); err != nil || schema.Validate(value) != nil {
			t.Errorf("it is not as the schema says: %v, %v", err, schema.Validate(value))
		}
		var whole struct {
			Preview bool
			Sources []struct {
				Slug, Status string
				Draft        bool
			}
		}
		if err := json.Unmarshal(data, &whole); err != nil {
			t.Fatal(err)
		}
		if whole.Preview != drafts || strings.Contains(string(data), "Lovell") {
			t.Errorf("with drafts %t it says preview %t", drafts, whole.Preview)
		}
		for _, s := range whole.Sources {
			if want := s.Slug == "paper"; s.Draft != want || (s.Status == "in review") != want {
				t.Errorf("of %s it says %+v", s.Slug, s)
			}
		}
	}
}
