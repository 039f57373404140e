package witness

import (
	"sort"

	"dossier/generator/internal/segment"
)

// Thresholds of boilerplate, in texts.
const (
	fewTails   = 3   // of one outlet, that end with the same sentence
	fewAnyhow  = 5   // of no named outlet, that end with the same sentence
	manyTexts  = 8   // of one outlet, that hold the same sentence anywhere, and a tenth of all it published
	commonText = 256 // of any outlet: more texts than that share a sentence as common property
)

// markBoilerplate finds the sentences that an outlet prints under everything, or that
// more texts hold than could be compared with one another, marks their words as skipped and fills boilerplate.
// It counts equal sentences, so it takes time in proportion to the texts.
func markBoilerplate(witnesses []*Witness) {
	type place struct {
		Witness  int32
		from, to int32
		tail     bool
	}
	places := map[uint64][]place{}
	published := map[string]int{}
	marks := make([][2]uint64, len(witnesses))
	for n, w := range witnesses {
		if w.Of == "" {
			published[w.Publisher]++
		}
		last := int32(0)
		if len(w.Units) > 0 {
			last = w.Units[len(w.Units)-1].Para
		}
		marks[n] = w.landmarks(n)
		for _, s := range w.WholeSentences(0, int32(len(w.Sentences))) {
			h := w.hash(s.From, s.To)
			places[h] = append(places[h], place{int32(n), s.From, s.To, s.Para >= max(1, last-1) && 2*int(s.From) >= len(w.Words)})
		}
	}
	for _, list := range places {
		if len(list) < fewTails {
			continue
		}
		texts, tails := map[string]int{}, map[string]int{}
		different := [2]map[string]map[uint64]bool{{}, {}} // per outlet, the landmarks of its texts
		all := 0
		last := int32(-1)
		for _, p := range list {
			if p.Witness == last || witnesses[p.Witness].Of != "" { // a text that was captured again is not printed again
				continue
			}
			last = p.Witness
			all++
			outlet := witnesses[p.Witness].Publisher
			texts[outlet]++
			for k := range different {
				if different[k][outlet] == nil {
					different[k][outlet] = map[uint64]bool{}
				}
				different[k][outlet][marks[p.Witness][k]] = true
			}
			if p.tail {
				tails[outlet]++
			}
		}
		for _, p := range list {
			w := witnesses[p.Witness]
			n := texts[w.Publisher]
			few := fewTails
			if w.Publisher == "" {
				few = fewAnyhow
			}
			// Copies of one text have the rest in common as well.
			copies := 3*min(len(different[0][w.Publisher]), len(different[1][w.Publisher])) < 2*n
			if all > commonText ||
				!copies && n >= few && tails[w.Publisher] == n ||
				!copies && n >= manyTexts && 10*n >= published[w.Publisher] && w.Publisher != "" {
				for i := p.from; i < p.to; i++ {
					w.Skipped[i] = true
				}
			}
		}
	}
	for _, w := range witnesses {
		for i := 0; i < len(w.Words); i++ {
			if !w.Skipped[i] {
				continue
			}
			from := i
			for i+1 < len(w.Words) && w.Skipped[i+1] && w.Units[w.UnitOf[i+1]].Para == w.Units[w.UnitOf[from]].Para {
				i++
			}
			w.Boilerplate = append(w.Boilerplate, w.sentenceSpan(int32(from), int32(i+1)))
		}
	}
}

// hash returns a hash of words [from, to), folded.
func (w *Witness) hash(from, to int32) uint64 { return HashRun(w.Form[from:to]) }

// landmarks returns hashes of the units at one and two fifths of text n, or of its number if it has no such units.
func (w *Witness) landmarks(n int) [2]uint64 {
	var out [2]uint64
	for k := range out {
		out[k] = uint64(n)
		if len(w.Units) >= 5 {
			u := w.Units[(k+1)*len(w.Units)/5]
			out[k] = w.hash(u.From, u.To)
		}
	}
	return out
}

// sentenceSpan returns the bytes of words [from, to), with the marks around
// them up to the ends of their sentences.
func (w *Witness) sentenceSpan(from, to int32) segment.Span {
	s := segment.Span{Start: w.Start(from), End: w.End(to - 1)}
	i := sort.Search(len(w.Sentences), func(i int) bool { return w.Sentences[i].End > s.Start })
	if i < len(w.Sentences) && (from == 0 || w.End(from-1) <= w.Sentences[i].Start) {
		s.Start = min(s.Start, w.Sentences[i].Start)
	}
	i = sort.Search(len(w.Sentences), func(i int) bool { return w.Sentences[i].End >= s.End })
	if i < len(w.Sentences) && (int(to) == len(w.Words) || w.Start(to) >= w.Sentences[i].End) {
		s.End = max(s.End, w.Sentences[i].End)
	}
	return s
}
