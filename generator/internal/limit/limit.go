// Package limit is the table of what a content file may hold, so that no file
// takes more time or memory than in proportion to its size.
//
// Reading Markdown is not linear: the parser compares each delimiter of a
// paragraph with those before it, each line with all the blocks that are open
// there, and fills every row of a table up to its width. A file that passes a
// limit is refused before it is parsed. The limits lie far above what articles
// and notes have, and an editor raises them in the settings.
package limit

import "fmt"

// A Limits says how much of each thing there may be. The zero value allows
// nothing; start from [Default].
type Limits struct {
	File, Paragraph, Nesting, Marks, Footnotes, Cells, Dates int
}

// A Limit is one row of the table.
type Limit struct {
	Key     string // in the settings, below "limits"
	Default int
	Of      string             // what it counts, after the number: "bytes in a file"
	In      func(*Limits) *int // where its value stands
}

// Table holds every limit, in the order in which the documentation lists them.
var Table = []Limit{
	{"file", 16 << 20, "bytes in a file", func(l *Limits) *int { return &l.File }},
	{"paragraph", 1 << 19, "bytes in a paragraph, which an empty line ends", func(l *Limits) *int { return &l.Paragraph }},
	{"marks", 2000, "of one mark of Markdown, such as * or [, in a paragraph or list item", func(l *Limits) *int { return &l.Marks }},
	{"nesting", 100, "lists and blockquotes inside one another", func(l *Limits) *int { return &l.Nesting }},
	{"footnotes", 2000, "footnotes in a file", func(l *Limits) *int { return &l.Footnotes }},
	{"cells", 10000, "cells that the rows of the tables in a file leave out", func(l *Limits) *int { return &l.Cells }},
	{"dates", 200, "dates in one value", func(l *Limits) *int { return &l.Dates }},
}

// Default returns the limits of a dossier that sets none.
func Default() Limits {
	var l Limits
	for _, row := range Table {
		*row.In(&l) = row.Default
	}
	return l
}

// Keys returns the keys of all limits, in the order of the table.
func Keys() []string {
	var out []string
	for _, row := range Table {
		out = append(out, row.Key)
	}
	return out
}

// Find returns the limit that has a key.
func Find(key string) (Limit, bool) {
	for _, row := range Table {
		if row.Key == key {
			return row, true
		}
	}
	return Limit{}, false
}

// Mend says what an editor does with a file that passes the limit of a key.
func Mend(key string) string {
	row, _ := Find(key)
	return fmt.Sprintf(`divide it; where it has to be so, a line "limits: {%s: %d}" in dossier.yaml raises the limit`, key, 10*row.Default)
}
