package site_test

import (
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
)

// A link to a paragraph leads to where that is now when the source was captured again: to the same words, or to what took their place.
func TestOldLinksToParagraphsLeadOn(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		files["sources/twice.md"] = "---\ntitle: Twice\ncaptured: 2020-06-02\n---\n\nA new lead stands here today.\n\nThe mayor said forty ships would sail by the end of May.\n\nNobody answered the telephone at the port.\n"
		files["sources/twice@2020-06-01.md"] = "---\n---\n\nNobody answered the telephone at the port.\n\nAfter the storm the mayor said thirty ships would sail by the end of May.\n\nThis one is gone, and nothing took its place.\n"
	})
	doc := docs["/sources/twice/"]
	for id, want := range map[string]string{
		"t-after-the-storm-the-mayor":        "The mayor said forty ships",
		"t-this-one-is-gone-and":             "The mayor said forty ships",
		"t-nobody-answered-the-telephone-at": "Nobody answered",
	} {
		n := cascadia.Query(doc, cascadia.MustCompile(`[id="`+id+`"]`))
		for n != nil && n.Data != "p" {
			n = n.Parent
		}
		if n == nil || !strings.HasPrefix(text(n), want) {
			t.Errorf("%s leads to %v, not to %q", id, n, want)
		}
	}
	if old := docs["/sources/twice@2020-06-01/"]; cascadia.Query(old, cascadia.MustCompile("p.block > span[id]")) != nil {
		t.Error("an earlier version has ids of others")
	}
}
