// Package templates holds how a dossier looks: the HTML templates, the style
// sheet, the script and the words of the site. There is no code here; the
// package only puts the files into the program.
//
//	base.html        the frame that every page shares
//	parts/*.html     the components that pages are made of
//	*.html           one file per kind of page; each defines "main"
//	style.css        palette, measure and type scale stand at its top
//	embed.css        the same of what others put into pages of theirs
//	book.css         the same of the whole dossier, printed and as an EPUB
//	print.css        what the printed one has besides
//	script.js        small comforts; every page is whole without it
//	cite.js          copies the reference of a passage of a source
//	search.js        the search, loaded when it is first used
//	words/<tag>.yaml the words of the site in one language
//
// An editor's own files are laid over these one by one; package render does
// that, and checks all of them.
//
// Templates are handed finished data by package site and decide nothing but
// how it looks.
package templates

import "embed"

// Files holds the files of this folder, under the names they have here.
//
//go:embed *.html parts/*.html style.css embed.css book.css print.css script.js cite.js search.js words/*.yaml
var Files embed.FS
