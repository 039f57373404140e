package collate

import (
	"cmp"
	"math"
	"slices"

	"dossier/generator/internal/witness"
)

// unitPair is a unit of each text that may say the same.
type unitPair struct {
	u, v   int32
	pairs  []pairing
	bag    float64 // weight of what is matched in any order
	wu, wv float64 // weight of each unit
	count  int
	words  float64 // count, less for turns of phrase
	u2, v2 int     // words of each unit
	cover  float64
	rival  float64
	z      float64
}

const (
	leastBag         = 5  // weight that two units share before they are compared
	longestStatement = 80 // words; what is longer is no sentence, and shares much by chance
)

// statements compares the units that passages left over, and whole sentences that are cut
// into units, each with each.
func (x *aligner) statements(found []passage) []passage {
	a, b := x.a.Statements(), x.b.Statements()
	pieces := int32(len(x.a.Units))
	x.unitScore = grow(x.unitScore, len(a))
	near := x.beside(found)
	var list []unitPair
	x.touched = x.touched[:0]
	clear(x.unitScore)
	for v, in := range b {
		if in.Len() > longestStatement || x.taken(x.usedB, in) || x.b.Attribution(v) {
			continue
		}
		for j := in.From; j < in.To; j++ {
			s := x.b.Stem[j]
			if !x.inA(s) || x.countA[s] > frequent {
				continue
			}
			w := x.weight(s)
			last := int32(-1)
			for i := x.first[s]; i >= 0; i = x.next[i] {
				u := x.a.UnitOf[i]
				if u == last {
					continue
				}
				last = u
				x.touch(u, w)
				if whole := x.a.WholeOf[u]; whole >= 0 {
					x.touch(pieces+whole, w)
				}
			}
		}
		for _, u := range x.touched {
			if x.unitScore[u] >= leastBag && a[u].Len() <= longestStatement && !x.taken(x.usedA, a[u]) && !x.a.Attribution(int(u)) {
				p := x.pairOf(a[u], in)
				p.u, p.v = u, int32(v)
				least := float64(scoreFew)
				if near(a[u], in) {
					least -= scoreNext
				}
				// What the pair can reach at best decides whether it is worth aligning.
				alike := 2 * float64(min(p.u2, p.v2)) / float64(p.u2+p.v2)
				if scoreBase+scoreShared*(1.2*float64(x.unitScore[u])+6)+scoreWords*0.7*alike > least {
					x.compareUnits(&p, a[u], in)
				} else {
					p.cover = float64(x.unitScore[u]) / math.Sqrt(p.wu*p.wv)
				}
				list = append(list, p)
			}
			x.unitScore[u] = 0
		}
		x.touched = x.touched[:0]
	}
	rivals(list, len(a), len(b))
	for i := range list {
		p := &list[i]
		if p.pairs == nil {
			p.z = scoreBase
			continue
		}
		p.z = x.alike(*p) + scoreRivals*p.rival
		if p.z >= scoreFew-scoreNext-scoreTelling {
			ra, rb := [2]int32{a[p.u].From, a[p.u].To}, [2]int32{b[p.v].From, b[p.v].To}
			e := x.weighFacts(ra, rb)
			p.z += e.tells() + x.agreement(e, p.pairs, ra, rb)
		}
	}
	slices.SortFunc(list, func(p, q unitPair) int {
		return cmp.Or(cmp.Compare(q.z, p.z), cmp.Compare(p.u, q.u), cmp.Compare(p.v, q.v))
	})
	return x.choose(list, found, a, b)
}

// beside returns a function that reports whether two units stand close to what is found on both sides.
func (x *aligner) beside(found []passage) func(u, v witness.Unit) bool {
	return func(u, v witness.Unit) bool {
		for _, p := range found {
			if x.close(x.a, u, p.a) && x.close(x.b, v, p.b) {
				return true
			}
		}
		return false
	}
}

// close reports whether unit u of w is within three units of range r.
func (x *aligner) close(w *witness.Witness, u witness.Unit, r [2]int32) bool {
	from, to := w.UnitOf[u.From], w.UnitOf[u.To-1]
	return from <= w.UnitOf[r[1]-1]+3 && to >= w.UnitOf[r[0]]-3
}

func (x *aligner) touch(u int32, w float32) {
	if x.unitScore[u] == 0 {
		x.touched = append(x.touched, u)
	}
	x.unitScore[u] += w
}

// choose takes the best pairs of units, each unit once. A pair beside something found before needs less.
func (x *aligner) choose(list []unitPair, found []passage, a, b []witness.Unit) []passage {
	var out []passage
	// Units that stand beside what is found: last unit of a passage on each side, and first.
	type corner struct{ u, v int32 }
	after, before := map[corner]bool{}, map[corner]bool{}
	note := func(p passage) {
		after[corner{x.a.UnitOf[p.a[1]-1], x.b.UnitOf[p.b[1]-1]}] = true
		before[corner{x.a.UnitOf[p.a[0]], x.b.UnitOf[p.b[0]]}] = true
	}
	for _, p := range found {
		note(p)
	}
	least := min(scoreLeast, scoreFew+scoreMany*float64(x.chance))
	if isBrief(x.a) && isBrief(x.b) {
		least = min(least, scoreBrief)
	}
	for range 2 {
		for _, p := range list {
			if p.z < least-scoreNext {
				break
			}
			ua, ub := a[p.u], b[p.v]
			if x.taken(x.usedA, ua) || x.taken(x.usedB, ub) {
				continue
			}
			if p.z < scoreLeast && x.isReporting(p, ua, ub) {
				continue
			}
			if p.z < least {
				help := 0.0
				fromU, toU := x.a.UnitOf[ua.From], x.a.UnitOf[ua.To-1]
				fromV, toV := x.b.UnitOf[ub.From], x.b.UnitOf[ub.To-1]
				for d := int32(1); d <= 2; d++ {
					for e := int32(1); e <= 2; e++ {
						if after[corner{fromU - d, fromV - e}] || before[corner{toU + d, toV + e}] {
							if d == 1 && e == 1 {
								help = scoreNext
							}
							help = max(help, scoreBeside)
						}
					}
				}
				if p.z+help < least {
					continue
				}
			}
			q, ok := x.passageOf(p, ua, ub)
			if !ok {
				continue
			}
			x.use(q)
			note(q)
			out = append(out, q)
		}
	}
	return out
}

// isReporting reports whether what two units share is hardly more than the words that say who speaks: "The mayor of Velm said that …"
// and "…, said the mayor" of two things.
func (x *aligner) isReporting(p unitPair, ua, ub witness.Unit) bool {
	ra, rb := x.a.Reporting(ua), x.b.Reporting(ub)
	if ra[0] == ra[1] || rb[0] == rb[1] {
		return false
	}
	shared := 0.0
	for _, l := range p.pairs {
		if (l.i < ra[0] || ra[1] <= l.i) && (l.j < rb[0] || rb[1] <= l.j) {
			shared += float64(min(mostRarity, x.weight(x.a.Stem[l.i])))
		}
	}
	return shared < leastBag
}

// isBrief reports whether w is hardly more than a statement. Two brief texts bring no rivals of their own, so
// what they share is weighed against what either shares with the other texts: see keepBest.
func isBrief(w *witness.Witness) bool { return len(w.Words) <= briefText }

// passageOf makes a passage of two units, as far as their words are free.
func (x *aligner) passageOf(p unitPair, ua, ub witness.Unit) (passage, bool) {
	if len(p.pairs) == 0 {
		return passage{}, false
	}
	q := passage{a: [2]int32{ua.From, ua.To}, b: [2]int32{ub.From, ub.To}, score: float32(p.bag), odds: p.z}
	q.pairs = slices.Clone(p.pairs)
	q.a[0] = freeFrom(x.usedA, q.a[0], q.pairs[0].i)
	q.b[0] = freeFrom(x.usedB, q.b[0], minJ(q.pairs))
	q.a[1] = freeTo(x.usedA, q.a[0], q.a[1])
	q.b[1] = freeTo(x.usedB, q.b[0], q.b[1])
	return q, q.a[1] > q.a[0] && q.b[1] > q.b[0]
}

func minJ(pairs []pairing) int32 {
	least := pairs[0].j
	for _, p := range pairs {
		least = min(least, p.j)
	}
	return least
}

// The score of two units as the same statement: a logistic regression on planted and translated
// sentences, rounded. Zero is even odds.
const (
	scoreBase      = -17.7
	scoreShared    = 0.62 // per unit of rarity that they share
	scoreWords     = 16.9 // times the share of their words that they share
	scoreStrange   = -9   // if the texts are about different things
	scoreRivals    = -40  // times the mean share of rarity with the five best rivals
	scoreLeast     = 0.3
	scoreFew       = -3   // what is enough for a single pair of texts,
	scoreMany      = 0.5  // and so much more per logarithm of the number of pairs, up to scoreLeast
	scoreBrief     = -4.5 // what is enough for two brief texts if neither has a better partner
	scoreMargin    = 1    // by how much better their best partner must be than the next
	briefText      = 60   // words
	scoreSubject   = 3    // what is enough for two brief texts that both have a partner
	scoreElsewhere = 12   // better by so much: what the two share may be but the subject of all four
	scoreBeside    = 4    // what a passage nearby that is found already is worth,
	scoreNext      = 7    // and one that this continues
)

// unitWeight returns the sum of what the words of a unit tell.
func (x *aligner) unitWeight(w *witness.Witness, u witness.Unit) float64 {
	sum := 0.0
	for _, s := range w.Stem[u.From:u.To] {
		sum += float64(min(mostRarity, x.weight(s))) + 0.3
	}
	return sum
}

// pairOf returns two units with what is known of them before they are compared.
func (x *aligner) pairOf(u, v witness.Unit) unitPair {
	return unitPair{u2: u.Len(), v2: v.Len(), wu: x.unitWeight(x.a, u), wv: x.unitWeight(x.b, v)}
}

// alike returns the score of two units that were compared, by their words alone.
func (x *aligner) alike(p unitPair) float64 {
	return scoreBase + scoreShared*p.bag + scoreWords*2*p.words/float64(p.u2+p.v2) + scoreStrange*float64(x.strange)
}

// compareUnits aligns two units word by word; their pairs are in the order of the first. Only words that the other
// unit has in some form are looked at: most have no answer.
func (x *aligner) compareUnits(p *unitPair, u, v witness.Unit) {
	x.answering(u, v)
	m, n := len(x.rows), len(x.cols)
	x.takenA, x.takenB = grow(x.takenA, m), grow(x.takenB, n)
	clear(x.takenA)
	clear(x.takenB)
	x.table = grow(x.table, (m+1)*(n+1))
	for range 2 {
		// The longest common subsequence, by weight; then that of what is left, for clauses that changed places.
		table := x.table
		clear(table[m*(n+1):])
		for i := m - 1; i >= 0; i-- {
			below, row := table[(i+1)*(n+1):(i+2)*(n+1)], table[i*(n+1):(i+1)*(n+1)]
			worth, taken := x.worth[i*n:(i+1)*n], x.takenA[i]
			right := 0.0
			row[n] = 0
			for j := n - 1; j >= 0; j-- {
				best := max(below[j], right)
				if w := worth[j]; w > 0 && !taken && !x.takenB[j] {
					best = max(best, w+below[j+1])
				}
				row[j], right = best, best
			}
		}
		if table[0] == 0 {
			break
		}
		lastI, lastJ, run := int32(-9), int32(-9), 0
		// Of two ways of one weight, the one that passes over words of the first unit is gone first, also
		// from a word of the second that has no answer.
		after := int32(0) // where in the second unit the way has come to
		for i, j := 0, 0; i < m && j < n && table[i*(n+1)+j] > 0; {
			w := x.worth[i*n+j]
			skipped := after < x.cols[j]
			switch {
			case skipped && table[(i+1)*(n+1)+j] >= table[i*(n+1)+j]:
				i++
			case skipped:
				after = x.cols[j]
			case w > 0 && !x.takenA[i] && !x.takenB[j] && table[i*(n+1)+j] == w+table[(i+1)*(n+1)+j+1]:
				x.takenA[i], x.takenB[j] = true, true
				// A turn of phrase counts for less than its words.
				full := w
				atI, atJ := x.rows[i], x.cols[j]
				if atI == lastI+1 && atJ == lastJ+1 {
					run++
					told := x.after2[u.From+atI]
					if run > 2 {
						told = x.after3[u.From+atI]
					}
					w = min(w, float64(told)+.3)
				} else {
					run = 1
				}
				p.bag += w
				p.words += w / full
				lastI, lastJ = atI, atJ
				p.pairs = append(p.pairs, pairing{u.From + atI, v.From + atJ})
				i, j, after = i+1, j+1, atJ+1
			case table[(i+1)*(n+1)+j] >= table[i*(n+1)+j+1]:
				i++
			default:
				j, after = j+1, x.cols[j]+1
			}
		}
	}
	slices.SortFunc(p.pairs, func(s, t pairing) int { return cmp.Compare(s.i, t.i) })
	p.count = len(p.pairs)
	p.cover = p.bag / math.Sqrt(p.wu*p.wv)
}

// answering fills rows and cols with the words of two units, counted from their beginnings, that the other unit has
// in some form, and worth with what it is worth to match each of the first with each of the second, row by row.
func (x *aligner) answering(u, v witness.Unit) {
	kin := x.vocabulary.Kin
	stemsA, stemsB := x.a.Stem[u.From:u.To], x.b.Stem[v.From:v.To]
	x.inUnit = grow(x.inUnit, len(kin))
	x.epochUnit += 2
	for _, t := range stemsB {
		x.inUnit[kin[t]] = x.epochUnit - 1
	}
	x.rows, x.cols, x.wa, x.wb = x.rows[:0], x.cols[:0], x.wa[:0], x.wb[:0]
	tells := func(s int32) float64 { return float64(min(mostRarity, x.weight(s))) + .3 }
	for i, s := range stemsA {
		if k := kin[s]; x.inUnit[k] >= x.epochUnit-1 {
			x.inUnit[k] = x.epochUnit
			x.rows, x.wa = append(x.rows, int32(i)), append(x.wa, tells(s))
		}
	}
	for j, t := range stemsB {
		if x.inUnit[kin[t]] == x.epochUnit {
			x.cols, x.wb = append(x.cols, int32(j)), append(x.wb, tells(t))
		}
	}
	n := len(x.cols)
	x.worth = grow(x.worth, len(x.rows)*n)
	for i, at := range x.rows {
		s, row := stemsA[at], x.worth[i*n:(i+1)*n]
		for j, at := range x.cols {
			t := stemsB[at]
			switch {
			case s == t:
				row[j] = x.wa[i]
			case kin[s] == kin[t]:
				row[j] = kinShare * min(x.wa[i], x.wb[j])
			default:
				row[j] = 0
			}
		}
	}
}

// rivals sets for each pair the mean cover of the five best other pairs of its units.
func rivals(list []unitPair, unitsA, unitsB int) {
	const most = 5
	topA, topB := make([][most + 1]float64, unitsA), make([][most + 1]float64, unitsB)
	put := func(top *[most + 1]float64, v float64) {
		for k := range top {
			if v > top[k] {
				v, top[k] = top[k], v
			}
		}
	}
	for _, p := range list {
		put(&topA[p.u], p.cover)
		put(&topB[p.v], p.cover)
	}
	mean := func(top [most + 1]float64, own float64) float64 {
		sum, n, skipped := 0.0, 0, false
		for _, v := range top {
			if v == own && !skipped {
				skipped = true
			} else if n < most {
				sum, n = sum+v, n+1
			}
		}
		return sum / most
	}
	for i := range list {
		p := &list[i]
		p.rival = (mean(topA[p.u], p.cover) + mean(topB[p.v], p.cover)) / 2
	}
}

// taken reports whether half of u or more is used.
func (x *aligner) taken(used []bool, u witness.Unit) bool {
	return 2*countTrue(used[u.From:u.To]) >= u.Len()
}
