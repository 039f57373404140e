package dossier

import (
	"fmt"
	"slices"

	"dossier/generator/internal/diag"
)

// Unread is what stands in the content folder and could not be read: a file in
// another encoding, one with a name that cannot be an address, a folder that is
// for no kind. A name that leads to it is no problem of its own, so that one
// mistake is not reported at every place that rests on the file.
type Unread struct {
	Kind    Kind            // "" when nothing tells
	Slugs   []Slug          // what its files would be called; nil for all that the kind has
	Problem diag.Diagnostic // why it is not read
}

// missed is a place that names something unread.
type missed struct {
	unread int // index into the list of those
	place  diag.Place
}

// unreadAs returns which of the unread a name may mean, or -1. The name is that
// of a kind, or of any when kind is empty, and may begin with a folder.
func (b *builder) unreadAs(name string, kind Kind) int {
	if k, rest, ok := inFolder(name); ok && kind == "" {
		kind, name = k, rest
	}
	slug := Slugify(name)
	return slices.IndexFunc(b.unread, func(u Unread) bool {
		return (kind == "" || u.Kind == "" || u.Kind == kind) && (u.Slugs == nil || slices.Contains(u.Slugs, slug))
	})
}

// misses reports whether a name that leads nowhere is that of something unread,
// and takes down where it is used.
func (b *builder) misses(from *Entry, name string, kind Kind, start, end int) bool {
	i := b.unreadAs(name, kind)
	if i >= 0 {
		b.missed = append(b.missed, missed{i, from.File.Place(start, end, fmt.Sprintf("%q is named here", name))})
	}
	return i >= 0
}

// problems reports what is unread. What is named somewhere is missed, so that
// this is an error, with the first place that names it.
func (b *builder) problems() {
	for i, u := range b.unread {
		d, times := u.Problem, 0
		var first diag.Place
		for _, m := range b.missed {
			if m.unread == i {
				if times == 0 {
					first = m.place
				}
				times++
			}
		}
		if times > 0 {
			d.Severity = diag.Error
			if times > 1 {
				first.Message += fmt.Sprintf(", the first of %d places that name what is not read", times)
			}
			d.Related = append(slices.Clone(d.Related), first)
		}
		b.diags = append(b.diags, d)
	}
}
