package collate

import "dossier/generator/internal/segment"

// Found is a passage of another text that carries a given passage.
type Found struct {
	ID    string       // the other text
	Span  segment.Span // the words there that answer the given passage
	Kind  Kind
	Score float64 // as in Alignment
}

// Elsewhere returns where other texts carry passage p of text id, by ID and
// then by place.
func (r *Result) Elsewhere(id string, p segment.Span) []Found { return nil }
