package wording_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/wording"
)

func TestWordingsStandByTheirLanguageTheOriginalFirst(t *testing.T) {
	for _, c := range []struct{ name, quote, person, want string }{
		{"nobody says in which it was said", "", "", "en 0: courier herald; ru 0: vesti herald"},
		{"the note names the original", "original: vesti\n", "", "ru 1: vesti herald; en 3: courier herald"},
		{"the speaker's page says it", "speaker: orlov\n", "lang: ru-RU\n", "ru 2: vesti herald; en 4: courier herald"},
		{"the note knows better", "speaker: orlov\noriginal: courier\n", "lang: ru\n", "en 1: courier herald; ru 3: vesti herald"},
		{"the speaker speaks neither", "speaker: orlov\n", "lang: fi\n", "en 4: courier herald; ru 4: vesti herald"},
		{"the speaker passes on words of another", "speaker: orlov\nquoting: [reed]\n", "lang: en\n", "ru 0: vesti herald; en 0: courier herald"},
	} {
		files := map[string]string{
			"dossier.yaml":       "title: A ferry\n",
			"people/orlov.md":    "---\nname: Orlov\n" + c.person + "---\n",
			"people/reed.md":     "---\nname: Reed\nlang: ru\n---\n",
			"sources/courier.md": "---\ntitle: A\n---\nWe shall not close it.\n",
			"sources/vesti.md":   "---\ntitle: B\nlang: ru\n---\nМы его не закроем.\n",
			"sources/herald.md":  "---\ntitle: C\n---\nWe will not shut it, he said.\n\n{lang=ru}\nМы не закроем его.\n",
			"quotes/q.md": "---\ntitle: Q\n" + c.quote + "---\n> We shall not close it\n> — [[courier]]\n\n> Мы его не закроем\n> — [[vesti]]\n\n" +
				"> We will not shut it\n> — [[herald]]\n\n> Мы не закроем его\n> — [[herald]]\n",
		}
		d, evidence := dossiertest.Resolve(t, dossiertest.Folder(t, files))
		var got []string
		for _, g := range wording.New(d, evidence, nil).Languages(d.Quotes[0]) {
			line := fmt.Sprintf("%s %d:", g.Lang, g.Role)
			for _, e := range g.Cited {
				line += " " + string(e.Citation.Source.Slug)
			}
			got = append(got, line)
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
