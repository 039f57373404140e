package build

import (
	"context"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/dossiertest"
	"dossier/templates"
)

// TestSearchOffLeavesNothingOfIt builds a dossier with and without the search.
func TestSearchOffLeavesNothingOfIt(t *testing.T) {
	for setting, want := range map[string]bool{"": true, "search: off\n": false} {
		r, err := Check(context.Background(), Input{Name: "content", Templates: afero.FromIOFS{FS: templates.Files}, Content: dossiertest.Folder(t, map[string]string{
			"dossier.yaml":     "title: A dossier\nbase_url: https://example.org/d/\n" + setting,
			"sources/paper.md": "---\ntitle: A report\n---\nThe words of the paper.\n",
		})})
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"search/index.html", "search/index.js", "opensearch.xml"} {
			if data, err := r.File(path); err != nil || (data != nil) != want {
				t.Errorf("%q: %s is made: %t, %v", setting, path, data != nil, err)
			}
		}
		page, err := r.File("sources/paper/index.html")
		if err != nil || strings.Contains(string(page), "search/") != want || strings.Contains(string(page), `rel="search"`) != want {
			t.Errorf("%q: a page tells of the search: %t, %v", setting, !want, err)
		}
		if about, _ := r.File("opensearch.xml"); want && !strings.Contains(string(about), `template="https://example.org/d/search/?q={searchTerms}"`) {
			t.Errorf("the search is described so:\n%s", about)
		}
		for _, path := range r.paths() {
			if strings.HasPrefix(path, "search/") && !want {
				t.Errorf("there is a file %s", path)
			}
		}
	}
}

// TestALargeIndexKeepsWordsBack looks for the words of a source that keeps them
// back in every file of a dossier whose index is cut, and for those it shows.
func TestALargeIndexKeepsWordsBack(t *testing.T) {
	files := map[string]string{
		"dossier.yaml":        "title: A dossier\n",
		"sources/long.md":     "---\ntitle: Long\n---\n" + strings.Repeat("Nothing of note happened on this day either.\n\n", 3000),
		"sources/secret.md":   "---\ntitle: Secret\npublish: passages\n---\nThe zeppelin rose above the harbour. Nobody saw the aardvark below it.\n",
		"sources/unseen.md":   "---\ntitle: Unseen\npublish: none\n---\nThe submarine left at noon. Nobody saw the okapi beside it.\n",
		"annotations/rise.md": "---\nsource: secret\n---\n> The zeppelin rose above the harbour.\n\nSo it did.\n",
		"annotations/dive.md": "---\nsource: unseen\n---\n> The submarine left at noon.\n\nSo it did.\n",
	}
	r, err := Check(context.Background(), Input{Name: "content", Content: dossiertest.Folder(t, files), Templates: afero.FromIOFS{FS: templates.Files}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Site.SearchOptions().Whole {
		t.Fatal("the index is one file")
	}
	shown := map[string]bool{}
	for _, path := range append(r.paths(), "sources/secret/preview.js", "sources/unseen/preview.js") {
		data, err := r.File(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"aardvark", "okapi"} {
			if strings.Contains(strings.ToLower(string(data)), word) {
				t.Errorf("%s tells the word %q", path, word)
			}
		}
		for _, word := range []string{"zeppelin", "submarin"} {
			if strings.HasPrefix(path, "search/words-") && strings.Contains(string(data), word) {
				shown[word] = true
			}
		}
	}
	if len(shown) != 2 {
		t.Errorf("of the words that are shown the index has %v", shown)
	}
}
