package review

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/casefile"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/shell"
)

// TestWarnings shows what is worth a look in a folder of content in which
// everything fits.
func TestWarnings(t *testing.T) {
	casefile.Folders(t, "testdata/*.txtar", func(t *testing.T, files []txtar.File) string {
		d, diags := dossiertest.Read(t, dossiertest.Folder(t, dossiertest.Files(files)))
		ev, more := anchor.Resolve(d)
		for _, x := range append(diags, more...) {
			t.Errorf("%s:%d: %s", x.File, x.Line, x.Message)
		}
		texts := reading.Texts(d.Public(), reading.SeriesOf(d.Public()), d.Public().AskedPairs())
		list := Warnings(Input{Dossier: d, Evidence: ev, Comparison: collate.Compare(texts, collate.Options{})})
		diag.Sort(list)
		var b strings.Builder
		for _, x := range list {
			fmt.Fprintf(&b, "%s: %s: %s [%s]\n", x.Place(), x.Severity, x.Message, x.Code)
			for _, p := range x.Related {
				fmt.Fprintf(&b, "  see %s: %s\n", p, p.Message)
			}
			fmt.Fprintf(&b, "  hint: %s\n", shell.Hint(x.Hint))
		}
		return b.String()
	})
}
