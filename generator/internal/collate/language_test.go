package collate

import (
	"strings"
	"testing"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
	"dossier/generator/internal/witness"
)

// TestNothingIsComparedAcrossLanguages has texts of two languages with one name, one number and words that look alike, and a
// paragraph of the other's language in one of them.
func TestNothingIsComparedAcrossLanguages(t *testing.T) {
	en := "Director Ines Orrery said on 3 May in Tolmin: the dam in Tolmin has 14 cracks, information of the agency in Tolmin, 40 million crowns in 1952."
	de := "Direktorin Ines Orrery sagte am 3. Mai in Tolmin: die Mauer in Tolmin hat 14 Risse, Information der Agentur in Tolmin, 40 Millionen Kronen in 1952."
	ruA, ruB := "Мы не закроем старый паром до осени, потому что он каждый день нужен жителям острова, школе и больнице.", "Мы не закроем старый паром до зимы, потому что он каждый день нужен жителям острова, больнице и школе."
	a := witness.Text{ID: "a", Lang: "en", Body: en + "\n\n" + ruA}
	a.Others = []tongue.Stretch{{Span: segment.Span{Start: len(en) + 2, End: len(a.Body)}, Lang: "ru"}}
	b := witness.Text{ID: "b", Lang: "de", Body: de + "\n\n" + ruB}
	b.Others = []tongue.Stretch{{Span: segment.Span{Start: len(de) + 2, End: len(b.Body)}, Lang: "ru-RU"}}
	c, ok := Compare([]witness.Text{a, b}, Options{}).Of("a", "b")
	if !ok || len(c.Alignments) != 1 || !strings.HasPrefix(c.Alignments[0].A.In(a.Body), "Мы не закроем") || c.Alignments[0].Kind == Verbatim {
		t.Fatalf("got %+v, want the Russian sentences alone", c.Alignments)
	}
	for _, l := range append(c.LeftA, c.LeftB...) {
		if l.Kind != Uncompared {
			t.Errorf("%+v: what stands in a language that the other text has not was not compared", l)
		}
	}
	// The same without its languages is aligned: the test would fail without the rule.
	a.Lang, b.Lang, a.Others, b.Others = "en", "en", nil, nil
	if c, _ := Compare([]witness.Text{a, b}, Options{}).Of("a", "b"); len(c.Alignments) == 0 || c.Alignments[0].A.Start > 0 {
		t.Errorf("the sentences have nothing that would be aligned: %+v", c.Alignments)
	}
}
