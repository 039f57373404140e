package dossier

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
)

// PairMark stands between the slugs of two sources in the address of the page that compares them. No slug has it.
const PairMark = "--"

// PairSlug names two sources, in either order, as the address of their comparison does.
func PairSlug(a, b Slug) Slug { return min(a, b) + PairMark + max(a, b) }

// A ComparePair is two sources that the settings name, by their slugs; A sorts before B.
type ComparePair struct {
	A, B Slug
	Ref  Ref
}

// ComparePairs returns the pairs of sources that the settings name.
func (d *Dossier) ComparePairs() []ComparePair {
	var out []ComparePair
	for _, r := range d.Settings.ComparePairs {
		a, b, _ := strings.Cut(r.Name, PairMark)
		x, y := d.sourceCalled(a), d.sourceCalled(b)
		if x != nil && y != nil && x != y {
			out = append(out, ComparePair{min(x.Slug, y.Slug), max(x.Slug, y.Slug), r})
		}
	}
	return out
}

// AskedPairs returns the pairs of sources whose comparison somebody asks for by its name, by their slugs: the settings, or
// a note that links to it.
func (d *Dossier) AskedPairs() [][2]Slug {
	var out [][2]Slug
	for _, p := range d.ComparePairs() {
		out = append(out, [2]Slug{p.A, p.B})
	}
	for _, n := range d.Notes() {
		for _, to := range n.Destinations {
			a, b, ok := strings.Cut(path.Base(strings.TrimSuffix(to.Here, "/index.html")), PairMark)
			if ok && d.Source(Slug(a)) != nil && d.Source(Slug(b)) != nil {
				out = append(out, [2]Slug{Slug(a), Slug(b)})
			}
		}
	}
	slices.SortFunc(out, func(x, y [2]Slug) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	return slices.Compact(out)
}

// sourceCalled returns the one source with a name, or nil.
func (d *Dossier) sourceCalled(name string) *Entry {
	if found := d.names.find(name, KindSource); len(found) == 1 {
		return found[0]
	}
	return nil
}

// comparePairs reports pairs in the settings that are no two sources.
func (b *builder) comparePairs() {
	s := &b.d.Settings
	for _, r := range s.ComparePairs {
		report := func(code diag.Code, message, hint string) {
			b.diags = append(b.diags, s.File.At(r.Start, r.End, diag.Error, code, message, hint))
		}
		one, other, ok := strings.Cut(r.Name, PairMark)
		if !ok || one == other || strings.Contains(other, PairMark) {
			report(diag.BadValue, fmt.Sprintf("%q is no pair of sources", r.Name), "write the names of two sources with two hyphens between them, courier--gazette")
			continue
		}
		for _, name := range []string{one, other} {
			if b.d.sourceCalled(name) != nil {
				continue
			}
			if i := b.unreadAs(name, KindSource); i >= 0 {
				b.missed = append(b.missed, missed{i, s.File.Place(r.Start, r.End, fmt.Sprintf("%q is named here", name))})
				continue
			}
			hint := "name two files of sources/, without .md"
			if near, ok := b.d.names.near(name, KindSource); ok {
				hint = fmt.Sprintf("did you mean %q?", near.Slug)
			}
			report(diag.LinkMissing, fmt.Sprintf("there is no source %q", name), hint)
		}
	}
}
