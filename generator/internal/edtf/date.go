package edtf

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Date is an EDTF value. It is immutable, and the zero Date is "no date". Dates are compared with
// [Date.Equal] and ordered with [Compare].
type Date struct {
	form    Form
	single  single  // of a Single
	ends    *[2]end // of an Interval, else nil: never changed after parsing
	members []Date  // of a OneOf or AllOf: never changed after parsing
	first   Day     // the earliest day, or 0
	last    Day     // the latest day, or 0
	known   [2]bool // whether there is a first and a last day
}

// end returns the start, 0, or the end, 1, of an interval.
func (d Date) end(i int) end {
	if d.ends == nil {
		return end{}
	}
	return d.ends[i]
}

type end struct {
	bound Bound
	date  single
}

// Form tells the kinds of Date apart.
type Form int

// The forms of a date.
const (
	None     Form = iota // no date
	Single               // one day, month, part of a year, year, or time of a day
	Interval             // what lies between two ends, see [Date.Start] and [Date.End]
	OneOf                // one of the [Date.Members], not known which: […]
	AllOf                // each of the [Date.Members]: {…}
)

// Bound says what is known of an end of an interval.
type Bound int

// The bounds of an interval.
const (
	Known   Bound = iota // a date stands there
	Open                 // "..": the interval does not end, or it is of no interest where
	Unknown              // nothing stands there: it ends, but it is not known where
)

// precision says which part of the calendar a date names.
type precision int

// The precisions, finest first. precisionSeason covers all parts of a year from 21 to 41.
const (
	noPrecision precision = iota // not a [Single], or a year of which no digit is known
	precisionTime
	precisionDay
	precisionMonth
	precisionSeason
	precisionYear
	precisionDecade
	precisionCentury
	precisionMillennium
)

// Clock is the time of day of a date-time.
type Clock struct {
	Hour, Minute, Second int
	Zoned                bool // whether a zone was given
	Offset               int  // of the zone, in minutes east of UTC
	hoursOnly            bool // the offset was written without minutes
	toMinute             bool // the time was written without seconds
	z                    bool // the zone was written as Z
}

// The parts of a single date, in the order in which they are written.
const (
	partYear = iota
	partMonth
	partDay
	parts
)

// mark is a qualifier: '?', '~', '%', or 0 for none.
type mark byte

func (m mark) approximate() bool { return m == '~' || m == '%' }
func (m mark) uncertain() bool   { return m == '?' || m == '%' }

func (m mark) String() string {
	if m == 0 {
		return ""
	}
	return string(rune(m))
}

// plus is the mark that says all that the two say.
func (m mark) plus(other mark) mark {
	switch {
	case m == other || other == 0:
		return m
	case m == 0:
		return other
	}
	return '%'
}

// without is what a mark says beyond another.
func (m mark) without(other mark) mark {
	switch {
	case other == 0:
		return m
	case m == other || other == '%' || m == 0:
		return 0
	case m == '%' && other == '~':
		return '?'
	case m == '%':
		return '~'
	}
	return m
}

// common is the mark that says what each of the two says.
func (m mark) common(other mark) mark {
	switch {
	case m == '%':
		return other
	case other == '%' || m == other:
		return m
	}
	return 0
}

// single is one date as it was written.
type single struct {
	year  year
	month string // two digits, some of which may be X; a part of a year from "21" to "41"; "" when there is none
	day   string // the same
	timed bool
	clock Clock
	left  [parts]mark // marks before a part
	right [parts]mark // marks after it
}

type year struct {
	negative    bool
	digits      string // four, some of which may be X; five or more after a Y, without an exponent fewer
	prefixed    bool   // written with Y
	exponent    int    // after E, or 0
	significant int    // after S, or 0
}

// String prints what was parsed: for every text s that [Parse] accepts, the result prints as s.
// "No date" prints as "".
func (d Date) String() string {
	var b strings.Builder
	switch d.form {
	case Single:
		d.single.write(&b)
	case Interval:
		d.end(0).write(&b)
		b.WriteByte('/')
		d.end(1).write(&b)
	case OneOf, AllOf:
		brackets := "[]"
		if d.form == AllOf {
			brackets = "{}"
		}
		b.WriteByte(brackets[0])
		for i, m := range d.members {
			if i > 0 {
				b.WriteByte(',')
			}
			m.writeMember(&b)
		}
		b.WriteByte(brackets[1])
	}
	return b.String()
}

// writeMember writes a member of a set, in which a range has two dots and no slash.
func (d Date) writeMember(b *strings.Builder) {
	if d.form == Single {
		d.single.write(b)
		return
	}
	for i, e := range d.ends {
		if e.bound == Known {
			e.date.write(b)
		}
		if i == 0 {
			b.WriteString("..")
		}
	}
}

func (e end) write(b *strings.Builder) {
	switch e.bound {
	case Known:
		e.date.write(b)
	case Open:
		b.WriteString("..")
	}
}

func (s single) write(b *strings.Builder) {
	for part, text := range []string{s.year.String(), s.month, s.day} {
		if text == "" {
			break
		}
		if part > 0 {
			b.WriteByte('-')
		}
		b.WriteString(s.left[part].String())
		b.WriteString(text)
		b.WriteString(s.right[part].String())
	}
	if s.timed {
		s.clock.write(b)
	}
}

func (y year) String() string {
	var b strings.Builder
	if y.prefixed {
		b.WriteByte('Y')
	}
	if y.negative {
		b.WriteByte('-')
	}
	b.WriteString(y.digits)
	if y.exponent > 0 {
		b.WriteByte('E')
		b.WriteString(strconv.Itoa(y.exponent))
	}
	if y.significant > 0 {
		b.WriteByte('S')
		b.WriteString(strconv.Itoa(y.significant))
	}
	return b.String()
}

func (c Clock) write(b *strings.Builder) {
	fmt.Fprintf(b, "T%02d:%02d", c.Hour, c.Minute)
	if !c.toMinute {
		fmt.Fprintf(b, ":%02d", c.Second)
	}
	switch {
	case !c.Zoned:
	case c.z:
		b.WriteByte('Z')
	case c.hoursOnly:
		fmt.Fprintf(b, "%+03d", c.Offset/60)
	default:
		b.WriteString(c.offset())
	}
}

// offset writes the zone as +01:00.
func (c Clock) offset() string {
	sign, minutes := '+', c.Offset
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// MarshalText gives [Date.String], so that encoders write a date as the text it was parsed from.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is [Parse] for decoders, with "" for no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Equal reports whether the two are written alike. Dates that mean the same and are written differently
// (2015 and [2015]) are not equal.
func (d Date) Equal(other Date) bool { return d.String() == other.String() }

// IsZero reports whether d is the zero Date, "no date".
func (d Date) IsZero() bool { return d.form == None }

// Form tells what kind of date d is.
func (d Date) Form() Form { return d.form }

// Start is the first end of an interval, with the zero Date when it is open or not known. Any other date
// starts with itself.
func (d Date) Start() (Date, Bound) { return d.endOf(0) }

// End is the second end of an interval, with the zero Date when it is open or not known. Any other date
// ends with itself.
func (d Date) End() (Date, Bound) { return d.endOf(1) }

func (d Date) endOf(i int) (Date, Bound) {
	if d.form != Interval {
		return d, Known
	}
	e := d.end(i)
	if e.bound != Known {
		return Date{}, e.bound
	}
	return newSingle(e.date), Known
}

// Members are the dates of a set in the order in which they are written, in a slice of the caller's own;
// nil when d is not a set. A range (1670..1672) is given as the interval with its ends (1670/1672).
func (d Date) Members() []Date { return append([]Date(nil), d.members...) }

// precision is the finest part of the calendar that a [Single] names, whether or not its digits are
// specified: 2015-XX has the precision of a month. A year lacking one, two or three digits, or having that
// many that are not significant, has the precision of a decade, century or millennium. Ask an interval
// for the precision of its ends.
func (d Date) precision() precision {
	if d.form != Single {
		return noPrecision
	}
	s := d.single
	switch {
	case s.timed:
		return precisionTime
	case s.day != "":
		return precisionDay
	case s.month != "" && s.part() != 0:
		return precisionSeason
	case s.month != "":
		return precisionMonth
	}
	unknown := 0
	if i := strings.IndexByte(s.year.digits, 'X'); i >= 0 {
		unknown = len(s.year.digits) - i
	} else if s.year.significant > 0 {
		unknown = len(s.year.digits) + s.year.exponent - s.year.significant
	}
	if unknown > 3 {
		return noPrecision
	}
	return precisionYear + precision(unknown)
}

// Part is the code of the part of the year that a [Single] names: 21 to 32 for a season, 33 to 36 for a
// quarter, 37 to 39 for a third, 40 and 41 for a half; 0 when it names none.
func (d Date) Part() int { return d.single.part() }

// Clock is the time of day of a date-time; false for every other date.
func (d Date) Clock() (Clock, bool) { return d.single.clock, d.single.timed }

// Approximate reports whether the date or any part of it is marked as approximate (~ or %).
func (d Date) Approximate() bool { return d.marks().approximate() }

// Uncertain reports whether the date or any part of it is marked as uncertain (? or %).
func (d Date) Uncertain() bool { return d.marks().uncertain() }

// marks is everything that any mark within d says.
func (d Date) marks() mark {
	var m mark
	switch d.form {
	case Single:
		m = d.single.marks()
	case Interval:
		m = d.end(0).date.marks().plus(d.end(1).date.marks())
	}
	for _, member := range d.members {
		m = m.plus(member.marks())
	}
	return m
}

func (s single) marks() mark {
	var m mark
	for part := range parts {
		m = m.plus(s.left[part]).plus(s.right[part])
	}
	return m
}

// markOf is what the marks say of one part: those before it, and those after it or after a later one.
func (s single) markOf(part int) mark {
	m := s.left[part]
	for p := part; p < parts; p++ {
		m = m.plus(s.right[p])
	}
	return m
}

// Unspecified reports whether any digit of the date is an X.
func (d Date) Unspecified() bool {
	for _, m := range d.members {
		if m.Unspecified() {
			return true
		}
	}
	return d.single.unspecified() || d.end(0).date.unspecified() || d.end(1).date.unspecified()
}

func (s single) unspecified() bool {
	return strings.Contains(s.year.digits+s.month+s.day, "X")
}

// Exact reports whether d is one known calendar day, with or without a time, on which no doubt of any
// kind is cast.
func (d Date) Exact() bool {
	p := d.precision()
	return (p == precisionDay || p == precisionTime) && !d.Unspecified() && d.marks() == 0
}

// Earliest is the first day on which what is dated can lie or begin. It is false when there is no such
// day: the date is open to the past, its start is not known, or no digit of its year is.
func (d Date) Earliest() (Day, bool) { return d.first, d.known[0] }

// Latest is the last day on which what is dated can lie or end. It is false when there is no such day:
// the date is open to the future, its end is not known, or no digit of its year is.
func (d Date) Latest() (Day, bool) { return d.last, d.known[1] }

// Machine is the value for the datetime attribute of HTML's time element: 2015-03-05, 2015-03, 2015 or
// 2015-03-05T10:00:00+01:00. Marks are left out, for HTML has no doubt; whoever writes the element shows
// them beside it. It is "" when HTML has no form for the date: for intervals, sets, parts of a year,
// unspecified digits, estimates, and years before 1.
func (d Date) Machine() string {
	s := d.single
	if d.form != Single || s.unspecified() || s.part() != 0 || s.year.significant > 0 {
		return ""
	}
	value := s.year.value()
	if value < 1 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%04d", value)
	for _, part := range []string{s.month, s.day} {
		if part != "" {
			b.WriteString("-" + part)
		}
	}
	if s.timed {
		c := s.clock
		c.hoursOnly = false
		c.write(&b)
	}
	return b.String()
}

// Compare orders dates as a list of them is read, and returns a negative number, 0 or a positive number.
//
// A date stands at its earliest day or, when there is none, at its latest: what happened on or before
// 11 September is found at 11 September. A time with a zone stands at its moment in UTC, and what has no zone as
// if its zone were UTC. Dates at one day are ordered by: open to the past first; then the latest day, none
// coming last; then the time of day, none coming first; then the text. Dates with neither an earliest nor a
// latest day follow all others, and "no date" comes last. The order is total: only dates that are [Date.Equal]
// compare as 0. It says where a date stands in a list and nothing more; what is surely earlier, [Before] says.
func Compare(a, b Date) int {
	// Most dates differ here, and lists of thousands are sorted.
	if order := cmp.Compare(a.rank(), b.rank()); order != 0 {
		return order
	}
	if order := cmp.Compare(a.position(), b.position()); order != 0 {
		return order
	}
	order := cmp.Or(
		compareBool(a.known[0], b.known[0]),
		compareBool(b.known[1], a.known[1]),
		cmp.Compare(a.lastDay(), b.lastDay()),
		compareBool(a.single.timed, b.single.timed),
		cmp.Compare(a.clocked().second, b.clocked().second),
	)
	if order != 0 || a.form == Single && b.form == Single && a.single == b.single {
		return order
	}
	return cmp.Compare(a.String(), b.String())
}

// rank parts dates that have a place from those that have none.
func (d Date) rank() int {
	switch {
	case d.form == None:
		return 2
	case !d.known[0] && !d.known[1]:
		return 1
	}
	return 0
}

func (d Date) position() Day {
	switch {
	case d.zoned():
		return d.clocked().day
	case d.known[0]:
		return d.first
	}
	return d.last
}

// lastDay is the latest day, or 0; that of a time with a zone is in UTC.
func (d Date) lastDay() Day {
	if d.zoned() {
		return d.clocked().day
	}
	return d.last
}

// utc is the second of the day, in UTC.
func (c Clock) utc() int { return (c.Hour*60+c.Minute-c.Offset)*60 + c.Second }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Date gives the day as a Date. A day of a year beyond 9999 has no spelling in EDTF; what is given then is
// its year.
func (d Day) Date() Date {
	y, month, day := d.civil()
	s := single{year: newYear(y)}
	if !s.year.prefixed {
		s.month, s.day = fmt.Sprintf("%02d", month), fmt.Sprintf("%02d", day)
	}
	return newSingle(s)
}

func newYear(value int64) year {
	y := year{negative: value < 0, prefixed: value < -9999 || value > 9999}
	if y.negative {
		value = -value
	}
	y.digits = fmt.Sprintf("%04d", value)
	return y
}
