package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
)

// printDiagnostics prints each diagnostic with its place first, so that
// terminals and text editors make it a link, then its excerpts, the other
// places that it involves, and its hint.
func printDiagnostics(w io.Writer, list []diag.Diagnostic) {
	t := newTerminal(w)
	for _, d := range list {
		severity := severityStyle(d.Severity)
		fmt.Fprintf(w, "%s: %s %s %s\n", t.paint(strong, harmless(d.Place().String())), t.paint(severity, d.Severity.String()+":"),
			harmless(d.Message), t.paint(faint, "["+string(d.Code)+"]"))
		for _, e := range d.Excerpts {
			printExcerpt(w, t, severity, e)
		}
		for _, p := range d.Related {
			fmt.Fprintf(w, "  see %s: %s\n", harmless(p.String()), harmless(p.Message))
			for _, e := range p.Excerpts {
				printExcerpt(w, t, faint, e)
			}
		}
		if hint := shell.Hint(d.Hint); hint != "" {
			fmt.Fprintf(w, "%s %s\n", t.paint(strong, "hint:"), harmless(hint))
		}
		fmt.Fprintln(w)
	}
}

// margin is how many columns stand before the text of an excerpt.
const margin = 9

// longLine is the width that an excerpt may take where nobody gives one.
const longLine = 160

// printExcerpt prints a line of a file with the marked columns underlined. Of
// a line that is too long for the terminal it prints the part around the mark.
func printExcerpt(w io.Writer, t terminal, mark style, e diag.Excerpt) {
	number := ""
	if e.Line > 0 {
		number = fmt.Sprint(e.Line)
	}
	width := longLine
	if t.fixed {
		width = t.width
	}
	before, marked, after := around(e, width-margin)
	fmt.Fprintf(w, "%s %s%s%s\n", t.paint(faint, fmt.Sprintf("%6s |", number)), before, marked, after)
	if e.From == e.To && e.Label == "" {
		return
	}
	// Tabs stay tabs, so that the marks stand below what they mark.
	var pad strings.Builder
	for i, part := range strings.Split(before, "\t") {
		if i > 0 {
			pad.WriteByte('\t')
		}
		pad.WriteString(strings.Repeat(" ", displaywidth.String(part)))
	}
	under := strings.Repeat("^", max(1, displaywidth.String(marked)))
	fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%s %s%s %s",
		t.paint(faint, fmt.Sprintf("%6s |", "")), pad.String(), t.paint(mark, under), harmless(e.Label)), " "))
}

// around returns the line of an excerpt in three parts: before the mark, the
// mark, and after it. Where they are wider than room, the ends are cut.
func around(e diag.Excerpt, room int) (before, marked, after string) {
	runes := []rune(harmless(e.Text))
	from := min(max(e.From-1, 0), len(runes))
	to := min(max(e.To-1, from), len(runes))
	before, marked, after = string(runes[:from]), string(runes[from:to]), string(runes[to:])
	wide := displaywidth.String
	if wide(before)+wide(marked)+wide(after) <= room {
		return before, marked, after
	}
	room = max(room-2, 20) // for the signs of what is left out
	marked = cut(marked, room)
	left := room - wide(marked)
	// A third of what is left leads up to the mark, more where little follows.
	lead := max(left/3, left-wide(after))
	if wide(before) > lead {
		before = cutFront(before, lead)
	}
	return before, marked, cut(after, left-wide(before))
}

// cut returns the beginning of text that is at most width columns wide, with a
// sign of what is left out.
func cut(text string, width int) string {
	if displaywidth.String(text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && displaywidth.String(string(runes)) > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// cutFront returns the end of text that is at most width columns wide.
func cutFront(text string, width int) string {
	runes := []rune(text)
	for len(runes) > 0 && displaywidth.String(string(runes)) > width {
		runes = runes[1:]
	}
	return "…" + string(runes)
}

// harmless returns text in which control characters are signs, so that no file
// can speak to the terminal.
func harmless(text string) string {
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

// count returns n with the noun in its number.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// summary says in one line what content holds and how many problems it has.
func summary(r *build.Result) string {
	notes, citations := 0, 0
	for _, n := range r.Dossier.Notes() {
		notes++
		citations += len(n.Citations)
	}
	out := fmt.Sprintf("%s, %s, %s", count(len(r.Dossier.Sources), "source", "sources"), count(notes, "note", "notes"), count(citations, "citation", "citations"))
	if found := diag.Count(r.Diagnostics).String(); found != "" {
		out += ": " + found
	}
	return out
}
