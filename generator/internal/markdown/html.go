package markdown

import (
	"fmt"
	"io"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// A Target is where a link leads on a site.
type Target struct {
	Href  string // as it stands in the page; empty when there is no page
	Text  string // shown when the link gives no text of its own
	Class string // of the element; may be empty
}

// Style says how a block is written as HTML.
type Style struct {
	// Resolve returns where a link leads.
	Resolve func(Link) Target
	// HeadingShift is added to the level of every heading, so that a body
	// fits below the headings of the page it stands on.
	HeadingShift int
	// IDPrefix is put before the ids that footnotes need, so that several
	// bodies can share a page.
	IDPrefix string
}

// HTML writes the block as HTML. A quote is written as a blockquote without
// its attribution.
func (b Block) HTML(style Style) string {
	var out strings.Builder
	r := noteRenderer(style)
	w := &htmlWriter{Builder: &out, style: style}
	for _, n := range b.nodes {
		if err := r.Render(w, b.doc.src, n); err != nil {
			// A strings.Builder takes everything; only a broken renderer gets here.
			panic(fmt.Sprintf("render %s: %v", b.doc.file.Name, err))
		}
	}
	return out.String()
}

// htmlWriter carries the style to the node renderers, which goldmark gives
// nothing but the writer, the source and the node.
type htmlWriter struct {
	*strings.Builder
	style Style
}

func (w *htmlWriter) Available() int { return w.Cap() - w.Len() }
func (w *htmlWriter) Buffered() int  { return 0 }
func (w *htmlWriter) Flush() error   { return nil }

var _ util.BufWriter = (*htmlWriter)(nil)
var _ io.Writer = (*htmlWriter)(nil)

func noteRenderer(style Style) renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(html.NewRenderer(), 1000),
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewFootnoteHTMLRenderer(extension.WithFootnoteIDPrefix(style.IDPrefix)), 500),
		util.Prioritized(dialectRenderer{}, 100),
	))
}

type dialectRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (dialectRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			writeLink(w, n.(*link).link, w.(*htmlWriter).style)
		}
		return ast.WalkContinue, nil
	})
	reg.Register(kindMark, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("<mark>")
		} else {
			_, _ = w.WriteString("</mark>")
		}
		return ast.WalkContinue, nil
	})
	reg.Register(ast.KindHeading, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		level := min(6, n.(*ast.Heading).Level+w.(*htmlWriter).style.HeadingShift)
		if entering {
			_, _ = fmt.Fprintf(w, "<h%d>", level)
		} else {
			_, _ = fmt.Fprintf(w, "</h%d>\n", level)
		}
		return ast.WalkContinue, nil
	})
}

func writeLink(w util.BufWriter, l Link, style Style) {
	target := Target{}
	if style.Resolve != nil {
		target = style.Resolve(l)
	}
	shown := l.Text
	if shown == "" {
		shown = target.Text
	}
	if shown == "" {
		shown = l.Target
	}
	text := util.EscapeHTML([]byte(shown))
	if target.Href == "" {
		_, _ = w.Write(text)
		return
	}
	class := ""
	if target.Class != "" {
		class = fmt.Sprintf(` class="%s"`, util.EscapeHTML([]byte(target.Class)))
	}
	_, _ = fmt.Fprintf(w, `<a%s href="%s">%s</a>`, class, util.EscapeHTML([]byte(target.Href)), text)
}
