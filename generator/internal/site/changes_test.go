package site_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"testing"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/templates"
)

// amended is small dossier with changes in every kind of file.
func amended(files map[string]string) {
	clear(files)
	maps.Copy(files, map[string]string{
		"dossier.yaml":           "title: A ferry\nlanguage: en\nbase_url: https://ferry.example/\n",
		"sources/paper.md":       "---\ntitle: The ferry\npublisher: Courier\ncaptured: 2024-03-12\nlang: en\nchanges:\n  - {date: 2025-01-01, what: Of the first version., kind: note}\n  - {date: 2025-01-02, what: The outlet was wrong., why: A slip., kind: correction}\n---\nThe old ferry was stopped on Friday. It had no crew.\n",
		"sources/paper@later.md": "---\ncaptured: 2024-03-20\nchanges:\n  - {date: 2025-01-03, what: Of the later version.}\n---\nThe old ferry was stopped on Thursday. It had no crew.\n",
		"annotations/a.md":       "---\nsource: paper\nchanges: {date: 2025-01-04, what: Of the remark.}\n---\n> It had no crew.\n\nWhy?\n",
		"quotes/q.md":            "---\ntitle: No crew\nchanges:\n  - {date: 2025-01-05, what: One.}\n  - {date: 2025-01-06, what: Two.}\n  - {date: 2025-01-08, what: Four.}\n  - {date: 2025-01-07, what: Three.}\n  - {date: 2025-01-08, what: Small., kind: note}\n---\n> It had no crew.\n> — [[paper]]\n",
		"events/e.md":            "---\ntitle: A stop\ndate: 2024\nchanges: {date: 2025-02-01, what: Of the event.}\n---\n> It had no crew.\n> — [[paper]]\n",
		"people/p.md":            "---\nname: Ann\nchanges: {date: 2025-02-02, what: Of the person., kind: correction}\n---\nText.\n",
		"pages/about.md":         "---\ntitle: About\nchanges: {date: 2025-02-03, what: Of the page., kind: note}\n---\nText.\n",
		"pages/draft.md":         "---\ntitle: Draft\ndraft: true\nchanges: {date: 2025-02-04, what: Of a draft.}\n---\nText.\n",
	})
}

// TestChangesStandOnThePageOfWhatWasChangedAndOnOneOfTheirOwn reads them there, the newest first.
func TestChangesStandOnThePageOfWhatWasChangedAndOnOneOfTheirOwn(t *testing.T) {
	s, r, diags := plan(t, "testdata/small.txtar", amended)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	const head, foot = ".head section.limited p", "section[aria-labelledby=history] p"
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		{"/sources/paper/", head, "Update, 4 January 2025 · Annotation: Courier: “It had no crew.” Of the remark. | Update, 3 January 2025 Of the later version. | Correction, 2 January 2025 The outlet was wrong. A slip."},
		{"/sources/paper/", foot, "Small change, 1 January 2025 Of the first version."},
		{"/sources/paper@2024-03-12/", head, "Correction, 2 January 2025 The outlet was wrong. A slip."},
		{"/sources/paper/versions/", head, ""},
		{"/quotes/q/", head, "Update, 8 January 2025 Four. | Update, 7 January 2025 Three. | Update, 6 January 2025 Two. | Update, 5 January 2025 One."},
		{"/quotes/q/", ".head section.limited summary", "1 earlier change"},
		{"/quotes/q/", foot, "Small change, 8 January 2025 Small."},
		{"/events/e/", head, "Update, 1 February 2025 Of the event."},
		{"/people/p/", head, "Correction, 2 February 2025 Of the person."},
		{"/about/", head, ""},
		{"/about/", foot, "Small change, 3 February 2025 Of the page."},
		{"/changes/", "h1", "Changes to this dossier"},
		{"/changes/", "article h3 + p", "Of the page. | Of the person. | Of the event. | Four. | Small. | Three. | Two. | One. | Of the remark. | Of the later version. | The outlet was wrong. A slip. | Of the first version."},
		{"/changes/", "article", "3 February 2025Small change About Of the page. Page | 2 February 2025Correction Ann Of the person. Person"},
		{"/changes/", "article h3 a @href", "../about/index.html | ../people/p/index.html"},
		{"/changes/", ".filter select @name", "kind"},
		{"/", "footer a @href", "changes/index.html"},
		{"/quotes/q/", "link[rel=alternate][type='application/atom+xml'][href*='changes'] @href", "../../changes/feed.xml"},
	} {
		got := shown(t, docs[c.route], c.selector)
		if c.route == "/changes/" && strings.HasPrefix(c.selector, "article") && c.selector != "article h3 + p" {
			got = got[:min(len(got), len(c.want))] // the first two of them
		}
		if got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
}

// TestADossierWithoutChangesShowsNothingOfThem looks for traces of them, and holds every page against that of the same with
// changes in drafts alone.
func TestADossierWithoutChangesShowsNothingOfThem(t *testing.T) {
	bytesOf := func(edit func(map[string]string)) map[address.Route]string {
		s, r, _ := plan(t, "testdata/small.txtar", edit)
		out := map[address.Route]string{}
		for _, p := range s.Pages() {
			var b bytes.Buffer
			if err := r.Page(&b, p.Template, s.Data(p)); err != nil {
				t.Fatal(err)
			}
			out[p.Route] = b.String()
		}
		return out
	}
	all := bytesOf(nil)
	if !maps.Equal(all, bytesOf(func(files map[string]string) {
		files["pages/draft.md"] = "---\ntitle: Draft\ndraft: true\nchanges: {date: 2025-02-04, what: Of a draft.}\n---\nText.\n"
	})) {
		t.Error("what was changed in a draft changes the site")
	}
	for route, page := range all {
		for _, trace := range []string{"atom+xml", "/changes/", "Changes to this", "History of this page"} {
			if strings.Contains(page, trace) {
				t.Errorf("%s has %q", route, trace)
			}
		}
	}
}

// TestThePagesOfEveryKindTellTheirChanges reads the templates: what is at the foot all pages have.
func TestThePagesOfEveryKindTellTheirChanges(t *testing.T) {
	for _, k := range dossier.Kinds() {
		if !k.HasPages() {
			continue
		}
		data, err := fs.ReadFile(templates.Files, string(k)+".html")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), `{{template "changes" .}}`) {
			t.Errorf(`%s.html has no {{template "changes" .}} in its head`, k)
		}
	}
}

// TestManyChangesTakePagesOfTheirOwn counts each of them once among the pages of the list.
func TestManyChangesTakePagesOfTheirOwn(t *testing.T) {
	s, r, diags := plan(t, "testdata/small.txtar", func(files map[string]string) {
		clear(files)
		files["dossier.yaml"] = "title: A ferry\nlanguage: en\n"
		for i := range 300 {
			files[fmt.Sprintf("pages/p%d.md", i)] = fmt.Sprintf("---\ntitle: Page %d\nchanges: {date: 2025-01-%02d, what: \"%s%d.\", kind: %s}\n---\nText.\n", i, 1+i%28, strings.Repeat("Words of a change. ", 40), i, []string{"correction", "update", "note"}[i%3])
		}
	})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	n := 0
	for route, doc := range docs {
		if strings.HasPrefix(string(route), "/changes/") && !strings.Contains(string(route), "kind-") {
			n += strings.Count(shown(t, doc, "article h3"), "Page")
		}
	}
	if _, several := docs["/changes/2.html"]; !several || n != 300 {
		t.Errorf("the list takes several pages: %v, and has %d changes, want 300", several, n)
	}
	if docs["/changes/kind-correction.html"] == nil {
		t.Error("there is no page of the corrections alone")
	}
}
