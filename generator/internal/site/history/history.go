// Package history makes the pages that tell how a text became another: what changed from
// one version of a source to the next, and what in a series of sources that reword each other.
//
// What became of each sentence package revision finds. Here it is put into words, with the
// words that came in and went out marked, and led back to where they stand.
package history

import (
	"strings"
	"unicode"
	"unicode/utf8"

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

// A Sentence is what became of one.
type Sentence struct {
	Kind   string // "changed", "added", "dropped", "moved", or "same"
	Word   string // for the kind; empty for the same
	Moved  bool   // it stands in another order, changed or not
	Pieces []view.Piece
	Hidden string // says how many words there are, where they may not be shown
	Href   string // to where it stands in the later version, or else the earlier
	Notice bool   // it says that the text was corrected
}

func (v leaf) sentence(c revision.Change, from, to *dossier.Source) Sentence {
	out := Sentence{Kind: string(c.Kind), Moved: c.Moved}
	if c.Kind == revision.Same && c.Moved {
		out.Kind = "moved"
	}
	if c.Changed() {
		out.Word = v.Word("revision_" + out.Kind)
	}
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
		out.Hidden = v.Count("withheld", max(segment.Count(before), segment.Count(after)))
	}
	return out
}

// pieces returns how one text became another, word by word. Where a part of a number changed, all of it
// did: "4-3/4" for "5-1/4" and not three figures one by one.
func pieces(before, after string) []view.Piece {
	var out []view.Piece
	var was, is string // of a change that is not told yet
	tell := func() {
		out = view.AppendPiece(out, edit.Deleted, was)
		if was != "" && strings.TrimSpace(is) != "" {
			is = " " + strings.TrimLeftFunc(is, unicode.IsSpace) // the two stand for each other; read aloud or copied they are two words
		}
		out = view.AppendPiece(out, edit.Inserted, is)
		was, is = "", ""
	}
	list := edit.Diff(before, after)
	for i, e := range list {
		gone, come := e.A.In(before), e.B.In(after)
		if !replaces(e) {
			lead, trail := 0, len(come)
			if e.Op == edit.Same && (sticks(was) || sticks(is)) {
				lead = figures(come)
			}
			if e.Op == edit.Same && i+1 < len(list) && replaces(list[i+1]) {
				trail -= figuresAtEnd(come[lead:])
			}
			was, is = was+come[:lead], is+come[:lead]
			if lead < len(come) {
				tell()
				out = view.AppendPiece(out, e.Op, come[lead:trail])
				was, is = come[trail:], come[trail:]
			}
			continue
		}
		was, is = was+gone, is+come
	}
	tell()
	return out
}

// replaces reports whether an edit takes out or puts in.
func replaces(e edit.Edit) bool { return e.Op == edit.Deleted || e.Op == edit.Inserted }

// sticks reports whether what follows a text is of the same word.
func sticks(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return text != "" && !unicode.IsSpace(last)
}

// figures returns how many bytes of a number a text begins with that begins before it.
func figures(text string) int {
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	if !strings.ContainsFunc(text[:end], unicode.IsNumber) {
		return 0
	}
	return end
}

// figuresAtEnd returns how many bytes of a number a text ends with that goes on behind it.
func figuresAtEnd(text string) int {
	start := 0
	if space := strings.LastIndexFunc(text, unicode.IsSpace); space >= 0 {
		_, n := utf8.DecodeRuneInString(text[space:])
		start = space + n
	}
	if !sticks(text) || !strings.ContainsFunc(text[start:], unicode.IsNumber) {
		return 0
	}
	return len(text) - start
}
