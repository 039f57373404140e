package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
)

// withoutChrome copies a tree without chrome and without what only a browser
// needs, for readability to choose from. Readability takes names for what they
// say, so names that lie are left out: those of elements with prose for which
// nothing but a name speaks, or all of them.
func (p *Page) withoutChrome(n *html.Node, named bool) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	if n.DataAtom == atom.Footer {
		// Those that are not chrome belong to what they stand in.
		c.DataAtom, c.Data = atom.Div, "div"
	}
	told := named && n.Type == html.ElementNode && !isHeading(n) && !p.misnamed(n)
	for _, a := range n.Attr {
		if (a.Key == "class" || a.Key == "id") && (!told || a.Key == "id" && ofHeading(n, a.Val)) {
			continue
		}
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
		c.AppendChild(p.withoutChrome(child, named))
	}
	return c
}

// misnamed reports whether an element has prose and a name that would have it
// cut.
func (p *Page) misnamed(n *html.Node) bool {
	w := p.weights[n]
	return w.prose > 0 && !w.mostlyLinks() && slices.ContainsFunc(nameTokens(n), func(t string) bool { return chromeName(t) != "" })
}

// chromeElement returns what to call an element that is chrome by what it is,
// or "".
func chromeElement(n *html.Node) string {
	switch n.DataAtom {
	case atom.Nav:
		return "navigation"
	case atom.Footer:
		// That of a quotation says who is quoted.
		if within(n, atom.Blockquote) || within(n, atom.Figure) {
			return ""
		}
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

// The kinds of chrome that a name may speak of.
const (
	namedComments     = "comments"
	namedTeasers      = "teasers of other articles"
	namedNavigation   = "navigation"
	namedShare        = "share buttons"
	namedSubscription = "subscription"
	namedCookies      = "cookie notice"
	namedAdvertising  = "advertising"
)

// chromeName returns what a word of a class or id calls an element, if it is
// the name of chrome, or "".
func chromeName(token string) string {
	switch token {
	case "comments", "comment", "commentlist", "disqus", "respond":
		return namedComments
	case "related", "recommended", "recommendations", "teaser", "teasers", "recirc", "readmore", "outbrain", "taboola":
		return namedTeasers
	case "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "pagination":
		return namedNavigation
	case "share", "sharing", "social", "sharedaddy", "addtoany":
		return namedShare
	case "newsletter", "subscribe", "subscription", "signup", "paywall":
		return namedSubscription
	case "cookie", "cookies", "consent", "gdpr":
		return namedCookies
	case "ad", "ads", "advert", "advertisement", "advertising", "sponsored", "promo":
		return namedAdvertising
	}
	return ""
}

// findChrome returns the elements that are no part of an article by what they
// are, or by what they are called and look like, and what to call them.
func (p *Page) findChrome() map[*html.Node]string {
	out := map[*html.Node]string{}
	headline := map[*html.Node]bool{} // holds the headline
	for _, t := range p.texts {
		if within(t, atom.H1) {
			for a := range t.Ancestors() {
				headline[a] = true
			}
		}
	}
	wanted := map[*html.Node]bool{} // or holds what is
	for _, n := range append(p.choice.Article.all(p.root), p.choice.Keep.all(p.root)...) {
		wanted[n] = true
		for a := range n.Ancestors() {
			wanted[a] = true
		}
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || p.weights[c].words == 0 {
				continue
			}
			if wanted[c] {
				walk(c)
				continue
			}
			if name := p.chromeIs(c, headline[c]); name != "" {
				out[c] = name
				continue
			}
			walk(c)
		}
	}
	walk(p.root)
	return out
}

// chromeIs returns what to call an element if it is chrome; headline says that
// it holds the headline.
func (p *Page) chromeIs(n *html.Node, headline bool) string {
	// Templates, and what stands in for objects and videos, hold paragraphs
	// that no browser prints.
	if unprinted(n) && n.DataAtom != atom.Head {
		return "hidden"
	}
	// The Internet Archive's, and archive.today's.
	if id := attr(n, "id"); strings.HasPrefix(id, "wm-ipp") || id == "donato" || id == "HEADER" && p.copied() {
		return "the archive's own bar"
	}
	w := p.weights[n]
	outside := p.weights[p.root].prose - w.prose
	switch {
	// Where a script is to show the article, nearly all prose is hidden.
	case hiddenElement(n) && w.prose <= 5*outside:
		return "hidden"
	// What holds most of the prose of a page is what the page is for, whatever
	// it is called.
	case w.prose > outside && !p.thread(n):
		return ""
	case forScreenReaders(n):
		return "for screen readers"
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return ""
	}
	// What holds the headline holds the article.
	if headline || p.besideWords(n) {
		return ""
	}
	if name := chromeElement(n); name != "" {
		return name
	}
	if p.bylineBlock(n) {
		return "byline"
	}
	if w.words < 10 && !p.holdsTime(n) && (blockElement(n) && onlyTime(n) || n.DataAtom == atom.Time && alone(n)) {
		return "date"
	}
	for _, token := range nameTokens(n) {
		if name := chromeName(token); name != "" && p.looksLike(n, name) {
			return name
		}
	}
	return ""
}

// besideWords reports whether an element stands in a line with other words,
// which would be torn if it were cut out.
func (p *Page) besideWords(n *html.Node) bool {
	if blockElement(n) {
		return false
	}
	var first *html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && blockElement(d) {
			return false
		}
		if first == nil && d.Type == html.TextNode && len(d.Attr) > 0 {
			first = d
		}
	}
	if first == nil {
		return false
	}
	r := p.runOf(first)
	for _, t := range r.texts {
		if !below(t, n) && claim.Words(t.Data) != "" {
			return true
		}
	}
	return false
}

// looksLike reports whether an element looks like the chrome that it is called:
// links, few words, no sentences, or what only chrome of its kind has. A name
// alone says nothing; "ads" may be what an article is about, and many systems
// give whole articles such names.
func (p *Page) looksLike(n *html.Node, name string) bool {
	w := p.weights[n]
	if isHeading(n) {
		// A heading is what it heads.
		return p.weights[following(n)].prose == 0
	}
	const (
		brief  = 60  // words without a sentence
		notice = 30  // words of sentences beside a link or a button
		long   = 200 // words of a notice that asks for something
	)
	acts := holdsElement(n, func(d *html.Node) bool {
		return d.DataAtom == atom.A && hasAttr(d, "href") || d.DataAtom == atom.Button || d.DataAtom == atom.Input
	})
	switch {
	case w.mostlyLinks(), w.prose == 0 && w.words <= brief, acts && w.prose <= notice && w.words <= 2*brief:
		return true
	}
	switch name {
	case namedSubscription, namedCookies:
		return w.prose <= long && holdsElement(n, func(d *html.Node) bool {
			return d.DataAtom == atom.Form || d.DataAtom == atom.Input || d.DataAtom == atom.Button
		})
	case namedTeasers:
		return cards(n, w)
	case namedComments:
		return p.thread(n)
	}
	return false
}

// cards reports whether an element is made of teasers: headings that lead to
// other pages, and few words to each.
func cards(n *html.Node, w weight) bool {
	const perCard = 60 // words of a teaser
	count := leads(n)
	return count > 0 && w.prose <= count*perCard
}

// leads counts the headings that are links to other pages.
func leads(n *html.Node) int {
	count := 0
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.A && !strings.HasPrefix(attr(d, "href"), "#") && hasAttr(d, "href") &&
			(holdsElement(d, isHeading) || inElement(d, isHeading) != nil) {
			count++
		}
	}
	return count
}

// commentsHeading matches the heading of what readers wrote.
var commentsHeading = regexp.MustCompile(`(?i)\b(?:comments?|discussion|responses|replies|kommentare?|diskussion|commentaires?|réactions|comentarios?)\b|комментари|обсуждение`)

// reply matches what the button below a comment says.
var reply = regexp.MustCompile(`(?i)^\s*(?:reply|antworten|répondre|responder|ответить)\s*$`)

// thread reports whether an element is called comments and looks like what
// readers wrote: it has a heading that says so, a field to write in, buttons to
// answer, or several parts called comments, or an id for it below the article. What is
// the article stands outside of it. A live blog is no thread, though its entries may look like one.
func (p *Page) thread(n *html.Node) bool {
	if !slices.ContainsFunc(nameTokens(n), func(t string) bool { return chromeName(t) == namedComments }) {
		return false
	}
	if outside := p.weights[p.root].prose - p.weights[n].prose; outside < shortestProse {
		return false
	}
	if id := attr(n, "id"); !p.live && (id == "comments" || id == "disqus_thread") && p.afterHeadline(n) {
		return true
	}
	items, replies := 0, 0
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && reply.MatchString(d.Data):
			replies++
		case d.Type != html.ElementNode:
		case d.DataAtom == atom.Textarea:
			return true
		case isHeading(d) && commentsHeading.MatchString(innerText(d)):
			return true
		case slices.ContainsFunc(nameTokens(d), func(t string) bool { return t == "comment" }):
			items++
		}
	}
	return !p.live && (items > 1 || replies > 1)
}

// afterHeadline reports whether a headline and prose stand before an element.
func (p *Page) afterHeadline(n *html.Node) bool {
	headline, prose := false, false
	for _, r := range p.runs {
		if below(r.texts[0], n) {
			break
		}
		headline = headline || within(r.texts[0], atom.H1)
		prose = prose || headline && r.prose > 0
	}
	return prose
}

// holdsElement reports whether an element of some kind stands below n.
func holdsElement(n *html.Node, is func(*html.Node) bool) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			return true
		}
	}
	return false
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// following returns the element that follows another one, in what it stands
// in, and nil where there is none.
func following(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.ElementNode && !blankText(innerText(s)) {
			return s
		}
	}
	return nil
}

// nameTokens returns the words of an element's class and id. An id that is made
// of the words of a heading says nothing else and is left out.
func nameTokens(n *html.Node) []string {
	name := attr(n, "class")
	if id := attr(n, "id"); id != "" && !ofHeading(n, id) {
		name += " " + id
	}
	return strings.FieldsFunc(strings.ToLower(name), between)
}

func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// ofHeading reports whether an id is made of the words of the element's own
// heading, as programs that make pages do.
func ofHeading(n *html.Node, id string) bool {
	var own *html.Node
	for a := range n.Ancestors() {
		if isHeading(a) {
			own = a
			break
		}
	}
	if isHeading(n) {
		own = n
	}
	if own == nil {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && isHeading(d) {
				own = d
				break
			}
		}
	}
	if own == nil {
		return false
	}
	in := strings.Fields(claim.Words(innerText(own)))
	words := strings.FieldsFunc(strings.ToLower(id), between)
	if len(words) == 1 && !isHeading(n) && !isHeading(n.Parent) {
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

// alone reports whether no words stand beside an element.
func alone(n *html.Node) bool {
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s.Type == html.TextNode && !blankText(s.Data) || s != n && s.Type == html.ElementNode && s.DataAtom != atom.Br && !blockElement(s) && !blankText(innerText(s)) {
			return false
		}
	}
	return true
}

// holdsTime reports whether the time of an entry of a live blog stands in n.
func (p *Page) holdsTime(n *html.Node) bool {
	for d := range n.Descendants() {
		if p.times[d] {
			return true
		}
	}
	return false
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

// forScreenReaders reports whether an element is called what is read out and
// not printed, or is the mark with which a wiki's section is edited.
func forScreenReaders(n *html.Node) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(attr(n, "class"))), func(class string) bool {
		switch class {
		case "sr-only", "screen-reader-text", "screen-reader", "screenreader-text", "visually-hidden", "visuallyhidden", "u-visually-hidden",
			"is-visually-hidden", "a11y-hidden", "assistive-text", "element-invisible", "mw-editsection":
			return true
		}
		return false
	})
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

// longestBylineBlock bounds the line that names the author, in words.
const longestBylineBlock = 20

// bylineBlock reports whether an element is the line that names the author: it
// is called so, or holds what is called so and beside it no sentence.
func (p *Page) bylineBlock(n *html.Node) bool {
	if w := p.weights[n]; w.words > longestBylineBlock || w.prose > 0 {
		return false
	}
	if byline(n) {
		return true
	}
	if !blockElement(n) || isHeading(n) || !holdsElement(n, byline) || holdsElement(n, blockElement) {
		return false
	}
	only := true // names, and marks between them
	for d := range n.Descendants() {
		only = only && (d.Type != html.TextNode || claim.Words(d.Data) == "" || inElement(d, byline) != nil)
	}
	text := claim.Collapse(innerText(n))
	return only || !block.EndsSentence(text) && (NoiseOf(text) == "a byline" || claim.Author(text) != text)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
