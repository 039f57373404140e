// Package meant finds the name that was most likely meant by another, which is
// nobody's.
package meant

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/near"
)

// Nearest returns the candidate that name is most likely a slip for, and
// whether there is one: at most a third of its letters may differ, so in a name
// of two letters none but in case. Letters that changed places differ once. Of
// those that are as near, it is one that begins with the same letter, and then
// the longest, since letters are left out more often than put in. Where no name
// is a slip it is the one that has all words of name in a row, or of which name
// has all: courier for the-courier.
func Nearest(name string, candidates []string) (string, bool) {
	name = strings.ToLower(name)
	first, _ := utf8.DecodeRuneInString(name)
	begins := func(c string) bool { r, _ := utf8.DecodeRuneInString(strings.ToLower(c)); return r == first }
	best, least := "", utf8.RuneCountInString(name)/3
	for _, c := range slices.Sorted(slices.Values(candidates)) {
		d := slips(name, strings.ToLower(c), least)
		better := begins(c) && !begins(best) || begins(c) == begins(best) && len(c) > len(best)
		if d < least || d == least && (best == "" || better) {
			best, least = c, d
		}
	}
	if best == "" {
		best = part(name, candidates)
	}
	return best, best != ""
}

// leastPart is how many letters a name has that is found in another.
const leastPart = 4

// part returns the one candidate that is a part of name, or has name for a part, or
// "" if there is none or another is as long. No name is that of what it says no to.
func part(name string, candidates []string) string {
	asked := namesIn(name)
	best, length, several := "", 0, false
	for _, c := range candidates {
		other := namesIn(c)
		long, short := asked, other
		if len(short) > len(long) {
			long, short = short, long
		}
		n := len(strings.Join(short, ""))
		if len(short) == len(long) || n < leastPart || !contains(long, short) || slices.Contains(long, "no") || slices.Contains(long, "not") {
			continue
		}
		// Of names that name is a part of, the shortest; of its own parts, the longest.
		if len(long) == len(other) && len(other) > len(asked) {
			n = -len(strings.Join(other, ""))
		}
		switch {
		case best == "" || n > length:
			best, length, several = c, n, false
		case n == length:
			several = true
		}
	}
	if several {
		return ""
	}
	return best
}

// namesIn returns the words of a name, in small letters.
func namesIn(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// contains reports whether short stands in long, in a row.
func contains(long, short []string) bool {
	for i := 0; i+len(short) <= len(long); i++ {
		if slices.Equal(long[i:i+len(short)], short) {
			return true
		}
	}
	return false
}

// Suggest returns a hint that asks whether the nearest of known was meant by
// name, with otherwise behind it; where none is near it is otherwise alone.
// form says how the nearest is written, such as "%q" or "--%s".
func Suggest(name string, known []string, form, otherwise string) string {
	best, ok := Nearest(name, known)
	if !ok {
		return otherwise
	}
	return "did you mean " + fmt.Sprintf(form, best) + "? " + otherwise
}

// slips returns in how many letters two names differ, or more than limit.
func slips(a, b string, limit int) int {
	d := near.Distance(a, b, limit+1)
	if d == 2 && slices.Equal(slices.Sorted(slices.Values([]rune(a))), slices.Sorted(slices.Values([]rune(b)))) {
		return 1
	}
	return d
}

// Alternatives joins names with commas and a last "or".
func Alternatives(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
