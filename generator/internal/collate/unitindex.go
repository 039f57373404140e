package collate

import (
	"cmp"
	"math"
	"slices"

	"dossier/generator/internal/witness"
)

// unitIndex finds sentences that share rare stems, for statements that keep no two words together.
type unitIndex struct {
	vocabulary *witness.Vocabulary
	witnesses  []*witness.Witness
	firstOf    []int32   // by witness: its first unit
	owner      []int32   // by unit: its witness
	weight     []float32 // by unit: sum of the rarities of its words
	postings   [][]int32 // by stem: units, in order
	least      float32   // rarity that two sentences must share
}

const (
	indexRarity  = 3.5  // rarity from which a stem is in the index,
	briefRarity  = 2    // and one of a brief text
	indexMost    = 256  // units beyond which a stem is not
	indexShare   = 0.15 // share of their rarity that two sentences must share
	briefShare   = 0.08 // and two brief texts,
	briefNearest = 40   // of which so many are compared
)

func indexUnits(witnesses []*witness.Witness, vocabulary *witness.Vocabulary) *unitIndex {
	x := &unitIndex{vocabulary: vocabulary, witnesses: witnesses, postings: make([][]int32, len(vocabulary.Stems))}
	count := make([]int32, len(vocabulary.Stems))
	each := func(yield func(w *witness.Witness, stem int32, unit int32)) {
		unit := int32(0)
		for _, w := range witnesses {
			for n := range w.Units {
				for _, s := range w.Stem[w.Units[n].From:w.Units[n].To] {
					if vocabulary.Rarity[s] >= leastIndexed(w) && !w.Skipped[w.Units[n].From] {
						yield(w, s, unit)
					}
				}
				unit++
			}
		}
	}
	each(func(_ *witness.Witness, s, _ int32) { count[s]++ })
	each(func(_ *witness.Witness, s, unit int32) {
		if count[s] < 2 || count[s] > indexMost {
			return
		}
		if l := x.postings[s]; len(l) == 0 || l[len(l)-1] != unit {
			if l == nil {
				l = make([]int32, 0, count[s])
			}
			x.postings[s] = append(l, unit)
		}
	})
	for n, w := range witnesses {
		x.firstOf = append(x.firstOf, int32(len(x.owner)))
		for _, u := range w.Units {
			sum := float32(0)
			for _, s := range w.Stem[u.From:u.To] {
				sum += min(vocabulary.Rarity[s], 8)
			}
			x.weight = append(x.weight, sum)
			x.owner = append(x.owner, int32(n))
		}
	}
	x.firstOf = append(x.firstOf, int32(len(x.owner)))
	x.least = 0.7 * float32(math.Log(max(1, float64(len(x.owner))*float64(len(x.owner))/2)))
	return x
}

// leastIndexed returns the rarity from which stems of w are in the index. In a brief text every word counts.
func leastIndexed(w *witness.Witness) float32 {
	if isBrief(w) {
		return briefRarity
	}
	return indexRarity
}

// neighbour is a witness and the share of rarity in common.
type neighbour struct {
	witness int32
	share   float64
}

// search returns a function that finds the later witnesses with a sentence like one of witness a.
func (x *unitIndex) search() func(a int) []int32 {
	shared := make([]float32, len(x.owner))
	seen := make([]int32, len(x.vocabulary.Stems))
	mark := int32(0)
	var touched []int32
	var near []neighbour
	return func(a int) []int32 {
		var out []int32
		w := x.witnesses[a]
		for n, u := range w.Units {
			mark++
			for _, s := range w.Stem[u.From:u.To] {
				if seen[s] == mark || x.vocabulary.Rarity[s] < leastIndexed(w) {
					continue
				}
				seen[s] = mark
				l := x.postings[s]
				for k := len(l) - 1; k >= 0 && l[k] >= x.firstOf[a+1]; k-- {
					if shared[l[k]] == 0 {
						touched = append(touched, l[k])
					}
					shared[l[k]] += min(x.vocabulary.Rarity[s], 8)
				}
			}
			mine := x.weight[int(x.firstOf[a])+n]
			near = near[:0]
			for _, v := range touched {
				share := float64(shared[v]) / math.Sqrt(float64(mine*x.weight[v]))
				if shared[v] >= x.least && share >= indexShare {
					out = append(out, x.owner[v])
				} else if isBrief(w) && isBrief(x.witnesses[x.owner[v]]) && share >= briefShare {
					near = append(near, neighbour{x.owner[v], share})
				}
				shared[v] = 0
			}
			// Between brief texts a statement is all there is to find: the nearest are worth a look.
			slices.SortFunc(near, func(p, q neighbour) int {
				return cmp.Or(cmp.Compare(q.share, p.share), cmp.Compare(p.witness, q.witness))
			})
			for _, p := range near[:min(len(near), briefNearest)] {
				out = append(out, p.witness)
			}
			touched = touched[:0]
		}
		return out
	}
}
