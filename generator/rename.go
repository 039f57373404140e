package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
)

func renameCommand() *cobra.Command {
	r := &renaming{}
	cmd := &cobra.Command{
		Use:   "rename OLD NEW",
		Short: "Rename a source or note, and write its new name wherever it is named",
		Long: "Rename the file of a source or note, and write its new name into the links, the\n" +
			"citations and the front matter of all notes that name it. The original that is kept of\n" +
			"a source is renamed with it. Nothing else is changed, and nothing at all where a file\n" +
			"cannot be read, or NEW is taken.\n\n" +
			"OLD is a slug, or people/slug where several kinds have it; NEW is a slug. Where the\n" +
			"file has been renamed by other means, and nothing is called OLD any more, its new name\n" +
			"is written into what still says OLD. Links by an alias stay as they are.",
		Example: "  dossier rename paper courier-2015           content/sources/paper.md and all citations of it\n" +
			"  dossier rename people/mayor ida-quist       where a page is called mayor too\n" +
			"  dossier rename paper courier --dry-run      say what would be written",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) < 2:
				return &usageError{cmd.CommandPath(), errors.New("the name of now and the new one are needed")}
			case len(args) > 2:
				return &usageError{cmd.CommandPath(), fmt.Errorf("two names are enough, and %q is one more", args[2])}
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			if len(args) == 0 {
				for _, k := range dossier.Kinds() {
					out = append(out, slugsIn(r.content, k, typed)...)
				}
				slices.Sort(out)
			}
			return slices.Compact(out), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error { return r.run(cmd, args[0], args[1]) },
	}
	cmd.Flags().StringVar(&r.content, "content", shell.ContentFolder, "the content `FOLDER`")
	completeFlag(cmd, "content", completeFolderFlag)
	cmd.Flags().BoolVar(&r.dry, "dry-run", false, "say what would be written, and write nothing")
	return cmd
}

// renaming is one run of the command.
type renaming struct {
	content string
	dry     bool
}

func (r *renaming) run(cmd *cobra.Command, from, to string) error {
	r.content = filepath.ToSlash(filepath.Clean(r.content))
	view, closer, err := openDossier(r.content)
	if err != nil {
		return err
	}
	defer func() { _ = closer() }() // opened for reading; nothing can be lost
	d, diags, err := content.Read(cmd.Context(), view, content.Options{Name: r.content})
	if err != nil {
		return err
	}
	if unsure := slices.DeleteFunc(diags, func(x diag.Diagnostic) bool { return !hides(x) }); len(unsure) > 0 {
		terminal.Diagnostics(cmd.ErrOrStderr(), unsure)
		return &hintError{errors.New("rename: files that cannot be read may say the name, and nothing was changed"), "mend them first"}
	}
	kind, old, entry, err := r.which(cmd, d, from, to)
	if err != nil {
		return err
	}
	slug, err := slugOf(cmd, strings.TrimPrefix(strings.TrimPrefix(to, kind.Folder()+"/"), string(kind)+"/"))
	if err != nil {
		return err
	}
	moved := entry != nil
	switch taken := d.Taken(kind, slug, entry); {
	case moved && entry.Slug == slug:
		return fmt.Errorf("%s is the name of that %s already", slug, kind)
	case moved && taken != nil:
		return &hintError{fmt.Errorf("%q is taken: %s has it", slug, taken.File.Name), "choose another name"}
	case !moved && (taken == nil || taken.Slug != slug):
		return fmt.Errorf("nothing is called %q", from)
	}
	mentions := d.Mentions(kind, old)
	if !moved && len(mentions) == 0 {
		return fmt.Errorf("nothing is called %q, and nothing names it", from)
	}
	w, err := content.Renamed(mentions, kind, slug, d.Shared(kind, slug), entry, originalsOf(d, entry))
	if err != nil {
		return err
	}
	if !r.dry {
		if err := content.Rewrite(r.content, w.Changes()); err != nil {
			return err
		}
	}
	if quiet(cmd) {
		return nil
	}
	return r.print(cmd.OutOrStdout(), w, len(mentions))
}

// originalsOf returns the paths of the originals that are kept of an entry and of its
// versions; none where it is no source.
func originalsOf(d *dossier.Dossier, entry *dossier.Entry) []string {
	if entry == nil {
		return nil
	}
	s, ok := entry.Item.(*dossier.Source)
	if !ok {
		return nil
	}
	var out []string
	for _, v := range s.Versions() {
		if o, ok := d.Original(v); ok {
			out = append(out, o.Path)
		}
	}
	return out
}

// hides reports whether a problem keeps from view what a file names.
func hides(d diag.Diagnostic) bool {
	return d.Severity == diag.Error && slices.Contains([]diag.Code{diag.FrontMatter, diag.BadUTF8, diag.Conflict, diag.StrayFile, diag.DuplicateName}, d.Code)
}

// which returns the kind and the slug that are to be renamed, and their entry,
// which is nil where the file has its new name already.
func (r *renaming) which(cmd *cobra.Command, d *dossier.Dossier, from, to string) (dossier.Kind, dossier.Slug, *dossier.Entry, error) {
	all := d.Named(from)
	if len(all) > 1 {
		var names []string
		for _, e := range all {
			names = append(names, e.InFolder())
		}
		return "", "", nil, &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("%q is the name of %d things", from, len(all))}, "write " + meant.Alternatives(names)}
	}
	if len(all) == 1 {
		return all[0].Kind, all[0].Slug, all[0], nil
	}
	folder, name, whole := strings.Cut(from, "/")
	for _, e := range d.Named(to) {
		if !whole {
			name = from
		}
		if !whole || folder == e.Kind.Folder() || folder == string(e.Kind) {
			return e.Kind, dossier.Slug(name), nil, nil
		}
	}
	var known []string
	for _, e := range d.Entries() {
		known = append(known, string(e.Slug))
	}
	hint := ""
	if near, ok := meant.Nearest(from, known); ok {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return "", "", nil, &hintError{fmt.Errorf("nothing is called %q", from), cmp.Or(hint, inQuotes("list", "notes", r.content)+" and "+inQuotes("list", "sources", r.content)+" name what there is")}
}

// print says what was written.
func (r *renaming) print(out io.Writer, w *content.Renaming, places int) error {
	var b strings.Builder
	renamed, wrote := "renamed", "rewrote"
	if r.dry {
		renamed, wrote = "would rename", "would rewrite"
	}
	for _, c := range w.Changes() {
		if c.To != "" {
			fmt.Fprintf(&b, "%s %s to %s\n", renamed, terminal.Harmless(path.Join(r.content, c.Path)), terminal.Harmless(path.Join(r.content, c.To)))
		}
	}
	fmt.Fprintf(&b, "%s %s\n", wrote, terminal.Count(places, "place", "places"))
	for _, line := range w.Lines {
		fmt.Fprintf(&b, "  %s\n", terminal.Harmless(line))
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}
