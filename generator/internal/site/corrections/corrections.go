// Package corrections plans the list of what the editors changed in a dossier, the newest first. What
// an outlet changed in a text of its own is another matter, which package history tells.
package corrections

import (
	"dossier/generator/internal/address"
	"dossier/generator/internal/site/view"
)

// Page lists the changes.
type Page struct {
	view.Listing
	All []view.Change
}

// Templates returns a value of the type of data that each template of this package is handed.
func Templates() map[string]any { return map[string]any{"corrections": &Page{}} }

// handful is how many changes a reader looks through without a filter.
const handful = 5

// Plan plans the pages of the list; none where nothing was changed.
func Plan(p *view.Planner) {
	all := p.Index.Changes()
	if len(all) == 0 {
		return
	}
	p.List(view.List{
		Route: address.Corrections, Template: "corrections", Name: "the list of changes", Size: len(all),
		Weight: func(i int) int {
			c := all[i]
			return view.ItemWeight + view.LinkWeight + view.TextWeight(c.What, c.Why, c.Of.Title, string(c.Of.Slug))
		},
		Label: func(v view.View, i int) string { return v.When(all[i].Date) },
		Traits: func(v view.View, i int) []view.Trait {
			if len(all) <= handful {
				return nil
			}
			return v.ChangeTraits(all[i])
		},
		Data: func(v view.View, p view.OnPage) any {
			out := &Page{Listing: v.Listing(p, v.Word("corrections"), v.Word("corrections_about", v.Index.In.Dossier.Settings.Title))}
			var traits []view.Traits
			traits, out.Filter = v.Filtered(p)
			for n, c := range view.Chosen(all, p.Items) {
				change := v.Change(c)
				change.Traits = traits[n]
				out.All = append(out.All, change)
			}
			return out
		},
	})
}
