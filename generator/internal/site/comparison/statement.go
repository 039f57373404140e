package comparison

import (
	"slices"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
)

// StatementOf returns a passage of a source as a statement.
func StatementOf(s *dossier.Source, p segment.Span) edit.Statement {
	return edit.StatementOf(s.Plain, s.LangOf(p), p)
}

// reporting are words of a clause that says who said something. A wording that has them without quotation marks
// is told in the outlet's words, and its frame cannot be parted from the statement.
var reporting = strings.Fields(`according said says say told tells noted warned stressed added stated states claimed claims announced
	declared explained insisted emphasized emphasised reported reports
	laut zufolge sagte sagt erklärte erklärt betonte warnte teilte meinte hieß äußerte behauptete
	selon dit déclaré déclare affirmé affirme souligné ajouté expliqué estimé estime prévenu
	según dijo dice declaró declara afirmó afirma señaló añadió explicó aseguró advirtió
	сказал сказала заявил заявила заявили отметил отметила подчеркнул подчеркнула добавил добавила словам сообщил сообщила предупредил`)

func reports(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(reporting, w) })
}
