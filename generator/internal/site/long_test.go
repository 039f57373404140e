package site_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/render"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site"
)

// many makes n dated things, a third of them sources, quotations and events
// each. date gives the date of the ith.
func many(n int, date func(i int) string) map[string]string {
	files := map[string]string{}
	third := n / 3
	for i := range third {
		files[fmt.Sprintf("sources/s%d.md", i)] = fmt.Sprintf(
			"---\ntitle: Article %d, %s\npublisher: The Paper of Town %d\npublished: %q\nlang: en\ntopics: [topic %d]\n---\nIt was statement number %d. It was statement number %d.\n",
			i, babble(i, 6), i%60, date(3*i), i%70, i, (i+1)%third)
	}
	for i := range third {
		files[fmt.Sprintf("quotes/q%d.md", i)] = fmt.Sprintf(
			"---\ntitle: Statement number %[1]d, %[5]s\nspeaker: p%[2]d\nsaid: %[3]q\n---\n> It was statement number %[1]d.\n> — [[s%[1]d]]\n\n> It was statement number %[1]d.\n> — [[s%[4]d]]\n",
			i, i%50, date(3*i+1), (i+third-1)%third, babble(i+n, 6))
	}
	for i := range n - 2*third {
		files[fmt.Sprintf("events/e%d.md", i)] = fmt.Sprintf(
			"---\ntitle: Thing number %d, %s\ndate: %q\npeople: [p%d]\n---\nIt did, as %d more did.\n", i, babble(i+2*n, 6), date(3*i+2), i%50, i*7919%n)
	}
	for i := range 50 {
		files[fmt.Sprintf("people/p%d.md", i)] = fmt.Sprintf("---\nname: Person Number %d\n---\nSpeaks.\n", i)
	}
	return files
}

// planMany plans the site of a dossier whose sources share what pairs says.
func planMany(t *testing.T, files map[string]string, pairs ...collate.Comparison) (*site.Site, *render.Renderer) {
	t.Helper()
	files["dossier.yaml"] = cmp.Or(files["dossier.yaml"], "title: A long dossier\nlanguage: en\n")
	folder := dossiertest.Folder(t, files)
	d, evidence := dossiertest.Resolve(t, folder)
	return planFound(t, d, evidence, resultOf(pairs), nil)
}

// longPage is what a test asks of a page of a long list.
type longPage struct {
	route  address.Route
	packed int // bytes of the page, gzipped
	links  []string
	ids    map[string]bool
	listed []string // addresses of what the page lists by date
	items  []string // links of the headings of what it lists
	before address.Route
	after  address.Route
}

// renderLong renders the pages whose routes want says, in their order.
func renderLong(t *testing.T, s *site.Site, r *render.Renderer, want func(address.Route) bool) []longPage {
	t.Helper()
	var pages []site.Page
	for _, p := range s.Pages() {
		if want(p.Route) {
			pages = append(pages, p)
		}
	}
	out := make([]longPage, len(pages))
	var wg sync.WaitGroup
	room := make(chan bool, 4)
	for i, p := range pages {
		wg.Go(func() {
			room <- true
			defer func() { <-room }()
			var b bytes.Buffer
			if err := r.Page(&b, p.Template, s.Data(p)); err != nil {
				t.Errorf("%s: %v", p.Route, err)
				return
			}
			out[i] = readLong(p.Route, b.Bytes())
		})
	}
	wg.Wait()
	return out
}

func readLong(route address.Route, data []byte) longPage {
	p := longPage{route: route, ids: map[string]bool{}}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(data)
	_ = w.Close()
	p.packed = packed.Len()
	what, heading := false, false
	for z := html.NewTokenizer(bytes.NewReader(data)); ; {
		if z.Next() == html.ErrorToken {
			if z.Err() != io.EOF {
				panic(z.Err())
			}
			return p
		}
		token := z.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		var href, rel string
		item := false
		for _, a := range token.Attr {
			switch a.Key {
			case "id":
				p.ids[a.Val] = true
			case "href":
				href = a.Val
			case "rel":
				rel = a.Val
			case "class":
				what = what || a.Val == "what"
				item = a.Val == "what"
			}
		}
		if token.Data == "h3" || token.Data == "h2" {
			heading = token.Data == "h3"
		}
		if token.Data == "p" && !item {
			what = false
		}
		if token.Data != "a" {
			continue
		}
		p.links = append(p.links, href)
		to := p.to(href)
		switch {
		case rel == "prev":
			p.before = to
		case rel == "next":
			p.after = to
		case heading:
			p.items = append(p.items, href)
			heading = false
		case what:
			p.listed = append(p.listed, string(to))
			what = false // the first link is the thing's, others are of people
		}
	}
}

// to returns the route that a link of the page leads to.
func (p longPage) to(href string) address.Route {
	u, err := url.Parse(href)
	if err != nil {
		return address.Route("not an address: " + href)
	}
	if u.Path == "" {
		return p.route
	}
	return address.Route(strings.TrimSuffix("/"+path.Join(path.Dir(p.route.File()), u.Path), "index.html"))
}

// checkLong fails the test when a page is too heavy or a link leads nowhere.
// Fragments are looked for on the pages that were rendered.
func checkLong(t *testing.T, s *site.Site, pages []longPage) {
	t.Helper()
	known := map[address.Route]bool{}
	for _, p := range s.Pages() {
		known[p.Route] = true
	}
	ids := map[address.Route]map[string]bool{}
	for _, p := range pages {
		ids[p.route] = p.ids
	}
	heaviest := 0
	for _, p := range pages {
		heaviest = max(heaviest, p.packed)
		if p.packed > 60_000 {
			t.Errorf("%s has %d bytes, packed", p.route, p.packed)
		}
		for _, href := range p.links {
			to := p.to(href)
			_, fragment, _ := strings.Cut(href, "#")
			fragment, _ = url.PathUnescape(fragment)
			if !known[to] && path.Base(string(to)) != "source.txt" && !strings.HasPrefix(path.Base(string(to)), "reference.") {
				t.Fatalf("%s: %q leads nowhere", p.route, href)
			}
			if ids[to] != nil && fragment != "" && !ids[to][fragment] {
				t.Fatalf("%s: there is no place %q", p.route, href)
			}
		}
	}
	t.Logf("%d pages, the heaviest %d bytes", len(pages), heaviest)
}

// checkTurns follows the links to the next page from the first and expects all
// the pages that list something, and the same way back.
func checkTurns(t *testing.T, pages []longPage) {
	t.Helper()
	at := map[address.Route]longPage{}
	var lists []address.Route
	for _, p := range pages {
		at[p.route] = p
		if len(p.listed) > 0 {
			lists = append(lists, p.route)
		}
	}
	if len(lists) == 0 {
		t.Fatal("no page lists anything")
	}
	var forth, back []address.Route
	for r := lists[0]; r != "" && len(forth) < len(pages); r = at[r].after {
		forth = append(forth, r)
	}
	for r := lists[len(lists)-1]; r != "" && len(back) < len(pages); r = at[r].before {
		back = append(back, r)
	}
	slices.Reverse(back)
	if !slices.Equal(forth, lists) || !slices.Equal(back, lists) {
		t.Errorf("the pages that list something are\n%v, forwards one turns\n%v, and backwards, from the end,\n%v", lists, forth, back)
	}
}

func ofFacet(r address.Route) bool {
	rest := strings.TrimPrefix(string(r), string(address.Timeline))
	for _, group := range []string{"kind/", "speaker/", "outlet/", "topic/"} {
		if strings.HasPrefix(rest, group) {
			return true
		}
	}
	return false
}

// TestTenThousandDatesKeepToTheBudget crowds them into one year, one month and
// one day, and spreads them over fifty years.
func TestTenThousandDatesKeepToTheBudget(t *testing.T) {
	day := func(first string, days int) func(i int) string {
		from, err := time.Parse(time.DateOnly, first)
		if err != nil {
			t.Fatal(err)
		}
		return func(i int) string { return from.AddDate(0, 0, i*7919%days).Format(time.DateOnly) }
	}
	for name, c := range map[string]struct {
		date  func(i int) string
		pages []address.Route // some that there must be
		parts bool            // render parts by kind, speaker, outlet and topic too
	}{
		"fifty years": {day("1960-01-01", 365*50), []address.Route{"/timeline/1960/", "/timeline/2009/", "/timeline/speaker/p7/", "/timeline/outlet/the-paper-of-town-3/"}, false},
		"a year":      {day("2015-01-01", 365), []address.Route{"/timeline/2015/", "/timeline/2015/02/", "/timeline/2015/12/1.html", "/timeline/kind/said/1.html"}, true},
		"a month":     {day("2015-03-01", 31), []address.Route{"/timeline/2015/03/", "/timeline/2015/03/12.html"}, false},
		"a day":       {day("2015-03-05", 1), []address.Route{"/timeline/2015/03/", "/timeline/2015/03/12.html"}, false},
		"nobody knows which day": {func(i int) string {
			return []string{"2015", "2015-XX", "201X", "2015-03", "2015-03-XX", "[2015-01-01..2015-06-30]", "2015~", "XXXX"}[i%8]
		}, []address.Route{"/timeline/2015/undated/2.html", "/timeline/2010-2019/2.html", "/timeline/undated/2.html"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const n = 10_000
			s, r := planMany(t, many(n, c.date))
			for _, want := range c.pages {
				if _, ok := s.Page(want); !ok {
					t.Errorf("there is no page %s", want)
				}
			}
			// One part of each sort stands for all of them.
			pages := renderLong(t, s, r, func(r address.Route) bool {
				return strings.HasPrefix(string(r), string(address.Timeline)) && (!ofFacet(r) || c.parts && (strings.Count(string(r), "/") == 3 ||
					slices.ContainsFunc([]string{"/kind/said/", "/p7/", "-town-7/", "/topic-7/"}, func(part string) bool { return strings.Contains(string(r), part) })))
			})
			checkLong(t, s, pages)
			chronicle := slices.DeleteFunc(slices.Clone(pages), func(p longPage) bool { return ofFacet(p.route) })
			listed := map[string]int{}
			for _, p := range chronicle {
				for _, address := range p.listed {
					if listed[address]++; listed[address] > 1 {
						t.Fatalf("%s is listed twice, the second time on %s", address, p.route)
					}
				}
			}
			if len(listed) != n {
				t.Errorf("%d of %d things are listed", len(listed), n)
			}
			checkTurns(t, chronicle)
			if !c.parts {
				return
			}
			said := 0
			kind := slices.DeleteFunc(slices.Clone(pages), func(p longPage) bool { return !strings.HasPrefix(string(p.route), "/timeline/kind/said/") })
			for _, p := range kind {
				said += len(p.listed)
			}
			if said != n/3 {
				t.Errorf("the part of what was said lists %d things instead of %d", said, n/3)
			}
			checkTurns(t, kind)
		})
	}
}

// babble returns words that pack badly: no two texts have one in common. It is
// the same for the same seed.
func babble(seed, words int) string {
	state := uint64(seed)*2862933555777941757 + 3037000493
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		for n := 3 + i%6; n > 0; n-- {
			state = state*6364136223846793005 + 1442695040888963407
			b.WriteByte(byte('a' + state>>40%26))
		}
	}
	return b.String()
}

// TestTenThousandEntriesKeepToTheBudget has lists of 10,000 sources,
// quotations, people, events and comparisons, a topic that is about all of them, and a
// speaker who said every second word.
func TestTenThousandEntriesKeepToTheBudget(t *testing.T) {
	const n = 10_000
	files := map[string]string{}
	for i := range n {
		words := babble(i, 30)
		published, topic := "", "everything"
		if i%10 > 0 {
			published = fmt.Sprintf("published: %d-%02d-%02d\n", 2000+i%20, 1+i%12, 1+i%28)
		}
		if i%3 == 0 {
			topic += ", subject " + fmt.Sprint(i%100)
		}
		files[fmt.Sprintf("sources/s%d.md", i)] = fmt.Sprintf("---\ntitle: %s\npublisher: The %s Post\n%slang: en\ntopics: [%s]\n---\n%s.\n", babble(-i-1, 8), babble(i%70, 2), published, topic, words)
		files[fmt.Sprintf("quotes/q%d.md", i)] = fmt.Sprintf("---\ntitle: %s\nspeaker: n%d\ntopics: [%s]\n---\n> %s.\n> — [[s%d]]\n", babble(i+n, 6), i%2*i, topic, words, i)
		files[fmt.Sprintf("people/n%d.md", i)] = fmt.Sprintf("---\nname: %s\nrole: %s\n---\nSpeaks.\n", babble(i+2*n, 2), babble(i+3*n, 3))
		files[fmt.Sprintf("events/e%d.md", i)] = fmt.Sprintf("---\ntitle: %s\ndate: 20%02d\npeople: [n%d]\n---\nIt did.\n", babble(i+4*n, 8), i%23, i%2*i)
	}
	var pairs []collate.Comparison
	for a := range 150 {
		for b := range a {
			share := .05 + float64(babble(a*n+b, 1)[0]-'a')/27
			pairs = append(pairs, collate.Comparison{
				A: fmt.Sprintf("s%d", a), B: fmt.Sprintf("s%d", b), Similarity: share, CoveredA: share, CoveredB: share / 2,
				Alignments: []collate.Alignment{{A: segment.Span{End: 9}, B: segment.Span{End: 9}, Kind: collate.Verbatim}},
			})
		}
	}
	pairs = pairs[:n]
	files["dossier.yaml"] = "title: A long dossier\nlanguage: en\ncompare_pages: all\n"
	s, r := planMany(t, files, pairs...)
	outlet := "/quotes/outlet-the-" + strings.ReplaceAll(babble(7, 2), " ", "-") + "-post."
	one := func(r address.Route) bool {
		for _, start := range []string{"/topics/everything/", "/people/n0/", outlet} {
			if strings.HasPrefix(string(r), start) {
				return true
			}
		}
		// The pages of a list, and of all that its parts are made by.
		folder, file := path.Split(r.File())
		list := slices.Contains([]string{"sources/", "quotes/", "people/", "events/", "topics/", "compare/", "timeline/without-date/"}, folder)
		return list && !strings.ContainsAny(strings.TrimSuffix(file, ".html"), "-")
	}
	pages := renderLong(t, s, r, one)
	checkLong(t, s, pages)
	for _, start := range []string{"sources/", "quotes/", "people/", "events/", "compare/"} {
		seen := map[address.Route]int{}
		for _, p := range pages {
			if folder, file := path.Split(p.route.File()); folder != start || strings.Contains(file, "-") {
				continue
			}
			for _, href := range p.items {
				if to := p.to(href); strings.HasPrefix(string(to), "/"+start) {
					seen[to]++
				}
			}
		}
		if len(seen) != n {
			t.Errorf("%s: %d of %d things are listed", start, len(seen), n)
		}
		for to, times := range seen {
			if times > 1 {
				t.Errorf("%s: %s is listed %d times", start, to, times)
				break
			}
		}
	}
	// A part of a list lists what belongs to it.
	printed := 0
	for _, p := range pages {
		if strings.HasPrefix(string(p.route), outlet) {
			printed += len(p.items)
		}
	}
	if want := (n-7)/70 + 1; printed != want {
		t.Errorf("%shtml: %d quotations are listed instead of %d", outlet, printed, want)
	}
	// The pages of a list have each other, and the parts by one thing to choose
	// by are all reached.
	root := rendered(t, s, r, address.Quotes)
	has(t, root, ".filter", 0)
	has(t, root, ".facets a[href='topic-subject-3.html']", 1)
	has(t, root, ".facets a[href='speaker.html']", 1)
	has(t, root, "nav.turn a[rel=next][href='2.html']", 1)
	has(t, root, "nav.turn a[rel=prev]", 0)
	has(t, root, "nav[aria-label='Pages of this list'] a[aria-current=page]", 1)
}
