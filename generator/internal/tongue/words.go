package tongue

import (
	"fmt"
	"strings"

	"dossier/generator/internal/edtf"
)

// Date gives a date in words, to stand in a list or a table or, in most languages, after a colon:
// "5 March 2015", "about March 2015", "between 20 and 28 February 2015", "on or before 11 September 2014". Of no
// date it gives "".
//
// The words admit every day that the date admits. Where they cannot tell which days between two
// are meant (2015-XX-05) the date follows in brackets as it is written.
func Date(d edtf.Date, lang string) string { return speak(lang).date(d) }

// Month is the name of a month from 1 to 12, as it stands alone.
func Month(month int, lang string) string { return speak(lang).words.months[month-1] }

// moment is what a language has a name for.
type moment = edtf.Moment

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
	case a.NoYear || a.Year != b.Year || a.Month == 0 && a.Part == 0:
		return nothingOut
	case (a.Day == 0) != (b.Day == 0) || (a.Month == 0) != (b.Month == 0):
		return nothingOut
	case a.Part != 0 && hemisphere(a.Part) != hemisphere(b.Part):
		return nothingOut
	case a.Day != 0 && a.Month == b.Month:
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

// The parts of a date.
const (
	partYear = iota
	partMonth
	partDay
)

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
	partNames                      [3]string // the year, the month, the day, in brackets
	seasonName, partName           string    // the same for seasons and for other parts of the year
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
func (t language) date(d edtf.Date) string {
	switch d.Form() {
	case edtf.Single:
		return t.single(d)
	case edtf.Interval:
		return t.interval(d)
	case edtf.OneOf, edtf.AllOf:
		return t.set(d)
	}
	return ""
}

// single words one date, with its marks.
func (t language) single(d edtf.Date) string {
	whole, doubts := t.doubts(d)
	m, named := d.Moment()
	if !named {
		text := t.masked(d)
		if whole == edtf.Approximate || whole == edtf.Doubly {
			if decade, ok := d.Decade(); ok {
				text = t.grammar.aboutDecade(decade)
			} else {
				doubts = append([]string{t.words.approximate}, doubts...)
			}
		}
		if whole == edtf.Uncertain || whole == edtf.Doubly {
			text = t.words.possibly + " " + text
		}
		return text + t.brackets(doubts...)
	}
	var text string
	switch whole {
	case edtf.Doubly:
		text = t.words.possibly + " " + t.grammar.about(m)
	case edtf.Approximate:
		text = t.grammar.about(m)
	case edtf.Uncertain:
		text = t.words.possibly + " " + t.grammar.dated(m)
	default:
		text = t.grammar.name(m, nothingOut)
	}
	if clock, timed := d.Clock(); timed {
		text += ", " + fmt.Sprintf(t.words.clock, clockWords(clock))
	}
	return text + t.brackets(doubts...)
}

// doubts gives what is said of the whole date, and in words what is said of single parts beyond that.
func (t language) doubts(d edtf.Date) (whole edtf.Doubt, doubts []string) {
	whole, beyond := d.Doubts()
	for _, doubt := range []edtf.Doubt{edtf.Approximate, edtf.Uncertain, edtf.Doubly} {
		var names []string
		for part := range beyond {
			if beyond[part] == doubt {
				names = append(names, t.partName(d, part))
			}
		}
		if len(names) > 0 {
			doubts = append(doubts, t.doubtName(doubt)+t.words.colon+strings.Join(names, " "+t.words.and+" "))
		}
	}
	return whole, doubts
}

func (t language) doubtName(doubt edtf.Doubt) string {
	switch doubt {
	case edtf.Approximate:
		return t.words.approximate
	case edtf.Uncertain:
		return t.words.uncertain
	}
	return t.words.doubly
}

func (t language) partName(d edtf.Date, part int) string {
	switch code := d.Part(); {
	case part != partMonth || code == 0:
		return t.words.partNames[part]
	case code <= 32:
		return t.words.seasonName
	}
	return t.words.partName
}

// brackets puts notes in brackets.
func (t language) brackets(notes ...string) string {
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, t.words.semicolon) + ")"
}

// clockWords writes a time of day, in figures.
func clockWords(c edtf.Clock) string {
	text := fmt.Sprintf("%02d:%02d", c.Hour, c.Minute)
	if c.Second != 0 {
		text += fmt.Sprintf(":%02d", c.Second)
	}
	sign, minutes := "+", c.Offset
	if minutes < 0 {
		sign, minutes = "−", -minutes
	}
	switch {
	case !c.Zoned:
	case c.Offset == 0:
		text += " UTC"
	default:
		text += fmt.Sprintf(" UTC%s%02d:%02d", sign, minutes/60, minutes%60)
	}
	return text
}

// masked words a date of which digits are not specified or not significant, without its marks.
func (t language) masked(d edtf.Date) string {
	g := t.grammar
	if decade, ok := d.Decade(); ok {
		return g.decade(decade)
	}
	if known, ok := d.Yearless(); ok {
		return t.yearless(d, known)
	}
	a, b := d.Outermost()
	if year, ok := d.Estimate(); ok {
		low, high, _ := d.Years()
		text := g.name(moment{Year: low}, nothingOut)
		if low != high {
			text = g.between(moment{Year: low}, moment{Year: high})
		}
		return text + t.brackets(t.words.estimate+t.words.colon+g.name(moment{Year: year}, nothingOut))
	}
	if text, ok := t.within(d); ok {
		return text
	}
	if a == b {
		return g.name(a, nothingOut)
	}
	text := g.between(a, b)
	year, month, day := d.Digits()
	if digits := year + month + day; strings.Contains(strings.TrimRight(digits, "X"), "X") {
		text += t.brackets(d.Plain())
	}
	return text
}

// within words a date of which the year is known. It cannot word those that name one day in several months.
func (t language) within(d edtf.Date) (string, bool) {
	g := t.grammar
	low, high, ok := d.Years()
	if !ok || low != high || d.Part() != 0 {
		return "", false
	}
	_, month, day := d.Digits()
	choice := d.Choice()
	switch {
	case day == "" && month == "XX":
		return g.someOf(partMonth, moment{Year: low}), true
	case month == "XX" && day == "XX":
		return g.someOf(partDay, moment{Year: low}), true
	case len(choice) == 0:
		return "", false
	case day == "XX":
		return g.someOf(partDay, moment{Year: low, Month: choice[0].Month}), true
	}
	switch last := len(choice) - 1; {
	case last == 0:
		return g.name(choice[0], nothingOut), true
	case last > 1 && choice[last].Day-choice[0].Day+choice[last].Month-choice[0].Month == last:
		return g.between(choice[0], choice[last]), true
	}
	return g.join(choice, false), true
}

// yearless words a date of which no digit of the year is known.
func (t language) yearless(d edtf.Date, known moment) string {
	g := t.grammar
	_, month, day := d.Digits()
	switch {
	case month == "":
		return t.words.yearUnknown
	case known.Part != 0, day == "" && known.Month != 0, known.Day != 0 && known.Month != 0:
		return g.name(known, yearOut) + ", " + t.words.yearUnknown
	case known.Month != 0 && day == "XX":
		return g.someOf(partDay, known) + ", " + t.words.yearUnknown
	}
	return t.words.dateUnknown + t.brackets(d.Plain())
}

// interval words an interval, which is also how a range within a set is given.
func (t language) interval(d edtf.Date) string {
	g := t.grammar
	from, start := d.Start()
	to, end := d.End()
	switch {
	case start == edtf.Known && end == edtf.Known:
		a, plainA := unmarked(from)
		b, plainB := unmarked(to)
		if plainA && plainB {
			if a == b {
				return g.name(a, nothingOut)
			}
			return g.span(a, b)
		}
		return t.single(from) + t.words.to + t.single(to)
	case start == edtf.Known:
		m, note, ok := t.limit(from, false)
		switch {
		case !ok:
			return t.single(from) + t.words.to + "…"
		case end == edtf.Unknown:
			return g.from(m) + note + ", " + t.words.endUnknown
		}
		return g.notBefore(m) + note
	}
	m, note, ok := t.limit(to, true)
	switch {
	case !ok:
		return "…" + t.words.to + t.single(to)
	case start == edtf.Unknown:
		return g.until(m) + note + ", " + t.words.startUnknown
	}
	return g.notAfter(m) + note
}

// unmarked gives the moment that a date names when no mark stands on it.
func unmarked(d edtf.Date) (moment, bool) {
	m, ok := d.Moment()
	return m, ok && !d.Approximate() && !d.Uncertain()
}

// limit gives the moment before or after which something lies, and in brackets the doubt about it. Of a date
// with unspecified digits it is the first or the last moment that it could name.
func (t language) limit(d edtf.Date, last bool) (m moment, note string, ok bool) {
	whole, doubts := t.doubts(d)
	if whole != 0 {
		doubts = append([]string{t.doubtName(whole)}, doubts...)
	}
	if m, ok = d.Moment(); !ok {
		if _, _, ok = d.Years(); !ok {
			return moment{}, "", false
		}
		first, final := d.Outermost()
		if m = first; last {
			m = final
		}
	}
	return m, t.brackets(doubts...), true
}

// set words a set: as a list within the sentence when all its members have plain names, and otherwise as a
// list after a colon.
func (t language) set(d edtf.Date) string {
	members := d.Members()
	if len(members) == 1 && (d.Form() == edtf.OneOf || members[0].Form() == edtf.Single) {
		return t.member(d.Form(), members[0])
	}
	var moments []moment
	for _, member := range members {
		if m, ok := unmarked(member); ok {
			moments = append(moments, m)
		}
	}
	if len(moments) == len(members) {
		return t.grammar.join(moments, d.Form() == edtf.AllOf)
	}
	intro := t.words.oneOf
	if d.Form() == edtf.AllOf {
		intro = t.words.allOf
	}
	var texts []string
	for _, member := range members {
		texts = append(texts, t.member(d.Form(), member))
	}
	return intro + t.words.colon + strings.Join(texts, t.words.semicolon)
}

// member words a member of a set. Of a range one is meant or all are, and the words tell which.
func (t language) member(form edtf.Form, d edtf.Date) string {
	if d.Form() == edtf.Interval && form == edtf.OneOf {
		from, start := d.Start()
		to, end := d.End()
		a, plainA := unmarked(from)
		b, plainB := unmarked(to)
		if start == edtf.Known && end == edtf.Known && plainA && plainB && a != b {
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

// enumerate puts a word between the last two of several texts and commas between the others.
func enumerate(texts []string, word string) string {
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
