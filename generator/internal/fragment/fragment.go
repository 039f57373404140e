// Package fragment makes addresses that lead a browser to words of a page.
//
// They are the text directives of "URL Fragment Text Directives" (WICG):
//
//	#:~:text=prefix-,start,end,-suffix
//
// A browser looks for the first place where start stands, and from there for
// the first end. Each of the four must lie within one block of the page and
// begin and end at the borders of words; start and end may lie in different
// blocks, and where there is no end, start is all of the passage. So a
// directive of this package takes start from the passage's first block and end
// from its last, as many words of either as make the first place that is found
// the right one. Where the passage has too few words for that, words around it
// are prefix and suffix.
//
// The text that is searched here is the one the dossier has, which may be
// shorter than the page: that a passage is found is likely and not certain.
package fragment

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"dossier/generator/internal/segment"
)

// How many words a directive is made of.
const (
	whole   = 8  // a passage of so many words is named whole
	fewest  = 4  // of start and end, where the passage has them
	most    = 12 // of start and end
	context = 8  // of prefix and suffix at most
)

// Text is a text in which passages are looked for as a browser does.
type Text struct {
	text  string
	words []word
	first []int32 // where each word stands first
}

// word is a word of a text.
type word struct {
	segment.Span
	of    int32 // which word it is, folded: an index of first
	next  int32 // where it stands next; -1 for nowhere
	block int32
}

// New returns a text that consists of blocks, such as paragraphs.
func New(text string, blocks []segment.Span) *Text {
	t := &Text{text: text}
	type seen struct{ of, last int32 }
	known := map[string]seen{}
	for i, b := range blocks {
		for _, w := range segment.WordsIn(text, b) {
			folded := strings.ToLower(w.In(text))
			here := int32(len(t.words))
			k, again := known[folded]
			if again {
				t.words[k.last].next = here
			} else {
				k.of = int32(len(t.first))
				t.first = append(t.first, here)
			}
			known[folded] = seen{k.of, here}
			t.words = append(t.words, word{w, k.of, -1, int32(i)})
		}
	}
	return t
}

// Address returns url with directives that lead to passages of the text, one
// each. Words for which shown reports false are in none of them. Where there is
// nothing to lead to it is url as it is.
func (t *Text) Address(url string, passages []segment.Span, shown func(segment.Span) bool) string {
	var directives []string
	for _, p := range passages {
		if d := t.directive(p, shown); d != "" {
			directives = append(directives, "text="+d)
		}
	}
	url, _, _ = strings.Cut(url, ":~:") // its own directive
	if len(directives) == 0 {
		return strings.TrimSuffix(url, "#")
	}
	if !strings.Contains(url, "#") {
		url += "#"
	}
	return url + ":~:" + strings.Join(directives, "&")
}

// directive returns the text directive of a passage, or "" where it has no
// word, or words that are not shown.
func (t *Text) directive(p segment.Span, shown func(segment.Span) bool) string {
	// Its words.
	from := sort.Search(len(t.words), func(i int) bool { return t.words[i].Start >= p.Start })
	to := sort.Search(len(t.words), func(i int) bool { return t.words[i].End > p.End })
	if from >= to || !shown(segment.Span{Start: t.words[from].Start, End: t.words[to-1].End}) {
		return ""
	}
	// The words before and after that may be named too.
	first, last := from, to
	for first > 0 && from-first < context && t.words[first-1].block == t.words[from].block && shown(t.words[first-1].Span) {
		first--
	}
	for last < len(t.words) && last-to < context && t.words[last].block == t.words[to-1].block && shown(t.words[last].Span) {
		last++
	}
	if to-from <= whole && t.words[from].block == t.words[to-1].block {
		return t.exact(from, to, first, last)
	}
	return t.ranged(from, to, first, last)
}

// exact names the words from and up to a place, which are in one block.
func (t *Text) exact(from, to, first, last int) string {
	prefix, suffix := from, to
	for t.find(prefix, suffix, 0) != prefix && (prefix > first || suffix < last) {
		if prefix > first {
			prefix--
		} else {
			suffix++
		}
	}
	return t.join(prefix, from, to, 0, 0, suffix)
}

// ranged names the first and the last of the words from and up to a place.
func (t *Text) ranged(from, to, first, last int) string {
	start := t.reach(from, 1, to-fewest)
	for start-from < most && t.find(from, start, 0) != from && start < t.reach(from, most, to-1) {
		start++
	}
	prefix := from
	for t.find(prefix, start, 0) != prefix && prefix > first {
		prefix--
	}
	end := max(start, to-fewest)
	for t.words[end].block != t.words[to-1].block {
		end++
	}
	for t.find(end, to, start) != end && end > start && to-end < most && t.words[end-1].block == t.words[to-1].block {
		end--
	}
	suffix := to
	for t.find(end, suffix, start) != end && suffix < last {
		suffix++
	}
	return t.join(prefix, from, start, end, to, suffix)
}

// reach returns where fewest words from a place on end, or fewer where their
// block or the passage ends; n times as many.
func (t *Text) reach(from, n, limit int) int {
	to := from + 1
	for to < min(len(t.words), from+n*fewest, max(limit, from+1)) && t.words[to].block == t.words[from].block {
		to++
	}
	return to
}

// find returns where words stand first in the text that are the same as those
// from and up to a place, in one block and not before start.
func (t *Text) find(from, to, start int) int {
	for at := t.first[t.words[from].of]; at >= 0; at = t.words[at].next {
		if int(at) >= start && t.same(int(at), from, to) {
			return int(at)
		}
	}
	return -1
}

// same reports whether the words from a place on are the same as those from
// and up to another, and in one block.
func (t *Text) same(at, from, to int) bool {
	end := at + to - from
	if end > len(t.words) || t.words[at].block != t.words[end-1].block {
		return false
	}
	return slices.EqualFunc(t.words[at:end], t.words[from:to], func(a, b word) bool { return a.of == b.of })
}

// join writes a directive. Its parts are given by words: the prefix from
// prefix, the start from from to start, the end from end to to, the suffix to
// suffix. Without an end, start is where the passage ends.
func (t *Text) join(prefix, from, start, end, to, suffix int) string {
	var out strings.Builder
	if prefix < from {
		out.WriteString(t.encoded(prefix, from) + "-,")
	}
	out.WriteString(t.encoded(from, start))
	if end > 0 {
		out.WriteString("," + t.encoded(end, to))
	} else {
		to = start
	}
	if suffix > to {
		out.WriteString(",-" + t.encoded(to, suffix))
	}
	return out.String()
}

// encoded returns words with all but letters and digits of ASCII encoded: a
// hyphen, a comma and an ampersand have a meaning of their own in a directive.
func (t *Text) encoded(from, to int) string {
	text := t.text[t.words[from].Start:t.words[to-1].End]
	var out strings.Builder
	for _, b := range []byte(strings.Join(strings.Fields(text), " ")) {
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', b == '.', b == '_', b == '~':
			out.WriteByte(b)
		default:
			fmt.Fprintf(&out, "%%%02X", b)
		}
	}
	return out.String()
}
