package comparison

import (
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/figure"
	"dossier/generator/internal/site/view"
)

// A Web is a small drawing of what sources have alike, by date from above, with
// an arc for each pair.
type Web struct {
	Drawing figure.Drawing
	All     view.Link // to the comparisons
	More    string    // how many sources have no place in it; empty for none
}

// Of the sources of a large dossier those are drawn that are nearest to each
// other: a picture has to fit on a small screen.
const (
	webSources = 9
	webRow     = 24 // units high
	webWidth   = 380
	webNames   = 190 // units for the names
	webLetters = 12  // units high
)

// Web returns the drawing, or nil where no two sources have anything alike.
func (v leaf) Web() *Web {
	r := v.Index.In.Relations
	drawn := map[*dossier.Source]bool{}
	var arcs []collate.Comparison
	for _, c := range r.Pairs {
		a, b := v.sourceOf(c.A).Current(), v.sourceOf(c.B).Current()
		if v.Index.OfOneSeries(a, b) {
			continue
		}
		more := 0
		for _, s := range []*dossier.Source{a, b} {
			if !drawn[s] {
				more++
			}
		}
		if len(drawn)+more > webSources {
			continue
		}
		drawn[a], drawn[b] = true, true
		arcs = append(arcs, c)
	}
	if len(arcs) == 0 {
		return nil
	}
	var sources []*dossier.Source
	related := 0
	for _, s := range v.Index.In.Dossier.Sources {
		if slices.ContainsFunc(r.Related(string(s.Slug)), func(c collate.Comparison) bool { return !v.Index.OfOneSeries(s, v.sourceOf(c.B)) }) {
			related++
		}
		if drawn[s] {
			sources = append(sources, s)
		}
	}
	slices.SortStableFunc(sources, view.SourcesByDate)
	row := map[string]int{}
	out := &Web{All: v.To(address.Compare, "", v.Word("comparisons"))}
	d := figure.Drawing{ID: "web", Variant: "small", Width: webWidth, Height: webRow*len(sources) + 4, Title: v.Word("web_title")}
	at := func(id string) int { return webRow*row[r.Found.SourceOf(id)] + webRow/2 }
	names := v.Outlets(sources)
	for i, s := range sources {
		row[string(s.Slug)] = i
		d.Marks = append(d.Marks, figure.Mark{
			Class: "web-dot", Quiet: true, Href: v.Href(address.Of(&s.Entry), ""), Title: s.Title,
			Hit:   figure.Rectangle(0, webRow*i, webNames+10, webRow, 0),
			Paths: []figure.Rule{{Class: "dot", Path: figure.Rectangle(webNames, webRow*i+webRow/2-3, 6, 6, 3)}},
			Label: &figure.Text{X: webNames - 8, Y: webRow*i + webRow/2 + 4, Class: "label", Anchor: "end", Words: figure.Fit(names[i], webLetters, webNames-8)},
		})
	}
	slices.Reverse(arcs) // the strongest is drawn last, above the others
	for _, c := range arcs {
		a, b := v.sourceOf(c.A), v.sourceOf(c.B)
		from, to := at(c.A), at(c.B)
		if from > to {
			from, to = to, from
		}
		mark := figure.Mark{
			Class: "web", Href: v.Href(address.Of(&a.Entry), ""),
			Title: v.Word("pair", v.Outlet(a), v.Outlet(b)) + v.Word("colon") + strings.Join(v.Likenesses(c, a, b), v.Word("comma")),
		}
		if v.Index.HasPair(a.Slug, b.Slug) {
			mark.Href = v.Href(address.Pair(a.Slug, b.Slug), "")
		}
		path := figure.Arc(webNames+6, from, to, (webWidth-webNames-24)*(to-from)/max(webRow, webRow*(len(sources)-1)))
		mark.Hit = path
		mark.Paths = []figure.Rule{{Class: "arc level-" + string(rune('0'+level(c.Similarity))) + " " + string(closest(c)), Path: path}}
		d.Marks = append(d.Marks, mark)
	}
	out.Drawing = d
	if more := related - len(sources); more > 0 {
		out.More = v.Count("web_left_out", more)
	}
	return out
}

// closest returns the kind of most of what two sources have alike, by length.
func closest(c collate.Comparison) collate.Kind {
	n := map[collate.Kind]int{}
	most := collate.Verbatim
	for _, a := range c.Alignments {
		kind := KindOf(a)
		if n[kind] += a.A.Len() + a.B.Len(); n[kind] > n[most] {
			most = kind
		}
	}
	return most
}
