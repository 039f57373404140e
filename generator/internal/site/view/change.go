package view

import (
	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
)

// Change is what the editors changed in a source or note, as a page shows it.
type Change struct {
	Kind      string // "correction", "update" or "note"
	Word      string // the same in words
	Date      Date
	What, Why string
	Of        Link   // to the source or note; Text is empty where the page is its own
	OfKind    string // what it is, in words
	Traits    Traits // on the list of all changes
}

// changedAt returns the changes that the page at each route tells, the newest first: those of its
// source or note, and of the annotations that stand on it. An earlier version of a source has
// those of its own file.
func (x *Index) changedAt() map[address.Route][]dossier.Changed {
	out := map[address.Route][]dossier.Changed{}
	for _, c := range x.Changes() {
		r := x.Place(c.Of).Route
		out[r] = append(out[r], c)
		if s, ok := c.Of.Item.(*dossier.Source); ok {
			for _, v := range s.Earlier {
				if v.File == c.File {
					r := address.Of(&v.Entry)
					out[r] = append(out[r], dossier.Changed{Change: c.Change, Of: &v.Entry})
				}
			}
		}
	}
	return out
}

// Change returns a change as the page shows it.
func (v View) Change(c dossier.Changed) Change {
	out := Change{Kind: string(c.Kind), Word: v.Word("change_" + string(c.Kind)), Date: v.Date(c.Date, ""), What: c.What, Why: c.Why}
	if c.Of == v.Page.Entry {
		return out
	}
	if n := c.Of.Item.AsNote(); n != nil {
		m := v.Mention(n)
		out.Of, out.OfKind = m.Link, m.Kind
	} else {
		out.Of, out.OfKind = v.Entry(c.Of), v.Word("kind_"+string(c.Of.Kind))
	}
	return out
}

// headChanges is how many changes the head of a page tells. The others are folded there.
const headChanges = 3

// changes gives the frame of a page what it tells of changes, and leads to all of them.
func (v View) changes(f *Frame) {
	if !v.Index.Has(address.Corrections) {
		return
	}
	f.AllChanges = v.To(address.Corrections, "", v.Word("corrections"))
	if s := &v.Index.In.Dossier.Settings; s.BaseURL != "" && s.Has(dossier.FormatFeeds) && !v.Index.In.Preview {
		f.HeadLinks = append(f.HeadLinks, HeadLink{"alternate", v.Asset(address.Feed), "application/atom+xml", f.AllChanges.Text})
	}
	if v.Page.Entry == nil {
		return
	}
	for _, c := range v.Index.changesAt()[v.Page.Route] {
		switch {
		case !c.Substantive():
			f.History = append(f.History, v.Change(c))
		case len(f.Changes) < headChanges:
			f.Changes = append(f.Changes, v.Change(c))
		default:
			f.OlderChanges = append(f.OlderChanges, v.Change(c))
		}
	}
}

// ChangeTraits returns what a change in a list is filtered by: its kind, and the topics of what was changed.
func (v View) ChangeTraits(c dossier.Changed) []Trait {
	return append(topicTraits(c.Of), Trait{"kind", dossier.Slug(c.Kind), v.Word("change_" + string(c.Kind))})
}
