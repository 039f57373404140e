// Package reading says which texts of the sources are compared with others, and as of
// when: the newest of each source, and those of its earlier versions that have
// something which the newest lacks. Whoever copied from a source before it was
// rewritten copied one of these. Of sources that reword one another, a [Series], each is
// compared with the one that it rewords, which stands for the others.
package reading

import (
	"slices"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/witness"
)

// Texts returns the texts of the sources of a dossier as they are compared, by ID. Of a series each is compared
// with the one that it rewords, and with those that are asked for.
func Texts(d *dossier.Dossier, series []*Series, asked [][2]dossier.Slug) []witness.Text {
	out := make([]witness.Text, 0, len(d.Sources))
	for _, s := range d.Sources {
		for _, v := range s.Versions() {
			t := witness.Text{
				ID: string(v.Slug), Body: v.Plain, Lang: v.Lang, Others: v.Others, Publisher: v.Publisher, Published: stood(v), Credit: v.Credit,
				CreditInferred: v.Inference("credit") != "",
			}
			if v != s {
				if t.Of = string(s.Slug); !revision.Loses(v.Plain, s.Plain) {
					continue
				}
			}
			out = append(out, t)
		}
	}
	slices.SortFunc(out, witness.Text.Compare)
	if d.Settings.ComparePages != dossier.CompareAll {
		inSeries(out, series, asked)
	}
	return out
}

// Changed reports whether a version is not as the one before it: its text, or what is
// said above it.
func Changed(from, to *dossier.Source) bool {
	return from.Title != to.Title || from.Author != to.Author || from.Publisher != to.Publisher || from.URL != to.URL ||
		!from.Published.Equal(to.Published) || revision.Differ(from.Plain, to.Plain)
}

// stood returns when the text of a source was there, as far as that orders it and
// others: words of a later version are of some day between its publication and its
// capture.
func stood(s *dossier.Source) edtf.Date {
	if s.Published.IsZero() || s == s.Versions()[0] {
		return s.Published
	}
	between, err := edtf.Parse(s.Published.String() + "/" + s.Seen().String())
	if err != nil {
		return edtf.Date{} // nothing is before or after what is not known
	}
	return between
}
