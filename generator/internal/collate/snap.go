package collate

import (
	"dossier/generator/internal/witness"
)

// snap moves the ends of a passage to borders of units, outwards where
// the part left over is the smaller one, inwards where the passage has but the tip of a unit.
func (x *aligner) snap(p *passage) {
	for range 3 {
		if !x.snapStart(p) {
			break
		}
	}
	for range 3 {
		if !x.snapEnd(p) {
			break
		}
	}
}

// snapStart reports whether it took something off, so that it should run again.
func (x *aligner) snapStart(p *passage) bool {
	ua, ub := x.a.Units[x.a.UnitOf[p.a[0]]], x.b.Units[x.b.UnitOf[p.b[0]]]
	leftA, leftB := p.a[0]-ua.From, p.b[0]-ub.From
	hereA, hereB := min(p.a[1], ua.To)-p.a[0], min(p.b[1], ub.To)-p.b[0]
	// What is left of the other unit at both ends, for a clause that changed places.
	restA, restB := p.rest(ua, ub)
	outA, outB := leftA <= max(3, min(hereA, restB+oneSided)), leftB <= max(3, min(hereB, restA+oneSided))
	if outA && outB {
		p.a[0], p.b[0] = freeFrom(x.usedA, ua.From, p.a[0]), freeFrom(x.usedB, ub.From, p.b[0])
		return false
	}
	var cutA, cutB int32
	if !outA && p.a[1] > ua.To && hereA <= tip {
		cutA = ua.To
	}
	if !outB && p.b[1] > ub.To && hereB <= tip {
		cutB = ub.To
	}
	if cutA > 0 || cutB > 0 {
		n := 0
		for n < len(p.pairs) && (p.pairs[n].i < cutA || p.pairs[n].j < cutB) {
			n++
		}
		if len(p.pairs)-n >= leastMatched {
			p.pairs = p.pairs[n:]
			p.a[0], p.b[0] = max(cutA, p.a[0]), max(cutB, p.b[0])
			if cutA == 0 {
				p.a[0] = p.pairs[0].i
			}
			if cutB == 0 {
				p.b[0] = p.pairs[0].j
			}
			return true
		}
	}
	// A side that stays within its unit starts with its clause, if that is near.
	if !outA {
		ua.From = max(ua.From, x.a.ClauseStart(max(ua.From, p.a[0]-nearClause), p.a[0]))
	}
	if !outB {
		ub.From = max(ub.From, x.b.ClauseStart(max(ub.From, p.b[0]-nearClause), p.b[0]))
	}
	if outA || x.a.StartsClause(ua.From) {
		p.a[0] = freeFrom(x.usedA, ua.From, p.a[0])
	}
	if outB || x.b.StartsClause(ub.From) {
		p.b[0] = freeFrom(x.usedB, ub.From, p.b[0])
	}
	return false
}

// snapEnd is snapStart for the other end.
func (x *aligner) snapEnd(p *passage) bool {
	ua, ub := x.a.Units[x.a.UnitOf[p.a[1]-1]], x.b.Units[x.b.UnitOf[p.b[1]-1]]
	leftA, leftB := ua.To-p.a[1], ub.To-p.b[1]
	hereA, hereB := p.a[1]-max(p.a[0], ua.From), p.b[1]-max(p.b[0], ub.From)
	// What is left of the other unit at both ends, for a clause that changed places.
	restA, restB := p.rest(ua, ub)
	outA, outB := leftA <= max(3, min(hereA, restB+oneSided)), leftB <= max(3, min(hereB, restA+oneSided))
	if outA && outB {
		p.a[1], p.b[1] = freeTo(x.usedA, p.a[1], ua.To), freeTo(x.usedB, p.b[1], ub.To)
		return false
	}
	cutA, cutB := int32(len(x.a.Stem)), int32(len(x.b.Stem))
	tipA := !outA && p.a[0] < ua.From && hereA <= tip
	tipB := !outB && p.b[0] < ub.From && hereB <= tip
	if tipA {
		cutA = ua.From
	}
	if tipB {
		cutB = ub.From
	}
	if tipA || tipB {
		n := len(p.pairs)
		for n > 0 && (p.pairs[n-1].i >= cutA || p.pairs[n-1].j >= cutB) {
			n--
		}
		if n >= leastMatched {
			p.pairs = p.pairs[:n]
			p.a[1], p.b[1] = min(cutA, p.a[1]), min(cutB, p.b[1])
			if !tipA {
				p.a[1] = p.pairs[n-1].i + 1
			}
			if !tipB {
				p.b[1] = p.pairs[n-1].j + 1
			}
			return true
		}
	}
	if outA {
		p.a[1] = freeTo(x.usedA, p.a[1], ua.To)
	}
	if outB {
		p.b[1] = freeTo(x.usedB, p.b[1], ub.To)
	}
	return false
}

// rest returns how many words of its unit each side leaves out between the first and the last
// match.
func (p *passage) rest(ua, ub witness.Unit) (restA, restB int32) {
	first, last := p.pairs[0], p.pairs[len(p.pairs)-1]
	restA = ua.To - ua.From - (min(last.i+1, ua.To) - max(first.i, ua.From))
	restB = ub.To - ub.From - (min(last.j+1, ub.To) - max(first.j, ub.From))
	return restA, restB
}

// nearClause is the most words that a passage reaches out to the start of its clause.
const nearClause = 5

// oneSided is the most words by which one side may reach out further than the other.
const oneSided = 8

// tip is the most words of a unit that a passage gives up.
const tip = 6

// freeFrom returns the first word of [from, to) after which, up to to, no word is used.
func freeFrom(used []bool, from, to int32) int32 {
	for to > from && !used[to-1] {
		to--
	}
	return to
}

// freeTo returns the end of the unused words that begin at from, at most to.
func freeTo(used []bool, from, to int32) int32 {
	for from < to && !used[from] {
		from++
	}
	return from
}
