package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dossier/generator/internal/shell"
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
			for _, c := range allCommands(cmd.Root()) {
				name := filepath.Join(args[0], pageName(c)+".1")
				if err := os.WriteFile(name, []byte(manualPage(c, date)), 0o644); err != nil {
					return fmt.Errorf("write manual page: %w", err)
				}
				n++
			}
			if !quiet(cmd) {
				fmt.Fprintf(cmd.OutOrStdout(), "%s in %s; man %s shows the first\n", count(n, "manual page", "manual pages"), args[0],
					shell.Quote(filepath.Join(args[0], "dossier.1")))
			}
			return nil
		},
	}
}

// allCommands returns cmd and the commands below it that are to be seen.
func allCommands(cmd *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, allCommands(c)...)
		}
	}
	return out
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

// pageName returns the name of a command's manual page: dossier-build.
func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manualPage returns the manual page of a command in the language of man(7).
func manualPage(cmd *cobra.Command, date string) string {
	var p manual
	p.request("TH", strings.ToUpper(pageName(cmd)), "1", date, "Dossier", "Dossier Manual")
	p.request("SH", "NAME")
	p.WriteString(escape(pageName(cmd)) + ` \- ` + escape(cmd.Short) + "\n")
	p.synopsis(cmd)
	p.request("SH", "DESCRIPTION")
	p.WriteString(paragraphs(cmp.Or(cmd.Long, cmd.Short+".")))
	p.commands(cmd)
	p.options(cmd)
	if cmd.Example != "" {
		p.request("SH", "EXAMPLES")
		p.WriteString(paragraphs(cmd.Example))
	}
	p.request("SH", "EXIT STATUS")
	for _, e := range exitCodes(cmd) {
		p.tagged(bold(strconv.Itoa(e.code)), e.meaning)
	}
	p.request("SH", "ENVIRONMENT")
	for _, e := range environment() {
		p.tagged(bold(e.name), e.meaning)
	}
	p.seeAlso(cmd)
	return p.String()
}

// manual is a manual page that is being written.
type manual struct{ strings.Builder }

// request writes a request of man(7) on a line of its own.
func (p *manual) request(name string, args ...string) {
	p.WriteString("." + name)
	for _, a := range args {
		p.WriteString(` "` + strings.ReplaceAll(escape(a), `"`, `\(dq`) + `"`)
	}
	p.WriteString("\n")
}

// tagged writes what a tag stands for beside it.
func (p *manual) tagged(tag, text string) {
	p.request("TP")
	p.WriteString(tag + "\n" + paragraphs(text))
}

// synopsis writes the ways in which a command is called.
func (p *manual) synopsis(cmd *cobra.Command) {
	p.request("SH", "SYNOPSIS")
	lines := []string{cmd.UseLine()}
	if !cmd.HasParent() {
		lines = []string{"dossier COMMAND [ARGUMENT...] [flags]"}
	}
	if also := cmd.Annotations["usage"]; also != "" {
		lines = append(lines, also)
	}
	for i, line := range lines {
		if i > 0 {
			p.request("br")
		}
		name, rest, _ := strings.Cut(line, " ")
		if cmd.HasParent() {
			name = cmd.CommandPath()
			rest = strings.TrimPrefix(strings.TrimPrefix(line, name), " ")
		}
		p.WriteString(bold(name) + " " + italic(rest) + "\n")
	}
}

// commands lists the commands below one, by their groups.
func (p *manual) commands(cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	p.request("SH", "COMMANDS")
	groups := cmd.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{}}
	}
	for _, g := range groups {
		if g.Title != "" {
			p.request("SS", strings.TrimSuffix(g.Title, ":"))
		}
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() && c.GroupID == g.ID {
				p.tagged(bold(c.CommandPath())+" "+italic(arguments(c)), c.Short+".")
			}
		}
	}
}

// options lists the flags of a command, its own first.
func (p *manual) options(cmd *cobra.Command) {
	p.request("SH", "OPTIONS")
	seen := map[string]bool{}
	option := func(f *pflag.Flag) {
		if f.Hidden || seen[f.Name] {
			return
		}
		seen[f.Name] = true
		value, usage := pflag.UnquoteUsage(f)
		tag := bold("--" + f.Name)
		if f.Shorthand != "" {
			tag = bold("-"+f.Shorthand) + ", " + tag
		}
		if value != "" {
			tag += " " + italic(value)
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && f.DefValue != "[]" {
			usage += fmt.Sprintf(" (when not given: %s)", f.DefValue)
		}
		p.tagged(tag, sentence(usage))
	}
	cmd.NonInheritedFlags().VisitAll(option)
	cmd.InheritedFlags().VisitAll(option)
}

// seeAlso names the pages of the commands above, below and beside one.
func (p *manual) seeAlso(cmd *cobra.Command) {
	p.request("SH", "SEE ALSO")
	var also []string
	near := cmd.Commands()
	if cmd.HasParent() {
		also = append(also, bold(pageName(cmd.Parent()))+"(1)")
		near = slices.Concat(near, cmd.Parent().Commands())
	}
	for _, c := range near {
		if c != cmd && c.IsAvailableCommand() {
			also = append(also, bold(pageName(c))+"(1)")
		}
	}
	p.WriteString(strings.Join(also, ",\n") + "\n")
}

// An exitCode is a code that a command ends with.
type exitCode struct {
	code    int
	meaning string
}

// exitCodes says what the exit codes of a command mean. One that never says
// that something is wrong with what it worked on has no second.
func exitCodes(cmd *cobra.Command) []exitCode {
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
	out := []exitCode{{exitFine, fine}}
	if wrong != "" {
		out = append(out, exitCode{exitContent, wrong})
	}
	return append(out, exitCode{exitFailure, "The command was used wrongly, or the machine failed: a file could not be read, a disk is full."})
}

// environment says which variables matter.
func environment() []struct{ name, meaning string } {
	return []struct{ name, meaning string }{
		{"NO_COLOR", "When it is set and not empty, nothing is coloured. Without it there are colours on terminals, and nowhere else."},
		{"TERM", "When it is \"dumb\", there are neither colours nor progress bars."},
		{"COLUMNS", "How many columns text may take where standard output is no terminal; at least 40."},
		{"SOURCE_DATE_EPOCH", "The date of manual pages, in seconds since 1970."},
	}
}

// arguments returns what stands behind a command's name.
func arguments(c *cobra.Command) string {
	_, rest, _ := strings.Cut(c.Use, " ")
	return rest
}

// sentence makes a sentence of the words that describe a flag.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + strings.TrimSuffix(s[1:], ".") + "."
}

// paragraphs writes a text of paragraphs; those that are indented keep their
// lines.
func paragraphs(s string) string {
	var b strings.Builder
	for i, p := range strings.Split(strings.Trim(s, "\n"), "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		if !strings.HasPrefix(p, "  ") {
			for _, line := range strings.Split(p, "\n") {
				b.WriteString(escape(strings.TrimSpace(line)) + "\n")
			}
			continue
		}
		b.WriteString(".RS 2\n.EX\n")
		for _, line := range strings.Split(p, "\n") {
			b.WriteString(escape(strings.TrimPrefix(line, "  ")) + "\n")
		}
		b.WriteString(".EE\n.RE\n")
	}
	return b.String()
}

// escape writes a line of text so that nothing in it is a request or an escape.
func escape(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}

func bold(s string) string { return `\fB` + escape(s) + `\fR` }

func italic(s string) string {
	if s == "" {
		return ""
	}
	return `\fI` + escape(s) + `\fR`
}
