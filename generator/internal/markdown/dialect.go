package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// link is the node of [[target|text]].
type link struct {
	ast.BaseInline
	link Link
}

var kindLink = ast.NewNodeKind("DossierLink")

// Kind implements ast.Node.
func (*link) Kind() ast.NodeKind { return kindLink }

// Dump implements ast.Node.
func (l *link) Dump(source []byte, level int) {
	ast.DumpHelper(l, source, level, map[string]string{"Target": l.link.Target, "Text": l.link.Text}, nil)
}

// linkParser reads [[target]] and [[target|text]] on one line.
type linkParser struct{}

var linkPattern = regexp.MustCompile(`^\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]`)

// Trigger implements parser.InlineParser.
func (linkParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (linkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	m := linkPattern.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &link{link: Link{
		Target: strings.TrimSpace(string(m[1])),
		Text:   strings.TrimSpace(string(m[2])),
		Start:  seg.Start,
		End:    seg.Start + len(m[0]),
	}}
}

// mark is the node of ==words==.
type mark struct{ ast.BaseInline }

var kindMark = ast.NewNodeKind("DossierMark")

// Kind implements ast.Node.
func (*mark) Kind() ast.NodeKind { return kindMark }

// Dump implements ast.Node.
func (m *mark) Dump(source []byte, level int) { ast.DumpHelper(m, source, level, nil, nil) }

// markParser reads ==words==, delimited as ** is.
type markParser struct{}

type markDelimiters struct{}

func (markDelimiters) IsDelimiter(b byte) bool { return b == '=' }
func (markDelimiters) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (markDelimiters) OnMatch(int) ast.Node { return &mark{} }

// Trigger implements parser.InlineParser.
func (markParser) Trigger() []byte { return []byte{'='} }

// Parse implements parser.InlineParser.
func (markParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 2, markDelimiters{})
	if node == nil || node.OriginalLength != 2 || before == '=' {
		return nil
	}
	node.Segment = seg.WithStop(seg.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}
