package dossier

import (
	"slices"

	"dossier/generator/internal/markdown"
)

// Note is what every note has: an entry, a body, and the citations in it.
type Note struct {
	Entry
	Body         *markdown.Document
	Citations    []*Citation   // in order of Block
	Targets      []*Entry      // what each of Body.Links leads to, as [Dossier.Lookup] has it; nil for nothing
	Destinations []Destination // where each of Body.References leads
}

// A Citation is a blockquote in a note that names a source.
type Citation struct {
	Note   *Note
	Source *Source // the version that the citation holds on, where there are several
	Pinned bool    // it names the version
	Quote  *markdown.Quote
	Block  int // index into Note.Body.Blocks

	// Bears says what the words do for a claim; of other notes it is empty, and so of words that make the claim.
	Bears markdown.Bearing
}

// Remark returns which blocks of an annotation are what it says about one of
// its citations: the prose after it, from one place up to another, and for the
// first also the prose before it. Citations that follow each other share the
// remark after the last of them.
func (c *Citation) Remark() (before, from, to int) {
	n := len(c.Note.Body.Blocks)
	cites := make([]bool, n+1)
	for _, other := range c.Note.Citations {
		cites[other.Block] = true
	}
	if c.Block == c.Note.Citations[0].Block {
		before = c.Block
	}
	from = c.Block + 1
	for from < n && cites[from] {
		from++
	}
	to = from
	for to < n && !cites[to] {
		to++
	}
	return before, from, to
}

// AsNote returns n.
func (n *Note) AsNote() *Note { return n }

func (n *Note) settle(b *builder) { b.citations(n, nil, false) }

// quotes reports whether there is a blockquote in a note.
func (n *Note) quotes() bool {
	return slices.ContainsFunc(n.Body.Blocks, func(b markdown.Block) bool { return b.Quote != nil })
}
