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
	isoDate    = regexp.MustCompile(`^(\d{4})-(\d{2})(?:-(\d{2}))?(?:$|[T ]\d{1,2}:?\d{2})`)
	slashDate  = regexp.MustCompile(`^(\d{4})/(\d{1,2})(?:/(\d{1,2}))?(?:$|[T ]\d{1,2}:\d{2})`)
	digitsDate = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:$|T?\d{4,6}Z?$)`)
	dottedDate = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:$|,? \d{1,2}:\d{2})`)
	yearAlone  = regexp.MustCompile(`^\d{4}$`)
	weekday    = regexp.MustCompile(`^(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+`)
	dayFirst   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([\pL]+)\.?,?[ -](\d{4})(?:$|[ ,T])`)
	monthFirst = regexp.MustCompile(`^([\pL]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:$|[ ,])`)
	monthYear  = regexp.MustCompile(`^([\pL]+)\.?,?\s+(\d{4})$`)
)

// ReadDate returns the EDTF date that a page's or a program's date means: its
// day as written, in the zone it is written in. Dates that can be read in two
// ways, such as 03/05/2015, are refused.
func ReadDate(s string) (string, bool) {
	s = strings.TrimSpace(s)
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

// monthNumber returns the number of a month that is named in one of the
// languages dates are worded in, or by its first three letters in English.
func monthNumber(name string) string {
	name = strings.ToLower(name)
	for _, lang := range tongue.Languages() {
		for m := 1; m <= 12; m++ {
			month := strings.ToLower(tongue.Month(m, lang))
			if name == month || lang == "en" && (name == month[:3] || m == 9 && name == "sept") || lang == "ru" && inCase(name, month) {
				return strconv.Itoa(m)
			}
		}
	}
	return ""
}

// inCase reports whether name is the genitive of a Russian month, the form in
// which it stands in a date.
func inCase(name, month string) bool {
	for _, end := range []string{"ь", "й"} {
		if stem, ok := strings.CutSuffix(month, end); ok {
			return name == stem+"я"
		}
	}
	return name == month+"а"
}
