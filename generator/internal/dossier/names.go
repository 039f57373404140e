package dossier

import (
	"slices"
	"strings"
	"unicode"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/markdown"
)

// names finds entries by slug, alias and kind.
type names struct {
	bySlug  map[Slug][]*Entry   // by kind
	byAlias map[string][]*Entry // folded alias
	list    []*Entry            // by kind and slug
}

func newNames(items []Item, b *builder) names {
	n := names{bySlug: make(map[Slug][]*Entry, len(items)), byAlias: map[string][]*Entry{}, list: make([]*Entry, 0, len(items))}
	for _, i := range items {
		n.add(i.AsEntry())
	}
	n.aliases(b)
	return n
}

// add takes down an entry under its slug.
func (n *names) add(e *Entry) {
	n.list = append(n.list, e)
	// A list of one is a piece of the list of all, and takes no room.
	if list := n.bySlug[e.Slug]; len(list) > 0 {
		n.bySlug[e.Slug] = append(list, e)
	} else {
		n.bySlug[e.Slug] = n.list[len(n.list)-1 : len(n.list) : len(n.list)]
	}
}

// version takes down an earlier version of a source under its slug, and the newest
// under what it is called as a version.
func (n *names) version(s *Source) {
	n.add(&s.Entry)
	n.day(s)
	if last := s.Newest; last.Earlier[len(last.Earlier)-1] == s {
		n.also(last, last.Version)
		n.day(last)
	}
}

// day takes down a version under the day of it, as long as it is the only one.
func (n *names) day(s *Source) {
	if _, day, ok := dayName(s.Seen()); ok && day != s.Version {
		n.also(s, day)
	}
}

// also takes down a version under another name of it.
func (n *names) also(s *Source, name string) {
	called := Slug(string(s.Base()) + VersionMark + name)
	n.bySlug[called] = append(n.bySlug[called], &s.Entry)
}

// FoldName returns a name in lower case with single spaces, so that names that
// differ in nothing else are the same.
// The Unicode form makes no difference either.
func FoldName(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(fold.Form(name))), " ")
}

func (n names) named(kind Kind, slug Slug) *Entry {
	for _, e := range n.bySlug[slug] {
		if e.Kind == kind {
			return e
		}
	}
	return nil
}

// find returns the entries of a kind, or of any kind when it is empty, that
// have name as their slug, or else as an alias. The list is not the caller's.
func (n names) find(name string, kind Kind) []*Entry {
	list := ofKind(n.bySlug[Slug(fold.Form(name))], kind)
	if len(list) == 0 && len(n.byAlias) > 0 {
		list = ofKind(n.byAlias[FoldName(name)], kind)
	}
	return list
}

// ofKind returns those of list that are of a kind, or all when it is empty.
func ofKind(list []*Entry, kind Kind) []*Entry {
	if kind == "" || len(list) == 1 && list[0].Kind == kind {
		return list
	}
	var out []*Entry
	for _, e := range list {
		if e.Kind == kind {
			out = append(out, e)
		}
	}
	return out
}

// target returns the entries that a link's target may mean.
func (n names) target(target string) []*Entry {
	kind, name, ok := inFolder(target)
	if !ok && strings.Contains(target, "/") {
		return nil
	}
	return n.find(name, kind)
}

// Lookup returns the entry that the target of a link leads to, or nil. An
// attribution's target that several kinds share is the source.
func (d *Dossier) Lookup(target string) *Entry {
	all := d.names.target(target)
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

// Near returns the source or note that a name which nothing has was most likely
// meant for, or nil.
func (d *Dossier) Near(name string) *Entry {
	if e, ok := d.names.near(name, ""); ok {
		return e
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
	if s, ok := e.Item.(*Source); ok && s.Publisher != "" {
		return s.Publisher
	}
	return e.Title
}

// Reserved reports whether Windows keeps a name for a device, so that no file
// and no folder can be called so there.
func Reserved(name string) bool { return slices.Contains(devices, strings.ToLower(name)) }

var devices = strings.Fields("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

// Slugify returns the slug that a name would have: lower case, with a hyphen
// for every run of other characters than letters, digits and marks.
func Slugify(name string) Slug {
	var b strings.Builder
	b.Grow(len(name))
	gap := false
	for _, r := range strings.ToLower(fold.Ligatures(fold.Form(name))) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
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
