package omission

import (
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/lexicon"
)

const (
	// frameWords is how much of a sentence before or after a citation is read
	// for what it says of the words cited.
	frameWords = 12
	// fewestStated is how many words state something. A word or a name may be
	// quoted for itself.
	fewestStated = 4
)

// ends reports what the sentences that an excerpt cuts say of the words that
// are kept: that they are not so, not certain, or another's. Only the clear
// cases are told, and no more than one.
func (t *Text) ends(g *lexicon.Grammar, s *speech, kept []Stretch) []Concern {
	if g == nil {
		return nil
	}
	for i, r := range kept {
		if t.countWords(r.From, r.To) < fewestStated {
			continue
		}
		if i == 0 || t.parted(s, kept[i-1].To-1, r.From) {
			if f, ok := t.before(g, s, r.From, r.To); ok {
				f.Code, f.Stretch, f.Side = diag.CitationOutOfContext, i, Front
				return []Concern{f}
			}
		}
		if i == len(kept)-1 || t.parted(s, r.To-1, kept[i+1].From) {
			if f, ok := t.behind(g, s, r.From, r.To); ok {
				f.Code, f.Stretch, f.Side = diag.CitationOutOfContext, i, Back
				return []Concern{f}
			}
		}
	}
	first, end := kept[0].From, kept[len(kept)-1].To
	if q := s.quotationAt(t.tokens[first].Start, t.tokens[end-1].End); q >= 0 && len(s.quotations[q].inSame.names) > 0 {
		whole := t.gapOf(first, end)
		return []Concern{{Code: diag.CitationOutOfContext, Kind: "speaker", By: s.quotations[q].inSame.names, At: whole, Left: whole, Side: Whole}}
	}
	return nil
}

// countWords returns how many of the tokens [i, j) are words.
func (t *Text) countWords(i, j int) int {
	n := 0
	for ; i < j; i++ {
		if t.tokens[i].Word {
			n++
		}
	}
	return n
}

// parted reports whether two tokens stand in different sentences or
// quotations.
func (t *Text) parted(s *speech, i, j int) bool {
	return s.quotationAt(t.tokens[i].Start, t.tokens[i].End) != s.quotationAt(t.tokens[j].Start, t.tokens[j].End) || s.sentenceAt(t.tokens[i].Start) != s.sentenceAt(t.tokens[j].Start)
}

// before reports what the beginning of a sentence says of the words that
// follow it, the tokens [i, end): he did not say that, it is not true that.
func (t *Text) before(g *lexicon.Grammar, s *speech, i, end int) (Concern, bool) {
	start := t.tokenAt(s.sentences[s.sentenceAt(t.tokens[i].Start)].Start)
	k := i - 1 // the last word before
	marks := ""
	for k >= start && !t.tokens[k].Word {
		marks = t.tokens[k].Text + marks
		k--
	}
	if k < start || strings.ContainsAny(marks, ";.!?") {
		return Concern{}, false
	}
	word := func(i int) string { return t.words.Word(i) }
	found := func(at int, kind string) (Concern, bool) {
		return Concern{Kind: kind, At: t.span(at), Left: t.gapOf(t.clauseStart(g, k, start), i)}, true
	}
	reports := strings.ContainsAny(marks, ":'")
	that := g.That.Has(word(k)) && (marks == "" || strings.Trim(marks, ":'") == "")
	if that {
		if w := word(k); w == "whether" || w == "ob" {
			return found(k, "hedge")
		}
		for k--; k >= start && !t.tokens[k].Word; k-- { // the comma of "sagte nicht, dass"
		}
		if k < start {
			return Concern{}, false
		}
	} else if strings.Contains(marks, ",") || strings.Contains(marks, "-") {
		return Concern{}, false
	}
	from := t.clauseStart(g, k, start)
	negation, denial, assertion, hedge := -1, -1, -1, -1
	for n := from; n <= k; n++ {
		switch w := word(n); {
		case g.Negative(w):
			if w == "not" && n < k && word(n+1) == "only" {
				return Concern{}, false
			}
			negation = n
		case g.Denies.Has(w), g.Untrue.Has(w):
			denial = n
		case g.Falsely.Has(w):
			hedge = n
		case g.Hedges.Has(w), w == "possible", w == "unclear", w == "doubtful", w == "rumoured", w == "rumored":
			hedge = n
		}
		if g.Asserts.Has(word(n)) {
			assertion = n
		}
	}
	if !that && !reports {
		// "It did not ==recommend that the bridge be closed==."
		if n := t.lastOf(k, from, g.Negative); n == k && !(word(k) == "ne" && t.deniesSoon(g, i, end)) {
			return found(k, "negation")
		}
		if g.Hedges.Has(word(k)) || g.Falsely.Has(word(k)) {
			return found(k, "hedge")
		}
		if !t.states(g, i, end) || k != max(denial, assertion) {
			return Concern{}, false
		}
	}
	switch {
	case denial >= 0 && negation >= 0: // no doubt that; did not deny that
		return Concern{}, false
	case denial >= 0:
		return found(denial, "denial")
	case negation >= 0 && assertion >= 0:
		return found(negation, "negation")
	case hedge >= 0 && (that || reports):
		return found(hedge, "hedge")
	}
	return Concern{}, false
}

// clauseStart returns the first token of the clause that token k ends, not
// before start.
func (t *Text) clauseStart(g *lexicon.Grammar, k, start int) int {
	for n := 0; k > start && n < frameWords; n++ {
		if p := t.tokens[k-1]; !p.Word && !p.Joined && strings.Contains(",;:-()'", p.Text) {
			break
		}
		if w := t.words.Word(k - 1); w == "and" || w == "but" || w == "und" || w == "aber" || w == "mais" || w == "pero" || w == "но" {
			break
		}
		k--
	}
	return k
}

// lastOf returns the last token of [from, k] whose word is of a kind, or -1.
func (t *Text) lastOf(k, from int, of func(string) bool) int {
	for ; k >= from; k-- {
		if of(t.words.Word(k)) {
			return k
		}
	}
	return -1
}

// deniesSoon reports whether one of the first of the tokens [i, end) denies:
// the second part of "ne … pas".
func (t *Text) deniesSoon(g *lexicon.Grammar, i, end int) bool {
	for n := i; n < min(i+5, end); n++ {
		if g.Negative(t.words.Word(n)) {
			return true
		}
	}
	return false
}

// states reports whether the tokens [i, end) soon have a verb.
func (t *Text) states(g *lexicon.Grammar, i, end int) bool {
	for n := i; n < min(i+8, end); n++ {
		w := t.words.Word(n)
		if (g.Finite.Has(w) || g.Modals.Has(w)) && w != "and" && w != "or" && w != "but" && w != "to" && w != "und" && w != "oder" && w != "zu" {
			return true
		}
	}
	return false
}

// behind reports what the end of a sentence says of the words before it, the
// tokens [i, end): he denied, which is not true, allegedly.
func (t *Text) behind(g *lexicon.Grammar, s *speech, i, end int) (Concern, bool) {
	sentence := s.sentences[s.sentenceAt(t.tokens[end-1].Start)]
	stop := min(len(t.tokens), t.tokenAt(sentence.End))
	k, marks := end, ""
	if last := t.tokens[end-1]; !last.Word {
		marks = last.Text
	}
	for k < stop && !t.tokens[k].Word {
		marks += t.tokens[k].Text
		k++
	}
	if k >= stop || strings.ContainsAny(marks, ";:") {
		return Concern{}, false
	}
	to := k // the end of the clause
	for to < stop && to < k+frameWords && (t.tokens[to].Word || t.tokens[to].Joined) {
		to++
	}
	word := func(i int) string { return t.words.Word(i) }
	found := func(at int, kind string) (Concern, bool) {
		return Concern{Kind: kind, At: t.span(at), Left: t.gapOf(end, to)}, true
	}
	if marks == "" {
		// "The claim that ==the bridge is closed== is false."
		if p := i - 1; p >= 0 && g.That.Has(word(p)) && g.Finite.Has(word(k)) {
			for n := k + 1; n < min(to, k+4); n++ {
				if w := word(n); g.Untrue.Has(w) && !t.deniesSoon(g, k, n) || g.Negative(w) && n+1 < to && g.Asserts.Has(word(n+1)) {
					return found(n, "denial")
				}
			}
		}
		return Concern{}, false
	}
	if q := s.quotationAt(t.tokens[k].Start, t.tokens[k].End); q >= 0 && s.quotationAt(t.tokens[end-1].Start, t.tokens[end-1].End) != q {
		return Concern{}, false // another quotation
	}
	closed := to >= stop || !t.tokens[to].Word
	negation, denial, assertion, untrue, falsely, claim, says := -1, -1, -1, -1, -1, -1, -1
	for n := k; n < to; n++ {
		w := word(n)
		set := func(at *int, is bool) {
			if is && *at < 0 {
				*at = n
			}
		}
		set(&negation, g.Negative(w))
		set(&denial, g.Denies.Has(w))
		set(&assertion, g.Asserts.Has(w))
		set(&untrue, g.Untrue.Has(w))
		set(&falsely, g.Falsely.Has(w))
		set(&claim, g.Claims.Has(w) && n < k+4)
		set(&says, g.Says.Has(w) || g.Asserts.Has(w))
	}
	n := to - k
	relative := g.Openers.Has(word(k)) || word(k) == "ce" || word(k) == "lo" || word(k) == "this" || word(k) == "that" || word(k) == "das" || word(k) == "это"
	switch {
	case g.Hedges.Has(word(k)) && n <= 2 && closed:
		return found(k, "hedge")
	case falsely >= 0 && (says >= 0 || n <= 2):
		return found(falsely, "denial")
	case claim >= 0 && (denial >= 0 || untrue >= 0):
		return found(max(denial, untrue), "denial")
	case relative || n <= 3:
		// which is not true; this is false
		switch {
		case untrue >= 0 && negation < 0 && untrue-k <= 4 && !slices.Contains([]string{"and", "but", "und", "et", "y", "и"}, word(k)):
			return found(untrue, "denial")
		case relative && negation >= 0 && assertion > negation-2 && assertion <= negation+3 && negation-k <= 3 && g.True.Has(word(assertion)):
			return found(negation, "denial")
		}
	}
	if relative && !(g.Articles.Has(word(k)) && n > 1) {
		return Concern{}, false
	}
	ends := func(n int) bool { // nothing is the object of the verb at n
		if n+1 >= to {
			return closed
		}
		return lexicon.Small.Has(word(n+1)) && !g.Articles.Has(word(n+1)) && !g.That.Has(word(n+1))
	}
	quoted := strings.Contains(marks, "'")
	switch {
	case denial >= 0 && negation < 0 && denial-k <= 5 && (denial > k && ends(denial) || quoted && (denial == k || denial == k+1 && lexicon.Small.Has(word(k))) && !t.thatSoon(g, denial, to)):
		return found(denial, "denial")
	case negation >= 0 && assertion > negation-2 && assertion >= 0 && negation-k <= 4 && denial < 0 && ends(max(negation, assertion)):
		return found(negation, "negation")
	case says >= 0 && says-k <= 3 && (g.Others.Has(word(k)) || g.Others.Has(word(min(k+1, to-1))) || g.Others.Has(word(to-1))):
		return found(says, "attribution")
	}
	return Concern{}, false
}

// thatSoon reports whether a word that leads to what is said follows token n.
func (t *Text) thatSoon(g *lexicon.Grammar, n, to int) bool {
	for n++; n < to; n++ {
		if g.That.Has(t.words.Word(n)) {
			return true
		}
	}
	return false
}
