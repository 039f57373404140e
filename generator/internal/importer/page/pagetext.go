package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/markup"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/tongue"
)

// blocks returns the kept text of the page, and whether marks of quotation
// stand in it that are not in the file.
func (p *Page) blocks() (list []block.Block, quoted bool) {
	w := textWriter{keep: func(n *html.Node) bool { return p.kept[n] }, without: p.marks}
	w.node(p.root, context{})
	w.flush()
	return block.Settle(w.blocks), w.quoted
}

// A textWriter reads the text below nodes as a browser prints it: white space
// collapsed, a block per paragraph, two line breaks a new paragraph.
type textWriter struct {
	keep    func(text *html.Node) bool
	without map[*html.Node]bool // texts that may be missing within a word
	part    bool                // put a space between links and the like, which a page parts by its style
	blocks  []block.Block
	text    strings.Builder
	breaks  int // line breaks since the last text
	at      context
	groups  int
	quotes  int // depth of q elements
	ended   int // blocks that were begun, empty ones as well
	quoted  bool
	langs   map[string]int // bytes of the block, by what the page says of their language
}

// context is what the text at a place is part of.
type context struct {
	kind  markdown.BlockKind
	level int
	group int
	item  *item
	pre   bool
	code  bool

	caption bool
}

// item is a list item of which nothing, or something, has been written.
type item struct {
	number  int
	started bool
}

// flush ends the block that is being written.
func (w *textWriter) flush() {
	text, lang := w.text.String(), mostOf(w.langs)
	w.text.Reset()
	w.breaks, w.langs = 0, nil
	w.ended++
	if strings.Trim(text, " \t\n\r\f"+string(claim.CellGap)) == "" {
		return
	}
	c := w.at
	b := block.Block{Kind: c.kind, Level: c.level, Group: c.group, Text: text, Caption: c.caption, Lang: lang}
	switch {
	case c.code:
		b.Kind = markdown.Code
	case c.pre:
		for _, p := range block.Paragraphs(text) {
			w.add(b, c, p)
		}
		return
	}
	w.add(b, c, text)
}

// add ends a block with its text.
func (w *textWriter) add(b block.Block, c context, text string) {
	b.Text = text
	if b.Kind == "" {
		b.Kind = markdown.Paragraph
	}
	if b.Kind == markdown.Item && c.item != nil {
		if c.item.started {
			b.More = true
		} else {
			b.Number, c.item.started = c.item.number, true
		}
	}
	w.blocks = append(w.blocks, b)
}

// asBlocks writes the children of n as blocks of their own in the context c.
func (w *textWriter) asBlocks(n *html.Node, c context) {
	w.flush()
	last := w.at
	w.at = c
	w.children(n, c)
	w.flush()
	w.at = last
}

func (w *textWriter) children(n *html.Node, c context) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		w.node(child, c)
	}
}

func (w *textWriter) node(n *html.Node, c context) {
	switch n.Type {
	case html.TextNode:
		w.words(n, c)
		return
	case html.ElementNode:
	default:
		w.children(n, c)
		return
	}
	if markup.Unprinted(n) && n.DataAtom != atom.Head {
		return
	}
	switch n.DataAtom {
	case atom.Head:
	case atom.Br:
		w.lineBreak(c)
	case atom.Wbr, atom.Img, atom.Input:
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.kind, c.level, c.item = markdown.Heading, int(n.Data[1]-'0'), nil
		w.asBlocks(n, c)
	case atom.Blockquote:
		w.groups++
		c.kind, c.group, c.item = markdown.Quoted, w.groups, nil
		w.asBlocks(n, c)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.list(n, c)
	case atom.Li:
		w.groups++
		c.kind, c.group, c.item = markdown.Item, w.groups, &item{}
		w.asBlocks(n, c)
	case atom.Pre, atom.Listing, atom.Xmp:
		c.pre, c.code = true, markup.HoldsCode(n)
		w.asBlocks(n, c)
	case atom.Figcaption, atom.Caption:
		c.caption = true
		w.asBlocks(n, c)
	case atom.Table:
		w.table(n, c)
	case atom.Q:
		w.quotation(n, c)
	default:
		switch {
		case markup.BlockElement(n):
			w.asBlocks(n, c)
		case w.part && (n.DataAtom == atom.A || n.PrevSibling != nil && n.PrevSibling.Type == html.ElementNode):
			w.text.WriteByte(' ')
			w.children(n, c)
			w.text.WriteByte(' ')
		default:
			w.children(n, c)
		}
	}
}

// words writes a text node, if it is kept.
func (w *textWriter) words(n *html.Node, c context) {
	blank := markup.BlankText(n.Data)
	if !blank && !w.keep(n) {
		// What was cut parted the words around it; a mark, and a struck word,
		// may stand within one.
		if !w.without[n] && markup.InElement(n, markup.StruckOut) == nil || strings.TrimSpace(n.Data) != n.Data {
			w.text.WriteByte(' ')
		}
		return
	}
	if !blank {
		w.breaks = 0
	}
	data := strings.ReplaceAll(n.Data, string(claim.CellGap), "")
	if c.pre && w.text.Len() == 0 {
		data = strings.TrimLeft(data, "\n\r")
	}
	w.text.WriteString(data)
	if !blank {
		if w.langs == nil {
			w.langs = map[string]int{}
		}
		w.langs[languageAt(n)] += len(strings.TrimSpace(data))
	}
}

// languageAt returns the language that the page gives to a text.
func languageAt(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		for _, key := range []string{"lang", "xml:lang"} {
			if tag := strings.TrimSpace(markup.Attr(n, key)); tag != "" {
				if message, _, _ := tongue.Untagged(tag); message != "" {
					return ""
				}
				return tag
			}
		}
	}
	return ""
}

// mostOf returns the language of more than half of the bytes that are counted, or "".
func mostOf(bytes map[string]int) string {
	all := 0
	for _, n := range bytes {
		all += n
	}
	for tag, n := range bytes {
		if 2*n > all {
			return tag
		}
	}
	return ""
}

// lineBreak writes a br: a space, or with the one before it the end of the
// paragraph.
func (w *textWriter) lineBreak(c context) {
	if c.pre {
		w.text.WriteByte('\n')
		return
	}
	if w.breaks++; w.breaks == 2 {
		w.flush()
		w.breaks = 2
		return
	}
	w.text.WriteByte(' ')
}

// quotation writes a q element with the marks that a browser prints around it.
func (w *textWriter) quotation(n *html.Node, c context) {
	start, ended := w.text.Len(), w.ended
	w.quotes++
	w.children(n, c)
	w.quotes--
	if text := w.text.String(); w.ended == ended && strings.TrimSpace(text[start:]) != "" {
		open, end := "“", "”"
		if w.quotes%2 == 1 {
			open, end = "‘", "’"
		}
		w.text.Reset()
		w.text.WriteString(text[:start] + open + text[start:] + end)
		w.quoted = true
	}
}

// list writes the items of a list, with the numbers that a browser prints.
func (w *textWriter) list(n *html.Node, c context) {
	w.flush()
	last := w.at
	w.groups++
	group := w.groups
	next := 1
	if s, err := strconv.Atoi(strings.TrimSpace(markup.Attr(n, "start"))); err == nil {
		next = s
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c := c
		c.kind, c.group, c.item = markdown.Item, group, &item{}
		if child.Type == html.ElementNode && child.DataAtom == atom.Li {
			if v, err := strconv.Atoi(strings.TrimSpace(markup.Attr(child, "value"))); err == nil {
				next = v
			}
			if n.DataAtom == atom.Ol && next >= 0 {
				c.item.number = next
			}
			next++
			w.at = c
			w.children(child, c)
			w.flush()
			continue
		}
		w.at = c
		w.node(child, c)
		w.flush()
	}
	w.at = last
}

// table writes a row as a paragraph, its cells parted by a tab, as browsers
// copy them. A table that lays out a page is its cells, one after another.
func (w *textWriter) table(n *html.Node, c context) {
	w.flush()
	layout := false
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom != atom.Caption && (d.DataAtom == atom.Table || d.DataAtom == atom.Br && markup.AfterBreak(d) || markup.BlockElement(d) && !markup.TablePart(d) && d.DataAtom != atom.P || d.DataAtom == atom.P && !markup.OnlyParagraph(d)) {
			layout = true
			break
		}
	}
	if layout {
		w.asBlocks(n, c)
		return
	}
	for d := range n.Descendants() {
		switch {
		case d.Type != html.ElementNode:
		case d.DataAtom == atom.Caption:
			w.node(d, c)
		case d.DataAtom == atom.Tr:
			last := w.at
			w.at = c
			for cell := d.FirstChild; cell != nil; cell = cell.NextSibling {
				if cell.Type == html.ElementNode && (cell.DataAtom == atom.Td || cell.DataAtom == atom.Th) {
					if strings.TrimSpace(w.text.String()) != "" {
						w.text.WriteRune(claim.CellGap)
					}
					w.cell(cell, c)
				}
			}
			w.flush()
			w.at = last
		}
	}
}

// cell writes a cell of a table without ending the row at its paragraph.
func (w *textWriter) cell(n *html.Node, c context) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.ElementNode && child.DataAtom == atom.P {
			w.children(child, c)
		} else {
			w.node(child, c)
		}
	}
}
