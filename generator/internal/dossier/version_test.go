package dossier_test

import (
	"testing"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
)

// TestWhatAVersionDoesNotSayIsAsBefore has versions before and after the file of the
// source, and one of which nothing is to be told.
func TestWhatAVersionDoesNotSayIsAsBefore(t *testing.T) {
	d, _ := dossiertest.Resolve(t, dossiertest.Folder(t, map[string]string{
		"dossier.yaml":                "title: X\n",
		"sources/paper.md":            "---\ntitle: Second\npublisher: The Paper\ncaptured: 2024-03-12\n---\nTwo.\n",
		"sources/paper@2024-03-10.md": "---\ntitle: First\n---\nOne.\n",
		"sources/paper@2024-03-14.md": "---\ntitle: Third\n---\nThree.\n",
		"sources/paper@2024-03-16.md": "---\npublish: none\n---\nFour.\n",
		"sources/paper@2024-03-18.md": "---\nauthor: A\n---\nFive.\n",
	}))
	s := d.Source("paper")
	if s == nil || len(d.Sources) != 1 {
		t.Fatal("the source is not one")
	}
	type row struct {
		slug             dossier.Slug
		title, publisher string
		publish          dossier.Publish
		silent           bool
		text             string
	}
	var got []row
	for _, v := range s.Versions() {
		got = append(got, row{v.Slug, v.Title, v.Publisher, v.Publish, v.Silent, v.Plain})
	}
	for i, want := range []row{
		{"paper@2024-03-10", "First", "The Paper", dossier.PublishFull, false, "One."},
		{"paper@2024-03-12", "Second", "The Paper", dossier.PublishFull, false, "Two."},
		{"paper@2024-03-14", "Third", "The Paper", dossier.PublishFull, false, "Three."},
		{"paper@2024-03-16", "Third", "The Paper", dossier.PublishNone, true, "Four."},
		{"paper", "Third", "The Paper", dossier.PublishNone, true, "Five."},
	} {
		if i >= len(got) || got[i] != want {
			t.Errorf("version %d of %v, want %v", i, got, want)
		}
	}
}

// TestTheFileOfASourceMayBeALaterVersion: what it does not say is as in the one before it, as with any other, and
// what it keeps back is kept back of those before it.
func TestTheFileOfASourceMayBeALaterVersion(t *testing.T) {
	d, _ := dossiertest.Resolve(t, dossiertest.Folder(t, map[string]string{
		"dossier.yaml":                "title: X\n",
		"sources/paper.md":            "---\ntitle: Third\ncaptured: 2024-03-14\npublish: none\n---\nThree.\n",
		"sources/paper@2024-03-10.md": "---\ntitle: First\npublisher: The Paper\npublished: 2024-03-09\n---\nOne.\n",
		"sources/paper@2024-03-12.md": "---\nauthor: A\n---\nTwo.\n",
	}))
	s := d.Source("paper")
	if s == nil || s.Publisher != "The Paper" || s.Published.String() != "2024-03-09" || s.Author != "A" || s.Title != "Third" || s.Slug != "paper" {
		t.Fatalf("the newest version is %+v", s)
	}
	for _, v := range s.Versions() {
		if v.Publisher != "The Paper" || v.Publish != dossier.PublishNone {
			t.Errorf("%s is of %q, published %v", v.Slug, v.Publisher, v.Publish)
		}
	}
}
