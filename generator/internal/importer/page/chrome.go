package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/claim"
)

// withoutChrome copies a tree without chrome and without what only a browser
// needs.
func (p *Page) withoutChrome(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	for _, a := range n.Attr {
		// Inlined images are megabytes, and a link that is a script would
		// have its text made anew, without a number.
		if len(a.Val) <= 1000 && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") && !strings.HasPrefix(a.Key, "on") {
			c.Attr = append(c.Attr, a)
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if p.chrome[child] != "" || child.Type == html.CommentNode || unprinted(child) && child.DataAtom != atom.Head && child.DataAtom != atom.Title {
			continue
		}
		c.AppendChild(p.withoutChrome(child))
	}
	return c
}

// chromeElement returns what to call an element that is chrome by what it is,
// or "".
func chromeElement(n *html.Node) string {
	switch n.DataAtom {
	case atom.Nav:
		return "navigation"
	case atom.Footer:
		return "footer"
	case atom.Button:
		return "button"
	case atom.Dialog:
		return "dialog"
	}
	switch attr(n, "role") {
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

// chromeName returns what to call an element that is chrome by a word of its
// class or id, or "".
func chromeName(token string) string {
	switch token {
	case "comments", "comment", "commentlist", "disqus", "respond":
		return "comments"
	case "related", "recommended", "recommendations", "teaser", "teasers", "recirc", "readmore", "outbrain", "taboola":
		return "teasers of other articles"
	case "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "pagination":
		return "navigation"
	case "share", "sharing", "social", "sharedaddy", "addtoany":
		return "share buttons"
	case "newsletter", "subscribe", "subscription", "signup", "paywall":
		return "subscription"
	case "cookie", "cookies", "consent", "gdpr":
		return "cookie notice"
	case "ad", "ads", "advert", "advertisement", "advertising", "sponsored", "promo":
		return "advertising"
	}
	return ""
}

// findChrome returns the elements that are no part of an article by what they are
// or what they are called, and what to call them.
func (p *Page) findChrome() map[*html.Node]string {
	out := map[*html.Node]string{}
	total := 0
	size := map[*html.Node]int{}
	heading := map[*html.Node]bool{}
	for _, t := range p.texts {
		total += len(t.Data)
		for a := range t.Ancestors() {
			size[a] += len(t.Data)
			if t.Parent.DataAtom == atom.H1 {
				heading[a] = true
			}
		}
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			if size[c] == 0 {
				continue
			}
			if name := p.chromeIs(c, size[c], total, heading[c]); name != "" {
				out[c] = name
				continue
			}
			walk(c)
		}
	}
	walk(p.root)
	return out
}

// chromeIs returns what to call an element if it is chrome. size is how much
// text it has, total how much the page has, in bytes; heading says that it
// holds the headline.
func (p *Page) chromeIs(n *html.Node, size, total int, heading bool) string {
	// Templates, and what stands in for objects and videos, hold paragraphs
	// that no browser prints.
	if hiddenElement(n) || unprinted(n) && n.DataAtom != atom.Head {
		return "hidden"
	}
	// The Internet Archive's, and archive.today's.
	if id := attr(n, "id"); strings.HasPrefix(id, "wm-ipp") || id == "donato" || id == "HEADER" && p.copied() {
		return "the archive's own bar"
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return ""
	}
	// What holds the headline holds the article.
	if heading {
		return ""
	}
	if name := chromeElement(n); name != "" {
		return name
	}
	if byline(n) && size < 100 {
		return "byline"
	}
	if size < 60 && (blockElement(n) && onlyTime(n) || n.DataAtom == atom.Time && alone(n)) {
		return "date"
	}
	for _, token := range nameTokens(n) {
		switch name := chromeName(token); {
		case token == "comments" || token == "disqus" || token == "commentlist":
			return name
		case name != "" && size*5 <= total*2:
			// A name says little about what holds most of the text.
			return name
		}
	}
	return ""
}

// nameTokens returns the words of an element's class and id.
func nameTokens(n *html.Node) []string {
	return strings.FieldsFunc(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// alone reports whether no words stand beside an element.
func alone(n *html.Node) bool {
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s.Type == html.TextNode && !blankText(s.Data) || s != n && s.Type == html.ElementNode && s.DataAtom != atom.Br && !blockElement(s) && !blankText(innerText(s)) {
			return false
		}
	}
	return true
}

// onlyTime reports whether all text of an element is that of a time element.
func onlyTime(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.Time {
			return strings.TrimSpace(innerText(d)) == strings.TrimSpace(innerText(n))
		}
	}
	return false
}

// copied reports whether an archive says that the page is its own.
func (p *Page) copied() bool {
	return slices.ContainsFunc(p.meta["og:site_name"], claim.IsArchive)
}

func hiddenElement(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// byline reports whether an element is called the line that names the author.
func byline(n *html.Node) bool {
	if attr(n, "rel") == "author" || strings.Contains(attr(n, "itemprop"), "author") {
		return true
	}
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		switch c {
		case "byline", "by-line", "author", "p-author", "article-author", "post-author", "article__author", "article__byline", "entry-author":
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
