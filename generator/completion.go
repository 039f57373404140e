package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dossier/generator/internal/content"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/shell"
)

// shells are those that completions can be made for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print what a shell needs to complete commands, flags and slugs",
		Long: "Print what a shell needs to complete the commands and flags of dossier, content\n" +
			"folders, the slugs of sources and people, and diagnostic codes.\n\n" +
			"SHELL is " + meant.Alternatives(shells) + ". Bash needs the package bash-completion.",
		Example: "  source <(dossier completion bash)                                     this shell\n" +
			"  dossier completion bash > ~/.local/share/bash-completion/completions/dossier\n" +
			"  dossier completion zsh > \"${fpath[1]}/_dossier\"                       after compinit\n" +
			"  dossier completion fish > ~/.config/fish/completions/dossier.fish\n" +
			"  dossier completion powershell | Out-String | Invoke-Expression",
		ValidArgs: shells,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return &usageError{cmd.CommandPath(), fmt.Errorf("name a shell: %s", meant.Alternatives(shells))}
			case len(args) > 1:
				return &usageError{cmd.CommandPath(), fmt.Errorf("one shell is enough, and %q is a second", args[1])}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			out, root := cmd.OutOrStdout(), cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return &usageError{cmd.CommandPath(), fmt.Errorf("there are completions for %s, not for %q", meant.Alternatives(shells), args[0])}
		},
	}
}

// completeFlag gives a flag its completion.
func completeFlag(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err) // the flag is not there, or has one already
	}
}

// completeFolder completes the one folder that a command takes.
func completeFolder(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeFolderFlag completes the folder that a flag takes.
func completeFolderFlag(_ *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeSlugs completes a slug of a kind in the content folder that *dir
// names when the completion is asked for.
func completeSlugs(kind dossier.Kind, dir *string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return slugsIn(*dir, kind, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

// isFolder reports whether there is a folder called name.
func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// completePair completes [CONTENT] [A B].
func completePair(_ *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	dir := shell.ContentFolder
	if len(args) > 0 {
		if isFolder(args[0]) {
			dir, args = args[0], args[1:]
		} else if len(args) > 1 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
	}
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	found := slices.DeleteFunc(slugsIn(dir, dossier.KindSource, typed), func(s string) bool { return slices.Contains(args, s) })
	if len(found) == 0 && dir == shell.ContentFolder && len(args) == 0 {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// slugsIn returns the slugs of a kind in a content folder that start with what
// was typed; a folder that cannot be read has none.
func slugsIn(dir string, kind dossier.Kind, typed string) []cobra.Completion {
	view, closer, err := content.Open(dir)
	if err != nil {
		return nil
	}
	defer func() { _ = closer() }() // opened for reading; nothing can be lost
	var out []cobra.Completion
	for _, s := range content.Slugs(view, kind) {
		if strings.HasPrefix(s, typed) {
			out = append(out, s)
		}
	}
	return out
}
