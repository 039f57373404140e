package dossier

import (
	"strings"
	"unicode"

	"dossier/generator/internal/fold"
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
	bySlug  map[Slug][]*named   // by kind
	byAlias map[string][]*named // folded alias
	list    []*named            // by kind and slug
}

func newNames(d *Dossier, b *builder) names {
	size := len(d.Sources) + len(d.Annotations) + len(d.Quotes) + len(d.Events) + len(d.People) + len(d.Pages)
	n := names{bySlug: make(map[Slug][]*named, size), byAlias: map[string][]*named{}, list: make([]*named, 0, size)}
	for _, s := range d.Sources {
		n.add(&named{entry: &s.Entry, source: s})
	}
	for _, a := range d.Annotations {
		n.add(&named{entry: &a.Entry})
	}
	for _, q := range d.Quotes {
		n.add(&named{entry: &q.Entry, quote: q})
	}
	for _, e := range d.Events {
		n.add(&named{entry: &e.Entry})
	}
	for _, p := range d.People {
		n.add(&named{entry: &p.Entry, person: p})
	}
	for _, p := range d.Pages {
		n.add(&named{entry: &p.Entry})
	}
	n.aliases(b)
	return n
}

// add takes down an entry under its slug.
func (n *names) add(e *named) {
	n.list = append(n.list, e)
	// A list of one is a piece of the list of all, and takes no room.
	if list := n.bySlug[e.entry.Slug]; len(list) > 0 {
		n.bySlug[e.entry.Slug] = append(list, e)
	} else {
		n.bySlug[e.entry.Slug] = n.list[len(n.list)-1 : len(n.list) : len(n.list)]
	}
}

// FoldName returns a name in lower case with single spaces, so that names that
// differ in nothing else are the same.
// The Unicode form makes no difference either.
func FoldName(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(fold.Form(name))), " ")
}

func (n names) named(kind Kind, slug Slug) *named {
	for _, e := range n.bySlug[slug] {
		if e.entry.Kind == kind {
			return e
		}
	}
	return nil
}

// find returns the entries of a kind, or of any kind when it is empty, that
// have name as their slug, or else as an alias. The list is not the caller's.
func (n names) find(name string, kind Kind) []*named {
	list := ofKind(n.bySlug[Slug(fold.Form(name))], kind)
	if len(list) == 0 && len(n.byAlias) > 0 {
		list = ofKind(n.byAlias[FoldName(name)], kind)
	}
	return list
}

// ofKind returns those of list that are of a kind, or all when it is empty.
func ofKind(list []*named, kind Kind) []*named {
	if kind == "" || len(list) == 1 && list[0].entry.Kind == kind {
		return list
	}
	var out []*named
	for _, e := range list {
		if e.entry.Kind == kind {
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

// Lookup returns the entry that the target of a link leads to, or nil. An
// attribution's target that several kinds share is the source.
func (d *Dossier) Lookup(target string) *Entry {
	all := d.names.target(target)
	if len(all) == 0 {
		return nil
	}
	return all[0].entry
}

// Near returns the source or note that a name which nothing has was most likely
// meant for, or nil.
func (d *Dossier) Near(name string) *Entry {
	if e, ok := d.names.near(name, ""); ok {
		return e.entry
	}
	return nil
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
	for _, r := range strings.ToLower(fold.Form(name)) {
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
	return Slug(fold.Form(b.String()))
}
