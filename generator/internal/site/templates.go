package site

import (
	"maps"

	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/corrections"
	"dossier/generator/internal/site/desk"
	"dossier/generator/internal/site/history"
	"dossier/generator/internal/site/view"
)

// Templates returns, for each template that is handed data, a value of the
// type of that data: under its name for the template of a page, under
// "parts/" and its name for a part that is rendered alone. With it templates
// are checked before any page is made.
func Templates() map[string]any {
	out := map[string]any{
		"compare":       comparison.ComparisonPage{},
		"comparisons":   comparison.ComparisonsPage{},
		"links":         &view.LinksPage{},
		"missing":       &MissingPage{},
		"overview":      &OverviewPage{},
		"synopses":      comparison.SynopsesPage{},
		"review":        desk.ReviewPage{},
		"search":        &SearchPage{},
		"synopsis":      comparison.SynopsisPage{},
		"timeline":      chronicle.TimelinePage{},
		"topic":         &TopicPage{},
		"topics":        &TopicsPage{},
		"parts/chapter": &BookChapter{},
		"parts/embed":   &view.EmbedPage{},
		"parts/moved":   &MovedPage{},
		"parts/preview": Preview{},
		"parts/print":   &PrintPage{},
	}
	maps.Copy(out, history.Series())
	maps.Copy(out, corrections.Templates())
	for _, k := range pagesByKind() {
		maps.Copy(out, k.data)
	}
	return out
}
