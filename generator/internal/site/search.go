package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/search"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/view"
)

// SearchPage shows what a query finds; its address has the query. The script makes
// what stands on it.
type SearchPage struct {
	view.Frame
}

// search plans the page of the search, unless the dossier has none.
func (p plan) search() {
	if p.Index.In.Dossier.Settings.NoSearch {
		return
	}
	p.add(address.Search, "search", nil, "the page of the search", func(v maker) any {
		return &SearchPage{Frame: v.Frame(v.Word("search"), v.Word("search_about", v.Index.In.Dossier.Settings.Title))}
	})
}

// wholeIndex is how many bytes of text the sources and notes of a dossier have at
// most whose index of words is one file.
const wholeIndex, bytesOfNote = 120_000, 600

// SearchOptions says how the index of words is made.
func (s *Site) SearchOptions() search.Options { return s.searching() }

func searching(d *dossier.Dossier, words view.Words) search.Options {
	size := bytesOfNote * len(d.Notes())
	for _, source := range d.Sources {
		size += len(source.Plain)
	}
	out := search.Options{Whole: size <= wholeIndex, Words: map[string]string{
		"found": words.Word("search_found", "#"), "none": words.Word("search_none"), "near": words.Word("search_near", "#", "##"), "unread": words.Word("search_unread", "#"), "all": words.Word("search_all"),
		"more": words.Word("search_more"), "filter": words.Word("filter"), "any": words.Word("filter_all"),
	}}
	for _, name := range append(slices.Clone(view.FilterFields[:]), "year") {
		out.Fields = append(out.Fields, search.Field{Name: name, Label: words.Word("facet_" + name)})
	}
	return out
}

// Documents returns what can be found: each source and note with what of it is
// published, the topics and the series. It is nil where the dossier has no search.
func (s *Site) Documents() []search.Document {
	if s.in.Dossier.Settings.NoSearch {
		return nil
	}
	var out []search.Document
	for _, item := range s.in.Dossier.Entries() {
		out = append(out, s.DocumentsOn(view.Page{Route: address.Of(item), Entry: item})...)
	}
	v := s.finder()
	for _, t := range s.index.Topics() {
		out = append(out, search.Document{
			Page: address.Topics.To(t.Slug).File(), Kind: v.Word("kind_topic"), Title: t.Name, Lang: s.in.Dossier.Settings.Language,
			Facets: []search.Facet{{Field: "kind", Value: "topic", Text: v.Word("topics")}},
		})
	}
	for _, series := range s.index.Series() {
		out = append(out, search.Document{
			Page: address.Series.To(series.Slug).File(), Kind: v.Word("kind_series"), Title: series.Name, Lang: s.in.Dossier.Settings.Language,
			Facets: []search.Facet{{Field: "kind", Value: "series", Text: v.Word("series")}},
		})
	}
	return out
}

// finder returns what makes the documents. Nothing in them depends on a page.
func (s *Site) finder() maker {
	return maker{view.View{Index: s.index, Page: view.Page{Route: address.Overview}}, s}
}

// DocumentsOn returns what can be found on the page of a source or note: the source
// with the annotations beside it, or the note.
func (s *Site) DocumentsOn(p view.Page) []search.Document {
	if p.Entry == nil || p.Route == "" || s.in.Dossier.Settings.NoSearch || p.Route != address.Of(p.Entry) {
		return nil
	}
	v := s.finder()
	source, ok := p.Entry.Item.(*dossier.Source)
	if !ok {
		return []search.Document{v.noteDocument(p.Entry.Item.AsNote())}
	}
	out := []search.Document{v.sourceDocument(source)}
	told := map[*dossier.Note]bool{}
	for _, e := range s.index.Cited(source) {
		n := e.Citation.Note
		if n.Kind == dossier.KindAnnotation && !told[n] && s.index.Place(&n.Entry).Route == p.Route {
			told[n] = true
			out = append(out, v.annotationDocument(n, source, e.Note))
		}
	}
	for _, a := range s.index.General()[source] {
		out = append(out, v.annotationDocument(&a.Note, source, generalID(a)))
	}
	return out
}

// generalID is the id of an annotation that cites no words, on the page of its source.
func generalID(a *dossier.Annotation) string { return "n-" + string(a.Slug) + "-" }

// document begins a document.
func (v maker) document(e *dossier.Entry, route address.Route, kind string, date edtf.Date, traits []view.Trait) search.Document {
	d := search.Document{
		Page: route.File(), Kind: kind, Title: v.Marked(e, e.Title), Lang: v.Index.In.Dossier.Settings.Language, Date: v.Date(date, "").Words,
		Facets: []search.Facet{{Field: "kind", Value: string(e.Kind), Text: v.Word(e.Kind.Folder())}},
	}
	for _, t := range traits {
		d.Facets = append(d.Facets, search.Facet{Field: t.Field, Value: string(t.Value), Text: t.Text})
	}
	for _, t := range e.Topics {
		d.Also = append(d.Also, t.Name)
	}
	from, known := date.Earliest()
	to, bounded := date.Latest()
	if known {
		d.Order = fmt.Sprintf("%020d", uint64(int64(from))+1<<63)
	}
	if known && bounded && from.Year() == to.Year() {
		year := strconv.Itoa(from.Year())
		d.Also = append(d.Also, year)
		d.Facets = append(d.Facets, search.Facet{Field: "year", Value: year, Text: year})
	}
	return d
}

func (v maker) sourceDocument(s *dossier.Source) search.Document {
	d := v.document(&s.Entry, address.Of(&s.Entry), v.Word("kind_source"), s.Published, v.SourceTraits(s))
	d.Lang, d.Outlet = s.Lang, view.Outlet(s)
	d.Also = append(d.Also, s.Publisher, s.Author, s.Series, s.Credit)
	d.Passages = func() []search.Passage {
		var out []search.Passage
		add := func(place string, at segment.Span, parts []string) {
			if len(parts) > 0 {
				out = append(out, search.Passage{Place: place, Lang: s.LangOf(at), Text: strings.Join(parts, " … ")})
			}
		}
		if s.Publish == dossier.PublishNone { // its page has no paragraphs, but passages
			seen := map[string]bool{}
			for _, e := range v.Index.Cited(s) {
				var parts []string
				for _, part := range e.Passage.Parts {
					parts = append(parts, part.In(s.Plain))
				}
				if !seen[e.ID] {
					seen[e.ID] = true
					add(e.ID, e.Passage.Span, parts)
				}
			}
			return out
		}
		for i, b := range s.Blocks {
			var parts []string
			for _, portion := range v.Index.In.Evidence.Portions(s, b.Span) {
				if portion.Shown {
					parts = append(parts, portion.In(s.Plain))
				}
			}
			add(v.Index.Blocks(s)[i], b.Span, parts)
		}
		return out
	}
	return d
}

func (v maker) annotationDocument(n *dossier.Note, s *dossier.Source, place string) search.Document {
	d := v.document(&n.Entry, address.Of(&s.Entry), v.KindOf(n), edtf.Date{}, v.NoteTraits(n))
	d.Place, d.Title, d.Outlet = place, v.Mention(n).Text, view.Outlet(s)
	d.Passages = func() []search.Passage { return v.told(n, place, func(e *view.Cited) string { return e.Note }) }
	return d
}

func (v maker) noteDocument(n *dossier.Note) search.Document {
	var date edtf.Date
	traits := v.NoteTraits(n)
	role, occasion, verdict := "", "", ""
	switch x := n.Item.(type) {
	case *dossier.Quote:
		date, occasion = x.Said, x.Occasion
	case *dossier.Event:
		date = x.Date
	case *dossier.Claim:
		date = x.Made
		if item := claims.NewItem(v.View, x); item.Verdict != nil {
			verdict = strings.TrimSpace(item.Verdict.Text + ". " + x.Summary)
		}
	case *dossier.Person:
		traits, role = append(v.PersonTraits(x), view.Trait{Field: "speaker", Value: x.Slug, Text: v.NameOf(&x.Entry)}), x.Role
	}
	d := v.document(&n.Entry, address.Of(&n.Entry), v.KindOf(n), date, traits)
	if n.Kind == dossier.KindPerson {
		for _, a := range n.Aliases {
			d.Names = append(d.Names, a.Name)
		}
	}
	for _, p := range n.Item.Involves() {
		d.Also = append(d.Also, p.Title)
	}
	d.Passages = func() []search.Passage {
		var out []search.Passage
		if verdict != "" {
			out = append(out, search.Passage{Lang: v.Index.In.Dossier.Settings.Language, Text: verdict})
		}
		if role != "" {
			out = append(out, search.Passage{Lang: v.Index.In.Dossier.Settings.Language, Text: role})
		}
		out = append(out, v.told(n, "", func(e *view.Cited) string { return e.Figure })...)
		if occasion != "" {
			out = append(out, search.Passage{Lang: v.Index.In.Dossier.Settings.Language, Text: occasion})
		}
		return out
	}
	return d
}

// told returns what a note says and what it cites, unless its words stand on the page for themselves, or are found
// where they stand: evidence for a claim in its sources and quotations. What it says stands at place, or where the citation
// before it does.
func (v maker) told(n *dossier.Note, place string, at func(*view.Cited) string) []search.Passage {
	cited := map[int]*dossier.Citation{}
	for _, c := range n.Citations {
		cited[c.Block] = c
	}
	var out []search.Passage
	for i, b := range n.Body.Blocks {
		if c := cited[i]; c != nil {
			if e := v.Index.Citation(c); e != nil {
				place = at(e)
				if n.Kind != dossier.KindAnnotation && n.Kind != dossier.KindClaim {
					out = append(out, search.Passage{Place: place, Lang: c.Source.LangOf(e.Passage.Span), Text: segment.Balanced(e.Passage.Quoted(c.Source.Plain))})
				}
				for _, t := range c.Quote.Translations {
					out = append(out, search.Passage{Place: place, Lang: t.Lang, Text: v.TranslatedBy(t) + v.Word("colon") + t.Text(v.LinkText)})
				}
				continue
			}
		}
		if text := b.Prose(v.LinkText); text != "" {
			out = append(out, search.Passage{Place: place, Lang: v.Index.In.Dossier.Settings.Language, Text: text})
		}
	}
	return out
}
