package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/export"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
)

// options are the flags that several commands share.
type options struct {
	formats []string // the values that format may have
	format  string
	drafts  bool
	strict  bool // warnings fail
	short   bool // of many warnings of one code only some are printed
	quiet   bool // set when the content folder is opened
	warned  bool // it was said which templates have fallen behind
}

// register adds the flags to cmd. The first of formats is the default.
func (o *options) register(cmd *cobra.Command, formats ...string) {
	o.formats = formats
	cmd.Flags().StringVar(&o.format, "format", formats[0], "print `FORMAT`: "+meant.Alternatives(formats))
	completeFlag(cmd, "format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().BoolVar(&o.drafts, "drafts", false, "treat drafts as finished")
}

// previewAbout is what --drafts does where pages are made.
const previewAbout = "make a preview: show drafts, on pages that say so and ask search engines to stay out"

// registerReport adds the flags of a command that reports problems.
func (o *options) registerReport(cmd *cobra.Command) {
	o.register(cmd, "text", "json", "github", "sarif")
	cmd.Flags().BoolVar(&o.strict, "strict", false, "fail when there are warnings")
}

// failed reports whether what was found makes the command fail.
func (o *options) failed(r *build.Result) bool {
	return r.Failed() || o.strict && len(r.Diagnostics) > 0
}

// open opens the content folder that args name and calls use with it.
func (o *options) open(cmd *cobra.Command, args []string, use func(in build.Input) error) error {
	if !slices.Contains(o.formats, o.format) {
		return &usageError{cmd.CommandPath(), fmt.Errorf("--format is %s, not %q", meant.Alternatives(o.formats), o.format)}
	}
	o.quiet = quiet(cmd)
	in, closer, err := o.folders(cmd, contentName(args))
	if err != nil {
		return err
	}
	defer func() { _ = closer() }() // opened for reading; nothing can be lost
	return use(in)
}

// contentName returns the content folder that args name, or else the default.
func contentName(args []string) string {
	if len(args) > 0 {
		return filepath.ToSlash(filepath.Clean(args[0]))
	}
	return shell.ContentFolder
}

// folders opens the content folder called name, and that of the editor's
// templates.
func (o *options) folders(cmd *cobra.Command, name string) (in build.Input, closer func() error, err error) {
	view, closeContent, err := openContent(name)
	if err != nil {
		return build.Input{}, nil, err
	}
	own, ownName, closeOwn, err := openTemplates(cmd, name)
	if err != nil {
		return build.Input{}, nil, errors.Join(err, closeContent())
	}
	closer = func() error { return errors.Join(closeContent(), closeOwn()) }
	if own != nil && !o.quiet && !o.warned {
		o.warned = true
		if err := warnBehind(cmd.ErrOrStderr(), own, ownName); err != nil {
			return build.Input{}, nil, errors.Join(err, closer())
		}
	}
	return build.Input{
		Content: view, Name: name, Templates: shippedTemplates(), Own: own, OwnName: ownName, Drafts: o.drafts,
		Cache: openCache(cmd, name),
	}, closer, nil
}

// read checks the content folder that args name and calls use with the result
// while the folder is open.
func (o *options) read(cmd *cobra.Command, args []string, use func(name string, r *build.Result) error) error {
	shown := startProgress(cmd)
	defer shown.Stop()
	return o.open(cmd, args, func(in build.Input) error {
		in.Progress = shown.Report
		r, err := build.Check(cmd.Context(), in)
		if err != nil {
			return err
		}
		shown.Stop()
		return use(in.Name, r)
	})
}

// report prints what was found: text to stderr, what is for programs to stdout.
func (o *options) report(stdout, stderr io.Writer, r *build.Result) error {
	var data []byte
	var err error
	switch o.format {
	case "json":
		data, err = export.Check(r.Dossier, r.Evidence, r.Diagnostics)
	case "github":
		data = export.GitHub(r.Diagnostics)
	case "sarif":
		data, err = export.SARIF(version(), r.Diagnostics)
	default:
		o.warn(stderr, r.Diagnostics)
	}
	if err != nil {
		return err
	}
	if _, err := stdout.Write(data); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}

// warn prints diagnostics as text.
func (o *options) warn(stderr io.Writer, list []diag.Diagnostic) {
	if o.short && !o.strict {
		terminal.Shortened(stderr, o.heard(list))
	} else {
		terminal.Diagnostics(stderr, o.heard(list))
	}
}

// repeats reports whether what an earlier build told is all there is to tell: what
// is for programs is made anew, and so is what makes the command fail.
func (o *options) repeats(past *build.Past) bool {
	return o.format == "text" && !(o.strict && len(past.Diagnostics) > 0)
}

// heard returns what is printed of a list of diagnostics: all, or those alone
// that make the command fail when it is to be quiet.
func (o *options) heard(list []diag.Diagnostic) []diag.Diagnostic {
	if !o.quiet || o.strict {
		return list
	}
	return diag.Errors(list)
}

// messages returns where to say what was done: nowhere when the command is to
// be quiet, and else stdout, unless that is for programs.
func (o *options) messages(cmd *cobra.Command) io.Writer {
	switch {
	case quiet(cmd):
		return io.Discard
	case o.format != "text":
		return cmd.ErrOrStderr()
	}
	return cmd.OutOrStdout()
}

func buildCommand() *cobra.Command {
	o := options{short: true}
	var p publication
	var m measures
	cmd := &cobra.Command{
		Use:   "build [CONTENT]",
		Short: "Make the site of a content folder",
		Long: "Make the site of a content folder (default: content) in the folder that --out names.\n\n" +
			"When the content has errors, all of them are printed and nothing is written. Of more\n" +
			"than 20 warnings of one kind the others are counted; \"dossier check\" shows them. What an\n" +
			"earlier build left there is replaced or taken away; files that Dossier did not write\n" +
			"stay, and are never written over. Where the system can, all of it happens in one step.\n" +
			"The site needs no server of its own: its links are relative, and it works from disk and\n" +
			"under any path.\n\n" +
			"With --archive, the site is one file, a zip with the files of the folder: the same content\n" +
			"makes the same bytes, on every system. No folder is written.\n\n" +
			"With --retract, the words of a source are taken off the published site, whatever errors\n" +
			"there are elsewhere: the site is made without them, without the notes that cite the source,\n" +
			"and without what has errors, all of which is listed. When that cannot be, nothing is changed.",
		Example: "  dossier build                         content/ into public/\n" +
			"  dossier build mine --out mine-site    another folder into another\n" +
			"  dossier build --archive site.zip      one file, to be handed on or kept\n" +
			"  dossier build --retract courier       take the words of a source off the site, at once",
		Args:              atMostOne,
		ValidArgsFunction: completeFolder,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			start := time.Now()
			end, err := m.begin()
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, end()) }()
			defer m.say(cmd.ErrOrStderr())
			shown := startProgress(cmd)
			defer shown.Stop()
			return o.open(cmd, args, func(in build.Input) error {
				in.Progress = m.watch(shown.Report)
				if p.archive != "" {
					return p.pack(cmd, &o, in, shown.Stop, start)
				}
				if err := p.open(cmd, in.Name); err != nil {
					return err
				}
				if p.retract != "" {
					return p.retractSource(cmd, &o, in, shown.Stop)
				}
				memory := build.Recall(in, p.target)
				if past := memory.Past(); past != nil && o.repeats(past) && !p.force && !m.asked() {
					shown.Stop()
					o.warn(cmd.ErrOrStderr(), past.Diagnostics)
					p.done(cmd, &o, in.Name, past.Summary, publish.Changes{Files: past.Files}, start)
					return nil
				}
				r, err := build.Check(cmd.Context(), in)
				if err != nil {
					return err
				}
				shown.Hide()
				if err := o.report(cmd.OutOrStdout(), cmd.ErrOrStderr(), r); err != nil {
					return err
				}
				if o.failed(r) {
					if o.format == "text" && !o.quiet {
						fmt.Fprintf(cmd.ErrOrStderr(), "%s; %s is as it was\n", summary(r), terminal.Harmless(p.out))
					}
					return errContent
				}
				changes, err := r.Write(cmd.Context(), p.target, publish.Options{Force: p.force})
				if err != nil {
					return p.failed(cmd, err)
				}
				shown.Stop()
				_ = memory.Keep(build.Past{Summary: summary(r), Files: changes.Files, Diagnostics: r.Diagnostics}) // else the next build does all again
				p.done(cmd, &o, in.Name, summary(r), changes, start)
				return nil
			})
		},
	}
	o.registerReport(cmd)
	cmd.Flags().Lookup("drafts").Usage = previewAbout
	templatesFlag(cmd)
	cacheFlag(cmd)
	p.register(cmd)
	m.register(cmd)
	return cmd
}

// publication is where a build publishes a site, and how.
type publication struct {
	out     string
	force   bool
	verbose bool
	retract string // a source whose words are taken off the site; empty for none
	archive string // the file that the site is written into, in place of a folder; empty for none
	target  *publish.Target
}

// register adds the flags to cmd.
func (p *publication) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.out, "out", "public", "build into this `FOLDER`")
	completeFlag(cmd, "out", completeFolderFlag)
	cmd.Flags().BoolVar(&p.force, "force", false, "take over a folder with files of others: those with names of the site's are replaced")
	cmd.Flags().BoolVar(&p.verbose, "verbose", false, "say how the site was put in place")
	cmd.Flags().StringVar(&p.retract, "retract", "", "take every word of the source `SLUG` off the site, also while there are errors elsewhere")
	cmd.Flags().StringVar(&p.archive, "archive", "", "write the site into one `FILE`, a zip, in place of a folder")
	completeFlag(cmd, "archive", cobra.FixedCompletions([]string{"zip"}, cobra.ShellCompDirectiveFilterFileExt))
	content := shell.ContentFolder
	completeFlag(cmd, "retract", completeSlugs(dossier.KindSource, &content))
}

// retractSource publishes the site without the words of a source, and says what
// is left out for it. done is called before anything is printed.
func (p *publication) retractSource(cmd *cobra.Command, o *options, in build.Input, done func()) error {
	slug := dossier.Slug(p.retract)
	published := p.target.Published()
	if published(publish.Manifest) == nil {
		return &hintError{fmt.Errorf("retract %s: no site of Dossier's is in %s", slug, p.out), "--out names the folder of the site"}
	}
	x, err := build.Retract(cmd.Context(), in, slug, published)
	if err != nil {
		return fmt.Errorf("retract %s: %w", slug, err)
	}
	done()
	errs := cmd.ErrOrStderr()
	if len(x.Blocked) > 0 {
		terminal.Diagnostics(errs, x.Blocked)
		fmt.Fprintf(errs, "what has these errors cannot be left out: nothing is retracted; %s is as it was\n", terminal.Harmless(p.out))
		return errContent
	}
	changes, err := x.Write(cmd.Context(), p.target, publish.Options{})
	if err != nil {
		return p.failed(cmd, err)
	}
	if err := in.Cache.Clear(); err != nil { // problems that it keeps may show words
		return err
	}
	for _, left := range x.Left {
		fmt.Fprintf(errs, "%s is left out: %s\n", terminal.Harmless(left.File), terminal.Harmless(left.Why))
	}
	fmt.Fprintf(o.messages(cmd), "no word of %s is in %s; %s (%d changed, %d removed)\n",
		slug, terminal.Harmless(p.out), terminal.Count(changes.Files, "file", "files"), changes.Written, changes.Removed)
	printHint(errs, fmt.Sprintf("the next build publishes it again, unless its front matter says \"publish: none\" and no note cites it, or its file is gone; copies of the site elsewhere, and files in %s that Dossier did not write, are as they were", p.out))
	p.say(cmd, changes)
	return nil
}

// pack writes the site into one file. done is called before anything is printed.
func (p *publication) pack(cmd *cobra.Command, o *options, in build.Input, done func(), start time.Time) error {
	for _, flag := range []string{"out", "retract", "verbose"} {
		if cmd.Flags().Changed(flag) {
			return &usageError{cmd.CommandPath(), fmt.Errorf("--archive and --%s do not go together: an archive is written in place of a folder", flag)}
		}
	}
	if how := publish.Overlap(p.archive, in.Name); how != "" {
		return &usageError{cmd.CommandPath(), fmt.Errorf("--archive %s %s the content folder %s; choose a file beside it", p.archive, how, in.Name)}
	}
	if err := publish.ExamineArchive(p.archive, p.force); err != nil {
		return p.failed(cmd, err)
	}
	r, err := build.Check(cmd.Context(), in)
	if err != nil {
		return err
	}
	done()
	if err := o.report(cmd.OutOrStdout(), cmd.ErrOrStderr(), r); err != nil {
		return err
	}
	if o.failed(r) {
		if o.format == "text" && !o.quiet {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s; no archive is written\n", summary(r))
		}
		return errContent
	}
	files, err := r.Archive(cmd.Context(), p.archive, p.force)
	if err != nil {
		return p.failed(cmd, err)
	}
	if o.format == "text" {
		fmt.Fprintf(o.messages(cmd), "%s; %s from %s in %s in %.1f s\n",
			summary(r), terminal.Count(files, "file", "files"), terminal.Harmless(in.Name), terminal.Harmless(p.archive), time.Since(start).Seconds())
	}
	p.preview(cmd, o)
	return nil
}

// preview says that what was built is a preview, if it is.
func (p *publication) preview(cmd *cobra.Command, o *options) {
	if o.drafts {
		fmt.Fprintln(o.messages(cmd), "it is a preview, which shows drafts and says so on every page; build without --drafts to publish")
	}
}

// open looks at the output folder, before anything is read, and refuses one
// that a site may not be built into. name is the content folder.
func (p *publication) open(cmd *cobra.Command, name string) error {
	if how := publish.Overlap(p.out, name); how != "" {
		return &usageError{cmd.CommandPath(), fmt.Errorf("--out %s %s the content folder %s; choose a folder beside it, such as public", p.out, how, name)}
	}
	var err error
	if p.target, err = publish.Open(p.out); err != nil {
		return &hintError{err, "put a folder in its place, or choose another: --out FOLDER"}
	}
	err = p.target.Examine()
	var takeover *publish.TakeoverError
	if !p.force || !errors.As(err, &takeover) {
		return p.failed(cmd, err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s holds %s that Dossier did not write, as far as it knows; those with names of the site's are replaced, the others stay\n",
		terminal.Harmless(p.out), terminal.Count(takeover.Files, "file", "files"))
	return nil
}

// failed adds to an error what would mend it.
func (p *publication) failed(cmd *cobra.Command, err error) error {
	var takeover *publish.TakeoverError
	var foreign *publish.ForeignFilesError
	var archive *publish.ForeignArchiveError
	force := inQuotes("build", "--out", p.out, "--force")
	switch {
	case err == nil:
		return nil
	case errors.As(err, &takeover):
		return &hintError{err, "choose another folder: --out FOLDER; or let " + force + " take this one over, which replaces files with names of the site's and leaves the others"}
	case errors.As(err, &archive):
		return &hintError{err, "choose another name, or let --force replace it"}
	case p.archive != "":
		return err
	case errors.As(err, &foreign):
		err = fmt.Errorf("build into %s: %w", p.out, err)
		return &hintError{err, "move them away, or choose another folder: --out FOLDER; or let " + force + " replace the files among them"}
	}
	return fmt.Errorf("build into %s: %w", p.out, err)
}

// done says what a build did.
func (p *publication) done(cmd *cobra.Command, o *options, name, summary string, c publish.Changes, start time.Time) {
	if o.format == "text" {
		fmt.Fprintf(o.messages(cmd), "%s; %s from %s into %s (%d changed, %d removed) in %.1f s\n",
			summary, terminal.Count(c.Files, "file", "files"), terminal.Harmless(name), terminal.Harmless(p.out), c.Written, c.Removed, time.Since(start).Seconds())
	}
	p.preview(cmd, o)
	p.say(cmd, c)
}

// say tells how a site was put in place, if it was asked for or files of others
// were replaced.
func (p *publication) say(cmd *cobra.Command, c publish.Changes) {
	w := cmd.ErrOrStderr()
	if c.Replaced > 0 {
		fmt.Fprintf(w, "%s of others replaced\n", terminal.Count(c.Replaced, "file", "files"))
	}
	switch {
	case !p.verbose:
	case c.OneByOne != "":
		fmt.Fprintf(w, "put in place file by file: %s\n", terminal.Harmless(c.OneByOne))
	case c.Written+c.Removed == 0:
		fmt.Fprintln(w, "nothing to put in place")
	default:
		fmt.Fprintln(w, "put in place in one step")
	}
}
