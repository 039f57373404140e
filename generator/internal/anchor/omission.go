package anchor

import (
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

// A concern is a reason to look again at a citation that was found: what it
// leaves out, or cuts off, changes what is said or who says it.
type concern struct {
	code   diag.Code
	kind   string       // what the word at At does: negation, modal verb, …
	at     segment.Span // bytes of the text: the word or stretch that it is about
	left   segment.Span // bytes of the text: what is left out, or cut off
	quoted segment.Span // bytes of the citation: the sign of omission, or the word at its end
	sure   bool         // beyond doubt
	by     speaker      // with kind "speaker": who says it
}

// isClause reports whether a mark parts clauses.
func isClause(k fold.Token) bool {
	return !k.Word && !k.Joined && strings.Contains(",;:-()[].!?", k.Text)
}

// concerns returns what is to be said of a citation that was found.
func (c *citation) concerns(m match) []concern {
	g := grammarOf(c.t.lang)
	s := c.t.speech()
	var out []concern
	for i := 1; i < len(m); i++ {
		left, right := m[i-1].u, m[i].t // the tokens left out
		if left >= right {
			continue
		}
		mark := segment.Span{Start: c.tokens[last(m[i-1].atoms).to-1].End, End: c.tokens[m[i].atoms[0].from].Start}
		mark = trimSpan(c.quote.Text, mark)
		add := func(found ...concern) {
			for _, f := range found {
				f.quoted = mark
				out = append(out, f)
			}
		}
		if f, ok := c.t.leaves(g, s, m[i-1], m[i]); ok {
			add(f)
			continue
		}
		if f, ok := c.t.changes(g, s, left, right); ok {
			add(f)
		}
	}
	out = append(out, c.ends(g, s, m)...)
	return out
}

func last[T any](list []T) T { return list[len(list)-1] }

// trimSpan returns a range of text without the white space at its ends.
func trimSpan(text string, s segment.Span) segment.Span {
	in := s.In(text)
	s.Start += len(in) - len(strings.TrimLeft(in, " \n\t"))
	s.End -= len(in) - len(strings.TrimRight(in, " \n\t"))
	return segment.Span{Start: min(s.Start, s.End), End: s.End}
}

// gapOf returns the bytes from token i to before token j.
func (t *Text) gapOf(i, j int) segment.Span {
	return segment.Span{Start: t.tokens[i].Start, End: t.tokens[j-1].End}
}

// leaves reports whether an omission between two stretches leads from what one
// speaker says to what another does.
func (t *Text) leaves(g *grammar, s *speech, a, b run) (concern, bool) {
	i, j := a.u-1, b.t // the last word before, the first after
	for i > a.t && !t.tokens[i].Word {
		i--
	}
	for j < b.u-1 && !t.tokens[j].Word {
		j++
	}
	gap := t.gapOf(a.u, b.t)
	f := concern{code: diag.OmissionLeavesSpeaker, left: gap, at: gap}
	p, q := s.turnAt(t.tokens[i].Start), s.turnAt(t.tokens[j].Start)
	if s.transcript {
		for k := p + 1; k <= q; k++ {
			if s.turns[k].label != s.turns[p].label {
				f.kind, f.sure = "turn", true
				f.at = s.turns[k].Span
				return f, true
			}
		}
	}
	for k := p; k <= q && p < q; k++ {
		switch one := s.turns[k]; {
		case one.asks && !(k == p && t.tokens[a.t].Start < one.Start) && (k > p && k < q || s.questions > 1):
			f.kind, f.sure, f.at = "question", s.questions > 1 || len(s.quotations) == 0, one.Span
			return f, true
		case k > p && one.dashed && s.turns[k-1].dashed && !s.transcript:
			f.kind, f.at = "turn", one.Span
			return f, true
		}
	}
	x, y := s.quotationAt(t.tokens[i].Start, t.tokens[i].End), s.quotationAt(t.tokens[j].Start, t.tokens[j].End)
	switch {
	case x == y:
	case x >= 0 && y >= 0:
		if d, sure := s.quotations[x].by.differs(s.quotations[y].by); d {
			f.kind, f.sure = "quotation", sure
			return f, true
		}
	case x >= 0:
		// From a quotation to the text around it, and its closing mark is left out.
		if out := s.quotations[x]; t.tokens[a.u-1].Start < out.End && (out.said || out.words >= 4) && !t.saysIn(g, b.t, b.u) {
			f.kind, f.sure = "out", true
			return f, true
		}
	case y >= 0:
		if into := s.quotations[y]; t.tokens[b.t].End > into.Start && (into.said || into.words >= 4) && !t.saysIn(g, a.t, a.u) {
			f.kind, f.sure = "into", true
			return f, true
		}
	}
	return concern{}, false
}

// saysIn reports whether some of the tokens [i, j) is a verb of saying.
func (t *Text) saysIn(g *grammar, i, j int) bool {
	if g == nil {
		return true
	}
	for ; i < j; i++ {
		if in(g.says, t.folded.token(i)) {
			return true
		}
	}
	return false
}

// changes reports whether what is left out between the tokens [i, j) denies,
// permits, counts or conditions what is kept. Whole sentences may be left out,
// whatever they say.
func (t *Text) changes(g *grammar, s *speech, i, j int) (concern, bool) {
	from, to := s.sentenceAt(t.tokens[i-1].Start), s.sentenceAt(t.tokens[j].Start)
	pieces := [][2]int{{i, j}}
	if from != to {
		// The end of one sentence and the beginning of another are made into
		// one sentence, unless either is whole.
		end, start := t.tokenAt(s.sentences[from].End), t.tokenAt(s.sentences[to].Start)
		if !t.hasWord(i, min(end, j)) || !t.hasWord(max(start, i), j) {
			return concern{}, false
		}
		pieces = [][2]int{{i, end}, {start, j}}
	}
	x, y := s.quotationAt(t.tokens[i-1].Start, t.tokens[i-1].End), s.quotationAt(t.tokens[j].Start, t.tokens[j].End)
	for _, p := range pieces {
		for _, part := range t.judged(s, p[0], p[1], x, y) {
			if at, kind := t.hidden(g, part[0], part[1]); at >= 0 {
				return concern{
					code: diag.OmissionChangesMeaning, kind: kind, sure: kind != "condition",
					at: t.span(at, 1), left: t.gapOf(i, j),
				}, true
			}
		}
	}
	return concern{}, false
}

func (t *Text) hasWord(i, j int) bool {
	for ; i < j; i++ {
		if t.tokens[i].Word {
			return true
		}
	}
	return false
}

// judged returns the parts of the tokens [i, j) that belong to the same speech
// as what is kept: the frame between two stretches of a quotation does not,
// nor does a whole quotation that is left out of a frame.
func (t *Text) judged(s *speech, i, j, x, y int) [][2]int {
	var out [][2]int
	start := -1
	for k := i; k <= j; k++ {
		same := false
		if k < j {
			q := s.quotationAt(t.tokens[k].Start, t.tokens[k].End)
			same = q == x || q == y
			if x >= 0 && y >= 0 && q < 0 {
				same = false
			}
		}
		switch {
		case same && start < 0:
			start = k
		case !same && start >= 0:
			out = append(out, [2]int{start, k})
			start = -1
		}
	}
	return out
}

// hidden returns the first word of the tokens [i, j), which are left out, that
// changes what is said around them, and what it does; -1 when none does.
//
// A word that belongs to a clause of its own changes nothing beyond it: "the
// minister, who had not slept, said". Nor does a quantifier whose noun is left
// out with it: "the talks with all parties will go on".
func (t *Text) hidden(g *grammar, i, j int) (at int, kind string) {
	if g == nil {
		return t.hiddenBare(i, j)
	}
	carried := 0 // a clause has begun ("who, in his view, had no…"), and goes on after this many marks
	for a := i; a < j; {
		for a < j && isClause(t.tokens[a]) {
			a++
		}
		b := a
		for b < j && !isClause(t.tokens[b]) {
			b++
		}
		if a == b {
			break
		}
		carried--
		c := clause{a, b, a > 0 && isClause(t.tokens[a-1]), b == len(t.tokens) || isClause(t.tokens[b]), carried == 0}
		if at, kind := t.hiddenIn(g, c); at >= 0 {
			return at, kind
		}
		if c.upTo && b-a <= 2 && in(g.openers, t.folded.token(a)) {
			carried = 2
		}
		a = b
	}
	return -1, ""
}

// hiddenBare is hidden for a language of which only negations are known: in
// a longer stretch they may well belong to what is left out.
func (t *Text) hiddenBare(i, j int) (at int, kind string) {
	for k := i; k < j && j-i <= 3; k++ {
		if negates(t.folded.token(k)) {
			return k, "negation"
		}
	}
	return -1, ""
}

// A clause is the tokens [from, to) between marks, or up to what is kept.
type clause struct {
	from, to    int
	after, upTo bool // a mark stands before, after
	goesOn      bool // it goes on a clause that was opened before
}

func (t *Text) hiddenIn(g *grammar, c clause) (at int, kind string) {
	word := func(i int) string { return t.folded.token(i) }
	first := c.from
	for first < c.to && !t.tokens[first].Word {
		first++
	}
	if first == c.to {
		return -1, ""
	}
	n := 0
	for k := first; k < c.to; k++ {
		if t.tokens[k].Word {
			n++
		}
	}
	opened := c.goesOn || in(g.openers, word(first))
	own := c.after && c.upTo && (opened && n > 1 || n > 3 && (strings.Contains("([;", t.tokens[c.from-1].Text) || c.to < len(t.tokens) && t.tokens[c.to].Text == ";"))
	apart := c.after && c.upTo && n > 2
	content := func(k int) bool { return t.tokens[k].Word && !g.function(word(k)) && !g.weighs(word(k)) }
	lastWord := c.to - 1
	for !t.tokens[lastWord].Word {
		lastWord--
	}
	dangling := !c.upTo && !content(lastWord) && !in(g.openers, word(lastWord))
	contentAfter := func(k int) bool {
		for k++; k < c.to; k++ {
			if content(k) {
				return true
			}
		}
		return false
	}
	nextFunction := c.upTo || c.to < len(t.tokens) && (g.function(word(c.to)) || g.weighs(word(c.to)))
	if in(g.conditions, word(first)) && n > 2 && c.upTo {
		return first, "condition"
	}
	for k := first; k < c.to; k++ {
		w := word(k)
		if !t.tokens[k].Word || own {
			continue
		}
		switch {
		case g.negative(w):
			if w == "no" && k+1 < len(t.tokens) && (t.tokens[k+1].Text == "." || numeral(word(k+1))) { // No. 5
				continue
			}
			if w == "not" && k+1 < c.to && slices.Contains([]string{"only", "just", "merely"}, word(k+1)) && t.hasBut(k, c.to) {
				k++
				continue
			}
			if opened && k > first && !dangling && contentAfter(k) && c.to < len(t.tokens) && (c.upTo || in(g.finite, word(c.to))) {
				continue
			}
			return k, "negation"
		case in(g.hedges, w):
			if !apart || n < 4 {
				return k, "hedge"
			}
		case in(g.modals, w):
			if !(apart || opened && k > first && !dangling && contentAfter(k)) {
				return k, "modal verb"
			}
		case in(g.quantifiers, w), in(g.excluding, w):
			if !apart && !(contentAfter(k) && !dangling && (nextFunction || t.complete(g, k, c.to) || first < k && g.function(word(first)))) {
				kind = "quantifier"
				if in(g.excluding, w) {
					kind = "negation"
				}
				return k, kind
			}
		}
	}
	return -1, ""
}

// hasBut reports whether "but" stands among the tokens after k.
func (t *Text) hasBut(k, to int) bool {
	for k++; k < to; k++ {
		if t.folded.token(k) == "but" {
			return true
		}
	}
	return false
}

// complete reports whether the noun of the quantifier at k stands before the
// token to: after it comes a word that begins something else.
func (t *Text) complete(g *grammar, k, to int) bool {
	noun := false
	for k++; k < to; k++ {
		w := t.folded.token(k)
		if g.function(w) && noun {
			return true
		}
		noun = noun || t.tokens[k].Word && !g.function(w) && !g.weighs(w)
	}
	return false
}
