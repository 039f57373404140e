package view

import (
	"strconv"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/tongue"
)

// Shows reports whether pages tell those who link to them how to show the link, by OpenGraph (ogp.me): the site knows where it will
// stand, and its settings do not leave it out.
func (x *Index) Shows() bool {
	s := &x.In.Dossier.Settings
	return s.BaseURL != "" && s.Has(dossier.FormatCards) && !x.In.Preview
}

// openGraph returns what a page tells those who link to it, but for a picture.
func (v View) openGraph(f Frame) []Meta {
	if !v.Index.Shows() || v.Page.Route == address.Missing {
		return nil
	}
	s := &v.Index.In.Dossier.Settings
	out := []Meta{
		{Property: "og:title", Content: f.Title},
		{Property: "og:type", Content: v.graphType()},
		{Property: "og:url", Content: s.BaseURL + v.Page.Route.Path()},
		{Property: "og:site_name", Content: s.Title},
		{Property: "og:description", Content: f.Description},
	}
	if in := tongue.Territory(s.Language); in != "" {
		language, _, _ := strings.Cut(s.Language, "-")
		out = append(out, Meta{Property: "og:locale", Content: strings.ToLower(language) + "_" + in})
	}
	return append(out, Meta{Name: cardMeta, Content: "summary"})
}

// cardMeta is the name of the meta that says how large a picture is shown.
const cardMeta = "twitter:card"

// graphType returns what a page is in the words of OpenGraph.
func (v View) graphType() string {
	e := v.Page.Entry
	if e == nil {
		return "website"
	}
	if p, ok := e.Item.(*dossier.Person); ok && !p.Organisation {
		return "profile"
	}
	return "article"
}

// A Picture is what is shown of a page where others link to it.
type Picture struct {
	Path          string // from the root of the site
	Type          string // the media type
	Width, Height int    // in pixels
	Alt           string // what it shows, in words
}

// Picture adds to a frame what is shown of its page.
func (v View) Picture(f *Frame, p Picture) {
	for i := range f.HeadMetas {
		if f.HeadMetas[i].Name == cardMeta {
			f.HeadMetas[i].Content = "summary_large_image"
		}
	}
	f.HeadMetas = append(f.HeadMetas,
		Meta{Property: "og:image", Content: v.Index.In.Dossier.Settings.BaseURL + p.Path},
		Meta{Property: "og:image:type", Content: p.Type},
		Meta{Property: "og:image:width", Content: strconv.Itoa(p.Width)},
		Meta{Property: "og:image:height", Content: strconv.Itoa(p.Height)},
		Meta{Property: "og:image:alt", Content: p.Alt},
	)
}
