package omission

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
)

// A Speech is what a text's paragraphs and quotations are and who says them. It is
// made once for a text, and small beside what the text is judged by.
type Speech struct {
	quotations []quotedSpan // outermost, by place
	turns      []turn       // a paragraph each
	transcript bool         // paragraphs begin with the names of who speaks
	questions  int          // paragraphs outside quotation marks that ask
}

// A quotedSpan is what stands between quotation marks.
type quotedSpan struct {
	segment.Span
	words  int
	said   bool    // its sentence has a verb of saying
	by     speaker // as far as the text says
	inSame speaker // as far as the same sentence says
	goesOn bool    // it goes on the one before, which was not closed
}

// A turn is a paragraph of a text.
type turn struct {
	segment.Span
	label  string                // who speaks, in a transcript
	cut    func() []segment.Span // into sentences; few paragraphs are asked for theirs
	asks   bool                  // it ends with a question mark, outside quotation marks
	dashed bool                  // it begins with a dash, as the lines of a dialogue do
	quotes bool                  // who speaks quotes: some of its words stand between quotation marks, and not all
}

// A speaker is someone by what a text calls them.
type speaker struct {
	names []string // folded
	noun  string   // folded: minister
	sex   byte     // 'm', 'f' or 0, by the pronoun
	alias string   // folded: the one name that the text gives to whom it calls by the noun
	vague bool     // the noun may be anybody's
}

func (s speaker) known() bool { return len(s.names) > 0 || s.noun != "" || s.sex != 0 }

// differs reports whether two speakers cannot be one, and whether that is
// beyond doubt: one person is often called by two nouns.
func (s speaker) differs(o speaker) (differs, sure bool) {
	switch {
	case len(s.names) > 0 && len(o.names) > 0:
		return !Same(s.names, o.names), true
	case s.sex != 0 && o.sex != 0 && s.sex != o.sex:
		return true, true
	case len(s.names) == 0 && len(o.names) == 0 && s.noun != "" && o.noun != "":
		return s.noun != o.noun && !s.vague && !o.vague && (s.alias == "" || s.alias != o.alias), false
	}
	return false, false
}

// sameName reports whether two names may be one in two cases or spellings.
func sameName(a, b string) bool {
	n := 0
	x, y := []rune(a), []rune(b)
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n >= 4 || n == len(x) && n == len(y)
}

// readSpeech cuts a text into quotations and turns.
func (t *Text) readSpeech() *Speech {
	s := &Speech{}
	for _, q := range segment.Quotations(t.plain) {
		switch n := len(s.quotations); {
		case n > 0 && q.Start < s.quotations[n-1].End: // within another
		case n > 0 && !t.marked(s.quotations[n-1].End, 1) && !t.marked(q.Start, -1):
			// One that is opened in one paragraph and closed in another.
			s.quotations[n-1].End = q.End
		default:
			s.quotations = append(s.quotations, quotedSpan{Span: q})
		}
	}
	for i := range s.quotations {
		s.quotations[i].words = segment.Count(s.quotations[i].In(t.plain))
	}
	plain := t.plain // and nothing else of t, which is large
	labels := segment.Labels(t.plain)
	s.transcript = len(labels) > 0
	for _, p := range segment.Paragraphs(t.plain) {
		in := strings.TrimSpace(p.In(t.plain))
		one := turn{Span: p, cut: sync.OnceValue(func() []segment.Span { return sentencesOf(plain, p) })}
		if len(labels) > 0 && labels[0].Start < p.End {
			one.label = fold.Case(labels[0].In(t.plain))
			one.quotes = s.quotes(t.plain, segment.Span{Start: labels[0].End, End: p.End})
			labels = labels[1:]
		} else if s.transcript {
			one.quotes = s.quotes(t.plain, p)
		}
		if r, _ := utf8.DecodeRuneInString(in); strings.ContainsRune("-–—", r) {
			one.dashed = true
		}
		if strings.HasSuffix(in, "?") && s.quotationAt(p.Start, p.End) < 0 {
			one.asks = true
			s.questions++
		}
		s.turns = append(s.turns, one)
	}
	for i := range s.turns {
		if i > 0 && s.turns[i].label == "" {
			s.turns[i].label = s.turns[i-1].label
		}
	}
	for i := 1; i < len(s.quotations); i++ {
		a, b := s.quotations[i-1], s.quotations[i]
		between := t.plain[a.End:b.Start]
		s.quotations[i].goesOn = strings.HasPrefix(strings.TrimLeft(between, " "), "\n\n") && utf8.RuneCountInString(strings.TrimSpace(between)) <= 1
	}
	t.attribute(s)
	return s
}

// marked reports whether a quotation mark stands at the start or the end of a
// quotation: after the byte at, or, with -1 for side, before it.
func (t *Text) marked(at, side int) bool {
	var r rune
	if side < 0 {
		r, _ = utf8.DecodeLastRuneInString(strings.TrimRight(t.plain[:at], " "))
	} else {
		r, _ = utf8.DecodeRuneInString(strings.TrimLeft(t.plain[at:], " "))
	}
	return strings.ContainsRune("\"“”„‟«»「」『』", r)
}

// quotationAt returns the quotation that overlaps a range, or -1.
func (s *Speech) quotationAt(start, end int) int {
	i := sort.Search(len(s.quotations), func(i int) bool { return s.quotations[i].End > start })
	if i < len(s.quotations) && s.quotations[i].Start < end {
		return i
	}
	return -1
}

// quotes reports whether a part of a text has words between quotation marks and others.
func (s *Speech) quotes(plain string, p segment.Span) bool {
	at, some := p.Start, false
	for i := s.quotationAt(p.Start, p.End); i >= 0 && i < len(s.quotations) && s.quotations[i].Start < p.End; i++ {
		if q := s.quotations[i]; segment.HasWord(plain[at:max(at, q.Start)]) {
			return true
		} else {
			at, some = min(q.End, p.End), true
		}
	}
	return some && segment.HasWord(plain[at:p.End])
}

// sentencesOf returns the sentences of a paragraph, which has one at least.
func sentencesOf(text string, p segment.Span) []segment.Span {
	list := segment.Sentences(p.In(text))
	if len(list) == 0 {
		return []segment.Span{p}
	}
	for i := range list {
		list[i].Start += p.Start
		list[i].End += p.Start
	}
	return list
}

// sentenceAt returns the sentence that has the byte at a place, or the one
// before it, and the next one of its paragraph, which is empty when there is none.
func (s *Speech) sentenceAt(at int) (here, next segment.Span) {
	list := s.turns[s.turnAt(at)].cut()
	i := max(0, sort.Search(len(list), func(i int) bool { return list[i].Start > at })-1)
	if i+1 < len(list) {
		next = list[i+1]
	}
	return list[i], next
}

// turnAt returns the paragraph that has a byte.
func (s *Speech) turnAt(at int) int {
	return min(len(s.turns)-1, sort.Search(len(s.turns), func(i int) bool { return s.turns[i].End > at }))
}

// tokenAt returns the first token at or after a byte.
func (t *Text) tokenAt(at int) int {
	return sort.Search(len(t.tokens), func(i int) bool { return t.tokens[i].Start >= at })
}

// attribute tells of every quotation who says it: who the sentence names with
// a verb of saying, or else who was named last.
func (t *Text) attribute(s *Speech) {
	own := lexicon.Of(t.lang)
	if own == nil && len(t.others) == 0 || len(s.quotations) == 0 {
		return
	}
	type report struct {
		at int // token
		by speaker
	}
	aliases := sync.OnceValue(func() map[string]string {
		if own == nil {
			return nil
		}
		return t.aliases(own)
	})
	var current speaker
	next, paragraph := 0, -1 // the quotation that comes next, and where current spoke
	spoke := 0               // the token of the verb with which current spoke
	for here := range s.turns {
		g := t.grammarOf(s.turns[here].Span)
		for _, sentence := range s.turns[here].cut() {
			var reports []report
			for i := t.tokenAt(sentence.Start); g != nil && i < len(t.tokens) && t.tokens[i].Start < sentence.End; i++ {
				k := t.tokens[i]
				if k.Word && len(reports) < mostReports && g.Says.Has(t.words.Word(i)) && (t.dashed(i) || s.quotationAt(k.Start, k.End) < 0) {
					if by := t.subject(g, s, i, sentence); by.known() {
						if by.noun != "" {
							by.alias, by.vague = aliases()[by.noun], g.General.Has(by.noun)
						}
						if len(by.names) == 0 && by.noun == "" {
							if d, _ := by.differs(current); d || t.namesAnother(g, s, spoke, i, current) {
								current = by // "he", of one who has not spoken before
							}
							by.names, by.noun, by.alias, by.vague = current.names, current.noun, current.alias, current.vague
						}
						reports = append(reports, report{i, by})
					}
				}
			}
			for ; next < len(s.quotations) && s.quotations[next].Start < sentence.End; next++ {
				q := &s.quotations[next]
				if len(reports) > 0 {
					first := t.tokenAt(q.Start)
					last := t.tokenAt(q.End)
					away := func(r report) int { return max(first-r.at, r.at-last) }
					best := reports[0]
					for _, r := range reports[1:] {
						if away(r) < away(best) {
							best = r
						}
					}
					q.said, q.by, q.inSame = true, best.by, best.by
				} else if q.goesOn && next > 0 {
					q.by = s.quotations[next-1].by
				}
			}
			// A quotation of several sentences has its frame after the last of them.
			if n := next - 1; n >= 0 && len(reports) > 0 && !s.quotations[n].said && s.quotations[n].End > sentence.Start {
				q := &s.quotations[n]
				q.said, q.by, q.inSame = true, reports[0].by, reports[0].by
			}
			for i := next - 1; i >= 0 && s.quotations[i].Start >= sentence.Start; i-- {
				if q := &s.quotations[i]; !q.by.known() && here-paragraph <= 1 && (g == nil || !t.namesAnother(g, s, spoke, t.tokenAt(sentence.End), current) && !t.framedByAnother(g, s, sentence, current)) {
					q.by = current
				}
			}
			if len(reports) > 0 {
				if by := reports[len(reports)-1].by; len(by.names) > 0 || by.noun != "" {
					if len(by.names) == 0 && len(current.names) > 0 {
						by.names = current.names // "the minister", of one who has been named
					}
					if d, _ := by.differs(current); !d && by.sex == 0 && len(current.names) > 0 {
						by.sex = current.sex
					}
					current = by
				}
				paragraph, spoke = here, reports[len(reports)-1].at
			}
		}
	}
}

// aliases returns the last names of those of whom the text says what they are: the
// mayor, Mary Jones; Mary Jones, the mayor. By the noun, where that has one name.
func (t *Text) aliases(g *lexicon.Grammar) map[string]string {
	out := map[string]string{}
	word := func(i int) bool { return i >= 0 && i < len(t.tokens) && t.tokens[i].Word }
	name := func(i int) bool { return word(i) && t.capitalInside(i) && !g.Function(t.words.Word(i)) }
	note := func(noun, last int) {
		w, n := t.words.Word(noun), t.kept(last)
		if other, ok := out[w]; ok && other != n {
			n = ""
		}
		out[w] = n
	}
	for i := 1; i < len(t.tokens); i++ {
		if t.tokens[i].Text != "," {
			continue
		}
		if name(i+1) && name(i+2) && word(i-1) && !name(i-1) { // the mayor, Mary Jones
			last := i + 2
			for name(last + 1) {
				last++
			}
			note(i-1, last)
		}
		if word(i-1) && fold.Capital(t.tokens[i-1].Text) && word(i+1) && g.Articles.Has(t.words.Word(i+1)) && word(i+2) && (i+3 == len(t.tokens) || !word(i+3)) { // Jones, the mayor,
			note(i+2, i-1)
		}
	}
	return out
}

// namesAnother reports whether the text names somebody with two names, outside
// quotation marks, between the tokens of two verbs of saying, who is not the
// one that spoke with the first: "he said" may then be of either.
func (t *Text) namesAnother(g *lexicon.Grammar, s *Speech, from, to int, current speaker) bool {
	if len(current.names) == 0 {
		return false
	}
	run, known := 0, false
	for i := max(from+1, to-farthestName); i < to; i++ {
		k := t.tokens[i]
		w := t.words.Word(i)
		if !k.Word || !fold.Capital(k.Text) || g.Articles.Has(w) || t.common(g, i) || s.quotationAt(k.Start, k.End) >= 0 {
			run, known = 0, false
			continue
		}
		run++
		known = known || slices.ContainsFunc(current.names, func(n string) bool { return sameName(n, w) })
		if end := i+1 >= to || !t.tokens[i+1].Word || !fold.Capital(t.tokens[i+1].Text); end && run > 1 && !known {
			return true
		}
	}
	return false
}

// framedByAnother reports whether a sentence that has a quotation begins outside of it with a name that is none of the current speaker's,
// as in: Moss called the plan “a gift”.
func (t *Text) framedByAnother(g *lexicon.Grammar, s *Speech, sentence segment.Span, current speaker) bool {
	i := t.tokenAt(sentence.Start)
	if len(current.names) == 0 || i == len(t.tokens) {
		return false
	}
	k, w := t.tokens[i], t.words.Word(i)
	return k.Word && fold.Capital(k.Text) && s.quotationAt(k.Start, k.End) < 0 && !g.Function(w) && !g.He.Has(w) && !g.She.Has(w) && !t.common(g, i) &&
		!slices.ContainsFunc(current.names, func(n string) bool { return sameName(n, w) })
}

// farthestName is how many tokens before a pronoun a name is looked for.
const farthestName = 120

// mostReports is how many verbs of saying of one sentence are read.
const mostReports = 20

// dashed reports whether a verb stands after a comma and a dash, as in the
// frame that Russian sets inside a quotation: «Да, — сказал он, — …».
func (t *Text) dashed(i int) bool {
	return i > 1 && t.tokens[i-1].Text == "-" && !t.tokens[i-1].Joined && strings.Contains(",?!…", t.tokens[i-2].Text)
}

// subject returns who says something, by what stands around a verb of saying,
// outside quotation marks.
func (t *Text) subject(g *lexicon.Grammar, s *Speech, verb int, sentence segment.Span) speaker {
	within := t.dashed(verb)
	outside := func(i int) bool {
		return i >= 0 && i < len(t.tokens) && t.tokens[i].Start >= sentence.Start && t.tokens[i].End <= sentence.End &&
			(within || s.quotationAt(t.tokens[i].Start, t.tokens[i].End) < 0)
	}
	word := func(i int) bool { return outside(i) && t.tokens[i].Word }
	pronoun := func(i int) speaker {
		switch w := t.words.Word(i); {
		case g.Several.Has(t.words.Word(verb)): // sagten sie
		case g.He.Has(w):
			return speaker{sex: 'm'}
		case g.She.Has(w):
			return speaker{sex: 'f'}
		}
		return speaker{}
	}
	// Before the verb: he said, Sergei Lavrov has said, Lavrov, the minister, said.
	i := verb - 1
	for n := 0; n < 3 && word(i) && lexicon.Small.Has(t.words.Word(i)) && !pronoun(i).known() && !g.Passive.Has(t.words.Word(i)); n++ {
		i--
	}
	if word(i) && g.Passive.Has(t.words.Word(i)) {
		return speaker{} // he had been warned
	}
	if outside(i) && t.tokens[i].Text == "," {
		for k := i - 1; k > i-12 && outside(k); k-- {
			if t.tokens[k].Text == "," {
				if by := t.named(g, i-1, word); len(by.names) > 1 { // the mayor, Mary Jones, said
					return by
				}
				i = k - 1
				break
			}
		}
	}
	if word(i) {
		if p := pronoun(i); p.known() {
			return p
		}
		if by := t.named(g, i, word); by.known() {
			return by
		}
	}
	// After it: said Lavrov, said the minister.
	i = verb + 1
	for word(i) && (t.words.Word(i) == "has" || t.words.Word(i) == "t") {
		i++
	}
	if !word(i) {
		return speaker{}
	}
	if p := pronoun(i); p.known() {
		return p
	}
	last := i - 1
	for n := 0; n < 8 && word(last+1) && (last+1 == i && g.Articles.Has(t.words.Word(i)) || !g.Function(t.words.Word(last+1))); n++ {
		last++
	}
	if last < i {
		return speaker{}
	}
	return t.named(g, last, word)
}

// common reports whether a word with a capital is no name for all that.
func (t *Text) common(g *lexicon.Grammar, i int) bool {
	w := t.words.Word(i)
	return fold.StartsSentence(t.plain, t.tokens, i) && (g.Function(w) || g.Weighs(w) || g.Others.Has(w) || t.words.Small(w))
}

// named returns whom the words that end with token i name.
func (t *Text) named(g *lexicon.Grammar, i int, word func(int) bool) speaker {
	first := i
	for word(first-1) && first > i-6 && !g.Function(t.words.Word(first-1)) && t.tokens[first-1].Word {
		first--
	}
	article := word(first-1) && g.Articles.Has(t.words.Word(first-1)) || g.Articles.Has(t.words.Word(first))
	run := i + 1
	for run > first && fold.Capital(t.tokens[run-1].Text) && !g.Articles.Has(t.words.Word(run-1)) {
		run--
	}
	switch {
	case run == i+1 && (g.Function(t.words.Word(i)) || g.Weighs(t.words.Word(i))): // had not said
		return speaker{}
	case run == i+1: // the minister
		return speaker{noun: t.kept(i)}
	case article && run <= first+1 && i-run < 1 || article && run == first: // der Minister, the Kremlin, the Foreign Ministry
		return speaker{noun: t.kept(i)}
	case run == i && t.common(g, i): // Nobody said, Critics said
		return speaker{}
	}
	var by speaker
	for k := run; k <= i; k++ {
		by.names = append(by.names, t.kept(k))
	}
	return by
}

// kept returns word i to be kept when the text, of which it is a part, is not.
func (t *Text) kept(i int) string { return strings.Clone(t.words.Word(i)) }

// SaidBy returns the names of who says the words of a passage, folded, as far as the text says so: in a transcript
// the label of their turn, but of words that are quoted in it, and else whom the text names beside the quotations that they are in. It is nil where the
// text does not say, and where the passage has words of several.
func (s *Speech) SaidBy(p segment.Span) []string {
	if s.transcript {
		label := s.turns[s.turnAt(p.Start)].label
		for i := s.turnAt(p.Start); i <= s.turnAt(p.End-1); i++ {
			if s.turns[i].label != label {
				return nil
			}
		}
		if i := s.quotationAt(p.Start, p.End); i >= 0 && s.turns[s.turnAt(p.Start)].quotes && 2*(min(s.quotations[i].End, p.End)-max(s.quotations[i].Start, p.Start)) >= p.Len() {
			return nil // who speaks passes on what another said, or what they said themselves before
		}
		return strings.Fields(label)
	}
	var by speaker
	for i := s.quotationAt(p.Start, p.End); i >= 0 && i < len(s.quotations) && s.quotations[i].Start < p.End; i++ {
		other := s.quotations[i].by
		if d, _ := other.differs(by); d || len(other.names) == 0 {
			return nil
		}
		by = other
	}
	return by.names
}

// Speaks reports whether the text is a transcript in which one who is called by one of some names, folded, has a turn.
func (s *Speech) Speaks(names []string) bool {
	return s.transcript && slices.ContainsFunc(s.turns, func(one turn) bool { return Same(strings.Fields(one.label), names) })
}

// Same reports whether two people may be one, by their names, folded.
func Same(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.ContainsFunc(b, func(y string) bool { return sameName(x, y) }) })
}
