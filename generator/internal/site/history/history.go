// Package history makes the pages that tell how a text became another: what changed from
// one version of a source to the next.
//
// What became of each sentence package revision finds. Here it is put into words, with the
// words that came in and went out marked, and led back to where they stand.
package history

import (
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// A leaf is a page being made that tells how a text became another.
type leaf struct{ view.View }

// Of returns a page as one that tells how a text became another.
func Of(v view.View) leaf { return leaf{v} }

// A Sentence is one that changed.
type Sentence struct {
	Kind   string // "changed", "added", "dropped" or "moved", which may be changed too
	Word   string // for the kind
	Pieces []view.Piece
	Hidden string // says how many words there are, where they may not be shown
	Href   string // to where it stands in the later version, or else the earlier
	Notice bool   // it says that the text was corrected
}

// isChange reports whether a sentence is not as it was, or not where.
func isChange(c revision.Change) bool { return c.Kind != revision.Same || c.Moved }

func (v leaf) sentence(c revision.Change, from, to *dossier.Source) Sentence {
	out := Sentence{Kind: string(c.Kind)}
	if c.Kind == revision.Same {
		out.Kind = "moved"
	}
	out.Word = v.Word("revision_" + out.Kind)
	if c.Moved && c.Kind == revision.Changed {
		out.Word = v.Word("revision_changed_moved")
	}
	before, after := c.Before.In(from.Plain), c.After.In(to.Plain)
	shown := true
	if c.Before.Len() > 0 {
		shown = v.Shows(from, c.Before)
		out.Href = v.Passage(from, c.Before).Href
	}
	if c.After.Len() > 0 {
		shown = shown && v.Shows(to, c.After)
		out.Href = v.Passage(to, c.After).Href
		out.Notice = c.Kind == revision.Added && lexicon.Corrects(after, to.LangOf(c.After))
	}
	if shown {
		out.Pieces = pieces(before, after)
	} else {
		out.Hidden = v.Count("withheld", max(len(segment.Words(before)), len(segment.Words(after))))
	}
	return out
}

// pieces returns how one text became another, word by word.
func pieces(before, after string) []view.Piece {
	var out []view.Piece
	for _, e := range edit.Diff(before, after) {
		text := e.B.In(after)
		if e.Op == edit.Deleted {
			text = e.A.In(before)
		}
		out = append(out, view.Piece{Op: e.Op, Text: text})
	}
	return out
}
