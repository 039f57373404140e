package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Labels returns the names before the turns of a transcript, in order, without the colon or the stop behind them. It
// is nil for other texts: a transcript has at least two different labels, and half of its paragraphs have one, or one
// label comes back.
func Labels(text string) []Span {
	var out []Span
	different := map[string]bool{}
	paragraphs := Paragraphs(text)
	for _, p := range paragraphs {
		p = Trim(text, p)
		if l := label(p.In(text)); l.Len() > 0 {
			l.Start, l.End = p.Start+l.Start, p.Start+l.End
			out = append(out, l)
			different[strings.ToLower(l.In(text))] = true
		}
	}
	if len(out) < 2 || len(different) < 2 || len(different) == len(out) && 2*len(out) < len(paragraphs) {
		return nil
	}
	return out
}

// label returns how a paragraph of a transcript begins, without the colon: up to five
// words of which the first has a capital ("The Mayor: "), or Q or A with a stop; nothing
// when it does not.
func label(paragraph string) Span {
	if strings.HasPrefix(paragraph, "Q. ") || strings.HasPrefix(paragraph, "A. ") {
		return Span{0, 1}
	}
	head, rest, ok := strings.Cut(paragraph[:min(len(paragraph), longestLabel)], ":")
	if r, _ := utf8.DecodeRuneInString(rest); !ok || !unicode.IsSpace(r) {
		return Span{}
	}
	end := len(head)
	head = strings.TrimLeft(strings.TrimLeft(head, "-–—"), " ")
	words := strings.Split(head, " ")
	if r, _ := utf8.DecodeRuneInString(head); len(words) > labelWords || !unicode.IsUpper(r) && !unicode.Is(unicode.Lo, r) {
		return Span{}
	}
	for i, w := range words {
		if w == "" || strings.ContainsFunc(w, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".'’-", r) && (i > 0 || !unicode.IsNumber(r))
		}) {
			return Span{}
		}
	}
	return Span{end - len(head), end}
}

const (
	longestLabel = 200 // bytes
	labelWords   = 5
)
