package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
)

// summary says in one line what content holds and how many problems it has.
func summary(r *build.Result) string {
	notes, citations := 0, 0
	for _, n := range r.Dossier.Notes() {
		notes++
		citations += len(n.Citations)
	}
	out := fmt.Sprintf("%s, %s, %s", terminal.Count(len(r.Dossier.Sources), "source", "sources"), terminal.Count(notes, "note", "notes"), terminal.Count(citations, "citation", "citations"))
	if found := diag.Count(r.Diagnostics).String(); found != "" {
		out += ": " + found
	}
	return out
}

// startProgress shows the progress of a command on its standard error, until
// it is stopped. When the command is to be quiet there is none.
func startProgress(cmd *cobra.Command) *terminal.Progress {
	if quiet(cmd) {
		return nil
	}
	return terminal.StartProgress(cmd.ErrOrStderr())
}

// printError prints an error, and each of several that were joined in a line.
func printError(w io.Writer, err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			printError(w, e)
		}
		return
	}
	fmt.Fprintf(w, "dossier: %s\n", terminal.Harmless(err.Error()))
}

// printHint prints what would mend what was printed before, if anything would.
func printHint(w io.Writer, hint string) {
	if hint != "" {
		fmt.Fprintf(w, "hint: %s\n", terminal.Harmless(hint))
	}
}

// inQuotes returns a command as it is typed, between quotation marks, for a hint.
func inQuotes(name string, args ...string) string {
	return `"` + shell.Line(diag.Command{Name: name, Args: args}) + `"`
}
