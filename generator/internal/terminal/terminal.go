// Package terminal prints for people. Four rules hold for all that it prints:
//
//   - Nothing that stands in a file, or is the name of one, speaks to the
//     terminal: what was read goes through [Harmless].
//   - Colours are for terminals alone, and for none where NO_COLOR is set and not
//     empty (no-color.org) or TERM is "dumb". Nothing is said by colour alone.
//   - Text keeps to the width of the terminal, or else to that in COLUMNS. Where
//     nobody gives a width nothing is cut to fit one, but for excerpts of very
//     long lines. Width is counted in columns of characters as readers see them.
//   - Work that is soon done shows no progress, and no progress stays behind.
//
// What goes to standard output and what to standard error is for the commands.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"
)

// A Style is how a piece of text is set apart on a terminal. Without colours,
// deleted and inserted words stand in brackets, so that nothing is said by
// colour alone.
type Style int

// The styles.
const (
	Plain Style = iota
	Faint
	Strong
	Deleted
	Inserted
	Alarm   // an error
	Caution // a warning
)

// Styled is a piece of text in one style.
type Styled struct {
	Style Style
	Text  string
}

// Of returns text in a style.
func (s Style) Of(text string) Styled { return Styled{s, text} }

// Terminal says what the place that is printed to can show.
type Terminal struct {
	Width      int  // in columns
	Fixed      bool // Width is given: by the terminal or by COLUMNS
	IsTerminal bool
	Colours    bool
}

// New looks at what w can show, by the rules above.
func New(w io.Writer) Terminal {
	t := Terminal{Width: 100}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n >= 40 {
		t.Width, t.Fixed = n, true
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return t
	}
	t.IsTerminal = true
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n >= 40 {
		t.Width, t.Fixed = n, true
	}
	t.Colours = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return t
}

// Paint returns text in a style.
func (t Terminal) Paint(s Style, text string) string {
	if text == "" {
		return ""
	}
	codes := map[Style]string{Faint: "2", Strong: "1", Deleted: "31;9", Inserted: "34;4", Alarm: "31;1", Caution: "33;1"}
	if t.Colours && codes[s] != "" {
		return "\x1b[" + codes[s] + "m" + text + "\x1b[0m"
	}
	return text
}

// SideBySide returns two texts in columns of a width, below a line that bears a
// label unless that is empty.
func (t Terminal) SideBySide(label string, left, right []Styled, width int) string {
	var b strings.Builder
	if label != "" {
		b.WriteString(t.Paint(Faint, "── "+label+" "+strings.Repeat("─", max(0, 2*width-displaywidth.String(label)-1))) + "\n")
	}
	l, r := Wrap(left, width), Wrap(right, width)
	for i := range max(len(l), len(r)) {
		b.WriteString(strings.TrimRight(t.line(l, i, width)+" "+t.Paint(Faint, "│")+" "+t.line(r, i, 0), " ") + "\n")
	}
	return b.String()
}

// line returns line i of a wrapped text, filled with spaces up to width
// columns, or empty where there is no such line.
func (t Terminal) line(lines [][]Styled, i, width int) string {
	var b strings.Builder
	used := 0
	if i < len(lines) {
		for _, p := range lines[i] {
			b.WriteString(t.Paint(p.Style, p.Text))
			used += displaywidth.String(p.Text)
		}
	}
	return b.String() + strings.Repeat(" ", max(0, width-used))
}

// marks stand around deleted and inserted words, as wdiff writes them.
func marks(s Style) (before, after string) {
	switch s {
	case Deleted:
		return "[-", "-]"
	case Inserted:
		return "{+", "+}"
	}
	return "", ""
}

// Wrap breaks text, made harmless, at white space into lines of at most width
// columns; a longer word stands on a line of its own.
func Wrap(text []Styled, width int) [][]Styled {
	var lines [][]Styled
	var line []Styled
	used := 0
	gap := false // white space stands before the next word
	for _, p := range text {
		inner := strings.TrimSpace(p.Text)
		gap = gap || strings.TrimLeftFunc(p.Text, unicode.IsSpace) != p.Text
		if inner == "" {
			continue
		}
		before, after := marks(p.Style)
		for i, word := range strings.Fields(before + inner + after) {
			word = Harmless(word)
			gap = gap || i > 0
			n := displaywidth.String(word)
			if gap && used > 0 && used+1+n > width {
				lines, line, used = append(lines, line), nil, 0
			}
			if gap && used > 0 {
				word, n = " "+word, n+1
			}
			line = append(line, Styled{p.Style, word})
			used += n
			gap = false
		}
		gap = strings.TrimRightFunc(p.Text, unicode.IsSpace) != p.Text
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// Count returns n with the noun in its number.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
