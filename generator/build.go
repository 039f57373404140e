package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/afero"
	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/content"
	"dossier/generator/internal/export"
	"dossier/generator/internal/publish"
	"dossier/templates"
)

// inside reports whether the folder out is, or lies in, the folder content.
func inside(out, content string) bool {
	whole := func(p string) string {
		if p, err := filepath.Abs(p); err == nil {
			// What is not there yet has no links to follow.
			if real, err := filepath.EvalSymlinks(p); err == nil {
				return real
			}
			return p
		}
		return p
	}
	rel, err := filepath.Rel(whole(content), whole(out))
	return err == nil && filepath.IsLocal(rel)
}

// options are the flags that several commands share.
type options struct {
	formats []string // the values that format may have
	format  string
	drafts  bool
}

// register adds the flags to cmd. The first of formats is the default.
func (o *options) register(cmd *cobra.Command, formats ...string) {
	o.formats = formats
	cmd.Flags().StringVar(&o.format, "format", formats[0], "how to print what was found: "+alternatives(formats))
	cmd.Flags().BoolVar(&o.drafts, "drafts", false, "treat drafts as finished")
}

// alternatives joins names with commas and a last "or".
func alternatives(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// open opens the content folder that args name and calls use with it.
func (o *options) open(cmd *cobra.Command, args []string, use func(in build.Input) error) error {
	if !slices.Contains(o.formats, o.format) {
		return &usageError{cmd.CommandPath(), fmt.Errorf("--format is %s, not %q", alternatives(o.formats), o.format)}
	}
	name := "content"
	if len(args) > 0 {
		name = filepath.ToSlash(filepath.Clean(args[0]))
	}
	view, closer, err := content.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = closer() }() // opened for reading; nothing can be lost
	return use(build.Input{Content: view, Name: name, Templates: afero.FromIOFS{FS: templates.Files}, Drafts: o.drafts})
}

// read checks the content folder that args name and calls use with the result
// while the folder is open.
func (o *options) read(cmd *cobra.Command, args []string, use func(name string, r *build.Result) error) error {
	return o.open(cmd, args, func(in build.Input) error {
		r, err := build.Check(cmd.Context(), in)
		if err != nil {
			return err
		}
		return use(in.Name, r)
	})
}

// report prints what was found: text to stderr, JSON to stdout.
func (o *options) report(stdout, stderr io.Writer, r *build.Result) error {
	if o.format == "json" {
		data, err := export.Check(r.Dossier, r.Evidence, r.Diagnostics)
		if err != nil {
			return err
		}
		if _, err := stdout.Write(data); err != nil {
			return fmt.Errorf("print report: %w", err)
		}
		return nil
	}
	printDiagnostics(stderr, r.Diagnostics)
	return nil
}

// messages returns where to say what was done: stdout, unless that is for
// programs.
func (o *options) messages(cmd *cobra.Command) io.Writer {
	if o.format == "json" {
		return cmd.ErrOrStderr()
	}
	return cmd.OutOrStdout()
}

func buildCommand() *cobra.Command {
	var o options
	var out string
	cmd := &cobra.Command{
		Use:   "build [CONTENT]",
		Short: "Build the site of a content folder",
		Long: "Build the site of a content folder (default: content).\n\n" +
			"When the content has errors, all of them are printed and nothing is written.",
		Args: atMostOne,
		RunE: func(cmd *cobra.Command, args []string) error {
			start := time.Now()
			return o.read(cmd, args, func(name string, r *build.Result) error {
				if err := o.report(cmd.OutOrStdout(), cmd.ErrOrStderr(), r); err != nil {
					return err
				}
				if r.Failed() {
					if o.format == "text" {
						fmt.Fprintf(cmd.ErrOrStderr(), "%s; %s is as it was\n", summary(r), out)
					}
					return errContent
				}
				if inside(out, name) {
					return &usageError{cmd.CommandPath(), fmt.Errorf("the site may not be built into the content folder: --out %s", out)}
				}
				folder, err := publish.OpenFolder(out)
				if err != nil {
					return err
				}
				changes, err := r.Write(cmd.Context(), folder)
				if closeErr := folder.Close(); err == nil {
					err = closeErr
				}
				if err != nil {
					return fmt.Errorf("build into %s: %w", out, err)
				}
				if o.format == "text" {
					fmt.Fprintf(cmd.OutOrStdout(), "%s; %s from %s into %s (%d changed, %d removed) in %.1f s\n",
						summary(r), count(changes.Files, "file", "files"), name, out, changes.Written, changes.Removed, time.Since(start).Seconds())
				}
				return nil
			})
		},
	}
	o.register(cmd, "text", "json")
	cmd.Flags().StringVar(&out, "out", "public", "folder to build into")
	return cmd
}
