package terminal

import (
	"strings"
	"unicode"
)

// Harmless returns text in which control characters are signs, so that no file
// can speak to the terminal, and none can make its name look like another line
// of what is printed. Whatever comes from a file or is a name goes through it.
func Harmless(text string) string {
	return strings.ReplaceAll(harmlessLines(text), "\n", "␊")
}

// harmlessLines is [Harmless] for text that has lines.
func harmlessLines(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == '\u00ad' || r == '\u200d' || r == '\u200c':
			return r
		case r < ' ':
			return '␀' + r
		}
		return '�'
	}, text)
}
