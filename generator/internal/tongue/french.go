package tongue

import (
	"fmt"
	"strings"

	"dossier/generator/internal/edtf"
)

var french = lexicon{
	months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin",
		"juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	weekdays: [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	parts: [21]string{"printemps", "été", "automne", "hiver",
		"printemps", "été", "automne", "hiver", "printemps", "été", "automne", "hiver",
		"1er trimestre", "2e trimestre", "3e trimestre", "4e trimestre",
		"1er quadrimestre", "2e quadrimestre", "3e quadrimestre", "1er semestre", "2e semestre"},
	hemispheres: [3]string{"", "hémisphère nord", "hémisphère sud"},
	afterChrist: "%s apr. J.-C.", beforeChrist: "%s av. J.-C.", thousands: "\u202f",
	possibly: "peut-être", approximate: "approximatif", uncertain: "incertain",
	doubly:    "incertain et approximatif",
	partNames: [3]string{"année", "mois", "jour"}, seasonName: "saison", partName: "partie de l’année",
	and: "et", or: "ou", to: " – ",
	startUnknown: "début inconnu", endUnknown: "fin inconnue",
	oneOf: "l’une de ces dates", allOf: "toutes ces dates",
	colon: "\u00a0: ", semicolon: "\u202f; ",
	yearUnknown: "année inconnue", dateUnknown: "date inconnue", estimate: "estimation",
	clock: "%s",
	lag: lagWords{
		units: [edtf.Units]unitWords{
			{"un jour", []string{"jour", "jours"}},
			{"une semaine", []string{"semaine", "semaines"}},
			{"un mois", []string{"mois", "mois"}},
			{"un an", []string{"an", "ans"}},
			{"une heure", []string{"heure", "heures"}},
			{"une minute", []string{"minute", "minutes"}},
		},
		later: "%[1]s%[2]s plus tard", earlier: "%[1]s%[2]s plus tôt",
		about: "environ", atLeast: "au moins", atMost: "au plus", fromTo: "%d à %d %s",
		nextDay: "le lendemain", dayBefore: "la veille",
		sameMoment: "au même moment",
		sameDay:    "le même jour", sameMonth: "le même mois", sameYear: "la même année",
		sameTime:    "à peu près au même moment",
		sameOrLater: "le même jour ou plus tard", sameOrEarlier: "le même jour ou plus tôt",
		unordered: "avant ou après, on ne sait pas",
	},
}

type frenchGrammar struct{}

func (frenchGrammar) name(m moment, out left) string {
	year := french.yearNumber(m.Year)
	switch {
	case m.Part != 0 && out == nothingOut:
		return french.parts[m.Part-21] + " " + year + french.hemisphereNote(m.Part, out)
	case m.Part != 0:
		return french.parts[m.Part-21]
	case m.Month == 0:
		return year
	}
	text, day := french.months[m.Month-1], fmt.Sprint(m.Day)
	if m.Day == 1 {
		day = "1er"
	}
	if m.Day != 0 {
		text = day + " " + text
	}
	switch out {
	case monthOut:
		return day
	case yearOut:
		return text
	}
	return text + " " + year
}

// with puts a preposition (à, de, or "" for none) and the article before a name. Days and parts of a year
// take the article; months and years take none.
func (frenchGrammar) with(preposition string, m moment, name string) string {
	vowel := strings.HasPrefix(name, "a") || strings.HasPrefix(name, "é") || strings.HasPrefix(name, "o") ||
		strings.HasPrefix(name, "h")
	article := m.Day != 0 || m.Part != 0
	switch {
	case article && vowel && preposition == "":
		return "l’" + name
	case article && vowel:
		return preposition + " l’" + name
	case article:
		return map[string]string{"": "le ", "à": "au ", "de": "du "}[preposition] + name
	case preposition == "":
		return name
	case preposition == "de" && vowel:
		return "d’" + name
	}
	return preposition + " " + name
}

func (g frenchGrammar) dated(m moment) string { return g.with("", m, g.name(m, nothingOut)) }
func (g frenchGrammar) about(m moment) string { return "vers " + g.dated(m) }

func (g frenchGrammar) between(a, b moment) string {
	return "entre " + g.with("", a, g.name(a, shared(a, b))) + " et " + g.dated(b)
}

func (g frenchGrammar) span(a, b moment) string {
	return g.with("de", a, g.name(a, shared(a, b))) + " " + g.with("à", b, g.name(b, nothingOut))
}

func (g frenchGrammar) notAfter(m moment) string  { return "au plus tard " + g.at(m) }
func (g frenchGrammar) notBefore(m moment) string { return "au plus tôt " + g.at(m) }

func (g frenchGrammar) at(m moment) string {
	name := g.name(m, nothingOut)
	switch {
	case m.Day != 0:
		return "le " + name
	case m.Part != 0:
		return g.with("à", m, name)
	}
	return "en " + name
}

func (g frenchGrammar) from(m moment) string {
	return "à partir " + g.with("de", m, g.name(m, nothingOut))
}

func (g frenchGrammar) until(m moment) string {
	if m.Day != 0 || m.Part != 0 {
		return "jusqu’" + g.with("à", m, g.name(m, nothingOut))
	}
	return "jusqu’" + g.at(m)
}

func (g frenchGrammar) someOf(unit int, m moment) string {
	out := nothingOut
	if m.NoYear {
		out = yearOut
	}
	return "un " + french.partNames[unit] + " " + g.with("de", m, g.name(m, out))
}

func (frenchGrammar) decade(year int64) string      { return fmt.Sprintf("dans les années %d", year) }
func (frenchGrammar) aboutDecade(year int64) string { return fmt.Sprintf("vers les années %d", year) }

func (g frenchGrammar) join(moments []moment, and bool) string {
	word := french.or
	if and {
		word = french.and
	}
	return enumerate(names(moments, g.name), word)
}
