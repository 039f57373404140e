package anchor

import (
	"slices"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/match"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
)

const (
	mostSought  = 20 // citations that are looked for in other sources; the first ones
	mostOthers  = 3  // other sources that are named
	longestSeed = 6  // words
	leastSeed   = 12 // bytes of a seed of fewer than three words
)

// A place is a passage of a source.
type place struct {
	source *dossier.Source
	at     segment.Span
}

// elsewhere returns which other sources have the words of citations that their
// own have not: by citation, the first few of them by slug. Words that another
// source has were not made up, but put into the wrong mouth.
//
// What it says of a citation rests on all sources; so it is asked again whenever
// the rest is, and kept with nothing. That is cheap: a source is made ready only
// if a few neighbouring words of a citation stand in it, letter by letter, and
// no more than mostSought citations are looked for.
func elsewhere(d *dossier.Dossier, missing []*dossier.Citation) map[*dossier.Citation][]place {
	type sought struct {
		citation *dossier.Citation
		seed     string
	}
	var list []sought
	for _, c := range missing {
		if s := seed(c.Quote.Text); s != "" && len(list) < mostSought {
			list = append(list, sought{c, s})
		}
	}
	if len(list) == 0 {
		return nil
	}
	sources := slices.Clone(d.Sources)
	slices.SortFunc(sources, func(a, b *dossier.Source) int { return strings.Compare(string(a.Slug), string(b.Slug)) })
	has := make([][]place, len(sources)*len(list)) // by source and citation
	parallel.Each(len(sources), func(i int) {
		s := sources[i]
		var t *match.Text
		for k, c := range list {
			if c.citation.Source == s || !strings.Contains(s.Plain, c.seed) {
				continue
			}
			if t == nil {
				t = match.Prepare(s.Plain, s.Lang, s.Others...)
			}
			if f := t.Locate(match.Quote{Text: c.citation.Quote.Text}); f.Total > 0 {
				has[i*len(list)+k] = []place{{s, f.Passages[0].Span}}
			}
		}
	})
	out := map[*dossier.Citation][]place{}
	for i := range sources {
		for k, c := range list {
			if at := has[i*len(list)+k]; len(at) > 0 && len(out[c.citation]) < mostOthers {
				out[c.citation] = append(out[c.citation], at...)
			}
		}
	}
	return out
}

// seed returns the longest stretch of neighbouring words of a citation that are
// written plainly, with one space between them or none, as another text with the
// citation most likely has them; "" when there is none that says something. A
// citation's first word is left out, for its capital may be the editor's.
func seed(text string) string {
	tokens := fold.Tokens(text)
	best, start, words := "", 0, 0
	for i, k := range tokens {
		plain := k.Word && text[k.Start:k.End] == k.Text
		if !plain || i == 0 {
			words = 0
			continue
		}
		if gap := text[tokens[i-1].End:k.Start]; words == 0 || words == longestSeed || gap != " " && gap != "" {
			start, words = i, 0
		}
		words++
		if s := text[tokens[start].Start:k.End]; len(s) > len(best) && (words >= 3 || len(s) >= leastSeed) {
			best = s
		}
	}
	return best
}
