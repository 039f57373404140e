package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/explain"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Say what the code of a problem means, with an example",
		Long: "Say what a code means that stands in brackets at the end of a problem: what was found,\n" +
			"why it matters, and an example of it with the same content mended. Without a code, list\n" +
			"all of them.",
		Example: "  dossier explain                     all codes\n" +
			"  dossier explain citation-missing    what one of them means",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return &usageError{cmd.CommandPath(), fmt.Errorf("one code is enough, and %q is a second", args[1])}
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			if len(args) == 0 {
				for _, e := range explain.Codes() {
					out = append(out, cobra.CompletionWithDesc(string(e.Code), e.Title))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			out := cmd.OutOrStdout()
			t := newTerminal(out)
			if len(args) == 0 {
				printCodes(out, t)
				return nil
			}
			// A code may be copied from a message with its brackets.
			name := strings.ToLower(strings.Trim(args[0], "[] "))
			e, ok := explain.Of(diag.Code(name))
			if !ok {
				return unknownCode(cmd, name)
			}
			printExplanation(out, t, e)
			return nil
		},
	}
}

// unknownCode names the code that is nearest to a name.
func unknownCode(cmd *cobra.Command, name string) error {
	var known []string
	for _, e := range explain.Codes() {
		known = append(known, string(e.Code))
	}
	hint := diag.Suggest(name, known, "%q", cmd.CommandPath()+" lists all codes")
	return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is no code %q", name)}, hint}
}

// severityStyle is how a severity is set apart.
func severityStyle(s diag.Severity) style {
	if s == diag.Warning {
		return caution
	}
	return alarm
}

// printCodes prints a line per code.
func printCodes(w io.Writer, t terminal) {
	wide := 0
	for _, e := range explain.Codes() {
		wide = max(wide, len(e.Code))
	}
	for _, e := range explain.Codes() {
		fmt.Fprintf(w, "%-*s  %s  %s\n", wide, e.Code, t.paint(severityStyle(e.Severity), fmt.Sprintf("%-7s", e.Severity)), e.Title)
	}
}

// printExplanation prints what a code means.
func printExplanation(w io.Writer, t terminal, e explain.Explanation) {
	fmt.Fprintf(w, "%s %s\n%s\n\n", t.paint(strong, string(e.Code)), t.paint(severityStyle(e.Severity), "("+e.Severity.String()+")"), t.paint(strong, e.Title))
	width := min(t.width, 80)
	for line := range strings.Lines(e.Text()) {
		text := strings.TrimRight(line, "\n")
		switch {
		case text == "" || strings.HasPrefix(text, " "):
			fmt.Fprintln(w, text)
		default:
			for _, row := range wrap([]styled{{plain, text}}, width) {
				var b strings.Builder
				for _, piece := range row {
					b.WriteString(piece.text)
				}
				fmt.Fprintln(w, b.String())
			}
		}
	}
}
