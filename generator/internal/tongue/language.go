package tongue

import (
	"slices"
	"strings"
)

// language is a language: its words, and the phrases that need its grammar.
type language struct {
	tag     string
	words   *lexicon
	grammar grammar
}

// spoken are the languages, English first, which stands for all that are not here.
var spoken = []language{
	{"en", &english, englishGrammar{}},
	{"de", &german, germanGrammar{}},
	{"fr", &french, frenchGrammar{}},
	{"es", &spanish, spanishGrammar{}},
	{"ru", &russian, russianGrammar{}},
}

// wordedLanguages are the tags of the languages that are known here, English first.
func wordedLanguages() []string {
	var tags []string
	for _, l := range spoken {
		tags = append(tags, l.tag)
	}
	return tags
}

// speak finds the language of a BCP 47 tag by its first part.
func speak(tag string) language {
	tag = primary(tag)
	if i := slices.IndexFunc(spoken, func(l language) bool { return l.tag == tag }); i >= 0 {
		return spoken[i]
	}
	return spoken[0]
}

// primary is the first part of a tag: that of "de-AT" and "DE_at" is "de".
func primary(tag string) string {
	first, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(first)
}
