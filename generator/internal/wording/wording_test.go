package wording

import (
	"strings"
	"testing"

	"dossier/generator/internal/segment"
)

// The words between | and | were found.
func TestAFoundWordingEndsWhereAClauseDoes(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "|Repairs will take until June, she and| the engineer announced.", "Repairs will take until June"},
		{"en", "|Repairs will take until June and| the buses wait.", "Repairs will take until June"},
		{"de", "|Die Arbeiten dauern bis Juni, er und| die Stadt warten.", "Die Arbeiten dauern bis Juni"},
		{"fr", "|Les travaux durent jusqu’en juin, et| la ville attend.", "Les travaux durent jusqu’en juin"},
		{"es", "|Las obras durarán hasta junio, y| la ciudad espera.", "Las obras durarán hasta junio"},
		{"ru", "|Ремонт продлится до самого июня, и| город ждёт.", "Ремонт продлится до самого июня"},
		// Nothing is to be taken away.
		{"en", "|Repairs will take until June, as we said it was|, she added.", "Repairs will take until June, as we said it was"},
		{"en", "|Repairs will take until June, she and.|", "Repairs will take until June, she and."},
		{"en", "|Repairs will take until the end| of June.", "Repairs will take until the end"},
		{"en", "|June, she and| the engineer announced.", "June, she and"},
		{"tlh", "|Repairs will take until June, she and| the engineer.", "Repairs will take until June, she and"},
	} {
		before, rest, _ := strings.Cut(c.text, "|")
		found, after, _ := strings.Cut(rest, "|")
		text := before + found + after
		if got := closed(text, c.lang, segment.Span{Start: len(before), End: len(before) + len(found)}); got.In(text) != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got.In(text), c.want)
		}
	}
}

func TestAWordingHasNoHalfOfAPairOfMarks(t *testing.T) {
	for text, want := range map[string]string{
		"She called it “[a gift dressed as a loan”.]":        "a gift dressed as a loan",
		"[“A gift,] dressed as a loan” she said.":            "A gift,",
		"She said: [“A gift.”]":                              "“A gift.”",
		"[A gift, and a loan.] It was both.":                 "A gift, and a loan.",
		"Sie sagte: [„Ein Geschenk] als Darlehen“, und ging": "Ein Geschenk",
	} {
		from, rest, _ := strings.Cut(text, "[")
		in, _, _ := strings.Cut(rest, "]")
		plain := strings.NewReplacer("[", "", "]", "").Replace(text)
		if got := unhalved(plain, segment.Span{Start: len(from), End: len(from) + len(in)}).In(plain); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
