package site

import (
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/figure/card"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/view"
)

// A CardFile is the picture that is shown of a quotation or a claim where others link to its page.
type CardFile struct {
	Path  string                 // from the root of the site
	Shows func() card.Card       // what it is drawn of
	Make  func() ([]byte, error) // as PNG; nil where nothing of it can be drawn
}

// Cards returns the pictures of quotations and claims. None is drawn before it is made.
func (s *Site) Cards() []CardFile {
	if !s.index.Shows() {
		return nil
	}
	v := s.finder()
	var out []CardFile
	add := func(e *dossier.Entry, shows func() card.Card) {
		out = append(out, CardFile{address.Card(e), shows, func() ([]byte, error) { return s.press().Draw(shows()) }})
	}
	for _, q := range s.in.Dossier.Quotes {
		add(&q.Entry, func() card.Card { return v.quoteCard(q) })
	}
	for _, c := range s.in.Dossier.Claims {
		add(&c.Entry, func() card.Card { return v.claimCard(c) })
	}
	return out
}

// quoteCard returns what the picture of a quotation shows.
func (v maker) quoteCard(q *dossier.Quote) card.Card {
	item := v.quoteItem(q)
	out := card.Card{Words: item.Words, By: v.ChainInWords(q), Date: item.Said.Words, Site: v.Index.In.Dossier.Settings.Title}
	var outlets []string
	for _, s := range item.sources[:min(len(item.sources), cardOutlets)] {
		outlets = append(outlets, v.Outlet(s))
	}
	if n := len(item.sources) - len(outlets); n > 0 {
		outlets = append(outlets, v.Count("and_more", n))
	}
	if len(outlets) > 0 {
		out.Outlets = v.Word("printed_by") + " " + strings.Join(outlets, v.Word("comma"))
	}
	return out
}

// cardOutlets is how many outlets a picture names.
const cardOutlets = 3

// claimCard returns what the picture of a claim shows.
func (v maker) claimCard(c *dossier.Claim) card.Card {
	item := claims.NewItem(v.View, c)
	out := card.Card{Words: item.Text, By: claims.ClaimedBy(v.View, item), Date: item.Made.Words, Site: v.Index.In.Dossier.Settings.Title, Colour: card.Grey}
	if item.Verdict != nil {
		out.Verdict, out.Judged = item.Verdict.Text, item.Reviewed.Words
		switch item.Verdict.Role {
		case dossier.RoleFor:
			out.Colour = card.Blue
		case dossier.RoleAgainst:
			out.Colour = card.Brown
		}
	}
	return out
}

// cardAlt is how many characters of the words of a picture are told to those who do not see it.
const cardAlt = 300

// showCard has a page tell of its picture, where it has one.
func (v maker) showCard(f *view.Frame, e *dossier.Entry, shows func() card.Card) {
	if !v.Index.Shows() {
		return
	}
	c, ok := v.site.press().Drawn(shows())
	if !ok {
		return
	}
	c.Words = segment.Label(c.Words, cardAlt)
	v.Picture(f, view.Picture{Path: address.Card(e), Type: "image/png", Width: card.Width, Height: card.Height, Alt: strings.Join(c.Texts(), " · ")})
}
