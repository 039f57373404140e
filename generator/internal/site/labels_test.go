package site_test

import (
	"maps"
	"strings"
	"testing"

	"dossier/generator/internal/address"
)

// TestMarksInLabelsAreBalanced cites words that begin within a quotation and end within another.
func TestMarksInLabelsAreBalanced(t *testing.T) {
	const half, middle = "“We knew how badly he fared", "him: “It is not all right"
	s, r, diags := plan(t, "testdata/small.txtar", func(files map[string]string) {
		clear(files)
		maps.Copy(files, map[string]string{
			"dossier.yaml":     "title: A ferry\nlanguage: en\n",
			"sources/paper.md": "---\ntitle: A ferry\npublisher: Courier\npublished: 2024-03-12\nlang: en\n---\n" + half + ",” she said. She told " + middle + ", and you know it.”\n",
			"quotes/knew.md":   "---\ntitle: We knew\n---\n> " + half + "\n> — [[paper]]\n",
			"quotes/told.md":   "---\ntitle: Told\n---\n> " + middle + "\n> — [[paper]]\n",
			"annotations/a.md": "---\nsource: paper\n---\n> " + half + "\n\nShe knew.\n",
			"annotations/b.md": "---\nsource: paper\n---\n> " + middle + "\n\nShe told.\n",
			"pages/about.md":   "---\ntitle: About\n---\nSee [[a]] and [[b]].\n",
		})
	})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		{"/quotes/", "blockquote", "We knew how badly he fared | him: “It is not all right”"},
		{"/quotes/knew/", "meta[name=description] @content", "We knew how badly he fared"},
		{"/quotes/told/", "meta[name=description] @content", "him: “It is not all right”"},
		{"/sources/paper/", "q", ""},
	} {
		if got := shown(t, docs[c.route], c.selector); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
	for route, doc := range docs {
		for _, words := range []string{"“" + half, half + "”."} {
			if strings.Contains(text(doc), words) {
				t.Errorf("%s has %q", route, words)
			}
		}
	}
	for _, p := range s.Pages() {
		for _, preview := range s.Previews(p) {
			if strings.Count(preview.Words, "“") != strings.Count(preview.Words, "”") {
				t.Errorf("the preview %s of %s has %q", preview.Place, p.Route, preview.Words)
			}
		}
	}
}
