package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/markup"
)

// A weight is how much text an element has, in words.
type weight struct {
	words  int // all of them
	linked int // those that are links
	prose  int // those that stand in running prose: see [run.prose]
}

func (w *weight) add(x weight) {
	w.words, w.linked, w.prose = w.words+x.words, w.linked+x.linked, w.prose+x.prose
}

// mostlyLinks reports whether links are at least half of the words.
func (w weight) mostlyLinks() bool { return w.linked*2 >= w.words }

// A run is the texts that follow one another in one block element: what a
// browser sets as a paragraph.
type run struct {
	inside *html.Node // nil outside of any block element
	texts  []*html.Node
	text   string // its words on one line
	weight
}

// textOf returns those texts of a run that are wanted, on one line.
func (p *Page) textOf(texts []*html.Node, wanted func(*html.Node) bool) string {
	var b strings.Builder
	for _, t := range texts {
		if p.apart[t] {
			b.WriteByte(' ')
		}
		if wanted(t) {
			b.WriteString(t.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// shortestProse is how many words make prose of a sentence. The names of
// sections, credits and buttons have fewer.
const shortestProse = 8

// measure cuts the texts of the page into runs and weighs its elements.
func (p *Page) measure() {
	p.weights, p.runAt = map[*html.Node]weight{}, map[*html.Node]int{}
	for i := 0; i < len(p.texts); {
		r := run{inside: markup.Innermost(p.texts[i])}
		for ; i < len(p.texts) && markup.Innermost(p.texts[i]) == r.inside; i++ {
			t := p.texts[i]
			x := weight{words: wordsIn(t.Data)}
			if markup.Inside(t, atom.A) {
				x.linked = x.words
			}
			p.weights[t] = x
			r.add(x)
			r.texts = append(r.texts, t)
			p.runAt[t] = len(p.runs)
		}
		r.text = p.textOf(r.texts, func(*html.Node) bool { return true })
		if r.words >= shortestProse && !r.mostlyLinks() && sentenceEnd.MatchString(r.text) {
			r.prose = r.words
		}
		p.runs = append(p.runs, r)
		for _, t := range r.texts {
			x := p.weights[t]
			if r.prose > 0 {
				x.prose = x.words
			}
			p.weights[t] = x
			for a := range t.Ancestors() {
				w := p.weights[a]
				w.add(x)
				p.weights[a] = w
			}
		}
	}
}

// wordsIn counts the words of a text. Two characters of a script that is
// written without spaces count as one.
func wordsIn(text string) int {
	n, dense := len(strings.Fields(strings.Trim(text, "\ufeff\u200b \n\t"))), 0
	for _, r := range text {
		if r > 0x2e7f && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			dense++
		}
	}
	return n + dense/2
}

// runOf returns the run that a text stands in.
func (p *Page) runOf(t *html.Node) run { return p.runs[p.runAt[t]] }

// isLiveBlog reports whether a page says that it is a live blog: entries with
// times, as comments have them.
func (p *Page) isLiveBlog() bool {
	const kind = "LiveBlogPosting"
	return markup.HoldsElement(p.root, func(n *html.Node) bool {
		return strings.HasSuffix(markup.Attr(n, "itemtype"), kind) || markup.IsJSONLD(n) && strings.Contains(markup.InnerText(n), `"`+kind+`"`)
	})
}
