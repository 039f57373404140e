package tongue

import "dossier/generator/internal/segment"

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
