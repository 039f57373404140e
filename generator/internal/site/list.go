package site

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/tongue"
)

// How much one page of a list holds, so that it stays below 60 kB when it is
// packed. What is listed is weighed in the bytes that it will have then, on
// the safe side: half of its text, and a little for the markup.
const (
	listHolds   = 50_000
	itemWeight  = 40 // of what every item has: markup, traits, a date
	linkWeight  = 20 // of an address, without the slug in it
	traitWeight = 4  // of a slug that is said again and again
	linksNamed  = 40 // links of one item, such as the outlets that print a quotation; the others are counted
)

// textWeight is the weight of texts, and of slugs.
func textWeight[T ~string](texts ...T) int {
	n := 0
	for _, t := range texts {
		n += len(t)
	}
	return n / 2
}

// cut returns how many of n things, in their order, each of the pages holds
// that list them. There is always one page.
func cut(n, head, holds int, weight func(i int) int) []int {
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

// A list is something that may be too long for one page. Then it has several,
// and a list with traits has as many more for each thing to choose by, in
// place of a filter that would know one page alone.
type list struct {
	route    address.Route
	template string
	entry    *dossier.Entry // the page's, if it is one's
	name     string         // what the list is, for messages about addresses
	size     int            // items
	head     int            // weight of what the first page has besides
	weight   func(i int) int
	label    func(v view, i int) string  // what an item is found by: a date, a name; empty where there is nothing to say
	traits   func(v view, i int) []trait // nil for a list without a filter
	data     func(v view, p part) any
}

// A series is the pages of a list, or of the items of a list that have a trait.
type series struct {
	of      list
	route   address.Route
	trait   trait // the zero value for the whole list
	pages   [][]int
	choices []choice // of the whole list, where it takes several pages
}

// A part is what one page of a series shows.
type part struct {
	*series
	n     int   // of the page, from 0
	items []int // of the whole list, in order
}

// alone reports whether the page shows all of its series.
func (p part) alone() bool { return len(p.pages) == 1 }

// first reports whether the page is the list's first.
func (p part) first() bool { return p.n == 0 && p.trait == trait{} }

// A choice is a part of a list, or of the timeline, that has pages of its own.
type choice struct {
	group string       // "kind", "speaker", "outlet" or "topic"
	value dossier.Slug // of the trait that its entries have; empty on the timeline
	name  string
	route address.Route
	count int
}

// list plans the pages of a list.
func (p *planner) list(l list) {
	all := make([]int, l.size)
	for i := range all {
		all[i] = i
	}
	whole := p.series(l, l.route, trait{}, all)
	if whole.alone() || l.traits == nil {
		return
	}
	v := view{index: p.index}
	found := map[trait][]int{}
	names := map[trait]string{}
	for i := range all {
		for _, t := range l.traits(v, i) {
			key := trait{field: t.field, value: t.value}
			if items := found[key]; t.value != "" && (len(items) == 0 || items[len(items)-1] != i) {
				found[key] = append(items, i)
				names[key] = cmp.Or(names[key], t.text)
			}
		}
	}
	for key, items := range found {
		if len(items) < l.size {
			route := l.route.Page(key.field + "-" + string(key.value))
			whole.choices = append(whole.choices, choice{key.field, key.value, names[key], route, len(items)})
		}
	}
	sortChoices(whole.choices)
	for _, c := range whole.choices {
		s := p.series(l, c.route, trait{c.group, c.value, c.name}, found[trait{field: c.group, value: c.value}])
		s.choices = whole.choices
	}
	p.choices(whole.choices, l.name, func(group string) address.Route { return l.route.Page(group) },
		func(v view) Link { return v.to(l.route, "", v.word(l.template)) })
}

// series plans the pages of some items of a list.
func (p *planner) series(l list, route address.Route, of trait, items []int) part {
	s := &series{of: l, route: route, trait: of}
	head := 0
	if of == (trait{}) {
		head = l.head
	}
	rest := items
	for _, n := range cut(len(items), head, listHolds, func(i int) int { return l.weight(items[i]) }) {
		s.pages = append(s.pages, rest[:n])
		rest = rest[n:]
	}
	for i, items := range s.pages {
		name, entry := l.name, l.entry
		if i > 0 || of != (trait{}) {
			name, entry = "a part of "+cmp.Or(l.name, string(l.route)), nil
		}
		p.add(route.Part(i), l.template, entry, name, func(v view) any { return l.data(v, part{s, i, items}) })
	}
	return part{series: s}
}

// sortChoices puts choices in the order in which a page names them.
func sortChoices(list []choice) {
	slices.SortFunc(list, func(a, b choice) int {
		return cmp.Or(
			cmp.Compare(slices.Index(filterFields[:], a.group), slices.Index(filterFields[:], b.group)),
			cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(a.route, b.route),
		)
	})
}

// choicesNamed is how many choices of one sort a page names. The others stand
// on a page of their own.
const choicesNamed = 40

// choices plans the pages that name all choices of one sort, where there are
// too many to name them everywhere.
func (p *planner) choices(all []choice, name string, index func(group string) address.Route, up func(view) Link) {
	for _, group := range filterFields {
		own := slices.DeleteFunc(slices.Clone(all), func(c choice) bool { return c.group != group })
		if len(own) <= choicesNamed {
			continue
		}
		p.list(list{
			route: index(group), template: "links", name: "the parts of " + name + " by " + group, size: len(own),
			weight: func(i int) int { return linkWeight + textWeight(own[i].name, own[i].name) },
			label:  func(_ view, i int) string { return own[i].name },
			data: func(v view, p part) any {
				up := up(v)
				page := &LinksPage{Listing: v.listing(p, up.Text+v.word("comma")+v.word("facet_"+group), "", up)}
				for _, i := range p.items {
					page.Links = append(page.Links, Facet{Link: v.to(own[i].route, "", own[i].name), Count: own[i].count})
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

// facets returns links to choices. index gives the page that has all of one
// sort, current the series that the page belongs to.
func (v view) facets(choices []choice, current address.Route, index func(group string) address.Route) []FacetGroup {
	var out []FacetGroup
	for len(choices) > 0 {
		group := choices[0].group
		n := slices.IndexFunc(choices, func(c choice) bool { return c.group != group })
		if n < 0 {
			n = len(choices)
		}
		g := FacetGroup{Name: v.word("facet_" + group)}
		for _, c := range choices[:min(n, choicesNamed)] {
			g.Facets = append(g.Facets, Facet{Link: v.to(c.route, "", c.name), Count: c.count, Current: c.route == current})
		}
		if n > choicesNamed {
			g.More = v.to(index(group), "", v.count("and_more", n-choicesNamed))
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

// listing returns what a page of a list has around its items.
func (v view) listing(p part, title, description string, trail ...Link) Listing {
	whole := title
	if p.trait != (trait{}) {
		title += v.word("colon") + p.trait.text
	}
	if p.n > 0 {
		title = v.word("part_of", title, p.n+1, len(p.pages))
	}
	if p.trait != (trait{}) {
		trail = append(trail, v.to(p.of.route, "", whole))
	} else if p.n > 0 {
		trail = append(trail, v.to(p.route, "", whole))
	}
	out := Listing{Frame: v.frame(title, description, trail...)}
	out.Facets = v.facets(p.choices, p.route, func(group string) address.Route { return p.of.route.Page(group) })
	if p.alone() {
		return out
	}
	for i, items := range p.pages {
		var words string
		if p.of.label != nil && len(items) > 0 {
			words = v.span(p.of.label(v, items[0]), p.of.label(v, items[len(items)-1]))
		}
		out.Parts = append(out.Parts, PartLink{v.to(p.route.Part(i), "", v.partName(i, words)), i == p.n})
	}
	out.Turn = v.turn(out.Parts, p.n)
	return out
}

// partName returns what a page of a list is called.
func (v view) partName(n int, words string) string {
	if words == "" {
		return v.word("part", n+1)
	}
	return v.word("part_span", n+1, words)
}

// span says from what to what something reaches.
func (v view) span(from, to string) string {
	if from == to || to == "" {
		return from
	}
	if from == "" {
		return to
	}
	return v.word("from_to", from, to)
}

// turn returns links to the pages beside the one with the index n.
func (v view) turn(pages []PartLink, n int) *Turn {
	var t Turn
	if n > 0 {
		t.Before = pages[n-1].Link
		t.Before.Text = v.word("previous", t.Before.Text)
	}
	if n+1 < len(pages) {
		t.After = pages[n+1].Link
		t.After.Text = v.word("next", t.After.Text)
	}
	return &t
}

// firstLinks returns the links of an item that are shown, and says how many
// are not.
func firstLinks[T any](v view, links []T) ([]T, string) {
	if len(links) <= linksNamed {
		return links, ""
	}
	return links[:linksNamed], v.count("and_more", len(links)-linksNamed)
}

// chosen returns the items of a list that have the given numbers.
func chosen[T any](all []T, items []int) []T {
	var out []T
	for _, i := range items {
		out = append(out, all[i])
	}
	return out
}

// when says when something was, or that nobody knows.
func (v view) when(d edtf.Date) string {
	if d.IsZero() {
		return v.word("without_date")
	}
	return tongue.Date(d, v.index.in.Words.Language())
}

// The weights of what is listed.

func (x *index) outletWeight(s *dossier.Source) int {
	n := linkWeight + textWeight(sourceName(s), string(s.Slug))
	if x.outlets()[sourceName(s)] > 1 {
		n += min(60, len(s.Title)) / 2
	}
	return n
}

// quoteWeight is found without looking for the words in their sources.
func (x *index) quoteWeight(q *dossier.Quote) int {
	n := itemWeight + textWeight(q.Title, string(q.Slug))
	for i, c := range q.Citations[:min(len(q.Citations), linksNamed)] {
		if i == 0 {
			n += textWeight(c.Quote.Text)
		}
		n += x.outletWeight(c.Source)
	}
	return n
}

func (x *index) sourceWeight(s *dossier.Source) int {
	return itemWeight + textWeight(s.Title, string(s.Slug), outlet(s), s.Author) + traitWeight*min(len(x.in.Evidence.Of(s)), len(x.in.Dossier.People))
}

func (x *index) eventWeight(e *dossier.Event) int {
	return itemWeight + textWeight(e.Title, string(e.Slug)) + peopleWeight(e.People) + traitWeight*min(len(e.Citations), len(x.outlets()))
}

func peopleWeight(people []*dossier.Person) int {
	n := 0
	for _, p := range people {
		n += linkWeight + textWeight(p.Title, string(p.Slug))
	}
	return n
}

func (x *index) personWeight(p *dossier.Person) int {
	outlets := 0
	for _, q := range x.said()[p] {
		outlets += len(q.Citations)
	}
	return itemWeight + textWeight(p.Title, string(p.Slug), p.Role) + traitWeight*min(outlets, len(x.outlets()))
}

// mentionWeight is that of a link to a note, which an annotation's words name.
func mentionWeight(n *dossier.Note) int {
	return itemWeight + 2*linkWeight + len(n.Title) + len(n.Slug)
}

// entryWeight is the weight of a source or note among others of its kind.
func (x *index) entryWeight(e *dossier.Entry) int {
	switch e := e.Item.(type) {
	case *dossier.Quote:
		return x.quoteWeight(e)
	case *dossier.Source:
		return x.sourceWeight(e)
	case *dossier.Event:
		return x.eventWeight(e)
	case *dossier.Person:
		return x.personWeight(e)
	case *dossier.Annotation:
		return mentionWeight(&e.Note)
	}
	return itemWeight + textWeight(e.Title, string(e.Slug))
}

// bodyWeight is the weight of what a note says. However much it is, a list
// begins below it.
func bodyWeight(n *dossier.Note) int { return min(len(n.File.Data), listHolds) / 2 }

// Several lists that stand one after another on a page are one to the pages
// that they take.

func sum(sizes []int) int {
	n := 0
	for _, size := range sizes {
		n += size
	}
	return n
}

// within returns which of the lists an item of all of them is in, and its
// number there.
func within(sizes []int, item int) (list, i int) {
	for item >= sizes[list] {
		item -= sizes[list]
		list++
	}
	return list, item
}

// spans returns which items of each list are among items that follow each
// other.
func spans(sizes, items []int) [][2]int {
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

func cutOf[T any](list []T, span [2]int) []T { return list[span[0]:span[1]] }
