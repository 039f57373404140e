package wording

import (
	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/stem"
)

// fewestTelling is how many words that say something a statement in other words has in common with the one that it is another
// wording of, where both have so many.
const fewestTelling = 2

// alike is the share of their words that two wordings have in common which need not tell anything: "I heard it from a nurse".
const alike = 0.5

// tells reports whether two passages in a language have enough words in common that say something by themselves: "hope", "will" and
// "June" stand in statements that have nothing else in common.
func tells(lang, a, b string) bool {
	g := lexicon.Of(lang)
	if g == nil {
		return true
	}
	mine, theirs := telling(g, lang, a), telling(g, lang, b)
	shared := 0
	for w := range mine {
		if _, ok := theirs[w]; ok {
			shared++
		}
	}
	return shared >= min(fewestTelling, len(mine), len(theirs))
}

// another reports whether a passage may be another wording of one, both in a language, with which it has a share of its words in common.
func another(lang, one, passage string, common float64) bool {
	return (common >= alike || tells(lang, one, passage)) && (common >= nearly || !opposed(lang, one, passage))
}

// nearly is the share of their words in common from which two wordings may be one although one of them denies: a "not" that is
// gone is what an editor wants to see.
const nearly = 0.75

// telling returns the stems of the words of a passage that say something by themselves.
func telling(g *lexicon.Grammar, lang, text string) map[string]struct{} {
	stems := stem.New(lang)
	out := map[string]struct{}{}
	for _, p := range segment.Words(text) {
		w := fold.Case(p.In(text))
		if g.Function(w) || g.Weighs(w) || g.That.Has(w) || g.Hopes.Has(w) || g.Says.Has(w) || g.He.Has(w) || g.She.Has(w) || g.It.Has(w) || g.And.Has(w) || g.Asking.Has(w) {
			continue
		}
		out[stems.Of(w)] = struct{}{}
	}
	return out
}
