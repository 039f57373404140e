package markup

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markText matches the text of a mark that leads to a footnote, and of one that
// leads back.
var (
	markText = regexp.MustCompile(`^\[?\s?(?:\d{1,3}|\pL|[ivx]{1,4}|[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?i:note|n|a|fn|nb|anm)\.?\s?\d{1,3})\s?\]?$`)
	backText = regexp.MustCompile(`^[\s\x{fe0e}↩↑⤴⏎^]+$`)
	editText = regexp.MustCompile(`(?i)^\[\s?(?:edit|edit source|bearbeiten|quelltext bearbeiten|modifier|modifier le code|editar|editar código|править|править код)(?:\s?\|.*)?\s?\]$`)
)

// NoteMark reports whether an element is a mark of the page beside the words of
// a sentence: one that leads to a footnote or back from it, one with which a
// section is edited or linked to.
func NoteMark(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Sup, atom.A, atom.Span:
	default:
		return false
	}
	text := strings.TrimSpace(InnerText(n))
	if text == "" || len(text) > 60 {
		return false
	}
	link := n
	if n.DataAtom != atom.A {
		link = nil
		for d := range n.Descendants() {
			if d.DataAtom == atom.A {
				link = d
			}
		}
	}
	fragment := link != nil && strings.Contains(Attr(link, "href"), "#")
	heading := InElement(n, IsHeading) != nil
	switch {
	case editText.MatchString(text), raisedMark(n):
		return true
	case n.DataAtom == atom.Span:
		return false
	case heading && fragment && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return true
	case backText.MatchString(text):
		return fragment
	case !markText.MatchString(text):
		return false
	case n.DataAtom == atom.Sup:
		return fragment || namedNote(n)
	}
	// A link of a digit may be a page of many; one in brackets, or one that
	// says so, leads to a note.
	return fragment && (strings.HasPrefix(text, "[") || namedNote(n))
}

// namedNote reports whether an element is called a mark of a note.
func namedNote(n *html.Node) bool {
	if role := Attr(n, "role"); role == "doc-noteref" || role == "doc-backlink" {
		return true
	}
	for _, token := range NameTokens(n) {
		switch token {
		case "footnote", "footnotes", "footnoteref", "noteref", "fnref", "fn", "reference", "endnote":
			return true
		}
	}
	return false
}
