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
	for _, x := range Texts(d, SeriesOf(d), nil) {
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

// Of a series, a source is compared with the one that it rewords and with those that somebody asks for, unless all are to be compared.
func TestTextsOfOneSeriesStandForEachOther(t *testing.T) {
	statement := func(day, end string) string {
		return "---\ntitle: S\nseries: Statements\npublished: 2024-01-" + day + "\n---\nThe council keeps the ferry for another year. It looks at the bridge " + end + ".\n"
	}
	files := map[string]string{
		"dossier.yaml":     "title: T\ncompare_pairs: [one--four]\n",
		"sources/one.md":   statement("01", "in spring"),
		"sources/two.md":   statement("02", "in summer"),
		"sources/three.md": statement("03", "in autumn"),
		"sources/four.md":  statement("04", "in winter"),
		"sources/other.md": "---\ntitle: O\n---\nThe council keeps the ferry for another year, it says.\n",
		"pages/about.md":   "---\ntitle: About\n---\nSee [both](../compare/four--two/).\n",
	}
	compared := func() string {
		fs := afero.NewMemMapFs()
		for name, data := range files {
			if err := afero.WriteFile(fs, name, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		d, _ := dossiertest.Read(t, fs)
		texts := Texts(d, SeriesOf(d), d.AskedPairs())
		got := ""
		for i, a := range texts {
			for _, b := range texts[i+1:] {
				if a.Apart(b) != b.Apart(a) {
					t.Errorf("whether %s and %s are compared depends on their order", a.ID, b.ID)
				}
				if !a.Apart(b) {
					got += a.ID + "–" + b.ID + " "
				}
			}
		}
		return got
	}
	if got, want := compared(), "four–one four–other four–three four–two one–other one–two other–three other–two three–two "; got != want {
		t.Errorf("compared are %s, want %s", got, want)
	}
	files["dossier.yaml"] = "title: T\ncompare_pages: all\n"
	if got, want := compared(), "four–one four–other four–three four–two one–other one–three one–two other–three other–two three–two "; got != want {
		t.Errorf("compared are %s, want %s", got, want)
	}
}
