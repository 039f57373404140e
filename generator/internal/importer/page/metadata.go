package page

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/markup"
	"dossier/generator/internal/importer/untyped"
)

// maxValues bounds the meta elements of one name: a paper has some tens of
// authors.
const maxValues = 200

// Claims returns what a page says of itself.
func (p *Page) Claims() *claim.Claims {
	c := claim.New()
	meta := p.meta
	p.comments(c)
	saved := c.By
	c.By = map[string][]claim.Claim{}

	for n := range p.root.Descendants() {
		if n.DataAtom == atom.Html && n.Type == html.ElementNode {
			c.Language(markup.Attr(n, "lang"), "the html element")
		}
	}
	first := func(key string, names ...string) {
		for _, name := range names {
			for _, v := range meta[name] {
				switch key {
				case "published":
					c.Date(key, v, name)
				case "url":
					c.Address(v, name)
				case "lang":
					c.Language(v, name)
				default:
					c.Add(key, v, name)
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
		if n.DataAtom == atom.Link && markup.Attr(n, "rel") == "canonical" {
			c.Address(markup.Attr(n, "href"), "the canonical link")
		}
		if n.DataAtom == atom.Link && markup.Attr(n, "rel") == "bookmark" {
			if _, copied := claim.ArchiveCopy(markup.Attr(n, "href")); copied {
				c.Address(markup.Attr(n, "href"), "the bookmark link")
			}
		}
	}
	first("url", "og:url", "citation_public_url", "citation_fulltext_html_url")
	first("lang", "citation_language", "dc.language", "dcterms.language", "og:locale", "content-language")
	first("rights", "dc.rights", "dcterms.rights", "copyright")
	for _, v := range meta["article:modified_time"] {
		c.Modified(v, "article:modified_time")
	}
	p.printed(c)
	for key, list := range saved {
		c.By[key] = append(c.By[key], list...)
	}
	for _, t := range c.By["title"] {
		author, site := claim.Poster(t.Value)
		if author != "" && len(c.By["author"]) == 0 {
			c.Add("author", author, t.From)
		}
		if site != "" && len(c.By["publisher"]) == 0 {
			c.Add("publisher", site, t.From)
		}
	}
	return c
}

func firstOf(list []string) string {
	if len(list) > 0 {
		return list[0]
	}
	return ""
}

// readMeta returns the contents of the meta elements by their names, in lower
// case.
func readMeta(root *html.Node) map[string][]string {
	out := map[string][]string{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Meta {
			continue
		}
		v := claim.Collapse(markup.Attr(n, "content"))
		if v == "" {
			continue
		}
		for _, key := range []string{"property", "name", "http-equiv"} {
			for _, name := range strings.Fields(strings.ToLower(markup.Attr(n, key))) {
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
func (p *Page) authors(c *claim.Claims, meta map[string][]string) {
	for _, name := range []string{"citation_author", "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"} {
		var names []string
		for _, v := range meta[name] {
			names = append(names, inOrder(v, name == "citation_author"))
		}
		c.Add("author", claim.Authors(names), name)
	}
}

// inOrder turns "Family, Given", as Highwire writes names, to "Given Family".
func inOrder(name string, reversed bool) string {
	if family, given, ok := strings.Cut(name, ","); ok && reversed && !strings.Contains(given, ",") {
		return strings.TrimSpace(given) + " " + strings.TrimSpace(family)
	}
	return name
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
func (p *Page) comments(c *claim.Claims) {
	for n := range p.root.Descendants() {
		if n.Type != html.CommentNode || len(n.Data) > 10_000 {
			continue
		}
		text := n.Data
		if m := savedFrom.FindStringSubmatch(text); m != nil {
			c.Address(m[1], "the browser's note (saved from url)")
		}
		if strings.Contains(text, "SingleFile") {
			if m := singleURL.FindStringSubmatch(text); m != nil {
				c.Address(m[1], "SingleFile's note")
			}
			if m := singleDay.FindStringSubmatch(text); m != nil {
				c.Date("captured", m[1], "SingleFile's note")
			}
		}
		if m := mirrored.FindStringSubmatch(text); m != nil {
			c.Address("http://"+m[1], "HTTrack's note")
			c.Date("captured", m[2], "HTTrack's note")
		}
		if m := retrieved.FindStringSubmatch(text); m != nil {
			c.Date("captured", m[1], "the Internet Archive's note")
		}
	}
}

// articleType matches the types of schema.org that are an article.
var articleType = regexp.MustCompile(`^(?:https?://schema\.org/)?(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report)$`)

// jsonLD notes what the page's JSON-LD says of the article it holds. Of
// several the one that has the page's title or address is meant, or else the
// first; teasers of others are often described as well.
func (p *Page) jsonLD(c *claim.Claims, title, address string) {
	const from = "JSON-LD"
	var roots []any
	for n := range p.root.Descendants() {
		if !markup.IsJSONLD(n) {
			continue
		}
		text := strings.TrimSpace(markup.InnerText(n))
		for _, wrap := range [][2]string{{"<![CDATA[", "]]>"}, {"//<![CDATA[", "//]]>"}, {"<!--", "-->"}} {
			if strings.HasPrefix(text, wrap[0]) {
				text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, wrap[0]), wrap[1]))
			}
		}
		text = strings.TrimSuffix(text, ";")
		var v any
		if len(text) > maxJSONLD || untyped.TooDeep([]byte(text)) {
			c.Remark("a JSON-LD block is too large or nested too deep, and is not read")
		} else if err := json.Unmarshal([]byte(lineEndsInStrings(text)), &v); err != nil {
			c.Remark("a JSON-LD block is not read: it is not JSON")
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
		if title != "" && claim.SameWords(g.text(x["headline"]), title) || address != "" && claim.AddressKey(g.addressOf(x)) == claim.AddressKey(address) {
			a = x
			break
		}
	}
	c.Add("title", claim.First(g.text(a["headline"]), g.text(a["name"])), from)
	c.Add("publisher", g.names(a["publisher"]), from)
	c.Add("author", claim.Authors(g.listed(untyped.First(a, "author", "creator"))), from)
	c.Date("published", g.text(a["datePublished"]), from)
	c.Modified(g.text(a["dateModified"]), from)
	c.Address(g.addressOf(a), from)
	c.Language(g.languageOf(a["inLanguage"]), from)
	if part, ok := g.resolve(a["isPartOf"]).(map[string]any); ok && strings.HasSuffix(g.text(part["@type"]), "Series") {
		c.Add("series", g.text(part["name"]), from)
	}
	c.Add("rights", g.text(a["copyrightNotice"]), from)
	if free := a["isAccessibleForFree"]; free == false || strings.EqualFold(g.text(free), "false") {
		c.Remark("the page says that not all of it can be read without paying; is the text whole?")
	}
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
	claims *claim.Claims             // where doubts about what is asked for are put down
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
	if of == "" || first == "" || second == "" || g.doubts[id] != "" || max(len(first), len(second)) > claim.LongestValue {
		return
	}
	if !claim.Agree(of, first, second) {
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
		g.claims.Remark("%s", doubt)
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
	return slices.ContainsFunc(untyped.AsList(m["@type"]), func(x any) bool { s, ok := x.(string); return ok && articleType.MatchString(s) })
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
func (g graph) names(v any) string { return strings.Join(g.listed(v), ", ") }

// listed returns the names one by one.
func (g graph) listed(v any) []string {
	var out []string
	for _, x := range untyped.AsList(v) {
		name := ""
		switch x := g.resolve(x).(type) {
		case string:
			name = html.UnescapeString(x)
		case map[string]any:
			name = g.text(x["name"])
		}
		if name = claim.Collapse(name); name != "" && claim.WebAddress(name) == "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func (g graph) addressOf(m map[string]any) string {
	for _, key := range []string{"url", "mainEntityOfPage"} {
		switch v := m[key].(type) {
		case string:
			if claim.WebAddress(v) != "" {
				return v
			}
		case map[string]any:
			for _, k := range []string{"url", "@id"} {
				if s, ok := v[k].(string); ok && claim.WebAddress(s) != "" {
					return s
				}
			}
		}
	}
	return ""
}

func (g graph) languageOf(v any) string {
	if m, ok := g.resolve(v).(map[string]any); ok {
		return claim.First(g.text(m["alternateName"]), g.text(m["name"]))
	}
	return g.text(v)
}

// maxJSONLD bounds a block of JSON-LD in a page, in bytes.
const maxJSONLD = 2 << 20
