package witness

import (
	"math"
	"sync/atomic"

	"dossier/generator/internal/parallel"
)

// Formulas counts pairs and triples of neighbouring stems over all texts, so that a
// turn of phrase ("was quoted as saying") is not taken for something shared. The counts are kept
// by hash, twice, and the lower of the two is used (Cormode and Muthukrishnan 2005).
type Formulas struct {
	pairs, triples []atomic.Uint32
	single         []atomic.Uint32 // by stem
	mask           uint64
}

// Constants of the discount for turns of phrase.
const (
	LongestFormula = 5 // words; a longer run that is repeated is something shared
	fewCopies      = 8 // texts that may have a phrase from one another without making it a turn of phrase
	priorPhrase    = 4 // weight of a word's own rarity against its rarity after the words before it
)

// CountFormulas counts the turns of phrase of all texts, but for boilerplate.
func CountFormulas(witnesses []*Witness, vocabulary *Vocabulary, workers int) *Formulas {
	words := 0
	for _, w := range witnesses {
		words += len(w.Words)
	}
	size := uint64(1 << 12)
	for size < uint64(words) && size < 1<<22 {
		size *= 2
	}
	f := &Formulas{
		pairs: make([]atomic.Uint32, 2*size), triples: make([]atomic.Uint32, 2*size),
		single: make([]atomic.Uint32, len(vocabulary.Stems)), mask: size - 1,
	}
	parallel.Workers(workers, len(witnesses), func() func(int) {
		return func(n int) {
			w := witnesses[n]
			for i, s := range w.Stem {
				if w.Skipped[i] || w.Of != "" {
					continue
				}
				f.single[s].Add(1)
				if i < 1 || w.Skipped[i-1] {
					continue
				}
				h := hashPair(w.Stem[i-1], s)
				f.pairs[h&f.mask].Add(1)
				f.pairs[f.mask+1+h>>32&f.mask].Add(1)
				if i < 2 || w.Skipped[i-2] {
					continue
				}
				h = hashTriple(w.Stem[i-2], h)
				f.triples[h&f.mask].Add(1)
				f.triples[f.mask+1+h>>32&f.mask].Add(1)
			}
		}
	})
	return f
}

// After returns how much word i of w tells when the word before it, and when the two words
// before it, are matched as well.
func (f *Formulas) After(w *Witness, i int, rarity float32) (pair, triple float32) {
	pair = rarity
	if i < 1 {
		return pair, pair
	}
	h := hashPair(w.Stem[i-1], w.Stem[i])
	two := min(f.pairs[h&f.mask].Load(), f.pairs[f.mask+1+h>>32&f.mask].Load())
	pair = conditional(two, f.single[w.Stem[i-1]].Load(), rarity)
	triple = pair
	if i < 2 {
		return pair, triple
	}
	before := hashPair(w.Stem[i-2], w.Stem[i-1])
	h = hashTriple(w.Stem[i-2], h)
	three := min(f.triples[h&f.mask].Load(), f.triples[f.mask+1+h>>32&f.mask].Load())
	triple = min(pair, conditional(three, min(f.pairs[before&f.mask].Load(), f.pairs[f.mask+1+before>>32&f.mask].Load()), rarity))
	return pair, triple
}

// conditional returns minus the logarithm of the likelihood of a word after a context
// that stands so often, not counting a few copies of one text.
func conditional(with, context uint32, rarity float32) float32 {
	w, c := float64(max(with, fewCopies)-fewCopies), float64(max(context, fewCopies)-fewCopies)
	if w == 0 {
		return rarity
	}
	return min(rarity, float32(-math.Log((w+priorPhrase*math.Exp(-float64(rarity)))/(c+priorPhrase))))
}

func hashPair(s, t int32) uint64 {
	h := (uint64(uint32(s))<<32 | uint64(uint32(t))) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// hashTriple hashes stem r before the pair with hash h.
func hashTriple(r int32, h uint64) uint64 {
	h = (h + uint64(uint32(r))*0xbf58476d1ce4e5b9) * 0x94d049bb133111eb
	return h ^ h>>31
}

// HashRun returns a hash (FNV-1a) of a run of stems or forms.
func HashRun(run []int32) uint64 {
	h := uint64(14695981039346656037)
	for _, f := range run {
		h = (h ^ uint64(f)) * 1099511628211
	}
	return h
}
