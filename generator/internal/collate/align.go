package collate

import (
	"cmp"
	"slices"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/witness"
)

// align returns the alignments of the two texts, in order of the first, with kinds and scores.
func (x *aligner) align() []passage {
	list := x.passages()
	list = append(list, x.statements(list)...)
	return x.complete(x.between(list))
}

// complete makes the alignments of the pieces found.
func (x *aligner) complete(list []passage) []passage {
	if len(list) == 0 {
		return nil
	}
	list = x.merge(list)
	var out []passage
	for _, p := range list {
		for _, q := range x.part(x.trimAttribution(p)) {
			q = x.preferQuoted(x.trimClause(x.trimSentences(q)))
			if q.a[1]-q.a[0] < leastPiece || q.b[1]-q.b[0] < leastPiece || !q.placed && (x.isFrame(q) || x.isTitle(q) || x.isBeside(q) || x.isWhen(q)) {
				continue
			}
			x.judge(&q)
			out = append(out, q)
		}
	}
	sortPassages(out)
	markMoved(out)
	return out
}

// leastPiece is the number of words on each side below which a piece that is left over says nothing by itself.
const leastPiece = 3

func sortPassages(list []passage) {
	slices.SortFunc(list, func(p, q passage) int { return cmp.Or(cmp.Compare(p.a[0], q.a[0]), cmp.Compare(p.b[0], q.b[0])) })
}

// merge joins pieces of one passage: neighbours on both sides, in the same order, with
// little between them.
func (x *aligner) merge(list []passage) []passage {
	sortPassages(list)
	out := list[:1]
	for _, q := range list[1:] {
		p := &out[len(out)-1]
		gapA, gapB := q.a[0]-p.a[1], q.b[0]-p.b[1]
		if gapA < 0 || gapB < 0 || gapA > longGap || gapB > longGap || !allFree(x.usedA, p.a[1], q.a[0]) || !allFree(x.usedB, p.b[1], q.b[0]) {
			out = append(out, q)
			continue
		}
		if p.chain > 0 && q.chain > 0 && (x.passesOver(x.a, p.a[1], q.a[0]) || x.passesOver(x.b, p.b[1], q.b[0])) {
			if pairs, ok := x.fill(*p, q); ok {
				p.pairs = append(p.pairs, pairs...)
			} else {
				out = append(out, q)
				continue
			}
		}
		apart := gapA > mergeGap || gapB > mergeGap || gapA+gapB > farApart || x.looseness(*p) != x.looseness(q) && gapA+gapB > 0 ||
			x.looseness(q) && x.crossesParagraph(*p, q)
		if apart && (p.chain == 0 || p.chain != q.chain) {
			pairs, ok := x.fill(*p, q)
			if !ok {
				out = append(out, q)
				continue
			}
			p.pairs = append(p.pairs, pairs...)
		}
		p.a[1], p.b[1] = q.a[1], q.b[1]
		p.pairs = append(p.pairs, q.pairs...)
		p.score += q.score
	}
	return out
}

// passesOver reports whether words [from, to) of a text hold a whole sentence.
func (x *aligner) passesOver(w *witness.Witness, from, to int32) bool {
	_, _, ok := firstSentence(w, from, to, func(int32, int32) bool { return true })
	return ok
}

// firstSentence returns the words of the first sentence of some length that is whole among words [from, to) of a text, and of which
// some holds.
func firstSentence(w *witness.Witness, from, to int32, some func(from, to int32) bool) (first, end int32, ok bool) {
	if from >= to {
		return 0, 0, false
	}
	for u := int(w.UnitOf[from]); u < len(w.Units) && w.Units[u].From < to; {
		last := u
		for last+1 < len(w.Units) && w.Units[last+1].Sentence == w.Units[u].Sentence {
			last++
		}
		first, end := w.Units[u].From, w.Units[last].To
		if begins := u == 0 || w.Units[u-1].Sentence != w.Units[u].Sentence; begins && first >= from && end <= to && end-first >= leastMatched && some(first, end) {
			return first, end, true
		}
		u = last + 1
	}
	return 0, 0, false
}

// cut takes out of a passage the whole sentences of either text that nothing in it answers: a text that has a sentence more has
// not the same there. What is left on either side of one is a passage of its own, where it has enough for that.
func (x *aligner) cut(p passage) []passage {
	from, to, side := x.unanswered(p)
	if from < 0 {
		return []passage{p}
	}
	before, after := p, p
	n := slices.IndexFunc(p.pairs, func(l pairing) bool { return l.on(side) >= from })
	m := slices.IndexFunc(p.pairs, func(l pairing) bool { return l.on(side) >= to })
	if n < 0 {
		n = len(p.pairs)
	}
	if m < 0 {
		m = len(p.pairs)
	}
	before.pairs, after.pairs = p.pairs[:n:n], p.pairs[m:]
	var out []passage
	if len(before.pairs) >= leastMatched {
		last := before.pairs[n-1]
		before.a[1], before.b[1] = last.i+1, last.j+1
		if side == 0 {
			before.a[1] = from
		} else {
			before.b[1] = from
		}
		out = append(out, before)
	}
	if len(after.pairs) >= leastMatched {
		first := after.pairs[0]
		after.a[0], after.b[0] = first.i, first.j
		if side == 0 {
			after.a[0] = to
		} else {
			after.b[0] = to
		}
		out = append(out, x.cut(after)...)
	}
	return out
}

// on returns the word of a pairing in the first text (0) or the second (1).
func (l pairing) on(side int) int32 {
	if side == 0 {
		return l.i
	}
	return l.j
}

// unanswered returns the words of the first whole sentence in a passage that nothing answers but common words, and of which
// text it is; from is -1 where all are answered.
func (x *aligner) unanswered(p passage) (from, to int32, side int) {
	for side, w := range []*witness.Witness{x.a, x.b} {
		span := [...][2]int32{p.a, p.b}[side]
		from, to, ok := firstSentence(w, span[0], span[1], func(from, to int32) bool { return !x.answered(p, w, side, from, to) })
		if ok {
			return from, to, side
		}
	}
	return -1, -1, 0
}

// answered reports whether a passage has an answer to words [from, to) of a text: to one of some rarity, or to half of them.
func (x *aligner) answered(p passage, w *witness.Witness, side int, from, to int32) bool {
	n := int32(0)
	for _, l := range p.pairs {
		if at := l.on(side); at >= from && at < to {
			n++
			if x.vocabulary.Rarity[w.Stem[at]] > witness.CommonRarity {
				return true
			}
		}
	}
	return 2*n >= to-from
}

// crossesParagraph reports whether q begins another paragraph than p ends with, on either side.
func (x *aligner) crossesParagraph(p, q passage) bool {
	return x.a.Units[x.a.UnitOf[p.a[1]-1]].Para != x.a.Units[x.a.UnitOf[q.a[0]]].Para ||
		x.b.Units[x.b.UnitOf[p.b[1]-1]].Para != x.b.Units[x.b.UnitOf[q.b[0]]].Para
}

// fill aligns what lies between two passages that follow each other on both sides. What stands in the same
// place needs less to be taken for the same.
func (x *aligner) fill(p, q passage) ([]pairing, bool) {
	u, v := witness.Unit{From: p.a[1], To: q.a[0]}, witness.Unit{From: p.b[1], To: q.b[0]}
	if u.Len() < leastMatched || v.Len() < leastMatched {
		return nil, false
	}
	c := x.pairOf(u, v)
	x.compareUnits(&c, u, v)
	return c.pairs, c.cover >= leastFilled && c.count >= leastMatched
}

// leastFilled is the share of rarity that two stretches between the same passages must share to belong to them.
const leastFilled = 0.3

// Words between two pieces of one passage, at most: on each side, and on both if the pieces were found apart; and
// on each side if what lies between is the same passage, too.
const (
	mergeGap = longestGap
	farApart = 12
	longGap  = 60
)

// looseness tells a passage that keeps its wording from one that does not.
func (x *aligner) looseness(p passage) bool {
	return 10*2*len(p.pairs) < 6*int(p.a[1]-p.a[0]+p.b[1]-p.b[0])
}

func allFree(used []bool, from, to int32) bool {
	return !slices.Contains(used[from:to], true)
}

// trimAttribution takes the speaker off a passage that is one quotation and its speaker,
// unless both are the same to the word.
func (x *aligner) trimAttribution(p passage) passage {
	ua, ub := x.a.UnitOf[p.a[1]-1], x.b.UnitOf[p.b[1]-1]
	if x.a.Attribution(int(ua)) || x.b.Attribution(int(ub)) {
		fromA, fromB := p.a[1], p.b[1]
		if x.a.Attribution(int(ua)) {
			fromA = x.a.Units[ua].From
		}
		if x.b.Attribution(int(ub)) {
			fromB = x.b.Units[ub].From
		}
		if fromA > p.a[0] && fromB > p.b[0] && !slices.Equal(x.a.Form[fromA:p.a[1]], x.b.Form[fromB:p.b[1]]) {
			p.a[1], p.b[1] = fromA, fromB
		}
	}
	ua, ub = x.a.UnitOf[p.a[0]], x.b.UnitOf[p.b[0]]
	if x.a.Attribution(int(ua)) || x.b.Attribution(int(ub)) {
		toA, toB := p.a[0], p.b[0]
		if x.a.Attribution(int(ua)) {
			toA = x.a.Units[ua].To
		}
		if x.b.Attribution(int(ub)) {
			toB = x.b.Units[ub].To
		}
		if toA < p.a[1] && toB < p.b[1] && !slices.Equal(x.a.Form[p.a[0]:toA], x.b.Form[p.b[0]:toB]) {
			p.a[0], p.b[0] = toA, toB
		}
	}
	p.pairs = slices.DeleteFunc(p.pairs, func(l pairing) bool {
		return l.i < p.a[0] || l.i >= p.a[1] || l.j < p.b[0] || l.j >= p.b[1]
	})
	return p
}

// trimClause takes off a clause at the start or the end of a passage that the other side does not answer:
// "According to the head of the council," before a statement.
func (x *aligner) trimClause(p passage) passage {
	if len(p.pairs) < leastMatched {
		return p
	}
	minI, maxI, minJ, maxJ := p.a[1], p.a[0], p.b[1], p.b[0]
	for _, l := range p.pairs {
		minI, maxI, minJ, maxJ = min(minI, l.i), max(maxI, l.i+1), min(minJ, l.j), max(maxJ, l.j+1)
	}
	headA, headB, tailA, tailB := minI-p.a[0], minJ-p.b[0], p.a[1]-maxI, p.b[1]-maxJ
	whole := p
	// Where one side begins or ends within a unit, the other does, too.
	if p.a[0] > x.a.Units[x.a.UnitOf[p.a[0]]].From && headA <= shortClause && headB >= longClause && !x.answers(x.b, p.b[0], minJ, x.a, whole.a) {
		p.b[0], headB = minJ, 0
	}
	if p.b[0] > x.b.Units[x.b.UnitOf[p.b[0]]].From && headB <= shortClause && headA >= longClause && !x.answers(x.a, p.a[0], minI, x.b, whole.b) {
		p.a[0], headA = minI, 0
	}
	if p.a[1] < x.a.Units[x.a.UnitOf[p.a[1]-1]].To && tailA <= shortClause && tailB >= longClause && !x.answers(x.b, maxJ, p.b[1], x.a, whole.a) {
		p.b[1], tailB = maxJ, 0
	}
	if p.b[1] < x.b.Units[x.b.UnitOf[p.b[1]-1]].To && tailB <= shortClause && tailA >= longClause && !x.answers(x.a, maxI, p.a[1], x.b, whole.b) {
		p.a[1], tailA = maxI, 0
	}
	if headA >= longClause && headB <= shortClause {
		if cut := x.a.ClauseStart(p.a[0], minI); !x.answers(x.a, p.a[0], cut, x.b, whole.b) {
			p.a[0] = cut
		}
	} else if headB >= longClause && headA <= shortClause {
		if cut := x.b.ClauseStart(p.b[0], minJ); !x.answers(x.b, p.b[0], cut, x.a, whole.a) {
			p.b[0] = cut
		}
	}
	if tailA >= longClause && tailB <= shortClause {
		if cut := x.a.ClauseEnd(maxI, p.a[1]); !x.answers(x.a, cut, p.a[1], x.b, whole.b) {
			p.a[1] = cut
		}
	} else if tailB >= longClause && tailA <= shortClause {
		if cut := x.b.ClauseEnd(maxJ, p.b[1]); !x.answers(x.b, cut, p.b[1], x.a, whole.a) {
			p.b[1] = cut
		}
	}
	return p
}

// answers reports whether words [from, to) of w hold a word of some rarity that stands in range r of
// the other text too, if in another place.
func (x *aligner) answers(w *witness.Witness, from, to int32, other *witness.Witness, r [2]int32) bool {
	for _, s := range w.Stem[from:to] {
		if x.vocabulary.Rarity[s] > witness.CommonRarity && slices.Contains(other.Stem[r[0]:r[1]], s) {
			return true
		}
	}
	return false
}

// Words at an end of a passage without an answer: from so many on they are taken off, if the
// other side has no more than so few.
const (
	longClause  = 5
	shortClause = 3
)

// part cuts a loosely worded first or last sentence off a long passage that is otherwise the same to the word.
func (x *aligner) part(p passage) []passage {
	if p.a[1]-p.a[0] < longRun {
		return []passage{p}
	}
	// The longest run of equal words.
	type run struct{ i, j, n int32 }
	var best, cur run
	for _, l := range p.pairs {
		if x.a.Form[l.i] != x.b.Form[l.j] {
			cur = run{}
			continue
		}
		if cur.n > 0 && l.i == cur.i+cur.n && l.j == cur.j+cur.n {
			cur.n++
		} else {
			cur = run{l.i, l.j, 1}
		}
		if cur.n > best.n {
			best = cur
		}
	}
	if best.n < longRun {
		return []passage{p}
	}
	// Grow the run to the borders of its units and cut there.
	from, to := pairing{best.i, best.j}, pairing{best.i + best.n, best.j + best.n}
	out := []passage{}
	head, tail := p, p
	head.a[1], head.b[1] = from.i, from.j
	tail.a[0], tail.b[0] = to.i, to.j
	middle := p
	if x.loose(head) && x.a.Units[x.a.UnitOf[from.i]].From == from.i {
		middle.a[0], middle.b[0] = from.i, from.j
		out = append(out, inside(head))
	}
	if x.loose(tail) && x.a.Units[x.a.UnitOf[to.i-1]].To == to.i {
		middle.a[1], middle.b[1] = to.i, to.j
		out = append(out, inside(tail))
	}
	return append(out, inside(middle))
}

// longRun is the number of equal words that make a passage of its own.
const longRun = 40

// loose reports whether p is a piece of at least leastMatched words, less than two thirds of them shared.
func (x *aligner) loose(p passage) bool {
	if p.a[1]-p.a[0] < leastMatched || p.b[1]-p.b[0] < leastMatched {
		return false
	}
	p = inside(p)
	return 3*2*len(p.pairs) < 2*int(p.a[1]-p.a[0]+p.b[1]-p.b[0])
}

// inside drops the pairs of p that are not in it.
func inside(p passage) passage {
	var pairs []pairing
	for _, l := range p.pairs {
		if p.a[0] <= l.i && l.i < p.a[1] && p.b[0] <= l.j && l.j < p.b[1] {
			pairs = append(pairs, l)
		}
	}
	p.pairs = pairs
	return p
}

// judge sets kind and share.
func (x *aligner) judge(p *passage) {
	fa, fb := x.a.Form[p.a[0]:p.a[1]], x.b.Form[p.b[0]:p.b[1]]
	if slices.Equal(fa, fb) {
		p.kind, p.share, p.common = Verbatim, 1, 1
		return
	}
	same := 0
	for _, run := range edit.Runs(fa, fb) {
		same += run[2]
	}
	p.common = 2 * float64(same) / float64(len(fa)+len(fb))
	kept := float64(same) / float64(max(len(fa), len(fb)))
	units := int(x.a.UnitOf[p.a[1]-1]-x.a.UnitOf[p.a[0]]) + 1
	p.kind = Edited
	if kept < looseText || units <= fewUnits && kept < looseSentence || units <= fewUnits+1 && kept < looseSentences {
		p.kind = Reworded
	}
	var shared, all float64
	for _, l := range p.pairs {
		shared += 2 * float64(x.vocabulary.Rarity[x.a.Stem[l.i]]+1)
	}
	for _, s := range x.a.Stem[p.a[0]:p.a[1]] {
		all += float64(x.vocabulary.Rarity[s] + 1)
	}
	for _, s := range x.b.Stem[p.b[0]:p.b[1]] {
		all += float64(x.vocabulary.Rarity[s] + 1)
	}
	p.share = min(1, shared/all)
}

// Shares of words kept in order, of the longer side, below which a passage is reworded rather than edited. A passage
// of many sentences is a text that someone went over; a single sentence is a statement.
const (
	looseText      = 0.35
	looseSentence  = 0.75
	looseSentences = 0.6
	fewUnits       = 2
)

// markMoved marks the passages that are not part of the longest sequence, in words, that
// stands in the same order on both sides. list is in order of its first side.
func markMoved(list []passage) {
	best := make([]int32, len(list))
	prev := make([]int, len(list))
	last := -1
	for n, p := range list {
		prev[n] = -1
		for k := range n {
			if list[k].b[1] <= p.b[0] && list[k].a[1] <= p.a[0] && best[k] > best[n] {
				best[n], prev[n] = best[k], k
			}
		}
		best[n] += p.a[1] - p.a[0] + p.b[1] - p.b[0]
		if last < 0 || best[n] > best[last] {
			last = n
		}
		list[n].moved = true
	}
	for n := last; n >= 0; n = prev[n] {
		list[n].moved = false
	}
}
