// Package crate describes the folder of a site as an RO-Crate (Research Object Crate, version 1.2), so that an archive can take it in: what it
// is, who edits it, and which of its files are data and by what each goes. Pages and what they need are in the folder too; of
// these it names the first page alone.
//
// Its date is the last on which the editors say that they changed something; where they say nothing it has none.
package crate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
)

// Context is the JSON-LD context of the description.
const Context = "https://w3id.org/ro/crate/1.2/context"

const profile = "https://w3id.org/ro/crate/1.2"

// Has reports whether a site has a description of its folder.
func Has(s *dossier.Settings, preview bool) bool { return s.Has(dossier.FormatCrate) && !preview }

// ref names another thing of the graph.
type ref struct {
	ID string `json:"@id"`
}

// thing is a thing of the graph.
type thing struct {
	ID             string `json:"@id"`
	Type           string `json:"@type"`
	ConformsTo     *ref   `json:"conformsTo,omitempty"`
	About          *ref   `json:"about,omitempty"`
	Name           string `json:"name,omitempty"`
	Description    string `json:"description,omitempty"`
	DatePublished  string `json:"datePublished,omitempty"`
	EncodingFormat string `json:"encodingFormat,omitempty"`
	InLanguage     string `json:"inLanguage,omitempty"`
	URL            string `json:"url,omitempty"`
	Author         *ref   `json:"author,omitempty"`
	License        *ref   `json:"license,omitempty"`
	Copyright      string `json:"copyrightNotice,omitempty"`
	HasPart        []ref  `json:"hasPart,omitempty"`
}

// A form is what files of one kind are. A star in its pattern is one folder or the end of a name, as [path.Match] has it.
type form struct{ pattern, media, conforms, about string }

const (
	jsonType = "application/json"
	ldType   = "application/ld+json"
	whole    = "dossier.schema.json"

	cslType   = "application/vnd.citationstyles.csl+json"
	cslSchema = "https://docs.citationstyles.org/"
)

// forms are the files of a site that are data. What has no media type here has the one of its ending.
var forms = []form{
	{"index.html", "text/html", "", "The first page of the site."},
	{"dossier.json", jsonType, whole, "The whole dossier."},
	{"dossier/*.json", jsonType, whole, "A part of the whole dossier, an item a line."},
	{"*.schema.json", "application/schema+json", "https://json-schema.org/draft/2020-12/schema", "What the values of a file mean."},
	{"annotations.json", ldType, "https://www.w3.org/TR/annotation-model/", "The collection of all annotations."},
	{"data/datapackage.json", jsonType, "https://datapackage.org/profiles/2.0/datapackage.json", "What the columns of the tables hold."},
	{"data/*.csv", "text/csv", "https://www.rfc-editor.org/info/rfc4180", "A table, or a part of one."},
	{"timeline.json", jsonType, "timeline.schema.json", "All that is dated."},
	{"timeline.ics", "text/calendar", "https://www.rfc-editor.org/info/rfc5545", "All that is dated, for calendars."},
	{"timelinejs.json", jsonType, "", "All that is dated, for TimelineJS."},
	{"feed.xml", "application/atom+xml", "https://www.rfc-editor.org/info/rfc4287", "What is new and changed."},
	{"changes/feed.xml", "application/atom+xml", "https://www.rfc-editor.org/info/rfc4287", "What the editors changed."},
	{"*.epub", "", "https://www.w3.org/TR/epub-33/", "The dossier as a book."},
	{"claims/reviews.jsonld", ldType, "https://schema.org/ClaimReview", "The verdicts on claims."},
	{"references.json", cslType, cslSchema, "References to all sources."},
	{"references.*", "", "", "References to all sources."},
	{"sources/*/reference.json", cslType, cslSchema, "A reference to the source."},
	{"sources/*/reference.*", "", "", "A reference to the source."},
	{"sources/*/source.txt", "text/plain", "", "The text, in UTF-8."},
	{"sources/*/source.xml", "application/tei+xml", "https://tei-c.org/guidelines/p5/", "The text with what cites it."},
	{"sources/*/annotations.json", ldType, "https://www.w3.org/TR/annotation-model/", "What cites the text."},
}

// endings are what files of other kinds are, by how their names end: references, books, and what notes show.
var endings = map[string]string{
	".bib": "application/x-bibtex", ".ris": "application/x-research-info-systems", ".epub": "application/epub+zip",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml",
	".pdf": "application/pdf", ".txt": "text/plain", ".csv": "text/csv", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg",
	".wav": "audio/wav", ".flac": "audio/flac", ".mp4": "video/mp4", ".webm": "video/webm", ".html": "text/html", ".mhtml": "multipart/related", ".eml": "message/rfc822",
}

// specifications are what files go by, beside files of the site.
var specifications = map[string]string{
	"https://json-schema.org/draft/2020-12/schema":          "JSON Schema 2020-12",
	"https://www.w3.org/TR/annotation-model/":               "Web Annotation Data Model",
	"https://datapackage.org/profiles/2.0/datapackage.json": "Data Package 2.0",
	"https://www.rfc-editor.org/info/rfc4180":               "CSV (RFC 4180)",
	"https://www.rfc-editor.org/info/rfc5545":               "iCalendar (RFC 5545)",
	"https://www.rfc-editor.org/info/rfc4287":               "Atom (RFC 4287)",
	"https://schema.org/ClaimReview":                        "ClaimReview",
	"https://tei-c.org/guidelines/p5/":                      "TEI P5",
	"https://www.w3.org/TR/epub-33/":                        "EPUB 3.3",
	cslSchema:                                               "Citation Style Language",
}

// formOf returns what a file is that the site has for programs; false where it is no data.
func formOf(file string) (form, bool) {
	for _, f := range forms {
		if ok, _ := path.Match(f.pattern, file); ok {
			f.media = cmp.Or(f.media, endings[path.Ext(file)])
			return f, true
		}
	}
	return form{}, false
}

// Data reports whether a file that the site has for programs is data.
func Data(file string) bool {
	_, ok := formOf(file)
	return ok
}

// Metadata returns ro-crate-metadata.json. own are the files that the site has for programs, of which those are named that are
// data; shown are the editors' own, which notes show or lead to.
func Metadata(d *dossier.Dossier, own, shown []string) ([]byte, error) {
	s := &d.Settings
	c := crate{licensed: s.License != "", titles: map[string]*dossier.Source{}, folders: map[string]*thing{}, goesBy: map[string]bool{}}
	for _, source := range d.Sources {
		for _, v := range source.Versions() {
			c.titles[address.Of(&v.Entry).Path()] = v
		}
	}
	root := &thing{ID: "./", Type: "Dataset", Name: s.Title, Description: cmp.Or(s.Summary, s.Title), InLanguage: s.Language, URL: s.BaseURL}
	c.folders[""] = root
	if at := d.Touched(); !at.IsZero() {
		root.DatePublished = at.RFC3339()[:len("2006-01-02")]
	}
	for _, file := range slices.Sorted(slices.Values(own)) {
		if f, ok := formOf(file); ok {
			c.file(file, f)
		}
	}
	for _, file := range slices.Sorted(slices.Values(shown)) {
		c.file(file, form{media: endings[strings.ToLower(path.Ext(file))]})
	}
	out := []any{thing{ID: "ro-crate-metadata.json", Type: "CreativeWork", ConformsTo: &ref{profile}, About: &ref{"./"}}, root}
	if len(s.Editors) > 0 { // persons, or a body
		root.Author = &ref{"#editors"}
		out = append(out, thing{ID: "#editors", Type: "Organization", Name: strings.Join(s.Editors, ", "), URL: s.BaseURL})
	}
	if s.License != "" {
		root.License = &ref{s.License}
		out = append(out, thing{ID: s.License, Type: "CreativeWork", Name: s.License, Description: "The licence of what the editors wrote."})
		if c.foreign {
			out = append(out, thing{ID: foreign, Type: "CreativeWork", Name: "No licence", Description: "The texts of the sources are not the editors' own, and no licence is given for them."})
		}
	}
	for _, t := range c.things {
		out = append(out, t)
	}
	for _, at := range slices.Sorted(maps.Keys(c.goesBy)) {
		out = append(out, thing{ID: at, Type: "CreativeWork", Name: specifications[at]})
	}
	return write(out)
}

// foreign is the licence of texts that are not the editors' own.
const foreign = "#no-licence"

// crate is a graph that is being made.
type crate struct {
	licensed bool                       // the editors give a licence for what is theirs
	foreign  bool                       // something is not
	titles   map[string]*dossier.Source // of the texts, by their folders
	things   []*thing                   // files and folders
	folders  map[string]*thing          // by their paths, which end in a slash
	goesBy   map[string]bool
}

// id returns the path of a file or folder as a thing is named, relative to the description.
func id(file string) string { return (&url.URL{Path: file}).String() }

// file adds a file to its folder.
func (c *crate) file(name string, f form) {
	t := &thing{ID: id(name), Type: "File", Name: path.Base(name), Description: f.about, EncodingFormat: f.media}
	folder, _ := path.Split(name)
	if s := c.titles[folder]; s != nil {
		t.Name = s.Title
		if f.media == "text/plain" || f.media == "application/tei+xml" {
			t.InLanguage, t.Copyright = s.Lang, s.Rights
			if c.foreign = c.foreign || c.licensed; c.licensed {
				t.License = &ref{foreign}
			}
		}
	}
	if f.conforms != "" {
		t.ConformsTo = &ref{f.conforms}
		if specifications[f.conforms] != "" {
			c.goesBy[f.conforms] = true
		}
	}
	c.part(folder, t)
}

// part adds a file or folder to a folder, and that to the one above it.
func (c *crate) part(folder string, t *thing) {
	c.things = append(c.things, t)
	within := c.folders[folder]
	if within == nil {
		within = &thing{ID: id(folder), Type: "Dataset", Name: folder}
		if s := c.titles[folder]; s != nil {
			within.Name = s.Title
		}
		c.folders[folder] = within
		above, _ := path.Split(strings.TrimSuffix(folder, "/"))
		c.part(above, within)
	}
	within.HasPart = append(within.HasPart, ref{t.ID})
}

// write returns a graph, a thing a line.
func write(graph []any) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"@context\": %q, \"@graph\": [\n", Context)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i, t := range graph {
		if i > 0 {
			b.WriteString(",")
		}
		if err := e.Encode(t); err != nil { // ends in a line break
			return nil, fmt.Errorf("write ro-crate-metadata.json: %w", err)
		}
	}
	b.WriteString("]}\n")
	return b.Bytes(), nil
}
