package omission

import (
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
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

// ends reports what the sentences that an excerpt cuts say of the words that
// are kept: that they are not so, not certain, or another's. Only the clear
// cases are told, and no more than one.
func (t *Text) ends(g *lexicon.Grammar, s *Speech, kept []Stretch) []Concern {
	if g == nil {
		return nil
	}
	var claim []Concern // told where nothing else is
	for i, r := range kept {
		if t.countWords(r.From, r.To) < fewestStated {
			continue
		}
		low, high := 0, len(t.plain) // what is left out before the stretch, and behind
		if i > 0 {
			low = t.tokens[kept[i-1].To-1].End
		}
		if i < len(kept)-1 {
			high = t.tokens[kept[i+1].From].Start
		}
		told := func(f Concern, side Side) []Concern {
			if f.At.Start < low || f.At.End > high {
				return nil // it is kept
			}
			f.Left = segment.Span{Start: max(f.Left.Start, low), End: min(f.Left.End, high)}
			f.Code, f.Stretch, f.Side = diag.CitationOutOfContext, i, side
			if f.Kind == "claim" {
				if claim == nil {
					claim = []Concern{f}
				}
				return nil
			}
			return []Concern{f}
		}
		if i == 0 || t.sameSentence(s, kept[i-1].To-1, r.From) && t.parted(s, kept[i-1].To-1, r.From) { // else see changes
			if f, ok := t.before(g, s, r.From, r.To); ok {
				if out := told(f, Front); out != nil {
					return out
				}
			}
		}
		if i == len(kept)-1 || t.parted(s, r.To-1, kept[i+1].From) {
			f, ok := t.behind(g, s, r.From, r.To)
			if !ok {
				f, ok = t.provided(g, s, r)
			}
			if !ok && (i == len(kept)-1 || !t.sameSentence(s, r.To-1, kept[i+1].From)) {
				f, ok = t.asks(g, s, r)
			}
			if !ok {
				f, ok = t.denied(g, s, r.To)
				ok = ok && f.Left.End <= high
			}
			if ok {
				if out := told(f, Back); out != nil {
					return out
				}
			}
		}
	}
	if claim != nil {
		return claim
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
func (t *Text) parted(s *Speech, i, j int) bool {
	return s.quotationAt(t.tokens[i].Start, t.tokens[i].End) != s.quotationAt(t.tokens[j].Start, t.tokens[j].End) || !t.sameSentence(s, i, j)
}

// sameSentence reports whether two tokens stand in one sentence.
func (t *Text) sameSentence(s *Speech, i, j int) bool {
	a, _ := s.sentenceAt(t.tokens[i].Start)
	b, _ := s.sentenceAt(t.tokens[j].Start)
	return a == b
}

// asks reports whether a stretch is the end of a question whose mark is cut off, and
// does not begin as a question does.
func (t *Text) asks(g *lexicon.Grammar, s *Speech, r Stretch) (Concern, bool) {
	sentence, _ := s.sentenceAt(t.tokens[r.To-1].Start)
	first, stop := t.tokenAt(sentence.Start), min(len(t.tokens), t.tokenAt(sentence.End))
	mark := r.To
	for mark < stop && !t.tokens[mark].Word && t.tokens[mark].Text != "?" {
		mark++
	}
	if mark >= stop || t.tokens[mark].Text != "?" || t.words.Word(r.To-1) == "?" {
		return Concern{}, false
	}
	from := max(first, r.From)
	for from < r.To-1 && !t.tokens[from].Word {
		from++
	}
	if w := t.words.Word(from); from > first && t.asksAt(g, w) || from <= first+1 && t.asksAt(g, w) {
		return Concern{}, false
	}
	return Concern{Kind: "question", At: t.bytesOf(mark), Left: t.gapOf(r.To, mark+1)}, true
}

// asksAt reports whether a word begins questions.
func (t *Text) asksAt(g *lexicon.Grammar, w string) bool {
	return g.Asking.Has(w) || g.Finite.Has(w) && !g.And.Has(w) || g.Modals.Has(w) || helps.Has(w) || strings.HasSuffix(w, "n't")
}

// helps are verbs that begin questions.
var helps = lexicon.SetOf("do does did am have be est hat ist")

// denied reports whether the sentence after the one that ends an excerpt, before
// token end, says no more than that this is not so: He denied it. That is false.
func (t *Text) denied(g *lexicon.Grammar, s *Speech, end int) (Concern, bool) {
	here, next := s.sentenceAt(t.tokens[end-1].Start)
	if next.Len() == 0 {
		return Concern{}, false
	}
	stop := t.tokenAt(here.End)
	if t.countWords(end, stop) > frameWords/2 {
		return Concern{}, false
	}
	from, to := t.tokenAt(next.Start), min(len(t.tokens), t.tokenAt(next.End))
	for to > from && !t.tokens[to-1].Word {
		to--
	}
	if from >= to || t.countWords(from, to) > denialWords || t.countWords(from, to) < to-from {
		return Concern{}, false
	}
	if q := s.quotationAt(next.Start, t.tokens[to-1].End); q >= 0 && q != s.quotationAt(t.tokens[end-1].Start, t.tokens[end-1].End) {
		return Concern{}, false // another's words
	}
	word := t.words.Word
	it, verb, negation, truth := -1, -1, -1, -1
	for n := from; n < to; n++ {
		switch w := word(n); {
		case g.Negative(w):
			negation = n
		case g.Denies.Has(w):
			verb = n
		case g.Untrue.Has(w), g.True.Has(w):
			truth = n
		case g.It.Has(w):
			it = n
		}
	}
	at := -1
	switch {
	case it < 0:
	case verb >= 0 && negation < 0 && (it > verb && t.isSmall(verb+1, it) || it == verb-1 || it == verb-2) && max(it, verb) == to-1:
		at = verb
	case truth == to-1 && it == from && (g.Untrue.Has(word(truth)) && negation < 0 || g.True.Has(word(truth)) && negation >= 0):
		at = truth
	case truth >= 0 && negation == to-1 && it == from && g.True.Has(word(truth)): // das stimmt nicht
		at = negation
	}
	if at < 0 {
		return Concern{}, false
	}
	return Concern{Kind: "reply", At: t.bytesOf(at), Left: t.gapOf(from, to)}, true
}

// isSmall reports whether all of the tokens [i, j) are words that say nothing, or count: denied all of it, but not knowing of it.
func (t *Text) isSmall(i, j int) bool {
	for ; i < j; i++ {
		if w := t.words.Word(i); !lexicon.Small.Has(w) && w != "all" && w != "any" && w != "alles" {
			return false
		}
	}
	return true
}

// denialWords is how many words a sentence has at most that only denies another.
const denialWords = 6

// before reports what the beginning of a sentence says of the words that
// follow it, the tokens [i, end): he did not say that, nobody knows who, if.
func (t *Text) before(g *lexicon.Grammar, s *Speech, i, end int) (Concern, bool) {
	sentence, _ := s.sentenceAt(t.tokens[i].Start)
	start := t.tokenAt(sentence.Start)
	k, marks := t.wordBefore(i, start)
	if k < start || strings.ContainsAny(marks, ";.!?") {
		return Concern{}, false
	}
	word := t.words.Word
	found := func(at int, kind string) (Concern, bool) {
		return Concern{Kind: kind, At: t.bytesOf(at), Left: t.gapOf(min(at, t.clauseStart(g, k, start)), i)}, true
	}
	if at := t.leftOpen(g, start, i); at >= 0 {
		return found(at, "doubt")
	}
	if at := t.particle(g, start, i); at >= 0 {
		return found(at, "doubt")
	}
	if at := t.condition(g, start, i); at >= 0 {
		return found(at, "condition")
	}
	if at := t.accordingTo(g, start, k); at >= 0 {
		return found(at, "attribution")
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
	}
	if word(k) == "an" && k > start && takes.Has(word(k-1)) { // sie nehme an, dass
		k--
	}
	from := t.clauseStart(g, k, start)
	leads := func(n int) bool {
		return g.Hopes.Has(word(n)) || g.Alleges.Has(word(n)) || takes.Has(word(n)) && word(n+1) == "an"
	}
	told := func(n int) bool { return n >= from && (g.Others.Has(word(n)) || g.Unnamed.Has(word(n))) } // it is of these that the verb behind says what they claim
	unled := !that && g.Unled && marks == "," && (leads(k) || g.Hearsay.Has(word(k)) && k > from && impersonal.Has(word(k-1)) || (g.Says.Has(word(k)) || g.Holds.Has(word(k))) && told(k-1)) && !g.Asking.Has(word(from))
	if !that && !unled && strings.ContainsAny(marks, ",-") {
		return Concern{}, false
	}
	negation, denial, assertion, hedge, hope, others, claim := -1, -1, -1, -1, -1, -1, -1
	for n := from; n <= k; n++ {
		switch w := word(n); {
		case g.Negative(w):
			if w == "not" && n < k && word(n+1) == "only" {
				return Concern{}, false
			}
			negation = n
		case g.Denies.Has(w) && !(n > from && g.Articles.Has(word(n-1))), g.Untrue.Has(w):
			denial = n
		case g.Falsely.Has(w):
			hedge = n
		case g.Hedges.Has(w), n == k && that && g.Unsettled.Has(w):
			hedge = n
		case n == k && (g.Hopes.Has(w) || takes.Has(w) && word(n+1) == "an"):
			hope = n
		case n == k && (that || unled) && g.Hearsay.Has(w) && (n > from && impersonal.Has(word(n-1)) || n == from && !g.Says.Has(w)):
			hedge = n
		case n == k && g.Alleges.Has(w):
			claim = n
		case g.Others.Has(w), g.Unnamed.Has(w) && n == k-1:
			others = n
		}
		if g.Asserts.Has(word(n)) || that && g.Holds.Has(word(n)) {
			assertion = n
		}
	}
	if !that && !reports {
		if at, kind := t.governed(g, from, k, i, end); at >= 0 {
			return found(at, kind)
		}
		rumour := told(k-1) && t.isWord(k) && !g.Function(word(k)) && !t.capitalInside(k) && !g.Weighs(word(k))
		switch {
		case rumour && (g.Says.Has(word(k)) || g.Holds.Has(word(k)) || t.states(g, i, end)): // rumours whisper the dam is open
			others = k - 1
		case !unled && !t.states(g, i, end) || k != max(denial, assertion, hope, claim, hedge):
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
	case hedge >= 0 && (that || reports || unled):
		return found(hedge, "hedge")
	case hope >= 0:
		return found(hope, "hedge")
	case others >= 0 && k-others <= 3 && (that || others == k-1 || g.Says.Has(word(k)) || g.Asserts.Has(word(k)) || g.Holds.Has(word(k))):
		return found(k, "attribution")
	case claim >= 0:
		return found(claim, "claim")
	}
	return Concern{}, false
}

// takes are forms of a German verb that with "an" behind it is to assume.
var takes = lexicon.SetOf("nehme nimmt nehmen nahm nahmen")

// impersonal are the words that stand for nobody: it is rumoured, on prétend.
var impersonal = lexicon.SetOf("is was been it es man wird on il se")

// wordBefore returns the last word before token i, not before start, and the marks
// between; a token before start when there is none.
func (t *Text) wordBefore(i, start int) (k int, marks string) {
	for k = i - 1; k >= start && !t.tokens[k].Word; k-- {
		marks = t.tokens[k].Text + marks
	}
	return k, marks
}

// capitalInside reports whether a token has a capital that is not that of a sentence's
// first word, as the month of May has.
func (t *Text) capitalInside(i int) bool {
	return fold.Capital(t.tokens[i].Text) && !fold.StartsSentence(t.plain, t.tokens, i)
}

// governed returns which word of the clause [from, k], cut off before what is kept,
// the tokens [i, end), says of its first word that it is not so, not certain or not
// of all, and what it does; -1 when none does.
func (t *Text) governed(g *lexicon.Grammar, from, k, i, end int) (at int, kind string) {
	word := t.words.Word
	opens := word(i)
	for n := k; n >= from; n-- {
		switch w := word(n); {
		case !t.tokens[n].Word || t.capitalInside(n):
			return -1, ""
		case g.Negative(w):
			if w == "ne" && t.deniesSoon(g, i, end) || w == "no" && lexicon.Numeral(opens) {
				return -1, ""
			}
			return n, "negation"
		case n == k && (g.Hedges.Has(w) || g.Falsely.Has(w)):
			return n, "hedge"
		case g.Modals.Has(w) && !g.Finite.Has(w) && !(g.Function(opens) && !g.Finite.Has(opens) && !beForms.Has(opens)):
			return n, "modal verb"
		case !g.Finite.Has(w) && !beForms.Has(w) && !g.Particles.Has(w):
			n = from // another word stands between
		}
	}
	for from < k && !t.tokens[from].Word {
		from++
	}
	first := word(from)
	verb := g.Finite.Has(opens) && !g.And.Has(opens) && opens != "to" && opens != "zu" || g.Modals.Has(opens)
	noun := from == k && !g.Function(opens) && !g.Weighs(opens)
	switch {
	case t.capitalInside(from):
	case g.Quantifiers.Has(first) && first != "both" && (noun || verb && k-from < nounWords):
		return from, "quantifier"
	case g.Negative(first) && verb && k-from < nounWords:
		return from, "negation"
	}
	return -1, ""
}

// nounWords is how many words a subject has that begins with nobody or few.
const nounWords = 6

// beForms are forms of verbs that stand between not, or may, and what these are said of.
var beForms = lexicon.SetOf("be been being have")

// leftOpen returns the word that says of a question within the sentence that begins
// at start that its answer is not known, or not given: "I do not know" before who, of
// which what is kept, from token i, is the rest; -1 when there is none.
func (t *Text) leftOpen(g *lexicon.Grammar, start, i int) int {
	word := t.words.Word
	q := i
	for q < len(t.tokens)-1 && !t.tokens[q].Word {
		q++
	}
	if !g.Asking.Has(word(q)) && !(q+1 < len(t.tokens) && t.asking(g, q+1)) {
		k, marks := t.wordBefore(i, start)
		if k < start || marks != "" || !g.Asking.Has(word(k)) {
			return -1
		}
		q = k
	}
	p, marks := t.wordBefore(q, start)
	if p < start || marks != "" && marks != "," {
		return -1
	}
	from := t.clauseStart(g, p, start)
	negation, knows := -1, -1
	for n := p; n >= from && p-n < questionWords && knows < 0; n-- {
		switch w := word(n); {
		case g.Open.Has(w):
			return n
		case g.Negative(w):
			negation = n
		case g.Knows.Has(w):
			knows = n
		case !g.Exactly.Has(w) && (!lexicon.Small.Has(w) || g.Articles.Has(w)):
			return -1
		}
	}
	if knows < 0 {
		return -1
	}
	for n := from; n <= p && negation < 0; n++ {
		if g.Negative(word(n)) && !(word(n) == "not" && n < p && word(n+1) == "only") {
			negation = n
		}
	}
	return negation
}

// questionWords is how many words may stand between a verb of knowing and the
// question that it is said of.
const questionWords = 5

// particle returns the word before token i, in its clause, that makes a question of it; -1 when there is none.
func (t *Text) particle(g *lexicon.Grammar, start, i int) int {
	for k := i - 1; k >= start && t.isWord(k); k-- {
		if t.asking(g, k) {
			return k
		}
	}
	return -1
}

// asking reports whether a token is a particle that makes a question of its clause, and no part of a phrase: едва ли, то ли.
func (t *Text) asking(g *lexicon.Grammar, i int) bool {
	return g.Particles.Has(t.words.Word(i)) && i > 0 && !unasking.Has(t.words.Word(i-1)) && !g.Negative(t.words.Word(i-1))
}

// unasking are the words after which a particle asks nothing.
var unasking = lexicon.SetOf("то чуть мало")

// condition returns the word that begins a clause on which what is kept, from token
// i, depends: if the river rises, …; -1 when there is none.
func (t *Text) condition(g *lexicon.Grammar, start, i int) int {
	k, marks := t.wordBefore(i, start)
	if marks == "" && k >= start && g.Then.Has(t.words.Word(k)) {
		k, marks = t.wordBefore(k, start)
	}
	if marks != "," || k < start {
		return -1
	}
	for range subordinate {
		from := t.between(k, start)
		for n := from; n < min(from+conditionWords, k); n++ {
			if !t.conditional(g, n) {
				continue
			}
			if w := t.words.Word(max(n-1, from)); n == from || g.That.Has(w) || g.And.Has(w) || g.Says.Has(w) {
				return n
			}
		}
		// The clause may be one that stands between, or the rest of one that such a
		// clause cuts in two.
		opened := g.Openers.Has(t.words.Word(from))
		if k, marks = t.wordBefore(from, start); marks != "," || k < start || !opened && !g.Openers.Has(t.words.Word(t.between(k, start))) {
			return -1
		}
	}
	return -1
}

const (
	// subordinate is how many clauses there may be from a condition to what depends on it.
	subordinate = 3
	// conditionWords is within how many words of its clause a condition begins.
	conditionWords = 8
)

// isWord reports whether a token is a word, or a mark that is joined to words.
func (t *Text) isWord(i int) bool { return t.tokens[i].Word || t.tokens[i].Joined }

// between returns the first word of the stretch between marks that token k ends.
func (t *Text) between(k, start int) int {
	for k > start && t.isWord(k-1) {
		k--
	}
	return k
}

// provided reports the condition on which a sentence says the words of a stretch, and that stands behind them: the bridge will fail
// if …; “it will be closed,” he said, “if …”.
func (t *Text) provided(g *lexicon.Grammar, s *Speech, r Stretch) (Concern, bool) {
	sentence, _ := s.sentenceAt(t.tokens[r.To-1].Start)
	stop := min(len(t.tokens), t.tokenAt(sentence.End))
	k, marks := t.wordAfter(r.To, stop)
	if last := t.tokens[r.To-1]; !last.Word {
		marks = last.Text + marks
	}
	if k >= stop || strings.ContainsAny(marks, ";.!?") {
		return Concern{}, false
	}
	at := t.proviso(g, k, stop)
	if at < 0 && marks != "" {
		// He said it in between.
		says := false
		for n := 0; k < stop && n < frameWords && t.isWord(k); k, n = k+1, n+1 {
			says = says || g.Says.Has(t.words.Word(k))
		}
		if k, marks = t.wordAfter(k, stop); !says || k >= stop || !strings.Contains(marks, ",") || strings.ContainsAny(marks, ";.!?") {
			return Concern{}, false
		}
		at = t.proviso(g, k, stop)
	}
	last, _ := t.wordBefore(r.To, r.From)
	end := t.words.Word(last)
	told := func(w string) bool { return g.Knows.Has(w) || g.Open.Has(w) || g.Says.Has(w) }
	switch {
	case at < 0, g.Even.Has(end), g.And.Has(end), g.Function(end) && !strings.Contains(marks, ","):
		return Concern{}, false // no clause ends here, or the condition is one of several: even if
	case marks == "" && t.lastOf(last, max(r.From, last-2), told) >= 0:
		return Concern{}, false // he did not say if
	}
	from := t.clauseOf(g, last, r.From)
	possible := t.firstOf(from, r.To, g.Modals.Has) >= 0
	if begins(t, g.Whens, at) > 0 && !possible {
		return Concern{}, false
	}
	to, after := t.clauseEnd(g, at, stop)
	if !possible && t.firstOf(from, r.To, g.Finite.Has) < 0 {
		// Words that may be no clause: all from a mark up to the condition, which ends the sentence, are one.
		whole := from == 0 || !t.isWord(from-1) || g.And.Has(t.words.Word(from-1)) || g.That.Has(t.words.Word(from-1))
		if !whole || after < stop && !g.And.Has(t.words.Word(after)) && !g.Openers.Has(t.words.Word(after)) {
			return Concern{}, false
		}
	}
	return Concern{Kind: "condition", At: t.gapOf(at, at+max(1, begins(t, g.Provisos, at), begins(t, g.Whens, at))), Left: t.gapOf(r.To, to)}, true
}

// wordAfter returns the first word from token i on, before stop, and the marks before it; stop when there is none.
func (t *Text) wordAfter(i, stop int) (k int, marks string) {
	for k = i; k < stop && !t.tokens[k].Word; k++ {
		marks += t.tokens[k].Text
	}
	return k, marks
}

// clauseOf returns the first token of the clause that token k ends, not before start.
func (t *Text) clauseOf(g *lexicon.Grammar, k, start int) int {
	for k > start && t.isWord(k-1) && !g.And.Has(t.words.Word(k-1)) {
		k--
	}
	return k
}

// clauseEnd returns the end of the condition that begins at token i, and the first word behind it, or stop.
func (t *Text) clauseEnd(g *lexicon.Grammar, i, stop int) (to, after int) {
	head := i + begins(t, g.Provisos, i)
	for to = i; to < stop && (t.isWord(to) || to == head && head > i); to++ {
	}
	after, _ = t.wordAfter(to, stop)
	return to, after
}

// proviso returns the token at which a condition of more than an aside begins at token i, or after a word such as only; -1 when none does.
func (t *Text) proviso(g *lexicon.Grammar, i, stop int) int {
	if n := i + 1; g.And.Has(t.words.Word(i)) && n < stop && g.Merely.Has(t.words.Word(n)) {
		i = n // but only if
	}
	for g.Merely.Has(t.words.Word(i)) {
		if i, _ = t.wordAfter(i+1, stop); i >= stop {
			return -1
		}
	}
	if when := begins(t, g.Whens, i); !t.conditional(g, i) && (when == 0 || i+when < stop && strings.HasSuffix(t.words.Word(i+when), "ing")) {
		return -1 // when making it
	}
	to, _ := t.clauseEnd(g, i, stop)
	if n := t.countWords(i, to); n < fewestProvided || i+1 < to && (g.Aside.Has(t.words.Word(i+1)) || n <= fewestProvided+1 && g.Negative(t.words.Word(i+1))) {
		return -1
	}
	return i
}

// anonymous reports whether a word speaks of anonymity, in any of the languages.
func anonymous(w string) bool {
	return slices.ContainsFunc([]string{"anonym", "anonim", "anónim", "аноним"}, func(p string) bool { return strings.HasPrefix(w, p) })
}

// fewestProvided is how many words a condition has; one more is needed if a negation is the second: tens, if not hundreds of them.
const fewestProvided = 3

// begins returns of how many tokens the first of some phrases is that stands from token i on, or 0.
func begins(t *Text, phrases []string, i int) int {
next:
	for _, p := range phrases {
		n := i
		for w := range strings.FieldsSeq(p) {
			if n >= len(t.tokens) || t.words.Word(n) != w && !(strings.HasSuffix(w, "'") && strings.HasPrefix(t.words.Word(n), w)) { // qu'il
				continue next
			}
			n++
		}
		return n - i
	}
	return 0
}

// asides are words that begin a condition by themselves, or with one more, after a mark alone: provided the town pays, subject to a vote.
var asides = lexicon.SetOf("provided subject vorausgesetzt")

// conditional reports whether a token begins a condition.
func (t *Text) conditional(g *lexicon.Grammar, i int) bool {
	w := t.words.Word(i)
	if n := begins(t, g.Provisos, i); n > 0 {
		// Elsewhere the first of these is a participle or an adjective of the words before it.
		if t.firstOf(i+n, min(i+n+3, len(t.tokens)), anonymous) >= 0 {
			return false // he spoke on condition of anonymity
		}
		return !asides.Has(w) || n > 1 && w != "subject" || i > 0 && !t.tokens[i-1].Word
	}
	if !g.Conditions.Has(w) {
		return false
	}
	return w != "si" || i+1 >= len(t.tokens) || t.words.Word(i+1) != "bien"
}

// accordingTo returns the word for those of whom a sentence says, before token k or
// with it, that they claim what follows: according to critics; -1 when there is none.
func (t *Text) accordingTo(g *lexicon.Grammar, start, k int) int {
	from := t.between(k, start)
	if k-from >= nounWords || !g.According.Has(t.words.Word(from)) && !g.According.Has(t.words.Word(k)) {
		return -1
	}
	return t.lastOf(k, max(from, k-2), g.Others.Has)
}

// clauseStart returns the first token of the clause that token k ends, not
// before start.
func (t *Text) clauseStart(g *lexicon.Grammar, k, start int) int {
	for n := 0; k > start && n < frameWords; n++ {
		if !t.isWord(k-1) && strings.Contains(",;:-()'", t.tokens[k-1].Text) {
			break
		}
		if g.And.Has(t.words.Word(k - 1)) {
			break
		}
		k--
	}
	return k
}

// claimWords is within how many words "a claim" stands that speaks of what was before.
const claimWords = 5

// firstOf returns the first token of [from, to) whose word is of a kind, or -1.
func (t *Text) firstOf(from, to int, of func(string) bool) int {
	for ; from < to; from++ {
		if of(t.words.Word(from)) {
			return from
		}
	}
	return -1
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
		if (g.Finite.Has(w) || g.Modals.Has(w) && !t.capitalInside(n)) && w != "and" && w != "or" && w != "but" && w != "to" && w != "und" && w != "oder" && w != "zu" {
			return true
		}
	}
	return false
}

// behind reports what the end of a sentence says of the words before it, the
// tokens [i, end): he denied, which is not true, allegedly.
func (t *Text) behind(g *lexicon.Grammar, s *Speech, i, end int) (Concern, bool) {
	sentence, _ := s.sentenceAt(t.tokens[end-1].Start)
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
	for to < stop && to < k+frameWords && t.isWord(to) {
		to++
	}
	word := func(i int) string { return t.words.Word(i) }
	found := func(at int, kind string) (Concern, bool) {
		return Concern{Kind: kind, At: t.bytesOf(at), Left: t.gapOf(end, to)}, true
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
	if claim := t.firstOf(k, min(to, k+claimWords), g.Claims.Has); claim >= 0 && to-claim <= 2 && closed && to+1 < stop && g.Openers.Has(word(to+1)) {
		// eine Behauptung, die Ärzte zurückweisen
		for to++; to < stop && to < k+frameWords && t.isWord(to); {
			to++
		}
	}
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
		set(&claim, g.Claims.Has(w) && n < k+claimWords)
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
	hearsay := func(from, to int) bool { // it is said; heißt es
		for n := from; n < min(to, from+3); n++ {
			if g.Hearsay.Has(word(n)) && (n > from && impersonal.Has(word(n-1)) || n == from && n+1 < to && impersonal.Has(word(n+1))) {
				return true
			}
		}
		return false
	}
	last, reports := to-1, -1 // the last word; the verb of ", he thinks" or ", behauptet er"
	for last > k && !t.tokens[last].Word {
		last--
	}
	for _, at := range []int{k, last} {
		if w := word(at); reports < 0 && n > 1 && (g.Hopes.Has(w) || g.Alleges.Has(w)) && !t.capitalInside(at) {
			reports = at
		}
	}
	switch {
	case denial >= 0 && negation < 0 && denial-k <= 5 && (denial > k && ends(denial) || quoted && (denial == k || denial == k+1 && lexicon.Small.Has(word(k))) && !t.thatSoon(g, denial, to)):
		return found(denial, "denial")
	case negation >= 0 && assertion > negation-2 && assertion >= 0 && negation-k <= 4 && denial < 0 && ends(max(negation, assertion)):
		return found(negation, "negation")
	case says >= 0 && says-k <= 3 && (g.Others.Has(word(k)) || g.Others.Has(word(min(k+1, to-1))) || g.Others.Has(word(to-1))):
		return found(says, "attribution")
	case last > k && closed && n <= longReport && (g.Others.Has(word(k)) || g.Unnamed.Has(word(k)) || g.Unnamed.Has(word(k+1))) && g.Says.Has(word(last)): // people who know the matter say
		return found(last, "attribution")
	case n > 1 && closed && n <= shortReport && hearsay(k, to):
		return found(k, "hedge")
	case reports >= 0 && closed && n <= shortReport && !g.And.Has(word(k)) && negation < 0 && g.Hopes.Has(word(reports)):
		return found(reports, "hedge")
	case reports >= 0 && closed && n <= shortReport && !g.And.Has(word(k)) && negation < 0:
		return found(reports, "claim")
	}
	return Concern{}, false
}

// shortReport is how many words a clause has at most that says who thinks or claims what stands before it: ", the mayor of Sandau claims".
const shortReport = 6

// longReport is the same of people who are not named: ", people familiar with the matter say".
const longReport = 7

// thatSoon reports whether a word that leads to what is said follows token n.
func (t *Text) thatSoon(g *lexicon.Grammar, n, to int) bool {
	for n++; n < to; n++ {
		if g.That.Has(t.words.Word(n)) {
			return true
		}
	}
	return false
}
