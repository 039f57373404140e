package tongue

import (
	"slices"

	"dossier/generator/internal/segment"
)

// A Stretch is a part of a text that is in another language than the text.
type Stretch struct {
	segment.Span
	Lang string // BCP 47
}

// LanguageOf returns in which language most of a passage is, of a text in lang
// with stretches in others, by their places.
func LanguageOf(p segment.Span, lang string, others []Stretch) string {
	if len(others) == 0 {
		return lang
	}
	first, _ := slices.BinarySearchFunc(others, p.Start, func(o Stretch, at int) int {
		if o.End <= at {
			return -1
		}
		return 1
	})
	if first == len(others) || others[first].Start >= p.End {
		return lang
	}
	if o := others[first]; o.Contains(p) {
		return o.Lang
	}
	bytes, most := map[string]int{lang: p.Len()}, lang
	for _, o := range others[first:] {
		if o.Start >= p.End {
			break
		}
		n := min(o.End, p.End) - max(o.Start, p.Start)
		bytes[lang] -= n
		bytes[o.Lang] += n
	}
	for _, o := range others[first:] {
		if o.Start >= p.End {
			break
		}
		if bytes[o.Lang] > bytes[most] {
			most = o.Lang
		}
	}
	return most
}

// Has reports whether a text in own, with stretches in others, has a part in lang, whatever the region.
func Has(lang, own string, others []Stretch) bool {
	return primary(own) == primary(lang) || slices.ContainsFunc(others, func(o Stretch) bool { return primary(o.Lang) == primary(lang) })
}
