package site

import (
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/view"
)

// Templates returns, for each template that is handed data, a value of the
// type of that data: under its name for the template of a page, under
// "parts/" and its name for a part that is rendered alone. With it templates
// are checked before any page is made.
func Templates() map[string]any {
	return map[string]any{
		"compare":       comparison.ComparisonPage{},
		"comparisons":   comparison.ComparisonsPage{},
		"event":         &EventPage{},
		"events":        &EventsPage{},
		"links":         &view.LinksPage{},
		"missing":       &MissingPage{},
		"overview":      &OverviewPage{},
		"page":          &TextPage{},
		"people":        &PeoplePage{},
		"person":        &PersonPage{},
		"quote":         &QuotePage{},
		"quotes":        &QuotesPage{},
		"source":        &SourcePage{},
		"sources":       &SourcesPage{},
		"synopsis":      comparison.SynopsisPage{},
		"timeline":      chronicle.TimelinePage{},
		"topic":         &TopicPage{},
		"topics":        &TopicsPage{},
		"parts/preview": Preview{},
	}
}
