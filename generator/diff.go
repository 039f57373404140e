package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/afero"
	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/sitediff"
	"dossier/generator/internal/terminal"
)

func diffCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Show what changes for readers between two sites",
		Long: "Show what changes for readers between two sites: pages added, changed and removed, and\n" +
			"of those that changed the sentences. OLD and NEW are folders of sites, or content folders,\n" +
			"whose sites are made in memory. An empty folder is a site without pages.\n\n" +
			"A sentence that changes on several pages is told on the page that it is the greatest\n" +
			"part of; json has all. What is not compared is what stands around the text of pages,\n" +
			"drawings, how a page is cited, and files for programs.\n\n" +
			"Formats: text; json; markdown, for a comment on a pull request.",
		Example: "  dossier diff public preview          two sites\n" +
			"  dossier diff public content          what the next build changes\n" +
			"  dossier diff old/content content --format markdown",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return &usageError{cmd.CommandPath(), errors.New("two folders are needed, the old and the new")}
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 1 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			shown := startProgress(cmd)
			defer shown.Stop()
			var sites [2]fs.FS
			for i, name := range args {
				site, closer, err := o.siteIn(cmd, name, shown.Report)
				if err != nil {
					return err
				}
				defer func() { _ = closer() }() // opened for reading; nothing can be lost
				sites[i] = site
			}
			d, err := sitediff.Between(sites[0], sites[1])
			if err != nil {
				return err
			}
			shown.Stop()
			data, err := d.Print(o.format, terminal.New(cmd.OutOrStdout()))
			if err != nil {
				return fmt.Errorf("print diff: %w", err)
			}
			if _, err := cmd.OutOrStdout().Write(data); err != nil {
				return fmt.Errorf("print diff: %w", err)
			}
			return nil
		},
	}
	o.register(cmd, sitediff.Formats()...)
	templatesFlag(cmd)
	cacheFlag(cmd)
	return cmd
}

// siteIn returns the site that stands in a folder or, of a content folder, the
// one that is made of it. Where the content has errors they are printed.
func (o *options) siteIn(cmd *cobra.Command, name string, progress func(phase string, done, total int)) (site fs.FS, closer func() error, err error) {
	if _, err := os.Stat(filepath.Join(name, dossier.SettingsFile)); err == nil {
		made := afero.NewMemMapFs()
		err := o.open(cmd, []string{name}, func(in build.Input) error {
			in.Progress = progress
			r, err := build.Check(cmd.Context(), in)
			if err != nil {
				return err
			}
			if r.Failed() {
				terminal.Diagnostics(cmd.ErrOrStderr(), diag.Errors(r.Diagnostics))
				fmt.Fprintf(cmd.ErrOrStderr(), "%s has errors, so that there is no site to compare\n", terminal.Harmless(name))
				return errContent
			}
			_, err = r.Write(cmd.Context(), publish.On(made), publish.Options{})
			return err
		})
		return afero.NewIOFS(made), func() error { return nil }, err
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", name, err)
	}
	entries, err := fs.ReadDir(root.FS(), ".")
	if err == nil && len(entries) > 0 {
		if _, missing := fs.Stat(root.FS(), "index.html"); missing != nil {
			err = &hintError{fmt.Errorf("%s is neither a site nor a content folder: it has no index.html and no %s", name, dossier.SettingsFile),
				"name a folder that " + inQuotes("build") + " wrote, or one that holds " + dossier.SettingsFile}
		}
	}
	if err != nil {
		return nil, nil, errors.Join(err, root.Close())
	}
	return root.FS(), root.Close, nil
}
