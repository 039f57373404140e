package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/export"
	"dossier/generator/internal/report"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
	"dossier/generator/internal/wording"
)

func compareCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "compare [CONTENT] [A B]",
		Short: "Show what the sources of a content folder share",
		Long: "Show what the sources of a content folder share: one line per related pair, the\n" +
			"closest first, or, with the slugs of two sources, both side by side. Of two in two\n" +
			"languages the sentences that may be the same are paired by numbers, names, marks,\n" +
			"order and length; this is no evidence, and no page shows it.\n\n" +
			"Formats: text; jsonl, one object a pair; csv, one row a passage; tei, a critical\n" +
			"apparatus by parallel segmentation.",
		Example: "  dossier compare              the dossier in content/\n" +
			"  dossier compare mine         the dossier in mine/\n" +
			"  dossier compare iria rferl   two sources of content/\n" +
			"  dossier compare mine a b     two sources of mine/",
		ValidArgsFunction: completePair,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 3 {
				return &usageError{cmd.CommandPath(), fmt.Errorf("a content folder and two sources are enough, and %q is one more", args[3])}
			}
			if len(args) == 2 && isFolder(args[0]) {
				// A folder may be called like a source.
				if _, err := os.Stat(filepath.Join(shell.ContentFolder, dossier.KindSource.Folder(), args[0]+".md")); err != nil {
					return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("%s is a folder, and a second source is missing", args[0])},
						fmt.Sprintf("%s %s %s SOURCE", cmd.CommandPath(), shell.Quote(args[0]), shell.Quote(args[1]))}
				}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			var pair []string
			if len(args) >= 2 {
				pair = args[len(args)-2:]
				args = args[:len(args)-2]
			}
			shown := startProgress(cmd)
			defer shown.Stop()
			return o.open(cmd, args, func(in build.Input) error {
				in.Progress = shown.Report
				c, err := build.Compare(cmd.Context(), in, pair...)
				if err != nil {
					return err
				}
				shown.Stop()
				if diag.HasErrors(c.Diagnostics) {
					terminal.Diagnostics(cmd.ErrOrStderr(), o.heard(c.Diagnostics))
					return errContent
				}
				return printComparisons(cmd, o.format, c, pair)
			})
		},
	}
	o.register(cmd, "text", "jsonl", "csv", "tei")
	cacheFlag(cmd)
	return cmd
}

// printComparisons prints all related pairs, or the one that pair names.
func printComparisons(cmd *cobra.Command, format string, c *build.Comparison, pair []string) error {
	list, across := c.Found.Comparisons, []wording.Across(nil)
	if pair != nil {
		var known []string
		for _, s := range c.Dossier.Sources {
			known = append(known, string(s.Slug))
		}
		for _, slug := range pair {
			if err := knownSlug(dossier.KindSource, slug, known); err != nil {
				return err
			}
		}
		if pair[0] == pair[1] {
			return &usageError{cmd.CommandPath(), errors.New("a source is not compared with itself")}
		}
		list = nil
		a, b := c.Dossier.Source(dossier.Slug(pair[0])), c.Dossier.Source(dossier.Slug(pair[1]))
		across = wording.New(c.Dossier, c.Evidence, c.Found).Across(c.Dossier, a, b)
		if found, ok := c.Found.Of(pair[0], pair[1]); ok {
			list = append(list, found)
		} else if len(across) > 0 && format == "jsonl" {
			list = append(list, collate.Comparison{A: pair[0], B: pair[1]})
		}
	}
	in := export.Input{Dossier: c.Dossier, Evidence: c.Evidence, Comparison: c.Found}
	if format != "text" && !quiet(cmd) {
		// What is printed for people is for the editors, who have the texts.
		for _, s := range export.Withheld(in, list) {
			fmt.Fprintf(cmd.ErrOrStderr(), "dossier: words of %q are left out, which its front matter keeps back (publish: %s)\n", s.Slug, s.Publish)
		}
	}
	var data []byte
	var err error
	switch format {
	case "jsonl":
		data, err = export.ComparisonsJSONL(in, list, across)
	case "csv":
		data, err = export.ComparisonsCSV(in, list)
	case "tei":
		data = export.ComparisonsTEI(in, list)
	default:
		switch {
		case pair == nil:
			data = []byte(report.Pairs(c.Dossier, list))
		case len(list) == 0:
			data = fmt.Appendf(nil, "%s and %s share nothing that the comparison found\n", pair[0], pair[1])
		default:
			data = []byte(report.Pair(c.Dossier, list[0], terminal.New(cmd.OutOrStdout())))
		}
		if len(across) > 0 {
			a, b := c.Dossier.Source(dossier.Slug(pair[0])), c.Dossier.Source(dossier.Slug(pair[1]))
			data = append(data, report.Across(across, a, b, terminal.New(cmd.OutOrStdout()))...)
		}
	}
	if err != nil {
		return err
	}
	if _, err := cmd.OutOrStdout().Write(data); err != nil {
		return fmt.Errorf("print comparison: %w", err)
	}
	return nil
}
