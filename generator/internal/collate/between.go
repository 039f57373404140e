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

// gap is sentences [fromA, toA) of the first text and [fromB, toB) of the second between two passages.
type gap struct {
	fromA, toA, fromB, toB int32
	atEnd                  bool
}

// between adds to the passages found the sentences that stand, in both texts, between the same two of them. A title or the frame of a
// quotation that two sentences share is no passage, but here it speaks for them.
func (x *aligner) between(found []passage) []passage {
	var sure, weak []passage
	for _, p := range found {
		if x.isFrame(p) || x.isTitle(p) {
			weak = append(weak, p)
		} else {
			sure = append(sure, p)
		}
	}
	gaps, side := x.gaps(sure)
	if len(gaps) == 0 {
		return found
	}
	for _, p := range weak {
		x.free(p)
	}
	for _, g := range gaps {
		for _, q := range x.within(g, scorePlace*side) {
			x.use(q)
			sure = append(sure, q)
		}
	}
	for _, p := range weak {
		if allFree(x.usedA, p.a[0], p.a[1]) && allFree(x.usedB, p.b[0], p.b[1]) {
			x.use(p)
			sure = append(sure, p)
		}
	}
	return sure
}

// gaps returns the places between passages in order that are narrow enough, and how far the two texts go side by side, 0..1.
func (x *aligner) gaps(found []passage) ([]gap, float64) {
	own := 0
	for _, p := range found {
		if x.renders(p) {
			own++
		}
	}
	if own < 2 {
		return nil, 0
	}
	list := slices.Clone(found)
	sortPassages(list)
	markMoved(list)
	list = slices.DeleteFunc(list, func(p passage) bool { return p.moved })
	sentence := func(w *witness.Witness, i int32) int32 { return w.Units[w.UnitOf[i]].Sentence }
	var gaps []gap
	next, uneven, rendered := 0.0, 0.0, 0
	add := func(fromA, toA, fromB, toB int32, atEnd bool) {
		if m, n := toA-fromA, toB-fromB; m > 0 && n > 0 && m <= widestGap && n <= widestGap {
			gaps = append(gaps, gap{fromA, toA, fromB, toB, atEnd})
		}
	}
	add(0, sentence(x.a, list[0].a[0]), 0, sentence(x.b, list[0].b[0]), true)
	for _, p := range list {
		if x.renders(p) {
			m, n := sentence(x.a, p.a[1]-1)-sentence(x.a, p.a[0]), sentence(x.b, p.b[1]-1)-sentence(x.b, p.b[0])
			rendered += int(m + n + 2)
			next += float64(min(m, n))
		}
	}
	for n := 1; n < len(list); n++ {
		p, q := list[n-1], list[n]
		fromA, toA := sentence(x.a, p.a[1]-1)+1, sentence(x.a, q.a[0])
		fromB, toB := sentence(x.b, p.b[1]-1)+1, sentence(x.b, q.b[0])
		switch m, n := toA-fromA, toB-fromB; {
		case m < 0 || n < 0: // two passages of one sentence
		case m != n:
			uneven += min(1, halfUneven*float64(max(m-n, n-m)))
		case !x.renders(p) || !x.renders(q):
		case m == 0:
			next++
		default:
			next += halfEven
		}
		add(fromA, toA, fromB, toB, false)
	}
	last := list[len(list)-1]
	add(sentence(x.a, last.a[1]-1)+1, int32(len(x.a.Sentences)), sentence(x.b, last.b[1]-1)+1, int32(len(x.b.Sentences)), true)
	if next == 0 {
		return nil, 0
	}
	unknown := priorSide * (1 - min(1, float64(rendered)/float64(len(x.a.Sentences)+len(x.b.Sentences))))
	side := next / (next + uneven + unknown)
	if side < leastSide {
		return nil, 0
	}
	return gaps, side
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
			*p = unitPair{u2: u.Len(), v2: v.Len(), z: -1}
			if p.u2 < leastPiece || p.v2 < leastPiece || p.u2 > longestStatement || p.v2 > longestStatement {
				continue
			}
			p.wu, p.wv = x.unitWeight(x.a, u), x.unitWeight(x.b, v)
			x.compareUnits(p, u, v)
			if len(p.pairs) == 0 {
				continue
			}
			ra, rb := [2]int32{u.From, u.To}, [2]int32{v.From, v.To}
			length := math.Log(float64(p.u2) / float64(p.v2))
			p.z = scoreBase + scoreShared*p.bag + scoreWords*2*p.words/float64(p.u2+p.v2) + scoreStrange*float64(x.strange) +
				x.telling(ra, rb) + x.agreement(p.pairs, ra, rb) + scoreLength + scoreLengthDiff*length*length + worth - scoreFew
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
