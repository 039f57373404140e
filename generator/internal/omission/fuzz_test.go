package omission

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/generator/internal/diag"
)

// What is said of an excerpt lies in the text, outside what is kept of it, and speaks of
// one of its stretches; nothing is said of a whole text.
func FuzzConcerns(f *testing.F) {
	add := func(lang, text string) {
		for _, at := range []int{0, 3, 7} {
			f.Add(lang, text, at, 4, 3, 5)
		}
	}
	add("en", "He crossed with four. I do not know who took the others out. If it rains, the dam, which is old, will fail. He denied it.")
	add("en", "“We will keep it,” said Tom Miller. “It is old,” she added, “and a claim that critics reject.” Is it closed?")
	add("en", "Mayor: We keep it.\n\nReporter: And the road?\n\nMayor: It may be closed unless\n\n\"open")
	add("de", "Ich weiß nicht, wer es war. „Nein“, sagte sie. Kritikern zufolge, wenn er kommt, eine Behauptung, die")
	add("fr", "Il n'a pas dit si s'il vient. C'est faux. Selon ses détracteurs,")
	add("es", "No dijo si viene. Se rumorea que no. Él lo negó.")
	add("ru", "Неизвестно, кто это был. «Да, — сказал он, — нет». Он это отрицает.")
	add("xx", "no not never")
	f.Fuzz(func(t *testing.T, lang, text string, from, n, gap, m int) {
		s := sampleOf(text, lang)
		if !utf8.ValidString(text) || len(s.tokens) == 0 || len(text) > 2000 {
			return
		}
		within := func(i, low int) int { return max(low, min(i, len(s.tokens))) }
		first := Stretch{within(from, 0), 0}
		first.To = within(first.From+max(1, n%64), first.From)
		if first.From == first.To {
			return
		}
		kept := []Stretch{first}
		second := Stretch{within(first.To+max(0, gap%64), first.To), 0}
		if second.To = within(second.From+max(1, m%64), second.From); second.From < second.To {
			kept = append(kept, second)
		}
		for _, c := range s.Concerns(kept) {
			if c.Stretch < 0 || c.Stretch >= len(kept) || c.Side == Between && c.Stretch == 0 {
				t.Fatalf("%q, %v: %+v", text, kept, c)
			}
			if c.Code != diag.OmissionChangesMeaning && c.Code != diag.OmissionLeavesSpeaker && c.Code != diag.CitationOutOfContext {
				t.Fatalf("%q, %v: %+v", text, kept, c)
			}
			if c.At.Start >= c.At.End || c.Left.Start >= c.Left.End || c.At.End > len(text) || c.Left.End > len(text) || c.Kind == "" {
				t.Fatalf("%q, %v: %+v", text, kept, c)
			}
			for _, k := range kept {
				if c.Side != Whole && s.gapOf(k.From, k.To).Overlaps(c.Left) {
					t.Fatalf("%q, %v: %+v is not left out", text, kept, c)
				}
			}
		}
		for _, c := range s.Concerns([]Stretch{{0, len(s.tokens)}}) {
			if c.Kind != "speaker" && !strings.Contains(text, "?") {
				t.Fatalf("%q: %+v of a whole text", text, c)
			}
		}
	})
}
