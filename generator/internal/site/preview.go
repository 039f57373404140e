package site

import (
	"slices"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/view"
)

// A Preview is what a link to a page, or to a place on it, shows before it is
// followed. It is a few words, without links, and says nothing that the page
// does not say.
type Preview struct {
	Place     string // the id of the place; empty for the page itself
	Title     string
	TitleLang string // empty where it is the page's
	TitleDir  string
	Words     string // quoted, cut to a few lines
	WordsLang string // empty where it is the page's
	WordsDir  string
	Text      string   // what the editor says, cut to a few lines
	Facts     []string // who, where, when
}

// How many characters a preview quotes or says at most.
const (
	previewWords = 300
	previewText  = 200
)

// Previews returns the previews of a page: of a source with its paragraphs,
// passages and annotations, of a quotation, of a person, or of a claim. Other
// pages have none.
func (s *Site) Previews(p view.Page) []Preview {
	v := maker{view.View{Index: s.index, Page: p}, s}
	var out []Preview
	if p.Entry == nil {
		return nil
	}
	switch x := p.Entry.Item.(type) {
	case *dossier.Source:
		out = v.sourcePreviews(x)
	case *dossier.Quote:
		out = []Preview{v.quotePreview(x)}
	case *dossier.Person:
		out = []Preview{v.personPreview(x)}
	case *dossier.Claim:
		out = []Preview{v.claimPreview(x)}
	}
	for i := range out {
		out[i].Facts = slices.DeleteFunc(out[i].Facts, func(f string) bool { return f == "" })
	}
	return out
}

func (v maker) quotePreview(q *dossier.Quote) Preview {
	item := v.quoteItem(q)
	p := Preview{Title: v.Marked(&q.Entry, q.Title), Words: segment.Label(item.Words, previewWords), WordsLang: item.WordsLang, WordsDir: item.WordsDir}
	p.Facts = append(p.Facts, v.ChainInWords(q))
	p.Facts = append(p.Facts, item.Said.Words)
	var outlets []string
	for _, l := range item.Outlets {
		outlets = append(outlets, l.Text)
	}
	if len(outlets) > 0 {
		p.Facts = append(p.Facts, v.Word("printed_by")+" "+segment.Label(v.Joined(outlets), previewText))
	}
	return p
}

func (v maker) claimPreview(c *dossier.Claim) Preview {
	item := claims.NewItem(v.View, c)
	p := Preview{Title: item.Text, Text: segment.Label(item.Summary, previewText)}
	if item.Verdict != nil {
		p.Facts = append(p.Facts, item.Verdict.Text)
	}
	var by []string
	for _, l := range item.Claimants {
		by = append(by, l.Text)
	}
	if len(by) > 0 {
		p.Facts = append(p.Facts, v.Word("claim_by")+" "+segment.Label(v.Joined(by), previewText))
	}
	p.Facts = append(p.Facts, item.Made.Words)
	return p
}

func (v maker) personPreview(n *dossier.Person) Preview {
	p := Preview{Title: v.Marked(&n.Entry, n.Title), Facts: []string{n.Role}}
	for i, b := range n.Body.Blocks {
		if b.Quote == nil {
			p.Text = segment.Label(v.Plain(&n.Note, i, i+1), previewText)
			break
		}
	}
	item := v.personItem(n)
	if item.Quotes > 0 {
		p.Facts = append(p.Facts, v.Count("n_quotes", item.Quotes))
	}
	if item.Events > 0 {
		p.Facts = append(p.Facts, v.Count("n_events", item.Events))
	}
	return p
}

func (v maker) sourcePreviews(s *dossier.Source) []Preview {
	item := v.sourceItem(s)
	lang, dir := v.OtherLanguage(s.Lang)
	whole := Preview{
		Title: v.Marked(&s.Entry, s.Title), TitleLang: lang, TitleDir: dir,
		Facts: []string{item.Outlet, s.Author, item.Published.Words},
	}
	if item.Notes > 0 {
		whole.Facts = append(whole.Facts, v.Count("n_notes", item.Notes))
	}
	place := func(id, words string, at segment.Span) Preview {
		out := Preview{Place: id, Words: segment.Label(words, previewWords), Facts: []string{item.Outlet, item.Published.Words}}
		out.WordsLang, out.WordsDir = v.OtherLanguage(s.LangOf(at))
		return out
	}
	out := []Preview{whole}
	if v.Shows(s, segment.Span{Start: 0, End: len(s.Plain)}) {
		out[0].Words, out[0].WordsLang, out[0].WordsDir = segment.Label(s.Plain, previewText), lang, dir
	}
	for i, b := range s.Blocks {
		if s.Publish != dossier.PublishNone && v.Shows(s, b.Span) { // else its page has no paragraphs, or not this one
			out = append(out, place(v.Index.Blocks(s)[i], b.In(s.Plain), b.Span))
		}
	}
	taken := map[string]bool{}
	for _, e := range v.Index.Cited(s) {
		words := place(e.ID, e.Passage.Quoted(s.Plain), e.Passage.Span)
		if !taken[e.ID] {
			taken[e.ID] = true
			out = append(out, words)
		}
		if e.Citation.Note.Kind == dossier.KindAnnotation {
			words.Place = e.Note
			words.Text = segment.Label(v.remarkText(e.Citation), previewText)
			out = append(out, words)
		}
	}
	return out
}
