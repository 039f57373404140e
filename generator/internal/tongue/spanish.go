package tongue

import (
	"fmt"
	"strings"

	"dossier/generator/internal/edtf"
)

var spanish = lexicon{
	months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	weekdays: [7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
	parts: [21]string{"primavera", "verano", "otoño", "invierno",
		"primavera", "verano", "otoño", "invierno", "primavera", "verano", "otoño", "invierno",
		"primer trimestre", "segundo trimestre", "tercer trimestre", "cuarto trimestre",
		"primer cuatrimestre", "segundo cuatrimestre", "tercer cuatrimestre", "primer semestre", "segundo semestre"},
	hemispheres: [3]string{"", "hemisferio norte", "hemisferio sur"},
	afterChrist: "%s d. C.", beforeChrist: "%s a. C.", thousands: "\u202f",
	possibly: "posiblemente", approximate: "aproximado", uncertain: "dudoso",
	doubly:    "dudoso y aproximado",
	partNames: [3]string{"año", "mes", "día"}, seasonName: "estación", partName: "parte del año",
	and: "y", or: "o", to: " – ",
	startUnknown: "comienzo desconocido", endUnknown: "final desconocido",
	oneOf: "una de estas fechas", allOf: "todas estas fechas",
	colon: ": ", semicolon: "; ",
	yearUnknown: "año desconocido", dateUnknown: "fecha desconocida", estimate: "estimación",
	clock: "%s",
	lag: lagWords{
		units: [edtf.Units]unitWords{
			{"un día", []string{"día", "días"}},
			{"una semana", []string{"semana", "semanas"}},
			{"un mes", []string{"mes", "meses"}},
			{"un año", []string{"año", "años"}},
			{"una hora", []string{"hora", "horas"}},
			{"un minuto", []string{"minuto", "minutos"}},
		},
		later: "%[1]s%[2]s después", earlier: "%[1]s%[2]s antes",
		about: "aproximadamente", atLeast: "al menos", atMost: "como máximo", fromTo: "de %d a %d %s",
		nextDay: "al día siguiente", dayBefore: "el día anterior",
		sameMoment: "en el mismo momento",
		sameDay:    "el mismo día", sameMonth: "el mismo mes", sameYear: "el mismo año",
		sameTime:    "aproximadamente al mismo tiempo",
		sameOrLater: "el mismo día o después", sameOrEarlier: "el mismo día o antes",
		unordered: "antes o después, no se sabe",
	},
}

type spanishGrammar struct{}

func (spanishGrammar) name(m moment, out left) string {
	year := spanish.yearNumber(m.Year)
	var text string
	switch {
	case m.Part != 0:
		text = spanish.parts[m.Part-21]
	case m.Month == 0:
		return year
	case m.Day != 0 && out == monthOut:
		return fmt.Sprint(m.Day)
	case m.Day != 0:
		text = fmt.Sprint(m.Day, " de ", spanish.months[m.Month-1])
	default:
		text = spanish.months[m.Month-1]
	}
	if out != nothingOut {
		return text
	}
	return text + " de " + year + spanish.hemisphereNote(m.Part, out)
}

// with puts a preposition (a, de, or another, or "") and the article before a name. Days and parts of a
// year take the article; months and years take none.
func (spanishGrammar) with(preposition string, m moment, name string) string {
	text := name
	switch {
	case strings.HasPrefix(name, "primavera"):
		text = "la " + name
	case m.Day != 0 || m.Part != 0:
		text = "el " + name
	}
	switch {
	case preposition == "":
		return text
	case strings.HasPrefix(text, "el ") && (preposition == "a" || preposition == "de"):
		return preposition + "l " + name
	}
	return preposition + " " + text
}

func (g spanishGrammar) dated(m moment) string { return g.with("", m, g.name(m, nothingOut)) }
func (g spanishGrammar) about(m moment) string { return "hacia " + g.dated(m) }

func (g spanishGrammar) between(a, b moment) string {
	return "entre " + g.with("", a, g.name(a, shared(a, b))) + " y " + g.dated(b)
}

func (g spanishGrammar) span(a, b moment) string {
	return g.with("de", a, g.name(a, shared(a, b))) + " " + g.with("a", b, g.name(b, nothingOut))
}

func (g spanishGrammar) notAfter(m moment) string {
	if m.Day != 0 {
		return "a más tardar " + g.dated(m)
	}
	return "a más tardar en " + g.dated(m)
}

func (g spanishGrammar) notBefore(m moment) string {
	return "no antes " + g.with("de", m, g.name(m, nothingOut))
}

func (g spanishGrammar) from(m moment) string  { return "desde " + g.dated(m) }
func (g spanishGrammar) until(m moment) string { return "hasta " + g.dated(m) }

func (g spanishGrammar) someOf(unit int, m moment) string {
	out := nothingOut
	if m.NoYear {
		out = yearOut
	}
	return "algún " + spanish.partNames[unit] + " " + g.with("de", m, g.name(m, out))
}

func (spanishGrammar) decade(year int64) string { return fmt.Sprintf("en la década de %d", year) }

func (spanishGrammar) aboutDecade(year int64) string {
	return fmt.Sprintf("hacia la década de %d", year)
}

// join writes "u" for "o" before a word that is spoken with an o: 8, 11, 80, octubre, otoño; and "e" for
// "y" before invierno.
func (g spanishGrammar) join(moments []moment, and bool) string {
	texts := names(moments, g.name)
	last := texts[len(texts)-1]
	word := spanish.or
	switch {
	case and && strings.HasPrefix(last, "i"):
		word = "e"
	case and:
		word = spanish.and
	case strings.HasPrefix(last, "o") || strings.HasPrefix(last, "8") || strings.HasPrefix(last, "11 "):
		word = "u"
	}
	return enumerate(texts, word)
}
