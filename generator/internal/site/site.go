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
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/figure/card"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/search"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/desk"
	"dossier/generator/internal/site/view"
)

// What [New] takes, and what a site is made of.
type (
	Input = view.Input
	Page  = view.Page
	Words = view.Words
	Link  = view.Link
)

// Site is a planned site. It does not change.
type Site struct {
	in        view.Input
	index     *view.Index
	chronicle func() *chronicle.Chronicle // everything dated
	parts     []func() []view.Page        // the pages of the sections
	whole     func() plan
	files     func() ([]NoteFile, []diag.Diagnostic) // that are published as they are
	searching func() search.Options
	press     func() *card.Press
}

// New plans the site of a dossier. What is planned is planned when it is asked
// for: a preview of one page does not wait for the others.
func New(in view.Input) *Site {
	s := &Site{in: in, index: view.NewIndex(in)}
	s.chronicle = sync.OnceValue(func() *chronicle.Chronicle { return chronicle.New(s.index) })
	s.files = sync.OnceValues(s.gatherFiles)
	s.searching = sync.OnceValue(func() search.Options { return searching(in.Dossier, in.Words) })
	s.press = sync.OnceValue(card.NewPress)
	for _, part := range s.sections() {
		s.parts = append(s.parts, sync.OnceValue(func() []view.Page {
			p := s.plan()
			part.plan(p)
			return p.Pages
		}))
	}
	s.whole = sync.OnceValue(func() plan {
		p := s.plan()
		p.overview()
		for _, pages := range s.parts {
			p.Pages = append(p.Pages, pages()...)
		}
		p.Distinct()
		return p
	})
	return s
}

// Names returns what the sources are called, for the site of the same sources after a change.
func (s *Site) Names() *view.Names { return s.index.Names() }

// Prepare makes what most pages show, on all processors, before they ask.
func (s *Site) Prepare() {
	x := s.index
	ask := []func(){
		func() { s.chronicle().Prepare() }, func() { x.Mentions() }, func() { s.in.Evidence.Of(nil) }, func() { x.Slugs() },
		func() { x.Outlets() }, func() { x.Said(); x.Named() }, func() { x.General() },
	}
	parallel.Each(len(ask), func(i int) { ask[i]() })
}

// Pages returns all pages, in a fixed order.
func (s *Site) Pages() []view.Page { return s.whole().Pages }

// Check reports pages that cannot both be published. The later one of two is
// not among the pages.
func (s *Site) Check() []diag.Diagnostic { return s.whole().Diags }

// Page returns the page at a route, and whether there is one.
func (s *Site) Page(r address.Route) (view.Page, bool) {
	find := func(pages []view.Page) (view.Page, bool) {
		for _, p := range pages {
			if p.Route == r {
				return p, true
			}
		}
		return view.Page{}, false
	}
	p := s.plan()
	if p.overview(); r == address.Overview {
		return p.Pages[0], true
	}
	for i, part := range s.sections() {
		rest, ok := strings.CutPrefix(string(r), string(part.root))
		if !ok {
			continue
		}
		if slug, _, below := strings.Cut(rest, "/"); below && part.near != nil {
			near := s.plan()
			part.near(near, dossier.Slug(slug))
			if page, ok := find(near.Pages); ok {
				return page, true
			}
		}
		if page, ok := find(s.parts[i]()); ok {
			return page, true
		}
	}
	return view.Page{}, false
}

// Desk returns the page of what waits for the editors of a dossier, which d has with its
// drafts. It is none of the site's.
func (s *Site) Desk(d *dossier.Dossier, problems []diag.Diagnostic) view.Page {
	return desk.Page(d, problems)
}

// Data returns what the template of a page shows.
func (s *Site) Data(p view.Page) any { return p.Data(view.View{Index: s.index, Page: p}) }
