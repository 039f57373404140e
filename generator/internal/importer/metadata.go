package importer

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

// A claim is what one place of a file says about a key.
type claim struct{ value, from string }

// claims are what a file says of itself: for each key what its places say,
// the most trusted first.
type claims struct {
	by      map[string][]claim
	remarks []string
}

func newClaims() *claims { return &claims{by: map[string][]claim{}} }

const (
	// longestValue bounds a value of front matter, in characters.
	longestValue = 500
	// maxValues bounds the meta elements of one name: a paper has some tens
	// of authors.
	maxValues = 200
)

// add notes what a place says of a key.
func (c *claims) add(key, value, from string) {
	value = strings.TrimSpace(collapse(value))
	switch {
	case value == "", key == "publisher" && isArchive(value):
		return
	case utf8.RuneCountInString(value) > longestValue:
		c.remark("%s: what %s says is longer than %d characters and is left out", key, from, longestValue)
		return
	}
	for _, other := range c.by[key] {
		if other.from == from && other.value == value {
			return
		}
	}
	c.by[key] = append(c.by[key], claim{value, from})
}

func (c *claims) remark(format string, args ...any) {
	if r := fmt.Sprintf(format, args...); !slices.Contains(c.remarks, r) {
		c.remarks = append(c.remarks, r)
	}
}

func (c *claims) date(key, value, from string) {
	if value = collapse(value); value == "" {
		return
	}
	if d, ok := readDate(value); ok {
		c.add(key, d, from)
		return
	}
	c.remark("%s: %s says %q, which is not read as a date", key, from, segment.Clip(value, 60))
}

// address notes an address, and the original's where it is that of a copy in
// an archive.
func (c *claims) address(value, from string) {
	a := webAddress(value)
	if a == "" {
		return
	}
	original, copied := archiveCopy(a)
	if !copied {
		c.add("url", a, from)
		return
	}
	c.add("archived", a, from)
	if original != "" {
		c.add("url", original, "the archive's address in "+from)
	}
}

func (c *claims) language(value, from string) {
	value = strings.ReplaceAll(strings.TrimSpace(value), "_", "-")
	if languageTag.MatchString(value) {
		c.add("lang", value, from)
	}
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// choose returns the most trusted claim of a key, and says where others
// differ from it.
func (c *claims) choose(key string) claim {
	list := c.by[key]
	if len(list) == 0 {
		return claim{}
	}
	chosen := list[0]
	said := map[string]bool{}
	for _, other := range list[1:] {
		if !said[other.value] && !agrees(key, chosen.value, other.value) {
			said[other.value] = true
			c.remark("%s: %s says %q, and %s says %q; the first is taken", key, chosen.from, chosen.value, other.from, other.value)
		}
	}
	return chosen
}

// agrees reports whether two values of a key say the same.
func agrees(key, a, b string) bool {
	switch key {
	case "url":
		return sameAddress(a) == sameAddress(b)
	case "archived":
		return true // any copy is a copy
	case "published", "captured":
		return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
	case "author":
		// "and" and "by" are no part of a name.
		return among(a, b) || among(b, a)
	case "lang":
		short := func(s string) string { s, _, _ = strings.Cut(strings.ToLower(s), "-"); return s }
		return short(a) == short(b)
	}
	return sameWords(a, b)
}

// among reports whether all words of a, but the shortest ones, are words of b.
func among(a, b string) bool {
	in := strings.Fields(words(b))
	long := false
	for _, w := range strings.Fields(words(a)) {
		if utf8.RuneCountInString(w) > 3 {
			long = true
			if !slices.Contains(in, w) {
				return false
			}
		}
	}
	return long || sameWords(a, b)
}

// sameWords reports whether two texts have the same words, whatever the case
// and the marks.
func sameWords(a, b string) bool { return words(a) == words(b) }

func words(s string) string {
	var b strings.Builder
	for _, t := range fold.Tokens(s) {
		if t.Word {
			b.WriteString(fold.Case(t.Text) + " ")
		}
	}
	return b.String()
}

// claims returns what a page says of itself.
func (p *page) claims() *claims {
	c := newClaims()
	meta := p.meta
	p.comments(c)
	saved := c.by
	c.by = map[string][]claim{}

	for n := range p.root.Descendants() {
		if n.DataAtom == atom.Html && n.Type == html.ElementNode {
			c.language(attr(n, "lang"), "the html element")
		}
	}
	first := func(key string, names ...string) {
		for _, name := range names {
			for _, v := range meta[name] {
				switch key {
				case "published":
					c.date(key, v, name)
				case "url":
					c.address(v, name)
				case "lang":
					c.language(v, name)
				default:
					c.add(key, v, name)
				}
			}
		}
	}
	p.jsonLD(c, firstOf(meta["og:title"]), firstOf(meta["og:url"]))
	first("title", "citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")
	first("publisher", "og:site_name", "citation_publisher", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
	p.authors(c, meta)
	first("published", "citation_publication_date", "citation_online_date", "citation_date", "article:published_time", "og:published_time",
		"dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "date")
	for n := range p.root.Descendants() {
		if n.DataAtom == atom.Link && attr(n, "rel") == "canonical" {
			c.address(attr(n, "href"), "the canonical link")
		}
		if n.DataAtom == atom.Link && attr(n, "rel") == "bookmark" {
			if _, copied := archiveCopy(attr(n, "href")); copied {
				c.address(attr(n, "href"), "the bookmark link")
			}
		}
	}
	first("url", "og:url", "citation_public_url", "citation_fulltext_html_url")
	first("lang", "citation_language", "dc.language", "dcterms.language", "og:locale", "content-language")
	first("rights", "dc.rights", "dcterms.rights", "copyright")
	for _, v := range meta["article:modified_time"] {
		c.modified(v, "article:modified_time")
	}
	p.printed(c)
	for key, list := range saved {
		c.by[key] = append(c.by[key], list...)
	}
	c.dropFrontPages()
	return c
}

// dropFrontPages takes out the addresses of front pages, where there is one of
// another page: the front page of an outlet is not the address of an article.
func (c *claims) dropFrontPages() {
	deep := func(x claim) bool { return strings.ContainsAny(sameAddress(x.value), "/\x00") }
	if slices.ContainsFunc(c.by["url"], deep) {
		c.by["url"] = slices.DeleteFunc(c.by["url"], func(x claim) bool { return !deep(x) })
	}
}

func firstOf(list []string) string {
	if len(list) > 0 {
		return list[0]
	}
	return ""
}

func (c *claims) modified(value, from string) {
	if d, ok := readDate(value); ok {
		c.add("modified", d, from)
	}
}

// readMeta returns the contents of the meta elements by their names, in lower
// case.
func readMeta(root *html.Node) map[string][]string {
	out := map[string][]string{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Meta {
			continue
		}
		v := collapse(attr(n, "content"))
		if v == "" {
			continue
		}
		for _, key := range []string{"property", "name", "http-equiv"} {
			for _, name := range strings.Fields(strings.ToLower(attr(n, key))) {
				if len(out[name]) < maxValues && !slices.Contains(out[name], v) {
					out[name] = append(out[name], v)
				}
			}
		}
	}
	return out
}

// authors notes the authors that meta elements name: all citation_author
// together are one claim.
func (p *page) authors(c *claims, meta map[string][]string) {
	for _, name := range []string{"citation_author", "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"} {
		var names []string
		for _, v := range meta[name] {
			if webAddress(v) == "" {
				names = append(names, withoutBy(inOrder(v, name == "citation_author")))
			}
		}
		if len(names) > 0 {
			c.add("author", strings.Join(names, ", "), name)
		}
	}
}

// inOrder turns "Family, Given", as Highwire writes names, to "Given Family".
func inOrder(name string, reversed bool) string {
	if family, given, ok := strings.Cut(name, ","); ok && reversed && !strings.Contains(given, ",") {
		return strings.TrimSpace(given) + " " + strings.TrimSpace(family)
	}
	return name
}

// printed notes what the page prints of itself: its headline, its title, the
// line with the author, and times.
func (p *page) printed(c *claims) {
	var headlines []string
	title := ""
	var published, other []claim
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch prop := attr(n, "itemprop"); {
		case strings.Contains(prop, "datePublished"):
			c.date("published", firstNonEmpty(attr(n, "datetime"), attr(n, "content"), innerText(n)), "itemprop datePublished")
		case strings.Contains(prop, "dateModified"):
			c.modified(firstNonEmpty(attr(n, "datetime"), attr(n, "content")), "itemprop dateModified")
		}
		switch n.DataAtom {
		case atom.Title:
			if n.Namespace == "" && title == "" {
				title = collapse(innerText(n))
			}
		case atom.H1:
			if t := collapse(innerText(n)); t != "" && !hiddenElement(n) {
				headlines = append(headlines, t)
			}
		case atom.Time:
			if aside(n) {
				continue
			}
			said := claim{firstNonEmpty(attr(n, "datetime"), innerText(n)), "the first time element"}
			names := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop"))
			switch {
			case strings.Contains(names, "modified"), strings.Contains(names, "updated") && !strings.Contains(names, "publi"):
				c.modified(said.value, "a time element")
			case strings.Contains(names, "publi"), hasAttr(n, "pubdate"):
				published = append(published, claim{said.value, "the time element of publication"})
			default:
				other = append(other, said)
			}
		}
	}
	if len(published) == 0 {
		published = other
	}
	for _, t := range published {
		if _, ok := readDate(t.value); ok {
			c.date("published", t.value, t.from)
			break
		}
	}
	publisher := ""
	if list := c.by["publisher"]; len(list) > 0 {
		publisher = list[0].value
	}
	for i, t := range c.by["title"] {
		c.by["title"][i].value = withoutOutlet(t.value, publisher)
	}
	c.headline(headlines, withoutOutlet(title, publisher), publisher)
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && byline(n) && !aside(n) {
			if text := withoutBy(collapse(innerText(n))); text != "" && utf8.RuneCountInString(text) < 100 {
				c.add("author", text, "the byline")
				break
			}
		}
	}
}

// headline notes the title as the page prints it. A headline that says the
// same as the page's metadata is how the title is printed; one that says
// something else is the title, too, if it is the only one.
func (c *claims) headline(headlines []string, title, publisher string) {
	headlines = slices.DeleteFunc(headlines, func(h string) bool { return publisher != "" && sameWords(h, publisher) })
	declared := c.by["title"]
	for _, h := range headlines {
		if slices.ContainsFunc(declared, func(d claim) bool { return sameWords(d.value, h) }) {
			headlines = []string{h}
			break
		}
	}
	if len(headlines) == 1 && utf8.RuneCountInString(headlines[0]) <= longestValue {
		c.by["title"] = append([]claim{{headlines[0], "the headline (h1)"}}, declared...)
	}
	if title == "" {
		return
	}
	// Where the page does not name its outlet, the title may end with it.
	for _, t := range c.by["title"] {
		if strings.HasPrefix(words(title), words(t.value)) {
			return
		}
	}
	c.add("title", title, "the title element")
}

// withoutOutlet takes the name of the outlet from the end of a title.
func withoutOutlet(title, publisher string) string {
	for _, gap := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " / ", " · "} {
		if i := strings.LastIndex(title, gap); i > 0 && publisher != "" && sameWords(title[i+len(gap):], publisher) {
			return title[:i]
		}
	}
	return title
}

func firstNonEmpty(list ...string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// aside reports whether an element stands in what is not the article: in
// comments, teasers and the like.
func aside(n *html.Node) bool {
	for a := range n.Ancestors() {
		if a.DataAtom == atom.Aside || chromeElement(a) != "" || hiddenElement(a) {
			return true
		}
		if a.DataAtom == atom.Body || a.DataAtom == atom.Html || a.DataAtom == atom.Main || a.DataAtom == atom.Article {
			continue
		}
		for _, token := range nameTokens(a) {
			if name := chromeName(token); name == "comments" || name == "teasers of other articles" {
				return true
			}
		}
	}
	return false
}

// innerText returns all text below an element as it stands in the file.
func innerText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
		if d.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// withoutBy takes the word for "by" from the front of a byline.
func withoutBy(s string) string {
	for _, by := range []string{"by", "von", "par", "por", "автор:", "автор"} {
		if len(s) > len(by) && strings.EqualFold(s[:len(by)], by) && strings.ContainsAny(s[len(by):len(by)+1], " :\u00a0") {
			return strings.TrimLeft(s[len(by):], " :")
		}
	}
	return s
}

var (
	savedFrom = regexp.MustCompile(`^\s*saved from url=\(\d+\)(\S+)`)
	singleURL = regexp.MustCompile(`(?m)^\s*url:\s*(\S+)`)
	singleDay = regexp.MustCompile(`(?m)^\s*saved date:\s*(.+?)\s*$`)
	mirrored  = regexp.MustCompile(`Mirrored from (\S+) by HTTrack.*?, (\w{3}, \d{1,2} \w{3} \d{4})`)
	retrieved = regexp.MustCompile(`RETRIEVED FROM THE\s+INTERNET ARCHIVE ON [\d:]+ (\w{3} \d{1,2}, \d{4})`)
)

// comments notes what programs that save pages write into comments: where
// from, and when.
func (p *page) comments(c *claims) {
	for n := range p.root.Descendants() {
		if n.Type != html.CommentNode || len(n.Data) > 10_000 {
			continue
		}
		text := n.Data
		if m := savedFrom.FindStringSubmatch(text); m != nil {
			c.address(m[1], "the browser's note (saved from url)")
		}
		if strings.Contains(text, "SingleFile") {
			if m := singleURL.FindStringSubmatch(text); m != nil {
				c.address(m[1], "SingleFile's note")
			}
			if m := singleDay.FindStringSubmatch(text); m != nil {
				c.date("captured", m[1], "SingleFile's note")
			}
		}
		if m := mirrored.FindStringSubmatch(text); m != nil {
			c.address("http://"+m[1], "HTTrack's note")
			c.date("captured", m[2], "HTTrack's note")
		}
		if m := retrieved.FindStringSubmatch(text); m != nil {
			c.date("captured", m[1], "the Internet Archive's note")
		}
	}
}

// articleType matches the types of schema.org that are an article.
var articleType = regexp.MustCompile(`^(?:https?://schema\.org/)?(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report)$`)

// jsonLD notes what the page's JSON-LD says of the article it holds. Of
// several the one that has the page's title or address is meant, or else the
// first; teasers of others are often described as well.
func (p *page) jsonLD(c *claims, title, address string) {
	const from = "JSON-LD"
	var roots []any
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Script || !strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
			continue
		}
		text := strings.TrimSpace(innerText(n))
		for _, wrap := range [][2]string{{"<![CDATA[", "]]>"}, {"//<![CDATA[", "//]]>"}, {"<!--", "-->"}} {
			if strings.HasPrefix(text, wrap[0]) {
				text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, wrap[0]), wrap[1]))
			}
		}
		text = strings.TrimSuffix(text, ";")
		var v any
		if len(text) > maxJSONLD || tooDeep([]byte(text)) {
			c.remark("a JSON-LD block is too large or nested too deep, and is not read")
		} else if err := json.Unmarshal([]byte(lineEndsInStrings(text)), &v); err != nil {
			c.remark("a JSON-LD block is not read: it is not JSON")
		} else {
			roots = append(roots, v)
		}
	}
	g := graph{by: map[string]map[string]any{}, doubts: map[string]string{}, claims: c}
	for _, r := range roots {
		g.index(r)
	}
	var articles []map[string]any
	for _, r := range roots {
		articles = append(articles, g.articles(r, 3)...)
	}
	if len(articles) == 0 {
		return
	}
	a := articles[0]
	for _, x := range articles {
		if title != "" && sameWords(g.text(x["headline"]), title) || address != "" && sameAddress(g.addressOf(x)) == sameAddress(address) {
			a = x
			break
		}
	}
	c.add("title", firstNonEmpty(g.text(a["headline"]), g.text(a["name"])), from)
	c.add("publisher", g.names(a["publisher"]), from)
	c.add("author", g.names(firstPresent(a, "author", "creator")), from)
	c.date("published", g.text(a["datePublished"]), from)
	c.modified(g.text(a["dateModified"]), from)
	c.address(g.addressOf(a), from)
	c.language(g.languageOf(a["inLanguage"]), from)
	if part, ok := g.resolve(a["isPartOf"]).(map[string]any); ok && strings.HasSuffix(g.text(part["@type"]), "Series") {
		c.add("series", g.text(part["name"]), from)
	}
	c.add("rights", g.text(a["copyrightNotice"]), from)
	if free := a["isAccessibleForFree"]; free == false || strings.EqualFold(g.text(free), "false") {
		c.remark("the page says that not all of it can be read without paying; is the text whole?")
	}
}

func firstPresent(m map[string]any, keys ...string) any {
	for _, k := range keys {
		if m[k] != nil {
			return m[k]
		}
	}
	return nil
}

// lineEndsInStrings makes the line ends within JSON strings spaces: many
// systems write them, and JSON does not allow it.
func lineEndsInStrings(text string) string {
	b := []byte(text)
	in := false
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '\\':
			i++
		case b[i] == '"':
			in = !in
		case in && b[i] < ' ':
			b[i] = ' '
		}
	}
	return string(b)
}

// graph resolves the references of JSON-LD by their @id.
type graph struct {
	by     map[string]map[string]any // all that is said of an @id
	doubts map[string]string         // what of it is contradicted first
	claims *claims                   // where doubts about what is asked for are put down
}

// index joins the objects of each @id: lists in their order, the values of an
// object in that of their keys. Of two that differ the first stays.
func (g graph) index(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.index(x)
		}
	case map[string]any:
		keys := slices.Sorted(maps.Keys(v))
		if id, ok := v["@id"].(string); ok {
			if g.by[id] == nil {
				g.by[id] = map[string]any{}
			}
			for _, k := range keys {
				g.join(id, k, v[k])
			}
		}
		for _, k := range keys {
			g.index(v[k])
		}
	}
}

// join adds a value to what is said of an @id.
func (g graph) join(id, key string, value any) {
	old := g.by[id][key]
	if old == nil || old == "" {
		g.by[id][key] = value
		return
	}
	of := map[string]string{"name": "title", "headline": "title", "datePublished": "published"}[key]
	first, _ := old.(string)
	second, _ := value.(string)
	if of == "" || first == "" || second == "" || g.doubts[id] != "" || max(len(first), len(second)) > longestValue {
		return
	}
	if !agrees(of, first, second) {
		g.doubts[id] = fmt.Sprintf("JSON-LD: the %s of %q is %q in one place and %q in another", key, id, first, second)
	}
}

// resolve returns all that is said of the object that v is or refers to. Where
// that is in doubt, an object with a name speaks for itself.
func (g graph) resolve(v any) any {
	m, ok := v.(map[string]any)
	if !ok {
		return v
	}
	id, ok := m["@id"].(string)
	if !ok {
		return v
	}
	if doubt := g.doubts[id]; doubt != "" {
		g.claims.remark("%s", doubt)
		if m["name"] != nil {
			return v
		}
	}
	return g.by[id]
}

// articles returns the articles of a value: those at its top, in a list, or in
// a graph, and what a page says it is about, a few steps away.
func (g graph) articles(v any, steps int) []map[string]any {
	var out []map[string]any
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			out = append(out, g.articles(x, steps)...)
		}
	case map[string]any:
		if g.isArticle(v) {
			out = append(out, v)
		}
		if steps > 0 {
			out = append(out, g.articles(v["@graph"], steps-1)...)
			out = append(out, g.articles(g.resolve(v["mainEntity"]), steps-1)...)
		}
	}
	return out
}

func (g graph) isArticle(m map[string]any) bool {
	switch t := m["@type"].(type) {
	case string:
		return articleType.MatchString(t)
	case []any:
		return slices.ContainsFunc(t, func(x any) bool { s, ok := x.(string); return ok && articleType.MatchString(s) })
	}
	return false
}

// text returns a value as text: a string, the first of a list, or what a
// language-tagged value holds.
func (g graph) text(v any) string {
	switch v := v.(type) {
	case string:
		// Many systems write HTML's references into JSON as well.
		return html.UnescapeString(v)
	case []any:
		for _, x := range v {
			if s := g.text(x); s != "" {
				return s
			}
		}
	case map[string]any:
		return g.text(v["@value"])
	}
	return ""
}

// names returns the names of persons or organisations, in order.
func (g graph) names(v any) string {
	var out []string
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, x := range list {
		name := ""
		switch x := g.resolve(x).(type) {
		case string:
			name = html.UnescapeString(x)
		case map[string]any:
			name = g.text(x["name"])
		}
		if name = collapse(name); name != "" && webAddress(name) == "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, ", ")
}

func (g graph) addressOf(m map[string]any) string {
	for _, key := range []string{"url", "mainEntityOfPage"} {
		switch v := m[key].(type) {
		case string:
			if webAddress(v) != "" {
				return v
			}
		case map[string]any:
			for _, k := range []string{"url", "@id"} {
				if s, ok := v[k].(string); ok && webAddress(s) != "" {
					return s
				}
			}
		}
	}
	return ""
}

func (g graph) languageOf(v any) string {
	if m, ok := g.resolve(v).(map[string]any); ok {
		return firstNonEmpty(g.text(m["alternateName"]), g.text(m["name"]))
	}
	return g.text(v)
}
