package tongue

import (
	"fmt"

	"dossier/generator/internal/edtf"
)

var german = lexicon{
	months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni",
		"Juli", "August", "September", "Oktober", "November", "Dezember"},
	weekdays: [7]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
	parts: [21]string{"Frühling", "Sommer", "Herbst", "Winter",
		"Frühling", "Sommer", "Herbst", "Winter", "Frühling", "Sommer", "Herbst", "Winter",
		"1. Quartal", "2. Quartal", "3. Quartal", "4. Quartal",
		"1. Drittel", "2. Drittel", "3. Drittel", "1. Halbjahr", "2. Halbjahr"},
	hemispheres: [3]string{"", "Nordhalbkugel", "Südhalbkugel"},
	afterChrist: "%s n. Chr.", beforeChrist: "%s v. Chr.", thousands: ".",
	possibly: "möglicherweise", approximate: "ungefähr", uncertain: "unsicher",
	doubly:    "unsicher und ungefähr",
	partNames: [3]string{"Jahr", "Monat", "Tag"}, seasonName: "Jahreszeit", partName: "Teil des Jahres",
	and: "und", or: "oder", to: " bis ",
	startUnknown: "Beginn unbekannt", endUnknown: "Ende unbekannt",
	oneOf: "eines dieser Daten", allOf: "alle diese Daten",
	colon: ": ", semicolon: "; ",
	yearUnknown: "Jahr unbekannt", dateUnknown: "Datum unbekannt", estimate: "geschätzt",
	clock: "%s",
	lag: lagWords{
		units: [edtf.Units]unitWords{
			{"einen Tag", []string{"Tag", "Tage"}},
			{"eine Woche", []string{"Woche", "Wochen"}},
			{"einen Monat", []string{"Monat", "Monate"}},
			{"ein Jahr", []string{"Jahr", "Jahre"}},
			{"eine Stunde", []string{"Stunde", "Stunden"}},
			{"eine Minute", []string{"Minute", "Minuten"}},
		},
		later: "%[1]s%[2]s später", earlier: "%[1]s%[2]s früher",
		about: "etwa", atLeast: "mindestens", atMost: "höchstens", fromTo: "%d bis %d %s",
		nextDay: "am nächsten Tag", dayBefore: "am Tag zuvor",
		sameMoment: "zur selben Zeit",
		sameDay:    "am selben Tag", sameMonth: "im selben Monat", sameYear: "im selben Jahr",
		sameTime:    "etwa zur selben Zeit",
		sameOrLater: "am selben Tag oder später", sameOrEarlier: "am selben Tag oder früher",
		unordered: "früher oder später, nicht bekannt",
	},
}

type germanGrammar struct{}

func (germanGrammar) name(m moment, out left) string {
	year := german.yearNumber(m.Year)
	switch {
	case m.Part >= 37 && m.Part <= 39 && out == nothingOut:
		return german.parts[m.Part-21] + " des Jahres " + year
	case m.Part != 0 && out == nothingOut:
		return german.parts[m.Part-21] + " " + year + german.hemisphereNote(m.Part, out)
	case m.Part != 0:
		return german.parts[m.Part-21]
	case m.Month == 0:
		return year
	}
	text := german.months[m.Month-1]
	if m.Day != 0 {
		text = fmt.Sprint(m.Day, ". ", text)
	}
	switch out {
	case monthOut:
		return fmt.Sprint(m.Day, ".")
	case yearOut:
		return text
	}
	return text + " " + year
}

func (g germanGrammar) dated(m moment) string { return g.name(m, nothingOut) }
func (g germanGrammar) about(m moment) string { return "etwa " + g.dated(m) }

func (g germanGrammar) between(a, b moment) string {
	return "zwischen " + g.dative(a) + g.name(a, shared(a, b)) + " und " + g.dative(b) + g.dated(b)
}

// dative is the article that a moment takes after a preposition, with a space, or nothing. What begins with
// an ordinal number takes one, and months and years take none.
func (germanGrammar) dative(m moment) string {
	if m.Day != 0 || m.Part > 32 {
		return "dem "
	}
	return ""
}

func (g germanGrammar) span(a, b moment) string {
	return g.name(a, shared(a, b)) + " bis " + g.dated(b)
}

func (g germanGrammar) notAfter(m moment) string  { return "spätestens " + g.at(m) + g.dated(m) }
func (g germanGrammar) notBefore(m moment) string { return "frühestens " + g.at(m) + g.dated(m) }
func (g germanGrammar) from(m moment) string      { return "ab " + g.dative(m) + g.dated(m) }

func (g germanGrammar) until(m moment) string {
	if g.dative(m) != "" {
		return "bis zum " + g.dated(m)
	}
	return "bis " + g.dated(m)
}

func (germanGrammar) at(m moment) string {
	switch {
	case m.Day != 0:
		return "am "
	case m.Month != 0 || m.Part != 0:
		return "im "
	}
	return ""
}

func (g germanGrammar) someOf(unit int, m moment) string {
	some := "ein " + german.partNames[unit]
	switch {
	case m.Month == 0:
		return some + " des Jahres " + g.dated(m)
	case m.NoYear:
		return some + " im " + g.name(m, yearOut)
	}
	return some + " im " + g.dated(m)
}

func (germanGrammar) decade(year int64) string { return fmt.Sprintf("in den %der Jahren", year) }

func (germanGrammar) aboutDecade(year int64) string {
	return fmt.Sprintf("etwa in den %der Jahren", year)
}

func (g germanGrammar) join(moments []moment, and bool) string {
	word := german.or
	if and {
		word = german.and
	}
	return enumerate(names(moments, g.name), word)
}
