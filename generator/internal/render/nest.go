package render

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/segment"
)

// quotes are the quotation marks of a language: those of a quotation, and
// those of one within it.
type quotes struct{ outer, inner [2]string }

// quotesOf reads the marks from the words "quoted" and "quoted_inside".
func quotesOf(texts map[string]text) quotes {
	pair := func(key string) [2]string {
		before, after, _ := strings.Cut(texts[key].words, "{1}")
		return [2]string{before, after}
	}
	return quotes{pair("quoted"), pair("quoted_inside")}
}

// nest returns text as it stands in quotation marks of the language: without
// marks around the whole, since it gets some, and with the marks in it turned
// into those of a quotation within a quotation, and so on by turns. A mark whose counterpart was left behind
// is none, or gets one, as in a label.
func (q quotes) nest(text string) string {
	for text = segment.Balanced(text); ; {
		list := marksIn(text)
		if len(list) == 0 || list[0].at != 0 || list[0].other < 0 {
			break
		}
		last := list[list[0].other]
		if strings.Trim(text[last.at+last.size:], ",; ") != "" {
			break
		}
		text = strings.Trim(strings.TrimRight(text[list[0].size:last.at], ",; "), " \u00a0\u202f")
	}
	return q.render(text, 0)
}

// render writes text that stands within as many quotations, besides the
// outermost, as depth says.
func (q quotes) render(text string, depth int) string {
	with := q.inner
	if depth%2 == 1 {
		with = q.outer
	}
	var out strings.Builder
	at := 0
	list := marksIn(text)
	for i := 0; i < len(list); i++ {
		m := list[i]
		out.WriteString(singles(text[at:m.at], with))
		at = m.at + m.size
		switch {
		case m.other > i:
			end := list[m.other]
			out.WriteString(with[0] + q.render(strings.Trim(text[at:end.at], " \u00a0\u202f"), depth+1) + with[1])
			i, at = m.other, end.at+end.size
		case m.opens:
			out.WriteString(with[0])
		default:
			out.WriteString(with[1])
		}
	}
	out.WriteString(singles(text[at:], with))
	return out.String()
}

// single matches a quotation in single marks, which hold no others.
var single = regexp.MustCompile(`(^|[\s(\x{00a0}—–])[‘‚‹]([^‘’‚‹›]*)[’‘›]($|[\s.,;:!?)…\x{00a0}—–])`)

// singles writes quotations in single marks with other marks.
func singles(text string, with [2]string) string {
	if !strings.ContainsAny(text, "‘‚‹") {
		return text
	}
	return single.ReplaceAllString(text, "${1}"+with[0]+"${2}"+with[1]+"${3}")
}

// quoteMark is a double quotation mark in a text.
type quoteMark struct {
	at, size int
	opens    bool
	other    int // the number of its counterpart, or -1
}

// marksIn returns the double quotation marks of a text, each with its
// counterpart. The first of two that look alike opens.
func marksIn(text string) []quoteMark {
	var list []quoteMark
	var open []int
	for at, r := range text {
		if !strings.ContainsRune("“”„‟«»\"", r) {
			continue
		}
		m := quoteMark{at: at, size: utf8.RuneLen(r), other: -1}
		n := len(open) - 1
		for ; n >= 0; n-- {
			first, _ := utf8.DecodeRuneInString(text[list[open[n]].at:])
			if strings.ContainsRune(closing(first), r) {
				break
			}
		}
		switch {
		case n >= 0: // what opened in between has no counterpart, since pairs never cross
			m.other, list[open[n]].other = open[n], len(list)
			open = open[:n]
		case strings.ContainsRune("“„‟«\"", r), r == '»' && strings.Contains(text[at:], "«"):
			m.opens = true
			open = append(open, len(list))
		}
		list = append(list, m)
	}
	return list
}

// closing returns the marks that close what a mark opens.
func closing(open rune) string {
	switch open {
	case '“', '‟':
		return "”"
	case '„':
		return "“”"
	case '«':
		return "»"
	case '»':
		return "«"
	case '"':
		return `"`
	}
	return ""
}
