package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/explain"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/terminal"
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
			t := terminal.New(out)
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
	hint := meant.Suggest(name, known, "%q", cmd.CommandPath()+" lists all codes")
	return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is no code %q", name)}, hint}
}

// printCodes prints a line per code.
func printCodes(w io.Writer, t terminal.Terminal) {
	var codes, severities, titles []terminal.Styled
	for _, e := range explain.Codes() {
		codes = append(codes, terminal.Plain.Of(string(e.Code)))
		severities = append(severities, terminal.SeverityStyle(e.Severity).Of(e.Severity.String()))
		titles = append(titles, terminal.Plain.Of(e.Title))
	}
	fmt.Fprint(w, terminal.Terminal{Colours: t.Colours}.Table([]terminal.Column{{Cells: codes}, {Cells: severities}, {Cells: titles}}))
}

// printExplanation prints what a code means.
func printExplanation(w io.Writer, t terminal.Terminal, e explain.Explanation) {
	fmt.Fprintf(w, "%s %s\n%s\n\n", t.Paint(terminal.Strong, string(e.Code)), t.Paint(terminal.SeverityStyle(e.Severity), "("+e.Severity.String()+")"), t.Paint(terminal.Strong, e.Title))
	width := min(t.Width, 80)
	for line := range strings.Lines(e.Text()) {
		text := strings.TrimRight(line, "\n")
		switch {
		case text == "" || strings.HasPrefix(text, " "):
			fmt.Fprintln(w, text)
		default:
			for _, row := range terminal.Wrap([]terminal.Styled{terminal.Plain.Of(text)}, width) {
				var b strings.Builder
				for _, piece := range row {
					b.WriteString(piece.Text)
				}
				fmt.Fprintln(w, b.String())
			}
		}
	}
}
