package claim

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dossier/generator/internal/edtf"
	"dossier/generator/internal/tongue"
)

var (
	isoDate       = regexp.MustCompile(`^(\d{4})-(\d{2})(?:-(\d{2}))?(?:$|[T ]\d{1,2}:?\d{2})`)
	slashDate     = regexp.MustCompile(`^(\d{4})/(\d{1,2})(?:/(\d{1,2}))?(?:$|[T ]\d{1,2}:\d{2})`)
	digitsDate    = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:$|T?\d{4,6}Z?$)`)
	dottedDate    = regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:$|,?\s+(?:-\s|–\s|um\s)?\d{1,2}[:.]\d{2})`)
	barredDate    = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})(?:$|,? \d{1,2}:\d{2})`)
	hanDate       = regexp.MustCompile(`^(\d{4})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?`)
	compactMoment = regexp.MustCompile(`^\d{8}T(\d{2})(\d{2})(\d{2})?(Z?)$`)
	yearAlone     = regexp.MustCompile(`^\d{4}$`)
	weekday       = regexp.MustCompile(`^(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mo|di|mi|do|fr|sa|so)|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\.?,?\s+(?:(?:den|le|el)\s+)?`)
	dayFirst      = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er|º)?\.?(?:[ -]| de )([\pL]+)\.?,?(?:[ -]| del? )(\d{4})(?:$|[ ,.T])`)
	monthFirst    = regexp.MustCompile(`^([\pL]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:$|[ ,])`)
	monthYear     = regexp.MustCompile(`^([\pL]+)\.?,?\s+(\d{4})$`)
)

// ReadDate returns the EDTF date that a page's or a program's date means: its
// day as written, in the zone it is written in. Dates that can be read in two
// ways, such as 03/05/2015, are refused.
func ReadDate(s string) (string, bool) {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 100 {
		return "", false
	}
	year, month, day := "", "", ""
	if m := isoDate.FindStringSubmatch(s); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := slashDate.FindStringSubmatch(s); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := digitsDate.FindStringSubmatch(s); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := dottedDate.FindStringSubmatch(s); m != nil {
		year, month, day = m[3], m[2], m[1]
	} else if m := hanDate.FindStringSubmatch(s); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := barredDate.FindStringSubmatch(s); m != nil {
		first, second := m[1], m[2]
		switch a, b := number(first), number(second); {
		case a > 12 && b <= 12, a == b:
			year, month, day = m[3], second, first
		case b > 12 && a <= 12:
			year, month, day = m[3], first, second
		default:
			return "", false // read in two ways
		}
	} else if yearAlone.MatchString(s) {
		year = s
	} else {
		s = weekday.ReplaceAllString(s, "")
		if m := dayFirst.FindStringSubmatch(s); m != nil {
			year, month, day = m[3], monthNumber(m[2]), m[1]
		} else if m := monthFirst.FindStringSubmatch(s); m != nil {
			year, month, day = m[3], monthNumber(m[1]), m[2]
		} else if m := monthYear.FindStringSubmatch(s); m != nil {
			year, month = m[2], monthNumber(m[1])
		} else if t, err := time.Parse("Jan _2 15:04:05 MST 2006", s); err == nil {
			return t.Format(time.DateOnly), true
		} else if t, err := time.Parse("Jan _2 15:04:05 2006", s); err == nil {
			return t.Format(time.DateOnly), true
		}
		if month == "" {
			return "", false
		}
	}
	out := year
	for _, part := range []string{month, day} {
		if part == "" {
			break
		}
		n, err := strconv.Atoi(part)
		if err != nil {
			return "", false
		}
		out += fmt.Sprintf("-%02d", n)
	}
	// What systems write for "no date".
	if strings.HasPrefix(out, "0") || out == "1970-01-01" || len(out) >= 7 && out[5:7] > "12" {
		return "", false
	}
	if _, err := edtf.Parse(out); err != nil {
		return "", false
	}
	return out, true
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // of two digits
	return n
}

// timeOfDay matches a time of day and its zone.
var timeOfDay = regexp.MustCompile(`(?i)(?:^|[\sT,])(\d{1,2})(?::|h|\.)(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?([ap]\.?\s?m\b\.?)?(?:\s?uhr\b)?\s*(Z\b|(?:gmt|utc)?[+-]\d{2}:?\d{2}\b|(?:gmt|utc|cest|cet|mesz|mez|edt|pdt|msk)\b|мск)?`)

// zones are the offsets of zones whose letters mean one alone, in minutes.
var zones = map[string]int{"cet": 60, "mez": 60, "cest": 120, "mesz": 120, "edt": -240, "pdt": -420, "msk": 180, "мск": 180}

// ReadMoment returns the EDTF date that a page's date means, with the time of
// day and the zone where they are written. Midnight to the second is what
// systems write that know the day alone.
func ReadMoment(s string) (string, bool) {
	day, ok := ReadDate(s)
	if !ok || len(day) != len("2015-03-05") {
		return day, ok
	}
	s = strings.Join(strings.Fields(s), " ")
	rest := s
	if m := compactMoment.FindStringSubmatch(s); m != nil {
		rest = " " + m[1] + ":" + m[2]
		if m[3] != "" {
			rest += ":" + m[3]
		}
		rest += m[4]
	} else if start, end, _ := FindDate(s); end > 0 {
		rest = s[:start] + " " + s[end:]
	}
	m := timeOfDay.FindStringSubmatch(rest)
	if m == nil {
		return day, true
	}
	hour, minute, second := number(m[1]), number(m[2]), number(m[3])
	switch half := strings.ToLower(m[4]); {
	case half == "":
	case hour < 1 || hour > 12:
		return day, true
	case half[0] == 'p' && hour < 12:
		hour += 12
	case half[0] == 'a' && hour == 12:
		hour = 0
	}
	if hour == 0 && minute == 0 && second == 0 {
		return day, true
	}
	out := fmt.Sprintf("%sT%02d:%02d", day, hour, minute)
	if m[3] != "" {
		out += fmt.Sprintf(":%02d", second)
	}
	switch zone := strings.ToLower(m[5]); {
	case zone == "":
	case zone == "z", zone == "gmt", zone == "utc":
		out += "Z"
	default:
		minutes, known := zones[zone]
		if !known {
			zone = strings.ReplaceAll(strings.TrimPrefix(strings.TrimPrefix(zone, "gmt"), "utc"), ":", "")
			minutes = number(zone[1:3])*60 + number(zone[3:5])
			if zone[0] == '-' {
				minutes = -minutes
			}
		}
		sign := '+'
		if minutes < 0 {
			sign, minutes = '-', -minutes
		}
		if minutes == 0 {
			out += "Z"
		} else {
			out += fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
		}
	}
	if _, err := edtf.Parse(out); err != nil {
		return day, true
	}
	return out, true
}

// sameMoment reports whether two dates with times and zones are one moment.
func sameMoment(a, b string) bool {
	x, err := edtf.Parse(a)
	y, err2 := edtf.Parse(b)
	if err != nil || err2 != nil {
		return false
	}
	p, timed := x.Clock()
	q, timed2 := y.Clock()
	if !timed || !timed2 {
		return false
	}
	if !p.Zoned || !q.Zoned {
		return len(a) >= 16 && len(b) >= 16 && a[:16] == b[:16]
	}
	u, v := x.UTC().String(), y.UTC().String()
	return len(u) >= 16 && len(v) >= 16 && u[:16] == v[:16]
}

// exacter reports whether b is the same date as a and says more of it: the day,
// the time, the zone in which the outlet writes.
func exacter(a, b string) bool {
	rank := func(s string) int {
		switch {
		case !strings.Contains(s, "T"):
			return len(s)
		case strings.HasSuffix(s, "Z"):
			return 101
		case len(s) > len("2015-03-05T10:00:00"):
			return 102
		}
		return 100
	}
	return rank(b) > rank(a) && Agree("published", a, b)
}

// dateWithin matches what may be a date within a text.
var dateWithin = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}/\d{1,2}/\d{4}|` +
	`\d{1,2}(?:st|nd|rd|th|er|º)?\.?(?:\s|\sde\s|-)\s?\pL{3,12}\.?,?(?:\s|\sdel?\s|-)\d{4}|\pL{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}`)

// FindDate returns where the first date in a text stands, as half-open range of
// bytes, and the date as EDTF without its time; end is 0 where there is none.
func FindDate(text string) (start, end int, date string) {
	for _, at := range dateWithin.FindAllStringIndex(text, 20) {
		if at[0] > 0 && isDigit(text[at[0]-1]) || at[1] < len(text) && isDigit(text[at[1]]) {
			continue
		}
		if d, ok := ReadDate(text[at[0]:at[1]]); ok {
			return at[0], at[1], d
		}
	}
	return 0, 0, ""
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// monthNumber returns the number of a month by its name, or "".
func monthNumber(name string) string {
	if n := tongue.CalendarWord(strings.ToLower(name)); n >= 1 && n <= 12 {
		return strconv.Itoa(n)
	}
	return ""
}
