package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasisParser reads *words* and **words** as CommonMark does, and also where a
// mark stands between a letter of Chinese, Japanese or Korean and punctuation,
// は**「重要」**で, where CommonMark asks for the space that these scripts lack.
type emphasisParser struct{}

type emphasisDelimiters struct{}

func (emphasisDelimiters) IsDelimiter(b byte) bool { return b == '*' || b == '_' }
func (emphasisDelimiters) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (emphasisDelimiters) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// Trigger implements parser.InlineParser.
func (emphasisParser) Trigger() []byte { return []byte{'*', '_'} }

// Parse implements parser.InlineParser.
func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	node := parser.ScanDelimiter(line, before, 1, emphasisDelimiters{})
	if node == nil {
		return nil
	}
	if after, _ := utf8.DecodeRune(line[node.OriginalLength:]); node.Char == '*' {
		node.CanOpen = node.CanOpen || unspaced(before) && util.IsPunctRune(after)
		node.CanClose = node.CanClose || unspaced(after) && util.IsPunctRune(before)
	}
	node.Segment = seg.WithStop(seg.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

// unspaced reports whether r is a letter that stands beside punctuation without a
// space.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi) || r == 'ー'
}

// codeParser reads `code`, but not what stands between two quotations in the marks
// of TeX, each of which begins with one or two backticks and ends with apostrophes.
type codeParser struct{ parser.InlineParser }

func newCodeParser() parser.InlineParser { return codeParser{parser.NewCodeSpanParser()} }

// Parse implements parser.InlineParser.
func (p codeParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, position := block.Position()
	_, start := block.PeekLine()
	node := p.InlineParser.Parse(parent, block, pc)
	if node == nil || node.Kind() != ast.KindCodeSpan {
		return node
	}
	_, end := block.Position()
	src := block.Source()
	n := len(src[start.Start:]) - len(bytes.TrimLeft(src[start.Start:], "`"))
	if !betweenQuotations(string(src[start.Start+n:end.Start-n]), string(src[end.Start:]), n) {
		return node
	}
	block.SetPosition(line, position)
	block.Advance(n)
	return ast.NewTextSegment(start.WithStop(start.Start + n))
}

// betweenQuotations reports whether n backticks before and after inner open two
// quotations in the marks of TeX: apostrophes that close the first stand in inner,
// and the second leans on the word behind it, or all marks stand apart.
func betweenQuotations(inner, behind string, n int) bool {
	if n > 2 {
		return false
	}
	shut := strings.Repeat("'", n)
	spaced := strings.HasPrefix(inner, " ") && strings.HasSuffix(inner, " ") && strings.HasPrefix(behind, " ")
	if spaced {
		return strings.Contains(inner[1:], " "+shut+" ")
	}
	last, _ := utf8.DecodeLastRuneInString(inner)
	next, _ := utf8.DecodeRuneInString(behind)
	if behind == "" || unicode.IsSpace(next) || unicode.IsPunct(next) || !unicode.IsSpace(last) && !strings.ContainsRune("([—–-", last) {
		return false
	}
	for at := 0; ; {
		i := strings.Index(inner[at:], shut)
		if i < 0 {
			return false
		}
		at += i + n
		before, _ := utf8.DecodeLastRuneInString(inner[:at-n])
		after, _ := utf8.DecodeRuneInString(inner[at:])
		if at > n && !unicode.IsSpace(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			return true
		}
	}
}
