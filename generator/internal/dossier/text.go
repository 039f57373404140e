package dossier

import (
	"crypto/sha256"
	"sort"
	"unicode/utf8"

	"dossier/generator/internal/markdown"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// A Text is what a source says: its words, and what they are in the article.
// It does not change, and two texts with one hash have the same words.
type Text struct {
	Plain   string               // as published at source.txt
	Blocks  []markdown.TextBlock // its paragraphs and headings, in order
	Inlines []markdown.Inline    // words set apart, by start
	Others  []tongue.Stretch     // of Plain, in order: what is marked as being in another language
	Hash    TextHash
	origins markdown.Plain // where its words stand in the file
	points  []int32        // code points before each byte that stride divides
}

// A TextHash is the SHA-256 of the bytes of a text.
type TextHash [sha256.Size]byte

// NewText makes a text of what was read from a file.
func NewText(read markdown.Source) *Text {
	t := &Text{
		Plain: read.Plain.Text, Blocks: read.Blocks, Inlines: read.Inlines, Hash: sha256.Sum256([]byte(read.Plain.Text)),
		origins: read.Plain, points: countPoints(read.Plain.Text),
	}
	for _, b := range read.Blocks {
		if b.Lang != "" {
			t.Others = append(t.Others, tongue.Stretch{Span: b.Span, Lang: b.Lang})
		}
	}
	return t
}

const stride = 256

// countPoints returns the code points before each byte of text that stride
// divides, so that none is counted twice.
func countPoints(text string) []int32 {
	var out []int32
	n := int32(0)
	for at := range len(text) {
		if at%stride == 0 {
			out = append(out, n)
		}
		if utf8.RuneStart(text[at]) {
			n++
		}
	}
	return out
}

// CodePoints returns p in code points of the text, the unit in which offsets
// are published.
func (t *Text) CodePoints(p segment.Span) (start, end int) {
	return t.codePoint(p.Start), t.codePoint(p.End)
}

func (t *Text) codePoint(at int) int {
	if len(t.points) == 0 {
		return 0
	}
	i := min(at/stride, len(t.points)-1)
	n := int(t.points[i])
	for _, c := range []byte(t.Plain[i*stride : at]) {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// Paragraph returns the number, from 1, of the block that holds the byte at.
func (t *Text) Paragraph(at int) int {
	i := sort.Search(len(t.Blocks), func(i int) bool { return at < t.Blocks[i].End })
	return min(i+1, len(t.Blocks))
}

// origin returns the bytes [from, to) of the file in which p was written.
func (t *Text) origin(p segment.Span) (from, to int) { return t.origins.Origin(p.Start, p.End) }
