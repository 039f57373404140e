package markdown

import (
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	footnote "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/segment"
)

// Document is the body of a note. It does not change once parsed and may be
// read and rendered by several goroutines.
type Document struct {
	Blocks     []Block
	Links      []Link      // every link of the dialect, in order, attributions included
	References []Reference // every link and picture of Markdown's own, in order
	Headings   []HeadLine  // every heading, in order
	Nested     []Nested    // blockquotes that do not stand at the top level, the outermost
	Broken     []Link      // what was most likely meant as a link and is shown as it stands
	Problems   []diag.Diagnostic
	file       *diag.File
	src        []byte
	root       ast.Node
	references map[ast.Node]int      // where in References a link or picture is
	headings   map[ast.Node]int      // where in Headings a heading is
	rendered   map[ast.Node]ast.Node // the blockquote that a paragraph translates
}

// A Block is a run of prose or one blockquote at the top level of a body.
type Block struct {
	Quote *Quote // nil for prose
	doc   *Document
	nodes []ast.Node
}

// Quote is a blockquote: the words quoted and the source they are said to
// stand in.
type Quote struct {
	Plain                      // the words, without the attribution
	Marked      []segment.Span // stretches of Plain.Text between ==…==
	Attribution *Link          // the link of the last line; nil when there is none
	Locator     string         // what stands behind that link, such as "page 3", in plain text
	Bearing     Bearing        // the word behind all that, of what the words do for a claim; empty when there is none
	Callout     bool           // it begins with a mark such as [!note], as Obsidian's callouts do
	Start, End  int            // bytes of the file: the blockquote's first and last character
	Line        int            // of the file at which the words start, from 1
	Beside      []Beside       // what is written among the words and is none of them
	locator     ast.Node       // what it is made of, below one node

	Translations []Translation // renderings of the words that stand below it, by the editors
}

// Beside is something among the words of a blockquote that a source's words do
// not have: it is not shown where they are shown as the source has them.
type Beside struct {
	Start, End int    // bytes of the file
	What       string // with its article: "a footnote mark"
}

// A Link is [[target]] or [[target|text]].
type Link struct {
	Target     string // as written, without white space around it
	Text       string // shown text; empty when none was given
	Start, End int    // bytes of the file
	Attributes bool   // it is the attribution of a blockquote
}

// Nested is a blockquote inside another block.
type Nested struct {
	Start, End int  // bytes of the file
	Attributed bool // its last line is an attribution
}

// Shown returns the text a reader sees when nothing better is known.
func (l Link) Shown() string {
	if l.Text != "" {
		return l.Text
	}
	return l.Target
}

// ReadNote reads the body of a note, which starts at the byte body of file.
func ReadNote(file *diag.File, body int) *Document {
	d := &Document{file: file, src: blank(file.Data, body), references: map[ast.Node]int{}, headings: map[ast.Node]int{}}
	pc := parser.NewContext()
	d.root = noteParser().Parse(text.NewReader(d.src), parser.WithContext(pc))
	uncomment(d.src, d.root)
	d.unused(pc)
	d.Broken = broken(pc)
	translations := d.translations(pc)
	for n := d.root.FirstChild(); n != nil; {
		next := n.NextSibling()
		if q, ok := n.(*ast.Blockquote); ok {
			quote := d.quote(q)
			quote.Translations = translations[n]
			d.Blocks = append(d.Blocks, Block{Quote: quote, doc: d, nodes: []ast.Node{n}})
		} else if d.rendered[n] != nil {
			// It belongs to the quote above.
		} else if last := len(d.Blocks) - 1; last >= 0 && d.Blocks[last].Quote == nil {
			d.Blocks[last].nodes = append(d.Blocks[last].nodes, n)
		} else {
			d.Blocks = append(d.Blocks, Block{doc: d, nodes: []ast.Node{n}})
		}
		n = next
	}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *link:
			d.Links = append(d.Links, n.link)
		case *ast.Heading:
			d.heading(n, pc)
		case *ast.RawHTML:
			d.html(n, pc)
		case *ast.Blockquote:
			if n.Parent() != d.root && !nested(d.root, n.Parent()) {
				_, l := attribution(d.src, n)
				start, end := extent(d.src, n)
				d.Nested = append(d.Nested, Nested{start, end, l != nil})
			}
		}
		d.refer(n)
		return ast.WalkContinue, nil
	})
	slices.SortStableFunc(d.References, func(a, b Reference) int { return cmp.Compare(a.Start, b.Start) })
	for i, r := range d.References {
		d.references[r.node] = i
	}
	d.Problems = problems(pc, file)
	return d
}

// nested reports whether a block is a blockquote below the top level, or stands
// in one.
func nested(root, n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote && n.Parent() != root {
			return true
		}
	}
	return false
}

// Text returns the plain text of the block, paragraphs parted by an empty
// line. A link without a text of its own reads as name says, or as its target
// where name is nil or has nothing to say.
func (b Block) Text(name func(Link) string) string { return b.text(name, true) }

// Prose returns the same without the footnotes below the text, whose marks in
// the text are left out by both.
func (b Block) Prose(name func(Link) string) string { return b.text(name, false) }

func (b Block) text(name func(Link) string, footnotes bool) string {
	w := writer{name: name}
	for _, n := range b.nodes {
		if footnotes || n.Kind() != footnote.KindFootnoteList {
			b.doc.flatten(&w, n, nil, nil)
		}
	}
	return w.String()
}

// line returns the line of the file, from 1, at which the block starts.
func (b Block) line() int {
	for _, n := range b.nodes {
		if p := n.Pos(); p >= 0 {
			return b.doc.file.Line(p)
		}
	}
	return 1
}

// flatten writes the text of n and what is below it. Nodes of the set skip
// are left out; around is passed to inline.
func (d *Document) flatten(w *writer, n ast.Node, skip map[ast.Node]bool, around func(ast.Node, bool)) {
	if skip[n] {
		return
	}
	lines := func() bool {
		return n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline
	}
	switch {
	case n.Kind() == ast.KindFencedCodeBlock, n.Kind() == ast.KindCodeBlock:
		d.gap(w)
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			w.raw(d.src, s.Start, s.Stop)
		}
	case lines():
		d.gap(w)
		w.inline(d.src, n, around)
	default:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			d.flatten(w, c, skip, around)
		}
	}
}

func (d *Document) gap(w *writer) {
	if w.Len() > 0 {
		w.WriteString("\n\n")
	}
}

// quote reads a blockquote. The attribution's line is taken out of the tree,
// so that neither the words nor the rendered quote hold it.
func (d *Document) quote(q *ast.Blockquote) *Quote {
	out := &Quote{}
	out.Start, out.End = extent(d.src, q)
	out.Callout = callout.Match(d.src[out.Start:out.End])
	if nodes, l := attribution(d.src, q); l != nil {
		l.link.Attributes = true
		out.Attribution = &l.link
		d.Links = append(d.Links, l.link)
		for _, n := range nodes {
			p := n.Parent()
			p.RemoveChild(p, n)
			for p != ast.Node(q) && p.FirstChild() == nil {
				up := p.Parent()
				up.RemoveChild(up, p)
				p = up
			}
			if t, ok := lastText(p); ok {
				t.SetSoftLineBreak(false)
				t.SetHardLineBreak(false)
			}
		}
		d.locate(out, nodes[slices.Index(nodes, ast.Node(l))+1:])
	}
	var w writer
	open := 0
	d.flatten(&w, q, nil, func(n ast.Node, entering bool) {
		if what := beside(n); what != "" && entering {
			start := max(n.Pos(), 0)
			out.Beside = append(out.Beside, Beside{start, markEnd(d.src, start), what})
		}
		if n.Kind() != kindMark {
			return
		}
		if entering {
			open = w.Len()
		} else {
			out.Marked = append(out.Marked, segment.Span{Start: open, End: w.Len()})
		}
	})
	out.Plain = w.plain()
	out.Line = d.file.Line(out.Start)
	if out.Text != "" {
		from, _ := out.Origin(0, 1)
		out.Line = d.file.Line(from)
	}
	return out
}

func lastText(p ast.Node) (*ast.Text, bool) {
	t, ok := p.LastChild().(*ast.Text)
	return t, ok
}

// extent returns the bytes of the lines that a block stands on, from its
// first mark to its last character.
func extent(src []byte, n ast.Node) (start, end int) {
	start = max(n.Pos(), 0)
	end = start
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && c.Type() == ast.TypeBlock && c.Lines().Len() > 0 {
			if s := c.Lines().At(c.Lines().Len() - 1); s.Stop > end {
				end = s.Stop
			}
		}
		return ast.WalkContinue, nil
	})
	for end > start && (src[end-1] == '\n' || src[end-1] == '\r') {
		end--
	}
	return start, end
}

// attribution returns the nodes that make up the last line of a blockquote
// and the link in it, if that line is a link after a dash, or a link alone.
func attribution(src []byte, q ast.Node) ([]ast.Node, *link) {
	block := q.LastChild()
	// "- [[slug]]" is a list to CommonMark.
	listed := false
	if list, ok := block.(*ast.List); ok && !list.IsOrdered() && list.ChildCount() == 1 {
		if item := list.FirstChild(); item.ChildCount() == 1 {
			block, listed = item.FirstChild(), true
		}
	}
	if block == nil || block.FirstChild() == nil || block.FirstChild().Type() != ast.TypeInline {
		return nil, nil
	}
	first := block.FirstChild()
	for c := block.FirstChild(); c != nil && c.NextSibling() != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			first = c.NextSibling()
		}
	}
	if listed && first != block.FirstChild() {
		return nil, nil
	}
	var nodes []ast.Node
	var found *link
	dash := listed
	for c := first; c != nil; c = c.NextSibling() {
		nodes = append(nodes, c)
		switch c := c.(type) {
		case *ast.Text:
			s := string(c.Segment.Value(src))
			if found == nil {
				rest, ok := trimDash(s)
				if rest != "" {
					return nil, nil
				}
				dash = dash || ok
			}
		case *link:
			if found != nil {
				return nil, nil
			}
			found = c
		default:
			if found == nil {
				return nil, nil
			}
		}
	}
	if found == nil {
		return nil, nil
	}
	if !dash && (len(nodes) > 1 && strings.TrimSpace(string(src[found.link.End:lineEnd(src, found.link.End)])) != "") {
		return nil, nil
	}
	return nodes, found
}

func lineEnd(src []byte, at int) int {
	for at < len(src) && src[at] != '\n' {
		at++
	}
	return at
}

func noteParser() parser.Parser {
	blocks := []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(parser.WithHeadingAttribute()), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(parser.WithHeadingAttribute()), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(attributeLines{}, 850),
		util.Prioritized(commentLines{}, 900),
		util.Prioritized(extension.NewFootnoteBlockParser(), 999),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
	inlines := []util.PrioritizedValue{
		util.Prioritized(commentsInLine{}, 50),
		util.Prioritized(newCodeParser(), 100),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(linkParser{}, 150),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(emphasisParser{}, 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(markParser{}, 500),
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(
			util.Prioritized(unusedFootnotes{}, 900),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
			util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}
