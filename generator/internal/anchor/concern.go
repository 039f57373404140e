package anchor

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

const (
	leftOutWidth = 60 // code points of the words left out that a message shows
	cutOffWidth  = 80
)

// A people is those who speak in a dossier, by the last word of their names.
type people struct {
	byName  map[string][]*dossier.Person
	speaker map[*dossier.Note]*dossier.Quote
}

func peopleOf(d *dossier.Dossier) people {
	p := people{map[string][]*dossier.Person{}, map[*dossier.Note]*dossier.Quote{}}
	for _, one := range d.People {
		if names := namesOf(one); len(names) > 0 && !one.Organisation {
			p.byName[last(names)] = append(p.byName[last(names)], one)
		}
	}
	for _, q := range d.Quotes {
		if q.SpeakerRef.Name != "" {
			p.speaker[&q.Note] = q
		}
	}
	return p
}

func namesOf(p *dossier.Person) []string {
	var out []string
	for _, k := range fold.Tokens(p.Title) {
		if k.Word {
			out = append(out, fold.Case(k.Text))
		}
	}
	return out
}

// another returns the person of the dossier whom a speaker's names name, when
// it is not the one whose words a quotation is said to be.
func (p people) another(by speaker, q *dossier.Quote) *dossier.Person {
	if q == nil || q.Speaker == nil || q.Speaker.Organisation || len(by.names) == 0 {
		return nil
	}
	for _, n := range namesOf(q.Speaker) {
		if slices.ContainsFunc(by.names, func(name string) bool { return sameName(name, n) }) {
			return nil
		}
	}
	if named := p.byName[last(by.names)]; len(named) == 1 {
		return named[0]
	}
	return nil
}

// concerned reports what is to be said of a citation that was found.
func (p people) concerned(c *dossier.Citation, f concern) (diag.Diagnostic, bool) {
	s, q := c.Source, p.speaker[c.Note]
	severity, message, hint := diag.Warning, "", ""
	at := oneLine(f.at.In(s.Plain))
	switch f.code {
	case diag.OmissionChangesMeaning:
		if f.sure {
			severity = diag.Error
		}
		message = fmt.Sprintf("what is left out here changes what is said: it has the %s %q", f.kind, at)
		hint = fmt.Sprintf("quote %q, too", at)
	case diag.OmissionLeavesSpeaker:
		if f.sure && q != nil {
			severity = diag.Error
		}
		message = map[string]string{
			"turn":      "what is left out here leads from one speaker's words to another's",
			"question":  "what is left out here has a question, which may be another's",
			"quotation": "what is left out here leads from one speaker's quotation to another's",
			"out":       "what is left out here leads out of a quotation, and its closing mark is left out with it",
			"into":      "what is left out here leads into a quotation, and its opening mark is left out with it",
		}[f.kind]
		hint = "make two citations of it, one for each speaker"
		if f.kind == "out" || f.kind == "into" {
			hint = "quote the quotation marks, too, or make two citations of it"
		}
		if f.kind == "question" {
			hint = "make two citations of it, or quote the question, too"
		}
	case diag.CitationOutOfContext:
		switch f.kind {
		case "speaker":
			other := p.another(f.by, q)
			if other == nil {
				return diag.Diagnostic{}, false
			}
			message = fmt.Sprintf("the source has these words from %q, and this quotation from %q", other.Title, q.Speaker.Title)
			hint = "move the citation to a quotation of the one who says it, or correct \"speaker\""
		default:
			message = map[string]string{
				"negation":    "the sentence denies the words that are cited",
				"denial":      "the sentence denies the words that are cited",
				"hedge":       "the sentence does not say the words that are cited for certain",
				"attribution": "the sentence says whose claim the words are that are cited",
			}[f.kind]
			hint = "quote more of the sentence, so that it says what the source says"
		}
	}
	from, to := c.Quote.Origin(f.quoted.Start, f.quoted.End)
	d := c.Note.File.At(from, to, severity, f.code, message, hint)
	if f.kind != "speaker" {
		label := "left out"
		if f.code == diag.CitationOutOfContext {
			label = "not cited"
		}
		d.Excerpts[0].Label = fmt.Sprintf("%s: \"%s\"", label, middle(oneLine(f.left.In(s.Plain)), leftOutWidth))
	}
	line, column := s.Position(f.left.Start)
	d.Related = []diag.Place{{File: s.File.Name, Line: line, Column: column, Message: fmt.Sprintf("paragraph %d: %s", s.Paragraph(f.left.Start), surroundings(s.Plain, f.left))}}
	start, end := s.CodePoints(f.left)
	d.Detail = LeftOut{Source: string(s.Slug), Start: start, End: end, Exact: f.left.In(s.Plain)}
	return d, true
}

// LeftOut is the detail of a [diag.OmissionChangesMeaning], a
// [diag.OmissionLeavesSpeaker] and a [diag.CitationOutOfContext]: the words of
// the source that are not cited. Offsets are code points, half-open.
type LeftOut struct {
	Source string `json:"source"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Exact  string `json:"exact"`
}

// middle returns text on one line, without its middle where it is longer than
// width code points.
func middle(text string, width int) string {
	r := []rune(strings.TrimSpace(text))
	if len(r) <= width {
		return string(r)
	}
	return strings.TrimSpace(string(r[:width/2])) + " … " + strings.TrimSpace(string(r[len(r)-width/2:]))
}

// surroundings returns a stretch of text, in brackets, between what stands
// around it.
func surroundings(text string, p segment.Span) string {
	from, to := max(0, p.Start-8*contextEach), min(len(text), p.End+8*contextEach)
	before, after := []rune(oneLine(text[from:p.Start])), []rune(oneLine(text[p.End:to]))
	lead, tail := "", ""
	if len(before) > contextEach {
		before, lead = before[len(before)-contextEach:], "…"
	}
	if len(after) > contextEach {
		after, tail = after[:contextEach], "…"
	}
	return lead + string(before) + "[" + middle(oneLine(p.In(text)), cutOffWidth) + "]" + string(after) + tail
}
