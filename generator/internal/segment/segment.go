// Package segment cuts plain text into pieces.
//
// They are paragraphs, sentences, quotations and words.
//
// Words and sentences follow Unicode Standard Annex #29, with two additions
// that news text needs: a list of abbreviations after which no sentence ends,
// and a cut at a full stop whose space was lost ("Threats.At") or that stands after a
// name in capitals ("ISIS. report:"). Every piece is
// a [Span], a half-open range of bytes of the text it was cut from; no piece is
// copied.
//
// What it does not do: find words in scripts that do not part them (a Han
// ideograph is a word of its own, as in UAX #29), or guess the language.
package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// Span is a half-open range [Start, End) of bytes of a text. Its ends fall on
// code-point boundaries.
type Span struct{ Start, End int }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// In returns the part of text that s covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Hull returns the shortest range that both s and t lie within. An empty one adds nothing to the other.
func (s Span) Hull(t Span) Span {
	switch {
	case s.Len() == 0:
		return t
	case t.Len() == 0:
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// Paragraphs returns the paragraphs of text, which one empty line parts.
func Paragraphs(text string) []Span {
	var out []Span
	for at := 0; at < len(text); {
		end := len(text)
		next := end
		if i := strings.Index(text[at:], "\n\n"); i >= 0 {
			end = at + i
			next = end + 2
		}
		if end > at {
			out = append(out, Span{at, end})
		}
		at = next
	}
	return out
}

// Words returns the words of text in order: the UAX #29 word segments that
// hold a letter or a number, cut where a full stop or a colon has lost its space.
// White space and punctuation are left out.
func Words(text string) []Span {
	return appendWords(make([]Span, 0, 1+len(text)/bytesAWord), text, 0)
}

// Count returns how many words a text has.
func Count(text string) int {
	var few [64]Span
	return len(appendWords(few[:0], text, 0))
}

// FirstWords returns the words of text in order, and at least the first n of
// them, if it has so many.
func FirstWords(text string, n int) []Span {
	out := make([]Span, 0, n)
	for at := 0; at < len(text) && len(out) < n; {
		// Nothing joins words across a line break or a space.
		end := len(text)
		if i := strings.IndexAny(text[min(len(text), at+n*bytesAWord):], " \n"); i >= 0 {
			end = at + n*bytesAWord + i
		}
		out = appendWords(out, text[at:end], at)
		at = end
	}
	return out
}

// bytesAWord is about how long a word is, with the space behind it.
const bytesAWord = 6

// appendWords appends the words of text, which stands at an offset of a longer
// one. Letters and digits of ASCII between two spaces are a word by every rule
// of UAX #29, and no rule looks further than to the next space: what stands
// between two of them is cut by itself.
func appendWords(out []Span, text string, offset int) []Span {
	for at := 0; at < len(text); {
		start := at
		for at < len(text) && isPlain(text[at]) {
			at++
		}
		if at == len(text) || text[at] == ' ' || text[at] == '\n' {
			if at > start {
				out = append(out, Span{offset + start, offset + at})
			}
			at++
			continue
		}
		for at++; at < len(text) && text[at] != ' ' && text[at] != '\n'; at++ {
		}
		out = appendTokens(out, text[start:at], offset+start)
	}
	return out
}

// isPlain reports whether a byte is a letter or a digit of ASCII.
func isPlain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// appendTokens is appendWords by UAX #29 alone.
func appendTokens(out []Span, text string, offset int) []Span {
	at := 0
	for tokens := words.FromString(text); tokens.Next(); {
		token := tokens.Value()
		start := offset + at
		at += len(token)
		if !hasWordRune(token) {
			continue
		}
		for i := lostSpace(token, 0); i > 0; i = lostSpace(token, i) {
			out = append(out, Span{start, offset + at - len(token) + i - 1})
			start = offset + at - len(token) + i
		}
		out = append(out, Span{start, offset + at})
	}
	return out
}

// WordsIn returns the words of a part of text, as ranges of text.
func WordsIn(text string, part Span) []Span {
	return appendWords(make([]Span, 0, 1+part.Len()/bytesAWord), part.In(text), part.Start)
}

// HasWord reports whether text holds a letter or a number.
func HasWord(text string) bool { return hasWordRune(text) }

// lostSpace returns the place, after from, that follows a full stop or a colon between two
// lower-case letters before it and an upper-case letter after it, or 0. "e.V." and "U.S." stay whole.
func lostSpace(s string, from int) int {
	for i := from + 1; i < len(s)-1; i++ {
		if s[i] != '.' && s[i] != ':' {
			continue
		}
		last, size := utf8.DecodeLastRuneInString(s[from:i])
		before, _ := utf8.DecodeLastRuneInString(s[from : i-size])
		next, _ := utf8.DecodeRuneInString(s[i+1:])
		if unicode.IsLower(last) && unicode.IsLower(before) && unicode.IsUpper(next) {
			return i + 1
		}
	}
	return 0
}

// Sentences returns the sentences of text in order, without the white space
// around them. A sentence never crosses a paragraph; it includes the quotation
// marks that close after its full stop.
func Sentences(text string) []Span {
	var out []Span
	for _, p := range Paragraphs(text) {
		at := p.Start
		first := len(out)
		for tokens := sentences.FromString(p.In(text)); tokens.Next(); {
			token := tokens.Value()
			piece := Trim(text, Span{at, at + len(token)})
			at += len(token)
			if piece.Len() == 0 {
				continue
			}
			if n := len(out); n > first && goesOn(out[n-1].In(text), piece.In(text)) {
				out[n-1].End = piece.End
				continue
			}
			out = append(out, piece)
		}
		out = append(out[:first], cutLostSpaces(text, out[first:])...)
	}
	return out
}

// cutLostSpaces parts the sentences in list where a full stop has lost its space.
func cutLostSpaces(text string, list []Span) []Span {
	var out []Span
	for _, s := range list {
		start := s.Start
		for i := lostStop(s.In(text), 0); i > 0; i = lostStop(s.In(text), i) {
			out = append(out, Span{start, s.Start + i})
			start = s.Start + i
		}
		for i := capitalStop(s.In(text), start-s.Start); i > 0; i = capitalStop(s.In(text), i) {
			out = append(out, Span{start, s.Start + i})
			start = Trim(text, Span{s.Start + i, s.End}).Start
		}
		out = append(out, Span{start, s.End})
	}
	return out
}

// capitalStop returns the place, after from, that follows a full stop after a word of four or more capitals
// before which a space stands, or 0. UAX #29 holds every full stop before a small letter for that of an
// abbreviation; a name in capitals is none, however the text goes on after it.
func capitalStop(s string, from int) int {
	for i := from; i < len(s)-2; i++ {
		if s[i] != '.' || s[i+1] != ' ' {
			continue
		}
		word := s[:i]
		word = word[len(strings.TrimRightFunc(word, unicode.IsUpper)):]
		before, _ := utf8.DecodeLastRuneInString(s[:i-len(word)])
		if utf8.RuneCountInString(word) >= fewestCapitals && unicode.IsSpace(before) && word != "CORP" && word != "DEPT" && word != "BROS" {
			return i + 1
		}
	}
	return 0
}

// fewestCapitals is how many capitals in a row are no abbreviation with a full stop of its own.
const fewestCapitals = 4

// lostStop is lostSpace for full stops alone.
func lostStop(s string, from int) int {
	for i := from; ; {
		if i = lostSpace(s, i); i == 0 || s[i-1] == '.' {
			return i
		}
	}
}

// Trim returns a span without the white space at its ends.
func Trim(text string, s Span) Span {
	in := s.In(text)
	s.End -= len(in) - len(strings.TrimRightFunc(in, unicode.IsSpace))
	if s.End > s.Start {
		s.Start += len(in) - len(strings.TrimLeftFunc(in, unicode.IsSpace))
	}
	return s
}

// goesOn reports whether the sentence that seems to end with before goes on with after.
func goesOn(before, after string) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, `"'([“‘„«‹`))
	// “What next?” he asked.
	if bare := strings.TrimRight(before, `"'”’»›“`); len(bare) < len(before) && (strings.HasSuffix(bare, "?") || strings.HasSuffix(bare, "!")) {
		return unicode.IsLower(next)
	}
	if !strings.HasSuffix(before, ".") {
		return false
	}
	last := before[strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"'([“‘„«/–—`, r) })+1:]
	_, size := utf8.DecodeRuneInString(last)
	if r, _ := utf8.DecodeRuneInString(last); unicode.IsSpace(r) || strings.ContainsRune(`"'([“‘„«/–—`, r) {
		last = last[size:]
	}
	switch {
	case neverEnds(last):
		return true
	case beforeNumber(last):
		return unicode.IsNumber(next)
	case mayEnd(last) || isInitial(last):
		return unicode.IsNumber(next) || !startsSentence(after)
	}
	return false
}

// neverEnds reports whether w is an abbreviation that stands before a name or a word it belongs to.
func neverEnds(w string) bool {
	switch w {
	case "Mr.", "Mrs.", "Ms.", "Mx.", "Dr.", "Prof.", "St.", "Ste.", "Sts.", "Mt.", "Ft.",
		"Gen.", "Lt.", "Col.", "Maj.", "Capt.", "Cpt.", "Cmdr.", "Adm.", "Sgt.", "Cpl.", "Pvt.", "Brig.",
		"Sen.", "Rep.", "Gov.", "Pres.", "Amb.", "Rev.", "Fr.", "Hon.", "Msgr.", "Messrs.", "Supt.", "Insp.",
		"Mme.", "Mlle.", "M.", "Mgr.", "Sr.a.", "Sra.", "Srta.", "Dña.", "Hr.", "Frau.", "Dipl.", "Ing.", "Mag.",
		"vs.", "v.", "cf.", "e.g.", "i.e.", "viz.", "approx.", "ca.", "z.", "bzw.", "u.", "d.", "vgl.", "sog.", "z.B.", "d.h.", "u.a.", "п.", "г.", "ул.", "им.":
		return true
	}
	return false
}

// beforeNumber reports whether w is an abbreviation that goes on only with a number.
func beforeNumber(w string) bool {
	switch w {
	case "No.", "Nos.", "no.", "nos.", "Nr.", "nr.", "pp.", "p.", "Vol.", "vol.", "Art.", "art.", "Abs.", "Sec.", "sec.", "Ch.", "ch.", "Fig.", "fig.",
		"Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec.":
		return true
	}
	return false
}

// mayEnd reports whether w is an abbreviation that a sentence can end with.
func mayEnd(w string) bool {
	switch w {
	case "Inc.", "Co.", "Corp.", "Ltd.", "Bros.", "Jr.", "Sr.", "Esq.", "Ave.", "Blvd.", "Rd.", "Dept.", "Univ.", "est.", "Est.", "a.m.", "p.m.":
		return true
	}
	// U.S., U.K., U.N., D.C., Ph.D.
	return strings.Count(w, ".") > 1 && len(w) <= 8 && unicode.IsUpper(firstRune(w))
}

// isInitial reports whether w is one letter and a full stop, as in "J. Smith".
func isInitial(w string) bool {
	r, size := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && len(w) == size+1
}

// startsSentence reports whether s begins with a word that seldom stands after an
// abbreviation within a sentence.
func startsSentence(s string) bool {
	s = strings.TrimLeft(s, `"'([“‘„«`)
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		s = s[:i]
	}
	switch s {
	case "The", "A", "An", "This", "That", "These", "Those", "It", "Its", "He", "She", "They", "We", "You", "His", "Her", "Their", "Our", "There", "Here",
		"In", "On", "At", "By", "For", "From", "With", "After", "Before", "As", "If", "When", "While", "Since", "Although", "Despite", "But", "And", "So", "Yet",
		"However", "Meanwhile", "Moreover", "Also", "Earlier", "Later", "What", "Who", "Why", "How", "Many", "Most", "Some", "One", "No", "Not":
		return true
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func hasWordRune(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf {
			return strings.ContainsFunc(s[i:], isWordRune)
		} else if isPlain(c) {
			return true
		}
	}
	return false
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
