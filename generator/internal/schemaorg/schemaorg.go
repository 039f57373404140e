// Package schemaorg says what a dossier holds in the words of schema.org, as JSON-LD: a claim with its verdict as a ClaimReview.
//
// What is required and recommended follows what search engines publish of a fact check (developers.google.com, "Fact check
// (ClaimReview) structured data"): claimReviewed, reviewRating with alternateName, and a url of the site that the page is of, so
// that nothing is said where the dossier does not know where its site will stand. A date is given only where no doubt is cast on
// it, since schema.org has no doubt; a place in the order of verdicts only for a verdict that has one.
package schemaorg

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

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
	Context       string       `json:"@context,omitempty"` // empty within a [Graph], which has it
	Type          string       `json:"@type"`
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
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// Claim is what is claimed.
type Claim struct {
	Type            string  `json:"@type"`
	Name            string  `json:"name"`
	Author          []Agent `json:"author,omitempty"`
	DatePublished   string  `json:"datePublished,omitempty"`
	FirstAppearance *Work   `json:"firstAppearance,omitempty"` // where one surely is the first
	Appearance      []Work  `json:"appearance,omitempty"`      // the others
}

// Work is something that was published.
type Work struct {
	Type          string `json:"@type"`
	URL           string `json:"url"`
	Headline      string `json:"headline,omitempty"`
	DatePublished string `json:"datePublished,omitempty"`
	Publisher     *Agent `json:"publisher,omitempty"`
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

// Graph is several things in one file.
type Graph struct {
	Context string        `json:"@context"`
	Graph   []ClaimReview `json:"@graph"`
}

// Review returns a claim with its verdict. It is false where the claim has none, or it is not known where the site will stand.
func Review(d *dossier.Dossier, found *anchor.Evidence, c *dossier.Claim, summary string) (ClaimReview, bool) {
	s := d.Settings
	if s.BaseURL == "" || c.Verdict == nil {
		return ClaimReview{}, false
	}
	out := ClaimReview{
		Context: Context, Type: "ClaimReview", URL: absolute(d, address.Of(&c.Entry)), InLanguage: s.Language,
		ClaimReviewed: c.Title, ReviewBody: summary, DatePublished: iso(c.Reviewed), DateModified: iso(c.Updated),
		Author: Agent{"Organization", s.Title, s.BaseURL}, ReviewRating: rating(s, *c.Verdict),
		ItemReviewed: Claim{Type: "Claim", Name: c.Title, DatePublished: iso(c.Made)},
	}
	if len(s.Editors) > 0 {
		out.Author.Name = strings.Join(s.Editors, ", ")
	}
	for _, name := range c.Editors {
		if !slices.Contains(s.Editors, name) {
			out.Editor = append(out.Editor, Agent{Type: "Person", Name: name})
		}
	}
	for _, p := range c.Claimants {
		a := Agent{Type: "Person", Name: p.Title}
		if p.Organisation {
			a.Type = "Organization"
		}
		if p.File != nil {
			a.URL = absolute(d, address.Of(&p.Entry))
		}
		out.ItemReviewed.Author = append(out.ItemReviewed.Author, a)
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
		if w := work(d, source); first {
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
	out.RatingValue, out.BestRating, out.WorstRating = v.Rank, v.Rank, v.Rank
	for _, x := range s.Scale() {
		if x.Rank > 0 {
			out.BestRating, out.WorstRating = max(out.BestRating, x.Rank), min(out.WorstRating, x.Rank)
		}
	}
	return out
}

// work returns a source as it was published: at its own address where that is known, or else as this site shows it.
func work(d *dossier.Dossier, s *dossier.Source) Work {
	w := Work{Type: "CreativeWork", URL: s.URL, Headline: s.Title, DatePublished: iso(s.Published)}
	if w.URL == "" {
		w.URL = absolute(d, address.Of(&s.Current().Entry))
	}
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
	e.SetIndent("", "  ")
	if err := e.Encode(data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
