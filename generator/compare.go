package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/export"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
	"dossier/generator/internal/tongue"
)

func compareCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "compare [CONTENT] [A B]",
		Short: "Show what the sources of a content folder share",
		Long: "Show what the sources of a content folder share: one line per related pair, the\n" +
			"closest first, or, with the slugs of two sources, both side by side.\n\n" +
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
				c, err := build.Compare(cmd.Context(), in)
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
	list := c.Found.Comparisons
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
		if found, ok := c.Found.Of(pair[0], pair[1]); ok {
			list = append(list, found)
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
		data, err = export.ComparisonsJSONL(in, list)
	case "csv":
		data, err = export.ComparisonsCSV(in, list)
	case "tei":
		data = export.ComparisonsTEI(in, list)
	default:
		var b strings.Builder
		out := terminal.New(cmd.OutOrStdout())
		switch {
		case pair == nil:
			printPairs(&b, c, list)
		case len(list) == 0:
			fmt.Fprintf(&b, "%s and %s share nothing that the comparison found\n", pair[0], pair[1])
		default:
			printPair(&b, out, c, list[0])
		}
		data = []byte(b.String())
	}
	if err != nil {
		return err
	}
	if _, err := cmd.OutOrStdout().Write(data); err != nil {
		return fmt.Errorf("print comparison: %w", err)
	}
	return nil
}

// printPairs prints a line per related pair, the closest first.
func printPairs(w io.Writer, c *build.Comparison, list []collate.Comparison) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y collate.Comparison) int { return cmp.Compare(y.Strength, x.Strength) })
	var pairs, shared []terminal.Styled
	for _, x := range list {
		kinds := map[collate.Kind]int{}
		moved := 0
		for _, al := range x.Alignments {
			kinds[al.Kind]++
			if al.Moved {
				moved++
			}
		}
		var parts []string
		for _, k := range []collate.Kind{collate.Verbatim, collate.Edited, collate.Reworded} {
			if kinds[k] > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", kinds[k], k))
			}
		}
		if moved > 0 {
			parts = append(parts, fmt.Sprintf("%d moved", moved))
		}
		pairs = append(pairs, terminal.Plain.Of(x.A+" -- "+x.B))
		shared = append(shared, terminal.Styled{Text: fmt.Sprintf("%3.0f%% of %s, %3.0f%% of %s: %s",
			100*x.CoveredA, x.A, 100*x.CoveredB, x.B, strings.Join(parts, ", "))})
	}
	fmt.Fprint(w, terminal.Terminal{}.Table([]terminal.Column{{Cells: pairs}, {Cells: shared}}))
	n := len(c.Dossier.Sources)
	fmt.Fprintf(w, "%s of %d related\n", count(len(list), "pair", "pairs"), n*(n-1)/2)
}

// printPair prints two sources side by side: what is aligned beside what it
// answers, what is left over of either by itself, in the order of the first.
func printPair(w io.Writer, term terminal.Terminal, c *build.Comparison, x collate.Comparison) {
	a, b := c.Dossier.Source(dossier.Slug(x.A)), c.Dossier.Source(dossier.Slug(x.B))
	width := min(72, (term.Width-3)/2)
	row := func(label string, left, right []terminal.Styled) {
		fmt.Fprint(w, term.SideBySide(label, left, right, width))
	}
	head := func(s *dossier.Source, share float64) []terminal.Styled {
		text := fmt.Sprintf("%s: %s", s.Slug, s.Title)
		if !s.Published.IsZero() {
			text += " (" + tongue.Date(s.Published, "en") + ")"
		}
		return []terminal.Styled{terminal.Strong.Of(text), terminal.Plain.Of(fmt.Sprintf(" %.0f%% is found in the other", 100*share))}
	}
	row("", head(a, x.CoveredA), head(b, x.CoveredB))
	leftA, leftB := x.LeftA, x.LeftB
	alone := func(s *dossier.Source, list *[]collate.Leftover, end int, left bool) {
		for len(*list) > 0 && (*list)[0].Span.Start < end {
			l := (*list)[0]
			text := []terminal.Styled{terminal.Plain.Of(l.Span.In(s.Plain))}
			if left {
				row(leftoverLabel(l, s), text, nil)
			} else {
				row(leftoverLabel(l, s), nil, text)
			}
			*list = (*list)[1:]
		}
	}
	for _, al := range x.Alignments {
		alone(a, &leftA, al.A.Start, true)
		if !al.Moved {
			alone(b, &leftB, al.B.Start, false)
		}
		label := string(al.Kind)
		if al.Moved {
			label += ", moved"
		}
		if al.SameSpeech {
			label += ", the speaker's words are the same"
		}
		left, right := differences(al.A.In(a.Plain), al.B.In(b.Plain), al.Common)
		row(label, left, right)
	}
	alone(a, &leftA, len(a.Plain)+1, true)
	alone(b, &leftB, len(b.Plain)+1, false)
}

// leftoverLabel says what words of a source are that no alignment holds.
func leftoverLabel(l collate.Leftover, s *dossier.Source) string {
	switch l.Kind {
	case collate.Again:
		return "much the same again in " + string(s.Slug)
	case collate.Uncompared:
		return "in " + string(s.Slug) + ", not compared"
	case collate.Begins:
		return "the beginning of the sentence in " + string(s.Slug)
	case collate.GoesOn:
		return "the sentence goes on in " + string(s.Slug)
	}
	return "in " + string(s.Slug) + ", not found in the other"
}

// differences returns two passages with the words marked that only one of
// them has. Where less than two fifths is common nothing is marked.
func differences(a, b string, common float64) (left, right []terminal.Styled) {
	if common < 0.4 {
		return []terminal.Styled{terminal.Plain.Of(a)}, []terminal.Styled{terminal.Plain.Of(b)}
	}
	for _, e := range edit.Diff(a, b) {
		switch e.Op {
		case edit.Deleted:
			left = append(left, terminal.Deleted.Of(e.A.In(a)))
		case edit.Inserted:
			right = append(right, terminal.Inserted.Of(e.B.In(b)))
		default:
			left = append(left, terminal.Plain.Of(e.A.In(a)))
			right = append(right, terminal.Plain.Of(e.B.In(b)))
		}
	}
	return left, right
}
