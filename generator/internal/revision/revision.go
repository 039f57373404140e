// Package revision tells what changed from one version of a text to the next,
// sentence by sentence.
//
// Sentences that are the same word for word are set beside each other first, in
// their order (the longest such order, after Myers 1986). What is left between two
// of them is paired in order too where enough words are the same: such a sentence is
// changed. A sentence that stands elsewhere in the other version is moved, word for
// word or changed. Of the rest those of the later version are added, those of the
// earlier dropped. Letter case, typography and marks of punctuation alone are no
// change.
//
// Of many texts in their order, a [Chain] tells which each rewords, and how long each
// sentence lives on.
package revision

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// A Kind says what happened to a sentence.
type Kind string

// The kinds.
const (
	Same    Kind = "same"
	Changed Kind = "changed"
	Added   Kind = "added"
	Dropped Kind = "dropped"
)

// A Change is a sentence of the earlier text, the one of the later that it became, or
// both. Spans are bytes of the texts.
type Change struct {
	Kind          Kind
	Moved         bool         // it stands in another order; of the same and the changed
	Before, After segment.Span // empty where the kind has none
}

// Changed reports whether a sentence is not as it was, or not where.
func (c Change) Changed() bool { return c.Kind != Same || c.Moved }

// alike is from which share of their words two sentences are one that was changed,
// and moved from which they are where they stand in another order, where there is
// less to go by.
const (
	alike      = 0.5
	alikeMoved = 0.65
)

// sentence is one of a text.
type sentence struct {
	segment.Span
	words  []string // folded
	key    string
	bag    map[string]int // how often it has each word
	signs  []uint8        // a sign of each word, one of 64
	signed uint64         // the signs that it has
	kinds  map[string]kind
	of     [2]int // how many words of each kind it has
}

// A kind is that of a word of which one may stand for another.
type kind int

const (
	number kind = iota
	month       // in a line that says when a text was written, and has no more than shortLine words
)

const shortLine = 8

// newSentence takes apart the sentence of a text at a span.
func newSentence(at segment.Span, words []string) sentence {
	s := sentence{Span: at, words: words, key: strings.Join(words, " "), bag: make(map[string]int, len(words))}
	for _, w := range words {
		s.bag[w]++
		sign := uint8(len(w))
		for i := range len(w) {
			sign = sign*31 + w[i]
		}
		s.signs = append(s.signs, sign%64)
		s.signed |= 1 << (sign % 64)
		var k kind
		switch {
		case lexicon.Numeral(w):
			k = number
		case len(words) <= shortLine && tongue.CalendarWord(w) > 0:
			k = month
		default:
			continue
		}
		if s.kinds == nil {
			s.kinds = map[string]kind{}
		}
		s.kinds[w] = k
		s.of[k]++
	}
	return s
}

// A Text is a text taken apart, so that it may be compared more than once.
type Text struct{ list []sentence }

// Read takes a text apart.
func Read(text string) Text { return Text{sentences(text)} }

// Sentences returns the spans of its sentences, in their order.
func (t Text) Sentences() []segment.Span {
	out := make([]segment.Span, len(t.list))
	for i, s := range t.list {
		out[i] = s.Span
	}
	return out
}

// Key returns the words of a sentence, from 0, as they are compared: two sentences with
// one key are the same.
func (t Text) Key(i int) string { return t.list[i].key }

func sentences(text string) []sentence {
	var out []sentence
	for _, p := range segment.Paragraphs(text) {
		for _, s := range segment.Sentences(p.In(text)) {
			at := segment.Span{Start: p.Start + s.Start, End: p.Start + s.End}
			words := edit.Folded(text, segment.WordsIn(text, at))
			if len(words) > 0 {
				out = append(out, newSentence(at, words))
			}
		}
	}
	return out
}

// Changes returns what became of each sentence of before and where each of after came
// from, in the order of after; a sentence that was dropped stands where it stood.
func Changes(before, after string) []Change { return Between(Read(before), Read(after)) }

// Between is [Changes] of texts that were taken apart.
func Between(before, after Text) []Change {
	a, b := before.list, after.list
	toB := make([]int, len(a)) // by sentence of a, or -1
	toA := make([]int, len(b))
	inOrder := make([]bool, len(b)) // set beside one of a in order
	for i := range toB {
		toB[i] = -1
	}
	for j := range toA {
		toA[j] = -1
	}
	pair := func(i, j int, order bool) { toB[i], toA[j], inOrder[j] = j, i, order }
	for _, run := range edit.Runs(keys(a), keys(b)) {
		for n := range run[2] {
			pair(run[0]+n, run[1]+n, true)
		}
	}
	// Between two that are the same, in order.
	i0, j0 := 0, 0
	for j := 0; j <= len(b); j++ {
		if j < len(b) && toA[j] < 0 {
			continue
		}
		i1 := len(a)
		if j < len(b) {
			i1 = toA[j]
		}
		for _, p := range between(a[i0:i1], b[j0:j]) {
			pair(i0+p[0], j0+p[1], true)
		}
		i0, j0 = i1+1, j+1
	}
	if elsewhere(a, b, toB, toA, pair) {
		inOrder = longestOrder(toA)
	}
	return listed(a, b, toB, toA, inOrder)
}

// Differ reports whether anything changed from one text to the other.
func Differ(before, after string) bool {
	return !slices.Equal(keys(sentences(before)), keys(sentences(after)))
}

// Loses reports whether a later text lacks a sentence of an earlier one, or has it in
// other words.
func Loses(before, after string) bool {
	has := map[string]bool{}
	for _, s := range sentences(after) {
		has[s.key] = true
	}
	return slices.ContainsFunc(sentences(before), func(s sentence) bool { return !has[s.key] })
}

func keys(list []sentence) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.key
	}
	return out
}

// share returns which share of the words of two sentences they have in common, each
// as often as both have it. A number in the place of a number is half the same, and
// so is the name of a month in a short line.
func share(a, b sentence) float64 { return shareFrom(a, b, 0) }

// shareFrom is share where that is least or more, and else may be less than it. A word of which no sign is in the other is
// not in it, which is soon told.
func shareFrom(a, b sentence, least float64) float64 {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	most := 0
	for _, sign := range a.signs {
		if b.signed&(1<<sign) != 0 {
			most++
		}
	}
	both := float64(len(a.words) + len(b.words))
	if float64(2*most+min(a.of[number], b.of[number])+min(a.of[month], b.of[month])) < least*both {
		return 0
	}
	return inCommon(a, b)
}

func inCommon(a, b sentence) float64 {
	common, both := 0, [2]int{}
	for w, n := range b.bag {
		m := min(n, a.bag[w])
		if m == 0 {
			continue
		}
		common += m
		if k, ok := b.kinds[w]; ok {
			both[k] += m
		}
	}
	halves := 0
	for k, n := range both {
		halves += max(0, min(a.of[k], b.of[k])-n)
	}
	return float64(2*common+halves) / float64(len(a.words)+len(b.words))
}

// Where two sentences stand in one place, they are also one that was changed where the
// shorter is nearly all in the longer, or where both have a run of words that is long
// beside the shorter. Neither tells much of a few words, or beside a far longer sentence.
const (
	leastShare  = 0.3 // of their words that both have
	leastWords  = 6   // of the shorter, and of the run
	nearlyAll   = 0.8 // of the words of the shorter
	longRunPart = 3   // the shorter has at most so many times the words of the run
)

// shareInPlace returns how alike two sentences are that stand in one place.
func shareInPlace(a, b sentence) float64 {
	s := shareFrom(a, b, leastShare)
	least := min(len(a.words), len(b.words))
	if s >= alike || s < leastShare || least < leastWords {
		return s
	}
	common, longest := 0, 0
	for _, run := range edit.Runs(a.words, b.words) {
		common += run[2]
		longest = max(longest, run[2])
	}
	if float64(common) >= nearlyAll*float64(least) || longest >= leastWords && longest*longRunPart >= least {
		return alike
	}
	return s
}

// mostBetween is how many pairs of sentences of one gap are weighed against each
// other; of more the sentences are paired by their places.
const mostBetween = 1 << 18

// between returns which sentences of a became which of b, both in order, so that
// what they share is the most.
func between(a, b []sentence) [][2]int {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > mostBetween {
		return nil
	}
	best := make([][]float64, len(a)+1)
	shares := make([][]float64, len(a))
	for i := range best {
		best[i] = make([]float64, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		shares[i] = make([]float64, len(b))
		for j := len(b) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if shares[i][j] = shareInPlace(a[i], b[j]); shares[i][j] >= alike {
				best[i][j] = max(best[i][j], best[i+1][j+1]+shares[i][j])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case shares[i][j] >= alike && best[i][j] == best[i+1][j+1]+shares[i][j]:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return out
}

// elsewhere pairs what is left wherever it stands, the most alike first, and reports whether it found any.
func elsewhere(a, b []sentence, toB, toA []int, pair func(i, j int, order bool)) (found bool) {
	byKey := map[string][]int{}
	var left []int
	for i := range a {
		if toB[i] < 0 {
			byKey[a[i].key] = append(byKey[a[i].key], i)
			left = append(left, i)
		}
	}
	var open []int
	for j := range b {
		if toA[j] >= 0 {
			continue
		}
		if list := byKey[b[j].key]; len(list) > 0 {
			pair(list[0], j, false)
			found = true
			byKey[b[j].key] = list[1:]
			continue
		}
		open = append(open, j)
	}
	if len(left)*len(open) > mostBetween {
		return found
	}
	type candidate struct {
		i, j  int
		share float64
	}
	var all []candidate
	for _, i := range left {
		for _, j := range open {
			if s := shareFrom(a[i], b[j], alikeMoved); toB[i] < 0 && s >= alikeMoved {
				all = append(all, candidate{i, j, s})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y candidate) int { return cmp.Compare(y.share, x.share) })
	for _, c := range all {
		if toB[c.i] < 0 && toA[c.j] < 0 {
			pair(c.i, c.j, false)
			found = true
		}
	}
	return found
}

// longestOrder tells which sentences of b stand in one order with those of a that they are
// beside, so that as few as can be are moved: the longest such order (Schensted 1961).
func longestOrder(toA []int) []bool {
	var ends []int // by length of an order, less one: the sentence of b that ends one, of the least place in a
	before := make([]int, len(toA))
	for j, i := range toA {
		before[j] = -1
		if i < 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(ends, i, func(e, i int) int { return toA[e] - i })
		if at > 0 {
			before[j] = ends[at-1]
		}
		if at == len(ends) {
			ends = append(ends, j)
		} else {
			ends[at] = j
		}
	}
	inOrder := make([]bool, len(toA))
	if len(ends) > 0 {
		for j := ends[len(ends)-1]; j >= 0; j = before[j] {
			inOrder[j] = true
		}
	}
	return inOrder
}

// listed returns the changes in the order of b.
func listed(a, b []sentence, toB, toA []int, inOrder []bool) []Change {
	var out []Change
	next := 0 // sentence of a that is not told yet
	dropped := func(to int) {
		for ; next < to; next++ {
			if toB[next] < 0 {
				out = append(out, Change{Kind: Dropped, Before: a[next].Span})
			}
		}
	}
	// Of what stands in one place, what was dropped comes first.
	place := make([]int, len(b)) // sentence of a that the next in order was
	for j, at := len(b)-1, len(a); j >= 0; j-- {
		if inOrder[j] {
			at = toA[j]
		}
		place[j] = at
	}
	for j := range b {
		i := toA[j]
		dropped(place[j])
		if inOrder[j] {
			next = i + 1
		}
		c := Change{Kind: Added, After: b[j].Span}
		if i >= 0 {
			c.Kind, c.Before, c.Moved = Changed, a[i].Span, !inOrder[j]
			if a[i].key == b[j].key {
				c.Kind = Same
			}
		}
		out = append(out, c)
	}
	dropped(len(a))
	return out
}
