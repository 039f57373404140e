package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/afero"
	"github.com/spf13/cobra"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/render"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/starter"
	"dossier/generator/internal/terminal"
	"dossier/templates"
)

// templatesFolder is the folder of the editor's own templates. It stands
// beside the content folder.
const templatesFolder = "templates"

// shippedTemplates returns the templates that are part of the program.
func shippedTemplates() afero.Fs { return afero.FromIOFS{FS: templates.Files} }

// besideContent returns the templates folder that belongs to a content folder.
func besideContent(name string) string {
	return filepath.ToSlash(filepath.Join(name, "..", templatesFolder))
}

// templatesName returns where the editor's templates are, or would be: the flag,
// or without it the folder beside the content folder; "" for nowhere.
func templatesName(cmd *cobra.Command, content string) string {
	if flag := cmd.Flags().Lookup("templates"); flag != nil && flag.Changed {
		return filepath.ToSlash(flag.Value.String())
	}
	if name := besideContent(content); name != content {
		return name
	}
	return ""
}

// openTemplates opens a folder of the editor's templates: flag, or without it
// the one beside the content folder, which need not be there. view is nil
// where there is none.
func openTemplates(cmd *cobra.Command, content string) (view afero.Fs, name string, closer func() error, err error) {
	closer = func() error { return nil }
	flag := cmd.Flags().Lookup("templates")
	if flag == nil {
		return nil, "", closer, nil
	}
	if name = templatesName(cmd, content); name == "" {
		return nil, "", closer, nil
	}
	if !flag.Changed {
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return nil, "", closer, nil
		}
		if err := staysInside(name); err != nil {
			return nil, "", nil, err
		}
	}
	view, closer, err = openFolder(name)
	return view, filepath.ToSlash(filepath.Clean(name)), closer, err
}

// staysInside refuses a folder of templates that nobody named and that is a link
// out of the folder it stands in: a dossier that was handed over would be made
// with files of this machine, which are none of its own.
func staysInside(name string) error {
	if info, err := os.Lstat(name); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return nil
	}
	leads, err := filepath.EvalSymlinks(name)
	if err != nil || publish.Overlap(name, filepath.Dir(name)) == "lies in" {
		return nil // or as opening it will say
	}
	return &hintError{fmt.Errorf("%s is a link that leads out of the dossier, to %s", name, leads),
		"if you want these templates, name them: --templates " + shell.Quote(filepath.ToSlash(leads)) + "; --templates \"\" uses none"}
}

// openFolder opens a folder of the editor's templates, which no path and no
// link leaves.
func openFolder(name string) (afero.Fs, func() error, error) {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return nil, nil, &hintError{fmt.Errorf("open templates folder: %s is no folder", name), "give it another name, or put a folder in its place"}
	}
	root, err := os.OpenRoot(name)
	if err == nil {
		return afero.FromIOFS{FS: root.FS()}, root.Close, nil
	}
	err = fmt.Errorf("open templates folder: %w", err)
	if errors.Is(err, fs.ErrNotExist) {
		err = &hintError{err, inQuotes("templates eject", "FILE", "--templates", name) + " starts one"}
	}
	return nil, nil, err
}

// templatesFlag adds the flag that names the folder of the editor's templates.
func templatesFlag(cmd *cobra.Command) {
	cmd.Flags().String("templates", "", "`FOLDER` of your own templates (default "+templatesFolder+", beside the content folder, if it is there)")
	completeFlag(cmd, "templates", completeFolderFlag)
}

// warnBehind says which copies of templates the program has left behind.
func warnBehind(w io.Writer, own afero.Fs, folder string) error {
	copies, err := render.Copies(shippedTemplates(), own)
	if err != nil {
		return err
	}
	var behind []string
	for _, c := range copies {
		if c.State.FallenBehind() {
			behind = append(behind, c.Name)
		}
	}
	if len(behind) == 0 {
		return nil
	}
	var at []string
	if folder != templatesFolder {
		at = []string{"--templates", folder}
	}
	fmt.Fprintf(w, "%s fallen behind in %s: %s\n",
		terminal.Count(len(behind), "copy has", "copies have"), terminal.Harmless(folder), terminal.Harmless(strings.Join(behind, ", ")))
	printHint(w, inQuotes("templates diff", at...)+" shows what differs")
	fmt.Fprintln(w)
	return nil
}

func templatesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "templates",
		Short: "Change how the site looks: copy templates out, and see which have fallen behind",
		Long: "Change how the site looks, file by file. Files in the folder " + templatesFolder + " beside the content folder\n" +
			"take the place of the program's of the same name: templates, style sheet, script and words.\n" +
			"Templates are checked before any page is made. A file of words may hold only the words that\n" +
			"differ; parts/*.html of any name can be added, as can words in another language.",
		Example: "  dossier templates list               what there is, and what is yours\n" +
			"  dossier templates eject style.css    copy one out, to be changed\n" +
			"  dossier templates diff               after an upgrade: which copies have fallen behind",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(templatesListCommand(), templatesEjectCommand(), templatesDiffCommand())
	return cmd
}

// theirFolder returns the folder that the templates commands work on. Without
// the flag it is the one beside the folder content, or beside this one when
// this is a content folder.
func theirFolder(cmd *cobra.Command) (string, error) {
	flag := cmd.Flags().Lookup("templates")
	if flag.Changed && flag.Value.String() == "" {
		return "", &usageError{cmd.CommandPath(), errors.New("--templates names no folder")}
	}
	if flag.Changed {
		return filepath.ToSlash(filepath.Clean(flag.Value.String())), nil
	}
	folder := templatesFolder
	if _, err := os.Stat(dossier.SettingsFile); err == nil {
		folder = besideContent(".")
	}
	return folder, staysInside(folder)
}

// theirTemplates returns the copies in the folder that the templates commands
// work on. It has none when it is not there and the flag does not name it.
func theirTemplates(cmd *cobra.Command) (folder string, copies []render.Copy, err error) {
	folder, err = theirFolder(cmd)
	if err != nil {
		return "", nil, err
	}
	own, closer, err := openFolder(folder)
	if errors.Is(err, fs.ErrNotExist) && !cmd.Flags().Changed("templates") {
		return folder, nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	defer func() { _ = closer() }() // opened for reading; nothing can be lost
	copies, err = render.Copies(shippedTemplates(), own)
	return folder, copies, err
}

func templatesListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the templates, and say which of them are yours",
		Long: "List the templates, parts, words and other files that make the look of a site, and say\n" +
			"which of them are yours.",
		Example: "  dossier templates list\n" +
			"  dossier templates list --templates look    those of the folder look",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return &usageError{cmd.CommandPath(), fmt.Errorf("%q is one too many: it lists all of them", args[0])}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, copies, err := theirTemplates(cmd)
			if err != nil {
				return err
			}
			names, err := render.Names(shippedTemplates())
			if err != nil {
				return err
			}
			state := map[string]string{}
			for _, c := range copies {
				state[c.Name] = c.State.String()
				names = append(names, c.Name)
			}
			slices.Sort(names)
			names = slices.Compact(names)
			var files, states []terminal.Styled
			for _, name := range names {
				files = append(files, terminal.Plain.Of(name))
				states = append(states, terminal.Plain.Of(state[name]))
			}
			fmt.Fprint(cmd.OutOrStdout(), terminal.Terminal{}.Table([]terminal.Column{{Cells: files}, {Cells: states}}))
			return nil
		},
	}
	templatesFlag(cmd)
	return cmd
}

func templatesEjectCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eject FILE...",
		Short: "Copy templates out, to be changed",
		Long: "Copy templates into a folder of your own, where they take the place of the program's. The\n" +
			"first line of a copy says which version it is of; leave it there, and \"dossier templates\n" +
			"diff\" can say when the copy has fallen behind. A file that is there is never written over.",
		Example: "  dossier templates eject style.css\n" +
			"  dossier templates eject quote.html parts/citation.html",
		ValidArgsFunction: completeTemplates,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{cmd.CommandPath(), errors.New("which file? " + inQuotes("templates list") + " names them")}
			}
			folder, err := theirFolder(cmd)
			if err != nil {
				return err
			}
			var files []starter.File
			for _, arg := range args {
				name, err := templateNamed(cmd, arg, folder)
				if err != nil {
					return err
				}
				data, err := render.Eject(shippedTemplates(), name)
				if err != nil {
					return err
				}
				p := filepath.Join(folder, filepath.FromSlash(name))
				if _, err := os.Lstat(p); err == nil {
					return &hintError{
						&usageError{cmd.CommandPath(), fmt.Errorf("%s is there already", filepath.ToSlash(p))},
						"move it away first; nothing is written over",
					}
				}
				files = append(files, starter.File{Path: name, Data: data})
			}
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return fmt.Errorf("create templates folder: %w", err)
			}
			if err := writeFiles(folder, files); err != nil {
				return err
			}
			if quiet(cmd) {
				return nil
			}
			for _, f := range files {
				fmt.Fprintf(cmd.OutOrStdout(), "%s/%s takes the place of the program's from now on\n", terminal.Harmless(folder), f.Path)
			}
			return nil
		},
	}
	templatesFlag(cmd)
	return cmd
}

func templatesDiffCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff [FILE...]",
		Short: "Say which copies have fallen behind, and show what differs",
		Long: "Compare your copies of templates with the program's of today. A copy has fallen behind when\n" +
			"the program's file is another than the one that was copied; its first line says which that\n" +
			"was. The lines marked - are the program's of today, those marked + are yours. The program\n" +
			"does not have its earlier versions: which of the differences are your changes, and which are\n" +
			"new in the program, is for you to see. When you have taken over what you want, take over the\n" +
			"first line too.\n\n" +
			"Exits with 1 when a copy has fallen behind.",
		Example: "  dossier templates diff              all copies\n" +
			"  dossier templates diff style.css    one of them",
		ValidArgsFunction: completeTemplates,
		RunE: func(cmd *cobra.Command, args []string) error {
			folder, copies, err := theirTemplates(cmd)
			if err != nil {
				return err
			}
			var chosen []string
			for _, arg := range args {
				name := withoutFolder(arg, folder)
				if !slices.ContainsFunc(copies, func(c render.Copy) bool { return c.Name == name }) {
					if name, err = templateNamed(cmd, arg, folder); err != nil {
						return err
					}
					return &usageError{cmd.CommandPath(), fmt.Errorf("there is no copy of %s in %s", name, folder)}
				}
				chosen = append(chosen, name)
			}
			behind := false
			out := cmd.OutOrStdout()
			for _, c := range copies {
				if len(chosen) > 0 && !slices.Contains(chosen, c.Name) || c.State == render.Added && len(chosen) == 0 {
					continue
				}
				behind = behind || c.State.FallenBehind()
				fmt.Fprintf(out, "%s/%s: %s\n", terminal.Harmless(folder), terminal.Harmless(c.Name), c.State.Advice())
				// What can be deleted has nothing to take over.
				if c.State != render.Added && c.State != render.Same && c.State != render.Outdated {
					fmt.Fprintf(out, "%s\n", terminal.New(out).Unified("dossier/"+c.Name, folder+"/"+c.Name, c.Shipped, c.Data))
				}
			}
			if behind {
				return errContent
			}
			return nil
		},
	}
	templatesFlag(cmd)
	return cmd
}

// withoutFolder returns the name of a file relative to the templates folder,
// whichever way it was typed.
func withoutFolder(arg, folder string) string {
	name := filepath.ToSlash(filepath.Clean(arg))
	return strings.TrimPrefix(name, folder+"/")
}

// templateNamed returns the name of the program's file that arg means.
func templateNamed(cmd *cobra.Command, arg, folder string) (string, error) {
	names, err := render.Names(shippedTemplates())
	if err != nil {
		return "", err
	}
	name := withoutFolder(arg, folder)
	if slices.Contains(names, name) {
		return name, nil
	}
	hint := inQuotes("templates list") + " names them all"
	if near, ok := render.Nearest(name, names); ok {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	return "", &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is no template %q", name)}, hint}
}

// completeTemplates completes the names of templates.
func completeTemplates(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	names, err := render.Names(shippedTemplates())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return slices.DeleteFunc(names, func(n string) bool { return slices.Contains(args, n) || !strings.HasPrefix(n, typed) }), cobra.ShellCompDirectiveNoFileComp
}
