package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Loose returns a text folded as a search compares it, which reads over more than
// a citation may: Unicode's compatibility forms (NFKD), letter case, all marks on
// letters, and characters that are not seen. ß is ss, and ς is σ. The script of
// the search folds what is looked for in the same way.
func Loose(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(s)) {
		switch {
		case unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ς':
			b.WriteRune('σ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
