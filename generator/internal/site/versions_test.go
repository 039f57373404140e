package site_test

import (
	"slices"
	"testing"

	"dossier/generator/internal/address"
	"dossier/generator/internal/diag"
)

// TestVersionsOfASource has an article that was captured three times.
func TestVersionsOfASource(t *testing.T) {
	s, r, diags := plan(t, "testdata/versions.txtar", nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	everyPageIsFound(t, s)
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		// The newest is the source, and is counted once.
		{"/", ".panels .source h3", "Ferry stopped after 21 complaints"},
		{"/", "footer.site p", "Made from 1 source, 1 annotation, 1 quotation."},
		{"/sources/paper/", ".versions-note", "There are 3 versions of this text; the text changed 2 times. 2 passages that this dossier cites are no longer in the newest. Changed in what is cited: a number, 12 → 21; a sentence that is no longer there. What changed"},
		{"/sources/paper/", ".block", `The harbour office stopped the ferry on Tuesday after 21 complaints. The minister said on Wednesday that the ferry was safe. 1 | The ferry has run since 1961. It carries 400 people a day. 2 | "We will look at every boat1," said Ann Reed, who heads the office.2 3 | This article was corrected on 14 March 2024: an earlier version gave the number of complaints as 12. 4`},
		// What an earlier version says stands on a page of its own.
		{"/sources/paper@2024-03-12T09-10/", "h1", "Ferry stopped after 12 complaints"},
		{"/sources/paper@2024-03-12T09-10/", ".versions-note", "This is an earlier version of the text: 12 March 2024, 09:10. The newest version · What changed"},
		{"/sources/paper@2024-03-12T09-10/", ".versions-note a @href", "../paper/index.html | ../paper/versions/index.html"},
		{"/sources/paper@2024-03-12T09-10/", "p.block mark", "The harbour office stopped the ferry on Tuesday after 12 complaints. | Passengers waited for two hours."},
		{"/sources/paper@2024-03-13/", "h1", "Ferry stopped after 21 complaints"},
		{"/sources/paper@2024-03-13/", "p.block mark", ""},
		// What changed.
		{"/sources/paper/versions/", "h2", "Cited here, and changed since | 12 March 2024, 09:10 → 13 March 2024 | 13 March 2024 → 14 March 2024"},
		{"/sources/paper/versions/", ".citation blockquote", "The harbour office stopped the ferry on Tuesday after 12 complaints. | Passengers waited for two hours."},
		{"/sources/paper/versions/", ".revision dd", "Ferry stopped after 12 21 complaints"},
		{"/sources/paper/versions/", ".sentences li", `changed The harbour office stopped the ferry on Tuesday after 12 21 complaints. In context | no longer there Passengers waited for two hours. In context | no longer there The minister did not comment. In context | new The minister said on Wednesday that the ferry was safe. In context | moved "We will look at every boat," said Ann Reed, who heads the office. In context | new says that the text was corrected This article was corrected on 14 March 2024: an earlier version gave the number of complaints as 12. In context`},
		{"/sources/paper/versions/", ".sentences del", "12 | Passengers waited for two hours. | The minister did not comment."},
		{"/sources/paper/versions/", ".sentences .notice ins", "This article was corrected on 14 March 2024: an earlier version gave the number of complaints as 12."},
		{"/sources/paper/versions/", ".revision > .meta", "4 sentences are as they were. | 3 sentences are as they were."},
		// A citation says when its words were changed, and where.
		{"/quotes/complaints/", ".lead figcaption", "The Courier, in context, 12 March 2024 · Original page · changed by 13 March 2024"},
		{"/quotes/complaints/", ".lead figcaption a @href", "../../sources/paper@2024-03-12T09-10/index.html#p-the-harbour-office-stopped-the | https://example.org/ferry | ../../sources/paper/versions/index.html#v-2024-03-13"},
		{"/quotes/complaints/", ".clock li", "Printed The Courier 12 March 2024"},
		{"/sources/paper/versions/", ".citation figcaption", "The complaints · The Courier, in context · changed by 13 March 2024 · a number, 12 → 21 | The complaints · The Courier, in context · changed by 13 March 2024 · a sentence that is no longer there"},
		{"/sources/paper/versions/", ".moments .row-title", "Printed: 1 source | Found changed: 2 times"},
		{"/", ".panels li", "Annotation The Courier: “‘We will look at every boat,’ said Ann Reed, who heads the…” | Quotation The complaints | Page About"},
		// The timeline says when it was found changed, and leads to the change.
		{"/timeline/", ".head .summary", "The dates tell when an outlet printed something and when a text was found changed. Each is as exact as it is given and no more."},
		{"/timeline/", ".chronicle-list .changed", "found changed 13 March 2024 Ferry stopped after 21 complaints The Courier | found changed 14 March 2024 Ferry stopped after 21 complaints The Courier"},
		{"/timeline/", ".chronicle-list .changed a @href", "../sources/paper/versions/index.html#v-2024-03-13 | ../sources/paper/versions/index.html#v-2024-03-14"},
		// Programs are told where the text was and where copies are, as far as that is said.
		{"/sources/paper/", "link[rel=original] @href", "https://example.org/ferry"},
		{"/sources/paper/", "link[rel=memento] @href", "https://archive.example.org/20240314/ferry"},
		{"/sources/paper@2024-03-13/", "link[rel=memento] @href", ""},
		{"/sources/paper/versions/", "link[rel=original], link[rel=memento], link[rel=timemap] @rel", "original | memento"},
		{"/about/", ".prose a @href", "../sources/paper@2024-03-13/index.html | ../sources/paper@2024-03-12T09-10/index.html"},
	} {
		doc := docs[c.route]
		if doc == nil {
			t.Fatalf("there is no page %s", c.route)
		}
		if got := shown(t, doc, c.selector); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
}

// TestTheNearestVersionIsCompared has an article that was rewritten after another outlet
// had copied it: it is compared with the copy as it was, and with others as it is, and
// is one source to all of them.
func TestTheNearestVersionIsCompared(t *testing.T) {
	s, r, diags := plan(t, "testdata/versions-compared.txtar", nil)
	if slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }) {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	if docs["/compare/copy--paper@2024-03-12/"] != nil || docs["/compare/late--paper/"] == nil {
		t.Error("the address of a comparison names a version, or there is none")
	}
	const compared = "The Courier: an earlier version is compared (12 March 2024)."
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		{"/compare/copy--paper/", "main > .meta", compared},
		{"/compare/copy--paper/", "main > .meta a @href", "../../sources/paper/versions/index.html"},
		{"/compare/copy--paper/", ".row.verbatim .right blockquote", "The harbour office stopped the night ferry on Monday after 12 complaints about its engine, the newspaper has learned from two clerks."},
		{"/compare/copy--paper/", ".row.verbatim .right .context a @href", "../../sources/paper@2024-03-12/index.html#t-the-harbour-office-stopped-the"},
		{"/compare/copy--paper/", ".side .title a @href", "../../sources/copy/index.html | ../../sources/paper@2024-03-12/index.html"},
		{"/compare/late--paper/", "main > .meta", ""},
		{"/compare/late--paper/", ".side .title a @href", "../../sources/late/index.html | ../../sources/paper/index.html"},
		{"/compare/", ".pairs .meta", compared},
		{"/compare/", ".matrix thead th", "The Courier | The Gazette | The Herald"},
		// The page of the source tells of both, its text of what is beside it as it is.
		{"/sources/paper/", ".related .strip b", "The Herald | The Gazette"},
		{"/sources/paper/", ".related .meta", compared},
		{"/sources/paper/", ".shared a", "The Herald"},
		{"/sources/paper@2024-03-12/", ".shared a", "The Gazette"},
		{"/sources/copy/", ".shared a @href", "../paper@2024-03-12/index.html#t-the-harbour-office-stopped-the"},
	} {
		doc := docs[c.route]
		if doc == nil {
			t.Fatalf("there is no page %s", c.route)
		}
		if got := shown(t, doc, c.selector); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
}

// TestAnAnnotationOfAnEarlierVersionNamesIt, since the newest says something else.
func TestAnAnnotationOfAnEarlierVersionNamesIt(t *testing.T) {
	s, r, _ := plan(t, "testdata/versions.txtar", func(files map[string]string) {
		files["annotations/boat.md"] = "---\nsource: paper\n---\n> Passengers waited for two hours.\n\nIn the first alone.\n"
	})
	docs := everyPage(t, s, r)
	for _, c := range [][3]string{
		{"/", ".panels li", "Annotation The Courier (12 March 2024, 09:10): “Passengers waited for two hours.” | Quotation The complaints | Page About"},
		{"/sources/paper/versions/", ".citation figcaption a:first-child", "The complaints | Annotation | The complaints"},
	} {
		if got := shown(t, docs[address.Route(c[0])], c[1]); got != c[2] {
			t.Errorf("%s: got %s\nwant %s", c[0], got, c[2])
		}
	}
}
