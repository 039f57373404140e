package figure

import (
	"slices"
	"testing"
)

// The slow way is to cut off letters until the rest fits.
func TestTextsAreFittedAsTheSlowWayDoes(t *testing.T) {
	for _, text := range []string{"", "i", "W", "The Paper of the Town, and others", "Жёлтая газета", "新聞社の記事", "a.b.c"} {
		for most := 0; most < 300; most += 7 {
			want := text
			if Width(text, 13) > most {
				runes := []rune(text)
				for len(runes) > 1 && Width(string(runes)+"…", 13) > most {
					runes = runes[:len(runes)-1]
				}
				for len(runes) > 0 && slices.Contains([]rune(" ,;:."), runes[len(runes)-1]) {
					runes = runes[:len(runes)-1]
				}
				want = string(runes) + "…"
			}
			if got := Fit(text, 13, most); got != want {
				t.Errorf("%q in %d units: %q, want %q", text, most, got, want)
			}
		}
	}
}

func TestTextsInDrawingsAreNotBrokenAtNoBreakSpaces(t *testing.T) {
	got := Wrap("le 5 mars (incertain\u00a0: année)", 12, Width("le 5 mars (incertain", 12))
	want := []string{"le 5 mars", "(incertain\u00a0: année)"}
	if !slices.Equal(got, want) {
		t.Errorf("lines are %q, want %q", got, want)
	}
}
