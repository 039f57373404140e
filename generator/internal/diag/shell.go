package diag

import (
	"strings"
	"unicode"
)

// Shell returns an argument as a POSIX shell takes it, for the commands in
// hints: as it is where no shell sees more in it than its letters, and else
// between single quotes.
func Shell(argument string) string {
	special := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./:@%+,", r)
	}
	if argument != "" && strings.IndexFunc(argument, special) < 0 {
		return argument
	}
	return "'" + strings.ReplaceAll(argument, "'", `'\''`) + "'"
}
