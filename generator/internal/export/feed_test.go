package export

import (
	"encoding/xml"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"dossier/generator/internal/dossiertest"
)

// feedOfFiles returns the feed of a folder; nil where there is none.
func feedOfFiles(t *testing.T, files map[string]string) []byte {
	t.Helper()
	d, ev := dossiertest.Resolve(t, dossiertest.Folder(t, files))
	for _, f := range Files(Input{Dossier: d.Public(), Evidence: ev}) {
		if f.Path == "changes/feed.xml" {
			data, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
	}
	return nil
}

func changedFiles() map[string]string {
	return map[string]string{
		"dossier.yaml":                "title: A ferry & <more>\nlanguage: en\nbase_url: https://ferry.example/here\neditors: [Ann, Bo]\n",
		"sources/paper.md":            "---\ntitle: The ferry\npublisher: Courier\nlang: en\n---\nThe old ferry was stopped on Friday. It had no crew.\n",
		"annotations/a.md":            "---\nsource: paper\nchanges: {date: 2025-01-04, what: Of the remark.}\n---\n> It had no crew.\n\nWhy?\n",
		"pages/about.md":              "---\ntitle: About\nchanges:\n  - {date: 2025-02-03, what: \"Of <the> page & \\u0007more.\", kind: note}\n  - {date: 2025-02-03, what: Twice.}\n  - {date: 2025-02-03, what: Twice.}\n  - {date: 2025-02-03T23:30:00-02:00, what: Late., why: A reason.}\n---\nText.\n",
		"sources/paper@2024-05-01.md": "---\ncaptured: 2024-05-01\n---\nThe new ferry was stopped.\n",
		"pages/draft.md":              "---\ntitle: Draft\ndraft: true\nchanges: {date: 2025-02-05, what: Of a draft.}\n---\nText.\n",
	}
}

type readLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
	Type string `xml:"type,attr"`
}

type readFeed struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	ID      []string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated []string   `xml:"http://www.w3.org/2005/Atom updated"`
	Authors []string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []readLink `xml:"http://www.w3.org/2005/Atom link"`
	Entries []struct {
		ID       []string   `xml:"http://www.w3.org/2005/Atom id"`
		Title    []string   `xml:"http://www.w3.org/2005/Atom title"`
		Updated  []string   `xml:"http://www.w3.org/2005/Atom updated"`
		Content  []string   `xml:"http://www.w3.org/2005/Atom content"`
		Links    []readLink `xml:"http://www.w3.org/2005/Atom link"`
		Category []struct {
			Term string `xml:"term,attr"`
		} `xml:"http://www.w3.org/2005/Atom category"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

// TestTheFeedIsAtom checks what RFC 4287 says that a feed must have: one id, title and date in the feed and in each entry, an
// author, links that are whole, no two alternates of one type, no two entries of one id, dates of RFC 3339.
func TestTheFeedIsAtom(t *testing.T) {
	data := feedOfFiles(t, changedFiles())
	var feed readFeed
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	seen := map[string]bool{}
	urn := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	one := func(what string, list []string) string {
		if len(list) != 1 || strings.TrimSpace(list[0]) == "" {
			t.Errorf("%s: %q, want one", what, list)
			return ""
		}
		return list[0]
	}
	id := func(list []string) {
		if v := one("id", list); !urn.MatchString(v) || seen[v] {
			t.Errorf("the id %q is no URN, or another's", v)
		} else {
			seen[v] = true
		}
	}
	date := func(list []string) time.Time {
		at, err := time.Parse(time.RFC3339, one("updated", list))
		if err != nil {
			t.Error(err)
		}
		return at
	}
	links := func(list []readLink) map[string]string {
		out := map[string]string{}
		for _, l := range list {
			if u, err := url.Parse(l.Href); err != nil || !u.IsAbs() || out[l.Rel] != "" || !regexp.MustCompile(`^[a-z]+/[a-z+]+$`).MatchString(l.Type) {
				t.Errorf("link %v", l)
			}
			out[l.Rel] = l.Href
		}
		return out
	}
	id(feed.ID)
	newest := date(feed.Updated)
	if got := one("title", feed.Title); !strings.HasPrefix(got, "A ferry & <more>") {
		t.Errorf("title %q", got)
	}
	if got := one("author", feed.Authors); got != "Ann, Bo" {
		t.Errorf("author %q", got)
	}
	if got := links(feed.Links); got["self"] != "https://ferry.example/here/changes/feed.xml" || got["alternate"] != "https://ferry.example/here/changes/" {
		t.Errorf("links %v", got)
	}
	var told []string
	for i, e := range feed.Entries {
		id(e.ID)
		one("title", e.Title)
		at := date(e.Updated)
		if i == 0 && !at.Equal(newest) {
			t.Errorf("the feed is of %v, its first entry of %v", newest, at)
		}
		if links(e.Links)["alternate"] == "" || len(e.Category) != 1 {
			t.Errorf("entry %d has no link or category", i)
		}
		told = append(told, at.Format(time.RFC3339)+" "+one("content", e.Content)+" "+links(e.Links)["alternate"])
	}
	want := []string{
		"2025-02-04T01:30:00Z Late. A reason. https://ferry.example/here/about/",
		"2025-02-03T00:00:00Z Of <the> page & more. https://ferry.example/here/about/",
		"2025-02-03T00:00:00Z Twice. https://ferry.example/here/about/",
		"2025-02-03T00:00:00Z Twice. https://ferry.example/here/about/",
		"2025-01-04T00:00:00Z Of the remark. https://ferry.example/here/sources/paper@first/",
	}
	if strings.Join(told, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
	if strings.Contains(string(data), "Of a draft") {
		t.Error("the feed tells of a draft")
	}
}

// TestTheIDsOfTheFeedStay adds a change above the others, and has them written in another order.
func TestTheIDsOfTheFeedStay(t *testing.T) {
	ids := func(data []byte) map[string]string { // by content
		var feed readFeed
		if err := xml.Unmarshal(data, &feed); err != nil {
			t.Fatal(err)
		}
		out := map[string]string{"feed": feed.ID[0]}
		for _, e := range feed.Entries {
			if out[e.Content[0]] == "" {
				out[e.Content[0]] = e.ID[0]
			}
		}
		return out
	}
	before := ids(feedOfFiles(t, changedFiles()))
	files := changedFiles()
	files["pages/about.md"] = "---\ntitle: Now called otherwise\nchanges:\n  - {date: 2025-02-03T23:30:00-02:00, what: Late., why: Another reason.}\n  - {date: 2025-02-03, what: New.}\n  - {date: 2025-02-03, what: Twice.}\n  - {date: 2025-02-03, what: \"Of <the> page & \\u0007more.\", kind: note}\n---\nText.\n"
	files["dossier.yaml"] = strings.Replace(files["dossier.yaml"], "https:", "http:", 1)
	after := ids(feedOfFiles(t, files))
	for content, id := range before {
		if content == "Late. A reason." {
			content = "Late. Another reason."
		}
		if after[content] != id {
			t.Errorf("%q had the id %s, and has %s", content, id, after[content])
		}
	}
}

// TestThereIsNoFeedWithoutAnAddressOrChanges looks for it.
func TestThereIsNoFeedWithoutAnAddressOrChanges(t *testing.T) {
	files := changedFiles()
	files["dossier.yaml"] = "title: A ferry\n"
	if feedOfFiles(t, files) != nil {
		t.Error("there is a feed of a dossier that does not say where it stands")
	}
	files = changedFiles()
	delete(files, "annotations/a.md")
	delete(files, "pages/about.md")
	if feedOfFiles(t, files) != nil {
		t.Error("there is a feed of nothing")
	}
}
