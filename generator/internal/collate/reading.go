package collate

import (
	"cmp"
	"math"
	"slices"

	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// A source that was captured several times is one witness with readings: its newest
// text, and earlier ones ([witness.Text.Of]). All of them are looked at beside the
// texts of other sources, and of each two sources the readings that are nearest to
// each other are the comparison of both: what was copied before a text was rewritten
// is found as a copy of what was copied. The words of earlier readings are not weighed,
// nor are they evidence for anything else.

// SourceOf returns the ID of the source that a text is a reading of: its own, or that
// of the newest.
func (r *Result) SourceOf(id string) string {
	if of, ok := r.readings[id]; ok {
		return of
	}
	return id
}

// Newest returns the result as it is between the newest texts of all sources.
func (r *Result) Newest() *Result {
	if len(r.readings) == 0 {
		return r
	}
	out := newResult(r.Boilerplate)
	out.bodies, out.sentences = r.bodies, r.sentences
	for _, c := range r.Comparisons {
		if newest, ok := r.newestOf(c); ok {
			out.add(newest)
		}
	}
	return out
}

// newestOf returns the comparison of the newest texts of the sources of c, and whether
// they share anything.
func (r *Result) newestOf(c Comparison) (Comparison, bool) {
	a, b := r.SourceOf(c.A), r.SourceOf(c.B)
	if a == c.A && b == c.B {
		return c, true
	}
	for _, n := range r.ofNewest[a] {
		if x := r.newest[n]; x.A == a && x.B == b {
			return x, true
		}
	}
	return Comparison{}, false
}

// addNewest puts down the comparison of two newest texts that are not the nearest of
// their sources.
func (r *Result) addNewest(c Comparison) {
	r.ofNewest[c.A] = append(r.ofNewest[c.A], len(r.newest))
	r.ofNewest[c.B] = append(r.ofNewest[c.B], len(r.newest))
	r.newest = append(r.newest, c)
}

// With returns all comparisons that a text has a part in, with it as the A side: those
// of the nearest readings first, and then those of the newest which are not.
func (r *Result) With(id string) []Comparison {
	return r.with(id, func(segment.Span) bool { return true })
}

// with returns those of With that have an alignment whose passage in the text is touched.
func (r *Result) with(id string, touched func(segment.Span) bool) []Comparison {
	var out []Comparison
	add := func(c Comparison) {
		switch {
		case c.A == id && slices.ContainsFunc(c.Alignments, func(al Alignment) bool { return touched(al.A) }):
			out = append(out, c)
		case c.A != id && slices.ContainsFunc(c.Alignments, func(al Alignment) bool { return touched(al.B) }):
			out = append(out, c.Mirror())
		}
	}
	for _, n := range r.of[id] {
		add(r.Comparisons[n])
	}
	for _, n := range r.ofNewest[id] {
		add(r.newest[n])
	}
	return out
}

// parted returns the pairs of two newest texts, and those that an earlier reading is
// in. A text is not compared with another reading of its own source.
func parted(aligned [][]pairAligned, witnesses []*witness.Witness) (newest [][]pairAligned, others []pairAligned) {
	newest = make([][]pairAligned, len(aligned))
	for a, list := range aligned {
		for _, p := range list {
			if witnesses[p.a].Of == "" && witnesses[p.b].Of == "" {
				newest[a] = append(newest[a], p)
			} else {
				others = append(others, p)
			}
		}
	}
	return newest, others
}

// alike returns how many words two texts have alike, weighted by how much.
func (p pairAligned) alike() float64 {
	sum := 0.0
	for _, q := range p.list {
		sum += math.Sqrt(float64(q.a[1]-q.a[0])*float64(q.b[1]-q.b[0])) * q.share
	}
	return sum
}

// nearer is by how much more an earlier reading must have alike to be the nearest.
const nearer = 1.001

// choose gives the result the comparisons of the nearest readings. best is those of the
// newest texts; newest is what is alike in them, by the numbers of the two witnesses.
func (r *Result) choose(best []Comparison, newest [][]pairAligned, others []pairAligned, witnesses []*witness.Witness) {
	number := map[string]int32{}
	for i, w := range witnesses {
		number[w.ID] = int32(i)
	}
	most := map[[2]int32]float64{} // by two newest texts
	for _, list := range newest {
		for _, p := range list {
			most[[2]int32{p.a, p.b}] = p.alike()
		}
	}
	there := map[[2]int32]Comparison{}
	for _, c := range best {
		there[[2]int32{number[c.A], number[c.B]}] = c
	}
	of := func(n int32) int32 {
		if w := witnesses[n]; w.Of != "" {
			return number[w.Of]
		}
		return n
	}
	// What is alike is asked before any comparison is made; of several that are as near
	// the later one is taken.
	nearest := map[[2]int32]pairAligned{}
	for _, p := range others {
		a, b := of(p.a), of(p.b)
		if a > b {
			a, b = b, a
		}
		key := [2]int32{a, b}
		least := 0.0
		if _, ok := there[key]; ok {
			least = most[key] * nearer
		}
		if had, ok := nearest[key]; ok {
			least = had.alike()
		}
		if n := p.alike(); n >= least && n > 0 {
			nearest[key] = p
		}
	}
	keys := make([][2]int32, 0, len(nearest))
	for key := range nearest {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(x, y [2]int32) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	found := make([]pairFound, len(keys))
	parallel.Each(len(keys), func(i int) { found[i] = nearest[keys[i]].found(witnesses) })
	gone := map[[2]string]bool{}
	all := slices.Clone(best)
	for i, key := range keys {
		f := found[i]
		if f.brief && f.odds < scoreLeast {
			continue
		}
		c := f.Comparison
		if of(f.a) != key[0] {
			c = c.Mirror()
		}
		if had, ok := there[key]; ok {
			r.addNewest(had)
			gone[[2]string{had.A, had.B}] = true
		}
		all = append(all, c)
	}
	all = slices.DeleteFunc(all, func(c Comparison) bool { return gone[[2]string{c.A, c.B}] })
	slices.SortFunc(all, func(x, y Comparison) int {
		return cmp.Or(cmp.Compare(r.SourceOf(x.A), r.SourceOf(y.A)), cmp.Compare(r.SourceOf(x.B), r.SourceOf(y.B)))
	})
	for _, c := range all {
		r.add(c)
	}
}
