// Package diag holds what Dossier tells an editor about content: diagnostics.
//
// A [Diagnostic] is a value: a place in a file, a stable code, one sentence
// that says what was found, and a hint that says what would mend it. Steps
// collect diagnostics and go on; the commands sort and print them. A problem
// in the machine, such as a disk that cannot be read, is an ordinary error and
// never a diagnostic.
//
// Lines and columns count from 1; columns count code points.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"
)

// Severity says whether a diagnostic stops the build.
type Severity int

// The severities. An Error stops the build; a Warning does not.
const (
	Error Severity = iota
	Warning
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// A Diagnostic is one problem in content.
type Diagnostic struct {
	File     string // slash-separated, as the editor would type it
	Line     int    // from 1; 0 when the problem has no place in the file
	Column   int    // from 1, in code points; 0 when Line is 0
	Severity Severity
	Code     Code
	Message  string    // one sentence without a final stop
	Hint     Hint      // what would mend it; may be empty
	Excerpts []Excerpt // lines to show, in order
	Related  []Place   // other places the problem involves
	Detail   any       // for programs; its type belongs to the code
}

// Key returns what a diagnostic is known by while other lines of its file move.
func (d Diagnostic) Key() string {
	key := fmt.Sprintf("%s %s %s", d.File, d.Code, d.Message)
	for _, e := range d.Excerpts {
		key += "\x00" + e.Text
	}
	return key
}

// An Excerpt is one line of a file, or of a source's text, with a range of it
// marked.
type Excerpt struct {
	Line     int    // from 1; 0 for a line that is not a line of a file
	Text     string // the line without its line end; of a very long one the part around what is marked
	Before   int    // code points of the line before Text
	From, To int    // marked code points of Text, half-open, from 1; equal for none
	Label    string // said beside the mark; may be empty
}

// A Place is a position in a file with a word on what stands there.
type Place struct {
	File     string
	Line     int // from 1; 0 when the place is the file as a whole
	Column   int
	Message  string
	Excerpts []Excerpt // lines to show, in order; may be empty
}

// String returns the place as terminals and text editors make it a link: the
// file, and the line and column when there are any.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Place returns where d is, without a message.
func (d Diagnostic) Place() Place { return Place{File: d.File, Line: d.Line, Column: d.Column} }

// HasErrors reports whether any diagnostic in list is an error.
func HasErrors(list []Diagnostic) bool {
	return slices.ContainsFunc(list, func(d Diagnostic) bool { return d.Severity == Error })
}

// Errors returns the errors of list.
func Errors(list []Diagnostic) []Diagnostic {
	return slices.DeleteFunc(slices.Clone(list), func(d Diagnostic) bool { return d.Severity != Error })
}

// A Tally is how many problems of each severity there are.
type Tally struct{ Errors, Warnings int }

// Count returns how many problems of each severity list has.
func Count(list []Diagnostic) Tally {
	var n Tally
	for _, d := range list {
		if d.Severity == Error {
			n.Errors++
		} else {
			n.Warnings++
		}
	}
	return n
}

// String says the numbers that are not 0, such as "1 error, 2 warnings"; it is
// empty when both are.
func (n Tally) String() string {
	var parts []string
	for _, p := range []struct {
		number   int
		severity Severity
	}{{n.Errors, Error}, {n.Warnings, Warning}} {
		if p.number == 1 {
			parts = append(parts, "1 "+p.severity.String())
		} else if p.number > 1 {
			parts = append(parts, fmt.Sprintf("%d %ss", p.number, p.severity))
		}
	}
	return strings.Join(parts, ", ")
}

// Sort orders list by file, line, column, code and message.
func Sort(list []Diagnostic) {
	slices.SortStableFunc(list, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// A File is a content file's name and bytes, able to say where an offset is.
type File struct {
	Name  string       // as diagnostics print it
	Data  []byte       // valid UTF-8
	line  []int        // offset of the start of each line
	runes func() []int // code points before each stretch of stride bytes; counted when a long line asks
}

// stride is how many bytes of a file are counted through at most to know a column:
// a line may be as long as its file and have a problem in every word.
const stride = 1 << 10

// NewFile returns a File over data, which must not change afterwards.
func NewFile(name string, data []byte) *File {
	f := &File{Name: name, Data: data, line: []int{0}}
	for i, c := range data {
		if c == '\n' {
			f.line = append(f.line, i+1)
		}
	}
	f.runes = sync.OnceValue(func() []int {
		runes := []int{0}
		for i := 0; i+stride <= len(data); i += stride {
			runes = append(runes, runes[len(runes)-1]+runeCount(data[i:i+stride]))
		}
		return runes
	})
	return f
}

// runeCount returns how many code points begin in bytes, which may be cut anywhere.
func runeCount(data []byte) int {
	n := 0
	for _, c := range data {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// between returns how many code points stand between two byte offsets, each the
// start of one.
func (f *File) between(from, to int) int {
	if to-from <= stride {
		return runeCount(f.Data[from:to])
	}
	return f.before(to) - f.before(from)
}

// before returns how many code points stand before a byte offset.
func (f *File) before(offset int) int {
	k := offset / stride
	return f.runes()[k] + runeCount(f.Data[k*stride:offset])
}

// Line returns the line, from 1, of a byte offset.
func (f *File) Line(offset int) int { return f.index(offset) + 1 }

// Position returns the line and the column, in code points, of a byte offset.
func (f *File) Position(offset int) (line, column int) {
	line = f.Line(offset)
	return line, f.between(f.line[line-1], offset) + 1
}

// Offset returns the byte offset of a column, in code points from 1, of a line
// from 1, or the end of the line where it has fewer.
func (f *File) Offset(line, column int) int {
	at, end := f.line[line-1], f.lineEnd(line)
	left := column - 1 // code points to go
	if end-at > stride {
		// The last stretch that begins on the way.
		k, _ := slices.BinarySearch(f.runes(), f.before(at)+column)
		if k--; k*stride > at {
			from := at
			for at = k * stride; at < end && !utf8.RuneStart(f.Data[at]); at++ {
			}
			left -= f.between(from, at)
		}
	}
	for ; left > 0 && at < end; left-- {
		_, size := utf8.DecodeRune(f.Data[at:])
		at += size
	}
	return min(at, end)
}

// lineEnd returns the offset of the line feed that ends a line, or of the end of
// the file.
func (f *File) lineEnd(line int) int {
	if line < len(f.line) {
		return f.line[line] - 1
	}
	return len(f.Data)
}

// Rest returns what stands from a byte offset to the end of its line, without the
// line's carriage return. It is a part of the file, not a copy.
func (f *File) Rest(offset int) string {
	rest := f.Data[offset:f.lineEnd(f.Line(offset))]
	return strings.TrimSuffix(unsafe.String(unsafe.SliceData(rest), len(rest)), "\r")
}

// LineStart returns the offset at which a line, counted from 1, starts.
func (f *File) LineStart(line int) int { return f.line[line-1] }

// At returns a diagnostic for the bytes [start, end) of f, with the line that
// holds start as its excerpt and the bytes marked as far as that line goes.
func (f *File) At(start, end int, severity Severity, code Code, message, hint string) Diagnostic {
	d := Diagnostic{File: f.Name, Severity: severity, Code: code, Message: message, Hint: Say(hint)}
	d.Line, d.Column = f.Position(start)
	d.Excerpts = []Excerpt{f.Excerpt(start, end, "")}
	return d
}

// Place returns the bytes [start, end) of f as a place, with the line that holds
// start as its excerpt.
func (f *File) Place(start, end int, message string) Place {
	p := Place{File: f.Name, Message: message, Excerpts: []Excerpt{f.Excerpt(start, end, "")}}
	p.Line, p.Column = f.Position(start)
	return p
}

// longLine is how many bytes of a line an excerpt shows at most, half of them
// before what is marked: a line may be as long as its file, and have a problem in
// every word.
const longLine = 4 << 10

// Excerpt returns the line that holds start, with [start, end) marked as far
// as the line goes, or as far as an excerpt shows it.
func (f *File) Excerpt(start, end int, label string) Excerpt {
	line := f.Line(start)
	from := f.line[line-1]
	to := from + len(f.Rest(from))
	first, last := from, to
	if to-from > longLine {
		for first = max(from, start-longLine/2); !utf8.RuneStart(f.Data[first]); first++ {
		}
		for last = min(to, start+longLine/2); last < to && !utf8.RuneStart(f.Data[last]); last++ {
		}
	}
	end = max(start, min(end, last))
	return Excerpt{
		Line: line, Text: f.Rest(first)[:last-first],
		Before: f.between(from, first),
		From:   f.between(first, start) + 1, To: f.between(first, end) + 1,
		Label: label,
	}
}

func (f *File) index(offset int) int {
	i, found := slices.BinarySearch(f.line, offset)
	if !found {
		i--
	}
	return i
}
