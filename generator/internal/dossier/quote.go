package dossier

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
)

// Quote is one utterance in every wording it was printed in.
type Quote struct {
	Note
	SpeakerRefs []Ref // who speaks; several of a joint statement
	QuotingRefs []Ref // whose words the speakers pass on
	ViaRefs     []Ref // through whom the words came: bodies, people, or sources
	Said        edtf.Date
	Occasion    string
	RelatedRefs []Ref
	AlignsRefs  []Ref // the slugs of sources whose passages here say the same, the first of each, the second, and so on
	OriginalRef Ref   // the slug of the source that has the words as they were said; zero when none is given
	Speakers    []*Person
	Quoting     []*Person
	Via         []*Entry  // of people and sources
	Related     []*Quote  // in the order given
	Original    *Source   // nil when none is named
	Aligns      []*Source // whose passages it aligns one by one

	channels []Kind // of what ViaRefs name; set when it is known
}

// Native returns the language that the speaker speaks; empty where the dossier
// does not say, or where several speak more than one.
func (q *Quote) Native() string {
	lang := ""
	origin := q.Quoting // whose words they were first
	if len(origin) == 0 {
		origin = q.Speakers
	}
	for _, p := range origin {
		if p.Lang == "" || lang != "" && !edit.SameLanguage(lang, p.Lang) {
			return ""
		}
		lang = p.Lang
	}
	return lang
}

// About returns the names of those who speak.
func (q *Quote) About() string {
	var names []string
	for _, r := range q.SpeakerRefs {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

// When returns the day on which the words were said.
func (q *Quote) When() edtf.Date { return q.Said }

// Involves returns all people in the chain of a quotation: who speaks, whose words are
// passed on, and through whom they came. Each is there once.
func (q *Quote) Involves() []*Person {
	var out []*Person
	add := func(p *Person) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, p := range slices.Concat(q.Speakers, q.Quoting) {
		add(p)
	}
	for _, e := range q.Via {
		if p, ok := e.Item.(*Person); ok {
			add(p)
		}
	}
	return out
}

// SameChain reports whether the words of two quotations came in the same way: from the
// same people, quoting the same, through the same.
func (q *Quote) SameChain(other *Quote) bool {
	return slices.Equal(q.Speakers, other.Speakers) && slices.Equal(q.Quoting, other.Quoting) && slices.Equal(q.Via, other.Via)
}

func (q *Quote) copied() Item    { c := *q; return &c }
func (q *Quote) join(d *Dossier) { d.Quotes = append(d.Quotes, q) }

func (q *Quote) names() []naming {
	out := append([]naming{{q.OriginalRef, KindSource}}, append(namings(q.RelatedRefs, KindQuote), namings(q.AlignsRefs, KindSource)...)...)
	out = append(append(out, namings(q.SpeakerRefs, KindPerson)...), namings(q.QuotingRefs, KindPerson)...)
	for i, r := range q.ViaRefs {
		kind := KindPerson
		if i < len(q.channels) {
			kind = q.channels[i]
		}
		out = append(out, naming{r, kind})
	}
	return out
}

func (q *Quote) settle(b *builder) {
	q.Speakers = b.people(&q.Entry, q.SpeakerRefs)
	q.Quoting = b.people(&q.Entry, q.QuotingRefs)
	q.channels = nil
	for _, r := range q.ViaRefs {
		kind := KindPerson
		if len(b.d.names.find(r.Name, KindPerson)) == 0 && len(b.d.names.find(r.Name, KindSource)) > 0 {
			kind = KindSource
		}
		q.channels = append(q.channels, kind)
		if e := b.ref(&q.Entry, r, kind); e != nil && !slices.Contains(q.Via, e) {
			q.Via = append(q.Via, e)
		}
	}
	for _, r := range q.QuotingRefs {
		if len(q.SpeakerRefs) == 0 {
			b.diags = append(b.diags, q.File.At(r.Start, r.End, diag.Error, diag.BadValue, "nobody is named who passes these words on",
				`write "speaker" for who says them here; or, if they are cited directly, write "speaker" for "quoting"`))
			break
		}
	}
	for _, e := range b.refs(&q.Entry, q.RelatedRefs, KindQuote) {
		q.Related = append(q.Related, e.Item.(*Quote))
	}
	b.citations(&q.Note, nil, false)
	if q.OriginalRef.Name != "" {
		b.original(q)
	}
	b.aligns(q)
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

// aligns gives a quotation the sources whose passages it aligns one by one: it
// cites as many passages of each.
func (b *builder) aligns(q *Quote) {
	most := -1
	for i, e := range b.refs(&q.Entry, q.AlignsRefs, KindSource) {
		s, n := e.Item.(*Source), 0
		for _, c := range q.Citations {
			if c.Source.Base() == s.Base() {
				n++
			}
		}
		if len(q.Citations) > 0 && (most >= 0 && n != most || n == 0) {
			r := q.AlignsRefs[min(i, len(q.AlignsRefs)-1)]
			b.diags = append(b.diags, q.File.At(r.Start, r.End, diag.Error, diag.BadValue,
				fmt.Sprintf("passages are aligned one by one, and this quotation cites %d of %q", n, s.Slug),
				"cite as many passages of each source, in the same order; without this key all passages of one are aligned with all of another"))
			return
		}
		most = n
		q.Aligns = append(q.Aligns, s)
	}
}

// AlignsBoth reports whether a quotation aligns its passages of two sources one
// by one.
func (q *Quote) AlignsBoth(s, t *Source) bool {
	has := func(s *Source) bool {
		return slices.ContainsFunc(q.Aligns, func(x *Source) bool { return x.Base() == s.Base() })
	}
	return has(s) && has(t)
}
