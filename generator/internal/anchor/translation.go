package anchor

import (
	"fmt"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/match"
)

// untranslated reports translations of a citation that are in the language of
// the passage that it cites.
func untranslated(c *dossier.Citation, p match.Passage) []diag.Diagnostic {
	var out []diag.Diagnostic
	lang := c.Source.LangOf(p.Span)
	for _, t := range c.Quote.Translations {
		if !edit.SameLanguage(t.Lang, lang) {
			continue
		}
		d := c.Note.File.At(t.Start, t.End, diag.Error, diag.TranslationMark,
			fmt.Sprintf("this is said to be a translation into %q, which is the language of the words themselves", t.Lang),
			fmt.Sprintf(`name the language that you translate into; where the words of %q are in another than %q, mark their paragraph there with a line such as {lang=ru}`, c.Source.Slug, lang))
		d.Related = []diag.Place{c.Source.PlaceOf(p.Span, "the words")}
		out = append(out, d)
	}
	return out
}
