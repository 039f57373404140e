// Package search makes the index that readers of a site search: which words stand
// in which passages of which pages, as scripts that a page can load over HTTP and
// from disk alike.
//
// It knows no site. [New] takes documents as plain values and puts them in order,
// the latest first; what it is handed is published. Words are runs of letters and
// numbers, folded by [fold.Loose]. Those with one stem are one entry ([stem]; a
// form takes the stemmer of the language in which it first stands), and so are two
// spellings of a word in the names of one person. Scripts without spaces between
// words are cut into pairs of letters that stand side by side. A word that is made
// of two others of the same index, as in German, is found by each of them, and so
// is a Hebrew word behind a particle that is written with it.
//
// The index says in which passages a word stands, and not where in them: phrases,
// and how near words are to each other, are read in the passages themselves,
// which the script needs for what it shows anyway. That is a fifth of an index
// with places. A word that is nearly everywhere is listed by document alone, and
// of a large index short passages that follow one another are one.
//
// A small index is one file. A large one is cut: "index.js" says what there is
// and by what it can be narrowed, "words-N.js" hold entries in alphabetical order,
// "pages-N.js" where documents stand; what a result shows then stands beside the
// page it leads to ([Index.Beside]). A query loads what it needs of them.
//
// Lists of numbers are written as differences, in five bits a letter with a sixth
// that says whether more follow.
package search
