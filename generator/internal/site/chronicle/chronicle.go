// Package chronicle makes the pages of the timeline.
//
// Where everything is too much for one page, there is a [sheet] for each year,
// month and part, and for what is of one speaker, outlet or topic. Pages of other
// things show a piece of it, a [Strip].
package chronicle

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/timeline"
)

// How much one page of the timeline holds.
const (
	yearPagesFrom = 200    // things dated; from here on each year has a page
	sheetHolds    = 32_000 // weight, as that of a list; a longer year has a page for each month, and a longer month several
	blankHolds    = 10_000 // weight of what has no date; when it is more, it has pages of its own
	rowsDrawn     = 50     // rows of a drawing; the others are counted
)

// Chronicle is everything dated, in order. What pages beside the timeline do
// not ask for is made when the timeline does.
type Chronicle struct {
	entries []timeline.Entry
	at      map[*dossier.Entry]int // index into entries
	called  map[*dossier.Person]string
	weights func() []int  // of the entries
	Root    func() *sheet // of the whole timeline
	facets  func() []facet
	sheets  func() map[address.Route]*sheet
	rows    func() []timeline.Row
	blank   func() []*dossier.Entry // what has no date
}

// A Leaf is a page of the timeline, or one with a piece of it, being made.
type Leaf struct {
	view.View
	c *Chronicle
}

// A sheet is a page of the timeline. It lists its entries or, where they are
// too many, leads to the sheets that do: those of years, of months, or of
// parts that are cut wherever a page is full.
type sheet struct {
	route   address.Route
	entries []timeline.Entry
	up      *sheet // that leads here; nil for the timeline, and for a part of it by speaker and the like
	below   []*sheet
	facet   *facet          // that it is of; nil for the whole timeline
	year    *timeline.Year  // that it is of, or that its month is of
	month   *timeline.Month // that it is of
	part    int             // of the sheet above, from 1
	before  *sheet
	after   *sheet
	listed  map[*dossier.Entry]*sheet // the sheet that lists an entry, among those of the whole timeline or of one facet
}

// A facet is a part of the timeline that has a page of its own: what is of one
// clock, speaker, outlet or topic.
type facet struct {
	group   string
	route   address.Route
	name    string // empty for a clock, which has a word
	clock   timeline.Clock
	entries []timeline.Entry
	root    *sheet
}

// New puts in order what a dossier dates.
func New(x *view.Index) *Chronicle {
	d := x.In.Dossier
	c := &Chronicle{entries: timeline.List(d), called: x.Called()}
	c.at = make(map[*dossier.Entry]int, len(c.entries))
	for i, e := range c.entries {
		c.at[e.Of] = i
	}
	c.weights = sync.OnceValue(func() []int {
		weights := make([]int, len(c.entries))
		parallel.Each(len(weights), func(i int) { weights[i] = datedWeight(c.entries[i]) })
		return weights
	})
	c.Root = sync.OnceValue(func() *sheet {
		root := c.whole()
		thread(root)
		return root
	})
	c.facets = sync.OnceValue(func() []facet {
		facets := c.facet()
		for i := range facets {
			f := &facets[i]
			f.root = &sheet{route: f.route, entries: f.entries, facet: f}
			c.cut(f.root)
			thread(f.root)
		}
		return facets
	})
	c.sheets = sync.OnceValue(func() map[address.Route]*sheet {
		sheets := map[address.Route]*sheet{}
		var add func(s *sheet)
		add = func(s *sheet) {
			sheets[s.route] = s
			for _, b := range s.below {
				add(b)
			}
		}
		add(c.Root())
		for _, f := range c.facets() {
			add(f.root)
		}
		return sheets
	})
	c.rows = sync.OnceValue(func() []timeline.Row { return timeline.Rows(d) })
	c.blank = sync.OnceValue(func() []*dossier.Entry { return timeline.Undated(d) })
	return c
}

// datedWeight is the weight of an entry, as that of what a list lists.
func datedWeight(e timeline.Entry) int {
	n := view.ItemWeight + view.TextWeight(e.Of.Title, string(e.Of.Slug), e.Outlet, e.Inferred) + view.PeopleWeight(e.People)
	if !e.Date.Exact() || e.Inferred != "" {
		n += view.LinkWeight // to where it is explained
	}
	if e.Source != nil {
		return n
	}
	carried := e.Row().Carried
	for _, c := range carried[:min(len(carried), view.LinksNamed)] {
		n += 2*view.LinkWeight + view.TextWeight(view.SourceName(c.Source), string(c.Of.Slug)) // with how much later it printed it
	}
	return n
}

// whole makes the sheets of the whole timeline.
func (c *Chronicle) whole() *sheet {
	root := &sheet{route: address.Timeline, entries: c.entries}
	if len(c.entries) < yearPagesFrom && c.weight(root) <= sheetHolds {
		return root
	}
	for _, y := range timeline.Group(c.entries) {
		year := &sheet{route: address.Timeline.To(dossier.Slug(y.Key())), up: root, year: &y}
		for _, m := range y.Months {
			year.entries = append(year.entries, m.Entries...)
		}
		root.below = append(root.below, year)
		switch {
		case c.weight(year) <= sheetHolds:
		case len(y.Months) == 1 && y.Months[0].Month == 0:
			c.cut(year)
		default:
			for _, m := range y.Months {
				month := &sheet{route: year.route.To(monthSlug(m)), up: year, year: &y, month: &m, entries: m.Entries}
				year.below = append(year.below, month)
				c.cut(month)
			}
		}
	}
	return root
}

// monthSlug returns what a month is called in the address of its page.
func monthSlug(m timeline.Month) dossier.Slug {
	if m.Month == 0 {
		return "undated"
	}
	return dossier.Slug(fmt.Sprintf("%02d", m.Month))
}

func (c *Chronicle) weight(s *sheet) int {
	n, weights := 0, c.weights()
	for _, e := range s.entries {
		n += weights[c.at[e.Of]]
	}
	return n
}

// cut gives a sheet that is too long the sheets of its parts.
func (c *Chronicle) cut(s *sheet) {
	rest, weights := s.entries, c.weights()
	parts := view.Paged(len(rest), 0, sheetHolds, func(i int) int { return weights[c.at[s.entries[i].Of]] })
	if len(parts) == 1 {
		return
	}
	for i, n := range parts {
		s.below = append(s.below, &sheet{
			route: s.route.Page(strconv.Itoa(i + 1)), up: s, year: s.year, month: s.month, facet: s.facet, part: i + 1, entries: rest[:n],
		})
		rest = rest[n:]
	}
}

// thread joins the sheets below root in the order in which they are read, and
// takes down what each of them lists. A sheet that leads to others stands
// beside those that lead to others beside it.
func thread(root *sheet) {
	listed := map[*dossier.Entry]*sheet{}
	var last *sheet // that lists
	var walk func(s *sheet)
	walk = func(s *sheet) {
		s.listed = listed
		if len(s.below) == 0 {
			for _, e := range s.entries {
				listed[e.Of] = s
			}
			if s.before = last; last != nil {
				last.after = s
			}
			last = s
		}
		for i, b := range s.below {
			walk(b)
			if len(b.below) == 0 {
				continue
			}
			if i > 0 {
				b.before = s.below[i-1]
			}
			if i+1 < len(s.below) {
				b.after = s.below[i+1]
			}
		}
	}
	walk(root)
}

// facet finds the parts of the timeline. A part that is all of it is none.
func (c *Chronicle) facet() []facet {
	var out []facet
	found := map[address.Route]*facet{}
	put := func(group string, slug dossier.Slug, name string, e timeline.Entry) {
		if slug == "" {
			return
		}
		route := address.Timeline.To(dossier.Slug(group)).To(slug)
		f := found[route]
		if f == nil {
			f = &facet{group: group, route: route, name: name}
			found[route] = f
		}
		if n := len(f.entries); n == 0 || f.entries[n-1].Of != e.Of {
			f.entries = append(f.entries, e)
		}
	}
	for _, e := range c.entries {
		put("kind", dossier.Slug(e.Clock), "", e)
		found[address.Timeline.To("kind").To(dossier.Slug(e.Clock))].clock = e.Clock
		for _, p := range e.People {
			put("speaker", p.Slug, c.called[p], e)
		}
		for _, s := range append(e.Row().Carried, e) {
			if s.Source != nil {
				name := view.Outlet(s.Source)
				put("outlet", dossier.Slugify(name), name, e)
			}
		}
		for _, t := range e.Of.Topics {
			put("topic", t.Slug, t.Name, e)
		}
	}
	for _, f := range found {
		if len(f.entries) < len(c.entries) {
			out = append(out, *f)
		}
	}
	slices.SortFunc(out, func(a, b facet) int {
		return cmp.Or(
			cmp.Compare(slices.Index(view.FilterFields[:], a.group), slices.Index(view.FilterFields[:], b.group)),
			cmp.Compare(slices.Index(timeline.Clocks(), a.clock), slices.Index(timeline.Clocks(), b.clock)),
			cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(a.route, b.route),
		)
	})
	return out
}

// Of returns a page as one that shows a piece of the timeline.
func (c *Chronicle) Of(v view.View) Leaf { return Leaf{v, c} }

// Plan plans the timeline.
func (c *Chronicle) Plan(p *view.Planner) {
	if len(c.entries) == 0 {
		return
	}
	v := c.Of(view.View{Index: p.Index})
	var choices []view.Portion
	for _, f := range c.facets() {
		choices = append(choices, view.Portion{Group: f.group, Name: v.facetName(&f), Route: f.route, Count: len(f.entries)})
	}
	var add func(s *sheet)
	add = func(s *sheet) {
		p.Add(s.route, "timeline", nil, s.origin(), func(v view.View) any { return c.Of(v).sheet(c, s, choices) })
		for _, b := range s.below {
			add(b)
		}
	}
	add(c.Root())
	for _, f := range c.facets() {
		add(f.root)
	}
	up := func(v view.View) view.Link { return v.To(address.Timeline, "", v.Word("timeline")) }
	p.Choices(choices, "the timeline", facetIndex, up)
	if c.blankWeight() <= blankHolds {
		return
	}
	p.List(view.List{
		Route: address.Undated, Template: "links", Name: "the list of what has no date", Size: len(c.blank()),
		Weight: func(i int) int { return blankWeight(c.blank()[i]) },
		Label:  func(v view.View, i int) string { return v.NameOf(c.blank()[i]) },
		Data: func(v view.View, p view.OnPage) any {
			page := &view.LinksPage{Listing: v.Listing(p, v.Word("without_date"), "", up(v))}
			for _, e := range view.Chosen(c.blank(), p.Items) {
				page.Links = append(page.Links, view.Facet{Link: v.Entry(e)})
			}
			return page
		},
	})
}

// facetIndex returns the page that names all parts of the timeline of one sort.
func facetIndex(group string) address.Route { return address.Timeline.To(dossier.Slug(group)) }

func blankWeight(e *dossier.Entry) int {
	return view.LinkWeight + view.TextWeight(e.Title, string(e.Slug))
}

func (c *Chronicle) blankWeight() int {
	n := 0
	for _, e := range c.blank() {
		n += blankWeight(e)
	}
	return n
}

// origin says what a sheet is, for messages about addresses.
func (s *sheet) origin() string {
	switch {
	case s.facet != nil:
		return "a part of the timeline: " + s.facet.name
	case s.year != nil:
		return "the timeline of " + s.year.Key()
	}
	return "the timeline"
}
