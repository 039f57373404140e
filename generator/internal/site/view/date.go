package view

import (
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/tongue"
)

// Date is a date as a page shows it.
type Date struct {
	Words    string // "about March 2015"; empty when there is no date
	EDTF     string
	Machine  string // for the datetime attribute; empty when HTML has no form for it
	Doubtful bool   // any doubt is cast on it
	Inferred string // what the editor inferred it from; empty when it is printed
}

// Date returns d as the page shows it.
func (v View) Date(d edtf.Date, inferred string) Date {
	if d.IsZero() {
		return Date{}
	}
	return Date{
		Words: tongue.Date(d, v.Index.In.Words.Language()), EDTF: d.String(), Machine: d.Machine(),
		Doubtful: d.Approximate() || d.Uncertain() || d.Unspecified() || d.Form() == edtf.OneOf || inferred != "", Inferred: inferred,
	}
}
