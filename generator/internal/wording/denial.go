package wording

import (
	"slices"
	"strings"
	"sync"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
)

// OneDenies reports whether one of two passages in a language denies what the other says: a clause of it whose words the other
// has, half of them or more, has a word that denies, and among its own words the other has none, nor in the clauses that answer it
// one that begins as those that deny do (unacceptable, and not permissible).
func OneDenies(lang, a, b string) bool {
	g := lexicon.Of(lang)
	if g == nil {
		return false
	}
	x, y := side{text: a}, side{text: b}
	x.Wording, y.Wording = edit.Both(a, b)
	x.answers, y.answers = unanswered(len(x.Words)), unanswered(len(y.Words))
	for _, run := range edit.Runs(x.Folded, y.Folded) {
		for k := range run[2] {
			x.answers[run[0]+k], y.answers[run[1]+k] = run[1]+k, run[0]+k
		}
	}
	return x.denies(g, y) && !y.hasOwnDenial(g) || y.denies(g, x) && !x.hasOwnDenial(g)
}

// OneDenies reports whether one of two passages of sources denies what the other says, as [OneDenies] does. Nothing is said of
// two languages.
func (f *Finder) OneDenies(a *dossier.Source, p segment.Span, b *dossier.Source, q segment.Span) bool {
	lang := a.LangOf(p)
	return edit.SameLanguage(lang, b.LangOf(q)) && (f.hasDenial(a, p) || f.hasDenial(b, q)) && OneDenies(lang, p.In(a.Plain), q.In(b.Plain))
}

// hasDenial reports whether a word that denies begins in a passage.
func (f *Finder) hasDenial(s *dossier.Source, p segment.Span) bool {
	all, ok := f.denials.Load(s)
	if !ok {
		all, _ = f.denials.LoadOrStore(s, sync.OnceValue(func() []int { return denialsOf(s) }))
	}
	list := all.(func() []int)()
	i, _ := slices.BinarySearch(list, p.Start)
	return i < len(list) && list[i] < p.End
}

// denialsOf returns where the words of a source begin that deny.
func denialsOf(s *dossier.Source) []int {
	var out []int
	for _, b := range s.Blocks {
		g := lexicon.Of(s.LangOf(b.Span))
		if g == nil {
			continue
		}
		for _, w := range segment.WordsIn(s.Plain, b.Span) {
			if deniesWord(g, fold.Word(w.In(s.Plain))) {
				out = append(out, w.Start)
			}
		}
	}
	return out
}

// side is one of two passages, and by word the number of the one that answers it in the other, or -1.
type side struct {
	text string
	edit.Wording
	answers []int
}

func unanswered(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// ownDenials calls yield with the words of s that deny and have no answer.
func (s side) ownDenials(g *lexicon.Grammar, yield func(int) bool) {
	for i, f := range s.Folded {
		only := g.Negative(f) && i+1 < len(s.Folded) && exclusive.Has(s.Folded[i+1])
		if s.answers[i] < 0 && deniesWord(g, f) && !only && !yield(i) {
			return
		}
	}
}

func (s side) hasOwnDenial(g *lexicon.Grammar) (has bool) {
	s.ownDenials(g, func(int) bool { has = true; return false })
	return has
}

// denies reports whether a word of s denies what the other side says in words that begin as no denial does: the other has half of the
// words of its clause, or half of those that say something by themselves, in whatever order.
func (s side) denies(g *lexicon.Grammar, other side) (does bool) {
	s.ownDenials(g, func(i int) bool {
		from, to := s.clause(i)
		both, negative := 0, false
		said, saidByBoth := 0, 0
		for k := from; k < to; k++ {
			at := s.answers[k]
			if w := s.Folded[k]; k != i && !g.Function(w) && !g.Weighs(w) {
				said++
				if at < 0 {
					at = slices.Index(other.Folded, w)
				}
				if at >= 0 {
					saidByBoth++
				}
			}
			if s.answers[k] >= 0 {
				both++
			}
			negative = negative || at >= 0 && other.beginsNegative(at)
		}
		does = !negative && (both > 0 && 2*both >= to-from-1 || saidByBoth >= fewestTelling && 2*saidByBoth >= said)
		return !does
	})
	return does
}

// clause returns the words of the clause that word i is in.
func (s side) clause(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && !strings.ContainsAny(s.text[s.Words[from-1].End:s.Words[from].Start], clauseMarks) {
		from--
	}
	for to < len(s.Words) && !strings.ContainsAny(s.text[s.Words[to-1].End:s.Words[to].Start], clauseMarks) {
		to++
	}
	return from, to
}

// beginsNegative reports whether the clause that word i is in has a word of its own that begins as those do which deny.
func (s side) beginsNegative(i int) bool {
	from, to := s.clause(i)
	for k := from; k < to; k++ {
		if w := s.Folded[k]; s.answers[k] < 0 && len(w) > shortestNegative && slices.ContainsFunc(negativeStarts, func(start string) bool { return strings.HasPrefix(w, start) }) {
			return true
		}
	}
	return false
}

// negativeStarts are what words that deny by themselves begin with, in the languages of the site. Others begin so, too: those
// tell nothing.
var negativeStarts = strings.Fields("un in im ir il non dis mis anti des nicht mal не без бес")

// shortestNegative is how many bytes such a word has more than.
const shortestNegative = 5

// clauseMarks part clauses.
const clauseMarks = ".,;:!?…—–()\n"

// exclusive are words with which one that denies does not: not only.
var exclusive = lexicon.SetOf("only just merely simply nur bloß bloss allein seulement uniquement simplement solo sólo solamente únicamente только лишь просто")

// denies reports whether a text has a word that denies.
func denies(g *lexicon.Grammar, text string) bool {
	return slices.ContainsFunc(fold.Tokens(text), func(k fold.Token) bool { return deniesWord(g, fold.Case(k.Text)) })
}

// deniesWord reports whether a folded word denies.
func deniesWord(g *lexicon.Grammar, w string) bool {
	return g.Negative(w) || g.Excluding.Has(w) || g.Denies.Has(w) || g.Untrue.Has(w)
}

// opposed reports whether one of two passages in a language denies something, and the other nothing, or denies what the other says.
func opposed(lang, a, b string) bool {
	g := lexicon.Of(lang)
	return g != nil && (denies(g, a) != denies(g, b) || OneDenies(lang, a, b))
}
