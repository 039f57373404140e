package markup

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// raisedText matches raised text that may be the mark of a footnote by itself: a
// number, several of them, or signs.
var raisedText = regexp.MustCompile(`^[\[(]?(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[*†‡§¶]{1,3})[\])]?[,;]?$`)

// raised reports whether an element stands above the line.
func raised(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Sup:
		return true
	case atom.Span:
		for _, d := range strings.Split(strings.ToLower(Attr(n, "style")), ";") {
			if name, value, _ := strings.Cut(d, ":"); strings.TrimSpace(name) == "vertical-align" && strings.TrimSpace(value) == "super" {
				return true
			}
		}
	}
	return false
}

// raisedMark reports whether an element is a raised number or sign right behind
// a word, and the mark of a footnote though it has no link: not the power of a
// unit or a number, and not the mass of an atom.
func raisedMark(n *html.Node) bool {
	mark := strings.TrimSpace(InnerText(n))
	if mark == "," && raised(n) && n.PrevSibling != nil {
		return raisedMark(n.PrevSibling) // between two of them
	}
	if !raised(n) || !raisedText.MatchString(mark) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(beside(n, false))
	if unicode.IsLetter(next) || unicode.IsDigit(next) {
		return false
	}
	before := beside(n, true)
	last, _ := utf8.DecodeLastRuneInString(before)
	if before == "" || unicode.IsSpace(last) {
		return false
	}
	if strings.ContainsAny(mark, "*†‡§¶") {
		return true
	}
	word := strings.TrimRightFunc(before, unicode.IsPunct)
	sentence := len(word) < len(before) // a mark of its own stands between
	letters := []rune(word)
	start := len(letters)
	for start > 0 && (unicode.IsLetter(letters[start-1]) || unicode.IsDigit(letters[start-1]) || unicode.IsMark(letters[start-1])) {
		start--
	}
	word = string(letters[start:])
	switch {
	case word == "":
		return false
	case strings.ContainsFunc(word, unicode.IsDigit):
		return year.MatchString(word) || sentence && !strings.HasSuffix(before, ")")
	case sentence && !strings.HasSuffix(before, ")"):
		return true
	}
	return !powered(word)
}

// year matches a number that is a year rather than the base of a power.
var year = regexp.MustCompile(`^(?:1[1-9]|20)\d\d$`)

// powered reports whether a word is a unit, a variable, a function or the sign
// of a substance, of which a raised number is a part.
func powered(word string) bool {
	switch strings.ToLower(word) {
	case "in", "inch", "inches", "foot", "feet", "yard", "yards", "mile", "miles", "acre", "metre", "metres", "meter", "meters", "mètre", "mètres", "metro", "metros", "метр", "метра", "метров",
		"kilometre", "kilometres", "kilometer", "kilometers", "sec", "mol", "au", "mi", "ha", "co", "no", "log", "exp", "sin", "cos", "tan", "chi":
		return true
	}
	if utf8.RuneCountInString(word) == 1 {
		return true
	}
	return utf8.RuneCountInString(word) == 2 && !strings.ContainsAny(strings.ToLower(word), "aeiouyäöüéèàаеёиоуыэюя")
}

// beside returns the text right before or right behind an element in its line,
// beyond other raised text; empty at the ends of the line.
func beside(n *html.Node, before bool) string {
	text := ""
	for at := n; ; {
		next := at.NextSibling
		if before {
			next = at.PrevSibling
		}
		for next == nil {
			at = at.Parent
			if at == nil || at.Type != html.ElementNode || BlockElement(at) {
				return text
			}
			next = at.NextSibling
			if before {
				next = at.PrevSibling
			}
		}
		at = next
		switch {
		case at.Type == html.TextNode:
		case at.Type != html.ElementNode || raised(at):
			continue
		case at.DataAtom == atom.Br || BlockElement(at):
			return text
		}
		piece := at.Data
		if at.Type == html.ElementNode {
			piece = InnerText(at)
		}
		if !before {
			if piece != "" {
				return piece
			}
			continue
		}
		text = piece + text
		if strings.ContainsFunc(text, unicode.IsSpace) {
			return text
		}
	}
}
