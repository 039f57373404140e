// Package stemma tells how sources are related to one another, by what a comparison found in them.
//
// A [Family] is sources that comparisons tie together, with a row for each statement that members share: a synopsis. A [Descent]
// is the evidence that one of two sources follows the other.
//
// Descent. That one text follows another is said from evidence in the text alone: a credit line that names the other's
// outlet; words of no quotation that both have where an earlier third text has others; and a long run of words that only
// the earlier of the two can be the origin of, as far as the texts tell. The last two need dates that surely order the two.
// Quoted speech is no evidence, nor is a sentence in the first person or a turn of a transcript, since both outlets may
// have heard it; nor are dates by themselves.
package stemma

import (
	"cmp"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/witness"
	"slices"
	"strings"
)

// Relations is what a comparison says of texts, arranged as its readers ask for
// it. It is made of the texts alone, so that it lasts as long as they stay as
// they are. Its lists are not the caller's.
type Relations struct {
	Found    *collate.Result
	Pairs    []collate.Comparison // those that share something, the strongest first
	Families []Family             // of three texts or more

	newest   *collate.Result                 // as it is between the newest texts of all sources
	descents map[[2]string]Descent           // by the sources of both
	related  map[string][]collate.Comparison // by text, which is A, the strongest first
	compared map[string][]collate.Comparison // by text, which is A
}

// Relate arranges what was found in texts.
func Relate(found *collate.Result, texts []witness.Text) *Relations {
	r := &Relations{descents: map[[2]string]Descent{}}
	r.arrange(found)
	for _, d := range descents(found, texts) {
		r.descents[r.key(d.A, d.B)] = d
	}
	r.Families = named(families(r.newest, texts))
	return r
}

// arrange fills what is made of the comparisons alone.
func (r *Relations) arrange(found *collate.Result) {
	r.Found, r.newest, r.Pairs = found, found.Newest(), nil
	r.related, r.compared = map[string][]collate.Comparison{}, map[string][]collate.Comparison{}
	for _, c := range found.Comparisons {
		a, b, mirror := found.SourceOf(c.A), found.SourceOf(c.B), c.Mirror()
		r.compared[a] = append(r.compared[a], c)
		r.compared[b] = append(r.compared[b], mirror)
		if len(c.Alignments) > 0 {
			r.Pairs = append(r.Pairs, c)
			r.related[a] = append(r.related[a], c)
			r.related[b] = append(r.related[b], mirror)
		}
	}
	byStrength := func(x, y collate.Comparison) int {
		return cmp.Or(cmp.Compare(y.Strength, x.Strength), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	}
	slices.SortFunc(r.Pairs, byStrength)
	for _, list := range r.related {
		slices.SortFunc(list, byStrength)
	}
}

// key returns the key of the sources of two texts, in either order.
func (r *Relations) key(a, b string) [2]string {
	a, b = r.Found.SourceOf(a), r.Found.SourceOf(b)
	return [2]string{min(a, b), max(a, b)}
}

// named returns the families that are large enough, each with a name of its own: that of its earliest member, and of
// more of them where several families have that.
func named(list []Family) []Family {
	var out []Family
	used := map[string]bool{}
	for _, f := range list {
		if len(f.Members) < smallestFamily {
			continue
		}
		f.Name = f.Members[0]
		for n := 2; used[f.Name] && n <= len(f.Members); n++ {
			f.Name = strings.Join(f.Members[:n], "-")
		}
		if !used[f.Name] {
			used[f.Name] = true
			out = append(out, f)
		}
	}
	return out
}

// Of returns the comparison of the sources of two texts, of their nearest readings,
// seen from a, and whether there is one.
func (r *Relations) Of(a, b string) (collate.Comparison, bool) { return r.Found.Of(a, b) }

// OfNewest returns the comparison of the newest texts of two sources, seen from a,
// and whether there is one. Families are made of these.
func (r *Relations) OfNewest(a, b string) (collate.Comparison, bool) { return r.newest.Of(a, b) }

// Related returns the comparisons of a source with those that share something
// with it, of the nearest readings of both, seen from it, the strongest first.
func (r *Relations) Related(id string) []collate.Comparison { return r.related[id] }

// Compared returns all comparisons of a source, of the nearest readings, seen from it.
func (r *Relations) Compared(id string) []collate.Comparison { return r.compared[id] }

// Descent returns what is known of who follows whom in the pair of the sources of two
// texts, in either order. It speaks of their nearest readings.
func (r *Relations) Descent(a, b string) Descent { return r.descents[r.key(a, b)] }

// Without returns the relations without the texts with these IDs, which may
// have changed or gone since, or are not to be told of. Families lose their
// columns, and are left out when too few are left; no name is left of what is
// gone, and no direction that rests on it.
func (r *Relations) Without(ids map[string]bool) *Relations {
	out := *r
	out.arrange(r.Found.Without(ids))
	var families []Family
	for _, f := range r.Families {
		if f = f.without(ids); len(f.Rows) > 0 {
			families = append(families, f)
		}
	}
	out.Families = named(families)
	out.descents = map[[2]string]Descent{}
	for pair, d := range r.descents {
		if !ids[d.A] && !ids[d.B] {
			out.descents[pair] = d.By(func(e Evidence) bool { return !ids[e.Third] })
		}
	}
	return &out
}
