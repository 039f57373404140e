package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Text that is too long to be shown is cut here and nowhere else: never inside
// a character as readers see it, which is a grapheme cluster of UAX #29 (a flag,
// a syllable of Hangul, a letter with its accents), and counted in such
// characters, so that a text in Cyrillic letters is as long as one in Latin.

// A measure says how much room a character takes; nil counts characters.
type measure = func(character string) int

// Head returns the longest beginning of text that takes at most room.
func Head(text string, room int, measure measure) string {
	if measure == nil && len(text) <= room {
		return text
	}
	at := 0
	for characters := graphemes.FromString(text); characters.Next(); at = characters.End() {
		if room -= takes(characters.Value(), measure); room < 0 {
			return text[:at]
		}
	}
	return text
}

// Tail returns the longest end of text that takes at most room.
func Tail(text string, room int, measure measure) string {
	if measure == nil && len(text) <= room {
		return text
	}
	over := -room
	for characters := graphemes.FromString(text); characters.Next(); {
		over += takes(characters.Value(), measure)
	}
	at := 0
	for characters := graphemes.FromString(text); over > 0 && characters.Next(); at = characters.End() {
		over -= takes(characters.Value(), measure)
	}
	return text[at:]
}

func takes(character string, measure measure) int {
	if measure == nil {
		return 1
	}
	return measure(character)
}

// Left out of a text is said with this sign.
const leftOut = "…"

// Clip returns text on one line and, where it has more than most characters,
// its beginning of at most as many with a sign of what is left out. It ends
// with a word, unless that would take away half of it.
func Clip(text string, most int) string {
	text = inOneLine(text)
	if !IsLonger(text, most) {
		return text
	}
	return headWords(text, most) + leftOut
}

// ClipFront returns text on one line and, where it has more than most
// characters, its end, as [Clip] returns its beginning.
func ClipFront(text string, most int) string {
	text = inOneLine(text)
	if !IsLonger(text, most) {
		return text
	}
	return leftOut + tailWords(text, most)
}

// ClipMiddle returns text on one line and, where it has more than most
// characters, its two ends with a sign of what is left out between them.
func ClipMiddle(text string, most int) string {
	text = inOneLine(text)
	if !IsLonger(text, most) {
		return text
	}
	return headWords(text, most/2) + " " + leftOut + " " + tailWords(text, most/2)
}

// IsLonger reports whether text has more than most characters.
func IsLonger(text string, most int) bool { return len(Head(text, most, nil)) < len(text) }

// inOneLine returns text with one space between its words.
func inOneLine(text string) string {
	space := true
	for i := 0; i < len(text); {
		if c := text[i]; c > ' ' && c < utf8.RuneSelf || c == ' ' && !space { // nearly all of most texts
			space = c == ' '
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if unicode.IsSpace(r) && (space || r != ' ') {
			return strings.Join(strings.Fields(text), " ")
		}
		space = r == ' '
	}
	return strings.TrimSuffix(text, " ")
}

// headWords returns the beginning of a longer text on one line, without a part
// of a word and without what leads to the next one.
func headWords(text string, most int) string {
	head := Head(text, most, nil)
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 && text[len(head)] != ' ' {
		head = head[:i]
	}
	bare := head
	for cut := true; cut; bare, cut = strings.CutSuffix(bare, "[…]") { // one sign is enough
		bare = strings.TrimRight(bare, " ,;:.…©–—-([“‘«„")
	}
	if bare == "" {
		return head
	}
	return bare
}

// tailWords returns the end of a longer text on one line, without a part of a
// word.
func tailWords(text string, most int) string {
	tail := Tail(text, most, nil)
	if i := strings.IndexByte(tail, ' '); i >= 0 && i < len(tail)/2 && text[len(text)-len(tail)-1] != ' ' {
		tail = tail[i:]
	}
	return strings.TrimLeft(tail, " ")
}
