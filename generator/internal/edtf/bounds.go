package edtf

import (
	"strconv"
	"strings"
)

// newSingle finds the earliest and the latest day of a date that was read. A date that matches no day of
// the calendar has neither; the parser refuses it.
func newSingle(s single) Date {
	d := Date{form: Single, single: s}
	low, high, ok := s.year.reaches()
	if !ok {
		return d
	}
	if first, ok := s.firstDay(low, high); ok {
		d.first, d.known[0] = first, true
	}
	if last, ok := s.lastDay(low, high); ok {
		d.last, d.known[1] = last, true
	}
	return d
}

// newInterval gives the interval from one end to the other.
func newInterval(from, to end) Date {
	d := Date{form: Interval, ends: &[2]end{from, to}}
	if from.bound == Known {
		start := newSingle(from.date)
		d.first, d.known[0] = start.first, start.known[0]
	}
	if to.bound == Known {
		stop := newSingle(to.date)
		d.last, d.known[1] = stop.last, stop.known[1]
	}
	return d
}

// newSet gives the set of the members, of which there is at least one. It has an earliest day when each
// member has one.
func newSet(form Form, members []Date) Date {
	d := Date{form: form, members: members, first: members[0].first, last: members[0].last, known: [2]bool{true, true}}
	for _, m := range members {
		d.first, d.last = min(d.first, m.first), max(d.last, m.last)
		d.known[0] = d.known[0] && m.known[0]
		d.known[1] = d.known[1] && m.known[1]
	}
	if !d.known[0] {
		d.first = 0
	}
	if !d.known[1] {
		d.last = 0
	}
	return d
}

// value is the year as a number, with X read as 0.
func (y year) value() int64 {
	if y.negative {
		return -y.magnitude('0')
	}
	return y.magnitude('0')
}

// magnitude is the year without its sign, with another digit for each X.
func (y year) magnitude(x byte) int64 {
	n, err := strconv.ParseInt(strings.ReplaceAll(y.digits, "X", string(rune(x))), 10, 64)
	if err != nil {
		panic("edtf: a year is not a number: " + y.digits)
	}
	return n * power10(y.exponent)
}

func power10(exponent int) int64 {
	n := int64(1)
	for range exponent {
		n *= 10
	}
	return n
}

// reaches gives the lowest and the highest year that the digits admit; false when no digit is known.
func (y year) reaches() (low, high int64, ok bool) {
	if y.digits == "XXXX" {
		return 0, 0, false
	}
	low, high = y.magnitude('0'), y.magnitude('9')
	if y.significant > 0 {
		unit := power10(len(y.digits) + y.exponent - y.significant)
		low -= low % unit
		high = low + unit - 1
	}
	if y.negative {
		// The year 0 has no sign.
		low, high = -high, -max(1, low)
	}
	return low, high, true
}

// admits reports whether the digits admit a year between the two that span gives.
func (y year) admits(value int64) bool {
	if !strings.Contains(y.digits, "X") {
		return true
	}
	if value < 0 {
		value = -value
	}
	for i := len(y.digits) - 1; i >= 0; i-- {
		if d := y.digits[i]; d != 'X' && d != byte('0'+value%10) {
			return false
		}
		value /= 10
	}
	return true
}

// part is the code of the part of the year, 21 to 41, or 0 when the date names none.
func (s single) part() int {
	if s.month < "21" || strings.Contains(s.month, "X") {
		return 0
	}
	return int(s.month[0]-'0')*10 + int(s.month[1]-'0')
}

// matching gives the numbers from 1 to most that two digits, some of them X, admit; all of them when
// there are no digits.
func matching(digits string, most int) []int {
	var found []int
	for n := 1; n <= most; n++ {
		if digits == "" || matches(digits[0], n/10) && matches(digits[1], n%10) {
			found = append(found, n)
		}
	}
	return found
}

func matches(digit byte, n int) bool { return digit == 'X' || digit == byte('0'+n) }

// monthsOf gives the first month of a part of a year, counted on past 12 into the year after, and how many
// months it has.
func monthsOf(part int) (first, count int) {
	switch {
	case part <= 28: // seasons of the north, and those of which the hemisphere is not said
		return 3 + (part-21)%4*3, 3
	case part <= 32: // seasons of the south, which begin with spring in September
		return []int{9, 12, 3, 6}[part-29], 3
	case part <= 36:
		return 1 + (part-33)*3, 3
	case part <= 39:
		return 1 + (part-37)*4, 4
	}
	return 1 + (part-40)*6, 6
}

// firstDay gives the earliest day that the date admits, when the years it admits lie between low and high.
func (s single) firstDay(low, high int64) (Day, bool) {
	for y := low; y <= high; y++ {
		if !s.year.admits(y) {
			continue
		}
		if part := s.part(); part != 0 {
			month, _ := monthsOf(part)
			return newDay(y, month, 1), true
		}
		for _, month := range matching(s.month, 12) {
			for _, day := range matching(s.day, daysIn(y, month)) {
				return newDay(y, month, day), true
			}
		}
	}
	return 0, false
}

// lastDay gives the latest such day.
func (s single) lastDay(low, high int64) (Day, bool) {
	for y := high; y >= low; y-- {
		if !s.year.admits(y) {
			continue
		}
		if part := s.part(); part != 0 {
			month, count := monthsOf(part)
			return newDay(y, month+count, 0), true
		}
		months := matching(s.month, 12)
		for i := len(months) - 1; i >= 0; i-- {
			if days := matching(s.day, daysIn(y, months[i])); len(days) > 0 {
				return newDay(y, months[i], days[len(days)-1]), true
			}
		}
	}
	return 0, false
}
