package serve

import (
	_ "embed" // for the overlay
	"fmt"
	"html/template"
	"strings"

	"dossier/generator/internal/diag"
)

//go:embed overlay.html
var overlayText string

var overlayTemplate = template.Must(template.New("overlay").Funcs(template.FuncMap{"pieces": pieces}).Parse(overlayText))

// panel is what the overlay shows.
type panel struct {
	Heading   string
	Errors    int
	Problems  []diag.Diagnostic
	More      int // problems that are not shown
	Failure   string
	Comparing bool
}

// problemsShown is how many problems the overlay shows; the command shows all.
const problemsShown = 100

// overlay returns the HTML of what a reader of the site is told about a state,
// and how many errors there are. It is empty when all is well.
func overlay(st *state) (string, int) {
	p := panel{Problems: st.problems, Comparing: st.comparing}
	warnings := 0
	for _, d := range st.problems {
		if d.Severity == diag.Error {
			p.Errors++
		} else {
			warnings++
		}
	}
	if st.err != nil {
		p.Failure = st.err.Error()
		p.Errors++
	}
	if p.Errors+warnings == 0 && !p.Comparing {
		return "", 0
	}
	var parts []string
	for _, n := range []struct {
		n    int
		name string
	}{{p.Errors, "error"}, {warnings, "warning"}} {
		if n.n == 1 {
			parts = append(parts, "1 "+n.name)
		} else if n.n > 1 {
			parts = append(parts, fmt.Sprintf("%d %ss", n.n, n.name))
		}
	}
	if p.Heading = strings.Join(parts, ", "); p.Heading == "" {
		p.Heading = "comparing the sources"
	}
	if p.More = len(p.Problems) - problemsShown; p.More > 0 {
		p.Problems = p.Problems[:problemsShown]
	}
	var b strings.Builder
	if err := overlayTemplate.Execute(&b, p); err != nil {
		return template.HTMLEscapeString(err.Error()), p.Errors
	}
	return b.String(), p.Errors
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
		template.HTMLEscapeString(err.Error()) + "</pre>\n<p>The other pages are as they were.</p>\n</body>\n</html>\n")
}
