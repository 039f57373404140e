package site

import (
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"strings"
	"testing"
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
