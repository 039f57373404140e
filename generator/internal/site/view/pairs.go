package view

import (
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
)

// Which related pairs are worth a page, where the settings leave it to their number.
const (
	// pairsInFull is up to how many pairs each has a page. So many are one page of the list of comparisons, which a
	// reader can go through, and they are what twenty sources have of which each is alike to all others.
	pairsInFull = 200
	// closest is how many sources that are most alike to a source it is compared with.
	closest = 2
	// citedTogether is up to how many sources of a note are compared with each other. Of those of a note that cites
	// more of them, each is compared with the first, which in a quotation has the leading wording, so that what is
	// made grows with what is written.
	citedTogether = 4
)

// SerialPairs is how many pairs of sources are of one series: in all, of those that share something as far as they are compared,
// and of those that are worth reading. The neighbours of a series stand for the others.
type SerialPairs struct{ All, Related, Worth int }

// pairs are the pairs of sources that share something, as far as readers are led to them.
type pairs struct {
	worth []collate.Comparison // those worth reading, the strongest first
	page  map[[2]string]bool   // those that have a page

	serial SerialPairs
}

// Pairs returns the related pairs that are worth reading, the strongest first. What else is related the pages of the
// sources list.
func (x *Index) Pairs() []collate.Comparison { return x.pairs().worth }

// SerialPairs counts the pairs that are of one series; they are none where the settings have all pairs compared.
func (x *Index) SerialPairs() SerialPairs { return x.pairs().serial }

func (x *Index) countSerial(related, worth []collate.Comparison) SerialPairs {
	var out SerialPairs
	for _, s := range x.Series() {
		n := 0
		for _, source := range s.Sources {
			if !source.Silent {
				n++
			}
		}
		out.All += n * (n - 1) / 2
	}
	count := func(list []collate.Comparison) int {
		n := 0
		for _, c := range list {
			if x.isOfSeries(c) {
				n++
			}
		}
		return n
	}
	out.Related, out.Worth = count(related), count(worth)
	return out
}

// HasPair reports whether two sources, in either order, have a page that compares them.
func (x *Index) HasPair(a, b dossier.Slug) bool {
	return x.pairs().page[keyOf(a, b)]
}

func (x *Index) pair() pairs {
	r, how := x.In.Relations, x.In.Dossier.Settings.ComparePages
	out := pairs{worth: r.Pairs, page: map[[2]string]bool{}}
	asked := x.askedFor()
	if how != dossier.CompareAll {
		out.worth = slices.DeleteFunc(slices.Clone(r.Pairs), func(c collate.Comparison) bool {
			return x.stoodFor(c) && !asked[keyOf(c.A, c.B)]
		})
		out.serial = x.countSerial(r.Pairs, out.worth)
	}
	if how == dossier.CompareClose || how != dossier.CompareAll && len(out.worth) > pairsInFull {
		worth := x.worthReading()
		out.worth = slices.DeleteFunc(out.worth, func(c collate.Comparison) bool {
			key := keyOf(c.A, c.B)
			return !worth[key] && !asked[key]
		})
	}
	for _, c := range out.worth {
		if key := keyOf(c.A, c.B); how != dossier.CompareNone || asked[key] {
			out.page[key] = true
		}
	}
	return out
}

// keyOf returns the key of two sources, in either order; that of versions of them is
// the same.
func keyOf[ID ~string](a, b ID) [2]string {
	one, other := string(dossier.BaseOf(dossier.Slug(a))), string(dossier.BaseOf(dossier.Slug(b)))
	return [2]string{min(one, other), max(one, other)}
}

// askedFor returns the pairs whose page somebody asks for by its name: the settings, or a note that links to it.
func (x *Index) askedFor() map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, p := range x.In.Dossier.ComparePairs() {
		out[keyOf(p.A, p.B)] = true
	}
	linked := map[string]bool{}
	for _, n := range x.In.Dossier.Notes() {
		for _, to := range n.Destinations {
			if to.Here == "" || !strings.Contains(to.Here, dossier.PairMark) {
				continue
			}
			file, _ := x.Leads(n, to)
			linked[file] = true
		}
	}
	if len(linked) == 0 {
		return out
	}
	for _, c := range x.In.Relations.Pairs {
		if linked[address.Pair(dossier.Slug(c.A), dossier.Slug(c.B)).File()] {
			out[keyOf(c.A, c.B)] = true
		}
	}
	return out
}

// worthReading returns the pairs that tell a reader more than the rest does: a source and those that are most alike to
// it, what a note cites together, and what rewords each other in a series, whose neighbours stand for all of it.
func (x *Index) worthReading() map[[2]string]bool {
	out := map[[2]string]bool{}
	add := func(a, b *dossier.Source) { out[keyOf(a.Slug, b.Slug)] = true }
	for _, s := range x.Told() {
		n := 0
		for _, c := range x.In.Relations.Related(string(s.Slug)) {
			other := x.Source(c.B)
			if other == nil || x.OfOneSeries(s, other) {
				continue
			}
			if n++; n > closest {
				break
			}
			add(s, other)
		}
	}
	for _, series := range x.Series() {
		for i, s := range series.Sources {
			if before := series.Since(i); before != nil {
				add(before, s)
			}
		}
	}
	for _, n := range x.In.Dossier.Notes() {
		var cited []*dossier.Source
		for _, c := range n.Citations {
			if s := c.Source.Current(); !slices.Contains(cited, s) {
				cited = append(cited, s)
			}
		}
		for i, s := range cited {
			for j := range cited[:i] {
				if j == 0 || len(cited) <= citedTogether {
					add(s, cited[j])
				}
			}
		}
	}
	return out
}
