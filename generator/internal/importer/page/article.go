package page

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/claim"
)

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
