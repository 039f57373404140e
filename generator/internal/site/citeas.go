package site

import (
	"encoding/json"
	"fmt"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
)

// citeQuote returns how to cite a quotation's page: in a sentence, and for
// the programs that keep references.
func (v view) citeQuote(q *dossier.Quote, lead *cited) []CiteAs {
	d := v.s.in.Dossier
	address := ""
	if d.Settings.BaseURL != "" {
		address = strings.TrimSuffix(d.Settings.BaseURL, "/") + string(v.page.Route)
	}
	words := ""
	if lead != nil {
		words = strings.TrimRight(gapped(lead.citation.Source, lead.passage), sentenceTail)
	}
	lang := v.s.in.Words.Language()
	var who []string
	if q.Speaker != nil {
		who = append(who, q.Speaker.Title)
	}
	if !q.Said.IsZero() {
		who = append(who, q.Said.Words(lang))
	}
	text := &strings.Builder{}
	text.WriteString(strings.Join(who, v.word("comma")))
	switch {
	case words != "":
		// The words are an outlet's, and often in reported speech: it is named.
		s := lead.citation.Source
		printed := v.outlet(s)
		if s.Publisher == "" {
			if printed = v.word("quoted", s.Title); s.Author != "" {
				printed = s.Author + v.word("comma") + printed
			}
		}
		if !s.Published.IsZero() {
			printed += v.word("comma") + s.Published.Words(lang)
		}
		if len(who) > 0 {
			text.WriteString(v.word("colon"))
		}
		fmt.Fprintf(text, "%s — %s. ", v.word("quoted", words), printed)
	case len(who) > 0:
		text.WriteString(". ")
	}
	text.WriteString(v.word("cite_in", q.Title, d.Settings.Title))
	if address != "" {
		text.WriteString(v.word("comma") + address)
	}
	text.WriteString(".")
	out := []CiteAs{{Name: v.word("cite_text"), Text: text.String()}}

	var bib strings.Builder
	fmt.Fprintf(&bib, "@misc{%s,\n", bibKey(string(q.Slug)))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&bib, "  %s = {%s},\n", name, bibEscape(value))
		}
	}
	if q.Speaker != nil {
		field("author", "{"+q.Speaker.Title+"}")
	}
	field("title", q.Title)
	field("howpublished", d.Settings.Title)
	field("date", q.Said.String())
	field("url", address)
	field("note", words)
	bib.WriteString("}")
	out = append(out, CiteAs{Name: "BibTeX", Text: bib.String()})

	type name struct {
		Literal string `json:"literal"`
	}
	csl := struct {
		ID        string   `json:"id"`
		Type      string   `json:"type"`
		Title     string   `json:"title"`
		Author    []name   `json:"author,omitempty"`
		Container string   `json:"container-title"`
		Issued    *cslDate `json:"issued,omitempty"`
		URL       string   `json:"URL,omitempty"`
		Note      string   `json:"note,omitempty"`
	}{ID: string(q.Slug), Type: "webpage", Title: q.Title, Container: d.Settings.Title, URL: address, Note: words}
	if q.Speaker != nil {
		csl.Author = []name{{q.Speaker.Title}}
	}
	if !q.Said.IsZero() {
		csl.Issued = v.cslDate(q.Said)
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode([]any{csl}); err != nil {
		panic(fmt.Sprintf("write CSL-JSON: %v", err)) // strings always encode
	}
	return append(out, CiteAs{Name: "CSL-JSON", Text: strings.TrimSpace(b.String())})
}

// A cslDate is a date as CSL-JSON has it: a year, year and month or day, or
// the first and the last of them, or words.
type cslDate struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Literal string  `json:"literal,omitempty"`
	Circa   bool    `json:"circa,omitempty"`
}

// cslDate returns a date for CSL-JSON, which has no way but words to leave a
// side open.
func (v view) cslDate(d edtf.Date) *cslDate {
	out := &cslDate{Circa: d.Approximate() || d.Uncertain() || d.Unspecified() || d.Form() == edtf.OneOf}
	first, early := d.Earliest()
	last, late := d.Latest()
	if !early || !late {
		out.Literal = d.Words(v.s.in.Words.Language())
		return out
	}
	year, month := first.Year(), first.Month()
	switch {
	case first == last:
		out.Parts = [][]int{{year, month, first.Day()}}
	case first.Day() == 1 && last.Add(1).Day() == 1 && last.Year() == year && last.Month() == month:
		out.Parts = [][]int{{year, month}}
	case first == edtf.NewDay(year, 1, 1) && last == edtf.NewDay(year, 12, 31):
		out.Parts = [][]int{{year}}
	default:
		out.Parts = [][]int{{year, month, first.Day()}, {last.Year(), last.Month(), last.Day()}}
	}
	return out
}

// bibKey returns a key that BibTeX takes: letters, digits and hyphens of ASCII.
func bibKey(slug string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		return -1
	}, slug)
}

// bibEscape writes text for a BibTeX field. Braces are kept as they come: the
// only ones are those that keep a name whole.
func bibEscape(text string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "%", `\%`, "&", `\&`, "#", `\#`, "$", `\$`, "_", `\_`).Replace(text)
}
