package dossier

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
)

// Follows is what the editors say of the origin of a source. It overrules what
// the texts show.
type Follows struct {
	Ref    Ref // the source, as the front matter names it; [Dossier.Followed] finds it
	Reason string
}

// followsNone is how an editor writes that a source follows no other.
const followsNone = "none"

// Followed returns the source that another one follows, as its editors say, or
// nil where they say nothing, or that it follows none.
func (d *Dossier) Followed(s *Source) *Source {
	if s.Follows == nil || s.Follows.Ref.Name == followsNone {
		return nil
	}
	if all := d.names.find(s.Follows.Ref.Name, KindSource); len(all) == 1 {
		return all[0].Item.(*Source)
	}
	return nil
}

// follows reports what the editors say of the origin of a source where it leads
// nowhere or in a circle.
func (b *builder) follows(s *Source) {
	if s.Follows == nil || s.Follows.Ref.Name == followsNone || b.ref(&s.Entry, s.Follows.Ref, KindSource) == nil {
		return
	}
	var way []*Source
	for at := s; at != nil && !slices.Contains(way, at); at = b.d.Followed(at) {
		way = append(way, at)
	}
	// A circle is reported once, at the first of its sources.
	if b.d.Followed(way[len(way)-1]) != s || slices.ContainsFunc(way, func(x *Source) bool { return x.Slug < s.Slug }) {
		return
	}
	if len(way) == 1 {
		b.diags = append(b.diags, s.File.At(s.Follows.Ref.Start, s.Follows.Ref.End, diag.Error, diag.FollowsCircle,
			fmt.Sprintf("%q is said to follow itself", s.Slug), "name another source, or write follows: none"))
		return
	}
	var names []string
	for _, x := range append(way, s) {
		names = append(names, string(x.Slug))
	}
	d := s.File.At(s.Follows.Ref.Start, s.Follows.Ref.End, diag.Error, diag.FollowsCircle,
		fmt.Sprintf("these sources are said to follow each other in a circle: %s", strings.Join(names, ", ")),
		"take the line out of the earliest of them")
	for _, x := range way[1:] {
		d.Related = append(d.Related, x.File.Place(x.Follows.Ref.Start, x.Follows.Ref.End, fmt.Sprintf("what %q follows", x.Slug)))
	}
	b.diags = append(b.diags, d)
}
