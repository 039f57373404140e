package match

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

// Nearest is the passage that comes closest to a citation that was not found.
type Nearest struct {
	segment.Span // bytes of the source's text
	Difference   Difference
	Edits        []Edit // what differs, in order
	Mendable     bool   // nothing but spelling, letter case and punctuation differs, and no other passage comes as close
}

// An Edit is one stretch in which a citation differs from the passage nearest
// to it.
type Edit struct {
	Quoted     segment.Span // bytes of the citation's text; empty where words are missing
	Source     segment.Span // bytes of the source's text; empty where words were added
	Difference Difference
	q, s       [2]int // the same in tokens
}

// First returns the first edit that concerns words, or else the first.
func (n *Nearest) First() Edit {
	for _, e := range n.Edits {
		if e.Difference != Punctuation && e.Difference != Case {
			return e
		}
	}
	return n.Edits[0]
}

// The costs of an alignment of a citation with the text. A changed word costs
// more than a missing one and less than one added and one missing.
const (
	costOther       = 10 // a word for another
	costSimilar     = 4  // a word for one that is spelled almost the same
	costMissing     = 8  // a word of the text that is not quoted
	costAdded       = 11 // a word quoted that is not in the text
	costMark        = 3  // a mark for another, or one not quoted
	costMarkAdded   = 4
	costEndAdded    = 20 // a mark at the end: rather are the last words before it missing
	costSame        = -1 // a word that is the same, so that of equal alignments the one with more in common wins
	costNever       = 1 << 20
	maxCells        = 1 << 19 // of all alignments for one citation
	maxBand         = 64      // tokens that an alignment may shift
	maxAligned      = 1 << 12 // tokens of a citation that are aligned; the rest is not looked at
	maxPlaces       = 12      // places of the text that are tried
	placesPerSeed   = 12
	leastInCommon   = 3 // at least one word in so many must be the same
	shortestToGuess = 4 // letters of a lone word for which a similar one is looked for
)

// nearest returns the passage of the text that comes closest to the tokens of
// a citation that is not in it, or nil.
//
// Longest common runs (found in the index, from each token at which the run
// before ended) give the places; at each an alignment in a band of limited
// width (Ukkonen 1985), free at both ends of the text, gives the edits.
func (t *Text) nearest(tokens []fold.Token) *Nearest {
	p, whole := t.suspect(tokens)
	if len(p) == 0 {
		return nil
	}
	if !whole {
		if n := t.continuation(tokens); n != nil {
			return n
		}
	}
	if len(p) > maxAligned {
		p, whole = p[:maxAligned], false
	}
	folded := make([]string, len(p))
	for i := range p {
		folded[i] = fold.Case(p[i].Text)
	}
	band := min(len(p)/3+8, maxBand)
	places := t.places(p, folded)
	places = places[:min(len(places), max(1, maxCells/(len(p)*(2*band+1))))]
	var best, second *alignment
	for _, d := range places {
		a := t.align(p, folded, d, band)
		switch {
		case a == nil:
		case best == nil || a.cost < best.cost:
			if best != nil && best.from != a.from {
				second = best
			}
			best = a
		case a.from != best.from && (second == nil || a.cost < second.cost):
			second = a
		}
	}
	if best == nil || best.words-best.same >= leastLeft {
		if n := t.spliced(p, folded); n != nil {
			return n
		}
	}
	if best == nil || best.same*leastInCommon < best.words {
		return nil
	}
	n := t.describe(p, best)
	if n == nil {
		return nil
	}
	n.Mendable = whole && (second == nil || second.cost > best.cost) && !slices.ContainsFunc(n.Edits, func(e Edit) bool { return !mendable(e.Difference) })
	return n
}

func mendable(d Difference) bool { return d == Spelling || d == Punctuation || d == Case }

// suspect returns the tokens of the first part of a citation that is not in
// the text, without the editor's brackets, and whether that is all of it. When
// each part by itself is in the text it returns the first.
func (t *Text) suspect(tokens []fold.Token) ([]fold.Token, bool) {
	if n := len(tokens); n > 2 && quotation(tokens[0]) && quotation(tokens[n-1]) && t.folded.has(" "+fold.Case(tokens[1].Text)) &&
		!t.folded.has(open([]atom{{text: "'"}, {text: fold.Case(tokens[1].Text)}})) {
		tokens = tokens[1 : n-1]
	}
	p := pieces(tokens)
	plain := !slices.ContainsFunc(t.tokens, func(k fold.Token) bool { return k.Text == ellipsis })
	parts := betweenOmissions(p, plain)
	var first []fold.Token
	for _, part := range parts {
		k := tokens[part[0].from:part[len(part)-1].to]
		atoms := make([]atom, len(k))
		for i := range k {
			atoms[i].text = fold.Case(k[i].Text)
		}
		if !t.folded.has(open(atoms)) {
			if !t.folded.has(" [ ") {
				k = unbracket(k)
			}
			return k, len(parts) == 1
		}
		if first == nil {
			first = k
		}
	}
	return first, len(parts) == 1
}

// continuation returns the passage nearest to the first part of a citation
// that is in the text, but not within reach of the part before it; nil when
// that is not what is wrong, or nothing there comes close.
func (t *Text) continuation(tokens []fold.Token) *Nearest {
	p := pieces(tokens)
	parts := betweenOmissions(p, true)
	var before []run
	for i, part := range parts[:min(len(parts), maxParts)] {
		k := tokens[part[0].from:part[len(part)-1].to]
		atoms := make([]atom, len(k))
		folded := make([]string, len(k))
		for j := range k {
			folded[j] = fold.Case(k[j].Text)
			atoms[j].text = folded[j]
		}
		if len(t.folded.find(pattern(atoms), maxPassages+1)) > maxPassages {
			return nil // so common that nothing can be said
		}
		runs := tokenRuns(t, &t.folded, atoms)
		if len(runs) == 0 || len(k) > maxBand {
			return nil
		}
		if i == 0 {
			before = runs
			continue
		}
		reached := slices.DeleteFunc(slices.Clone(runs), func(r run) bool {
			j, _ := slices.BinarySearchFunc(before, r.t, func(b run, at int) int { return cmp.Compare(b.u, at+1) })
			return j == 0 || r.t-before[j-1].u > maxGap
		})
		if len(reached) > 0 {
			before = reached
			continue
		}
		var best *alignment
		for _, b := range before[:min(len(before), maxPlaces)] {
			votes := map[int]int{}
			for at := b.u; at < min(len(t.tokens), b.u+maxGap+len(k)); at++ {
				for j := range k {
					if k[j].Word && folded[j] == t.folded.token(at) {
						votes[at-j]++
					}
				}
			}
			for _, d := range slices.SortedFunc(maps.Keys(votes), func(x, y int) int {
				return cmp.Or(cmp.Compare(votes[y], votes[x]), cmp.Compare(x, y))
			})[:min(len(votes), 3)] {
				if a := t.align(k, folded, d, min(len(k)/3+8, maxBand)); a != nil && a.from >= b.u && len(a.edits) > 0 && (best == nil || a.cost < best.cost) {
					best = a
				}
			}
		}
		if best == nil || best.same*3 < best.words*2 {
			return nil
		}
		return t.describe(k, best)
	}
	return nil
}

const (
	maxSplices  = 4 // parts of a citation between which the text has more
	leastSplice = 2 // words of such a part
	leastLeft   = 3 // words that are missing in one place; fewer are found by alignment
)

// spliced returns the passage of a citation that has nothing but words of the text,
// in order, with runs of words left out between them without a mark; nil when that is
// not what is wrong, or the runs are short.
func (t *Text) spliced(p []fold.Token, folded []string) *Nearest {
	var chain [][]run
	for i := 0; i < len(p); {
		n := 0
		for step := 1; step > 0; {
			if i+n+step <= len(p) && t.folded.has(" "+strings.Join(folded[i:i+n+step], " ")+" ") {
				n, step = n+step, step*2
			} else {
				step /= 2
			}
		}
		atoms := make([]atom, n)
		words := 0
		for k := range atoms {
			atoms[k] = atom{text: folded[i+k], from: i + k, to: i + k + 1}
			if p[i+k].Word {
				words++
			}
		}
		if words < leastSplice || len(chain) == maxSplices || len(t.folded.find(pattern(atoms), maxPassages+1)) > maxPassages {
			return nil
		}
		chain = append(chain, tokenRuns(t, &t.folded, atoms))
		if len(chain[len(chain)-1]) == 0 {
			return nil
		}
		i += n
	}
	var best match
	for _, m := range link(chain).matches {
		if best == nil || m[len(m)-1].u-m[0].t < best[len(best)-1].u-best[0].t {
			best = m
		}
	}
	if len(best) < 2 {
		return nil
	}
	a := &alignment{from: best[0].t, to: best[len(best)-1].u}
	left := false
	for i, r := range best[1:] {
		at := r.atoms[0].from
		gap := t.tokens[best[i].u:r.t]
		left = left || len(wordsOf(gap)) >= leastLeft
		a.edits = append(a.edits, Edit{q: [2]int{at, at}, s: [2]int{best[i].u, r.t}})
	}
	if !left {
		return nil
	}
	return t.describe(p, a)
}

// unbracket returns tokens without brackets, and with the words whole that
// brackets part: [W]e.
func unbracket(tokens []fold.Token) []fold.Token {
	var out []fold.Token
	end := -1 // of a bracket that stands in a word
	for _, k := range tokens {
		n := len(out) - 1
		switch {
		case k.Text == "[" || k.Text == "]":
			if n >= 0 && out[n].Word && (out[n].End == k.Start || end == k.Start) {
				end = k.End
			}
			continue
		case k.Word && end == k.Start:
			out[n].Text += k.Text
			out[n].End, out[n].Joined = k.End, k.Joined
		default:
			out = append(out, k)
		}
		end = -1
	}
	return out
}

// places returns diagonals, tokens of the text less tokens of the citation, on
// which the two have most in common.
func (t *Text) places(p []fold.Token, folded []string) []int {
	type seed struct{ at, n, weight int }
	var seeds []seed
	run := func(i, j int) string { return " " + strings.Join(folded[i:j], " ") + " " }
	for i := 0; i < len(p); {
		n := 0 // the longest run from i that is in the text
		for step := 1; step > 0 && i+n < len(p); {
			if i+n+step <= len(p) && t.folded.has(run(i, i+n+step)) {
				n += step
				step *= 2
			} else {
				step /= 2
			}
		}
		weight := 0
		for k := i; k < i+n; k++ {
			if p[k].Word {
				weight += 2 + min(len(folded[k]), 8)
			}
		}
		if weight > 0 {
			seeds = append(seeds, seed{i, n, weight})
		}
		i += max(n, 1)
	}
	slices.SortStableFunc(seeds, func(a, b seed) int { return cmp.Compare(b.weight, a.weight) })
	votes := map[int]int{}
	for _, s := range seeds[:min(len(seeds), 2*placesPerSeed)] {
		for _, at := range t.folded.find(run(s.at, s.at+s.n), placesPerSeed) {
			votes[at-s.at] += s.weight
		}
	}
	if len(seeds) == 0 {
		for i, k := range p {
			if at, ok := t.similar(k); ok {
				votes[at-i]++
			}
		}
	}
	// What stands on neighbouring diagonals counts together.
	slack := len(p)/6 + 3
	out := slices.Sorted(maps.Keys(votes))
	near := make(map[int]int, len(votes))
	sum, low, high := 0, 0, 0
	for _, d := range out {
		for ; high < len(out) && out[high] <= d+slack; high++ {
			sum += votes[out[high]]
		}
		for ; out[low] < d-slack; low++ {
			sum -= votes[out[low]]
		}
		near[d] = sum
	}
	slices.SortFunc(out, func(a, b int) int {
		return cmp.Or(cmp.Compare(near[b], near[a]), cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b))
	})
	return out[:min(len(out), maxPlaces)]
}

// An alignment puts the tokens of a citation beside tokens [from, to) of the
// text.
type alignment struct {
	from, to    int
	cost        int
	same, words int // words that are the same or alike, words of the citation
	edits       []Edit
}

// The moves of an alignment.
const (
	moveSame = iota
	moveChanged
	moveMissing
	moveAdded
)

// align aligns p with the text near diagonal d.
func (t *Text) align(p []fold.Token, folded []string, d, band int) *alignment {
	// Column j of row i is token i+d-band+j of the text.
	width := 2*band + 1
	row := make([]int, width)
	prev := make([]int, width)
	moves := make([]uint8, len(p)*width)
	text := func(i, j int) int { return i + d - band + j }
	n := len(t.tokens)
	word := func(k int) string { return t.folded.token(k) }
	for j := range prev {
		prev[j] = 0 // the alignment may start before any token
		if k := text(0, j); k < 0 || k > n {
			prev[j] = costNever
		}
	}
	closing := lastWord(p)
	opened := false // a word has been read: marks before it are never other marks
	for i := range p {
		opened = opened || p[i].Word
		added := costMarkAdded
		switch {
		case p[i].Word:
			added = costAdded
		case i > closing:
			added = costEndAdded
		}
		for j := range width {
			// Cell (i, j): i+1 tokens of the citation and the text before
			// token text(i, j)+1.
			k := text(i, j)
			cost, move := costNever, moveAdded
			if j+1 < width && k+1 >= 0 && k+1 <= n {
				cost = prev[j+1] + added
			}
			if k >= 0 && k < n {
				c, m := prev[j]+t.change(p[i], folded[i], k, word(k)), moveChanged
				if p[i].Word == t.tokens[k].Word && word(k) == folded[i] {
					m = moveSame
				} else if !opened {
					c = costNever
				}
				if c <= cost {
					cost, move = c, m
				}
				if j > 0 {
					missing := costMark
					if t.tokens[k].Word {
						missing = costMissing
					}
					if c := row[j-1] + missing; c < cost {
						cost, move = c, moveMissing
					}
				}
			}
			row[j] = min(cost, costNever)
			moves[i*width+j] = uint8(move)
		}
		row, prev = prev, row
	}
	end := 0
	for j := range prev {
		if prev[j] < prev[end] {
			end = j
		}
	}
	if prev[end] >= costNever {
		return nil
	}
	a := &alignment{cost: prev[end]}
	i, j := len(p)-1, end
	a.to = min(max(text(i, j)+1, 0), n)
	opening := slices.IndexFunc(p, func(k fold.Token) bool { return k.Word })
	for i >= 0 {
		k := text(i, j)
		e := Edit{q: [2]int{i, i + 1}, s: [2]int{k, k + 1}}
		switch moves[i*width+j] {
		case moveSame:
			if p[i].Word {
				a.same++
			}
			i--
			// A capital at the start of a citation may be the editor's.
			q, s := p[i+1].Text, t.tokens[k].Text
			if q == s || i+1 == opening && smallFirst(q) == smallFirst(s) {
				continue
			}
			e.Difference = Case
		case moveChanged:
			if alike(folded[i], word(k)) {
				a.same++
			}
			i--
		case moveAdded:
			e.s = [2]int{k + 1, k + 1}
			i--
			j++
		case moveMissing:
			e.q = [2]int{i + 1, i + 1}
			j--
		}
		a.edits = append(a.edits, e)
	}
	a.from = text(0, j)
	for _, k := range p {
		if k.Word {
			a.words++
		}
	}
	slices.Reverse(a.edits)
	return a
}

// lastWord returns the last token that is a word, or -1.
func lastWord(tokens []fold.Token) int {
	for i := len(tokens) - 1; i >= 0; i-- {
		if tokens[i].Word {
			return i
		}
	}
	return -1
}

// change returns what it costs to have token k of the text for a token of the
// citation.
func (t *Text) change(q fold.Token, folded string, k int, word string) int {
	switch {
	case q.Word != t.tokens[k].Word:
		return costNever
	case folded == word && q.Word:
		return costSame
	case folded == word:
		return 0
	case !q.Word:
		return costMark
	case alike(folded, word):
		return costSimilar
	}
	return costOther
}

// token returns the token i of the stream.
func (s *stream) token(i int) string {
	end := len(s.data) - 1
	if i+1 < len(s.at) {
		end = int(s.at[i+1])
	}
	return s.data[s.at[i]+1 : end]
}

// describe turns an alignment into a Nearest.
func (t *Text) describe(p []fold.Token, a *alignment) *Nearest {
	from, to := a.from, a.to
	edits := a.edits
	// What was added before or after everything else says nothing about
	// where in the text it is missing.
	for len(edits) > 0 && edits[0].s[0] == edits[0].s[1] && edits[0].s[0] < from {
		from = edits[0].s[0]
	}
	from, to = max(from, 0), min(to, len(t.tokens))
	if from >= to {
		return nil
	}
	// A passage does not begin or end inside a word: the rest of it is missing.
	for from > 0 && t.tokens[from-1].Joined {
		from--
		edits = slices.Insert(slices.Clone(edits), 0, Edit{q: [2]int{0, 0}, s: [2]int{from, from + 1}})
	}
	for to < len(t.tokens) && t.tokens[to-1].Joined {
		edits = append(slices.Clone(edits), Edit{q: [2]int{len(p), len(p)}, s: [2]int{to, to + 1}})
		to++
	}
	n := &Nearest{Span: t.bytesOf(from, to-from)}
	for _, e := range regions(edits) {
		e.Difference = t.judge(p, e)
		e.Quoted = stretch(p, e.q)
		e.Source = stretch(t.tokens, e.s)
		n.Edits = append(n.Edits, e)
		if n.Difference == "" || rank(e.Difference) < rank(n.Difference) {
			n.Difference = e.Difference
		}
	}
	if len(n.Edits) == 0 {
		// Every part is there, but not in this order, or too far apart.
		n.Difference = Order
		n.Edits = []Edit{{Quoted: stretch(p, [2]int{0, len(p)}), Source: n.Span, Difference: Order, q: [2]int{0, len(p)}, s: [2]int{from, to}}}
	}
	return n
}

// regions joins edits that touch. Differences of case stay apart, and so do
// words that were changed one for one.
func regions(edits []Edit) []Edit {
	var out []Edit
	exchange := func(e Edit) bool { return e.q[1]-e.q[0] == 1 && e.s[1]-e.s[0] == 1 }
	for _, e := range edits {
		if n := len(out) - 1; n >= 0 && e.Difference == "" && out[n].Difference == "" && out[n].q[1] == e.q[0] && out[n].s[1] == e.s[0] && !(exchange(e) && exchange(out[n])) {
			out[n].q[1], out[n].s[1] = e.q[1], e.s[1]
			continue
		}
		out = append(out, e)
	}
	return out
}

// stretch returns the bytes of tokens [r[0], r[1]); of an empty range, the
// place after the token before it.
func stretch(tokens []fold.Token, r [2]int) segment.Span {
	switch {
	case r[0] < r[1]:
		return segment.Span{Start: tokens[r[0]].Start, End: tokens[r[1]-1].End}
	case r[0] > 0:
		return segment.Span{Start: tokens[r[0]-1].End, End: tokens[r[0]-1].End}
	case len(tokens) > 0:
		return segment.Span{Start: tokens[0].Start, End: tokens[0].Start}
	}
	return segment.Span{}
}
