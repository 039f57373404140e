package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
)

// origin says what a page is made from, for messages about addresses.
type origin struct {
	file *diag.File // nil for a page made of many files
	name string     // what the page is; the folder it lists, if any
}

func (o origin) String() string {
	if o.file != nil {
		return o.file.Name
	}
	return o.name
}

// planner gathers pages.
type planner struct {
	site  *Site
	pages []Page
	diags []diag.Diagnostic
}

// add plans a page. entry is the source or note it is the page of, or nil;
// name says in a message what a page without an entry is.
func (p *planner) add(r address.Route, template string, entry *dossier.Entry, name string, data func(view) any) {
	page := Page{Route: r, Template: template, Entry: entry, data: data, origin: origin{name: name}}
	if entry != nil {
		page.origin.file = entry.File
	}
	p.pages = append(p.pages, page)
}

// distinct takes out every page at an address that another has, and reports it.
func (p *planner) distinct() {
	taken := map[string]Page{}
	all := p.pages
	p.pages = nil
	for _, page := range all {
		// Some disks do not tell letter cases apart.
		key := fold.Case(fold.Form(string(page.Route)))
		if first, ok := taken[key]; ok {
			p.collision(first, page)
			continue
		}
		taken[key] = page
		p.pages = append(p.pages, page)
	}
}

// collision reports two pages with one address, at the file that can be
// renamed.
func (p *planner) collision(first, second Page) {
	if second.origin.file == nil {
		first, second = second, first
	}
	message := fmt.Sprintf("this page and %s would both stand at %s", first.origin, first.Route)
	if first.Route != second.Route {
		message = fmt.Sprintf("this page at %s and %s at %s differ in letter case only", second.Route, first.origin, first.Route)
	}
	hint := "give the file another name; the name is the address"
	var d diag.Diagnostic
	if second.Entry != nil {
		d = second.Entry.AtHead(diag.Error, diag.DuplicateAddress, message, hint)
	} else {
		d = diag.Diagnostic{File: second.origin.String(), Severity: diag.Error, Code: diag.DuplicateAddress, Message: message, Hint: diag.Say(hint)}
	}
	other := diag.Place{File: first.origin.String(), Message: "the other page"}
	if first.Entry != nil {
		other = first.Entry.Head("the other page")
	}
	d.Related = []diag.Place{other}
	p.diags = append(p.diags, d)
}

// A section is the pages below one address.
type section struct {
	root address.Route
	plan func(p *planner)
	// near plans the pages of the one thing that the page at r is of, if there
	// is such a thing; nil where the section is planned as a whole.
	near func(p *planner, slug dossier.Slug)
}

// sections returns the parts of the site, in the order in which it is built.
func (s *Site) sections() []section {
	d, x := s.in.Dossier, s.index
	return []section{
		{root: address.Sources, plan: func(p *planner) {
			p.sources()
			for _, s := range d.Sources {
				p.source(s)
			}
		}, near: func(p *planner, slug dossier.Slug) {
			if s := x.slugs()[slug]; s != nil {
				p.source(s)
			}
		}},
		{root: address.Quotes, plan: func(p *planner) {
			p.quotes()
			for _, q := range d.Quotes {
				p.quote(q)
			}
		}, near: func(p *planner, slug dossier.Slug) {
			if i, ok := bySlug(d.Quotes, slug, func(q *dossier.Quote) dossier.Slug { return q.Slug }); ok {
				p.quote(d.Quotes[i])
			}
		}},
		{root: address.People, plan: func(p *planner) {
			p.people()
			for _, n := range d.People {
				p.person(n)
			}
		}, near: func(p *planner, slug dossier.Slug) {
			if i, ok := bySlug(d.People, slug, func(n *dossier.Person) dossier.Slug { return n.Slug }); ok {
				p.person(d.People[i])
			}
		}},
		{root: address.Events, plan: func(p *planner) {
			p.events()
			for _, e := range d.Events {
				p.event(e)
			}
		}, near: func(p *planner, slug dossier.Slug) {
			if i, ok := bySlug(d.Events, slug, func(e *dossier.Event) dossier.Slug { return e.Slug }); ok {
				p.event(d.Events[i])
			}
		}},
		{root: address.Topics, plan: func(p *planner) {
			p.topics()
			for _, t := range x.topics() {
				p.topic(t)
			}
		}, near: func(p *planner, slug dossier.Slug) {
			for _, t := range x.topics() {
				if t.Slug == slug {
					p.topic(t)
				}
			}
		}},
		{root: address.Compare, plan: func(p *planner) { p.comparisons() }, near: func(p *planner, slug dossier.Slug) {
			if a, b, ok := strings.Cut(string(slug), "--"); ok {
				if c, ok := s.in.Relations.Of(a, b); ok {
					p.comparison(c)
				}
			}
		}},
		{root: address.Timeline, plan: func(p *planner) { p.timeline() }},
		{root: address.Overview, plan: func(p *planner) {
			for _, n := range d.Pages {
				p.text(n)
			}
			p.add(address.Missing, "missing", nil, "the page for addresses that lead nowhere", func(v view) any { return v.missing() })
		}},
	}
}

// bySlug returns where in a list of a dossier, which is sorted by slug, a slug
// stands, and whether it does.
func bySlug[T any](list []T, slug dossier.Slug, of func(T) dossier.Slug) (int, bool) {
	return slices.BinarySearchFunc(list, slug, func(e T, slug dossier.Slug) int { return cmp.Compare(of(e), slug) })
}

func (p *planner) overview() {
	p.add(address.Overview, "overview", nil, "the overview", func(v view) any { return v.overview() })
}

func (p *planner) source(s *dossier.Source) {
	p.add(address.Sources.To(s.Slug), "source", &s.Entry, "", func(v view) any { return v.source(s) })
}

func (p *planner) quote(q *dossier.Quote) {
	p.add(address.Quotes.To(q.Slug), "quote", &q.Entry, "", func(v view) any { return v.quote(q) })
}

func (p *planner) event(e *dossier.Event) {
	p.add(address.Events.To(e.Slug), "event", &e.Entry, "", func(v view) any { return v.event(e) })
}

func (p *planner) text(n *dossier.Page) {
	p.add(address.Overview.To(n.Slug), "page", &n.Entry, "", func(v view) any { return v.text(n) })
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
