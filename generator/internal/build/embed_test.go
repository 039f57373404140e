package build

import (
	"maps"
	"strings"
	"testing"

	"dossier/generator/internal/dossiertest"
)

// embeddable is a dossier with something of each kind that others put into pages of theirs.
var embeddable = map[string]string{
	"dossier.yaml":       "title: The port\nlanguage: en\nbase_url: https://example.org/d/\n",
	"people/ada.md":      "---\nname: Ada Roe\n---\nThe director.\n",
	"sources/paper.md":   "---\ntitle: The port is open\npublisher: The Paper\npublished: 2014-07-03\n---\nThe port is open for <all> & everybody, she said. Nobody was hurt.\n",
	"sources/gazette.md": "---\ntitle: Port opens\npublisher: The Gazette\npublished: 2014-07-04\n---\nShe said that the port was open for all. It rained.\n",
	"quotes/open.md":     "---\ntitle: The port & its ships\nspeaker: ada\nsaid: 2014-07-02\noccasion: A speech\n---\n> The port is open for <all> & everybody\n> — [[paper]]\n\n> the port was open for all\n> — [[gazette]]\n",
	"claims/open.md":     "---\ntitle: The port is open\nclaimant: ada\nmade: 2014-07-02\nverdict: supported\nreviewed: 2014-07-09\nsummary: Two outlets print it.\n---\n## What the evidence shows\n\n> Nobody was hurt\n> — [[paper]] supports\n",
}

// changed returns the files of a dossier with some of them changed.
func changed(files, changes map[string]string) map[string]string {
	out := maps.Clone(files)
	maps.Copy(out, changes)
	return out
}

func TestQuotationsClaimsAndTheTimelineCanBeEmbedded(t *testing.T) {
	r := checked(t, Input{Content: dossiertest.Folder(t, embeddable)})
	page := func(name string) string {
		t.Helper()
		data, err := r.File(name)
		if err != nil || data == nil {
			t.Fatalf("%s: %v", name, err)
		}
		return string(data)
	}
	for name, wanted := range map[string][]string{
		"quotes/open/embed/index.html":  {"The port is open for &lt;all&gt; &amp; everybody", "Ada Roe", "2 July 2014", "A speech", "In The Paper, The Gazette", `href="../index.html" target="_blank" rel="noopener"`, ">The port</a>", `name="robots" content="noindex"`},
		"claims/open/embed/index.html":  {"The port is open", "Supported", "9 July 2014", "Two outlets print it.", "Claimed by Ada Roe", "1 passage"},
		"timeline/embed/index.html":     {"The port &amp; its ships", `href="../../quotes/open/index.html" target="_blank"`, "The whole timeline: 5 dates"},
		"quotes/open/index.html":        {`<link rel="alternate" type="application/json&#43;oembed" href="https://example.org/d/quotes/open/embed/oembed.json" title="The port &amp; its ships">`, `&lt;iframe src=&#34;https://example.org/d/quotes/open/embed/&#34;`, `title=&#34;The port &amp;amp; its ships&#34; loading=&#34;lazy&#34;`},
		"claims/open/index.html":        {"https://example.org/d/claims/open/embed/oembed.json", "&lt;iframe"},
		"timeline/index.html":           {"https://example.org/d/timeline/embed/oembed.json", "&lt;iframe"},
		"quotes/open/embed/oembed.json": {`"version": "1.0"`, `"type": "rich"`, `"provider_name": "The port"`, `"title": "The port \u0026 its ships"`},
		"embed.css":                     {"color-scheme: light dark"},
	} {
		got := page(name)
		for _, words := range wanted {
			if !strings.Contains(got, words) && !strings.Contains(strings.ReplaceAll(got, "+oembed", "&#43;oembed"), words) {
				t.Errorf("%s lacks %s:\n%s", name, words, got)
			}
		}
	}
}

func TestEmbedsAreWhereTheyCanBe(t *testing.T) {
	for name, in := range map[string]Input{
		"no base_url": {Content: dossiertest.Folder(t, changed(embeddable, map[string]string{"dossier.yaml": "title: The port\nlanguage: en\n"}))},
		"without":     {Content: dossiertest.Folder(t, changed(embeddable, map[string]string{"dossier.yaml": embeddable["dossier.yaml"] + "without: [embeds]\n"}))},
		"a preview":   {Content: dossiertest.Folder(t, embeddable), Drafts: true},
	} {
		r := checked(t, in)
		for _, path := range r.paths() {
			if strings.Contains(path, "embed") {
				t.Errorf("%s: there is %s", name, path)
			}
			if data, err := r.File(path); err != nil || strings.Contains(string(data), "oembed") || strings.Contains(string(data), "iframe") {
				t.Errorf("%s: %s speaks of embedding", name, path)
			}
		}
	}
}
