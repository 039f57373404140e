package site

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

// to returns a link to a page of the site.
func (v view) to(r address.Route, fragment, text string) Link {
	return Link{Href: v.href(r, fragment), Text: text}
}

// entry returns the link to a source or note, with the text by which it is
// called: a source's outlet, a note's title.
func (v view) entry(e *dossier.Entry) Link {
	p := v.index.place(e)
	if p.route == "" {
		return Link{Text: e.Title}
	}
	return v.to(p.route, p.fragment, v.name(e))
}

// name returns what a source or note is called in a sentence.
func (v view) name(e *dossier.Entry) string {
	called := ""
	switch e := e.Item.(type) {
	case *dossier.Source:
		called = v.outlet(e)
	case *dossier.Person:
		called = v.index.called()[e]
	}
	return cmp.Or(called, e.Title, string(e.Slug))
}

// outlet returns what a source is called in a sentence, which no other is: the
// short name of its outlet, with its title where the outlet has several sources
// here, or its title alone where the outlet is not known.
func (v view) outlet(s *dossier.Source) string {
	return cmp.Or(v.index.names()[s], sourceName(s)) // a source of another dossier has no name here
}

// passage returns the link to a range of a source's text: to the passage with
// just that range that a note cites, or else to the paragraph it starts in.
func (v view) passage(s *dossier.Source, p segment.Span) Link {
	for _, e := range v.index.cited(s) {
		if e.passage.Span == p {
			return v.to(address.Sources.To(s.Slug), e.id, v.outlet(s))
		}
	}
	fragment := ""
	if s.Publish != dossier.PublishFull {
		// Its page has no paragraphs, but passages.
		for _, e := range v.index.cited(s) {
			if fragment == "" && slices.ContainsFunc(e.passage.Parts, func(part segment.Span) bool { return part.Contains(p) }) {
				fragment = e.id
			}
		}
	} else if blocks := v.index.blocks(s); len(blocks) > 0 {
		fragment = blocks[s.Paragraph(p.Start)-1]
	}
	return v.to(address.Sources.To(s.Slug), fragment, v.outlet(s))
}

// A Mention is a note that links to what a page is about.
type Mention struct {
	Link
	Kind string // what the note is, in words
}

// mentions returns the notes that link to an entry.
func (v view) mentions(e *dossier.Entry) []Mention {
	var out []Mention
	for _, n := range v.index.mentions()[e] {
		out = append(out, v.mention(n))
	}
	return out
}

// kind says what a note is; a body is not called a person.
func (v view) kind(n *dossier.Note) string {
	if p, ok := n.Item.(*dossier.Person); ok && p.Organisation {
		return v.word("kind_body")
	}
	return v.word("kind_" + string(n.Kind))
}

func (v view) mention(n *dossier.Note) Mention {
	m := Mention{Link: v.entry(&n.Entry), Kind: v.kind(n)}
	if n.Kind == dossier.KindAnnotation {
		m.Text = v.annotation(n)
	}
	return m
}

// annotation returns what an annotation is called: its title, or the words it
// is first about and their outlet.
func (v view) annotation(n *dossier.Note) string {
	if n.Title != "" || len(n.Citations) == 0 {
		return n.Title
	}
	c := n.Citations[0]
	return v.word("annotation_on", v.outlet(c.Source), segment.Clip(v.quoted(c), 60))
}

// topicLinks returns links to the topics that an entry is filed under.
func (v view) topicLinks(e *dossier.Entry) []Link {
	var out []Link
	for _, t := range e.Topics {
		out = append(out, v.to(address.Topics.To(t.Slug), "", t.Name))
	}
	return out
}

// A Block is a piece of a note's body: prose, or a citation.
type Block struct {
	Prose    template.HTML // empty for a citation
	Citation *Citation     // nil for prose
}

// body returns a note's body.
func (v view) body(n *dossier.Note) []Block { return v.blocks(n, 0, len(n.Body.Blocks)) }

// blocks returns the blocks from and up to a place in a note's body.
func (v view) blocks(n *dossier.Note, from, to int) []Block {
	return v.styled(n, from, to, v.style(n, ""))
}

func (v view) styled(n *dossier.Note, from, to int, style markdown.Style) []Block {
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

// plain returns the prose among blocks of a note without its marks and
// footnotes, as a preview shows it.
func (v view) plain(n *dossier.Note, from, to int) string {
	var parts []string
	for i := from; i < to; i++ {
		if text := n.Body.Blocks[i].Prose(v.linkText); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

// linkText returns what a link without a text of its own reads as.
func (v view) linkText(l markdown.Link) string {
	if e := v.index.in.Dossier.Lookup(l.Target); e != nil {
		return v.entry(e).Text
	}
	return ""
}

// firstText returns the first prose of a note, for a description.
func (v view) firstText(n *dossier.Note) string {
	for _, b := range n.Body.Blocks {
		if b.Quote == nil {
			return b.Prose(v.linkText)
		}
	}
	for _, c := range n.Citations {
		return v.quoted(c)
	}
	return ""
}

// quoted returns the words that a citation means, in plain text.
func (v view) quoted(c *dossier.Citation) string {
	if e := v.index.citation(c); e != nil {
		return gapped(c.Source, e.passage)
	}
	return c.Quote.Text // it is not in the source
}

func byDate(a, b *dossier.Quote) int {
	return cmp.Or(edtf.Compare(a.Said, b.Said), cmp.Compare(a.Occasion, b.Occasion), cmp.Compare(a.Slug, b.Slug))
}

func eventsByDate(a, b *dossier.Event) int {
	return cmp.Or(edtf.Compare(a.Date, b.Date), cmp.Compare(a.Slug, b.Slug))
}

func sourcesByDate(a, b *dossier.Source) int {
	return cmp.Or(edtf.Compare(a.Published, b.Published), cmp.Compare(a.Slug, b.Slug))
}

func sortedBy[T any](list []T, compare func(a, b T) int) []T {
	out := slices.Clone(list)
	slices.SortStableFunc(out, compare)
	return out
}

// foreign returns the language and direction of a text, empty where they are
// the page's.
func (v view) foreign(lang string) (language, direction string) {
	if lang == "" || lang == v.index.in.Dossier.Settings.Language {
		return "", ""
	}
	return lang, tongue.Direction(lang)
}

// lag says how long after one date another lies. It is empty when nothing is
// known of that: that a report might be older than what it reports is no news
// to a reader.
func (v view) lag(from, to edtf.Date) string {
	if text, known := tongue.Lag(from, to, v.index.in.Words.Language()); known {
		return text
	}
	return ""
}

// textLink returns a link as it stands in a drawing.
func textLink(l Link) figure.TextLink { return figure.TextLink{Href: l.Href, Text: l.Text} }

// percent returns a share in words. What is something is never "0 %", and
// what is not all is never "100 %".
func (v view) percent(share float64) string {
	n := int(share*100 + 0.5)
	switch {
	case share > 0 && n == 0:
		return v.word("below_percent", 1)
	case share < 1 && n == 100:
		return v.word("above_percent", 99)
	}
	return v.word("percent", n)
}
