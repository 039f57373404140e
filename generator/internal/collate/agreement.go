package collate

import (
	"math"
	"slices"

	"dossier/generator/internal/witness"
)

// evidence is how the names and numbers of two ranges agree.
type evidence struct {
	shared        bool // a name or a number stands on both sides
	sharedName    bool // a name does
	telling       bool // one that the two texts have but here stands on both sides
	numbersDiffer int  // numbers beside the same word that differ, and stand nowhere on the other side
	numbersApart  bool // both sides have numbers and none in common
	namesDiffer   int  // names in one role that differ, and that the other text does not know
	namesApart    bool // both sides have names that the other text does not know, and none in common
}

// weighFacts compares the names and numbers of words ra of the first text with those of words rb of the second.
func (x *aligner) weighFacts(ra, rb [2]int32) evidence {
	fa, fb := x.a.FactsIn(ra), x.b.FactsIn(rb)
	var e evidence
	numbersA, namesA, sharedNumber, sharedName := x.unmet(x.a, fa, x.b, fb)
	numbersB, namesB, _, _ := x.unmet(x.b, fb, x.a, fa)
	e.shared = sharedNumber || sharedName
	e.sharedName = sharedName
	for _, f := range fa {
		if x.weight(x.a.Stem[f.To-1]) >= tellingWeight && x.holdsFact(x.b, fb, x.a, f) {
			e.telling = true
		}
	}
	e.numbersApart = !sharedNumber && len(numbersA) > 0 && len(numbersB) > 0
	e.namesApart = !sharedName && len(namesA) > 0 && len(namesB) > 0
	for _, f := range numbersA {
		if slices.ContainsFunc(numbersB, func(g witness.Fact) bool { return x.oneRole(f, g) && unlike(f.Value, g.Value) }) {
			e.numbersDiffer++
		}
	}
	for _, f := range namesA {
		if slices.ContainsFunc(namesB, func(g witness.Fact) bool { return x.oneRole(f, g) }) {
			e.namesDiffer++
		}
	}
	return e
}

// holdsFact reports whether fact f of w is among others, facts of v: as a name, be it in another spelling, or as a number.
func (x *aligner) holdsFact(v *witness.Witness, others []witness.Fact, w *witness.Witness, f witness.Fact) bool {
	return slices.ContainsFunc(others, func(g witness.Fact) bool {
		return f.Name == g.Name && (f.Name && x.vocabulary.SameName(w, f, v, g) || !f.Name && f.Value == g.Value)
	})
}

// unmet returns the numbers of list, facts of w, that are not in others, facts of v, and the names that are neither there nor
// elsewhere in v; and whether a number and a name are in both.
func (x *aligner) unmet(w *witness.Witness, list []witness.Fact, v *witness.Witness, others []witness.Fact) (numbers, names []witness.Fact, sharedNumber, sharedName bool) {
	for _, f := range list {
		switch answered := x.holdsFact(v, others, w, f); {
		case answered && f.Name:
			sharedName = true
		case answered:
			sharedNumber = true
		case !f.Name:
			numbers = append(numbers, f)
		case !v.Knows(x.vocabulary, w, f):
			names = append(names, f)
		}
	}
	return numbers, names, sharedNumber, sharedName
}

// oneRole reports whether the word before or the word after two facts is the same.
func (x *aligner) oneRole(f, g witness.Fact) bool {
	for _, r := range f.Roles {
		for _, s := range g.Roles {
			if r >= 0 && s >= 0 && x.vocabulary.Kin[r] == x.vocabulary.Kin[s] {
				return true
			}
		}
	}
	return false
}

// unlike reports whether two numbers are not one number, a little up or down.
func unlike(v, w float64) bool {
	return math.Abs(v-w) > closeNumbers*max(math.Abs(v), math.Abs(w))
}

// closeNumbers is the share by which reports of one thing may differ in a number.
const closeNumbers = 0.1

// kindNames is the share of its names that a text has from another if both tell of one thing.
const kindNames = 0.5

// names returns how little two texts have of each other's names: 0 where one has half of the other's, 1 where neither has any.
func (x *aligner) names() float32 {
	known := func(w, v *witness.Witness) (float32, int) {
		n, all := 0, 0
		for _, f := range v.Facts {
			if f.Name {
				all++
				if w.Knows(x.vocabulary, v, f) {
					n++
				}
			}
		}
		return float32(n) / float32(max(1, all)), all
	}
	a, n := known(x.a, x.b)
	b, m := known(x.b, x.a)
	if n == 0 || m == 0 {
		return 0
	}
	return max(0, 1-max(a, b)/kindNames)
}

// What names and numbers add to the score of a statement or a passage, in its unit, the natural logarithm of odds: rounded, and far
// below what a logistic regression on the first half of testdata/events.txt gives them, for made-up events contradict one another more than real ones.
const (
	scoreNumber      = -4 // for a number that differs beside the same word,
	scoreNumberApart = -1 // and once more if no number is the same
	scoreName        = -4 // for a name that differs in the same role,
	scoreNameApart   = -3 // and once more if no name is the same
	scoreAlien       = -6 // if the two texts have no name in common
	mostContrary     = 2  // so many names, and so many numbers, count
	scoreInPlace     = -8 // for a name that stands between the same words as another, whether or not the other text knows it
	scoreTelling     = 3  // for a statement, if a name or a number is the same that tells something: it stands seldom
	timesForm        = 4  // as much counts what differs where the rest may be a form that was filled in twice
	tellingWeight    = 4
)

// agreement returns what the names and numbers of two ranges, weighed as e, add to the score that the two are one, with the words
// that pairs match. Where two texts have no name in common, and what is compared has none either, the rest may be a form that was
// filled in twice, and what differs counts more.
func (x *aligner) agreement(e evidence, pairs []pairing, ra, rb [2]int32) float64 {
	sum := scoreNumber*float64(min(mostContrary, e.numbersDiffer)) + scoreName*float64(min(mostContrary, e.namesDiffer)) + scoreAlien*float64(x.alien)
	if e.numbersApart {
		sum += scoreNumberApart
	}
	if e.namesApart {
		sum += scoreNameApart
	}
	if x.alien > 0 && (!e.shared || !e.sharedName && e.namesDiffer > 0) {
		sum *= 1 + (timesForm-1)*float64(x.alien)
	}
	return sum + scoreInPlace*float64(min(mostContrary, x.namesInPlace(pairs, ra, rb)))
}

// tells returns what it adds to the score of a statement that a name or a number is the same.
func (e evidence) tells() float64 {
	if e.telling {
		return scoreTelling
	}
	return 0
}

// widestPlace is the most words that stand in the place of others.
const widestPlace = 3

// namesInPlace returns how many names of ra have another in their place: matched words, or the end of the range, are next to both.
// pairs are in the order of ra.
func (x *aligner) namesInPlace(pairs []pairing, ra, rb [2]int32) int {
	names := func(w *witness.Witness, from, to int32) []witness.Fact {
		return slices.DeleteFunc(slices.Clone(w.FactsIn([2]int32{from, to})), func(f witness.Fact) bool { return !f.Name })
	}
	n := 0
	before := pairing{ra[0] - 1, rb[0] - 1}
	for k := 0; k <= len(pairs); k++ {
		next := pairing{ra[1], rb[1]}
		if k < len(pairs) {
			next = pairs[k]
		}
		if i, j := next.i-before.i-1, next.j-before.j-1; i > 0 && i <= widestPlace && j > 0 && j <= widestPlace {
			mine, theirs := names(x.a, before.i+1, next.i), names(x.b, before.j+1, next.j)
			if len(mine) > 0 && len(theirs) > 0 && !slices.ContainsFunc(mine, func(f witness.Fact) bool { return x.holdsFact(x.b, theirs, x.a, f) }) {
				n++
			}
		}
		before = next
	}
	return n
}
