package view

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/figure"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// To returns a link to a page of the site.
func (v View) To(r address.Route, fragment, text string) Link {
	return Link{Href: v.Href(r, fragment), Text: text}
}

// Entry returns the link to a source or note, with the text by which it is
// called: a source's outlet, a note's title.
func (v View) Entry(e *dossier.Entry) Link {
	p := v.Index.Place(e)
	if p.Route == "" {
		return Link{Text: e.Title}
	}
	return v.To(p.Route, p.fragment, v.NameOf(e))
}

// Draft says that an entry is a draft, in words; of another it is empty. Only a
// preview has drafts.
func (v View) Draft(e *dossier.Entry) string {
	switch {
	case !e.Unfinished:
		return ""
	case e.Status == dossier.StatusReview:
		return v.Word("draft_review")
	}
	return v.Word("draft_page")
}

// Marked returns what an entry is called, with a word that it is a draft where it is one.
func (v View) Marked(e *dossier.Entry, called string) string {
	if !e.Unfinished {
		return called
	}
	return v.Word("told_apart", called, v.Word("draft"))
}

// NameOf returns what a source or note is called in a sentence.
func (v View) NameOf(e *dossier.Entry) string {
	if s, ok := e.Item.(*dossier.Source); ok {
		return cmp.Or(v.Outlet(s), v.Marked(e, cmp.Or(e.Title, string(e.Slug))))
	}
	return v.Marked(e, v.named(e))
}

// named returns what a note is called.
func (v View) named(e *dossier.Entry) string {
	called := ""
	if p, ok := e.Item.(*dossier.Person); ok {
		called = v.Index.Called()[p]
	}
	return cmp.Or(called, e.Title, string(e.Slug))
}

// Role returns what a person is, to stand beside their name; it is empty where the name says it already, to tell them
// from others of that name.
func (v View) Role(p *dossier.Person) string {
	if v.named(&p.Entry) == v.Word("told_apart", p.Title, p.Role) {
		return ""
	}
	return p.Role
}

// Outlet returns what a source is called in a sentence, which no other is: the
// short name of its outlet, with its title where the outlet has several sources
// here, or its title alone where the outlet is not known.
func (v View) Outlet(s *dossier.Source) string {
	return v.Marked(&s.Entry, cmp.Or(v.Index.names()[s.Current()].name, SourceName(s))) // a source of another dossier has no name here
}

// OutletAfter returns what a source is called where another was named just before, or is what the page is about: what
// both have in common is not said again. Where they have nothing in common it is all of [View.Outlet].
func (v View) OutletAfter(s, other *dossier.Source) string {
	one, before := v.Index.names()[s.Current()], v.Index.names()[other.Current()]
	switch {
	case s == other || other == nil:
		return v.Outlet(s)
	case one.title == "" || before.title == "" || one.title == before.title || SourceName(s) != SourceName(other):
		return v.OutletBeside(s, other)
	}
	words := v.Word("quoted", one.title)
	if one.date != "" {
		words = v.Word("told_apart", words, one.date)
	}
	return v.Marked(&s.Entry, words)
}

// OutletBeside returns what a source is called in a sentence that speaks of another, too: the date alone where nothing else
// tells them apart, or else all of [View.Outlet].
func (v View) OutletBeside(s, other *dossier.Source) string {
	one, two := v.Index.names()[s.Current()], v.Index.names()[other.Current()]
	if one.date != "" && two.date != "" && one.title == two.title && SourceName(s) == SourceName(other) {
		return v.Marked(&s.Entry, one.date)
	}
	return v.Outlet(s)
}

// Apart returns what a source is called where it and one other are all that is spoken of: the name of its outlet, where that
// tells them apart, or else all of [View.Outlet].
func (v View) Apart(s, other *dossier.Source) string {
	if name := SourceName(s); name != SourceName(other) && s.Medium != dossier.Post {
		return name
	}
	return v.Outlet(s)
}

// Outlets returns what sources are called in a list, each as it is called after the one before it.
func (v View) Outlets(list []*dossier.Source) []string {
	var out []string
	for i, s := range list {
		out = append(out, v.OutletAfter(s, list[max(0, i-1)]))
	}
	return out
}

// Spot returns the link to a cited passage on the page of its source, which is called
// by its outlet.
func (v View) Spot(e *Cited) Link {
	s := e.Citation.Source
	return v.To(address.Of(&s.Entry), e.ID, v.Outlet(s))
}

// Passage returns the link to a range of a source's text: to the passage with
// just that range that a note cites, or else to the paragraph it starts in.
func (v View) Passage(s *dossier.Source, p segment.Span) Link {
	for _, e := range v.Index.Cited(s) {
		if e.Passage.Span == p {
			return v.Spot(e)
		}
	}
	fragment := ""
	if s.Publish != dossier.PublishFull {
		// Its page has no paragraphs, but passages.
		for _, e := range v.Index.Cited(s) {
			if fragment == "" && slices.ContainsFunc(e.Passage.Parts, func(part segment.Span) bool { return part.Contains(p) }) {
				fragment = e.ID
			}
		}
	} else if blocks := v.Index.Blocks(s); len(blocks) > 0 {
		fragment = blocks[s.Paragraph(p.Start)-1]
	}
	return v.To(address.Of(&s.Entry), fragment, v.Outlet(s))
}

// A Mention is a note that links to what a page is about.
type Mention struct {
	Link
	Kind string // what the note is, in words
}

// Mentions returns the notes that link to an entry.
func (v View) Mentions(e *dossier.Entry) []Mention {
	var out []Mention
	for _, n := range v.Index.Mentions()[e] {
		out = append(out, v.Mention(n))
	}
	return out
}

// KindOf says what a note is; a body is not called a person.
func (v View) KindOf(n *dossier.Note) string {
	if p, ok := n.Item.(*dossier.Person); ok && p.Organisation {
		return v.Word("kind_body")
	}
	return v.Word("kind_" + string(n.Kind))
}

// Mention returns a note as it is named on the page of what it mentions.
func (v View) Mention(n *dossier.Note) Mention {
	m := Mention{Link: v.Entry(&n.Entry), Kind: v.KindOf(n)}
	if n.Kind == dossier.KindAnnotation {
		m.Text = v.Marked(&n.Entry, v.AnnotationName(n))
	}
	return m
}

// AnnotationName returns what an annotation is called: its title, or the words it
// is first about and their outlet, with the version of its text where that is not the newest.
func (v View) AnnotationName(n *dossier.Note) string {
	if n.Title != "" || len(n.Citations) == 0 {
		return n.Title
	}
	c := n.Citations[0]
	outlet := v.Outlet(c.Source)
	if c.Source.Newest != nil {
		outlet = v.Word("told_apart", outlet, v.VersionName(c.Source))
	}
	return v.Word("annotation_on", outlet, segment.Label(v.quoted(c), 60))
}

// TopicLinks returns links to the topics that an entry is filed under.
func (v View) TopicLinks(e *dossier.Entry) []Link {
	var out []Link
	for _, t := range e.Topics {
		out = append(out, v.To(address.Topics.To(t.Slug), "", t.Name))
	}
	return out
}

// A Block is a piece of a note's body: prose, or a citation.
type Block struct {
	Prose    template.HTML // empty for a citation
	Citation *Citation     // nil for prose
}

// Body returns a note's body.
func (v View) Body(n *dossier.Note) []Block { return v.Blocks(n, 0, len(n.Body.Blocks)) }

// Blocks returns the blocks from and up to a place in a note's body.
func (v View) Blocks(n *dossier.Note, from, to int) []Block {
	return v.Styled(n, from, to, v.Style(n, ""))
}

// Styled returns the blocks from and up to a place in a note's body, in a style.
func (v View) Styled(n *dossier.Note, from, to int, style markdown.Style) []Block {
	citations := map[int]*dossier.Citation{}
	for _, c := range n.Citations {
		citations[c.Block] = c
	}
	var out []Block
	for i := from; i < to; i++ {
		if c := citations[i]; c != nil {
			if shown, ok := v.citation(c); ok {
				out = append(out, Block{Citation: &shown})
				continue
			}
		}
		out = append(out, Block{Prose: template.HTML(n.Body.Blocks[i].HTML(style))}) // markdown escapes what is not its own
	}
	return out
}

// Plain returns the prose among blocks of a note without its marks and
// footnotes, as a preview shows it.
func (v View) Plain(n *dossier.Note, from, to int) string {
	var parts []string
	for i := from; i < to; i++ {
		if text := n.Body.Blocks[i].Prose(v.LinkText); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

// Remark returns what an annotation says of one of its citations, in plain text.
func (v View) Remark(c *dossier.Citation) string {
	before, from, to := c.Remark()
	return strings.TrimSpace(v.Plain(c.Note, 0, before) + "\n\n" + v.Plain(c.Note, from, to))
}

// LinkText returns what a link without a text of its own reads as.
func (v View) LinkText(l markdown.Link) string {
	if e := v.Index.In.Dossier.Lookup(l.Target); e != nil {
		return v.Entry(e).Text
	}
	return ""
}

// FirstText returns the first prose of a note, for a description.
func (v View) FirstText(n *dossier.Note) string {
	for _, b := range n.Body.Blocks {
		if b.Quote == nil {
			return b.Prose(v.LinkText)
		}
	}
	for _, c := range n.Citations {
		return v.quoted(c)
	}
	return ""
}

// quoted returns the words that a citation means, in plain text.
func (v View) quoted(c *dossier.Citation) string {
	if e := v.Index.Citation(c); e != nil {
		return e.Passage.Quoted(c.Source.Plain)
	}
	return c.Quote.Text // it is not in the source
}

// ByDate orders quotations by when they were said.
func ByDate(a, b *dossier.Quote) int {
	return cmp.Or(edtf.Compare(a.Said, b.Said), cmp.Compare(a.Occasion, b.Occasion), cmp.Compare(a.Slug, b.Slug))
}

// EventsByDate orders events by their dates.
func EventsByDate(a, b *dossier.Event) int {
	return cmp.Or(edtf.Compare(a.Date, b.Date), cmp.Compare(a.Slug, b.Slug))
}

// SourcesByDate orders sources by when they were published.
func SourcesByDate(a, b *dossier.Source) int {
	return cmp.Or(edtf.Compare(a.Published, b.Published), cmp.Compare(a.Slug, b.Slug))
}

// SortedBy returns a sorted copy of a list.
func SortedBy[T any](list []T, compare func(a, b T) int) []T {
	out := slices.Clone(list)
	slices.SortStableFunc(out, compare)
	return out
}

// OtherLanguage returns the language and direction of a text, empty where they are
// the page's.
func (v View) OtherLanguage(lang string) (language, direction string) {
	if lang == "" || lang == v.Index.In.Dossier.Settings.Language {
		return "", ""
	}
	return lang, tongue.Direction(lang)
}

// Lag says how long after one date another lies. It is empty when nothing is
// known of that: that a report might be older than what it reports is no news
// to a reader.
func (v View) Lag(from, to edtf.Date) string {
	if text, known := tongue.Lag(from, to, v.Index.In.Words.Language()); known {
		return text
	}
	return ""
}

// TextLink returns a link as it stands in a drawing.
func TextLink(l Link) figure.TextLink { return figure.TextLink{Href: l.Href, Text: l.Text} }

// Percent returns a share in words. What is something is never "0 %", and
// what is not all is never "100 %".
func (v View) Percent(share float64) string {
	n := int(share*100 + 0.5)
	switch {
	case share > 0 && n == 0:
		return v.Word("below_percent", 1)
	case share < 1 && n == 100:
		return v.Word("above_percent", 99)
	}
	return v.Word("percent", n)
}
