package collate

import (
	"cmp"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
	"slices"
	"strings"
)

// clauseStart returns the last word of (from, to] before which a mark ends a clause, or from.
func (w *witness) clauseStart(from, to int32) int32 {
	for i := to; i > from; i-- {
		if strings.ContainsAny(w.Body[w.end(i-1):w.start(i)], clauseMarks) {
			return i
		}
	}
	return from
}

// clauseEnd returns the first word of [from, to) before which a mark ends a clause, or to.
func (w *witness) clauseEnd(from, to int32) int32 {
	for i := from; i < to; i++ {
		if strings.ContainsAny(w.Body[w.end(i-1):w.start(i)], clauseMarks) {
			return i
		}
	}
	return to
}

const clauseMarks = ",;:.!?–—()\"“”«»„"

// startsClause reports whether a mark stands before word i.
func (w *witness) startsClause(i int32) bool {
	return i == 0 || strings.ContainsAny(w.Body[w.end(i-1):w.start(i)], clauseMarks)
}

// span returns the bytes of words [r[0], r[1]): whole sentences with all their marks, a part that ends with
// its sentence with the marks after it, and else the words alone.
func (w *witness) span(r [2]int32) segment.Span {
	s := segment.Span{Start: w.start(r[0]), End: w.end(r[1] - 1)}
	first, last := w.units[w.unitOf[r[0]]], w.units[w.unitOf[r[1]-1]]
	if r[1] != last.to {
		return s
	}
	next := int(w.unitOf[r[1]-1]) + 1
	if next < len(w.units) && w.units[next].sentence == last.sentence {
		return s
	}
	s.End = w.sentences[last.sentence].End
	if from := w.sentences[first.sentence].Start; r[0] == 0 || w.end(r[0]-1) <= from {
		s.Start = from
	} else if first.quoted {
		// A quotation that begins within its sentence: its closing mark stays out, as the opening one does.
		s.End = max(w.end(r[1]-1), len(strings.TrimRight(w.Body[:s.End], closingMarks)))
	}
	return s
}

const closingMarks = "\"'”’»«“‘›‹」』)"

// repeats reports whether sentence n says again what a covered sentence of the same text says.
func (w *witness) repeats(n int32, covered []bool) bool {
	for _, t := range w.twins[n] {
		for i := range w.words {
			if covered[i] && w.sentences[t].Start <= w.start(int32(i)) && w.end(int32(i)) <= w.sentences[t].End {
				return true
			}
		}
	}
	return false
}

// isSaying reports whether words r are but the frame of a quotation.
func (w *witness) isSaying(r [2]int32) bool {
	for n := w.unitOf[r[0]]; n <= w.unitOf[r[1]-1]; n++ {
		if !w.frames(int(n)) {
			return false
		}
	}
	return true
}

// frames reports whether unit n stands beside a quotation in its sentence and says who spoke, in few words or with a verb of saying.
func (w *witness) frames(n int) bool {
	if w.attribution(n) {
		return true
	}
	u := w.units[n]
	if u.quoted || u.len() > longestFrame || !w.besideQuotation(n) {
		return false
	}
	for i := u.from; i < u.to; i++ {
		if slices.Contains(sayings, fold.Word(w.Body[w.start(i):w.end(i)])) {
			return true
		}
	}
	return false
}

// longestFrame is counted in words: "the minister said in an interview with the weekly Respekt that came out on Thursday".
const longestFrame = 18

// sayings are the verbs that open or close a quotation, in the languages of the site.
var sayings = strings.Fields(`said says saying told tells added adds stressed noted wrote
	sagte sagt sagten erklärte ergänzte schrieb betonte a-t-il a-t-elle dit disait déclaré affirmé ajouté écrit
	dijo dice afirmó declaró añadió escribió aseguró сказал сказала заявил заявила сообщил сообщила добавил добавила написал отметил`)

// isQuoted reports whether words r begin and end in a quotation.
func (w *witness) isQuoted(r [2]int32) bool {
	return w.units[w.unitOf[r[0]]].quoted && w.units[w.unitOf[r[1]-1]].quoted
}

// quotedTwins returns the quoted units, in words, of the sentences that say again what words r say, if those lie in one sentence.
func (w *witness) quotedTwins(r [2]int32) [][2]int32 {
	sentence := w.units[w.unitOf[r[0]]].sentence
	if w.units[w.unitOf[r[1]-1]].sentence != sentence {
		return nil
	}
	var out [][2]int32
	for _, t := range w.twins[sentence] {
		n, _ := slices.BinarySearchFunc(w.units, t, func(u unit, t int32) int { return cmp.Compare(u.sentence, t) })
		for ; n < len(w.units) && w.units[n].sentence == t; n++ {
			if w.units[n].quoted {
				out = append(out, [2]int32{w.units[n].from, w.units[n].to})
			}
		}
	}
	return out
}

// statements returns the units of w and then the sentences that are cut into them.
func (w *witness) statements() []unit {
	return slices.Concat(w.units, w.wholes)
}

// attribution reports whether unit n is but the few words that name the speaker of a quotation beside it.
func (w *witness) attribution(n int) bool {
	if n >= len(w.units) {
		return false
	}
	u := w.units[n]
	if u.quoted || u.len() > longestAttribution {
		return false
	}
	return w.besideQuotation(n)
}

// besideQuotation reports whether a quotation stands before or after unit n in its sentence.
func (w *witness) besideQuotation(n int) bool {
	beside := func(k int) bool {
		return k >= 0 && k < len(w.units) && w.units[k].quoted && w.units[k].sentence == w.units[n].sentence
	}
	return beside(n-1) || beside(n+1)
}

// longestAttribution is counted in words: "the head of the council told Interfax on Friday".
const longestAttribution = 9
