package anchor_test

import (
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/dossiertest"
)

// A source may give the words of a quotation to anybody in its chain, and to nobody
// else whom the dossier knows.
func TestWordsOfAChain(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"speaker: reed", `the source has these words from "Ib Larsen", and this quotation from "Ada Reed"`},
		{"speaker: [reed, berg]", `the source has these words from "Ib Larsen", and this quotation from "Ada Reed and Mo Berg"`},
		{"speaker: [reed, larsen]", ""},
		{"speaker: reed\nquoting: larsen", ""},
		{"speaker: reed\nvia: larsen", ""},
		{"speaker: office", ""},
		{"speaker: reed\nvia: office", `the source has these words from "Ib Larsen"`},
		{"quoting: larsen", "nobody is named who passes these words on"},
		{"speaker: reed\nquoting: nobody", `there is no person "nobody"`},
		{"speaker: reed\nvia: [paper, papre]", `there is no person "papre"`},
	} {
		fs := afero.NewMemMapFs()
		for name, data := range map[string]string{
			"dossier.yaml":     "title: T\n",
			"sources/paper.md": "---\ntitle: P\nlang: en\n---\n“The ferry will not sail before May,” Ib Larsen said on the pier.\n",
			"people/reed.md":   "---\nname: Ada Reed\n---\n",
			"people/larsen.md": "---\nname: Ib Larsen\n---\n",
			"people/berg.md":   "---\nname: Mo Berg\n---\n",
			"people/office.md": "---\nname: The Office\nbody: true\n---\n",
			"quotes/may.md":    "---\ntitle: May\n" + c.keys + "\n---\n> The ferry will not sail before May\n> — [[paper]]\n",
		} {
			if err := afero.WriteFile(fs, name, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		d, diags := dossiertest.Read(t, fs)
		_, more := anchor.Resolve(d)
		var got []string
		for _, x := range append(diags, more...) {
			got = append(got, x.Message)
		}
		if all := strings.Join(got, "\n"); c.want == "" && all != "" || !strings.Contains(all, c.want) {
			t.Errorf("%q: %q", c.keys, got)
		}
	}
}
