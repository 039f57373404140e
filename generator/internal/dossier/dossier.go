package dossier

import (
	"cmp"
	"slices"
	"sort"
)

// Dossier is all of it. The lists are sorted by slug.
type Dossier struct {
	Settings    Settings
	Addresses   Addresses // that were published
	Sources     []*Source
	Annotations []*Annotation
	Quotes      []*Quote
	Claims      []*Claim
	Events      []*Event
	People      []*Person
	Pages       []*Page
	items       []Item // all of these, by kind and slug
	names       names
	folder      string              // what the files' names begin with
	files       map[string]string   // that notes may show, relative to the folder, by their names in one Unicode form
	originals   map[string]Original // the files that sources were made of, by the names of theirs
	byFile      map[string]*Entry   // by the name of the file in one Unicode form
}

// with returns d with other items, which are in their order.
func (d *Dossier) with(items []Item) *Dossier {
	out := &Dossier{Settings: d.Settings, Addresses: d.Addresses, items: items, names: d.names, folder: d.folder, files: d.files, originals: d.originals, byFile: d.byFile}
	for _, i := range items {
		i.join(out)
	}
	return out
}

// Items returns every source and note, by kind and then by slug. Those of the
// people that have no file are among them.
func (d *Dossier) Items() []Item { return slices.Clone(d.items) }

// OfKind returns every source or note of a kind, by slug. People that have no
// file are among the people. The list is not the caller's to change.
func (d *Dossier) OfKind(kind Kind) []Item {
	place := kind.place()
	from := sort.Search(len(d.items), func(i int) bool { return d.items[i].AsEntry().Kind.place() >= place })
	n := sort.Search(len(d.items)-from, func(i int) bool { return d.items[from+i].AsEntry().Kind.place() > place })
	return d.items[from : from+n : from+n]
}

// Entry returns the entry of a kind with a slug, or nil.
func (d *Dossier) Entry(kind Kind, slug Slug) *Entry {
	list := d.OfKind(kind)
	if i, ok := slices.BinarySearchFunc(list, slug, func(i Item, slug Slug) int { return cmp.Compare(i.AsEntry().Slug, slug) }); ok {
		return list[i].AsEntry()
	}
	return nil
}

// Notes returns every note that has a file, by kind and then by slug.
func (d *Dossier) Notes() []*Note {
	var out []*Note
	for _, e := range d.Entries() {
		if n := e.Item.AsNote(); n != nil {
			out = append(out, n)
		}
	}
	return out
}

// Entries returns every source and every note that has a file, by kind and
// then by slug.
func (d *Dossier) Entries() []*Entry {
	out := make([]*Entry, 0, len(d.items))
	for _, i := range d.items {
		if p, ok := i.(*Person); !ok || !p.StandIn {
			out = append(out, i.AsEntry())
		}
	}
	return out
}

// Source returns the source with a slug, or nil.
func (d *Dossier) Source(slug Slug) *Source {
	if e := d.names.named(KindSource, slug); e != nil {
		return e.Item.(*Source)
	}
	return nil
}

// Public returns the dossier without its drafts, and without annotations of a
// source that is not there. Nothing that stays refers to a draft when d was put
// together without errors.
func (d *Dossier) Public() *Dossier {
	var public []Item
	for _, i := range d.items {
		if a, ok := i.(*Annotation); !i.AsEntry().Draft && (!ok || a.Of != nil) {
			public = append(public, i)
		}
	}
	return d.with(public)
}
