package segment

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quotations returns what stands between quotation marks in text, without the
// marks, in order of Start and, of two that start together, the longer first. A quotation within a
// quotation is a Span of its own. None crosses a paragraph.
//
// Marks of every kind count: “ ”, „ “, « », » «, ‘ ’, ‹ ›, 「 」, 『 』, and the straight ones, whose
// side is told by the white space around them. An apostrophe is no mark. A double
// mark that is never closed quotes to the end of its paragraph, as in a quotation of several paragraphs; one
// that was never opened quotes from the start of the paragraph or the end of the quotation before it.
func Quotations(text string) []Span {
	var out []Span
	for _, p := range Paragraphs(text) {
		out = append(out, quotationsIn(text, p)...)
	}
	return out
}

type openMark struct {
	mark rune
	at   int // just after the mark
}

func quotationsIn(text string, p Span) []Span {
	var out []Span
	var open []openMark
	after := p.Start // end of the last quotation and its mark
	add := func(start, end int) {
		if s := Trim(text, Span{start, end}); s.Len() > 0 {
			out = append(out, s)
		}
	}
	in := p.In(text)
	for i, r := range in {
		if r < utf8.RuneSelf && r != '"' && r != '\'' || !isMark(r) {
			continue
		}
		at, next := p.Start+i, p.Start+i+utf8.RuneLen(r)
		before, _ := utf8.DecodeLastRuneInString(in[:i])
		behind, _ := utf8.DecodeRuneInString(in[i+utf8.RuneLen(r):])
		if isSingle(r) && isWordRune(before) && isWordRune(behind) {
			continue // an apostrophe
		}
		// The innermost open mark that r closes.
		k := len(open) - 1
		for k >= 0 && !closes(open[k].mark, r) {
			k--
		}
		opens := opening(r, before, behind, k >= 0)
		switch {
		case k >= 0 && !opens:
			add(open[k].at, at)
			open = open[:k]
			if k == 0 && !isSingle(r) {
				after = next
			}
		case opens:
			open = append(open, openMark{r, next})
		case r == '"' && unicode.IsDigit(before): // inches
		case len(open) == 0 && !isSingle(r):
			add(after, at)
			after = next
		}
	}
	for _, o := range open {
		if !isSingle(o.mark) {
			add(o.at, p.End)
		}
	}
	slices.SortStableFunc(out, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return slices.Compact(out)
}

func isMark(r rune) bool {
	return strings.ContainsRune("\"'“”„‟«»‘’‚‛‹›「」『』", r)
}

func isSingle(r rune) bool { return strings.ContainsRune("'‘’‚‛‹›", r) }

// closes reports whether r can close what open opened.
func closes(open, r rune) bool {
	switch open {
	case '"':
		return r == '"' || r == '”'
	case '\'':
		return r == '\'' || r == '’'
	case '“', '‟':
		return r == '”' || r == '"'
	case '„':
		return r == '“' || r == '”' || r == '"'
	case '”': // Swedish and Finnish open with it, too
		return r == '”'
	case '‘', '‛':
		return r == '’' || r == '\''
	case '‚':
		return r == '‘' || r == '’'
	case '«':
		return r == '»'
	case '»':
		return r == '«'
	case '‹':
		return r == '›'
	case '›':
		return r == '‹'
	case '「':
		return r == '」'
	case '『':
		return r == '』'
	}
	return false
}

// opening reports whether r, between the runes before and behind it, opens a quotation.
// A mark that only ever opens does; any other does when it leans on the word behind it. canClose says that
// it would close one that is open.
func opening(r, before, behind rune, canClose bool) bool {
	switch r {
	case '„', '‚', '‟', '‛', '「', '『':
		return true
	case '」', '』':
		return false
	}
	leans := behind != utf8.RuneError && !unicode.IsSpace(behind)
	free := before == utf8.RuneError || unicode.IsSpace(before) || unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pd) || before == '"' || before == '\''
	switch r {
	case '“', '‘', '«', '‹':
		// German closes with the first two, Danish with the others.
		return free || leans && isWordRune(behind) && !(canClose && isWordRune(before))
	}
	return leans && free
}
