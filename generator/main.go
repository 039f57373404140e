// Command dossier turns a folder of source articles and Markdown notes into a
// static site in which every statement leads to the words it rests on.
//
//	dossier build [CONTENT] [--out public]
//	dossier check [CONTENT] [--format text|json] [--fix]
//	dossier compare [CONTENT] [A B] [--format text|jsonl|csv|tei]
//
// It exits with 0 when all is well, with 1 when the content has errors, and
// with 2 when it was used wrongly or the machine failed.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitFine    = 0
	exitContent = 1 // the content has errors
	exitFailure = 2 // wrong usage, or the machine failed
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// errContent says that a command ended because the content has errors, which
// it has already printed.
var errContent = errors.New("the content has errors")

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
		fmt.Fprintf(stderr, "dossier: %v\n", err)
		var usage *usageError
		if errors.As(err, &usage) {
			fmt.Fprintf(stderr, "hint: %s --help says what it takes\n", usage.command)
		}
		return exitFailure
	}
}

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
		Use:           "dossier",
		Short:         "Turn source articles and notes into a site that shows the words they rest on",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return &usageError{cmd.CommandPath(), fmt.Errorf("there is no command %q", args[0])}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return &usageError{cmd.CommandPath(), err} })
	root.AddCommand(buildCommand(), checkCommand(), compareCommand())
	return root
}

// atMostOne takes the content folder as the one argument a command may have.
func atMostOne(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return &usageError{cmd.CommandPath(), fmt.Errorf("one content folder is enough, and %q is a second", args[1])}
	}
	return nil
}
