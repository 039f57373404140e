package site

import (
	"path"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/corrections"
	"dossier/generator/internal/site/history"
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

// A section is the pages below one address.
type section struct {
	root address.Route
	plan func(p plan)
	// near plans the pages of the one thing that the page at r is of, if there
	// is such a thing; nil where the section is planned as a whole.
	near func(p plan, slug dossier.Slug)
}

// kindPages is what the site shows of a kind: a list of all that there is of it,
// unless it stands elsewhere, and the page of each.
type kindPages struct {
	kind dossier.Kind
	list func(p plan) // nil where there is no list
	each func(p plan, item dossier.Item)
	data map[string]any // by template, a value of the type that it is handed
}

// pagesOf returns what the site shows of a kind, whose items are of type T.
func pagesOf[T dossier.Item](kind dossier.Kind, list func(plan), each func(plan, T), data map[string]any) kindPages {
	return kindPages{kind, list, func(p plan, item dossier.Item) { each(p, item.(T)) }, data}
}

// onePage returns what plans the one page of an item: at the address of its
// entry, with the template that is called as its kind.
func onePage[T dossier.Item, Data any](show func(maker, T) Data) func(plan, T) {
	return func(p plan, item T) {
		e := item.AsEntry()
		p.add(address.Of(e), string(e.Kind), e, "", func(v maker) any { return show(v, item) })
	}
}

// pagesByKind returns what the site shows of each kind that has pages, in the
// order in which it is built.
func pagesByKind() []kindPages {
	return []kindPages{sourcePages(), quotePages(), claimPages(), personPages(), eventPages(), textPages()}
}

// section returns the part of the site that a kind is.
func (k kindPages) section(d *dossier.Dossier) section {
	root := address.Overview
	if k.kind.Listed() {
		root = address.ListOf(k.kind)
	}
	return section{
		root: root,
		plan: func(p plan) {
			if k.list != nil {
				k.list(p)
			}
			for _, item := range d.OfKind(k.kind) {
				k.each(p, item)
			}
		},
		near: func(p plan, slug dossier.Slug) {
			base, _, _ := strings.Cut(string(slug), dossier.VersionMark)
			if e := d.Entry(k.kind, dossier.Slug(base)); e != nil {
				k.each(p, e.Item)
			}
		},
	}
}

// sections returns the parts of the site, in the order in which it is built:
// the lists of kinds, what is made of several kinds, and what stands below the
// overview.
func (s *Site) sections() []section {
	d, x := s.in.Dossier, s.index
	var lists, rest []section
	for _, k := range pagesByKind() {
		if k.kind.Listed() {
			lists = append(lists, k.section(d))
		} else {
			rest = append(rest, k.section(d))
		}
	}
	lists = append(lists, []section{
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
		{root: address.Series, plan: func(p plan) { history.PlanSeries(p.Planner) }, near: func(p plan, slug dossier.Slug) { history.PlanOneSeries(p.Planner, slug) }},
		{root: address.Timeline, plan: func(p plan) { s.chronicle().Plan(p.Planner) }},
		{root: address.Corrections, plan: func(p plan) { corrections.Plan(p.Planner) }},
	}...)
	return append(append(lists, rest...), section{root: address.Overview, plan: func(p plan) {
		p.search()
		p.add(address.Missing, "missing", nil, "the page for addresses that lead nowhere", func(v maker) any { return v.missing() })
	}})
}

func (p plan) overview() {
	p.add(address.Overview, "overview", nil, "the overview", func(v maker) any { return v.overview() })
}

// listOf plans the pages of the list of a kind, at its address and with the
// template that is called as its folder.
func (p plan) listOf(kind dossier.Kind, l view.List) {
	l.Route, l.Template, l.Name = address.ListOf(kind), kind.Folder(), kind.Folder()+"/"
	for _, e := range p.Index.In.Dossier.Entries() {
		if e.Kind == kind {
			l.Name = path.Dir(e.File.Name) + "/"
			break
		}
	}
	p.List(l)
}
