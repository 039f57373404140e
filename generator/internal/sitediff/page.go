package sitediff

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/markup"
	"dossier/generator/internal/segment"
)

// page is what readers read on a page.
type page struct {
	title     string
	sentences []string // each on one line
	leads     string   // to which page it leads on at once, without a text of its own; else ""
}

// read reads a page; of nothing nothing.
func read(data []byte) (page, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return page{}, err
	}
	if to := leadsOn(root); to != "" {
		return page{leads: to}, nil
	}
	main := find(root, atom.Main)
	if main == nil {
		main = find(root, atom.Body) // of an editor's own template
	}
	title := find(main, atom.H1)
	if title == nil {
		title = find(root, atom.Title)
	}
	var p page
	if title != nil {
		p.title = oneLine(markup.InnerText(title))
	}
	var block strings.Builder
	end := func() {
		text := oneLine(block.String())
		for _, s := range segment.Sentences(text) {
			p.sentences = append(p.sentences, s.In(text))
		}
		block.Reset()
	}
	collect(main, &block, end)
	end()
	return p, nil
}

// leadsOn returns the address to which a page leads on at once.
func leadsOn(root *html.Node) string {
	for d := range root.Descendants() {
		if d.DataAtom == atom.Meta && strings.EqualFold(markup.Attr(d, "http-equiv"), "refresh") {
			_, to, _ := strings.Cut(markup.Attr(d, "content"), "url=")
			to, _, _ = strings.Cut(to, "#")
			return to
		}
	}
	return ""
}

// collect writes the text of an element, and calls end where a block ends.
func collect(n *html.Node, block *strings.Builder, end func()) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			block.WriteString(c.Data)
		case c.Type != html.ElementNode || unread(c):
		case c.DataAtom == atom.Br:
			block.WriteString(" ")
		case c.DataAtom == atom.Img:
			block.WriteString(markup.Attr(c, "alt"))
		case markup.BlockElement(c):
			end()
			collect(c, block, end)
			end()
		default:
			collect(c, block, end)
		}
	}
}

// unread reports whether an element has no text that readers read as the page's.
func unread(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Button, atom.Form, atom.Svg:
		return true
	}
	if n.DataAtom == atom.A && strings.HasPrefix(markup.Attr(n, "href"), "#") && !strings.ContainsFunc(markup.InnerText(n), unicode.IsLetter) {
		return true // the number of a note, which is another when one before it goes
	}
	return markup.Unprinted(n) || markup.HiddenElement(n) || slices.Contains(strings.Fields(markup.Attr(n, "class")), "cite")
}

// find returns the first element of a kind.
func find(n *html.Node, kind atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == kind && d.Namespace == "" {
			return d
		}
	}
	return nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
