package markdown

import (
	"bytes"
	"fmt"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/limit"
)

// Over returns the problem of a body that holds more of something than the
// limits allow, at the first place that does, or nil. It reads the body, which
// starts at the byte body of file, once from start to end. Notes have tables,
// sources none. Who calls it parses no body that has this problem.
func Over(file *diag.File, body int, tables bool, limits limit.Limits) *diag.Diagnostic {
	s := sizer{file: file, limits: limits, tables: tables, at: body, empty: true}
	for line := range bytes.Lines(file.Data[body:]) {
		s.line(line)
		if s.over != nil {
			return s.over
		}
		s.at += len(line)
	}
	return nil
}

// sizer counts what a body holds, line by line.
type sizer struct {
	file   *diag.File
	limits limit.Limits
	tables bool
	at     int // where the line starts

	empty     bool             // the line before is
	list      lineStart        // of the last item since an empty line
	paragraph int              // where the paragraph of the line starts
	marks     [len(marks)]int  // in the paragraph
	columns   int              // of the table that the line may stand in
	before    int              // cells of the line before
	footnotes int              // so far
	cells     int              // left out so far
	over      *diag.Diagnostic // the first
}

func (s *sizer) line(line []byte) {
	o := openings(line)
	s.nested(o.depth)
	text := bytes.TrimSpace(line[o.rest:])
	if len(text) == 0 && o.mark == 0 {
		s.begin()
		s.list, s.empty = lineStart{}, true
		s.columns, s.before = 0, 0
		return
	}
	if s.item(o) {
		s.list = o
		s.begin()
	} else if s.empty || s.columns > 0 || heading(line) {
		s.begin()
	}
	s.empty = false
	if s.at+len(line)-s.paragraph > s.limits.Paragraph {
		s.refuse(s.paragraph, "paragraph", "a paragraph of more than %d bytes", s.limits.Paragraph)
	}
	s.delimiters(line)
	if s.tables {
		s.table(text, s.at+o.rest)
	}
	if bytes.HasPrefix(text, []byte("[^")) && bytes.Contains(text, []byte("]:")) {
		if s.footnotes++; s.footnotes > s.limits.Footnotes {
			s.refuse(s.at+o.rest, "footnotes", "more than %d footnotes", s.limits.Footnotes)
		}
	}
}

// item reports whether a line begins an item of a list, and no further line of a
// paragraph that looks like one.
func (s *sizer) item(o lineStart) bool {
	most := 3 // columns before the mark
	if s.list.mark != 0 {
		most = s.list.column + 5
	}
	return o.mark != 0 && o.column <= most && (o.first || s.empty || o.mark == s.list.mark && o.column == s.list.column)
}

// begin says that a paragraph begins with the line, or behind it.
func (s *sizer) begin() {
	s.paragraph = s.at
	clear(s.marks[:])
}

// nested looks at how many blocks are open where the words of a line begin.
func (s *sizer) nested(depth int) {
	if depth > s.limits.Nesting {
		s.refuse(s.at, "nesting", "more than %d lists or blockquotes inside one another", s.limits.Nesting)
	}
}

// marks are the bytes that open or close something within a paragraph.
const marks = "*_[!`<%=~{"

// markAt says which of marks a byte is, from 1; every byte of every body is asked.
var markAt = func() (at [256]uint8) {
	for i, c := range []byte(marks) {
		at[c] = uint8(i + 1)
	}
	return at
}()

// delimiters counts the marks of a line. A row of one is one mark.
func (s *sizer) delimiters(line []byte) {
	last := byte(0)
	for i, c := range line {
		if c == last && c != '[' {
			continue
		}
		last = c
		n := markAt[c]
		if n == 0 {
			continue
		}
		if s.marks[n-1]++; s.marks[n-1] > s.limits.Marks {
			s.refuse(s.at+i, "marks", "more than %d of this mark in one paragraph", s.limits.Marks)
			return
		}
	}
}

// table counts the cells that a row of a table leaves out.
func (s *sizer) table(text []byte, at int) {
	n := cells(text)
	switch {
	case s.columns > 0:
		if s.cells += max(0, s.columns-n); s.cells > s.limits.Cells {
			s.refuse(at, "cells", "tables whose rows leave out more than %d cells", s.limits.Cells)
		}
	case n > 1 && n == s.before && len(bytes.Trim(text, "|:- \t")) == 0:
		s.columns = n
	}
	s.before = n
}

// cells returns how many cells a row of a table has.
func cells(row []byte) int {
	row = bytes.Trim(row, "| \t")
	return bytes.Count(row, []byte("|")) - bytes.Count(row, []byte(`\|`)) + 1
}

// A lineStart is what the start of a line opens.
type lineStart struct {
	depth  int  // in how many blocks its words may stand
	rest   int  // where they begin, in bytes
	mark   byte // of the list's item that is opened last: a bullet, or what stands behind a number; 0 for none
	first  bool // the item can begin a list in the middle of a paragraph
	column int  // of the item's mark, from the last >
}

// openings reads the marks of blocks at the start of a line. Two columns before
// the mark of an item may be one list more.
func openings(line []byte) (o lineStart) {
	column, gap := 0, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			column, gap = column+1, gap+1
			continue
		case c == '\t':
			column, gap = column+4, gap+4
			continue
		case c == '>':
			o = lineStart{depth: o.depth + 1, rest: i + 1}
			column, gap = 0, 0
			continue
		case (c == '-' || c == '*' || c == '+') && (i+1 == len(line) || spaced(line[i+1])):
			o = lineStart{o.depth + 1 + gap/2, i + 1, c, true, column}
			column, gap = column+1, 0
			continue
		}
		digits := 0
		for digits < 10 && i+digits < len(line) && line[i+digits] >= '0' && line[i+digits] <= '9' {
			digits++
		}
		end := i + digits // of the number
		if digits == 0 || digits == 10 || end == len(line) || line[end] != '.' && line[end] != ')' || end+1 < len(line) && !spaced(line[end+1]) {
			break
		}
		o = lineStart{o.depth + 1 + gap/2, end + 1, line[end], string(line[i:end]) == "1", column}
		column, gap, i = column+digits+1, 0, end
	}
	return o
}

// heading reports whether a line is a heading by the marks before it.
func heading(line []byte) bool {
	line = bytes.TrimLeft(line, " ")
	words := bytes.TrimLeft(line, "#")
	return len(words) < len(line) && (len(words) == 0 || spaced(words[0]))
}

func spaced(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (s *sizer) refuse(at int, key, message string, most int) {
	if s.over != nil {
		return
	}
	d := s.file.At(at, at+1, diag.Error, diag.OverLimit, "this file has "+fmt.Sprintf(message, most)+", and is not read", limit.Mend(key))
	s.over = &d
}
