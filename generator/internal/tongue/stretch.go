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
	bytes := map[string]int{lang: p.Len()}
	for _, o := range others {
		if n := min(o.End, p.End) - max(o.Start, p.Start); n > 0 || p.Len() == 0 && o.Contains(p) {
			bytes[lang] -= n
			bytes[o.Lang] += n
			if p.Len() == 0 {
				return o.Lang
			}
		}
	}
	most := lang
	for _, o := range others {
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
