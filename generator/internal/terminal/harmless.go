package terminal

import (
	"strings"
	"unicode"
)

// Harmless returns text in which control characters are signs, so that no file
// can speak to the terminal.
func Harmless(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || !unicode.In(r, unicode.Cc, unicode.Cf) || r == '\u00ad' || r == '\u200d' || r == '\u200c':
			return r
		case r < ' ':
			return '␀' + r
		}
		return '�'
	}, text)
}
