package tongue

import (
	"testing"

	"dossier/generator/internal/segment"
)

func TestThePassageIsInTheLanguageOfMostOfIt(t *testing.T) {
	others := []Stretch{{segment.Span{Start: 10, End: 20}, "ru"}, {segment.Span{Start: 22, End: 60}, "ar"}}
	for _, c := range []struct {
		from, to int
		want     string
	}{{0, 10, "en"}, {10, 20, "ru"}, {12, 15, "ru"}, {5, 20, "ru"}, {0, 20, "en"}, {12, 50, "ar"}, {60, 70, "en"}, {0, 70, "ar"}} {
		if got := LanguageOf(segment.Span{Start: c.from, End: c.to}, "en", others); got != c.want {
			t.Errorf("bytes %d to %d are in %q, want %q", c.from, c.to, got, c.want)
		}
	}
	if got := LanguageOf(segment.Span{Start: 0, End: 5}, "en", nil); got != "en" {
		t.Errorf("a text in one language is in %q", got)
	}
}

func TestATagOfALanguageIsChecked(t *testing.T) {
	for tag, want := range map[string][2]bool{"en": {false, false}, "pt-BR": {false, false}, "zh-Hans": {false, false}, "russian": {true, false}, "по-русски": {true, true}, "e": {true, true}} {
		message, hint, none := Untagged(tag)
		if (message != "") != want[0] || none != want[1] || (message == "") != (hint == "") {
			t.Errorf("%q: %q, %q, %v", tag, message, hint, none)
		}
	}
}
