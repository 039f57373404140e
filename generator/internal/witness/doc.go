// Package witness holds what is known of each text before it is compared with another.
//
// [Read] takes all texts at once, since what a word tells depends on the others that have it. A [Witness] is one of them; a
// [Vocabulary] numbers their words. Both are filled by Read and are not changed after it.
//
// # How
//
// Texts are taken apart into words (folded, and stemmed by Snowball in the language of the text), sentences
// and quotations. A sentence that holds a quotation of five words or more is cut at its marks; the pieces are called units.
//
// Rarity. What a shared word tells is minus the logarithm of the share of windows of 30 words that hold
// it. Windows, because in a dossier about one event every topical word is in all texts. A built-in table of
// background frequencies weighs as much as twenty texts, so it decides in a small dossier and fades in a large one.
//
// Turns of phrase. A word that nearly always follows the words before it tells less: [Formulas] give its conditional likelihood,
// from counts of pairs and triples of stems kept in a count-min sketch (Cormode and Muthukrishnan 2005).
//
// Boilerplate. A sentence that stands in the last two paragraphs of three texts of an outlet and nowhere else in it,
// that stands in eight texts and a tenth of all that the outlet published, or that more than 256 texts hold, is
// set apart; unless the texts have the rest in common as well, being copies of one.
//
// Names and numbers are the facts of a text. A name is the same in another spelling as long as the
// consonants agree as transcriptions write them, or the first four letters. Numbers are read in figures and in words, in the
// languages of the site: "thirty thousand" is "30,000", and "seventh" is of the value of "7".
//
// # What it does not do
//
// It compares no two texts; package collate does.
package witness
