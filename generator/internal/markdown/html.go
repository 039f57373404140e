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
	// Address returns where the link or picture at a place in
	// [Document.References] leads, or "" where it leads nowhere.
	Address func(reference int) string
	// HeadingID returns the id of the heading at a place in
	// [Document.Headings], or "".
	HeadingID func(heading int) string
	// HeadingShift is added to the level of every heading, so that a body
	// fits below the headings of the page it stands on.
	HeadingShift int
	// IDPrefix is put before the ids that footnotes need, so that several
	// bodies can share a page.
	IDPrefix string
}

// HTML writes the block as HTML. A quote is written as a blockquote without
// its attribution.
func (b Block) HTML(style Style) string { return b.render(b.nodes, style) }

// LocatorHTML writes what stands behind the link of a quote's attribution, such
// as "page 3", as HTML without a block around it.
func (b Block) LocatorHTML(style Style) string {
	if b.Quote == nil || b.Quote.locator == nil {
		return ""
	}
	var inline []ast.Node
	for n := b.Quote.locator.FirstChild(); n != nil; n = n.NextSibling() {
		inline = append(inline, n)
	}
	return strings.TrimSpace(b.render(inline, style))
}

func (b Block) render(nodes []ast.Node, style Style) string {
	var out strings.Builder
	r := noteRenderer(style)
	w := &htmlWriter{Builder: &out, style: style, doc: b.doc}
	for _, n := range nodes {
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
	doc   *Document
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
		h := w.(*htmlWriter)
		level := min(6, n.(*ast.Heading).Level+h.style.HeadingShift)
		if !entering {
			_, _ = fmt.Fprintf(w, "</h%d>\n", level)
			return ast.WalkContinue, nil
		}
		id := ""
		if h.style.HeadingID != nil {
			id = h.style.HeadingID(h.doc.headings[n])
		}
		_, _ = fmt.Fprintf(w, "<h%d%s>", level, attribute("id", id))
		return ast.WalkContinue, nil
	})
	reg.Register(ast.KindLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		address := w.(*htmlWriter).address(n)
		switch title := decode(n.(*ast.Link).Title); {
		case address == "" && title != "" && entering:
			_, _ = fmt.Fprintf(w, "<span%s>", attribute("title", title))
		case address == "" && title != "":
			_, _ = w.WriteString("</span>")
		case address == "":
		case entering:
			_, _ = fmt.Fprintf(w, "<a%s%s>", attribute("href", address), attribute("title", title))
		default:
			_, _ = w.WriteString("</a>")
		}
		return ast.WalkContinue, nil
	})
	reg.Register(ast.KindAutoLink, func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			label := util.EscapeHTML(n.(*ast.AutoLink).Label(src))
			if address := w.(*htmlWriter).address(n); address != "" {
				_, _ = fmt.Fprintf(w, "<a%s>%s</a>", attribute("href", address), label)
			} else {
				_, _ = w.Write(label)
			}
		}
		return ast.WalkContinue, nil
	})
	reg.Register(ast.KindImage, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		h := w.(*htmlWriter)
		alt := ""
		if i, ok := h.doc.references[n]; ok {
			alt = h.doc.References[i].Text
		}
		if address := h.address(n); address == "" {
			_, _ = w.Write(util.EscapeHTML([]byte(alt)))
		} else {
			_, _ = fmt.Fprintf(w, `<img%s alt="%s"%s loading="lazy">`, attribute("src", address), util.EscapeHTML([]byte(alt)), attribute("title", decode(n.(*ast.Image).Title)))
		}
		return ast.WalkSkipChildren, nil
	})
	reg.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		info := ""
		if i := n.(*ast.FencedCodeBlock).Info; i != nil {
			info = decode(i.Segment.Value(src))
		}
		_, _ = fmt.Fprintf(w, "<pre%s><code>", attribute("title", info))
		for i := range n.Lines().Len() {
			at := n.Lines().At(i)
			_, _ = w.Write(util.EscapeHTML(at.Value(src)))
		}
		_, _ = w.WriteString("</code></pre>\n")
		return ast.WalkContinue, nil
	})
	reg.Register(ast.KindRawHTML, func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			segments := n.(*ast.RawHTML).Segments
			for i := range segments.Len() {
				at := segments.At(i)
				_, _ = w.Write(util.EscapeHTML(at.Value(src)))
			}
		}
		return ast.WalkSkipChildren, nil
	})
}

// address returns where a link or picture leads.
func (w *htmlWriter) address(n ast.Node) string {
	i, ok := w.doc.references[n]
	if !ok || w.style.Address == nil {
		return ""
	}
	return w.style.Address(i)
}

// attribute returns an attribute of HTML with a space before it, or nothing for
// an empty value.
func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return fmt.Sprintf(` %s="%s"`, name, util.EscapeHTML([]byte(value)))
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
	_, _ = fmt.Fprintf(w, `<a%s%s>%s</a>`, attribute("class", target.Class), attribute("href", target.Href), text)
}
