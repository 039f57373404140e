package site_test

import (
	"maps"
	"slices"
	"testing"

	"dossier/generator/internal/address"
)

// TestADifferenceSpeaksOfTheWordsCited has a wording that is cited without what its source says in the middle: the page counts
// that and keeps it ready, as where it shows no difference.
func TestADifferenceSpeaksOfTheWordsCited(t *testing.T) {
	source := func(outlet, day, text string) string {
		return "---\ntitle: A ferry\npublisher: " + outlet + "\npublished: 2024-03-" + day + "\nlang: en\n---\n" + text + "\n"
	}
	s, r, diags := plan(t, "testdata/small.txtar", func(files map[string]string) {
		clear(files)
		maps.Copy(files, map[string]string{
			"dossier.yaml":      "title: A ferry\nlanguage: en\n",
			"sources/post.md":   source("Post", "11", "“The ferry will stop in May for repairs of the hull,” she said."),
			"sources/herald.md": source("Herald", "12", "“The ferry will stop in May,” she told the Herald at the pier, “for repairs of the keel.”"),
			"sources/paper.md":  source("Paper", "13", "“The ferry, which was built in Turku, will stop in May for repairs of the hull.”"),
			"quotes/stop.md": "---\ntitle: It will stop\n---\n> The ferry will stop in May for repairs of the hull\n> — [[post]]\n\n" +
				"> The ferry will stop in May […] for repairs of the keel\n> — [[herald]]\n\n> The ferry […] will stop in May for repairs of the hull\n> — [[paper]]\n",
		})
	})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	doc := everyPage(t, s, r)["/quotes/stop/"]
	for _, c := range []struct{ selector, want string }{
		{".wording blockquote", "The ferry will stop in May […] 7 words left out ,” she told the Herald at the pier, “ for repairs of the hull keel | " +
			"The ferry […] 5 words left out , which was built in Turku, will stop in May for repairs of the hull"},
		{".wording .left-out", ",” she told the Herald at the pier, “ | , which was built in Turku,"},
		{".wording del", "hull"},
		{".wording ins", "keel"},
		{".wording .frame", ""},
		{".wording .sentence", "The leading wording, above. In context | It has “keel” for “hull”. In context · Compare with Post | In context · Compare with Post"},
	} {
		if got := shown(t, doc, c.selector); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.selector, got, c.want)
		}
	}
}

// TestOnlyTheSearchHasItsClass has a quotation with a wording that nobody cites: the search fills the element of class "found", and
// would take the place of what the comparison found.
func TestOnlyTheSearchHasItsClass(t *testing.T) {
	s, r, _ := plan(t, "testdata/small.txtar", func(files map[string]string) {
		const words = "“The ferry will stop in May for repairs of the hull,” she said."
		clear(files)
		maps.Copy(files, map[string]string{
			"dossier.yaml":      "title: A ferry\nlanguage: en\n",
			"sources/post.md":   "---\ntitle: A ferry\npublisher: Post\npublished: 2024-03-11\n---\n" + words + "\n",
			"sources/herald.md": "---\ntitle: A ship\npublisher: Herald\npublished: 2024-03-12\n---\n" + words + "\n",
			"quotes/stop.md":    "---\ntitle: It will stop\n---\n> The ferry will stop in May for repairs of the hull\n> — [[post]]\n",
		})
	})
	docs := everyPage(t, s, r)
	if got := shown(t, docs["/quotes/stop/"], ".uncited h3 > a"); got != "Herald" {
		t.Errorf("the wording that nobody cites is of %q", got)
	}
	for route, doc := range docs {
		if got := links(doc, "class"); slices.Contains(got, "found") != (route == address.Search) {
			t.Errorf("%s has what the search fills: %q", route, got)
		}
	}
}
