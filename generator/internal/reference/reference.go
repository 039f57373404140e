// Package reference writes how to cite a work.
//
// Readers get a sentence, and the programs that keep references BibTeX, CSL-JSON and RIS. All four are made of one value, a [Work]. BibTeX is that of biblatex: the
// address stands as it is, since biblatex reads url word for word, and every
// other field is text, in which what TeX would take for a command is written
// so that it is not. CSL-JSON follows the schema of citationstyles.org; its
// types are also what an import reads references into.
package reference

import (
	"strconv"
	"strings"

	"dossier/generator/internal/edtf"
	"dossier/generator/internal/spelling"
	"dossier/generator/internal/tongue"
)

// Work is something to cite: a page of a dossier.
type Work struct {
	Key       string // what programs call it: see [Keys]
	Kind      Kind
	Authors   []string
	Title     string
	Container string // the whole that it is a part of
	Issued    edtf.Date
	URL       string // see [Address]
	Language  string
	Accessed  edtf.Date // when it was looked at; zero where that is not known
	Archived  string    // the address of a copy
	Quoted    *Quoted   // nil where it quotes nothing
}

// Kind is what a work is.
type Kind string

// The kinds. The zero value is a page of the web.
const (
	Webpage   Kind = ""
	Newspaper Kind = "newspaper" // an article in a newspaper or magazine
	Post      Kind = "post"
	Broadcast Kind = "broadcast"
	Video     Kind = "video"
	Document  Kind = "document"
)

// kinds are what the formats call each kind: CSL, RIS, the entries of biblatex with the field that holds the container, and
// the type that reference managers know in a COinS.
var kinds = map[Kind]struct{ csl, ris, biblatex, container, coins string }{
	Webpage:   {"webpage", "ELEC", "online", "organization", "webpage"},
	Newspaper: {"article-newspaper", "NEWS", "article", "journaltitle", "newspaperArticle"},
	Post:      {"post", "ELEC", "online", "organization", "forumPost"},
	Broadcast: {"broadcast", "SOUND", "audio", "organization", "radioBroadcast"},
	Video:     {"motion_picture", "VIDEO", "video", "organization", "videoRecording"},
	Document:  {"document", "GEN", "misc", "organization", "document"},
}

// Quoted is words of another work, which a work is about.
type Quoted struct {
	Words   string
	Speaker string
	Said    edtf.Date
	Outlet  string // where they are printed
	Title   string // of what they are printed in
	Printed edtf.Date
}

// Words says things in the language of a reference, by the keys of the site's
// words.
type Words interface {
	Word(key string, args ...any) string
	Language() string
}

// Sentence returns the reference as a sentence.
func (w Work) Sentence(words Words) string {
	text := words.Word("cite_in", words.Word("quoted", w.Title), w.Container)
	if authors := joinNames(words, w.Authors); authors != "" {
		text = authors + words.Word("colon") + text
	}
	for _, more := range []string{spoken(words, w.Issued), w.URL} {
		if more != "" {
			text += words.Word("comma") + more
		}
	}
	text += "."
	if quoted := w.Quoted.sentence(words); quoted != "" {
		text += " " + words.Word("cite_quotes", quoted)
	}
	return text
}

// sentence returns the words, where they are printed, and to whom they are attributed. It does not put them into anybody's
// mouth: an outlet may report in words of its own.
func (q *Quoted) sentence(words Words) string {
	if q == nil {
		return ""
	}
	speaker := joined(words, q.Speaker, spoken(words, q.Said))
	if q.Words == "" {
		return speaker
	}
	text := words.Word("quoted", q.Words)
	title := ""
	if q.Title != "" {
		title = words.Word("quoted", q.Title)
	}
	if printed := joined(words, q.Outlet, title, spoken(words, q.Printed)); printed != "" {
		text += " — " + printed
	}
	switch {
	case q.Speaker != "":
		text = words.Word("cite_speaker", text, speaker)
	case speaker != "":
		text += words.Word("semicolon") + speaker
	}
	return text
}

func spoken(words Words, d edtf.Date) string {
	if d.IsZero() {
		return ""
	}
	return tongue.Date(d, words.Language())
}

// joined returns the texts that are not empty, parted by commas.
func joined(words Words, texts ...string) string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, words.Word("comma"))
}

// joinNames joins names as the language joins them: "a, b and c".
func joinNames(words Words, names []string) string {
	if n := len(names); n > 1 {
		return words.Word("and", strings.Join(names[:n-1], words.Word("comma")), names[n-1])
	}
	return strings.Join(names, "")
}

// RIS returns the reference in the format of Research Information Systems.
func (w Work) RIS(words Words) string {
	var out strings.Builder
	field := func(tag, value string) {
		if value = line(value); value != "" {
			out.WriteString(tag + "  - " + value + "\n")
		}
	}
	out.WriteString("TY  - " + kinds[w.Kind].ris + "\n")
	field("ID", w.Key)
	for _, a := range w.Authors {
		field("AU", a)
	}
	field("TI", w.Title)
	field("T2", w.Container)
	// A date that is not known exactly has words behind it, YYYY/MM/DD/other, and no year by itself.
	day, _, _ := strings.Cut(w.Issued.Machine(), "T")
	year, _, _ := strings.Cut(day, "-")
	date := strings.ReplaceAll(day, "-", "/")
	if !sure(w.Issued) && !w.Issued.IsZero() {
		year, date = "", date+strings.Repeat("/", 3-strings.Count(day, "-"))+spoken(words, w.Issued)
	}
	field("PY", year)
	field("DA", date)
	field("LA", w.Language)
	field("UR", w.URL)
	field("L2", w.Archived)
	if day := w.Accessed.Machine(); day != "" {
		day, _, _ = strings.Cut(day, "T")
		field("Y2", strings.ReplaceAll(day, "-", "/"))
	}
	field("N1", w.note(words))
	out.WriteString("ER  -")
	return out.String()
}

// note says in words what a work quotes.
func (w Work) note(words Words) string {
	if quoted := w.Quoted.sentence(words); quoted != "" {
		return words.Word("cite_quotes", quoted)
	}
	return ""
}

// line returns text on one line.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// Keys returns a key for each name that BibTeX takes: letters, digits and
// hyphens of ASCII. No two are the same, also where letters differ in case
// alone.
func Keys(names []string) []string {
	taken := map[string]bool{}
	out := make([]string, len(names))
	for i, name := range names {
		stem := strings.Trim(strings.Map(func(r rune) rune {
			switch {
			case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
				return r
			case r == '\'' || r == '"' || r == '`': // soft signs and the like
				return -1
			}
			return '-'
		}, spelling.Latin(name)), "-")
		if stem == "" {
			stem = "page"
		}
		key := stem
		for n := 2; taken[strings.ToLower(key)]; n++ {
			key = stem + "-" + strconv.Itoa(n)
		}
		taken[strings.ToLower(key)] = true
		out[i] = key
	}
	return out
}

// Address returns an address in ASCII, encoded once: what is encoded already
// stays as it is. It holds nothing that BibTeX would take for a mark of its own.
func Address(address string) string {
	const digits = "0123456789ABCDEF"
	const plain = "-._~:/?#[]@!$&'()*+,;="
	isHex := func(b byte) bool { return strings.IndexByte(digits+"abcdef", b) >= 0 }
	var out strings.Builder
	for i := range len(address) {
		switch b := address[i]; {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', strings.IndexByte(plain, b) >= 0,
			b == '%' && i+2 < len(address) && isHex(address[i+1]) && isHex(address[i+2]):
			out.WriteByte(b)
		default:
			out.Write([]byte{'%', digits[b>>4], digits[b&15]})
		}
	}
	return out.String()
}
