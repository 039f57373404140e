package page

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/markup"
	"dossier/generator/internal/segment"
)

// A Cut is a part of a page that was not taken.
type Cut struct {
	What  string // such as "navigation", or the element as style sheets name it
	Text  string // as printed, on one line
	Words int

	node *html.Node // nil where what was cut is no element
}

// A Warning says that what was cut may be the article, and what would mend it.
type Warning struct{ Message, Hint string }

// warnings returns what a user must look at of the cuts, for which a name, or
// readability, may be to blame: a part that is longer than what is kept, and an
// article that is a small share of the prose of the page.
func (p *Page) warnings(cuts []Cut) []Warning {
	kept := 0
	for _, t := range p.texts {
		if p.kept[t] {
			kept += wordsIn(t.Data)
		}
	}
	var out []Warning
	var largest Cut
	for _, c := range cuts {
		if c.node == nil {
			if c.What == withoutScripts && c.Words > kept {
				out = append(out, Warning{fmt.Sprintf("more words are %s (%d) than are kept (%d): “%s”", c.What, c.Words, kept, segment.Clip(c.Text, 60)),
					"if that is the article, save the page with scripts switched off, or copy its text into a .txt file"})
			}
			continue
		}
		w := p.weights[c.node]
		if w.words-w.linked > kept && !w.mostlyLinks() {
			out = append(out, p.warning(c, fmt.Sprintf("more words are cut as %s (%d) than are kept (%d)", c.What, w.words, kept)))
		}
		if largest.node == nil || w.prose > p.weights[largest.node].prose {
			largest = c
		}
	}
	if prose, all := p.proseOf(p.kept), p.available(); len(out) == 0 && largest.node != nil && kept > 0 && prose*2 < all {
		out = append(out, p.warning(largest, fmt.Sprintf("of %d words of running prose on the page %d are kept; the largest part that is cut is %s (%d)",
			all, prose, largest.What, p.weights[largest.node].words)))
	}
	return out
}

// withoutScripts is what is shown where scripts do not run.
const withoutScripts = "for browsers without scripts"

func (p *Page) warning(c Cut, message string) Warning {
	n := c.node
	if n.Type == html.TextNode {
		n = n.Parent
	}
	s := p.selectorOf(n)
	return Warning{
		Message: fmt.Sprintf("%s: “%s”", message, segment.Clip(c.Text, 60)),
		Hint:    fmt.Sprintf("to keep it as well: --keep '%s'; if it is the article: --article '%s'", s, s),
	}
}

// cuts returns the parts of the page that are not kept, each the largest
// element of which nothing is.
func (p *Page) cuts() []Cut {
	holds := map[*html.Node]bool{} // something kept
	prints := map[*html.Node]bool{}
	for _, t := range p.texts {
		for a := range t.Ancestors() {
			prints[a] = true
			holds[a] = holds[a] || p.kept[t]
		}
	}
	var out []Cut
	add := func(n *html.Node, what string) {
		w := textWriter{keep: func(*html.Node) bool { return true }, part: true}
		if n.Type == html.ElementNode && markup.Unprinted(n) {
			w.children(n, context{})
		} else {
			w.node(n, context{})
		}
		w.flush()
		var parts []string
		for _, b := range block.Settle(w.blocks) {
			parts = append(parts, strings.Join(strings.Fields(b.Text), " "))
		}
		if text := strings.Join(parts, " · "); text != "" {
			out = append(out, Cut{What: what, Text: text, Words: wordsIn(strings.Join(parts, " ")), node: n})
		}
	}
	var marks []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case p.marks[c]:
				marks = append(marks, strings.TrimSpace(c.Data))
			case c.Type == html.TextNode:
				if len(c.Attr) > 0 && !p.kept[c] {
					add(c, markup.ElementName(n))
				}
			case c.DataAtom == atom.Noscript && c.Namespace == "":
				// A parser that could run scripts reads this as one text.
				if text := strings.Join(strings.Fields(TextOf(markup.InnerText(c))), " "); text != "" {
					out = append(out, Cut{What: withoutScripts, Text: text, Words: wordsIn(text)})
				}
			case c.Type != html.ElementNode || !prints[c]:
			case p.chrome[c] != "" && !holds[c]:
				add(c, p.chrome[c])
			case markup.StruckOut(c) && !holds[c]:
				add(c, "struck out")
			case !holds[c] && !p.holdsMarked(c):
				add(c, markup.ElementName(c))
			default:
				walk(c)
			}
		}
	}
	walk(p.root)
	if len(marks) > 0 {
		out = append(out, Cut{What: "marks of notes and sections", Text: strings.Join(marks, " "), Words: len(marks)})
	}
	return out
}

// holdsMarked reports whether something that is cut under a name of its own
// stands in n: chrome, or the mark of a note.
func (p *Page) holdsMarked(n *html.Node) bool {
	for d := range n.Descendants() {
		if p.chrome[d] != "" || p.marks[d] {
			return true
		}
	}
	return false
}
