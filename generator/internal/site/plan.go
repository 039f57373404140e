package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/view"
)

// plan is the pages of a site while they are gathered.
type plan struct {
	*view.Planner
	site *Site
}

func (s *Site) plan() plan { return plan{&view.Planner{Index: s.index}, s} }

// maker is a page of a site being made.
type maker struct {
	view.View
	site *Site
}

// timeline returns the page as one that shows a piece of the timeline.
func (v maker) timeline() chronicle.Leaf { return v.site.chronicle().Of(v.View) }

// add plans a page, as [view.Planner.Add] does.
func (p plan) add(r address.Route, template string, entry *dossier.Entry, name string, data func(maker) any) {
	p.Planner.Add(r, template, entry, name, func(v view.View) any { return data(maker{v, p.site}) })
}

// data returns what makes the data of a page of a list.
func (p plan) data(of func(maker, view.OnPage) any) func(view.View, view.OnPage) any {
	return func(v view.View, n view.OnPage) any { return of(maker{v, p.site}, n) }
}

// traits returns what says by what an item of a list is found.
func (p plan) traits(of func(maker, int) []view.Trait) func(view.View, int) []view.Trait {
	return func(v view.View, i int) []view.Trait { return of(maker{v, p.site}, i) }
}

// A section is the pages below one address.
type section struct {
	root address.Route
	plan func(p plan)
	// near plans the pages of the one thing that the page at r is of, if there
	// is such a thing; nil where the section is planned as a whole.
	near func(p plan, slug dossier.Slug)
}

// sections returns the parts of the site, in the order in which it is built.
func (s *Site) sections() []section {
	d, x := s.in.Dossier, s.index
	return []section{
		{root: address.Sources, plan: func(p plan) {
			p.sources()
			for _, s := range d.Sources {
				p.source(s)
			}
		}, near: func(p plan, slug dossier.Slug) {
			if s := x.Slugs()[slug]; s != nil {
				p.source(s)
			}
		}},
		{root: address.Quotes, plan: func(p plan) {
			p.quotes()
			for _, q := range d.Quotes {
				p.quote(q)
			}
		}, near: func(p plan, slug dossier.Slug) {
			if i, ok := bySlug(d.Quotes, slug, func(q *dossier.Quote) dossier.Slug { return q.Slug }); ok {
				p.quote(d.Quotes[i])
			}
		}},
		{root: address.People, plan: func(p plan) {
			p.people()
			for _, n := range d.People {
				p.person(n)
			}
		}, near: func(p plan, slug dossier.Slug) {
			if i, ok := bySlug(d.People, slug, func(n *dossier.Person) dossier.Slug { return n.Slug }); ok {
				p.person(d.People[i])
			}
		}},
		{root: address.Events, plan: func(p plan) {
			p.events()
			for _, e := range d.Events {
				p.event(e)
			}
		}, near: func(p plan, slug dossier.Slug) {
			if i, ok := bySlug(d.Events, slug, func(e *dossier.Event) dossier.Slug { return e.Slug }); ok {
				p.event(d.Events[i])
			}
		}},
		{root: address.Topics, plan: func(p plan) {
			p.topics()
			for _, t := range x.Topics() {
				p.topic(t)
			}
		}, near: func(p plan, slug dossier.Slug) {
			for _, t := range x.Topics() {
				if t.Slug == slug {
					p.topic(t)
				}
			}
		}},
		{root: address.Compare, plan: func(p plan) { comparison.Plan(p.Planner) }, near: func(p plan, slug dossier.Slug) {
			if a, b, ok := strings.Cut(string(slug), "--"); ok {
				if c, ok := s.in.Relations.Of(a, b); ok {
					comparison.PlanPair(p.Planner, c)
				}
			}
		}},
		{root: address.Timeline, plan: func(p plan) { s.chronicle().Plan(p.Planner) }},
		{root: address.Overview, plan: func(p plan) {
			for _, n := range d.Pages {
				p.text(n)
			}
			p.add(address.Missing, "missing", nil, "the page for addresses that lead nowhere", func(v maker) any { return v.missing() })
		}},
	}
}

// bySlug returns where in a list of a dossier, which is sorted by slug, a slug
// stands, and whether it does.
func bySlug[T any](list []T, slug dossier.Slug, of func(T) dossier.Slug) (int, bool) {
	return slices.BinarySearchFunc(list, slug, func(e T, slug dossier.Slug) int { return cmp.Compare(of(e), slug) })
}

func (p plan) overview() {
	p.add(address.Overview, "overview", nil, "the overview", func(v maker) any { return v.overview() })
}

func (p plan) source(s *dossier.Source) {
	p.add(address.Sources.To(s.Slug), "source", &s.Entry, "", func(v maker) any { return v.source(s) })
}

func (p plan) quote(q *dossier.Quote) {
	p.add(address.Quotes.To(q.Slug), "quote", &q.Entry, "", func(v maker) any { return v.quote(q) })
}

func (p plan) event(e *dossier.Event) {
	p.add(address.Events.To(e.Slug), "event", &e.Entry, "", func(v maker) any { return v.event(e) })
}

func (p plan) text(n *dossier.Page) {
	p.add(address.Overview.To(n.Slug), "page", &n.Entry, "", func(v maker) any { return v.text(n) })
}

// folder returns the content folder that a list page lists.
func folder(d *dossier.Dossier, kind dossier.Kind) string {
	for _, e := range d.Entries() {
		if e.Kind == kind {
			return path.Dir(e.File.Name) + "/"
		}
	}
	return kind.Folder() + "/"
}
