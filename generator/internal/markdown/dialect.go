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

// linkParser reads [[target]] and [[target|text]] on one line. In a table the
// bar is written \|, since a bar parts cells.
type linkParser struct{}

var linkPattern = regexp.MustCompile(`^\[\[([^\[\]|\n]+?)(?:\\?\|([^\[\]\n]+))?\]\]`)

// brokenPattern is a link without a name, without the text behind its bar, with
// one bracket too few, or one that does not end on its line. [[1](address)] and [[1][2]] are Markdown's own.
var brokenPattern = regexp.MustCompile(`^\[\[(?:[ \t]*(?:\|[^\[\]\n]*)?\]\]|([^\[\]|\n]+)\|[ \t]*\]\]|([\pL\pM\pN/._-]+)(?:\|[^\[\]\n]*)?(?:\](?:[^\](\[]|$)|\r?\n|$))`)

// brokenKey is where the broken links of a document are kept while it is parsed.
var brokenKey = parser.NewContextKey()

// broken returns the broken links that were found, in order.
func broken(pc parser.Context) []Link {
	list, _ := pc.Get(brokenKey).([]Link)
	return list
}

// Trigger implements parser.InlineParser.
func (linkParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (linkParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	m := linkPattern.FindSubmatch(line)
	if m == nil {
		if m := brokenPattern.FindSubmatchIndex(line); m != nil {
			target := ""
			for i := 2; i < len(m); i += 2 {
				if m[i] >= 0 {
					target = strings.TrimSpace(string(line[m[i]:m[i+1]]))
				}
			}
			end := 2
			for end < m[1] && line[end] != ']' && line[end] != '\n' {
				end++
			}
			for end < m[1] && line[end] == ']' {
				end++
			}
			pc.Set(brokenKey, append(broken(pc), Link{Target: target, Start: seg.Start, End: seg.Start + end}))
		}
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
