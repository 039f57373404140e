package chronicle

import "dossier/generator/internal/timeline"

// Whole returns all that is dated, by year and month, for a page that shows all of it whatever its length.
func (v Leaf) Whole() []TimelineYear {
	var page TimelinePage
	for _, y := range timeline.Group(v.c.entries) {
		page.add(v, y)
	}
	return page.Years
}
