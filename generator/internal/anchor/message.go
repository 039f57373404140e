package anchor

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
)

// Missing is the detail of a [diag.CitationMissing].
type Missing struct {
	Nearest   *NearestJSON    `json:"nearest"`             // nil when nothing comes close
	Elsewhere []ElsewhereJSON `json:"elsewhere,omitempty"` // other sources that have the words, at most three
}

// ElsewhereJSON is a passage of another source that has the words of a citation.
// Offsets are code points of its text, half-open.
type ElsewhereJSON struct {
	Source string `json:"source"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// NearestJSON is a [Nearest] for other programs. Offsets are code points of
// the source's text, half-open.
type NearestJSON struct {
	Source     string           `json:"source"`
	Start      int              `json:"start"`
	End        int              `json:"end"`
	Exact      string           `json:"exact"`
	Difference match.Difference `json:"difference"`
}

// Ambiguous is the detail of a [diag.CitationAmbiguous].
type Ambiguous struct {
	Places []PlaceJSON `json:"places"`
}

// PlaceJSON is a range of a source's text in code points, half-open.
type PlaceJSON struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

const (
	rowWidth    = 76  // code points of a row that shows an excerpt of a text
	rowLead     = 30  // of them before the mark, at most
	hintWidth   = 100 // of the nearest passage in a hint
	listedHere  = 50  // places that a message lists
	detailed    = 100 // places that its detail lists
	contextEach = 30  // characters before and after a place
)

// unwritten reports the source of a citation, which has no text. It is said once,
// not of each citation.
func unwritten(c *dossier.Citation) diag.Diagnostic {
	d := c.Source.AtHead(diag.Error, diag.CitationEmpty, "this source has no text, and words are quoted from it", "put its text below the front matter")
	from, to := c.Quote.Origin(0, len(c.Quote.Text))
	d.Related = []diag.Place{c.Note.File.Place(from, to, "quoted here")}
	return d
}

// missing reports a citation that is not in its source. Where a line of it may
// have been meant as the remark below, that is said first; then, that other
// sources have the words.
func missing(c *dossier.Citation, f match.Finding, mended bool, others []place) diag.Diagnostic {
	d := unfound(c, f, mended)
	if len(others) > 0 {
		d = misattributed(d, c, others)
	}
	if place, hint, ok := dossier.Unquoted(c.Note.File, c.Quote.Start, c.Quote.End); ok {
		d.Related = append([]diag.Place{place}, d.Related...)
		if d.Line >= place.Line {
			// That the remark is not in the source is not what is wrong.
			d.Excerpts = d.Excerpts[:1]
			d.Excerpts[0].Label = ""
		}
		d.Hint = diag.Say(hint + "; ").Then(d.Hint)
	}
	return d
}

// misattributed adds to the report of a missing citation which other sources have
// its words.
func misattributed(d diag.Diagnostic, c *dossier.Citation, others []place) diag.Diagnostic {
	detail := d.Detail.(Missing)
	var names []string
	for _, o := range others {
		s := o.source
		names = append(names, "[["+string(s.Slug)+"]]")
		line, column := s.Position(o.at.Start)
		d.Related = append(d.Related, diag.Place{File: s.File.Name, Line: line, Column: column, Message: "here the words stand"})
		start, end := s.CodePoints(o.at)
		detail.Elsewhere = append(detail.Elsewhere, ElsewhereJSON{string(s.Slug), start, end})
	}
	d.Detail = detail
	said := fmt.Sprintf("these words are in %s, not here", strings.Join(names, " and "))
	if detail.Nearest == nil {
		d.Hint = diag.Say(said)
	} else {
		d.Hint = diag.Say(said + "; ").Then(d.Hint)
	}
	return d
}

// changed reports a citation that holds on an earlier version alone, with what the
// newest, prepared as t, has in its place.
func changed(c *dossier.Citation, t *match.Text) diag.Diagnostic {
	newest := *c
	newest.Source = c.Source.Newest
	d := unfound(&newest, t.Find(match.Quote{Text: c.Quote.Text, Marked: c.Quote.Marked}), false)
	d.Code, d.Severity, d.Detail = diag.CitationChanged, diag.Warning, nil
	d.Message = fmt.Sprintf("these words are in %q, and no longer in the newest version of it", c.Source.Slug)
	d.Hint = diag.Say(fmt.Sprintf("name the version below the words if that is what you mean, \"> — [[%s]]\"; or quote the newest", c.Source.Slug))
	return d
}

func unfound(c *dossier.Citation, f match.Finding, mended bool) diag.Diagnostic {
	file, s := c.Note.File, c.Source
	message := fmt.Sprintf("these words are not in %q", s.Slug)
	if f.Nearest == nil {
		from, to := c.Quote.Origin(0, len(c.Quote.Text))
		d := file.At(from, to, diag.Error, diag.CitationMissing, message,
			fmt.Sprintf("nothing in %s comes close; is it another source that has them?", s.File.Name))
		d.Detail = Missing{}
		return d
	}
	n := f.Nearest
	e := n.First()
	mark, label := e.Quoted, ""
	text := e.Source.In(s.Plain)
	switch {
	case n.Difference == match.Order:
		label = "the source has these parts in another order, or too far apart"
	case e.Quoted.Len() == 0:
		label = fmt.Sprintf("source has \"%s\" before this", segment.Clip(text, rowLead))
		if mark = wordAt(c.Quote.Text, mark.Start); mark.End <= e.Quoted.Start {
			label = fmt.Sprintf("source has \"%s\" after this", segment.Clip(text, rowLead))
		}
	case e.Source.Len() == 0:
		label = "source does not have this"
	default:
		label = fmt.Sprintf("source has \"%s\"", segment.Clip(text, rowLead))
	}
	from, to := c.Quote.Origin(mark.Start, mark.End)
	hint := fmt.Sprintf("%s, paragraph %d: \"%s\"", s.Slug, s.Paragraph(n.Start), segment.Clip(n.In(s.Plain), hintWidth))
	d := file.At(from, to, diag.Error, diag.CitationMissing, message, hint)
	if mended {
		d.Hint = d.Hint.Say("; ").Run(diag.Command{Name: "check", Args: []string{"--fix"}}).Say(" puts in the source's words")
	}
	d.Excerpts[0].Label = label
	if n.Difference != match.Order {
		d.Excerpts = append(d.Excerpts, rows(c, n, e)...)
	}
	if e.Difference != n.Difference {
		// Further on there is a graver difference than the first.
		for _, e := range n.Edits {
			if e.Difference == n.Difference {
				d.Excerpts = append(d.Excerpts, rows(c, n, e)...)
				break
			}
		}
	}
	line, column := s.Position(n.Start)
	d.Related = []diag.Place{{File: s.File.Name, Line: line, Column: column, Message: "the nearest passage"}}
	start, end := s.CodePoints(n.Span)
	d.Detail = Missing{Nearest: &NearestJSON{
		Source: string(s.Slug), Start: start, End: end,
		Exact: n.In(s.Plain), Difference: n.Difference,
	}}
	return d
}

// rows shows an edit in the citation and, below it, in the source.
func rows(c *dossier.Citation, n *match.Nearest, e match.Edit) []diag.Excerpt {
	text := c.Quote.Text
	quoted, lead := row(text, segment.Span{End: len(text)}, e.Quoted, "quoted")
	source, sourceLead := row(c.Source.Plain, n.Span, e.Source, fmt.Sprintf("in %q (difference: %s)", c.Source.Slug, e.Difference))
	return []diag.Excerpt{shift(quoted, max(0, sourceLead-lead)), shift(source, max(0, lead-sourceLead))}
}

// ambiguous reports a citation that stands in several places.
func ambiguous(c *dossier.Citation, f match.Finding) diag.Diagnostic {
	file, s := c.Note.File, c.Source
	from, to := c.Quote.Origin(0, len(c.Quote.Text))
	d := file.At(from, to, diag.Error, diag.CitationAmbiguous,
		fmt.Sprintf("these words stand %d times in %q", f.Total, s.Slug),
		"quote more of the sentence, or quote all of it and mark the words you mean with ==…==")
	detail := Ambiguous{Places: []PlaceJSON{}}
	for i, p := range f.Passages[:min(len(f.Passages), detailed)] {
		start, end := s.CodePoints(p.Span)
		detail.Places = append(detail.Places, PlaceJSON{start, end})
		if i < listedHere {
			line, column := s.Position(p.Start)
			d.Related = append(d.Related, diag.Place{
				File: s.File.Name, Line: line, Column: column,
				Message: fmt.Sprintf("paragraph %d: %s", s.Paragraph(p.Start), inContext(s.Plain, p.Span)),
			})
		}
	}
	if more := f.Total - len(d.Related); more > 0 {
		d.Hint = d.Hint.Say(fmt.Sprintf(" (%d more places are not listed)", more))
	}
	d.Detail = detail
	return d
}

// wordAt returns the word of text that starts at or after the byte at, or else
// the last one before.
func wordAt(text string, at int) segment.Span {
	last := segment.Span{Start: at, End: at}
	for _, w := range segment.Words(text) {
		if last = w; w.Start >= at {
			break
		}
	}
	return last
}

// row shows the part of text within bounds that is around a marked range, and
// returns the code points before the mark.
func row(text string, bounds, mark segment.Span, label string) (diag.Excerpt, int) {
	lead := oneLine(text[bounds.Start:max(bounds.Start, mark.Start)])
	if segment.IsLonger(lead, rowLead) {
		space := lead[len(strings.TrimRight(lead, " ")):]
		lead = segment.ClipFront(lead, rowLead) + space
	}
	marked := oneLine(mark.In(text))
	n, m := utf8.RuneCountInString(lead), utf8.RuneCountInString(marked)
	tail := ""
	if end := max(mark.End, bounds.Start); end < bounds.End {
		tail = oneLine(text[end:bounds.End])
	}
	if room := max(rowWidth-n-m, 0); segment.IsLonger(tail, room) {
		space := tail[:len(tail)-len(strings.TrimLeft(tail, " "))]
		tail = space + segment.Clip(tail, room)
	}
	return diag.Excerpt{Text: lead + marked + tail, From: n + 1, To: n + m + 1, Label: label}, n
}

// shift moves an excerpt to the right.
func shift(e diag.Excerpt, by int) diag.Excerpt {
	e.Text = strings.Repeat(" ", by) + e.Text
	e.From += by
	e.To += by
	return e
}

// lineEnds makes a space of what ends a line or a paragraph.
var lineEnds = strings.NewReplacer("\r\n\r\n", " ", "\n\n", " ", "\r", "", "\n", " ")

// oneLine returns s with a space for every run of line ends.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	return lineEnds.Replace(s)
}

// inContext returns a passage between what stands around it.
func inContext(text string, p segment.Span) string {
	return inBrackets(text, p, segment.Clip(p.In(text), rowWidth))
}

// inBrackets returns the words shown of a passage, in brackets, between what
// stands before and after it.
func inBrackets(text string, p segment.Span, shown string) string {
	// More than what is shown of either side, however it is written.
	from, to := max(0, p.Start-64*contextEach), min(len(text), p.End+64*contextEach)
	for ; from < p.Start && !utf8.RuneStart(text[from]); from++ {
	}
	for ; to < len(text) && !utf8.RuneStart(text[to]); to-- {
	}
	before, after := oneLine(text[from:p.Start]), oneLine(text[p.End:to])
	lead, tail := segment.Tail(before, contextEach, nil), segment.Head(after, contextEach, nil)
	if len(lead) < len(before) {
		lead = "…" + lead
	}
	if len(tail) < len(after) {
		tail += "…"
	}
	return lead + "[" + shown + "]" + tail
}
