package content

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
)

// TestNamesThatNoDiskMayTakeAreErrors: two that differ in case or in Unicode form
// name each other; one that Windows keeps says so.
func TestNamesThatNoDiskMayTakeAreErrors(t *testing.T) {
	for _, c := range []struct {
		files []string
		code  diag.Code
		says  string
	}{
		{[]string{"pages/λόγος.md", "pages/λόγοσ.md"}, diag.DuplicateName, "some disks do not tell apart"},
		{[]string{"pages/café.md", "pages/cafe\u0301.md"}, diag.DuplicateName, "another Unicode form"},
		{[]string{"people/con.md"}, diag.BadSlug, `Windows keeps the name "con"`},
		{[]string{"sources/lpt1.md"}, diag.BadSlug, `such as lpt1-1.md`},
		{[]string{"sources/conto.md"}, "", ""},
		{[]string{"pages/ﬁles.md"}, diag.BadSlug, "name the file files.md"},
	} {
		view := afero.NewMemMapFs()
		files := map[string]string{"dossier.yaml": "title: Names\n"}
		for _, f := range c.files {
			files[f] = "---\ntitle: A title\n---\nWords.\n"
		}
		for name, text := range files {
			if err := afero.WriteFile(view, name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		_, diags, err := Read(context.Background(), view, Options{Name: "content"})
		if err != nil {
			t.Fatal(err)
		}
		found := c.code == ""
		for _, d := range diags {
			if d.Code == c.code && strings.Contains(fmt.Sprint(d.Message, d.Hint), c.says) {
				found = c.code != diag.DuplicateName || len(d.Related) == 1
			}
			if c.code == "" && d.Code == diag.BadSlug {
				found = false
			}
		}
		if !found {
			t.Errorf("%q: %v", c.files, diags)
		}
	}
}
