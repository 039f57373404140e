package reference

import "strings"

// A Format is one in which programs keep references.
type Format struct {
	Name, Ending, MediaType string
	Of                      func(words Words, works ...Work) string // the references of works, without a line break at the end
}

// Formats returns the formats.
func Formats() []Format {
	return []Format{
		{"BibTeX", ".bib", "application/x-bibtex", apart(Work.BibTeX)},
		{"CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", CSL},
		{"RIS", ".ris", "application/x-research-info-systems", apart(Work.RIS)},
	}
}

// apart returns what writes references one after the other, parted by an empty line.
func apart(of func(Work, Words) string) func(Words, ...Work) string {
	return func(words Words, works ...Work) string {
		all := make([]string, len(works))
		for i, w := range works {
			all[i] = of(w, words)
		}
		return strings.Join(all, "\n\n")
	}
}
