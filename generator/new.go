package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/afero"
	"github.com/spf13/cobra"

	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/starter"
	"dossier/generator/internal/terminal"
)

func newCommand() *cobra.Command {
	var title string
	var empty bool
	var h hosting
	cmd := &cobra.Command{
		Use:   "new DIR",
		Short: "Start a dossier, a source or a note",
		Long: "Start a dossier in the folder DIR, which is made if it is not there. It holds a\n" +
			"short invented example with one of everything, and can be built at once; with\n" +
			"--empty it holds its settings alone. A folder that has files is refused, but for\n" +
			"those whose names begin with a dot.\n\n" +
			"With a kind and a slug, write the skeleton of a source or note of that kind: all\n" +
			"keys with a comment each, those that are not needed commented out. It is a draft,\n" +
			"so that nothing is published before you say so. Its path is printed; a file that\n" +
			"is there is never written over.\n\n" +
			"With --with, write the files with which a host checks, builds and publishes the dossier,\n" +
			"into the repository of git that holds DIR, also where the dossier is there already.\n" +
			"Those that are there stay as they are.\n\n" +
			"To start a dossier in a folder that is called like a kind, write ./source.",
		Example: "  dossier new mine                          an example to try things on\n" +
			"  dossier new mine --empty --title \"Mine\"   a dossier of your own\n" +
			"  dossier new content --with github         what GitHub needs to publish it\n" +
			"  dossier new source paper --content mine   mine/sources/paper.md\n" +
			"  $EDITOR $(dossier new annotation opening --source paper --content mine)",
		Args: func(cmd *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return &usageError{cmd.CommandPath(), errors.New("a folder, or a kind and a slug, is needed")}
			case 1:
				return nil
			}
			return unknownKind(cmd, args[0])
		},
		Annotations:       map[string]string{"usage": "dossier new KIND SLUG [flags]"},
		ValidArgsFunction: completeNew,
		RunE: func(cmd *cobra.Command, args []string) error {
			repository, content, err := h.check(cmd, args[0])
			if err != nil {
				return err
			}
			if h.host != "" && isDossier(args[0]) {
				if empty || title != "" {
					return &usageError{cmd.CommandPath(), fmt.Errorf("%s is a dossier already; --empty and --title are for a new one", args[0])}
				}
				return h.write(cmd, repository, content)
			}
			files := starter.Example(title)
			if empty {
				files = []starter.File{starter.Empty(cmp.Or(title, starter.Title(dossier.KindPage, dossier.Slugify(folderName(args[0])))))}
			}
			if err := startDossier(cmd, args[0], files, empty); err != nil || h.host == "" {
				return err
			}
			return h.write(cmd, repository, content)
		},
	}
	cmd.Flags().StringVar(&title, "title", "", "the `TITLE` of the dossier")
	cmd.Flags().BoolVar(&empty, "empty", false, "leave the example out")
	h.register(cmd)
	for _, k := range dossier.Kinds() {
		cmd.AddCommand(newEntryCommand(k))
	}
	return cmd
}

// unknownKind is for "dossier new sorce paper".
func unknownKind(cmd *cobra.Command, name string) error {
	kinds := kindNames()
	hint := meant.Suggest(name, kinds, "%q", "the kinds are "+strings.Join(kinds, ", "))
	return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is no kind %q", name)}, hint}
}

// nearKind reports whether name may be a slip for a kind.
func nearKind(name string) bool {
	_, ok := meant.Nearest(name, kindNames())
	return ok
}

// kindNames returns the names of the kinds.
func kindNames() []string {
	var out []string
	for _, k := range dossier.Kinds() {
		out = append(out, string(k))
	}
	return out
}

// completeNew completes a folder where what was typed begins no kind. Cobra
// adds the kinds, and a shell that is asked for folders too shows them alone.
func completeNew(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if slices.ContainsFunc(kindNames(), func(kind string) bool { return strings.HasPrefix(kind, typed) }) {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeFolder(cmd, args, typed)
}

// folderName returns the last name of a path, also of "." and "..".
func folderName(dir string) string {
	if whole, err := filepath.Abs(dir); err == nil {
		dir = whole
	}
	return filepath.Base(dir)
}

// startDossier writes the files of a new dossier into the folder dir.
func startDossier(cmd *cobra.Command, dir string, files []starter.File, empty bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("start dossier: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return &hintError{fmt.Errorf("%s is not empty: it has %s", dir, e.Name()),
				"name a folder that is not there yet; " + inQuotes("new", "source", "SLUG") + " adds to a dossier"}
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("start dossier: %w", err)
	}
	if err := writeFiles(dir, files); err != nil {
		return err
	}
	for _, k := range dossier.Kinds() {
		if err := os.MkdirAll(filepath.Join(dir, k.Folder()), 0o755); err != nil {
			return fmt.Errorf("start dossier: %w", err)
		}
	}
	if quiet(cmd) {
		return nil
	}
	out := cmd.OutOrStdout()
	if empty {
		fmt.Fprintf(out, "%s is a dossier without sources. To go on:\n", terminal.Harmless(dir))
	} else {
		fmt.Fprintf(out, "%s is a dossier with an invented example: %s. To go on:\n", terminal.Harmless(dir), terminal.Count(len(files), "file", "files"))
	}
	var lines [][2]string
	if empty {
		lines = append(lines, [2]string{shell.Line(diag.Command{Name: "import", Args: []string{"FILE"}, Folder: dir}), "an article from a saved web page"})
	}
	lines = append(lines,
		[2]string{shell.Line(diag.Command{Name: "serve", Args: []string{dir}}), "see it in a browser; it follows every change"},
		[2]string{shell.Line(diag.Command{Name: "build", Args: []string{dir}}), "make the site, in public/"})
	wide := 0
	for _, l := range lines {
		wide = max(wide, len(l[0]))
	}
	for _, l := range lines {
		fmt.Fprintf(out, "  %-*s   %s\n", wide, terminal.Harmless(l[0]), l[1])
	}
	return nil
}

// newEntryCommand makes "dossier new source" and its like.
func newEntryCommand(kind dossier.Kind) *cobra.Command {
	blanks := starter.Blanks{Names: map[string]dossier.Slug{}}
	var contentDir string
	given := map[string]*string{} // by key
	cmd := &cobra.Command{
		Use:   string(kind) + " SLUG",
		Short: "Write the skeleton of " + kind.WithArticle(),
		Long: fmt.Sprintf("Write the skeleton of %s into %s/SLUG.md of the content folder, and\nprint its path.\n\n", kind.WithArticle(), kind.Folder()) +
			"It has all keys with a comment each, those that are not needed commented out. It\n" +
			"is a draft: checked, and not published until its line \"draft: true\" is taken out.\n" +
			"A file that is there is never written over.",
		Example: "  dossier new " + string(kind) + " " + starter.Arguments(kind),
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("%s needs a slug, the name of its file", kind.WithArticle())},
					fmt.Sprintf("%s %s; to start a dossier in a folder called %s, write ./%s", cmd.CommandPath(), starter.Arguments(kind), kind, kind)}
			case len(args) > 1:
				return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("a slug is one word, and %q is a second", args[1])},
					"did you mean " + string(dossier.Slugify(strings.Join(args, " "))) + "?"}
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			slug, err := slugOf(cmd, args[0])
			if err != nil {
				return err
			}
			for key, slug := range given {
				blanks.Names[key] = dossier.Slug(*slug)
			}
			if err := knownMedium(cmd, blanks.Medium); err != nil {
				return err
			}
			return startEntry(cmd, contentDir, kind, slug, blanks)
		},
	}
	switch kind.HeadKey() {
	case "title":
		cmd.Flags().StringVar(&blanks.Title, "title", "", "the `TITLE`; when not given, the slug in words")
	case "name":
		cmd.Flags().StringVar(&blanks.Title, "title", "", "the `NAME`; when not given, the slug in words")
	}
	cmd.Flags().StringVar(&contentDir, "content", shell.ContentFolder, "the content `FOLDER`")
	completeFlag(cmd, "content", completeFolderFlag)
	if kind == dossier.KindSource {
		cmd.Flags().StringVar((*string)(&blanks.Medium), "medium", "", "the `MEDIUM` in which it was made public: "+meant.Alternatives(media()))
		completeFlag(cmd, "medium", cobra.FixedCompletions(media(), cobra.ShellCompDirectiveNoFileComp))
	}
	for _, b := range starter.BlanksOf(kind) {
		given[b.Key] = cmd.Flags().String(b.Key, "", b.About)
		completeFlag(cmd, b.Key, completeSlugs(b.Kind, &contentDir))
	}
	return cmd
}

// media returns what a source may have as its medium.
func media() []string {
	var out []string
	for _, m := range dossier.Media() {
		out = append(out, string(m))
	}
	return out
}

// knownMedium reports a medium that is none; the empty one is left to the editor.
func knownMedium(cmd *cobra.Command, medium dossier.Medium) error {
	if medium == "" || slices.Contains(dossier.Media(), medium) {
		return nil
	}
	return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("%q is no medium", medium)}, meant.Suggest(string(medium), media(), "%q", "there are "+meant.Alternatives(media()))}
}

// startEntry writes the skeleton of a source or note and prints its path.
func startEntry(cmd *cobra.Command, dir string, kind dossier.Kind, slug dossier.Slug, blanks starter.Blanks) error {
	view, closer, err := openDossier(dir)
	if err != nil {
		return err
	}
	defer func() { _ = closer() }() // opened for reading; nothing can be lost
	missing := ""
	for _, b := range starter.BlanksOf(kind) {
		known := content.Slugs(view, b.Kind)
		switch {
		case blanks.Names[b.Key] != "":
			if err := knownSlug(b.Kind, string(blanks.Names[b.Key]), known); err != nil {
				return err
			}
		case b.Required && len(known) == 1:
			// There is nothing else that it could mean.
			blanks.Names[b.Key] = dossier.Slug(known[0])
		case b.Required:
			missing = fmt.Sprintf(`write the slug of its %s behind "%s:"; until then it is an error (--%s fills it in)`, b.Kind, b.Key, b.Key)
		}
	}
	blanks.Title = cmp.Or(blanks.Title, starter.Title(kind, slug))
	blanks.Today = time.Now().Format(time.DateOnly)
	file := starter.Skeleton(kind, slug, blanks)
	if slices.Contains(content.Slugs(view, kind), string(slug)) {
		if there, err := afero.Exists(view, file.Path); err == nil && !there {
			return fmt.Errorf("there is %s called %q already, in a folder of %s/", kind.WithArticle(), slug, kind.Folder())
		}
	}
	if err := writeFiles(dir, []starter.File{file}); err != nil {
		return err
	}
	fmt.Fprintln(cmd.OutOrStdout(), terminal.Harmless(path.Join(filepath.ToSlash(dir), file.Path)))
	if quiet(cmd) {
		return nil
	}
	if missing != "" {
		printHint(cmd.ErrOrStderr(), missing)
	}
	for _, k := range dossier.Kinds() {
		if k != kind && slices.Contains(content.Slugs(view, k), string(slug)) {
			printHint(cmd.ErrOrStderr(), fmt.Sprintf("%s/%s has the same name: a link has to say which it means, [[%s/%s]] or [[%s/%s]]",
				k.Folder(), slug, k.Folder(), slug, kind.Folder(), slug))
		}
	}
	return nil
}

// knownSlug returns an error that names the nearest entry of a kind when
// there is none with a slug.
func knownSlug(kind dossier.Kind, slug string, known []string) error {
	if slices.Contains(known, fold.Form(slug)) {
		return nil
	}
	hint := inQuotes("new", string(kind), string(cmp.Or(dossier.Slugify(slug), "SLUG"))) + " makes it"
	if near, ok := meant.Nearest(slug, known); ok {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return &hintError{fmt.Errorf("there is no %s %q", kind, slug), hint}
}

// openContent opens the content folder dir; where there is none, the error
// has a hint.
func openContent(dir string) (afero.Fs, func() error, error) {
	view, closer, err := content.Open(filepath.ToSlash(filepath.Clean(dir)))
	if errors.Is(err, fs.ErrNotExist) {
		hint := inQuotes("new", dir) + " starts a dossier there"
		if _, err := os.Stat(dossier.SettingsFile); err == nil {
			hint = fmt.Sprintf("this folder has a %s: \".\" names it", dossier.SettingsFile)
		}
		err = &hintError{err, hint}
	}
	return view, closer, err
}

// openDossier opens the content folder dir, which --content names, for
// something to be added to it.
func openDossier(dir string) (afero.Fs, func() error, error) {
	view, closer, err := openContent(dir)
	if err != nil {
		return nil, nil, err
	}
	if ok, err := afero.Exists(view, dossier.SettingsFile); err == nil && !ok {
		return nil, nil, errors.Join(closer(), &hintError{
			fmt.Errorf("%s is no dossier: it has no %s", dir, dossier.SettingsFile),
			"--content says where the dossier is; " + inQuotes("new", "DIR") + " starts one",
		})
	}
	return view, closer, nil
}

// slugOf returns the slug that text is, or says which it might be.
func slugOf(cmd *cobra.Command, text string) (dossier.Slug, error) {
	slug := dossier.Slugify(text)
	if dossier.Reserved(string(slug)) {
		return "", &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("the name %q is one that Windows keeps for itself", slug)}, "choose another, such as " + string(slug) + "-1"}
	}
	if string(slug) == fold.Form(text) && slug != "" {
		return slug, nil
	}
	hint := "a slug has lower-case letters, digits and single hyphens"
	if slug != "" {
		hint = fmt.Sprintf("did you mean %s? %s", slug, hint)
	}
	return "", &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("%q cannot be an address", text)}, hint}
}

// writeFiles makes files below the folder dir, which no path and no link
// leaves, and never writes over one that is there.
func writeFiles(dir string, files []starter.File) (err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open content folder: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	for _, f := range files {
		name := filepath.FromSlash(f.Path)
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("make folder %s: %w", filepath.Join(dir, filepath.Dir(name)), cause(err))
		}
		out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			return &hintError{fmt.Errorf("%s is there already, and stays as it is", filepath.Join(dir, name)), "choose another slug, or edit that file"}
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", filepath.Join(dir, name), cause(err))
		}
		_, err = out.Write(f.Data)
		if err := errors.Join(err, out.Close()); err != nil {
			return fmt.Errorf("write %s: %w", filepath.Join(dir, name), err)
		}
	}
	return nil
}
