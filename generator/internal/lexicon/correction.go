package lexicon

import (
	"strings"

	"dossier/generator/internal/fold"
)

// corrections are what outlets write where they say that they have corrected a
// text, by language; each is folded.
var corrections = map[string][]string{
	"en": {"correction:", "corrections:", "was corrected", "has been corrected", "have been corrected", "an earlier version of", "a previous version of", "an earlier article", "this version corrects", "clarification:"},
	"de": {"korrektur:", "berichtigung:", "wurde korrigiert", "haben wir korrigiert", "wurde berichtigt", "einer früheren version", "einer früheren fassung", "einer ersten version", "in einer vorherigen version", "hinweis der redaktion"},
	"fr": {"correction :", "correction:", "rectificatif", "erratum", "a été corrigé", "a été rectifié", "une version antérieure", "une version précédente", "une première version"},
	"es": {"corrección:", "fe de errores", "fe de erratas", "ha sido corregid", "fue corregid", "una versión anterior", "una primera versión"},
	"ru": {"исправлено:", "исправление:", "уточнение:", "в предыдущей версии", "в более ранней версии", "в первоначальной версии", "в первой версии", "поправка:", "текст исправлен", "текст был исправлен"},
}

// Corrects reports whether a sentence says that the text it stands in was corrected,
// as far as usual phrases of a language tell: of one that is not known, those of
// English.
func Corrects(sentence, lang string) bool {
	list, ok := corrections[Language(lang)]
	if !ok {
		list = corrections["en"]
	}
	folded := " " + fold.Case(strings.Join(strings.Fields(sentence), " "))
	for _, phrase := range list {
		if strings.Contains(folded, " "+phrase) {
			return true
		}
	}
	return false
}
