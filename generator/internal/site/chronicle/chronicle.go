// Package chronicle makes the pages of the timeline.
//
// Where everything is too much for one page, there is a [view.Sheet] for each year,
// month and part, and for what is of one speaker, outlet or topic. Pages of other
// things show a piece of it, a [Strip].
package chronicle

import (
	"cmp"
	"fmt"
	"slices"
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
	index   *view.Index
	entries []timeline.Entry
	at      map[*dossier.Entry]int // index into entries
	weights func() []int           // of the entries
	periods map[address.Route]period
	root    func() *view.Sheet // of the whole timeline
	facets  func() []facet
	sheets  func() map[address.Route]*view.Sheet
	rows    func() []timeline.Row
	blank   func() []*dossier.Entry                // what has no date
	blanks  func() map[view.Trait][]*dossier.Entry // the same by what it has in common, the traits without their texts
}

// A Leaf is a page of the timeline, or one with a piece of it, being made.
type Leaf struct {
	view.View
	c *Chronicle
}

// A period is what a sheet of the whole timeline is of.
type period struct {
	year  timeline.Year
	month *timeline.Month // nil for the year
}

// A facet is a part of the timeline that has a page of its own: what is of one
// clock, speaker, outlet or topic.
type facet struct {
	view.Portion
	root *view.Sheet
}

// New puts in order what a dossier dates.
func New(x *view.Index) *Chronicle {
	d := x.In.Dossier
	c := &Chronicle{index: x, entries: timeline.List(d), periods: map[address.Route]period{}}
	c.at = make(map[*dossier.Entry]int, len(c.entries))
	for i, e := range c.entries {
		c.at[e.Of] = i
	}
	c.weights = sync.OnceValue(func() []int {
		weights := make([]int, len(c.entries))
		parallel.Each(len(weights), func(i int) { weights[i] = datedWeight(c.entries[i]) })
		return weights
	})
	c.root = sync.OnceValue(func() *view.Sheet {
		all := make([]int, len(c.entries))
		for i := range all {
			all[i] = i
		}
		return c.pager().Sheets(address.Timeline, view.Trait{}, all)
	})
	c.facets = sync.OnceValue(func() []facet {
		c.root() // periods are written down there alone
		var out []facet
		for _, p := range c.portions() {
			out = append(out, facet{p, c.pager().Sheets(p.Route, p.Trait, p.Items)})
		}
		return out
	})
	c.sheets = sync.OnceValue(func() map[address.Route]*view.Sheet {
		sheets := map[address.Route]*view.Sheet{}
		wholes := []*view.Sheet{c.root()}
		for _, f := range c.facets() {
			wholes = append(wholes, f.root)
		}
		for _, whole := range wholes {
			for _, s := range c.pager().Pages(whole) {
				sheets[s.Route] = s
			}
		}
		return sheets
	})
	c.rows = sync.OnceValue(func() []timeline.Row { return timeline.Rows(d) })
	c.blank = sync.OnceValue(func() []*dossier.Entry { return timeline.Undated(d) })
	c.blanks = sync.OnceValue(func() map[view.Trait][]*dossier.Entry {
		v, by := view.View{Index: c.index}, map[view.Trait][]*dossier.Entry{{}: c.blank()}
		for _, e := range c.blank() {
			entry, _ := timeline.Of(e.Item)
			for _, t := range v.DatedTraits(entry) {
				if key := (view.Trait{Field: t.Field, Value: t.Value}); t.Value != "" && !slices.Contains(by[key], e) {
					by[key] = append(by[key], e)
				}
			}
		}
		return by
	})
	return c
}

// Prepare cuts the timeline into its sheets, before a page asks for them.
func (c *Chronicle) Prepare() { c.root() }

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

// pager returns what cuts the timeline into sheets: the whole of it by year and
// month first.
func (c *Chronicle) pager() view.Pager {
	p := view.Pager{Holds: sheetHolds, Leads: true}
	p.Weight = func(i int) int { return c.weights()[i] }
	p.Divide = func(s *view.Sheet) []*view.Sheet {
		of, dated := c.periods[s.Route]
		switch {
		case s.Trait != (view.Trait{}), dated && of.month != nil, p.Fits(s) && (s.Up != nil || len(s.Items) < yearPagesFrom):
			return nil
		case !dated:
			return c.years(s)
		case len(of.year.Months) == 1 && of.year.Months[0].Month == 0:
			return nil
		}
		return c.months(s, of.year)
	}
	return p
}

// years returns a sheet for each year.
func (c *Chronicle) years(of *view.Sheet) []*view.Sheet {
	var out []*view.Sheet
	for _, y := range timeline.Group(view.Chosen(c.entries, of.Items)) {
		s := &view.Sheet{Route: of.Route.To(dossier.Slug(y.Key()))}
		for _, m := range y.Months {
			s.Items = append(s.Items, c.places(m.Entries)...)
		}
		c.periods[s.Route] = period{year: y}
		out = append(out, s)
	}
	return out
}

// months returns a sheet for each month of a year.
func (c *Chronicle) months(of *view.Sheet, y timeline.Year) []*view.Sheet {
	var out []*view.Sheet
	for _, m := range y.Months {
		s := &view.Sheet{Route: of.Route.To(monthSlug(m)), Items: c.places(m.Entries)}
		c.periods[s.Route] = period{y, &m}
		out = append(out, s)
	}
	return out
}

// monthSlug returns what a month is called in the address of its page.
func monthSlug(m timeline.Month) dossier.Slug {
	if m.Month == 0 {
		return "undated"
	}
	return dossier.Slug(fmt.Sprintf("%02d", m.Month))
}

// places returns the numbers of entries.
func (c *Chronicle) places(entries []timeline.Entry) []int {
	out := make([]int, len(entries))
	for n, e := range entries {
		out[n] = c.at[e.Of]
	}
	return out
}

// periodOf returns what a sheet is of, a part of a longer one what that is of; and whether it is of a period at all.
func (c *Chronicle) periodOf(s *view.Sheet) (period, bool) {
	if s.Part > 0 {
		s = s.Up
	}
	p, ok := c.periods[s.Route]
	return p, ok
}

// portions finds the parts of the timeline, those of a clock in the order of the clocks.
func (c *Chronicle) portions() []view.Portion {
	v := view.View{Index: c.index}
	out := view.Portions(len(c.entries), func(i int) []view.Trait { return v.DatedTraits(c.entries[i]) },
		func(t view.Trait) address.Route { return facetIndex(t.Field).To(t.Value) })
	clocks := 0
	for clocks < len(out) && clockOf(out[clocks].Trait) != "" {
		clocks++
	}
	slices.SortFunc(out[:clocks], func(a, b view.Portion) int {
		return cmp.Compare(slices.Index(timeline.Clocks(), clockOf(a.Trait)), slices.Index(timeline.Clocks(), clockOf(b.Trait)))
	})
	return out
}

// clockOf returns the clock that a trait names, or "".
func clockOf(t view.Trait) timeline.Clock {
	if t.Field != "kind" {
		return ""
	}
	return timeline.Clock(t.Value)
}

// Of returns a page as one that shows a piece of the timeline.
func (c *Chronicle) Of(v view.View) Leaf { return Leaf{v, c} }

// Plan plans the timeline.
func (c *Chronicle) Plan(p *view.Planner) {
	if len(c.entries) == 0 {
		return
	}
	var choices []view.Portion
	wholes := []*view.Sheet{c.root()}
	for _, f := range c.facets() {
		choices = append(choices, f.Portion)
		wholes = append(wholes, f.root)
	}
	for _, whole := range wholes {
		for _, s := range c.pager().Pages(whole) {
			p.Add(s.Route, "timeline", nil, c.origin(s), func(v view.View) any { return c.Of(v).sheet(c, s, choices) })
		}
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
func (c *Chronicle) origin(s *view.Sheet) string {
	if s.Trait != (view.Trait{}) {
		return "a part of the timeline: " + s.Trait.Text
	}
	if of, ok := c.periodOf(s); ok {
		return "the timeline of " + of.year.Key()
	}
	return "the timeline"
}
