package view

import (
	"strings"

	"dossier/generator/internal/dossier"
)

// Chain says who said the words of a quotation, quoting whom, and through whom they
// came, in pieces: those that are links lead to the people and sources. Of a quotation of
// which nothing is said it is empty.
func (v View) Chain(q *dossier.Quote) []Link { return v.chain(q, true) }

// Voices is the chain of a quotation without those through whom it came, in words.
func (v View) Voices(q *dossier.Quote) string { return inWords(v.chain(q, false)) }

// ChainInWords is the chain of a quotation in words.
func (v View) ChainInWords(q *dossier.Quote) string { return inWords(v.chain(q, true)) }

func inWords(list []Link) string {
	var b strings.Builder
	for _, l := range list {
		b.WriteString(l.Text)
	}
	return b.String()
}

// here stands in a sentence for a link that is put in later.
const here = "\x00"

func (v View) chain(q *dossier.Quote, via bool) []Link {
	var links []Link
	names := func(list []*dossier.Entry) string {
		texts := make([]string, len(list))
		for i, e := range list {
			links = append(links, v.Entry(e))
			texts[i] = here
		}
		return v.Joined(texts)
	}
	people := func(list []*dossier.Person) []*dossier.Entry {
		out := make([]*dossier.Entry, len(list))
		for i, p := range list {
			out[i] = &p.Entry
		}
		return out
	}
	text := names(people(q.Speakers))
	if len(q.Quoting) > 0 {
		text = v.Word("chain_quoting", text, names(people(q.Quoting)))
	}
	switch {
	case !via || len(q.Via) == 0:
	case text == "":
		text = v.Word("chain_through", names(q.Via))
	default:
		text = v.Word("chain_via", text, names(q.Via))
	}
	var out []Link
	for i, part := range strings.Split(text, here) {
		if i > 0 {
			out = append(out, links[i-1])
		}
		if part != "" {
			out = append(out, Link{Text: part})
		}
	}
	return out
}
