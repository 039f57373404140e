package wording

import (
	"slices"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/bilingual"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// An Across is passages of two sources in two languages that say the same: the editors say so, where Quote is the quotation that
// cites both, or else they may, for what the [bilingual.Bead] says.
type Across struct {
	A, B  []segment.Span
	Quote *dossier.Quote // nil where no editor says it
	Bead  bilingual.Bead // what both have, where no editor says it
}

// Across returns what two sources have in common across their languages: what editors aligned, by the quotations' names, and then
// the sentences that may be the same, without those of which an editor aligned a part.
func (f *Finder) Across(d *dossier.Dossier, a, b *dossier.Source) []Across {
	if dossier.Monolingual(a, b) {
		return nil
	}
	var out []Across
	for _, q := range d.Quotes {
		out = append(out, f.aligned(q, a, b)...)
	}
	editors := out
	taken := func(p segment.Span, of func(Across) []segment.Span) bool {
		return slices.ContainsFunc(editors, func(x Across) bool { return slices.ContainsFunc(of(x), p.Overlaps) })
	}
	text := func(s *dossier.Source) witness.Text {
		return witness.Text{Body: s.Plain, Lang: s.Lang, Others: s.Others}
	}
	for _, bead := range bilingual.Pair(text(a), text(b)) {
		if !taken(bead.A, func(x Across) []segment.Span { return x.A }) && !taken(bead.B, func(x Across) []segment.Span { return x.B }) {
			out = append(out, Across{A: []segment.Span{bead.A}, B: []segment.Span{bead.B}, Bead: bead})
		}
	}
	return out
}

// aligned returns what a quotation aligns of two sources: all that it cites of the one with all of the other or, where it says so
// ("aligns"), the first with the first, and so on.
func (f *Finder) aligned(q *dossier.Quote, a, b *dossier.Source) []Across {
	of := func(s *dossier.Source) []anchor.Cited {
		return slices.DeleteFunc(f.Cited(q), func(c anchor.Cited) bool { return c.Citation.Source != s })
	}
	inA, inB := of(a), of(b)
	if q.AlignsBoth(a, b) && len(inA) == len(inB) {
		var out []Across
		for i := range inA {
			if !edit.SameLanguage(lang(inA[i]), lang(inB[i])) {
				out = append(out, Across{A: []segment.Span{inA[i].Passage.Span}, B: []segment.Span{inB[i].Passage.Span}, Quote: q})
			}
		}
		return out
	}
	var one Across
	for _, x := range inA {
		for _, y := range inB {
			if !edit.SameLanguage(lang(x), lang(y)) {
				one.A, one.B, one.Quote = with(one.A, x.Passage.Span), with(one.B, y.Passage.Span), q
			}
		}
	}
	if one.Quote == nil {
		return nil
	}
	return []Across{one}
}

// with returns a list with a passage, once.
func with(list []segment.Span, p segment.Span) []segment.Span {
	if slices.Contains(list, p) {
		return list
	}
	return append(list, p)
}

// lang returns the language of a passage that is cited.
func lang(c anchor.Cited) string { return c.Citation.Source.LangOf(c.Passage.Span) }
