package view

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
)

// A Citation is words of a source as a page of another thing shows them.
type Citation struct {
	ID         string // on the page
	Runs       []Run
	Lang, Dir  string
	Outlet     string        // as the note calls it, or else the short name of the outlet
	Locator    template.HTML // where in it, as the note says: "page 3"; may be empty
	Source     Link          // the source's page; the text is its title
	Passage    Link          // the words in their context
	Original   string        // address of the words in the original; may be empty
	Published  Date
	Renderings []Rendering // translations by the editors, in the order of the note
	Changed    Link        // says when a later version changed the words, and leads to how; Href is empty where none did
}

// A Rendering is cited words in another language, translated by an editor: no
// words of the outlet.
type Rendering struct {
	Words     template.HTML // the paragraphs
	Lang, Dir string        // empty where they are the page's
	Label     string        // says that it is a translation, into which language, and whose
}

// A Run is a stretch of a citation.
type Run struct {
	Text   string
	Marked bool // the note marks it
	Gap    bool // something is left out here: Text, which is empty where it may not be shown
	// LeftOut says how many words are left out; it is empty when none are.
	LeftOut string
}

// A Piece is a stretch of a difference.
type Piece struct {
	Op   edit.Op
	Text string // of the second passage, or of the first where it is only there
	Gap  *Run   // what the editor leaves out of the second passage; nil but for that
}

// AppendPiece appends a text as a piece, with the white space at its ends apart.
func AppendPiece(list []Piece, op edit.Op, text string) []Piece {
	words := text
	if op != edit.Same {
		words = strings.TrimSpace(text)
	}
	if words == "" {
		op, words = edit.Same, text
	}
	before, after, _ := strings.Cut(text, words)
	for _, p := range []Piece{{Op: edit.Same, Text: before}, {Op: op, Text: words}, {Op: edit.Same, Text: after}} {
		if p.Text != "" {
			list = append(list, p)
		}
	}
	return list
}

// citation returns a citation as a page shows it, in the source's own words
// and marks, and whether it was found.
func (v View) citation(c *dossier.Citation) (Citation, bool) {
	e := v.Index.Citation(c)
	if e == nil {
		return Citation{}, false
	}
	out := v.Attributed(c, v.Excerpt(c.Source, e.Passage))
	out.ID = e.Figure
	out.Runs = v.runs(c, e.Passage)
	return out, true
}

// Attributed gives an excerpt what the note's own attribution says of it.
func (v View) Attributed(c *dossier.Citation, out Citation) Citation {
	if a := c.Quote.Attribution; a != nil && a.Text != "" {
		out.Outlet = a.Text
	}
	out.Locator = v.Locator(c)
	out.Renderings = v.Renderings(c)
	if lost := v.Index.In.Evidence.Lost(c); lost != nil {
		text := v.Word("changed_later")
		if seen := lost.Seen(); !seen.IsZero() {
			text = v.Word("changed_by", v.When(seen))
		}
		route, id := address.Change(lost)
		out.Changed = v.To(route, id, text)
	}
	return out
}

// Renderings returns what the editors give for a translation of a citation.
func (v View) Renderings(c *dossier.Citation) []Rendering {
	var out []Rendering
	for _, t := range c.Quote.Translations {
		r := Rendering{Words: template.HTML(t.HTML(v.Style(c.Note, ""))), Label: v.TranslatedBy(t)} // markdown escapes what is not its own
		r.Lang, r.Dir = v.OtherLanguage(t.Lang)
		out = append(out, r)
	}
	return out
}

// TranslatedBy says whose translation it is.
func (v View) TranslatedBy(t markdown.Translation) string {
	if t.By == "" {
		return v.Word("translation_editors")
	}
	return v.Word("translation_by", t.By)
}

// Locator returns where in its source a citation stands, in the note's words.
func (v View) Locator(c *dossier.Citation) template.HTML {
	return template.HTML(c.Note.Body.Blocks[c.Block].LocatorHTML(v.Style(c.Note, ""))) // markdown escapes what is not its own
}

// Excerpt returns a passage as a page shows it.
func (v View) Excerpt(s *dossier.Source, p match.Passage) Citation {
	out := Citation{
		Outlet:    v.Outlet(s),
		Source:    v.To(address.Of(&s.Entry), "", v.Marked(&s.Entry, s.Title)),
		Passage:   v.Passage(s, p.Span),
		Original:  v.Original(s, p.Parts...),
		Published: v.Date(s.Published, s.Inference("published")),
	}
	out.Lang, out.Dir = v.OtherLanguage(s.LangOf(p.Span))
	for i, part := range p.Parts {
		if i > 0 {
			out.Runs = append(out.Runs, v.gap(s, segment.Span{Start: p.Parts[i-1].End, End: part.Start}))
		}
		out.Runs = append(out.Runs, Run{Text: part.In(s.Plain)})
	}
	return out
}

// runs returns the words of a citation, in the source's own marks. Where the
// note marks words the passage is these alone; the words around them, by which
// they were found, are shown too unless the source keeps them back.
func (v View) runs(c *dossier.Citation, p match.Passage) []Run {
	var out []Run
	marked, text := len(c.Quote.Marked) > 0, c.Source.Plain
	add := func(from, to int, marked bool) {
		if from < to {
			out = append(out, Run{Text: text[from:to], Marked: marked})
		}
	}
	match := p.Match
	if !v.Shows(c.Source, match...) {
		match = p.Parts
	}
	for i, stretch := range match {
		if i > 0 {
			out = append(out, v.gap(c.Source, segment.Span{Start: match[i-1].End, End: stretch.Start}))
		}
		at := stretch.Start
		for _, part := range p.Parts {
			if stretch.Contains(part) {
				add(at, part.Start, false)
				add(part.Start, part.End, marked)
				at = part.End
			}
		}
		add(at, stretch.End, false)
	}
	return out
}

// gap returns the run that stands for words of a source that are left out.
// Marks alone are no words.
func (v View) gap(s *dossier.Source, left segment.Span) Run {
	r := v.LeftOut(left.In(s.Plain))
	if !v.Shows(s, left) {
		r.Text = ""
	}
	return r
}

// LeftOut returns the run that stands for words that are left out and may be shown.
func (v View) LeftOut(words string) Run {
	r := Run{Gap: true}
	if n := segment.Count(words); n > 0 {
		r.LeftOut, r.Text = v.Count("n_words_left_out", n), strings.TrimSpace(words)
	}
	return r
}

// Original returns the address of a source's original, with what makes a
// browser find passages of it, or the first words where none is given; "" for
// a source without an address. Where the original was changed since and has the words no
// more, it is the bare address.
func (v View) Original(s *dossier.Source, parts ...segment.Span) string {
	if s.URL == "" {
		return ""
	}
	if s.Newest != nil && slices.ContainsFunc(wordsOf(s, parts), func(p segment.Span) bool { return !strings.Contains(s.Newest.Plain, p.In(s.Plain)) }) {
		return s.URL
	}
	for _, o := range v.Index.spotsOf(s).originals() {
		if slices.Equal(o.parts, parts) {
			return o.href
		}
	}
	return v.Index.addresser(s)(parts)
}

// wordsOf returns passages of a source, or its first words where there are none.
func wordsOf(s *dossier.Source, parts []segment.Span) []segment.Span {
	if len(parts) == 0 {
		return opening(s)
	}
	return parts
}

// opening returns the first words of a text. They are none of a heading, which the page of the original may set differently.
func opening(s *dossier.Source) []segment.Span {
	for _, b := range s.Blocks {
		if words := segment.Words(b.In(s.Plain)); b.Kind == markdown.Paragraph && len(words) > 0 {
			return []segment.Span{{Start: b.Start, End: b.Start + words[min(len(words), openingWords)-1].End}}
		}
	}
	return nil
}

// openingWords is how many words of a text the address of its original names.
const openingWords = 6

// Shows reports whether passages of a source may be published, all of them.
func (v View) Shows(s *dossier.Source, passages ...segment.Span) bool {
	return !slices.ContainsFunc(passages, func(p segment.Span) bool { return !v.Index.In.Evidence.Shows(s, p) })
}

// Outward returns where a link of an article leads: what is relative in it is
// relative to the article's own address, and leads nowhere where that is not
// known.
func Outward(s *dossier.Source, href string) string {
	to, err := url.Parse(href)
	if err != nil || to.IsAbs() {
		return href // the template refuses what is no address of the web
	}
	from, err := url.Parse(s.URL)
	if s.URL == "" || err != nil {
		return ""
	}
	return from.ResolveReference(to).String()
}
