package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/segment"
)

// Check reports what is cited in support of a claim and makes it: a passage that overlaps one that makes it, or the same
// words of a quotation that is an appearance of it, whoever prints them.
func Check(d *dossier.Dossier, found *anchor.Evidence) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, c := range d.Claims {
		made := Making(c, found)
		for _, x := range c.Citing(markdown.Supports) {
			p, ok := found.Passage(x)
			if !ok {
				continue
			}
			for _, m := range made {
				same := m.Citation.Source == x.Source && m.Passage.Overlaps(p.Span)
				if !same && !(quotedTogether(d, found, m, anchor.Cited{Citation: x, Passage: p}) && folded(words(m)) == folded(p.Quoted(x.Source.Plain))) {
					continue
				}
				message := "this supports the claim, and makes it: the same words are cited as an appearance of it"
				if !same {
					message = fmt.Sprintf("this supports the claim, and makes it: the same words of one quotation are cited as an appearance of it, in %q", m.Citation.Source.Slug)
				}
				y := c.File.At(x.Quote.Start, x.Quote.End, diag.Error, diag.ClaimSupportsItself, message,
					`a claim is no evidence for itself: take the word "supports" away, and cite words that rest on something else`)
				y.Related = []diag.Place{m.Citation.Note.File.Place(m.Citation.Quote.Start, m.Citation.Quote.End, "the appearance")}
				out = append(out, y)
				break
			}
		}
	}
	return out
}

// Making returns the passages that make a claim: those that it cites without a word of what they do, and those of the
// quotations that it names.
func Making(c *dossier.Claim, found *anchor.Evidence) []anchor.Cited {
	list := c.Citing("")
	for _, e := range c.Appearances {
		if q, ok := e.Item.(*dossier.Quote); ok {
			list = append(list, q.Citations...)
		}
	}
	return Cited(list, found)
}

// Order puts passages in the order in which their sources were published, and reports whether the first of several surely is
// the earliest, and the last the latest.
func Order(list []anchor.Cited) (first, last bool) {
	slices.SortStableFunc(list, func(a, b anchor.Cited) int {
		s, t := a.Citation.Source, b.Citation.Source
		return cmp.Or(edtf.Compare(s.Published, t.Published), cmp.Compare(s.Slug, t.Slug))
	})
	end := len(list) - 1
	if end < 1 {
		return false, false
	}
	printed := func(i int) edtf.Date { return list[i].Citation.Source.Published }
	first, last = true, true
	for i := range list {
		first = first && (i == 0 || edtf.Before(printed(0), printed(i)))
		last = last && (i == end || edtf.Before(printed(i), printed(end)))
	}
	return first, last
}

// Cited returns the citations of a list that were found, with their passages. One passage is there once.
func Cited(list []*dossier.Citation, found *anchor.Evidence) []anchor.Cited {
	var out []anchor.Cited
	for _, x := range list {
		p, ok := found.Passage(x)
		if ok && !slices.ContainsFunc(out, func(o anchor.Cited) bool {
			return o.Citation.Source == x.Source && o.Passage.Span == p.Span
		}) {
			out = append(out, anchor.Cited{Citation: x, Passage: p})
		}
	}
	return out
}

// quotedTogether reports whether two passages are wordings of one quotation.
func quotedTogether(d *dossier.Dossier, found *anchor.Evidence, a, b anchor.Cited) bool {
	cites := func(q *dossier.Quote, x anchor.Cited) bool {
		return slices.ContainsFunc(q.Citations, func(c *dossier.Citation) bool {
			p, ok := found.Passage(c)
			return ok && c.Source == x.Citation.Source && p.Overlaps(x.Passage.Span)
		})
	}
	return slices.ContainsFunc(d.Quotes, func(q *dossier.Quote) bool { return cites(q, a) && cites(q, b) })
}

// folded returns the words of a text as they are compared.
func folded(text string) string { return strings.Join(edit.Folded(text, segment.Words(text)), " ") }
