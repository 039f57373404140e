// Package wording finds the wordings of a quotation that no quotation cites.
//
// The comparison knows where the words of one source stand in others, much the
// same or in other words. [Finder.Uncited] follows each wording that an editor
// cites for a quotation to such places, and leaves out those that some quotation
// cites already, those that the source gives to another speaker ([anchor.Evidence.OfAnother]), those in other words that
// share hardly a word that says something or deny what it says, and those in sources that were surely printed before the words were said ([edtf.Before]), which are another's, or of another day. The page of
// a quotation shows what is left and the check warns of it: both ask here.
//
// [Finder.OneDenies] tells of two passages that are alike whether one of them denies what the other says.
//
// [Finder.Languages] parts the wordings that are cited by their languages.
//
// Not done here: what may be shown of a source. The page leaves out the words of
// a source that is not published in full.
package wording

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
)

// Found is a passage that seems to be another wording of a quotation.
type Found struct {
	Source *dossier.Source
	Span   segment.Span // in the text of Source
	Kind   collate.Kind // how alike it is to the wording from which it was found
}

// Finder finds wordings in one dossier. It may be used by several goroutines.
type Finder struct {
	evidence *anchor.Evidence
	compared *collate.Result
	sources  func() map[string]*dossier.Source
	quoted   func() map[*dossier.Source][]segment.Span // what quotations cite
	denials  sync.Map                                  // by source: a func() []int, where words that deny begin, in order
}

// New returns a Finder for a dossier without its drafts. Without a comparison it
// finds nothing.
func New(d *dossier.Dossier, evidence *anchor.Evidence, compared *collate.Result) *Finder {
	f := &Finder{evidence: evidence, compared: compared}
	f.sources = sync.OnceValue(func() map[string]*dossier.Source {
		out := map[string]*dossier.Source{}
		for _, s := range d.Sources {
			for _, v := range s.Versions() {
				out[string(v.Slug)] = v
			}
		}
		return out
	})
	f.quoted = sync.OnceValue(func() map[*dossier.Source][]segment.Span {
		out := map[*dossier.Source][]segment.Span{}
		for _, q := range d.Quotes {
			for _, c := range f.Cited(q) {
				out[c.Citation.Source] = append(out[c.Citation.Source], c.Passage.Span)
			}
		}
		return out
	})
	return f
}

// Cited returns the wordings of a quotation that its editor cites and that were
// found, in the order in which the note has them.
func (f *Finder) Cited(q *dossier.Quote) []anchor.Cited {
	var out []anchor.Cited
	for _, c := range q.Citations {
		if p, ok := f.evidence.Passage(c); ok {
			out = append(out, anchor.Cited{Citation: c, Passage: p})
		}
	}
	return out
}

// Uncited returns the wordings of a quotation that the comparison found and no
// quotation cites: those found from the wording that was printed first before
// the others, by source and place. Of passages that overlap it returns the first.
func (f *Finder) Uncited(q *dossier.Quote) []Found {
	if f.compared == nil {
		return nil
	}
	cited := f.Cited(q)
	slices.SortStableFunc(cited, func(a, b anchor.Cited) int {
		s, t := a.Citation.Source, b.Citation.Source
		return cmp.Or(edtf.Compare(s.Published, t.Published), cmp.Compare(s.Slug, t.Slug))
	})
	var out []Found
	for _, c := range cited {
		found := f.compared.Elsewhere(string(c.Citation.Source.Slug), c.Passage.Span, func(e collate.Found) bool {
			s := f.sources()[e.ID]
			return s != nil && !edtf.Before(s.Published, q.Said) && !slices.ContainsFunc(f.quoted()[s], e.Span.Overlaps)
		})
		for _, e := range found {
			s := f.sources()[e.ID]
			e.Span = unhalved(s.Plain, closed(s.Plain, s.LangOf(e.Span), e.Span))
			if f.otherwise(cited, out, s) || f.evidence.OfAnother(q, s, e.Span) ||
				!another(s.LangOf(e.Span), c.Passage.In(c.Citation.Source.Plain), e.Span.In(s.Plain), e.Score) ||
				slices.ContainsFunc(out, func(o Found) bool { return o.Source == s && o.Span.Overlaps(e.Span) }) {
				continue
			}
			out = append(out, Found{s, e.Span, e.Kind})
		}
	}
	return out
}

// fewestWords is how many words are left of a wording that is cut at its end.
const fewestWords = 4

// closed returns passage p of a text in a language without words at its end that only lead over to what the text says next,
// as in "repairs will take until June, she and".
func closed(text, lang string, p segment.Span) segment.Span {
	g, words := lexicon.Of(lang), segment.WordsIn(text, p)
	behind := strings.TrimLeft(text[p.End:], " \u00a0\u202f")
	if next, _ := utf8.DecodeRuneInString(behind); g == nil || !unicode.IsLetter(next) && !unicode.IsNumber(next) {
		return p // it ends where a clause does
	}
	n := len(words)
	leads := func(w string) bool { return g.Function(w) || g.He.Has(w) || g.She.Has(w) }
	for n > fewestWords && leads(fold.Case(words[n-1].In(text))) {
		n--
		if before := text[words[n-1].End:words[n].Start]; strings.ContainsAny(before, ",;:—–") {
			return segment.Span{Start: p.Start, End: words[n-1].End}
		}
	}
	if n = len(words) - 1; n >= fewestWords && g.And.Has(fold.Case(words[n].In(text))) {
		return segment.Span{Start: p.Start, End: words[n-1].End}
	}
	return p
}

// unhalved returns passage p of a text without the marks at its ends, where one of them is a quotation mark whose counterpart is left outside.
func unhalved(text string, p segment.Span) segment.Span {
	const opening, closing = "“„«‹‘‚「『\"", "”“»›’」』\".,;:!?…"
	in := p.In(text)
	if whole := segment.WithoutHalves(in); whole == in {
		return p
	}
	if bare := strings.TrimRight(in, closing); segment.WithoutHalves(bare) == bare {
		return segment.Span{Start: p.Start, End: p.Start + len(bare)}
	}
	bare := strings.TrimLeft(in, opening)
	p.Start += len(in) - len(bare)
	if segment.WithoutHalves(bare) != bare {
		p.End -= len(bare) - len(strings.TrimRight(bare, closing))
	}
	return p
}

// otherwise reports whether another version of a source is cited, or found already.
func (f *Finder) otherwise(cited []anchor.Cited, found []Found, s *dossier.Source) bool {
	other := func(o *dossier.Source) bool { return o != s && o.Current() == s.Current() }
	return slices.ContainsFunc(cited, func(c anchor.Cited) bool { return other(c.Citation.Source) }) ||
		slices.ContainsFunc(found, func(o Found) bool { return other(o.Source) })
}
