// Command dossier turns a folder of source articles and Markdown notes into a
// static site in which every statement leads to the words it rests on.
//
//	dossier new DIR [--empty] [--with github|gitlab|netlify|cloudflare|rsync]
//	dossier new source|annotation|quote|event|person|page SLUG [--content content]
//	dossier import FILE… [--content content] [--slug SLUG] [--captured DATE] [--encoding NAME] [--dry-run]
//	dossier serve [CONTENT] [--port 8017]
//	dossier build [CONTENT] [--out public | --archive FILE] [--strict]
//	dossier check [CONTENT] [--format text|json|github|sarif] [--strict] [--fix]
//	dossier rename OLD NEW [--content content] [--dry-run]
//	dossier explain [CODE]
//	dossier compare [CONTENT] [A B] [--format text|jsonl|csv|tei]
//	dossier diff OLD NEW [--format text|json|markdown]
//	dossier list [sources|notes|citations|pages] [CONTENT] [--format table|csv|json]
//	dossier completion bash|zsh|fish|powershell
//	dossier manual DIR
//	dossier templates list|eject|diff [FILE...] [--templates FOLDER]
//	dossier help [COMMAND]
//
// It exits with 0 when all is well, with 1 when something is wrong with what it
// worked on, and with 2 when it was used wrongly or the machine failed.
// exitCodes says more, command by command.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dossier/generator/internal/meant"
)

// The exit codes.
const (
	exitFine    = 0
	exitContent = 1 // something is wrong with what was worked on
	exitFailure = 2 // wrong usage, or the machine failed
)

func main() {
	spareCollector()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// errContent says that a command ended because something is wrong with what it
// worked on, such as errors in the content, and has already been printed.
var errContent = errors.New("something is wrong with what was worked on")

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	cmd := command()
	cmd.SetArgs(args)
	cmd.SetOut(stdout)
	cmd.SetErr(stderr)
	switch err := cmd.ExecuteContext(ctx); {
	case err == nil:
		return exitFine
	case errors.Is(err, errContent):
		return exitContent
	default:
		printError(stderr, err)
		var hinted *hintError
		var usage *usageError
		switch {
		case errors.As(err, &hinted):
			printHint(stderr, hinted.hint)
		case errors.Is(err, fs.ErrPermission):
			printHint(stderr, "the account that runs dossier may not do this; change the permissions of the file or folder")
		case errors.As(err, &usage):
			printHint(stderr, usage.command+" --help says what it takes")
		}
		return exitFailure
	}
}

// hintError is an error with a hint of its own on what would mend it.
type hintError struct {
	err  error
	hint string
}

// Error implements error.
func (e *hintError) Error() string { return e.err.Error() }

// Unwrap returns what was wrong.
func (e *hintError) Unwrap() error { return e.err }

// usageError says that a command was called wrongly.
type usageError struct {
	command string
	err     error
}

// Error implements error.
func (e *usageError) Error() string { return e.err.Error() }

// Unwrap returns what was wrong.
func (e *usageError) Unwrap() error { return e.err }

func command() *cobra.Command {
	root := &cobra.Command{
		Use:   "dossier",
		Short: "Turn source articles and notes into a site that shows the words they rest on",
		Long: "Turn a folder of source articles and Markdown notes into a static site in which\n" +
			"every statement leads to the exact words it rests on.",
		Example: "  dossier new mine     start a dossier in the folder mine\n" +
			"  dossier serve mine   see it while you write\n" +
			"  dossier build mine   make the site, in public/",
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentPreRunE = notEmpty
	root.PersistentFlags().BoolP("help", "h", false, "say what a command takes")
	root.PersistentFlags().BoolP("quiet", "q", false, "print errors, and what was asked for, and nothing else")
	root.Flags().Bool("version", false, "print the version")
	root.SetVersionTemplate("dossier {{.Version}}\n")
	root.SetUsageTemplate(usageTemplate)
	root.CompletionOptions.DisableDefaultCmd = true // completionCommand takes its place
	root.SetFlagErrorFunc(wrongFlag)
	root.AddCommand(newCommand(), importCommand(), serveCommand(), buildCommand(), checkCommand(), renameCommand(), explainCommand(), compareCommand(), diffCommand(), listCommand(), completionCommand(), templatesCommand(), manualCommand())
	root.SetHelpCommand(helpCommand())
	group(root)
	return root
}

// usageTemplate is cobra's, shorter: what a command takes, from the top.
const usageTemplate = `Usage:
  {{if .HasParent}}{{.UseLine}}{{else}}{{.CommandPath}} COMMAND{{end}}{{with index .Annotations "usage"}}
  {{.}}{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}

Commands:{{range $cmds}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{else}}{{range $group := .Groups}}

{{.Title}}{{range $cmds}}{{if and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsagesWrapped 92 | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Everywhere:
{{.InheritedFlags.FlagUsagesWrapped 92 | trimTrailingWhitespaces}}{{end}}
`

// group sorts the commands by what an editor is about to do.
func group(root *cobra.Command) {
	for _, g := range []struct{ id, title, commands string }{
		{"start", "Start:", "new import"},
		{"work", "Work:", "serve check rename explain list compare"},
		{"publish", "Publish:", "build diff templates"},
		{"more", "More:", "completion manual help"},
	} {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, c := range root.Commands() {
			if slices.Contains(strings.Fields(g.commands), c.Name()) {
				c.GroupID = g.id
			}
		}
	}
	root.SetHelpCommandGroupID("more")
}

func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Say what a command takes",
		GroupID: "more",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			at, _, err := cmd.Root().Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []cobra.Completion
			for _, c := range at.Commands() {
				if c.IsAvailableCommand() && strings.HasPrefix(c.Name(), typed) {
					out = append(out, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			at := cmd.Root()
			for _, name := range args {
				i := slices.IndexFunc(at.Commands(), func(c *cobra.Command) bool { return c.Name() == name })
				if i < 0 {
					return unknownCommand(at, name)
				}
				at = at.Commands()[i]
			}
			at.InitDefaultHelpFlag()
			return at.Help()
		},
	}
}

// quiet reports whether cmd was asked to print errors only.
func quiet(cmd *cobra.Command) bool {
	q, err := cmd.Flags().GetBool("quiet")
	return err == nil && q
}

// unknownCommand names the command that is nearest to a name.
func unknownCommand(cmd *cobra.Command, name string) error {
	var known []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			known = append(known, c.Name())
		}
	}
	hint := meant.Suggest(name, known, "%q", cmd.CommandPath()+" --help lists the commands")
	return &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("there is no command %q", name)}, hint}
}

// notEmpty refuses arguments and values of flags that are empty, as those are
// of a variable that a shell does not know. An empty --templates means none.
func notEmpty(cmd *cobra.Command, args []string) error {
	if strings.HasPrefix(cmd.Name(), cobra.ShellCompRequestCmd) {
		return nil // nothing may have been typed yet
	}
	for i, arg := range args {
		if arg == "" {
			return &usageError{cmd.CommandPath(), fmt.Errorf("argument %d is empty", i+1)}
		}
	}
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.String() == "" && f.Name != "templates" && err == nil {
			err = &usageError{cmd.CommandPath(), noValue(f)}
		}
	})
	return err
}

// noValue says that a flag takes a value.
func noValue(f *pflag.Flag) error {
	name, _ := pflag.UnquoteUsage(f)
	return fmt.Errorf("--%s takes a value: --%s %s", f.Name, f.Name, strings.ToUpper(name))
}

// wrongFlag says in one line what is wrong with a flag, and names the nearest.
func wrongFlag(cmd *cobra.Command, err error) error {
	if args := cmd.Flags().Args(); !cmd.HasParent() && len(args) > 0 {
		// The flags of a command that is not there cannot be known either.
		return unknownCommand(cmd, args[0])
	}
	if args := cmd.Flags().Args(); cmd.Name() == "new" && len(args) > 0 && (len(args) > 1 || nearKind(args[0])) {
		// A slip in the kind, whose flags are not those of a folder.
		return unknownKind(cmd, args[0])
	}
	help := cmd.CommandPath() + " --help says what it takes"
	var unknown *pflag.NotExistError
	var value *pflag.InvalidValueError
	var bare *pflag.ValueRequiredError
	switch {
	case errors.As(err, &bare):
		err = noValue(bare.GetFlag())
	case errors.As(err, &unknown):
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				known = append(known, f.Name)
			}
		})
		message := err
		if unknown.GetSpecifiedShortnames() != "" {
			message = fmt.Errorf("unknown flag: -%s", unknown.GetSpecifiedName())
		}
		hint := meant.Suggest(strings.TrimLeft(unknown.GetSpecifiedName(), "-"), known, "--%s", help)
		return &hintError{&usageError{cmd.CommandPath(), message}, hint}
	case errors.As(err, &value):
		takes := map[string]string{"int": "a whole number", "bool": "true or false", "duration": "a time such as 200ms"}[value.GetFlag().Value.Type()]
		if takes != "" {
			err = fmt.Errorf("--%s takes %s, not %q", value.GetFlag().Name, takes, value.GetValue())
		}
	}
	return &usageError{cmd.CommandPath(), err}
}

// What a release was told of itself when it was made: its version and its commit.
// A program that somebody made in another way has neither, and asks Go.
var release, revision string

// version says which program this is, as far as it knows itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of no known version"
	}
	return versionOf(info)
}

// versionOf says which program was built: its version, or else the revision of
// its source and the day of that, and whether files were changed since.
func versionOf(info *debug.BuildInfo) string {
	is := map[string]string{}
	for _, s := range info.Settings {
		is[s.Key] = s.Value
	}
	v := info.Main.Version
	switch revision := is["vcs.revision"]; {
	case release != "":
		v = release
	case v != "" && v != "(devel)":
	case revision == "":
		v = "of no known version"
	default:
		v = "revision " + revision[:min(12, len(revision))]
		if day, _, ok := strings.Cut(is["vcs.time"], "T"); ok {
			v += " of " + day
		}
		if is["vcs.modified"] == "true" {
			v += ", with files changed since"
		}
	}
	return fmt.Sprintf("%s (%s %s/%s)", v, info.GoVersion, runtime.GOOS, runtime.GOARCH)
}

// atMostOne takes the content folder as the one argument a command may have.
func atMostOne(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return &usageError{cmd.CommandPath(), fmt.Errorf("one content folder is enough, and %q is a second", args[1])}
	}
	return nil
}
