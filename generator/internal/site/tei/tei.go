// Package tei writes the sources with what the notes say of them as TEI P5 (Text Encoding Initiative): a document for each text of
// which words are published.
//
// A block of the text is an element with the id that it has on the page of the source; what may not be published of it is a gap, with
// the number of its words. Each citation is an annotation that stands off the text, as the Web Annotation Data Model has it: its target is a
// string-range in the element for each stretch of words that is cited, counted in Unicode code points of the element's text.
package tei

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/reference"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// MediaType is what a document is.
const MediaType = "application/tei+xml"

// Has reports whether the site has a document of a text.
func Has(in view.Input, s *dossier.Source) bool {
	return in.Dossier.Settings.Has(dossier.FormatTEI) && !in.Preview && s.Publish != dossier.PublishNone && len(s.Blocks) > 0 && len(in.Evidence.Shown(s)) > 0
}

// Files returns the documents.
func Files(x *view.Index) []view.File {
	var out []view.File
	for _, s := range x.In.Dossier.Sources {
		for _, v := range s.Versions() {
			if Has(x.In, v) {
				out = append(out, view.File{Path: address.TEI(v), Make: func() ([]byte, error) { return document(x, v), nil }})
			}
		}
	}
	return out
}

// Escaped returns text for character data and attributes of XML.
func Escaped(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool {
		return r < ' ' || strings.ContainsRune(`<>&'"`, r) || r == utf8.RuneError || r >= 0xFFFE && r < 0x10000
	}) {
		return text
	}
	var b strings.Builder
	// A strings.Builder takes everything; EscapeText replaces what XML forbids.
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}

// nameRanges are letters and signs that an xml:id may have by every edition of XML 1.0; what came with later ones not every
// validator knows.
var nameRanges = [][2]rune{
	{'-', '.'}, {'0', '9'}, {'A', 'Z'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x131}, {0x134, 0x13E}, {0x141, 0x148}, {0x14A, 0x17E},
	{0x388, 0x38A}, {0x38C, 0x38C}, {0x38E, 0x3A1}, {0x3A3, 0x3CE}, {0x401, 0x40C}, {0x40E, 0x44F}, {0x451, 0x45C}, {0x45E, 0x481},
	{0x5D0, 0x5EA}, {0x621, 0x63A}, {0x641, 0x64A}, {0x10D0, 0x10F6}, {0x1E00, 0x1E9B}, {0x1EA0, 0x1EF9},
	{0x3041, 0x3094}, {0x30A1, 0x30FA}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3},
}

// ID returns an xml:id for a name, which starts with a letter of the alphabet. A character that it may not have is its number
// between two low lines.
func ID(name string) string {
	var b strings.Builder
	for _, r := range name {
		if slices.ContainsFunc(nameRanges, func(in [2]rune) bool { return in[0] <= r && r <= in[1] }) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_%X_", r)
		}
	}
	return b.String()
}

// writer writes a document, one element of structure a line.
type writer struct {
	bytes.Buffer
	x       *view.Index
	v       view.View
	s       *dossier.Source
	depth   int
	ids     []string  // of the blocks
	pieces  [][]piece // of each block, what is published of it
	inlines []markdown.Inline
}

// A piece is a stretch of a block that is published, and the code point of the element's text at which it stands.
type piece struct {
	segment.Span
	at int
}

func document(x *view.Index, s *dossier.Source) []byte {
	w := &writer{x: x, v: view.View{Index: x, Page: view.Page{Route: address.Of(&s.Entry)}}, s: s, inlines: s.Inlines}
	for _, id := range x.Blocks(s) {
		w.ids = append(w.ids, ID(id))
	}
	w.pieces = make([][]piece, len(s.Blocks))
	w.line(`<?xml version="1.0" encoding="UTF-8"?>`)
	w.open(`<TEI xmlns="http://www.tei-c.org/ns/1.0">`)
	w.header()
	w.text()
	w.annotations()
	w.shut("</TEI>")
	return w.Bytes()
}

func (w *writer) line(text string) {
	w.indent()
	w.WriteString(text)
	w.WriteByte('\n')
}

func (w *writer) indent() {
	for range w.depth {
		w.WriteString("  ")
	}
}

func (w *writer) open(tag string) { w.line(tag); w.depth++ }
func (w *writer) shut(tag string) { w.depth--; w.line(tag) }

// element writes an element with nothing but text; none where there is no text.
func (w *writer) element(tag, attributes, text string) {
	if text != "" {
		w.line("<" + tag + attributes + ">" + Escaped(text) + "</" + tag + ">")
	}
}

// attribute returns an attribute, or nothing without a value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + Escaped(value) + `"`
}

// date writes a date as it was written.
func (w *writer) date(kind string, d edtf.Date) {
	w.element("date", attribute("type", kind)+when(d), d.String())
}

// when returns a date for programs: none on which doubt is cast, and none that TEI has no form for.
func when(d edtf.Date) string {
	if d.Machine() != d.String() {
		return ""
	}
	return attribute("when", d.Machine())
}

// header says what the text is, whence it came, and what was done with it.
func (w *writer) header() {
	s, settings := w.s, w.x.In.Dossier.Settings
	lang := attribute("xml:lang", s.Lang)
	w.open("<teiHeader>")
	w.open("<fileDesc>")
	w.open("<titleStmt>")
	w.element("title", lang, s.Title)
	w.element("author", "", s.Author)
	for _, name := range settings.Editors {
		w.element("editor", "", name)
	}
	w.shut("</titleStmt>")
	w.open("<publicationStmt>")
	w.element("publisher", attribute("xml:lang", settings.Language), settings.Title)
	w.line(`<ptr target="` + w.href(address.Of(&s.Entry), "") + `"/>`)
	if kept := s.Publish != dossier.PublishFull; kept || s.Rights != "" || settings.License != "" {
		status := ""
		if kept {
			status = "restricted"
		}
		w.open("<availability" + attribute("status", status) + ">")
		if settings.License != "" {
			w.line("<licence" + attribute("target", settings.License) + ">For the annotations, and not for the text.</licence>")
		}
		w.element("p", "", s.Rights)
		if kept {
			w.line("<p>Only the passages that notes cite are published; the rest is gaps.</p>")
		}
		w.shut("</availability>")
	}
	w.shut("</publicationStmt>")
	w.open("<sourceDesc>")
	w.open("<bibl>")
	w.element("author", "", s.Author)
	w.element("title", lang, s.Title)
	w.element("editor", ` role="translator"`, s.Translator)
	w.element("publisher", "", s.Publisher)
	w.date("published", s.Published)
	w.element("edition", "", s.Version)
	w.date("captured", s.Captured)
	w.element("series", "", s.Series)
	w.pointer("original", s.URL)
	w.pointer("archived", s.Archived)
	w.element("idno", ` type="sha256"`, s.SHA256)
	w.shut("</bibl>")
	w.shut("</sourceDesc>")
	w.shut("</fileDesc>")
	w.open("<encodingDesc>")
	w.line("<p>Made by Dossier. Blocks of the text have the ids that they have on the page of the source. The numbers of a string-range count Unicode code points of the text of an element.</p>")
	w.shut("</encodingDesc>")
	w.open("<profileDesc><langUsage>")
	languages := []string{s.Lang}
	for _, o := range s.Others {
		if !slices.Contains(languages, o.Lang) {
			languages = append(languages, o.Lang)
		}
	}
	for _, l := range languages {
		w.line("<language" + attribute("ident", l) + "/>")
	}
	w.shut("</langUsage></profileDesc>")
	if len(s.Changes) > 0 {
		changes := slices.Clone(s.Changes)
		dossier.NewestFirst(changes)
		w.open("<revisionDesc>")
		for _, c := range changes {
			w.element("change", when(c.Date)+attribute("type", string(c.Kind)), strings.TrimSpace(c.What+" "+c.Why))
		}
		w.shut("</revisionDesc>")
	}
	w.shut("</teiHeader>")
}

func (w *writer) pointer(kind, to string) {
	if to != "" {
		w.line(`<ptr` + attribute("type", kind) + attribute("target", reference.Address(to)) + `/>`)
	}
}

// href returns the address of a place on the site: an absolute one where the site has one, or one from the folder of the document.
func (w *writer) href(to address.Route, id string) string {
	base := w.x.In.Dossier.Settings.BaseURL
	file := to.Path()
	if base == "" {
		file = w.v.Page.Route.Asset(to.File())
	}
	if id != "" {
		file += "#" + id
	}
	return Escaped(reference.Address(base + file))
}

// text writes the text: a division under each heading, within that of the heading above it.
func (w *writer) text() {
	s := w.s
	w.open("<text" + attribute("xml:lang", s.Lang) + ">")
	w.open("<body>")
	var levels []int // of the divisions that are open
	listed := false
	leave := func() {
		if listed {
			w.shut("</list>")
			listed = false
		}
	}
	withheld := 0
	gap := func() {
		if withheld > 0 {
			leave()
			w.line(hidden(withheld))
			withheld = 0
		}
	}
	for i, b := range s.Blocks {
		portions := w.x.In.Evidence.Portions(s, b.Span)
		if !slices.ContainsFunc(portions, shown) {
			for _, p := range portions {
				withheld += segment.Count(p.In(s.Plain))
			}
			continue
		}
		gap()
		if b.Kind != markdown.Item {
			leave()
		}
		before, after := "<p", "</p>"
		switch b.Kind {
		case markdown.Heading:
			for len(levels) > 0 && levels[len(levels)-1] >= b.Level {
				levels = levels[:len(levels)-1]
				w.shut("</div>")
			}
			levels = append(levels, b.Level)
			w.open("<div>")
			before, after = "<head", "</head>"
		case markdown.Item:
			if !listed {
				w.open("<list>")
				listed = true
			}
			before, after = "<item", "</item>"
		case markdown.Quoted:
			before, after = "<quote", "</quote>"
		case markdown.Code:
			before, after = `<ab type="code"`, "</ab>"
		}
		w.indent()
		w.WriteString(before + attribute("xml:id", w.ids[i]) + attribute("xml:lang", b.Lang) + ">")
		w.block(i, portions)
		w.WriteString(after + "\n")
	}
	gap()
	leave()
	for range levels {
		w.shut("</div>")
	}
	w.shut("</body>")
	w.shut("</text>")
}

func shown(p anchor.Portion) bool { return p.Shown }

// hidden returns the place of words that may not be published.
func hidden(words int) string {
	return fmt.Sprintf(`<gap reason="withheld" unit="words" quantity="%d"/>`, words)
}

// block writes what is published of a block.
func (w *writer) block(i int, portions []anchor.Portion) {
	s, b := w.s, w.s.Blocks[i]
	for len(w.inlines) > 0 && w.inlines[0].Start < b.Start {
		w.inlines = w.inlines[1:]
	}
	n := 0
	for n < len(w.inlines) && w.inlines[n].Start < b.End {
		n++
	}
	at, parted := 0, true // whether what was written last is a space, or nothing
	space := func() {
		w.WriteByte(' ')
		at, parted = at+1, true
	}
	for k, p := range portions {
		words := p.In(s.Plain)
		if !shown(p) {
			if !parted {
				space()
			}
			w.WriteString(hidden(segment.Count(words)))
			parted = false
			continue
		}
		if k > 0 && !parted && !strings.HasPrefix(words, " ") {
			space()
		}
		w.pieces[i] = append(w.pieces[i], piece{p.Span, at})
		w.run(p.Span, w.inlines[:n])
		at += utf8.RuneCountInString(words)
		parted = strings.HasSuffix(words, " ")
	}
}

// run writes words with what is set apart in them. What stands within other such words comes behind them in the list.
func (w *writer) run(p segment.Span, list []markdown.Inline) {
	at := p.Start
	for i := 0; i < len(list); {
		in, next := list[i], i+1
		for next < len(list) && list[next].Start < in.End {
			next++
		}
		if from, to := max(at, in.Start), min(p.End, in.End); from < to {
			w.WriteString(Escaped(w.s.Plain[at:from]))
			before, after := w.apart(in)
			w.WriteString(before)
			w.run(segment.Span{Start: from, End: to}, list[i+1:next])
			w.WriteString(after)
			at = to
		}
		i = next
	}
	w.WriteString(Escaped(w.s.Plain[at:p.End]))
}

// apart returns the tags of words that are set apart.
func (w *writer) apart(in markdown.Inline) (before, after string) {
	rend := ""
	switch in.Kind {
	case markdown.Emphasis:
		rend = "italic"
	case markdown.Strong:
		rend = "bold"
	case markdown.CodeText:
		rend = "code"
	case markdown.Anchor:
		to := view.Outward(w.s, in.Href)
		if u, err := url.Parse(to); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
			return "<ref" + attribute("target", reference.Address(to)) + ">", "</ref>"
		}
		return "", ""
	}
	return "<hi" + attribute("rend", rend) + ">", "</hi>"
}

// annotations writes the citations of the text, in its order.
func (w *writer) annotations() {
	var list []*view.Cited
	for _, e := range w.x.Cited(w.s) {
		if w.targets(e) != "" {
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		return
	}
	w.open("<standOff>")
	w.open("<listAnnotation>")
	for _, e := range list {
		w.annotation(e)
	}
	w.shut("</listAnnotation>")
	w.shut("</standOff>")
}

func (w *writer) annotation(e *view.Cited) {
	c := e.Citation
	n := c.Note
	motivation, author, remark, bears := "linking", "", "", ""
	to := w.href(address.Of(&w.s.Entry), e.Note)
	if r := address.Of(&n.Entry); r != "" {
		to = w.href(r, e.Figure)
	}
	switch item := n.Item.(type) {
	case *dossier.Annotation:
		motivation, author, remark = "commenting", item.Author, w.v.Remark(c)
	case *dossier.Claim:
		motivation, bears = "assessing", string(c.Bears)
	}
	w.open("<annotation" + attribute("xml:id", ID(e.Note)) + attribute("motivation", motivation) + attribute("target", w.targets(e)) + ">")
	if author != "" {
		w.line("<respStmt><resp>creator</resp><name>" + Escaped(author) + "</name></respStmt>")
	}
	if created, updated := when(n.Created), when(n.Updated); created+updated != "" {
		w.open("<revisionDesc>")
		if created != "" {
			w.line(`<change status="created"` + created + `/>`)
		}
		if updated != "" {
			w.line(`<change status="modified"` + updated + `/>`)
		}
		w.shut("</revisionDesc>")
	}
	language := attribute("xml:lang", w.x.In.Dossier.Settings.Language)
	w.element("note", language, remark)
	if motivation == "commenting" {
		for _, t := range n.Topics {
			w.element("note", ` type="topic"`+language, t.Name)
		}
	}
	w.element("note", ` type="bearing"`, bears)
	w.line(`<ptr` + attribute("type", string(n.Kind)) + ` target="` + to + `"/>`)
	w.shut("</annotation>")
}

// targets returns where the words of a citation stand in the elements of the text.
func (w *writer) targets(e *view.Cited) string {
	var out []string
	for _, part := range e.Passage.Parts {
		first, _ := slices.BinarySearchFunc(w.s.Blocks, part.Start, func(b markdown.TextBlock, at int) int {
			if b.End <= at {
				return -1
			}
			return 1
		})
		for i := first; i < len(w.s.Blocks) && w.s.Blocks[i].Start < part.End; i++ {
			for _, p := range w.pieces[i] {
				if both := (segment.Span{Start: max(p.Start, part.Start), End: min(p.End, part.End)}); both.Start < both.End {
					before := utf8.RuneCountInString(w.s.Plain[p.Start:both.Start])
					out = append(out, fmt.Sprintf("#string-range(%s,%d,%d)", w.ids[i], p.at+before, utf8.RuneCountInString(both.In(w.s.Plain))))
				}
			}
		}
	}
	return strings.Join(out, " ")
}
