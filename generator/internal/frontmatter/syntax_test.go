package frontmatter

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
)

// TestMistakesAreToldInPlainWords shows what is said of YAML that cannot be
// read: one case a line, in which ¶ is a line end and → a tab.
func TestMistakesAreToldInPlainWords(t *testing.T) {
	casefile.Run(t, "testdata/mistakes.txtar", func(t *testing.T, _, input string) string {
		var b strings.Builder
		for line := range strings.Lines(input) {
			line = strings.TrimSuffix(line, "\n")
			yaml := strings.NewReplacer("¶", "\n", "→", "\t", "␇", "\a").Replace(line)
			f, _ := Split(diag.NewFile("f.md", []byte("---\n"+yaml+"\n---\n")))
			f.Text("title")
			f.List("topics")
			fmt.Fprintf(&b, "%s\n", line)
			for _, d := range f.Finish() {
				e := d.Excerpts[0]
				fmt.Fprintf(&b, "    %d:%d %q: %s\n    hint: %s\n", d.Line, d.Column, string([]rune(e.Text)[e.From-1:e.To-1]), d.Message, shell.Hint(d.Hint))
			}
		}
		return b.String()
	})
}
