package site

import (
	"fmt"
	"path"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
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

// planner gathers pages and refuses a second one at an address.
type planner struct {
	site  *Site
	pages []Page
	taken map[string]Page // by route in lower case
	diags []diag.Diagnostic
}

// add plans a page. entry is the source or note it is the page of, or nil;
// name says in a message what a page without an entry is.
func (p *planner) add(r Route, template string, entry *dossier.Entry, name string, data func(view) any) {
	page := Page{Route: r, Template: template, Entry: entry, data: data, origin: origin{name: name}}
	if entry != nil {
		page.origin.file = entry.File
	}
	// Some disks do not tell letter cases apart.
	key := strings.ToLower(string(r))
	if first, ok := p.taken[key]; ok {
		p.collision(first, page)
		return
	}
	p.taken[key] = page
	p.pages = append(p.pages, page)
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
	d := diag.Diagnostic{
		File: second.origin.String(), Severity: diag.Error, Code: diag.DuplicateAddress, Message: message,
		Hint: "give the file another name; the name is the address",
	}
	if second.origin.file != nil {
		d.Line, d.Column = 1, 1
	}
	other := diag.Place{File: first.origin.String(), Message: "the other page"}
	if first.origin.file != nil {
		other.Line, other.Column = 1, 1
	}
	d.Related = []diag.Place{other}
	p.diags = append(p.diags, d)
}

// plan adds every page, in the order in which the site is built.
func (p *planner) plan() {
	d := p.site.in.Dossier
	p.add(Overview, "overview", nil, "the overview", func(v view) any { return v.overview() })
	p.add(Sources, "sources", nil, folder(d, dossier.KindSource), func(v view) any { return v.sources() })
	for _, s := range d.Sources {
		p.add(Sources.to(s.Slug), "source", &s.Entry, "", func(v view) any { return v.source(s) })
	}
	p.add(Quotes, "quotes", nil, folder(d, dossier.KindQuote), func(v view) any { return v.quotes() })
	for _, q := range d.Quotes {
		p.add(Quotes.to(q.Slug), "quote", &q.Entry, "", func(v view) any { return v.quote(q) })
	}
	p.add(People, "people", nil, folder(d, dossier.KindPerson), func(v view) any { return v.people() })
	for _, n := range d.People {
		p.add(People.to(n.Slug), "person", &n.Entry, "", func(v view) any { return v.person(n) })
	}
	p.add(Events, "events", nil, folder(d, dossier.KindEvent), func(v view) any { return v.events() })
	for _, e := range d.Events {
		p.add(Events.to(e.Slug), "event", &e.Entry, "", func(v view) any { return v.event(e) })
	}
	p.add(Topics, "topics", nil, "the list of topics", func(v view) any { return v.topics() })
	for _, t := range p.site.index.topics {
		p.add(Topics.to(t.Slug), "topic", nil, "the page of the topic "+t.Name, func(v view) any { return v.topic(t) })
	}
	p.comparisons()
	p.timeline()
	for _, n := range d.Pages {
		p.add(Overview.to(n.Slug), "page", &n.Entry, "", func(v view) any { return v.text(n) })
	}
	p.add(Missing, "missing", nil, "the page for addresses that lead nowhere", func(v view) any { return v.missing() })
}

// to returns the route of the page with a slug below the list r.
func (r Route) to(slug dossier.Slug) Route { return r + Route(slug) + "/" }

// folder returns the content folder that a list page lists.
func folder(d *dossier.Dossier, kind dossier.Kind) string {
	for _, e := range d.Entries() {
		if e.Kind == kind {
			return path.Dir(e.File.Name) + "/"
		}
	}
	return kind.Folder() + "/"
}
