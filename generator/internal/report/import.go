package report

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/importer"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/page"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/terminal"
)

// mostLines bounds the report of a page, so that it fits a screen; mostCuts bounds
// the lines of it that list what was cut.
const (
	mostLines = 24
	mostCuts  = 14
)

// told says where the rest of a report is told.
const told = "--dry-run --full-report tells all"

// Made is what an import is told with.
type Made struct {
	Folder string // the content folder that files are made in
	Dry    bool   // nothing was written
	Full   bool   // all is told, on as many lines as it takes
}

// Import says what was made of a file, from where, and without what: on no more lines
// than a screen has, unless all is to be told. Of a file that nothing was made of it
// says nothing.
func Import(r *importer.Report, made Made) string {
	if len(r.Files)+len(r.Cuts)+len(r.Remarks) == 0 || len(r.Problems) > 0 {
		return ""
	}
	var b strings.Builder
	head, next := made.results(r)
	for _, l := range head {
		fmt.Fprintln(&b, l)
	}
	made.leftOut(&b, r, mostLines-len(head)-len(next))
	for _, l := range next {
		fmt.Fprintln(&b, l)
	}
	return b.String()
}

// results returns the lines that say what was made of a file and from where, and
// those that say what to do next.
func (m Made) results(r *importer.Report) (head, next []string) {
	say := func(format string, a ...any) { head = append(head, fmt.Sprintf(format, a...)) }
	say("%s: %s", terminal.Harmless(r.Input), r.Form)
	verb, fill := "made", "filled"
	if m.Dry {
		verb, fill = "would make", "would fill"
	}
	for _, f := range r.Files {
		if f.Old != nil {
			say("  %s %s", fill, terminal.Harmless(path.Join(m.Folder, f.Path())))
		} else {
			say("  %s %s", verb, terminal.Harmless(path.Join(m.Folder, f.Path())))
		}
	}
	if r.Original != nil {
		say("  %s %s, which is the file itself", verb, terminal.Harmless(path.Join(m.Folder, r.Original.Path())))
	}
	wide := 0
	for _, f := range r.Facts {
		wide = max(wide, len(f.Key))
	}
	for _, f := range r.Facts {
		say("    %-*s  %s  (%s)", wide, f.Key, terminal.Harmless(f.Value), terminal.Harmless(f.From))
	}
	if len(r.Missing) > 0 {
		say("    not found: %s", strings.Join(r.Missing, ", "))
	}
	switch {
	case len(r.Files) != 1 || r.Files[0].Kind != dossier.KindSource || r.Files[0].Old != nil:
	case strings.Contains(string(r.Files[0].Slug), dossier.VersionMark):
		check := diag.Command{Name: "check"}
		if m.Folder != shell.ContentFolder {
			check.Args = []string{m.Folder}
		}
		next = []string{"  next: which citations have other words now:",
			"    " + terminal.Harmless(shell.Line(check))}
	default:
		slug := string(r.Files[0].Slug)
		name := slug
		for utf8.RuneCountInString(name) > 24 && strings.Contains(name, "-") {
			name = name[:strings.LastIndexByte(name, '-')]
		}
		next = []string{"  next: read it against the original; then, to say something about its words:",
			"    " + terminal.Harmless(shell.Line(diag.Command{Name: "new", Args: []string{"annotation", name + "-remark", "--source", slug}, Folder: m.Folder}))}
	}
	return head, next
}

// leftOut writes the warnings, the cuts and the remarks of a report into so many
// lines: warnings first, of which as many as leave a line to each of the others.
func (m Made) leftOut(w io.Writer, r *importer.Report, room int) {
	warnings, cuts, remarks := len(r.Warnings), min(len(r.Cuts), mostCuts), len(r.Remarks)
	if m.Full {
		cuts = len(r.Cuts)
	} else {
		least := 2*min(cuts, 1) + 2*min(remarks, 1) // with the line above
		if 2*warnings > room-least {
			warnings = max(1, (room-least-1)/2)
			room--
		}
		room -= 2 * warnings
		if free := room - min(cuts, 1) - min(remarks, 1); cuts+remarks > free {
			remarks = min(remarks, max(1, free/2, free-cuts))
			cuts = min(cuts, max(1, free-remarks))
		}
	}
	for _, x := range r.Warnings[:warnings] {
		fmt.Fprintf(w, "  warning: %s\n    %s\n", terminal.Harmless(x.Message), terminal.Harmless(x.Hint))
	}
	if more := len(r.Warnings) - warnings; more > 0 {
		fmt.Fprintf(w, "  and %s more; %s\n", terminal.Count(more, "warning", "warnings"), told)
	}
	if len(r.Cuts) > 0 {
		fmt.Fprintf(w, "  cut as no part of the article: %s\n", terminal.Count(len(r.Cuts), "piece", "pieces"))
		for _, line := range cutLines(r.Cuts, cuts) {
			fmt.Fprintf(w, "    %s\n", terminal.Harmless(line))
		}
	}
	if len(r.Remarks) > 0 {
		fmt.Fprintln(w, "  look at:")
		if remarks < len(r.Remarks) {
			remarks-- // for the line that says so
		}
		for _, m := range r.Remarks[:remarks] {
			fmt.Fprintf(w, "    %s\n", terminal.Harmless(m))
		}
		if more := len(r.Remarks) - remarks; more > 0 {
			fmt.Fprintf(w, "    and %d more; %s\n", more, told)
		}
	}
}

// cutLines lists what was cut in at most so many lines: piece by piece, or, where
// there are more, those of one kind together, the longest first, and the shortest
// in one line. A line that may name the author or the day is shown whole, and is
// among those that are shown.
func cutLines(cuts []page.Cut, most int) []string {
	type group struct {
		page.Cut
		pieces int
	}
	var groups []group
	for _, c := range cuts {
		i := slices.IndexFunc(groups, func(g group) bool { return len(cuts) > most && g.What == c.What })
		if i < 0 {
			groups = append(groups, group{c, 1})
			continue
		}
		groups[i].pieces++
		groups[i].Words += c.Words
	}
	telling := func(g group) bool {
		_, dated, _ := claim.FindDate(g.Text)
		return g.Words <= 25 && (dated > 0 || g.What == "byline")
	}
	var rest []group
	if len(groups) > most {
		slices.SortStableFunc(groups, func(a, b group) int { return b.Words - a.Words })
		if i := slices.IndexFunc(groups, telling); i >= most-1 && most > 2 {
			g := groups[i]
			groups = slices.Insert(slices.Delete(groups, i, i+1), most-2, g)
		}
		groups, rest = groups[:most-1], groups[most-1:]
	}
	var out []string
	for _, g := range groups {
		width := 70
		if telling(g) {
			width = 200
		}
		what := g.What
		if g.pieces > 1 {
			what = fmt.Sprintf("%s, %d pieces", what, g.pieces)
		}
		out = append(out, fmt.Sprintf("%s, %s: %s", what, terminal.Count(g.Words, "word", "words"), segment.Clip(g.Text, width)))
	}
	if len(rest) > 0 {
		words := 0
		var names []string
		for i, g := range rest {
			words += g.Words
			if i < 8 {
				names = append(names, g.What)
			}
		}
		if len(rest) > len(names) {
			names = append(names, "…")
		}
		out = append(out, fmt.Sprintf("and %d more, %s together: %s; %s", len(rest), terminal.Count(words, "word", "words"), strings.Join(names, ", "), told))
	}
	return out
}
