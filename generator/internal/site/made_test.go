package site_test

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/spf13/afero"
	"golang.org/x/net/html"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/render"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site"
	"dossier/generator/internal/stemma"
	"dossier/generator/internal/witness"
	"dossier/templates"
)

// made is the pages of a small dossier, by route.
type made map[address.Route]*html.Node

// makePages makes the pages, but those of quotations, of a dossier from its
// files. alike lists passages
// that the comparison is to have found: "a: words | b: words | kind".
func makePages(t *testing.T, files map[string]string, alike ...string) made {
	t.Helper()
	files["dossier.yaml"] = cmp.Or(files["dossier.yaml"], "title: A dossier\nlanguage: en\n")
	folder := dossiertest.Folder(t, files)
	d, evidence := dossiertest.Resolve(t, folder)
	var compared []witness.Text
	bodies := map[string]string{}
	for _, s := range d.Sources {
		compared = append(compared, witness.Text{ID: string(s.Slug), Body: s.Plain, Lang: s.Lang, Publisher: s.Publisher, Published: s.Published, Credit: s.Credit})
		bodies[string(s.Slug)] = s.Plain
	}
	s, r := planFound(t, d, evidence, found(t, bodies, alike), compared)
	out := made{}
	for _, p := range s.Pages() {
		if strings.HasPrefix(string(p.Route), string(address.Quotes)) {
			continue // they ask a comparison for more than one made by hand knows
		}
		out[p.Route] = parsed(t, s, r, p)
	}
	return out
}

// planFound plans the site of a dossier of which a comparison found this.
func planFound(t *testing.T, d *dossier.Dossier, evidence *anchor.Evidence, found *collate.Result, compared []witness.Text) (*site.Site, *render.Renderer) {
	t.Helper()
	r, _, err := render.New(render.Input{Shipped: afero.FromIOFS{FS: templates.Files}, Language: d.Settings.Language})
	if err != nil {
		t.Fatal(err)
	}
	s := site.New(site.Input{Dossier: d, Evidence: evidence, Relations: stemma.Relate(found, compared), Words: r.Words()})
	for _, x := range s.Check() {
		t.Fatalf("%s: %s", x.File, x.Message)
	}
	return s, r
}

// parsed returns a page of a site as a browser reads it.
func parsed(t *testing.T, s *site.Site, r *render.Renderer, p site.Page) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := r.Page(&b, p.Template, s.Data(p)); err != nil {
		t.Fatalf("%s: %v", p.Route, err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// everyPageIsFound looks for each page of a site by its address alone, as a server does.
func everyPageIsFound(t *testing.T, s *site.Site) {
	t.Helper()
	for _, p := range s.Pages() {
		if again, ok := s.Page(p.Route); !ok || again.Template != p.Template {
			t.Errorf("the page at %s is not found by its address alone", p.Route)
		}
	}
}

// resultOf returns comparisons that a test makes by hand as the result of one, in the order that it has.
func resultOf(pairs []collate.Comparison) *collate.Result {
	r := &collate.Result{}
	for _, c := range pairs {
		if c.A > c.B {
			c = c.Mirror()
		}
		r.Comparisons = append(r.Comparisons, c)
	}
	slices.SortFunc(r.Comparisons, func(x, y collate.Comparison) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return r
}

// found makes the comparison's result. A sentence that is neither aligned nor said to be "only-a", "again-b" and the like
// was not compared.
func found(t *testing.T, bodies map[string]string, alike []string) *collate.Result {
	t.Helper()
	r := &collate.Result{}
	alone := map[string]collate.LeftoverKind{} // by text and sentence
	for _, line := range alike {
		fields := strings.Split(line, " | ")
		a, wordsA, _ := strings.Cut(fields[0], ": ")
		b, wordsB, _ := strings.Cut(fields[1], ": ")
		if len(r.Comparisons) == 0 || r.Comparisons[len(r.Comparisons)-1].A != a || r.Comparisons[len(r.Comparisons)-1].B != b {
			r.Comparisons = append(r.Comparisons, collate.Comparison{A: a, B: b, CoveredA: .5, CoveredB: .25, Similarity: 1 / float64(len(r.Comparisons)+2)})
		}
		c := &r.Comparisons[len(r.Comparisons)-1]
		x := collate.Alignment{A: at(t, bodies[a], wordsA), B: at(t, bodies[b], wordsB)}
		kind, side, ok := strings.Cut(fields[2], "-")
		switch {
		case ok && side == "a":
			alone[a+wordsA] = collate.LeftoverKind(kind)
		case ok:
			alone[b+wordsB] = collate.LeftoverKind(kind)
		default:
			x.Kind = collate.Kind(kind)
			x.Moved = len(fields) > 3
			x.Common = edit.Common(wordsA, wordsB)
			x.SameSpeech = edit.SameSpeech(edit.StatementOf(bodies[a], "en", x.A), edit.StatementOf(bodies[b], "en", x.B))
			c.Alignments = append(c.Alignments, x)
		}
	}
	for i := range r.Comparisons {
		c := &r.Comparisons[i]
		left := func(id string, aligned []segment.Span) []collate.Leftover {
			sentences := segment.Sentences(bodies[id])
			return collate.Leftovers(bodies[id], sentences, aligned, func(n int) collate.LeftoverKind {
				return cmp.Or(alone[id+sentences[n].In(bodies[id])], collate.Uncompared)
			})
		}
		var spansA, spansB []segment.Span
		for _, x := range c.Alignments {
			spansA, spansB = append(spansA, x.A), append(spansB, x.B)
		}
		c.LeftA, c.LeftB = left(c.A, spansA), left(c.B, spansB)
	}
	return resultOf(r.Comparisons)
}

func at(t *testing.T, body, words string) segment.Span {
	t.Helper()
	i := strings.Index(body, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, body)
	}
	return segment.Span{Start: i, End: i + len(words)}
}

// page returns the page at a route.
func (m made) page(t *testing.T, r address.Route) *html.Node {
	t.Helper()
	if m[r] == nil {
		t.Fatalf("there is no page %s", r)
	}
	return m[r]
}

func all(root *html.Node, selector string) []*html.Node {
	return cascadia.QueryAll(root, cascadia.MustCompile(selector))
}

func attr(n *html.Node, key string) string {
	value, _ := attribute(n, key)
	return value
}

func texts(list []*html.Node) []string {
	var out []string
	for _, n := range list {
		out = append(out, text(n))
	}
	return out
}

// has fails the test unless a selector matches so many nodes.
func has(t *testing.T, root *html.Node, selector string, n int) {
	t.Helper()
	if got := len(all(root, selector)); got != n {
		t.Errorf("%q matches %d nodes instead of %d", selector, got, n)
	}
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}
