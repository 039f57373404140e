package site_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/render"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site"
	"dossier/generator/internal/witness"
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

func TestARowOfAPairShowsNoWordsThatAreKeptBack(t *testing.T) {
	files := three()
	files["dossier.yaml"] = "title: A dossier\nlanguage: en\ncompare_pages: none\n"
	files["sources/alpha.md"] = strings.Replace(files["sources/alpha.md"], "lang: en\n", "lang: en\npublish: passages\n", 1)
	made := makePages(t, files, threeAlike...)
	for _, page := range []*html.Node{all(made.page(t, address.Compare), ".pair")[0], all(made.page(t, "/sources/alpha/"), ".related li")[0]} {
		equal(t, "passages", texts(all(page, ".passages li")), []string{"Alpha (word for word)", "Alpha (partly word for word)"})
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
	equal(t, "of a pair with a page", texts(all(whole, ".relatives > li"))[0:1], []string{"1 October 2000 40% Side by side"})
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
	return parsed(t, s, r, p)
}

func TestTheListOfComparisonsSaysWhatItLeavesOut(t *testing.T) {
	files, pairs := statements(21)
	s, r := planMany(t, files, pairs...)
	page := rendered(t, s, r, address.Compare)
	has(t, page, ".pair", 22)
	equal(t, "left out", texts(all(page, ".left-out")), []string{"188 more pairs have passages alike; the pages of their sources list them."})
}

// TestFiveHundredRelativesKeepToTheBudget has a source of which 500 others share half of each sentence, each of them with the
// next two as well.
func TestFiveHundredRelativesKeepToTheBudget(t *testing.T) {
	const n = 501
	files := map[string]string{"dossier.yaml": "title: A dossier\nlanguage: en\n"}
	body := func(i int) string { // 24 sentences of which one half is everybody's and the other the source's own
		var b strings.Builder
		for k := range 24 {
			fmt.Fprintf(&b, "It said of %s that %s.", babble(k, 8), babble(1000+100*i+k, 8))
			b.WriteString([]string{" ", "\n\n"}[k%8/7])
		}
		return b.String()
	}
	for i := range n {
		files[fmt.Sprintf("sources/s%03d.md", i)] = fmt.Sprintf(
			"---\ntitle: The board issues a statement on many matters\npublisher: The Board of Bridges\npublished: %d-%02d-01\nlang: en\n---\n%s\n", 1970+i/12, i%12+1, body(i))
	}
	d, evidence := dossiertest.Resolve(t, dossiertest.Folder(t, files))
	var compared []witness.Text
	var sentences [][]segment.Span
	for _, s := range d.Sources {
		compared = append(compared, witness.Text{ID: string(s.Slug), Body: s.Plain, Lang: s.Lang, Publisher: s.Publisher, Published: s.Published})
		sentences = append(sentences, segment.Sentences(s.Plain))
	}
	var pairs []collate.Comparison
	for a := range n {
		for b := a + 1; b < n && (a == 0 || b < a+3); b++ {
			c := collate.Comparison{A: compared[a].ID, B: compared[b].ID, CoveredA: .9, CoveredB: .9, Similarity: .9, Strength: 1 / float64(b-a)}
			for k, p := range sentences[a] {
				c.Alignments = append(c.Alignments, collate.Alignment{A: p, B: sentences[b][k], Kind: collate.Edited, Score: .5})
			}
			pairs = append(pairs, c)
		}
	}
	s, r := planFound(t, d, evidence, resultOf(pairs), compared)
	pages := renderLong(t, s, r, func(route address.Route) bool {
		name := string(route)
		return !strings.HasPrefix(name, "/sources/s") && !strings.Contains(name, "--") || strings.HasPrefix(name, "/sources/s000/")
	})
	checkLong(t, s, pages)
	counted := map[string]int{}
	for _, p := range pages {
		folder, _, _ := strings.Cut(strings.TrimPrefix(string(p.route), "/compare/"), "/")
		switch {
		case strings.HasPrefix(string(p.route), "/sources/s000/related"):
			counted["relatives"]++
		case folder == "s000":
			counted["synopses"]++
		}
	}
	if counted["relatives"] < 2 || counted["synopses"] < n/4 {
		t.Errorf("the test shows little: there are pages of %v", counted)
	}
	if got := len(pairPages(s)); got > 2*n {
		t.Errorf("%d pairs have a page", got)
	}
}

func TestASynopsisOfManySourcesIsPartedIntoGroups(t *testing.T) {
	files := map[string]string{}
	var alike []string
	for i := range 9 {
		files[fmt.Sprintf("sources/s%d.md", i)] = fmt.Sprintf("---\ntitle: A statement\npublisher: Board\npublished: 2001-0%d-01\nlang: en\n---\nThe bridge was closed on Monday by the mayor. It was %d.\n", i+1, i)
	}
	for i := range 9 {
		for j := range i {
			alike = append(alike, fmt.Sprintf("s%d: The bridge was closed on Monday by the mayor. | s%d: The bridge was closed on Monday by the mayor. | verbatim", j, i))
		}
	}
	made := makePages(t, files, alike...)
	index := made.page(t, "/compare/s0/")
	equal(t, "heading", texts(all(index, "h1")), []string{"Synopsis: Board (“A statement”) (1 January 2001), 1 February 2001, 1 March 2001, 1 April 2001, 1 May 2001, 1 June 2001, 1 July 2001, 1 August 2001 and 1 September 2001"})
	equal(t, "groups", texts(all(index, ".families a")), []string{
		"Board (“A statement”) (1 January 2001), 1 February 2001, 1 March 2001 and 1 April 2001",
		"1 May 2001, 1 June 2001, 1 July 2001 and 1 August 2001",
		"1 January 2001, 1 February 2001 and 1 September 2001"})
	equal(t, "their pages", attrs(index, ".families a", "href"), []string{"s0.html", "s4.html", "s8.html"})
	page := made.page(t, "/compare/s0/s4.html")
	has(t, page, ".synopsis thead th:not(.number)", 4)
	equal(t, "beside it", attrs(page, ".groups a", "href"), []string{"s0.html", "s8.html"})
	equal(t, "in columns", attrs(made.page(t, "/compare/s4--s5/"), ".in-columns a", "href"), []string{"../s0/s4.html"})
	equal(t, "not in one group", attrs(made.page(t, "/compare/s3--s4/"), ".in-columns a", "href"), []string{"../s0/index.html"})
	if made["/compare/s0/"] == nil || len(all(made.page(t, address.Compare), ".families a")) != 1 {
		t.Error("the list of comparisons does not lead to the family")
	}
}

func TestASynopsisOfLongTextsIsCutByStatements(t *testing.T) {
	const n = 1500
	var body strings.Builder
	for i := range n {
		fmt.Fprintf(&body, "It said of matter %s.\n\n", babble(i, 14))
	}
	files := map[string]string{"dossier.yaml": "title: A dossier\nlanguage: en\n"}
	for _, name := range []string{"a", "b", "c"} {
		files["sources/"+name+".md"] = "---\ntitle: Book " + name + "\npublisher: Press " + name + "\nlang: en\n---\n" + body.String()
	}
	d, evidence := dossiertest.Resolve(t, dossiertest.Folder(t, files))
	var compared []witness.Text
	for _, s := range d.Sources {
		compared = append(compared, witness.Text{ID: string(s.Slug), Body: s.Plain, Lang: s.Lang, Publisher: s.Publisher})
	}
	var pairs []collate.Comparison
	for _, p := range [][2]string{{"a", "b"}, {"a", "c"}, {"b", "c"}} {
		c := collate.Comparison{A: p[0], B: p[1], CoveredA: 1, CoveredB: 1, Similarity: 1, Strength: 1}
		for _, at := range segment.Sentences(compared[0].Body) {
			c.Alignments = append(c.Alignments, collate.Alignment{A: at, B: at, Kind: collate.Verbatim, Score: 1})
		}
		pairs = append(pairs, c)
	}
	s, r := planFound(t, d, evidence, resultOf(pairs), compared)
	pages := renderLong(t, s, r, func(route address.Route) bool { return strings.HasPrefix(string(route), "/compare/a/") })
	checkLong(t, s, pages)
	rows := 0
	for _, p := range pages {
		for id := range p.ids {
			if strings.HasPrefix(id, "s-") {
				rows++
			}
		}
	}
	if rows != n || len(pages) < 3 {
		t.Errorf("%d pages show %d of %d statements", len(pages), rows, n)
	}
	if first := rendered(t, s, r, "/compare/a/2.html"); len(all(first, ".synopsis thead .title")) != 3 {
		t.Error("the second page has no heads of its columns")
	}
}

func TestAPairOfWhichTheDateAloneTellsItsSourcesApartIsCalledByIt(t *testing.T) {
	files := map[string]string{}
	for i, extra := range []string{"", "", "inferred: {published: its last line}\n"} {
		files[fmt.Sprintf("sources/s%d.md", i)] = fmt.Sprintf("---\ntitle: A statement\npublisher: Board\npublished: 2001-0%d-01\nlang: en\n%s---\nThe bridge was closed on Monday by the mayor. It was %d.\n", i+1, extra, i)
	}
	page := makePages(t, files,
		"s0: The bridge was closed on Monday by the mayor. | s1: The bridge was closed on Monday by the mayor. | verbatim",
		"s1: The bridge was closed on Monday by the mayor. | s2: The bridge was closed on Monday by the mayor. | verbatim").page(t, address.Compare)
	equal(t, "pairs", texts(all(page, ".pair h3 a")), []string{"Board (“A statement”) (1 January 2001) and 1 February 2001", "Board (“A statement”) (1 February 2001) and 1 March 2001"})
	rows := all(page, ".pair")
	if got := text(rows[0]); strings.Count(got, "Board") != 1 || !strings.Contains(got, "of the text of 1 January 2001") {
		t.Errorf("the row says %q", got)
	}
	has(t, rows[0], ".dates", 0)
	has(t, rows[1], ".dates", 1) // that one is inferred stands nowhere else
}
