// Package markup tells what an element of a web page is.
//
// It goes by what authors and programs write: the element, its attributes and
// names, and what it holds. It weighs nothing and decides nothing: what of a
// page is the article is for package page.
package markup
