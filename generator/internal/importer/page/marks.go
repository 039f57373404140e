package page

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/markup"
	"dossier/generator/internal/segment"
)

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
			del := markup.InElement(t, markup.StruckOut)
			ins := markup.InElement(t, markup.InsertedLater)
			text := ""
			for ; i < len(r.texts) && markup.InElement(r.texts[i], markup.StruckOut) == del && (del != nil || markup.InElement(r.texts[i], markup.InsertedLater) == ins); i++ {
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

// unmark takes the marks of notes out of what is kept. They stick to the words
// before them, and nobody quotes them.
func (p *Page) unmark() {
	p.marks = map[*html.Node]bool{}
	for _, t := range p.texts {
		if p.kept[t] && markup.InElement(t, markup.NoteMark) != nil {
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
		if len(text) > 200 || p.chromeOf(r.texts[0]) == markup.NamedComments {
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
		if n.Type == html.ElementNode && n.DataAtom == atom.Link && strings.EqualFold(markup.Attr(n, "rel"), "next") && numberedPage.MatchString(markup.Attr(n, "href")) {
			return "the page names a next page in its head"
		}
	}
	return ""
}
