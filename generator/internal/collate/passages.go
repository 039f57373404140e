package collate

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"dossier/generator/internal/witness"
)

// Constants of the alignment over words. Scores are natural logarithms of
// likelihood ratios: a match is worth the rarity of the word plus what its place on the
// diagonal tells; a word without a match costs what it is likelier to be if nothing is shared.
const (
	placeBonus   = 0.9 // for any match, on top of rarity
	mostRarity   = 6   // one name or number must not carry a passage
	gapCost      = 1.0 // per word passed over, on the side that passes over more
	driftCost    = 0.4 // per word by which the sides differ in a gap
	band         = 5   // diagonals that a chain may change by in one step
	wideCost     = 4   // for a gap of more than wideGap words, on top of gapCost
	longestGap   = 12  // words
	wideGap      = 5   // words, from which a gap may hold something that stands elsewhere
	leastChain   = 7.5 // significance of a passage; see TestShuffledTextAlignsNothing
	frequent     = 8   // a stem that stands more often in one text is looked for beside others, and along runs, only
	gramLength   = 6   // words of a run that is looked for if a text has it more often than frequent
	priorUnits   = 30  // weight of the rarity in all texts against that in the two, in units
	kinShare     = 0.5 // what a look-alike is worth of a match
	mostRounds   = 4
	wholeBonus   = 6    // what it counts that a whole sentence is the same to the word
	partial      = 10   // what a phrase within a sentence must reach above other passages
	kindred      = 0.20 // cosine of two texts on one subject
	strange      = 0.10 // cosine of two texts on different ones
	shortTip     = 3    // words that are no piece of a passage by themselves
	fewMatched   = 8    // words, that must stand close to one another
	shortText    = 90   // words; a shorter text is taken for one of so many
	leastMatched = 4    // words of a passage
)

// aligner compares one witness, set by start, with others, one after another.
type aligner struct {
	vocabulary *witness.Vocabulary
	phrases    *witness.Formulas
	chance     float32 // logarithm of the number of pairs of texts
	a, b       *witness.Witness

	// By stem. A value holds if its mark is the current one.
	first   []int32 // first place in a, or -1
	countA  []int32
	unitsA  []int32
	markA   []int32
	unitsB  []int32
	markB   []int32
	weights []float32
	epochA  int32
	epochB  int32
	next    []int32   // by word of a: the next place of its stem
	after2  []float32 // by word of a: rarity after the word before it
	after3  []float32 // by word of a: rarity after the two words before it

	usedA, usedB []bool
	strange      float32 // see strangeness
	alien        float32 // see names
	least        float32 // significance that a passage of the two must reach

	last   []lastMatch // by diagonal
	links  []link
	chains int // found so far

	pairs []pairing
	spare []int32
	runs  []pairing          // matches of frequent stems far from others; see alongRuns
	grams map[uint64][]int32 // by hash: where a run of gramLength stems stands in a, if that is often
	// Scratch of compareUnits.
	takenA, takenB       []bool
	rows, cols           []int32 // see answering
	inUnit               []int32 // by class of look-alikes: see answering
	epochUnit            int32
	worth, table, wa, wb []float64
	ends                 []int32
	unitScore            []float32
	touched              []int32
}

// link is a match in a chain.
type link struct {
	i, j  int32
	score float32 // of the best chain that ends here
	prev  int32
	run   int32 // neighbouring matches that end here
}

// lastMatch is the last match on a diagonal, beside its number among the links, which is less than 0 where there is none.
type lastMatch struct{ n, i, j int32 }

// sureOdds is more than any statement has.
const sureOdds = 100

// pairing is a word of a and the word of b that answers it.
type pairing struct{ i, j int32 }

// passage is an alignment in words.
type passage struct {
	a, b   [2]int32
	pairs  []pairing
	score  float32 // log-likelihood, while it is being found
	kind   Kind
	moved  bool
	share  float64
	common float64 // share of their words that the two have in common in order
	odds   float64 // score of a statement; a passage has sureOdds
	chain  int     // number of the chain it is a piece of, from 1
	placed bool    // it is found by its place between others
}

func newAligner(vocabulary *witness.Vocabulary, phrases *witness.Formulas, texts int) *aligner {
	n := len(vocabulary.Stems)
	return &aligner{
		vocabulary: vocabulary, phrases: phrases, chance: float32(math.Log(max(1, float64(texts)*float64(texts-1)/2))), first: make([]int32, n), countA: make([]int32, n), unitsA: make([]int32, n), markA: make([]int32, n),
		unitsB: make([]int32, n), markB: make([]int32, n), weights: make([]float32, n),
	}
}

// start sets the first text of the pairs to come.
func (x *aligner) start(a *witness.Witness) {
	x.a = a
	x.epochA++
	x.next = grow(x.next, len(a.Stem))
	x.after2, x.after3 = grow(x.after2, len(a.Stem)), grow(x.after3, len(a.Stem))
	for i, s := range a.Stem {
		x.after2[i], x.after3[i] = x.phrases.After(a, i, x.vocabulary.Rarity[s])
	}
	for i := len(a.Stem) - 1; i >= 0; i-- {
		s := a.Stem[i]
		if x.markA[s] != x.epochA {
			x.markA[s], x.first[s], x.countA[s], x.unitsA[s] = x.epochA, -1, 0, 0
		}
		if a.Skipped[i] {
			continue
		}
		if f := x.first[s]; f < 0 || a.UnitOf[f] != a.UnitOf[i] {
			x.unitsA[s]++
		}
		x.next[i] = x.first[s]
		x.first[s] = int32(i)
		x.countA[s]++
	}
	x.grams = x.repeated(a)
}

// repeated returns the runs of gramLength stems that stand more often than frequent in a, and where. In most texts there are none.
func (x *aligner) repeated(a *witness.Witness) map[uint64][]int32 {
	out := map[uint64][]int32{}
	for i := range len(a.Stem) - gramLength + 1 {
		if x.allFrequent(a.Stem[i : i+gramLength]) {
			h := witness.HashRun(a.Stem[i : i+gramLength])
			out[h] = append(out[h], int32(i))
		}
	}
	maps.DeleteFunc(out, func(_ uint64, at []int32) bool { return len(at) <= frequent })
	return out
}

func (x *aligner) allFrequent(stems []int32) bool {
	for _, s := range stems {
		if !x.inA(s) || x.countA[s] <= frequent {
			return false
		}
	}
	return true
}

// with sets the second text and weighs the stems of the two.
func (x *aligner) with(b *witness.Witness) {
	x.b = b
	x.epochB++
	x.usedA = append(x.usedA[:0], x.a.Skipped...)
	x.usedB = append(x.usedB[:0], b.Skipped...)
	for i, s := range b.Stem {
		if x.markB[s] != x.epochB {
			x.markB[s], x.unitsB[s], x.weights[s] = x.epochB, 0, -1
		}
		if !b.Skipped[i] {
			x.unitsB[s]++ // words for units: a word seldom stands twice in a sentence
		}
	}
	x.strange = x.strangeness()
	x.alien = x.names()
	x.last = grow(x.last, len(x.a.Stem)+len(b.Stem)+2*band+2)
}

// strangeness returns 0 for two texts on one subject, 1 for two that have no more than
// common words in common, by the cosine of their words weighted by rarity.
func (x *aligner) strangeness() float32 {
	shared := float32(0)
	for _, s := range x.b.Bag {
		if x.inA(s) {
			shared += x.vocabulary.Rarity[s] * x.vocabulary.Rarity[s]
		}
	}
	cosine := shared / float32(math.Sqrt(float64(x.a.Norm)*float64(x.b.Norm)+1e-9))
	return min(1, max(0, (kindred-cosine)/(kindred-strange)))
}

// inA reports whether stem s stands in the first text.
func (x *aligner) inA(s int32) bool { return x.markA[s] == x.epochA && x.first[s] >= 0 }

// weight returns what a match of stem s tells in these two texts: its rarity, less if it stands
// about in other places of the two as well.
func (x *aligner) weight(s int32) float32 {
	if x.markB[s] == x.epochB && x.weights[s] >= 0 {
		return x.weights[s]
	}
	elsewhere := int32(0)
	if x.inA(s) {
		elsewhere += x.unitsA[s] - 1
	}
	if x.markB[s] == x.epochB {
		elsewhere += x.unitsB[s] - 1
	}
	w := x.vocabulary.Rarity[s]
	if elsewhere > 0 {
		n := float64(len(x.a.Units) + len(x.b.Units) + priorUnits)
		w = min(w, float32(-math.Log((float64(elsewhere)+priorUnits*math.Exp(-float64(w)))/n)))
		w = max(w, 0)
	}
	if x.markB[s] == x.epochB {
		x.weights[s] = w
	}
	return w
}

// passages returns the local alignments over words of the two texts: chains of matches on near
// diagonals (Smith and Waterman 1981, on the sparse matrix of matches), the best first;
// what was found is masked and the rest aligned again.
func (x *aligner) passages() []passage {
	var out []passage
	for range mostRounds {
		x.least = x.significance()
		x.chain()
		x.ends = x.ends[:0]
		for n, l := range x.links {
			if l.score >= x.least-wholeBonus {
				x.ends = append(x.ends, int32(n))
			}
		}
		slices.SortFunc(x.ends, func(p, q int32) int {
			return cmp.Or(cmp.Compare(x.links[q].score, x.links[p].score), cmp.Compare(p, q))
		})
		found := len(out)
		for _, end := range x.ends {
			if p, ok := x.trace(end); ok {
				p.dropTips()
				x.snap(&p)
				p.score += float32(x.agreement(x.weighFacts(p.a, p.b), p.pairs, p.a, p.b))
				if p.score < x.least && !x.isWholeAndEqual(p) || p.score < x.least+partial && (x.isPartOfUnits(p) || isThin(p)) || x.isTitle(p) {
					continue
				}
				x.chains++
				for _, piece := range split(p) {
					piece.chain, piece.odds = x.chains, sureOdds
					for _, rest := range x.cut(piece) {
						out = append(out, rest)
						x.use(rest)
					}
				}
			}
		}
		if len(out) == found {
			break
		}
	}
	return out
}

// dropTips takes off the few words that a chain picked up beyond a wide gap at either end.
func (p *passage) dropTips() {
	wide := func(n int) bool {
		return max(p.pairs[n].i-p.pairs[n-1].i, p.pairs[n].j-p.pairs[n-1].j) > wideGap
	}
	for n := 1; n <= shortTip && n < len(p.pairs)-leastMatched; n++ {
		if wide(n) {
			p.pairs, n = p.pairs[n:], 0
		}
	}
	for n := 1; n <= shortTip && n < len(p.pairs)-leastMatched; n++ {
		if k := len(p.pairs) - n; wide(k) {
			p.pairs, n = p.pairs[:k], 0
		}
	}
	first, last := p.pairs[0], p.pairs[len(p.pairs)-1]
	p.a, p.b = [2]int32{first.i, last.i + 1}, [2]int32{first.j, last.j + 1}
}

// split cuts a passage where it passes over more than a few words, which may be answered
// elsewhere. merge joins the pieces again if they are not.
func split(p passage) []passage {
	var out []passage
	from := 0
	for n := 1; n < len(p.pairs); n++ {
		before, after := p.pairs[n-1], p.pairs[n]
		if max(after.i-before.i, after.j-before.j) <= wideGap {
			continue
		}
		piece := p
		piece.a[1], piece.b[1] = before.i+1, before.j+1
		piece.pairs = p.pairs[from:n:n]
		p.a[0], p.b[0] = after.i, after.j
		out = append(out, piece)
		from = n
	}
	p.pairs = p.pairs[from:]
	return append(out, p)
}

// significance returns the score that a passage must reach to be no chance: the more words are left
// to be aligned, the higher.
func (x *aligner) significance() float32 {
	freeA, freeB := len(x.usedA)-countTrue(x.usedA), len(x.usedB)-countTrue(x.usedB)
	return leastChain + float32(math.Log(float64(max(freeA, shortText))*float64(max(freeB, shortText)))) + x.strange*x.chance
}

// isWholeAndEqual reports whether p is one or more whole units, the same to the word.
func (x *aligner) isWholeAndEqual(p passage) bool {
	return p.a[0] == x.a.Units[x.a.UnitOf[p.a[0]]].From && p.a[1] == x.a.Units[x.a.UnitOf[p.a[1]-1]].To &&
		p.b[0] == x.b.Units[x.b.UnitOf[p.b[0]]].From && p.b[1] == x.b.Units[x.b.UnitOf[p.b[1]-1]].To &&
		slices.Equal(x.a.Form[p.a[0]:p.a[1]], x.b.Form[p.b[0]:p.b[1]]) && !x.a.Attribution(int(x.a.UnitOf[p.a[0]]))
}

// use marks the words of p as taken.
func (x *aligner) use(p passage) {
	for i := p.a[0]; i < p.a[1]; i++ {
		x.usedA[i] = true
	}
	for j := p.b[0]; j < p.b[1]; j++ {
		x.usedB[j] = true
	}
}

// isPartOfUnits reports whether p is but a phrase: within one unit on each side, and less than three
// fifths of both. A name with a title is shared by sentences that share nothing else.
func (x *aligner) isPartOfUnits(p passage) bool {
	ua, ub := x.a.Units[x.a.UnitOf[p.a[0]]], x.b.Units[x.b.UnitOf[p.b[0]]]
	return p.a[1] <= ua.To && p.b[1] <= ub.To &&
		5*int(p.a[1]-p.a[0]) < 3*ua.Len() && 5*int(p.b[1]-p.b[0]) < 3*ub.Len()
}

// isThin reports whether p is a few words scattered over a long stretch.
func isThin(p passage) bool {
	return len(p.pairs) < fewMatched && 4*len(p.pairs) < int(p.a[1]-p.a[0]+p.b[1]-p.b[0])
}

// trace follows the chain back from end as far as it is free.
func (x *aligner) trace(end int32) (passage, bool) {
	var p passage
	x.pairs = x.pairs[:0]
	base := float32(0)
	for n := end; n >= 0; n = x.links[n].prev {
		l := x.links[n]
		if x.usedA[l.i] || x.usedB[l.j] {
			base = l.score
			break
		}
		x.pairs = append(x.pairs, pairing{l.i, l.j})
	}
	if x.links[end].score-base < x.least-wholeBonus || len(x.pairs) < leastMatched {
		return p, false
	}
	slices.Reverse(x.pairs)
	p.pairs = slices.Clone(x.pairs)
	p.score = x.links[end].score - base
	first, last := p.pairs[0], p.pairs[len(p.pairs)-1]
	p.a, p.b = [2]int32{first.i, last.i + 1}, [2]int32{first.j, last.j + 1}
	// A gap in the chain may lie across what was found before.
	return p, allFree(x.usedA, p.a[0], p.a[1]) && allFree(x.usedB, p.b[0], p.b[1])
}

// chain fills links with the matches of the two texts and the best chain to each.
func (x *aligner) chain() {
	a, b := x.a, x.b
	x.links = x.links[:0]
	offset := int32(len(b.Stem) + band)
	for d := range x.last {
		x.last[d].n = -1
	}
	x.alongRuns()
	run := 0
	for j := range b.Stem {
		s := b.Stem[j]
		if x.usedB[j] || !x.inA(s) {
			continue
		}
		w := min(x.weight(s), mostRarity)
		if x.countA[s] <= frequent {
			for i := x.first[s]; i >= 0; i = x.next[i] {
				if !x.usedA[i] {
					x.link(i, int32(j), w, offset)
				}
			}
			continue
		}
		x.spare = x.spare[:0]
		for d := -4; d <= 4; d++ {
			k := j + d
			if d == 0 || k < 0 || k >= len(b.Stem) || x.usedB[k] || !x.inA(b.Stem[k]) || x.countA[b.Stem[k]] > frequent {
				continue
			}
			for i := x.first[b.Stem[k]]; i >= 0; i = x.next[i] {
				for e := int32(-1); e <= 1; e++ {
					if c := i - int32(d) + e; c >= 0 && int(c) < len(a.Stem) && a.Stem[c] == s && !x.usedA[c] {
						x.spare = append(x.spare, c)
					}
				}
			}
		}
		for ; run < len(x.runs) && int(x.runs[run].j) <= j; run++ {
			if int(x.runs[run].j) == j {
				x.spare = append(x.spare, x.runs[run].i)
			}
		}
		slices.Sort(x.spare)
		before := int32(-1)
		for _, i := range x.spare {
			if i != before {
				x.link(i, int32(j), w, offset)
			}
			before = i
		}
	}
}

// alongRuns fills runs, by place in b, with the matches of frequent stems that stand beside no other. A roll call has the same words
// around every name: they are followed from the name as far as the two texts agree. A refrain has no name: the first of them
// in a is the first in b, or the last the last. So there are never more than a few for a word.
func (x *aligner) alongRuns() {
	a, b := x.a, x.b
	x.runs = x.runs[:0]
	add := func(i, j int32) bool {
		if i < 0 || j < 0 || int(i) >= len(a.Stem) || int(j) >= len(b.Stem) || a.Stem[i] != b.Stem[j] || x.usedA[i] || x.usedB[j] || x.countA[b.Stem[j]] <= frequent {
			return false
		}
		x.runs = append(x.runs, pairing{i, j})
		return true
	}
	for j, s := range b.Stem {
		if x.usedB[j] || !x.inA(s) || x.countA[s] > frequent {
			continue
		}
		for i := x.first[s]; i >= 0; i = x.next[i] {
			for k := int32(1); add(i+k, int32(j)+k); k++ {
			}
			for k := int32(1); add(i-k, int32(j)-k); k++ {
			}
		}
	}
	x.alongRefrains(add)
	slices.SortFunc(x.runs, func(p, q pairing) int { return cmp.Compare(p.j, q.j) })
}

// alongRefrains calls add with the matches of runs that both texts repeat: the nth of a with the nth of b, from the start and from the end.
func (x *aligner) alongRefrains(add func(i, j int32) bool) {
	if len(x.grams) == 0 {
		return
	}
	places := map[uint64][]int32{}
	for j := range len(x.b.Stem) - gramLength + 1 {
		if h := witness.HashRun(x.b.Stem[j : j+gramLength]); x.grams[h] != nil {
			places[h] = append(places[h], int32(j))
		}
	}
	for h, there := range places {
		here := x.grams[h]
		for n, j := range there {
			for k := range int32(gramLength) {
				if n < len(here) {
					add(here[n]+k, j+k)
				}
				if m := len(here) - len(there) + n; m >= 0 && m != n {
					add(here[m]+k, j+k)
				}
			}
		}
	}
}

// link appends the match (i, j) to the best chain before it.
func (x *aligner) link(i, j int32, w float32, offset int32) {
	best, prev, run := w+placeBonus, int32(-1), int32(1)
	d := i - j + offset
	for _, before := range x.last[d-band : d+band+1] {
		di, dj := i-before.i, j-before.j
		if before.n < 0 || di <= 0 || dj <= 0 || di > longestGap || dj > longestGap {
			continue
		}
		l := &x.links[before.n]
		drift := di - dj
		if drift < 0 {
			drift = -drift
		}
		add, length := w, int32(1)
		if di == 1 && dj == 1 {
			length = l.run + 1
			if length == 2 {
				add = min(w, x.after2[i])
			} else if length <= witness.LongestFormula {
				add = min(w, x.after3[i])
			}
		}
		score := l.score - gapCost*float32(max(di, dj)-1) - driftCost*float32(drift) + add + placeBonus
		if max(di, dj) > wideGap {
			score -= wideCost
		}
		if score > best {
			best, prev, run = score, before.n, length
		}
	}
	x.last[d] = lastMatch{int32(len(x.links)), i, j}
	x.links = append(x.links, link{i, j, best, prev, run})
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
