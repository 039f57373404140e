package collate

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/witness"
)

// What texts on one subject share by the way is no statement in common: who spoke, when, and the small words of a sentence that is
// cut in two.

// isBeside reports whether p is words that say who spoke beside a quotation of either text, and hardly a word that says more: "Peter
// Lorenz of the union was not convinced" and “…,” said Peter Lorenz of the union.
func (x *aligner) isBeside(p passage) bool {
	beside, telling := 0, 0
	for _, l := range p.pairs {
		if !x.a.Frames(int(x.a.UnitOf[l.i])) && !x.b.Frames(int(x.b.UnitOf[l.j])) {
			continue
		}
		beside++
		if r, _ := utf8.DecodeRuneInString(x.a.Body[x.a.Start(l.i):]); x.isRare(l) && !unicode.IsUpper(r) {
			telling++
		}
	}
	return beside > 0 && len(p.pairs)-beside < leastPiece && telling < fewTelling && !x.isWholeAndEqual(p)
}

// isWhen reports whether all that the two sides of p share is a time, as in "at 5 p.m. on Monday", and words that say nothing.
func (x *aligner) isWhen(p passage) bool {
	when := 0
	for _, l := range p.pairs {
		if x.a.TellsTime(l.i) {
			when++
		}
	}
	if when < fewestTimes {
		return false
	}
	g := lexicon.Of(x.a.LangOf(x.a.PassageOf(p.a)))
	for i := p.a[0]; i < p.a[1]; i++ {
		word := fold.Case(x.a.Body[x.a.Start(i):x.a.End(i)])
		if !x.a.TellsTime(i) && x.vocabulary.Rarity[x.a.Stem[i]] > witness.CommonRarity && (g == nil || !g.Function(word) && !g.Weighs(word)) &&
			slices.Contains(x.b.Stem[p.b[0]:p.b[1]], x.a.Stem[i]) {
			return false
		}
	}
	return !x.isWholeAndEqual(p)
}

// fewestTimes is how many words of a time there must be: two texts may well have "on Friday" in common, and the rest in other words.
const fewestTimes = 2

// isRare reports whether a word that is answered is not one that stands everywhere.
func (x *aligner) isRare(l pairing) bool {
	return x.vocabulary.Rarity[x.a.Stem[l.i]] > witness.CommonRarity
}

// trimSentences takes off the rest of a sentence with which p begins on either side, and what it ends with of one, where nothing
// answers it but common words, the "that" of two sentences, or one word and one of the two denies something.
func (x *aligner) trimSentences(p passage) passage {
	if toA, toB := x.sentenceEnd(x.a, p.a), x.sentenceEnd(x.b, p.b); toA < p.a[1] && toB < p.b[1] && x.partsAt(p, toA, toB) &&
		x.isLoose(p, [2]int32{p.a[0], toA}, [2]int32{p.b[0], toB}) {
		p.a[0], p.b[0] = toA, toB
	}
	if fromA, fromB := x.sentenceStart(x.a, p.a), x.sentenceStart(x.b, p.b); fromA > p.a[0] && fromB > p.b[0] && x.partsAt(p, fromA, fromB) &&
		x.isLoose(p, [2]int32{fromA, p.a[1]}, [2]int32{fromB, p.b[1]}) {
		p.a[1], p.b[1] = fromA, fromB
	}
	var pairs []pairing
	for _, l := range p.pairs {
		if p.a[0] <= l.i && l.i < p.a[1] && p.b[0] <= l.j && l.j < p.b[1] {
			pairs = append(pairs, l)
		}
	}
	p.pairs = pairs
	return p
}

// isLoose reports whether nothing but common words of p answers each other in two parts of it, or one word of rarity, and one part denies.
func (x *aligner) isLoose(p passage, inA, inB [2]int32) bool {
	if !x.answered(p, x.a, 0, inA[0], inA[1]) && !x.answered(p, x.b, 1, inB[0], inB[1]) {
		return true
	}
	rare, all := 0, 0
	for _, l := range p.pairs {
		if inA[0] <= l.i && l.i < inA[1] {
			all++
			if x.isRare(l) {
				rare++
			}
		}
	}
	return rare <= 1 && 2*all < int(max(inA[1]-inA[0], inB[1]-inB[0])) && denies(x.a, inA) != denies(x.b, inB)
}

// denies reports whether range r of w has a word that denies.
func denies(w *witness.Witness, r [2]int32) bool {
	g := lexicon.Of(w.LangOf(w.PassageOf(r)))
	for i := r[0]; g != nil && i < r[1]; i++ {
		if word := fold.Case(w.Body[w.Start(i):w.End(i)]); g.Negative(word) || g.Excluding.Has(word) || g.Denies.Has(word) {
			return true
		}
	}
	return false
}

// partsAt reports whether no word of p before two places is answered by one behind.
func (x *aligner) partsAt(p passage, i, j int32) bool {
	for _, l := range p.pairs {
		if (l.i < i) != (l.j < j) {
			return false
		}
	}
	return true
}

// sentenceEnd returns where the sentence ends that range r of w begins in.
func (x *aligner) sentenceEnd(w *witness.Witness, r [2]int32) int32 {
	n := int(w.UnitOf[r[0]])
	for n+1 < len(w.Units) && w.Units[n+1].Sentence == w.Units[n].Sentence {
		n++
	}
	return w.Units[n].To
}

// sentenceStart returns where the sentence begins that range r of w ends in.
func (x *aligner) sentenceStart(w *witness.Witness, r [2]int32) int32 {
	n := int(w.UnitOf[r[1]-1])
	for n > 0 && w.Units[n-1].Sentence == w.Units[n].Sentence {
		n--
	}
	return w.Units[n].From
}
