// Package view shows what is in a dossier as the pages of its site show it: by
// links, dates, citations, lists.
//
// An [Index] knows where everything stands on the site, and what leads to what.
// A [View] is one page being made, from which its links start. A [Planner]
// gathers pages; a [List] that is too long for one page is cut by a [Pager] into
// several. The rooms above make the data of their pages with it.
package view

import (
	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/stemma"
	"fmt"
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

// Planner gathers pages.
type Planner struct {
	Index *Index
	Pages []Page
	Diags []diag.Diagnostic
}

// Add plans a page. entry is the source or note it is the page of, or nil;
// name says in a message what a page without an entry is.
func (p *Planner) Add(r address.Route, template string, entry *dossier.Entry, name string, data func(View) any) {
	page := Page{Route: r, Template: template, Entry: entry, Data: data, origin: origin{name: name}}
	if entry != nil {
		page.origin.file = entry.File
	}
	p.Pages = append(p.Pages, page)
}

// Distinct takes out every page at an address that another has, and reports it.
func (p *Planner) Distinct() {
	taken := map[string]Page{}
	all := p.Pages
	p.Pages = nil
	for _, page := range all {
		// Some disks do not tell letter cases apart.
		key := fold.Case(fold.Form(string(page.Route)))
		if first, ok := taken[key]; ok {
			p.collision(first, page)
			continue
		}
		taken[key] = page
		p.Pages = append(p.Pages, page)
	}
}

// collision reports two pages with one address, at the file that can be
// renamed.
func (p *Planner) collision(first, second Page) {
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
	p.Diags = append(p.Diags, d)
}

// Input is what a site is made of.
type Input struct {
	Dossier   *dossier.Dossier // without its drafts
	Evidence  *anchor.Evidence
	Relations *stemma.Relations // of the texts of the dossier's sources, or of some of them
	Series    []*reading.Series // of the dossier; where it is nil they are found
	Words     Words
	Names     *Names // of an earlier site; used where its sources and words are the same. May be nil
	Preview   bool   // the dossier has its drafts too, and every page says so
}

// Has reports whether a list of the site has something in it.
func (x *Index) Has(list address.Route) bool {
	switch list {
	case address.Topics:
		return len(x.Topics()) > 0
	case address.Series:
		return len(x.Series()) > 1
	case address.Compare:
		return len(x.Told()) > 1
	case address.Timeline:
		return x.dated()
	case address.Corrections:
		return len(x.Changes()) > 0
	}
	for _, k := range dossier.Kinds() {
		if k.Listed() && list == address.ListOf(k) {
			return len(x.In.Dossier.OfKind(k)) > 0
		}
	}
	return true
}

// Page is one file of the site, with its address.
type Page struct {
	Route    address.Route
	Template string         // the template that shows it, without ".html"
	Entry    *dossier.Entry // the source or note that it is the page of; nil for others
	origin   origin
	Data     func(View) any
}
