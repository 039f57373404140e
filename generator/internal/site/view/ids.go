package view

import (
	"strconv"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
)

// IDs gives out the ids of one page. An id is built from words, so that it
// stays when other things are added to the page. Of each id that was given it knows
// from which number on those that differ from it in a number may be free.
type IDs map[string]int

// idWords is how many words of a text its id is built from.
const idWords = 5

// take reports whether an id is free, and gives it out.
func (used IDs) take(id string) bool {
	if used[id] > 0 {
		return false
	}
	used[id] = 2
	return true
}

// Of returns an id for a text: prefix and its first words. When that is
// taken, words are added; when all are used up, a number is.
func (used IDs) Of(prefix, text string) string {
	words := segment.FirstWords(text, idWords)
	for n := min(idWords, len(words)); n > 0 && n <= len(words) && n <= 3*idWords; n++ {
		if id := prefix + string(dossier.Slugify(text[:words[n-1].End])); used.take(id) {
			return id
		}
		words = segment.FirstWords(text, 3*idWords)
	}
	stem := prefix
	if len(words) > 0 {
		stem += string(dossier.Slugify(text[:words[min(idWords, len(words))-1].End]))
	} else {
		stem = strings.TrimSuffix(prefix, "-")
	}
	for id := stem; ; {
		if used.take(id) {
			return id
		}
		id = stem + "-" + strconv.Itoa(used[stem])
		used[stem]++
	}
}
