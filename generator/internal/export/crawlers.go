package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/reference"
)

// What those read who walk through sites: a sitemap (sitemaps.org, 0.9), which is an index of several where there are more pages
// than one may hold, robots.txt (RFC 9309), which is read at the root of a host and nowhere else, and llms.txt (llmstxt.org).

// Place is a page of the site, with the source or note that it is of.
type Place struct {
	Route address.Route
	Entry *dossier.Entry // nil for a list and the like
}

// sitemapHolds is how many addresses a sitemap may have.
const sitemapHolds = 50_000

// Crawled reports whether the site asks for those who walk through sites: it says where it will stand, and does not ask
// them to stay out.
func Crawled(in Input) bool {
	s := &in.Dossier.Settings
	return s.BaseURL != "" && s.Has(dossier.FormatCrawlers) && s.Robots != dossier.NoIndex && !in.Preview
}

// CrawlerFiles returns those of the files whose names are known before all pages are; places is asked for when one is made.
func CrawlerFiles(in Input, places func() []Place) []File {
	if !Crawled(in) {
		return nil
	}
	files := []File{
		{address.Sitemap, func() ([]byte, error) { return sitemap(in, places()) }},
		{"llms.txt", func() ([]byte, error) { return llms(in), nil }},
	}
	if u, err := url.Parse(in.Dossier.Settings.BaseURL); err == nil && u.Path == "/" {
		files = append(files, finished("robots.txt", []byte("User-agent: *\nDisallow:\n\nSitemap: "+absolute(in, address.Sitemap)+"\n")))
	}
	return files
}

// Sitemaps returns the parts of a sitemap that is an index; none of one that is whole.
func Sitemaps(in Input, places []Place) []File {
	if !Crawled(in) || len(places) <= sitemapHolds {
		return nil
	}
	var out []File
	for i := 0; i*sitemapHolds < len(places); i++ {
		part := places[i*sitemapHolds : min(len(places), (i+1)*sitemapHolds)]
		out = append(out, File{address.SitemapPart(i), func() ([]byte, error) { return urlset(in, part) }})
	}
	return out
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod,omitempty"`
}

// sitemap returns the addresses of all pages, or of the parts that have them.
func sitemap(in Input, places []Place) ([]byte, error) {
	parts := Sitemaps(in, places)
	if parts == nil {
		return urlset(in, places)
	}
	index := struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Parts   []sitemapURL `xml:"sitemap"`
	}{}
	for _, p := range parts {
		index.Parts = append(index.Parts, sitemapURL{Loc: absolute(in, p.Path)})
	}
	return encodeXML(address.Sitemap, index)
}

func urlset(in Input, places []Place) ([]byte, error) {
	set := struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []sitemapURL `xml:"url"`
	}{}
	for _, p := range places {
		u := sitemapURL{Loc: reference.Address(absolute(in, p.Route.Path()))}
		if p.Entry != nil {
			u.Lastmod = p.Entry.Touched().Machine()
		}
		set.URLs = append(set.URLs, u)
	}
	return encodeXML(address.Sitemap, set)
}

func encodeXML(name string, v any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write %s: %w", name, err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// llmsHolds is how many of a kind llms.txt names; the list on the site has all.
const llmsHolds = 50

// llms returns llms.txt: what the dossier is, and where what it holds stands, in Markdown.
func llms(in Input) []byte {
	d := in.Dossier
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", inMarkdown(d.Settings.Title))
	if d.Settings.Summary != "" {
		fmt.Fprintf(&b, "\n> %s\n", inMarkdown(d.Settings.Summary))
	}
	section := func(name string) { fmt.Fprintf(&b, "\n## %s\n\n", name) }
	line := func(path, name, about string) {
		fmt.Fprintf(&b, "- [%s](%s)", inMarkdown(name), reference.Address(absolute(in, path)))
		if about != "" {
			b.WriteString(": " + inMarkdown(about))
		}
		b.WriteByte('\n')
	}
	for _, kind := range []dossier.Kind{dossier.KindPage, dossier.KindClaim, dossier.KindQuote, dossier.KindSource, dossier.KindEvent, dossier.KindPerson} {
		var all []*dossier.Entry
		for _, item := range d.OfKind(kind) {
			if e := item.AsEntry(); address.Of(e) != "" {
				all = append(all, e)
			}
		}
		if len(all) == 0 {
			continue
		}
		section(in.word(kind.Folder()))
		for _, e := range all[:min(len(all), llmsHolds)] {
			line(address.Of(e).Path(), e.Title, told(in, e))
		}
		if len(all) > llmsHolds && kind.Listed() {
			line(address.ListOf(kind).Path(), in.word(kind.Folder()), strconv.Itoa(len(all)))
		}
	}
	section("Optional") // a word of the format's: what may be left out
	line(address.Data, address.Data, "")
	line("dossier.schema.json", "dossier.schema.json", "")
	return []byte(b.String())
}

// told says in a few words what an entry is.
func told(in Input, e *dossier.Entry) string {
	var parts []string
	add := func(texts ...string) {
		for _, t := range texts {
			if t != "" {
				parts = append(parts, t)
			}
		}
	}
	switch x := e.Item.(type) {
	case *dossier.Source:
		add(x.Publisher, date(x.Published))
	case *dossier.Quote:
		for _, p := range x.Speakers {
			add(p.Title)
		}
		add(date(x.Said))
	case *dossier.Event:
		add(date(x.Date))
	case *dossier.Person:
		add(x.Role)
	case *dossier.Claim:
		if x.Verdict != nil {
			add(x.Verdict.Word(in.Dossier.Settings.Language))
		}
		add(date(x.Reviewed))
	}
	return strings.Join(parts, in.mark("comma", ", "))
}

// inMarkdown returns text on one line, in which Markdown finds no marks of its own.
func inMarkdown(text string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `<`, `\<`, "`", "\\`", `*`, `\*`, `_`, `\_`).Replace(strings.Join(strings.Fields(text), " "))
}
