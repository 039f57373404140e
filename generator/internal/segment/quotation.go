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
	for i := nextMark(in, 0); i < len(in); i = nextMark(in, i+1) {
		r, _ := utf8.DecodeRuneInString(in[i:])
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

const quotationMarks = "\"'“”„‟«»‘’‚‛‹›「」『』"

// markStarts are the first bytes of marks: most of a text is passed over by them.
var markStarts = func() (out [256]bool) {
	for _, r := range quotationMarks {
		out[string(r)[0]] = true
	}
	return out
}()

// nextMark returns where the next quotation mark of text stands, from the byte at on, or the length of text.
func nextMark(text string, at int) int {
	for ; at < len(text); at++ {
		if !markStarts[text[at]] {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(text[at:]); strings.ContainsRune(quotationMarks, r) {
			return at
		}
	}
	return at
}

func isSingle(r rune) bool {
	switch r {
	case '\'', '‘', '’', '‚', '‛', '‹', '›':
		return true
	}
	return false
}

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
	if strings.ContainsRune(",;:!?)]", behind) || canClose && strings.ContainsRune(".…", behind) {
		leans = false // as in « Oui », dit-elle, where white space stands before the mark
	}
	free := before == utf8.RuneError || unicode.IsSpace(before) || unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pd) || before == '"' || before == '\''
	switch r {
	case '“', '‘', '«', '‹':
		// German closes with the first two, Danish with the others.
		return free || leans && isWordRune(behind) && !(canClose && isWordRune(before))
	}
	return leans && free
}

// WithoutHalves returns text, which was taken out of a longer one, without a quotation mark at its very beginning or end
// whose counterpart was left behind.
func WithoutHalves(text string) string {
	from, to := 0, len(text)
	marks := marksOf(text)
	for _, m := range marks {
		if m.other < 0 && strings.Trim(text[from:m.at], spaces) == "" {
			from = m.at + m.size
		}
	}
	stops := ""
	for _, m := range slices.Backward(marks) {
		if end := m.at + m.size; m.other < 0 && m.at >= from && strings.Trim(text[end:to], closingStops) == "" {
			stops, to = text[end:to]+stops, m.at
		}
	}
	return strings.Trim(text[from:to]+stops, spaces)
}

// Balanced returns text, which was taken out of a longer one, [WithoutHalves] and with the counterpart of each other
// quotation mark that has none, at its end or beginning, as in a label. The mark before a further paragraph of one
// quotation is dropped. Single marks that may be apostrophes are left alone.
func Balanced(text string) string {
	text = WithoutHalves(text)
	marks := marksOf(text)
	if len(marks) == 0 {
		return text
	}
	var front, body, back string
	at := 0
	for _, m := range marks {
		switch {
		case m.other >= 0:
		case m.further:
			body += text[at:m.at]
			at = m.at + m.size
		case m.opens:
			back = spaceAfter(text[m.at+m.size:]) + string(counterpart(m.mark, true, text)) + back
		default:
			front += string(counterpart(m.mark, false, text))
		}
	}
	return front + body + text[at:] + back
}

// Label returns text on one line, cut as [Clip] does and [Balanced].
func Label(text string, most int) string { return Balanced(Clip(Balanced(text), most)) }

const (
	spaces       = " \u00a0\u202f\n"
	closingStops = spaces + ".,:;!?…"
)

// spaceAfter returns the space that stands between a mark and the words after it, as in « Oui ».
func spaceAfter(text string) string {
	if r, n := utf8.DecodeRuneInString(text); n > 0 && strings.ContainsRune(spaces, r) && r != '\n' {
		return string(r)
	}
	return ""
}

// A quotationMark is a mark in a text, with the number of its counterpart among all, or -1.
type quotationMark struct {
	at, size int
	mark     rune
	opens    bool
	further  bool // it stands before a further paragraph of a quotation that is open
	other    int
}

// marksOf returns the quotation marks of a text, but for those that may be apostrophes.
func marksOf(text string) []quotationMark {
	var list []quotationMark
	var open []int
	for i := nextMark(text, 0); i < len(text); i = nextMark(text, i+1) {
		r, _ := utf8.DecodeRuneInString(text[i:])
		if r == '\'' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		m := quotationMark{at: i, size: utf8.RuneLen(r), mark: r, other: -1}
		behind, _ := utf8.DecodeRuneInString(text[i+m.size:])
		if isSingle(r) && (isWordRune(before) && isWordRune(behind) || unicode.IsDigit(behind)) {
			continue
		}
		k := len(open) - 1
		for k >= 0 && !closes(list[open[k]].mark, r) {
			k--
		}
		m.opens = opening(r, before, behind, k >= 0)
		switch {
		case k >= 0 && !m.opens:
			m.other, list[open[k]].other = open[k], len(list)
			open = open[:k]
		case m.opens && before == '\n' && len(open) > 0 && list[open[len(open)-1]].mark == r:
			m.further = true
		case m.opens:
			open = append(open, len(list))
		case isSingle(r), r == '"' && unicode.IsDigit(before):
			continue // an apostrophe, inches
		}
		list = append(list, m)
	}
	return list
}

// counterpart returns the mark that belongs to one, which opens or closes a quotation, in a text with others.
func counterpart(mark rune, opens bool, text string) rune {
	switch mark {
	case '„':
		if strings.ContainsRune(text, '”') && !strings.ContainsRune(text, '“') {
			return '”'
		}
		return '“'
	case '“':
		if !opens {
			return '„'
		}
		return '”'
	case '”':
		if !opens && !strings.ContainsRune(text, '„') {
			return '“'
		} else if !opens {
			return '„'
		}
	}
	for _, pair := range [...][2]rune{{'‟', '”'}, {'«', '»'}, {'‘', '’'}, {'‛', '’'}, {'‚', '‘'}, {'‹', '›'}, {'「', '」'}, {'『', '』'}} {
		switch mark {
		case pair[0]:
			return pair[1]
		case pair[1]:
			return pair[0]
		}
	}
	return mark
}
