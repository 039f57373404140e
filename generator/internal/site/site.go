// Package site plans the published site: which pages there are, at which
// addresses, how they are linked to each other, and what each of them shows.
//
// [New] takes the dossier with its evidence and comparisons, gives every page
// its [Route] and every passage and note its id, and reports two pages that
// would stand at one address. A page's data is made when it is asked for, by
// [Site.Data], so that a build can make pages in parallel and a preview can
// make one. The data is what a template needs and no more: finished texts,
// links relative to the page, dates in words. It may be read by several
// goroutines, and so may the site.
//
// Everything is linked both ways. A note leads to the words it cites, and the
// words lead to every note that cites them; a link in a note is a mention on
// the page it leads to.
//
// Nothing here touches a file or knows a template.
package site

import (
	"strings"
	"sync"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/timeline"
)

// Input is what a site is made of.
type Input struct {
	Dossier   *dossier.Dossier // without its drafts
	Evidence  *anchor.Evidence
	Relations *collate.Relations // of the texts of the dossier's sources, or of some of them
	Words     Words
}

// Page is one file of the site, with its address.
type Page struct {
	Route    address.Route
	Template string         // the template that shows it, without ".html"
	Entry    *dossier.Entry // the source or note that it is the page of; nil for others
	origin   origin
	data     func(view) any
}

// Site is a planned site. It does not change.
type Site struct {
	in    Input
	index *index
	parts []func() []Page // the pages of the sections
	whole func() *planner
}

// New plans the site of a dossier. What is planned is planned when it is asked
// for: a preview of one page does not wait for the others.
func New(in Input) *Site {
	s := &Site{in: in, index: newIndex(in)}
	for _, part := range s.sections() {
		s.parts = append(s.parts, sync.OnceValue(func() []Page {
			p := &planner{site: s}
			part.plan(p)
			return p.pages
		}))
	}
	s.whole = sync.OnceValue(func() *planner {
		p := &planner{site: s}
		p.overview()
		for _, pages := range s.parts {
			p.pages = append(p.pages, pages()...)
		}
		p.distinct()
		return p
	})
	return s
}

// Prepare makes what most pages show, on all processors, before they ask.
func (s *Site) Prepare() {
	x := s.index
	ask := []func(){
		func() { x.chronicle().root() }, func() { x.mentions() }, func() { s.in.Evidence.Of(nil) }, func() { x.slugs() },
		func() { x.outlets() }, func() { x.said(); x.named() }, func() { x.general() },
	}
	parallel.Each(len(ask), func(i int) { ask[i]() })
}

// Pages returns all pages, in a fixed order.
func (s *Site) Pages() []Page { return s.whole().pages }

// Check reports pages that cannot both be published. The later one of two is
// not among the pages.
func (s *Site) Check() []diag.Diagnostic { return s.whole().diags }

// Page returns the page at a route, and whether there is one.
func (s *Site) Page(r address.Route) (Page, bool) {
	find := func(pages []Page) (Page, bool) {
		for _, p := range pages {
			if p.Route == r {
				return p, true
			}
		}
		return Page{}, false
	}
	p := &planner{site: s}
	if p.overview(); r == address.Overview {
		return p.pages[0], true
	}
	for i, part := range s.sections() {
		rest, ok := strings.CutPrefix(string(r), string(part.root))
		if !ok {
			continue
		}
		if slug, _, below := strings.Cut(rest, "/"); below && part.near != nil {
			near := &planner{site: s}
			part.near(near, dossier.Slug(slug))
			if page, ok := find(near.pages); ok {
				return page, true
			}
		}
		if page, ok := find(s.parts[i]()); ok {
			return page, true
		}
	}
	return Page{}, false
}

// has reports whether a list of the site has something in it.
func (s *Site) has(list address.Route) bool {
	switch d := s.in.Dossier; list {
	case address.Sources:
		return len(d.Sources) > 0
	case address.Quotes:
		return len(d.Quotes) > 0
	case address.People:
		return len(d.People) > 0
	case address.Events:
		return len(d.Events) > 0
	case address.Topics:
		return len(s.index.topics()) > 0
	case address.Compare:
		return len(s.index.told()) > 1
	case address.Timeline:
		return timeline.Any(s.in.Dossier)
	}
	return true
}

// Data returns what the template of a page shows.
func (s *Site) Data(p Page) any { return p.data(view{s: s, page: p}) }
