package omission

import (
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
)

// isClause reports whether a mark parts clauses.
func isClause(k fold.Token) bool {
	return !k.Word && !k.Joined && strings.Contains(",;:-()[].!?", k.Text)
}

// gapOf returns the bytes from token i to before token j.
func (t *Text) gapOf(i, j int) segment.Span {
	return segment.Span{Start: t.tokens[i].Start, End: t.tokens[j-1].End}
}

// leaves reports whether an omission between two stretches leads from what one
// speaker says to what another does.
func (t *Text) leaves(g *lexicon.Grammar, s *Speech, a, b Stretch) (Concern, bool) {
	i, j := a.To-1, b.From // the last word before, the first after
	for i > a.From && !t.tokens[i].Word {
		i--
	}
	for j < b.To-1 && !t.tokens[j].Word {
		j++
	}
	gap := t.gapOf(a.To, b.From)
	f := Concern{Code: diag.OmissionLeavesSpeaker, Left: gap, At: gap}
	p, q := s.turnAt(t.tokens[i].Start), s.turnAt(t.tokens[j].Start)
	if s.transcript {
		for k := p + 1; k <= q; k++ {
			if s.turns[k].label != s.turns[p].label {
				f.Kind, f.Sure = "turn", true
				f.At = s.turns[k].Span
				return f, true
			}
		}
	}
	for k := p; k <= q && p < q; k++ {
		switch one := s.turns[k]; {
		case one.asks && !(k == p && t.tokens[a.From].Start < one.Start) && (k > p && k < q || s.questions > 1):
			f.Kind, f.Sure, f.At = "question", s.questions > 1 || len(s.quotations) == 0, one.Span
			return f, true
		case k > p && one.dashed && s.turns[k-1].dashed && !s.transcript:
			f.Kind, f.At = "turn", one.Span
			return f, true
		}
	}
	x, y := s.quotationAt(t.tokens[i].Start, t.tokens[i].End), s.quotationAt(t.tokens[j].Start, t.tokens[j].End)
	switch {
	case x == y:
	case x >= 0 && y >= 0:
		if d, sure := s.quotations[x].by.differs(s.quotations[y].by); d {
			f.Kind, f.Sure = "quotation", sure
			return f, true
		}
	case x >= 0:
		// From a quotation to the text around it, and its closing mark is left out.
		if out := s.quotations[x]; t.tokens[a.To-1].Start < out.End && (out.said || out.words >= 4) && !t.saysIn(g, b.From, b.To) {
			f.Kind, f.Sure = "out", true
			return f, true
		}
	case y >= 0:
		if into := s.quotations[y]; t.tokens[b.From].End > into.Start && (into.said || into.words >= 4) && !t.saysIn(g, a.From, a.To) {
			f.Kind, f.Sure = "into", true
			return f, true
		}
	}
	return Concern{}, false
}

// saysIn reports whether some of the tokens [i, j) is a verb of saying.
func (t *Text) saysIn(g *lexicon.Grammar, i, j int) bool {
	if g == nil {
		return true
	}
	for ; i < j; i++ {
		if g.Says.Has(t.words.Word(i)) {
			return true
		}
	}
	return false
}

// changes reports whether what is left out between the stretches a and b denies,
// permits, counts or conditions what is kept. Whole sentences may be left out,
// whatever they say.
func (t *Text) changes(g *lexicon.Grammar, s *Speech, a, b Stretch) (Concern, bool) {
	i, j := a.To, b.From
	found := func(f Concern) (Concern, bool) {
		f.Code, f.Left = diag.OmissionChangesMeaning, t.gapOf(i, j)
		return f, true
	}
	x, y := s.quotationAt(t.tokens[i-1].Start, t.tokens[i-1].End), s.quotationAt(t.tokens[j].Start, t.tokens[j].End)
	to := j // where what is left out of the first sentence ends
	if !t.sameSentence(s, i-1, j) {
		first, _ := s.sentenceAt(t.tokens[i-1].Start)
		second, _ := s.sentenceAt(t.tokens[j].Start)
		start := t.tokenAt(second.Start)
		to = t.tokenAt(first.End)
		if g != nil && t.hasWord(start, j) {
			// What is kept goes on inside another sentence.
			if f, ok := t.before(g, s, j, b.To); ok && f.Kind != "claim" {
				f.Sure = f.Kind != "condition"
				return found(f)
			}
			k, _ := t.wordBefore(j, start)
			for _, part := range t.judged(s, max(i, t.clauseStart(g, k, start)), j, y, y) {
				if at, kind := t.hidden(g, part[0], part[1]); at >= 0 {
					return found(Concern{Kind: kind, Sure: kind != "condition", At: t.bytesOf(at)})
				}
			}
		}
		if !t.hasWord(max(start, i), j) {
			return Concern{}, false // it begins a sentence: for the end of the first see behind
		}
	}
	for _, part := range t.judged(s, i, to, x, y) {
		if at, kind := t.hidden(g, part[0], part[1]); at >= 0 {
			return found(Concern{Kind: kind, Sure: kind != "condition", At: t.bytesOf(at)})
		}
	}
	return Concern{}, false
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
func (t *Text) judged(s *Speech, i, j, x, y int) [][2]int {
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
func (t *Text) hidden(g *lexicon.Grammar, i, j int) (at int, kind string) {
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
		if c.upTo && b-a <= 2 && g.Openers.Has(t.words.Word(a)) {
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
		if lexicon.Negates(t.words.Word(k)) {
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

func (t *Text) hiddenIn(g *lexicon.Grammar, c clause) (at int, kind string) {
	word := func(i int) string { return t.words.Word(i) }
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
	opened := c.goesOn || g.Openers.Has(word(first))
	own := c.after && c.upTo && (opened && n > 1 || n > 3 && (strings.Contains("([;", t.tokens[c.from-1].Text) || c.to < len(t.tokens) && t.tokens[c.to].Text == ";"))
	apart := c.after && c.upTo && n > 2
	content := func(k int) bool { return t.tokens[k].Word && !g.Function(word(k)) && !g.Weighs(word(k)) }
	lastWord := c.to - 1
	for !t.tokens[lastWord].Word {
		lastWord--
	}
	dangling := !c.upTo && !content(lastWord) && !g.Openers.Has(word(lastWord))
	contentAfter := func(k int) bool {
		for k++; k < c.to; k++ {
			if content(k) {
				return true
			}
		}
		return false
	}
	nextFunction := c.upTo || c.to < len(t.tokens) && (g.Function(word(c.to)) || g.Weighs(word(c.to)))
	if t.conditional(g, first) && n > 2 && (c.upTo || c.to < len(t.tokens) && g.And.Has(word(c.to))) {
		return first, "condition"
	}
	for k := first; k < c.to; k++ {
		w := word(k)
		if !t.tokens[k].Word || own {
			continue
		}
		switch {
		case t.asking(g, k) && !(c.after && c.upTo):
			return k, "doubt"
		case g.Negative(w):
			if w == "no" && k+1 < len(t.tokens) && (t.tokens[k+1].Text == "." || lexicon.Numeral(word(k+1))) { // No. 5
				continue
			}
			if w == "not" && k+1 < c.to && slices.Contains([]string{"only", "just", "merely"}, word(k+1)) && t.hasBut(k, c.to) {
				k++
				continue
			}
			if opened && k > first && !dangling && contentAfter(k) && c.to < len(t.tokens) && (c.upTo || g.Finite.Has(word(c.to))) {
				continue
			}
			return k, "negation"
		case g.Hedges.Has(w):
			if !apart || n < 4 {
				return k, "hedge"
			}
		case g.Modals.Has(w) && !t.capitalInside(k):
			if !(apart || opened && k > first && !dangling && contentAfter(k)) {
				return k, "modal verb"
			}
		case g.Quantifiers.Has(w), g.Excluding.Has(w):
			if !apart && !(contentAfter(k) && !dangling && (nextFunction || t.complete(g, k, c.to) || first < k && g.Function(word(first)))) {
				kind = "quantifier"
				if g.Excluding.Has(w) {
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
		if t.words.Word(k) == "but" {
			return true
		}
	}
	return false
}

// complete reports whether the noun of the quantifier at k stands before the
// token to: after it comes a word that begins something else.
func (t *Text) complete(g *lexicon.Grammar, k, to int) bool {
	noun := false
	for k++; k < to; k++ {
		w := t.words.Word(k)
		if g.Function(w) && noun {
			return true
		}
		noun = noun || t.tokens[k].Word && !g.Function(w) && !g.Weighs(w)
	}
	return false
}
