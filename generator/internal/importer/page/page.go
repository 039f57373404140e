// Package page reads a saved web page.
//
// [Read] parses HTML and decides what is article. [Page.Claims] gives what the
// page says of its title, author and the like. [Page.Article] gives the text,
// with a list of what was cut.
//
// # From bytes to text
//
// [ReadMHTML] takes the page out of an MHTML file. [Decode] makes text of bytes,
// by the encoding that the file declares, or that the user names. A page that
// declares none, or one that its bytes cannot be, is read as browsers do, and one
// of another script than the Latin as its letters fit (chardet, the detector of
// ICU).
//
// # Article
//
// What is chrome by its element or name is taken out first; from the rest
// readability (Mozilla's Readability.js, ported) chooses. Its decision is a set
// of text nodes; the text itself is read from the page, because readability moves
// and normalises what it returns. Sentences that it cut out of the middle are put
// back ([Article.Restored]). What stays cut is listed ([Article.Cuts]).
//
// # Blocks
//
// The text of an article is that of the page, mark for mark. Emphasis, the
// addresses of links, and pictures are not kept. White space is collapsed as a
// browser does it, no-break and other spaces stay, two line breaks make a
// paragraph, a row of a table is a paragraph with tabs between the cells. Plain
// text becomes blocks as well ([BlocksOfText]). [Markdown] writes blocks as a
// source's body and escapes what Markdown would take for its own; [Plain] says
// how that body has to read. [NoiseOf] says of a paragraph that is kept what it
// may be instead of text: a byline, an advertisement.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/claim"
)

// A Page is a parsed web page. Its text nodes are numbered, so that the nodes
// that an extraction keeps can be told although it works on copies.
type Page struct {
	root   *html.Node
	texts  []*html.Node
	chrome map[*html.Node]string // what is no part of an article, by what it is called
	kept   map[*html.Node]bool
	meta   map[string][]string // contents of meta elements by name
}

const (
	// MaxNodes bounds the nodes of a page; the longest articles have a tenth.
	MaxNodes = 300_000
	// MaxText bounds the text of a source, in bytes. A long book has one
	// million.
	MaxText = 4 << 20
	// shortest is how long a text must be, in characters, for the extraction
	// to trust it at the first attempt. News in brief is shorter than
	// what readability is made for.
	shortest = 140
	// number is the attribute that numbers a text node. Elements never have
	// it, and no renderer writes the attributes of text.
	number = "dossier-number"
)

var (
	errTooDeep = errors.New("its elements are nested more than 500 deep")
	errTooMany = fmt.Errorf("it has more than %d elements and texts", MaxNodes)
	errTooLong = fmt.Errorf("it has more than %d MB of text", MaxText>>20)
)

// withoutFormatting returns HTML in which the elements that a parser opens
// again in every paragraph where they were left open, such as b and font, are
// span, which it does not. A few bytes could else make a tree of any size. The
// text stays what it is.
func withoutFormatting(text string) (string, error) {
	if strings.Count(text, "<") > MaxNodes {
		return "", errTooMany
	}
	var b strings.Builder
	b.Grow(len(text))
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			b.Write(z.Raw())
			return b.String(), nil
		}
		raw := z.Raw()
		at := 1
		if kind == html.EndTagToken {
			at = 2
		} else if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			b.Write(raw)
			continue
		}
		name, _ := z.TagName()
		with := ""
		switch atom.Lookup(name) {
		case atom.B, atom.Big, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
			with = "span"
		case atom.Code:
			with = "kbd"
		}
		if with == "" {
			b.Write(raw)
			continue
		}
		b.Write(raw[:at])
		b.WriteString(with)
		b.Write(raw[at+len(name):])
	}
}

// parsePage parses decoded HTML.
func parsePage(text string) (*Page, error) {
	text, err := withoutFormatting(text)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, errTooDeep // the one error there is for a text in memory
	}
	p := &Page{root: root, kept: map[*html.Node]bool{}}
	count, size := 0, 0
	for n := range root.Descendants() {
		if count++; count > MaxNodes {
			return nil, errTooMany
		}
		if n.Type == html.TextNode && !unprinted(n.Parent) && !blankText(n.Data) {
			if size += len(n.Data); size > MaxText {
				return nil, errTooLong
			}
			n.Attr = []html.Attribute{{Key: number, Val: strconv.Itoa(len(p.texts))}}
			p.texts = append(p.texts, n)
		}
	}
	p.meta = readMeta(root)
	return p, nil
}

// Read parses decoded HTML and decides what of it is the article.
func Read(text string) (*Page, error) {
	p, err := parsePage(text)
	if err != nil {
		return nil, err
	}
	p.chrome = p.findChrome()
	p.extract()
	return p, nil
}

// An Article is what was taken of a page, and what was not.
type Article struct {
	Blocks   []Block  // none where the page has no article
	Restored []string // what has the look of what is cut, and is kept
	Cuts     []Cut    // in the order of the page
	Quoted   bool     // it has marks of quotation that browsers print and the file has not
}

// Article returns the article of a page, without the headline that is its
// title.
func (p *Page) Article(title string) Article {
	restored := p.restore(title)
	p.trim()
	p.dropHeadline(title)
	blocks, quoted := p.blocks()
	return Article{Blocks: blocks, Restored: restored, Cuts: p.cuts(), Quoted: quoted}
}

// unprinted reports whether the text of an element is no text of the page.
func unprinted(n *html.Node) bool {
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

func blankText(s string) bool { return strings.TrimSpace(s) == "" }

// extract decides which text nodes are the article: what is chrome by its
// element or name is taken out first, and readability chooses from the rest.
// Only the choice is readability's: it moves, merges and normalises what it
// returns, so the text is read from the page itself.
func (p *Page) extract() {
	parser := readability.NewParser()
	parser.CharThresholds = shortest
	parser.DisableJSONLD = true
	article, err := parser.ParseAndMutate(p.withoutChrome(p.root), &url.URL{})
	if err != nil || article.Node == nil {
		return
	}
	for n := range article.Node.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		for _, a := range n.Attr {
			if i, err := strconv.Atoi(a.Val); a.Key == number && err == nil {
				p.kept[p.texts[i]] = true
			}
		}
	}
}

// restore keeps what readability cut from the middle of the article although
// it is prose: sentences of which some are links, a standfirst under the
// headline. A source with a paragraph too many is mended more easily than one
// that lacks a paragraph. It returns the texts that it kept.
func (p *Page) restore(title string) []string {
	first, last := -1, -1
	for i, t := range p.texts {
		if p.kept[t] {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return nil
	}
	for i, t := range p.texts[:first] {
		for a := range t.Ancestors() {
			if a.DataAtom == atom.H1 && claim.SameWords(innerText(a), title) {
				first = i
			}
		}
		if first == i {
			break
		}
	}
	var out []string
	for i := first; i < len(p.texts); {
		inside := innermost(p.texts[i])
		next := i
		kept, linked, all := false, 0, ""
		for next < len(p.texts) && innermost(p.texts[next]) == inside {
			t := p.texts[next]
			kept = kept || p.kept[t]
			all += t.Data
			if within(t, atom.A) {
				linked += len(t.Data)
			}
			next++
		}
		all = claim.Collapse(all)
		prose := !kept && inside != nil && inside.DataAtom != atom.H1 && linked*2 < len(all) &&
			(EndsSentence(all) && len(strings.Fields(all)) > 2 || lead(inside)) && !p.elsewhere(inside)
		if i > last && !(prose && p.besideKept(inside)) {
			break // the article ends where its sentences do
		}
		if prose {
			for _, t := range p.texts[i:next] {
				p.kept[t] = true
			}
			out = append(out, all)
		}
		i = next
	}
	return out
}

// besideKept reports whether a block stands in a container, a few elements up,
// of which something is kept.
func (p *Page) besideKept(n *html.Node) bool {
	for range 3 {
		if n = n.Parent; n == nil || n.DataAtom == atom.Body || n.DataAtom == atom.Main {
			return false
		}
		for d := range n.Descendants() {
			if p.kept[d] {
				return true
			}
		}
	}
	return false
}

// EndsSentence reports whether a text ends as a sentence does.
func EndsSentence(text string) bool { return sentence.MatchString(text) }

// sentence matches text that ends as a sentence does. German closes quotations
// with what opens them elsewhere.
var sentence = regexp.MustCompile(`[.!?…。！？؟।][\pPi\pPf\pPe"']*$`)

// innermost returns the block element that a text stands in.
func innermost(t *html.Node) *html.Node {
	for a := range t.Ancestors() {
		if blockElement(a) {
			return a
		}
	}
	return nil
}

func within(n *html.Node, element atom.Atom) bool {
	for a := range n.Ancestors() {
		if a.DataAtom == element {
			return true
		}
	}
	return false
}

// lead reports whether an element is called what a standfirst is called.
func lead(n *html.Node) bool {
	for _, token := range nameTokens(n) {
		switch token {
		case "standfirst", "dek", "deck", "subtitle", "subheadline", "lede", "lead", "intro", "teasertext":
			return true
		}
	}
	return false
}

// elsewhere reports whether an element stands in what is beside an article.
func (p *Page) elsewhere(n *html.Node) bool {
	for a := n; a != nil; a = a.Parent {
		if p.chrome[a] != "" {
			return true
		}
	}
	for a := n; a != nil; a = a.Parent {
		if a.DataAtom == atom.Aside || a.DataAtom == atom.Form {
			return true
		}
		if a.DataAtom == atom.Body || a.DataAtom == atom.Main || a.DataAtom == atom.Article {
			break
		}
		for _, token := range nameTokens(a) {
			switch token {
			case "sidebar", "widget", "banner", "popup", "modal", "player", "disclaimer", "toolbar", "meta":
				return true
			}
		}
	}
	return false
}

// trim takes blocks that are nothing but links off both ends of the article,
// sections above it and other articles below it, and headings that head
// nothing off its end. One link alone may be the agency that a text ends with,
// and stays.
func (p *Page) trim() {
	var kept []*html.Node
	for _, t := range p.texts {
		if p.kept[t] {
			kept = append(kept, t)
		}
	}
	for len(kept) > 0 {
		n := linked(kept, 1)
		if n == 0 {
			break
		}
		kept = kept[n:]
	}
	slices.Reverse(kept)
	for len(kept) > 0 {
		n := linked(kept, 2)
		if n == 0 && len(kept) > 1 {
			n = heading(kept)
		}
		if n == 0 {
			break
		}
		kept = kept[n:]
	}
	if len(kept) == 0 {
		return // a page of links
	}
	p.kept = map[*html.Node]bool{}
	for _, t := range kept {
		p.kept[t] = true
	}
}

// heading returns how many texts, from the first, make up a heading below the
// first.
func heading(texts []*html.Node) int {
	inside := innermost(texts[0])
	if inside == nil || len(inside.Data) != 2 || inside.Data[0] != 'h' || inside.Data[1] < '2' || inside.Data[1] > '6' {
		return 0
	}
	n := 0
	for n < len(texts) && innermost(texts[n]) == inside {
		n++
	}
	if n == len(texts) {
		return 0
	}
	return n
}

// linked returns how many texts, from the first, make up a block, or a list,
// in which all text is that of links, at least as many as least.
func linked(texts []*html.Node, least int) int {
	inside := blockOf(texts[0])
	links := map[*html.Node]bool{}
	n := 0
	for _, t := range texts {
		if blockOf(t) != inside {
			break
		}
		n++
		var link *html.Node
		for a := range t.Ancestors() {
			if a.DataAtom == atom.A && hasAttr(a, "href") {
				link = a
				break
			}
		}
		if link == nil {
			if claim.Words(t.Data) == "" {
				continue // a mark between links
			}
			return 0
		}
		links[link] = true
	}
	if len(links) < least {
		return 0
	}
	return n
}

// blockOf returns the block element that a text stands in; for the items of a
// list that is the list.
func blockOf(t *html.Node) *html.Node {
	for a := range t.Ancestors() {
		if a.DataAtom == atom.Ul || a.DataAtom == atom.Ol || a.DataAtom != atom.Li && blockElement(a) {
			return a
		}
	}
	return nil
}

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

// A Cut is a part of a page that was not taken.
type Cut struct {
	What  string // such as "navigation", or the element as style sheets name it
	Text  string // as printed, on one line
	Words int
}

// cuts returns the parts of the page that are not kept, each the largest
// element of which nothing is.
func (p *Page) cuts() []Cut {
	holds := map[*html.Node]bool{} // something kept
	prints := map[*html.Node]bool{}
	for _, t := range p.texts {
		for a := range t.Ancestors() {
			prints[a] = true
			holds[a] = holds[a] || p.kept[t]
		}
	}
	var out []Cut
	add := func(n *html.Node, what string) {
		w := textWriter{keep: func(*html.Node) bool { return true }, part: true}
		if n.Type == html.ElementNode && unprinted(n) {
			w.children(n, context{})
		} else {
			w.node(n, context{})
		}
		w.flush()
		var parts []string
		for _, b := range settle(w.blocks) {
			parts = append(parts, strings.Join(strings.Fields(b.Text), " "))
		}
		if text := strings.Join(parts, " · "); text != "" {
			out = append(out, Cut{What: what, Text: text, Words: len(strings.Fields(strings.Join(parts, " ")))})
		}
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				if len(c.Attr) > 0 && !p.kept[c] {
					add(c, elementName(n))
				}
			case c.DataAtom == atom.Noscript && c.Namespace == "":
				// A parser that could run scripts reads this as one text.
				if text := strings.Join(strings.Fields(TextOf(innerText(c))), " "); text != "" {
					out = append(out, Cut{What: "for browsers without scripts", Text: text, Words: len(strings.Fields(text))})
				}
			case c.Type != html.ElementNode || !prints[c]:
			case p.chrome[c] != "":
				add(c, p.chrome[c])
			case !holds[c] && !p.holdsChrome(c):
				add(c, elementName(c))
			default:
				walk(c)
			}
		}
	}
	walk(p.root)
	return out
}

// holdsChrome reports whether chrome that has a name of its own stands in n.
func (p *Page) holdsChrome(n *html.Node) bool {
	for d := range n.Descendants() {
		if p.chrome[d] != "" {
			return true
		}
	}
	return false
}

// elementName names an element as a style sheet would: div.teaser, h1.
func elementName(n *html.Node) string {
	switch n.DataAtom {
	case atom.Aside:
		return "aside"
	case atom.H1:
		return "headline"
	case atom.Time:
		return "date"
	}
	if byline(n) {
		return "byline"
	}
	if id := attr(n, "id"); id != "" && len(id) < 40 {
		return n.Data + "#" + id
	}
	if class := strings.Fields(attr(n, "class")); len(class) > 0 && len(class[0]) < 40 {
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

// dropHeadline takes the headline out of the article when it is the title.
func (p *Page) dropHeadline(title string) {
	for _, t := range p.texts {
		if !p.kept[t] {
			continue
		}
		for a := range t.Ancestors() {
			if a.Data == "h1" || a.Data == "h2" {
				if title != "" && claim.SameWords(innerText(a), title) {
					for _, x := range p.texts {
						if p.kept[x] && below(x, a) {
							delete(p.kept, x)
						}
					}
				}
				break
			}
		}
		return // only what stands first
	}
}

func below(n, a *html.Node) bool {
	for x := range n.Ancestors() {
		if x == a {
			return true
		}
	}
	return false
}

// TextOf returns the text of a piece of HTML, its blocks parted by empty
// lines.
func TextOf(s string) string {
	p, err := parsePage(s)
	if err != nil {
		return s
	}
	for _, t := range p.texts {
		p.kept[t] = true
	}
	blocks, _ := p.blocks()
	return Plain(blocks)
}
