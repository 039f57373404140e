package edtf

import (
	"fmt"
	"strings"
)

// Lag says how long after one date another lies: "3 days later", "90 minutes later", "the same day", "about a
// year later", "20 to 28 days earlier". It is "" when one of them is no date.
//
// It says no more than the dates do: what lies on or before a day gives "at least", marks give "about" and
// "possibly", and no order is said that [Before] leaves open, unless with "possibly". known is false when
// the words are but that it is not known which of the two came first, and otherwise true, also where the
// order is open and the words say how near they are: "in the same month", "about the same time".
//
// Two times of a day are told in minutes and hours up to a day and a half, and beyond that in days of the
// calendar where the first was written. A time with a zone and a date without one are of the same day when they
// are so as written; else the time is of each day that it is of somewhere on earth.
func Lag(from, to Date, lang string) (words string, known bool) {
	if from.IsZero() || to.IsZero() {
		return "", false
	}
	t := speak(lang)
	told := t.words.lag.between(from, to)
	if told.doubted {
		return t.words.possibly + " " + told.words, true
	}
	return told.words, told.words != t.words.lag.unordered
}

// told is what is said of the time between two dates.
type told struct {
	words   string
	doubted bool // it may be otherwise
}

// between says how long after one date another lies.
func (w *lagWords) between(from, to Date) told {
	if from.single.timed && to.single.timed && from.zoned() == to.zoned() {
		seconds, ok := elapsed(from, to)
		if ok && abs(seconds) <= longestClock {
			return told{words: w.clock(seconds)}
		}
		if from.zoned() {
			to = to.at(from.single.clock.Offset)
		}
	}
	first, last := daysOf(from, to)
	g := gap{
		low: last.first.Sub(first.last), lowKnown: to.known[0] && from.known[1],
		high: last.last.Sub(first.first), highKnown: to.known[1] && from.known[0],
		about: from.Approximate() || to.Approximate(),
	}
	uncertain := from.Uncertain() || to.Uncertain()
	if text := g.same(first, last, w); text != "" {
		return told{text, uncertain && text != w.unordered}
	}
	words := g.words(first, last, w)
	switch {
	case from.zoned() == to.zoned() && from.marks() == 0 && to.marks() == 0, Before(from, to), Before(to, from):
		return told{words, uncertain}
	case !g.lowKnown || !g.highKnown:
		return told{words: w.unordered}
	case !uncertain && max(-g.low, g.high) <= roughlyNow:
		return told{words: w.sameTime}
	}
	return told{words, true}
}

// daysOf gives the two dates with the days that are compared: those as written, but for a time with a zone beside
// another day without one.
func daysOf(from, to Date) (a, b Date) {
	if from.zoned() != to.zoned() && (from.first != to.first || from.last != to.last) {
		return from.anywhere(), to.anywhere()
	}
	return from, to
}

// anywhere gives a time with a zone all the days that it is of somewhere on earth.
func (d Date) anywhere() Date {
	if d.zoned() {
		at := d.clocked()
		d.first, d.last = at.add(-westmost).day, at.add(eastmost).day
	}
	return d
}

// at gives a time with a zone the day that it is of in another zone, in minutes east of UTC.
func (d Date) at(offset int) Date {
	d.first = d.clocked().add(offset * 60).day
	d.last = d.first
	return d
}

// longestClock is the longest time, in seconds, that is told in hours.
const longestClock = 36 * 60 * 60

// elapsed is how many seconds after one time of a day another is; false when they are many years apart.
func elapsed(from, to Date) (seconds int, ok bool) {
	a, b := from.clocked(), to.clocked()
	days := b.day.Sub(a.day)
	if abs(days) > 1000 {
		return 0, false
	}
	return days*secondsPerDay + b.second - a.second, true
}

func abs(n int) int { return max(n, -n) }

// clock words a number of seconds that have passed from one time to another.
func (w *lagWords) clock(seconds int) string {
	direction := w.later
	if seconds < 0 {
		direction, seconds = w.earlier, -seconds
	}
	length, unit := 60, unitMinute
	if seconds >= 2*60*60 || seconds == 60*60 {
		length, unit = 60*60, unitHour
	}
	quantity := w.quantity((seconds+length/2)/length, unit)
	switch {
	case seconds == 0:
		return w.sameMoment
	case seconds < 60:
		return fmt.Sprintf(direction, w.atMost+" ", w.quantity(1, unitMinute))
	case seconds%length != 0:
		return fmt.Sprintf(direction, w.about+" ", quantity)
	}
	return fmt.Sprintf(direction, "", quantity)
}

// lagWords are the words that [Lag] is made of. A phrase is put together as adverbs, quantity, direction.
type lagWords struct {
	units          [6]unitWords
	some           func(n int) int // which of the forms of a unit goes with a number
	later, earlier string          // with %[1]s for the adverbs and %[2]s for the quantity
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
	one   string    // with the article: "a week"
	forms [3]string // beside a number
}

// The units, finest first.
const (
	unitDay = iota
	unitWeek
	unitMonth
	unitYear
	unitHour // these two only between times of a day
	unitMinute
)

// gap is how many days lie between two dates, at least and at most; negative when the second is the
// earlier.
type gap struct {
	low, high           int
	lowKnown, highKnown bool
	about               bool
}

// roughlyNow is how far apart two dates may be, in days, that are said to be of about the same time.
const roughlyNow = 31

// same words dates that may be of the same day, and those of which the days leave open which comes first. It
// gives "" for all others.
func (g gap) same(from, to Date, words *lagWords) string {
	switch {
	case !g.lowKnown && !g.highKnown, !g.lowKnown && g.high > 0, !g.highKnown && g.low < 0:
		return words.unordered
	case !g.lowKnown && g.high == 0 && !g.about:
		return words.sameOrEarlier
	case !g.highKnown && g.low == 0 && !g.about:
		return words.sameOrLater
	case !g.lowKnown && g.high == 0, !g.highKnown && g.low == 0:
		return words.unordered
	case !g.lowKnown || !g.highKnown || g.low > 0 || g.high < 0:
		return ""
	case g.low == 0 && g.high == 0 && !g.about:
		return words.sameDay
	case (g.low == 0 || g.high == 0) && !g.about:
		return ""
	case !g.about && from.first.Year() == to.last.Year() && to.first.Year() == from.last.Year() &&
		from.first.Year() == from.last.Year():
		if from.first.Month() == to.last.Month() && to.first.Month() == from.last.Month() &&
			from.first.Month() == from.last.Month() {
			return words.sameMonth
		}
		return words.sameYear
	case max(-g.low, g.high) <= roughlyNow:
		return words.sameTime
	}
	return words.unordered
}

// words words a gap between dates of which it is known which comes first.
func (g gap) words(from, to Date, words *lagWords) string {
	direction := words.later
	if g.lowKnown && g.low < 0 || g.highKnown && g.high <= 0 {
		direction = words.earlier
		g = gap{low: -g.high, lowKnown: g.highKnown, high: -g.low, highKnown: g.lowKnown, about: g.about}
		from, to = to, from
	}
	var adverbs []string
	var quantity string
	switch {
	case !g.highKnown:
		adverbs = append(adverbs, words.atLeast)
		quantity = words.quantity(atLeast(from.last, to.first))
	case g.low == g.high && !g.about:
		if g.low == 1 && direction == words.later {
			return words.nextDay
		}
		if g.low == 1 {
			return words.dayBefore
		}
		n, unit, exact := between(from.first, to.first)
		g.about = !exact
		quantity = words.quantity(n, unit)
	case g.high > roughlyNow && 4*g.high <= 5*g.low, g.about && g.high <= 2*g.low:
		g.about = true
		quantity = words.quantity(roughly((g.low+g.high)/2, true))
	default:
		most, unit := atMost(from.first, to.last)
		least := inUnits(from.last, to.first, unit)
		switch {
		case least > 0:
			quantity = fmt.Sprintf(words.fromTo, least, most, words.unit(most, unit))
		case from.Approximate() && to.Approximate():
			quantity = words.quantity(roughly((g.low+g.high)/2, true))
		default:
			adverbs = append(adverbs, words.atMost)
			quantity = words.quantity(most, unit)
		}
	}
	if g.about {
		adverbs = append(adverbs, words.about)
	}
	prefix := strings.Join(adverbs, " ")
	if prefix != "" {
		prefix += " "
	}
	return fmt.Sprintf(direction, prefix, quantity)
}

// unitFor is the unit in which a number of days is told when it cannot be told to the day.
func unitFor(days int) int {
	switch {
	case days < 14:
		return unitDay
	case days < 60:
		return unitWeek
	case days < 700:
		return unitMonth
	}
	return unitYear
}

// atLeast tells in whole units what has passed in any case between two days.
func atLeast(a, b Day) (n, unit int) {
	unit = unitFor(b.Sub(a))
	if b.Sub(a) <= roughlyNow {
		unit = unitDay
	} else if inUnits(a, b, unitMonth) == 12 {
		unit = unitYear
	}
	return inUnits(a, b, unit), unit
}

// atMost tells in whole units what has passed between two days, what has begun being counted as passed.
func atMost(a, b Day) (n, unit int) {
	unit = unitFor(b.Sub(a))
	if b.Sub(a) <= roughlyNow {
		unit = unitDay
	}
	n = inUnits(a, b, unit)
	if after(a, n, unit) < b {
		n++
	}
	if unit == unitMonth && n == 12 {
		return 1, unitYear
	}
	return n, unit
}

// inUnits is how many whole units have passed between two days.
func inUnits(a, b Day, unit int) int {
	switch unit {
	case unitDay:
		return b.Sub(a)
	case unitWeek:
		return b.Sub(a) / 7
	}
	n := (b.Year()-a.Year())*12 + b.Month() - a.Month()
	if unit == unitYear {
		n /= 12
	}
	if after(a, n, unit) > b {
		n--
	}
	return n
}

// after is the day that lies a number of units later. A day that its month does not have is the last that it
// has.
func after(d Day, n, unit int) Day {
	switch unit {
	case unitDay:
		return d.Add(n)
	case unitWeek:
		return d.Add(7 * n)
	case unitYear:
		n *= 12
	}
	first := NewDay(d.Year(), d.Month()+n, 1)
	year, month, _ := first.civil()
	return first.Add(min(d.Day(), daysIn(year, month)) - 1)
}

// between tells the time between two known days, and whether it is that exactly.
func between(a, b Day) (n, unit int, exact bool) {
	days := b.Sub(a)
	switch months := (b.Year()-a.Year())*12 + b.Month() - a.Month(); {
	case days < 14 && days != 7:
		return days, unitDay, true
	case days%7 == 0 && days <= 56:
		return days / 7, unitWeek, true
	case a.Day() == b.Day() && months%12 == 0:
		return months / 12, unitYear, true
	case a.Day() == b.Day() && months < 24:
		return months, unitMonth, true
	case days <= roughlyNow:
		return days, unitDay, true
	}
	n, unit = roughly(days, false)
	return n, unit, false
}

// roughly rounds a number of days to a unit. What is vague is a year sooner than what is known to the day.
func roughly(days int, vague bool) (n, unit int) {
	low, high := 351, 380
	if vague {
		low, high = 320, 426
	}
	if days >= low && days <= high {
		return 1, unitYear
	}
	unit = unitFor(days)
	// Twice the mean length of the unit in hundredths of a day, so that the rounding is in whole numbers.
	double := [4]int{200, 1400, 6088, 73049}[unit]
	return max(1, (200*days+double/2)/double), unit
}

// quantity words a number of units.
func (w *lagWords) quantity(n, unit int) string {
	if n == 1 {
		return w.units[unit].one
	}
	return fmt.Sprint(n, " ", w.unit(n, unit))
}

func (w *lagWords) unit(n, unit int) string { return w.units[unit].forms[w.some(n)] }

// oneOrMore is the rule of all languages here but Russian; French puts 0 with 1, which no lag comes to.
func oneOrMore(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

func russianForm(n int) int {
	switch {
	case n%10 == 1 && n%100 != 11:
		return 0
	case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
		return 1
	}
	return 2
}
