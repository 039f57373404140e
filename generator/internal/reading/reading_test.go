package reading

import (
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/dossiertest"
)

// An earlier version is compared where it has a sentence that the newest lacks, and
// what a later version says is of no day that is surely before another.
func TestTexts(t *testing.T) {
	fs := afero.NewMemMapFs()
	for name, data := range map[string]string{
		"dossier.yaml":                "title: T\n",
		"sources/paper.md":            "---\ntitle: P\npublished: 2024-03-11\ncaptured: 2024-03-12\n---\nTwelve complaints came in. The boat has run since 1961.\n",
		"sources/paper@2024-03-14.md": "---\ncaptured: 2024-03-14\n---\nTwelve complaints came in. Nobody was hurt. The boat has run since 1961.\n",
		"sources/paper@2024-03-15.md": "---\ncaptured: 2024-03-15\n---\nTwenty complaints came in. The boat has run since 1961. Nobody was hurt.\n",
		"sources/alone.md":            "---\ntitle: A\npublished: 2024-03\n---\nThe boat.\n",
		"sources/word.md":             "---\ntitle: W\npublished: 2024-03~\n---\nThe ferry.\n",
		"sources/word@print.md":       "---\ntitle: W\n---\nThe boat.\n",
	} {
		if err := afero.WriteFile(fs, name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, _ := dossiertest.Read(t, fs)
	got := ""
	for _, x := range Texts(d.Sources) {
		got += x.ID + " of " + x.Of + ", " + x.Published.String() + "\n"
	}
	const want = `alone of , 2024-03
paper of , 2024-03-11/2024-03-15
paper@2024-03-12 of paper, 2024-03-11
paper@2024-03-14 of paper, 2024-03-11/2024-03-14
word of , 2024-03~/
word@first of word, 2024-03~
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}
