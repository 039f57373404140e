// Package schemaorg says what a dossier holds in the words of schema.org, as JSON-LD: of each page that it is a WebPage, and what it
// is of. A source is a NewsArticle (or what its medium makes of it) at its own address, published by its outlet; the WebPage is
// ours, the article is not. A quotation is a Quotation that is part of the article whose wording its text is; people and bodies are
// a Person or an Organization, events an Event, the whole a Dataset, and a claim with its verdict a ClaimReview.
//
// All addresses and ids are absolute, so that nothing is said where the dossier does not know where its site will stand. A thing
// has the id of its page with its kind as fragment, the same on every page that names it.
//
// What is required and recommended of a ClaimReview follows what search engines publish of a fact check (developers.google.com,
// "Fact check (ClaimReview) structured data"): claimReviewed, reviewRating with alternateName, and a url of the site that the page
// is of. A date is given only where no doubt is cast on it, since schema.org has no doubt; a place in the order of verdicts only
// for a verdict that has one.
package schemaorg

import (
	"bytes"
	"encoding/json"
	"slices"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/evidence"
)

// Context is the vocabulary of all that is written here.
const Context = "https://schema.org"

// ClaimReview is a verdict on a claim.
type ClaimReview struct {
	Type          string       `json:"@type"`
	ID            string       `json:"@id"`
	URL           string       `json:"url"`
	InLanguage    string       `json:"inLanguage,omitempty"`
	ClaimReviewed string       `json:"claimReviewed"`
	ReviewBody    string       `json:"reviewBody,omitempty"`
	DatePublished string       `json:"datePublished,omitempty"`
	DateModified  string       `json:"dateModified,omitempty"`
	Author        Agent        `json:"author"`
	Editor        []Agent      `json:"editor,omitempty"`
	ItemReviewed  Claim        `json:"itemReviewed"`
	ReviewRating  Rating       `json:"reviewRating"`
	Correction    []Correction `json:"correction,omitempty"`
}

// Agent is a person or an organization.
type Agent struct {
	Type        string `json:"@type,omitempty"` // empty where it is not known which
	ID          string `json:"@id,omitempty"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
}

// Claim is what is claimed.
type Claim struct {
	Type            string  `json:"@type"`
	ID              string  `json:"@id"`
	Name            string  `json:"name"`
	Author          []Agent `json:"author,omitempty"`
	DatePublished   string  `json:"datePublished,omitempty"`
	FirstAppearance *Work   `json:"firstAppearance,omitempty"` // where one surely is the first
	Appearance      []Work  `json:"appearance,omitempty"`      // the others
}

// Work is something that was published.
type Work struct {
	Type          string `json:"@type"`
	ID            string `json:"@id"`
	URL           string `json:"url,omitempty"` // empty where it is not known
	Headline      string `json:"headline,omitempty"`
	InLanguage    string `json:"inLanguage,omitempty"`
	DatePublished string `json:"datePublished,omitempty"`
	Author        *Agent `json:"author,omitempty"`
	Publisher     *Agent `json:"publisher,omitempty"`
	ArchivedAt    string `json:"archivedAt,omitempty"`
}

// Rating is a verdict. The numbers are its place in the scale of the dossier; all or none are there.
type Rating struct {
	Type          string `json:"@type"`
	AlternateName string `json:"alternateName"`
	RatingValue   int    `json:"ratingValue,omitempty"`
	BestRating    int    `json:"bestRating,omitempty"`
	WorstRating   int    `json:"worstRating,omitempty"`
}

// Correction is a correction of a page that its editors tell of.
type Correction struct {
	Type          string `json:"@type"`
	Text          string `json:"text"`
	DatePublished string `json:"datePublished,omitempty"`
}

// Graph is several things beside each other.
type Graph[T any] struct {
	Context string `json:"@context"`
	Graph   []T    `json:"@graph"`
}

// NewGraph returns things beside each other, none of which has a context of its own.
func NewGraph[T any](things ...T) Graph[T] { return Graph[T]{Context, things} }

// NewClaim returns a claim, without where it appears.
func NewClaim(d *dossier.Dossier, c *dossier.Claim) Claim {
	return Claim{Type: "Claim", ID: id(d, &c.Entry), Name: c.Title, Author: agents(d, c.Claimants...), DatePublished: iso(c.Made)}
}

// Review returns a claim with its verdict. It is false where the claim has none, or it is not known where the site will stand.
func Review(d *dossier.Dossier, found *anchor.Evidence, c *dossier.Claim, summary string) (ClaimReview, bool) {
	s := d.Settings
	if !Says(d) || c.Verdict == nil {
		return ClaimReview{}, false
	}
	out := ClaimReview{
		Type: "ClaimReview", ID: absolute(d, address.Of(&c.Entry)) + "#review", URL: absolute(d, address.Of(&c.Entry)), InLanguage: s.Language,
		ClaimReviewed: c.Title, ReviewBody: summary, DatePublished: iso(c.Reviewed), DateModified: iso(c.Updated),
		Author: Agent{Type: "Organization", Name: s.Title, URL: s.BaseURL}, Editor: editors(s.Editors), ReviewRating: rating(s, *c.Verdict),
		ItemReviewed: NewClaim(d, c),
	}
	if len(c.Editors) > 0 {
		out.Editor = editors(c.Editors)
	}
	for _, x := range c.Changes {
		if x.Kind == dossier.Correction {
			text := x.What
			if x.Why != "" {
				text += " " + x.Why
			}
			out.Correction = append(out.Correction, Correction{"CorrectionComment", text, iso(x.Date)})
		}
	}
	made := evidence.Making(c, found)
	first, _ := evidence.Order(made)
	var seen []*dossier.Source
	add := func(source *dossier.Source, first bool) {
		if source.Silent || slices.Contains(seen, source) {
			return
		}
		seen = append(seen, source)
		w := work(d, source)
		if w.URL == "" { // there it is shown
			w.URL = absolute(d, address.Of(&source.Current().Entry))
		}
		if first {
			out.ItemReviewed.FirstAppearance = &w
		} else {
			out.ItemReviewed.Appearance = append(out.ItemReviewed.Appearance, w)
		}
	}
	for i, x := range made {
		add(x.Citation.Source, first && i == 0)
	}
	for _, e := range c.Appearances {
		if source, ok := e.Item.(*dossier.Source); ok {
			add(source, false)
		}
	}
	return out, true
}

// rating returns a verdict with its place in the scale of the settings.
func rating(s dossier.Settings, v dossier.Verdict) Rating {
	out := Rating{Type: "Rating", AlternateName: v.Word(s.Language)}
	if v.Rank <= 0 {
		return out
	}
	best, worst := v.Rank, v.Rank
	for _, x := range s.Scale() {
		if x.Rank > 0 {
			best, worst = max(best, x.Rank), min(worst, x.Rank)
		}
	}
	if best > worst { // one verdict alone is no scale
		out.RatingValue, out.BestRating, out.WorstRating = v.Rank, best, worst
	}
	return out
}

// work returns a source as it was published.
func work(d *dossier.Dossier, s *dossier.Source) Work {
	w := Work{Type: typeOf(s), ID: id(d, &s.Current().Entry), URL: s.URL, Headline: s.Title, DatePublished: iso(s.Published)}
	if s.Publisher != "" {
		w.Publisher = &Agent{Type: "Organization", Name: s.Publisher}
	}
	return w
}

func absolute(d *dossier.Dossier, r address.Route) string { return d.Settings.BaseURL + r.Path() }

// iso returns a date as ISO 8601 writes it; nothing where any doubt is cast on it.
func iso(d edtf.Date) string {
	if d.Approximate() || d.Uncertain() || d.Unspecified() {
		return ""
	}
	return d.Machine()
}

// Write returns data as a script element and a file may hold it: no byte of it ends the element or a line of a script.
func Write(data any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b) // which escapes <, >, &, U+2028 and U+2029
	if err := e.Encode(data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
