package serve

import (
	"cmp"
	_ "embed" // for the overlay
	"html/template"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/shell"
)

//go:embed overlay.html
var overlayText string

var overlayTemplate = template.Must(template.New("overlay").Funcs(template.FuncMap{"pieces": pieces, "hint": shell.Hint}).Parse(overlayText))

// panel is what the overlay shows.
type panel struct {
	Heading   string
	Errors    int
	Problems  []diag.Diagnostic
	More      int // problems that are not shown
	Failure   string
	Comparing bool
	Waiting   bool // drafts, and what is open or in review
}

// problemsShown is how many problems the overlay shows; the command shows all.
const problemsShown = 100

// overlay returns the HTML and the heading of what a reader of the site is told
// about a state, and a name for each error. It is empty when all is well.
func overlay(st *state) (text, heading string, errors []string) {
	p := panel{Problems: st.problems, Comparing: st.comparing}
	found := diag.Count(st.problems)
	for _, d := range diag.Errors(st.problems) {
		errors = append(errors, d.Key())
	}
	if st.err != nil {
		p.Failure = st.err.Error()
		errors = append(errors, p.Failure)
		found.Errors++
	}
	p.Errors = found.Errors
	p.Heading = found.String()
	if p.Heading == "" && !p.Comparing {
		return "", "", nil
	}
	p.Heading = cmp.Or(p.Heading, "comparing the sources")
	if st.made != nil {
		p.Waiting = slices.ContainsFunc(st.made.result.Dossier.Entries(), func(e *dossier.Entry) bool { return e.Unfinished })
	}
	if p.More = len(p.Problems) - problemsShown; p.More > 0 {
		p.Problems = p.Problems[:problemsShown]
	}
	var b strings.Builder
	if err := overlayTemplate.Execute(&b, p); err != nil {
		return template.HTMLEscapeString(err.Error()), p.Heading, errors
	}
	return b.String(), p.Heading, errors
}

// piece is a part of the line of an excerpt.
type piece struct {
	Text   string
	Marked bool
}

// pieces cuts an excerpt before and behind what is marked in it.
func pieces(e diag.Excerpt) []piece {
	runes := []rune(e.Text)
	from, to := min(max(e.From-1, 0), len(runes)), min(max(e.To-1, 0), len(runes))
	var out []piece
	for _, p := range []piece{{string(runes[:from]), false}, {string(runes[from:max(from, to)]), true}, {string(runes[max(from, to):]), false}} {
		if p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// brokenPage is what stands in the place of a page that cannot be made.
func brokenPage(err error) []byte {
	return []byte("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>This page cannot be made</title>\n" +
		"<meta name=\"color-scheme\" content=\"light dark\">\n</head>\n<body>\n<h1>This page cannot be made</h1>\n<pre>" +
		template.HTMLEscapeString(err.Error()) + "</pre>\n<p>It is tried again at the next change. Other pages may be whole.</p>\n</body>\n</html>\n")
}
