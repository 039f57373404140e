package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/listing"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
)

func listCommand() *cobra.Command {
	var o options
	names := listing.Names()
	long := "List what a content folder (default: content) holds: its sources (when nothing else\n" +
		"is named), its notes, every citation, its series, or the pages of its site. Drafts are listed but\n" +
		"for pages.\n\n" +
		"A table is cut to the width of the terminal; csv and json have everything. What can be\n" +
		"read is listed also when the content has errors; the problems that were met are counted\n" +
		"on standard error, and \"dossier check\" shows them.\n\n" +
		"The columns, which are the keys of the JSON objects:\n"
	for _, name := range names {
		long += "\n  " + name + "\n"
		for _, c := range listing.Columns(name) {
			long += strings.TrimRight(fmt.Sprintf("    %-10s %s", c.Name, c.About), " ") + "\n"
		}
	}
	cmd := &cobra.Command{
		Use:   "list [" + strings.Join(names, "|") + "] [CONTENT]",
		Short: "List the sources, notes, citations, series or pages",
		Long:  strings.TrimRight(long, "\n"),
		Example: "  dossier list                               the sources of content/\n" +
			"  dossier list notes mine                    the notes of mine/\n" +
			"  dossier list citations --format csv        for a spreadsheet\n" +
			"  dossier list citations --format json | jq '.[] | select(.state != \"resolved\")'",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && listing.Columns(args[0]) != nil {
				args = args[1:]
			} else if len(args) > 0 {
				if len(args) == 2 && isFolder(args[0]) {
					name, ok := meant.Nearest(args[1], names)
					if !ok {
						return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is no list %q", args[1])}, "there are " + meant.Alternatives(names)}
					}
					return &hintError{&usageError{cmd.CommandPath(), errors.New("the list comes first")},
						fmt.Sprintf("%s %s %s", cmd.CommandPath(), name, shell.Quote(args[0]))}
				} else if _, err := os.Stat(args[0]); err != nil || len(args) > 1 {
					hint := meant.Suggest(args[0], names, "%q", "there are "+meant.Alternatives(names))
					return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is neither a list nor a folder called %q", args[0])}, hint}
				}
			}
			return atMostOne(cmd, args)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 1 || len(args) == 1 && listing.Columns(args[0]) == nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []cobra.Completion
			for _, n := range names {
				if len(args) == 0 && strings.HasPrefix(n, typed) {
					out = append(out, n)
				}
			}
			if len(out) > 0 {
				return out, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			name := names[0]
			if len(args) > 0 && listing.Columns(args[0]) != nil {
				name, args = args[0], args[1:]
			}
			shown := startProgress(cmd)
			defer shown.Stop()
			return o.open(cmd, args, func(in build.Input) error {
				in.Progress = shown.Report
				list, problems, err := listing.Of(cmd.Context(), in, name)
				if err != nil {
					return err
				}
				shown.Stop()
				data, err := list.Print(o.format, terminal.New(cmd.OutOrStdout()))
				if err != nil {
					return fmt.Errorf("print list: %w", err)
				}
				if _, err := cmd.OutOrStdout().Write(data); err != nil {
					return fmt.Errorf("print list: %w", err)
				}
				if found := diag.Count(problems).String(); found != "" && !(o.quiet && !diag.HasErrors(problems)) {
					fmt.Fprintf(cmd.ErrOrStderr(), "the content has %s; %s shows them\n", found, shell.Line(diag.Command{Name: "check"}))
				}
				return nil
			})
		},
	}
	o.register(cmd, "table", "csv", "json")
	return cmd
}
