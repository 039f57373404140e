package collate

import (
	"cmp"
	"slices"

	"dossier/generator/internal/parallel"
	"dossier/generator/internal/witness"
)

// Constants of the evidence of third texts.
const (
	mostKin    = 16  // related texts beyond which a text brings no evidence; there are enough without it
	scoreThird = -6  // what is enough for two units that both answer one of a third text,
	leastThird = 3   // in so many words
	shareThird = 0.3 // and such a share of the shorter one
)

// throughThirds adds the statements that two texts share by the evidence of a third: where a unit of the one and
// a unit of the other both answer the same words of a third text, less is needed to take them for the same. Two
// translations of one sentence may have little in common with each other and much with the original.
func throughThirds(aligned [][]pairAligned, witnesses []*witness.Witness, worker func() *aligner, workers int) [][]pairAligned {
	// Per witness, its pairs.
	type edge struct {
		other int32
		pair  *pairAligned
	}
	edges := make([][]edge, len(witnesses))
	for a := range aligned {
		for n := range aligned[a] {
			p := &aligned[a][n]
			edges[p.a] = append(edges[p.a], edge{p.b, p})
			edges[p.b] = append(edges[p.b], edge{p.a, p})
		}
	}
	// each calls yield with the words of witness w and of the other that p brings together.
	each := func(p *pairAligned, w int32, yield func(mine, theirs int32)) {
		for _, q := range p.list {
			for _, l := range q.pairs {
				if p.a == w {
					yield(l.i, l.j)
				} else {
					yield(l.j, l.i)
				}
			}
		}
	}
	out := make([][]pairAligned, len(witnesses))
	parallel.Workers(workers, len(witnesses), func() func(int) {
		x := worker()
		var through []int32
		return func(a int) {
			counts := map[int32]map[[2]int32]int{} // by third witness and pair of units
			if len(edges[a]) <= mostKin {
				for _, ab := range edges[a] {
					if len(edges[ab.other]) > mostKin {
						continue
					}
					through = grow(through, len(witnesses[ab.other].Words))
					for i := range through {
						through[i] = -1
					}
					each(ab.pair, int32(a), func(mine, theirs int32) { through[theirs] = mine })
					for _, bc := range edges[ab.other] {
						if bc.other <= int32(a) || witnesses[a].Apart(witnesses[bc.other].Text) {
							continue
						}
						here := map[[2]int32]int{}
						each(bc.pair, ab.other, func(mine, theirs int32) {
							if i := through[mine]; i >= 0 {
								here[[2]int32{witnesses[a].UnitOf[i], witnesses[bc.other].UnitOf[theirs]}]++
							}
						})
						if counts[bc.other] == nil {
							counts[bc.other] = map[[2]int32]int{}
						}
						for k, n := range here {
							counts[bc.other][k] = max(counts[bc.other][k], n)
						}
					}
				}
			}
			started := false
			done := map[int32]bool{}
			add := func(c int32, list []passage) {
				ties := ranked(counts[c])
				if len(ties) > 0 {
					if !started {
						x.start(witnesses[a])
						started = true
					}
					x.with(witnesses[c])
					list = x.third(list, ties)
				}
				if len(list) > 0 {
					out[a] = append(out[a], pairAligned{int32(a), c, list})
				}
				done[c] = true
			}
			for _, p := range aligned[a] {
				add(p.b, p.list)
			}
			for c := range counts {
				if !done[c] {
					add(c, nil)
				}
			}
			slices.SortFunc(out[a], func(p, q pairAligned) int { return cmp.Compare(p.b, q.b) })
		}
	})
	return out
}

// unitTie is a unit of each of two texts and the number of words in which both answer a third.
type unitTie struct {
	u, v  int32
	words int
}

// ranked returns the ties that count, the strongest first.
func ranked(count map[[2]int32]int) []unitTie {
	var out []unitTie
	for k, n := range count {
		if n >= leastThird {
			out = append(out, unitTie{k[0], k[1], n})
		}
	}
	slices.SortFunc(out, func(p, q unitTie) int {
		return cmp.Or(cmp.Compare(q.words, p.words), cmp.Compare(p.u, q.u), cmp.Compare(p.v, q.v))
	})
	return out
}

// third adds to list what the ties support.
func (x *aligner) third(list []passage, ties []unitTie) []passage {
	for _, p := range list {
		x.use(p)
	}
	var more []passage
	for _, t := range ties {
		u, v := x.a.Units[t.u], x.b.Units[t.v]
		if float64(t.words) < shareThird*float64(min(u.Len(), v.Len())) || x.taken(x.usedA, u) || x.taken(x.usedB, v) ||
			x.a.Attribution(int(t.u)) || x.b.Attribution(int(t.v)) {
			continue
		}
		c := x.pairOf(u, v)
		x.compareUnits(&c, u, v)
		c.z = x.alike(c)
		if c.z >= scoreThird {
			ra, rb := [2]int32{u.From, u.To}, [2]int32{v.From, v.To}
			c.z += x.agreement(x.weighFacts(ra, rb), c.pairs, ra, rb)
		}
		if c.z < scoreThird {
			continue
		}
		if q, ok := x.passageOf(c, u, v); ok {
			x.use(q)
			more = append(more, q)
		}
	}
	if len(more) == 0 {
		return list
	}
	list = slices.Clone(list)
	for i := range list {
		list[i].pairs = slices.Clone(list[i].pairs)
	}
	return x.complete(append(list, more...))
}
