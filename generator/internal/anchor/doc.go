// Package anchor resolves the citations of a dossier to the passages that they quote.
//
// [Resolve] looks for each in the text of its source (package match). What is not found, or found more
// than once, is a diagnostic with the nearest passage or the list of places; so is
// a citation that leaves out or cuts off words that change what is said. What it gives is
// [Evidence]: where each citation stands, and what of a source may be shown.
//
// # What is left out
//
// A word left out that changes what is
// said is an error; an omission that leads from one speaker to another is one under
// a note with a speaker; what the ends of a citation cut off is a warning.
//
// # What is mended
//
// Spelling, punctuation and letter case, and nothing else ([Evidence.Fixes]). Every change is tried on the file first: it is
// proposed only if the blockquote, read again, is then found in one place.
// Letter case is mended also in citations that are found in another case, but
// for the first letter.
package anchor
