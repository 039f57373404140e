package tongue

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// Weekday returns the day that a word of a language names in full. Abbreviations are
// left alone, since "sat" and "sun" are other words, and so is a word in
// letters of the wrong case: weekdays have a capital in English and German and
// none within a sentence in French, Spanish and Russian, where Domingo is a
// name. Russian is matched by stem; среда is left out but for its accusative,
// since it also means surroundings.
func Weekday(word, lang string) (time.Weekday, bool) {
	t := speak(lang)
	i := -1
	switch {
	case t.tag != primary(lang): // a language that is not known
	case t.tag == "de" && word == "Sonnabend":
		i = int(time.Saturday)
	case t.tag == "ru":
		i = slices.IndexFunc(russianWeekdays, func(stem string) bool {
			rest, ok := strings.CutPrefix(word, stem)
			return ok && len([]rune(rest)) <= 2 && !strings.ContainsFunc(rest, unicode.IsUpper)
		})
	default:
		i = slices.Index(t.words.weekdays[:], word)
	}
	return time.Weekday(max(i, 0)), i >= 0
}

// russianWeekdays are the stems of the names, from Sunday.
var russianWeekdays = []string{"воскресень", "понедельник", "вторник", "среду", "четверг", "пятниц", "суббот"}
