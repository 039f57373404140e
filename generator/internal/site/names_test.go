package site_test

import (
	"testing"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossiertest"
)

// TestAPersonIsOneInEverySpelling names one person in three spellings, of two scripts, wherever a person is named: all lead to one.
func TestAPersonIsOneInEverySpelling(t *testing.T) {
	files := map[string]string{
		"people/patrushev.md": "---\nname: Nikolai Patrushev\naliases: [Nikolay Patrushev, Николай Патрушев]\n---\n",
		"sources/alpha.md":    "---\ntitle: Alpha\nauthor: Nikolay Patrushev\npublished: 2015-01-01\n---\nThe bridge was closed on Monday by the mayor.\n",
		"sources/beta.md":     "---\ntitle: Beta\nauthor: Николай Патрушев\nlang: ru\npublished: 2015-01-02\n---\nВ понедельник мост закрыли, сказал мэр города.\n",
		"quotes/one.md":       "---\ntitle: One\nspeaker: patrushev\n---\n> The bridge was closed\n> — [[alpha]]\n\nSee [[Николай Патрушев]].\n",
		"quotes/two.md":       "---\ntitle: Two\nspeaker: Nikolay Patrushev\n---\n> on Monday\n> — [[alpha]]\n",
		"quotes/three.md":     "---\ntitle: Three\nspeaker: Николай Патрушев\n---\n> мост закрыли\n> — [[beta]]\n",
		"events/closed.md":    "---\ntitle: Closed\ndate: 2015-01-01\npeople: [николай патрушев]\n---\n> by the mayor\n> — [[alpha]]\n",
	}
	made := makePages(t, files)
	person := made.page(t, "/people/patrushev/")
	equal(t, "what was said", texts(all(person, ".item.quote h3")), []string{"One", "Three", "Two"})
	equal(t, "what was written", texts(all(person, ".item.source h3")), []string{"Alpha", "Beta"})
	equal(t, "people", texts(all(made.page(t, "/people/"), ".item.person h3")), []string{"Nikolai Patrushev"})
	for route, name := range map[string]string{"/sources/alpha/": "Nikolay Patrushev", "/sources/beta/": "Николай Патрушев"} {
		link := all(made.page(t, address.Route(route)), ".byline a[href*=patrushev]")
		equal(t, "author", texts(link), []string{name})
	}
	equal(t, "event", texts(all(made.page(t, "/events/closed/"), "main a[href*=patrushev]")), []string{"Nikolai Patrushev"})

	d, evidence := dossiertest.Resolve(t, dossiertest.Folder(t, files))
	planned, _ := planFound(t, d, evidence, found(t, nil, nil), nil)
	speakers := 0
	for _, doc := range planned.Documents() {
		for _, f := range doc.Facets {
			if f.Field == "speaker" {
				speakers++
				if f.Value != "patrushev" || f.Text != "Nikolai Patrushev" {
					t.Errorf("%s is filtered by %q, %q", doc.Title, f.Value, f.Text)
				}
			}
		}
	}
	if speakers < 5 { // the quotations, the event and the person, and their sources
		t.Errorf("%d documents are filtered by speaker, want 5 at least", speakers)
	}
}
