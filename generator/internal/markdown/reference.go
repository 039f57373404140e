package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"dossier/generator/internal/diag"
)

// A Reference is a link or a picture of Markdown's own: [text](destination),
// ![text](destination), <destination>, or one by the name of a definition.
type Reference struct {
	Destination string // as written, with escapes and character references decoded
	Picture     bool
	Auto        bool   // it is the address itself, between < and >
	Text        string // what is shown; of a picture, what stands for it
	Start, End  int    // bytes of the file
	node        ast.Node
}

// A HeadLine is a heading of a body.
type HeadLine struct {
	Level int    // 1 to 6
	Text  string // plain
	ID    string // that the editor gave it, with {#id}; empty where none was given
	Start int    // bytes of the file: its first word
	End   int
}

// refer puts down a link or picture.
func (d *Document) refer(n ast.Node) {
	r := Reference{node: n, Start: max(n.Pos(), 0)}
	var written []byte
	switch n := n.(type) {
	case *ast.Link:
		written = n.Destination
	case *ast.Image:
		written, r.Picture = n.Destination, true
	case *ast.AutoLink:
		r.Destination, r.Auto = string(n.URL(d.src)), true
		r.End = r.Start + len(n.Label(d.src)) + 2
	default:
		return
	}
	var w writer
	w.inline(d.src, n, nil)
	r.Text = w.String()
	if !r.Auto {
		r.Destination = decode(written)
		r.End = markEnd(d.src, r.Start)
		// The destination is what is wrong, when something is.
		if at := bytes.LastIndex(d.src[r.Start:r.End], append([]byte("("), written...)); at >= 0 && len(written) > 0 {
			r.Start += at + 1
			r.End = r.Start + len(written)
		}
	}
	d.References = append(d.References, r)
}

func decode(s []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s))))
}

// markEnd returns where what is written at start ends: behind the brackets that
// open there and the parentheses behind them, on its line.
func markEnd(src []byte, start int) int {
	at := start
	for at < len(src) && src[at] != '[' && src[at] != '\n' {
		at++
	}
	for at < len(src) && (src[at] == '[' || src[at] == '(') {
		closed := bracketEnd(src, at)
		if closed < 0 {
			break
		}
		if src[at] == '(' || closed == len(src) || src[closed] != '(' {
			return closed
		}
		at = closed
	}
	return lineEnd(src, at)
}

// bracketEnd returns where the bracket that opens at a byte is closed on its
// line, behind the bracket that closes it, or -1.
func bracketEnd(src []byte, at int) int {
	open, closing, depth := src[at], byte(']'), 0
	if open == '(' {
		closing = ')'
	}
	for i := at; i < len(src) && src[i] != '\n'; i++ {
		switch src[i] {
		case '\\':
			i++
		case open:
			depth++
		case closing:
			depth--
		}
		if depth == 0 {
			return i + 1
		}
	}
	return -1
}

// heading puts down a heading and what is wrong with its attributes.
func (d *Document) heading(n *ast.Heading, pc parser.Context) {
	h := HeadLine{Level: n.Level, Start: max(n.Pos(), 0)}
	var w writer
	w.inline(d.src, n, nil)
	h.Text = w.String()
	if n.Lines().Len() > 0 {
		h.Start = n.Lines().At(0).Start
	}
	h.End = lineEnd(d.src, h.Start)
	for _, a := range n.Attributes() {
		value, _ := a.Value.([]byte)
		if string(a.Name) == "id" {
			h.ID = string(value)
			continue
		}
		report(pc, h.Start, h.End, diag.Error, diag.HeadingID, fmt.Sprintf("a heading has no %q", a.Name), "between the braces stands an id alone, such as {#first-reports}")
	}
	d.headings[n] = len(d.Headings)
	d.Headings = append(d.Headings, h)
}

// HasTopHeading reports whether the body has a heading of the first rank.
func (d *Document) HasTopHeading() bool {
	for _, h := range d.Headings {
		if h.Level == 1 {
			return true
		}
	}
	return false
}

// inMarkdown says how Markdown writes what a tag of HTML does.
var inMarkdown = map[string]string{
	"b": "**words**", "strong": "**words**", "i": "*words*", "em": "*words*", "del": "~~words~~", "s": "~~words~~", "strike": "~~words~~",
	"mark": "==words==", "code": "`words`", "a": "[words](address)", "img": "![what it shows](file)", "blockquote": "> words", "hr": "---",
	"br": `a "\" at the end of the line`, "p": "an empty line between paragraphs", "ul": "- item", "ol": "1. item", "li": "- item",
	"h1": "# heading", "h2": "## heading", "h3": "### heading", "pre": "lines between two lines ```", "table": "| cell | cell |",
}

var tagName = regexp.MustCompile(`^</?([A-Za-z][A-Za-z0-9-]*)`)

// html reports HTML in a note. In a blockquote at the top level it is taken for
// words, since the words of a source may look like it; behind a tag that was
// reported its end is not.
func (d *Document) html(n *ast.RawHTML, pc parser.Context) {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindBlockquote && p.Parent() == d.root {
			return
		}
	}
	if n.Segments.Len() == 0 {
		return
	}
	first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
	written := string(d.src[first.Start:last.Stop])
	name := ""
	if m := tagName.FindStringSubmatch(written); m != nil {
		name = strings.ToLower(m[1])
	}
	if strings.HasPrefix(written, "</") {
		for c := n.PreviousSibling(); c != nil; c = c.PreviousSibling() {
			if open, ok := c.(*ast.RawHTML); ok && open.Segments.Len() > 0 {
				if m := tagName.FindSubmatch(d.src[open.Segments.At(0).Start:]); m != nil && strings.EqualFold(string(m[1]), name) {
					return
				}
			}
		}
	}
	hint := fmt.Sprintf("write it in Markdown, or `%s` between backticks if readers are to see it", firstLine(written))
	if md := inMarkdown[name]; md != "" {
		hint = fmt.Sprintf("Markdown writes it %s; if readers are to see the tag, put it between backticks", md)
	}
	report(pc, first.Start, last.Stop, diag.Error, diag.HTMLInNote, "this is HTML, and a note holds none", hint)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// callout matches a blockquote that begins as a callout of Obsidian does.
var callout = regexp.MustCompile(`^>[> \t]*\[![A-Za-z][\w-]*\]`)

// beside says what an inline node is that holds no words of a source.
func beside(n ast.Node) string {
	switch n := n.(type) {
	case *extension.FootnoteLink:
		return "a footnote mark"
	case *ast.Image:
		return "a picture"
	case *ast.Link:
		if len(n.Title) > 0 {
			return "a link with a title"
		}
	}
	return ""
}

// locate gives a quote what stands behind the link of its attribution.
func (d *Document) locate(q *Quote, behind []ast.Node) {
	for len(behind) > 0 {
		t, ok := behind[0].(*ast.Text)
		if !ok {
			break
		}
		for t.Segment.Len() > 0 && strings.IndexByte(" \t,;:.", d.src[t.Segment.Start]) >= 0 {
			t.Segment = t.Segment.WithStart(t.Segment.Start + 1)
		}
		if t.Segment.Len() > 0 {
			break
		}
		behind = behind[1:]
	}
	behind = d.bearing(q, behind)
	if len(behind) == 0 {
		return
	}
	// They are kept together by a node of their own, below which they can be
	// walked as those of a paragraph.
	p := ast.NewTextBlock()
	for _, n := range behind {
		p.AppendChild(p, n)
	}
	if t, ok := lastText(p); ok {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
	}
	q.locator = p
	var w writer
	w.inline(d.src, p, nil)
	q.Locator = strings.TrimSpace(w.String())
	_ = ast.Walk(p, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			d.refer(n)
		}
		return ast.WalkContinue, nil
	})
}

// unusedFootnotes reports the footnotes that nothing refers to, before they are
// taken out of the tree.
type unusedFootnotes struct{}

// Transform implements parser.ASTTransformer.
func (unusedFootnotes) Transform(root *ast.Document, reader text.Reader, pc parser.Context) {
	seen := map[string]bool{}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		f, ok := n.(*extension.Footnote)
		if !entering || !ok {
			return ast.WalkContinue, nil
		}
		message := fmt.Sprintf("nothing refers to the footnote [^%s], and it is not shown", f.Ref)
		hint := fmt.Sprintf("write [^%s] where it belongs, or take it out", f.Ref)
		if seen[string(f.Ref)] {
			message = fmt.Sprintf("there is another footnote [^%s] above, and this one is not shown", f.Ref)
			hint = "give one of the two another name"
		}
		seen[string(f.Ref)] = true
		if f.Index < 0 {
			start, end := extent(reader.Source(), f)
			report(pc, start, max(end, lineEnd(reader.Source(), start)), diag.Warning, diag.WordsUnshown, message, hint)
		}
		return ast.WalkContinue, nil
	})
}

// unused reports the definitions of links that no link names.
func (d *Document) unused(pc parser.Context) {
	named, defined := map[string]bool{}, map[string]bool{}
	var list []*ast.LinkReferenceDefinition
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		var by *ast.ReferenceLink
		switch n := n.(type) {
		case *ast.Link:
			by = n.Reference
		case *ast.Image:
			by = n.Reference
		case *ast.LinkReferenceDefinition:
			if entering {
				list = append(list, n)
			}
		}
		if by != nil && entering {
			named[util.ToLinkReference(by.Value)] = true
		}
		return ast.WalkContinue, nil
	})
	for _, n := range list {
		label := util.ToLinkReference(n.Label)
		message, hint := fmt.Sprintf("no link names [%s], and this is not shown", n.Label), fmt.Sprintf("write [words][%s] where it belongs, or take it out", n.Label)
		if named[label] && defined[label] {
			message, hint = fmt.Sprintf("[%s] is defined above, and this is not used", n.Label), "give one of the two another name"
		}
		if !named[label] || defined[label] {
			start := max(n.Pos(), 0)
			end := lineEnd(d.src, start)
			if n.Lines().Len() > 0 {
				end = cmp.Or(max(end, n.Lines().At(n.Lines().Len()-1).Stop), end)
			}
			report(pc, start, end, diag.Warning, diag.WordsUnshown, message, hint)
		}
		defined[label] = true
	}
}
