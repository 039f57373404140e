package site

import (
	"cmp"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/reference"
	"dossier/generator/internal/site/view"
)

// citeQuote returns how to cite a quotation's page: in a sentence, and for
// the programs that keep references. The page is the work of the dossier's
// editors; what it quotes is the source's.
func (v maker) citeQuote(q *dossier.Quote, lead *view.Cited) []CiteAs {
	d := v.Index.In.Dossier
	work := reference.Work{
		Key: v.Index.Keys()[q], Authors: d.Settings.Editors, Title: q.Title, Container: d.Settings.Title,
		Issued: touched(&q.Note), Language: d.Settings.Language,
	}
	if d.Settings.BaseURL != "" {
		work.URL = reference.Address(d.Settings.BaseURL + v.Page.Route.Path())
	}
	quoted := reference.Quoted{Said: q.Said, Speaker: v.ChainInWords(q)}
	if lead != nil {
		s := lead.Citation.Source
		quoted.Words = strings.TrimRight(lead.Passage.Quoted(s.Plain), sentenceTail)
		quoted.Outlet, quoted.Title, quoted.Printed = cmp.Or(view.Outlet(s), s.Author), s.Title, s.Published
	}
	work.Quoted = &quoted
	words := v.Index.In.Words
	return []CiteAs{
		{v.Word("cite_text"), work.Sentence(words)}, {"BibTeX", work.BibTeX(words)},
		{"CSL-JSON", work.CSL(words)}, {"RIS", work.RIS(words)},
	}
}
