package export

import (
	"fmt"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
)

// GitHub returns diagnostics as workflow commands, one a line, which GitHub
// shows beside the lines of the files. What a place in another file says is
// added to the message, since a command has one place.
func GitHub(diags []diag.Diagnostic) []byte {
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	var b strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&b, "::%s file=%s", d.Severity, property.Replace(d.File))
		if d.Line > 0 {
			fmt.Fprintf(&b, ",line=%d,col=%d", d.Line, d.Column)
			if end := lastColumn(d); end > d.Column {
				fmt.Fprintf(&b, ",endLine=%d,endColumn=%d", d.Line, end-1) // GitHub counts the last column in
			}
		}
		message := d.Message
		for _, p := range d.Related {
			message += "\nsee " + p.String() + ": " + p.Message
		}
		if hint := shell.Hint(d.Hint); hint != "" {
			message += "\nhint: " + hint
		}
		fmt.Fprintf(&b, ",title=%s::%s\n", property.Replace(string(d.Code)), data.Replace(message))
	}
	return []byte(b.String())
}

// lastColumn returns the column after the last one that a diagnostic marks on
// its line, or 0 where it marks none.
func lastColumn(d diag.Diagnostic) int { return marked(d.Excerpts, d.Line, d.Column) }

// marked returns the column after the last one that is marked from a line and
// column on.
func marked(list []diag.Excerpt, line, column int) int {
	for _, e := range list {
		if e.Line == line && e.Before+e.From == column {
			return e.Before + e.To
		}
	}
	return 0
}
