// Package shell writes the commands that hints advise as an editor types them
// into a POSIX shell. Below it a command is a value, [diag.Command], and no
// package knows what the program is called or how an argument is quoted.
package shell

import (
	"strings"
	"unicode"

	"dossier/generator/internal/diag"
)

// program is what the program is called where it is typed.
const program = "dossier"

// ContentFolder is the content folder that commands take when none is named.
const ContentFolder = "content"

// Quote returns an argument as a POSIX shell takes it: as it is where no shell
// sees more in it than its letters, and else between single quotes.
func Quote(argument string) string {
	special := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./:@%+,", r)
	}
	if argument != "" && strings.IndexFunc(argument, special) < 0 {
		return argument
	}
	return "'" + strings.ReplaceAll(argument, "'", `'\''`) + "'"
}

// Line returns a command as it is typed.
func Line(c diag.Command) string {
	line := program + " " + c.Name
	for _, argument := range c.Args {
		line += " " + Quote(argument)
	}
	if c.Folder != "" && c.Folder != ContentFolder {
		line += " --content " + Quote(c.Folder)
	}
	return line
}

// Hint returns a hint with its commands as they are typed.
func Hint(h diag.Hint) string {
	var b strings.Builder
	for _, p := range h {
		b.WriteString(p.Words)
		if p.Command.Name != "" {
			b.WriteString(Line(p.Command))
		}
	}
	return b.String()
}
