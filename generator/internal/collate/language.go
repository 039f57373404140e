package collate

import (
	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// leastOfLanguage is the number of words matched from which a part of a passage that goes on in another language is one by itself.
const leastOfLanguage = 4

// inOneLanguage returns the passages of a list that are in one language on both sides, or the same to the word; of one that goes
// on in another language, its parts. What two languages have in common are names and figures, which say little of what a sentence tells.
func inOneLanguage(a, b *witness.Witness, list []passage) []passage {
	if len(a.Others)+len(b.Others) == 0 && edit.SameLanguage(a.Lang, b.Lang) {
		return list
	}
	var out []passage
	for _, p := range list {
		switch {
		case p.kind == Verbatim:
			out = append(out, p)
		case len(a.Others)+len(b.Others) > 0 && len(p.pairs) > 0:
			out = append(out, byLanguage(a, b, p)...)
		case edit.SameLanguage(a.LangOf(a.PassageOf(p.a)), b.LangOf(b.PassageOf(p.b))):
			out = append(out, p)
		}
	}
	return out
}

// byLanguage returns the parts of a passage that are in one language on both sides: from the first to the last pair of words of the
// same, with the words around them as far as that language and the passage go.
func byLanguage(a, b *witness.Witness, p passage) []passage {
	at := func(w *witness.Witness, i int32) string {
		start := w.Start(i)
		return w.LangOf(segment.Span{Start: start, End: start + 1})
	}
	wide := func(w *witness.Witness, whole, r [2]int32) [2]int32 {
		lang := at(w, r[0])
		for r[0] > whole[0] && edit.SameLanguage(at(w, r[0]-1), lang) {
			r[0]--
		}
		for r[1] < whole[1] && edit.SameLanguage(at(w, r[1]), lang) {
			r[1]++
		}
		return r
	}
	var out []passage
	for k := 0; k < len(p.pairs); {
		langA, langB := at(a, p.pairs[k].i), at(b, p.pairs[k].j)
		end := k + 1
		for end < len(p.pairs) && edit.SameLanguage(at(a, p.pairs[end].i), langA) && edit.SameLanguage(at(b, p.pairs[end].j), langB) {
			end++
		}
		if pairs := p.pairs[k:end]; edit.SameLanguage(langA, langB) && (len(pairs) >= leastOfLanguage || len(pairs) == len(p.pairs)) {
			q, first, last := p, pairs[0], pairs[len(pairs)-1]
			if len(pairs) < len(p.pairs) {
				q.pairs = pairs
				q.a = wide(a, p.a, [2]int32{min(first.i, last.i), max(first.i, last.i) + 1})
				q.b = wide(b, p.b, [2]int32{min(first.j, last.j), max(first.j, last.j) + 1})
				q.share = min(1, 2*float64(len(pairs))/float64(q.a[1]-q.a[0]+q.b[1]-q.b[0]))
				q.common = edit.Common(a.PassageOf(q.a).In(a.Body), b.PassageOf(q.b).In(b.Body))
			}
			out = append(out, q)
		}
		k = end
	}
	return out
}
