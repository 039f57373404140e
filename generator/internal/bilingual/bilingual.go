// Package bilingual pairs the sentences of two texts in two languages, as far as it can be done without a dictionary.
//
// [Pair] looks for what stays as it is when a text is translated: numbers, in figures or in words; names, which another
// script spells by their sounds ([spelling.SameName]); quotation and question marks; the order of sentences, and their
// lengths. It is a dynamic program over groups of one or two sentences on either side, as of Gale and Church (A Program for Aligning
// Sentences in Bilingual Corpora, 1993), with gaps, since two reports of one event are no translation of each other. Numbers
// and names are the anchors that hunalign (Varga et al. 2005) takes from texts without a dictionary. What is left over and has anchors enough
// is paired out of order.
//
// A [Bead] says "may be the same", and why. It is a hint for an editor who compares the two, and evidence of nothing: no page of a
// site shows it, nothing is counted by it. Names in Chinese or Japanese letters are not found, since nothing parts them from other words.
package bilingual

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/spelling"
	"dossier/generator/internal/witness"
)

// A Bead is sentences of two texts that may be the same, and what both have.
type Bead struct {
	A, B    segment.Span // one sentence, or two that follow each other
	Numbers []string     // as the first text writes them
	Names   []string     // as the first text writes them
	Quoted  bool         // both have quotation marks
	Moved   bool         // it stands in another order than the others
}

// Weights, set by the first four texts of testdata/pairs.txtar.
const (
	base        = 1.6  // what a pair must outweigh
	follows     = 1.0  // the sentences before are a pair, too
	anchor      = 0.75 // of a number or name that is everywhere; more of a rare one
	otherNumber = 0.7  // that one side has alone; at most two are counted
	sameLength  = 0.6
	perLength   = 0.35 // for the square of the distance from the length to be expected
	bothQuoted  = 0.6
	oneQuoted   = 0.8
	bothAsk     = 1.0
	oneAsks     = 0.5
	perPlace    = 2.0 // for the distance of the places in the texts, as a share of them
	twoSentence = 0.7
	leastMoved  = 1.4 // of anchors, for a pair out of order
	lengthOf    = 9.0 // variance of the length of a sentence, per letter of the other
)

// mostSentences is how many sentences of a text are paired at most.
const mostSentences = 1000

type sentence struct {
	segment.Span
	lang    string
	letters int
	place   float64 // in the text, 0 to 1
	anchors []int   // numbers of what both texts have, sorted
	numbers int     // how many of its numbers the other text has not
	quoted  bool
	asks    bool
}

// pairing is two texts being paired.
type pairing struct {
	a, b   []sentence
	ratio  float64   // letters of b for one of a
	weight []float64 // of anchors
	words  []string  // of anchors, as a writes them
	number []bool    // whether an anchor is a number
}

// Pair returns the sentences of two texts that may be the same, in the order of the first: sentences of two languages alone.
func Pair(a, b witness.Text) []Bead {
	texts := []witness.Text{a, b}
	texts[0].ID, texts[1].ID = "a", "b"
	read, _ := witness.Read(texts, 1)
	p := pairing{a: sentencesOf(read[0]), b: sentencesOf(read[1])}
	if len(p.a) == 0 || len(p.b) == 0 {
		return nil
	}
	p.anchors(read[0], read[1])
	p.ratio = letters(p.b) / max(1, letters(p.a))
	beads := p.inOrder()
	beads = append(beads, p.outOfOrder(beads)...)
	slices.SortFunc(beads, func(x, y group) int { return x.i - y.i })
	var out []Bead
	for _, g := range beads {
		out = append(out, p.bead(g))
	}
	return out
}

func letters(list []sentence) float64 {
	n := 0
	for _, s := range list {
		n += s.letters
	}
	return float64(n)
}

func sentencesOf(w *witness.Witness) []sentence {
	var out []sentence
	quotations := segment.Quotations(w.Body)
	for _, s := range w.Sentences {
		text := s.In(w.Body)
		if !segment.HasWord(text) {
			continue
		}
		one := sentence{Span: s, lang: w.LangOf(s), asks: strings.ContainsAny(text, "?؟？"), quoted: slices.ContainsFunc(quotations, s.Overlaps)}
		for _, r := range text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				one.letters++
			}
		}
		one.place = float64(s.Start) / float64(len(w.Body))
		if out = append(out, one); len(out) == mostSentences {
			break
		}
	}
	return out
}

// anchors finds the numbers and names that both texts have, and weighs each by how few sentences have it.
func (p *pairing) anchors(a, b *witness.Witness) {
	ids := map[float64]int{}
	in := [2]map[int]int{{}, {}} // sentences that have an anchor
	add := func(side int, s *sentence, id int) {
		if !slices.Contains(s.anchors, id) {
			s.anchors = append(s.anchors, id)
			in[side][id]++
		}
	}
	anchor := func(words string, number bool) int {
		p.words, p.number = append(p.words, words), append(p.number, number)
		return len(p.words) - 1
	}
	valuesA, valuesB := numbersOf(a, p.a), numbersOf(b, p.b)
	for i, list := range valuesA {
		for _, v := range list {
			if !slices.ContainsFunc(valuesB, func(other []value) bool { return has(other, v.of) }) {
				p.a[i].numbers++
				continue
			}
			if _, ok := ids[v.of]; !ok {
				ids[v.of] = anchor(v.written, true)
			}
			add(0, &p.a[i], ids[v.of])
		}
	}
	for j, list := range valuesB {
		for _, v := range list {
			if id, ok := ids[v.of]; ok {
				add(1, &p.b[j], id)
			} else {
				p.b[j].numbers++
			}
		}
	}
	namesA, namesB := namesIn(a.Body, p.a), namesIn(b.Body, p.b)
	matched := map[string]map[string]bool{} // by the name in a
	everyB := map[string]bool{}
	for _, list := range namesB {
		for _, n := range list {
			everyB[n] = true
		}
	}
	named := map[string]int{}
	for i, list := range namesA {
		for _, n := range list {
			if matched[n] == nil {
				matched[n] = map[string]bool{}
				for other := range everyB {
					if sameName(n, other) {
						matched[n][other] = true
					}
				}
			}
			if len(matched[n]) == 0 {
				continue
			}
			if _, ok := named[fold.Word(n)]; !ok {
				named[fold.Word(n)] = anchor(n, false)
			}
			add(0, &p.a[i], named[fold.Word(n)])
		}
	}
	for j, list := range namesB {
		for _, other := range list {
			for n, with := range matched {
				if with[other] {
					add(1, &p.b[j], named[fold.Word(n)])
				}
			}
		}
	}
	p.weight = make([]float64, len(p.words))
	for id := range p.words {
		rare := func(side, n int) float64 { return math.Log(float64(n+1) / float64(max(1, in[side][id]))) }
		p.weight[id] = anchorWeight(rare(0, len(p.a)), rare(1, len(p.b)))
	}
	for _, list := range [][]sentence{p.a, p.b} {
		for i := range list {
			slices.Sort(list[i].anchors)
		}
	}
}

// anchorWeight is the weight of an anchor by how rare it is in either text.
func anchorWeight(rareA, rareB float64) float64 { return anchor * (rareA + rareB) / 2 }

// A value is a number in a text.
type value struct {
	of      float64
	written string
}

func has(list []value, of float64) bool {
	return slices.ContainsFunc(list, func(v value) bool { return v.of == of })
}

// numbersOf returns the numbers of each sentence. "One" is an article in half of the languages, and no anchor.
func numbersOf(w *witness.Witness, list []sentence) [][]value {
	out := make([][]value, len(list))
	for _, f := range w.Facts {
		if f.Name {
			continue
		}
		from := w.Start(f.From)
		i, ok := slices.BinarySearchFunc(list, from, func(s sentence, at int) int {
			switch {
			case s.End <= at:
				return -1
			case s.Start > at:
				return 1
			}
			return 0
		})
		if written := w.PassageOf([2]int32{f.From, f.To}).In(w.Body); ok && (f.Value > 1 || strings.ContainsAny(written, "0123456789")) {
			out[i] = append(out[i], value{f.Value, written})
		}
	}
	return out
}

// namesIn returns the words of each sentence that may be names: those with a capital or, in scripts without capitals, all.
func namesIn(body string, list []sentence) [][]string {
	out := make([][]string, len(list))
	for i, s := range list {
		for _, w := range segment.Words(s.In(body)) {
			word := w.In(s.In(body))
			first, _ := utf8.DecodeRuneInString(word)
			switch n := utf8.RuneCountInString(word); {
			case n < 3, !unicode.IsLetter(first), unicode.IsLower(first):
			case unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			default:
				out[i] = append(out[i], strings.TrimPrefix(word, "ال"))
			}
		}
	}
	return out
}

// sameName reports whether two words may be one name.
func sameName(a, b string) bool {
	if !spelling.OfOneScript(a, b) {
		return spelling.SameName(a, b)
	}
	x, y := fold.Word(a), fold.Word(b)
	return x == y || min(len(x), len(y)) >= 5 && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x)) && max(len(x), len(y))-min(len(x), len(y)) <= 2
}

// A group is n sentences of a from i on, and m of b from j on.
type group struct {
	i, n, j, m int
	moved      bool
}

// steps are the shapes of groups.
var steps = [][2]int{{1, 1}, {2, 1}, {1, 2}}

// score says how much speaks for a group, and how much of it the anchors.
func (p *pairing) score(g group) (all, anchors float64) {
	a, b := p.joined(p.a[g.i:g.i+g.n]), p.joined(p.b[g.j:g.j+g.m])
	if edit.SameLanguage(a.lang, b.lang) {
		return math.Inf(-1), 0
	}
	other := a.numbers + b.numbers
	for x, y := 0, 0; x < len(a.anchors) || y < len(b.anchors); {
		switch {
		case y == len(b.anchors) || x < len(a.anchors) && a.anchors[x] < b.anchors[y]:
			other += p.alone(a.anchors[x])
			x++
		case x == len(a.anchors) || b.anchors[y] < a.anchors[x]:
			other += p.alone(b.anchors[y])
			y++
		default:
			anchors += p.weight[a.anchors[x]]
			x, y = x+1, y+1
		}
	}
	all = anchors - base - otherNumber*float64(min(other, 2))
	expected := float64(a.letters) * p.ratio
	distance := (float64(b.letters) - expected) / math.Sqrt(lengthOf*(expected+float64(b.letters))/2+1)
	all += sameLength - perLength*min(distance*distance, 9)
	all -= perPlace * math.Abs(a.place-b.place)
	switch {
	case a.quoted && b.quoted:
		all += bothQuoted
	case a.quoted != b.quoted:
		all -= oneQuoted
	}
	switch {
	case a.asks && b.asks:
		all += bothAsk
	case a.asks != b.asks:
		all -= oneAsks
	}
	if g.n+g.m > 2 {
		all -= twoSentence
	}
	return all, anchors
}

// alone counts an anchor that one side of a group has alone: a number speaks against it, a name may be a pronoun there.
func (p *pairing) alone(id int) int {
	if p.number[id] {
		return 1
	}
	return 0
}

// joined returns sentences that follow each other as one.
func (p *pairing) joined(list []sentence) sentence {
	out := list[0]
	if len(list) == 1 {
		return out
	}
	for _, s := range list[1:] {
		out.Span = out.Hull(s.Span)
		out.letters, out.numbers = out.letters+s.letters, out.numbers+s.numbers
		out.anchors = slices.Concat(out.anchors, s.anchors)
		out.quoted, out.asks = out.quoted || s.quoted, out.asks || s.asks
	}
	slices.Sort(out.anchors)
	out.anchors = slices.Compact(out.anchors)
	return out
}

// inOrder returns the groups, in order in both texts, for which most speaks.
func (p *pairing) inOrder() []group {
	n, m := len(p.a), len(p.b)
	// best[k][i][j] is the best up to i and j: with a group that ends there (k = 1), and with anything (k = 0).
	type cell struct {
		score float64
		step  int8 // into steps, from 1; 0 for none
		after bool // the group stands behind one that ends where it begins
		gap   int8 // of the best with anything: 1 leaves out a sentence of a, 2 of b; 0 ends with a group
	}
	grid := make([][2]cell, (n+1)*(m+1))
	at := func(i, j int) *[2]cell { return &grid[i*(m+1)+j] }
	for i := 0; i <= n; i++ {
		for j := 0; j <= m; j++ {
			c := at(i, j)
			c[1].score = math.Inf(-1)
			for k, s := range steps {
				if s[0] > i || s[1] > j {
					continue
				}
				own, _ := p.score(group{i: i - s[0], n: s[0], j: j - s[1], m: s[1]})
				before := at(i-s[0], j-s[1])
				loose, close := before[0].score+own, before[1].score+own+follows
				if i == s[0] && j == s[1] {
					close = own + follows/2 // both texts begin so
				}
				if x := max(loose, close); x > c[1].score {
					c[1] = cell{score: x, step: int8(k + 1), after: close > loose && (i > s[0] || j > s[1])}
				}
			}
			c[0] = cell{score: c[1].score}
			if i+j == 0 {
				c[0] = cell{gap: -1}
			}
			if i > 0 && at(i-1, j)[0].score >= c[0].score {
				c[0] = cell{score: at(i-1, j)[0].score, gap: 1}
			}
			if j > 0 && at(i, j-1)[0].score > c[0].score {
				c[0] = cell{score: at(i, j-1)[0].score, gap: 2}
			}
		}
	}
	var out []group
	grouped := false // the next is a group that must end here
	for i, j := n, m; i > 0 || j > 0; {
		c := at(i, j)
		switch {
		case !grouped && c[0].gap == 1:
			i--
		case !grouped && c[0].gap == 2:
			j--
		default:
			s := steps[c[1].step-1]
			i, j = i-s[0], j-s[1]
			out = append(out, group{i: i, n: s[0], j: j, m: s[1]})
			grouped = c[1].after
		}
	}
	slices.Reverse(out)
	return out
}

// outOfOrder returns groups of what others leave over that have anchors enough.
func (p *pairing) outOfOrder(others []group) []group {
	usedA, usedB := make([]bool, len(p.a)), make([]bool, len(p.b))
	use := func(g group) {
		for k := range g.n {
			usedA[g.i+k] = true
		}
		for k := range g.m {
			usedB[g.j+k] = true
		}
	}
	for _, g := range others {
		use(g)
	}
	type candidate struct {
		group
		score float64
	}
	var list []candidate
	for i := range p.a {
		for j := range p.b {
			if usedA[i] || usedB[j] {
				continue
			}
			g := group{i: i, n: 1, j: j, m: 1, moved: true}
			all, anchors := p.score(g)
			all += perPlace * math.Abs(p.a[i].place-p.b[j].place)
			if anchors >= leastMoved && all > 0 {
				list = append(list, candidate{g, all})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	var out []group
	for _, c := range list {
		if !usedA[c.i] && !usedB[c.j] {
			use(c.group)
			out = append(out, c.group)
		}
	}
	return out
}

// bead returns a group as it is told.
func (p *pairing) bead(g group) Bead {
	a, b := p.joined(p.a[g.i:g.i+g.n]), p.joined(p.b[g.j:g.j+g.m])
	out := Bead{A: a.Span, B: b.Span, Quoted: a.quoted && b.quoted, Moved: g.moved}
	for _, id := range a.anchors {
		if !slices.Contains(b.anchors, id) {
			continue
		}
		if p.number[id] {
			out.Numbers = append(out.Numbers, p.words[id])
		} else {
			out.Names = append(out.Names, p.words[id])
		}
	}
	return out
}
