package view

import (
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
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
