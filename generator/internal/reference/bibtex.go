package reference

import (
	"fmt"
	"regexp"
	"strings"
)

// BibTeX returns the reference as an entry for biblatex.
func (w Work) BibTeX(words Words) string {
	var out strings.Builder
	kind := kinds[w.Kind]
	fmt.Fprintf(&out, "@%s{%s,\n", kind.biblatex, w.Key)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "  %s = {%s},\n", name, value)
		}
	}
	var authors []string
	for _, a := range w.Authors {
		authors = append(authors, "{"+escaped(a)+"}") // a name in braces is not taken apart
	}
	field("author", strings.Join(authors, " and "))
	if title := escaped(w.Title); title != "" {
		field("title", "{"+title+"}") // and a title keeps its capitals
	}
	field(kind.container, escaped(w.Container))
	if w.Kind == Newspaper {
		field("entrysubtype", "newspaper")
	}
	note := w.note(words)
	switch text := w.Issued.String(); {
	case machine(w) != "":
		field("date", machine(w)) // a time of day is read by few
	case biblatexDate.MatchString(text):
		field("date", text) // as it stands: biber reads it, and not TeX
	case !w.Issued.IsZero():
		note = spaced(stop(spoken(words, w.Issued)), note)
	}
	field("url", w.URL)
	if day := w.Accessed.Machine(); day != "" && w.URL != "" {
		day, _, _ = strings.Cut(day, "T")
		field("urldate", day)
	}
	field("note", escaped(note))
	out.WriteString("}")
	return out.String()
}

// biblatexDate matches the dates of EDTF that biblatex has (its manual, section 2.3.8): level 1, with doubt cast on the whole of a day.
var biblatexDate = regexp.MustCompile(`^(?:\d{4}(?:-\d\d){0,2}[?~%]?|\d{3}X|\d\dXX|\d{4}-(?:\d\d-)?XX|(?:\d{4}(?:-\d\d){0,2}[?~%]?)?/(?:\d{4}(?:-\d\d){0,2}[?~%]?|\.\.)?)$`)

// special are the characters that TeX takes for commands, and how they are
// written as text. A brace is named, since BibTeX counts those behind a
// backslash too.
var special = strings.NewReplacer(
	`\`, `{\textbackslash}`, `{`, `{\textbraceleft}`, `}`, `{\textbraceright}`,
	`~`, `{\textasciitilde}`, `^`, `{\textasciicircum}`,
	`%`, `\%`, `&`, `\&`, `#`, `\#`, `$`, `\$`, `_`, `\_`,
)

// escaped returns text for a field, on one line.
func escaped(text string) string { return special.Replace(line(text)) }
