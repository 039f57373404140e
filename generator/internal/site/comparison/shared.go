package comparison

import (
	"cmp"
	"slices"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// How much of what two sources share stands in a row of a list.
const (
	passagesInRow   = 3
	passageClip     = 60 // characters
	passageInRowFor = view.ItemWeight + view.LinkWeight
)

// SharedPassages are passages that two sources have in common, in a row of a list: the longest, in the order of the first.
type SharedPassages struct {
	List []SharedPassage
	More string // how many others there are; may be empty
}

// A SharedPassage is a passage that two sources have in common. It leads to the words in both.
type SharedPassage struct {
	Words     string // as the first prints them, shortened; empty where they may not be shown
	Lang, Dir string // empty where they are the page's
	How       string // how the other has them
	A, B      view.Link
}

// SharedPassages returns what two sources share, for a row of a list. The name of b is that after a.
func (v Leaf) SharedPassages(c collate.Comparison, a, b *dossier.Source) SharedPassages {
	var out SharedPassages
	list := slices.Clone(c.Alignments)
	slices.SortStableFunc(list, func(x, y collate.Alignment) int { return cmp.Compare(y.A.Len(), x.A.Len()) })
	if n := len(list) - passagesInRow; n > 0 {
		out.More = v.Count("and_more", n)
		list = list[:passagesInRow]
	}
	slices.SortStableFunc(list, func(x, y collate.Alignment) int { return cmp.Compare(x.A.Start, y.A.Start) })
	for _, x := range list {
		p := SharedPassage{How: v.Word("alike_" + v.Likeness(x, a, b)), A: v.Passage(a, x.A), B: v.Passage(b, x.B)}
		p.B.Text = v.OutletAfter(b, a)
		if v.Index.In.Evidence.Shows(a, x.A) {
			p.Words = segment.Clip(x.A.In(a.Plain), passageClip)
			p.Lang, p.Dir = v.Foreign(a.Lang)
		}
		out.List = append(out.List, p)
	}
	return out
}

// SharedWeight is the weight of the passages of two sources in a row of a list.
func SharedWeight(a, b *dossier.Source) int {
	return passagesInRow * (passageInRowFor + passageClip + view.TextWeight(string(a.Slug), string(b.Slug), b.Title))
}
