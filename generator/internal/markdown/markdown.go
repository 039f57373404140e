// Package markdown reads the two kinds of Markdown that a dossier is written
// in: a source's text, which becomes plain text with its structure kept aside
// ([ReadSource]), and a note's body, which becomes a [Document] of prose and
// quotes.
//
// Both are CommonMark as goldmark reads it, without raw HTML: in a source, and
// in the words that a note cites, what looks like a tag is text; elsewhere in a
// note it is a problem. Emphasis needs no space beside it in scripts that have
// none, and what TeX has for quotation marks, backticks and apostrophes, is no
// code. Comments, <!-- … --> and
// Obsidian's %%…%%, are left out of both; one that does not end is a problem.
// Notes add the dossier dialect: links between notes,
// [[slug]], [[kind/slug]] and [[slug|shown text]]; words marked with ==…==; a
// blockquote whose last line is a dash and a link, which is its attribution;
// and tables, footnotes and ~~strikethrough~~.
//
// Positions are bytes of the file. They stay true because the parser is given
// the whole file with the front matter blanked out by spaces.
package markdown

import (
	"cmp"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// Plain is plain text that knows where in a file it was written.
type Plain struct {
	Text   string
	pieces []piece
}

// A piece of plain text. Within it offsets run in step with the file, or, for
// decoded characters such as &mdash;, all stand for one place in it.
type piece struct {
	text, file int // where it starts in each
	length     int // in the file
	decoded    bool
}

// Origin returns the bytes [from, to) of the file in which the bytes
// [start, end) of the plain text were written. Line ends, blockquote marks and
// emphasis between them are included.
func (p *Plain) Origin(start, end int) (from, to int) {
	if len(p.pieces) == 0 {
		return 0, 0
	}
	at := func(offset int) (piece, int) {
		i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].text > offset })
		q := p.pieces[max(i-1, 0)]
		return q, offset - q.text
	}
	q, d := at(start)
	if q.decoded {
		from = q.file
	} else {
		from = q.file + min(d, q.length)
	}
	if end <= start {
		return from, from
	}
	q, d = at(end - 1)
	if q.decoded {
		to = q.file + q.length
	} else {
		to = q.file + min(d+1, q.length)
	}
	return from, max(from, to)
}

// writer gathers plain text.
type writer struct {
	strings.Builder
	pieces []piece
	name   func(Link) string // what a link without a text reads as; may be nil
}

func (w *writer) plain() Plain { return Plain{Text: w.String(), pieces: w.pieces} }

// raw writes bytes of the file as they are.
func (w *writer) raw(src []byte, from, to int) {
	if from < to {
		w.pieces = append(w.pieces, piece{text: w.Len(), file: from, length: to - from})
		w.Write(src[from:to])
	}
}

// as writes text for the bytes [from, to) of the file.
func (w *writer) as(text string, from, to int) {
	if text != "" {
		w.pieces = append(w.pieces, piece{text: w.Len(), file: from, length: to - from, decoded: true})
		w.WriteString(text)
	}
}

// text writes a stretch of Markdown text with its backslash escapes and
// character references decoded, as CommonMark 6.1 and 6.2 have it.
func (w *writer) text(src []byte, from, to int) {
	start := from
	for at := from; at < to; {
		switch src[at] {
		case '\\':
			if at+1 < to && util.IsPunct(src[at+1]) {
				w.raw(src, start, at)
				w.as(string(src[at+1]), at, at+2)
				at += 2
				start = at
				continue
			}
		case '&':
			if end := reference(src[at:to]); end > 0 {
				written := string(src[at : at+end])
				if decoded := string(util.ResolveEntityNames(util.ResolveNumericReferences([]byte(written)))); decoded != written {
					w.raw(src, start, at)
					w.as(decoded, at, at+end)
					at += end
					start = at
					continue
				}
			}
		}
		at++
	}
	w.raw(src, start, to)
}

// reference returns the length of the character reference that s starts with,
// or 0.
func reference(s []byte) int {
	for i := 1; i < len(s) && i < 34; i++ {
		switch c := s[i]; {
		case c == ';' && i > 1:
			return i + 1
		case c == '#' && i == 1, util.IsAlphaNumeric(c):
		default:
			return 0
		}
	}
	return 0
}

// inline writes the text of the inline nodes below n; lines are joined by a
// space. around, if not nil, is called before and after every inline node.
func (w *writer) inline(src []byte, n ast.Node, around func(n ast.Node, entering bool)) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if around != nil {
			around(c, true)
		}
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				w.raw(src, c.Segment.Start, c.Segment.Stop)
			} else {
				w.text(src, c.Segment.Start, c.Segment.Stop)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				w.as(" ", c.Segment.Stop, c.Segment.Stop)
			}
		case *ast.CodeSpan:
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					end := t.Segment.Stop
					for end > t.Segment.Start && (src[end-1] == '\n' || src[end-1] == '\r') {
						end--
					}
					w.raw(src, t.Segment.Start, end)
					if end < t.Segment.Stop {
						w.as(" ", end, t.Segment.Stop)
					}
				}
			}
		case *ast.String:
			w.as(string(c.Value), c.Pos(), c.Pos())
		case *ast.RawHTML:
			for i := range c.Segments.Len() {
				at := c.Segments.At(i)
				text := strings.TrimRight(string(src[at.Start:at.Stop]), "\r\n")
				w.raw(src, at.Start, at.Start+len(text))
				if i+1 < c.Segments.Len() {
					w.as(" ", at.Stop, at.Stop)
				}
			}
		case *ast.AutoLink:
			label := string(c.Label(src))
			w.as(label, c.Pos(), c.Pos()+len(label)+2)
		case *link:
			text := c.link.Shown()
			if c.link.Text == "" && w.name != nil {
				text = cmp.Or(w.name(c.link), text)
			}
			w.as(text, c.link.Start, c.link.End)
		default:
			w.inline(src, c, around)
		}
		if around != nil {
			around(c, false)
		}
	}
}

// blank returns a copy of data in which everything before body but the line
// ends is a space.
func blank(data []byte, body int) []byte {
	out := make([]byte, len(data))
	copy(out, data)
	for i := range out[:body] {
		if out[i] != '\n' {
			out[i] = ' '
		}
	}
	return out
}

// dashes are the characters that may stand before an attribution.
const dashes = "-‐‑‒–—―"

// trimDash returns s without white space and dashes at its start, and whether
// there was a dash.
func trimDash(s string) (string, bool) {
	s = strings.TrimLeft(s, " \t\u00a0")
	rest := strings.TrimLeft(s, dashes)
	return strings.TrimLeft(rest, " \t\u00a0"), utf8.RuneCountInString(rest) < utf8.RuneCountInString(s)
}
