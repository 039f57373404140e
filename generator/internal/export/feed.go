package export

import (
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
)

// The Atom feeds (RFC 4287): of the editors' changes, and of what is new or changed. Its dates are those of the front matter, so
// that the same content gives the same feed. An entry's id is made of the dossier, of the source or
// note, and of the day and the words of the change: it is the same in every build, wherever the
// entry stands in its file. A change whose words are written anew is another entry.

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  *atomPerson `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	Title     string       `xml:"title"`
	ID        string       `xml:"id"`
	Published string       `xml:"published,omitempty"`
	Updated   string       `xml:"updated"`
	Link      atomLink     `xml:"link"`
	Category  atomCategory `xml:"category"`
	Content   string       `xml:"content"` // plain text, which is what Atom takes it for
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// feedHolds is how many changes the feed has, the newest: /changes/ has all.
const feedHolds = 100

// feedFiles returns the feed of the editors' changes; none where there are no changes or the
// dossier does not say where its site will stand, since a feed is read elsewhere.
func feedFiles(in Input) []File {
	if s := &in.Dossier.Settings; s.BaseURL == "" || !s.Has(dossier.FormatFeeds) || in.Preview {
		return nil
	}
	var out []File
	if len(in.Dossier.Changes()) > 0 {
		out = append(out, File{address.Feed, func() ([]byte, error) { return feedOf(in) }})
	}
	if !in.Dossier.Touched().IsZero() {
		out = append(out, File{address.News, func() ([]byte, error) { return newsOf(in, touched(in.Dossier)) }})
	}
	return out
}

// A newsItem is a source or note, with the moment of its last change.
type newsItem struct {
	of *dossier.Entry
	at string
}

// touched returns the sources and notes of which the editors say when they last changed them, the newest first.
func touched(d *dossier.Dossier) []newsItem {
	var out []newsItem
	for _, e := range d.Entries() {
		if at := e.Touched(); !at.IsZero() {
			out = append(out, newsItem{e, at.RFC3339()})
		}
	}
	slices.SortStableFunc(out, func(a, b newsItem) int { return strings.Compare(b.at, a.at) })
	return out
}

// newsOf returns the feed of what is new or changed: each source and note once, by the day of its last change.
func newsOf(in Input, all []newsItem) ([]byte, error) {
	s := in.Dossier.Settings
	feed := newFeed(in, s.Title, "news", address.News, address.Overview)
	for _, item := range all[:min(len(all), feedHolds)] {
		e := item.of
		kind := in.word("kind_" + string(e.Kind))
		entry := atomEntry{
			Title: xmlText(in.called(e)), ID: urn(s, "news\x00"+string(e.Kind)+"\x00"+string(e.Slug)), Updated: item.at,
			Link: atomLink{"alternate", "text/html", absolute(in, in.pageOf(e).Path())}, Category: atomCategory{string(e.Kind), xmlText(kind)},
			Content: xmlText(strings.Join(slices.DeleteFunc([]string{kind, told(in, e)}, func(t string) bool { return t == "" }), in.mark("colon", ": "))),
		}
		if e.Created.Exact() {
			entry.Published = e.Created.RFC3339()
		}
		feed.Entries = append(feed.Entries, entry)
		feed.Updated = max(feed.Updated, entry.Updated)
	}
	return encodeXML(address.News, feed)
}

// newFeed returns a feed without its entries.
func newFeed(in Input, title, key, path string, of address.Route) atomFeed {
	s := in.Dossier.Settings
	author := strings.Join(s.Editors, in.mark("comma", ", "))
	if author == "" {
		author = s.Title
	}
	return atomFeed{
		Lang: s.Language, Title: xmlText(title), ID: urn(s, key), Author: &atomPerson{xmlText(author)},
		Links: []atomLink{{"self", "application/atom+xml", absolute(in, path)}, {"alternate", "text/html", absolute(in, of.Path())}},
	}
}

func feedOf(in Input) ([]byte, error) {
	s := in.Dossier.Settings
	feed := newFeed(in, s.Title+in.mark("colon", ": ")+in.word("corrections"), "changes", address.Feed, address.Corrections)
	all := in.Dossier.Changes()
	used := map[string]int{}
	for _, c := range all[:min(len(all), feedHolds)] {
		key := strings.Join([]string{string(c.Of.Kind), string(c.Of.Slug), c.Date.String(), string(c.Kind), c.What}, "\x00")
		used[key]++
		if used[key] > 1 { // the same said twice
			key = fmt.Sprintf("%s\x00%d", key, used[key])
		}
		title := in.word("change_" + string(c.Kind))
		if name := in.called(c.Of); name != "" {
			title += in.mark("colon", ": ") + name
		}
		content := c.What
		if c.Why != "" {
			content += " " + c.Why
		}
		feed.Entries = append(feed.Entries, atomEntry{
			Title: xmlText(title), ID: urn(s, key), Updated: c.Date.RFC3339(),
			Link:     atomLink{"alternate", "text/html", absolute(in, in.pageOf(c.Of).Path())},
			Category: atomCategory{string(c.Kind), xmlText(in.word("change_" + string(c.Kind)))},
			Content:  xmlText(content),
		})
		feed.Updated = max(feed.Updated, c.Date.RFC3339())
	}
	return encodeXML(address.Feed, feed)
}

// called returns what a source or note is called: an annotation by the source that it is on.
func (in Input) called(e *dossier.Entry) string {
	if a, ok := e.Item.(*dossier.Annotation); ok && e.Title == "" && a.Of != nil {
		return a.Of.Title
	}
	return e.Title
}

// pageOf returns the page that tells the changes of a source or note: of an annotation that on which it stands.
func (in Input) pageOf(e *dossier.Entry) address.Route {
	if r := address.Of(e); r != "" {
		return r
	}
	if a, ok := e.Item.(*dossier.Annotation); ok && a.Of != nil {
		for _, c := range a.Citations {
			if _, found := in.Evidence.Passage(c); found {
				return address.Of(&c.Source.Entry)
			}
		}
		return address.Of(&a.Of.Entry)
	}
	return address.Corrections
}

// URN returns a name for something of a dossier that is the same in every build, and another in every dossier.
func URN(s dossier.Settings, key string) string { return urn(s, key) }

// urn returns a name for something of a dossier: a UUID of version 5 (RFC 9562), so that it is the
// same in every build, and another in every dossier.
func urn(s dossier.Settings, key string) string {
	sum := sha1.Sum([]byte(uidOrigin(s) + "\x00" + key))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// xmlText returns a text without the characters that XML has no place for.
func xmlText(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, text)
}
