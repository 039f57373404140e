package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dossier/generator/internal/manual"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
)

func manualCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "manual DIR",
		Short: "Write the manual pages",
		Long: "Write the manual pages, dossier.1 and one for each command, into the folder DIR,\n" +
			"which is made if it is not there. Pages of an earlier version are written over.\n\n" +
			"They bear the date in SOURCE_DATE_EPOCH, or else that of the program's last change,\n" +
			"or else none: the same program writes the same pages.",
		Example: "  dossier manual ~/.local/share/man/man1\n" +
			"  man dossier-build",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return &usageError{cmd.CommandPath(), errors.New("name the folder to write the pages into")}
			case len(args) > 1:
				return &usageError{cmd.CommandPath(), fmt.Errorf("one folder is enough, and %q is a second", args[1])}
			}
			return nil
		},
		ValidArgsFunction: completeFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			date, err := manualDate()
			if err != nil {
				return err
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("make folder: %w", err)
			}
			n := 0
			for _, c := range manual.Commands(cmd.Root()) {
				name := filepath.Join(args[0], manual.Name(c)+".1")
				if err := os.WriteFile(name, []byte(manual.Page(c, date, exitCodes(c), environment())), 0o644); err != nil {
					return fmt.Errorf("write manual page: %w", err)
				}
				n++
			}
			if !quiet(cmd) {
				fmt.Fprintf(cmd.OutOrStdout(), "%s in %s; man %s shows the first\n", terminal.Count(n, "manual page", "manual pages"), terminal.Harmless(args[0]),
					terminal.Harmless(shell.Quote(filepath.Join(args[0], "dossier.1"))))
			}
			return nil
		},
	}
}

// manualDate returns the date that manual pages bear, or "".
func manualDate() (string, error) {
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return "", fmt.Errorf("read SOURCE_DATE_EPOCH: %q is not a number of seconds", epoch)
		}
		return time.Unix(seconds, 0).UTC().Format(time.DateOnly), nil
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if day, _, ok := strings.Cut(s.Value, "T"); ok && s.Key == "vcs.time" {
				return day, nil
			}
		}
	}
	return "", nil
}

// exitCodes says what the exit codes of a command mean. One that never says
// that something is wrong with what it worked on has no second.
func exitCodes(cmd *cobra.Command) []manual.Exit {
	fine, wrong := "All is well.", ""
	switch cmd.CommandPath() {
	case "dossier":
		wrong = "What was worked on has errors, and they have been printed. The page of each command says more."
	case "dossier build":
		fine = "The site was written. The content may have warnings, unless --strict is given."
		wrong = "The content has errors, or warnings and --strict is given. They have been printed; no site was written."
	case "dossier check":
		fine = "The content has no errors. It may have warnings, unless --strict is given."
		wrong = "The content has errors, or warnings and --strict is given. They have been printed."
	case "dossier compare":
		wrong = "The content has errors. They have been printed; nothing was compared."
	case "dossier import":
		wrong = "Something was not taken, or is not sound as it was taken. It has been printed; the rest was imported."
	case "dossier rename":
		fine = "The file was renamed, and its new name written wherever it is named."
	case "dossier list":
		fine = "The list was printed, also when the content has errors."
	case "dossier serve":
		fine = "It was ended by Ctrl-C, whether or not the content has errors."
	case "dossier templates diff":
		fine = "No copy has fallen behind."
		wrong = "A copy has fallen behind."
	}
	out := []manual.Exit{{Code: exitFine, Meaning: fine}}
	if wrong != "" {
		out = append(out, manual.Exit{Code: exitContent, Meaning: wrong})
	}
	return append(out, manual.Exit{Code: exitFailure, Meaning: "The command was used wrongly, or the machine failed: a file could not be read, a disk is full."})
}

// environment says which variables matter.
func environment() []manual.Variable {
	return []manual.Variable{
		{Name: "NO_COLOR", Meaning: "When it is set and not empty, nothing is coloured. Without it there are colours on terminals, and nowhere else."},
		{Name: "TERM", Meaning: "When it is \"dumb\", there are neither colours nor progress bars."},
		{Name: "COLUMNS", Meaning: "How many columns text may take where standard output is no terminal; at least 40."},
		{Name: "SOURCE_DATE_EPOCH", Meaning: "The date of manual pages, in seconds since 1970."},
	}
}
