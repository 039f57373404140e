package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/listing"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
)

func listCommand() *cobra.Command {
	var o options
	var filters filters
	names := listing.Names()
	long := "List what a content folder (default: content) holds: its sources (when nothing else\n" +
		"is named), its notes, both as files, every citation, its series, or the pages of its site. Drafts\n" +
		"are listed but for pages. --status, --reviewer and --kind list what has that status, reviewer or\n" +
		"kind alone: the files, when no list is named.\n\n" +
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
		Short: "List the sources, notes, files, citations, series, claims, changes or pages",
		Long:  strings.TrimRight(long, "\n"),
		Example: "  dossier list                               the sources of content/\n" +
			"  dossier list notes mine                    the notes of mine/\n" +
			"  dossier list citations --format csv        for a spreadsheet\n" +
			"  dossier list --status review               what waits for a reviewer\n" +
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
			if err := filters.check(); err != nil {
				return &usageError{cmd.CommandPath(), err}
			}
			if filters.any() {
				name = "files"
			}
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
				if list, err = filters.of(list, name); err != nil {
					return &usageError{cmd.CommandPath(), err}
				}
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
	filters.register(cmd)
	return cmd
}

// filters say which rows of a list are wanted; empty for all.
type filters struct{ status, reviewer, kind string }

func (f *filters) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.status, "status", "", "list what is `STATUS` alone: open, review or published")
	cmd.Flags().StringVar(&f.reviewer, "reviewer", "", "list what `NAME` reviews alone")
	cmd.Flags().StringVar(&f.kind, "kind", "", "list what is of `KIND` alone, such as source or quote")
	var statuses, kinds []string
	for _, s := range dossier.Statuses() {
		statuses = append(statuses, string(s))
	}
	for _, k := range dossier.Kinds() {
		kinds = append(kinds, string(k))
	}
	completeFlag(cmd, "status", cobra.FixedCompletions(statuses, cobra.ShellCompDirectiveNoFileComp))
	completeFlag(cmd, "kind", cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveNoFileComp))
}

// list returns the filters that are given.
func (f *filters) list() []listing.Filter {
	var out []listing.Filter
	for _, one := range []listing.Filter{{Column: "status", Value: f.status}, {Column: "reviewer", Value: f.reviewer}, {Column: "kind", Value: f.kind}} {
		if one.Value != "" {
			out = append(out, one)
		}
	}
	return out
}

func (f *filters) any() bool { return len(f.list()) > 0 }

// check says what is wrong with the values, and completes them.
func (f *filters) check() error {
	if f.status != "" {
		status, ok := dossier.StatusOf(f.status)
		if !ok {
			return fmt.Errorf("--status is open, review or published, not %q", f.status)
		}
		f.status = string(status)
	}
	var kinds []string
	for _, k := range dossier.Kinds() {
		kinds = append(kinds, string(k))
	}
	if f.kind != "" && !slices.Contains(kinds, f.kind) {
		return fmt.Errorf("--kind is %s, not %q", meant.Alternatives(kinds), f.kind)
	}
	return nil
}

// of returns the rows of a list that are wanted.
func (f *filters) of(l listing.List, name string) (listing.List, error) {
	for _, one := range f.list() {
		var ok bool
		if l, ok = l.Having(one); !ok {
			return l, fmt.Errorf("the list %q has no %s; the list \"files\" has", name, one.Column)
		}
	}
	return l, nil
}
