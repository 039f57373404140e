package edtf

// Lag is what is known of how long after one date another lies. It says no more than the dates do: no order is
// said that [Before] leaves open, unless it is [Lag.Doubted].
type Lag struct {
	Kind    LagKind
	Doubted bool // it may be otherwise, since a date is uncertain or marks leave the order open
	// These are of an Apart.
	Earlier bool // the second date is the earlier
	AtLeast bool
	AtMost  bool
	About   bool
	From    int // of a lag from some number of units to another the first, else 0
	Count   int
	Unit    Unit
}

// LagKind tells the kinds of Lag apart.
type LagKind int

// The kinds of lag.
const (
	NoLag     LagKind = iota // one of the two is no date
	Unordered                // it is not known which of the two came first
	Apart                    // a number of units
	SameMoment
	SameDay
	SameMonth
	SameYear
	SameTime // about the same time, where a date is approximate or lasts
	SameOrLater
	SameOrEarlier
)

// Unit is what a lag is counted in.
type Unit int

// The units, finest first, but for the last two, which are used only between times of a day.
const (
	InDays Unit = iota
	InWeeks
	InMonths
	InYears
	InHours
	InMinutes
	Units // how many there are
)

// LagBetween says how long after one date another lies.
//
// What lies on or before a day is "at least" some days away, and marks make it about and doubted. Two times of a
// day are told in minutes and hours up to a day and a half, and beyond that in days of the calendar where the first
// was written. A time with a zone and a date without one are as many days apart as the days that are written, wherever
// it is known which came first: "3 days later" for 1 March and 4 March, 00:30 in Moscow. Where it is not, nothing is
// counted.
func LagBetween(from, to Date) Lag {
	if from.IsZero() || to.IsZero() {
		return Lag{}
	}
	if from.single.timed && to.single.timed && from.zoned() == to.zoned() {
		seconds, ok := elapsed(from, to)
		if ok && abs(seconds) <= longestClock {
			return clockLag(seconds)
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
	nearby := SameTime
	if from.zoned() != to.zoned() && !g.about {
		nearby = Unordered // it is the zone alone, which the date lacks, that leaves the order open
	}
	if kind := g.same(first, last, nearby); kind != Apart {
		return Lag{Kind: kind, Doubted: uncertain && kind != Unordered}
	}
	lag := g.apart(first, last)
	switch {
	case from.zoned() == to.zoned() && from.marks() == 0 && to.marks() == 0, Before(from, to), Before(to, from):
		lag.Doubted = uncertain
		return lag
	case !g.lowKnown || !g.highKnown:
		return Lag{Kind: Unordered}
	case !uncertain && max(-g.low, g.high) <= roughlyNow:
		return Lag{Kind: nearby}
	}
	lag.Doubted = true
	return lag
}

// daysOf gives the two dates with the days that are compared: those as written, but for a time with a zone beside
// a day without one that may be the same day somewhere. It then has all the days that it is of somewhere on earth.
func daysOf(from, to Date) (a, b Date) {
	a, b = from.anywhere(), to.anywhere()
	apart := a.known[1] && b.known[0] && a.last < b.first || b.known[1] && a.known[0] && b.last < a.first
	if from.zoned() == to.zoned() || from.first == to.first && from.last == to.last || apart {
		return from, to
	}
	return a, b
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

// clockLag is the lag of a number of seconds that have passed from one time to another.
func clockLag(seconds int) Lag {
	lag := Lag{Kind: Apart, Earlier: seconds < 0, Unit: InMinutes}
	seconds = abs(seconds)
	length := 60
	if seconds >= 2*60*60 || seconds == 60*60 {
		length, lag.Unit = 60*60, InHours
	}
	lag.Count = (seconds + length/2) / length
	switch {
	case seconds == 0:
		return Lag{Kind: SameMoment}
	case seconds < 60:
		lag.AtMost, lag.Count = true, 1
	default:
		lag.About = seconds%length != 0
	}
	return lag
}

// gap is how many days lie between two dates, at least and at most; negative when the second is the
// earlier.
type gap struct {
	low, high           int
	lowKnown, highKnown bool
	about               bool
}

// roughlyNow is how far apart two dates may be, in days, that are said to be of about the same time.
const roughlyNow = 31

// same is the kind of lag between dates that may be of the same day, and of those of which the days leave open which
// comes first. It is [Apart] for all others.
//
// nearby is the kind of dates of which no more is known than that they are near each other.
func (g gap) same(from, to Date, nearby LagKind) LagKind {
	switch {
	case !g.lowKnown && !g.highKnown, !g.lowKnown && g.high > 0, !g.highKnown && g.low < 0:
		return Unordered
	case !g.lowKnown && g.high == 0 && !g.about:
		return SameOrEarlier
	case !g.highKnown && g.low == 0 && !g.about:
		return SameOrLater
	case !g.lowKnown && g.high == 0, !g.highKnown && g.low == 0:
		return Unordered
	case !g.lowKnown || !g.highKnown || g.low > 0 || g.high < 0:
		return Apart
	case g.low == 0 && g.high == 0 && !g.about:
		return SameDay
	case (g.low == 0 || g.high == 0) && !g.about:
		return Apart
	case !g.about && from.first.Year() == to.last.Year() && to.first.Year() == from.last.Year() &&
		from.first.Year() == from.last.Year():
		if from.first.Month() == to.last.Month() && to.first.Month() == from.last.Month() &&
			from.first.Month() == from.last.Month() {
			return SameMonth
		}
		if max(-g.low, g.high) <= roughlyNow { // a day of a few about the turn of a month
			return nearby
		}
		return SameYear
	case max(-g.low, g.high) <= roughlyNow:
		return nearby
	}
	return Unordered
}

// apart is the lag between dates of which it is known which comes first.
func (g gap) apart(from, to Date) Lag {
	lag := Lag{Kind: Apart}
	if g.lowKnown && g.low < 0 || g.highKnown && g.high <= 0 {
		lag.Earlier = true
		g = gap{low: -g.high, lowKnown: g.highKnown, high: -g.low, highKnown: g.lowKnown, about: g.about}
		from, to = to, from
	}
	lag.About = g.about
	switch {
	case !g.highKnown:
		lag.AtLeast = true
		lag.Count, lag.Unit = atLeast(from.last, to.first)
	case g.low == g.high && !g.about:
		var exact bool
		lag.Count, lag.Unit, exact = between(from.first, to.first)
		lag.About = !exact
	case g.high > roughlyNow && 4*g.high <= 5*g.low && (g.about || !manyUnits(from, to)), g.about && g.high <= 2*g.low:
		lag.About = true
		lag.Count, lag.Unit = roughly((g.low+g.high)/2, true)
	default:
		lag.Count, lag.Unit = atMost(from.first, to.last)
		least := inUnits(from.last, to.first, lag.Unit)
		switch {
		case least > 0:
			lag.From = least
		case from.Approximate() && to.Approximate():
			lag.Count, lag.Unit = roughly((g.low+g.high)/2, true)
		default:
			lag.AtMost = true
		}
	}
	return lag
}

// manyUnits reports whether what may lie between two dates is so many whole units more or less that the middle, told
// as a number of them, would seem better known than it is.
func manyUnits(from, to Date) bool {
	most, unit := atMost(from.first, to.last)
	return most-inUnits(from.last, to.first, unit) > 3
}

// unitFor is the unit in which a number of days is told when it cannot be told to the day.
func unitFor(days int) Unit {
	switch {
	case days < 14:
		return InDays
	case days < 60:
		return InWeeks
	case days < 700:
		return InMonths
	}
	return InYears
}

// atLeast tells in whole units what has passed in any case between two days.
func atLeast(a, b Day) (n int, unit Unit) {
	unit = unitFor(b.Sub(a))
	if b.Sub(a) <= roughlyNow {
		unit = InDays
	} else if inUnits(a, b, InMonths) == 12 {
		unit = InYears
	}
	return inUnits(a, b, unit), unit
}

// atMost tells in whole units what has passed between two days, what has begun being counted as passed.
func atMost(a, b Day) (n int, unit Unit) {
	unit = unitFor(b.Sub(a))
	if b.Sub(a) <= roughlyNow {
		unit = InDays
	}
	n = inUnits(a, b, unit)
	if after(a, n, unit) < b {
		n++
	}
	if unit == InMonths && n == 12 {
		return 1, InYears
	}
	return n, unit
}

// inUnits is how many whole units have passed between two days.
func inUnits(a, b Day, unit Unit) int {
	switch unit {
	case InDays:
		return b.Sub(a)
	case InWeeks:
		return b.Sub(a) / 7
	}
	n := (b.Year()-a.Year())*12 + b.Month() - a.Month()
	if unit == InYears {
		n /= 12
	}
	if after(a, n, unit) > b {
		n--
	}
	return n
}

// after is the day that lies a number of units later. A day that its month does not have is the last that it
// has.
func after(d Day, n int, unit Unit) Day {
	switch unit {
	case InDays:
		return d.Add(n)
	case InWeeks:
		return d.Add(7 * n)
	case InYears:
		n *= 12
	}
	first := NewDay(d.Year(), d.Month()+n, 1)
	year, month, _ := first.civil()
	return first.Add(min(d.Day(), daysIn(year, month)) - 1)
}

// between tells the time between two known days, and whether it is that exactly.
func between(a, b Day) (n int, unit Unit, exact bool) {
	days := b.Sub(a)
	switch months := (b.Year()-a.Year())*12 + b.Month() - a.Month(); {
	case days < 14 && days != 7:
		return days, InDays, true
	case days%7 == 0 && days <= 56:
		return days / 7, InWeeks, true
	case a.Day() == b.Day() && months%12 == 0:
		return months / 12, InYears, true
	case a.Day() == b.Day() && months < 24:
		return months, InMonths, true
	case days <= roughlyNow:
		return days, InDays, true
	}
	n, unit = roughly(days, false)
	return n, unit, false
}

// roughly rounds a number of days to a unit. What is vague is a year sooner than what is known to the day.
func roughly(days int, vague bool) (n int, unit Unit) {
	low, high := 351, 380
	if vague {
		low, high = 320, 426
	}
	if days >= low && days <= high {
		return 1, InYears
	}
	unit = unitFor(days)
	// Twice the mean length of the unit in hundredths of a day, so that the rounding is in whole numbers.
	double := [4]int{200, 1400, 6088, 73049}[unit]
	return max(1, (200*days+double/2)/double), unit
}
