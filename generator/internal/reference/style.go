package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/edtf"
	"dossier/generator/internal/tongue"
)

// A Style is a way to write a reference in a list of works.
type Style string

// The styles. What each does follows its definition in the Citation Style Language (the styles apa, chicago-author-date,
// modern-language-association, harvard-cite-them-right and iso690-author-date of citationstyles.org), in the words and the order of dates
// of the reference's language; the tests hold them against what citeproc-js makes of the same works. Where these are
// too narrow for a dossier this does otherwise: a date that is not known exactly is written as the site writes it, and names
// are not taken apart, since nobody says which part of one is the family's.
const (
	APA     Style = "APA"
	Chicago Style = "Chicago"
	Harvard Style = "Harvard"
	ISO690  Style = "ISO 690"
	MLA     Style = "MLA"
)

// Styles returns the styles.
func Styles() []Style { return []Style{APA, Chicago, Harvard, ISO690, MLA} }

// In returns the reference in a style.
func (w Work) In(style Style, words Words) string {
	f := former{w, words, w.Kind == Newspaper}
	switch style {
	case APA:
		return f.apa()
	case Chicago:
		return f.chicago()
	case Harvard:
		return f.harvard()
	case ISO690:
		return f.iso690()
	default:
		return f.mla()
	}
}

// former writes a reference.
type former struct {
	Work
	words Words
	news  bool // it stands in a newspaper
}

func (f former) english() bool { return strings.HasPrefix(f.words.Language(), "en") }

// names returns the authors as the language joins them, up to a number of them; of more the first alone.
func (f former) names(most int) string {
	if len(f.Authors) > most {
		return f.words.Word("cite_others", f.Authors[0])
	}
	return joinNames(f.words, f.Authors)
}

// series returns the authors with a sign or word before the last, and a comma before that where there are more than two.
func (f former) series(and string) string {
	n := len(f.Authors)
	if n < 2 {
		return joinNames(f.words, f.Authors)
	}
	comma := " "
	if n > 2 {
		comma = ", "
	}
	return strings.Join(f.Authors[:n-1], ", ") + comma + and + " " + f.Authors[n-1]
}

// dated returns the year in which the work was issued, and the whole date in words where it says more; of a date that is not known
// exactly the whole date as the year.
func (f former) dated(missing string) (year, whole string) {
	d := f.Issued
	switch {
	case d.IsZero():
		return missing, ""
	case sure(d):
		digits, month, _ := d.Digits()
		if month != "" {
			whole = tongue.Date(dayOf(d), f.words.Language())
		}
		return digits, whole
	}
	return tongue.Date(d, f.words.Language()), ""
}

// sure reports whether a date is a year, a month or a day on which no doubt is cast.
func sure(d edtf.Date) bool {
	return d.Form() == edtf.Single && !d.Approximate() && !d.Uncertain() && !d.Unspecified() && d.Part() == 0 && d.Machine() != ""
}

// dayOf returns a date without a time.
func dayOf(d edtf.Date) edtf.Date {
	text, _, _ := strings.Cut(d.String(), "T")
	if out, err := edtf.Parse(text); err == nil {
		return out
	}
	return d
}

// stop ends a sentence, and does not end one twice.
func stop(text string) string {
	if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `”“»"’ `)); text == "" || strings.ContainsRune(".?!…", last) {
		return text
	}
	return text + "."
}

// sentences puts parts after one another, each a sentence, without those that are empty.
func sentences(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, stop(p))
		}
	}
	return strings.Join(out, " ")
}

// quoted returns a title in quotation marks with the sign that follows it.
func (f former) quoted(title, sign string) string {
	if last, _ := utf8.DecodeLastRuneInString(title); sign == "." && strings.ContainsRune(".?!…", last) {
		sign = ""
	}
	return f.words.Word("quoted", title) + sign
}

// apa: Authors. (year, month day). Title. Container. URL
func (f former) apa() string {
	when, whole := f.dated(f.words.Word("cite_undated"))
	if whole != "" {
		_, month, date := f.Issued.Digits()
		if n := number(month); n > 0 {
			when += ", " + strings.TrimSpace(tongue.Month(n, f.words.Language())+" "+strings.TrimLeft(date, "0"))
		}
	}
	when = "(" + when + ")"
	if len(f.Authors) == 0 {
		return spaced(sentences(f.Title, when, f.Container), f.URL)
	}
	return spaced(sentences(f.series("&"), when, f.Title, f.Container), f.URL)
}

// number returns the number of a month.
func number(month string) int {
	n := 0
	for _, r := range month {
		if r < '0' || r > '9' {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	if n > 12 {
		return 0
	}
	return n
}

// chicago: Authors. Year. “Title.” Container. Date. URL. The newspaper is in one sentence with its date, and stands for an author that is not known.
func (f former) chicago() string {
	year, whole := f.dated(f.words.Word("cite_undated"))
	title := f.titled()
	if f.news && len(f.Authors) == 0 && f.Container != "" {
		if whole == "" {
			return sentences(f.Container, year, f.quoted(title, "."), f.URL)
		}
		return sentences(f.Container, year, f.quoted(title, ",")+" "+whole, f.URL)
	}
	where := []string{f.Container, whole}
	if f.news {
		where = []string{strings.Trim(f.Container+", "+whole, ", ")}
	}
	names := f.names(10)
	if f.english() && len(f.Authors) > 2 && len(f.Authors) <= 10 {
		names = f.series("and")
	}
	lead := []string{names, year, f.quoted(title, ".")}
	if len(f.Authors) == 0 {
		lead = []string{f.quoted(title, "."), year}
	}
	return sentences(append(append(lead, where...), f.URL)...)
}

// mla: Authors. “Title.” Container, date, URL.
func (f former) mla() string {
	_, whole := f.dated("")
	if whole == "" && !f.Issued.IsZero() {
		whole = tongue.Date(f.Issued, f.words.Language())
	}
	if f.english() {
		whole = abbreviated.Replace(whole)
	}
	names := f.names(2)
	if len(f.Authors) > 2 {
		names = strings.Replace(names, f.Authors[0], f.Authors[0]+",", 1)
	}
	return sentences(names, f.quoted(f.titled(), "."), joined(comma{f.words}, f.Container, whole, f.URL))
}

// abbreviated writes the months of English dates as the Modern Language Association does.
var abbreviated = strings.NewReplacer("January", "Jan.", "February", "Feb.", "March", "Mar.", "April", "Apr.", "August", "Aug.",
	"September", "Sept.", "October", "Oct.", "November", "Nov.", "December", "Dec.")

// comma has a comma of its own: styles part by commas in every language.
type comma struct{ Words }

func (comma) Word(string, ...any) string { return ", " }

// harvard: Authors (year) Title, Container. Available at: URL (Accessed: date).
func (f former) harvard() string {
	year, whole := f.dated(f.words.Word("cite_no_date"))
	title := f.Title
	if f.news {
		title = f.quoted(title, ",")
	}
	var text string
	switch {
	case len(f.Authors) == 0 && f.news && f.Container != "":
		text = f.Container + " (" + year + ") " + spaced(title, f.dayMonth(whole))
	case len(f.Authors) == 0:
		text = f.Title + " (" + year + ") " + f.Container
	case f.news:
		text = f.names(3) + " (" + year + ") " + spaced(title, joined(comma{f.words}, f.Container, f.dayMonth(whole)))
	default:
		text = f.names(3) + " (" + year + ") " + joined(comma{f.words}, f.Title, f.Container)
	}
	text = strings.TrimRight(text, ", ")
	if f.URL == "" {
		return stop(text)
	}
	at := f.words.Word("cite_available", f.URL)
	if !f.Accessed.IsZero() {
		at += " (" + f.words.Word("cite_accessed", tongue.Date(dayOf(f.Accessed), f.words.Language())) + ")"
	}
	return spaced(stop(text), at+".")
}

// dayMonth returns the day and the month of a date whose year is said already.
func (f former) dayMonth(whole string) string {
	if whole == "" {
		return ""
	}
	year, _, _ := f.Issued.Digits()
	text := strings.TrimSpace(strings.Replace(whole, year, "", 1))
	text = strings.TrimRight(strings.TrimSuffix(text, "г."), ", \u00a0\u202f")
	return strings.TrimSuffix(text, " de")
}

// iso690: AUTHORS, year. Title. Container [online]. Date. [Accessed date]. Available at: URL
func (f former) iso690() string {
	year, whole := f.dated("[" + f.words.Word("cite_no_date") + "]")
	container := f.Container
	accessed := ""
	if f.URL != "" {
		container = strings.TrimSpace(container + " [" + f.words.Word("cite_online") + "]")
		if !f.Accessed.IsZero() {
			accessed = "[" + f.words.Word("cite_accessed", tongue.Date(dayOf(f.Accessed), f.words.Language())) + "]"
		}
	}
	lead := []string{f.Title + ", " + year}
	if len(f.Authors) > 0 {
		lead = []string{f.upper() + ", " + year, f.Title}
	}
	text := sentences(append(lead, container, whole, accessed)...)
	if f.URL == "" {
		return text
	}
	return spaced(text, f.words.Word("cite_available", f.URL))
}

// upper returns the authors with capitals.
func (f former) upper() string {
	up := f
	up.Authors = nil
	for _, a := range f.Authors {
		up.Authors = append(up.Authors, strings.ToUpper(a))
	}
	return up.names(10)
}

func spaced(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

// small are the words that keep their small letters in an English title.
var small = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("a an and as at but by down for from in into nor of on onto or over so the till to up via with without yet vs against amid between during than that through toward towards upon") {
		out[w] = true
	}
	return out
}()

// titled returns the title as the styles that write English ones with capitals have it. A word that has capitals of its own keeps them; a
// work in another language keeps its title.
func (f former) titled() string {
	if !f.english() || f.Language != "" && !strings.HasPrefix(f.Language, "en") {
		return f.Title
	}
	fields := strings.Split(f.Title, " ")
	begins := true
	for i, w := range fields {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if bare == "" {
			continue
		}
		if bare == strings.ToLower(bare) && (begins || i == len(fields)-1 || !small[bare]) {
			at := strings.Index(w, bare)
			r, n := utf8.DecodeRuneInString(bare)
			fields[i] = w[:at] + string(unicode.ToTitle(r)) + bare[n:] + w[at+len(bare):]
		}
		begins = strings.HasSuffix(w, ":")
	}
	return strings.Join(fields, " ")
}
