package tongue

import (
	"fmt"
	"strings"

	"dossier/generator/internal/edtf"
)

var russian = lexicon{
	months: [12]string{"январь", "февраль", "март", "апрель", "май", "июнь",
		"июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
	monthsOf: [12]string{"января", "февраля", "марта", "апреля", "мая", "июня",
		"июля", "августа", "сентября", "октября", "ноября", "декабря"},
	monthsBy: [12]string{"январём", "февралём", "мартом", "апрелем", "маем", "июнем",
		"июлем", "августом", "сентябрём", "октябрём", "ноябрём", "декабрём"},
	weekdays: [7]string{"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
	parts: [21]string{"весна", "лето", "осень", "зима",
		"весна", "лето", "осень", "зима", "весна", "лето", "осень", "зима",
		"I квартал", "II квартал", "III квартал", "IV квартал",
		"первая треть", "вторая треть", "последняя треть", "первое полугодие", "второе полугодие"},
	hemispheres: [3]string{"", "Северное полушарие", "Южное полушарие"},
	afterChrist: "%s н. э.", beforeChrist: "%s до н. э.", thousands: "\u00a0",
	possibly: "возможно,", approximate: "приблизительно", uncertain: "под вопросом",
	doubly:    "под вопросом и приблизительно",
	partNames: [3]string{"год", "месяц", "день"}, seasonName: "время года", partName: "часть года",
	and: "и", or: "или", to: " – ",
	startUnknown: "начало неизвестно", endUnknown: "окончание неизвестно",
	oneOf: "одна из этих дат", allOf: "все эти даты",
	colon: ": ", semicolon: "; ",
	yearUnknown: "год неизвестен", dateUnknown: "дата неизвестна", estimate: "оценка",
	clock: "%s",
	lag: lagWords{
		units: [edtf.Units]unitWords{
			{"день", []string{"день", "дня", "дней"}},
			{"неделю", []string{"неделю", "недели", "недель"}},
			{"месяц", []string{"месяц", "месяца", "месяцев"}},
			{"год", []string{"год", "года", "лет"}},
			{"час", []string{"час", "часа", "часов"}},
			{"минуту", []string{"минуту", "минуты", "минут"}},
		},
		later: "%[1]sчерез %[2]s", earlier: "%[1]sза %[2]s до этого",
		about: "примерно", atLeast: "не менее чем", atMost: "не более чем", fromTo: "%d–%d %s",
		nextDay: "на следующий день", dayBefore: "накануне",
		sameMoment: "в тот же момент",
		sameDay:    "в тот же день", sameMonth: "в том же месяце", sameYear: "в том же году",
		sameTime:    "примерно в то же время",
		sameOrLater: "в тот же день или позже", sameOrEarlier: "в тот же день или раньше",
		unordered: "раньше или позже, неизвестно",
	},
}

// russianCase is a case that a preposition asks for.
type russianCase int

const (
	nominative russianCase = iota
	genitive
	accusative
	instrumental
)

// russianParts are the parts of a year from 21 on in the four cases, those of the two hemispheres left out.
var russianParts = [13][4]string{
	{"весна", "весны", "весну", "весной"},
	{"лето", "лета", "лето", "летом"},
	{"осень", "осени", "осень", "осенью"},
	{"зима", "зимы", "зиму", "зимой"},
	{"I квартал", "I квартала", "I квартал", "I кварталом"},
	{"II квартал", "II квартала", "II квартал", "II кварталом"},
	{"III квартал", "III квартала", "III квартал", "III кварталом"},
	{"IV квартал", "IV квартала", "IV квартал", "IV кварталом"},
	{"первая треть", "первой трети", "первую треть", "первой третью"},
	{"вторая треть", "второй трети", "вторую треть", "второй третью"},
	{"последняя треть", "последней трети", "последнюю треть", "последней третью"},
	{"первое полугодие", "первого полугодия", "первое полугодие", "первым полугодием"},
	{"второе полугодие", "второго полугодия", "второе полугодие", "вторым полугодием"},
}

type russianGrammar struct{}

func (g russianGrammar) name(m moment, out left) string { return g.in(nominative, m, out) }

// in gives the name in a case. A day stands in the genitive in every case, for its number alone is
// declined.
func (g russianGrammar) in(c russianCase, m moment, out left) string {
	var text string
	switch {
	case m.Part > 32:
		text = russianParts[m.Part-33+4][c]
	case m.Part != 0:
		text = russianParts[(m.Part-21)%4][c]
	case m.Month == 0:
		if out == yearOut {
			return fmt.Sprint(m.Year)
		}
		return g.year(m.Year, [4]string{"год", "года", "год", "годом"}[c])
	case m.Day != 0 && out == monthOut:
		return fmt.Sprint(m.Day)
	case m.Day != 0:
		text = fmt.Sprint(m.Day, " ", russian.monthsOf[m.Month-1])
	default:
		text = [4][12]string{russian.months, russian.monthsOf, russian.months, russian.monthsBy}[c][m.Month-1]
	}
	if out != nothingOut {
		return text
	}
	return text + " " + g.year(m.Year, "года") + russian.hemisphereNote(m.Part, out)
}

// year writes a year with its noun, which stands before the era.
func (russianGrammar) year(year int64, noun string) string {
	number, era, _ := strings.Cut(russian.yearNumber(year), " ")
	if era != "" {
		era = " " + era
	}
	return number + " " + noun + era
}

func (g russianGrammar) dated(m moment) string { return g.in(nominative, m, nothingOut) }
func (g russianGrammar) about(m moment) string { return "около " + g.in(genitive, m, nothingOut) }

func (g russianGrammar) between(a, b moment) string {
	if plainYear(a) && plainYear(b) {
		return "между " + g.in(nominative, a, yearOut) + " и " + g.year(b.Year, "годами")
	}
	return "между " + g.in(instrumental, a, shared(a, b)) + " и " + g.in(instrumental, b, nothingOut)
}

// plainYear reports whether a moment is a year that is written without an era.
func plainYear(m moment) bool { return m.Month == 0 && m.Part == 0 && m.Year >= 1000 && m.Year <= 9999 }

func (g russianGrammar) span(a, b moment) string {
	out := shared(a, b)
	if plainYear(a) && plainYear(b) {
		out = yearOut
	}
	return g.since(g.in(genitive, a, out)) + " по " + g.in(accusative, b, nothingOut)
}

// since puts "с" before a name, and "со" where the name begins with two consonants that ask for it.
func (russianGrammar) since(name string) string {
	if strings.HasPrefix(name, "втор") || strings.HasPrefix(name, "II ") {
		return "со " + name
	}
	return "с " + name
}

func (g russianGrammar) notAfter(m moment) string {
	return "не позднее " + g.in(genitive, m, nothingOut)
}

func (g russianGrammar) notBefore(m moment) string {
	return "не ранее " + g.in(genitive, m, nothingOut)
}

func (g russianGrammar) from(m moment) string  { return g.since(g.in(genitive, m, nothingOut)) }
func (g russianGrammar) until(m moment) string { return "по " + g.in(accusative, m, nothingOut) }

func (g russianGrammar) someOf(unit int, m moment) string {
	out := nothingOut
	if m.NoYear {
		out = yearOut
	}
	noun := "месяцев"
	if unit == partDay {
		noun = "дней"
	}
	return "один из " + noun + " " + g.in(genitive, m, out)
}

func (russianGrammar) decade(year int64) string { return fmt.Sprintf("в %d-х годах", year) }

func (russianGrammar) aboutDecade(year int64) string {
	return fmt.Sprintf("примерно в %d-х годах", year)
}

// join lets years share one noun.
func (g russianGrammar) join(moments []moment, and bool) string {
	years := 0
	for _, m := range moments {
		if plainYear(m) {
			years++
		}
	}
	texts := names(moments, g.name)
	if last := len(moments) - 1; years == len(moments) && last > 0 {
		for i, m := range moments {
			texts[i] = g.in(nominative, m, yearOut)
		}
		noun := "год"
		if and {
			noun = "годы"
		}
		texts[last] = g.year(moments[last].Year, noun)
	}
	word := russian.or
	if and {
		word = russian.and
	}
	return enumerate(texts, word)
}
