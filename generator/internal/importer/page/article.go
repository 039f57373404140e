package page

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/markup"
)

// An Article is what was taken of a page, and what was not.
type Article struct {
	Blocks   []block.Block // none where the page has no article
	Restored []string      // what has the look of what is cut, and is kept
	// Corrections are what the page itself has corrected: for each paragraph
	// the words that are struck out, which are left out, and those inserted.
	Corrections []string
	Cuts        []Cut // in the order of the page
	Warnings    []Warning
	Quoted      bool // it has marks of quotation that browsers print and the file has not
}

// Article returns the article of a page, without the headline that is its
// title.
func (p *Page) Article(title string) Article {
	var restored []string
	if p.choice.Article.empty() {
		restored = p.restore(title)
		p.trim()
	}
	p.dropHeadline(title)
	p.keepChosen()
	corrections := p.strike()
	p.unmark()
	blocks, quoted := p.blocks()
	cuts := p.cuts()
	return Article{Blocks: blocks, Restored: restored, Corrections: corrections, Cuts: cuts, Warnings: p.warnings(cuts), Quoted: quoted}
}

// keepChosen keeps what the user wants kept, whatever it is.
func (p *Page) keepChosen() {
	for _, n := range p.choice.Keep.all(p.root) {
		for _, t := range p.texts {
			if markup.StandsIn(t, n) {
				p.kept[t] = true
			}
		}
	}
}

// extract decides which text nodes are the article: what is chrome is taken out
// first, and readability chooses from the rest. Only the choice is
// readability's: it moves, merges and normalises what it returns, so the text is
// read from the page itself. Where it keeps next to nothing of the prose that
// there is, names may have misled it, and it chooses again without any.
func (p *Page) extract() {
	if chosen := p.choice.Article.all(p.root); len(chosen) > 0 {
		for _, t := range p.texts {
			p.kept[t] = p.chromeOf(t) == "" && slices.ContainsFunc(chosen, func(n *html.Node) bool { return markup.StandsIn(t, n) })
		}
		return
	}
	p.kept = p.choose(true)
	if kept, all := p.proseOf(p.kept), p.available(); kept*8 < all {
		if other := p.choose(false); p.proseOf(other) > 2*kept {
			p.kept = other
		}
	}
}

// choose returns the text nodes that readability takes for the article. named
// says whether it is told the names of elements.
func (p *Page) choose(named bool) map[*html.Node]bool {
	kept := map[*html.Node]bool{}
	parser := readability.NewParser()
	parser.CharThresholds = shortest
	parser.DisableJSONLD = true
	article, err := parser.ParseAndMutate(p.withoutChrome(p.root, named), &url.URL{})
	if err != nil || article.Node == nil {
		return kept
	}
	for n := range article.Node.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		for _, a := range n.Attr {
			if i, err := strconv.Atoi(a.Val); a.Key == number && err == nil {
				kept[p.texts[i]] = true
			}
		}
	}
	return kept
}

// proseOf counts the words of the running prose of which something is kept.
func (p *Page) proseOf(kept map[*html.Node]bool) int {
	n := 0
	for _, r := range p.runs {
		if r.prose > 0 && slices.ContainsFunc(r.texts, func(t *html.Node) bool { return kept[t] }) {
			n += r.prose
		}
	}
	return n
}

// available counts the words of the running prose that is printed and that
// readers did not write.
func (p *Page) available() int {
	n := 0
	for _, r := range p.runs {
		if name := p.chromeOf(r.texts[0]); name != "hidden" && name != markup.NamedComments {
			n += r.prose
		}
	}
	return n
}

// chromeOf returns what chrome a node stands in, or "".
func (p *Page) chromeOf(n *html.Node) string {
	for a := n; a != nil; a = a.Parent {
		if name := p.chrome[a]; name != "" {
			return name
		}
	}
	return ""
}

// restore keeps what readability cut from the middle of the article although
// it is prose: sentences of which some are links, a standfirst under the
// headline, the rest of a sentence of which it cut a word, the heading of what
// it kept. A source with a paragraph too many is mended more easily than one
// that lacks a paragraph. It returns the paragraphs that it kept.
func (p *Page) restore(title string) []string {
	first, last := -1, -1
	for i, r := range p.runs {
		if p.keeps(r) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return nil
	}
	p.chosen = p.holdsMost()
	for i, r := range p.runs[:first] {
		if slices.ContainsFunc(r.texts, func(t *html.Node) bool { return p.inHeadline(t, title) }) {
			first = i
			break
		}
	}
	var out []string
	for i := first; i < len(p.runs); i++ {
		r := p.runs[i]
		if p.keeps(r) {
			for _, t := range r.texts {
				if r.prose > 0 && p.chromeOf(t) == "" {
					p.kept[t] = true
				}
			}
			continue
		}
		prose := r.inside != nil && r.inside.DataAtom != atom.H1 && p.sentences(r) && !p.elsewhere(r.inside)
		if i > last && !(prose && p.besideKept(r.inside)) {
			break // the article ends where its sentences do
		}
		if prose {
			p.keep(r)
			out = append(out, r.text)
		}
	}
	for i := last; i > first; i-- {
		r := p.runs[i]
		if (p.times[r.texts[0]] && i < last && p.besideKept(r.inside) || !p.keeps(r) && p.heads(i)) && !p.elsewhere(r.inside) {
			p.keep(r)
		}
	}
	return out
}

// keep takes a run for article.
func (p *Page) keep(r run) {
	for _, t := range r.texts {
		p.kept[t] = true
	}
}

// holdsMost returns the elements that hold more than half of what is kept.
func (p *Page) holdsMost() map[*html.Node]bool {
	kept := map[*html.Node]int{}
	for _, t := range p.texts {
		if p.kept[t] {
			for a := range t.Ancestors() {
				kept[a] += len(t.Data)
			}
		}
	}
	out := map[*html.Node]bool{}
	for a, n := range kept {
		out[a] = n*2 > kept[p.root]
	}
	return out
}

// keeps reports whether something of a run is kept.
func (p *Page) keeps(r run) bool {
	return slices.ContainsFunc(r.texts, func(t *html.Node) bool { return p.kept[t] })
}

// inHeadline reports whether a text stands in the headline that is the title.
func (p *Page) inHeadline(t *html.Node, title string) bool {
	for a := range t.Ancestors() {
		if a.DataAtom == atom.H1 {
			return claim.SameWords(markup.InnerText(a), title)
		}
	}
	return false
}

// sentences reports whether a run that is not kept is what an article is made
// of: a standfirst, or sentences that are not links, or that are links and stand
// between paragraphs that are kept.
func (p *Page) sentences(r run) bool {
	text := r.text
	switch {
	case markup.Lead(r.inside) && !r.mostlyLinks():
		return true
	case !block.EndsSentence(text):
		return false
	case !r.mostlyLinks():
		return r.words > 2 || wordsIn(text) > 2
	}
	return linkedSentence(r) && p.besideParagraphs(r.inside)
}

// linkedSentence reports whether a run is a paragraph whose sentences are
// links: no list of them, and no pointer to another article.
func linkedSentence(r run) bool {
	const fewest = 5
	text := r.text
	return r.inside != nil && (r.inside.DataAtom == atom.P || r.inside.DataAtom == atom.Div) && r.words >= fewest && block.EndsSentence(text) && NoiseOf(text) == ""
}

// besideParagraphs reports whether a paragraph next to an element is kept.
func (p *Page) besideParagraphs(n *html.Node) bool {
	for _, s := range []*html.Node{markup.Neighbour(n, false), markup.Neighbour(n, true)} {
		if s == nil {
			continue
		}
		for d := range s.Descendants() {
			if p.kept[d] && p.runOf(d).prose > 0 {
				return true
			}
		}
	}
	return false
}

// heads reports whether a run is a heading and what it heads is kept.
func (p *Page) heads(i int) bool {
	r := p.runs[i]
	if r.inside == nil || !markup.IsHeading(r.inside) || r.inside.DataAtom == atom.H1 || r.mostlyLinks() {
		return false
	}
	for _, next := range p.runs[i+1:] {
		if next.inside == nil || markup.IsHeading(next.inside) && next.inside.Data <= r.inside.Data {
			return false
		}
		if p.keeps(next) {
			return p.besideKept(r.inside)
		}
		if next.words > 0 && p.chromeOf(next.texts[0]) == "" {
			return false
		}
	}
	return false
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

// sentenceEnd matches the end of a sentence within a text or at its end.
var sentenceEnd = regexp.MustCompile(`[.!?…؟।][\pPi\pPf\pPe"']*(?:\s|$)|[。！？]`)

// elsewhere reports whether an element stands in what is beside an article.
func (p *Page) elsewhere(n *html.Node) bool {
	if p.chromeOf(n) != "" {
		return true
	}
	for a := n; a != nil; a = a.Parent {
		if p.chosen[a] {
			break // the article stands in it
		}
		if cards(a, p.weights[a]) {
			return true
		}
		if a.DataAtom == atom.Aside || a.DataAtom == atom.Form {
			return true
		}
		if a.DataAtom == atom.Body || a.DataAtom == atom.Main || a.DataAtom == atom.Article {
			break
		}
		for _, token := range markup.NameTokens(a) {
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
		n := p.linked(kept, 1)
		if n == 0 {
			break
		}
		kept = kept[n:]
	}
	slices.Reverse(kept)
	for len(kept) > 0 {
		n := p.linked(kept, 2)
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
	inside := markup.Innermost(texts[0])
	if inside == nil || !markup.IsHeading(inside) || inside.DataAtom == atom.H1 {
		return 0
	}
	n := 0
	for n < len(texts) && markup.Innermost(texts[n]) == inside {
		n++
	}
	if n == len(texts) || markup.HeadsPicture(inside) {
		return 0
	}
	return n
}

// linked returns how many texts, from the first, make up a block, or a list,
// in which all text is that of links, at least as many as least.
func (p *Page) linked(texts []*html.Node, least int) int {
	inside := markup.BlockOf(texts[0])
	if linkedSentence(p.runOf(texts[0])) {
		return 0
	}
	links := map[*html.Node]bool{}
	n := 0
	for _, t := range texts {
		if markup.BlockOf(t) != inside {
			break
		}
		n++
		var link *html.Node
		for a := range t.Ancestors() {
			if a.DataAtom == atom.A && markup.HasAttr(a, "href") {
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

// dropHeadline takes the headline out of the article when it is the title.
func (p *Page) dropHeadline(title string) {
	for _, t := range p.texts {
		if !p.kept[t] {
			continue
		}
		for a := range t.Ancestors() {
			if a.Data == "h1" || a.Data == "h2" {
				if title != "" && claim.SameWords(markup.InnerText(a), title) {
					for _, x := range p.texts {
						if p.kept[x] && markup.StandsIn(x, a) {
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
