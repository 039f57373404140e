package site

import (
	"cmp"
	"path"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/reference"
	"dossier/generator/internal/site/view"
)

// quoteWork returns the page of a quotation as a work. What it quotes is the source's.
func (v maker) quoteWork(q *dossier.Quote, lead *view.Cited) reference.Work {
	work := v.Own(&q.Note, touched(&q.Note))
	quoted := reference.Quoted{Said: q.Said, Speaker: v.ChainInWords(q)}
	if lead != nil {
		s := lead.Citation.Source
		quoted.Words = strings.TrimRight(lead.Passage.Quoted(s.Plain), sentenceTail)
		quoted.Outlet, quoted.Title, quoted.Printed = cmp.Or(view.Outlet(s), s.Author), s.Title, s.Published
	}
	work.Quoted = &quoted
	return work
}

// kindOf are the kinds of works by medium.
var kindOf = map[dossier.Medium]reference.Kind{
	"": reference.Newspaper, dossier.Print: reference.Newspaper, dossier.Web: reference.Webpage, dossier.Post: reference.Post, dossier.Audio: reference.Broadcast,
	dossier.Video: reference.Video, dossier.Release: reference.Document, dossier.Document: reference.Document,
}

// sourceWork returns a source as the work that its outlet made public.
func sourceWork(x *view.Index, s *dossier.Source) reference.Work {
	w := reference.Work{
		Key: x.Keys()[&s.Current().Entry], Kind: kindOf[s.Medium], Title: s.Title, Container: view.Outlet(s), Issued: s.Published,
		URL: reference.Address(s.URL), Language: s.Lang, Accessed: s.Captured, Archived: reference.Address(s.Archived),
	}
	if s.Author != "" {
		w.Authors = []string{s.Author}
	}
	return w
}

// references returns how to cite the sources, as files for the programs that keep references: those of each, and of all.
func (s *Site) references() []view.File {
	d, x := s.in.Dossier, s.index
	if !d.Settings.Has(dossier.FormatReferences) || len(d.Sources) == 0 {
		return nil
	}
	var out []view.File
	for _, format := range reference.Formats() {
		write := func(sources ...*dossier.Source) func() ([]byte, error) {
			return func() ([]byte, error) {
				works := make([]reference.Work, len(sources))
				for i, source := range sources {
					works[i] = sourceWork(x, source)
				}
				return []byte(format.Of(s.in.Words, works...) + "\n"), nil
			}
		}
		out = append(out, view.File{Path: "references" + format.Ending, Make: write(d.Sources...)})
		for _, source := range d.Sources {
			out = append(out, view.File{Path: referenceOf(source) + format.Ending, Make: write(source)})
		}
	}
	return out
}

// referenceOf returns the name of the files with the reference of a source, without their endings.
func referenceOf(s *dossier.Source) string { return address.Of(&s.Entry).Path() + "reference" }

// citeSource gives the page of a source how to cite it. The formats of programs are files beside the page, where there are some: an earlier
// version has none of its own.
func (v maker) citeSource(s *dossier.Source, out *SourcePage) {
	w := sourceWork(v.Index, s)
	if s.Newest != nil || !v.Index.In.Dossier.Settings.Has(dossier.FormatReferences) {
		out.Cite = v.Reference(w, &out.Frame, reference.Formats()...)
		return
	}
	out.Cite = v.Reference(w, &out.Frame)
	for _, format := range reference.Formats() {
		href := v.Page.Route.Asset(referenceOf(s) + format.Ending)
		out.Cite.Files = append(out.Cite.Files, view.Link{Href: href, Text: path.Base(href)})
		if !v.Index.In.Preview {
			out.HeadLinks = append(out.HeadLinks, view.HeadLink{Rel: "alternate", Href: href, Type: format.MediaType, Title: format.Name})
		}
	}
}
