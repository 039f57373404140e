// Package tongue is what the program knows of languages.
//
// It knows dates ([Date]), lags ([Lag]) and months in words, the days
// of the week, which form goes with a number ([Plural]), the direction of writing ([Direction]), and what somebody
// meant who wrote a date in words where notation was wanted ([Hint]).
//
// A language is one file here: a lexicon of words and a grammar, and a line in the table of language.go. English,
// German, French, Spanish and Russian are known, and in the place of every other stands English; tags are those of
// BCP 47, of which the first part is looked at. Plurals are those of the Unicode CLDR and of all languages, and so are
// directions. A test lists what each language lacks.
//
// What dates mean is in package edtf. The words never say more than the dates do.
package tongue
