package site

import (
	"slices"
	"testing"

	"dossier/generator/internal/dossier"
)

func TestAnEntryIsFoundByItsSlug(t *testing.T) {
	list := []dossier.Slug{"a", "b-2", "b-10", "c"}
	slices.Sort(list)
	self := func(s dossier.Slug) dossier.Slug { return s }
	for i, slug := range list {
		if at, ok := bySlug(list, slug, self); !ok || at != i {
			t.Errorf("%s is at %d (%v), want %d", slug, at, ok, i)
		}
	}
	for _, slug := range []dossier.Slug{"", "b", "d"} {
		if at, ok := bySlug(list, slug, self); ok {
			t.Errorf("%q, which is not there, is at %d", slug, at)
		}
	}
}
