package markup

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/claim"
)

// Unprinted reports whether the text of an element is no text of the page.
func Unprinted(n *html.Node) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	if n.Namespace != "" {
		return n.Namespace == "svg"
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Title, atom.Iframe, atom.Noembed,
		atom.Noframes, atom.Object, atom.Textarea, atom.Select, atom.Option, atom.Datalist, atom.Rp, atom.Audio, atom.Video, atom.Canvas:
		return true
	}
	return false
}

// BlankText reports whether a text is white space alone.
func BlankText(s string) bool { return strings.TrimSpace(s) == "" }

// Attr returns the value of an attribute, or "".
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// NameTokens returns the words of an element's class and id. An id that is made
// of the words of a heading says nothing else and is left out.
func NameTokens(n *html.Node) []string {
	name := Attr(n, "class")
	if id := Attr(n, "id"); id != "" && !OfHeading(n, id) {
		name += " " + id
	}
	return strings.FieldsFunc(strings.ToLower(name), between)
}

func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// IsHeading reports whether an element is a heading.
func IsHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// OfHeading reports whether an id is made of the words of the element's own
// heading, as programs that make pages do.
func OfHeading(n *html.Node, id string) bool {
	var own *html.Node
	for a := range n.Ancestors() {
		if IsHeading(a) {
			own = a
			break
		}
	}
	if IsHeading(n) {
		own = n
	}
	if own == nil {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && IsHeading(d) {
				own = d
				break
			}
		}
	}
	if own == nil {
		return false
	}
	in := strings.Fields(claim.Words(InnerText(own)))
	words := strings.FieldsFunc(strings.ToLower(id), between)
	if len(words) == 1 && !IsHeading(n) && !IsHeading(n.Parent) {
		// "comments" above a heading "3 comments" is a name.
		return false
	}
	for _, w := range words {
		if !slices.Contains(in, w) && strings.ContainsFunc(w, unicode.IsLetter) {
			return false
		}
	}
	return true
}

// HoldsElement reports whether an element of some kind stands below n.
func HoldsElement(n *html.Node, is func(*html.Node) bool) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			return true
		}
	}
	return false
}

// Following returns the element that follows another one, in what it stands
// in, and nil where there is none.
func Following(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.ElementNode && !BlankText(InnerText(s)) {
			return s
		}
	}
	return nil
}

// Alone reports whether no words stand beside an element.
func Alone(n *html.Node) bool {
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s.Type == html.TextNode && !BlankText(s.Data) || s != n && s.Type == html.ElementNode && s.DataAtom != atom.Br && !BlockElement(s) && !BlankText(InnerText(s)) {
			return false
		}
	}
	return true
}

// HasAttr reports whether an element has an attribute, be it empty.
func HasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// InnerText returns all text below an element as it stands in the file.
func InnerText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
		if d.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Innermost returns the block element that a text stands in.
func Innermost(t *html.Node) *html.Node {
	for a := range t.Ancestors() {
		if BlockElement(a) {
			return a
		}
	}
	return nil
}

// Inside reports whether a node stands in an element.
func Inside(n *html.Node, element atom.Atom) bool {
	for a := range n.Ancestors() {
		if a.DataAtom == element {
			return true
		}
	}
	return false
}

// StandsIn reports whether n stands in a.
func StandsIn(n, a *html.Node) bool {
	for x := range n.Ancestors() {
		if x == a {
			return true
		}
	}
	return false
}

// Neighbour returns the element with text before or after another.
func Neighbour(n *html.Node, after bool) *html.Node {
	if after {
		return Following(n)
	}
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.Type == html.ElementNode && !BlankText(InnerText(s)) {
			return s
		}
	}
	return nil
}

// BlockOf returns the block element that a text stands in; for the items of a
// list that is the list.
func BlockOf(t *html.Node) *html.Node {
	for a := range t.Ancestors() {
		if a.DataAtom == atom.Ul || a.DataAtom == atom.Ol || a.DataAtom != atom.Li && BlockElement(a) {
			return a
		}
	}
	return nil
}

// HeadsPicture reports whether a picture stands below a heading.
func HeadsPicture(h *html.Node) bool {
	for s := h.NextSibling; s != nil; s = s.NextSibling {
		if s.Type != html.ElementNode {
			continue
		}
		picture := func(n *html.Node) bool {
			switch n.DataAtom {
			case atom.Img, atom.Picture, atom.Video, atom.Figure:
				return true
			}
			return false
		}
		return picture(s) || HoldsElement(s, picture)
	}
	return false
}

// TablePart reports whether an element is a part of a table.
func TablePart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Colgroup, atom.Col:
		return true
	}
	return false
}

// OnlyParagraph reports whether n is the one element of a cell.
func OnlyParagraph(n *html.Node) bool {
	if n.Parent.DataAtom != atom.Td && n.Parent.DataAtom != atom.Th {
		return n.Parent.DataAtom == atom.Caption
	}
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s != n && (s.Type == html.ElementNode || s.Type == html.TextNode && !BlankText(s.Data)) {
			return false
		}
	}
	return true
}

// AfterBreak reports whether a line break follows another.
func AfterBreak(n *html.Node) bool {
	p := n.PrevSibling
	for p != nil && p.Type != html.ElementNode && !(p.Type == html.TextNode && !BlankText(p.Data)) {
		p = p.PrevSibling
	}
	return p != nil && p.DataAtom == atom.Br
}

// HoldsCode reports whether all text of a pre element is code.
func HoldsCode(n *html.Node) bool {
	code := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && (c.DataAtom == atom.Code || c.DataAtom == atom.Samp || c.DataAtom == atom.Kbd):
			code = true
		case c.Type == html.TextNode && BlankText(c.Data):
		default:
			return false
		}
	}
	return code
}

// BlockElement reports whether a browser begins a new block at an element.
func BlockElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Dd, atom.Details,
		atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Legend,
		atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup, atom.P, atom.Pre, atom.Search, atom.Section,
		atom.Summary, atom.Table, atom.Ul, atom.Dir, atom.Listing, atom.Xmp,
		atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption:
		return true
	}
	return false
}

// StruckOut reports whether an element is one whose words the page has struck
// out.
func StruckOut(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	if n.DataAtom == atom.Del {
		return true // s and strike were made del when the page was parsed
	}
	style := strings.ToLower(Attr(n, "style"))
	if strings.Contains(style, "line-through") {
		return true
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(Attr(n, "class"))), func(c string) bool {
		return c == "strikethrough" || c == "line-through" || c == "strike" || c == "struck"
	})
}

// InElement returns the outermost ancestor of a node that is of some kind, or
// nil.
func InElement(t *html.Node, is func(*html.Node) bool) *html.Node {
	var out *html.Node
	for a := range t.Ancestors() {
		if is(a) {
			out = a
		}
	}
	return out
}

// InsertedLater reports whether an element says that its words came in later.
func InsertedLater(n *html.Node) bool { return n.DataAtom == atom.Ins }

// OpenShadows puts what stands in declarative shadow roots, which programs that
// save pages write, where a browser shows it: in place of the root, with the
// children of its host in the slots.
func OpenShadows(root *html.Node) {
	var roots []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Template && (HasAttr(n, "shadowrootmode") || HasAttr(n, "shadowroot")) {
			roots = append(roots, n)
		}
	}
	for _, n := range roots {
		n.DataAtom, n.Data = atom.Div, "div"
		host := n.Parent
		slots := map[string]*html.Node{}
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && d.DataAtom == atom.Slot && slots[Attr(d, "name")] == nil {
				slots[Attr(d, "name")] = d
			}
		}
		filled := map[*html.Node]bool{}
		for c := host.FirstChild; c != nil; {
			next := c.NextSibling
			slot := slots[Attr(c, "slot")]
			if c != n && slot != nil && (c.Type == html.ElementNode || c.Type == html.TextNode && !BlankText(c.Data)) {
				if !filled[slot] {
					filled[slot] = true
					for slot.FirstChild != nil {
						slot.RemoveChild(slot.FirstChild) // shown where nothing fills it
					}
				}
				host.RemoveChild(c)
				slot.AppendChild(c)
			}
			c = next
		}
	}
}

// IsJSONLD reports whether an element is a block of JSON-LD.
func IsJSONLD(n *html.Node) bool {
	return n.Type == html.ElementNode && n.DataAtom == atom.Script && strings.EqualFold(strings.TrimSpace(Attr(n, "type")), "application/ld+json")
}
