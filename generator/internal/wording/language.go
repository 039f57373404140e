package wording

import (
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
)

// A Group is the wordings of a quotation in one language.
type Group struct {
	Lang  string // BCP 47: that of the first
	Role  Role
	Cited []anchor.Cited // in the order of the note; the first is what the others are compared with
}

// A Role says what the wordings in one language are to what was said.
type Role int

// The roles.
const (
	Unknown   Role = iota // in which language it was said, nobody says
	Original              // the source that the note names as the original has it in this language
	Spoken                // the speaker speaks this language
	Rendering             // it was said in another, as the note says
	Foreign               // the speaker speaks another, and may have said it in this one all the same
)

// Languages returns the wordings of a quotation by their language: the one that it was said in first, as far
// as the note (original) or the page of the speaker (lang) says which it is, and then in the order of the note. A wording in another
// language than the original is a translation; each is compared with those in its own.
func (f *Finder) Languages(q *dossier.Quote) []Group {
	var out []Group
	said, role := q.Native(), Spoken
	for _, c := range f.Cited(q) {
		lang := c.Citation.Source.LangOf(c.Passage.Span)
		if q.Original != nil && role == Spoken && c.Citation.Source == q.Original {
			said, role = lang, Original
		}
		i := 0
		for i < len(out) && !edit.SameLanguage(out[i].Lang, lang) {
			i++
		}
		if i == len(out) {
			out = append(out, Group{Lang: lang})
		}
		out[i].Cited = append(out[i].Cited, c)
	}
	if said == "" {
		return out
	}
	passedOn := len(q.Quoting) > 0 && role == Spoken // by whom, and in which language, another's words were heard is not known
	for i := range out {
		if !edit.SameLanguage(out[i].Lang, said) {
			switch {
			case role == Original:
				out[i].Role = Rendering
			case !passedOn:
				out[i].Role = Foreign
			}
			continue
		}
		first := out[i]
		if !passedOn {
			first.Role = role
		}
		copy(out[1:i+1], out[:i])
		out[0] = first
	}
	return out
}
