// Package manual writes manual pages, in the language of man(7), from what the
// commands say of themselves.
package manual

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// An Exit is a code that a command ends with.
type Exit struct {
	Code    int
	Meaning string
}

// A Variable is one of the environment that matters to all commands.
type Variable struct{ Name, Meaning string }

// Commands returns cmd and the commands below it that are to be seen.
func Commands(cmd *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, Commands(c)...)
		}
	}
	return out
}

// Name returns the name of a command's manual page: dossier-build.
func Name(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// Page returns the manual page of a command, which bears a date unless that is empty.
func Page(cmd *cobra.Command, date string, exits []Exit, environment []Variable) string {
	var p writing
	p.request("TH", strings.ToUpper(Name(cmd)), "1", date, "Dossier", "Dossier Manual")
	p.request("SH", "NAME")
	p.WriteString(escape(Name(cmd)) + ` \- ` + escape(cmd.Short) + "\n")
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
	for _, e := range exits {
		p.tagged(bold(strconv.Itoa(e.Code)), e.Meaning)
	}
	p.request("SH", "ENVIRONMENT")
	for _, e := range environment {
		p.tagged(bold(e.Name), e.Meaning)
	}
	p.seeAlso(cmd)
	return p.String()
}

// writing is a manual page that is being written.
type writing struct{ strings.Builder }

// request writes a request of man(7) on a line of its own.
func (p *writing) request(name string, args ...string) {
	p.WriteString("." + name)
	for _, a := range args {
		p.WriteString(` "` + strings.ReplaceAll(escape(a), `"`, `\(dq`) + `"`)
	}
	p.WriteString("\n")
}

// tagged writes what a tag stands for beside it.
func (p *writing) tagged(tag, text string) {
	p.request("TP")
	p.WriteString(tag + "\n" + paragraphs(text))
}

// synopsis writes the ways in which a command is called.
func (p *writing) synopsis(cmd *cobra.Command) {
	p.request("SH", "SYNOPSIS")
	lines := []string{cmd.UseLine()}
	if !cmd.HasParent() {
		lines = []string{cmd.Name() + " COMMAND [ARGUMENT...] [flags]"}
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
func (p *writing) commands(cmd *cobra.Command) {
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
func (p *writing) options(cmd *cobra.Command) {
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
func (p *writing) seeAlso(cmd *cobra.Command) {
	p.request("SH", "SEE ALSO")
	var also []string
	near := cmd.Commands()
	if cmd.HasParent() {
		also = append(also, bold(Name(cmd.Parent()))+"(1)")
		near = slices.Concat(near, cmd.Parent().Commands())
	}
	for _, c := range near {
		if c != cmd && c.IsAvailableCommand() {
			also = append(also, bold(Name(c))+"(1)")
		}
	}
	p.WriteString(strings.Join(also, ",\n") + "\n")
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

// requests writes what the formatter would take for its own.
var requests = strings.NewReplacer(`\`, `\e`, "-", `\-`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

// escape writes a line of text so that nothing in it is a request or an escape.
func escape(s string) string {
	s = requests.Replace(s)
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
