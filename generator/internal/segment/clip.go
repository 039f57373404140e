package segment

import (
	"strings"
	"unicode/utf8"
)

// Clip returns text on one line and, where it is longer than width code points,
// its beginning of at most that length with a sign of what is left out. It is
// cut at a space unless that would take away half of it.
func Clip(text string, width int) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= width {
		return text
	}
	cut := string([]rune(text)[:width])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return cut + "…"
}
