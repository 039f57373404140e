package tongue

import (
	"fmt"

	"dossier/generator/internal/edtf"
)

// Lag says how long after one date another lies: "3 days later", "90 minutes later", "the same day", "about a
// year later", "20 to 28 days earlier". It is "" when one of them is no date.
//
// It says no more than [edtf.LagBetween] knows. known is false when the words are but that it is not known which of the
// two came first, and otherwise true, also where the order is open and the words say how near they are: "in the
// same month", "about the same time".
func Lag(from, to edtf.Date, lang string) (words string, known bool) {
	lag := edtf.LagBetween(from, to)
	t := speak(lang)
	words = t.lag(lag)
	if lag.Doubted {
		words = t.words.possibly + " " + words
	}
	return words, lag.Kind != edtf.NoLag && lag.Kind != edtf.Unordered
}

// lag words what is known, but for its doubt.
func (t language) lag(lag edtf.Lag) string {
	w := t.words.lag
	switch lag.Kind {
	case edtf.Apart:
		return t.apart(lag)
	case edtf.Unordered:
		return w.unordered
	case edtf.SameMoment:
		return w.sameMoment
	case edtf.SameDay:
		return w.sameDay
	case edtf.SameMonth:
		return w.sameMonth
	case edtf.SameYear:
		return w.sameYear
	case edtf.SameTime:
		return w.sameTime
	case edtf.SameOrLater:
		return w.sameOrLater
	case edtf.SameOrEarlier:
		return w.sameOrEarlier
	}
	return ""
}

// apart words a number of units.
func (t language) apart(lag edtf.Lag) string {
	w := t.words.lag
	exact := !lag.AtLeast && !lag.AtMost && !lag.About && lag.From == 0
	switch {
	case exact && lag.Count == 1 && lag.Unit == edtf.InDays && lag.Earlier:
		return w.dayBefore
	case exact && lag.Count == 1 && lag.Unit == edtf.InDays:
		return w.nextDay
	}
	adverbs := ""
	for _, adverb := range []struct {
		said bool
		word string
	}{{lag.AtLeast, w.atLeast}, {lag.AtMost, w.atMost}, {lag.About, w.about}} {
		if adverb.said {
			adverbs += adverb.word + " "
		}
	}
	direction := w.later
	if lag.Earlier {
		direction = w.earlier
	}
	return fmt.Sprintf(direction, adverbs, t.quantity(lag))
}

// quantity words the number of units.
func (t language) quantity(lag edtf.Lag) string {
	unit := t.words.lag.units[lag.Unit]
	form := unit.forms[Plural(t.tag, lag.Count)]
	switch {
	case lag.From > 0:
		return fmt.Sprintf(t.words.lag.fromTo, lag.From, lag.Count, form)
	case lag.Count == 1:
		return unit.one
	}
	return fmt.Sprint(lag.Count, " ", form)
}

// lagWords are the words that [Lag] is made of. A phrase is put together as adverbs, quantity, direction.
type lagWords struct {
	units          [edtf.Units]unitWords
	later, earlier string // with %[1]s for the adverbs and %[2]s for the quantity
	about          string
	atLeast        string
	atMost         string
	fromTo         string // two numbers and a unit
	nextDay        string
	dayBefore      string
	sameMoment     string
	sameDay        string
	sameMonth      string
	sameYear       string
	sameTime       string
	sameOrLater    string
	sameOrEarlier  string
	unordered      string
}

type unitWords struct {
	one   string   // with the article: "a week"
	forms []string // beside a number, in the order of [Plural]
}
