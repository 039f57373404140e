package dossier

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/markdown"
)

// named is an entry under one of its names.
type named struct {
	entry  *Entry
	source *Source
	quote  *Quote
	person *Person
}

// names finds entries by slug, alias and kind.
type names struct {
	bySlug  map[Kind]map[Slug]*named
	byAlias map[string][]*named // folded alias
	list    []*named            // by kind and slug
}

func newNames(d *Dossier, b *builder) names {
	n := names{bySlug: map[Kind]map[Slug]*named{}, byAlias: map[string][]*named{}}
	for _, k := range Kinds() {
		n.bySlug[k] = map[Slug]*named{}
	}
	add := func(e *named) {
		n.bySlug[e.entry.Kind][e.entry.Slug] = e
		n.list = append(n.list, e)
	}
	for _, s := range d.Sources {
		add(&named{entry: &s.Entry, source: s})
	}
	for _, a := range d.Annotations {
		add(&named{entry: &a.Entry})
	}
	for _, q := range d.Quotes {
		add(&named{entry: &q.Entry, quote: q})
	}
	for _, e := range d.Events {
		add(&named{entry: &e.Entry})
	}
	for _, p := range d.People {
		add(&named{entry: &p.Entry, person: p})
	}
	for _, p := range d.Pages {
		add(&named{entry: &p.Entry})
	}
	taken := map[string]*Entry{}
	for _, e := range n.list {
		for _, a := range e.entry.Aliases {
			key := string(e.entry.Kind) + "\x00" + foldName(a.Name)
			if other := taken[key]; other != nil && other != e.entry {
				diagnostic := e.entry.File.At(a.Start, a.End, diag.Error, diag.DuplicateAlias,
					fmt.Sprintf("the alias %q is taken by another %s", a.Name, e.entry.Kind), "take it out of one of the two files")
				diagnostic.Related = []diag.Place{{File: other.File.Name, Line: 1, Column: 1, Message: "the other"}}
				b.diags = append(b.diags, diagnostic)
				continue
			}
			taken[key] = e.entry
			if list := n.byAlias[foldName(a.Name)]; !slices.Contains(list, e) {
				n.byAlias[foldName(a.Name)] = append(list, e)
			}
		}
	}
	return n
}

// foldName makes names that differ in letter case and spacing the same.
func foldName(name string) string { return strings.Join(strings.Fields(strings.ToLower(name)), " ") }

func (n names) named(kind Kind, slug Slug) *named { return n.bySlug[kind][slug] }

// find returns the entries of a kind, or of any kind when it is empty, that
// have name as their slug, or else as an alias.
func (n names) find(name string, kind Kind) []*named {
	var out []*named
	for _, k := range Kinds() {
		if kind == "" || k == kind {
			if e := n.bySlug[k][Slug(name)]; e != nil {
				out = append(out, e)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, e := range n.byAlias[foldName(name)] {
		if kind == "" || e.entry.Kind == kind {
			out = append(out, e)
		}
	}
	return out
}

// target returns the entries that a link's target may mean.
func (n names) target(target string) []*named {
	if kind, name, ok := strings.Cut(target, "/"); ok {
		for _, k := range Kinds() {
			if kind == k.Folder() || kind == string(k) {
				return n.find(name, k)
			}
		}
		return nil
	}
	return n.find(target, "")
}

// of returns the slugs of a kind.
func (n names) of(kind Kind) []string {
	var out []string
	for _, e := range n.list {
		if e.entry.Kind == kind {
			out = append(out, string(e.entry.Slug))
		}
	}
	return out
}

func (n names) all() []string {
	var out []string
	for _, e := range n.list {
		out = append(out, string(e.entry.Slug))
	}
	return out
}

func (n names) paths() []string {
	var out []string
	for _, e := range n.list {
		out = append(out, e.entry.Kind.Folder()+"/"+string(e.entry.Slug))
	}
	return out
}

// Lookup returns the entry that the target of a link leads to, or nil. An
// attribution's target that several kinds share is the source.
func (d *Dossier) Lookup(target string) *Entry {
	all := d.names.target(target)
	if len(all) == 0 {
		return nil
	}
	return all[0].entry
}

// LinkText returns what a link without a text of its own reads as: the outlet
// of a source, the title of anything else, or "" where there is neither.
func (d *Dossier) LinkText(l markdown.Link) string {
	e := d.Lookup(l.Target)
	if e == nil {
		return ""
	}
	if s := d.Source(e.Slug); e.Kind == KindSource && s.Publisher != "" {
		return s.Publisher
	}
	return e.Title
}

// Slugify returns the slug that a name would have: lower case, with a hyphen
// for every run of other characters than letters, digits and marks.
func Slugify(name string) Slug {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	return Slug(b.String())
}
