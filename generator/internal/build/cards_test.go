package build

import (
	"bytes"
	"html"
	"image/png"
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

// TestQuotationsAndClaimsHaveACard has one of each kind, one in a script that no typeface of ours has beside a dossier's title in
// another, and one of which nothing can be drawn.
func TestQuotationsAndClaimsHaveACard(t *testing.T) {
	files := maps.Clone(spoken)
	files["sources/hebrew.md"] = "---\ntitle: כתבה\npublisher: עיתון\nlang: he\n---\nבראשית ברא אלהים את השמים\n"
	files["quotes/hebrew.md"] = "---\ntitle: בראשית\n---\n> בראשית ברא אלהים את השמים\n> — [[hebrew]]\n"
	content := dossiertest.Folder(t, files)
	r := checked(t, Input{Content: content})
	alts := map[string]string{
		"quotes/safe/":   "the bridge is safe. · Ada Mayor and The Council · 28 February 2015 · In The Paper, The Council (“A post”), A release · A dossier",
		"quotes/hebrew/": "A dossier",
		"claims/bridge/": "Mixed · 2 April 2015 · The bridge is safe · Claimed by Ada Mayor · A dossier",
		"sources/paper/": "none",
		"people/mayor/":  "none",
	}
	for path, alt := range alts {
		got := graph(t, r, path+"index.html")
		if alt == "none" {
			if got["og:image"] != "" || got["twitter:card"] != "summary" {
				t.Errorf("%s: %v", path, got)
			}
			continue
		}
		for key, want := range map[string]string{
			"og:image": "https://example.org/d/" + path + "card.png", "og:image:width": "1200", "og:image:height": "630", "og:image:type": "image/png",
			"twitter:card": "summary_large_image", "og:image:alt": alt,
		} {
			if got[key] != want {
				t.Errorf("%s: %s is %q, want %q", path, key, got[key], want)
			}
		}
		data, err := r.File(path + "card.png")
		if err != nil {
			t.Fatal(err)
		}
		if picture, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || picture.Width != 1200 || picture.Height != 630 {
			t.Errorf("%s: %v, %+v", path, err, picture)
		}
	}
	files["dossier.yaml"] = "title: תיק\nbase_url: https://example.org/d/\n"
	r = checked(t, Input{Content: dossiertest.Folder(t, files)})
	if data, err := r.File("quotes/hebrew/card.png"); data != nil || err != nil || graph(t, r, "quotes/hebrew/index.html")["og:image"] != "" {
		t.Errorf("there is a card of nothing, %v", err)
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
		if cards := r.Site.Cards(); len(cards) > 0 {
			t.Errorf("%q: there is %s", c.settings, cards[0].Path)
		}
		for _, path := range []string{"index.html", "quotes/safe/index.html", "claims/bridge/index.html"} {
			if got := graph(t, r, path); len(got) > 0 {
				t.Errorf("%q: %s says %v", c.settings, path, got)
			}
		}
	}
}
