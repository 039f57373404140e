package anchor

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
)

// Shown returns which passages of a source's text may be published, in order:
// all of it, or where its front matter keeps words back ("publish: passages",
// "publish: none") those that published notes cite. Of a citation with words
// marked ==so== these alone count, and the words that […] leaves out do not.
//
// Everything that leaves the program for readers asks this: pages, addresses,
// ids, links to the original, files for other programs.
func (e *Evidence) Shown(s *dossier.Source) []segment.Span {
	if s.Publish == dossier.PublishFull {
		return []segment.Span{{Start: 0, End: len(s.Plain)}}
	}
	return e.shown()[s]
}

// Shows reports whether a passage of a source may be published, every word of it.
func (e *Evidence) Shows(s *dossier.Source, p segment.Span) bool {
	return s.Publish == dossier.PublishFull ||
		slices.ContainsFunc(e.shown()[s], func(q segment.Span) bool { return q.Contains(p) })
}

// A Portion of a passage may be published, all of it, or nothing of it.
type Portion struct {
	segment.Span
	Shown bool
}

// Portions cuts a passage of a source where what may be published begins and ends. What may not be published and has
// no word in it is in none of them.
func (e *Evidence) Portions(s *dossier.Source, p segment.Span) []Portion {
	var out []Portion
	hidden := func(q segment.Span) {
		if q.Len() > 0 && segment.HasWord(q.In(s.Plain)) {
			out = append(out, Portion{q, false})
		}
	}
	at := p.Start
	for _, shown := range e.Shown(s) {
		if both := (segment.Span{Start: max(at, shown.Start), End: min(p.End, shown.End)}); both.Len() > 0 {
			hidden(segment.Span{Start: at, End: both.Start})
			out = append(out, Portion{both, true})
			at = both.End
		}
	}
	hidden(segment.Span{Start: at, End: p.End})
	return out
}

// shownOf returns what may be published of the sources that keep words back.
func shownOf(cited map[*dossier.Source]ofSource) map[*dossier.Source][]segment.Span {
	out := map[*dossier.Source][]segment.Span{}
	for s, list := range cited {
		if s.Publish == dossier.PublishFull {
			continue
		}
		var parts []segment.Span
		for _, c := range list.published {
			parts = append(parts, c.Passage.Parts...)
		}
		out[s] = joined(s.Plain, parts)
	}
	return out
}

// joined joins spans of a text that overlap, or that nothing but white space
// parts, and puts them in order.
func joined(text string, list []segment.Span) []segment.Span {
	slices.SortFunc(list, func(a, b segment.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	var out []segment.Span
	for _, p := range list {
		if n := len(out); n > 0 && (p.Start <= out[n-1].End || strings.TrimSpace(text[out[n-1].End:p.Start]) == "") {
			out[n-1].End = max(out[n-1].End, p.End)
		} else {
			out = append(out, p)
		}
	}
	return out
}
