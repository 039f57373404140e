package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/afero"
	"golang.org/x/net/html"

	"dossier/generator/internal/build"
	"dossier/generator/internal/content"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/export"
	"dossier/generator/internal/publish"
	"dossier/templates"
)

// checkShipped checks the dossier in content/.
func checkShipped(t *testing.T) *build.Result {
	t.Helper()
	view, closer, err := content.Open("../content")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = closer() })
	r, err := build.Check(context.Background(), build.Input{
		Content: view, Name: "content", Templates: afero.FromIOFS{FS: templates.Files},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// buildShipped builds the dossier in content/ into target.
func buildShipped(t *testing.T, target afero.Fs) map[string][]byte {
	t.Helper()
	if _, err := checkShipped(t).Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	return filesIn(t, target)
}

// buildShippedInto builds the dossier in content/ into a folder on disk.
func buildShippedInto(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	target, err := publish.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := checkShipped(t).Write(context.Background(), target, publish.Options{}); err != nil {
		t.Fatal(err)
	}
	return filesIn(t, afero.FromIOFS{FS: os.DirFS(dir)})
}

// filesIn returns the files of a folder by their paths.
func filesIn(t *testing.T, target afero.Fs) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := afero.Walk(target, ".", func(p string, info fs.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := afero.ReadFile(target, p)
		files[filepath.ToSlash(p)] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestShippedDossierIsClean(t *testing.T) {
	for _, d := range checkShipped(t).Diagnostics {
		t.Errorf("%s:%d:%d: %s: %s", d.File, d.Line, d.Column, d.Severity, d.Message)
	}
}

// TestEveryLinkLeadsSomewhere walks the built site: every link and every
// fragment has a target, no id stands twice on a page, and no link depends on
// where the site is put.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	files := buildShipped(t, afero.NewMemMapFs())
	pages := map[string]*html.Node{}
	ids := map[string]map[string]bool{}
	for p, data := range files {
		if path.Ext(p) != ".html" {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		pages[p] = doc
		ids[p] = map[string]bool{}
		for n := range doc.Descendants() {
			if id := attr(n, "id"); id != "" {
				if ids[p][id] {
					t.Errorf("%s: the id %q stands twice", p, id)
				}
				ids[p][id] = true
			}
		}
	}
	if len(pages) < 100 {
		t.Errorf("only %d pages were built", len(pages))
	}
	reached := map[string]bool{"index.html": true, "404.html": true}
	for p, doc := range pages {
		for n := range doc.Descendants() {
			for _, key := range []string{"href", "src", "action"} {
				link := attr(n, key)
				if link == "" {
					continue
				}
				u, err := url.Parse(link)
				if err != nil {
					t.Errorf("%s: %q: %v", p, link, err)
					continue
				}
				if u.IsAbs() {
					continue
				}
				if strings.HasPrefix(u.Path, "/") {
					t.Errorf("%s: %q is bound to the root of a host", p, link)
					continue
				}
				target := p
				if u.Path != "" {
					target = path.Join(path.Dir(p), u.Path)
				}
				if _, ok := files[target]; !ok {
					t.Errorf("%s: %q leads nowhere", p, link)
					continue
				}
				if target != p {
					reached[target] = true
				}
				if u.Fragment != "" && !strings.HasPrefix(u.Fragment, ":~:") && !ids[target][u.Fragment] {
					t.Errorf("%s: %q: there is no such place on %s", p, link, target)
				}
			}
		}
	}
	for p := range pages {
		if !reached[p] {
			t.Errorf("%s: no page links here", p)
		}
	}
}

func TestEveryPageHasItsFrame(t *testing.T) {
	for p, data := range buildShipped(t, afero.NewMemMapFs()) {
		if path.Ext(p) != ".html" || p == "print/index.html" { // which has no frame
			continue
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range []string{"html[lang]", "head > title", "h1", "main", "meta[name=viewport]", "meta[name=description]", "link[rel=stylesheet]",
			`head > meta[charset] + meta[http-equiv="Content-Security-Policy"][content*="default-src 'none'"]`} {
			if n := len(cascadia.QueryAll(doc, cascadia.MustCompile(one))); n != 1 {
				t.Errorf("%s: %d times %s, want once", p, n, one)
			}
		}
		for _, n := range cascadia.QueryAll(doc, cascadia.MustCompile("style, [style], script:not([src]), [onclick], mark mark, a a, button a, h1:empty, h2:empty, p:empty, a:empty")) {
			t.Errorf("%s: <%s> stands where it may not, or is empty: %s", p, n.Data, attr(n, "href"))
		}
	}
}

// TestShippedDossierShowsWhatItHolds asks for the pages of the main job by
// what a reader finds on them.
func TestShippedDossierShowsWhatItHolds(t *testing.T) {
	files := buildShipped(t, afero.NewMemMapFs())
	d := checkShipped(t).Dossier
	var want []string
	for _, e := range d.Entries() {
		switch e.Kind {
		case "annotation":
		case "page":
			want = append(want, string(e.Slug)+"/index.html")
		default:
			want = append(want, e.Kind.Folder()+"/"+string(e.Slug)+"/index.html")
		}
	}
	want = append(want, "index.html", "404.html", "compare/index.html", "timeline/index.html", "topics/index.html",
		"compare/iria--peoples-voice/index.html", "compare/iria--rferl/index.html", "compare/peoples-voice--rferl/index.html",
		"dossier.json", "sources/iria/source.txt")
	for _, p := range want {
		if files[p] == nil {
			t.Errorf("%s was not built", p)
		}
	}
	for p, words := range map[string][]string{
		"quotes/good-and-bad-terrorists-2015/index.html": {"Dividing", "permissible", "Nikolai Patrushev", "RFE/RL", "IRIA"},
		"sources/rt/index.html":                          {"Threats.At the same time", "not a club party", "Interfax"},
	} {
		doc, err := html.Parse(bytes.NewReader(files[p]))
		if err != nil {
			t.Fatal(err)
		}
		shown := text(doc)
		for _, w := range words {
			if !strings.Contains(shown, w) {
				t.Errorf("%s does not show %q", p, w)
			}
		}
	}
	// Each source page holds every word of its text, in order.
	for _, s := range d.Sources {
		doc, err := html.Parse(bytes.NewReader(files["sources/"+string(s.Slug)+"/index.html"]))
		if err != nil {
			t.Fatal(err)
		}
		shown := strings.Join(strings.Fields(text(doc)), " ")
		if cascadia.Query(doc, cascadia.MustCompile(".map rect.passage")) == nil {
			t.Errorf("the page of %s has no strip of its passages", s.Slug)
		}
		for _, sentence := range strings.Split(s.Plain, "\n\n") {
			words := strings.Fields(sentence)
			if first := strings.Join(words[:min(3, len(words))], " "); !strings.Contains(shown, first) {
				t.Errorf("the page of %s does not show %q", s.Slug, first)
			}
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text returns the text of a page without the numbers of its notes, which
// stand between the words of an article.
func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Data != "sup":
			b.WriteString(text(c))
		}
	}
	return b.String()
}

func TestMemoryAndDiskGiveTheSameBytes(t *testing.T) {
	compareFiles(t, buildShipped(t, afero.NewMemMapFs()), buildShippedInto(t, t.TempDir()))
}

func TestOneAndEightProcessorsGiveTheSameBytes(t *testing.T) {
	old := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(old)
	one := buildShipped(t, afero.NewMemMapFs())
	runtime.GOMAXPROCS(8)
	compareFiles(t, one, buildShipped(t, afero.NewMemMapFs()))
}

func compareFiles(t *testing.T, a, b map[string][]byte) {
	t.Helper()
	if len(a) != len(b) {
		t.Errorf("%d files and %d files", len(a), len(b))
	}
	for p := range a {
		if !bytes.Equal(a[p], b[p]) {
			t.Errorf("%s differs", p)
		}
	}
}

// TestPublishedOffsetsGiveThePublishedWords checks the promise of DESIGN.md:
// source.txt[start:end] is exact, in code points, for every citation.
func TestPublishedOffsetsGiveThePublishedWords(t *testing.T) {
	files := buildShipped(t, afero.NewMemMapFs())
	var report struct {
		Citations int
		Resolved  []struct {
			File, Source, Exact string
			Start, End          int
		}
	}
	r := checkShipped(t)
	data, err := export.Check(r.Dossier, r.Evidence, r.Diagnostics)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	if report.Citations < 100 || len(report.Resolved) != report.Citations {
		t.Errorf("%d of %d citations are resolved", len(report.Resolved), report.Citations)
	}
	for _, c := range report.Resolved {
		points := []rune(string(files["sources/"+c.Source+"/source.txt"]))
		if got := string(points[c.Start:c.End]); got != c.Exact {
			t.Errorf("%s: %s[%d:%d] is %q, want %q", c.File, c.Source, c.Start, c.End, got, c.Exact)
		}
	}
	published := string(files["dossier.json"])
	for _, c := range report.Resolved {
		raw, _ := json.Marshal(c.Exact)
		plain := bytes.ReplaceAll(bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte(`\u003c`), []byte("<")), []byte(`\u003e`), []byte(">")), []byte(`\u0026`), []byte("&"))
		if !strings.Contains(published, string(plain)) {
			t.Errorf("dossier.json does not hold %s", plain)
		}
	}
}

// validate checks a JSON document against one of the published schemas.
func validate(t *testing.T, schema, document []byte) {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(value); err != nil {
		t.Errorf("%#v", err)
	}
}

func TestDossierJSONFollowsItsSchema(t *testing.T) {
	files := buildShipped(t, afero.NewMemMapFs())
	validate(t, export.DossierSchema, files["dossier.json"])
}

// TestCheckJSONFollowsItsSchema validates reports on the shipped dossier and on
// folders with every kind of problem that a citation can have.
func TestCheckJSONFollowsItsSchema(t *testing.T) {
	r := checkShipped(t)
	data, err := export.Check(r.Dossier, r.Evidence, r.Diagnostics)
	if err != nil {
		t.Fatal(err)
	}
	validate(t, export.CheckSchema, data)

	bad := dossiertest.Folder(t, map[string]string{
		"dossier.yaml":       "title: T\nsumary: x\n",
		"sources/a.md":       "---\ntitle: A\n---\nTwo men came. Two men left. It was not permitted.\n",
		"sources/empty.md":   "---\ntitle: E\n---\n",
		"annotations/a.md":   "---\nsource: a\n---\n> Two men\n\nx\n\n> It was permitted.\n\n> Nothing like it stands anywhere.\n\n> 10 men\n",
		"annotations/b.md":   "---\nsource: empty\n---\n> words\n",
		"annotations/c.md":   "---\nsource: a\n---\n> Two […] left\n",
		"quotes/no-place.md": "---\ntitle: Q\n---\n> words\n",
		"stray":              "x",
	})
	r, err = build.Check(context.Background(), build.Input{Content: bad, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}})
	if err != nil {
		t.Fatal(err)
	}
	data, err = export.Check(r.Dossier, r.Evidence, r.Diagnostics)
	if err != nil {
		t.Fatal(err)
	}
	validate(t, export.CheckSchema, data)
	var report struct {
		Diagnostics []struct {
			Code    string
			Nearest json.RawMessage
			Places  []struct{ Start, End int }
		}
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, d := range report.Diagnostics {
		codes = append(codes, d.Code)
		if d.Code == "citation-missing" && d.Nearest == nil {
			t.Error("a missing citation has no member nearest")
		}
		if d.Code == "citation-ambiguous" && len(d.Places) != 2 {
			t.Errorf("an ambiguous citation has %d places, want 2", len(d.Places))
		}
	}
	slices.Sort(codes)
	for _, want := range []string{"citation-ambiguous", "citation-missing", "citation-no-source", "stray-file", "unknown-key"} {
		if !slices.Contains(codes, want) {
			t.Errorf("no diagnostic %s among %v", want, codes)
		}
	}
}
