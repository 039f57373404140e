package site_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dossier/generator/internal/address"
)

// resigned is the text of several sources.
const resigned = "The mayor resigned on Tuesday after a narrow vote in the council, which had sat until midnight to hear her reasons.\n"

// versions renders the pages of a dossier of several sources of one text, each
// with its front matter, and of one that shares nothing with them.
func versions(t *testing.T, lang string, heads ...string) map[address.Route]*html.Node {
	t.Helper()
	return pages(t, func(files map[string]string) {
		clear(files)
		files["dossier.yaml"] = "title: X\nlanguage: " + lang + "\n"
		for i, head := range heads {
			files[fmt.Sprintf("sources/m%d.md", i)] = "---\n" + head + "---\n" + resigned
		}
		files["sources/bare.md"] = "---\ntitle: Bare\n---\nA text of which nothing is known, not even who wrote it.\n"
		files["quotes/vote.md"] = "---\ntitle: Vote\nsaid: 2015-03-04\n---\n> a narrow vote in the council\n> — [[m0]]\n"
	})
}

func TestASourceWithoutAPublisherHasNoOutlet(t *testing.T) {
	for lang, want := range map[string]struct{ date, about, bare, pair string }{
		"en": {"5 March 2015", "“Mayor resigns”, 5 March 2015, with 1 note beside the text.", "“Bare”: the text.",
			"Mayor resigns (5 March 2015) and Mayor resigns (6 March 2015)"},
		"de": {"5. März 2015", "„Mayor resigns“, 5. März 2015, mit 1 Anmerkung neben dem Text.", "„Bare“: der Text.",
			"Mayor resigns (5. März 2015) und Mayor resigns (6. März 2015)"},
		"fr": {"5 mars 2015", "« Mayor resigns », 5 mars 2015, avec 1 note en regard du texte.", "« Bare » : le texte.",
			"Mayor resigns (5 mars 2015) et Mayor resigns (6 mars 2015)"},
		"es": {"5 de marzo de 2015", "«Mayor resigns», 5 de marzo de 2015, con 1 nota junto al texto.", "«Bare»: el texto.",
			"Mayor resigns (5 de marzo de 2015) y Mayor resigns (6 de marzo de 2015)"},
		"ru": {"5 марта 2015 года", "«Mayor resigns», 5 марта 2015 года: текст и 1 примечание на полях.", "«Bare»: текст.",
			"Mayor resigns (5 марта 2015 года) и Mayor resigns (6 марта 2015 года)"},
	} {
		t.Run(lang, func(t *testing.T) {
			pages := versions(t, lang, "title: Mayor resigns\nauthor: Lena Kurz\npublished: 2015-03-05\n", "title: Mayor resigns\nauthor: Lena Kurz\npublished: 2015-03-06\n")
			for route, page := range pages {
				if strings.Contains(string(route), "outlet") {
					t.Errorf("there is a page %s", route)
				}
				has(t, page, "[data-outlet]", 0)
				for _, n := range all(page, ".page-source .byline, .source p.meta, p.by") {
					if got := text(n); got == "" || strings.HasPrefix(got, "·") || strings.HasPrefix(got, ",") || strings.HasSuffix(got, "·") {
						t.Errorf("%s: a line is %q", route, got)
					}
				}
				for _, n := range all(page, "b, p.outlet, .heads p") {
					if text(n) == "" {
						t.Errorf("%s: an empty <%s>", route, n.Data)
					}
				}
			}
			about := func(slug string) []string {
				return attrs(pages[address.Route("/sources/"+slug+"/")], "meta[name=description]", "content")
			}
			equal(t, "description", about("m0"), []string{want.about})
			equal(t, "description of a source without anything", about("bare"), []string{want.bare})
			equal(t, "byline", texts(all(pages["/sources/m0/"], ".byline")), []string{"Lena Kurz · " + want.date})
			has(t, pages["/sources/bare/"], ".byline", 0)
			if got := texts(all(pages["/quotes/vote/"], ".cite pre"))[0]; !strings.Contains(got, "— Lena Kurz, ") || !strings.Contains(got, want.date) {
				t.Errorf("the quotation is cited as %q", got)
			}
			for _, got := range texts(all(pages["/"], ".begin li")) {
				if strings.Count(got, "Mayor resigns") > 1 {
					t.Errorf("a place to begin is %q", got)
				}
			}
			compared := pages["/compare/m0--m1/"]
			equal(t, "comparison", texts(all(compared, "h1")), []string{want.pair})
			heads := texts(all(compared, ".heads p"))
			if len(heads) != 2 || heads[0] == heads[1] || !strings.Contains(heads[0], want.date) {
				t.Errorf("the columns are headed %q", heads)
			}
		})
	}
}

func TestSourcesAreToldApart(t *testing.T) {
	for _, c := range []struct {
		name  string
		heads [2]string
		want  string
	}{
		{"by author", [2]string{"title: Vote\nauthor: Ada\npublished: 2015\n", "title: Vote\nauthor: Ben\npublished: 2016\n"}, "Vote (Ada) and Vote (Ben)"},
		{"by date, where one has no author", [2]string{"title: Vote\nauthor: Ada\npublished: 2015\n", "title: Vote\npublished: 2016\n"}, "Vote (2015) and Vote (2016)"},
		{"by slug", [2]string{"title: Vote\nauthor: Ada\n", "title: Vote\nauthor: Ada\n"}, "Vote (m0) and Vote (m1)"},
		{"of one outlet", [2]string{"title: Vote\npublisher: Post\nauthor: Ada\n", "title: Vote\npublisher: Post\nauthor: Ben\n"}, "Post (“Vote”) (Ada) and Post (“Vote”) (Ben)"},
		{"by title", [2]string{"title: One\npublisher: Post\n", "title: Two\npublisher: Post\n"}, "Post (“One”) and Post (“Two”)"},
		{"by outlet", [2]string{"title: Vote\npublisher: Post - the paper\n", "title: Vote\npublisher: Herald\n"}, "Post and Herald"},
	} {
		page := versions(t, "en", c.heads[:]...)["/compare/m0--m1/"]
		equal(t, c.name, texts(all(page, "h1")), []string{c.want})
		if heads := texts(all(page, ".heads p")); len(heads) != 2 || heads[0] == heads[1] {
			t.Errorf("%s: the columns are headed %q", c.name, heads)
		}
	}
}
