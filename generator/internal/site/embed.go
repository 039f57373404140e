package site

import (
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/view"
)

// Embedded is a page that others put into theirs. It is none of [Site.Pages]: nothing leads there, and nobody searches it.
type Embedded struct {
	Route address.Route
	Page  func() *view.EmbedPage
	OEmbed
}

// OEmbed is the file that tells programs how to do so.
type OEmbed struct {
	Path string
	Make func() ([]byte, error)
}

// Embeds returns the pages that others put into theirs: of each quotation and claim, and of the timeline.
func (s *Site) Embeds() []Embedded {
	v := s.finder()
	if !v.Embeds() {
		return nil
	}
	var out []Embedded
	add := func(at address.Route, page func() *view.EmbedPage) {
		out = append(out, Embedded{at.Embed(), page, OEmbed{at.OEmbed(), func() ([]byte, error) { return v.View.Embed(page()).JSON() }}})
	}
	for _, q := range s.in.Dossier.Quotes {
		add(address.Of(&q.Entry), func() *view.EmbedPage { return v.embedQuote(q) })
	}
	for _, c := range s.in.Dossier.Claims {
		add(address.Of(&c.Entry), func() *view.EmbedPage { return claims.Embed(v.View, c) })
	}
	if v.Index.Has(address.Timeline) {
		add(address.Timeline, v.timeline().Embed)
	}
	return out
}

// embedQuote returns a quotation as others put it into a page of theirs.
func (v maker) embedQuote(q *dossier.Quote) *view.EmbedPage {
	item := v.quoteItem(q)
	p := v.EmbedOf(address.Of(&q.Entry), "quote", item.Text, v.Word("embed_quote"))
	p.Words, p.WordsLang, p.WordsDir = item.Words, item.WordsLang, item.WordsDir
	p.By, p.Date, p.Occasion = v.ChainInWords(q), item.Said, item.Occasion
	var outlets []string
	for _, o := range item.Outlets {
		outlets = append(outlets, o.Text)
	}
	if len(outlets) > 0 {
		p.Outlets = strings.TrimSpace(v.Word("printed_by") + " " + strings.Join(outlets, v.Word("comma")) + " " + item.More)
	}
	p.Shorten()
	return p
}
