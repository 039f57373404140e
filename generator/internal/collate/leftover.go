package collate

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// Leftover is words of a text that no alignment of a comparison holds, within one paragraph. Together the alignments and the
// leftovers of a text hold each of its words.
type Leftover struct {
	Span segment.Span
	Kind LeftoverKind
}

// LeftoverKind says why words are in no alignment.
type LeftoverKind string

// The kinds of leftovers: sentences without an aligned word, and parts of sentences with one.
const (
	Only       LeftoverKind = "only"       // nothing in the other text was found to answer them
	Again      LeftoverKind = "again"      // they say again what an aligned sentence of the same text says
	Uncompared LeftoverKind = "uncompared" // the comparison did not look at them: what an outlet prints under everything, or a language that the other text has not
	Begins     LeftoverKind = "begins"     // the beginning of a sentence, before the first of its aligned words
	GoesOn     LeftoverKind = "goes-on"    // what a sentence has after aligned words of it
)

// Leftovers returns what is left over of a text beside its aligned passages, in order. sentences are all its sentences;
// whole says what one of them without an aligned word is, by its number. Sentences of one kind that follow each other
// in a paragraph are one leftover.
func Leftovers(body string, sentences, aligned []segment.Span, whole func(sentence int) LeftoverKind) []Leftover {
	aligned = slices.Clone(aligned)
	slices.SortFunc(aligned, func(x, y segment.Span) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End)) })
	var out []Leftover
	for n, s := range sentences {
		for len(aligned) > 0 && aligned[0].End <= s.Start {
			aligned = aligned[1:]
		}
		first := s.End // where the first aligned word of the sentence may stand
		for _, p := range aligned {
			if p.Start < s.End && segment.HasWord(body[max(p.Start, s.Start):min(p.End, s.End)]) {
				first = max(p.Start, s.Start)
				break
			}
		}
		for _, p := range outside(body, s, aligned) {
			switch last := len(out) - 1; {
			case first < p.Start:
				out = append(out, Leftover{p, GoesOn})
			case first < s.End:
				out = append(out, Leftover{p, Begins})
			default:
				kind := whole(n)
				if last >= 0 && out[last].Kind == kind && inOneParagraph(body[out[last].Span.End:p.Start]) {
					out[last].Span.End = p.End
					continue
				}
				out = append(out, Leftover{p, kind})
			}
		}
	}
	return slices.Clone(out) // they are many, and kept
}

// outside returns the stretches of a passage with words in them that none of the taken ones holds, which are in order.
func outside(body string, p segment.Span, taken []segment.Span) []segment.Span {
	var out []segment.Span
	at := p.Start
	add := func(end int) {
		if end > at && segment.HasWord(body[at:end]) {
			out = append(out, segment.Trim(body, segment.Span{Start: at, End: end}))
		}
	}
	for _, t := range taken {
		if t.Start >= p.End {
			break
		}
		add(t.Start)
		at = max(at, t.End)
	}
	add(p.End)
	return out
}

// inOneParagraph reports whether what stands between two passages is but the space within a paragraph.
func inOneParagraph(gap string) bool {
	return strings.TrimSpace(gap) == "" && !strings.Contains(gap, "\n\n")
}

// leftovers returns what is left over of w beside other, of which the words are covered that an alignment holds.
func leftovers(w, other *witness.Witness, aligned []segment.Span, covered []bool) []Leftover {
	unit := 0
	return Leftovers(w.Body, w.Sentences, aligned, func(n int) LeftoverKind {
		for unit+1 < len(w.Units) && int(w.Units[unit+1].Sentence) <= n {
			unit++
		}
		switch {
		case w.Skipped[w.Units[unit].From]: // its last part: the first may say whose turn it is
			return Uncompared
		case !other.Has(w.LangOf(w.Sentences[n])):
			return Uncompared // in no language of the other
		case w.Repeats(int32(n), covered):
			return Again
		}
		return Only
	})
}
