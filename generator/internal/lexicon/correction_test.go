package lexicon

import (
	"testing"

	"dossier/generator/internal/fold"
)

func TestPhrasesOfCorrectionsAreFolded(t *testing.T) {
	for lang, list := range corrections {
		for _, phrase := range list {
			if fold.Case(phrase) != phrase {
				t.Errorf("%s: %q is not folded", lang, phrase)
			}
		}
	}
}

func TestASentenceSaysThatItsTextWasCorrected(t *testing.T) {
	for _, tt := range []struct {
		sentence, lang string
		want           bool
	}{
		{"CORRECTION:  An earlier\nversion of this article gave another date.", "en-GB", true},
		{"In einer FRÜHEREN Version stand ein anderes Datum.", "de", true},
		{"Un preprint; this version corrects the date.", "it", true},
		{"The road was corrected.", "de", false},
		{"He asked for an autocorrection: none came.", "", false},
	} {
		if got := Corrects(tt.sentence, tt.lang); got != tt.want {
			t.Errorf("%q in %q: %v, want %v", tt.sentence, tt.lang, got, tt.want)
		}
	}
}
