package collate

import (
	"strings"
	"unicode"

	"dossier/generator/internal/segment"
)

// ByParagraph returns alignment al of c cut where either side begins a paragraph, for showing the two beside each
// other. The pieces cover all words of al in order; Moved is that of al, and the
// rest is told anew for each piece. c must be a comparison of r or the mirror of one.
func (r *Result) ByParagraph(c Comparison, al Alignment) []Alignment {
	a, b := r.bodies[c.A], r.bodies[c.B]
	var out []Alignment
	add := func(sa, sb segment.Span) {
		sa, sb = trimSpace(a, sa), trimSpace(b, sb)
		if sa.Len() == 0 || sb.Len() == 0 {
			// One side has nothing of its own here: it stays with the piece before.
			if n := len(out); n > 0 {
				out[n-1].A.End, out[n-1].B.End = max(out[n-1].A.End, sa.End), max(out[n-1].B.End, sb.End)
			}
			return
		}
		out = append(out, Alignment{A: sa, B: sb, Moved: al.Moved})
	}
	from := al
	pairs := r.Words(c, al)
	for n := 1; n < len(pairs); n++ {
		before, after := pairs[n-1], pairs[n]
		cutA := strings.LastIndex(a[before.A.End:after.A.Start], "\n\n")
		cutB := strings.LastIndex(b[before.B.End:after.B.Start], "\n\n")
		if cutA < 0 && cutB < 0 {
			continue
		}
		atA, atB := after.A.Start, after.B.Start
		if cutA >= 0 {
			atA = before.A.End + cutA + 2
		}
		if cutB >= 0 {
			atB = before.B.End + cutB + 2
		}
		add(segment.Span{Start: from.A.Start, End: atA}, segment.Span{Start: from.B.Start, End: atB})
		from.A.Start, from.B.Start = atA, atB
	}
	add(from.A, from.B)
	if len(out) <= 1 {
		return []Alignment{al}
	}
	for i := range out {
		p := &out[i]
		p.Kind = kindOf(p.A.In(a), p.B.In(b))
		p.Score = Common(p.A.In(a), p.B.In(b))
	}
	return out
}

// trimSpace returns s without the white space at its ends.
func trimSpace(text string, s segment.Span) segment.Span {
	in := s.In(text)
	s.End -= len(in) - len(strings.TrimRightFunc(in, unicode.IsSpace))
	if s.End > s.Start {
		s.Start += len(in) - len(strings.TrimLeftFunc(in, unicode.IsSpace))
	}
	return s
}
