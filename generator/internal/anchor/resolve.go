package anchor

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/omission"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
)

// Cited is a citation with the passage that it resolves to.
type Cited struct {
	Citation *dossier.Citation
	Passage  match.Passage
}

// Evidence is what the citations of a dossier resolve to. It does not change.
type Evidence struct {
	answers answers
	of      func() map[*dossier.Source]ofSource
	all     func() []Cited
	fixes   func() []Fix
	shown   func() map[*dossier.Source][]segment.Span // of the sources that keep words back
	people  people
	speech  sync.Map      // of func() *omission.Speech by *dossier.Source, of those of which it was asked who speaks in them
	lost    sync.Map      // of *dossier.Source by *dossier.Citation, of those of which it was asked
	later   match.Library // of the versions after that of a citation, by *dossier.Source
}

// question is a citation as it was written, of a source as it was written.
type question struct {
	source *diag.File
	quote  *markdown.Quote
}

func asked(c *dossier.Citation) question { return question{c.Source.File, c.Quote} }

// answer is what was found for a citation, and what would mend it.
type answer struct {
	match.Finding
	fixes []Fix
}

// answers are what was found, some of it for citations that are no more. Those
// of late stand apart, so that the many others need not be copied for a few.
type answers struct{ most, late map[question]*answer }

// manyLate is how many answers of late make it worth to sort out the others.
const manyLate = 1000

func (a answers) to(q question) *answer {
	if found := a.late[q]; found != nil {
		return found
	}
	return a.most[q]
}

// Resolve finds the passages of all citations of all notes, drafts included,
// and reports the citations that have none or several.
func Resolve(d *dossier.Dossier) (*Evidence, []diag.Diagnostic) {
	return (&Evidence{}).Again(d)
}

// Again does as [Resolve] does for a dossier of which e may know a part: what
// was read once and not again, both the note and its source, is not looked for
// again.
func (e *Evidence) Again(d *dossier.Dossier) (*Evidence, []diag.Diagnostic) {
	var citations []*dossier.Citation
	for _, n := range d.Notes() {
		citations = append(citations, n.Citations...)
	}
	found := make([]*answer, len(citations))
	open := map[*dossier.Source][]int{} // the citations that are looked for
	var order []*dossier.Source
	for i, c := range citations {
		if found[i] = e.answers.to(asked(c)); found[i] == nil {
			if open[c.Source] == nil {
				order = append(order, c.Source)
			}
			open[c.Source] = append(open[c.Source], i)
		}
	}
	next := &Evidence{answers: e.answers}
	parallel.Each(len(order), func(n int) {
		s := order[n]
		t := match.Prepare(s.Plain, s.Lang, s.Others...)
		for _, i := range open[s] {
			c := citations[i]
			f := t.Find(match.Quote{Text: c.Quote.Text, Marked: c.Quote.Marked})
			edits := f.Cased
			if f.Nearest != nil && f.Nearest.Mendable {
				edits = f.Nearest.Edits
			}
			found[i] = &answer{f, mend(t, c, edits)}
		}
		speech := t.Omissions().Speech() // what is cited is asked for its speakers, too
		next.speech.Store(s, func() *omission.Speech { return speech })
	})
	if len(order) > 0 {
		next.answers.late = maps.Clone(e.answers.late)
		if next.answers.late == nil {
			next.answers.late = map[question]*answer{}
		}
		for _, s := range order {
			for _, i := range open[s] {
				next.answers.late[asked(citations[i])] = found[i]
			}
		}
		if len(next.answers.late) > manyLate {
			next.answers = answers{most: make(map[question]*answer, len(citations))}
			for i, c := range citations {
				next.answers.most[asked(c)] = found[i]
			}
		}
	}
	var diags []diag.Diagnostic
	textless := map[*dossier.Source]bool{}
	people := peopleOf(d)
	next.people = people
	var lost []*dossier.Citation
	for i, c := range citations {
		if found[i].Total == 0 && c.Source.Plain != "" {
			lost = append(lost, c)
		}
	}
	others := elsewhere(d, lost)
	for i, c := range citations {
		switch f := found[i]; {
		case f.Total == 1:
			if later := c.Source.Newest; later != nil && !c.Pinned {
				diags = append(diags, changed(c, next.later.Text(later, later.Plain, later.Lang, later.Others...)))
			}
			if p, ok := f.Found(); ok {
				diags = append(diags, untranslated(c, p)...)
			}
			for _, x := range f.Concerns {
				if d, ok := people.concerned(c, x); ok {
					diags = append(diags, d)
				}
			}
		case c.Source.Plain == "":
			if !textless[c.Source] {
				diags = append(diags, unwritten(c))
			}
			textless[c.Source] = true
		case f.Total > 1:
			diags = append(diags, ambiguous(c, f.Finding))
		default:
			diags = append(diags, missing(c, f.Finding, len(f.fixes) > 0, others[c]))
		}
	}
	next.of = sync.OnceValue(func() map[*dossier.Source]ofSource {
		of := map[*dossier.Source]ofSource{}
		for i, c := range citations {
			if p, ok := found[i].Found(); ok {
				of[c.Source] = ofSource{all: append(of[c.Source].all, Cited{c, p})}
			}
		}
		for s, list := range of {
			of[s] = list.inOrder()
		}
		return of
	})
	next.shown = sync.OnceValue(func() map[*dossier.Source][]segment.Span { return shownOf(next.of()) })
	next.all = sync.OnceValue(func() []Cited {
		var all []Cited
		for i, c := range citations {
			if p, ok := found[i].Found(); ok {
				all = append(all, Cited{c, p})
			}
		}
		slices.SortFunc(all, byFile)
		return all
	})
	next.fixes = sync.OnceValue(func() []Fix {
		var fixes []Fix
		for _, f := range found {
			fixes = append(fixes, f.fixes...)
		}
		sortFixes(fixes)
		return fixes
	})
	diag.Sort(diags)
	return next, diags
}

func byFile(a, b Cited) int {
	return cmp.Or(cmp.Compare(a.Citation.Note.File.Name, b.Citation.Note.File.Name), cmp.Compare(a.Citation.Quote.Start, b.Citation.Quote.Start))
}

// Passage returns the passage that c resolves to, and whether there is one.
func (e *Evidence) Passage(c *dossier.Citation) (match.Passage, bool) {
	if found := e.answers.to(asked(c)); found != nil {
		return found.Found()
	}
	return match.Passage{}, false
}

// Of returns the citations of a source, by where their passages start, the
// longer first, and then by the place of the citation.
//
// The list is not the caller's.
func (e *Evidence) Of(s *dossier.Source) []Cited { return e.of()[s].all }

// Published returns those of [Evidence.Of] that no draft makes. The list is not
// the caller's.
func (e *Evidence) Published(s *dossier.Source) []Cited { return e.of()[s].published }

// ofSource is the citations of a source that were found.
type ofSource struct{ all, published []Cited }

// inOrder returns the citations of a source in the order of [Evidence.Of].
func (o ofSource) inOrder() ofSource {
	slices.SortFunc(o.all, func(a, b Cited) int {
		if order := cmp.Or(cmp.Compare(a.Passage.Start, b.Passage.Start), cmp.Compare(b.Passage.End, a.Passage.End)); order != 0 {
			return order
		}
		return byFile(a, b)
	})
	o.published = o.all
	if drafted := func(c Cited) bool { return c.Citation.Note.Draft }; slices.ContainsFunc(o.all, drafted) {
		o.published = slices.DeleteFunc(slices.Clone(o.all), drafted)
	}
	return o
}

// All returns all citations that were found, by file and place in it.
func (e *Evidence) All() []Cited { return e.all() }

// Fixes returns the changes that mend the citations whose only differences
// from their source are spelling, letter case or punctuation, by file and
// place.
func (e *Evidence) Fixes() []Fix { return e.fixes() }
