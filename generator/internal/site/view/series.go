package view

import (
	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/stemma"
)

// A Series is sources of which each rewords one before it, as a rule.
type Series = reading.Series

// standing is where a source stands in a series.
type standing struct {
	series *Series
	at     int
}

// runs are the series, and where each of their sources stands.
type runs struct {
	all []*Series
	of  map[*dossier.Source]standing
}

func (x *Index) newRuns() runs {
	out := runs{of: map[*dossier.Source]standing{}}
	if out.all = x.In.Series; out.all == nil {
		out.all = reading.SeriesOf(x.In.Dossier)
	}
	for _, s := range out.all {
		for i, source := range s.Sources {
			out.of[source] = standing{s, i}
		}
	}
	return out
}

// Series returns all series, by name.
func (x *Index) Series() []*Series { return x.runs().all }

// InSeries returns the series of a source and its number in it, from 0; nil where it is of none. An earlier
// version stands where the newest does.
func (x *Index) InSeries(s *dossier.Source) (*Series, int) {
	p := x.runs().of[s.Current()]
	return p.series, p.at
}

// SeriesRoute returns the address of the list of series, or where there is but one, of that.
func (x *Index) SeriesRoute() address.Route {
	if all := x.Series(); len(all) == 1 {
		return address.Series.To(all[0].Slug)
	}
	return address.Series
}

// OfOneSeries reports whether two sources are of one series, of whose pairs only neighbours are compared: what all of them
// have in common its page tells.
func (x *Index) OfOneSeries(a, b *dossier.Source) bool {
	s, _ := x.InSeries(a)
	t, _ := x.InSeries(b)
	return s != nil && s == t && x.In.Dossier.Settings.ComparePages != dossier.CompareAll
}

// StoodFor reports whether neighbours of one series stand for two sources: both are of it, and neither
// rewords the other.
func (x *Index) StoodFor(a, b *dossier.Source) bool {
	if !x.OfOneSeries(a, b) {
		return false
	}
	s, i := x.InSeries(a)
	_, j := x.InSeries(b)
	return s.Since(i) != b.Current() && s.Since(j) != a.Current()
}

// isOfSeries reports whether the two sources of a comparison are of one series, and stoodFor whether its neighbours stand
// for them.
func (x *Index) isOfSeries(c collate.Comparison) bool { return x.both(c, x.OfOneSeries) }
func (x *Index) stoodFor(c collate.Comparison) bool   { return x.both(c, x.StoodFor) }

func (x *Index) both(c collate.Comparison, are func(a, b *dossier.Source) bool) bool {
	a, b := x.Source(c.A), x.Source(c.B)
	return a != nil && b != nil && are(a, b)
}

// Families returns the families of sources, but for those of one series: its page has their statements.
func (x *Index) Families() []stemma.Family { return x.families() }

func (x *Index) severalOf() []stemma.Family {
	var out []stemma.Family
	for _, f := range x.In.Relations.Families {
		first, _ := x.InSeries(x.Source(f.Members[0]))
		whole := first != nil
		for _, id := range f.Members {
			if s, _ := x.InSeries(x.Source(id)); s != first {
				whole = false
			}
		}
		if !whole {
			out = append(out, f)
		}
	}
	return out
}
