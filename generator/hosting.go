package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/sitediff"
	"dossier/generator/internal/starter"
	"dossier/generator/internal/terminal"
)

// hosting is where a dossier is to be published.
type hosting struct {
	host    string // one of starter.Hosts, or empty
	program string // where the source of the program is
}

// register adds the flags to cmd.
func (h *hosting) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&h.host, "with", "", "write the files that check, build and publish it at `HOST`: "+meant.Alternatives(starter.Hosts()))
	completeFlag(cmd, "with", cobra.FixedCompletions(starter.Hosts(), cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().StringVar(&h.program, "program", "", "the `ADDRESS` that git fetches the source of dossier from, for those files")
	completeFlag(cmd, "program", cobra.NoFileCompletions)
}

// What may stand in the files for a host without quotes: nothing that is more than
// itself to a shell, YAML or TOML.
var (
	plainPath    = regexp.MustCompile(`^[\pL\pN_][\pL\pN\pM._/+-]*$`)
	plainAddress = regexp.MustCompile(`^[\pL\pN/.][\pL\pN._~:/@+%-]*$`)
)

// check says what is wrong with the flags, and where the files go: to the
// repository that holds the folder dir.
func (h *hosting) check(cmd *cobra.Command, dir string) (repository, content string, err error) {
	if h.host == "" {
		if h.program != "" {
			return "", "", &usageError{cmd.CommandPath(), errors.New("--program is for the files of a host: --with HOST")}
		}
		return "", "", nil
	}
	if !slices.Contains(starter.Hosts(), h.host) {
		return "", "", &hintError{&usageError{cmd.CommandPath(), fmt.Errorf("--with is %s, not %q", meant.Alternatives(starter.Hosts()), h.host)},
			meant.Suggest(h.host, starter.Hosts(), "%q", "any other host takes the folder that "+inQuotes("build")+" writes")}
	}
	if h.program != "" && !plainAddress.MatchString(h.program) {
		return "", "", &usageError{cmd.CommandPath(), fmt.Errorf("--program %q is no address that git fetches from", h.program)}
	}
	whole, err := filepath.Abs(dir)
	if err != nil {
		return "", "", fmt.Errorf("find %s: %w", dir, err)
	}
	if _, err := os.Lstat(filepath.Join(whole, ".git")); err == nil {
		return "", "", &hintError{fmt.Errorf("%s is a whole repository, and the files of a host stand beside a dossier", dir),
			"keep the dossier in a folder of the repository, such as content"}
	}
	for at := filepath.Dir(whole); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			repository = at
			break
		}
		if at == filepath.Dir(at) {
			return "", "", &hintError{fmt.Errorf("no repository of git holds %s", dir), "run git init in the folder that holds it, and this again"}
		}
	}
	rel, err := filepath.Rel(repository, whole)
	if err != nil {
		return "", "", fmt.Errorf("find %s: %w", dir, err)
	}
	if content = filepath.ToSlash(rel); !plainPath.MatchString(content) {
		return "", "", &hintError{fmt.Errorf("the path %q has a character that is more than itself to a shell", content), "rename the folder: letters, digits, hyphens and dots"}
	}
	return repository, content, nil
}

// write writes the files of a host that are not there yet, and says so.
func (h *hosting) write(cmd *cobra.Command, repository, content string) error {
	fill := starter.Hosting{
		Content: content, Cache: path.Join(path.Dir(content), ".dossier", "cache"),
		Version: pinned(), Program: h.program, Marker: sitediff.Marker,
	}
	out, errs := cmd.OutOrStdout(), cmd.ErrOrStderr()
	ours := map[string]bool{}
	for _, f := range starter.HostingFiles(h.host, fill) {
		name := filepath.Join(repository, filepath.FromSlash(f.Path))
		if _, err := os.Lstat(name); err == nil {
			if !quiet(cmd) {
				fmt.Fprintf(out, "%s is there already, and stays as it is\n", terminal.Harmless(shownPath(name)))
			}
			continue
		}
		if err := writeFiles(repository, []starter.File{f}); err != nil {
			return err
		}
		ours[f.Path] = true
		if !quiet(cmd) {
			fmt.Fprintln(out, terminal.Harmless(shownPath(name)))
		}
	}
	var missing []string
	if fill.Version == "" {
		missing = append(missing, "which version of dossier to take (this program knows none of its own that git could fetch)")
	}
	if fill.Program == "" {
		missing = append(missing, "the address of dossier's source (--program fills it in)")
	}
	if ours[starter.ProgramFile] && len(missing) > 0 {
		printHint(errs, fmt.Sprintf("write into %s %s", starter.ProgramFile, strings.Join(missing, ", and ")))
	}
	return nil
}

// shownPath returns a path as it is shortest from here.
func shownPath(name string) string {
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(here, name); err == nil && len(rel) < len(name) {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(name)
}

// pinned returns what git calls the source of this very program: the commit,
// unless files were changed since; else nothing.
func pinned() string {
	if revision != "" {
		return revision
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	is := map[string]string{}
	for _, s := range info.Settings {
		is[s.Key] = s.Value
	}
	if is["vcs.modified"] == "true" {
		return ""
	}
	return is["vcs.revision"]
}

// isDossier reports whether a folder has the settings of a dossier.
func isDossier(dir string) bool {
	_, err := os.Stat(filepath.Join(cmp.Or(dir, "."), dossier.SettingsFile))
	return err == nil
}
