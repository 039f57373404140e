package anchor

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
)

// Cited is a citation with the passage that it resolves to.
type Cited struct {
	Citation *dossier.Citation
	Passage  Passage
}

// Evidence is what the citations of a dossier resolve to. It does not change.
type Evidence struct {
	passages map[*dossier.Citation]Passage
	of       map[*dossier.Source][]Cited
	all      []Cited
	fixes    []Fix
}

// Resolve finds the passages of all citations of all notes, drafts included,
// and reports the citations that have none or several.
func Resolve(d *dossier.Dossier) (*Evidence, []diag.Diagnostic) {
	type job struct {
		citations []*dossier.Citation
		findings  []Finding
		fixes     [][]Fix
	}
	jobs := map[*dossier.Source]*job{}
	var order []*dossier.Source
	for _, n := range d.Notes() {
		for _, c := range n.Citations {
			j := jobs[c.Source]
			if j == nil {
				j = &job{}
				jobs[c.Source] = j
				order = append(order, c.Source)
			}
			j.citations = append(j.citations, c)
		}
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(order) {
					return
				}
				s := order[i]
				t, j := prepare(s.Text, s.Lang), jobs[s]
				for _, c := range j.citations {
					f := t.Find(Quote{Text: c.Quote.Text, Marked: c.Quote.Marked})
					edits := f.Cased
					if f.Nearest != nil && f.Nearest.mendable {
						edits = f.Nearest.Edits
					}
					j.findings = append(j.findings, f)
					j.fixes = append(j.fixes, mend(t, c, edits))
				}
			}
		})
	}
	wg.Wait()
	e := &Evidence{passages: map[*dossier.Citation]Passage{}, of: map[*dossier.Source][]Cited{}}
	var diags []diag.Diagnostic
	for _, s := range order {
		for i, c := range jobs[s].citations {
			f := jobs[s].findings[i]
			if p, ok := f.Found(); ok {
				e.passages[c] = p
				e.of[s] = append(e.of[s], Cited{c, p})
				e.all = append(e.all, Cited{c, p})
				continue
			}
			if f.Total > 1 {
				diags = append(diags, ambiguous(c, f))
			} else {
				diags = append(diags, missing(c, f, len(jobs[s].fixes[i]) > 0))
			}
		}
		for _, fixes := range jobs[s].fixes {
			e.fixes = append(e.fixes, fixes...)
		}
	}
	for _, list := range e.of {
		slices.SortStableFunc(list, func(a, b Cited) int {
			return cmp.Or(cmp.Compare(a.Passage.Start, b.Passage.Start), cmp.Compare(b.Passage.End, a.Passage.End), byFile(a, b))
		})
	}
	slices.SortStableFunc(e.all, byFile)
	sortFixes(e.fixes)
	diag.Sort(diags)
	return e, diags
}

func byFile(a, b Cited) int {
	return cmp.Or(cmp.Compare(a.Citation.Note.File.Name, b.Citation.Note.File.Name), cmp.Compare(a.Citation.Quote.Start, b.Citation.Quote.Start))
}

// Passage returns the passage that c resolves to, and whether there is one.
func (e *Evidence) Passage(c *dossier.Citation) (Passage, bool) {
	p, ok := e.passages[c]
	return p, ok
}

// Of returns the citations of a source, by where their passages start, the
// longer first, and then by the place of the citation.
func (e *Evidence) Of(s *dossier.Source) []Cited { return e.of[s] }

// All returns all citations that were found, by file and place in it.
func (e *Evidence) All() []Cited { return e.all }

// Fixes returns the changes that mend the citations whose only differences
// from their source are spelling, letter case or punctuation, by file and
// place.
func (e *Evidence) Fixes() []Fix { return e.fixes }
