package edit

import (
	"slices"
	"strings"

	"dossier/generator/internal/segment"
)

// Statement is words of a text as a difference is told of them: what somebody said, and around it what the
// outlet says of that.
type Statement struct {
	Text  string
	Lang  string         // BCP 47
	Frame []segment.Span // of Text, in order: the outlet's words around those of a speaker
	Left  []segment.Span // of Text, in order: what an editor who cites it leaves out
}

// StatementOf returns passage p of a text as a statement. Where half of its words or more stand between
// quotation marks, the others are the frame; where fewer do, the outlet tells the whole in words of its own.
func StatementOf(body, lang string, p segment.Span) Statement {
	out := Statement{Text: p.In(body), Lang: lang}
	quoted := quotations(body, p)
	words := 0
	for _, q := range quoted {
		words += segment.Count(q.In(body))
	}
	if 2*words < segment.Count(out.Text) {
		return out
	}
	at := p.Start
	for _, q := range append(quoted, segment.Span{Start: p.End, End: p.End}) {
		if between := (segment.Span{Start: at, End: q.Start}); between.Len() > 0 && segment.HasWord(between.In(body)) {
			out.Frame = append(out.Frame, segment.Span{Start: between.Start - p.Start, End: between.End - p.Start})
		}
		at = q.End
	}
	return out
}

// quotations returns the parts of p between quotation marks, which may stand outside of it; a quotation within
// one is a part of it.
func quotations(body string, p segment.Span) []segment.Span {
	const between = "\n\n"
	from, to := 0, len(body)
	if i := strings.LastIndex(body[:p.Start], between); i >= 0 {
		from = i + len(between)
	}
	if i := strings.Index(body[p.End:], between); i >= 0 {
		to = p.End + i
	}
	var out []segment.Span
	end := 0
	for _, q := range segment.Quotations(body[from:to]) {
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

// Speech returns the text with spaces in the place of the frame, so that every byte stays at its place.
func (s Statement) Speech() string {
	b := []byte(s.Text)
	for _, f := range s.Frame {
		for i := f.Start; i < f.End; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

// Unframed returns the parts of p, a part of the text, that are not in the frame.
func (s Statement) Unframed(p segment.Span) []segment.Span {
	var out []segment.Span
	for _, f := range s.Frame {
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

// Said returns passage p of a text without the outlet's words before and after those of the speaker, and then without the marks
// between the two, but where marks stand inside as well: half of a pair is none.
func Said(body string, p segment.Span) segment.Span {
	for _, f := range StatementOf(body, "", p).Frame {
		if f.Start == 0 || f.End == p.Len() {
			quoted := quotations(body, p)
			said := segment.Span{Start: quoted[0].Start, End: quoted[len(quoted)-1].End}
			if len(quoted) > 1 {
				said.Start -= len(body[p.Start:said.Start]) - len(strings.TrimRight(body[p.Start:said.Start], openingMarks))
				said.End += len(body[said.End:p.End]) - len(strings.TrimLeft(body[said.End:p.End], closingMarks))
			}
			return said
		}
	}
	return p
}

// Utterance returns passage p of a sentence with the rest of what a speaker says in that sentence, where p has but a half of a
// quotation that the outlet parts: “We knew,” he told reporters, “of the fault.” Any other passage it returns as it is.
func Utterance(body string, sentence, p segment.Span) segment.Span {
	quoted := quotations(body, sentence)
	if len(quoted) < 2 || !slices.ContainsFunc(quoted, p.Overlaps) {
		return p
	}
	for i := range len(quoted) - 1 {
		frame := strings.TrimRight(body[quoted[i].End:quoted[i+1].Start], openingMarks+" \u00a0")
		if !strings.HasSuffix(frame, ",") && !strings.HasSuffix(frame, "—") && !strings.HasSuffix(frame, "–") {
			return p // words between marks in a sentence of the outlet's own
		}
	}
	whole := p.Hull(quoted[0]).Hull(quoted[len(quoted)-1])
	if StatementOf(body, "", whole).Frame == nil {
		return p
	}
	return whole
}

const (
	openingMarks = "\"'“‘„‚«»‹›「『"
	closingMarks = "\"'”’“‘»«›‹」』"
)

// SameSpeech reports whether two statements have the same words of a speaker, and at least one of them words of an outlet beside them.
func SameSpeech(a, b Statement) bool {
	if len(a.Frame)+len(b.Frame) == 0 || !SameLanguage(a.Lang, b.Lang) {
		return false
	}
	inA, inB := Both(a.Speech(), b.Speech())
	return slices.Equal(inA.Folded, inB.Folded)
}

// SameLanguage reports whether two tags are of one language, whatever the region.
func SameLanguage(a, b string) bool {
	base := func(tag string) string {
		first, _, _ := strings.Cut(strings.ToLower(tag), "-")
		return first
	}
	return base(a) == base(b)
}
