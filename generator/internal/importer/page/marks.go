package page

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/segment"
)

// struckOut reports whether an element is one whose words the page has struck
// out.
func struckOut(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	if n.DataAtom == atom.Del {
		return true // s and strike were made del when the page was parsed
	}
	style := strings.ToLower(attr(n, "style"))
	if strings.Contains(style, "line-through") {
		return true
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(attr(n, "class"))), func(c string) bool {
		return c == "strikethrough" || c == "line-through" || c == "strike" || c == "struck"
	})
}

// inElement returns the outermost ancestor of a node that is of some kind, or
// nil.
func inElement(t *html.Node, is func(*html.Node) bool) *html.Node {
	var out *html.Node
	for a := range t.Ancestors() {
		if is(a) {
			out = a
		}
	}
	return out
}

// insertedLater reports whether an element says that its words came in later.
func insertedLater(n *html.Node) bool { return n.DataAtom == atom.Ins }

// strike takes words that the page has struck out from what is kept, and says
// of each paragraph that has some, or some that were inserted, what was
// corrected in it. Old and new words are never read as one sentence.
func (p *Page) strike() []string {
	var out []string
	place := "" // the last paragraph before
	for _, r := range p.runs {
		if !p.keeps(r) {
			continue
		}
		var struck, inserted []string
		for i := 0; i < len(r.texts); {
			t := r.texts[i]
			del := inElement(t, struckOut)
			ins := inElement(t, insertedLater)
			text := ""
			for ; i < len(r.texts) && inElement(r.texts[i], struckOut) == del && (del != nil || inElement(r.texts[i], insertedLater) == ins); i++ {
				text += r.texts[i].Data
				if del != nil {
					delete(p.kept, r.texts[i])
				}
			}
			quoted := "“" + segment.Clip(strings.Join(strings.Fields(text), " "), 60) + "”"
			switch {
			case del != nil:
				struck = append(struck, quoted)
			case ins != nil:
				inserted = append(inserted, quoted)
			}
		}
		kept := p.textOf(r.texts, func(t *html.Node) bool { return p.kept[t] })
		if len(struck)+len(inserted) > 0 {
			where := fmt.Sprintf("in “%s”", segment.Clip(kept, 80))
			if kept == "" {
				where = fmt.Sprintf("after “%s”", segment.Clip(place, 80))
			}
			said := "corrected on the page, " + where + ":"
			if len(struck) > 0 {
				said += " " + strings.Join(struck, ", ") + " struck out, and left out here"
			}
			if len(inserted) > 0 {
				if len(struck) > 0 {
					said += ";"
				}
				said += " " + strings.Join(inserted, ", ") + " inserted"
			}
			out = append(out, said)
		}
		if kept != "" {
			place = kept
		}
	}
	return out
}

// markText matches the text of a mark that leads to a footnote, and of one that
// leads back.
var (
	markText = regexp.MustCompile(`^\[?\s?(?:\d{1,3}|\pL|[ivx]{1,4}|[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?i:note|n|a|fn|nb|anm)\.?\s?\d{1,3})\s?\]?$`)
	backText = regexp.MustCompile(`^[\s\x{fe0e}↩↑⤴⏎^]+$`)
	editText = regexp.MustCompile(`(?i)^\[\s?(?:edit|edit source|bearbeiten|quelltext bearbeiten|modifier|modifier le code|editar|editar código|править|править код)(?:\s?\|.*)?\s?\]$`)
)

// noteMark reports whether an element is a mark of the page beside the words of
// a sentence: one that leads to a footnote or back from it, one with which a
// section is edited or linked to.
func noteMark(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Sup, atom.A, atom.Span:
	default:
		return false
	}
	text := strings.TrimSpace(innerText(n))
	if text == "" || len(text) > 60 {
		return false
	}
	link := n
	if n.DataAtom != atom.A {
		link = nil
		for d := range n.Descendants() {
			if d.DataAtom == atom.A {
				link = d
			}
		}
	}
	fragment := link != nil && strings.Contains(attr(link, "href"), "#")
	heading := inElement(n, isHeading) != nil
	switch {
	case editText.MatchString(text), raisedMark(n):
		return true
	case n.DataAtom == atom.Span:
		return false
	case heading && fragment && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return true
	case backText.MatchString(text):
		return fragment
	case !markText.MatchString(text):
		return false
	case n.DataAtom == atom.Sup:
		return fragment || namedNote(n)
	}
	// A link of a digit may be a page of many; one in brackets, or one that
	// says so, leads to a note.
	return fragment && (strings.HasPrefix(text, "[") || namedNote(n))
}

// namedNote reports whether an element is called a mark of a note.
func namedNote(n *html.Node) bool {
	if role := attr(n, "role"); role == "doc-noteref" || role == "doc-backlink" {
		return true
	}
	for _, token := range nameTokens(n) {
		switch token {
		case "footnote", "footnotes", "footnoteref", "noteref", "fnref", "fn", "reference", "endnote":
			return true
		}
	}
	return false
}

// unmark takes the marks of notes out of what is kept. They stick to the words
// before them, and nobody quotes them.
func (p *Page) unmark() {
	p.marks = map[*html.Node]bool{}
	for _, t := range p.texts {
		if p.kept[t] && inElement(t, noteMark) != nil {
			delete(p.kept, t)
			p.marks[t] = true
		}
	}
}

// clockTime matches a text that is the time of an entry of a live blog.
var clockTime = regexp.MustCompile(`(?i)^(?:at |um |à |a las |в )?\d{1,2}\s?[:.h]\s?\d{2}(?:\s?[:.]\d{2})?\s?(?:[ap]\.?\s?m\.?)?(?:\s?(?:uhr|h|hrs|[a-z]{2,4}t))?(?:\s?(?:gmt|utc)(?:[+-]\d{1,2})?)?$`)

// entryTimes returns the texts that are the times of the entries of a live blog:
// at least three times of day, each above prose.
func (p *Page) entryTimes() map[*html.Node]bool {
	const fewest = 3
	out := map[*html.Node]bool{}
	count := 0
	for i, r := range p.runs[:max(0, len(p.runs)-1)] {
		next := p.runs[i+1]
		for j := i + 1; j < len(p.runs) && j < i+4 && next.prose == 0; j++ {
			next = p.runs[j]
		}
		if clockTime.MatchString(r.text) && next.prose > 0 {
			count++
			for _, t := range r.texts {
				out[t] = true
			}
		}
	}
	if count < fewest {
		return nil
	}
	return out
}

// part matches what says that a page is one of several.
var part = regexp.MustCompile(`(?i)(?:^|[\s(|·])((?:page|seite|página|pagina|страница|стр\.)\s?(\d{1,3})\s?(?:of|von|sur|de|di|из|/)\s?(\d{1,3}))(?:$|[\s).|·])`)

// onward matches a link to the next page of an article.
var onward = regexp.MustCompile(`(?i)^[^\pL]*(?:next page|continue (?:reading )?(?:on|to) page|continued on page|nächste seite|weiter(?:lesen)? auf seite|auf (?:einer|1) seite lesen|page suivante|lire la suite|página siguiente|siguiente página|следующая страница|читать дальше)`)

// numberedPage matches an address of a page after the first.
var numberedPage = regexp.MustCompile(`(?i)(?:[?&](?:page|p|pg|seite|pagina)=|/(?:page|seite|p)?[-/]?)([2-9]|\d\d)(?:[/?#&.]|$)`)

// OtherPages says what shows that the article goes on, or began, on other
// pages; empty where nothing does.
func (p *Page) OtherPages() string {
	for _, r := range p.runs {
		text := r.text
		if len(text) > 200 || p.chromeOf(r.texts[0]) == namedComments {
			continue
		}
		if m := part.FindStringSubmatch(text); m != nil && m[3] != "1" && r.words <= 12 {
			return fmt.Sprintf("the page says “%s”", m[1])
		}
		if r.words <= 12 && r.linked > 0 && onward.MatchString(text) {
			return fmt.Sprintf("the page has a link “%s”", segment.Clip(text, 60))
		}
	}
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "next") && numberedPage.MatchString(attr(n, "href")) {
			return "the page names a next page in its head"
		}
	}
	return ""
}

// openShadows puts what stands in declarative shadow roots, which programs that
// save pages write, where a browser shows it: in place of the root, with the
// children of its host in the slots.
func openShadows(root *html.Node) {
	var roots []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Template && (hasAttr(n, "shadowrootmode") || hasAttr(n, "shadowroot")) {
			roots = append(roots, n)
		}
	}
	for _, n := range roots {
		n.DataAtom, n.Data = atom.Div, "div"
		host := n.Parent
		slots := map[string]*html.Node{}
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && d.DataAtom == atom.Slot && slots[attr(d, "name")] == nil {
				slots[attr(d, "name")] = d
			}
		}
		filled := map[*html.Node]bool{}
		for c := host.FirstChild; c != nil; {
			next := c.NextSibling
			slot := slots[attr(c, "slot")]
			if c != n && slot != nil && (c.Type == html.ElementNode || c.Type == html.TextNode && !blankText(c.Data)) {
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
