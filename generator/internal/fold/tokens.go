package fold

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Token is a word, or a mark that stands outside words, folded.
//
// A word is a run of letters, numbers and marks, with what joins its parts: an
// apostrophe between letters (don't), a stop within an abbreviation (U.S), and
// what writes one number (10,000 or 1/2 or 10:30). A hyphen is a token of its
// own. An elided article is a word (l' in l'Iran). In scripts that put no
// space between words every character is a word.
type Token struct {
	Start, End int    // half-open range of bytes of the text
	Text       string // folded, letter case kept
	Word       bool   // not a mark
	// Joined says that this token and the next are parts of one word or one
	// number (non-combatants, -5, 50%, 10 000): nothing that is
	// quoted may begin or end between them.
	Joined bool
	// Broken says that this token is a hyphen before white space, as at the
	// end of a line, or a word with a soft hyphen there, so that the words
	// before and behind may be one.
	Broken bool
}

// Tokens returns the tokens of text in order. White space is not a token.
func Tokens(text string) []Token {
	s := scanner{text: text, tokens: make([]Token, 0, len(text)/5+4)}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch class(r) {
		case space, ignored, selector, joiner:
			at += size
		case alpha, digit, mark:
			at = s.word(at)
		case glyph:
			at = s.glyph(at)
		case single, double:
			at = s.quotation(at)
		case dash:
			at = s.dash(at)
		case dot, ellipsis:
			at = s.dots(at)
		default:
			at = s.symbol(at)
		}
	}
	s.join()
	return s.tokens
}

// A Break is a place where a word may be broken, as at the end of a line: in bytes of
// the text, the end of its first part, and the start of its second.
type Break struct{ End, Start int }

// Breaks returns the places of text where a hyphen, or a soft hyphen, stands between
// a word and white space, in order: the first part and the second may be one word.
func Breaks(text string) []Break {
	if !breakable(text) {
		return nil
	}
	var out []Break
	tokens := Tokens(text)
	for i, k := range tokens {
		switch {
		case !k.Broken:
		case k.Word:
			out = append(out, Break{k.End, tokens[i+1].Start})
		default:
			out = append(out, Break{tokens[i-1].End, tokens[i+1].Start})
		}
	}
	return out
}

// breakable reports whether white space stands beside a hyphen in text.
func breakable(text string) bool {
	for i, r := range text {
		if r != '-' && (r < utf8.RuneSelf || !strings.ContainsRune("‐‑\u00ad֊־᐀᠆⸗⹀", r)) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		if class(next) == space || string(r) == todo {
			return true
		}
	}
	return false
}

type scanner struct {
	text   string
	tokens []Token
}

func (s *scanner) add(start, end int, text string, word bool) {
	s.tokens = append(s.tokens, Token{Start: start, End: end, Text: text, Word: word})
}

// next returns the first character at or after at that is not read over, and
// where it starts and ends.
func (s *scanner) next(at int) (r rune, k kind, start, end int) {
	for at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if k := class(r); k != ignored && k != selector && k != joiner {
			return r, k, at, at + size
		}
		at += size
	}
	return 0, space, at, at
}

// trail returns the end of the marks and selectors that belong to the
// character that ends at at.
func (s *scanner) trail(at int) int {
	for at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[at:])
		if k := class(r); k != mark && k != selector {
			break
		}
		at += size
	}
	return at
}

// word reads a word that starts at start.
func (s *scanner) word(start int) int {
	var b strings.Builder
	end := start
	plain := true                  // the text itself is the folded form
	last, before := kind(other), 0 // of the last character; letters since the last stop
	var lastRune rune
	for {
		r, k, from, to := s.next(end)
		plain = plain && from == end
		if k == digit && last == digit && (fraction(r) || fraction(lastRune)) {
			break // 1¼ is 1 and 1/4
		}
		switch k {
		case alpha, digit, mark:
			if r < utf8.RuneSelf {
				b.WriteByte(byte(r))
			} else {
				plain = false
				b.WriteString(letter(r))
			}
			if k != mark {
				last, lastRune = k, r
				before++
			}
			end = to
			continue
		}
		joint := s.joint(r, k, to, last, lastRune, before)
		if joint == "" {
			break
		}
		if joint == elision {
			if _, ok := elided[strings.ToLower(b.String())]; ok {
				s.add(start, to, b.String()+"'", true)
				return to
			}
			joint = "'"
		}
		plain = plain && joint == s.text[from:to]
		b.WriteString(joint)
		last, before, end = other, 0, to
	}
	text := s.text[start:end]
	if !plain {
		text = norm.NFC.String(b.String())
	}
	end = s.trail(end)
	s.add(start, end, text, true)
	return end
}

// elision stands for an apostrophe that may part an elided word from the next.
const elision = "’"

// elided are the words that French and Italian shorten before a vowel. The
// negation n' stays with its verb.
var elided = map[string]struct{}{
	"l": {}, "d": {}, "c": {}, "j": {}, "qu": {}, "jusqu": {}, "lorsqu": {}, "puisqu": {}, "quoiqu": {},
	"dell": {}, "dall": {}, "nell": {}, "sull": {}, "all": {}, "un": {}, "quest": {}, "quell": {},
}

// joint returns what the character r, which ends at to, writes inside a word
// between the character before it and the next one; "" when the word ends.
func (s *scanner) joint(r rune, k kind, to int, last kind, lastRune rune, before int) string {
	if last != alpha && last != digit {
		return ""
	}
	switch k {
	case single, double, dot, other:
	default:
		return ""
	}
	nr, nk, _, end := s.next(to)
	if fraction(nr) {
		return ""
	}
	switch {
	case k == single && last == alpha && nk == alpha:
		if _, k, _, _ := s.next(end); k == alpha || k == mark {
			return elision
		}
		return "'"
	case k == single && last == digit && nk == digit:
		return "'"
	case k == double && unicode.Is(unicode.Hebrew, lastRune) && unicode.Is(unicode.Hebrew, nr):
		return "'"
	case k == dot && last == digit && nk == digit:
		return "."
	case k == dot && last == alpha && nk == alpha:
		// A space is missing after a sentence: Threats.At
		if before > 1 && unicode.IsLower(lastRune) && unicode.IsUpper(nr) {
			return ""
		}
		return "."
	case k == other && last == digit && nk == digit && strings.ContainsRune(",:/^·٫٬⁄∕，：", r):
		return letter(r)
	}
	return ""
}

// glyph reads a character that is a word by itself.
func (s *scanner) glyph(start int) int {
	_, size := utf8.DecodeRuneInString(s.text[start:])
	end := s.trail(start + size)
	for strings.HasPrefix(s.text[end:], "ー") {
		end = s.trail(end + len("ー"))
	}
	s.add(start, end, Typography(s.text[start:end]), true)
	return end
}

// quotation reads a quotation mark; two single ones typed for a double one are
// one mark.
func (s *scanner) quotation(start int) int {
	r, size := utf8.DecodeRuneInString(s.text[start:])
	end := start + size
	k := class(r)
	if k == single && strings.HasPrefix(s.text[end:], string(r)) {
		end += size
		k = double
	}
	end = s.trail(end)
	text := "'"
	// 5' is not 5": after a digit the two are told apart.
	if n := len(s.tokens); n > 0 && s.tokens[n-1].End == start && s.tokens[n-1].Word {
		if last, _ := utf8.DecodeLastRuneInString(s.tokens[n-1].Text); unicode.IsDigit(last) {
			text = "′"
			if k == double {
				text = "″"
			}
		}
	}
	s.add(start, end, text, false)
	return end
}

// dash reads a run of dashes as one.
func (s *scanner) dash(start int) int {
	end := start
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		if class(r) != dash {
			break
		}
		end += size
	}
	s.add(start, end, "-", false)
	return end
}

// dots reads stops and ellipses: three stops or more, also three with single
// spaces between them, are an ellipsis.
func (s *scanner) dots(start int) int {
	if strings.HasPrefix(s.text[start:], ". . .") {
		end := start + len(". . .")
		s.add(start, end, "…", false)
		return end
	}
	n, end, first := 0, start, 0
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		k := class(r)
		if k != dot && k != ellipsis {
			break
		}
		if n++; k == ellipsis {
			n += 2
		}
		end += size
		if first == 0 {
			first = end
		}
	}
	if n >= 3 {
		s.add(start, end, "…", false)
		return end
	}
	s.add(start, first, ".", false)
	return first
}

// symbol reads a mark, or an emoji with all that is joined to it.
func (s *scanner) symbol(start int) int {
	r, size := utf8.DecodeRuneInString(s.text[start:])
	end := start + size
	if class(r) == flag {
		if r, size := utf8.DecodeRuneInString(s.text[end:]); class(r) == flag {
			end += size
		}
	}
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		switch class(r) {
		case mark, selector, modify:
			end += size
			continue
		case joiner:
			if nr, nsize := utf8.DecodeRuneInString(s.text[end+size:]); class(nr) == other && nr > 0x2000 && nr != utf8.RuneError {
				end += size + nsize
				continue
			}
		}
		break
	}
	s.add(start, end, Typography(s.text[start:end]), false)
	return end
}

// join finds the tokens that are parts of one word or one number.
func (s *scanner) join() {
	t := s.tokens
	digitAt := func(i int, first bool) bool {
		if i < 0 || i >= len(t) || !t[i].Word {
			return false
		}
		r, _ := utf8.DecodeRuneInString(t[i].Text)
		if !first {
			r, _ = utf8.DecodeLastRuneInString(t[i].Text)
		}
		return unicode.IsDigit(r)
	}
	tight := func(i int) bool { return i >= 0 && i+1 < len(t) && t[i].End == t[i+1].Start }
	for i := range t {
		if i+1 == len(t) {
			break
		}
		raw := s.text[t[i].Start:t[i].End]
		switch {
		case t[i].Text == "-":
			hyphen := joins(raw)
			after := tight(i) && t[i+1].Word
			before := tight(i-1) && t[i-1].Word
			switch {
			case before && after && (hyphen || digitAt(i-1, false) && digitAt(i+1, true)):
				t[i-1].Joined, t[i].Joined = true, true
			case before && !after && hyphen && t[i+1].Word && !digitAt(i-1, false) && s.oneLine(i):
				t[i].Broken = true
				if _, ok := coordinating[strings.ToLower(t[i+1].Text)]; !ok && !digitAt(i+1, true) {
					t[i-1].Joined, t[i].Joined = true, true
				}
			case !before && after && raw == todo && i > 0 && t[i-1].Word && s.oneLine(i-1):
				t[i].Broken, t[i-1].Joined, t[i].Joined = true, true, true
			case !before && after && digitAt(i+1, true) && (hyphen || raw == "−" || raw == "–"):
				t[i].Joined = true
			}
		case (t[i].Text == "." || t[i].Text == "," || t[i].Text == "+" || t[i].Text == "±") && tight(i) && !tight(i-1) && digitAt(i+1, true):
			t[i].Joined = true
		case t[i].Word && tight(i) && digitAt(i, false) && (t[i+1].Text == "%" || t[i+1].Text == "‰"):
			t[i].Joined = true
		case t[i].Word && t[i+1].Word && s.softBreak(i):
			t[i].Broken, t[i].Joined = true, true
		case tight(i) && digitAt(i, false) && digitAt(i+1, true):
			t[i].Joined = true // 1¼
		case group(t[i].Text, 1) && proper(t[i+1].Text):
			// One space of any kind stands between a number and its fraction: 1 1/4.
			if gap := s.text[t[i].End:t[i+1].Start]; utf8.RuneCountInString(gap) == 1 {
				t[i].Joined = true
			}
		case digitAt(i, false) && digitAt(i+1, true) && group(t[i].Text, 1) && group(t[i+1].Text, 3):
			// One space of any kind groups digits: 10 000.
			if gap := s.text[t[i].End:t[i+1].Start]; utf8.RuneCountInString(gap) == 1 {
				t[i].Joined = true
			}
		}
	}
}

// todo is the hyphen of Mongolian, which stands at the start of the second line.
const todo = "᠆"

// joins reports whether a dash is a hyphen, which makes one word of two.
func joins(dash string) bool {
	switch dash {
	case "-", "‐", "‑", "֊", "־", "᐀", todo, "⸗", "⹀":
		return true
	}
	return false
}

// oneLine reports whether token i and the next stand in one paragraph.
func (s *scanner) oneLine(i int) bool {
	return !strings.Contains(s.text[s.tokens[i].End:s.tokens[i+1].Start], "\n\n")
}

// softBreak reports whether a soft hyphen and white space stand between token i
// and the next, as at the end of a line.
func (s *scanner) softBreak(i int) bool {
	gap, soft := strings.CutPrefix(s.text[s.tokens[i].End:s.tokens[i+1].Start], "\u00ad")
	return soft && s.oneLine(i) && strings.ContainsFunc(gap, func(r rune) bool { return class(r) == space })
}

// proper reports whether s is a fraction less than one, as numbers are followed by.
func proper(s string) bool {
	over, under, ok := strings.Cut(s, "/")
	if !ok || !group(over, 1) || !group(under, 1) {
		return false
	}
	n, _ := strconv.Atoi(over)
	m, _ := strconv.Atoi(under)
	return 0 < n && n < m
}

// coordinating are the words that follow a hyphen which stands for a part left
// out: pre- and post-war, Vor- und Nachteile.
var coordinating = map[string]struct{}{
	"and": {}, "or": {}, "to": {}, "nor": {}, "und": {}, "oder": {}, "bis": {}, "sowie": {}, "et": {}, "ou": {}, "y": {}, "e": {}, "o": {}, "и": {}, "или": {},
}

// group reports whether s is a group of digits: three of them, or from least
// to three.
func group(s string, least int) bool {
	if len(s) < least || len(s) > 3 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// StartsSentence reports whether token i of text may be the first word of a
// sentence, as far as the mark before it says.
func StartsSentence(text string, tokens []Token, i int) bool {
	for i--; i >= 0; i-- {
		switch k := tokens[i]; {
		case k.Word:
			return strings.Contains(text[k.End:tokens[i+1].Start], "\n\n")
		case strings.Contains(".!?:…'″′", k.Text), k.Text == "-":
			return true
		}
		if strings.Contains(text[tokens[i].End:tokens[i+1].Start], "\n\n") {
			return true
		}
	}
	return true
}

// Capital reports whether a word begins with a capital.
func Capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
