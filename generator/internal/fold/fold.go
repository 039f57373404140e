// Package fold makes text comparable the way a careful reader compares it: it
// reads over typography and over nothing else.
//
// Folded away are the kind of quotation marks and apostrophes (single and
// double alike, except right after a digit, where they may be feet and
// inches), of dashes and minus signs, of white space; the ellipsis character;
// soft hyphens, zero-width and direction marks and variation selectors; Latin
// ligatures, the long s, full-width and half-width forms; and the Unicode form
// (canonical equivalence: UAX #15, NFC). Letter case is a step of its own,
// [Case].
//
// Not folded is everything that a compatibility mapping (NFKC) would also
// take: 10² is not 102. Neither are diacritics, nor letters that
// are merely alike: ß is not ss, œ is not oe. What is one character to print and
// several to type is the same number: ¼ is 1/4, and 1¼ is 1 1/4, but not 11/4.
//
// What two words may have for each other although neither is a form of the other
// (ß for SS in capitals) is told of two words at a time, by [Capitals].
//
// [Tokens] cuts a text into words and marks, folded, each with the bytes of
// the text it was made from. [Word] folds one word that was cut out already.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Form returns s in Unicode's normal form NFC, in which names are compared: file
// names that come from macOS, archives and programs that keep folders alike are
// often in another, which looks the same.
func Form(s string) string { return norm.NFC.String(s) }

// Word returns a word folded for comparison: typography, Unicode form and
// letter case.
func Word(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	return Case(Typography(s))
}

// Typography returns s with its typography and Unicode form folded, and its
// letter case kept. It is meant for a word or a mark; white space in it stays.
func Typography(s string) string {
	if ascii(s) && !strings.ContainsAny(s, "\"`") {
		return s
	}
	var b strings.Builder
	digits := false // the last character is a digit
	for _, r := range s {
		k := class(r)
		if k == digit && digits && fraction(r) {
			b.WriteByte(' ')
		}
		digits = k == digit
		switch k {
		case ignored, selector, joiner:
		case single, double:
			b.WriteByte('\'')
		case dash:
			b.WriteByte('-')
		default:
			b.WriteString(letter(r))
		}
	}
	return norm.NFC.String(b.String())
}

// Case returns s with differences of letter case folded: Unicode's simple case
// folding, which keeps the number of letters.
func Case(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	return strings.Map(caseless, s)
}

// caseless returns the representative of the letters that differ from r by
// case alone.
func caseless(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	least := r
	for o := unicode.SimpleFold(r); o != r; o = unicode.SimpleFold(o) {
		least = min(least, o)
	}
	if least == r && unicode.SimpleFold(r) == r {
		return r
	}
	return unicode.ToLower(least)
}

// Capitals returns s as [Case] does, and folds those letters, too, whose capitals
// are two letters, or those of others: it gives one form to ß, ss and SS, and to i,
// ı, I and İ. What has the same form may be the same word: see [SameInCapitals].
func Capitals(s string) string {
	if s = Case(s); ascii(s) {
		return s
	}
	return capitals.Replace(s)
}

var capitals = strings.NewReplacer("ß", "ss", "i\u0307", "i", "ı", "i", "İ", "i", "և", "եւ", "եվ", "եւ")

// SameInCapitals reports whether two words, folded but for letter case, are one
// word that is in capitals in one place and not in the other, where ß is SS, i is
// İ, ı is I and և is ԵՒ or ԵՎ. Strasse is not Straße, and kisa not kısa.
func SameInCapitals(a, b string) bool {
	if Case(a) == Case(b) {
		return true
	}
	x, y := []rune(a), []rune(b)
	shout := [2]bool{!strings.ContainsFunc(a, small), !strings.ContainsFunc(b, small)}
	for len(x) > 0 && len(y) > 0 {
		n, m := 1, 1
		switch {
		case caseless(x[0]) == caseless(y[0]):
		case shout[1] && doubled(x[0], y):
			m = 2
		case shout[0] && doubled(y[0], x):
			n = 2
		case x[0] == 'İ' && y[0] == 'i':
			m = dotted(y)
		case y[0] == 'İ' && x[0] == 'i':
			n = dotted(x)
		case x[0] == 'I' && y[0] == 'ı', y[0] == 'I' && x[0] == 'ı':
		default:
			return false
		}
		x, y = x[n:], y[m:]
	}
	return len(x) == 0 && len(y) == 0
}

// small reports whether r is a small letter that has a capital.
func small(r rune) bool { return unicode.IsLower(r) && r != 'ß' && r != 'և' }

// doubled reports whether word begins with the two capitals that r has for one.
func doubled(r rune, word []rune) bool {
	if len(word) < 2 {
		return false
	}
	two := string(word[:2])
	return r == 'ß' && two == "SS" || r == 'և' && (two == "ԵՒ" || two == "ԵՎ")
}

// dotted returns how many characters the i takes that word begins with: a dot may
// follow it.
func dotted(word []rune) int {
	if len(word) > 1 && word[1] == '\u0307' {
		return 2
	}
	return 1
}

// Ligatures returns s with its ligatures, which old prints and PDF files have,
// taken apart into letters.
func Ligatures(s string) string {
	if !strings.ContainsFunc(s, ligature) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if ligature(r) {
			b.WriteString(letter(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func ligature(r rune) bool { return 'ﬀ' <= r && r <= 'ﬆ' }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// letter returns what a character of a word, or a mark, folds to.
func letter(r rune) string {
	switch r {
	case 'ſ':
		return "s"
	case 'ﬀ':
		return "ff"
	case 'ﬁ':
		return "fi"
	case 'ﬂ':
		return "fl"
	case 'ﬃ':
		return "ffi"
	case 'ﬄ':
		return "ffl"
	case 'ﬅ', 'ﬆ':
		return "st"
	case 'Ĳ':
		return "IJ"
	case 'ĳ':
		return "ij"
	case '⁄', '∕':
		return "/"
	}
	if fraction(r) {
		return strings.Replace(norm.NFKC.String(string(r)), "⁄", "/", 1)
	}
	if r >= 0xFF01 && r <= 0xFFEE {
		return width.Fold.String(string(r))
	}
	return string(r)
}

// fraction reports whether r is a fraction in one character: ¼.
func fraction(r rune) bool {
	return r >= '¼' && r <= '¾' || r >= '⅐' && r <= '⅞' || r == '↉'
}

// kind is what a character is to the folding.
type kind uint8

const (
	other kind = iota
	space
	ignored  // read over
	selector // read over, but part of the character before it
	joiner   // joins emoji into one
	single   // quotation marks and apostrophes
	double
	dash
	dot
	ellipsis
	alpha  // letters
	digit  // numbers of every kind
	mark   // combining marks
	glyph  // letters of scripts written without spaces between words
	flag   // regional indicators, which come in pairs
	modify // emoji modifiers
)

func class(r rune) kind {
	if r < utf8.RuneSelf {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', r == '_':
			return alpha
		case '0' <= r && r <= '9':
			return digit
		case r <= ' ', r == 0x7F:
			return space
		case r == '\'', r == '`':
			return single
		case r == '"':
			return double
		case r == '-':
			return dash
		case r == '.':
			return dot
		}
		return other
	}
	if r >= 0xFF01 && r <= 0xFF5E { // full-width forms of ASCII
		return class(r - 0xFF01 + '!')
	}
	switch r {
	case '…':
		return ellipsis
	case '‘', '’', '‚', '‛', '‹', '›', '′', '‵', '´', '\u1fef', '\u1ffd', 'ʼ', 'ʻ', '「', '」', '｢', '｣', '❛', '❜', '❮', '❯', '﹁', '﹂', '׳':
		return single
	case '“', '”', '„', '‟', '«', '»', '″', '‶', '『', '』', '〝', '〞', '〟', '❝', '❞', '⹂', '״', '﹃', '﹄', '˝':
		return double
	case '‐', '‑', '‒', '–', '—', '―', '−', '⸺', '⸻', '﹘', '﹣', '⁃', '֊', '־', '᐀', '᠆', '⸗', '⹀':
		return dash
	case 0x200D:
		return joiner
	case 0x00AD, 0x180E, 0x061C, 0x034F, 0x115F, 0x1160, 0x3164, 0xFEFF, 0x200B, 0x200C, 0x200E, 0x200F,
		0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069:
		return ignored
	case '⁺', '⁻', '₊', '₋':
		return digit
	}
	switch {
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF:
		return selector
	case r >= 0xE0020 && r <= 0xE007F:
		return mark
	case r >= 0x1F1E6 && r <= 0x1F1FF:
		return flag
	case r >= 0x1F3FB && r <= 0x1F3FF:
		return modify
	case unicode.IsSpace(r), unicode.Is(unicode.Z, r), unicode.IsControl(r):
		return space
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && !unicode.IsMark(r) && !unicode.IsDigit(r) && unicode.In(r, unicode.L, unicode.N):
		return glyph
	case unicode.IsLetter(r):
		return alpha
	case unicode.IsNumber(r):
		return digit
	case unicode.IsMark(r):
		return mark
	}
	return other
}
