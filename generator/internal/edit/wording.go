package edit

import (
	"slices"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

// A Wording is the words of a passage, and each as the comparison sees it.
type Wording struct {
	Words  []segment.Span
	Folded []string // each in the form in which words are compared
}

func wordingOf(text string) Wording {
	words := segment.Words(text)
	return Wording{words, Folded(text, words)}
}

// Both returns the words of two passages. A word that one of them breaks at
// the end of a line (adminis- tration) is one word where the other has it whole, or
// broken elsewhere: the rule by which citations are found, too.
func Both(a, b string) (x, y Wording) {
	x, y = wordingOf(a), wordingOf(b)
	inA, inB := x.broken(a), y.broken(b)
	if len(inA)+len(inB) > 0 {
		x, y = x.mended(inA, y, inB), y.mended(inB, x, inA)
	}
	return x, y
}

// broken returns the words of text that a hyphen may break, each whole, by the place
// of its first part.
func (w Wording) broken(text string) map[int]string {
	var out map[int]string
	for _, b := range fold.Breaks(text) {
		i, found := slices.BinarySearchFunc(w.Words, b.Start, func(s segment.Span, at int) int { return s.Start - at })
		if i == 0 || !found || w.Words[i-1].End < b.End {
			continue
		}
		if out == nil {
			out = map[int]string{}
		}
		out[i-1] = w.Folded[i-1] + w.Folded[i]
	}
	return out
}

// mended returns w with those of its broken words whole that the other Wording has.
func (w Wording) mended(broken map[int]string, other Wording, otherBroken map[int]string) Wording {
	whole := map[string]bool{}
	for _, f := range other.Folded {
		whole[f] = true
	}
	for _, f := range otherBroken {
		whole[f] = true
	}
	var out Wording
	for i := 0; i < len(w.Words); i++ {
		span, folded := w.Words[i], w.Folded[i]
		if f := broken[i]; f != "" && whole[f] {
			i++
			span.End, folded = w.Words[i].End, f
		}
		out.Words, out.Folded = append(out.Words, span), append(out.Folded, folded)
	}
	return out
}
