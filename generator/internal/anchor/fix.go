package anchor

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
)

// A Fix is a change of one stretch of a note's file that gives a citation the
// words of its source.
type Fix struct {
	File       *diag.File
	Start, End int    // bytes of the file
	Line       int    // of Start, from 1
	Old, New   string // as the file has it, and as it should
}

// Apply returns the bytes of file with those of the fixes that are meant for
// it. The fixes are in the order in which [Evidence.Fixes] gives them.
func Apply(file *diag.File, fixes []Fix) []byte {
	var out []byte
	at := 0
	for _, f := range fixes {
		if f.File.Name == file.Name {
			out = append(out, file.Data[at:f.Start]...)
			out = append(out, f.New...)
			at = f.End
		}
	}
	return append(out, file.Data[at:]...)
}

// mend returns the changes that give a citation the words of its source where
// edits say that they differ, or nil. A change is proposed only if the file,
// read again with it, has the same blockquote with those words, and they are
// found.
func mend(t *match.Text, c *dossier.Citation, edits []match.Edit) []Fix {
	if len(edits) == 0 {
		return nil
	}
	for _, escape := range []bool{false, true} {
		if fixes := changes(c, edits, escape); len(fixes) > 0 && holds(t, c, fixes) {
			return fixes
		}
	}
	return nil
}

// changes turns edits into changes of the file.
func changes(c *dossier.Citation, edits []match.Edit, escape bool) []Fix {
	var out []Fix
	file, quote := c.Note.File, c.Quote
	add := func(from, to int, text string) {
		if escape {
			text = escaped(text)
		}
		if old := string(file.Data[from:to]); old != text {
			line := file.Line(from)
			out = append(out, Fix{File: file, Start: from, End: to, Line: line, Old: old, New: text})
		}
	}
	for _, e := range edits {
		source := strings.Join(strings.Fields(e.Source.In(c.Source.Plain)), " ")
		if e.Quoted.Len() > 0 && e.Source.Len() > 0 {
			from, to := quote.Origin(e.Quoted.Start, e.Quoted.End)
			old := e.Quoted.In(quote.Text)
			if bytes.ContainsAny(file.Data[from:to], "\r\n") || string(file.Data[from:to]) != old && strings.IndexByte(string(file.Data[from:to]), '&') != 0 && file.Data[from] != '\\' {
				return nil // line ends or Markdown's marks stand within
			}
			if e.Difference == match.Spelling && opens(quote.Text, e.Quoted) {
				source = likeFirst(source, old)
			}
			add(from, to, source)
			continue
		}
		// Marks that are added or missing: the gap between the words around
		// them becomes that of the source, or, where the file has line ends
		// or Markdown's marks in the gap, only the marks are touched.
		gap, next := around(quote.Text, e.Quoted)
		want, _ := around(c.Source.Plain, e.Source)
		from, to := 0, 0
		if gap.Start > 0 {
			_, from = quote.Origin(gap.Start-1, gap.Start)
		} else {
			from, _ = quote.Origin(0, 1)
		}
		if next {
			to, _ = quote.Origin(gap.End, gap.End+1)
		} else {
			_, to = quote.Origin(gap.End-1, gap.End)
			to = max(from, to)
			want.End = max(e.Source.End, want.Start)
			if e.Source.Len() == 0 {
				want.End = want.Start
			}
		}
		if gap.Start == 0 {
			want.Start = min(e.Source.Start, want.End)
			if e.Source.Len() == 0 {
				want.Start = want.End
			}
		}
		text := want.In(c.Source.Plain)
		if f := strings.Fields(text); strings.ContainsAny(text, "\r\n") {
			text = strings.Join(f, " ")
			if text == "" {
				text = " "
			}
		}
		switch {
		case from <= to && string(file.Data[from:to]) == gap.In(quote.Text):
			add(from, to, text)
		case e.Quoted.Len() > 0:
			from, to := quote.Origin(e.Quoted.Start, e.Quoted.End)
			if string(file.Data[from:to]) != e.Quoted.In(quote.Text) {
				return nil
			}
			add(from, to, "")
		case gap.Start > 0:
			add(from, from, source)
		default:
			return nil
		}
	}
	return out
}

// around returns the marks and white space of text around a range: from the
// end of the word before it to the start of the word after it, and whether
// there is a word after it.
func around(text string, s segment.Span) (gap segment.Span, next bool) {
	gap = segment.Span{Start: 0, End: len(text)}
	for end := s.Start; end > 0; {
		_, size := utf8.DecodeLastRuneInString(text[:end])
		if !isSpace(text[end-size : end]) {
			gap.Start = end
			break
		}
		end -= size
	}
	for at := s.End; at < len(text); {
		_, size := utf8.DecodeRuneInString(text[at:])
		if !isSpace(text[at : at+size]) {
			return segment.Span{Start: gap.Start, End: at}, true
		}
		at += size
	}
	gap.End = s.End
	return gap, false
}

func isSpace(s string) bool { return strings.TrimSpace(s) == "" }

// opens reports whether s is the first word of text.
func opens(text string, s segment.Span) bool {
	w := segment.Words(text)
	return len(w) > 0 && w[0].Start >= s.Start
}

// likeFirst returns s with a capital if old has one: at the start of a citation
// it may be the editor's.
func likeFirst(s, old string) string {
	if fold.Capital(old) && !fold.Capital(s) {
		return match.SwapFirst(s)
	}
	return s
}

// escaped returns text so that Markdown reads it as it is.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]<>&~=#", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// holds reports whether the citation, read from its file with the fixes, has
// one passage, and is otherwise as it was.
func holds(t *match.Text, c *dossier.Citation, fixes []Fix) bool {
	for i := 1; i < len(fixes); i++ {
		if fixes[i].Start < fixes[i-1].End {
			return false
		}
	}
	file := diag.NewFile(c.Note.File.Name, fixed(c, fixes))
	var quote *markdown.Quote
	for _, b := range markdown.ReadNote(file, 0).Blocks {
		if b.Quote != nil {
			quote = b.Quote
			break
		}
	}
	if quote == nil || (quote.Attribution == nil) != (c.Quote.Attribution == nil) || len(quote.Marked) != len(c.Quote.Marked) {
		return false
	}
	if quote.Attribution != nil && (quote.Attribution.Target != c.Quote.Attribution.Target) {
		return false
	}
	return t.Locate(match.Quote{Text: quote.Text, Marked: quote.Marked}).Total == 1
}

// fixed returns the lines of a citation with the fixes, up to the next empty one: what
// stands before it and behind does not say what it is, unless it has a link of which
// the address stands elsewhere.
func fixed(c *dossier.Citation, fixes []Fix) []byte {
	file := c.Note.File
	line := file.Line(c.Quote.Start)
	start, end := file.LineStart(line), len(file.Data)
	if rest := file.Data[c.Quote.End:]; !bytes.Contains(file.Data[start:c.Quote.End], []byte("][")) {
		for at := 0; at < len(rest); {
			to := bytes.IndexByte(rest[at:], '\n') + 1
			if to == 0 {
				break
			}
			if at > 0 && len(bytes.TrimSpace(rest[at:at+to])) == 0 {
				end = c.Quote.End + at
				break
			}
			at += to
		}
	}
	var out []byte
	at := start
	for _, f := range fixes {
		out = append(out, file.Data[at:f.Start]...)
		out = append(out, f.New...)
		at = f.End
	}
	return append(out, file.Data[at:end]...)
}

// sortFixes puts fixes in the order of files and places.
func sortFixes(fixes []Fix) {
	slices.SortStableFunc(fixes, func(a, b Fix) int {
		if n := strings.Compare(a.File.Name, b.File.Name); n != 0 {
			return n
		}
		return a.Start - b.Start
	})
}
