package site_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/render"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site"
)

// statements makes n sources of one outlet, of which each has the same sentences but for one, and comparisons of every
// two of them, stronger the nearer they stand to each other.
func statements(n int) (map[string]string, []collate.Comparison) {
	files := map[string]string{}
	const shared = "The board met on Monday and looked at the bridge.\n\nIt decided that the bridge stays closed until the piers are mended."
	for i := range n {
		files[fmt.Sprintf("sources/s%03d.md", i)] = fmt.Sprintf(
			"---\ntitle: The board issues a statement\npublisher: Board\npublished: %d-%02d-01\nlang: en\n---\n%s\n\nIt was meeting number %d of the board.\n", 2000+i/12, i%12+1, shared, i)
	}
	first := len("The board met on Monday and looked at the bridge.")
	var pairs []collate.Comparison
	for i := range n {
		for j := range i {
			a, b := fmt.Sprintf("s%03d", j), fmt.Sprintf("s%03d", i)
			c := collate.Comparison{A: a, B: b, CoveredA: .8, CoveredB: .8, Similarity: .8, Strength: 1 / float64(1+i-j)}
			for _, at := range []segment.Span{{Start: 0, End: first}, {Start: first + 2, End: len(shared)}} {
				c.Alignments = append(c.Alignments, collate.Alignment{A: at, B: at, Kind: collate.Verbatim, Score: 1})
			}
			pairs = append(pairs, c)
		}
	}
	return files, pairs
}

// pairPages returns the pairs that have a page.
func pairPages(s *site.Site) []string {
	var out []string
	for _, p := range s.Pages() {
		if name, ok := strings.CutPrefix(string(p.Route), string(address.Compare)); ok && strings.Contains(name, "--") {
			out = append(out, strings.TrimSuffix(name, "/"))
		}
	}
	return out
}

func TestPairsWorthReadingHaveAPage(t *testing.T) {
	few, fewPairs := statements(5)
	files, pairs := statements(21) // 210 pairs
	neighbours := func(n int) (out []string) {
		for i := 1; i < n; i++ {
			out = append(out, fmt.Sprintf("s%03d--s%03d", i-1, i))
		}
		return out
	}
	// The first and the last are nearest to the one that is two away.
	closest := slices.Sorted(slices.Values(append(neighbours(21), "s000--s002", "s018--s020")))
	with := func(name, text string) map[string]string {
		out := maps.Clone(files)
		out[name] = text
		return out
	}
	cites := func(slugs ...string) string {
		out := "---\ntitle: The piers\n---\n"
		for _, s := range slugs {
			out += "> the bridge stays closed until the piers are mended\n> — [[" + s + "]]\n\n"
		}
		return out
	}
	series := map[string]string{}
	for name, text := range files {
		series[name] = strings.Replace(text, "lang: en\n", "lang: en\nseries: Statements\n", 1)
	}
	for _, c := range []struct {
		name, settings string
		files          map[string]string
		pairs          []collate.Comparison
		want           []string // besides those that are closest; nil where that is not the rule
		all            []string
	}{
		{name: "few", files: few, pairs: fewPairs, all: make([]string, 10)},
		{name: "few, and close", settings: "compare_pages: close\n", files: few, pairs: fewPairs, all: make([]string, 6)},
		{name: "many", files: files, pairs: pairs},
		{name: "many, and all", settings: "compare_pages: all\n", files: files, pairs: pairs, all: make([]string, 210)},
		{name: "none", settings: "compare_pages: none\n", files: files, pairs: pairs, all: []string{}},
		{name: "none but one", settings: "compare_pages: none\ncompare_pairs: [s020--s000]\n", files: files, pairs: pairs, all: []string{"s000--s020"}},
		{name: "named", settings: "compare_pairs: [s000--s020]\n", files: files, pairs: pairs, want: []string{"s000--s020"}},
		{name: "linked", files: with("pages/method.md", "---\ntitle: Method\n---\nSee [both](/compare/s001--s019/).\n"), pairs: pairs, want: []string{"s001--s019"}},
		{name: "cited together", files: with("quotes/piers.md", cites("s000", "s010", "s020")), pairs: pairs,
			want: []string{"s000--s010", "s000--s020", "s010--s020"}},
		{name: "cited together by the dozen", files: with("quotes/piers.md", cites("s000", "s004", "s008", "s012", "s016")), pairs: pairs,
			want: []string{"s000--s004", "s000--s008", "s000--s012", "s000--s016"}},
		{name: "a series", files: series, pairs: pairs, all: neighbours(21)},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := maps.Clone(c.files)
			files["dossier.yaml"] = "title: A dossier\nlanguage: en\n" + c.settings
			s, _ := planMany(t, files, c.pairs...)
			got := slices.Sorted(slices.Values(pairPages(s)))
			want := c.all
			if want == nil {
				want = slices.Sorted(slices.Values(append(slices.Clone(closest), c.want...)))
			}
			if len(want) > 0 && want[0] == "" {
				if len(got) != len(want) {
					t.Errorf("%d pairs have a page, want %d", len(got), len(want))
				}
			} else if !slices.Equal(got, want) {
				t.Errorf("pages of\n%q, want\n%q", got, want)
			}
		})
	}
}

func TestAPairWithoutAPageLeadsToItsPassages(t *testing.T) {
	files := three()
	files["dossier.yaml"] = "title: A dossier\nlanguage: en\ncompare_pages: none\n"
	made := makePages(t, files, threeAlike...)
	if made["/compare/alpha--beta/"] != nil {
		t.Error("the pair has a page")
	}
	page := made.page(t, address.Compare)
	equal(t, "pairs", texts(all(page, ".pair h3")), []string{"Alpha and Beta 50%", "Alpha and Gamma 33%", "Beta and Gamma 25%"})
	has(t, page, ".pair h3 a, .matrix td a", 0)
	equal(t, "shares", texts(all(page, ".matrix tbody tr:first-child td")), []string{"—", "50%", "33%", "·"})
	first := all(page, ".pair")[0]
	equal(t, "passages", texts(all(first, ".passages li")), []string{
		"The bridge was closed on Monday by the mayor. (word for word)", "It will stay closed for ten days, he said. (partly word for word)"})
	for _, a := range all(first, ".passages a") {
		to, fragment, _ := strings.Cut(strings.TrimPrefix(attr(a, "href"), ".."), "index.html#")
		if target := made[address.Route(to)]; target == nil || fragment == "" || len(all(target, "#"+fragment)) != 1 {
			t.Errorf("a passage leads to %s, which is not in its source", attr(a, "href"))
		}
	}
}

func TestASourceShowsItsNearestRelativesAndFoldsTheRest(t *testing.T) {
	files, pairs := statements(21)
	for i := range pairs {
		pairs[i].CoveredA *= pairs[i].Strength
		pairs[i].CoveredB *= pairs[i].Strength
	}
	s, r := planMany(t, files, pairs...)
	page := rendered(t, s, r, "/sources/s010/")
	equal(t, "nearest", texts(all(page, ".related > ul b")), []string{"1 October 2000", "1 December 2000"})
	equal(t, "their pages", attrs(page, ".related > ul a", "href"), []string{"../../compare/s009--s010/index.html", "../../compare/s010--s011/index.html"})
	equal(t, "folded", texts(all(page, ".related summary")), []string{"and 18 more"})
	equal(t, "to all", attrs(page, ".related details > p a", "href"), []string{"related.html"})
	has(t, page, ".related details li", 10)
	has(t, page, ".related details a.strip", 10)
	has(t, page, ".related .passages", 0) // they stand on the page of all
	equal(t, "beside a paragraph", texts(all(page, ".shared"))[:1], []string{
		"Alike in 1 August 2000 (word for word), 1 September 2000 (word for word), 1 October 2000 (word for word), 1 December 2000 (word for word), " +
			"1 January 2001 (word for word), 1 February 2001 (word for word) and 14 more"})
	equal(t, "to the others", attrs(page, ".shared a.more", "href"), []string{"related.html", "related.html"})
	whole := rendered(t, s, r, "/sources/s010/related.html")
	has(t, whole, ".relatives > li", 20)
	equal(t, "of a pair with a page", texts(all(whole, ".relatives > li"))[0:1], []string{"1 October 2000 40%"})
	equal(t, "of a pair without", texts(all(whole, ".relatives > li"))[2:3], []string{
		"1 September 2000 27% It decided that the bridge stays closed until the piers are… (word for word) and 1 more"})
	equal(t, "leads to both", attrs(all(whole, ".relatives > li")[2], "a", "href"), []string{
		"../s008/index.html", "index.html#t-it-decided-that-the-bridge", "../s008/index.html#t-it-decided-that-the-bridge"})
}

func TestFewRelativesStandOnThePageOfTheSource(t *testing.T) {
	files, pairs := statements(6)
	files["dossier.yaml"] = "title: A dossier\nlanguage: en\ncompare_pages: none\n"
	for i := range pairs {
		pairs[i].CoveredA, pairs[i].CoveredB = .05, .05
	}
	s, r := planMany(t, files, pairs...)
	page := rendered(t, s, r, "/sources/s000/")
	has(t, page, ".related > ul", 0) // nothing stands before the text
	equal(t, "folded", texts(all(page, ".related summary")), []string{"5 sources"})
	has(t, page, ".related details > ul > li", 5)
	has(t, page, ".related .passages", 5)
	has(t, page, ".related details > p, .shared .more", 0)
	if _, ok := s.Page("/sources/s000/related.html"); ok {
		t.Error("there is a page for what stands on that of the source")
	}
}

// rendered returns a page of a site.
func rendered(t *testing.T, s *site.Site, r *render.Renderer, route address.Route) *html.Node {
	t.Helper()
	p, ok := s.Page(route)
	if !ok {
		t.Fatalf("there is no page %s", route)
	}
	var b bytes.Buffer
	if err := r.Page(&b, p.Template, s.Data(p)); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestTheListOfComparisonsSaysWhatItLeavesOut(t *testing.T) {
	files, pairs := statements(21)
	s, r := planMany(t, files, pairs...)
	page := rendered(t, s, r, address.Compare)
	has(t, page, ".pair", 22)
	equal(t, "left out", texts(all(page, ".left-out")), []string{"188 more pairs have passages alike; the pages of their sources list them."})
}
