package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/tongue"
)

// An attributeLine is a line of its own that says something of the block below
// it: {lang=ru} in a source, {translation lang=en by="A. Editor"} in a note. It
// is in the tree while a file is parsed, and no text of the file.
type attributeLine struct {
	ast.BaseBlock
	start, end int    // bytes of the file
	name       string // translation; empty of {lang=ru}
	values     map[string]string
}

var kindAttributeLine = ast.NewNodeKind("DossierAttributeLine")

// Kind implements ast.Node.
func (*attributeLine) Kind() ast.NodeKind { return kindAttributeLine }

// Dump implements ast.Node.
func (a *attributeLine) Dump(source []byte, level int) {
	ast.DumpHelper(a, source, level, a.values, nil)
}

const translationMark = "translation"

var (
	attributeStart = regexp.MustCompile(`^\{[ \t]*(?:lang[ \t]*=|` + translationMark + `\b)`)
	attributeWhole = regexp.MustCompile(`^\{[ \t]*(` + translationMark + `\b)?((?:[ \t]*\w+[ \t]*=[ \t]*(?:"[^"]*"|[^\s"{}]+))*)[ \t]*\}$`)
	attributePair  = regexp.MustCompile(`(\w+)[ \t]*=[ \t]*(?:"([^"]*)"|([^\s"{}]+))`)
)

// BeginsMark reports whether a line begins as a mark such as {lang=ru} does.
func BeginsMark(line string) bool { return attributeStart.MatchString(line) }

// attributeLines reads them. Which of the two a file may hold its reader says.
type attributeLines struct{}

// Trigger implements parser.BlockParser.
func (attributeLines) Trigger() []byte { return []byte{'{'} }

// CanInterruptParagraph implements parser.BlockParser.
func (attributeLines) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (attributeLines) CanAcceptIndentedLine() bool { return false }

// Open implements parser.BlockParser.
func (attributeLines) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !attributeStart.Match(line[pos:]) {
		return nil, parser.NoChildren
	}
	written := bytes.TrimRight(line[pos:], " \t\r\n")
	node := &attributeLine{start: seg.Start + pos - seg.Padding, values: map[string]string{}}
	node.end = node.start + len(written)
	m := attributeWhole.FindSubmatch(written)
	if m == nil {
		report(pc, node.start, node.end, diag.Error, diag.LanguageMark, "this mark cannot be read, and would be text",
			`write {lang=ru} in a source, or {translation lang=en by="A. Editor"} in a note, on a line of its own; a brace that is to be read is written \{`)
		return nil, parser.NoChildren
	}
	if last := pc.LastOpenedBlock().Node; last != nil && last.Kind() == ast.KindParagraph && last.Parent() == parent {
		report(pc, node.start, node.end, diag.Error, diag.LanguageMark, "this mark stands inside a paragraph, and would be text",
			`put an empty line above it; a brace that is to be read is written \{`)
		return nil, parser.NoChildren
	}
	node.name = string(m[1])
	for _, p := range attributePair.FindAllSubmatch(m[2], -1) {
		node.values[string(p[1])] = string(p[2]) + string(p[3])
	}
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (attributeLines) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close implements parser.BlockParser.
func (attributeLines) Close(ast.Node, text.Reader, parser.Context) {}

// language returns the language that a mark names; empty, with a report, where
// it names none or anything that no mark of its kind has.
func (a *attributeLine) language(pc parser.Context) string {
	for key := range a.values {
		if key != "lang" && (key != "by" || a.name == "") {
			a.report(pc, fmt.Sprintf("a mark of this kind has no %q", key), "write "+a.form())
			return ""
		}
	}
	tag := a.values["lang"]
	switch message, hint, _ := tongue.Untagged(tag); {
	case tag == "":
		a.report(pc, "this mark does not say in which language what stands below it is", "write "+a.form())
		return ""
	case message != "":
		a.report(pc, message, hint)
		return ""
	}
	return tag
}

// form is how a mark of the kind is written.
func (a *attributeLine) form() string {
	if a.name == "" {
		return "{lang=ru}, with the tag of the language"
	}
	return `{translation lang=en by="A. Editor"}, with the tag of the language that you translate into`
}

func (a *attributeLine) report(pc parser.Context, message, hint string) {
	code := diag.LanguageMark
	if a.name != "" {
		code = diag.TranslationMark
	}
	report(pc, a.start, a.end, diag.Error, code, message, hint)
}

// A Translation is an editor's rendering of cited words in another language.
type Translation struct {
	Lang       string // BCP 47
	By         string // who translated; empty where the note does not say
	Start, End int    // bytes of the file: its mark
	block      Block
}

// HTML writes the paragraphs of a translation as HTML.
func (t Translation) HTML(style Style) string { return t.block.HTML(style) }

// Text returns its plain text, as [Block.Text] does.
func (t Translation) Text(name func(Link) string) string { return t.block.Prose(name) }

// translations takes the marks out of the tree of a note, and the paragraphs
// below them out of its prose: they belong to the quote above, by the node of it.
func (d *Document) translations(pc parser.Context) map[ast.Node][]Translation {
	out := map[ast.Node][]Translation{}
	var marks []*attributeLine
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if a, ok := n.(*attributeLine); ok && entering {
			marks = append(marks, a)
		}
		return ast.WalkContinue, nil
	})
	d.rendered = map[ast.Node]ast.Node{}
	for _, a := range marks {
		above, below := a.PreviousSibling(), a.NextSibling()
		if quote := d.rendered[above]; quote != nil {
			above = quote
		}
		a.Parent().RemoveChild(a.Parent(), a)
		switch lang := ""; {
		case a.name == "":
			a.report(pc, "this mark is for a paragraph of a source", `your own rendering of cited words is marked {translation lang=en by="A. Editor"}`)
		case above == nil || above.Kind() != ast.KindBlockquote || above.Parent() != d.root:
			a.report(pc, "this translation stands under no cited words", `put it right below the blockquote that it translates, at the left margin: the mark, and the paragraph on the next line`)
		case below == nil || below.Kind() != ast.KindParagraph:
			a.report(pc, "there is no paragraph below this mark", "put the translation on the next line; each paragraph of it has a mark of its own")
		default:
			if lang = a.language(pc); lang == "" {
				break
			}
			d.rendered[below] = above
			list := out[above]
			if last := len(list) - 1; last >= 0 && list[last].Lang == lang && list[last].By == strings.TrimSpace(a.values["by"]) {
				list[last].block.nodes = append(list[last].block.nodes, below)
				break
			}
			out[above] = append(list, Translation{lang, strings.TrimSpace(a.values["by"]), a.start, a.end, Block{doc: d, nodes: []ast.Node{below}}})
		}
	}
	return out
}
