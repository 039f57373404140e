package dossier

import (
	"cmp"
	"slices"

	"dossier/generator/internal/edtf"
)

// A Series is the sources that name one series: statements of a body that appear again
// and again, editions of a book. Each rewords the one before, as a rule.
type Series struct {
	Slug    Slug
	Name    string    // as the first of them by slug writes it
	Sources []*Source // by when they were published, those of one day by their slugs; those without a date come last
}

// Reach returns when the first source of a series was published, and the last, as far as they have dates.
func (s Series) Reach() (first, last edtf.Date) {
	for _, source := range slices.Backward(s.Sources) {
		if last = source.Published; !last.IsZero() {
			break
		}
	}
	return s.Sources[0].Published, last
}

// Series returns the series of the sources, by name. One source alone is none. Names with one
// slug are one name.
func (d *Dossier) Series() []Series {
	at := map[Slug]int{}
	var all []Series
	for _, s := range d.Sources {
		slug := Slugify(s.Series)
		if slug == "" {
			continue
		}
		i, ok := at[slug]
		if !ok {
			i = len(all)
			at[slug] = i
			all = append(all, Series{Slug: slug, Name: s.Series})
		}
		all[i].Sources = append(all[i].Sources, s)
	}
	all = slices.DeleteFunc(all, func(s Series) bool { return len(s.Sources) < 2 })
	for _, s := range all {
		slices.SortStableFunc(s.Sources, func(a, b *Source) int { return edtf.Compare(a.Published, b.Published) })
	}
	slices.SortFunc(all, func(a, b Series) int {
		return cmp.Or(cmp.Compare(FoldName(a.Name), FoldName(b.Name)), cmp.Compare(a.Slug, b.Slug))
	})
	return all
}
