package edtf

import (
	"fmt"
	"strings"
)

// Words gives the date in words, to stand in a list or a table or, in most languages, after a colon:
// "5 March 2015", "about March 2015", "between 20 and 28 February 2015", "on or before 11 September 2014".
// The language is a BCP 47 tag; en, de, fr, es and ru are known, by their first part, and every other tag
// gives English. The words admit every day that the date admits. Where they cannot tell which days between two
// are meant (2015-XX-05) the date follows in brackets as it is written.
func (d Date) Words(lang string) string { return speak(lang).date(d) }

// MonthName is the name of a month from 1 to 12, as it stands alone.
func MonthName(month int, lang string) string {
	t := speak(lang)
	return t.words.months[month-1]
}

// tongue is a language: its words, and the phrases that need its grammar.
type tongue struct {
	words   *lexicon
	grammar grammar
}

func speak(lang string) tongue {
	primary, _, _ := strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
	switch strings.ToLower(primary) {
	case "de":
		return tongue{&german, germanGrammar{}}
	case "fr":
		return tongue{&french, frenchGrammar{}}
	case "es":
		return tongue{&spanish, spanishGrammar{}}
	case "ru":
		return tongue{&russian, russianGrammar{}}
	}
	return tongue{&english, englishGrammar{}}
}

// moment is a stretch of the calendar that has a name: a day, month, part of a year, or year.
type moment struct {
	noYear bool // the year is not known
	year   int64
	month  int // 0 when there is none
	part   int // of the year, 21 to 41, or 0
	day    int // of the month, or 0
}

// left says how much of a moment's name a phrase leaves out because the moment after it says the same.
type left int

const (
	nothingOut left = iota
	yearOut
	monthOut // and the year
)

// shared says what the first of two moments need not say.
func shared(a, b moment) left {
	switch {
	case a.noYear || a.year != b.year || a.month == 0 && a.part == 0:
		return nothingOut
	case (a.day == 0) != (b.day == 0) || (a.month == 0) != (b.month == 0):
		return nothingOut
	case a.part != 0 && hemisphere(a.part) != hemisphere(b.part):
		return nothingOut
	case a.day != 0 && a.month == b.month:
		return monthOut
	}
	return yearOut
}

// hemisphere tells the kinds of parts of a year apart: 1 for seasons of the north, 2 of the south, 0 for
// the rest.
func hemisphere(part int) int {
	switch {
	case part >= 25 && part <= 28:
		return 1
	case part >= 29 && part <= 32:
		return 2
	}
	return 0
}

// grammar is what a language does with the name of a moment.
type grammar interface {
	// name is the bare name: "5 March 2015".
	name(m moment, out left) string
	// dated is the name as it follows an adverb: "le 5 mars 2015".
	dated(m moment) string
	about(m moment) string
	between(a, b moment) string
	// span is from a to b, both included.
	span(a, b moment) string
	notAfter(m moment) string
	notBefore(m moment) string
	// from and until are the two halves of a span, each standing alone.
	from(m moment) string
	until(m moment) string
	// someOf is an unknown month of a year, or an unknown day of a year or month.
	someOf(unit int, m moment) string
	decade(year int64) string
	aboutDecade(year int64) string
	// join puts "or" or "and" between the last two of several moments.
	join(moments []moment, and bool) string
}

// lexicon holds what needs no grammar.
type lexicon struct {
	months, monthsOf, monthsBy [12]string // as they stand alone; the other two only where they differ
	weekdays                   [7]string
	parts                      [21]string
	hemispheres                [3]string
	afterChrist, beforeChrist  string // with %s for the year
	thousands                  string // between groups of three digits

	possibly                       string
	approximate, uncertain, doubly string
	partNames                      [parts]string // the year, the month, the day, in brackets
	seasonName, partName           string        // the same for seasons and for other parts of the year
	and                            string

	or                       string
	to                       string // between two phrases that mark the ends of an interval
	startUnknown, endUnknown string
	oneOf, allOf             string
	colon, semicolon         string // with the spaces around them
	yearUnknown, dateUnknown string
	estimate                 string
	clock                    string // with %s for the time
	lag                      lagWords
}

// date words any date.
func (t tongue) date(d Date) string {
	switch d.form {
	case Single:
		return t.single(d.single)
	case Interval:
		return t.interval(d)
	case OneOf, AllOf:
		return t.set(d)
	}
	return ""
}

// single words one date, with its marks.
func (t tongue) single(s single) string {
	whole, doubts := t.doubts(s)
	m, named := s.moment()
	if !named {
		text := t.masked(s)
		if whole.approximate() {
			if decade, ok := s.decade(); ok {
				text = t.grammar.aboutDecade(decade)
			} else {
				doubts = append([]string{t.words.approximate}, doubts...)
			}
		}
		if whole.uncertain() {
			text = t.words.possibly + " " + text
		}
		return text + t.brackets(doubts...)
	}
	var text string
	switch {
	case whole == '%':
		text = t.words.possibly + " " + t.grammar.about(m)
	case whole == '~':
		text = t.grammar.about(m)
	case whole == '?':
		text = t.words.possibly + " " + t.grammar.dated(m)
	default:
		text = t.grammar.name(m, nothingOut)
	}
	if s.timed {
		text += ", " + fmt.Sprintf(t.words.clock, s.clock.words())
	}
	return text + t.brackets(doubts...)
}

// doubts gives the mark that all parts of the date share, and in words what is said of single parts beyond that.
func (t tongue) doubts(s single) (whole mark, doubts []string) {
	count := partDay + 1
	switch {
	case s.month == "":
		count = partYear + 1
	case s.day == "":
		count = partMonth + 1
	}
	whole = s.markOf(0)
	for part := 1; part < count; part++ {
		whole = whole.common(s.markOf(part))
	}
	for _, doubt := range []mark{'~', '?', '%'} {
		var names []string
		for part := range count {
			if s.markOf(part).without(whole) == doubt {
				names = append(names, t.partName(s, part))
			}
		}
		if len(names) > 0 {
			doubts = append(doubts, t.markName(doubt)+t.words.colon+strings.Join(names, " "+t.words.and+" "))
		}
	}
	return whole, doubts
}

func (t tongue) markName(m mark) string {
	switch m {
	case '~':
		return t.words.approximate
	case '?':
		return t.words.uncertain
	}
	return t.words.doubly
}

func (t tongue) partName(s single, part int) string {
	switch code := s.part(); {
	case part != partMonth || code == 0:
		return t.words.partNames[part]
	case code <= 32:
		return t.words.seasonName
	}
	return t.words.partName
}

// brackets puts notes in brackets.
func (t tongue) brackets(notes ...string) string {
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, t.words.semicolon) + ")"
}

func (c Clock) words() string {
	text := fmt.Sprintf("%02d:%02d", c.Hour, c.Minute)
	if c.Second != 0 {
		text += fmt.Sprintf(":%02d", c.Second)
	}
	switch {
	case !c.Zoned:
	case c.Offset == 0:
		text += " UTC"
	default:
		text += " UTC" + strings.Replace(c.offset(), "-", "−", 1)
	}
	return text
}

// moment gives the moment that the date names, unless there are several that it could name.
func (s single) moment() (moment, bool) {
	if s.unspecified() || s.year.significant > 0 {
		return moment{}, false
	}
	return moment{year: s.year.value(), month: number(s.month) * boolInt(s.part() == 0), part: s.part(), day: number(s.day)}, true
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// number is the number that two digits make, 0 when there are none or one of them is X.
func number(digits string) int {
	if digits == "" || strings.Contains(digits, "X") {
		return 0
	}
	return int(digits[0]-'0')*10 + int(digits[1]-'0')
}

// decade gives the first year of the decade that the date is, when that has a name of its own. The first
// decade of a century has none: "the 1900s" are a century as well.
func (s single) decade() (int64, bool) {
	y := s.year
	plain := !y.negative && s.month == "" && strings.IndexByte(y.digits, 'X') == 3
	return y.value(), plain && y.digits[0] != '0' && y.digits[2] != '0'
}

// masked words a date of which digits are not specified or not significant, without its marks.
func (t tongue) masked(s single) string {
	g := t.grammar
	if decade, ok := s.decade(); ok {
		return g.decade(decade)
	}
	if s.year.digits == "XXXX" {
		return t.yearless(s)
	}
	low, high, _ := s.year.span()
	if s.year.significant > 0 {
		text := g.name(moment{year: low}, nothingOut)
		if low != high {
			text = g.between(moment{year: low}, moment{year: high})
		}
		return text + t.brackets(t.words.estimate+t.words.colon+g.name(moment{year: s.year.value()}, nothingOut))
	}
	if low == high && s.part() == 0 {
		if text, ok := t.within(s, moment{year: low}); ok {
			return text
		}
	}
	a, b := s.outer(low, high)
	if a == b {
		return g.name(a, nothingOut)
	}
	text := g.between(a, b)
	if !strings.HasSuffix(s.year.digits+s.month+s.day, strings.Repeat("X", strings.Count(s.year.digits+s.month+s.day, "X"))) {
		text += t.brackets(s.plain())
	}
	return text
}

// plain is the date as it is written, without its marks.
func (s single) plain() string {
	s.left, s.right = [parts]mark{}, [parts]mark{}
	var b strings.Builder
	s.write(&b)
	return b.String()
}

// outer gives the first and the last moment that the date could name.
func (s single) outer(low, high int64) (a, b moment) {
	if part := s.part(); part != 0 || s.month == "" {
		for ; !s.year.admits(low); low++ {
		}
		for ; !s.year.admits(high); high-- {
		}
		return moment{year: low, part: part}, moment{year: high, part: part}
	}
	// The parser has made sure that there are such days.
	first, _ := s.firstDay(low, high)
	last, _ := s.lastDay(low, high)
	return s.momentAt(first), s.momentAt(last)
}

// momentAt is the moment of the date's own kind in which a day lies.
func (s single) momentAt(d Day) moment {
	y, month, day := d.civil()
	if s.day == "" {
		day = 0
	}
	return moment{year: y, month: month, day: day}
}

// within words a date of which the year is known. It cannot word those that name one day in several months.
func (t tongue) within(s single, year moment) (string, bool) {
	g := t.grammar
	months := matching(s.month, 12)
	var choice []moment
	switch {
	case s.day == "" && s.month == "XX":
		return g.someOf(partMonth, year), true
	case s.month == "XX" && s.day == "XX":
		return g.someOf(partDay, year), true
	case s.day == "":
		for _, month := range months {
			choice = append(choice, moment{year: year.year, month: month})
		}
	case len(months) > 1:
		return "", false
	case s.day == "XX":
		return g.someOf(partDay, moment{year: year.year, month: months[0]}), true
	default:
		for _, day := range matching(s.day, daysIn(year.year, months[0])) {
			choice = append(choice, moment{year: year.year, month: months[0], day: day})
		}
	}
	switch last := len(choice) - 1; {
	case last == 0:
		return g.name(choice[0], nothingOut), true
	case last > 1 && choice[last].day-choice[0].day+choice[last].month-choice[0].month == last:
		return g.between(choice[0], choice[last]), true
	}
	return g.join(choice, false), true
}

// yearless words a date of which no digit of the year is known.
func (t tongue) yearless(s single) string {
	g := t.grammar
	known := moment{noYear: true, month: number(s.month) * boolInt(s.part() == 0), part: s.part(), day: number(s.day)}
	switch {
	case s.month == "":
		return t.words.yearUnknown
	case known.part != 0, s.day == "" && known.month != 0, known.day != 0 && known.month != 0:
		return g.name(known, yearOut) + ", " + t.words.yearUnknown
	case known.month != 0 && s.day == "XX":
		return g.someOf(partDay, known) + ", " + t.words.yearUnknown
	}
	return t.words.dateUnknown + t.brackets(s.plain())
}

// interval words an interval, which is also how a range within a set is given.
func (t tongue) interval(d Date) string {
	g := t.grammar
	from, to := d.end(0), d.end(1)
	switch {
	case from.bound == Known && to.bound == Known:
		a, plainA := from.date.unmarked()
		b, plainB := to.date.unmarked()
		if plainA && plainB {
			if a == b {
				return g.name(a, nothingOut)
			}
			return g.span(a, b)
		}
		return t.single(from.date) + t.words.to + t.single(to.date)
	case from.bound == Known:
		m, note, ok := t.limit(newSingle(from.date), Date.Earliest)
		switch {
		case !ok:
			return t.single(from.date) + t.words.to + "…"
		case to.bound == Unknown:
			return g.from(m) + note + ", " + t.words.endUnknown
		}
		return g.notBefore(m) + note
	}
	m, note, ok := t.limit(newSingle(to.date), Date.Latest)
	switch {
	case !ok:
		return "…" + t.words.to + t.single(to.date)
	case from.bound == Unknown:
		return g.until(m) + note + ", " + t.words.startUnknown
	}
	return g.notAfter(m) + note
}

// unmarked gives the moment that a date names when no mark stands on it.
func (s single) unmarked() (moment, bool) {
	m, ok := s.moment()
	return m, ok && s.marks() == 0
}

// limit gives the moment before or after which something lies, and in brackets the doubt about it. Of a date
// with unspecified digits it is the outermost day.
func (t tongue) limit(d Date, outermost func(Date) (Day, bool)) (m moment, note string, ok bool) {
	whole, doubts := t.doubts(d.single)
	if whole != 0 {
		doubts = append([]string{t.markName(whole)}, doubts...)
	}
	m, named := d.single.moment()
	if named {
		return m, t.brackets(doubts...), true
	}
	day, ok := outermost(d)
	switch s := d.single; {
	case !ok:
		return moment{}, "", false
	case s.part() != 0:
		low, high, _ := s.year.span()
		first, last := s.outer(low, high)
		if m = first; day == d.last {
			m = last
		}
	case s.month == "":
		m = moment{year: int64(day.Year())}
	default:
		m = s.momentAt(day)
	}
	return m, t.brackets(doubts...), true
}

// set words a set: as a list within the sentence when all its members have plain names, and otherwise as a
// list after a colon.
func (t tongue) set(d Date) string {
	if len(d.members) == 1 && (d.form == OneOf || d.members[0].form == Single) {
		return t.member(d.form, d.members[0])
	}
	var moments []moment
	for _, member := range d.members {
		if member.form != Single {
			continue
		}
		if m, ok := member.single.unmarked(); ok {
			moments = append(moments, m)
		}
	}
	if len(moments) == len(d.members) {
		return t.grammar.join(moments, d.form == AllOf)
	}
	intro := t.words.oneOf
	if d.form == AllOf {
		intro = t.words.allOf
	}
	var texts []string
	for _, member := range d.members {
		texts = append(texts, t.member(d.form, member))
	}
	return intro + t.words.colon + strings.Join(texts, t.words.semicolon)
}

// member words a member of a set. Of a range one is meant or all are, and the words tell which.
func (t tongue) member(form Form, d Date) string {
	if d.form == Interval && form == OneOf && d.end(0).bound == Known && d.end(1).bound == Known {
		a, plainA := d.end(0).date.unmarked()
		b, plainB := d.end(1).date.unmarked()
		if plainA && plainB && a != b {
			return t.grammar.between(a, b)
		}
	}
	return t.date(d)
}

// names gives the moments of a list by name, each leaving out what all that follow it say as well.
func names(moments []moment, name func(moment, left) string) []string {
	texts := make([]string, len(moments))
	last := moments[len(moments)-1]
	out := monthOut
	for i := len(moments) - 2; i >= 0; i-- {
		out = min(out, shared(moments[i], last))
		texts[i] = name(moments[i], out)
	}
	texts[len(moments)-1] = name(last, nothingOut)
	return texts
}

// list puts a word between the last two of several texts and commas between the others.
func list(texts []string, word string) string {
	last := len(texts) - 1
	if last == 0 {
		return texts[0]
	}
	return strings.Join(texts[:last], ", ") + " " + word + " " + texts[last]
}

// yearNumber writes a year as readers count it: 85 is AD 85, −43 is 44 BC. A year of four digits is known for one
// without an era.
func (l *lexicon) yearNumber(year int64) string {
	switch {
	case year <= 0:
		return fmt.Sprintf(l.beforeChrist, grouped(1-year, l.thousands))
	case year < 1000 || year > 9999:
		return fmt.Sprintf(l.afterChrist, grouped(year, l.thousands))
	}
	return grouped(year, l.thousands)
}

// grouped writes a number of five and more digits in groups of three.
func grouped(n int64, separator string) string {
	digits := fmt.Sprint(n)
	if len(digits) < 5 {
		return digits
	}
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, groups...), separator)
}

// hemisphereNote gives the hemisphere of a season in brackets, when its code names it.
func (l *lexicon) hemisphereNote(part int, out left) string {
	if h := hemisphere(part); h != 0 && out == nothingOut {
		return " (" + l.hemispheres[h] + ")"
	}
	return ""
}
