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
// take: 10² is not 102, ½ is not 1/2. Neither are diacritics, nor letters that
// are merely alike: ß is not ss, œ is not oe.
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
	for _, r := range s {
		switch class(r) {
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
	}
	if r >= 0xFF01 && r <= 0xFFEE {
		return width.Fold.String(string(r))
	}
	return string(r)
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
	case '‘', '’', '‚', '‛', '‹', '›', '′', '‵', '´', '\u1fef', '\u1ffd', 'ʼ', 'ʻ', '「', '」', '｢', '｣', '❛', '❜', '❮', '❯', '﹁', '﹂':
		return single
	case '“', '”', '„', '‟', '«', '»', '″', '‶', '『', '』', '〝', '〞', '〟', '❝', '❞', '⹂', '״', '﹃', '﹄', '˝':
		return double
	case '‐', '‑', '‒', '–', '—', '―', '−', '⸺', '⸻', '﹘', '﹣', '⁃':
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
