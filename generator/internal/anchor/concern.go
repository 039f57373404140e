package anchor

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/match"
	"dossier/generator/internal/omission"
	"dossier/generator/internal/segment"
)

const (
	leftOutWidth = 60 // code points of the words left out that a message shows
	cutOffWidth  = 80
)

// A people is those who speak in a dossier.
type people struct {
	byName  map[string][]*dossier.Person // by the last word of their names, in every spelling
	byTitle map[string]*dossier.Person   // by their whole names, folded
	speaker map[*dossier.Note]*dossier.Quote
}

func peopleOf(d *dossier.Dossier) people {
	p := people{map[string][]*dossier.Person{}, map[string]*dossier.Person{}, map[*dossier.Note]*dossier.Quote{}}
	for _, one := range d.People {
		if one.Organisation {
			continue
		}
		for _, name := range calledOf(one) {
			if words := namesIn(name); len(words) > 0 {
				if last := surname(words); !slices.Contains(p.byName[last], one) {
					p.byName[last] = append(p.byName[last], one)
				}
				p.byTitle[dossier.FoldName(name)] = one
			}
		}
	}
	for _, q := range d.Quotes {
		if len(q.SpeakerRefs) > 0 {
			p.speaker[&q.Note] = q
		}
	}
	return p
}

// surname returns the last of a person's names, by which sources call them.
func surname(names []string) string { return names[len(names)-1] }

// calledOf returns what a person is called: the name, and the aliases in other spellings and scripts.
func calledOf(p *dossier.Person) []string {
	out := []string{p.Title}
	for _, a := range p.Aliases {
		out = append(out, a.Name)
	}
	return out
}

// namesOf returns the words of all that people are called, folded.
func namesOf(people ...*dossier.Person) []string {
	var out []string
	for _, p := range people {
		for _, name := range calledOf(p) {
			out = append(out, namesIn(name)...)
		}
	}
	return out
}

// voicesOf returns the people to whom a source may give the words of a quotation: who
// speaks, whose words are passed on, and by whom. ok is false where nobody speaks, or a
// body does, for which anybody may.
func voicesOf(q *dossier.Quote) (voices []*dossier.Person, ok bool) {
	for _, p := range slices.Concat(q.Speakers, q.Quoting) {
		if p.Organisation {
			return nil, false
		}
	}
	for _, p := range q.Involves() {
		if !p.Organisation { // a body through which words came says none of them
			voices = append(voices, p)
		}
	}
	return voices, len(q.Speakers) > 0
}

// titles returns the names of people, for a message.
func titles(people []*dossier.Person) string {
	var out []string
	for _, p := range people {
		out = append(out, p.Title)
	}
	return strings.Join(out, " and ")
}

func namesIn(name string) []string {
	var out []string
	for _, k := range fold.Tokens(name) {
		if k.Word {
			out = append(out, fold.Case(k.Text))
		}
	}
	return out
}

// OfAnother reports whether the words of a passage of a source are surely not of the speaker of a quotation: the source
// names another of the dossier's people beside its quotation marks, or somebody with two names who has none of the speaker's
// ([isStranger]), or gives them to another turn of a transcript in which the speaker has one, or it is the post of another.
func (e *Evidence) OfAnother(q *dossier.Quote, s *dossier.Source, p segment.Span) bool {
	voices, ok := voicesOf(q)
	if !ok {
		return false
	}
	names := namesOf(voices...)
	by := e.speechOf(s).SaidBy(p)
	if len(by) == 0 && s.Medium == dossier.Post {
		if one := e.people.called(s.Author, s.Publisher); one != nil {
			return !slices.Contains(voices, one)
		}
	}
	return e.people.another(by, q) != nil || len(by) > 0 && e.speechOf(s).Speaks(names) && !omission.Same(by, names) || e.isStranger(by, s, voices)
}

// isStranger reports whether those whom a source gives words to have two names, and none that some people have, in the script of
// theirs. What people are by what the dossier and the source say is no name: Foreign Minister.
func (e *Evidence) isStranger(by []string, s *dossier.Source, people []*dossier.Person) bool {
	if len(by) < 2 || omission.Same(by, namesOf(people...)) {
		return false
	}
	var roles []string
	for _, p := range people {
		roles = append(roles, namesIn(p.Role)...)
	}
	names := namesOf(people...)
	return !omission.Same(by, roles) && !slices.ContainsFunc(by, func(w string) bool {
		return writesSmall(s.Plain, w) || !slices.ContainsFunc(names, func(n string) bool { return scriptOf(n) == scriptOf(w) })
	})
}

// writesSmall reports whether a text has a word, which is folded, with a small first letter.
func writesSmall(text, word string) bool {
	for _, w := range segment.Words(text) {
		if one := w.In(text); !fold.Capital(one) && fold.Case(one) == word {
			return true
		}
	}
	return false
}

// scriptOf returns the table of the letters that a word begins with: nil for scripts in which names are seldom written.
func scriptOf(word string) *unicode.RangeTable {
	r, _ := utf8.DecodeRuneInString(word)
	for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek} {
		if unicode.Is(script, r) {
			return script
		}
	}
	return nil
}

// OfTwo reports whether two passages are surely words of two people: of two of the dossier's, or of one of them and of somebody
// whom a source in the same language calls by two names, neither of which begins as one of that person's does.
func (e *Evidence) OfTwo(a *dossier.Source, inA segment.Span, b *dossier.Source, inB segment.Span) bool {
	one, other := e.sayers(a, inA), e.sayers(b, inB)
	switch {
	case len(one) > 0 && len(other) > 0:
		return !slices.ContainsFunc(one, func(p *dossier.Person) bool { return slices.Contains(other, p) })
	case !edit.SameLanguage(a.LangOf(inA), b.LangOf(inB)):
		return false
	case len(one) > 0:
		return e.isOther(b, inB, one)
	case len(other) > 0:
		return e.isOther(a, inA, other)
	}
	return false
}

// isOther reports whether a source gives the words of a passage to a stranger ([isStranger]) whose names begin with other letters than
// those of people do, however those may be spelled.
func (e *Evidence) isOther(s *dossier.Source, p segment.Span, people []*dossier.Person) bool {
	by := e.speechOf(s).SaidBy(p)
	names := namesOf(people...)
	return e.isStranger(by, s, people) && !slices.ContainsFunc(by, func(w string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return initial(n) == initial(w) })
	})
}

// initial returns the first letter of a folded name, without its marks.
func initial(name string) rune {
	r, _ := utf8.DecodeRuneInString(fold.Loose(name))
	return r
}

// sayers returns the people of the dossier one of whom says the words of a passage, as far as its source tells.
func (e *Evidence) sayers(s *dossier.Source, p segment.Span) []*dossier.Person {
	by := e.speechOf(s).SaidBy(p)
	if len(by) > 0 {
		return e.people.byName[surname(by)]
	}
	if s.Medium == dossier.Post {
		if one := e.people.called(s.Author, s.Publisher); one != nil {
			return e.people.byName[surname(namesIn(one.Title))]
		}
	}
	return nil
}

// speechOf returns who says what in a source, which is found out when it is
// first asked for.
func (e *Evidence) speechOf(s *dossier.Source) *omission.Speech {
	made, ok := e.speech.Load(s)
	if !ok {
		made, _ = e.speech.LoadOrStore(s, sync.OnceValue(func() *omission.Speech { return match.Prepare(s.Plain, s.Lang, s.Others...).Omissions().Speech() }))
	}
	return made.(func() *omission.Speech)()
}

// called returns one of the dossier's people who has one of some names.
func (p people) called(names ...string) *dossier.Person {
	for _, name := range names {
		if one := p.byTitle[dossier.FoldName(name)]; one != nil {
			return one
		}
	}
	return nil
}

// another returns the person of the dossier whom a speaker's names name, when
// it is not the one whose words a quotation is said to be.
func (p people) another(by []string, q *dossier.Quote) *dossier.Person {
	if q == nil || len(by) == 0 {
		return nil
	}
	named := p.byName[surname(by)]
	if len(named) != 1 { // which is soon known of most
		return nil
	}
	voices, ok := voicesOf(q)
	if !ok || slices.ContainsFunc(voices, func(v *dossier.Person) bool { return omission.Same(by, namesOf(v)) }) {
		return nil
	}
	return named[0]
}

// concerned reports what is to be said of a citation that was found.
func (p people) concerned(c *dossier.Citation, f match.Concern) (diag.Diagnostic, bool) {
	s, q := c.Source, p.speaker[c.Note]
	severity, message, hint := diag.Warning, "", ""
	at := oneLine(f.At.In(s.Plain))
	switch f.Code {
	case diag.OmissionChangesMeaning:
		if f.Sure {
			severity = diag.Error
		}
		message = fmt.Sprintf("what is left out here changes what is said: it has the %s %q", f.Kind, at)
		hint = fmt.Sprintf("quote %q, too", at)
		if f.Kind == "doubt" {
			message = fmt.Sprintf("what is left out here changes what is said: %q leaves open what is cited", at)
		}
	case diag.OmissionLeavesSpeaker:
		if f.Sure && q != nil {
			severity = diag.Error
		}
		message = map[string]string{
			"turn":      "what is left out here leads from one speaker's words to another's",
			"question":  "what is left out here has a question, which may be another's",
			"quotation": "what is left out here leads from one speaker's quotation to another's",
			"out":       "what is left out here leads out of a quotation, and its closing mark is left out with it",
			"into":      "what is left out here leads into a quotation, and its opening mark is left out with it",
		}[f.Kind]
		hint = "make two citations of it, one for each speaker"
		if f.Kind == "out" || f.Kind == "into" {
			hint = "quote the quotation marks, too, or make two citations of it"
		}
		if f.Kind == "question" {
			hint = "make two citations of it, or quote the question, too"
		}
	case diag.CitationOutOfContext:
		switch f.Kind {
		case "claim":
			if q != nil { // the note says whose claim it is
				return diag.Diagnostic{}, false
			}
			message, hint = "the sentence says that somebody claims the words that are cited", "quote more of the sentence, so that it says what the source says"
		case "speaker":
			other := p.another(f.By, q)
			if other == nil {
				return diag.Diagnostic{}, false
			}
			message = fmt.Sprintf("the source has these words from %q, and this quotation from %q", other.Title, titles(q.Speakers))
			hint = "move the citation to a quotation of the one who says it, or correct \"speaker\""
		default:
			message = map[string]string{
				"negation":    "the sentence denies the words that are cited",
				"denial":      "the sentence denies the words that are cited",
				"hedge":       "the sentence does not say the words that are cited for certain",
				"modal verb":  fmt.Sprintf("the sentence has %q before the words that are cited", at),
				"quantifier":  "the sentence says of how many the words hold that are cited",
				"condition":   "the sentence says the words that are cited under a condition",
				"doubt":       "the sentence leaves open what is cited",
				"question":    "the sentence asks what is cited",
				"reply":       "the next sentence denies the words that are cited",
				"attribution": "the sentence says whose claim the words are that are cited",
			}[f.Kind]
			hint = "quote more of the sentence, so that it says what the source says"
			if f.Kind == "reply" {
				hint = "quote the next sentence, too"
			}
		}
	}
	from, to := c.Quote.Origin(f.Quoted.Start, f.Quoted.End)
	d := c.Note.File.At(from, to, severity, f.Code, message, hint)
	if f.Kind != "speaker" {
		label := "left out"
		if f.Code == diag.CitationOutOfContext {
			label = "not cited"
		}
		d.Excerpts[0].Label = fmt.Sprintf("%s: \"%s\"", label, segment.ClipMiddle(f.Left.In(s.Plain), leftOutWidth))
	}
	line, column := s.Position(f.Left.Start)
	d.Related = []diag.Place{{File: s.File.Name, Line: line, Column: column, Message: fmt.Sprintf("paragraph %d: %s", s.Paragraph(f.Left.Start), surroundings(s.Plain, f.Left))}}
	start, end := s.CodePoints(f.Left)
	d.Detail = LeftOut{Source: string(s.Slug), Start: start, End: end, Exact: f.Left.In(s.Plain)}
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

// surroundings returns a stretch of text, in brackets, between what stands
// around it.
func surroundings(text string, p segment.Span) string {
	return inBrackets(text, p, segment.ClipMiddle(p.In(text), cutOffWidth))
}
