package stemma

import (
	"cmp"
	"slices"

	"dossier/generator/internal/collate"
)

// Groups parts a family with more than whole members into groups of at most `most` that are most alike, each a family of
// its own that is called as the earliest of its members; a family with no more than that is one group. Pairs are joined from
// the strongest to the weakest while there is room (Kruskal 1956, with a bound on the size), so that what is nearly the same
// stands side by side. Who is left alone or in two takes in those that are most alike to it, which then stand in two groups.
func (r *Relations) Groups(f Family, whole, most int) []Family {
	if len(f.Members) <= whole {
		return []Family{f}
	}
	at := make(map[string]int, len(f.Members))
	for i, id := range f.Members {
		at[id] = i
	}
	of := func(id string) int { return at[r.Found.SourceOf(id)] }
	var pairs []collate.Comparison
	for i, id := range f.Members {
		for _, c := range r.related[id] {
			if j, ok := at[r.Found.SourceOf(c.B)]; ok && i < j {
				pairs = append(pairs, c)
			}
		}
	}
	slices.SortFunc(pairs, func(x, y collate.Comparison) int {
		return cmp.Or(cmp.Compare(y.Strength, x.Strength), cmp.Compare(of(x.A), of(y.A)), cmp.Compare(of(x.B), of(y.B)))
	})
	in, groups := make([]int, len(f.Members)), make([][]int, len(f.Members))
	for i := range groups {
		in[i], groups[i] = i, []int{i}
	}
	for _, c := range pairs {
		a, b := in[of(c.A)], in[of(c.B)]
		if a == b || len(groups[a])+len(groups[b]) > most {
			continue
		}
		a, b = min(a, b), max(a, b)
		for _, i := range groups[b] {
			in[i] = a
		}
		groups[a] = append(groups[a], groups[b]...)
		groups[b] = nil
	}
	var out []Family
	for _, own := range groups { // by the earliest of each
		if len(own) == 0 {
			continue
		}
		slices.Sort(own)
		name := f.Members[own[0]]
		for _, i := range slices.Clone(own) {
			for _, c := range r.related[f.Members[i]] {
				if j, ok := at[r.Found.SourceOf(c.B)]; ok && len(own) < smallestFamily && !slices.Contains(own, j) {
					own = append(own, j)
				}
			}
		}
		slices.Sort(own)
		group := f.only(own)
		group.Name = name
		order := inOrder(len(group.Rows), len(own), func(n, m int) (int, bool) {
			p := group.Rows[n].Passages[m]
			return p.Start, p.Len() > 0
		})
		rows := make([]Row, len(order))
		for i, n := range order {
			rows[i] = group.Rows[n]
		}
		group.Rows = rows
		out = append(out, group)
	}
	return out
}
