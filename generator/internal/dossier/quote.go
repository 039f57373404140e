package dossier

import (
	"fmt"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
)

// Quote is one utterance in every wording it was printed in.
type Quote struct {
	Note
	SpeakerRef  Ref // the slug in its front matter; zero when none is given
	Said        edtf.Date
	Occasion    string
	RelatedRefs []Ref
	OriginalRef Ref      // the slug of the source that has the words as they were said; zero when none is given
	Speaker     *Person  // nil when none is known
	Related     []*Quote // in the order given
	Original    *Source  // nil when none is named
}

// Native returns the language that the speaker speaks; empty where the dossier
// does not say, or where several speak more than one.
func (q *Quote) Native() string {
	lang := ""
	for _, p := range q.Involves() {
		if p.Lang == "" || lang != "" && !edit.SameLanguage(lang, p.Lang) {
			return ""
		}
		lang = p.Lang
	}
	return lang
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
	return append([]naming{{q.SpeakerRef, KindPerson}, {q.OriginalRef, KindSource}}, namings(q.RelatedRefs, KindQuote)...)
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
	if q.OriginalRef.Name != "" {
		b.original(q)
	}
	if !q.quotes() {
		b.diags = append(b.diags, q.AtHead(diag.Warning, diag.CitationEmpty,
			"this quotation has no wording", `quote the words of a source below the front matter: "> words", then "> — [[source]]"`))
	}
}

// original gives a quotation the source that has its words as they were said,
// which is one that it cites.
func (b *builder) original(q *Quote) {
	e := b.ref(&q.Entry, q.OriginalRef, KindSource)
	if e == nil {
		return
	}
	s := e.Item.(*Source)
	for _, c := range q.Citations {
		if c.Source.Base() == s.Base() {
			q.Original = c.Source
			return
		}
	}
	if len(q.Citations) == 0 {
		return // which is said
	}
	b.diags = append(b.diags, q.File.At(q.OriginalRef.Start, q.OriginalRef.End, diag.Error, diag.BadValue,
		fmt.Sprintf("this quotation cites no words of %q, and they are said to be the original", s.Slug),
		fmt.Sprintf(`cite them: "> words", then "> — [[%s]]"; or name the source that has the words as they were said`, s.Slug)))
}
