package collate

import "dossier/generator/internal/witness"

// preferQuoted returns p with a quoted sentence in the place of one that is not, if one text says the same twice and the other
// quotes: a paper prints beneath its headline what a speaker says in the last paragraph, and a quotation answers a quotation.
func (x *aligner) preferQuoted(p passage) passage {
	switch a, b := x.a.IsQuoted(p.a), x.b.IsQuoted(p.b); {
	case a && !b:
		for _, r := range x.b.QuotedTwins(p.b) {
			if allFree(x.usedB, r[0], r[1]) {
				if q, ok := x.instead(p, p.a, r); ok {
					return q
				}
			}
		}
	case b && !a:
		for _, r := range x.a.QuotedTwins(p.a) {
			if allFree(x.usedA, r[0], r[1]) {
				if q, ok := x.instead(p, r, p.b); ok {
					return q
				}
			}
		}
	}
	return p
}

// twinKept is the share of the words of a passage that must have an answer in the twin as well.
const twinKept = 0.75

// instead returns a passage of words ra and rb to take the place of p, and whether it answers nearly as much.
func (x *aligner) instead(p passage, ra, rb [2]int32) (passage, bool) {
	u, v := witness.Unit{From: ra[0], To: ra[1]}, witness.Unit{From: rb[0], To: rb[1]}
	c := x.pairOf(u, v)
	x.compareUnits(&c, u, v)
	if float64(c.count) < twinKept*float64(len(p.pairs)) {
		return p, false
	}
	p.a, p.b, p.pairs = ra, rb, c.pairs
	x.use(p)
	return p, true
}
