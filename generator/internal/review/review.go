// Package review reports what an editor would want to know about a dossier in
// which everything fits: what was left undone, and what the comparison knows
// and the notes do not say.
//
// [Warnings] finds sources that no note cites, credits that no text gives, events without evidence,
// quotations of which the comparison found a wording that nobody cites (package
// wording), and drafts that were left over. None of it stops a build; each is one
// warning with the place at which it is mended. Dates that contradict each other
// are the business of package timeline, names that lead nowhere of package
// dossier.
package review

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/wording"
)

// Input is what is reviewed.
type Input struct {
	Dossier    *dossier.Dossier // with its drafts
	Evidence   *anchor.Evidence
	Comparison *collate.Result // of the sources that are no drafts
}

// Warnings returns what is worth a look, in no particular order.
func Warnings(in Input) []diag.Diagnostic {
	public := in.Dossier.Public()
	return slices.Concat(drafts(in.Dossier), uncited(in.Dossier, public), uncredited(public), untranslated(public), unproven(public), serial(public), elsewhere(in, public), unlike(in, public))
}

// unlike reports pairs of sources that are to have a page that compares them, and have nothing that it could show.
func unlike(in Input, public *dossier.Dossier) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, p := range public.ComparePairs() {
		if c, ok := in.Comparison.Of(string(p.A), string(p.B)); !ok || len(c.Alignments) == 0 {
			d := public.Settings.File.At(p.Ref.Start, p.Ref.End, diag.Warning, diag.BadValue,
				fmt.Sprintf("no page compares %q and %q: no passages of theirs are alike, or they are not shown", p.A, p.B), "")
			d.Hint = diag.Say("take the pair out; ").Run(diag.Command{Name: "compare", Args: []string{string(p.A), string(p.B)}}).Say(" shows what there is of both")
			out = append(out, d)
		}
	}
	return out
}

// drafts reports every file that is left out of the site.
func drafts(d *dossier.Dossier) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, e := range d.Entries() {
		out = append(out, e.Left()...)
	}
	return out
}

// uncited reports sources that no published note cites. A citation of which the
// words were not found counts: it has an error of its own.
func uncited(d, public *dossier.Dossier) []diag.Diagnostic {
	cited, drafted := map[*dossier.Source]bool{}, map[*dossier.Source]*dossier.Citation{}
	for _, n := range d.Notes() {
		for _, c := range n.Citations {
			if !n.Draft {
				cited[c.Source.Current()] = true
			} else if drafted[c.Source.Current()] == nil {
				drafted[c.Source.Current()] = c
			}
		}
	}
	var out []diag.Diagnostic
	for _, s := range public.Sources {
		if cited[s] {
			continue
		}
		message, hint := "no note cites this source", fmt.Sprintf(`quote a passage in annotations/ or quotes/: "> words", then "> — [[%s]]"`, s.Slug)
		c, called := drafted[s], ""
		if c != nil {
			message, hint, called = "only drafts cite this source", "publish one of them, or make the source a draft too", "a draft"
			if c.Note.Status != "" {
				message, hint, called = "only notes that are not published cite this source", "publish one of them, or keep the source back too", fmt.Sprintf("a note with the status %q", c.Note.Status)
			}
		}
		w := s.AtHead(diag.Warning, diag.SourceUncited, message, hint)
		if c != nil {
			w.Related = []diag.Place{c.Note.File.Place(c.Quote.Start, c.Quote.End, called+" that cites it")}
		}
		out = append(out, w)
	}
	return out
}

// uncredited reports sources that are said to name an origin, and do not: the site tells readers that they do.
func uncredited(public *dossier.Dossier) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, s := range public.Sources {
		if s.Credit == "" || s.Plain == "" || s.Inference("credit") != "" || names(s, s.Credit) {
			continue
		}
		out = append(out, s.At("credit", diag.Warning, diag.CreditUnseen, fmt.Sprintf("the text does not name %q, and the site says that it does", s.Credit),
			`write it as the text has it; if you infer it, or it stands beside the text, say so: "inferred:", then "  credit: what shows it"`))
	}
	return out
}

// untranslated reports sources that are said to name a translator, and do not: the site tells readers that they do.
func untranslated(public *dossier.Dossier) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, s := range public.Sources {
		if s.Translator != "" && s.Plain != "" && !names(s, s.Translator) {
			out = append(out, s.At("translator", diag.Warning, diag.CreditUnseen, fmt.Sprintf("the text does not name %q, and the site says that it does", s.Translator),
				"write it as the text has it, or take the line away: who translated is told only where the source says it"))
		}
	}
	return out
}

// names reports whether a source has a name in its title, author or text.
func names(s *dossier.Source, name string) bool {
	return edit.Holds(strings.Join([]string{s.Title, s.Author, s.Plain}, "\n"), edit.Folded(name, segment.Words(name)))
}

// unproven reports events without a citation.
func unproven(public *dossier.Dossier) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, e := range public.Events {
		if !slices.ContainsFunc(e.Body.Blocks, isQuote) {
			out = append(out, e.AtHead(diag.Warning, diag.EventWithoutEvidence, "this event cites no source",
				`quote the words that it rests on: "> words", then "> — [[source]]"`))
		}
	}
	return out
}

// serial reports sources of a series that have no date where others have one, and names of a series that
// one source alone has and that may be meant for another's.
func serial(public *dossier.Dossier) []diag.Diagnostic {
	var out []diag.Diagnostic
	var names []string
	several := map[dossier.Slug]bool{}
	for _, series := range public.Series() {
		names = append(names, series.Name)
		several[series.Slug] = true
		if first, _ := series.Reach(); first.IsZero() {
			continue // none has one: they stand by the names of their files
		}
		for _, s := range series.Sources {
			if s.Published.IsZero() {
				out = append(out, s.At("series", diag.Warning, diag.SeriesUndated, fmt.Sprintf("this source of %q has no date, and stands behind the others", series.Name),
					`say when it was published, as exactly as it is known: "published: 2015-03", "published: 2015?"`))
			}
		}
	}
	for _, s := range public.Sources {
		if slug := dossier.Slugify(s.Series); slug == "" || several[slug] {
			continue
		}
		if near, ok := meant.Nearest(s.Series, names); ok {
			out = append(out, s.At("series", diag.Warning, diag.SeriesAlone, fmt.Sprintf("no other source is of the series %q", s.Series), fmt.Sprintf("did you mean %q?", near)))
		}
	}
	return out
}

func isQuote(b markdown.Block) bool { return b.Quote != nil }

// elsewhere reports quotations of which the comparison found a wording that no
// quotation cites.
func elsewhere(in Input, public *dossier.Dossier) []diag.Diagnostic {
	finder := wording.New(public, in.Evidence, in.Comparison)
	found := make([][]diag.Diagnostic, len(public.Quotes))
	parallel.Each(len(found), func(i int) {
		q := public.Quotes[i]
		var places []diag.Place
		var names []string
		for _, f := range finder.Uncited(q) {
			places = append(places, f.Source.PlaceOf(f.Span, fmt.Sprintf("%s: %s", f.Kind, segment.Clip(f.Span.In(f.Source.Plain), shown))))
			if name := fmt.Sprintf("%q", f.Source.Slug); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(places) == 0 {
			return
		}
		cited := finder.Cited(q)
		count := "one wording"
		if len(cited) > 1 {
			count = fmt.Sprintf("%d wordings", len(cited))
		}
		others := names[0] + " seems to have another"
		if last := len(names) - 1; last > 0 {
			others = strings.Join(names[:last], ", ") + " and " + names[last] + " seem to have others"
		}
		quote := cited[len(cited)-1].Citation.Quote
		w := q.File.At(quote.Start, quote.End, diag.Warning, diag.WordingUncited,
			fmt.Sprintf("this quotation has %s, and %s", count, others),
			"if it is the same statement, quote that wording below this one")
		w.Related = places
		found[i] = []diag.Diagnostic{w}
	})
	return slices.Concat(found...)
}

// shown is how many characters of a passage a message shows.
const shown = 100
