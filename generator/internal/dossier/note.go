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

// AsNote returns n.
func (n *Note) AsNote() *Note { return n }

func (n *Note) settle(b *builder) { b.citations(n, nil, false) }

// quotes reports whether there is a blockquote in a note.
func (n *Note) quotes() bool {
	return slices.ContainsFunc(n.Body.Blocks, func(b markdown.Block) bool { return b.Quote != nil })
}
