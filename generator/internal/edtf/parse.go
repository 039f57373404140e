package edtf

import (
	"fmt"
	"strconv"
	"strings"
)

// maxYearDigits bounds the years, so that their days can be counted.
const maxYearDigits = 15

// SyntaxError says why a text is not a date.
type SyntaxError struct {
	Input    string // the whole text
	Offset   int    // where in it the fault stands, in bytes
	Found    string // what stands there, cut short; "" at the end of the text
	Expected string // what was expected there
}

// Error says what was expected where.
func (e *SyntaxError) Error() string {
	if e.Found == "" {
		return "expected " + e.Expected + " at the end"
	}
	return fmt.Sprintf("expected %s at %q", e.Expected, e.Found)
}

// Parse reads a date. The error is a [*SyntaxError].
func Parse(s string) (Date, error) {
	d, err := parse(s)
	if err != nil {
		return Date{}, err
	}
	return d, nil
}

// MustParse is [Parse] for tests and tables: it panics when s is not a date.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic("edtf: parse " + strconv.Quote(s) + ": " + err.Error())
	}
	return d
}

// parser reads one text from left to right. It never goes back, so that the first thing that is not as
// expected is the place of the error.
type parser struct {
	in  string
	pos int
}

func parse(s string) (Date, *SyntaxError) {
	p := &parser{in: s}
	if p.at("[") || p.at("{") {
		return p.set()
	}
	return p.interval()
}

func (p *parser) rest() string        { return p.in[p.pos:] }
func (p *parser) at(text string) bool { return strings.HasPrefix(p.rest(), text) }
func (p *parser) atEnd() bool         { return p.pos == len(p.in) }
func (p *parser) skip(text string) bool {
	if !p.at(text) {
		return false
	}
	p.pos += len(text)
	return true
}

// expected is the error that something else stands at a place.
func (p *parser) expected(offset int, what string) *SyntaxError {
	return &SyntaxError{Input: p.in, Offset: offset, Found: excerpt(p.in[offset:]), Expected: what}
}

// excerpt is the start of a text up to the next sign that parts dates or their parts.
func excerpt(s string) string {
	const most = 24
	for i, r := range s {
		if i > 0 && strings.ContainsRune("-/,]}T", r) {
			return s[:i]
		}
		if i >= most {
			return s[:i] + "…"
		}
	}
	return s
}

// interval reads two dates with a slash between them, or one date alone.
func (p *parser) interval() (Date, *SyntaxError) {
	from, err := p.end()
	if err != nil {
		return Date{}, err
	}
	if from.bound == Known && p.atEnd() {
		return newSingle(from.date), nil
	}
	if !p.skip("/") {
		if from.bound == Known {
			return Date{}, p.expected(p.pos, strings.TrimSuffix(from.date.continuation(), "or ")+`"/" and the end of an interval, or nothing more`)
		}
		return Date{}, p.expected(p.pos, `"/" and a date`)
	}
	second := p.pos
	to, err := p.end()
	if err != nil {
		return Date{}, err
	}
	if !p.atEnd() {
		return Date{}, p.expected(p.pos, to.date.continuation()+"nothing more")
	}
	if from.bound != Known && to.bound != Known {
		return Date{}, p.expected(second, "a date on one side of the interval")
	}
	return p.closed(from, to, 0, second)
}

// closed puts two ends together. A time within an interval is refused, as is an interval that ends before it
// begins.
func (p *parser) closed(from, to end, first, second int) (Date, *SyntaxError) {
	for _, side := range []struct {
		end
		offset int
	}{{from, first}, {to, second}} {
		if side.date.timed {
			clock := side.offset + strings.IndexByte(p.in[side.offset:], 'T')
			return Date{}, p.expected(clock, "no time within an interval or a set")
		}
	}
	d := newInterval(from, to)
	if d.known[0] && d.known[1] && d.last < d.first {
		return Date{}, p.expected(second, "an end that does not lie before the start")
	}
	return d, nil
}

// end reads what can stand on one side of the slash.
func (p *parser) end() (end, *SyntaxError) {
	switch {
	case p.skip(".."):
		return end{bound: Open}, nil
	case p.at("/") && p.pos == 0, p.atEnd() && p.pos > 0:
		return end{bound: Unknown}, nil
	}
	s, err := p.single()
	return end{date: s}, err
}

// continuation names what could have followed a date, for messages.
func (s single) continuation() string {
	var could []string
	switch {
	case s.timed && !s.clock.Zoned:
		could = append(could, "a zone (Z or +01:00)")
	case s.timed || s.year.digits == "":
	case s.day != "":
		if s.marks() == 0 && !s.unspecified() {
			could = append(could, `"T" and a time`)
		}
	case s.month != "" && s.part() == 0:
		could = append(could, `"-" and a day`)
	case s.month == "" && !s.year.prefixed && s.year.significant == 0:
		could = append(could, `"-" and a month`)
	}
	if s.year.digits != "" && !s.timed && s.right == [parts]mark{} {
		could = append(could, "a mark (?, ~ or %)")
	}
	if len(could) == 0 {
		return ""
	}
	return strings.Join(could, ", ") + ", or "
}

// set reads […] or {…}.
func (p *parser) set() (Date, *SyntaxError) {
	form, closing := OneOf, "]"
	if p.at("{") {
		form, closing = AllOf, "}"
	}
	p.pos++
	var members []Date
	for {
		m, open, err := p.member(len(members) == 0, closing)
		if err != nil {
			return Date{}, err
		}
		members = append(members, m)
		if p.skip(closing) {
			break
		}
		if open || !p.at(",") {
			what := fmt.Sprintf(`",", ".." or %q`, closing)
			if open {
				what = fmt.Sprintf("%q, for what is open to the future comes last", closing)
			} else if m.form == Interval {
				what = fmt.Sprintf(`"," or %q`, closing)
			}
			return Date{}, p.expected(p.pos, what)
		}
		p.pos++
	}
	if !p.atEnd() {
		return Date{}, p.expected(p.pos, "nothing more")
	}
	return newSet(form, members), nil
}

// member reads one member of a set and tells whether it is open to the future.
func (p *parser) member(isFirst bool, closing string) (Date, bool, *SyntaxError) {
	start := p.pos
	if p.skip("..") {
		if !isFirst {
			return Date{}, false, p.expected(start, `a date, for what is open to the past comes first`)
		}
		s, err := p.single()
		if err != nil {
			return Date{}, false, err
		}
		d, err := p.closed(end{bound: Open}, end{date: s}, start, start+2)
		return d, false, err
	}
	s, err := p.single()
	if err != nil {
		return Date{}, false, err
	}
	if !p.skip("..") {
		// closed refuses a time, here as in a range.
		if _, err := p.closed(end{date: s}, end{bound: Open}, start, p.pos); err != nil {
			return Date{}, false, err
		}
		return newSingle(s), false, nil
	}
	if p.at(",") || p.at(closing) {
		d, err := p.closed(end{date: s}, end{bound: Open}, start, p.pos)
		return d, true, err
	}
	second := p.pos
	last, err := p.single()
	if err != nil {
		return Date{}, false, err
	}
	d, err := p.closed(end{date: s}, end{date: last}, start, second)
	return d, false, err
}

// single reads one date.
func (p *parser) single() (single, *SyntaxError) {
	var s single
	s.left[partYear] = p.mark()
	var err *SyntaxError
	if s.year, err = p.year(); err != nil {
		return s, err
	}
	if err := p.markAfter(&s, partYear); err != nil {
		return s, err
	}
	if s.year.prefixed || s.year.significant > 0 || !p.at("-") {
		return s, nil
	}
	p.pos++
	start := p.pos
	s.left[partMonth] = p.mark()
	place := p.pos
	const aMonth = "a month from 01 to 12 or a season 21 to 41"
	if s.month, err = p.twoDigits(aMonth); err != nil {
		return s, err
	}
	if s.part() == 0 && len(matching(s.month, 12)) == 0 || s.part() > 41 {
		return s, p.expected(place, aMonth)
	}
	if err := p.markAfter(&s, partMonth); err != nil {
		return s, err
	}
	if !p.at("-") {
		return s, nil
	}
	if s.part() != 0 {
		return s, p.expected(start, "a month from 01 to 12 before a day")
	}
	p.pos++
	s.left[partDay] = p.mark()
	place = p.pos
	if s.day, err = p.twoDigits("a day of two digits"); err != nil {
		return s, err
	}
	if what := s.wrongDay(); what != "" {
		return s, p.expected(place, what)
	}
	if err := p.markAfter(&s, partDay); err != nil {
		return s, err
	}
	if !p.at("T") || s.marks() != 0 || s.unspecified() {
		return s, nil
	}
	p.pos++
	s.timed = true
	s.clock, err = p.clock()
	return s, err
}

// mark reads a mark, if there is one.
func (p *parser) mark() mark {
	if p.atEnd() || !strings.ContainsRune("?~%", rune(p.in[p.pos])) {
		return 0
	}
	p.pos++
	return mark(p.in[p.pos-1])
}

// markAfter reads the mark behind a part, which must not have one in front as well.
func (p *parser) markAfter(s *single, part int) *SyntaxError {
	place := p.pos
	s.right[part] = p.mark()
	switch {
	case s.right[part] != 0 && s.left[part] != 0:
		return p.expected(place, "one mark, before or after")
	case s.right[part] != 0 && strings.ContainsAny(p.rest()[:min(1, len(p.rest()))], "?~%"):
		return p.expected(p.pos, "one mark (% is both ? and ~)")
	}
	return nil
}

// year reads a year in any spelling.
func (p *parser) year() (year, *SyntaxError) {
	start := p.pos
	y := year{prefixed: p.skip("Y")}
	y.negative = p.skip("-")
	if !y.prefixed {
		return p.plainYear(y, start)
	}
	digits := p.pos
	y.digits = p.digits("")
	if y.digits == "" || y.digits[0] == '0' {
		return y, p.expected(digits, "a year of five or more digits that begins with 1 to 9")
	}
	length := len(y.digits)
	if p.skip("E") {
		n, err := p.number("an exponent from 1 to 14")
		if err != nil {
			return y, err
		}
		y.exponent = n
		length += n
	}
	if length > maxYearDigits {
		return y, p.expected(digits, fmt.Sprintf("a year of at most %d digits", maxYearDigits))
	}
	if length < 5 {
		return y, p.expected(start, "Y only before a year of five or more digits")
	}
	return y, p.significant(&y, length)
}

// plainYear reads a year of four digits, the sign before it being read.
func (p *parser) plainYear(y year, start int) (year, *SyntaxError) {
	digits := p.pos
	y.digits = p.digits("X")
	if len(y.digits) != 4 {
		return y, p.expected(start, "a year of four digits")
	}
	if y.negative && y.digits == "0000" {
		return y, p.expected(start, "the year 0 without a sign")
	}
	if strings.Contains(y.digits, "X") {
		return y, nil
	}
	length := len(strings.TrimLeft(y.digits, "0"))
	if length < 4 && p.at("S") {
		return y, p.expected(digits, "a year from 1000 on before S")
	}
	return y, p.significant(&y, length)
}

// significant reads the number of significant digits, if it is given, of a year of that many digits.
func (p *parser) significant(y *year, length int) *SyntaxError {
	if !p.skip("S") {
		return nil
	}
	place := p.pos
	n, err := p.number("a number of significant digits")
	if err != nil {
		return err
	}
	if n > length {
		return p.expected(place, fmt.Sprintf("at most %d significant digits", length))
	}
	y.significant = n
	return nil
}

// digits reads as many digits as there are, and those of the other signs.
func (p *parser) digits(others string) string {
	start := p.pos
	for !p.atEnd() {
		c := p.in[p.pos]
		if (c < '0' || c > '9') && !strings.ContainsRune(others, rune(c)) {
			break
		}
		p.pos++
	}
	return p.in[start:p.pos]
}

// number reads a number from 1 to 99 without a leading zero.
func (p *parser) number(what string) (int, *SyntaxError) {
	place := p.pos
	digits := p.digits("")
	if digits == "" || digits[0] == '0' || len(digits) > 2 {
		return 0, p.expected(place, what)
	}
	n := int(digits[0] - '0')
	if len(digits) == 2 {
		n = n*10 + int(digits[1]-'0')
	}
	return n, nil
}

// twoDigits reads two digits, either of which may be X.
func (p *parser) twoDigits(what string) (string, *SyntaxError) {
	place := p.pos
	digits := p.digits("X")
	if len(digits) != 2 {
		return "", p.expected(place, what)
	}
	return digits, nil
}

// wrongDay says which days there are when the date names none of them.
func (s single) wrongDay() string {
	low, high, ok := s.year.reaches()
	if !ok {
		// A leap year and the year after it stand for all years.
		low, high = 2000, 2001
	}
	if _, ok := s.firstDay(low, high); ok {
		return ""
	}
	most := 0
	months := matching(s.month, 12)
	for y := low; y <= high; y++ {
		for _, month := range months {
			if !ok || s.year.admits(y) {
				most = max(most, daysIn(y, month))
			}
		}
	}
	what := fmt.Sprintf("a day from 01 to %d", most)
	if len(months) == 1 && (months[0] != 2 || low == high) && ok {
		what += " for " + s.year.String() + "-" + s.month
	}
	return what
}

// clock reads a time with or without a zone, the T before it being read.
func (p *parser) clock() (Clock, *SyntaxError) {
	var c Clock
	var err *SyntaxError
	if c.Hour, err = p.clockPart("an hour from 00 to 23", 23); err != nil {
		return c, err
	}
	if !p.skip(":") {
		return c, p.expected(p.pos, `":" and the minutes`)
	}
	if c.Minute, err = p.clockPart("minutes from 00 to 59", 59); err != nil {
		return c, err
	}
	switch {
	case p.skip(":"):
		if c.Second, err = p.clockPart("seconds from 00 to 59", 59); err != nil {
			return c, err
		}
	case p.atEnd() || p.at("Z") || p.at("+") || p.at("-"):
		c.toMinute = true // ISO 8601-1, 5.3.1.3
	default:
		return c, p.expected(p.pos, `":" and the seconds, or a zone (Z or +01:00)`)
	}
	if p.skip("Z") {
		c.Zoned, c.z = true, true
		return c, nil
	}
	if !p.at("+") && !p.at("-") {
		return c, nil
	}
	start := p.pos
	sign := 1
	if p.at("-") {
		sign = -1
	}
	p.pos++
	c.Zoned, c.hoursOnly = true, true
	hours, err := p.clockPart("the hours of a zone from 00 to 23", 23)
	if err != nil {
		return c, err
	}
	minutes := 0
	if p.skip(":") {
		c.hoursOnly = false
		if minutes, err = p.clockPart("the minutes of a zone from 00 to 59", 59); err != nil {
			return c, err
		}
	}
	c.Offset = sign * (hours*60 + minutes)
	if sign < 0 && c.Offset == 0 {
		return c, p.expected(start, "Z or +00:00, for zero has no minus,")
	}
	return c, nil
}

// clockPart reads two digits that make a number up to most.
func (p *parser) clockPart(what string, most int) (int, *SyntaxError) {
	place := p.pos
	digits := p.digits("")
	if len(digits) != 2 {
		return 0, p.expected(place, what)
	}
	n := int(digits[0]-'0')*10 + int(digits[1]-'0')
	if n > most {
		return 0, p.expected(place, what)
	}
	return n, nil
}
