package site_test

import (
	"fmt"
	"slices"
	"testing"

	"dossier/generator/internal/address"
	"dossier/generator/internal/diag"
)

// TestChainsOfWords has quotations of several speakers, of somebody in another's words,
// and of words that came through an agency.
func TestChainsOfWords(t *testing.T) {
	s, r, diags := plan(t, "testdata/chains.txtar", nil)
	if slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }) {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	const chain = "Ada Reed, quoting Ib Larsen, in Harbour Wire and The Herald"
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		{"/quotes/may/", ".byline b", chain},
		{"/quotes/may/", ".byline b a @href", "../../people/ada/index.html | ../../people/mayor/index.html | ../../people/harbour-wire/index.html | ../../sources/wire/index.html"},
		{"/quotes/may/", "aside h2", "Said and printed | Also said by Ada Reed | How to cite this page"},
		{"/quotes/joint/", ".byline b", "Ada Reed and Ib Larsen"},
		{"/quotes/joint/", "aside h2", "Said and printed | Also said by one or more of them | How to cite this page"},
		{"/quotes/joint/", "aside .byday .when", "Ada Reed, quoting Ib Larsen, in Harbour Wire and The Herald · 11 March 2024 | Ada Reed"},
		{"/quotes/asked/", "aside .byday .when", chain + " · 11 March 2024 | Ada Reed and Ib Larsen"},
		{"/quotes/asked/", ".byline b", "Ada Reed"},
		{"/quotes/", ".group h2", chain + " 11 March 2024 | Ada Reed | Ada Reed and Ib Larsen"},
		{"/quotes/", ".item @data-speaker", "ada mayor harbour-wire | ada | ada mayor"},
		{"/people/mayor/", ".column h2", "What was said | As quoted by others"},
		{"/people/mayor/", "#said ~ .occasions h3", "Every boat"},
		{"/people/mayor/", "#said ~ .occasions .when", "Ada Reed and Ib Larsen"},
		{"/timeline/", ".drawing-wide .row-about", "said 11 March 2024, Ada Reed, quoting Ib Larsen | no date of its own, Ada Reed | no date of its own, Ada Reed and Ib Larsen"},
		{"/people/mayor/", "#quoted ~ .occasions h3", "Not before May"},
		{"/people/mayor/", "#quoted ~ .occasions .when", chain + " · 11 March 2024"},
		{"/people/ada/", "#said ~ .occasions h3", "Not before May | Nobody asked | Every boat"},
		{"/people/ada/", "#quoted ~ .occasions h3", ""},
		{"/people/harbour-wire/", "#passed ~ .occasions h3", "Not before May"},
		{"/people/", ".items h3", "Ada Reed | Ib Larsen | Harbour Wire"},
		{"/timeline/", ".chronicle-list .said .who", chain},
		{"/sources/wire/", ".mentions a", "Not before May"},
	} {
		doc := docs[c.route]
		if doc == nil {
			t.Fatalf("there is no page %s", c.route)
		}
		if got := shown(t, doc, c.selector); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
	p, _ := s.Page("/quotes/may/")
	if previews := s.Previews(p); len(previews) != 1 || !slices.Contains(previews[0].Facts, chain) {
		t.Errorf("the preview says %v", previews)
	}
}

// TestAJointStatementLeadsToEachSpeaker has more statements of two speakers than the page of one lists.
func TestAJointStatementLeadsToEachSpeaker(t *testing.T) {
	s, r, _ := plan(t, "testdata/chains.txtar", func(files map[string]string) {
		for i := range 25 {
			said := fmt.Sprintf("Word %d was hers", i)
			files["sources/paper.md"] += "\n\"" + said + ".\"\n"
			files[fmt.Sprintf("quotes/more-%d.md", i)] = "---\ntitle: " + said + "\nspeaker: ada\n---\n> " + said + "\n> — [[paper]]\n"
		}
		files["quotes/own.md"] = "---\ntitle: His own\nspeaker: mayor\n---\n> Another text.\n> — [[wire]]\n"
		files["people/third.md"] = "---\nname: Third\n---\n"
		files["quotes/three.md"] = "---\ntitle: Three\nspeaker: [third, ada, mayor]\n---\n> the two said\n> — [[paper]]\n"
	})
	docs := everyPage(t, s, r)
	for route, want := range map[address.Route]string{
		"/quotes/joint/":  "Ada Reed: all 29 quotations | Ib Larsen: all 3 quotations",
		"/quotes/three/":  "Ada Reed: all 29 quotations | Ib Larsen: all 3 quotations",
		"/quotes/more-3/": "All 29 quotations",
	} {
		if got := shown(t, docs[route], "aside .byday > .meta a"); got != want {
			t.Errorf("%s: %s\nwant %s", route, got, want)
		}
	}
	if got := shown(t, docs["/quotes/joint/"], "aside .byday > .meta a @href"); got != "../../people/ada/index.html#said | ../../people/mayor/index.html#said" {
		t.Errorf("the links lead to %s", got)
	}
}
