package comparison

import (
	"cmp"
	"slices"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// passageClip is how many characters of a passage stand in a row of a list.
const passageClip = 60

// SharedPassages are passages that two sources have in common, in a row of a list: the longest, in the order of the first
// source.
type SharedPassages struct {
	List []SharedPassage
	More string // how many others there are; may be empty
}

// A SharedPassage is a passage that two sources have in common. It leads to the words in both.
type SharedPassage struct {
	Words     string    // as the first prints them, shortened; empty where they may not be shown
	Lang, Dir string    // empty where they are the page's
	A, B      view.Link // the text of B is how the other source has them
}

// SharedPassages returns the n longest passages that two sources share, for a row of a list.
func (v leaf) SharedPassages(c collate.Comparison, a, b *dossier.Source, n int) SharedPassages {
	var out SharedPassages
	list := slices.Clone(c.Alignments)
	slices.SortStableFunc(list, func(x, y collate.Alignment) int { return cmp.Compare(y.A.Len(), x.A.Len()) })
	if more := len(list) - n; more > 0 {
		out.More = v.Count("and_more", more)
		list = list[:n]
	}
	slices.SortStableFunc(list, func(x, y collate.Alignment) int { return cmp.Compare(x.A.Start, y.A.Start) })
	for _, x := range list {
		p := SharedPassage{A: v.Passage(a, x.A), B: v.Passage(b, x.B)}
		p.B.Text = v.Word("alike_" + v.Likeness(x, a, b))
		if v.Index.In.Evidence.Shows(a, x.A) {
			p.Words = segment.Label(x.A.In(a.Plain), passageClip)
			p.Lang, p.Dir = v.OtherLanguage(a.LangOf(x.A))
		}
		out.List = append(out.List, p)
	}
	return out
}

// SharedWeight is the weight of n passages of two sources in a row of a list.
func SharedWeight(a, b *dossier.Source, n int) int {
	return n * (view.ItemWeight + 2*view.LinkWeight + passageClip + view.TextWeight(a.Slug, b.Slug))
}
