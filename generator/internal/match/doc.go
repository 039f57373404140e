// Package match finds the words of a citation in the text of a source.
//
// A citation is found when the text has its words, and not when it has
// not: there is no similarity that would do. [Text.Find] gives the passage, or
// all of them where there are several; where there is none, the nearest and
// what would have to change ([Nearest]). It knows neither notes nor a dossier.
//
// # What is the same
//
// Text is compared as the words and marks that [fold.Tokens] gives, in order;
// white space between them does not count, so a citation may run across lines
// and paragraphs. Rules are tried in turn, and the first that finds anything
// decides; when it finds several places the citation is ambiguous:
//
//  1. and 2. The same words and marks, typography folded. That is one rule and
//     not two: were the very same characters preferred, a citation would move
//     to them from other quotation marks that someone may have meant.
//  3. The same in another letter case. That is a later rule, so that US is not
//     us; but the capital of a citation's first letter is taken to be the
//     editor's from the start, so that it never decides between "The attack"
//     and "the attack". A small first letter does.
//  4. Brackets that the source prints are marks like others. If that finds
//     nothing, each pair may stand around words or letters of the source
//     ([W]e), or around what the editor added (the [IS] group), which may be
//     the end of a word but not its beginning, and never denies anything.
//  5. Omissions: […], [...], (…) and (...), and if that finds nothing … and ..., too. Each
//     part must be found, in order, with at most 500 words and marks between
//     two. After every place of the first part the nearest continuation is
//     taken; if several places of it have one, the citation is the only one of
//     these matches that stands in one sentence, or else the only one that stands
//     in one paragraph, and ambiguous when there is no such one.
//  6. What one text writes otherwise than another, on either side. Where one
//     has a hyphen or a soft hyphen before white space (inter- national) the
//     other may have it, have it closed up, or have the word whole; a hyphen
//     that stands inside a word on one side only counts. p. m. is p.m. A word
//     in capitals has SS for ß, I for ı, İ for i. A comma or stop may stand on
//     either side of the quotation mark that it is written together with.
//
// Quotation marks around the whole of a citation are the editor's if the
// source has not both of them there. All other punctuation must match in
// number and place, at the ends, too: a citation that closes with a full stop
// where the source has a comma is refused, and mended by package anchor.
//
// Nothing is found inside a word or a number. A word is what readers take for
// one: non-combatants, US-led, don't, U.S.; and a number with its sign,
// separators, fraction and per cent: 10,000 and 10 000, -5, 50%, 3–5. An
// elided article (l'Iran) is a word.
//
// Words of a citation that are marked ==so== are what it cites; the rest is
// context, which must match as well.
//
// # What is left out
//
// The words of a citation may all be in the source and yet not say what it says.
// So what an omission leaves out, and what the same sentence says before and after
// the citation, is judged (package omission): [Finding.Concerns].
//
// # Can that land in the wrong place?
//
// Not by adding text elsewhere, with exceptions that are meant: a citation
// that matches in another letter case only, one whose brackets or marks
// of omission are read as the editor's, and one that is found by rule 6, give
// way to a place that has exactly what is cited; and one with an omission that
// leads from one sentence to another to a place that has it all in one.
//
// # How
//
// Folded tokens are written into one string with a space before each, under a
// suffix array (Manber and Myers 1990; the SA-IS of index/suffixarray), so
// that a citation of m characters is found in a text of n in O(m log n),
// wherever and however often it stands; short texts are read through, in
// linear time (Knuth, Morris and Pratt 1977). Readings of brackets are a
// search that gives up a branch as soon as the text does not have it, omissions
// one pass over the places of the parts that are near the rarest of them. Where
// the parts of citations stand is kept, so that many citations of one source take
// no more than their number. The nearest passage comes from the
// longest common runs and an alignment in a narrow band around each.
//
// # What is near
//
// A slip of the pen is an English word one letter away from the source's that cannot be a word
// itself (package spelling). That most slips are told as other words
// is the price of never taking a word for another (graffito, graffiti). Nor is a space, or the
// hyphen of re-sign, that makes two words of one a slip. An accent inside a word and the apostrophe of
// a contraction are. British and American spellings of one word count as spelling, however many
// there are. Negations, numbers, names, modal verbs and quantifiers are never slips.
package match
