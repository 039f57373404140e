package site

import (
	"cmp"
	"slices"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/figure"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/view"
)

// How much of what other sources share with a source stands on its page.
const (
	// nearestShown is how many of the nearest stand before the text. With the head of the page they are what a telephone
	// shows at once.
	nearestShown = 3
	// nearestShare is the share of the text, in per cent, from which another is near enough to stand before it.
	nearestShare = 10
	// relativesOnPage is how many stand on the page, most of them folded. Where there are more, all have a page of their own.
	relativesOnPage = 12
	// passagesOnPage is how many passages stand below one that no page compares with this source, and passagesInList in the list of all.
	passagesOnPage, passagesInList = 3, 1
	// sharedBeside is how many stand beside a paragraph that have something of it.
	sharedBeside = 6
)

// stripHigh is the height of a strip, in units.
const stripHigh = 12

// Relatives are the sources that share passages with one.
type Relatives struct {
	Nearest []Related // those that share most, each with a page that compares it; they stand before the text
	Others  []Related // those that share most of the others, folded
	Folded  string    // how many others there are
	All     view.Link // to the page that lists all of them; Href is empty where all stand here
	Series  string    // says that of a series only what stands beside stands here; may be empty
}

// Related is another source that shares passages with this one.
type Related struct {
	Name       string // what the source is called, beside this one
	Source     SourceItem
	Comparison view.Link // Href is empty where there is no page
	Covered    int       // per cent of this source's words that the other has too
	Counts     []string
	Versions   []view.Link               // say which earlier versions are compared
	Strip      []figure.Rule             // where what is shared stands in this source; 1000 units wide
	Passages   comparison.SharedPassages // where no page compares both
}

// RelatedPage lists all sources that share passages with one, those that share most first.
type RelatedPage struct {
	view.Listing
	Related []Related
}

// Shared says that another source carries something of a paragraph.
type Shared struct {
	view.Link
	Kind collate.Kind
	How  string // in words
}

// nearest returns sources that share passages with one, those that share most of its words first.
func nearest(list []view.Alike) []view.Alike {
	return view.SortedBy(list, func(a, b view.Alike) int {
		return cmp.Compare(percent(b.Comparison.CoveredA), percent(a.Comparison.CoveredA))
	})
}

func percent(share float64) int { return int(share*100 + 0.5) }

// relatives returns what the page of s shows of the sources that share passages with it, the nearest first, or nil where none
// does.
func (v maker) relatives(s *dossier.Source, list []view.Alike) *Relatives {
	if len(list) == 0 {
		return nil
	}
	out, all := &Relatives{}, len(list)
	if of, _ := v.Index.InSeries(s); of != nil {
		out.Series = v.Word("related_series")
	}
	if all > relativesOnPage {
		list = list[:relativesOnPage]
		out.All = v.To(address.Related(s.Slug), "", v.Count("related_all", all))
	}
	for _, with := range list {
		r := v.related(s, with)
		if r.Comparison.Href != "" && r.Covered >= nearestShare && len(out.Nearest) < nearestShown {
			out.Nearest = append(out.Nearest, r)
			continue
		}
		if out.All.Href == "" {
			v.passages(&r, s, with, passagesOnPage)
		}
		out.Others = append(out.Others, r)
	}
	out.Folded = v.Count("n_sources", all)
	if n := len(out.Nearest); n > 0 {
		out.Folded = v.Count("and_more", all-n)
	}
	return out
}

func (v maker) related(s *dossier.Source, with view.Alike) Related {
	self, other, c := with.Self, with.Other, with.Comparison
	r := Related{Name: v.OutletAfter(other, s), Source: v.sourceItem(other), Covered: percent(c.CoveredA)}
	r.Counts = comparison.Of(v.View).Likenesses(c, self, other)
	if self != s || other.Newest != nil {
		r.Versions = v.Compared(self, other)
	}
	r.Comparison = v.comparisonOf(s, other)
	r.Strip = bands(segments(self, c))
	return r
}

// bands returns the segments of a strip as a path for each kind.
func bands(list []Segment) []figure.Rule {
	var out []figure.Rule
	for _, s := range painted(list) {
		if n := len(out); n == 0 || out[n-1].Class != string(s.Kind) {
			out = append(out, figure.Rule{Class: string(s.Kind)})
		}
		out[len(out)-1].Path += figure.Rectangle(s.At, 0, s.Width, stripHigh, 0)
	}
	return out
}

// comparisonOf returns the link to the page that compares s with another
// source, without an address where there is none.
func (v maker) comparisonOf(s, other *dossier.Source) view.Link {
	if v.Index.HasPair(s.Slug, other.Slug) {
		return v.To(address.Pair(s.Slug, other.Slug), "", v.Word("compare_with", v.Outlet(other)))
	}
	return view.Link{}
}

// passages gives a related source the passages that are shared, where no page shows them.
func (v maker) passages(r *Related, s *dossier.Source, with view.Alike, n int) {
	if r.Comparison.Href == "" {
		r.Passages = comparison.Of(v.View).SharedPassages(with.Comparison, with.Self, with.Other, n)
	}
}

// related plans the page that lists all sources that share passages with s, where there are too many for its own.
func (p plan) related(s *dossier.Source) {
	x := p.Index
	if len(x.Alike(s)) <= relativesOnPage {
		return
	}
	list := nearest(x.Alike(s))
	p.List(view.List{
		Route: address.Related(s.Slug), Template: "related", Name: "what shares passages with " + string(s.Slug), Size: len(list),
		Weight: func(i int) int {
			return view.ItemWeight + x.OutletWeight(list[i].Other) + comparison.SharedWeight(list[i].Self, list[i].Other, passagesInList)
		},
		Label: func(v view.View, i int) string { return v.Percent(list[i].Comparison.CoveredA) },
		Data: p.data(func(v maker, n view.OnPage) any {
			title := v.Word("related_title", v.Outlet(s))
			out := &RelatedPage{Listing: v.Listing(n, title, title, v.To(address.Sources, "", v.Word("sources")), v.Entry(&s.Entry))}
			for _, with := range view.Chosen(list, n.Items) {
				r := v.related(s, with)
				v.passages(&r, s, with, passagesInList)
				out.Related = append(out.Related, r)
			}
			return out
		}),
	})
}

// shared returns which other sources carry something of a block, by date, and where all of them are listed when there are
// more. Those that share most with s stand for the others.
func (v maker) shared(s *dossier.Source, block segment.Span, near []view.Alike, all *Relatives) (out []Shared, more view.Link) {
	type part struct {
		with view.Alike
		at   collate.Alignment
	}
	var parts []part
	for _, with := range near {
		best, at := 0, collate.Alignment{}
		for _, a := range with.Comparison.Alignments {
			if n := min(a.A.End, block.End) - max(a.A.Start, block.Start); n > best {
				best, at = n, a
			}
		}
		if best > 0 {
			parts = append(parts, part{with, at})
		}
	}
	if n := len(parts) - sharedBeside; n > 0 {
		parts = parts[:sharedBeside]
		more = view.Link{Href: cmp.Or(all.All.Href, "#related"), Text: v.Count("and_more", n)}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return view.SourcesByDate(a.with.Other, b.with.Other) })
	for _, p := range parts {
		link := v.Passage(p.with.Other, counterpart(p.at, block))
		link.Text = v.OutletAfter(p.with.Other, s)
		out = append(out, Shared{link, comparison.KindOf(p.at), v.Word("alike_" + comparison.Of(v.View).Likeness(p.at, s, p.with.Other))})
	}
	return out, more
}

// counterpart returns a place in the B side of an alignment that answers the
// middle of what a block has of its A side, by proportion.
func counterpart(a collate.Alignment, block segment.Span) segment.Span {
	middle := (max(a.A.Start, block.Start) + min(a.A.End, block.End)) / 2
	at := a.B.Start + (middle-a.A.Start)*a.B.Len()/max(1, a.A.Len())
	return segment.Span{Start: at, End: at}
}
