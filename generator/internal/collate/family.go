package collate

import "dossier/generator/internal/segment"

// Family is three or more texts that comparisons tie together.
type Family struct {
	Members []string // IDs, the earliest first
	Rows    []Row    // in the order of the earliest member
}

// Row is one shared statement of a family: a passage per member, in the order
// of Members. An empty span says that the member leaves the statement out.
type Row struct {
	Passages []segment.Span
}

// Families returns the families among texts, by their first member's ID.
func Families(r *Result, texts []Text) []Family { return nil }
