// Package evidence counts what stands for a claim and against it, of how many sources.
//
// What is counted are passages that editors cite, and the sources they stand in. Two sources are one to the count when
//
//   - they are versions of one source: an earlier or later text of an outlet is no second source;
//   - they share their text here: a passage cited from one of them and a passage cited from the other have the same words, or
//     the comparison finds the passage cited from one of them in the other, word for word or nearly so ([nearly]);
//   - the text of one shows that it follows the other ([stemma.Descent]), or an editor says so.
//
// That goes on from one source to the next: of three, the first may share its text with the second alone, and that with the
// third. It is known of sources that are compared. Of one that is told of nowhere ([dossier.Source.Silent]), and between
// texts in two languages, it is not: [Count.Known] says whether it is of all.
//
// [Check] reports a claim that is its own support.
//
// Not done here: who is right. Nor is it counted how many people say something: two outlets that quote one speaker in other
// words are two.
package evidence

import (
	"slices"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/stemma"
)

const (
	nearly    = 0.85 // share of the words of two passages that they have in common
	leastSame = 4    // words that two passages have in common
)

// Count is how much there is, of how many sources.
type Count struct {
	Passages int
	Groups   []Group // each counts as one source; in the order in which they are first cited
	Known    bool    // it is known of all sources whether they share their text
}

// Group is sources that count as one.
type Group struct {
	Sources []*dossier.Source // each by its newest version, in the order in which they are first cited
	Shared  bool              // of every two of them is known that they share their text here
}

// Counter counts in one dossier. It may be used by several goroutines.
type Counter struct {
	dossier   *dossier.Dossier
	relations *stemma.Relations
}

// New returns a Counter. Relations may be nil: then only what passages say is known.
func New(d *dossier.Dossier, relations *stemma.Relations) *Counter { return &Counter{d, relations} }

// Of counts passages.
func (c *Counter) Of(list []anchor.Cited) Count {
	out := Count{Passages: len(list), Known: true}
	var sources []*dossier.Source
	for _, x := range list {
		if s := x.Citation.Source.Current(); !slices.Contains(sources, s) {
			sources = append(sources, s)
		}
	}
	one := make([]int, len(sources)) // the first of those that count as one
	for i := range sources {
		one[i] = i
	}
	for i, s := range sources {
		for j, t := range sources[:i] {
			shared := c.share(list, s, t)
			if shared || c.follow(s, t) {
				join(one, j, i)
			}
			if s.Silent || t.Silent || !edit.SameLanguage(s.Lang, t.Lang) {
				out.Known = false
			}
		}
	}
	place := map[int]int{}
	for i, s := range sources {
		at, ok := place[one[i]]
		if !ok {
			at = len(out.Groups)
			place[one[i]] = at
			out.Groups = append(out.Groups, Group{Shared: true})
		}
		g := &out.Groups[at]
		for _, t := range g.Sources {
			g.Shared = g.Shared && c.share(list, t, s)
		}
		g.Sources = append(g.Sources, s)
	}
	return out
}

// join makes two classes one, which is called by the smaller number.
func join(class []int, a, b int) {
	a, b = class[a], class[b]
	for i, c := range class {
		if c == max(a, b) {
			class[i] = min(a, b)
		}
	}
}

// share reports whether passages cited from two sources share their text.
func (c *Counter) share(list []anchor.Cited, s, t *dossier.Source) bool {
	for _, x := range list {
		for _, y := range list {
			if x.Citation.Source.Current() == s && y.Citation.Source.Current() == t && alike(words(x), words(y)) {
				return true
			}
		}
	}
	return c.carries(list, s, t) || c.carries(list, t, s)
}

// words returns the words of a passage, without what the citation leaves out.
func words(x anchor.Cited) string { return x.Passage.Quoted(x.Citation.Source.Plain) }

// alike reports whether two texts have the same words, or nearly so.
func alike(a, b string) bool {
	n := min(segment.Count(a), segment.Count(b))
	return n >= leastSame && edit.Common(a, b) >= nearly
}

// carries reports whether the comparison finds a passage cited from s in t.
func (c *Counter) carries(list []anchor.Cited, s, t *dossier.Source) bool {
	if c.relations == nil {
		return false
	}
	for _, x := range list {
		if x.Citation.Source.Current() != s || segment.Count(words(x)) < leastSame {
			continue
		}
		id := string(x.Citation.Source.Slug)
		for _, f := range c.relations.Found.Elsewhere(id, x.Passage.Span, func(f collate.Found) bool { return c.relations.Found.SourceOf(f.ID) == string(t.Slug) }) {
			if f.Score >= nearly {
				return true
			}
		}
	}
	return false
}

// follow reports whether one of two sources follows the other, as a text shows or an editor says. Where the editors
// do not want it said of texts, it is not asked.
func (c *Counter) follow(s, t *dossier.Source) bool {
	if c.dossier.Followed(s) == t || c.dossier.Followed(t) == s {
		return true
	}
	if c.relations == nil || c.dossier.Settings.NoDescent || s.Follows != nil || t.Follows != nil {
		return false
	}
	return c.relations.Descent(string(s.Slug), string(t.Slug)).To != ""
}
