// Package page reads a saved web page.
//
// [Read] parses HTML and decides what is article. [Page.Claims] gives what the
// page says of its title, author and the like. [Page.Article] gives the text,
// with a list of what was cut.
//
// # From bytes to text
//
// importer/message takes the page out of an MHTML file or an e-mail, and
// importer/encoding makes text of bytes.
//
// # Article
//
// What is chrome is taken out first: by its element, or by its name where it
// looks like that (links, few words, no sentences). From the rest readability
// (Mozilla's Readability.js, ported) chooses; names of elements with prose are
// hidden from it. Its decision is a set of text nodes; the text itself is read from
// the page, because readability moves and normalises what it returns. Sentences
// that it cut out of the middle are put back ([Article.Restored]). What stays cut
// is listed ([Article.Cuts]), with warnings where it outweighs what is kept, and a
// user may choose otherwise ([Choice]).
//
// # Blocks
//
// The text of an article is that of the page, mark for mark. Emphasis, the
// addresses of links, and pictures are not kept. White space is collapsed as a
// browser does it, no-break and other spaces stay, two line breaks make a
// paragraph, a row of a table is a paragraph with tabs between the cells. Plain
// text becomes blocks as well ([BlocksOfText]). Words that the page has struck out
// and marks that lead to notes are left out; a caption is a paragraph that is
// known as one. [Markdown] writes blocks as a
// source's body and escapes what Markdown would take for its own; [Plain] says
// how that body has to read. [NoiseOf] says of a paragraph that is kept what it
// may be instead of text: a byline, an advertisement.
package page

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/markup"
)

// A Page is a parsed web page. Its text nodes are numbered, so that the nodes
// that an extraction keeps can be told although it works on copies.
type Page struct {
	root   *html.Node
	texts  []*html.Node
	chrome map[*html.Node]string // what is no part of an article, by what it is called
	kept   map[*html.Node]bool
	meta   map[string][]string // contents of meta elements by name

	apart   map[*html.Node]bool // texts that white space or a line break stands before
	runs    []run
	runAt   map[*html.Node]int // the index in runs of each text
	weights map[*html.Node]weight
	live    bool                // it says that it is a live blog
	times   map[*html.Node]bool // texts that are times of its entries
	marks   map[*html.Node]bool // texts that are marks of notes, and are left out
	chosen  map[*html.Node]bool // what holds most of what readability chose
	at      map[*html.Node]int  // how many texts stand before each node: see locate
	first   int                 // the first text that is kept, and the last
	last    int
	choice  Choice
}

const (
	// MaxNodes bounds the nodes of a page; the longest articles have a tenth.
	MaxNodes = 300_000
	// MaxText bounds the text of a source, in bytes. A long book has one
	// million.
	MaxText = 4 << 20
	// shortest is how long a text must be, in characters, for the extraction
	// to trust it at the first attempt. News in brief is shorter than
	// what readability is made for.
	shortest = 140
	// number is the attribute that numbers a text node. Elements never have
	// it, and no renderer writes the attributes of text.
	number = "dossier-number"
)

var (
	errTooDeep = errors.New("its elements are nested more than 500 deep")
	errTooMany = fmt.Errorf("it has more than %d elements and texts", MaxNodes)
	errTooLong = fmt.Errorf("it has more than %d MB of text", MaxText>>20)
)

// withoutFormatting returns HTML in which the elements that a parser opens
// again in every paragraph where they were left open, such as b and font, are
// span, which it does not. A few bytes could else make a tree of any size. The
// text stays what it is.
func withoutFormatting(text string) (string, error) {
	if strings.Count(text, "<") > MaxNodes {
		return "", errTooMany
	}
	var b strings.Builder
	b.Grow(len(text))
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			b.Write(z.Raw())
			return b.String(), nil
		}
		raw := z.Raw()
		at := 1
		if kind == html.EndTagToken {
			at = 2
		} else if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			b.Write(raw)
			continue
		}
		name, _ := z.TagName()
		with := ""
		switch atom.Lookup(name) {
		case atom.B, atom.Big, atom.Em, atom.Font, atom.I, atom.Nobr, atom.Small, atom.Strong, atom.Tt, atom.U:
			with = "span"
		case atom.S, atom.Strike:
			with = "del"
		case atom.Code:
			with = "kbd"
		}
		if with == "" {
			b.Write(raw)
			continue
		}
		b.Write(raw[:at])
		b.WriteString(with)
		b.Write(raw[at+len(name):])
	}
}

// parsePage parses decoded HTML.
func parsePage(text string) (*Page, error) {
	text, err := withoutFormatting(text)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, errTooDeep // the one error there is for a text in memory
	}
	markup.OpenShadows(root)
	p := &Page{root: root, kept: map[*html.Node]bool{}, apart: map[*html.Node]bool{}}
	count, size := 0, 0
	apart := false
	for n := range root.Descendants() {
		apart = apart || n.DataAtom == atom.Br || n.Type == html.TextNode && markup.BlankText(n.Data)
		if count++; count > MaxNodes {
			return nil, errTooMany
		}
		if n.Type == html.TextNode && !markup.Unprinted(n.Parent) && !markup.BlankText(n.Data) {
			if size += len(n.Data); size > MaxText {
				return nil, errTooLong
			}
			n.Attr = []html.Attribute{{Key: number, Val: strconv.Itoa(len(p.texts))}}
			p.texts = append(p.texts, n)
			p.apart[n], apart = apart, false
		}
	}
	p.meta = readMeta(root)
	return p, nil
}

// Read parses decoded HTML and decides what of it is the article.
func Read(text string, choice Choice) (*Page, error) {
	p, err := parsePage(text)
	if err != nil {
		return nil, err
	}
	p.choice = choice
	p.measure()
	p.live = p.isLiveBlog()
	p.times = p.entryTimes()
	p.chrome = p.findChrome()
	p.extract()
	return p, nil
}

// TextOf returns the text of a piece of HTML, its blocks parted by empty
// lines.
func TextOf(s string) string {
	p, err := parsePage(s)
	if err != nil {
		return s
	}
	for _, t := range p.texts {
		p.kept[t] = true
	}
	blocks, _ := p.blocks()
	return block.Plain(blocks)
}
