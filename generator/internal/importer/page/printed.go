package page

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/markup"
)

// printed notes what the page prints of itself: its headline, its title, the
// lines with the author and the date.
func (p *Page) printed(c *claim.Claims) {
	p.locate()
	p.title(c)
	p.printedTimes(c)
	p.printedAuthors(c)
	p.lines(c)
}

// locate finds out where the article stands: the place of each element among
// the texts, the first and the last text that is kept.
func (p *Page) locate() {
	p.at = map[*html.Node]int{}
	seen := 0
	for n := range p.root.Descendants() {
		p.at[n] = seen
		if n.Type == html.TextNode && len(n.Attr) > 0 {
			seen++
		}
	}
	p.first, p.last = -1, len(p.texts)
	for i, t := range p.texts {
		if p.kept[t] {
			if p.first < 0 {
				p.first = i
			}
			p.last = i
		}
	}
	if p.first < 0 {
		p.first = len(p.texts)
	}
	p.chosen = p.holdsMost()
}

// beside reports whether an element is not of the article, but of what readers
// wrote, of another story, or of what comes below.
func (p *Page) beside(n *html.Node) bool {
	if markup.Aside(n) {
		return true
	}
	inside := false // an element that holds the article and little besides
	for a := range n.Ancestors() {
		if p.chosen[a] {
			inside = a.DataAtom == atom.Article || a.DataAtom != atom.Body && slices.ContainsFunc(markup.NameTokens(a), func(t string) bool { return t == "post" || t == "hentry" || t == "article" })
			break
		}
		if a.DataAtom == atom.Article || cards(a, p.weights[a]) {
			return true
		}
	}
	return p.at[n] > p.last && !inside
}

// title notes the title.
func (p *Page) title(c *claim.Claims) {
	publisher := ""
	if list := c.By["publisher"]; len(list) > 0 {
		publisher = list[0].Value
	}
	outlets := p.outlets(publisher)
	whole := ""
	var headlines []*html.Node
	for n := range p.root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.Title && n.Namespace == "" && whole == "":
			whole = claim.Trim(claim.Collapse(markup.InnerText(n)))
		case n.DataAtom == atom.H1 && !markup.HiddenElement(n) && claim.Trim(markup.InnerText(n)) != "":
			headlines = append(headlines, n)
		}
	}
	for i, t := range c.By["title"] {
		c.By["title"][i].Value = withoutOutlet(t.Value, outlets)
	}
	short := withoutOutlet(whole, outlets)
	var texts []string
	for _, h := range headlines {
		if t := claim.Trim(claim.Collapse(markup.InnerText(h))); !p.masthead(h, t, whole, c.By["title"], outlets) {
			texts = append(texts, t)
		}
	}
	if heading := p.headingOf(short); len(texts) == 0 && heading != "" {
		c.By["title"] = append([]claim.Claim{{Value: heading, From: "the heading that the title element begins with"}}, c.By["title"]...)
	}
	headline(c, texts, short)
}

// headingOf returns the heading near the article that a title begins with, as
// it is printed.
func (p *Page) headingOf(title string) string {
	words := claim.Words(title)
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || !markup.IsHeading(n) || n.DataAtom == atom.H1 || p.at[n] > p.first || p.beside(n) {
			continue
		}
		t := claim.Trim(claim.Collapse(markup.InnerText(n)))
		if w := claim.Words(t); len(strings.Fields(w)) > 2 && strings.HasPrefix(words, w) {
			return t
		}
	}
	return ""
}

// separators part the title of an article from the name of its outlet.
var separators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " / ", " · ", " • ", ": ", "|"}

// masthead reports whether a headline is the name of the outlet: it is told so,
// the title element ends with it, it leads to the front page, or it stands in
// the header of the site and the page calls itself something else.
func (p *Page) masthead(h *html.Node, text, whole string, declared []claim.Claim, outlets []string) bool {
	if slices.ContainsFunc(declared, func(d claim.Claim) bool { return claim.SameWords(d.Value, text) }) {
		return false
	}
	if slices.ContainsFunc(outlets, func(o string) bool { return claim.SameWords(o, text) }) {
		return len(declared) > 0 || !claim.SameWords(whole, text)
	}
	for _, gap := range separators {
		if i := strings.LastIndex(whole, gap); i > 0 && claim.SameWords(whole[i+len(gap):], text) && !claim.SameWords(whole[:i], text) {
			return true
		}
	}
	return len(declared) > 0 && markup.InSiteHeader(h)
}

// outlets returns what the page calls its outlet: what it declares, and what
// leads to the front page.
func (p *Page) outlets(publisher string) []string {
	const longest = 8 // words
	var out []string
	add := func(s string) {
		if s = claim.Trim(claim.Collapse(s)); s != "" && wordsIn(s) <= longest && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	add(publisher)
	for _, name := range []string{"application-name", "apple-mobile-web-app-title"} {
		for _, v := range p.meta[name] {
			add(v)
		}
	}
	host := p.host()
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.A || !frontPage(markup.Attr(n, "href"), host) {
			continue
		}
		add(markup.InnerText(n))
		add(markup.Attr(n, "title"))
		for d := range n.Descendants() {
			if d.DataAtom == atom.Img {
				add(markup.Attr(d, "alt"))
			}
		}
	}
	if host != "" {
		add(host)
		if labels := strings.Split(strings.TrimPrefix(host, "www."), "."); len(labels) > 1 {
			add(strings.TrimPrefix(host, "www."))
			add(labels[len(labels)-2])
		}
	}
	return out
}

// host returns the host that the page says it is at, or "".
func (p *Page) host() string {
	addresses := p.meta["og:url"]
	for n := range p.root.Descendants() {
		if n.DataAtom == atom.Link && markup.Attr(n, "rel") == "canonical" {
			addresses = append(addresses, markup.Attr(n, "href"))
		}
	}
	for _, a := range addresses {
		if u, err := url.Parse(a); err == nil && u.Host != "" {
			return strings.ToLower(u.Hostname())
		}
	}
	return ""
}

// frontPage reports whether an address is that of the front page.
func frontPage(address, host string) bool {
	address = strings.TrimSpace(address)
	if address == "/" || address == "./" || address == "/index.html" {
		return true
	}
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == "" &&
		(host == "" || strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") == strings.TrimPrefix(host, "www."))
}

// headline notes the title as the page prints it. A headline that says the
// same as the page's metadata is how the title is printed; one that says
// something else is the title, too, if it is the only one.
func headline(c *claim.Claims, headlines []string, title string) {
	declared := c.By["title"]
	for _, h := range headlines {
		if slices.ContainsFunc(declared, func(d claim.Claim) bool { return claim.SameWords(d.Value, h) }) {
			headlines = []string{h}
			break
		}
	}
	if len(headlines) > 1 {
		// Of several the one that the title element begins with is meant.
		for _, h := range headlines {
			if strings.HasPrefix(claim.Words(title), claim.Words(h)) {
				headlines = []string{h}
				break
			}
		}
	}
	if len(headlines) == 1 && utf8.RuneCountInString(headlines[0]) <= claim.LongestValue {
		c.By["title"] = append([]claim.Claim{{Value: headlines[0], From: "the headline (h1)"}}, declared...)
	}
	if title == "" {
		return
	}
	// Where the page does not name its outlet, the title may end with it.
	for _, t := range c.By["title"] {
		if strings.HasPrefix(claim.Words(title), claim.Words(t.Value)) {
			return
		}
	}
	if author, site := claim.Poster(title); author != "" {
		title = strings.TrimSuffix(unread.ReplaceAllString(title, ""), " / "+site)
	}
	c.Add("title", title, "the title element")
}

// unread matches the number of messages that somebody has not read, which sites
// write before a title.
var unread = regexp.MustCompile(`^\(\d+\+?\)\s`)

// withoutOutlet takes the name of the outlet from the end or the beginning of a
// title.
func withoutOutlet(title string, outlets []string) string {
	is := func(s string) bool {
		return slices.ContainsFunc(outlets, func(o string) bool { return claim.SameWords(s, o) })
	}
	for _, gap := range separators {
		if i := strings.LastIndex(title, gap); i > 0 && is(title[i+len(gap):]) && claim.Words(title[:i]) != "" {
			return claim.Trim(title[:i])
		}
		if i := strings.Index(title, gap); i > 0 && gap != ": " && is(title[:i]) && claim.Words(title[i+len(gap):]) != "" {
			return claim.Trim(title[i+len(gap):])
		}
	}
	return title
}

// printedTimes notes dates that elements say they are.
func (p *Page) printedTimes(c *claim.Claims) {
	var published, other []claim.Claim
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch prop := markup.Attr(n, "itemprop"); {
		case strings.Contains(prop, "datePublished"):
			if !p.beside(n) {
				c.Date("published", claim.First(markup.Attr(n, "datetime"), markup.Attr(n, "content"), markup.Attr(n, "title"), markup.InnerText(n)), "itemprop datePublished")
			}
		case strings.Contains(prop, "dateModified"):
			c.Modified(claim.First(markup.Attr(n, "datetime"), markup.Attr(n, "content")), "itemprop dateModified")
		}
		if n.DataAtom != atom.Time || p.beside(n) || p.holdsTime(n) {
			continue
		}
		said := claim.Claim{Value: claim.First(markup.Attr(n, "datetime"), markup.InnerText(n)), From: "the first time element"}
		names := strings.ToLower(markup.Attr(n, "class") + " " + markup.Attr(n, "itemprop"))
		switch {
		case strings.Contains(names, "modified"), strings.Contains(names, "updated") && !strings.Contains(names, "publi"):
			c.Modified(said.Value, "a time element")
		case strings.Contains(names, "publi"), markup.HasAttr(n, "pubdate"):
			published = append(published, claim.Claim{Value: said.Value, From: "the time element of publication"})
		default:
			other = append(other, said)
		}
	}
	if len(published) == 0 {
		published = other
	}
	for _, t := range published {
		if _, ok := claim.ReadDate(t.Value); ok {
			c.Date("published", t.Value, t.From)
			break
		}
	}
}

// longestByline bounds the names of a byline, in characters.
const longestNames = 150

// printedAuthors notes whom the bylines name that stand above the article or in
// it: all that belong to the first, with no prose between.
func (p *Page) printedAuthors(c *claim.Claims) {
	var names []string
	start := -1
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || !markup.OfAuthor(n) || p.beside(n) || p.proseAt(n) || p.weights[n].words > longestNames/4 || markup.InElement(n, func(a *html.Node) bool { return markup.OfAuthor(a) && !p.proseAt(a) }) != nil {
			continue
		}
		if start >= 0 && p.proseBetween(start, p.at[n]) {
			break
		}
		for _, text := range namesIn(n) {
			if text = claim.Author(text); text != "" && utf8.RuneCountInString(text) < longestNames {
				names = append(names, text)
			}
		}
		if len(names) > 0 && start < 0 {
			start = p.at[n]
		}
	}
	c.Add("author", claim.Authors(names), "the byline")
}

// proseAt reports whether an element holds prose: a box about the author.
func (p *Page) proseAt(n *html.Node) bool { return p.weights[n].prose > longestBylineBlock }

// proseBetween reports whether prose stands between two places among the texts.
func (p *Page) proseBetween(from, to int) bool {
	for i := from; i < to && i < len(p.texts); i++ {
		if p.weights[p.texts[i]].prose > 0 {
			return true
		}
	}
	return false
}

// ofPerson matches the addresses of pages about people who write.
var ofPerson = regexp.MustCompile(`(?i)/(?:authors?|autor(?:en|es)?|auteurs?|profiles?|people|persons?|staff|team|redaktion|journalists?|contributors?|by|users?|von)/`)

// namesIn returns the names that elements within a byline say they are, or else
// its text, without the times that stand in it. Of what is only called after an
// author, nothing but names is taken.
func namesIn(n *html.Node) []string {
	var bylines, named, linked []string
	add := func(list *[]string, d *html.Node) {
		if text := claim.Trim(claim.Collapse(markup.WithoutTimes(d))); names(claim.Author(text)) && !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	for d := range n.Descendants() {
		if d.Type != html.ElementNode || d.DataAtom == atom.Time {
			continue
		}
		if markup.Byline(d) && markup.InElement(d, markup.Byline) == nil {
			add(&bylines, d)
		}
		if markup.Attr(d, "rel") == "author" || strings.Contains(markup.Attr(d, "itemprop"), "name") || slices.Contains(strings.Fields(strings.ToLower(markup.Attr(d, "class"))), "fn") {
			add(&named, d)
		}
		if d.DataAtom == atom.A && ofPerson.MatchString(markup.Attr(d, "href")) {
			add(&linked, d)
		}
	}
	whole := claim.Collapse(markup.WithoutTimes(n))
	if markup.Byline(n) {
		if len(named) > 1 {
			return named
		}
		return []string{whole}
	}
	for _, list := range [][]string{named, bylines, linked} {
		if len(list) > 0 {
			return list
		}
	}
	if name := claim.Author(whole); names(name) && wordsIn(name) <= 6 {
		return []string{name}
	}
	return nil
}

// changedOn and publishedOn match what stands before the date of a change, and
// of publication.
var (
	changedOn   = regexp.MustCompile(`(?i)(?:updated|modified|changed|edited|revised|aktualisiert|geändert|stand|zuletzt|mis à jour|modifié|actualizado|modificado|обновлен[оа]?|изменен[оа]?|accessed|abgerufen|retrieved)[^\d]{0,25}$`)
	publishedOn = regexp.MustCompile(`(?i)(?:published|posted|created|veröffentlicht|erschienen|erstellt|publié|paru|publicado|опубликован[оа]?)[^\d]{0,25}$`)
)

// lines notes the author and the day that the page prints in lines which no
// element says the meaning of: those between the headline and the text, and
// those at the end of the article.
func (p *Page) lines(c *claim.Claims) {
	const (
		above   = 12 // lines that are looked at before the article
		below   = 3  // and behind its end
		longest = 30 // words of such a line
	)
	from := 0
	head := p.headlineAt(c)
	firstRun, lastRun := len(p.runs), len(p.runs)-1
	if p.first < len(p.texts) {
		firstRun, lastRun = p.runAt[p.texts[p.first]], p.runAt[p.texts[p.last]]
	}
	if from = firstRun - above; head >= 0 && head < firstRun {
		from = head + 1
	}
	for i := max(0, from); i < len(p.runs) && i <= lastRun+below; i++ {
		r := p.runs[i]
		if i > firstRun+2 && i < lastRun-1 || r.words > longest || r.prose > 0 && i > firstRun+2 || p.beside(r.texts[0]) && i != lastRun {
			continue
		}
		line := claim.Collapse(r.text)
		name := p.chromeOf(r.texts[0])
		if name == markup.NamedComments || name == markup.NamedTeasers || name == "hidden" || name == "navigation" {
			continue
		}
		p.lineDate(c, line, r)
		if m := byWord.FindStringSubmatch(line); m != nil && !block.EndsSentence(line) && names(claim.Author(line)) && len(c.By["author"]) == 0 {
			c.Add("author", claim.Author(line), fmt.Sprintf("the line “%s”", line))
		}
	}
}

// headlineAt returns the run of the headline, or -1.
func (p *Page) headlineAt(c *claim.Claims) int {
	title := c.By["title"]
	for i, r := range p.runs {
		if r.inside != nil && markup.IsHeading(r.inside) && len(title) > 0 && claim.SameWords(r.text, title[0].Value) || r.inside != nil && r.inside.DataAtom == atom.H1 && !markup.InSiteHeader(r.inside) {
			return i
		}
	}
	return -1
}

// lineDate notes the dates of a line, where nothing else says the day.
func (p *Page) lineDate(c *claim.Claims, line string, r run) {
	rest, before := line, ""
	for {
		start, end, _ := claim.FindDate(rest)
		if end == 0 {
			return
		}
		before += rest[:start]
		// The time of day follows the date.
		moment := rest[start:min(len(rest), end+len(" um 09:20:00 Uhr GMT+01:00"))]
		for !utf8.ValidString(moment) {
			moment = moment[:len(moment)-1]
		}
		if next, _, _ := claim.FindDate(rest[end:]); next > 0 && end-start+next < len(moment) {
			moment = rest[start : end+next]
		}
		value := rest[start:end]
		if d, ok := claim.ReadMoment(moment); ok {
			value = d
		}
		switch {
		case changedOn.MatchString(before):
			c.Modified(value, fmt.Sprintf("the line “%s”", line))
		case len(c.By["published"]) == 0 && (r.prose == 0 || publishedOn.MatchString(before)):
			c.Date("published", value, fmt.Sprintf("the line “%s”", line))
		}
		before += rest[start:end]
		rest = rest[end:]
	}
}
