package match

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/near"
	"dossier/generator/internal/spelling"
)

// A Difference says in what a citation differs from the passage nearest to it.
type Difference string

// The differences, the gravest first. When there are several, the gravest is
// named. Only the last three are ever mended without a person.
const (
	Negation     Difference = "negation"      // a word that denies was changed, added or dropped
	Number       Difference = "number"        // a number was
	Name         Difference = "name"          // a name for another name
	OtherWord    Difference = "other word"    // a word for another word
	WordsMissing Difference = "words missing" // the source has words that the citation leaves out without a mark
	WordsAdded   Difference = "words added"   // the citation has words that the source does not have
	Order        Difference = "order"         // the parts of the citation stand in another order, or too far apart
	Spelling     Difference = "spelling"      // a slip of the pen in a word
	Punctuation  Difference = "punctuation"   // marks, or the spaces in a compound
	Case         Difference = "case"          // letter case, where that is not all that differs
)

func rank(d Difference) int {
	return slices.Index([]Difference{Negation, Number, Name, OtherWord, WordsMissing, WordsAdded, Order, Spelling, Punctuation, Case}, d)
}

// judge says what kind of difference an edit between the tokens of a citation
// and the text is.
func (t *Text) judge(p []fold.Token, e Edit) Difference {
	if e.Difference != "" {
		return e.Difference
	}
	q, s := p[e.q[0]:e.q[1]], t.tokens[e.s[0]:e.s[1]]
	qw, sw := wordsOf(q), wordsOf(s)
	switch {
	case slices.ContainsFunc(qw, lexicon.Negates), slices.ContainsFunc(sw, lexicon.Negates), lexicon.Opposed(qw, sw), lexicon.Opposed(sw, qw):
		return Negation
	case slices.ContainsFunc(qw, lexicon.Numeral), slices.ContainsFunc(sw, lexicon.Numeral), len(qw) == 0 && len(sw) == 0 && t.inNumber(e):
		return Number
	case slices.ContainsFunc(q, measures), slices.ContainsFunc(s, measures):
		return Number
	case slices.ContainsFunc(q, symbol), slices.ContainsFunc(s, symbol):
		return OtherWord
	case len(qw) == 0 && len(sw) == 0:
		return Punctuation
	case strings.Join(qw, "") == strings.Join(sw, ""):
		return cutOtherwise(q, s, qw, sw)
	case len(qw) == 0 && slices.Contains(lexicon.Altering, sw[0]) && e.s[1] < len(t.tokens) && t.tokens[e.s[1]-1].Joined:
		return Negation // non-combatants without its non-
	case len(qw) == 0:
		return WordsMissing
	case len(sw) == 0:
		return WordsAdded
	case len(q) == 1 && len(s) == 1 && t.regional(qw[0], sw[0]) && !(spelling.Surname(sw[0]) && t.changesName(e, q, s)):
		return Spelling
	case t.changesName(e, q, s):
		return Name
	case len(q) == 1 && len(s) == 1 && t.nameless(q[0], s[0]) && t.slip(qw[0], sw[0]):
		return Spelling
	}
	return OtherWord
}

// cutOtherwise judges words of the same letters that are cut otherwise. What is cut
// at a hyphen on either side differs in a mark. Where there is none both may be
// words (every day, everyday), and so they may at some hyphens.
func cutOtherwise(q, s []fold.Token, qw, sw []string) Difference {
	if len(q) == len(qw) && len(s) == len(sw) || len(qw) != len(sw) && (spelling.Rejoined(qw[0]) || spelling.Rejoined(sw[0])) {
		return OtherWord
	}
	return Punctuation
}

func wordsOf(tokens []fold.Token) []string {
	var out []string
	for _, k := range tokens {
		if k.Word {
			out = append(out, fold.Case(k.Text))
		}
	}
	return out
}

// inNumber reports whether the marks that an edit concerns belong to a number
// in the text: a sign, a per cent.
func (t *Text) inNumber(e Edit) bool {
	number := func(i int) bool {
		return i >= 0 && i < len(t.tokens) && strings.IndexFunc(t.tokens[i].Text, unicode.IsDigit) == 0
	}
	for i := e.s[0]; i < e.s[1]; i++ {
		if t.tokens[i].Joined && number(i+1) || i > 0 && t.tokens[i-1].Joined && number(i-1) {
			return true
		}
	}
	return false
}

// measures reports whether a mark is part of what a number says.
func measures(k fold.Token) bool {
	return !k.Word && strings.ContainsAny(k.Text, "%‰°′″±≤≥≈$€£¥₽₴¢")
}

// symbol reports whether a mark stands for a word.
func symbol(k fold.Token) bool {
	return !k.Word && strings.IndexFunc(k.Text, func(r rune) bool { return !unicode.IsPunct(r) || strings.ContainsRune("&@#§*", r) }) >= 0
}

// changesName reports whether an edit puts a name for a name, or for another word.
func (t *Text) changesName(e Edit, q, s []fold.Token) bool {
	if t.words().shouting {
		return false
	}
	for i := e.s[0]; i < e.s[1]; i++ {
		if t.proper(i) {
			return true
		}
	}
	// In the citation, a capital says nothing at its start.
	for i, k := range q {
		if k.Word && e.q[0]+i > 0 && fold.Capital(k.Text) && !slices.ContainsFunc(s, func(k fold.Token) bool { return k.Word && !fold.Capital(k.Text) }) {
			return true
		}
	}
	return false
}

// proper reports whether token i of the text is written as a name: with a
// capital that is not that of a sentence's first word, or with one wherever
// the text has it.
func (t *Text) proper(i int) bool {
	k := t.tokens[i]
	if !k.Word || !fold.Capital(k.Text) {
		return false
	}
	if !fold.StartsSentence(t.text, t.tokens, i) {
		return true
	}
	_, small := t.words().small[fold.Case(k.Text)]
	_, inside := t.words().inside[fold.Case(k.Text)]
	return !small && inside
}

// nameless reports whether neither a word of a citation nor that of the text can be
// a name: the text writes its own with a small letter, here or elsewhere, and a
// capital in the citation is the text's, or that of a known slip.
func (t *Text) nameless(q, s fold.Token) bool {
	_, small := t.words().small[fold.Case(s.Text)]
	known := spelling.Misspelled(fold.Case(q.Text))
	return (small || !fold.Capital(s.Text)) && (known || !fold.Capital(q.Text) || fold.Capital(s.Text))
}

// words are the words of a text.
type words struct {
	sorted   []string            // all, folded
	at       map[string]int      // the first token of each
	small    map[string]struct{} // those that the text writes with a small first letter
	inside   map[string]struct{} // those with a capital inside a sentence
	shouting bool                // capitals are no sign of a name: every noun has one, or every word
}

func (t *Text) vocabulary() *words {
	w := &words{at: map[string]int{}, small: map[string]struct{}{}, inside: map[string]struct{}{}}
	words, capitals := 0, 0
	for i, k := range t.tokens {
		if !k.Word {
			continue
		}
		f := t.folded.token(i)
		if _, ok := w.at[f]; !ok {
			w.at[f] = i
			w.sorted = append(w.sorted, f)
		}
		if !fold.Capital(k.Text) {
			w.small[f] = struct{}{}
			words++
		} else if !fold.StartsSentence(t.text, t.tokens, i) {
			w.inside[f] = struct{}{}
			words++
			capitals++
		}
	}
	slices.Sort(w.sorted)
	w.shouting = words > 20 && capitals*10 > words*3
	return w
}

// similar returns where the text has the word that is spelled most like k.
func (t *Text) similar(k fold.Token) (int, bool) {
	word := fold.Case(k.Text)
	if !k.Word || utf8.RuneCountInString(word) < shortestToGuess {
		return 0, false
	}
	best, at := utf8.RuneCountInString(word)/3+1, -1
	for _, w := range t.words().sorted {
		if d := near.Distance(word, w, best-1); d < best {
			best, at = d, t.words().at[w]
		}
	}
	return at, at >= 0
}

// alike reports whether two words are spelled so much alike that one may be
// meant for the other.
func alike(a, b string) bool {
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if n, m = max(n, m), min(n, m); n < 3 || m*2 < n {
		return false
	}
	limit := max(1, n/4)
	// A change of one letter changes the set of bytes by few.
	if len(a) == n && len(b) <= n && bits.OnesCount64(letters(a)^letters(b)) > 2*limit {
		return false
	}
	return near.Distance(a, b, limit) <= limit
}

// letters returns the set of the bytes of s, 64 kept apart.
func letters(s string) uint64 {
	set := uint64(0)
	for i := range len(s) {
		set |= 1 << (s[i] & 63)
	}
	return set
}
