package build

import (
	"html"
	"maps"
	"regexp"
	"strings"
	"testing"

	"dossier/generator/internal/dossiertest"
)

var graphMeta = regexp.MustCompile(`<meta (?:property="(og:[^"]+)"|name="(twitter:[^"]+)") content="([^"]*)">`)

// graph returns what a page says in the words of OpenGraph.
func graph(t *testing.T, r *Result, path string) map[string]string {
	t.Helper()
	data, err := r.File(path)
	if err != nil || data == nil {
		t.Fatalf("%s: %v", path, err)
	}
	out := map[string]string{}
	for _, m := range graphMeta.FindAllStringSubmatch(string(data), -1) {
		if _, twice := out[m[1]+m[2]]; twice {
			t.Errorf("%s says %s%s twice", path, m[1], m[2])
		}
		out[m[1]+m[2]] = html.UnescapeString(m[3])
	}
	return out
}

// TestPagesTellHowToShowALinkToThem looks at the metas of a page of each type.
func TestPagesTellHowToShowALinkToThem(t *testing.T) {
	files := maps.Clone(spoken)
	files["dossier.yaml"] += "language: en-GB\n"
	r := checked(t, Input{Content: dossiertest.Folder(t, files)})
	for path, kind := range map[string]string{
		"index.html": "website", "sources/index.html": "website", "sources/paper/index.html": "article", "quotes/safe/index.html": "article",
		"claims/bridge/index.html": "article", "people/mayor/index.html": "profile", "people/council/index.html": "article", "method/index.html": "article",
	} {
		got := graph(t, r, path)
		for key, want := range map[string]string{
			"og:type": kind, "og:url": "https://example.org/d/" + strings.TrimSuffix(path, "index.html"), "og:site_name": "A dossier", "og:locale": "en_GB",
		} {
			if got[key] != want {
				t.Errorf("%s: %s is %q, want %q", path, key, got[key], want)
			}
		}
		if got["og:title"] == "" || got["og:description"] == "" {
			t.Errorf("%s: %v", path, got)
		}
	}
	if got := graph(t, r, "404.html"); len(got) > 0 {
		t.Errorf("an address that leads nowhere says %v", got)
	}
	files["dossier.yaml"] = spoken["dossier.yaml"]
	if got := graph(t, checked(t, Input{Content: dossiertest.Folder(t, files)}), "index.html"); got["og:locale"] != "" || got["og:title"] != "A dossier" {
		t.Errorf("%v", got)
	}
}

// TestPagesMaySayNothingOfLinksToThem builds dossiers that do not know where they will stand, do not want it, or are previews.
func TestPagesMaySayNothingOfLinksToThem(t *testing.T) {
	for _, c := range []struct {
		settings string
		drafts   bool
	}{{"title: T\n", false}, {"title: T\nbase_url: https://example.org/d/\nwithout: [cards]\n", false}, {spoken["dossier.yaml"], true}} {
		files := maps.Clone(spoken)
		files["dossier.yaml"] = c.settings
		r := checked(t, Input{Content: dossiertest.Folder(t, files), Drafts: c.drafts})
		for _, path := range []string{"index.html", "quotes/safe/index.html", "claims/bridge/index.html"} {
			if got := graph(t, r, path); len(got) > 0 {
				t.Errorf("%q: %s says %v", c.settings, path, got)
			}
		}
	}
}
