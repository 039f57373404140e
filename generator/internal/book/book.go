// Package book puts a dossier together as a book: as the body of one page to be printed, and as an EPUB 3.
//
// A book is made of chapters, each the HTML of one thing as a page of the site would show it: its ids are those of that
// page, and its links start from where the book stands. Here the ids of all chapters are told apart, and what leads to
// the page of a thing that has a chapter leads to the chapter. What leads elsewhere on the site leads there.
//
// The HTML is read by the tokenizer of golang.org/x/net/html and written as XML: the same chapters are a part of a page
// and a document of an EPUB. They have to be balanced, which html/template and goldmark see to.
//
// An EPUB follows the W3C's recommendation, EPUB 3.3. The same book gives the same bytes: it knows no clock, and the
// files in it stand in one order.
package book

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"dossier/generator/internal/address"
)

// A Chapter is what a book tells of one thing.
type Chapter struct {
	ID        string        // which no other has; part of an address
	Route     address.Route // of the page of the same thing
	Title     string
	Lang, Dir string // of the title, where they are not the book's
	HTML      []byte
}

// A Part is chapters of one kind.
type Part struct {
	ID, Title string
	Chapters  []Chapter
}

// alone reports whether a part is one chapter that is called as it is.
func (p Part) alone() bool { return len(p.Chapters) == 1 && p.Chapters[0].Title == p.Title }

// A Book is a dossier from cover to cover. It may be used by several goroutines.
type Book struct {
	At       address.Route // from where the links of the chapters start
	Base     string        // address of the site; empty where it is not known
	ID       string        // a URN
	Title    string
	Summary  string
	Lang     string
	Dir      string
	Editors  []string
	Modified string // RFC 3339
	Contents string // what the list of the chapters is called
	Style    []byte // of the EPUB
	Parts    []Part
	Others   map[address.Route]string // what leads to the chapters of all volumes, where it is one of several; see [Link]
	// Picture returns a file of the site that a chapter shows.
	Picture func(path string) ([]byte, error)

	chapters map[address.Route]place
	ids      map[string]bool // all of the book
}

// A place is where a chapter stands.
type place struct{ id, file string }

// Bind puts a book together.
func Bind(b Book) *Book {
	b.chapters, b.ids = map[address.Route]place{}, map[string]bool{}
	n := 0
	for _, p := range b.Parts {
		for _, c := range p.Chapters {
			n++
			if _, taken := b.chapters[c.Route]; !taken {
				b.chapters[c.Route] = place{c.ID, fmt.Sprintf("c%04d.xhtml", n)}
			}
			b.ids[ident(c.ID)] = true
			for rest := c.HTML; ; { // templates and goldmark write every id so, and nowhere else these signs
				_, after, ok := bytes.Cut(rest, []byte(` id="`))
				if !ok {
					break
				}
				var id []byte
				id, rest, _ = bytes.Cut(after, []byte(`"`))
				b.ids[idIn(c.ID, html.UnescapeString(string(id)))] = true
			}
		}
	}
	return &b
}

// Link returns the link to a chapter of a volume from another whose page is beside its page.
func Link(page, chapter string) string { return page + "#" + ident(chapter) }

// ident returns an id as XML has it, which is a name without a colon.
func ident(id string) string {
	plain := id != ""
	for i := 0; i < len(id) && plain; i++ {
		c := id[i]
		plain = c >= 'a' && c <= 'z' || i > 0 && (c == '-' || c == '.' || c >= '0' && c <= '9')
	}
	if plain {
		return id
	}
	var out strings.Builder
	for i, r := range id {
		if r == '-' || r == '.' || unicode.IsDigit(r) {
			if i == 0 {
				out.WriteByte('_')
			}
			out.WriteRune(r)
		} else if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) && i > 0 {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, "_%x", r)
		}
	}
	return out.String()
}

// idIn returns the id of a place in a chapter, which is that of the chapter for the chapter itself.
func idIn(chapter, id string) string {
	if id == chapter {
		return ident(id)
	}
	return ident(chapter + "." + id)
}

// Print returns the chapters of all parts, one below the other, as the body of a page. Their headings stand below those of
// the parts.
func (b *Book) Print() []byte {
	var out bytes.Buffer
	for _, p := range b.Parts {
		fmt.Fprintf(&out, "<section class=\"part\" id=\"%s\">\n", ident(p.ID))
		shift := 1
		if !p.alone() {
			fmt.Fprintf(&out, "<h2>%s</h2>\n", html.EscapeString(p.Title))
			shift = 2
		}
		for _, c := range p.Chapters {
			w := writer{b: b, out: &out, chapter: c.ID, shift: shift}
			w.write(c.HTML)
		}
		out.WriteString("</section>\n")
	}
	return out.Bytes()
}

// An Entry is a line of the contents of a printed book.
type Entry struct {
	Href, Text, Lang, Dir string
	Below                 []Entry
}

// Entries returns the contents of a printed book.
func (b *Book) Entries() []Entry {
	var out []Entry
	for _, p := range b.Parts {
		e := Entry{Href: "#" + ident(p.ID), Text: p.Title}
		for _, c := range p.Chapters {
			if p.alone() {
				break
			}
			e.Below = append(e.Below, Entry{Href: "#" + ident(c.ID), Text: c.Title, Lang: c.Lang, Dir: c.Dir})
		}
		out = append(out, e)
	}
	return out
}

// A writer writes a chapter.
type writer struct {
	b       *Book
	out     *bytes.Buffer
	chapter string
	shift   int  // of the headings
	epub    bool // for an EPUB
	picture func(path string) (href string, ok bool)
	links   []bool // of the links that are open, whether they lead anywhere
}

// void are the elements that have no content.
var void = []string{"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

// write writes the HTML of a chapter as XML.
func (w *writer) write(data []byte) {
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			w.text(string(z.Text()), true)
		case html.StartTagToken, html.SelfClosingTagToken:
			w.start(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(string(name))
		}
	}
}

// text writes a text, which may be one of HTML with its names of characters.
func (w *writer) text(text string, escaped bool) {
	if escaped {
		text = html.UnescapeString(text)
	}
	for {
		at := strings.IndexFunc(text, special)
		if at < 0 {
			w.out.WriteString(text)
			return
		}
		w.out.WriteString(text[:at])
		r, n := utf8.DecodeRuneInString(text[at:])
		switch r {
		case '&':
			w.out.WriteString("&amp;")
		case '<':
			w.out.WriteString("&lt;")
		case '>':
			w.out.WriteString("&gt;")
		case '"':
			w.out.WriteString("&quot;")
		}
		text = text[at+n:]
	}
}

// special reports whether a character means something in XML, or has no place in it.
func special(r rune) bool {
	return r == '&' || r == '<' || r == '>' || r == '"' || r < ' ' && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff'
}

// name returns what an element is called in the book.
func (w *writer) name(name string) string {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return "h" + strconv.Itoa(min(6, int(name[1]-'0')+w.shift))
	}
	return name
}

func (w *writer) start(t html.Token) {
	switch t.Data {
	case "a":
		at := slices.IndexFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "href" })
		to := ""
		if at >= 0 {
			to = w.href(t.Attr[at].Val)
			t.Attr[at].Val = to
		}
		w.links = append(w.links, to != "")
		if to == "" {
			return
		}
	case "img":
		if w.epub && !w.shown(&t) {
			return
		}
	}
	w.out.WriteByte('<')
	w.out.WriteString(w.name(t.Data))
	for _, a := range t.Attr {
		switch {
		case a.Key == "id":
			a.Val = idIn(w.chapter, a.Val)
		case w.epub && (a.Key == "loading" || strings.HasPrefix(a.Key, "data-") || strings.HasPrefix(a.Key, "on")):
			continue
		case w.epub && a.Key == "align":
			a.Key, a.Val = "style", "text-align:"+a.Val
		case strings.HasPrefix(a.Key, "aria-") && strings.HasSuffix(a.Key, "by"):
			a.Val = idIn(w.chapter, a.Val)
		case a.Key == "lang" && w.epub:
			w.attribute("xml:lang", a.Val)
		}
		w.attribute(a.Key, a.Val)
	}
	if slices.Contains(void, t.Data) {
		w.out.WriteString("/>")
		return
	}
	w.out.WriteByte('>')
}

func (w *writer) attribute(name, value string) {
	w.out.WriteByte(' ')
	w.out.WriteString(name)
	w.out.WriteString(`="`)
	w.text(value, false)
	w.out.WriteByte('"')
}

func (w *writer) end(name string) {
	if slices.Contains(void, name) {
		return
	}
	if name == "a" && len(w.links) > 0 {
		leads := w.links[len(w.links)-1]
		w.links = w.links[:len(w.links)-1]
		if !leads {
			return
		}
	}
	w.out.WriteString("</" + w.name(name) + ">")
}

// shown has a picture lead to the file of it in the book. Of one that is in none there is what it says instead.
func (w *writer) shown(t *html.Token) bool {
	for i, a := range t.Attr {
		if a.Key != "src" {
			continue
		}
		if file, _, ok := w.b.file(a.Val); ok {
			if href, ok := w.picture(file); ok {
				t.Attr[i].Val = href
				return true
			}
		}
	}
	for _, a := range t.Attr {
		if a.Key == "alt" {
			w.text(a.Val, false)
		}
	}
	return false
}

// file returns the file of the site that a link leads to, and the place in it; none for an address elsewhere.
func (b *Book) file(href string) (file, fragment string, ok bool) {
	u, err := url.Parse(href)
	if err != nil || u.IsAbs() || u.Host != "" {
		return "", "", false
	}
	file = strings.TrimPrefix(path.Join("/", path.Dir(b.At.File()), u.Path), "/")
	return file, u.Fragment, true
}

// href returns where a link of a chapter leads in the book; "" where it leads nowhere.
func (w *writer) href(href string) string {
	if href == "" {
		return ""
	}
	if fragment, ok := strings.CutPrefix(href, "#"); ok {
		if plain, err := url.PathUnescape(fragment); err == nil {
			fragment = plain
		}
		return w.within(place{id: w.chapter}, fragment)
	}
	file, fragment, ok := w.b.file(href)
	if !ok {
		return href
	}
	route, _ := address.OfFile(file)
	if to, ok := w.b.chapters[route]; ok {
		return w.within(to, fragment)
	}
	if to, ok := w.b.Others[route]; ok && !w.epub {
		return to
	}
	switch {
	case !w.epub:
		return href
	case w.b.Base == "":
		return ""
	}
	u := url.URL{Path: strings.TrimSuffix(file, "index.html"), Fragment: fragment}
	return w.b.Base + strings.TrimPrefix(u.String(), "./")
}

// within returns the link to a place in a chapter, to the chapter where it has no such place.
func (w *writer) within(to place, fragment string) string {
	id := idIn(to.id, fragment)
	if fragment == "" || !w.b.ids[id] {
		id = ident(to.id)
	}
	if !w.epub || to.file == "" {
		return "#" + id
	}
	return to.file + "#" + id
}
