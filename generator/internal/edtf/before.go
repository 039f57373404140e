package edtf

import (
	"cmp"
)

// Before reports whether a is surely earlier than b: the last moment that a admits lies before the first that
// b admits. It is the one rule by which an order between dates is stated; [Compare] sorts lists and states
// nothing. It is false when either is no date, when a has no end that is known or b no beginning, and as long
// as the two may overlap. It is a strict partial order, and [Compare] puts a before b wherever Before does.
//
// Moments. A date admits its days from the first second to the last, and a time of a day is its second. Two
// times with a zone are compared as moments. Dates and times without a zone are taken to be of one place, so
// that 5 March is before 6 March and 19:42 before 21:15. Where only one of the two has a zone, the other may be
// of any place on earth: it reaches from 14 hours before its time in UTC to 12 hours after it.
//
// Marks. A mark widens a date on both sides; in an interval each end has its own marks, in a set each member.
// How far "about" reaches is nowhere defined, and is taken for more than anyone means by it:
//
//	about a day                     31 days
//	about a month, part of a year   half a year
//	about a year                    five years
//	about anything longer           no bound, so that no order is known
//
// The part of the date at which the mark is written says which of these it is: 2015~-03-05 is about a year. A
// date that is uncertain may be wrong in each part of which the mark speaks: 31 days if that is the day alone,
// a year if it is the month, five years if it is the year, no bound if digits of the year are missing. Of two
// marks the one that reaches further counts.
func Before(a, b Date) bool {
	last, ok := a.limit(1)
	first, known := b.limit(0)
	if !ok || !known {
		return false
	}
	switch za, zb := a.zoned(), b.zoned(); {
	case za && !zb:
		first = first.add(-eastmost)
	case zb && !za:
		last = last.add(westmost)
	}
	return last.compare(first) < 0
}

// How far the clocks of the earth are ahead of UTC and behind it, in seconds.
const (
	eastmost = 14 * 60 * 60
	westmost = 12 * 60 * 60
)

const secondsPerDay = 24 * 60 * 60

// instant is a second of a day. Seconds alone would not hold the longest years.
type instant struct {
	day    Day
	second int
}

func (i instant) add(seconds int) instant {
	n := int64(i.second) + int64(seconds)
	return instant{i.day + Day(floorDiv(n, secondsPerDay)), int(floorMod(n, secondsPerDay))}
}

func (i instant) compare(other instant) int {
	return cmp.Or(cmp.Compare(i.day, other.day), cmp.Compare(i.second, other.second))
}

// zoned reports whether d is a time with a zone.
func (d Date) zoned() bool { return d.single.timed && d.single.clock.Zoned }

// clocked is the second of a time of a day: in UTC when it has a zone, and else as it is written.
func (d Date) clocked() instant {
	c := d.single.clock
	return instant{d.first, 0}.add(c.utc())
}

// UTC is the same time of a day written in UTC, for a time with a zone; every other date is given as it is, and
// so is a time that UTC puts into a year that has no spelling.
func (d Date) UTC() Date {
	if !d.zoned() {
		return d
	}
	at := d.clocked()
	day := at.day.Date()
	if day.precision() != precisionDay {
		return d
	}
	s := day.single
	s.timed = true
	s.clock = Clock{Hour: at.second / 3600, Minute: at.second / 60 % 60, Second: at.second % 60, Zoned: true, z: true}
	return newSingle(s)
}

// limit is the first, 0, or the last, 1, moment that d admits with its marks; false when there is none.
func (d Date) limit(side int) (instant, bool) {
	if d.single.timed {
		return d.clocked(), true // a time has no marks
	}
	day, ok := d.widest(side)
	if side == 0 {
		return instant{day, 0}, ok
	}
	return instant{day, secondsPerDay - 1}, ok
}

// widest is the first or the last day that d admits with its marks.
func (d Date) widest(side int) (Day, bool) {
	day, ok := d.first, d.known[0]
	if side == 1 {
		day, ok = d.last, d.known[1]
	}
	if !ok {
		return 0, false
	}
	further := func(s single) (Day, bool) {
		n, ok := s.reach()
		if side == 0 {
			n = -n
		}
		return Day(n), ok
	}
	switch d.form {
	case Single:
		n, ok := further(d.single)
		return day + n, ok
	case Interval:
		n, ok := further(d.end(side).date)
		return day + n, ok
	}
	for i, m := range d.members {
		at, ok := m.widest(side)
		switch {
		case !ok:
			return 0, false
		case i == 0:
			day = at
		case side == 0:
			day = min(day, at)
		default:
			day = max(day, at)
		}
	}
	return day, true
}

// How far marks reach on either side, in days. See [Before].
const (
	reachOfDay   = 31
	reachOfMonth = 183
	reachOfYear  = 366
	reachOfYears = 5 * 366
)

// reach is how many days the marks widen a date on either side; false when there is no bound.
func (s single) reach() (days int, bounded bool) {
	for part := range parts {
		if s.left[part].plus(s.right[part]).approximate() {
			days = max(days, [parts]int{reachOfYears, reachOfMonth, reachOfDay}[part])
		}
		if s.markOf(part).uncertain() {
			days = max(days, [parts]int{reachOfYears, reachOfYear, reachOfDay}[part])
		}
	}
	year := single{year: s.year}
	return days, days < reachOfYears || newSingle(year).precision() == precisionYear
}
