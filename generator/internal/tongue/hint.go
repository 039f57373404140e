package tongue

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/edtf"
)

// Hint tells how to write what was probably meant by a text that is not a date, or "" when the mistake is none of the
// usual. It offers only what [edtf.Parse] accepts. A set stands in quotation marks, without which YAML takes it for a
// list.
func Hint(s string) string {
	const longest = 80 // no date that somebody mistyped is longer
	if !utf8.ValidString(s) || len(s) > longest {
		return ""
	}
	if _, err := edtf.Parse(s); err == nil {
		return ""
	}
	var offers []string
	for _, text := range meant(s) {
		d, err := edtf.Parse(text)
		if err != nil {
			return ""
		}
		offer := text
		if text[0] == '[' || text[0] == '{' {
			offer = strconv.Quote(text)
		}
		if words := Date(d, "en"); words != text {
			offer += " (" + words + ")"
		}
		offers = append(offers, offer)
	}
	if len(offers) == 0 {
		return ""
	}
	return "write " + strings.Join(offers, " or ")
}

// meant gives the dates that a text could stand for, by the first rule that gives any.
func meant(s string) []string {
	s = strings.Join(strings.Fields(dashes.Replace(s)), " ")
	for _, rule := range []func(string) []string{respelled, keywords, swapped, numeric, clockless, years, prose} {
		found := rule(s)
		if len(found) > 0 && !slices.ContainsFunc(found, func(text string) bool { _, err := edtf.Parse(text); return err != nil }) {
			return found
		}
	}
	return nil
}

// doubts are signs of a doubtful date as people write them, as EDTF has them.
var doubts = strings.NewReplacer("?~", "%", "~?", "%", "...", "..")

var dashes = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "…", "..", "／", "/")

var notation = regexp.MustCompile(`^[\dxXuUyYeEsStTzZ?~%./\-\[\]{},:+ ]+$`)

// respelled mends the case of letters, the u of the drafts of the standard, spaces, and doubled marks.
func respelled(s string) []string {
	if !notation.MatchString(s) {
		return nil
	}
	s = strings.ReplaceAll(strings.ToUpper(s), "U", "X")
	s = doubts.Replace(s)
	tight := strings.ReplaceAll(s, " ", "")
	if _, err := edtf.Parse(tight); err != nil {
		return []string{strings.ReplaceAll(tight, "??", "XX")}
	}
	return []string{tight}
}

// keywords mends the words that stood for open and unknown ends in the drafts of the standard.
func keywords(s string) []string {
	from, to, ok := strings.Cut(strings.ToLower(s), "/")
	if !ok {
		return nil
	}
	word := map[string]string{"open": "..", "unknown": "", "now": "..", "present": ".."}
	changed := false
	for _, side := range []*string{&from, &to} {
		*side = strings.TrimSpace(*side)
		if sign, ok := word[*side]; ok {
			*side, changed = sign, true
		}
	}
	if !changed {
		return nil
	}
	return []string{from + "/" + to}
}

// swapped mends an interval that ends before it begins.
func swapped(s string) []string {
	from, to, ok := strings.Cut(s, "/")
	if _, err := edtf.Parse(from); !ok || err != nil {
		return nil
	}
	if _, err := edtf.Parse(to); err != nil {
		return nil
	}
	return []string{to + "/" + from}
}

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?\.?([?~%]?)$`)
	compact    = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)?()$`)
	dayFirst   = regexp.MustCompile(`^(\d{1,2})([-./]) ?(\d{1,2})[-./] ?(\d{4})([?~%]?)$`)
	monthFirst = regexp.MustCompile(`^(\d{1,2})[-./ ](\d{4})([?~%]?)$`)
)

// numeric mends dates in figures: the order of their parts, the signs between them, and missing zeros. Of
// 5/3/2015 it cannot be known which is the month.
func numeric(s string) []string {
	for _, pattern := range []*regexp.Regexp{yearFirst, compact} {
		if m := pattern.FindStringSubmatch(s); m != nil {
			return []string{figures(m[1], m[2], m[3], m[4])}
		}
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		return []string{figures(m[2], m[1], "", m[3])}
	}
	m := dayFirst.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	var found []string
	readings := []string{figures(m[4], m[3], m[1], m[5])}
	if m[2] != "." && m[1] != m[3] {
		readings = append(readings, figures(m[4], m[1], m[3], m[5]))
	}
	for _, text := range readings {
		if _, err := edtf.Parse(text); err == nil {
			found = append(found, text)
		}
	}
	return found
}

// figures writes a date with all its zeros. A part that is 0 is none: so do databases write what they do
// not know.
func figures(year, month, day, mark string) string {
	text := year
	for _, part := range []string{month, day} {
		if strings.Trim(part, "0") != "" {
			text += "-" + strings.Repeat("0", 2-len(part)) + part
		}
	}
	return text + mark
}

var timed = regexp.MustCompile(`^(.+?)[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?(?:(Z)|([+-]\d\d)(?::?(\d\d))?)?$`)

// clockless mends times: seconds that are missing or have a fraction, a space for the T, zones, and the midnight at the
// end of a day.
func clockless(s string) []string {
	m := timed.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	seconds, zone := m[3], m[4]+m[5]
	if seconds == "" {
		seconds = ":00"
	}
	if m[6] != "" {
		zone += ":" + m[6]
	}
	if zone == "-00" || zone == "-00:00" {
		zone = "Z"
	}
	if m[2] == "24:00" && seconds == ":00" {
		if day, err := edtf.Parse(m[1]); err == nil && day.Exact() {
			last, _ := day.Latest()
			return []string{last.Add(1).Date().String() + "T00:00:00" + zone}
		}
	}
	return []string{m[1] + "T" + m[2] + seconds + zone}
}

var (
	yearRange  = regexp.MustCompile(`^(\d{4}) ?- ?(\d{4})$`)
	shortRange = regexp.MustCompile(`^(\d\d)(\d\d)[-/](\d\d)$`)
	decadeName = regexp.MustCompile(`^(?:the )?(\d{3})0['’]?(?:s|er|-?е)$`)
	shortYear  = regexp.MustCompile(`^Y?(-?)0*(\d{1,4})$`)
	longYear   = regexp.MustCompile(`^(-?[1-9]\d{4,})$`)
)

// years mends years, decades and ranges of years.
func years(s string) []string {
	if m := yearRange.FindStringSubmatch(s); m != nil {
		return []string{m[1] + "/" + m[2]}
	}
	if m := shortRange.FindStringSubmatch(s); m != nil && m[3] > m[2] && m[3][0] <= m[2][0]+1 {
		return []string{m[1] + m[2] + "/" + m[1] + m[3]}
	}
	if m := decadeName.FindStringSubmatch(s); m != nil {
		return []string{m[1] + "X"}
	}
	if m := longYear.FindStringSubmatch(s); m != nil {
		return []string{"Y" + m[1]}
	}
	// Two figures could be a year of any century, or a day.
	if m := shortYear.FindStringSubmatch(s); m != nil && (len(m[2]) > 2 || strings.HasPrefix(s, "Y") || m[2] == "0") {
		text := strings.Repeat("0", 4-len(m[2])) + m[2]
		if text != "0000" {
			text = m[1] + text
		}
		return []string{text}
	}
	return nil
}

// piece is a date as prose has it: any part of it may be missing.
type piece struct {
	year, month, day string
	mark             string
}

var (
	rangeWords = regexp.MustCompile(` (?:to|until|till|bis|à|au|al|a|по) | ?- ?|/`)
	wordSplit  = regexp.MustCompile(`[ ,()]+`)
	orWords    = regexp.MustCompile(` (?:or|oder|ou|o|или) `)
	ordinal    = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er|º|-?го|\.)?$`)
	yearWord   = regexp.MustCompile(`^(\d{4})(\?|~|%)?\.?$`)
)

// prose mends dates in words, in the languages of [Date]: "March 2015", "c. 2015", "5. März 2015",
// "15 to 19 September 2014", "before 2015".
func prose(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(s), "mid-", "mid ")
	for _, bound := range []struct{ words, form string }{
		{"on or before|in or before|not after|before|by|until|vor|bis|spätestens|avant|antes de|hasta|до|не позднее", "[..%s]"},
		{"on or after|in or after|not before|after|since|from|nach|seit|ab|frühestens|après|depuis|después de|desde|после|с|не ранее", "[%s..]"},
	} {
		for word := range strings.SplitSeq(bound.words, "|") {
			if rest, ok := strings.CutPrefix(s, word+" "); ok {
				if p, ok := readPiece(rest); ok && p.String() != "" {
					return []string{fmt.Sprintf(bound.form, p)}
				}
			}
		}
	}
	if rest, ok := strings.CutPrefix(s, "between "); ok {
		if a, b, ok := strings.Cut(rest, " and "); ok {
			return pair(a, b, "[%s..%s]")
		}
	}
	if place := orWords.FindStringIndex(s); place != nil {
		return pair(s[:place[0]], s[place[1]:], "[%s,%s]")
	}
	if p, ok := readPiece(s); ok && p.String() != "" {
		return []string{p.String()}
	}
	for _, place := range rangeWords.FindAllStringIndex(s, -1) {
		if found := pair(s[:place[0]], s[place[1]:], "%s/%s"); found != nil {
			return found
		}
	}
	return nil
}

// pair puts two dates together, each of them EDTF or in words. What the first leaves out it shares with the
// second.
func pair(a, b, form string) []string {
	from, okA := readPiece(a)
	to, okB := readPiece(b)
	if okA && okB && from.year == "" {
		from.year = to.year
		if from.month == "" {
			from.month = to.month
		}
	}
	var sides []any
	for _, side := range []struct {
		text string
		piece
		ok bool
	}{{a, from, okA}, {b, to, okB}} {
		text := side.piece.String()
		if _, err := edtf.Parse(side.text); err == nil {
			text = side.text
		} else if !side.ok || text == "" {
			return nil
		}
		sides = append(sides, text)
	}
	return []string{fmt.Sprintf(form, sides...)}
}

func (p piece) String() string {
	if p.year == "" || p.day != "" && p.month == "" {
		return ""
	}
	return figures(p.year, p.month, p.day, p.mark)
}

// readPiece reads a date in words, and refuses it when there is a word that it does not know.
func readPiece(s string) (piece, bool) {
	var p piece
	digits := map[string]string{"early": "0X", "mid": "1X", "late": "2X", "anfang": "0X", "mitte": "1X", "ende": "2X",
		"début": "0X", "mi": "1X", "fin": "2X"}
	third := ""
	for _, word := range wordSplit.Split(s, -1) {
		if word == "" || weekday(word) || known(word, "the of in on year de del du le la el l den dem am im en года год г г. a.d. ad") {
			continue
		}
		if known(word, "c c. ca ca. circa about around approximately approx approx. roughly etwa um gegen ungefähr vers environ hacia около примерно ~") {
			p.mark = "~"
			continue
		}
		if known(word, "? probably possibly perhaps maybe likely uncertain vermutlich möglicherweise wohl peut-être probablement posiblemente probablemente возможно вероятно") {
			p.mark = "?"
			continue
		}
		if m := yearWord.FindStringSubmatch(word); m != nil && p.year == "" {
			p.year = m[1]
			if m[2] != "" {
				p.mark = m[2]
			}
			continue
		}
		if m := ordinal.FindStringSubmatch(word); m != nil && p.day == "" {
			p.day = m[1]
			continue
		}
		if n := CalendarWord(word); n > 0 && p.month == "" {
			p.month = fmt.Sprintf("%02d", n)
			continue
		}
		if d, ok := digits[word]; ok && third == "" {
			third = d
			continue
		}
		return piece{}, false
	}
	if third != "" {
		if p.month == "" || p.day != "" {
			return piece{}, false
		}
		p.day = third
	}
	return p, p.year != "" || p.month != "" || p.day != ""
}

func known(word, list string) bool { return slices.Contains(strings.Fields(list), word) }

// weekday reports whether a word is the name of a day of the week in any of the languages.
func weekday(word string) bool {
	for _, l := range spoken {
		for _, name := range l.words.weekdays {
			if strings.ToLower(name) == word {
				return true
			}
		}
	}
	return false
}

// CalendarWord gives the number of a month, from 1, or of a season, from 21 as EDTF counts them, by its name in any
// of the languages, in lower case; 0 for a word that is none. Of the name of a
// month it takes the first letters, three or more, when no other month begins with them.
func CalendarWord(word string) int {
	word = strings.TrimSuffix(word, ".")
	switch word {
	case "fall":
		return 23
	case "frühjahr":
		return 21
	}
	if utf8.RuneCountInString(word) < 3 {
		return 0
	}
	found := 0
	for _, l := range spoken {
		for i := range 4 {
			if strings.ToLower(l.words.parts[i]) == word {
				return 21 + i
			}
		}
		for i := range 12 {
			for _, name := range []string{l.words.months[i], l.words.monthsOf[i]} {
				if !strings.HasPrefix(strings.ToLower(name), word) {
					continue
				}
				if found != 0 && found != i+1 {
					return 0
				}
				found = i + 1
			}
		}
	}
	return found
}
