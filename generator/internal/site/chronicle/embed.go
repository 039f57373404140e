package chronicle

import (
	"dossier/generator/internal/address"
	"dossier/generator/internal/site/view"
)

// embedEntries is how many entries of the timeline others put into a page of theirs: the last ones.
const embedEntries = 12

// Embed returns the end of the timeline as others put it into a page of theirs.
func (v Leaf) Embed() *view.EmbedPage {
	p := v.EmbedOf(address.Timeline, "timeline", v.Word("timeline"), v.Count("embed_timeline", len(v.c.entries)))
	v.Page.Route = address.Timeline.Embed()
	for _, e := range v.c.entries[max(0, len(v.c.entries)-embedEntries):] {
		p.Entries = append(p.Entries, view.EmbedEntry{What: v.happens(e), Date: v.Date(e.Date, e.Inferred), Link: v.dated(e).Title})
	}
	return p
}
