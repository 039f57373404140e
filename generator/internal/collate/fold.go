package collate

import (
	"slices"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

// foldWord returns a word as the comparison sees it.
func foldWord(s string) string { return fold.Word(s) }

// A wording is the words of a passage, and each as the comparison sees it.
type wording struct {
	words  []segment.Span
	folded []string
}

func wordingOf(text string) wording {
	words := segment.Words(text)
	return wording{words, foldAll(text, words)}
}

// bothWordings returns the words of two passages. A word that one of them breaks at
// the end of a line (adminis- tration) is one word where the other has it whole, or
// broken elsewhere: the rule by which citations are found, too.
func bothWordings(a, b string) (x, y wording) {
	x, y = wordingOf(a), wordingOf(b)
	inA, inB := x.broken(a), y.broken(b)
	if len(inA)+len(inB) > 0 {
		x, y = x.mended(inA, y, inB), y.mended(inB, x, inA)
	}
	return x, y
}

// broken returns the words of text that a hyphen may break, each whole, by the place
// of its first part.
func (w wording) broken(text string) map[int]string {
	var out map[int]string
	for _, b := range fold.Breaks(text) {
		i, found := slices.BinarySearchFunc(w.words, b.Start, func(s segment.Span, at int) int { return s.Start - at })
		if i == 0 || !found || w.words[i-1].End < b.End {
			continue
		}
		if out == nil {
			out = map[int]string{}
		}
		out[i-1] = w.folded[i-1] + w.folded[i]
	}
	return out
}

// mended returns w with those of its broken words whole that the other wording has.
func (w wording) mended(broken map[int]string, other wording, otherBroken map[int]string) wording {
	whole := map[string]bool{}
	for _, f := range other.folded {
		whole[f] = true
	}
	for _, f := range otherBroken {
		whole[f] = true
	}
	var out wording
	for i := 0; i < len(w.words); i++ {
		span, folded := w.words[i], w.folded[i]
		if f := broken[i]; f != "" && whole[f] {
			i++
			span.End, folded = w.words[i].End, f
		}
		out.words, out.folded = append(out.words, span), append(out.folded, folded)
	}
	return out
}

// shifted returns s moved by so many bytes.
func shifted(s segment.Span, by int) segment.Span {
	return segment.Span{Start: s.Start + by, End: s.End + by}
}
