package witness

import (
	"strings"
	"testing"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// TestAParagraphIsReadInItsLanguage has a Russian paragraph in an English text: its words have the stems, and its numbers
// the values, that they have in a Russian one.
func TestAParagraphIsReadInItsLanguage(t *testing.T) {
	body := "The mayor spoke.\n\nПорты возят двадцать пассажиров."
	at := strings.Index(body, "Порты")
	texts := []Text{
		{ID: "a", Body: body, Lang: "en", Others: []tongue.Stretch{{Span: segment.Span{Start: at, End: len(body)}, Lang: "ru"}}},
		{ID: "b", Body: "Порт возит двадцать пассажиров.", Lang: "ru"},
	}
	witnesses, _ := Read(texts, 1)
	a, b := witnesses[0], witnesses[1]
	for i := range b.Stem {
		if a.Stem[i+3] != b.Stem[i] {
			t.Errorf("%q and %q have two stems", a.Body[a.Start(int32(i+3)):a.End(int32(i+3))], b.Body[b.Start(int32(i)):b.End(int32(i))])
		}
	}
	if len(a.Facts) == 0 || a.Facts[len(a.Facts)-1].Value != 20 {
		t.Errorf("the facts are %v, want the number 20", a.Facts)
	}
	if texts[0].Equal(Text{ID: "a", Body: body, Lang: "en"}) {
		t.Error("a text without its marks is said to be the same")
	}
}
