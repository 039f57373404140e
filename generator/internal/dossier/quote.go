package dossier

import (
	"dossier/generator/internal/diag"
	"dossier/generator/internal/edtf"
)

// Quote is one utterance in every wording it was printed in.
type Quote struct {
	Note
	SpeakerRef  Ref // the slug in its front matter; zero when none is given
	Said        edtf.Date
	Occasion    string
	RelatedRefs []Ref
	Speaker     *Person  // nil when none is known
	Related     []*Quote // in the order given
}

// About returns the name of who speaks.
func (q *Quote) About() string { return q.SpeakerRef.Name }

// When returns the day on which the words were said.
func (q *Quote) When() edtf.Date { return q.Said }

// Involves returns the speaker, if one is known.
func (q *Quote) Involves() []*Person {
	if q.Speaker == nil {
		return nil
	}
	return []*Person{q.Speaker}
}

func (q *Quote) copied() Item    { c := *q; return &c }
func (q *Quote) join(d *Dossier) { d.Quotes = append(d.Quotes, q) }

func (q *Quote) names() []naming {
	return append([]naming{{q.SpeakerRef, KindPerson}}, namings(q.RelatedRefs, KindQuote)...)
}

func (q *Quote) settle(b *builder) {
	if q.SpeakerRef.Name != "" {
		if e := b.ref(&q.Entry, q.SpeakerRef, KindPerson); e != nil {
			q.Speaker = e.Item.(*Person)
		}
	}
	for _, e := range b.refs(&q.Entry, q.RelatedRefs, KindQuote) {
		q.Related = append(q.Related, e.Item.(*Quote))
	}
	b.citations(&q.Note, nil, false)
	if !q.quotes() {
		b.diags = append(b.diags, q.AtHead(diag.Warning, diag.CitationEmpty,
			"this quotation has no wording", `quote the words of a source below the front matter: "> words", then "> — [[source]]"`))
	}
}
