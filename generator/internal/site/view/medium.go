package view

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/dossier"
)

// In print a text is printed; of other media the site speaks with the verb of
// the medium, and of several together with one that fits all.

// mixed marks a word that fits sources of every medium.
const mixed = dossier.PublishedAnyhow

// Verb returns what sources are said to be at their date: "printed". It fits
// all of those given.
func (v View) Verb(sources ...*dossier.Source) string {
	suffix := ""
	for i, s := range sources {
		own := s.Publishing()
		if i > 0 && own != suffix {
			own = mixed
		}
		suffix = own
	}
	return v.Word("clock_published" + suffix)
}

// SentenceCase returns a text with a capital at its beginning.
func SentenceCase(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// Printing returns the key of a word about all sources, for a dossier in
// which all are printed, or for one with others.
func (v View) Printing(key string) string {
	if !v.Index.printed() {
		return key + mixed
	}
	return key
}

// CountOutlets counts the outlets of sources, or the sources themselves in a dossier in which not all are printed: who
// posts something is no outlet. Two sources of one outlet are one outlet.
func (v View) CountOutlets(key string, sources []*dossier.Source) string {
	key = v.Printing(key)
	seen := map[string]bool{}
	for _, s := range sources {
		if strings.HasSuffix(key, mixed) {
			seen[string(s.Slug)] = true
		} else {
			seen[dossier.FoldName(SourceName(s))] = true
		}
	}
	return v.Count(key, len(seen))
}
