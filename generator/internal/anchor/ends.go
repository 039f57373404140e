package anchor

import (
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/segment"
)

const (
	// frameWords is how much of a sentence before or after a citation is read
	// for what it says of the words cited.
	frameWords = 12
	// fewestStated is how many words state something. A word or a name may be
	// quoted for itself.
	fewestStated = 4
)

// ends reports what the sentences that a citation cuts say of the words that
// are cited: that they are not so, not certain, or another's. Only the clear
// cases are told.
func (c *citation) ends(g *grammar, s *speech, m match) []concern {
	if g == nil {
		return nil
	}
	var out []concern
	add := func(f concern, ok bool, from, to int) {
		if ok && len(out) == 0 {
			f.code = diag.CitationOutOfContext
			f.quoted = segment.Span{Start: c.tokens[from].Start, End: c.tokens[to-1].End}
			out = append(out, f)
		}
	}
	for i, r := range m {
		if c.t.countWords(r.t, r.u) < fewestStated {
			continue
		}
		first, end := r.atoms[0], last(r.atoms)
		if i == 0 || c.t.parted(s, m[i-1].u-1, r.t) {
			f, ok := c.t.before(g, s, r.t, r.u)
			add(f, ok, first.from, first.to)
		}
		if i == len(m)-1 || c.t.parted(s, r.u-1, m[i+1].t) {
			f, ok := c.t.behind(g, s, r.t, r.u)
			add(f, ok, end.from, end.to)
		}
	}
	if q := s.quotationAt(c.t.tokens[m[0].t].Start, c.t.tokens[m[0].u-1].End); q >= 0 && len(out) == 0 && len(s.quotations[q].inSame.names) > 0 {
		whole := segment.Span{Start: c.t.tokens[m[0].t].Start, End: c.t.tokens[last(m).u-1].End}
		out = append(out, concern{code: diag.CitationOutOfContext, kind: "speaker", by: s.quotations[q].inSame, at: whole, left: whole, quoted: segment.Span{End: len(c.quote.Text)}})
	}
	return out
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
func (t *Text) before(g *grammar, s *speech, i, end int) (concern, bool) {
	start := t.tokenAt(s.sentences[s.sentenceAt(t.tokens[i].Start)].Start)
	k := i - 1 // the last word before
	marks := ""
	for k >= start && !t.tokens[k].Word {
		marks = t.tokens[k].Text + marks
		k--
	}
	if k < start || strings.ContainsAny(marks, ";.!?") {
		return concern{}, false
	}
	word := func(i int) string { return t.folded.token(i) }
	found := func(at int, kind string) (concern, bool) {
		return concern{kind: kind, at: t.span(at, 1), left: t.gapOf(t.clauseStart(g, k, start), i)}, true
	}
	reports := strings.ContainsAny(marks, ":'")
	that := in(g.that, word(k)) && (marks == "" || strings.Trim(marks, ":'") == "")
	if that {
		if w := word(k); w == "whether" || w == "ob" {
			return found(k, "hedge")
		}
		for k--; k >= start && !t.tokens[k].Word; k-- { // the comma of "sagte nicht, dass"
		}
		if k < start {
			return concern{}, false
		}
	} else if strings.Contains(marks, ",") || strings.Contains(marks, "-") {
		return concern{}, false
	}
	from := t.clauseStart(g, k, start)
	negation, denial, assertion, hedge := -1, -1, -1, -1
	for n := from; n <= k; n++ {
		switch w := word(n); {
		case g.negative(w):
			if w == "not" && n < k && word(n+1) == "only" {
				return concern{}, false
			}
			negation = n
		case in(g.denies, w), in(g.untrue, w):
			denial = n
		case in(g.falsely, w):
			hedge = n
		case in(g.hedges, w), w == "possible", w == "unclear", w == "doubtful", w == "rumoured", w == "rumored":
			hedge = n
		}
		if in(g.asserts, word(n)) {
			assertion = n
		}
	}
	if !that && !reports {
		// "It did not ==recommend that the bridge be closed==."
		if n := t.lastOf(k, from, g.negative); n == k && !(word(k) == "ne" && t.deniesSoon(g, i, end)) {
			return found(k, "negation")
		}
		if in(g.hedges, word(k)) || in(g.falsely, word(k)) {
			return found(k, "hedge")
		}
		if !t.states(g, i, end) || k != max(denial, assertion) {
			return concern{}, false
		}
	}
	switch {
	case denial >= 0 && negation >= 0: // no doubt that; did not deny that
		return concern{}, false
	case denial >= 0:
		return found(denial, "denial")
	case negation >= 0 && assertion >= 0:
		return found(negation, "negation")
	case hedge >= 0 && (that || reports):
		return found(hedge, "hedge")
	}
	return concern{}, false
}

// clauseStart returns the first token of the clause that token k ends, not
// before start.
func (t *Text) clauseStart(g *grammar, k, start int) int {
	for n := 0; k > start && n < frameWords; n++ {
		if p := t.tokens[k-1]; !p.Word && !p.Joined && strings.Contains(",;:-()'", p.Text) {
			break
		}
		if w := t.folded.token(k - 1); w == "and" || w == "but" || w == "und" || w == "aber" || w == "mais" || w == "pero" || w == "но" {
			break
		}
		k--
	}
	return k
}

// lastOf returns the last token of [from, k] whose word is of a kind, or -1.
func (t *Text) lastOf(k, from int, of func(string) bool) int {
	for ; k >= from; k-- {
		if of(t.folded.token(k)) {
			return k
		}
	}
	return -1
}

// deniesSoon reports whether one of the first of the tokens [i, end) denies:
// the second part of "ne … pas".
func (t *Text) deniesSoon(g *grammar, i, end int) bool {
	for n := i; n < min(i+5, end); n++ {
		if g.negative(t.folded.token(n)) {
			return true
		}
	}
	return false
}

// states reports whether the tokens [i, end) soon have a verb.
func (t *Text) states(g *grammar, i, end int) bool {
	for n := i; n < min(i+8, end); n++ {
		w := t.folded.token(n)
		if (in(g.finite, w) || in(g.modals, w)) && w != "and" && w != "or" && w != "but" && w != "to" && w != "und" && w != "oder" && w != "zu" {
			return true
		}
	}
	return false
}

// behind reports what the end of a sentence says of the words before it, the
// tokens [i, end): he denied, which is not true, allegedly.
func (t *Text) behind(g *grammar, s *speech, i, end int) (concern, bool) {
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
		return concern{}, false
	}
	to := k // the end of the clause
	for to < stop && to < k+frameWords && (t.tokens[to].Word || t.tokens[to].Joined) {
		to++
	}
	word := func(i int) string { return t.folded.token(i) }
	found := func(at int, kind string) (concern, bool) {
		return concern{kind: kind, at: t.span(at, 1), left: t.gapOf(end, to)}, true
	}
	if marks == "" {
		// "The claim that ==the bridge is closed== is false."
		if p := i - 1; p >= 0 && in(g.that, word(p)) && in(g.finite, word(k)) {
			for n := k + 1; n < min(to, k+4); n++ {
				if w := word(n); in(g.untrue, w) && !t.deniesSoon(g, k, n) || g.negative(w) && n+1 < to && in(g.asserts, word(n+1)) {
					return found(n, "denial")
				}
			}
		}
		return concern{}, false
	}
	if q := s.quotationAt(t.tokens[k].Start, t.tokens[k].End); q >= 0 && s.quotationAt(t.tokens[end-1].Start, t.tokens[end-1].End) != q {
		return concern{}, false // another quotation
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
		set(&negation, g.negative(w))
		set(&denial, in(g.denies, w))
		set(&assertion, in(g.asserts, w))
		set(&untrue, in(g.untrue, w))
		set(&falsely, in(g.falsely, w))
		set(&claim, in(g.claims, w) && n < k+4)
		set(&says, in(g.says, w) || in(g.asserts, w))
	}
	n := to - k
	relative := in(g.openers, word(k)) || word(k) == "ce" || word(k) == "lo" || word(k) == "this" || word(k) == "that" || word(k) == "das" || word(k) == "это"
	switch {
	case in(g.hedges, word(k)) && n <= 2 && closed:
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
		case relative && negation >= 0 && assertion > negation-2 && assertion <= negation+3 && negation-k <= 3 && in(map[string]struct{}{"true": {}, "case": {}, "wahr": {}, "stimmt": {}, "richtig": {}, "vrai": {}, "exact": {}, "cierto": {}, "verdad": {}, "правда": {}, "верно": {}}, word(assertion)):
			return found(negation, "denial")
		}
	}
	if relative && !(in(g.articles, word(k)) && n > 1) {
		return concern{}, false
	}
	ends := func(n int) bool { // nothing is the object of the verb at n
		if n+1 >= to {
			return closed
		}
		return in(small, word(n+1)) && !in(g.articles, word(n+1)) && !in(g.that, word(n+1))
	}
	quoted := strings.Contains(marks, "'")
	switch {
	case denial >= 0 && negation < 0 && denial-k <= 5 && (denial > k && ends(denial) || quoted && (denial == k || denial == k+1 && in(small, word(k))) && !t.thatSoon(g, denial, to)):
		return found(denial, "denial")
	case negation >= 0 && assertion > negation-2 && assertion >= 0 && negation-k <= 4 && denial < 0 && ends(max(negation, assertion)):
		return found(negation, "negation")
	case says >= 0 && says-k <= 3 && (in(g.others, word(k)) || in(g.others, word(min(k+1, to-1))) || in(g.others, word(to-1))):
		return found(says, "attribution")
	}
	return concern{}, false
}

// thatSoon reports whether a word that leads to what is said follows token n.
func (t *Text) thatSoon(g *grammar, n, to int) bool {
	for n++; n < to; n++ {
		if in(g.that, t.folded.token(n)) {
			return true
		}
	}
	return false
}
