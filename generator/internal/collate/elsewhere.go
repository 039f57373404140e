package collate

import (
	"cmp"
	"slices"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
)

// Found is a passage of another text that carries a given passage.
type Found struct {
	ID    string       // the other text
	Span  segment.Span // the words there that answer the given passage
	Kind  Kind
	Score float64 // share of words in common, as Common counts it
}

// Constants of Elsewhere.
const (
	leastAnswered = 0.4 // share of the words of a passage that must have an answer
	nearAnswers   = 30  // words between two answers in one text that are one place
)

// Elsewhere returns where other texts carry passage p of text id, by ID and
// then by place. The passage is followed through the alignments word by word and
// cut to the words that answer it; a text that answers less than two fifths of it, or with fewer than two fifths of
// its words, is left out. A passage that is not in the text is found nowhere. Of places for which wanted, when it is
// not nil, reports false nothing more is found out than their ID and Span, and they are left out.
func (r *Result) Elsewhere(id string, p segment.Span, wanted func(Found) bool) []Found {
	var out []Found
	body := r.bodies[id]
	if p.Start < 0 || p.Start >= p.End || p.End > len(body) {
		return nil
	}
	words := segment.Count(p.In(body))
	if words == 0 {
		return nil
	}
	for _, c := range r.with(id, p.Overlaps) {
		other := r.bodies[c.B]
		type answer struct {
			span  segment.Span
			words int
		}
		var answers []answer
		for _, al := range c.Alignments {
			if !al.A.Overlaps(p) {
				continue
			}
			if s, n := project(body, other, al, p); n > 0 {
				answers = append(answers, answer{s, n})
			}
		}
		slices.SortFunc(answers, func(x, y answer) int { return cmp.Compare(x.span.Start, y.span.Start) })
		for i := 0; i < len(answers); {
			whole := answers[i]
			for i++; i < len(answers) && segment.Count(other[whole.span.End:max(whole.span.End, answers[i].span.Start)]) <= nearAnswers; i++ {
				whole.span.End = max(whole.span.End, answers[i].span.End)
				whole.words += answers[i].words
			}
			if float64(whole.words) < leastAnswered*float64(words) {
				continue
			}
			f := Found{ID: c.B, Span: whole.span}
			if wanted == nil || wanted(f) {
				f.Kind, f.Score = kindOf(p.In(body), whole.span.In(other)), edit.Common(p.In(body), whole.span.In(other))
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(x, y Found) int {
		return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(x.Span.Start, y.Span.Start))
	})
	return out
}

// project returns the words of al.B that answer the part of p in al.A, and the
// number of words of that part.
func project(a, b string, al Alignment, p segment.Span) (segment.Span, int) {
	wa, wb := segment.WordsIn(a, al.A), segment.WordsIn(b, al.B)
	from, to := len(wa), 0
	for i, w := range wa {
		if w.Overlaps(p) {
			from, to = min(from, i), i+1
		}
	}
	if from >= to {
		return segment.Span{}, 0
	}
	if 10*(to-from) >= 8*len(wa) {
		return al.B, to - from
	}
	low, high := len(wb), -1
	for _, l := range edit.Pairs(edit.Folded(a, wa), edit.Folded(b, wb)) {
		if from <= l[0] && l[0] < to {
			low, high = min(low, l[1]), max(high, l[1])
		}
	}
	if float64(high-low+1) < leastAnswered*float64(to-from) { // "she" answers no sentence
		return segment.Span{}, 0
	}
	return segment.Span{Start: wb[low].Start, End: wb[high].End}, to - from
}

// kindOf tells the kind of two passages by their words alone.
func kindOf(a, b string) Kind {
	inA, inB := edit.Both(a, b)
	wa, wb := inA.Folded, inB.Folded
	if slices.Equal(wa, wb) {
		return Verbatim
	}
	same := 0
	for _, l := range edit.Runs(wa, wb) {
		same += l[2]
	}
	if float64(same) < looseSentence*float64(max(len(wa), len(wb))) {
		return Reworded
	}
	return Edited
}
