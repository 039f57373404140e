package page

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/markup"
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
	told := named && n.Type == html.ElementNode && !markup.IsHeading(n) && !p.misnamed(n)
	for _, a := range n.Attr {
		if (a.Key == "class" || a.Key == "id") && (!told || a.Key == "id" && markup.OfHeading(n, a.Val)) {
			continue
		}
		// Inlined images are megabytes, and a link that is a script would
		// have its text made anew, without a number.
		if len(a.Val) <= 1000 && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") && !strings.HasPrefix(a.Key, "on") {
			c.Attr = append(c.Attr, a)
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if p.chrome[child] != "" || child.Type == html.CommentNode || markup.Unprinted(child) && child.DataAtom != atom.Head && child.DataAtom != atom.Title {
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
	return w.prose > 0 && !w.mostlyLinks() && slices.ContainsFunc(markup.NameTokens(n), func(t string) bool { return markup.ChromeName(t) != "" })
}

// findChrome returns the elements that are no part of an article by what they
// are, or by what they are called and look like, and what to call them.
func (p *Page) findChrome() map[*html.Node]string {
	out := map[*html.Node]string{}
	headline := map[*html.Node]bool{} // holds the headline
	for _, t := range p.texts {
		if markup.Inside(t, atom.H1) {
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
	if markup.Unprinted(n) && n.DataAtom != atom.Head {
		return "hidden"
	}
	// The Internet Archive's, and archive.today's.
	if id := markup.Attr(n, "id"); strings.HasPrefix(id, "wm-ipp") || id == "donato" || id == "HEADER" && p.copied() {
		return "the archive's own bar"
	}
	w := p.weights[n]
	outside := p.weights[p.root].prose - w.prose
	switch {
	// Where a script is to show the article, nearly all prose is hidden.
	case markup.HiddenElement(n) && w.prose <= 5*outside:
		return "hidden"
	// What holds most of the prose of a page is what the page is for, whatever
	// it is called.
	case w.prose > outside && !p.thread(n):
		return ""
	case markup.ForScreenReaders(n):
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
	if name := markup.ChromeElement(n); name != "" {
		return name
	}
	if p.bylineBlock(n) {
		return "byline"
	}
	if w.words < 10 && !p.holdsTime(n) && (markup.BlockElement(n) && markup.OnlyTime(n) || n.DataAtom == atom.Time && markup.Alone(n)) {
		return "date"
	}
	for _, token := range markup.NameTokens(n) {
		if name := markup.ChromeName(token); name != "" && p.looksLike(n, name) {
			return name
		}
	}
	return ""
}

// besideWords reports whether an element stands in a line with other words,
// which would be torn if it were cut out.
func (p *Page) besideWords(n *html.Node) bool {
	if markup.BlockElement(n) {
		return false
	}
	var first *html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && markup.BlockElement(d) {
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
		if !markup.StandsIn(t, n) && claim.Words(t.Data) != "" {
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
	if markup.IsHeading(n) {
		// A heading is what it heads.
		return p.weights[markup.Following(n)].prose == 0
	}
	const (
		brief  = 60  // words without a sentence
		notice = 30  // words of sentences beside a link or a button
		long   = 200 // words of a notice that asks for something
	)
	acts := markup.HoldsElement(n, func(d *html.Node) bool {
		return d.DataAtom == atom.A && markup.HasAttr(d, "href") || d.DataAtom == atom.Button || d.DataAtom == atom.Input
	})
	switch {
	case w.mostlyLinks(), w.prose == 0 && w.words <= brief, acts && w.prose <= notice && w.words <= 2*brief:
		return true
	}
	switch name {
	case markup.NamedSubscription, markup.NamedCookies:
		return w.prose <= long && markup.HoldsElement(n, func(d *html.Node) bool {
			return d.DataAtom == atom.Form || d.DataAtom == atom.Input || d.DataAtom == atom.Button
		})
	case markup.NamedTeasers:
		return cards(n, w)
	case markup.NamedComments:
		return p.thread(n)
	}
	return false
}

// cards reports whether an element is made of teasers: headings that lead to
// other pages, and few words to each.
func cards(n *html.Node, w weight) bool {
	const perCard = 60 // words of a teaser
	count := markup.Leads(n)
	return count > 0 && w.prose <= count*perCard
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
	if !slices.ContainsFunc(markup.NameTokens(n), func(t string) bool { return markup.ChromeName(t) == markup.NamedComments }) {
		return false
	}
	if outside := p.weights[p.root].prose - p.weights[n].prose; outside < shortestProse {
		return false
	}
	if id := markup.Attr(n, "id"); !p.live && (id == "comments" || id == "disqus_thread") && p.afterHeadline(n) {
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
		case markup.IsHeading(d) && commentsHeading.MatchString(markup.InnerText(d)):
			return true
		case slices.ContainsFunc(markup.NameTokens(d), func(t string) bool { return t == "comment" }):
			items++
		}
	}
	return !p.live && (items > 1 || replies > 1)
}

// afterHeadline reports whether a headline and prose stand before an element.
func (p *Page) afterHeadline(n *html.Node) bool {
	headline, prose := false, false
	for _, r := range p.runs {
		if markup.StandsIn(r.texts[0], n) {
			break
		}
		headline = headline || markup.Inside(r.texts[0], atom.H1)
		prose = prose || headline && r.prose > 0
	}
	return prose
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

// copied reports whether an archive says that the page is its own.
func (p *Page) copied() bool {
	return slices.ContainsFunc(p.meta["og:site_name"], claim.IsArchive)
}

// longestBylineBlock bounds the line that names the author, in words.
const longestBylineBlock = 20

// bylineBlock reports whether an element is the line that names the author: it
// is called so, or holds what is called so and beside it no sentence.
func (p *Page) bylineBlock(n *html.Node) bool {
	if w := p.weights[n]; w.words > longestBylineBlock || w.prose > 0 {
		return false
	}
	if markup.Byline(n) {
		return true
	}
	if !markup.BlockElement(n) || markup.IsHeading(n) || !markup.HoldsElement(n, markup.Byline) || markup.HoldsElement(n, markup.BlockElement) {
		return false
	}
	only := true // names, and marks between them
	for d := range n.Descendants() {
		only = only && (d.Type != html.TextNode || claim.Words(d.Data) == "" || markup.InElement(d, markup.Byline) != nil)
	}
	text := claim.Collapse(markup.InnerText(n))
	return only || !block.EndsSentence(text) && (NoiseOf(text) == "a byline" || claim.Author(text) != text)
}
