package site

import (
	"encoding/json"
	"fmt"
	"strings"

	"dossier/generator/internal/dossier"
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
		words = gapped(lead.citation.Source, lead.passage)
	}
	var text strings.Builder
	if q.Speaker != nil {
		text.WriteString(q.Speaker.Title + v.word("comma"))
	}
	if words != "" {
		text.WriteString(v.word("quoted", strings.TrimRight(words, " ,;")) + v.word("comma"))
	}
	if !q.Said.IsZero() {
		text.WriteString(q.Said.Words(v.s.in.Words.Language()) + ". ")
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
	type date struct {
		Raw string `json:"raw"`
	}
	csl := struct {
		ID        string `json:"id"`
		Type      string `json:"type"`
		Title     string `json:"title"`
		Author    []name `json:"author,omitempty"`
		Container string `json:"container-title"`
		Issued    *date  `json:"issued,omitempty"`
		URL       string `json:"URL,omitempty"`
		Note      string `json:"note,omitempty"`
	}{ID: string(q.Slug), Type: "webpage", Title: q.Title, Container: d.Settings.Title, URL: address, Note: words}
	if q.Speaker != nil {
		csl.Author = []name{{q.Speaker.Title}}
	}
	if !q.Said.IsZero() {
		csl.Issued = &date{q.Said.String()}
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
