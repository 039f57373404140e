package main

import (
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"
)

// style is how a piece of text is set apart on a terminal. Without colours,
// deleted and inserted words stand in brackets, so that nothing is said by
// colour alone.
type style int

const (
	plain style = iota
	faint
	strong
	deleted
	inserted
	alarm   // an error
	caution // a warning
)

// styled is a piece of text in one style.
type styled struct {
	style style
	text  string
}

// terminal says what the place that is printed to can show.
type terminal struct {
	width      int  // in columns
	fixed      bool // width is given: by the terminal or by COLUMNS
	isTerminal bool
	colours    bool
}

// newTerminal looks at w: colours only on a terminal, and not where NO_COLOR
// is set and not empty (no-color.org) or TERM is "dumb". COLUMNS gives the
// width where there is no terminal to ask.
func newTerminal(w io.Writer) terminal {
	t := terminal{width: 100}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n >= 40 {
		t.width, t.fixed = n, true
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return t
	}
	t.isTerminal = true
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n >= 40 {
		t.width, t.fixed = n, true
	}
	t.colours = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return t
}

// paint returns text in a style.
func (t terminal) paint(s style, text string) string {
	if text == "" {
		return ""
	}
	codes := map[style]string{faint: "2", strong: "1", deleted: "31;9", inserted: "34;4", alarm: "31;1", caution: "33;1"}
	if t.colours && codes[s] != "" {
		return "\x1b[" + codes[s] + "m" + text + "\x1b[0m"
	}
	return text
}

// line returns line i of a wrapped text, filled with spaces up to width
// columns, or empty where there is no such line.
func (t terminal) line(lines [][]styled, i, width int) string {
	var b strings.Builder
	used := 0
	if i < len(lines) {
		for _, p := range lines[i] {
			b.WriteString(t.paint(p.style, p.text))
			used += displaywidth.String(p.text)
		}
	}
	return b.String() + strings.Repeat(" ", max(0, width-used))
}

// marks stand around deleted and inserted words, as wdiff writes them.
func marks(s style) (before, after string) {
	switch s {
	case deleted:
		return "[-", "-]"
	case inserted:
		return "{+", "+}"
	}
	return "", ""
}

// wrap breaks text, made harmless, at white space into lines of at most width
// columns; a longer word stands on a line of its own.
func wrap(text []styled, width int) [][]styled {
	var lines [][]styled
	var line []styled
	used := 0
	gap := false // white space stands before the next word
	for _, p := range text {
		inner := strings.TrimSpace(p.text)
		gap = gap || strings.TrimLeftFunc(p.text, unicode.IsSpace) != p.text
		if inner == "" {
			continue
		}
		before, after := marks(p.style)
		for i, word := range strings.Fields(before + inner + after) {
			word = harmless(word)
			gap = gap || i > 0
			n := displaywidth.String(word)
			if gap && used > 0 && used+1+n > width {
				lines, line, used = append(lines, line), nil, 0
			}
			if gap && used > 0 {
				word, n = " "+word, n+1
			}
			line = append(line, styled{p.style, word})
			used += n
			gap = false
		}
		gap = strings.TrimRightFunc(p.text, unicode.IsSpace) != p.text
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}
