// Package webannotation says what a dossier's notes say of its sources as Web Annotations of the W3C (Web Annotation Data Model,
// a recommendation of 2017), in JSON-LD: an AnnotationPage for each text that is cited, and one AnnotationCollection of them all.
//
// An annotation is a citation. Its target is the text file of the source where the source is published in full, or else the page of the
// source on the site; one target for each stretch of words that is cited. The selectors of a target are three that each find it:
//
//   - a TextQuoteSelector, the source's own words, with as much before and behind them as makes them the only ones of their kind
//     in the text, or as may be published;
//   - a TextPositionSelector, in Unicode code points of the text file, half-open;
//   - a FragmentSelector for the paragraph in which they begin: a range of characters of the text file (RFC 5147), or the id of
//     the paragraph on the page (RFC 3236). The page with that id is the scope of the target in either case.
//
// Ids are absolute addresses, so that a dossier that does not say where its site will stand has no annotations.
package webannotation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/reference"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// Context is the JSON-LD context of all that is written here.
const Context = "http://www.w3.org/ns/anno.jsonld"

// MediaType is what it all is.
const MediaType = `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`

// Collection is all annotations of a dossier.
type Collection struct {
	Context string  `json:"@context"`
	ID      string  `json:"id"`
	Type    string  `json:"type"`
	Label   string  `json:"label"`
	Creator []Agent `json:"creator,omitempty"`
	Total   int     `json:"total"`
	First   string  `json:"first"` // the id of a page
	Last    string  `json:"last"`
}

// Page is the annotations of one text, in the order of the text.
type Page struct {
	Context    string       `json:"@context"`
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	PartOf     string       `json:"partOf"`
	Next       string       `json:"next,omitempty"`
	Prev       string       `json:"prev,omitempty"`
	StartIndex int          `json:"startIndex"` // of the first annotation in the collection
	Items      []Annotation `json:"items"`
}

// Annotation is a citation.
type Annotation struct {
	Context    string   `json:"@context"` // also within a page, so that it can stand by itself
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Motivation string   `json:"motivation"`
	Creator    []Agent  `json:"creator,omitempty"`
	Created    string   `json:"created,omitempty"`
	Modified   string   `json:"modified,omitempty"`
	Body       []any    `json:"body,omitempty"` // of Text and Resource
	Target     []Target `json:"target"`
}

// Agent is a person.
type Agent struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

// Text is what a note says, in plain text.
type Text struct {
	Type     string `json:"type"`
	Value    string `json:"value"`
	Format   string `json:"format"`
	Language string `json:"language,omitempty"`
	Purpose  string `json:"purpose"`
}

// Resource is the page of a note.
type Resource struct {
	Type    string `json:"type"`
	Source  string `json:"source"`
	Purpose string `json:"purpose"`
}

// Target is a stretch of words.
type Target struct {
	Type     string `json:"type"`
	Source   string `json:"source"`
	Scope    string `json:"scope"`
	Selector []any  `json:"selector"` // of Quote, Position and Fragment
}

// Quote is a TextQuoteSelector.
type Quote struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// Position is a TextPositionSelector.
type Position struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Fragment is a FragmentSelector.
type Fragment struct {
	Type       string `json:"type"`
	Value      string `json:"value"`
	ConformsTo string `json:"conformsTo"`
}

// What a fragment means.
const (
	ofHTML = "http://tools.ietf.org/rfc/rfc3236"
	ofText = "http://tools.ietf.org/rfc/rfc5147"
)

// Has reports whether the site has annotations.
func Has(in view.Input) bool {
	s := &in.Dossier.Settings
	return s.BaseURL != "" && s.Has(dossier.FormatAnnotations) && !in.Preview
}

// HasAny reports whether there is a collection: the site has annotations, and something is cited.
func HasAny(x *view.Index) bool {
	return Has(x.In) && slices.ContainsFunc(x.In.Dossier.Sources, func(s *dossier.Source) bool {
		return slices.ContainsFunc(s.Versions(), func(v *dossier.Source) bool { return len(x.In.Evidence.Published(v)) > 0 })
	})
}

// Files returns the collection and its pages; none where nothing is cited.
func Files(x *view.Index) []view.File {
	if !HasAny(x) {
		return nil
	}
	var texts []*dossier.Source
	var starts []int
	total := 0
	for _, s := range x.In.Dossier.Sources {
		for _, v := range s.Versions() {
			if n := len(x.In.Evidence.Published(v)); n > 0 {
				texts, starts = append(texts, v), append(starts, total)
				total += n
			}
		}
	}
	id := func(i int) string {
		if i < 0 || i >= len(texts) {
			return ""
		}
		return absolute(x, address.AnnotationsOf(texts[i]))
	}
	out := []view.File{{Path: address.Annotations, Make: func() ([]byte, error) {
		return write(Collection{
			Context: Context, ID: absolute(x, address.Annotations), Type: "AnnotationCollection", Label: x.In.Dossier.Settings.Title,
			Creator: agents(x.In.Dossier.Settings.Editors...), Total: total, First: id(0), Last: id(len(texts) - 1),
		})
	}}}
	for i, s := range texts {
		out = append(out, view.File{Path: address.AnnotationsOf(s), Make: func() ([]byte, error) {
			return write(Page{
				Context: Context, ID: id(i), Type: "AnnotationPage", PartOf: absolute(x, address.Annotations),
				Next: id(i + 1), Prev: id(i - 1), StartIndex: starts[i], Items: items(x, s),
			})
		}})
	}
	return out
}

// items returns the annotations of a text, in its order.
func items(x *view.Index, s *dossier.Source) []Annotation {
	v := view.View{Index: x, Page: view.Page{Route: address.Overview}}
	text := textOf(x, s)
	used := view.IDs{}
	var out []Annotation
	for _, e := range x.Cited(s) {
		c := e.Citation
		n := c.Note
		a := Annotation{
			Context: Context,
			ID:      absolute(x, address.AnnotationsOf(s)) + "#" + used.Of(reference.Address(e.ID)+"--"+string(n.Kind)+"-"+reference.Address(string(n.Slug)), ""),
			Type:    "Annotation", Motivation: "linking", Creator: agents(x.In.Dossier.Settings.Editors...),
			Created: day(n.Created), Modified: day(n.Updated),
		}
		if r := address.Of(&n.Entry); r != "" {
			a.Body = append(a.Body, Resource{"SpecificResource", absolute(x, r.Path()) + mark(e.Figure), "linking"})
		}
		switch item := n.Item.(type) {
		case *dossier.Annotation:
			a.Motivation = "commenting"
			if item.Author != "" {
				a.Creator = agents(item.Author)
			}
			if remark := v.Remark(c); remark != "" {
				a.Body = append(a.Body, Text{"TextualBody", remark, "text/plain", x.In.Dossier.Settings.Language, "commenting"})
			}
			for _, t := range n.Topics {
				a.Body = append(a.Body, Text{"TextualBody", t.Name, "text/plain", "", "tagging"})
			}
		case *dossier.Claim:
			a.Motivation = "assessing"
			if c.Bears != "" {
				a.Body = append(a.Body, Text{"TextualBody", string(c.Bears), "text/plain", "en", "classifying"})
			}
		}
		for _, part := range e.Passage.Parts {
			a.Target = append(a.Target, text.target(part))
		}
		out = append(out, a)
	}
	return out
}

// text is a text that targets are in.
type text struct {
	x      *view.Index
	source *dossier.Source
	ids    []string       // of its blocks, on its page
	shown  []segment.Span // that may be published
}

func textOf(x *view.Index, s *dossier.Source) text {
	return text{x, s, x.Blocks(s), x.In.Evidence.Shown(s)}
}

func (t text) target(p segment.Span) Target {
	s := t.source
	page := absolute(t.x, address.Of(&s.Entry).Path())
	out := Target{Type: "SpecificResource", Source: page, Scope: page}
	out.Selector = append(out.Selector, t.quote(p))
	block, id := p, ""
	for i, b := range s.Blocks {
		if b.Start <= p.Start && p.Start < b.End {
			block, id = b.Span, t.ids[i]
		}
	}
	shownThere := s.Publish != dossier.PublishNone
	if id != "" && shownThere {
		out.Scope += mark(id)
	}
	if s.Publish == dossier.PublishFull {
		out.Source = absolute(t.x, address.Text(s.Slug))
		start, end := s.CodePoints(p)
		out.Selector = append(out.Selector, Position{"TextPositionSelector", start, end})
		start, end = s.CodePoints(block)
		out.Selector = append(out.Selector, Fragment{"FragmentSelector", fmt.Sprintf("char=%d,%d", start, end), ofText})
	} else if id != "" && shownThere {
		out.Selector = append(out.Selector, Fragment{"FragmentSelector", id, ofHTML})
	}
	return out
}

// around is how many bytes stand at least on either side of quoted words, where there are so many.
const around = 32

// quote returns the selector of words by themselves. Of what may not be published there is nothing in it.
func (t text) quote(p segment.Span) Quote {
	limit := p
	for _, s := range t.shown {
		if s.Contains(p) {
			limit = s
		}
	}
	plain := t.source.Plain
	for reach := around; ; reach *= 2 {
		from, to := max(limit.Start, p.Start-reach), min(limit.End, p.End+reach)
		for from > limit.Start && !utf8.RuneStart(plain[from]) {
			from--
		}
		for to < limit.End && !utf8.RuneStart(plain[to]) {
			to++
		}
		all := from == limit.Start && to == limit.End
		if all || strings.Index(plain, plain[from:to]) == strings.LastIndex(plain, plain[from:to]) {
			return Quote{"TextQuoteSelector", p.In(plain), plain[from:p.Start], plain[p.End:to]}
		}
	}
}

// day returns a date as an annotation has it: none on which any doubt is cast.
func day(d edtf.Date) string {
	if at, ok := d.Earliest(); !d.Exact() || !ok || at.Year() < 1 || at.Year() > 9999 {
		return ""
	}
	return d.RFC3339()
}

func agents(names ...string) []Agent {
	var out []Agent
	for _, n := range names {
		out = append(out, Agent{"Person", n})
	}
	return out
}

// mark returns the fragment of an address that leads to an id.
func mark(id string) string {
	if id == "" {
		return ""
	}
	return "#" + reference.Address(id)
}

func absolute(x *view.Index, path string) string {
	return reference.Address(x.In.Dossier.Settings.BaseURL + path)
}

func write(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write annotations: %w", err)
	}
	return b.Bytes(), nil
}
