package comparison

import (
	"slices"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/stemma"
)

// SynopsesPage lists the groups into which a family is parted that has more members than a reader can follow side by side.
type SynopsesPage struct {
	view.Listing
	Lead   string
	Groups []FamilyRow
}

// SynopsisPage shows three or more sources in columns, or some of the statements that they share.
type SynopsisPage struct {
	view.Listing
	Lead          string
	Before, After view.Link // to the groups of the same family beside this one; Href is empty where there is none
	Columns       []Side
	Rows          []SynopsisRow
	Pairs         []PairRow // on the first page
}

// A SynopsisRow is one statement that members of a family share.
type SynopsisRow struct {
	ID    string
	Name  string
	Cells []SynopsisCell
}

// A SynopsisCell is a statement as one member prints it, or its absence.
type SynopsisCell struct {
	Passage *Passage // nil when nothing alike was found in the member
	Absent  string   // says so, where Passage is nil
	Apart   string   // says so where the editors tell its statement apart from that of the first cell, it is of another speaker, or one of the two denies what the other says
}

// planFamily plans the synopsis of a family, or those of its groups and the list of them.
func planFamily(p *view.Planner, f stemma.Family) {
	x := p.Index
	all := x.Synopses(f)
	if len(all) > 1 {
		p.List(view.List{
			Route: view.FamilyRoute(f), Template: "synopses", Name: "the synopses of " + f.Name, Size: len(all),
			Weight: func(i int) int { return familyWeight(x, all[i].Family) },
			Label: func(v view.View, i int) string {
				return leaf{v}.outletOf(all[i].Family.Name)
			},
			Data: func(v view.View, p view.OnPage) any { return leaf{v}.groups(f, all, p) },
		})
	}
	for i, s := range all {
		members := members(x, s.Family)
		p.List(view.List{
			Route: s.Route, Template: "synopsis", Name: "the synopsis of " + s.Family.Name, Size: len(s.Family.Rows),
			Head:   len(members) * len(members) * view.ItemWeight,
			Weight: func(i int) int { return statementWeight(x, members, s.Family.Rows[i]) },
			Label:  func(v view.View, i int) string { return v.Word("statement_n", i+1) },
			Data:   func(v view.View, p view.OnPage) any { return leaf{v}.synopsis(f, all, i, p) },
		})
	}
}

// members returns the sources of a family.
func members(x *view.Index, f stemma.Family) []*dossier.Source {
	var out []*dossier.Source
	for _, id := range f.Members {
		out = append(out, x.Source(id))
	}
	return out
}

// statementWeight is the weight of a row of a synopsis.
func statementWeight(x *view.Index, members []*dossier.Source, r stemma.Row) int {
	n := view.ItemWeight
	for i, p := range r.Passages {
		n += view.ItemWeight + view.LinkWeight + view.TextWeight(p.In(members[i].Plain), string(members[i].Slug))
		for _, c := range x.In.Evidence.Published(members[i]) {
			if c.Passage.Overlaps(p) {
				n += view.MentionWeight(c.Citation.Note)
			}
		}
	}
	return n
}

// groups lists the groups of a family.
func (v leaf) groups(f stemma.Family, all []view.Synopsis, p view.OnPage) SynopsesPage {
	name := v.familyName(f)
	page := SynopsesPage{
		Listing: v.Listing(p, v.Word("synopsis", name), v.Word("synopsis_description", name), v.To(address.Compare, "", v.Word("comparisons"))),
		Lead:    v.Word("synopses_lead", v.Count("n_sources", len(f.Members))),
	}
	var before *dossier.Source // the last that was named
	for _, s := range view.Chosen(all, p.Items) {
		members := members(v.Index, s.Family)
		names := v.Outlets(members)
		names[0] = v.OutletAfter(members[0], before)
		before = members[len(members)-1]
		page.Groups = append(page.Groups, FamilyRow{Link: v.To(s.Route, "", v.Joined(names)), Shared: v.Count("statements_shared", len(s.Family.Rows))})
	}
	return page
}

// groupName returns what a part of a family is called: all of its members.
func (v leaf) groupName(f stemma.Family) string { return v.Joined(v.Outlets(members(v.Index, f))) }

// inColumns returns links to where two members of a family stand side by side with others, or else to the family.
func (v leaf) inColumns(f stemma.Family, a, b string) []view.Link {
	var out []view.Link
	a, b = v.Index.In.Relations.Found.SourceOf(a), v.Index.In.Relations.Found.SourceOf(b)
	for _, s := range v.Index.Synopses(f) {
		if slices.Contains(s.Family.Members, a) && slices.Contains(s.Family.Members, b) {
			out = append(out, v.To(s.Route, "", v.familyName(s.Family)))
		}
	}
	if out == nil {
		out = append(out, v.To(view.FamilyRoute(f), "", v.familyName(f)))
	}
	return out
}

// synopsis shows statements of one of the synopses of a family.
func (v leaf) synopsis(whole stemma.Family, all []view.Synopsis, at int, on view.OnPage) SynopsisPage {
	f := all[at].Family
	trail := []view.Link{v.To(address.Compare, "", v.Word("comparisons"))}
	if len(all) > 1 {
		trail = append(trail, v.To(view.FamilyRoute(whole), "", v.Word("synopsis", v.familyName(whole))))
	}
	page := SynopsisPage{
		Listing: v.Listing(on, v.Word("synopsis", v.familyName(f)), v.Word("synopsis_description", v.familyName(f)), trail...),
		Lead:    v.Count("synopsis_lead", len(f.Rows)),
	}
	if at > 0 {
		page.Before = v.To(all[at-1].Route, "", v.Word("previous", v.groupName(all[at-1].Family)))
	}
	if at+1 < len(all) {
		page.After = v.To(all[at+1].Route, "", v.Word("next", v.groupName(all[at+1].Family)))
	}
	sources := members(v.Index, f)
	for _, s := range sources {
		page.Columns = append(page.Columns, v.side(s, s))
	}
	used := view.IDs{}
	for _, i := range on.Items {
		r := f.Rows[i]
		row := SynopsisRow{Name: v.Word("statement_n", i+1)}
		first := -1 // the earliest member that has it and may show it
		for j, p := range r.Passages {
			var cell SynopsisCell
			two := ""
			if p.Len() == 0 {
				cell.Absent = v.absent(r.Passages, sources, j)
			} else {
				if i := slices.IndexFunc(r.Passages, func(p segment.Span) bool { return p.Len() > 0 }); i < j {
					if two = v.two(r.Passages[i], sources[i], p, sources[j]); two != "" {
						cell.Apart = v.Word("alike_" + two)
					}
				}
				p = edit.Said(sources[j].Plain, v.withMarks(sources[j], []segment.Span{p})[0])
				passage := v.excerptOf(sources[j], p)
				text := p.In(sources[j].Plain)
				if passage.Withheld == "" {
					if row.ID == "" {
						row.ID = used.Of("s-", text)
					}
					if first < 0 {
						first = j
					} else if two != apart {
						d := v.Diff(v.answered(sources[first], r.Passages[first], sources[j], p), StatementOf(sources[j], p))
						if d.Pieces != nil {
							passage.Pieces = nil
						}
						for _, p := range d.Pieces {
							passage.Pieces = append(passage.Pieces, pieces(p.Op, p.Text)...)
						}
					}
				}
				cell.Passage = &passage
			}
			row.Cells = append(row.Cells, cell)
		}
		if row.ID == "" {
			row.ID = used.Of("s-", row.Name)
		}
		page.Rows = append(page.Rows, row)
	}
	if !on.First() {
		return page
	}
	for _, c := range v.Index.PairsOf(whole) {
		if slices.Contains(f.Members, c.A) && slices.Contains(f.Members, c.B) {
			page.Pairs = append(page.Pairs, v.pair(c))
		}
	}
	return page
}
