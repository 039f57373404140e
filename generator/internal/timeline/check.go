package timeline

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// Passages tells which passage a citation resolves to, and whether there is one.
type Passages interface {
	Passage(c *dossier.Citation) (match.Passage, bool)
}

// Check reports dates that contradict each other, as warnings:
//
//   - a source that was published before it quotes something said,
//   - evidence of an event that was printed before the event,
//   - a weekday in the words cited for an event or quotation that its date
//     cannot fall on,
//   - a source that was captured before it was published, and a file that was
//     updated before it was created.
//
// Only what [edtf.Before] is sure of is reported: dates that admit an order in
// which all is well are not, and times with a zone are compared as moments.
// Of a citation that was not found no weekday is read.
func Check(d *dossier.Dossier, found Passages) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, e := range d.Entries() {
		out = append(out, order(e, "created", e.Created, "updated", e.Updated)...)
	}
	for _, s := range d.Sources {
		out = append(out, order(&s.Entry, "published", s.Published, "captured", s.Captured)...)
	}
	for _, q := range d.Quotes {
		for _, c := range q.Citations {
			if !edtf.Before(c.Source.Published, q.Said) {
				continue
			}
			out = append(out, report(c, "said", diag.PublishedBeforeSaid,
				fmt.Sprintf("%q was published on %s, before this was said (%s)", c.Source.Slug, c.Source.Published, q.Said),
				`check "said" here and "published" there; one of the two is wrong, or the words are of another occasion`))
		}
		out = append(out, weekdays(&q.Note, "said", q.Said, found)...)
	}
	for _, e := range d.Events {
		for _, c := range e.Citations {
			if !edtf.Before(c.Source.Published, e.Date) {
				continue
			}
			out = append(out, report(c, "date", diag.EvidenceBeforeEvent,
				fmt.Sprintf("%q was published on %s, before this event (%s)", c.Source.Slug, c.Source.Published, e.Date),
				`check "date" here and "published" there, or cite a source that was written after the event`))
		}
		out = append(out, weekdays(&e.Note, "date", e.Date, found)...)
	}
	return out
}

// report is a problem of a citation with a date of its note, which a key of
// the front matter gives.
func report(c *dossier.Citation, key string, code diag.Code, message, hint string) diag.Diagnostic {
	d := c.Note.File.At(c.Quote.Start, c.Quote.End, diag.Warning, code, message, hint)
	d.Related = []diag.Place{c.Note.Place(key, "the date here")}
	if code != diag.WeekdayContradicts {
		d.Related = append(d.Related, c.Source.Place("published", "the date of the source"))
	}
	return d
}

// order reports dates of one file of which the second cannot lie before the
// first, and does.
func order(e *dossier.Entry, first string, one edtf.Date, second string, two edtf.Date) []diag.Diagnostic {
	if !edtf.Before(two, one) {
		return nil
	}
	d := e.At(second, diag.Warning, diag.DatesOutOfOrder,
		fmt.Sprintf("%q (%s) lies before %q (%s)", second, two, first, one), "correct one of the two dates")
	d.Related = []diag.Place{e.Place(first, "the other date")}
	return []diag.Diagnostic{d}
}

// weekdays reports citations of n that name weekdays none of which date can
// fall on. Where words are marked within a citation, the others are context
// and name nothing. Each word is read in the language in which the source has it.
func weekdays(n *dossier.Note, key string, date edtf.Date, found Passages) []diag.Diagnostic {
	first, early := date.Earliest()
	last, late := date.Latest()
	if !early || !late || date.Approximate() || last.Sub(first) >= 6 {
		return nil
	}
	var out []diag.Diagnostic
	for _, c := range n.Citations {
		passage, _ := found.Passage(c)
		var named []string
		fits := false
		for _, part := range passage.Parts {
			for _, w := range weekdaysIn(c.Source, part) {
				named = append(named, w.word)
				fits = fits || falls(w.day, first, last)
			}
		}
		if len(named) == 0 || fits {
			continue
		}
		out = append(out, report(c, key, diag.WeekdayContradicts,
			fmt.Sprintf("the words name %s, and %s is a %s", strings.Join(slices.Compact(named), " and "), date, fallsOn(first, last)),
			`check the date; if the weekday speaks of something else, mark the words that matter with ==…==`))
	}
	return out
}

func falls(day time.Weekday, first, last edtf.Day) bool {
	for d := first; d <= last; d++ {
		if d.Weekday() == day {
			return true
		}
	}
	return false
}

func fallsOn(first, last edtf.Day) string {
	if first == last {
		return first.Weekday().String()
	}
	return first.Weekday().String() + " to " + last.Weekday().String()
}

type weekday struct {
	word string
	day  time.Weekday
}

// weekdaysIn finds the weekdays that a part of a source's text names in full.
func weekdaysIn(s *dossier.Source, part segment.Span) []weekday {
	var out []weekday
	for _, w := range segment.WordsIn(s.Plain, part) {
		word := w.In(s.Plain)
		if day, ok := tongue.Weekday(word, s.LangOf(w)); ok {
			out = append(out, weekday{word, day})
		}
	}
	return out
}
