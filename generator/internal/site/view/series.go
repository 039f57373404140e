package view

import (
	"sync"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/stemma"
)

// A Series is sources of which each rewords one before it, as a rule.
type Series struct {
	dossier.Series
	texts func() []revision.Text
	chain func() *revision.Chain
}

// Chain tells what each source of the series rewords, by their numbers. What shares of a source
// are not told it rewords nothing, and nothing rewords it.
func (s *Series) Chain() *revision.Chain { return s.chain() }

// Text returns the text of a source of the series, taken apart.
func (s *Series) Text(i int) revision.Text { return s.texts()[i] }

// Since returns the source that the one with a number rewords, or nil.
func (s *Series) Since(i int) *dossier.Source {
	if j := s.Chain().Since(i); j >= 0 {
		return s.Sources[j]
	}
	return nil
}

func newSeries(of dossier.Series) *Series {
	s := &Series{Series: of}
	s.texts = sync.OnceValue(func() []revision.Text {
		out := make([]revision.Text, len(of.Sources))
		for i, source := range of.Sources {
			out[i] = revision.Read(source.Plain)
		}
		return out
	})
	s.chain = sync.OnceValue(func() *revision.Chain {
		return revision.NewChain(s.texts(), func(i, j int) bool {
			a, b := of.Sources[i], of.Sources[j]
			return a.Silent || b.Silent || !edit.SameLanguage(a.Lang, b.Lang)
		})
	})
	return s
}

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
	for _, one := range x.In.Dossier.Series() {
		s := newSeries(one)
		out.all = append(out.all, s)
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

// stoodFor reports whether neighbours of one series stand for two sources: both are of it, and neither
// rewords the other.
func (x *Index) stoodFor(a, b *dossier.Source) bool {
	if !x.ofOneSeries(a, b) {
		return false
	}
	s, i := x.InSeries(a)
	_, j := x.InSeries(b)
	return s.Since(i) != b.Current() && s.Since(j) != a.Current()
}

// ofOneSeries reports whether two sources are of one series.
func (x *Index) ofOneSeries(a, b *dossier.Source) bool {
	s, _ := x.InSeries(a)
	t, _ := x.InSeries(b)
	return s != nil && s == t
}

// pairStoodFor is stoodFor of two sources that share something.
func (x *Index) pairStoodFor(c collate.Comparison) bool {
	a, b := x.Source(c.A), x.Source(c.B)
	return a != nil && b != nil && x.stoodFor(a, b)
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
