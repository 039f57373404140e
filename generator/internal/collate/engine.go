package collate

import (
	"cmp"
	"math"
	"slices"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// Compare finds everything that texts share: every related pair of them, its
// alignments, and what is boilerplate. Neither the order of texts nor the number of
// processors changes the result.
func Compare(texts []witness.Text, opts Options) *Result {
	workers := opts.Workers
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(p, q int) int { return cmp.Compare(texts[p].ID, texts[q].ID) })
	sorted := make([]witness.Text, len(texts))
	for n, i := range order {
		sorted[n] = texts[i]
	}
	witnesses, vocabulary := witness.Read(sorted, workers)
	related := candidates(witnesses, vocabulary, workers)
	sources := 0
	for a, w := range witnesses {
		if w.Of == "" {
			sources++
		}
		related[a] = slices.DeleteFunc(related[a], func(b int32) bool { return w.Source() == witnesses[b].Source() || w.Apart(witnesses[b].Text) })
	}
	phrases := witness.CountFormulas(witnesses, vocabulary, workers)
	newAligner := func() *aligner { return newAligner(vocabulary, phrases, sources) }

	aligned := make([][]pairAligned, len(witnesses))
	parallel.Workers(workers, len(witnesses), func() func(int) {
		x := newAligner()
		return func(a int) {
			if len(related[a]) == 0 {
				return
			}
			x.start(witnesses[a])
			for _, b := range related[a] {
				x.with(witnesses[b])
				if list := inOneLanguage(witnesses[a], witnesses[b], x.align()); len(list) > 0 {
					aligned[a] = append(aligned[a], pairAligned{int32(a), b, list})
				}
			}
		}
	})
	aligned, others := parted(aligned, witnesses)
	aligned = throughThirds(aligned, witnesses, newAligner, workers)
	found := make([][]pairFound, len(witnesses))
	parallel.Workers(workers, len(witnesses), func() func(int) {
		return func(a int) {
			for _, p := range aligned[a] {
				if p.list = inOneLanguage(witnesses[p.a], witnesses[p.b], p.list); len(p.list) == 0 {
					continue // through a third, in another language
				}
				found[a] = append(found[a], p.found(witnesses))
			}
		}
	})
	r := newResult(make([][]segment.Span, len(texts)))
	for n, i := range order {
		r.Boilerplate[i] = witnesses[n].Boilerplate
	}
	for _, w := range witnesses {
		r.hold(w.Text, w.Sentences)
	}
	r.choose(keepBest(found, len(witnesses)), aligned, others, witnesses)
	return r
}

// pairFound is a comparison on trial.
type pairFound struct {
	Comparison
	a, b  int32   // numbers of the two
	odds  float64 // of the best thing they share
	brief bool    // both texts are hardly more than a statement
}

// pairAligned is what two witnesses share.
type pairAligned struct {
	a, b int32
	list []passage
}

func (p pairAligned) found(witnesses []*witness.Witness) pairFound {
	a, b := witnesses[p.a], witnesses[p.b]
	f := pairFound{Comparison: finish(a, b, p.list), a: p.a, b: p.b, brief: isBrief(a) && isBrief(b), odds: -sureOdds}
	for _, q := range p.list {
		f.odds = max(f.odds, q.odds)
	}
	return f
}

// keepBest returns the comparisons in order, without those of brief texts that are
// doubtful and not the best by a margin for both. Where both have a much better partner, what the two share may
// be but the subject of all four: the sentences of one article in two translations have it in common, each with each.
func keepBest(found [][]pairFound, n int) []Comparison {
	type two struct{ first, second float64 }
	best := make([]two, n)
	note := func(t *two, odds float64) {
		if odds > t.first {
			t.first, t.second = odds, t.first
		} else {
			t.second = max(t.second, odds)
		}
	}
	for i := range best {
		best[i] = two{-sureOdds, -sureOdds}
	}
	for _, list := range found {
		for _, f := range list {
			note(&best[f.a], f.odds)
			note(&best[f.b], f.odds)
		}
	}
	var out []Comparison
	for _, list := range found {
		for _, f := range list {
			clear := func(t two) bool { return f.odds == t.first && f.odds >= t.second+scoreMargin }
			least := float64(scoreLeast)
			if elsewhere := f.odds + scoreElsewhere; best[f.a].first >= elsewhere && best[f.b].first >= elsewhere {
				least = scoreSubject
			}
			if !f.brief || f.odds >= least || clear(best[f.a]) && clear(best[f.b]) {
				out = append(out, f.Comparison)
			}
		}
	}
	return out
}

// finish makes a comparison of the passages found. Its strength is the sum over the alignments of matched words (the root of the
// product of both sides) times the score, divided by the root of the product of the lengths of the two texts, in words: 1 for two
// texts that are the same to the word, and less for a long passage that is said in other words than for the same passage copied.
func finish(a, b *witness.Witness, list []passage) Comparison {
	c := Comparison{A: a.ID, B: b.ID, Alignments: make([]Alignment, 0, len(list))}
	coveredA, coveredB := make([]bool, len(a.Words)), make([]bool, len(b.Words))
	for _, p := range list {
		for i := p.a[0]; i < p.a[1]; i++ {
			coveredA[i] = true
		}
		for j := p.b[0]; j < p.b[1]; j++ {
			coveredB[j] = true
		}
		c.Strength += math.Sqrt(float64(p.a[1]-p.a[0])*float64(p.b[1]-p.b[0])) * p.share
		al := Alignment{A: a.PassageOf(p.a), B: b.PassageOf(p.b), Kind: p.kind, Moved: p.moved, Score: p.share, Common: p.common}
		if p.kind != Verbatim && (a.Quotes || b.Quotes) {
			al.SameSpeech = edit.SameSpeech(edit.StatementOf(a.Body, a.LangOf(al.A), al.A), edit.StatementOf(b.Body, b.LangOf(al.B), al.B))
		}
		if a.Broken || b.Broken {
			al.Common = edit.Common(al.A.In(a.Body), al.B.In(b.Body))
		}
		c.Alignments = append(c.Alignments, al)
	}
	sortAlignments(c.Alignments)
	na, nb := countTrue(coveredA), countTrue(coveredB)
	c.CoveredA, c.CoveredB = share(na, len(coveredA)), share(nb, len(coveredB))
	c.Similarity = share(na+nb, len(coveredA)+len(coveredB))
	c.Strength = min(1, c.Strength/math.Sqrt(max(1, float64(len(a.Words))*float64(len(b.Words)))))
	spansA, spansB := c.spans()
	c.LeftA, c.LeftB = leftovers(a, b, spansA, coveredA), leftovers(b, a, spansB, coveredB)
	return c
}

func countTrue(list []bool) int {
	n := 0
	for _, v := range list {
		if v {
			n++
		}
	}
	return n
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}
