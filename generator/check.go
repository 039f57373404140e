package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/build"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/past"
	"dossier/generator/internal/starter"
	"dossier/generator/internal/terminal"
)

func checkCommand() *cobra.Command {
	var o options
	var fix, addresses bool
	cmd := &cobra.Command{
		Use:   "check [CONTENT]",
		Short: "Find what is wrong with a content folder",
		Long: "Find everything that is wrong with a content folder (default: content), in one run.\n\n" +
			"Each problem has its place first, so that terminals and text editors make it a link,\n" +
			"then what was found, a code in brackets that \"dossier explain CODE\" explains, the lines\n" +
			"of the file, and what mends it. Errors stop a build; warnings do not, unless --strict is\n" +
			"given.\n\n" +
			"Nothing is written but what --fix and --addresses ask for. addresses.txt in the content\n" +
			"folder lists the addresses of pages that were published; where one would vanish, that is an\n" +
			"error. --addresses makes the file, and where there is one, a check without errors adds what\n" +
			"is new.\n\n" +
			"Formats: text; json, one object with every citation and its place; github, annotations\n" +
			"for GitHub Actions; sarif, for code hosts and editors.",
		Example: "  dossier check                    content/\n" +
			"  dossier check mine --strict      warnings fail as well\n" +
			"  dossier check mine --fix         mend slips of spelling, case and punctuation first",
		Args:              atMostOne,
		ValidArgsFunction: completeFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			if fix {
				err := o.read(cmd, args, func(name string, r *build.Result) error {
					return mend(o.messages(cmd), name, r.Evidence.Fixes())
				})
				if err != nil {
					return err
				}
			}
			return o.read(cmd, args, func(name string, r *build.Result) error {
				r = withPast(cmd.Context(), name, r)
				if err := o.report(cmd.OutOrStdout(), cmd.ErrOrStderr(), r); err != nil {
					return err
				}
				if o.format == "text" {
					fmt.Fprintln(o.messages(cmd), summary(r))
				}
				if o.failed(r) {
					return errContent
				}
				return keepAddresses(o.messages(cmd), name, r, addresses)
			})
		},
	}
	o.registerReport(cmd)
	templatesFlag(cmd)
	cacheFlag(cmd)
	cmd.Flags().BoolVar(&addresses, "addresses", false, "list the addresses of the site in addresses.txt, which keeps them from vanishing")
	cmd.Flags().BoolVar(&fix, "fix", false, "rewrite citations that differ from their source only in spelling, case or punctuation")
	return cmd
}

// withPast returns a result with what is wrong beside what was committed of the content folder name, and what is dated in the future.
func withPast(ctx context.Context, name string, r *build.Result) *build.Result {
	today, err := edtf.Parse(time.Now().Format(time.DateOnly))
	if err != nil {
		return r
	}
	out := *r
	out.Diagnostics = append(slices.Clone(r.Diagnostics), past.Warnings(ctx, name, r.Dossier, today)...)
	diag.Sort(out.Diagnostics)
	return &out
}

// addressesHead is what a list of addresses begins with.
const addressesHead = "# The addresses at which pages of this dossier were published. \"dossier check\" adds what is new, and fails where one would vanish.\n"

// keepAddresses adds the addresses of a site to the list in the content folder name. Where there is none it makes one, if create says so. A
// preview is not published, and what has errors neither.
func keepAddresses(w io.Writer, name string, r *build.Result, create bool) error {
	kept := r.Dossier.Addresses
	if r.Failed() || r.Preview() || kept.File == nil && !create {
		return nil
	}
	old, listed := []byte(addressesHead), map[string]bool{}
	if kept.File != nil {
		old = kept.File.Data
	}
	for _, g := range r.Dossier.Settings.Gone {
		listed[g.Name] = true
	}
	var all []string
	for _, a := range kept.List {
		listed[a.Name] = true
		all = append(all, a.Name)
	}
	added := 0
	for _, a := range r.Site.Addresses() {
		if !listed[string(a)] {
			all = append(all, string(a))
			added++
		}
	}
	if added == 0 && kept.File != nil {
		return nil
	}
	slices.Sort(all)
	var out strings.Builder
	for line := range strings.Lines(string(old)) {
		if text := strings.TrimSpace(line); strings.HasPrefix(text, "#") {
			out.WriteString(text + "\n")
		}
	}
	for _, a := range slices.Compact(all) {
		out.WriteString(a + "\n")
	}
	if kept.File == nil {
		if err := writeFiles(name, []starter.File{{Path: dossier.AddressesFile, Data: []byte(out.String())}}); err != nil {
			return err
		}
	} else if err := content.Replace(name, dossier.AddressesFile, old, []byte(out.String())); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %s added\n", terminal.Harmless(name+"/"+dossier.AddressesFile), terminal.Count(added, "address", "addresses"))
	return nil
}

// mend applies fixes to the files of the content folder name and prints each.
func mend(w io.Writer, name string, fixes []anchor.Fix) error {
	var files []*diag.File
	for _, f := range fixes {
		if len(files) == 0 || files[len(files)-1].Name != f.File.Name {
			files = append(files, f.File)
		}
	}
	for _, file := range files {
		p := strings.TrimPrefix(strings.TrimPrefix(file.Name, name), "/")
		if err := content.Replace(name, p, file.Data, anchor.Apply(file, fixes)); err != nil {
			return err
		}
	}
	for _, f := range fixes {
		fmt.Fprintf(w, "%s:%d: fixed\n  - %s\n  + %s\n", terminal.Harmless(f.File.Name), f.Line, terminal.Harmless(f.Old), terminal.Harmless(f.New))
	}
	return nil
}
