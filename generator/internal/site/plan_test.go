package site

import (
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
)

// Some disks do not tell letter cases apart.
func TestAddressesThatDifferInLetterCaseAreReported(t *testing.T) {
	entry := func(name string) *dossier.Entry { return &dossier.Entry{File: diag.NewFile(name, nil)} }
	p := &planner{}
	data := func(view) any { return nil }
	p.add("/Names/", "page", entry("content/pages/Names.md"), "", data)
	p.add("/names/", "page", entry("content/pages/names.md"), "", data)
	p.add("/other/", "page", entry("content/pages/other.md"), "", data)
	p.distinct()
	if len(p.pages) != 2 || len(p.diags) != 1 {
		t.Fatalf("%d pages and %d problems", len(p.pages), len(p.diags))
	}
	d := p.diags[0]
	if d.File != "content/pages/names.md" || d.Line != 1 || d.Related[0].File != "content/pages/Names.md" || !strings.Contains(d.Message, "differ in letter case only") {
		t.Errorf("reported %+v", d)
	}
}

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
