package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/afero"
	"github.com/spf13/cobra"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/importer"
	"dossier/generator/internal/importer/encoding"
	"dossier/generator/internal/importer/page"
	"dossier/generator/internal/report"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/starter"
	"dossier/generator/internal/terminal"
)

func importCommand() *cobra.Command {
	im := &importing{}
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Make sources of saved pages and texts, and annotations of exports",
		Long: "Make files of a content folder from what you have saved:\n\n" +
			"  .html .htm .mhtml .eml       a source, in sources/; of a web page or mail the article is\n" +
			"                               taken, and what was cut is listed\n" +
			"  .txt .md .pdf                a source as well; of a PDF where pdftotext is installed\n" +
			"  .json .jsonld                annotations that Hypothesis exports, or W3C Web Annotations, in\n" +
			"                               annotations/, each at the words it quotes\n" +
			"  .json .bib .ris              references in CSL-JSON, Better BibTeX, BibTeX or RIS, which fill\n" +
			"                               the front matter of sources that are there\n\n" +
			"Every value is printed with the place that it was read from; where places disagree it is\n" +
			"said so. Nothing that is there is written over, no address is opened, and nothing in a file\n" +
			"is run. A file that cannot be taken does not stop the others.",
		Example: "  dossier import page.html\n" +
			"  dossier import report.txt --slug the-report --captured 2015-03-05\n" +
			"  dossier import page.html --version-of the-report\n" +
			"  dossier import *.html annotations.json --content mine --dry-run",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{cmd.CommandPath(), errors.New("a file to import is needed")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return im.run(cmd, args) },
	}
	cmd.Flags().StringVar(&im.content, "content", shell.ContentFolder, "the content `FOLDER`")
	completeFlag(cmd, "content", completeFolderFlag)
	cmd.Flags().StringVar(&im.slug, "slug", "", "the `SLUG` of the source; when not given, made of its title")
	completeFlag(cmd, "slug", cobra.NoFileCompletions)
	cmd.Flags().StringVar(&im.version, "version-of", "", "the `SOURCE` that this is another version of; paper@print also names the version, which is called after its day when not given")
	completeFlag(cmd, "version-of", completeSlugs(dossier.KindSource, &im.content))
	cmd.Flags().StringVar(&im.captured, "captured", "", "the `DATE` on which the file was saved; when not given, what it says, or else the date of the file")
	completeFlag(cmd, "captured", cobra.NoFileCompletions)
	cmd.Flags().StringVar(&im.options.Encoding, "encoding", "", "the `NAME` of the encoding of a page or text, such as windows-1251; when not given, what it declares")
	completeFlag(cmd, "encoding", cobra.NoFileCompletions)
	cmd.Flags().StringVar(&im.article, "article", "", "the `SELECTOR` (as in style sheets: #story, div.entry) of what is the article of a page, when it is not what is taken for it")
	completeFlag(cmd, "article", cobra.NoFileCompletions)
	cmd.Flags().StringVar(&im.keep, "keep", "", "the `SELECTOR` of what is kept of a page besides, though it has the look of what is cut")
	completeFlag(cmd, "keep", cobra.NoFileCompletions)
	cmd.Flags().BoolVar(&im.options.KeepOriginal, "keep-original", false, "keep the file itself beside the source, as SLUG.original.html; \"keep_originals: true\" in dossier.yaml does so always")
	cmd.Flags().BoolVar(&im.dry, "dry-run", false, "say what would be made, and write nothing")
	cmd.Flags().BoolVar(&im.full, "full-report", false, "list all that was cut and all there is to look at, however long; with --dry-run, of a file that was imported before as well")
	return cmd
}

// importing is one run of the command.
type importing struct {
	content, slug, captured string
	article, keep           string
	version                 string
	dry, full               bool

	cmd        *cobra.Command
	shown      *terminal.Progress
	options    importer.Options
	importer   *importer.Importer
	made       []string // paths in the content folder
	unreadable int
	failed     bool
}

func (im *importing) run(cmd *cobra.Command, args []string) error {
	im.cmd = cmd
	if err := im.settle(args); err != nil {
		return err
	}
	im.shown = startProgress(cmd)
	defer im.shown.Stop()
	view, closer, err := openDossier(im.content)
	if err != nil {
		return err
	}
	defer func() { _ = closer() }() // opened for reading; nothing can be lost
	im.shown.Report("read", 0, 0)
	// What is wrong with the folder is for check to say.
	d, _, err := content.Read(cmd.Context(), view, content.Options{Name: im.content})
	if err != nil {
		return err
	}
	im.importer = importer.New(d, im.content)
	im.options.Again = im.dry && im.full
	im.options.KeepOriginal = im.options.KeepOriginal || d.Settings.KeepOriginals
	for _, k := range []dossier.Kind{dossier.KindSource, dossier.KindAnnotation} {
		for _, s := range content.Slugs(view, k) {
			im.importer.Take(path.Join(k.Folder(), s+".md"))
		}
	}
	if err := im.all(args); err != nil {
		return err
	}
	if !im.dry && len(im.made) > 0 {
		if err := im.check(view); err != nil {
			return err
		}
	}
	switch {
	case im.unreadable > 0:
		return fmt.Errorf("import: %d of %s could not be read", im.unreadable, terminal.Count(len(args), "file", "files"))
	case im.failed:
		return errContent
	}
	return nil
}

// settle looks at the flags.
func (im *importing) settle(args []string) error {
	im.content = filepath.ToSlash(filepath.Clean(im.content))
	wrong := func(err error, hint string) error {
		return &hintError{&usageError{im.cmd.CommandPath(), err}, hint}
	}
	if im.slug != "" {
		var err error
		if im.options.Slug, err = slugOf(im.cmd, im.slug); err != nil {
			return err
		}
		if len(args) > 1 {
			return wrong(errors.New("--slug names one source, and there are several files"), "import them one by one")
		}
	}
	if im.version != "" {
		var ok bool
		im.options.Version, ok = importer.ParseVersionOf(im.version)
		switch {
		case !ok:
			return wrong(fmt.Errorf("--version-of names a source, not %q", im.version), "write its file name without the ending, as in --version-of paper; or name the version too: paper@2024-03-14, paper@print")
		case im.slug != "":
			return wrong(errors.New("--slug names a source of its own, and --version-of a version of another"), "give one of the two")
		case im.options.Version.Name != "" && len(args) > 1:
			return wrong(errors.New("--version-of names one version, and there are several files"), "name the source alone, and each is called after its day")
		}
	}
	if name := im.options.Encoding; name != "" && !encoding.Known(name) {
		return wrong(fmt.Errorf("there is no encoding %q", name), "the commonest are utf-8, windows-1251, windows-1252, koi8-r, shift_jis, gbk, big5 and euc-kr")
	}
	for _, x := range []struct {
		flag, selector string
		to             *page.Selector
	}{{"article", im.article, &im.options.Choice.Article}, {"keep", im.keep, &im.options.Choice.Keep}} {
		if x.selector == "" {
			continue
		}
		var err error
		if *x.to, err = page.ParseSelector(x.selector); err != nil {
			return wrong(fmt.Errorf("--%s is no selector of a style sheet: %q", x.flag, x.selector), "write an id as #story, a class as div.entry, and put quotation marks around it")
		}
	}
	if im.captured != "" {
		var err error
		if im.options.Captured, err = edtf.Parse(im.captured); err != nil {
			return wrong(fmt.Errorf("--captured is a date, not %q", im.captured), "write it as 2015-03-05")
		}
	}
	return nil
}

// all imports the files: sources first, then what references say of sources,
// and then the annotations, which look for the sources they belong to.
func (im *importing) all(args []string) error {
	var references, annotations []importer.Input
	for i, name := range args {
		if err := im.cmd.Context().Err(); err != nil {
			return err
		}
		im.shown.Report("import", i, len(args))
		in, err := readInput(name)
		if err != nil {
			im.unreadable++
			im.shown.Hide()
			fmt.Fprintf(im.cmd.ErrOrStderr(), "%s: error: this file cannot be read: %s\n", terminal.Harmless(name), terminal.Harmless(err.Error()))
			continue
		}
		switch in.Form() {
		case importer.CSL, importer.BetterBibTeX, importer.BibTeX, importer.RIS:
			references = append(references, in)
		case importer.Hypothesis, importer.Annotations:
			annotations = append(annotations, in)
		default:
			if err := im.one(in); err != nil {
				return err
			}
		}
	}
	others := len(references) + len(annotations)
	if others > 0 && others+im.unreadable == len(args) && im.slug+im.version+im.captured+im.options.Encoding+im.article+im.keep != "" {
		return &hintError{
			&usageError{im.cmd.CommandPath(), errors.New("--slug, --version-of, --captured, --encoding, --article and --keep are for sources, and no source is made of annotations or references")},
			"leave them out",
		}
	}
	for _, in := range append(references, annotations...) {
		if err := im.one(in); err != nil {
			return err
		}
	}
	return nil
}

// cause returns what went wrong with a file, without its name and the call.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// readInput reads a file that is to be imported.
func readInput(name string) (in importer.Input, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return in, cause(err)
	}
	if !info.Mode().IsRegular() {
		return in, errors.New("it is a folder or a device")
	}
	f, err := os.Open(name)
	if err != nil {
		return in, cause(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	// One byte more than is taken tells that there is more.
	data, err := io.ReadAll(io.LimitReader(f, importer.MaxSize+1))
	if err != nil {
		return in, cause(err)
	}
	return importer.Input{Name: name, Data: data, Modified: info.ModTime()}, nil
}

// longestText bounds the text that is taken of a PDF, in bytes.
const longestText = 16 << 20

// textOfPDF returns the text of a PDF, as pdftotext (of Poppler) makes it, where
// that is installed; empty where it is not, or fails.
func textOfPDF(ctx context.Context, data []byte) string {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-q", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	text, err := cmd.Output()
	if err != nil || len(text) > longestText {
		return ""
	}
	return string(text)
}

// one imports a file, writes what it gives and says so.
func (im *importing) one(in importer.Input) error {
	if importer.IsPDF(in.Data) {
		in.Pages = textOfPDF(im.cmd.Context(), in.Data)
	}
	r := im.importer.Import(in, im.options)
	for _, f := range r.Files {
		if !im.dry {
			var err error
			if f.Old != nil {
				err = content.Replace(im.content, f.Path(), f.Old, f.Data)
			} else {
				err = writeFiles(im.content, []starter.File{{Path: f.Path(), Data: f.Data}})
			}
			if err != nil {
				return err
			}
		}
		im.made = append(im.made, path.Join(im.content, f.Path()))
	}
	if r.Original != nil && !im.dry {
		if err := writeFiles(im.content, []starter.File{{Path: r.Original.Path(), Data: r.Original.Data}}); err != nil {
			return err
		}
	}
	if r.Failed() {
		im.failed = true
	}
	return im.print(r)
}

// print says what became of a file. What was not taken goes to stderr.
func (im *importing) print(r *importer.Report) error {
	im.shown.Hide()
	var b strings.Builder
	if quiet(im.cmd) {
		for _, f := range r.Files {
			fmt.Fprintln(&b, terminal.Harmless(path.Join(im.content, f.Path())))
		}
	} else {
		b.WriteString(report.Import(r, report.Made{Folder: im.content, Dry: im.dry, Full: im.full}))
	}
	if _, err := io.WriteString(im.cmd.OutOrStdout(), b.String()); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	errs := im.cmd.ErrOrStderr()
	for _, p := range r.Problems {
		fmt.Fprintf(errs, "%s: error: %s\n", terminal.Harmless(r.Input), terminal.Harmless(p.Message))
		printHint(errs, p.Hint)
	}
	terminal.Diagnostics(errs, r.Diagnostics)
	for _, x := range r.Refused {
		fmt.Fprintf(errs, "%s: not taken: “%s”: %s\n", terminal.Harmless(r.Input), terminal.Harmless(x.What), terminal.Harmless(x.Reason))
		printHint(errs, x.Hint)
	}
	return nil
}

// check reads the folder with what was made. What was made must be sound.
func (im *importing) check(view afero.Fs) error {
	d, diags, err := content.Read(im.cmd.Context(), view, content.Options{Name: im.content})
	if err != nil {
		return err
	}
	_, more := anchor.Resolve(d)
	diags = slices.DeleteFunc(diag.Errors(append(diags, more...)), func(x diag.Diagnostic) bool { return !slices.Contains(im.made, x.File) })
	if len(diags) > 0 {
		terminal.Diagnostics(im.cmd.ErrOrStderr(), diags)
		im.failed = true
	}
	return nil
}
