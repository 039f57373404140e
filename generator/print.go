package main

import (
	"fmt"
	"io"
	"strings"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
)

// printDiagnostics prints each diagnostic with its place first, so that
// terminals and text editors make it a link, then its excerpts and its hint.
func printDiagnostics(w io.Writer, list []diag.Diagnostic) {
	for _, d := range list {
		place := d.File
		if d.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", d.File, d.Line, d.Column)
		}
		fmt.Fprintf(w, "%s: %s: %s [%s]\n", place, d.Severity, d.Message, d.Code)
		for _, e := range d.Excerpts {
			printExcerpt(w, e)
		}
		for _, p := range d.Related {
			fmt.Fprintf(w, "  see %s:%d:%d: %s\n", p.File, p.Line, p.Column, p.Message)
		}
		if d.Hint != "" {
			fmt.Fprintf(w, "hint: %s\n", d.Hint)
		}
		fmt.Fprintln(w)
	}
}

// printExcerpt prints a line of a file with the marked columns underlined.
func printExcerpt(w io.Writer, e diag.Excerpt) {
	number := ""
	if e.Line > 0 {
		number = fmt.Sprint(e.Line)
	}
	fmt.Fprintf(w, "%6s | %s\n", number, e.Text)
	if e.From == e.To && e.Label == "" {
		return
	}
	// Tabs stay tabs, so that the marks stand below what they mark.
	var pad strings.Builder
	for i, c := range []rune(e.Text) {
		if i >= e.From-1 {
			break
		}
		if c == '\t' {
			pad.WriteRune('\t')
		} else {
			pad.WriteRune(' ')
		}
	}
	mark := strings.Repeat("^", max(1, e.To-e.From))
	fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%6s | %s%s %s", "", pad.String(), mark, e.Label), " "))
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
	errors, warnings := 0, 0
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error {
			errors++
		} else {
			warnings++
		}
	}
	if errors+warnings == 0 {
		return out
	}
	var found []string
	if errors > 0 {
		found = append(found, count(errors, "error", "errors"))
	}
	if warnings > 0 {
		found = append(found, count(warnings, "warning", "warnings"))
	}
	return out + ": " + strings.Join(found, ", ")
}
