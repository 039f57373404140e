package markdown

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/segment"
)

// BlockKind is what a stretch of a source's text is in its article.
type BlockKind string

// The kinds of block.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	Item      BlockKind = "item"  // of a list
	Quoted    BlockKind = "quote" // in a blockquote
	Code      BlockKind = "code"
)

// A TextBlock is one block of a source. In the plain text blocks are parted
// by one empty line.
type TextBlock struct {
	segment.Span           // bytes of the plain text
	Kind         BlockKind // what it is
	Level        int       // of a heading, 1 to 6
	Lang         string    // BCP 47; empty where it is that of the source
	Line         int       // of the file, from 1
}

// InlineKind is a way of setting words apart within a block.
type InlineKind string

// The kinds of inline formatting.
const (
	Emphasis InlineKind = "emphasis"
	Strong   InlineKind = "strong"
	Anchor   InlineKind = "link"
	CodeText InlineKind = "code"
)

// An Inline is a formatted range within a block of a source.
type Inline struct {
	segment.Span            // bytes of the plain text
	Kind         InlineKind // how it is set apart
	Href         string     // of a link, as written
}

// Source is the text of a source: plain, with its structure beside it.
type Source struct {
	Plain    Plain
	Blocks   []TextBlock
	Inlines  []Inline // by start, the longer first
	Problems []diag.Diagnostic
}

// ReadSource reads the body of a source, which starts at the byte body of
// file. The plain text holds the words and marks as printed: paragraphs parted
// by one empty line, the lines of a paragraph joined by a space, Markdown's
// own marks gone and character references decoded. The number of a numbered
// list item is part of its words. What looks like a tag is text, since articles
// speak of tags; a comment, <!-- … --> or %%…%%, is the editor's and is left out,
// and so is {lang=ru}, which says in which language the block below it is.
func ReadSource(file *diag.File, body int) Source {
	src := blank(file.Data, body)
	pc := parser.NewContext()
	root := sourceParser().Parse(text.NewReader(src), parser.WithContext(pc))
	uncomment(src, root)
	r := sourceReader{file: file, src: src, pc: pc}
	r.blocks(root, Paragraph, "")
	return Source{Plain: r.w.plain(), Blocks: r.out, Inlines: r.inlines, Problems: problems(pc, file)}
}

func sourceParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(attributeLines{}, 850),
			util.Prioritized(commentLines{}, 900),
			util.Prioritized(indentedParagraphs{parser.NewParagraphParser()}, 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(commentsInLine{}, 50),
			util.Prioritized(newCodeParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(emphasisParser{}, 500),
		),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
}

// indentedParagraphs takes indented text for a paragraph. Captured articles
// indent freely, and goldmark drops the rest of a document at an indented line
// that no parser takes.
type indentedParagraphs struct{ parser.BlockParser }

// CanAcceptIndentedLine implements parser.BlockParser.
func (indentedParagraphs) CanAcceptIndentedLine() bool { return true }

type sourceReader struct {
	file    *diag.File
	src     []byte
	pc      parser.Context
	w       writer
	lang    string // of the blocks that are read; empty where it is that of the source
	out     []TextBlock
	inlines []Inline
}

// blocks reads the blocks below n. The number of a list's item stands before
// the first of them.
func (r *sourceReader) blocks(n ast.Node, kind BlockKind, number string) {
	around := r.lang
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *attributeLine:
			r.lang = cmp.Or(r.marked(c), around)
			continue
		case *ast.Heading:
			r.block(c, TextBlock{Kind: Heading, Level: c.Level}, "")
		case *ast.Paragraph, *ast.TextBlock:
			r.block(c, TextBlock{Kind: kind}, number)
		case *ast.FencedCodeBlock:
			r.code(c)
		case *ast.Blockquote:
			r.blocks(c, Quoted, "")
		case *ast.List:
			r.items(c)
		}
		number, r.lang = "", around
	}
}

// marked returns the language that a mark gives to the block below it; empty,
// with a report, where it gives none.
func (r *sourceReader) marked(a *attributeLine) string {
	below := a.NextSibling()
	switch {
	case a.name != "":
		a.report(r.pc, "a translation stands in a note, under the words that it translates", "say in which language a paragraph of the source is with {lang=ru}")
	case below == nil || below.Kind() == kindAttributeLine || below.Kind() == ast.KindThematicBreak:
		a.report(r.pc, "there is no paragraph below this mark", "put it on the line before the paragraph that is in another language")
	default:
		return a.language(r.pc)
	}
	return ""
}

// items reads the items of a list, with the numbers that a numbered one prints.
func (r *sourceReader) items(list *ast.List) {
	at := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		number := ""
		if list.IsOrdered() {
			number = fmt.Sprintf("%d%c ", at, list.Marker)
		}
		r.blocks(item, Item, number)
		at++
	}
}

// start opens a block in the plain text.
func (r *sourceReader) start() int {
	if r.w.Len() > 0 {
		r.w.WriteString("\n\n")
	}
	return r.w.Len()
}

func (r *sourceReader) block(n ast.Node, b TextBlock, marker string) {
	if n.Lines().Len() == 0 {
		return
	}
	begin := n.Lines().At(0).Start
	b.Line = r.file.Line(begin)
	b.Start, b.Lang = r.start(), r.lang
	r.w.as(marker, begin, begin)
	var open []int
	r.w.inline(r.src, n, func(c ast.Node, entering bool) {
		in, ok := r.format(c)
		if !ok {
			return
		}
		if entering {
			in.Start = r.w.Len()
			open = append(open, len(r.inlines))
			r.inlines = append(r.inlines, in)
			return
		}
		r.inlines[open[len(open)-1]].End = r.w.Len()
		open = open[:len(open)-1]
	})
	b.End = r.w.Len()
	r.out = append(r.out, b)
}

func (r *sourceReader) format(n ast.Node) (Inline, bool) {
	switch n := n.(type) {
	case *ast.Emphasis:
		if n.Level == 1 {
			return Inline{Kind: Emphasis}, true
		}
		return Inline{Kind: Strong}, true
	case *ast.Link:
		return Inline{Kind: Anchor, Href: string(n.Destination)}, true
	case *ast.AutoLink:
		return Inline{Kind: Anchor, Href: string(n.URL(r.src))}, true
	case *ast.CodeSpan:
		return Inline{Kind: CodeText}, true
	}
	return Inline{}, false
}

func (r *sourceReader) code(n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	b := TextBlock{Kind: Code, Lang: r.lang, Line: r.file.Line(lines.At(0).Start)}
	b.Start = r.start()
	for i := range lines.Len() {
		s := lines.At(i)
		text := strings.TrimRight(string(r.src[s.Start:s.Stop]), "\r\n")
		r.w.raw(r.src, s.Start, s.Start+len(text))
		if i+1 < lines.Len() {
			r.w.as(" ", s.Stop, s.Stop)
		}
	}
	b.End = r.w.Len()
	r.out = append(r.out, b)
}
