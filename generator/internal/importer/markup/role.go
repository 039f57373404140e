package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The kinds of chrome that a name may speak of.
const (
	NamedComments     = "comments"
	NamedTeasers      = "teasers of other articles"
	namedNavigation   = "navigation"
	namedShare        = "share buttons"
	NamedSubscription = "subscription"
	NamedCookies      = "cookie notice"
	namedAdvertising  = "advertising"
)

// ChromeElement returns what to call an element that is chrome by what it is,
// or "".
func ChromeElement(n *html.Node) string {
	switch n.DataAtom {
	case atom.Nav:
		return "navigation"
	case atom.Footer:
		// That of a quotation says who is quoted.
		if Inside(n, atom.Blockquote) || Inside(n, atom.Figure) {
			return ""
		}
		return "footer"
	case atom.Button:
		return "button"
	case atom.Dialog:
		return "dialog"
	}
	switch Attr(n, "role") {
	case "navigation", "menu", "menubar":
		return "navigation"
	case "search":
		return "search"
	case "contentinfo":
		return "footer"
	case "dialog", "alertdialog":
		return "dialog"
	}
	return ""
}

// ChromeName returns what a word of a class or id calls an element, if it is
// the name of chrome, or "".
func ChromeName(token string) string {
	switch token {
	case "comments", "comment", "commentlist", "disqus", "respond":
		return NamedComments
	case "related", "recommended", "recommendations", "teaser", "teasers", "recirc", "readmore", "outbrain", "taboola":
		return NamedTeasers
	case "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "pagination":
		return namedNavigation
	case "share", "sharing", "social", "sharedaddy", "addtoany":
		return namedShare
	case "newsletter", "subscribe", "subscription", "signup", "paywall":
		return NamedSubscription
	case "cookie", "cookies", "consent", "gdpr":
		return NamedCookies
	case "ad", "ads", "advert", "advertisement", "advertising", "sponsored", "promo":
		return namedAdvertising
	}
	return ""
}

// Aside reports whether an element stands in what is not the article: in
// comments, teasers and the like.
func Aside(n *html.Node) bool {
	for a := range n.Ancestors() {
		if a.DataAtom == atom.Aside || ChromeElement(a) != "" || HiddenElement(a) {
			return true
		}
		if a.DataAtom == atom.Body || a.DataAtom == atom.Html || a.DataAtom == atom.Main || a.DataAtom == atom.Article {
			continue
		}
		for _, token := range NameTokens(a) {
			if name := ChromeName(token); name == NamedComments || name == NamedTeasers {
				return true
			}
		}
	}
	return false
}

// InSiteHeader reports whether an element stands in the header of the site, and
// not of an article.
func InSiteHeader(n *html.Node) bool {
	for a := range n.Ancestors() {
		switch a.DataAtom {
		case atom.Article, atom.Main:
			return false
		case atom.Header:
			return true
		}
		if Attr(a, "role") == "banner" {
			return true
		}
		for _, token := range NameTokens(a) {
			if token == "masthead" || token == "logo" {
				return true
			}
		}
	}
	return false
}

// HiddenElement reports whether no browser shows an element.
func HiddenElement(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "class":
			if slices.Contains(strings.Fields(a.Val), "sf-hidden") {
				return true // SingleFile calls so what was not shown when the page was saved
			}
		case "style":
			style := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// ForScreenReaders reports whether an element is called what is read out and
// not printed, or is the mark with which a wiki's section is edited.
func ForScreenReaders(n *html.Node) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(Attr(n, "class"))), func(class string) bool {
		switch class {
		case "sr-only", "screen-reader-text", "screen-reader", "screenreader-text", "visually-hidden", "visuallyhidden", "u-visually-hidden",
			"is-visually-hidden", "a11y-hidden", "assistive-text", "element-invisible", "mw-editsection":
			return true
		}
		return false
	})
}

// Byline reports whether an element is called the line that names the author.
func Byline(n *html.Node) bool {
	if Attr(n, "rel") == "author" || strings.Contains(Attr(n, "itemprop"), "author") {
		return true
	}
	for _, c := range strings.Fields(strings.ToLower(Attr(n, "class"))) {
		switch c {
		case "byline", "by-line", "author", "p-author", "article-author", "post-author", "article__author", "article__byline", "entry-author":
			return true
		}
	}
	return false
}

// OfAuthor reports whether an element is called what names the author: a byline,
// or one of the names that systems give it.
func OfAuthor(n *html.Node) bool {
	if Byline(n) {
		return true
	}
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Article || n.DataAtom == atom.Img {
		return false
	}
	tokens := strings.FieldsFunc(strings.ToLower(Attr(n, "class")+" "+Attr(n, "data-testid")+" "+Attr(n, "data-component")), between)
	called := false
	for _, t := range tokens {
		switch t {
		case "byline", "author", "authors", "autor", "autores", "auteur", "auteurs", "verfasser", "contributor", "contributors", "writer":
			called = true
		case "comment", "comments", "bio", "about", "avatar", "image", "img", "photo", "box", "widget", "social", "follow", "category", "by":
			return false
		}
	}
	return called
}

// OnlyTime reports whether all text of an element is that of a time element.
func OnlyTime(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.Time {
			return strings.TrimSpace(InnerText(d)) == strings.TrimSpace(InnerText(n))
		}
	}
	return false
}

// WithoutTimes returns the text of an element without the times in it, a space
// between what is set apart.
func WithoutTimes(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && !Inside(d, atom.Time):
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br, d.Type == html.ElementNode && (BlockElement(d) || d.PrevSibling != nil && d.PrevSibling.Type == html.ElementNode):
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Lead reports whether an element is called what a standfirst is called.
func Lead(n *html.Node) bool {
	for _, token := range NameTokens(n) {
		switch token {
		case "standfirst", "dek", "deck", "subtitle", "subheadline", "lede", "lead", "intro", "teasertext":
			return true
		}
	}
	return false
}

// Leads counts the headings that are links to other pages.
func Leads(n *html.Node) int {
	count := 0
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.A && !strings.HasPrefix(Attr(d, "href"), "#") && HasAttr(d, "href") &&
			(HoldsElement(d, IsHeading) || InElement(d, IsHeading) != nil) {
			count++
		}
	}
	return count
}

// ElementName names an element as a style sheet would: div.teaser, h1.
func ElementName(n *html.Node) string {
	switch n.DataAtom {
	case atom.Aside:
		return "aside"
	case atom.H1:
		return "headline"
	case atom.Time:
		return "date"
	}
	if Byline(n) {
		return "byline"
	}
	if id := Attr(n, "id"); id != "" && len(id) < 40 {
		return n.Data + "#" + id
	}
	if class := strings.Fields(Attr(n, "class")); len(class) > 0 && len(class[0]) < 40 {
		return n.Data + "." + class[0]
	}
	switch n.DataAtom {
	case atom.A:
		return "link"
	case atom.P:
		return "paragraph"
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return "heading"
	case atom.Figcaption:
		return "caption"
	}
	return "text"
}
