package match

import (
	"strings"

	"dossier/generator/internal/omission"
	"dossier/generator/internal/segment"
)

// A Concern is what is to be said of a citation that was found.
type Concern struct {
	omission.Concern
	Quoted segment.Span // bytes of the citation: the sign of omission, or the word at its end
}

// concerns returns what is to be said of a citation that was found.
func (c *citation) concerns(m match) []Concern {
	kept := make([]omission.Stretch, len(m))
	for i, r := range m {
		kept[i] = omission.Stretch{From: r.t, To: r.u}
	}
	var out []Concern
	for _, f := range c.t.omissions().Concerns(kept) {
		first, end := m[f.Stretch].atoms[0], last(m[f.Stretch].atoms)
		quoted := segment.Span{End: len(c.quote.Text)}
		switch f.Side {
		case omission.Between:
			before := last(m[f.Stretch-1].atoms)
			quoted = trimSpan(c.quote.Text, segment.Span{Start: c.tokens[before.to-1].End, End: c.tokens[first.from].Start})
		case omission.Front:
			quoted = segment.Span{Start: c.tokens[first.from].Start, End: c.tokens[first.to-1].End}
		case omission.Back:
			quoted = segment.Span{Start: c.tokens[end.from].Start, End: c.tokens[end.to-1].End}
		}
		out = append(out, Concern{f, quoted})
	}
	return out
}

// trimSpan returns a range of text without the white space at its ends.
func trimSpan(text string, s segment.Span) segment.Span {
	in := s.In(text)
	s.Start += len(in) - len(strings.TrimLeft(in, " \n\t"))
	s.End -= len(in) - len(strings.TrimRight(in, " \n\t"))
	return segment.Span{Start: min(s.Start, s.End), End: s.End}
}

func last[T any](list []T) T { return list[len(list)-1] }
