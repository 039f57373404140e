// Package stem reduces words to their stems, by the Snowball stemmers
// (Porter 2001, https://snowballstem.org) of the languages that have one.
package stem

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// A Stemmer reduces the words of one language. It is one goroutine's.
type Stemmer struct {
	stem func(*snowballstem.Env) bool
	env  *snowballstem.Env
}

// New returns the stemmer of the language of a BCP 47 tag, or nil if there is
// none. A text without a language is taken for English.
func New(lang string) *Stemmer {
	if stem := stemmer(lang); stem != nil {
		return &Stemmer{stem, snowballstem.NewEnv("")}
	}
	return nil
}

// Of returns the stem of a word, which is in lower case. Where there is no
// stemmer it is the word itself.
func (s *Stemmer) Of(word string) string {
	if s == nil {
		return word
	}
	s.env.SetCurrent(word)
	s.stem(s.env)
	return s.env.Current()
}

// stemmer returns the Snowball stemmer of the language of a BCP 47 tag.
func stemmer(lang string) func(*snowballstem.Env) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch base {
	case "ar":
		return arabic.Stem
	case "da":
		return danish.Stem
	case "nl":
		return dutch.Stem
	case "en", "":
		return english.Stem
	case "fi":
		return finnish.Stem
	case "fr":
		return french.Stem
	case "de":
		return german.Stem
	case "hu":
		return hungarian.Stem
	case "ga":
		return irish.Stem
	case "it":
		return italian.Stem
	case "no", "nb", "nn":
		return norwegian.Stem
	case "pt":
		return portuguese.Stem
	case "ro":
		return romanian.Stem
	case "ru":
		return russian.Stem
	case "es":
		return spanish.Stem
	case "sv":
		return swedish.Stem
	case "ta":
		return tamil.Stem
	case "tr":
		return turkish.Stem
	}
	return nil
}
