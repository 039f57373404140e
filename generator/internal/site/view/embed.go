package view

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"unicode"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// EmbedPage is a quotation, a claim or the timeline as others put it into a page of theirs. It has no frame.
type EmbedPage struct {
	Lang, Dir   string
	Kind        string // "quote", "claim" or "timeline"
	Title       string
	Style       string
	Site        Link // the dossier
	Page        Link // the whole page; the text says what it leads to
	Words       string
	WordsLang   string // where it is not the page's
	WordsDir    string
	By          string // who said or claims it
	Date        Date   // when
	Occasion    string
	Outlets     string // that print it, in words
	Verdict     string
	VerdictRole dossier.VerdictRole // which colour it has
	Reviewed    Date
	Summary     string   // of the verdict
	Tally       []string // how much stands for the claim and against it
	Entries     []EmbedEntry

	at address.Route // of the whole page
}

// EmbedEntry is a line of an embedded timeline.
type EmbedEntry struct {
	What string // happened there: "said"
	Date Date
	Link
}

// An Embed says how others put a page into theirs.
type Embed struct {
	Src, Title    string
	Width, Height int
	Data          string // address of the same for programs, as oEmbed
	Line          string // of HTML, which others put into their page. It needs nothing else, and no script

	site, home string
}

// embedWords is how many characters of a quotation an embed shows, and of a summary.
const embedWords = 900

// Embeds reports whether others are to put pages of the site into theirs: they need to know where it stands.
func (v View) Embeds() bool {
	s := &v.Index.In.Dossier.Settings
	return s.BaseURL != "" && s.Has(dossier.FormatEmbeds) && !v.Index.In.Preview
}

// EmbedOf returns the page without a frame for the one at a route, which a link with the text more leads to.
func (v View) EmbedOf(at address.Route, kind, title, more string) *EmbedPage {
	v.Page.Route = at.Embed()
	s := &v.Index.In.Dossier.Settings
	return &EmbedPage{
		Lang: s.Language, Dir: tongue.Direction(s.Language), Kind: kind, Title: title, Style: v.Asset(address.EmbedStyle),
		Site: v.To(address.Overview, "", s.Title), Page: v.To(at, "", more), at: at,
	}
}

// Shorten cuts what is too long for an embed.
func (p *EmbedPage) Shorten() {
	p.Words, p.Summary = segment.Label(p.Words, embedWords), segment.Label(p.Summary, embedWords/2)
}

// Embed returns how others put p into a page of theirs.
func (v View) Embed(p *EmbedPage) *Embed {
	s := &v.Index.In.Dossier.Settings
	e := &Embed{
		Src: s.BaseURL + p.at.Embed().Path(), Title: p.Title, Width: embedWidth, Height: p.Height(),
		Data: s.BaseURL + p.at.OEmbed(), site: s.Title, home: s.BaseURL,
	}
	e.Line = fmt.Sprintf(`<iframe src="%s" width="%d" height="%d" title="%s" loading="lazy" style="border:0;max-width:100%%"></iframe>`,
		html.EscapeString(e.Src), e.Width, e.Height, html.EscapeString(e.Title))
	return e
}

// Link leads programs from the head of a page to how it is embedded.
func (e *Embed) Link() HeadLink {
	return HeadLink{Rel: "alternate", Href: e.Data, Type: "application/json+oembed", Title: e.Title}
}

// JSON is the answer of oEmbed 1.0 (oembed.com).
func (e *Embed) JSON() ([]byte, error) {
	data, err := json.MarshalIndent(struct {
		Version      string `json:"version"`
		Type         string `json:"type"`
		Title        string `json:"title"`
		ProviderName string `json:"provider_name"`
		ProviderURL  string `json:"provider_url"`
		HTML         string `json:"html"`
		Width        int    `json:"width"`
		Height       int    `json:"height"`
	}{"1.0", "rich", e.Title, e.site, e.home, e.Line, e.Width, e.Height}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write oEmbed of %s: %w", e.Src, err)
	}
	return append(data, '\n'), nil
}

// The height of an embed holds at every width from narrowest on. It is estimated there, with letters as wide as those of the
// widest common typefaces; in a wider page the words are set larger (embed.css), so that they fill it.
const (
	embedWidth = 600
	narrowest  = 320
	embedInset = 2 * (16 + 1) // the space and the line on both sides
)

// Height returns how many pixels high the page is at most. It follows embed.css.
func (p *EmbedPage) Height() int {
	const words, small = 17, 14 // sizes of type
	n := embedInset
	room := float64(narrowest - embedInset)
	line := func(text string, size, leading float64, after int) {
		if text != "" {
			n += int(float64(linesOf(text, room/size))*size*leading+.99) + after
		}
	}
	join := func(parts ...string) string {
		return strings.Join(strings.Fields(strings.Join(parts, " · ")), " ")
	}
	line(p.Title, words, 1.3, 8)
	room -= 15 // the line beside the words
	line(p.Words, words, 1.5, 10)
	room += 15
	if p.Verdict != "" {
		line(p.Verdict+" "+p.Reviewed.Words, words, 1.5, 2)
	}
	line(p.Summary, small, 1.5, 8)
	for _, t := range p.Tally {
		line(t, small, 1.5, 2)
	}
	if p.By != "" || p.Date.Words != "" {
		room /= 1.08 // it is bold
		line(join(p.By, p.Date.Words), small, 1.5, 4)
		room *= 1.08
	}
	line(p.Occasion, small, 1.5, 4)
	line(p.Outlets, small, 1.5, 4)
	for _, e := range p.Entries {
		line(join(e.What, e.Date.Words), small, 1.5, 2)
		line(e.Text, small, 1.5, 8)
	}
	line(p.Page.Text, small, 1.5, 4)
	line(p.Site.Text, small, 1.5, 8)
	return (n + 9) / 10 * 10
}

// linesOf returns in how many lines of a width a text is set at most, the width as a multiple of the size of its type.
func linesOf(text string, width float64) int {
	lines, at := 1, 0.0
	for _, word := range strings.Fields(text) {
		w := 0.0
		for _, r := range word {
			switch {
			case r >= 0x1100 && (r < 0x1e00 || r > 0x206f): // of East Asia, most of them
				w += 1.05
			case strings.ContainsRune("ilj.,;:'’|!", r):
				w += .36
			case strings.ContainsRune("tfrI()-·“”«»", r):
				w += .45
			case strings.ContainsRune("mwMWшщжюмы", r), unicode.IsUpper(r):
				w += .86
			default:
				w += .62
			}
		}
		if at > 0 && at+.35+w > width {
			lines, at = lines+1, 0
		} else if at > 0 {
			at += .35
		}
		for at += w; at > width; at -= width {
			lines++
		}
	}
	return lines
}
