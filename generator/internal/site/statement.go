package site

import (
	"slices"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
)

// A statement is words of a source as a difference is told of them: what somebody said, and around it what the
// outlet says of that.
type statement struct {
	text  string
	lang  string         // BCP 47
	frame []segment.Span // of text, in order: the outlet's words around those of a speaker
}

// statementOf returns a passage of a source as a statement. Where half of its words or more stand between
// quotation marks, the others are the frame; where fewer do, the outlet tells the whole in words of its own.
func statementOf(s *dossier.Source, p segment.Span) statement {
	out := statement{text: p.In(s.Plain), lang: s.Lang}
	quoted := quotations(s.Plain, p)
	words := 0
	for _, q := range quoted {
		words += len(segment.Words(q.In(s.Plain)))
	}
	if 2*words < len(segment.Words(out.text)) {
		return out
	}
	at := p.Start
	for _, q := range append(quoted, segment.Span{Start: p.End, End: p.End}) {
		if between := (segment.Span{Start: at, End: q.Start}); between.Len() > 0 && hasWord(between.In(s.Plain)) {
			out.frame = append(out.frame, segment.Span{Start: between.Start - p.Start, End: between.End - p.Start})
		}
		at = q.End
	}
	return out
}

// quotations returns the parts of p between quotation marks, which may stand outside of it; a quotation within
// one is a part of it.
func quotations(text string, p segment.Span) []segment.Span {
	from, to := 0, len(text)
	if i := strings.LastIndex(text[:p.Start], between); i >= 0 {
		from = i + len(between)
	}
	if i := strings.Index(text[p.End:], between); i >= 0 {
		to = p.End + i
	}
	var out []segment.Span
	end := 0
	for _, q := range segment.Quotations(text[from:to]) {
		if q.Start+from < end {
			continue
		}
		end = q.End + from
		if q = (segment.Span{Start: max(q.Start+from, p.Start), End: min(end, p.End)}); q.Start < q.End {
			out = append(out, q)
		}
	}
	return out
}

// speech returns the text with spaces in the place of the frame, so that every byte stays at its place.
func (s statement) speech() string {
	b := []byte(s.text)
	for _, f := range s.frame {
		for i := f.Start; i < f.End; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

// unframed returns the parts of p of the text that are not in the frame.
func (s statement) unframed(p segment.Span) []segment.Span {
	var out []segment.Span
	for _, f := range s.frame {
		if !f.Overlaps(p) {
			continue
		}
		if f.Start > p.Start {
			out = append(out, segment.Span{Start: p.Start, End: f.Start})
		}
		p.Start = min(f.End, p.End)
	}
	if p.Len() > 0 {
		out = append(out, p)
	}
	return out
}

// said returns a passage without the outlet's words before and after those of the speaker, and then without the marks
// between the two.
func said(s *dossier.Source, p segment.Span) segment.Span {
	for _, f := range statementOf(s, p).frame {
		if f.Start == 0 || f.End == p.Len() {
			quoted := quotations(s.Plain, p)
			return segment.Span{Start: quoted[0].Start, End: quoted[len(quoted)-1].End}
		}
	}
	return p
}

// sameLanguage reports whether two tags are of one language, whatever the region.
func sameLanguage(a, b string) bool {
	base := func(tag string) string {
		first, _, _ := strings.Cut(strings.ToLower(tag), "-")
		return first
	}
	return base(a) == base(b)
}

// reporting are words of a clause that says who said something. A wording that has them without quotation marks
// is told in the outlet's words, and its frame cannot be parted from the statement.
var reporting = strings.Fields(`according said says say told tells noted warned stressed added stated states claimed claims announced
	declared explained insisted emphasized emphasised reported reports
	laut zufolge sagte sagt erklärte erklärt betonte warnte teilte meinte hieß äußerte behauptete
	selon dit déclaré déclare affirmé affirme souligné ajouté expliqué estimé estime prévenu
	según dijo dice declaró declara afirmó afirma señaló añadió explicó aseguró advirtió
	сказал сказала заявил заявила заявили отметил отметила подчеркнул подчеркнула добавил добавила словам сообщил сообщила предупредил`)

func reports(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(reporting, w) })
}
