package terminal

import (
	"fmt"
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/shell"
)

// Diagnostics prints each diagnostic with its place first, so that
// terminals and text editors make it a link, then its excerpts, the other
// places that it involves, and its hint.
func Diagnostics(w io.Writer, list []diag.Diagnostic) {
	t := New(w)
	for _, d := range list {
		severity := SeverityStyle(d.Severity)
		fmt.Fprintf(w, "%s: %s %s %s\n", t.Paint(Strong, Harmless(d.Place().String())), t.Paint(severity, d.Severity.String()+":"),
			Harmless(d.Message), t.Paint(Faint, "["+string(d.Code)+"]"))
		for _, e := range d.Excerpts {
			printExcerpt(w, t, severity, e)
		}
		for _, p := range d.Related {
			fmt.Fprintf(w, "  see %s: %s\n", Harmless(p.String()), Harmless(p.Message))
			for _, e := range p.Excerpts {
				printExcerpt(w, t, Faint, e)
			}
		}
		if hint := shell.Hint(d.Hint); hint != "" {
			fmt.Fprintf(w, "%s %s\n", t.Paint(Strong, "hint:"), Harmless(hint))
		}
		fmt.Fprintln(w)
	}
}

// shownWarnings is how many warnings of one code a short report has.
const shownWarnings = 20

// Shortened prints diagnostics as [Diagnostics] does, but of many
// warnings of one code only the first, and how many others there are.
func Shortened(w io.Writer, list []diag.Diagnostic) {
	rest := map[diag.Code]int{}
	for _, d := range list {
		if d.Severity != diag.Error {
			rest[d.Code]++
		}
	}
	shown := map[diag.Code]int{}
	for _, d := range list {
		if d.Severity == diag.Error {
			Diagnostics(w, []diag.Diagnostic{d})
			continue
		}
		if shown[d.Code] == shownWarnings {
			continue
		}
		Diagnostics(w, []diag.Diagnostic{d})
		shown[d.Code]++
		rest[d.Code]--
		if shown[d.Code] == shownWarnings && rest[d.Code] > 0 {
			fmt.Fprintf(w, "and %s more of these [%s]; %s shows them\n\n", grouped(rest[d.Code]), d.Code, shell.Line(diag.Command{Name: "check"}))
		}
	}
}

// grouped returns a number with its thousands parted.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

// margin is how many columns stand before the text of an excerpt.
const margin = 9

// longLine is the width that an excerpt may take where nobody gives one.
const longLine = 160

// printExcerpt prints a line of a file with the marked columns underlined. Of
// a line that is too long for the terminal it prints the part around the mark.
func printExcerpt(w io.Writer, t Terminal, mark Style, e diag.Excerpt) {
	number := ""
	if e.Line > 0 {
		number = fmt.Sprint(e.Line)
	}
	width := longLine
	if t.Fixed {
		width = t.Width
	}
	before, marked, after := around(e, width-margin)
	fmt.Fprintf(w, "%s %s%s%s\n", t.Paint(Faint, fmt.Sprintf("%6s |", number)), before, marked, after)
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
		t.Paint(Faint, fmt.Sprintf("%6s |", "")), pad.String(), t.Paint(mark, under), Harmless(e.Label)), " "))
}

// around returns the line of an excerpt in three parts: before the mark, the
// mark, and after it. Where they are wider than room, the ends are cut.
func around(e diag.Excerpt, room int) (before, marked, after string) {
	runes := []rune(Harmless(e.Text))
	from := min(max(e.From-1, 0), len(runes))
	to := min(max(e.To-1, from), len(runes))
	before, marked, after = string(runes[:from]), string(runes[from:to]), string(runes[to:])
	wide := displaywidth.String
	if wide(before)+wide(marked)+wide(after) <= room {
		return before, marked, after
	}
	room = max(room-2, 20) // for the signs of what is left out
	marked = cutBehind(marked, room)
	left := room - wide(marked)
	// A third of what is left leads up to the mark, more where little follows.
	lead := max(left/3, left-wide(after))
	before = cutFront(before, lead)
	return before, marked, cutBehind(after, left-wide(before))
}

// cutBehind returns the beginning of text that is at most width columns wide,
// with a sign of what is left out.
func cutBehind(text string, width int) string {
	if head := segment.Head(text, width, displaywidth.String); len(head) < len(text) {
		return head + "…"
	}
	return text
}

// cutFront returns the end of text that is at most width columns wide, with a
// sign of what is left out.
func cutFront(text string, width int) string {
	if tail := segment.Tail(text, width, displaywidth.String); len(tail) < len(text) {
		return "…" + tail
	}
	return text
}

// SeverityStyle is how a severity is set apart.
func SeverityStyle(s diag.Severity) Style {
	if s == diag.Warning {
		return Caution
	}
	return Alarm
}
