package terminal

import (
	"fmt"

	"znkr.io/diff/textdiff"
)

// Unified returns how two versions of a file differ, line by line, in the
// unified format, with their names above.
func (t Terminal) Unified(oldName, newName string, from, to []byte) string {
	var options []textdiff.Option
	if t.Colours {
		options = append(options, textdiff.TerminalColors())
	}
	return fmt.Sprintf("--- %s\n+++ %s\n%s", Harmless(oldName), Harmless(newName),
		textdiff.Unified(harmlessLines(string(from)), harmlessLines(string(to)), options...))
}
