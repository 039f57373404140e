package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"dossier/generator/internal/diag"
)

// comments are the two ways to write what no reader is to see, with the marks
// that open and close them: of HTML, and of Obsidian.
var comments = []struct{ opening, closing string }{{"<!--", "-->"}, {"%%", "%%"}}

// A remark of the editor to the editor is a comment node while a file is
// parsed, and is then taken out of the tree: nothing after the parser knows
// that it was there.
type (
	commentBlock struct {
		ast.BaseBlock
		start  int // of the opening mark, in the file
		close  string
		closed bool
	}
	commentInline struct{ ast.BaseInline }
)

var (
	kindCommentBlock  = ast.NewNodeKind("DossierCommentBlock")
	kindCommentInline = ast.NewNodeKind("DossierComment")
)

// Kind implements ast.Node.
func (*commentBlock) Kind() ast.NodeKind { return kindCommentBlock }

// IsRaw implements ast.Node: nothing is parsed in a comment.
func (*commentBlock) IsRaw() bool { return true }

// Dump implements ast.Node.
func (c *commentBlock) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// Kind implements ast.Node.
func (*commentInline) Kind() ast.NodeKind { return kindCommentInline }

// Dump implements ast.Node.
func (c *commentInline) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// opening returns the marks of the comment that line begins with, given the
// character before it. After a digit "%%" is a sign and opens nothing.
func opening(line []byte, before rune) (open, close string, ok bool) {
	for _, c := range comments {
		if bytes.HasPrefix(line, []byte(c.opening)) && (c.opening != "%%" || !unicode.IsDigit(before)) {
			return c.opening, c.closing, true
		}
	}
	return "", "", false
}

// commentLines reads a comment that begins where a block can begin. One that
// has text of its paragraph behind it is left to commentsInLine.
type commentLines struct{}

// Trigger implements parser.BlockParser.
func (commentLines) Trigger() []byte { return []byte{'<', '%'} }

// CanInterruptParagraph implements parser.BlockParser.
func (commentLines) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (commentLines) CanAcceptIndentedLine() bool { return false }

// Open implements parser.BlockParser.
func (commentLines) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	open, closing, ok := opening(line[pos:], ' ')
	if !ok {
		return nil, parser.NoChildren
	}
	node := &commentBlock{start: seg.Start + pos - seg.Padding, close: closing}
	rest := line[pos+len(open):]
	at := bytes.Index(rest, []byte(closing))
	switch {
	case at >= 0 && len(bytes.TrimSpace(rest[at+len(closing):])) > 0:
		return nil, parser.NoChildren
	case at >= 0:
		node.closed = true
	case goesOn(reader.Source()[node.start+len(open):], closing):
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// goesOn reports whether a comment that s is the rest of ends in its paragraph,
// and the paragraph goes on behind it.
func goesOn(s []byte, closing string) bool {
	inside, after, ok := bytes.Cut(s, []byte(closing))
	if !ok {
		return false
	}
	for line := range bytes.Lines(inside) {
		if len(bytes.Trim(line, "> \t\r\n")) == 0 {
			return false
		}
	}
	line, _, _ := bytes.Cut(after, []byte("\n"))
	return len(bytes.TrimSpace(line)) > 0
}

// Continue implements parser.BlockParser.
func (commentLines) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	c := node.(*commentBlock)
	if c.closed {
		return parser.Close
	}
	line, seg := reader.PeekLine()
	if at := bytes.Index(line, []byte(c.close)); at >= 0 {
		c.closed = true
		end := at + len(c.close)
		if rest := bytes.TrimSpace(line[end:]); len(rest) > 0 {
			from := seg.Start - seg.Padding + bytes.Index(line[end:], rest) + end
			report(pc, from, from+len(rest), diag.Error, diag.CommentOpen,
				"this text stands on the line on which a comment ends, and is not shown", "put it on a line of its own below the comment")
		}
		reader.AdvanceToEOL()
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (commentLines) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	if c := node.(*commentBlock); !c.closed {
		unclosed(pc, c.start, c.close)
	}
}

// commentsInLine reads a comment within a paragraph, a heading or a cell.
type commentsInLine struct{}

// Trigger implements parser.InlineParser.
func (commentsInLine) Trigger() []byte { return []byte{'<', '%'} }

// Parse implements parser.InlineParser.
func (commentsInLine) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	open, closing, ok := opening(line, block.PrecendingCharacter())
	if !ok {
		return nil
	}
	start := seg.Start
	block.Advance(len(open))
	for {
		line, _ := block.PeekLine()
		if line == nil {
			unclosed(pc, start, closing)
			return nil
		}
		if at := bytes.Index(line, []byte(closing)); at >= 0 {
			block.Advance(at + len(closing))
			return &commentInline{}
		}
		block.AdvanceLine()
	}
}

func unclosed(pc parser.Context, start int, closing string) {
	open, hint := closing, `end it with "%%" before the paragraph ends, or on a line of its own if it began one; a sign that is to be read is written \%%`
	if closing == "-->" {
		open, hint = "<!--", `end it with "-->" before the paragraph ends, or on a line of its own if it began one`
	}
	report(pc, start, start+len(open), diag.Error, diag.CommentOpen, "this comment has no end", hint)
}

// uncomment takes the comments out of a tree, with what is empty without them,
// and the space before or behind them.
func uncomment(src []byte, root ast.Node) {
	var found []ast.Node
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && (n.Kind() == kindCommentBlock || n.Kind() == kindCommentInline) {
			found = append(found, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range found {
		p := n.Parent()
		if n.Kind() == kindCommentInline {
			closeGap(src, n)
		}
		p.RemoveChild(p, n)
		for p != root && p.FirstChild() == nil && (p.Kind() == ast.KindParagraph || p.Kind() == ast.KindTextBlock || p.Kind() == ast.KindHeading) {
			up := p.Parent()
			up.RemoveChild(up, p)
			p = up
		}
	}
}

// closeGap takes away the space before a comment where another, or the end of
// the line, follows it, and the space behind one that a line begins with.
func closeGap(src []byte, n ast.Node) {
	before, _ := n.PreviousSibling().(*ast.Text)
	after, _ := n.NextSibling().(*ast.Text)
	lineStarts := n.PreviousSibling() == nil || before != nil && (before.SoftLineBreak() || before.HardLineBreak())
	switch {
	case lineStarts && after != nil:
		after.Segment = after.Segment.TrimLeftSpace(src)
	case before != nil && (n.NextSibling() == nil || after != nil && startsWithSpace(after, src)):
		before.Segment = before.Segment.TrimRightSpace(src)
	}
	if after != nil && after.Segment.Len() == 0 && before != nil && !lineStarts {
		// The text in front of the comment is the last of its line.
		before.SetSoftLineBreak(after.SoftLineBreak())
		before.SetHardLineBreak(after.HardLineBreak())
		after.Parent().RemoveChild(after.Parent(), after)
	}
}

func startsWithSpace(t *ast.Text, src []byte) bool {
	s := t.Segment.Value(src)
	r, _ := utf8.DecodeRune(s)
	return len(s) == 0 || strings.ContainsRune(" \t", r)
}

// problemsKey is where what is wrong with a body is kept while it is parsed.
var problemsKey = parser.NewContextKey()

// A problem of a body, before it is a diagnostic of its file.
type problem struct {
	start, end    int
	severity      diag.Severity
	code          diag.Code
	message, hint string
}

// problemList holds what is wrong with a body, each once: a line may be parsed
// again.
type problemList struct {
	all  []problem
	said map[saidAt]bool
}

// saidAt is what no two problems of a body have in common.
type saidAt struct {
	start int
	code  diag.Code
}

func report(pc parser.Context, start, end int, severity diag.Severity, code diag.Code, message, hint string) {
	list, _ := pc.Get(problemsKey).(*problemList)
	if list == nil {
		list = &problemList{said: map[saidAt]bool{}}
		pc.Set(problemsKey, list)
	}
	if at := (saidAt{start, code}); !list.said[at] {
		list.said[at] = true
		list.all = append(list.all, problem{start, end, severity, code, message, hint})
	}
}

// problems returns what was reported while file was parsed.
func problems(pc parser.Context, file *diag.File) []diag.Diagnostic {
	list, _ := pc.Get(problemsKey).(*problemList)
	if list == nil {
		return nil
	}
	var out []diag.Diagnostic
	for _, p := range list.all {
		d := file.At(p.start, p.end, p.severity, p.code, p.message, p.hint)
		if p.code == diag.WordsUnshown {
			d.Excerpts = excerpts(file, p.start, p.end)
		}
		out = append(out, d)
	}
	return out
}

// excerpts returns every line between two places that holds anything.
func excerpts(file *diag.File, start, end int) []diag.Excerpt {
	var out []diag.Excerpt
	for at := start; at < end; at = lineEnd(file.Data, at) + 1 {
		if first := at + len(file.Data[at:end]) - len(bytes.TrimLeft(file.Data[at:end], " \t")); first < end && file.Data[first] != '\n' && file.Data[first] != '\r' {
			out = append(out, file.Excerpt(first, min(end, lineEnd(file.Data, first)), ""))
		}
	}
	return out
}
