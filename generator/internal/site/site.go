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
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
)

// Input is what a site is made of.
type Input struct {
	Dossier    *dossier.Dossier // without its drafts
	Evidence   *anchor.Evidence
	Comparison *collate.Result
	Texts      []collate.Text // what was compared
	Words      Words
}

// Page is one file of the site, with its address.
type Page struct {
	Route    Route
	Template string         // the template that shows it, without ".html"
	Entry    *dossier.Entry // the source or note that it is the page of; nil for others
	origin   origin
	data     func(view) any
}

// Site is a planned site. It does not change.
type Site struct {
	in    Input
	pages []Page
	index index
}

// New plans the site of a dossier and reports pages that cannot both be
// published. The pages that are reported are left out.
func New(in Input) (*Site, []diag.Diagnostic) {
	s := &Site{in: in}
	s.index = newIndex(in)
	p := &planner{site: s, taken: map[string]Page{}}
	p.plan()
	s.pages = p.pages
	s.index.address(s.pages)
	return s, p.diags
}

// Pages returns the pages in a fixed order.
func (s *Site) Pages() []Page { return s.pages }

// Page returns the page at a route, and whether there is one.
func (s *Site) Page(r Route) (Page, bool) {
	if i, ok := s.index.routes[r]; ok {
		return s.pages[i], true
	}
	return Page{}, false
}

// has reports whether there is a page at a route.
func (s *Site) has(r Route) bool {
	_, ok := s.index.routes[r]
	return ok
}

// Data returns what the template of a page shows.
func (s *Site) Data(p Page) any { return p.data(view{s: s, page: p}) }
