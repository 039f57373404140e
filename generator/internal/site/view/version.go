package view

import (
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/segment"
)

// VersionName returns what a version is called: when its text stood so, or the word
// that the editors call it by.
func (v View) VersionName(s *dossier.Source) string {
	name := s.Version
	if seen := s.Seen(); !seen.IsZero() {
		name = v.When(seen)
	} else if s.Version == dossier.FirstVersion {
		name = v.Word("version_first")
	}
	return v.Marked(&s.Entry, name)
}

// Compared says of each of two sources whose earlier version is compared which that
// is, with the link to what changed since.
func (v View) Compared(sources ...*dossier.Source) []Link {
	var out []Link
	for _, s := range sources {
		if s.Newest != nil {
			out = append(out, v.To(address.Versions(s.Base()), "", v.Word("version_compared", v.Outlet(s), v.VersionName(s))))
		}
	}
	return out
}

// Mementos returns where the text of sources was, and where copies of it are kept, as
// Memento (RFC 7089) calls these: no address but those that the sources give.
func Mementos(sources ...*dossier.Source) []HeadLink {
	var out []HeadLink
	add := func(rel, href string) {
		if l := (HeadLink{Rel: rel, Href: href}); href != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	for _, s := range sources {
		add("original", s.URL)
	}
	for _, s := range sources {
		if strings.Contains(s.Archived, "/timemap/") {
			add("timemap", s.Archived) // the list of all copies that an archive has
		} else {
			add("memento", s.Archived)
		}
	}
	return out
}

// Was returns the ids that the paragraphs of earlier versions of a source had and that none of the newest has, by the number of the paragraph
// that stands in the place of each: whoever has a link to one comes there. An earlier version has its own page, and takes no place.
func (x *Index) Was(s *dossier.Source) map[int][]string {
	out := map[int][]string{}
	if len(s.Earlier) == 0 || s.Publish != dossier.PublishFull {
		return out
	}
	there := map[string]bool{}
	for _, id := range x.Blocks(s) {
		there[id] = true
	}
	for _, e := range x.Cited(s) {
		there[e.ID], there[e.Note] = true, true
	}
	for _, v := range slices.Backward(s.Earlier) {
		if v.Publish != dossier.PublishFull {
			continue
		}
		changes := revision.Changes(v.Plain, s.Plain)
		for i, id := range x.Blocks(v) {
			if !there[id] {
				there[id] = true
				n := placeOf(v.Blocks[i].Span, changes, s)
				out[n] = append(out[n], id)
			}
		}
	}
	return out
}

// placeOf returns which paragraph of a source stands in the place of a passage of an earlier version: that in which the first of its sentences
// is that is there still, as it was or changed, or else that in which the sentence before it is.
func placeOf(p segment.Span, changes []revision.Change, s *dossier.Source) int {
	at, near := 0, -1
	for _, c := range changes {
		switch {
		case c.Before.Len() == 0 || c.After.Len() == 0 || c.Before.Start >= p.End:
		case c.Before.End <= p.Start && c.Before.Start > near, // before it, and nearer than another
			c.Before.End > p.Start && (near < p.Start || c.Before.Start < near): // in it, and before another
			at, near = c.After.Start, c.Before.Start
		}
	}
	for i, b := range s.Blocks {
		if at < b.End {
			return i
		}
	}
	return max(0, len(s.Blocks)-1)
}
