package edtf

import "strings"

// Moment is a stretch of the calendar that has a name: a day, month, part of a year, or year.
type Moment struct {
	NoYear bool // the year is not known
	Year   int64
	Month  int // from 1 to 12, or 0 when there is none
	Part   int // of the year, 21 to 41, or 0; see [Date.Part]
	Day    int // of the month, or 0
}

// Moment is the moment that a [Single] names; false when there are several that it could name, and for every
// other form.
func (d Date) Moment() (Moment, bool) {
	s := d.single
	if d.form != Single || s.unspecified() || s.year.significant > 0 {
		return Moment{}, false
	}
	return Moment{Year: s.year.value(), Month: s.monthNumber(), Part: s.part(), Day: number(s.day)}, true
}

// Yearless is what is known of a [Single] when no digit of its year is; false when a digit is.
func (d Date) Yearless() (Moment, bool) {
	s := d.single
	if s.year.digits != "XXXX" {
		return Moment{}, false
	}
	return Moment{NoYear: true, Month: s.monthNumber(), Part: s.part(), Day: number(s.day)}, true
}

// Decade is the first year of the decade that a [Single] is, when that has a name of its own. The first
// decade of a century has none: "the 1900s" are a century as well.
func (d Date) Decade() (int64, bool) {
	y := d.single.year
	plain := d.form == Single && !y.negative && d.single.month == "" && strings.IndexByte(y.digits, 'X') == 3
	return y.value(), plain && y.digits[0] != '0' && y.digits[2] != '0'
}

// Estimate is the year that a [Single] gives as an estimate, of which some digits are significant (1950S2); false
// for every other date.
func (d Date) Estimate() (int64, bool) { return d.single.year.value(), d.single.year.significant > 0 }

// Years are the lowest and the highest year that the digits of a [Single] admit; false when no digit of the
// year is known.
func (d Date) Years() (low, high int64, ok bool) {
	if d.form != Single {
		return 0, 0, false
	}
	return d.single.year.reaches()
}

// Digits are the digits of a [Single] as they are written, some of which may be X; "" where there are none.
func (d Date) Digits() (year, month, day string) {
	return d.single.year.digits, d.single.month, d.single.day
}

// Plain is a [Single] as it is written, without its marks.
func (d Date) Plain() string {
	s := d.single
	s.left, s.right = [parts]mark{}, [parts]mark{}
	var b strings.Builder
	s.write(&b)
	return b.String()
}

// Outermost gives the first and the last moment that a [Single] of which a digit of the year is known could name.
func (d Date) Outermost() (first, last Moment) {
	s := d.single
	low, high, _ := s.year.reaches()
	if part := s.part(); part != 0 || s.month == "" {
		for ; !s.year.admits(low); low++ {
		}
		for ; !s.year.admits(high); high-- {
		}
		return Moment{Year: low, Part: part}, Moment{Year: high, Part: part}
	}
	// The parser has made sure that there are such days.
	return s.momentAt(d.first), s.momentAt(d.last)
}

// momentAt is the moment of the date's own kind in which a day lies.
func (s single) momentAt(d Day) Moment {
	y, month, day := d.civil()
	if s.day == "" {
		day = 0
	}
	return Moment{Year: y, Month: month, Day: day}
}

// Choice gives all months that a [Single] of one year could name, or all days when they are of one month. It is
// nil for every other date.
func (d Date) Choice() []Moment {
	s := d.single
	low, high, ok := d.Years()
	if !ok || low != high || s.month == "" || s.part() != 0 {
		return nil
	}
	months := matching(s.month, 12)
	var choice []Moment
	switch {
	case s.day == "":
		for _, month := range months {
			choice = append(choice, Moment{Year: low, Month: month})
		}
	case len(months) == 1:
		for _, day := range matching(s.day, daysIn(low, months[0])) {
			choice = append(choice, Moment{Year: low, Month: months[0], Day: day})
		}
	}
	return choice
}

// Doubt is what a mark says: ~ approximate, ? uncertain, % both; 0 when there is none.
type Doubt byte

// The doubts, in the order in which they are told.
const (
	Approximate Doubt = '~'
	Uncertain   Doubt = '?'
	Doubly      Doubt = '%'
)

// Doubts gives what marks say of a [Single] as a whole, and beyond that of its year, its month or part of the
// year, and its day.
func (d Date) Doubts() (whole Doubt, beyond [parts]Doubt) {
	s := d.single
	count := parts
	switch {
	case s.month == "":
		count = partYear + 1
	case s.day == "":
		count = partMonth + 1
	}
	shared := s.markOf(0)
	for part := 1; part < count; part++ {
		shared = shared.common(s.markOf(part))
	}
	for part := range count {
		beyond[part] = Doubt(s.markOf(part).without(shared))
	}
	return Doubt(shared), beyond
}

// monthNumber is the month from 1 to 12, or 0.
func (s single) monthNumber() int {
	if s.part() != 0 {
		return 0
	}
	return number(s.month)
}

// number is the number that two digits make, 0 when there are none or one of them is X.
func number(digits string) int {
	if digits == "" || strings.Contains(digits, "X") {
		return 0
	}
	return int(digits[0]-'0')*10 + int(digits[1]-'0')
}
