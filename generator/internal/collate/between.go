package collate

import (
	"math"
	"slices"

	"dossier/generator/internal/witness"
)

// What a place between two passages tells. Two translations of one text say the same sentence after sentence: where the sentences before and
// after are paired in order, those between are as a rule each other's, however little of their wording agrees (Gale and Church 1993). How
// far two texts go side by side is read off the texts: by how many of their passages follow each other on both sides at once, and how many
// have more between them in one text than in the other. Passages that are the same to the word are no sign of a translation: where one
// outlet prints another's text, a sentence that differs is most likely its own. The figures were set on one half of the sentences in
// testdata/news.txt, as articles of eleven, of which now and then one lacks a sentence or both lack another, and so that texts of a series,
// in which sentence after sentence is edited and many are new, get hardly a passage more.
const (
	widestGap       = 8    // sentences between two passages, on each side
	scorePlace      = 13   // what a place between two passages is worth if the texts go side by side all through
	scoreUneven     = -3.5 // for each sentence there that has none beside it
	scoreAtEnd      = -4   // if the place is before the first passage or after the last
	halfEven        = 0.5  // what as many sentences between two passages on both sides say for going side by side, none being 1,
	halfUneven      = 0.5  // and what each says against it that has none beside it, two or more being 1
	priorSide       = 3    // such places, in texts of which nothing is known yet
	leastSide       = 0.4  // how far the texts must go side by side for a place to tell anything
	ownWords        = 0.75 // share of words matched below which the two sides of a passage are in words of their own
	scoreLength     = 0.9  // what it is worth that two sentences are of one length,
	scoreLengthDiff = -6.6 // times the square of the logarithm of the ratio of their lengths
)

// gap is sentences [fromA, toA) of the first text and [fromB, toB) of the second between two passages in order.
type gap struct {
	fromA, toA, fromB, toB int32
	atEnd                  bool // before the first passage or after the last
}

// size returns how many sentences it has on either side.
func (g gap) size() (m, n int32) { return max(0, g.toA-g.fromA), max(0, g.toB-g.fromB) }

// between adds to the passages found the sentences that stand, in both texts, between the same two of them. A title or the frame of a
// quotation that two sentences share speaks for them where as many sentences stand on both sides up to the passage before, or behind.
func (x *aligner) between(found []passage) []passage {
	if !slices.ContainsFunc(found, x.renders) {
		return found
	}
	out := slices.Clone(found)
	sortPassages(out)
	markMoved(out)
	var order []int // of the passages in order
	for i := range out {
		if !out[i].moved {
			order = append(order, i)
		}
		out[i].moved = false
	}
	gaps := x.gaps(out, order)
	side := x.side(out, order, gaps)
	if side < leastSide {
		return found
	}
	even := func(g gap) bool { m, n := g.size(); return m == n }
	for k, i := range order {
		out[i].placed = even(gaps[k]) || even(gaps[k+1])
	}
	for _, g := range gaps {
		if m, n := g.size(); m > 0 && n > 0 && m <= widestGap && n <= widestGap {
			for _, q := range x.within(g, scorePlace*side) {
				x.use(q)
				out = append(out, q)
			}
		}
	}
	return out
}

// gaps returns the places before, between and after the passages of list that are in order.
func (x *aligner) gaps(list []passage, order []int) []gap {
	sentence := func(w *witness.Witness, i int32) int32 { return w.Units[w.UnitOf[i]].Sentence }
	g := gap{atEnd: true}
	var out []gap
	for _, i := range order {
		p := list[i]
		g.toA, g.toB = sentence(x.a, p.a[0]), sentence(x.b, p.b[0])
		out = append(out, g)
		g = gap{fromA: sentence(x.a, p.a[1]-1) + 1, fromB: sentence(x.b, p.b[1]-1) + 1}
	}
	g.toA, g.toB, g.atEnd = int32(len(x.a.Sentences)), int32(len(x.b.Sentences)), true
	return append(out, g)
}

// side returns how far two texts go side by side in words of their own, 0..1, by the passages of list that are in order and the gaps around them.
func (x *aligner) side(list []passage, order []int, gaps []gap) float64 {
	next, uneven := 0.0, 0.0
	rendered := int32(0) // sentences of either text
	for k, i := range order {
		before, after := gaps[k], gaps[k+1]
		own := x.renders(list[i])
		if own {
			m, n := after.fromA-before.toA, after.fromB-before.toB
			rendered += m + n
			next += float64(min(m, n) - 1)
		}
		if k == 0 {
			continue
		}
		switch m, n := before.size(); {
		case m != n:
			uneven += min(1, halfUneven*float64(max(m-n, n-m)))
		case !own || !x.renders(list[order[k-1]]) || before.toA < before.fromA || before.toB < before.fromB: // two passages of one sentence
		case m == 0:
			next++
		default:
			next += halfEven
		}
	}
	if next == 0 {
		return 0
	}
	return next / (next + uneven + priorSide*(1-min(1, float64(rendered)/float64(len(x.a.Sentences)+len(x.b.Sentences)))))
}

// renders reports whether the two sides of a passage are in words of their own.
func (x *aligner) renders(p passage) bool {
	return 2*float64(len(p.pairs)) < ownWords*float64(p.a[1]-p.a[0]+p.b[1]-p.b[0])
}

// within pairs the sentences of a place in order, as many as have some evidence of their own.
func (x *aligner) within(g gap, worth float64) []passage {
	a, b := x.a.WholeSentences(g.fromA, g.toA), x.b.WholeSentences(g.fromB, g.toB)
	a = slices.DeleteFunc(a, func(u witness.Unit) bool { return x.taken(x.usedA, u) })
	b = slices.DeleteFunc(b, func(u witness.Unit) bool { return x.taken(x.usedB, u) })
	m, n := len(a), len(b)
	worth += scoreUneven * math.Abs(float64(m-n))
	if g.atEnd {
		worth += scoreAtEnd
	}
	pairs := make([]unitPair, m*n)
	for i, u := range a {
		for j, v := range b {
			p := &pairs[i*n+j]
			p.z = -1
			if u.Len() < leastPiece || v.Len() < leastPiece || u.Len() > longestStatement || v.Len() > longestStatement {
				continue
			}
			c := x.pairOf(u, v)
			x.compareUnits(&c, u, v)
			if len(c.pairs) == 0 {
				continue
			}
			ra, rb := [2]int32{u.From, u.To}, [2]int32{v.From, v.To}
			e := x.weighFacts(ra, rb)
			length := math.Log(float64(c.u2) / float64(c.v2))
			c.z = x.alike(c) + e.tells() + x.agreement(e, c.pairs, ra, rb) + scoreLength + scoreLengthDiff*length*length + worth - scoreFew
			*p = c
		}
	}
	// The best sum of scores in one order. Two sentences side by side of which nothing speaks for a pair are passed over together.
	sum := make([]float64, (m+1)*(n+1))
	for i := m; i >= 0; i-- {
		for j := n; j >= 0; j-- {
			best := math.Inf(-1)
			switch {
			case i == m && j == n:
				best = 0
			case i < m && j < n:
				best = max(0, pairs[i*n+j].z) + sum[(i+1)*(n+1)+j+1]
			}
			if i < m {
				best = max(best, scoreUneven+sum[(i+1)*(n+1)+j])
			}
			if j < n {
				best = max(best, scoreUneven+sum[i*(n+1)+j+1])
			}
			sum[i*(n+1)+j] = best
		}
	}
	var out []passage
	for i, j := 0, 0; i < m && j < n; {
		switch p := pairs[i*n+j]; sum[i*(n+1)+j] {
		case max(0, p.z) + sum[(i+1)*(n+1)+j+1]:
			if p.z > 0 {
				if q, ok := x.passageOf(p, a[i], b[j]); ok {
					q.placed = true
					out = append(out, q)
				}
			}
			i, j = i+1, j+1
		case scoreUneven + sum[(i+1)*(n+1)+j]:
			i++
		default:
			j++
		}
	}
	return out
}
