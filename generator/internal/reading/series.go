package reading

import (
	"slices"
	"sync"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/witness"
)

// A Series is sources of which each rewords one before it, as a rule. What each rewords is
// found when somebody asks.
type Series struct {
	dossier.Series
	texts func() []revision.Text
	chain func() *revision.Chain
}

// SeriesOf returns the series of a dossier, by name.
func SeriesOf(d *dossier.Dossier) []*Series {
	var out []*Series
	for _, of := range d.Series() {
		s := &Series{Series: of}
		s.texts = sync.OnceValue(func() []revision.Text {
			texts := make([]revision.Text, len(of.Sources))
			for i, source := range of.Sources {
				texts[i] = revision.Read(source.Plain)
			}
			return texts
		})
		s.chain = sync.OnceValue(func() *revision.Chain {
			return revision.NewChain(s.texts(), func(i, j int) bool {
				a, b := of.Sources[i], of.Sources[j]
				return a.Silent || b.Silent || !edit.SameLanguage(a.Lang, b.Lang)
			})
		})
		out = append(out, s)
	}
	return out
}

// Chain tells what each source of the series rewords, by their numbers. A source of which nothing is
// told rewords nothing, and nothing rewords it.
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

// inSeries notes in the texts of each series with which others of it they are compared: the one that each rewords, and
// those that somebody asks for.
func inSeries(texts []witness.Text, series []*Series, asked [][2]dossier.Slug) {
	at := map[string][]int{} // by source
	for i, t := range texts {
		at[t.Source()] = append(at[t.Source()], i)
	}
	beside := func(a, b dossier.Slug) {
		for _, i := range at[string(a)] {
			texts[i].Beside = append(texts[i].Beside, string(b))
		}
	}
	for _, s := range series {
		for i, source := range s.Sources {
			for _, n := range at[string(source.Slug)] {
				texts[n].Series = string(s.Slug)
			}
			if since := s.Since(i); since != nil {
				beside(source.Slug, since.Slug)
			}
		}
	}
	for _, p := range asked {
		beside(p[0], p[1])
	}
	for i := range texts {
		slices.Sort(texts[i].Beside)
		if texts[i].Series == "" {
			texts[i].Beside = nil
		}
	}
}
