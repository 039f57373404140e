package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/generator/internal/address"
)

const walked = `-- dossier.yaml --
title: A [dossier]
summary: About *rain*.
base_url: https://d.example/
-- sources/paper.md --
---
title: Paper_one
publisher: The Paper
published: 2015-03-04
---
It rained on Monday.
-- sources/größe.md --
---
title: Größe
publish: none
---
Nobody reads this.
-- quotes/wet.md --
---
title: Wet
created: 2015-03-05
updated: 2015-03~
changes:
  - date: 2015-03-07T10:00Z
    kind: correction
    what: The day.
---
> It rained
> — [[paper]]
`

func made(t *testing.T, files []File) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, f := range files {
		data, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		out[f.Path] = string(data)
	}
	return out
}

func placesIn(in Input) []Place {
	out := []Place{{Route: address.Overview}}
	for _, e := range in.Dossier.Entries() {
		out = append(out, Place{address.Of(e), e})
	}
	return out
}

func TestCrawlersAreTold(t *testing.T) {
	in := readInput(t, txtar.Parse([]byte(walked)).Files)
	got := made(t, CrawlerFiles(in, func() []Place { return placesIn(in) }))
	for path, want := range map[string]string{
		"robots.txt": "User-agent: *\nDisallow:\n\nSitemap: https://d.example/sitemap.xml\n",
		"llms.txt": `# A \[dossier\]

> About \*rain\*.

## quotes

- [Wet](https://d.example/quotes/wet/)

## sources

- [Größe](https://d.example/sources/gr%C3%B6%C3%9Fe/)
- [Paper\_one](https://d.example/sources/paper/): The Paper, 2015-03-04

## Optional

- [dossier.json](https://d.example/dossier.json)
- [dossier.schema.json](https://d.example/dossier.schema.json)
`,
		"sitemap.xml": `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url>
    <loc>https://d.example/</loc>
  </url>
  <url>
    <loc>https://d.example/sources/gr%C3%B6%C3%9Fe/</loc>
  </url>
  <url>
    <loc>https://d.example/sources/paper/</loc>
  </url>
  <url>
    <loc>https://d.example/quotes/wet/</loc>
    <lastmod>2015-03-07T10:00Z</lastmod>
  </url>
</urlset>
`,
	} {
		if got[path] != want {
			t.Errorf("%s:\n%s", path, got[path])
		}
	}
	for settings, want := range map[string]int{
		"title: T\n": 0, "title: T\nbase_url: https://d.example/\nrobots: noindex\n": 0, "title: T\nbase_url: https://d.example/\nwithout: crawlers\n": 0,
		"title: T\nbase_url: https://d.example/x/\n": 2, // robots.txt is read at the root of a host alone
	} {
		in := readInput(t, []txtar.File{{Name: "dossier.yaml", Data: []byte(settings)}})
		if got := len(CrawlerFiles(in, nil)); got != want {
			t.Errorf("%q: %d files", settings, got)
		}
	}
}

// A sitemap has no more addresses than the protocol allows: it is an index of several then.
func TestALongSitemapIsCut(t *testing.T) {
	in := readInput(t, txtar.Parse([]byte(walked)).Files)
	places := make([]Place, sitemapHolds+1)
	for i := range places {
		places[i].Route = address.Route(fmt.Sprintf("/p%d/", i))
	}
	if parts := Sitemaps(in, places[1:]); parts != nil {
		t.Errorf("%d parts of what fits", len(parts))
	}
	got := made(t, append(CrawlerFiles(in, func() []Place { return places }), Sitemaps(in, places)...))
	var index struct {
		Sitemap []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal([]byte(got["sitemap.xml"]), &index); err != nil || len(index.Sitemap) != 2 || index.Sitemap[1].Loc != "https://d.example/sitemap-2.xml" {
		t.Errorf("%+v %v", index, err)
	}
	if strings.Count(got["sitemap-1.xml"], "<url>") != sitemapHolds || strings.Count(got["sitemap-2.xml"], "<url>") != 1 || len(got["sitemap-1.xml"]) > 50<<20 {
		t.Error("the parts are not cut where they are full")
	}
}

// What is new and changed is a feed of its own, by what the editors say of the days.
func TestNewsIsAFeed(t *testing.T) {
	in := readInput(t, txtar.Parse([]byte(walked)).Files)
	got := made(t, Files(in))["feed.xml"]
	var feed atomFeed
	if err := xml.NewDecoder(bytes.NewReader([]byte(got))).Decode(&feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 1 || feed.Updated != "2015-03-07T10:00:00Z" {
		t.Fatalf("%+v", feed)
	}
	e := feed.Entries[0]
	if e.Title != "Wet" || e.Published != "2015-03-05T00:00:00Z" || e.Updated != feed.Updated || e.Link.Href != "https://d.example/quotes/wet/" || !strings.HasPrefix(e.ID, "urn:uuid:") || e.Content == "" {
		t.Errorf("%+v", e)
	}
}
