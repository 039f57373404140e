package collate

import (
	"cmp"
	"slices"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// Options tunes Compare. The zero value is right.
type Options struct {
	Workers int // goroutines to use; 0 means GOMAXPROCS; the result is the same for every value
}

// Kind says how alike the two passages of an alignment are.
type Kind string

// The kinds of alignment, from the closest to the loosest.
const (
	Verbatim Kind = "verbatim" // the same words after folding
	Edited   Kind = "edited"   // the same passage with words inserted, dropped or replaced
	Reworded Kind = "reworded" // the same statement in other words
)

// Alignment is two passages of two sources that carry the same thing.
type Alignment struct {
	A, B  segment.Span // the passage in each of the two bodies
	Kind  Kind
	Moved bool    // the passage stands in another order than the others do
	Score float64 // share of what the two passages say that they have in common, weighted by rarity, 0..1

	Common     float64 // share of their words that they have in common in order, as [Common] counts it, 0..1
	SameSpeech bool    // in words of their own the outlets tell the same words of a speaker
}

// Comparison is all the alignments of two sources, and what they leave over of both.
type Comparison struct {
	A, B         string      // IDs of the two texts
	Alignments   []Alignment // in order of A.Start
	LeftA, LeftB []Leftover  // what no alignment holds, in order
	CoveredA     float64     // share of the words of A that are aligned, 0..1
	CoveredB     float64     // share of the words of B that are aligned, 0..1
	Similarity   float64     // aligned words of both sides divided by all words of both sides, 0..1
	Strength     float64     // how much the two share that is said alike, by which lists are ordered: matched words times score, over the root of the product of both lengths; 0..1
}

// Mirror returns the same comparison with the two sources exchanged.
func (c Comparison) Mirror() Comparison {
	m := Comparison{
		A: c.B, B: c.A, LeftA: c.LeftB, LeftB: c.LeftA,
		CoveredA: c.CoveredB, CoveredB: c.CoveredA, Similarity: c.Similarity, Strength: c.Strength,
		Alignments: make([]Alignment, len(c.Alignments)),
	}
	for i, a := range c.Alignments {
		a.A, a.B = a.B, a.A
		m.Alignments[i] = a
	}
	sortAlignments(m.Alignments)
	return m
}

// spans returns the passages of either side, in the order of the alignments.
func (c Comparison) spans() (a, b []segment.Span) {
	for _, al := range c.Alignments {
		a, b = append(a, al.A), append(b, al.B)
	}
	return a, b
}

func sortAlignments(list []Alignment) {
	slices.SortFunc(list, func(x, y Alignment) int {
		return cmp.Or(
			cmp.Compare(x.A.Start, y.A.Start), cmp.Compare(x.A.End, y.A.End),
			cmp.Compare(x.B.Start, y.B.Start), cmp.Compare(x.B.End, y.B.End))
	})
}

// Result is what Compare found among a set of texts.
type Result struct {
	Comparisons []Comparison     // the related pairs, of the nearest readings, by the sources of (A, B); that of A sorts before that of B
	Boilerplate [][]segment.Span // per text, in the order given to Compare: passages that its outlet prints under everything

	bodies    map[string]string         // by ID
	sentences map[string][]segment.Span // by ID
	of        map[string][]int          // by ID: the numbers of its comparisons
	sources   [][2]string               // by comparison, where there are readings: the IDs of the sources of both
	readings  map[string]string         // by the ID of an earlier reading: that of its source
	newest    []Comparison              // of two newest texts that are not the nearest of their sources
	ofNewest  map[string][]int          // by ID: the numbers of those
}

// newResult returns a result without texts and comparisons.
func newResult(boilerplate [][]segment.Span) *Result {
	return &Result{Boilerplate: boilerplate, bodies: map[string]string{}, sentences: map[string][]segment.Span{}, of: map[string][]int{},
		readings: map[string]string{}, ofNewest: map[string][]int{}}
}

// hold takes down a text that was compared.
func (r *Result) hold(t witness.Text, sentences []segment.Span) {
	r.bodies[t.ID], r.sentences[t.ID] = t.Body, sentences
	if t.Of != "" {
		r.readings[t.ID] = t.Of
	}
}

// Sentences returns the sentences of a text, which the comparison has cut.
func (r *Result) Sentences(id, body string) []segment.Span {
	if list, ok := r.sentences[id]; ok {
		return list
	}
	return segment.Sentences(body) // the comparison was not made here
}

// Without returns the result without the texts with these IDs, which may have
// changed or gone since. The boilerplate is left out.
func (r *Result) Without(ids map[string]bool) *Result {
	out := newResult(nil)
	for id, body := range r.bodies {
		if !ids[id] {
			out.bodies[id], out.sentences[id] = body, r.sentences[id]
			if of, ok := r.readings[id]; ok {
				out.readings[id] = of
			}
		}
	}
	for _, c := range r.Comparisons {
		newest, ok := r.newestOf(c)
		ok = ok && !ids[newest.A] && !ids[newest.B]
		switch {
		case ids[r.SourceOf(c.A)] || ids[r.SourceOf(c.B)]:
		case !ids[c.A] && !ids[c.B]:
			out.add(c)
			if ok && (newest.A != c.A || newest.B != c.B) {
				out.addNewest(newest)
			}
		case ok:
			out.add(newest)
		}
	}
	return out
}

// add puts a comparison behind those there are.
func (r *Result) add(c Comparison) {
	r.of[c.A] = append(r.of[c.A], len(r.Comparisons))
	r.of[c.B] = append(r.of[c.B], len(r.Comparisons))
	r.Comparisons = append(r.Comparisons, c)
	if len(r.readings) > 0 {
		r.sources = append(r.sources, [2]string{r.SourceOf(c.A), r.SourceOf(c.B)})
	}
}

// Number returns where in Comparisons the pair of the sources of a and b stands, in either order, and whether it does.
func (r *Result) Number(a, b string) (int, bool) {
	a, b = r.SourceOf(a), r.SourceOf(b)
	want := [2]string{min(a, b), max(a, b)}
	if len(r.readings) == 0 {
		return slices.BinarySearchFunc(r.Comparisons, want, func(c Comparison, want [2]string) int {
			return cmp.Or(cmp.Compare(c.A, want[0]), cmp.Compare(c.B, want[1]))
		})
	}
	return slices.BinarySearchFunc(r.sources, want, func(s, want [2]string) int {
		return cmp.Or(cmp.Compare(s[0], want[0]), cmp.Compare(s[1], want[1]))
	})
}

// Numbers returns where in Comparisons those of a text stand.
func (r *Result) Numbers(id string) []int { return r.of[id] }

// Of returns the comparison of the sources of texts a and b, of their readings that
// are nearest, with that of a as its A side, and whether the two are related.
func (r *Result) Of(a, b string) (Comparison, bool) {
	i, ok := r.Number(a, b)
	if !ok {
		return Comparison{}, false
	}
	if r.SourceOf(a) > r.SourceOf(b) {
		return r.Comparisons[i].Mirror(), true
	}
	return r.Comparisons[i], true
}
