package site

import (
	"regexp"
	"strings"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
)

// A Citation is words of a source as a page of another thing shows them.
type Citation struct {
	ID        string // on the page
	Runs      []Run
	Lang, Dir string
	Outlet    string
	Source    Link // the source's page; the text is its title
	Passage   Link // the words in their context
	Published Date
}

// A Run is a stretch of a citation.
type Run struct {
	Text   string
	Marked bool // the note marks it
	Gap    bool // words are left out here; Text is empty
}

// citation returns a citation as a page shows it, in the source's own words
// and marks, and whether it was found.
func (v view) citation(c *dossier.Citation) (Citation, bool) {
	e := v.s.index.citation(c)
	if e == nil {
		return Citation{}, false
	}
	out := v.excerpt(c.Source, e.passage)
	out.ID = e.figure
	out.Runs = runs(c, e.passage)
	return out, true
}

// excerpt returns a passage as a page shows it.
func (v view) excerpt(s *dossier.Source, p anchor.Passage) Citation {
	out := Citation{
		Lang: v.foreign(s.Lang), Outlet: v.outlet(s),
		Source:    v.to(Sources.to(s.Slug), "", s.Title),
		Passage:   v.passage(s, p.Span),
		Published: v.date(s.Published, s.Inference("published")),
	}
	if out.Lang != "" {
		out.Dir = direction(s.Lang)
	}
	for i, part := range p.Parts {
		if i > 0 {
			out.Runs = append(out.Runs, Run{Gap: true})
		}
		out.Runs = append(out.Runs, Run{Text: part.In(s.Text)})
	}
	return out
}

// foreign returns lang where it is not the language of the site, else "".
func (v view) foreign(lang string) string {
	if lang == v.s.in.Dossier.Settings.Language {
		return ""
	}
	return lang
}

// omission is the sign for words left out, as an editor writes it.
var omission = regexp.MustCompile(`\[(?:…|\.\.\.)\]`)

// runs returns the words of a citation, in the source's own marks. Where the
// note marks words the passage is these alone; the words around them, by which
// they were found, are shown too.
func runs(c *dossier.Citation, p anchor.Passage) []Run {
	var out []Run
	if len(c.Quote.Marked) > 0 {
		if around := surrounded(c, p); around != nil {
			return around
		}
	}
	for i, part := range p.Parts {
		if i > 0 {
			out = append(out, Run{Gap: true})
		}
		out = append(out, Run{Text: part.In(c.Source.Text), Marked: len(c.Quote.Marked) > 0})
	}
	return out
}

// surrounded returns marked words with the words around them, or nil when the
// stretches marked are not the parts of the passage one by one. The words of
// the note and of the source are the same, so that counting them is enough to
// find where the words around a part begin and end.
func surrounded(c *dossier.Citation, p anchor.Passage) []Run {
	var out []Run
	quote, text := c.Quote.Text, c.Source.Text
	next := 0 // the part of the passage that comes next
	at := 0
	gaps := omission.FindAllStringIndex(quote, -1)
	for i := 0; i <= len(gaps); i++ {
		piece := segment.Span{Start: at, End: len(quote)}
		if i < len(gaps) {
			piece.End, at = gaps[i][0], gaps[i][1]
		}
		words := segment.Words(piece.In(quote))
		if len(words) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, Run{Gap: true})
		}
		before := 0 // words of the piece that are shown
		found := false
		end := 0 // of what is shown of the source
		for _, m := range c.Quote.Marked {
			first, last := -1, -1
			for n, w := range words {
				if m.Overlaps(segment.Span{Start: w.Start + piece.Start, End: w.End + piece.Start}) {
					if first < 0 {
						first = n
					}
					last = n
				}
			}
			if first < 0 {
				continue
			}
			if next == len(p.Parts) {
				return nil
			}
			part := p.Parts[next]
			next++
			if !found {
				end = wordsBack(text, part.Start, first)
			}
			if end < part.Start {
				out = append(out, Run{Text: text[end:part.Start]})
			}
			out = append(out, Run{Text: part.In(text), Marked: true})
			found, end, before = true, part.End, last+1
		}
		if !found {
			out = append(out, Run{Text: strings.TrimSpace(piece.In(quote))})
			continue
		}
		if stop := wordsOn(text, end, len(words)-before); stop > end {
			out = append(out, Run{Text: text[end:stop]})
		}
	}
	if next < len(p.Parts) {
		return nil
	}
	return out
}

// wordsBack returns where the nth word before a place in a text starts.
func wordsBack(text string, at, n int) int {
	words := segment.Words(text[:at])
	if n == 0 || n > len(words) {
		return at
	}
	return words[len(words)-n].Start
}

// wordsOn returns where the nth word after a place in a text ends.
func wordsOn(text string, at, n int) int {
	words := segment.Words(text[at:])
	if n == 0 || n > len(words) {
		return at
	}
	return at + words[n-1].End
}
