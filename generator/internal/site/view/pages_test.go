package view

import (
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"strings"
	"testing"
)

// Some disks do not tell letter cases apart.
func TestAddressesThatDifferInLetterCaseAreReported(t *testing.T) {
	entry := func(name string) *dossier.Entry { return &dossier.Entry{File: diag.NewFile(name, nil)} }
	p := &Planner{}
	data := func(View) any { return nil }
	p.Add("/Names/", "page", entry("content/pages/Names.md"), "", data)
	p.Add("/names/", "page", entry("content/pages/names.md"), "", data)
	p.Add("/other/", "page", entry("content/pages/other.md"), "", data)
	p.Distinct()
	if len(p.Pages) != 2 || len(p.Diags) != 1 {
		t.Fatalf("%d pages and %d problems", len(p.Pages), len(p.Diags))
	}
	d := p.Diags[0]
	if d.File != "content/pages/names.md" || d.Line != 1 || d.Related[0].File != "content/pages/Names.md" || !strings.Contains(d.Message, "differ in letter case only") {
		t.Errorf("reported %+v", d)
	}
}
