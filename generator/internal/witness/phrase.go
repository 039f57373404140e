package witness

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
)

// ClauseStart returns the last word of (from, to] before which a mark ends a clause, or from.
func (w *Witness) ClauseStart(from, to int32) int32 {
	for i := to; i > from; i-- {
		if strings.ContainsAny(w.Body[w.End(i-1):w.Start(i)], clauseMarks) {
			return i
		}
	}
	return from
}

// ClauseEnd returns the first word of [from, to) before which a mark ends a clause, or to.
func (w *Witness) ClauseEnd(from, to int32) int32 {
	for i := from; i < to; i++ {
		if strings.ContainsAny(w.Body[w.End(i-1):w.Start(i)], clauseMarks) {
			return i
		}
	}
	return to
}

const clauseMarks = ",;:.!?–—()\"“”«»„"

// StartsClause reports whether a mark stands before word i.
func (w *Witness) StartsClause(i int32) bool {
	return i == 0 || strings.ContainsAny(w.Body[w.End(i-1):w.Start(i)], clauseMarks)
}

// PassageOf returns the bytes of words [r[0], r[1]): whole sentences with all their marks, a part that ends with
// its sentence with the marks after it, and else the words alone.
func (w *Witness) PassageOf(r [2]int32) segment.Span {
	s := segment.Span{Start: w.Start(r[0]), End: w.End(r[1] - 1)}
	first, last := w.Units[w.UnitOf[r[0]]], w.Units[w.UnitOf[r[1]-1]]
	if r[1] != last.To {
		return s
	}
	next := int(w.UnitOf[r[1]-1]) + 1
	if next < len(w.Units) && w.Units[next].Sentence == last.Sentence {
		return s
	}
	s.End = w.Sentences[last.Sentence].End
	if from := w.Sentences[first.Sentence].Start; r[0] == 0 || w.End(r[0]-1) <= from {
		s.Start = from
	} else if first.quoted {
		// A quotation that begins within its sentence: its closing mark stays out, as the opening one does.
		s.End = max(w.End(r[1]-1), len(strings.TrimRight(w.Body[:s.End], closingMarks)))
	}
	return s
}

const closingMarks = "\"'”’»«“‘›‹」』)"

// Repeats reports whether sentence n says again what a covered sentence of the same text says.
func (w *Witness) Repeats(n int32, covered []bool) bool {
	for _, t := range w.twins[n] {
		for i := range w.Words {
			if covered[i] && w.Sentences[t].Start <= w.Start(int32(i)) && w.End(int32(i)) <= w.Sentences[t].End {
				return true
			}
		}
	}
	return false
}

// IsSaying reports whether words r are but the frame of a quotation.
func (w *Witness) IsSaying(r [2]int32) bool {
	for n := w.UnitOf[r[0]]; n <= w.UnitOf[r[1]-1]; n++ {
		if !w.Frames(int(n)) {
			return false
		}
	}
	return true
}

// Frames reports whether unit n stands beside a quotation in its sentence and says who spoke, in few words or with a verb of saying.
func (w *Witness) Frames(n int) bool {
	if w.Attribution(n) {
		return true
	}
	u := w.Units[n]
	if u.quoted || u.Len() > longestFrame || !w.besideQuotation(n) {
		return false
	}
	for i := u.From; i < u.To; i++ {
		if slices.Contains(sayings, fold.Word(w.Body[w.Start(i):w.End(i)])) {
			return true
		}
	}
	return false
}

// Reporting returns the words of u that say who speaks, if it reports speech without quotation marks: from a comma to its end, "…, said
// the mayor", or from its start to the word after the verb, "The mayor said that …". Else it is empty.
func (w *Witness) Reporting(u Unit) [2]int32 {
	for i := u.From; i < u.To; i++ {
		if !slices.Contains(sayings, fold.Word(w.Body[w.Start(i):w.End(i)])) {
			continue
		}
		from := w.ClauseStart(u.From, i)
		switch {
		case from == u.From && i-from <= longestAttribution:
			return [2]int32{from, min(u.To, i+2)}
		case from > u.From && u.To-from <= longestAttribution && w.ClauseEnd(i+1, u.To) == u.To:
			return [2]int32{from, u.To}
		}
	}
	return [2]int32{}
}

// longestFrame is counted in words: "the minister said in an interview with the weekly Respekt that came out on Thursday".
const longestFrame = 18

// sayings are the verbs that open or close a quotation, in the languages of the site.
var sayings = strings.Fields(`said says saying told tells added adds stressed noted wrote
	sagte sagt sagten erklärte ergänzte schrieb betonte a-t-il a-t-elle dit disait déclaré affirmé ajouté écrit
	dijo dice afirmó declaró añadió escribió aseguró сказал сказала заявил заявила сообщил сообщила добавил добавила написал отметил`)

// TellsTime reports whether word i names a time, Monday or o'clock, or is a year or a number beside such a word.
func (w *Witness) TellsTime(i int32) bool {
	names := func(i int32) bool {
		return i >= 0 && int(i) < len(w.Words) && times.Has(fold.Word(w.Body[w.Start(i):w.End(i)]))
	}
	word := w.Body[w.Start(i):w.End(i)]
	if word[0] < '0' || '9' < word[0] {
		return names(i)
	}
	number, err := strconv.Atoi(word)
	return names(i) || err == nil && (names(i-1) || names(i+1) || firstYear <= number && number <= lastYear)
}

// Numbers from firstYear to lastYear are taken for years.
const (
	firstYear = 1500
	lastYear  = 2199
)

// times are words that name a time, in the languages of the site.
var times = lexicon.SetOf(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	o'clock p.m a.m p m pm am noon midnight today yesterday tomorrow
	montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz mai juni juli oktober dezember uhr heute gestern morgen mittag mitternacht
	lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre novembre décembre heure heures h midi minuit aujourd'hui hier demain
	lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre hora horas hoy ayer mañana
	понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря
	январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре час часа часов сегодня вчера завтра`)

// IsQuoted reports whether words r begin and end in a quotation.
func (w *Witness) IsQuoted(r [2]int32) bool {
	return w.Units[w.UnitOf[r[0]]].quoted && w.Units[w.UnitOf[r[1]-1]].quoted
}

// QuotedTwins returns the quoted units, in words, of the sentences that say again what words r say, if those lie in one sentence.
func (w *Witness) QuotedTwins(r [2]int32) [][2]int32 {
	sentence := w.Units[w.UnitOf[r[0]]].Sentence
	if w.Units[w.UnitOf[r[1]-1]].Sentence != sentence {
		return nil
	}
	var out [][2]int32
	for _, t := range w.twins[sentence] {
		n, _ := slices.BinarySearchFunc(w.Units, t, func(u Unit, t int32) int { return cmp.Compare(u.Sentence, t) })
		for ; n < len(w.Units) && w.Units[n].Sentence == t; n++ {
			if w.Units[n].quoted {
				out = append(out, [2]int32{w.Units[n].From, w.Units[n].To})
			}
		}
	}
	return out
}

// Statements returns the units of w and then the sentences that are cut into them.
func (w *Witness) Statements() []Unit {
	return slices.Concat(w.Units, w.wholes)
}

// WholeSentences returns sentences [from, to) of w, each as one unit, be it cut or not.
func (w *Witness) WholeSentences(from, to int32) []Unit {
	n, _ := slices.BinarySearchFunc(w.Units, from, func(u Unit, s int32) int { return cmp.Compare(u.Sentence, s) })
	var out []Unit
	for ; n < len(w.Units) && w.Units[n].Sentence < to; n++ {
		if k := len(out) - 1; k >= 0 && out[k].Sentence == w.Units[n].Sentence {
			out[k].To = w.Units[n].To
		} else {
			out = append(out, w.Units[n])
		}
	}
	return out
}

// Attribution reports whether unit n is but the few words that name the speaker of a quotation beside it.
func (w *Witness) Attribution(n int) bool {
	if n >= len(w.Units) {
		return false
	}
	u := w.Units[n]
	if u.quoted || u.Len() > longestAttribution {
		return false
	}
	return w.besideQuotation(n)
}

// besideQuotation reports whether a quotation stands before or after unit n in its sentence.
func (w *Witness) besideQuotation(n int) bool {
	beside := func(k int) bool {
		return k >= 0 && k < len(w.Units) && w.Units[k].quoted && w.Units[k].Sentence == w.Units[n].Sentence
	}
	return beside(n-1) || beside(n+1)
}

// longestAttribution is counted in words: "the head of the council told Interfax on Friday".
const longestAttribution = 9
