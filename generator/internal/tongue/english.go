package tongue

import (
	"fmt"

	"dossier/generator/internal/edtf"
)

var english = lexicon{
	months: [12]string{"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"},
	weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	parts: [21]string{"spring", "summer", "autumn", "winter",
		"spring", "summer", "autumn", "winter", "spring", "summer", "autumn", "winter",
		"first quarter", "second quarter", "third quarter", "fourth quarter",
		"first third", "second third", "last third", "first half", "second half"},
	hemispheres: [3]string{"", "northern hemisphere", "southern hemisphere"},
	afterChrist: "AD %s", beforeChrist: "%s BC", thousands: ",",
	possibly: "possibly", approximate: "approximate", uncertain: "uncertain",
	doubly:    "uncertain and approximate",
	partNames: [3]string{"year", "month", "day"}, seasonName: "season", partName: "part of the year",
	and: "and", or: "or", to: " to ",
	startUnknown: "start unknown", endUnknown: "end unknown",
	oneOf: "one of these dates", allOf: "all of these dates",
	colon: ": ", semicolon: "; ",
	yearUnknown: "year unknown", dateUnknown: "date unknown", estimate: "estimate",
	clock: "%s",
	lag: lagWords{
		units: [edtf.Units]unitWords{
			{"a day", []string{"day", "days"}},
			{"a week", []string{"week", "weeks"}},
			{"a month", []string{"month", "months"}},
			{"a year", []string{"year", "years"}},
			{"an hour", []string{"hour", "hours"}},
			{"a minute", []string{"minute", "minutes"}},
		},
		later: "%[1]s%[2]s later", earlier: "%[1]s%[2]s earlier",
		about: "about", atLeast: "at least", atMost: "at most", fromTo: "%d to %d %s",
		nextDay: "the next day", dayBefore: "the day before",
		sameMoment: "at the same time",
		sameDay:    "the same day", sameMonth: "in the same month", sameYear: "in the same year",
		sameTime:    "about the same time",
		sameOrLater: "the same day or later", sameOrEarlier: "the same day or earlier",
		unordered: "earlier or later, not known which",
	},
}

type englishGrammar struct{}

func (englishGrammar) name(m moment, out left) string {
	year := english.yearNumber(m.Year)
	switch {
	case m.Part > 32 && out == nothingOut:
		return english.parts[m.Part-21] + " of " + year
	case m.Part != 0 && out == nothingOut:
		return english.parts[m.Part-21] + " " + year + english.hemisphereNote(m.Part, out)
	case m.Part != 0:
		return english.parts[m.Part-21]
	case m.Month == 0:
		return year
	}
	text := english.months[m.Month-1]
	if m.Day != 0 {
		text = fmt.Sprint(m.Day, " ", text)
	}
	switch {
	case out == monthOut:
		return fmt.Sprint(m.Day)
	case out == yearOut:
		return text
	}
	return text + " " + year
}

// dated puts the article before what begins with an ordinal number.
func (g englishGrammar) dated(m moment) string { return g.the(m) + g.name(m, nothingOut) }

func (englishGrammar) the(m moment) string {
	if m.Part > 32 {
		return "the "
	}
	return ""
}

func (g englishGrammar) about(m moment) string { return "about " + g.dated(m) }

func (g englishGrammar) between(a, b moment) string {
	return "between " + g.the(a) + g.name(a, shared(a, b)) + " and " + g.dated(b)
}

func (g englishGrammar) span(a, b moment) string {
	return g.name(a, shared(a, b)) + " to " + g.name(b, nothingOut)
}

func (g englishGrammar) notAfter(m moment) string  { return g.at(m) + " or before " + g.dated(m) }
func (g englishGrammar) notBefore(m moment) string { return g.at(m) + " or after " + g.dated(m) }
func (g englishGrammar) from(m moment) string      { return "from " + g.dated(m) }
func (g englishGrammar) until(m moment) string     { return "until " + g.dated(m) }

func (englishGrammar) at(m moment) string {
	if m.Day != 0 {
		return "on"
	}
	return "in"
}

func (g englishGrammar) someOf(unit int, m moment) string {
	out := nothingOut
	if m.NoYear {
		out = yearOut
	}
	return "some " + english.partNames[unit] + " of " + g.name(m, out)
}

func (englishGrammar) decade(year int64) string      { return fmt.Sprintf("in the %ds", year) }
func (englishGrammar) aboutDecade(year int64) string { return fmt.Sprintf("about the %ds", year) }

func (g englishGrammar) join(moments []moment, and bool) string {
	word := english.or
	if and {
		word = english.and
	}
	return enumerate(names(moments, g.name), word)
}
