package collate

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/witness"
)

// What stands around statements is no statement: the words that say who spoke to whom, and the names and titles of people.

// isFrame reports whether all that the two sides of p share are words outside quotations that stand beside one, while what is quoted
// has no answer: "he told the weekly Respekt" on two days.
func (x *aligner) isFrame(p passage) bool {
	if slices.Equal(x.a.Stem[p.a[0]:p.a[1]], x.b.Stem[p.b[0]:p.b[1]]) && !x.a.IsSaying(p.a) {
		return false
	}
	frame := 0
	for _, l := range p.pairs {
		u, v := x.a.UnitOf[l.i], x.b.UnitOf[l.j]
		if x.a.Frames(int(u)) && x.b.Frames(int(v)) {
			frame++
		}
	}
	return len(p.pairs)-frame < leastPiece && frame > 0
}

// isTitle reports whether p is a phrase within a sentence that holds names, titles and words that stand everywhere, and hardly another
// word: "the head of the Security Council, Nikolai Patrushev" or "the chief priests, and the scribes".
func (x *aligner) isTitle(p passage) bool {
	ua, ub := x.a.Units[x.a.UnitOf[p.a[0]]], x.b.Units[x.b.UnitOf[p.b[0]]]
	if len(p.pairs) > longestTitle || p.a[1] > ua.To || p.b[1] > ub.To || 4*len(p.pairs) >= 3*min(ua.Len(), ub.Len()) {
		return false
	}
	// The words that are not common make one run, and do not stand here and there.
	minI, maxI, minJ, maxJ := p.a[1], p.a[0], p.b[1], p.b[0]
	telling, names := 0, 0
	for _, l := range p.pairs {
		if x.vocabulary.Rarity[x.a.Stem[l.i]] <= witness.CommonRarity {
			continue
		}
		minI, maxI, minJ, maxJ = min(minI, l.i), max(maxI, l.i+1), min(minJ, l.j), max(maxJ, l.j+1)
		if r, _ := utf8.DecodeRuneInString(x.a.Body[x.a.Start(l.i):]); unicode.IsUpper(r) {
			names = 1
		} else {
			telling++
		}
	}
	inside := 0
	for _, l := range p.pairs {
		if minI <= l.i && l.i < maxI && minJ <= l.j && l.j < maxJ {
			inside++
		}
	}
	span := int(max(maxI-minI, maxJ-minJ))
	return span > 0 && telling < fewTelling-names && 2*span < max(ua.Len(), ub.Len()) && 3*span <= 4*inside
}

// longestTitle is counted in words. Where a dossier is of texts of one kind, most of their words stand everywhere, and a clause is no
// title for that: "the Committee decided to maintain the target range for the federal funds rate at".
const longestTitle = 12

// fewTelling is the number of words, neither names nor common, from which a phrase within a sentence says something; one less with a name.
const fewTelling = 4
