package view

import (
	"cmp"
	"slices"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/tongue"
)

// How much one page of a list holds, so that it stays below 60 kB when it is
// packed. What is listed is weighed in the bytes that it will have then, on
// the safe side: half of its text, and a little for the markup.
const (
	ListHolds   = 50_000
	ItemWeight  = 40 // of what every item has: markup, traits, a date
	LinkWeight  = 20 // of an address, without the slug in it
	traitWeight = 4  // of a slug that is said again and again
	LinksNamed  = 40 // links of one item, such as the outlets that print a quotation; the others are counted
)

// TextWeight is the weight of texts, and of slugs.
func TextWeight[T ~string](texts ...T) int {
	n := 0
	for _, t := range texts {
		n += len(t)
	}
	return n / 2
}

// Paged returns how many of n things, in their order, each of the pages holds
// that list them. There is always one page.
func Paged(n, head, holds int, weight func(i int) int) []int {
	out := []int{0}
	left := holds - head
	for i := range n {
		w := weight(i)
		if last := len(out) - 1; w > left && (out[last] > 0 || last == 0 && head > 0) {
			out = append(out, 0)
			left = holds
		}
		out[len(out)-1]++
		left -= w
	}
	return out
}

// A List is something that may be too long for one page. Then it has several,
// and a list with traits has as many more for each thing to choose by, in
// place of a filter that would know one page alone.
type List struct {
	Route    address.Route
	Template string
	Entry    *dossier.Entry // the page's, if it is one's
	Name     string         // what the list is, for messages about addresses
	Size     int            // items
	Head     int            // weight of what the first page has besides
	Weight   func(i int) int
	Label    func(v View, i int) string  // what an item is found by: a date, a name; empty where there is nothing to say
	Traits   func(v View, i int) []Trait // nil for a list without a filter
	Data     func(v View, p OnPage) any
}

// A series is the pages of a list, or of the items of a list that have a trait.
type series struct {
	of      List
	whole   *Sheet
	choices []Portion // of the whole list, where it takes several pages
}

// An OnPage is what one page of a series shows.
type OnPage struct {
	*series
	*Sheet
}

// alone reports whether the page shows all of its series.
func (p OnPage) alone() bool { return len(p.whole.Below) == 0 }

// First reports whether the page is the list's first.
func (p OnPage) First() bool { return p.Part <= 1 && p.Trait == Trait{} }

// List plans the pages of a list.
func (p *Planner) List(l List) {
	all := make([]int, l.Size)
	for i := range all {
		all[i] = i
	}
	whole := p.series(l, l.Route, Trait{}, all)
	if len(whole.whole.Below) == 0 || l.Traits == nil {
		return
	}
	v := View{Index: p.Index}
	whole.choices = Portions(l.Size, func(i int) []Trait { return l.Traits(v, i) },
		func(t Trait) address.Route { return l.Route.Page(t.Field + "-" + string(t.Value)) })
	for _, c := range whole.choices {
		p.series(l, c.Route, c.Trait, c.Items).choices = whole.choices
	}
	p.Choices(whole.choices, l.Name, func(group string) address.Route { return l.Route.Page(group) },
		func(v View) Link { return v.To(l.Route, "", v.Word(l.Template)) })
}

// series plans the pages of some items of a list.
func (p *Planner) series(l List, route address.Route, of Trait, items []int) *series {
	pager := Pager{Holds: ListHolds, Head: l.Head, Weight: l.Weight}
	s := &series{of: l, whole: pager.Sheets(route, of, items)}
	for _, page := range pager.Pages(s.whole) {
		name, entry := l.Name, l.Entry
		if page.Part > 1 || of != (Trait{}) {
			name, entry = "a part of "+cmp.Or(l.Name, string(l.Route)), nil
		}
		p.Add(page.Route, l.Template, entry, name, func(v View) any { return l.Data(v, OnPage{s, page}) })
	}
	return s
}

// choicesNamed is how many choices of one sort a page names. The others stand
// on a page of their own.
const choicesNamed = 40

// Choices plans the pages that name all choices of one sort, where there are
// too many to name them everywhere.
func (p *Planner) Choices(all []Portion, name string, index func(group string) address.Route, up func(View) Link) {
	for _, group := range FilterFields {
		own := slices.DeleteFunc(slices.Clone(all), func(c Portion) bool { return c.Trait.Field != group })
		if len(own) <= choicesNamed {
			continue
		}
		p.List(List{
			Route: index(group), Template: "links", Name: "the parts of " + name + " by " + group, Size: len(own),
			Weight: func(i int) int { return LinkWeight + TextWeight(own[i].Trait.Text, own[i].Trait.Text) },
			Label:  func(_ View, i int) string { return own[i].Trait.Text },
			Data: func(v View, p OnPage) any {
				up := up(v)
				page := &LinksPage{Listing: v.Listing(p, up.Text+v.Word("comma")+v.Word("facet_"+group), "", up)}
				for _, i := range p.Items {
					page.Links = append(page.Links, Facet{Link: v.To(own[i].Route, "", own[i].Trait.Text), Count: len(own[i].Items)})
				}
				return page
			},
		})
	}
}

// LinksPage leads to many things of one sort: the parts of a list by one
// thing to choose by, or what has no date.
type LinksPage struct {
	Listing
	Links []Facet
}

// A FacetGroup is the parts of a list, or of the timeline, of one sort.
type FacetGroup struct {
	Name   string
	Facets []Facet
	More   Link // to all of them; empty when they stand here
}

// A Facet leads to a part of a list, or of the timeline.
type Facet struct {
	Link
	Count   int // 0 where it is not counted
	Current bool
}

// Facets returns links to choices. index gives the page that has all of one
// sort, current the series that the page belongs to.
func (v View) Facets(choices []Portion, current address.Route, index func(group string) address.Route) []FacetGroup {
	var out []FacetGroup
	for len(choices) > 0 {
		group := choices[0].Trait.Field
		n := slices.IndexFunc(choices, func(c Portion) bool { return c.Trait.Field != group })
		if n < 0 {
			n = len(choices)
		}
		g := FacetGroup{Name: v.Word("facet_" + group)}
		for _, c := range choices[:min(n, choicesNamed)] {
			g.Facets = append(g.Facets, Facet{Link: v.To(c.Route, "", c.Trait.Text), Count: len(c.Items), Current: c.Route == current})
		}
		if n > choicesNamed {
			g.More = v.To(index(group), "", v.Count("and_more", n-choicesNamed))
		}
		out = append(out, g)
		choices = choices[n:]
	}
	return out
}

// A Listing is what every page of a list has around what it lists.
type Listing struct {
	Frame
	Filter *Filter      // of a list that takes one page
	Facets []FacetGroup // the parts of a longer list
	Parts  []PartLink   // the pages of the list, where there are several
	Turn   *Turn        // to the pages beside this one; nil where there are none
}

// A PartLink leads to one of the pages of a list.
type PartLink struct {
	Link
	Current bool
}

// A Turn leads to the page before this one and to the one after it.
type Turn struct {
	Before, After Link // Href is empty where there is none
}

// Listing returns what a page of a list has around its items.
func (v View) Listing(p OnPage, title, description string, trail ...Link) Listing {
	whole := title
	if p.Trait != (Trait{}) {
		title += v.Word("colon") + p.Trait.Text
	}
	if p.Part > 1 {
		title = v.Word("part_of", title, p.Part, len(p.whole.Below))
	}
	if p.Trait != (Trait{}) {
		trail = append(trail, v.To(p.of.Route, "", whole))
	} else if p.Part > 1 {
		trail = append(trail, v.To(p.whole.Route, "", whole))
	}
	out := Listing{Frame: v.Frame(title, description, trail...)}
	out.Say(func(p *schemaorg.Page) { p.Type = "CollectionPage" })
	out.Facets = v.Facets(p.choices, p.whole.Route, func(group string) address.Route { return p.of.Route.Page(group) })
	name := func(s *Sheet) string {
		var words string
		if p.of.Label != nil && len(s.Items) > 0 {
			words = v.FromTo(p.of.Label(v, s.Items[0]), p.of.Label(v, s.Items[len(s.Items)-1]))
		}
		return v.PartName(s.Part, words)
	}
	for _, s := range p.whole.Below {
		out.Parts = append(out.Parts, PartLink{v.To(s.Route, "", name(s)), s == p.Sheet})
	}
	out.Turn = v.Turn(p.Sheet, name)
	return out
}

// PartName returns what a part of a list is called, from 1.
func (v View) PartName(n int, words string) string {
	if words == "" {
		return v.Word("part", n)
	}
	return v.Word("part_span", n, words)
}

// FromTo says from what to what something reaches.
func (v View) FromTo(from, to string) string {
	if from == to || to == "" {
		return from
	}
	if from == "" {
		return to
	}
	return v.Word("from_to", from, to)
}

// FirstLinks returns the links of an item that are shown, and says how many
// are not.
func FirstLinks[T any](v View, links []T) ([]T, string) {
	if len(links) <= LinksNamed {
		return links, ""
	}
	return links[:LinksNamed], v.Count("and_more", len(links)-LinksNamed)
}

// Chosen returns the items of a list that have the given numbers.
func Chosen[T any](all []T, items []int) []T {
	var out []T
	for _, i := range items {
		out = append(out, all[i])
	}
	return out
}

// When says when something was, or that nobody knows.
func (v View) When(d edtf.Date) string {
	if d.IsZero() {
		return v.Word("without_date")
	}
	return tongue.Date(d, v.Index.In.Words.Language())
}

// The weights of what is listed.

// OutletWeight is the weight of a link that names the outlet of a source.
func (x *Index) OutletWeight(s *dossier.Source) int {
	n := LinkWeight + TextWeight(SourceName(s), string(s.Slug))
	if x.Outlets()[SourceName(s)] > 1 {
		n += min(60, len(s.Title)) / 2
	}
	return n
}

// QuoteWeight is found without looking for the words in their sources.
func (x *Index) QuoteWeight(q *dossier.Quote) int {
	n := ItemWeight + TextWeight(q.Title, string(q.Slug))
	for i, c := range q.Citations[:min(len(q.Citations), LinksNamed)] {
		if i == 0 {
			n += TextWeight(c.Quote.Text)
		}
		n += x.OutletWeight(c.Source)
	}
	return n
}

// SourceWeight is the weight of a source in a list.
func (x *Index) SourceWeight(s *dossier.Source) int {
	return ItemWeight + TextWeight(s.Title, string(s.Slug), Outlet(s), s.Author) + traitWeight*min(len(x.In.Evidence.Of(s)), len(x.In.Dossier.People))
}

// EventWeight is the weight of an event in a list.
func (x *Index) EventWeight(e *dossier.Event) int {
	return ItemWeight + TextWeight(e.Title, string(e.Slug)) + PeopleWeight(e.People) + traitWeight*min(len(e.Citations), len(x.Outlets()))
}

// ClaimWeight is the weight of a claim in a list.
func (x *Index) ClaimWeight(c *dossier.Claim) int {
	return ItemWeight + TextWeight(c.Title, string(c.Slug), c.Summary) + PeopleWeight(c.Claimants) + traitWeight*min(len(c.Citations), len(x.Outlets())) + min(len(c.File.Data)/4, 400)
}

// PeopleWeight is the weight of the names of people.
func PeopleWeight(people []*dossier.Person) int {
	n := 0
	for _, p := range people {
		n += LinkWeight + TextWeight(p.Title, string(p.Slug))
	}
	return n
}

// PersonWeight is the weight of a person in a list.
func (x *Index) PersonWeight(p *dossier.Person) int {
	outlets := 0
	for _, q := range x.Said()[p] {
		outlets += len(q.Citations)
	}
	return ItemWeight + TextWeight(p.Title, string(p.Slug), p.Role) + traitWeight*min(outlets, len(x.Outlets()))
}

// MentionWeight is that of a link to a note, which an annotation's words name.
func MentionWeight(n *dossier.Note) int {
	return ItemWeight + 2*LinkWeight + len(n.Title) + len(n.Slug)
}

// EntryWeight is the weight of a source or note among others of its kind.
func (x *Index) EntryWeight(e *dossier.Entry) int {
	switch e := e.Item.(type) {
	case *dossier.Quote:
		return x.QuoteWeight(e)
	case *dossier.Source:
		return x.SourceWeight(e)
	case *dossier.Event:
		return x.EventWeight(e)
	case *dossier.Claim:
		return x.ClaimWeight(e)
	case *dossier.Person:
		return x.PersonWeight(e)
	case *dossier.Annotation:
		return MentionWeight(&e.Note)
	}
	return ItemWeight + TextWeight(e.Title, string(e.Slug))
}

// BodyWeight is the weight of what a note says. However much it is, a list
// begins below it.
func BodyWeight(n *dossier.Note) int { return min(len(n.File.Data), ListHolds) / 2 }

// Several lists that stand one after another on a page are one to the pages
// that they take.

// Total returns how many items lists of these sizes have.
func Total(sizes []int) int {
	n := 0
	for _, size := range sizes {
		n += size
	}
	return n
}

// ListOf returns which of the lists an item of all of them is in, and its
// number there.
func ListOf(sizes []int, item int) (list, i int) {
	for item >= sizes[list] {
		item -= sizes[list]
		list++
	}
	return list, item
}

// SpansIn returns which items of each list are among items that follow each
// other.
func SpansIn(sizes, items []int) [][2]int {
	out := make([][2]int, len(sizes))
	if len(items) == 0 {
		return out
	}
	first, end := items[0], items[len(items)-1]+1
	for i, size := range sizes {
		out[i] = [2]int{min(max(first, 0), size), min(max(end, 0), size)}
		first -= size
		end -= size
	}
	return out
}

// Part returns the items of a list from the first of a span up to its end.
func Part[T any](list []T, span [2]int) []T { return list[span[0]:span[1]] }
