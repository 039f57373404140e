package claim

import (
	"strings"
	"unicode"

	"dossier/generator/internal/fold"
)

// SameWords reports whether two texts have the same words, whatever the case
// and the marks.
func SameWords(a, b string) bool { return Words(a) == Words(b) }

// Words returns the words of a text as [SameWords] compares them.
func Words(s string) string {
	var b strings.Builder
	for _, t := range fold.Tokens(s) {
		if t.Word {
			b.WriteString(fold.Case(t.Text) + " ")
		}
	}
	return b.String()
}

// Collapse returns text with each run of the spaces that HTML collapses made
// one, none at its ends, and without control characters. No-break spaces and
// all other spaces stay.
func Collapse(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range text {
		switch {
		case r == ' ', r == '\n', r == '\r', r == '\f', r == '\u0085':
			gap = true
		case r == '\t':
			gap = true
		case unicode.Is(unicode.Cc, r) && r != CellGap:
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return strings.Trim(strings.ReplaceAll(b.String(), string(CellGap), "\t"), " \t")
}

// CellGap stands for the tab between two cells of a table until the spaces
// of the page are collapsed.
const CellGap = '\x1f'
