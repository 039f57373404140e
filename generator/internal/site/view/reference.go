package view

import (
	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/reference"
)

// Reference is how to cite what a page is of.
type Reference struct {
	Forms []CiteAs
	Files []Link // the same as files
	COinS string // for reference managers (Z39.88-2004), as the title of an empty element; may be empty
}

// CiteAs is how to cite it in one format.
type CiteAs struct{ Name, Text string }

// Reference returns how to cite a work: in a sentence, in the styles, and in formats of programs that keep references. These find it in the head of
// the page, too, whose frame is f.
func (v View) Reference(w reference.Work, f *Frame, formats ...reference.Format) Reference {
	words := v.Index.In.Words
	out := Reference{Forms: []CiteAs{{v.Word("cite_text"), w.Sentence(words)}}}
	for _, s := range reference.Styles() {
		out.Forms = append(out.Forms, CiteAs{string(s), w.In(s, words)})
	}
	for _, format := range formats {
		out.Forms = append(out.Forms, CiteAs{format.Name, format.Of(words, w)})
	}
	if v.managed() {
		out.COinS = w.COinS()
		f.HeadMetas = append(f.HeadMetas, v.highwire(w)...)
	}
	return out
}

// managed reports whether reference managers find in pages what they read.
func (v View) managed() bool {
	return v.Index.In.Dossier.Settings.Has(dossier.FormatReferences) && !v.Index.In.Preview
}

// highwire returns what reference managers and Google Scholar read in the head of a page about the work that it is of.
func (v View) highwire(w reference.Work) []Meta {
	var out []Meta
	for _, tag := range w.Highwire() {
		out = append(out, Meta{Name: tag[0], Content: tag[1]})
	}
	return out
}

// Own returns the page of a note as a work of the dossier's editors.
func (v View) Own(n *dossier.Note, issued edtf.Date) reference.Work {
	d := v.Index.In.Dossier
	work := reference.Work{
		Key: v.Index.Keys()[&n.Entry], Authors: d.Settings.Editors, Title: n.Title, Container: d.Settings.Title, Issued: issued, Language: d.Settings.Language,
	}
	if d.Settings.BaseURL != "" {
		work.URL = reference.Address(d.Settings.BaseURL + address.Of(&n.Entry).Path())
	}
	return work
}
