package address

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/generator/internal/dossier"
)

func TestRoutesLinkToEachOther(t *testing.T) {
	for _, c := range []struct {
		from, to Route
		fragment string
		want     string
	}{
		{"/", "/", "", "index.html"},
		{"/", "/", "top", "#top"},
		{"/", "/sources/", "", "sources/index.html"},
		{"/", "/404.html", "", "404.html"},
		{"/404.html", "/", "", "index.html"},
		{"/404.html", "/404.html", "main", "#main"},
		{"/sources/", "/sources/a/", "", "a/index.html"},
		{"/sources/a/", "/sources/", "", "../index.html"},
		{"/sources/a/", "/sources/a/", "", "index.html"},
		{"/sources/a/", "/sources/b/", "p-x", "../b/index.html#p-x"},
		{"/sources/a/", "/", "", "../../index.html"},
		{"/compare/a--b/", "/quotes/c/", "", "../../quotes/c/index.html"},
		{"/a/", "/a/b/", "", "b/index.html"},
		{"/index/", "/", "", "../index.html"},
	} {
		if got := c.from.Href(c.to, c.fragment); got != c.want {
			t.Errorf("%s to %s#%s: %q, want %q", c.from, c.to, c.fragment, got, c.want)
		}
	}
}

func TestRoutesLinkToAssets(t *testing.T) {
	for from, want := range map[Route]string{"/": "style.css", "/404.html": "style.css", "/sources/a/": "../../style.css"} {
		if got := from.Asset("style.css"); got != want {
			t.Errorf("from %s: %q, want %q", from, got, want)
		}
	}
}

func TestRoutesNameFiles(t *testing.T) {
	for r, want := range map[Route]string{"/": "index.html", "/404.html": "404.html", "/sources/a/": "sources/a/index.html"} {
		if got := r.File(); got != want {
			t.Errorf("%s: %q, want %q", r, got, want)
		}
	}
}

func TestNamesThatAreTooLongAreShortened(t *testing.T) {
	long := func(end string) dossier.Slug { return dossier.Slug(strings.Repeat("слово-", 40) + end) }
	seen := map[Route]dossier.Slug{}
	for _, slug := range []dossier.Slug{long("a"), long("b"), long("a-b"), dossier.Slug(strings.Repeat("a", 201)), dossier.Slug(strings.Repeat("a", 202))} {
		for _, r := range []Route{Sources.To(slug), Pair(slug, "x"), Topics.Page(string(slug))} {
			if other, taken := seen[r]; taken {
				t.Errorf("%s and %s are at %s", other, slug, r)
			}
			seen[r] = slug
			for _, name := range strings.Split(r.File(), "/") {
				if len(name) > longestName+len(".html") || !utf8.ValidString(name) {
					t.Errorf("%s: the name %q has %d bytes", slug, name, len(name))
				}
			}
			if again := Sources.To(slug); again != Sources.To(slug) {
				t.Errorf("%s is at %s and at %s", slug, r, again)
			}
		}
	}
	if got, want := Pair("b", "a"), Route("/compare/a--b/"); got != want {
		t.Errorf("a short pair is at %s", got)
	}
	if got := string(Sources.To(dossier.Slug(strings.Repeat("a", 200)))); len(got) != len("/sources//")+200 {
		t.Errorf("a name of 200 bytes is shortened: %s", got)
	}
}

func TestNamesOfDevicesAreNoFolders(t *testing.T) {
	for slug, want := range map[dossier.Slug]Route{"con": "/topics/con_/", "com1": "/topics/com1_/", "com10": "/topics/com10/", "conto": "/topics/conto/"} {
		if got := Topics.To(slug); got != want {
			t.Errorf("%s is at %s, want %s", slug, got, want)
		}
	}
}

func TestFilesLeadBackToTheirRoutes(t *testing.T) {
	for _, r := range []Route{Overview, Missing, "/sources/a/", "/sources/2.html", "/xindex.html"} {
		if got, ok := OfFile(r.File()); got != r || !ok {
			t.Errorf("%s is the file of %s", r.File(), got)
		}
	}
	if got, ok := OfPreviews(Route("/sources/a/").Previews()); got != "/sources/a/" || !ok {
		t.Errorf("the previews are those of %s", got)
	}
	for _, file := range []string{"style.css", "a/preview.js", "dossier.json"} {
		if _, ok := OfFile(file); ok {
			t.Errorf("%s is a page", file)
		}
	}
}
