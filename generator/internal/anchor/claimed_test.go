package anchor_test

import (
	"testing"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossiertest"
)

// TestASpeakerMayClaim cites words that a source says somebody claimed: what says so may be left out of a quotation of theirs, and
// what denies them as well as that may not.
func TestASpeakerMayClaim(t *testing.T) {
	for _, c := range []struct {
		file, sentence string
		warned         bool
	}{
		{"annotations/a.md", "Peter Lorenz claimed that thirty beds would be lost.", true},
		{"quotes/q.md", "Peter Lorenz claimed that thirty beds would be lost.", false},
		{"quotes/q.md", "Peter Lorenz claimed that thirty beds would be lost, which is not true.", true},
		{"quotes/q.md", "Critics claimed that thirty beds would be lost.", true},
	} {
		head := "---\nsource: a\n---\n"
		if c.file == "quotes/q.md" {
			head = "---\ntitle: Beds\nspeaker: lorenz\n---\n"
		}
		d, _ := dossiertest.Read(t, dossiertest.Folder(t, map[string]string{
			"dossier.yaml": "title: X\n", "people/lorenz.md": "---\nname: Peter Lorenz\n---\n",
			"sources/a.md": "---\ntitle: A\n---\nThe wing is closed. " + c.sentence + "\n",
			c.file:         head + "> thirty beds would be lost\n> — [[a]]\n",
		}))
		_, problems := anchor.Resolve(d)
		warned := false
		for _, p := range problems {
			warned = warned || p.Code == diag.CitationOutOfContext
		}
		if warned != c.warned {
			t.Errorf("%s of %q: warned %t: %v", c.file, c.sentence, warned, problems)
		}
	}
}
