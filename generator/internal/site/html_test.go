package site_test

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/spf13/afero"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/render"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/site"
	"dossier/generator/internal/stemma"
	"dossier/templates"
)

// plan plans the site of the content in an archive; edit may change the files
// before.
func plan(t *testing.T, archive string, edit func(map[string]string)) (*site.Site, *render.Renderer, []diag.Diagnostic) {
	t.Helper()
	a, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	files := dossiertest.Files(a.Files)
	if edit != nil {
		edit(files)
	}
	d, ev := dossiertest.Resolve(t, dossiertest.Folder(t, files))
	r, _, err := render.New(render.Input{Shipped: afero.FromIOFS{FS: templates.Files}, Language: d.Settings.Language})
	if err != nil {
		t.Fatal(err)
	}
	texts := reading.Texts(d, reading.SeriesOf(d), d.AskedPairs())
	s := site.New(site.Input{
		Dossier: d.Public(), Evidence: ev, Relations: stemma.Relate(collate.Compare(texts, collate.Options{}), texts), Words: r.Words(),
	})
	return s, r, s.Check()
}

// pages renders every page of the small dossier.
func pages(t *testing.T, edit func(map[string]string)) map[address.Route]*html.Node {
	t.Helper()
	s, r, diags := plan(t, "testdata/small.txtar", edit)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return everyPage(t, s, r)
}

// everyPage renders every page of a site.
func everyPage(t *testing.T, s *site.Site, r *render.Renderer) map[address.Route]*html.Node {
	t.Helper()
	out := map[address.Route]*html.Node{}
	for _, p := range s.Pages() {
		var b bytes.Buffer
		if err := r.Page(&b, p.Template, s.Data(p)); err != nil {
			t.Fatalf("%s: %v", p.Route, err)
		}
		doc, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		out[p.Route] = doc
	}
	return out
}

// text returns the text of a node with single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	for n := range n.Descendants() {
		if n.Type == html.TextNode && !offered(n) {
			b.WriteString(n.Data)
		}
	}
	// A word joiner only keeps a number and its link on one line.
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "\u2060", "")), " ")
}

// offered reports whether a node is one that a script may put into the page, and that nobody sees before.
func offered(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == "template" {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// shown returns the texts of the nodes that a selector finds, or with @name
// after it that attribute of them, parted by " | ".
func shown(t *testing.T, doc *html.Node, selector string) string {
	t.Helper()
	selector, name, _ := strings.Cut(selector, " @")
	s, err := cascadia.ParseGroup(selector)
	if err != nil {
		t.Fatalf("%s: %v", selector, err)
	}
	var out []string
	for _, n := range cascadia.QueryAll(doc, s) {
		if name == "" {
			out = append(out, text(n))
		} else if v, ok := attribute(n, name); ok {
			out = append(out, v)
		}
	}
	return strings.Join(out, " | ")
}

func TestPagesShowWhatTheyAreFor(t *testing.T) {
	docs := pages(t, nil)
	for _, c := range []struct {
		route    address.Route
		selector string
		want     string
	}{
		// The frame.
		{"/", "html @lang", "en"},
		{"/", "head title", "Papers on a ferry"},
		{"/quotes/crew/", "head title", "No ship without a crew · Papers on a ferry"},
		{"/quotes/crew/", "meta[name=description] @content", "Ann Minister, in The Gazette: No ship sails without a crew"},
		// What a page says of itself is on it: no notes beside a text that is not shown, nothing said by who is only named.
		{"/sources/gazette/", "meta[name=description] @content", "“Ferry stopped”, The Gazette - Daily of the coast, 2 May 2020, with 7 notes beside the text."},
		{"/sources/herald/", "meta[name=description] @content", "“No crew, no ferry”, The Herald, about 3 May 2020: the passages that notes cite."},
		{"/sources/post/", "meta[name=description] @content", "“Minister stops ferry”, The Post, May 2020: what notes quote of it."},
		{"/people/reed/", "meta[name=description] @content", "Mary Reed"},
		{"/people/minister/", "meta[name=description] @content", "Ann Minister, Minister: what was said, by date, and who printed it."},
		{"/quotes/crew/", "link[rel=stylesheet] @href", "../../style.css"},
		{"/quotes/crew/", "script @src", "../../script.js"},
		{"/quotes/crew/", ".skip @href", "#main"},
		{"/quotes/crew/", "header.site nav [aria-current]", "Quotations"},
		{"/", "header.site nav li.text", "About"},
		{"/", "footer.site p", "Made from 4 sources, 2 annotations, 2 quotations, 2 events, 3 people and bodies. Edited by A. Editor and B. Editor."},

		// The overview.
		{"/", ".panels .source h3", "Minister stops ferry | Ferry stopped | No crew, no ferry | العبارة"},
		{"/", ".panels .source h3 a[lang=ar] @dir", "rtl"},
		{"/", ".begin li:first-child a", "No ship without a crew"},
		{"/", ".glance h2", "When | Which sources have passages alike"},
		{"/", ".glance a.web-dot @href", "sources/post/index.html | sources/herald/index.html"},
		{"/", ".glance a.web @href", "compare/herald--post/index.html"},
		{"/", ".glance a.web title", "The Herald and The Post: 1 passage mostly in other words"},
		{"/", ".glance .mark title", "The ferry is stopped: happened 1 May 2020 | The ferry sails again: happened about June 2020 | No ship without a crew: said 1 May 2020 | A late decision: said possibly 2 May 2020 | The Herald: printed about 3 May 2020 | The Post: printed May 2020 | The Gazette: printed 2 May 2020 (inferred) | الصحيفة: printed 4 May 2020"},

		// A source: the text cut at every border, one flat mark a stretch.
		{"/sources/gazette/", ".block:first-of-type mark", "The minister | stopped |  | the | old ferry |  | on Friday. | No ship sails without a crew"},
		{"/sources/gazette/", ".block:first-of-type mark.remark", "stopped |  | the | old ferry |  | on Friday."},
		{"/sources/gazette/", ".block:first-of-type mark.quotation", "No ship sails without a crew"},
		{"/sources/gazette/", ".block:first-of-type mark.mention", "The minister | stopped |  | the | old ferry | on Friday."},
		{"/sources/gazette/", ".block:first-of-type .refs .mention", "1 | 2 | 5"},
		{"/sources/gazette/", ".beside .entries.mention", "Event 2 The ferry is stopped | People 1 Ann Minister 5 Mary Reed"},
		{"/sources/gazette/", ".marking", "Marked Annotations 2 Quotations 2 Events, People 3"},
		{"/sources/gazette/", ".marking input[checked] @id", "show-remark | show-quotation"},
		{"/sources/gazette/", ".marking input @id", "show-remark | show-quotation | show-mention"},
		{"/sources/gazette/", "mark mark", ""},
		{"/sources/gazette/", "mark em", "old ferry"},
		{"/sources/gazette/", "a[href='https://example.org/decision']", "decision"},
		{"/sources/gazette/", ".block", `The minister stopped1 the old ferry2 3 on Friday.4 5 "No ship sails without a crew6," she said. 1 | Reactions | The union calls the decision <late> & wrong.7 3 | "No ship sails without a crew," the union repeated. 4`},
		{"/sources/gazette/", "h3.block", "Reactions"},
		{"/sources/gazette/", ".block @id", "t-the-minister-stopped-the-old | t-reactions | t-the-union-calls-the-decision | t-no-ship-sails-without-a"},
		{"/sources/gazette/", "mark @id", "p-the-minister-stopped-the-old | p-stopped | p-the-old-ferry | p-on-friday | p-no-ship-sails-without-a | p-the-union-calls-wrong"},
		{"/sources/gazette/", ".refs a @href", "#n-minister-stopped | #n-stop-the-minister-stopped-the-old | #n-style-the-old-ferry | #n-style-stopped-the-old-ferry-on | #n-reed-on-friday | #n-crew-no-ship-sails-without-a | #n-late-the-union-calls-wrong"},
		{"/sources/gazette/", ".beside .annotation .remark", "Two remarks on one paragraph. It is not called by its name; see No ship without a crew. B. Editor · Original page | The day is printed, the date is not. This remark is so long that it is folded behind its beginning, for it goes on and on about the weekday, the calendar and the ways in which a reader may count from one to the other. B. Editor · Original page"},
		{"/sources/gazette/", ".beside details summary", "The day is printed, the date is not. This remark is so long that it is folded behind its beginning, for it goes on and on about…stopped the old ferry on Friday."},
		{"/sources/gazette/", ".beside .entries", "Quotation 6 No ship without a crew | Event 2 The ferry is stopped | People 1 Ann Minister 5 Mary Reed | Quotation 7 A late decision"},
		{"/sources/gazette/", ".beside .entry @id", "n-crew-no-ship-sails-without-a | n-stop-the-minister-stopped-the-old | n-minister-stopped | n-reed-on-friday | n-late-the-union-calls-wrong"},
		{"/sources/gazette/", ".beside .number @href", "#p-the-old-ferry | #p-stopped-the-old-ferry-on | #p-no-ship-sails-without-a | #p-the-minister-stopped-the-old | #p-stopped | #p-on-friday | #p-the-union-calls-wrong"},
		{"/sources/gazette/", ".beside @class", "beside span-2 | beside span-2"},
		{"/sources/gazette/", ".byline", "The Gazette - Daily of the coast · Mary Reed · 2 May 2020 inferred"},
		{"/sources/gazette/", ".byline a @href", "../../people/reed/index.html"},
		{"/sources/gazette/", ".facts", "7 notes Credits Coast Agency Original page Plain text"},
		{"/sources/gazette/", ".facts a @href", "https://example.org/ferry#:~:text=The%20minister%20stopped%20the%20old%20ferry | source.txt"},
		{"/sources/gazette/", ".about dl", "Date, inferredthe weekday in the text"},
		{"/sources/gazette/", ".topics", "The ferry"},
		{"/sources/gazette/", ".mentions a", "About"},
		{"/sources/herald/", ".limited", "Only the passages that notes cite are shown."},
		{"/sources/herald/", "main", "Sources No crew, no ferry The Herald · about 3 May 2020 1 note Passages alike in The Post 45% of this text 1 passage mostly in other words Only the passages that notes cite are shown. The text Marked Quotations 1 […] no ship leaves without its crew.1 […] 2 Quotation 1 No ship without a crew Alike in The Post (mostly in other words) How to cite this source Text “No crew, no ferry”. In: The Herald, about 3 May 2020.Copy APA No crew, no ferry. (about 3 May 2020). The Herald.Copy Chicago The Herald. about 3 May 2020. “No Crew, No Ferry”.Copy Harvard The Herald (about 3 May 2020) “No crew, no ferry”.Copy ISO 690 No crew, no ferry, about 3 May 2020. The Herald.Copy MLA “No Crew, No Ferry”. The Herald, about 3 May 2020.Copy reference.bib · reference.json · reference.ris"},
		{"/sources/herald/", ".facts a @href", ""},
		{"/sources/post/", "main", "Sources Minister stops ferry The Post · May 2020 3 notes Passages alike in The Herald 80% of this text 1 passage mostly in other words The text is not shown; the notes quote what they speak of. Notes No boat sails Event The ferry sails again No boat sails without sailors, Quotation No ship without a crew A secret. Told in three words. How to cite this source Text “Minister stops ferry”. In: The Post, May 2020.Copy APA Minister stops ferry. (2020, May). The Post.Copy Chicago The Post. 2020. “Minister Stops Ferry”, May 2020.Copy Harvard The Post (2020) “Minister stops ferry”, May.Copy ISO 690 Minister stops ferry, 2020. The Post. May 2020.Copy MLA “Minister Stops Ferry”. The Post, May 2020.Copy reference.bib · reference.json · reference.ris"},
		{"/sources/post/", ".apart blockquote @id", "p-no-boat-sails | p-no-boat-sails-without-sailors | p-a-secret"},
		{"/sources/sahifa/", "h1[lang=ar] @dir", "rtl"},
		{"/sources/gazette/", "h1 @lang", ""},
		{"/sources/sahifa/", "section.text @lang", "ar"},
		{"/sources/sahifa/", "section.text @dir", "rtl"},
		{"/sources/sahifa/", ".beside @lang", "en"},

		// A quotation.
		{"/quotes/crew/", "h1", "No ship without a crew"},
		{"/quotes/crew/", ".byline", "Ann Minister, Minister | A press conference · 1 May 2020"},
		{"/quotes/crew/", ".lead blockquote", "No ship sails without a crew"},
		{"/quotes/crew/", ".lead .reason", "It leads because it is in quotation marks."},
		{"/quotes/crew/", ".lead figcaption a @href", "../../sources/gazette/index.html#p-no-ship-sails-without-a | https://example.org/ferry#:~:text=No%20ship%20sails%20without%20a%20crew"},
		{"/quotes/crew/", ".prose", "The sentence was printed by four papers."},
		{"/quotes/crew/", "#wordings", "In 4 outlets, by date"},
		{"/quotes/crew/", ".wordings h4", "The Post May 2020 | The Gazette 2 May 2020 | The Herald about 3 May 2020 | الصحيفة 4 May 2020"},
		{"/quotes/crew/", ".wordings del", "ship | a crew | sails | a"},
		{"/quotes/crew/", ".wordings ins", "boat | sailors, | leaves | its"},
		{"/quotes/crew/", ".wordings .sentence", "It has “boat” for “ship”; has “sailors” for “a crew”. In context | The leading wording, above. In context · Original page | It has “leaves” for “sails”; has “its” for “a”. In context | In context"},
		{"/quotes/crew/", "h3.language", "English | Arabic"},
		{"/quotes/crew/", ".wordings .sentence a @href", "../../sources/post/index.html#p-no-boat-sails-without-sailors | ../../sources/gazette/index.html#p-no-ship-sails-without-a | https://example.org/ferry#:~:text=No%20ship%20sails%20without%20a%20crew | ../../sources/herald/index.html#p-no-ship-leaves-without-its | ../../sources/sahifa/index.html#p-%d9%84%d8%a7-%d8%aa%d8%a8%d8%ad%d8%b1-%d8%b3%d9%81%d9%8a%d9%86%d8%a9-%d8%a8%d9%84%d8%a7-%d8%b7%d8%a7%d9%82%d9%85"},
		{"/quotes/crew/", ".wordings blockquote[dir=rtl]", "لا تبحر سفينة بلا طاقم،"},
		{"/quotes/crew/", ".uncited", ""},
		{"/quotes/crew/", ".clock li", "Said 1 May 2020 | Printed The Post May 2020 · at most 30 days later | Printed The Gazette 2 May 2020 · the next day | Printed The Herald about 3 May 2020 · about the same time | Printed الصحيفة 4 May 2020 · 3 days later"},
		{"/quotes/crew/", ".mentions a", "The Gazette: “the old ferry”"},
		{"/quotes/crew/", "aside h2", "Said and printed | Related quotations | Topics | How to cite this page"},
		{"/quotes/crew/", ".cite pre", `A. Editor and B. Editor: “No ship without a crew”. In: Papers on a ferry. Quoted there: “No ship sails without a crew” — The Gazette, “Ferry stopped”, 2 May 2020; attributed to Ann Minister, 1 May 2020. | A. Editor & B. Editor. (n.d.). No ship without a crew. Papers on a ferry. | A. Editor and B. Editor. n.d. “No Ship without a Crew”. Papers on a ferry. | A. Editor and B. Editor (no date) No ship without a crew, Papers on a ferry. | A. EDITOR and B. EDITOR, [no date]. No ship without a crew. Papers on a ferry. | A. Editor and B. Editor. “No Ship without a Crew”. Papers on a ferry. | @online{crew, author = {{A. Editor} and {B. Editor}}, title = {{No ship without a crew}}, organization = {Papers on a ferry}, note = {Quoted there: “No ship sails without a crew” — The Gazette, “Ferry stopped”, 2 May 2020; attributed to Ann Minister, 1 May 2020.}, } | [ { "id": "crew", "type": "webpage", "title": "No ship without a crew", "author": [ { "literal": "A. Editor" }, { "literal": "B. Editor" } ], "container-title": "Papers on a ferry", "language": "en", "note": "Quoted there: “No ship sails without a crew” — The Gazette, “Ferry stopped”, 2 May 2020; attributed to Ann Minister, 1 May 2020." } ] | TY - ELEC ID - crew AU - A. Editor AU - B. Editor TI - No ship without a crew T2 - Papers on a ferry LA - en N1 - Quoted there: “No ship sails without a crew” — The Gazette, “Ferry stopped”, 2 May 2020; attributed to Ann Minister, 1 May 2020. ER -`},
		{"/quotes/late/", ".lead blockquote", "The union calls […] 3 words left out the decision <late> & wrong."},
		{"/quotes/late/", "aside .lines", "No ship without a crew 1 May 2020"},
		{"/quotes/", ".group h2", "Ann Minister A press conference 1 May 2020 | The union possibly 2 May 2020"},
		{"/quotes/", ".quote blockquote", "No ship sails without a crew | The union calls […] wrong."},
		{"/quotes/", ".quote .meta a @href", "../sources/post/index.html#p-no-boat-sails-without-sailors | ../sources/gazette/index.html#p-no-ship-sails-without-a | ../sources/herald/index.html#p-no-ship-leaves-without-its | ../sources/sahifa/index.html#p-%d9%84%d8%a7-%d8%aa%d8%a8%d8%ad%d8%b1-%d8%b3%d9%81%d9%8a%d9%86%d8%a9-%d8%a8%d9%84%d8%a7-%d8%b7%d8%a7%d9%82%d9%85 | ../sources/gazette/index.html#p-the-union-calls-wrong"},

		// People, events, topics, pages.
		{"/people/", "h2", "Who speaks | Also named"},
		{"/people/", ".person", "Ann Minister Minister · 1 quotation · 1 event | The union 1 quotation | Mary Reed"},
		{"/people/minister/", ".marked", "stopped"},
		{"/people/minister/", ".citation", "The minister stopped the old ferry The Gazette, in context, 2 May 2020 · Original page"},
		{"/people/minister/", ".quote h3", "No ship without a crew"},
		{"/people/minister/", ".event", "1 May 2020 The ferry is stopped"},
		{"/people/minister/", ".mentions li", ""},
		{"/people/reed/", ".source", "Ferry stopped The Gazette, Mary Reed · 2 May 2020 · 7 notes"},
		{"/events/", ".event", "1 May 2020 The ferry is stopped Ann Minister | about June 2020 The ferry sails again"},
		{"/events/stop/", ".byline", "1 May 2020 · Ann Minister"},
		{"/events/stop/", ".prose a @href", "../../sources/gazette/index.html#p-the-minister-stopped-the-old | https://example.org/ferry#:~:text=The%20minister%20stopped%20the%20old%20ferry | ../../people/minister/index.html"},
		{"/events/stop/", "aside .event", "about June 2020 The ferry sails again"},
		{"/topics/", ".topic", "Style 1 annotation | The ferry 1 quotation, 1 source"},
		{"/topics/the-ferry/", "main h3", "No ship without a crew | Ferry stopped"},
		{"/topics/style/", "main a @href", "../index.html | ../../sources/gazette/index.html#n-style-the-old-ferry"},
		{"/about/", "h1", "About"},
		{"/about/", ".prose h2", "A heading of the first rank"},
		{"/about/", ".prose blockquote", "a blockquote without a source"},
		{"/about/", ".prose a @href", "../sources/gazette/index.html | ../sources/gazette/index.html#n-style-the-old-ferry"},
		{"/404.html", "main a @href", "index.html | sources/index.html | quotes/index.html | compare/index.html | timeline/index.html | people/index.html | events/index.html | topics/index.html"},
	} {
		doc := docs[c.route]
		if doc == nil {
			t.Fatalf("there is no page %s", c.route)
		}
		if got := shown(t, doc, c.selector); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
}

func TestMentionsSayWhatTheNotesAre(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		files["people/union.md"] += "\nIt answers [[minister]].\n"
		files["annotations/gap.md"] = "---\nsource: gazette\n---\n\n> The union calls […] wrong.\n\nSo does not [[minister]].\n"
	})
	want := "Annotation The Gazette: “The union calls […] wrong.” | Body The union"
	if got := shown(t, docs["/people/minister/"], ".mentions li"); got != want {
		t.Errorf("mentioned in %s, want %s", got, want)
	}
}

func TestOneOfSeveralDaysIsADoubtfulDate(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		files["events/later.md"] = strings.Replace(files["events/later.md"], "2020-06~", `"[2020-06-02..2020-06-08]"`, 1)
	})
	if got := shown(t, docs["/events/"], ".event .doubtful"); got != "between 2 and 8 June 2020" {
		t.Errorf("shown in doubt is %q", got)
	}
}

func TestBodiesBesideATextAreNotCalledPeople(t *testing.T) {
	words := "\n> the union repeated.\n> — [[gazette]]\n"
	edits := map[string]string{
		"Body":   "---\nname: The port\n---\n",
		"Bodies": "---\nname: The port\nbody: true\n---\n" + words,
		"People": "---\nname: The pilot\n---\n" + words,
	}
	for want, other := range edits {
		docs := pages(t, func(files map[string]string) {
			files["people/union.md"] += words
			files["people/port.md"] = other
		})
		if got := shown(t, docs["/sources/gazette/"], ".entries .kind"); !slices.Contains(strings.Split(got, " | "), want) {
			t.Errorf("beside the text stand %s, want %s", got, want)
		}
	}
}

// links returns the values of an attribute of every element of a page.
func links(doc *html.Node, name string) []string {
	var out []string
	for _, n := range cascadia.QueryAll(doc, cascadia.MustCompile("["+name+"]")) {
		out = append(out, attr(n, name))
	}
	return out
}

func TestEveryPageIsWhole(t *testing.T) {
	docs := pages(t, nil)
	files := map[string]address.Route{}
	ids := map[address.Route]map[string]bool{}
	titles := map[string]address.Route{}
	for r, doc := range docs {
		files[r.File()] = r
		ids[r] = map[string]bool{}
		for _, id := range links(doc, "id") {
			if ids[r][id] {
				t.Errorf("%s: two elements have the id %q", r, id)
			}
			ids[r][id] = true
		}
		if n := len(cascadia.QueryAll(doc, cascadia.MustCompile("h1"))); n != 1 {
			t.Errorf("%s has %d headings of the first rank", r, n)
		}
		for _, landmark := range []string{"body > header", "main", "footer", "body > header nav[aria-label]"} {
			if cascadia.Query(doc, cascadia.MustCompile(landmark)) == nil {
				t.Errorf("%s has no %s", r, landmark)
			}
		}
		title := shown(t, doc, "head title")
		if other, ok := titles[title]; ok {
			t.Errorf("%s and %s have the title %q", r, other, title)
		}
		titles[title] = r
		if shown(t, doc, "meta[name=description] @content") == "" {
			t.Errorf("%s has no description", r)
		}
		words := strings.NewReplacer("[online]", "", "[no date]", "").Replace(text(doc)) // as a style of references has them
		if i := strings.Index(words, "["); i >= 0 && !strings.HasPrefix(words[i:], "[…]") && !strings.HasPrefix(words[i:], "[[") && r != "/quotes/crew/" {
			t.Errorf("%s: a word is missing: %s", r, words[i:])
		}
	}
	for r, doc := range docs {
		for _, href := range append(links(doc, "href"), links(doc, "src")...) {
			u, err := url.Parse(href)
			if err != nil {
				t.Errorf("%s: %v", r, err)
				continue
			}
			if u.Scheme != "" {
				continue
			}
			file := r.File()
			if u.Path != "" {
				file = path.Join(path.Dir(r.File()), u.Path)
			}
			to, isPage := files[file]
			switch {
			case isPage && u.Fragment != "" && !ids[to][u.Fragment]:
				t.Errorf("%s: %s leads to no id", r, href)
			case !isPage && file != "style.css" && file != "script.js" && file != "cite.js" && file != address.OpenSearch && file != address.Print.File() && file != address.EPUB && file != address.Crate && !strings.HasSuffix(file, "/source.txt") && !strings.HasSuffix(file, "/source.xml") && !strings.Contains(file, "/reference."):
				t.Errorf("%s: %s leads to no page", r, href)
			}
		}
		for _, id := range append(links(doc, "aria-labelledby"), links(doc, "aria-describedby")...) {
			if !ids[r][id] {
				t.Errorf("%s: nothing has the id %q", r, id)
			}
		}
	}
}

// A text on its page is the text that was read: marks and links of notes add
// nothing to its words and take nothing away.
func TestMarkingPassagesChangesNoText(t *testing.T) {
	s, _, _ := plan(t, "testdata/small.txtar", nil)
	page, _ := s.Page("/sources/gazette/")
	data := s.Data(page).(*site.SourcePage)
	var blocks []string
	for _, b := range data.Blocks {
		var w strings.Builder
		for _, piece := range b.Stretches {
			w.WriteString(piece.Text)
		}
		blocks = append(blocks, w.String())
	}
	want := "The minister stopped the old ferry on Friday. \"No ship sails without a crew,\" she said.\n\nReactions\n\n" +
		"The union calls the decision <late> & wrong.\n\n\"No ship sails without a crew,\" the union repeated."
	if got := strings.Join(blocks, "\n\n"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSourcesThatAreNotShownAreNotOnThePages(t *testing.T) {
	for r, doc := range pages(t, nil) {
		if strings.Contains(text(doc), "A first paragraph") || strings.Contains(text(doc), "The rest is not shown") {
			t.Errorf("%s shows words that no note cites", r)
		}
		if strings.Contains(text(doc), "said the minister. A secret") {
			t.Errorf("%s shows the text of a source that is not published", r)
		}
	}
}

func TestTwoPagesAtOneAddressAreReported(t *testing.T) {
	for name, want := range map[string]string{
		"pages/sources.md":  "this page and content/sources/ would both stand at /sources/",
		"pages/topics.md":   "this page and the list of topics would both stand at /topics/",
		"pages/timeline.md": "would both stand at /timeline/",
		"pages/compare.md":  "would both stand at /compare/",
	} {
		s, _, diags := plan(t, "testdata/small.txtar", func(files map[string]string) {
			files[name] = "---\ntitle: Another\n---\n\nWords.\n"
		})
		if len(diags) != 1 {
			t.Errorf("%s: %d problems reported: %v", name, len(diags), diags)
			continue
		}
		d := diags[0]
		if d.File != "content/"+name || d.Code != diag.DuplicateAddress || d.Severity != diag.Error || !strings.Contains(d.Message, want) || len(d.Related) != 1 || shell.Hint(d.Hint) == "" {
			t.Errorf("%s: reported %+v", name, d)
		}
		seen := map[address.Route]bool{}
		for _, p := range s.Pages() {
			if seen[p.Route] {
				t.Errorf("%s is planned twice", p.Route)
			}
			seen[p.Route] = true
		}
	}
}

func TestPagesComeInOneOrderAndAreTheSameEachTime(t *testing.T) {
	first, r, _ := plan(t, "testdata/small.txtar", nil)
	second, _, _ := plan(t, "testdata/small.txtar", nil)
	if len(first.Pages()) != len(second.Pages()) {
		t.Fatal("two plans of one dossier differ")
	}
	for i, p := range first.Pages() {
		q := second.Pages()[i]
		var a, b bytes.Buffer
		if err := r.Page(&a, p.Template, first.Data(p)); err != nil {
			t.Fatal(err)
		}
		if err := r.Page(&b, q.Template, second.Data(q)); err != nil {
			t.Fatal(err)
		}
		if p.Route != q.Route || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s is not the same twice", p.Route)
		}
	}
}

// A wording that the comparison finds is shown until a quotation cites it.
func TestWordingsFoundByComparisonAreShownUntilCited(t *testing.T) {
	words := "No minister who values her office would ever let a crowded wooden ferry leave the northern harbour without lamps"
	edit := func(cited bool) func(map[string]string) {
		return func(files map[string]string) {
			files["sources/one.md"] = "---\ntitle: One\npublisher: One\npublished: 2021-01-01\n---\n\nBefore it rained. " + words + ".\n"
			files["sources/two.md"] = "---\ntitle: Two\npublisher: Two\npublished: 2021-01-02\n---\n\nElsewhere the sun shone all day. " + words + ", she added.\n"
			files["quotes/lamps.md"] = "---\ntitle: Lamps\n---\n\n> " + words + "\n> — [[one]]\n"
			if cited {
				files["quotes/other.md"] = "---\ntitle: Other\n---\n\n> would ever let a crowded wooden ferry\n> — [[two]]\n"
			}
		}
	}
	doc := pages(t, edit(false))["/quotes/lamps/"]
	if got := shown(t, doc, ".uncited h3 a"); got != "Two" {
		t.Errorf("found in %q, want Two", got)
	}
	if got := shown(t, doc, ".uncited .ready pre"); !strings.HasPrefix(got, "> "+words) || !strings.HasSuffix(got, "> — [[two]]") {
		t.Errorf("the citation to copy is %q", got)
	}
	if got := shown(t, doc, ".uncited .sentence a @href"); got != "../../sources/two/index.html#t-elsewhere-the-sun-shone-all" {
		t.Errorf("the words in context are at %q", got)
	}
	doc = pages(t, func(files map[string]string) {
		edit(false)(files)
		files["sources/two.md"] = strings.Replace(files["sources/two.md"], "title: Two\n", "title: Two\npublish: passages\n", 1)
	})["/quotes/lamps/"]
	if got := shown(t, doc, ".uncited"); got != "" {
		t.Errorf("words of a source of which only passages may be shown are shown: %q", got)
	}
	doc = pages(t, edit(true))["/quotes/lamps/"]
	if got := shown(t, doc, ".uncited"); got != "" {
		t.Errorf("words that a quotation cites are shown as found: %q", got)
	}
}

func TestWordsPrintedBeforeTheyWereSaidAreNotFound(t *testing.T) {
	words := "No minister who values her office would ever let a crowded wooden ferry leave the northern harbour without lamps"
	for _, c := range []struct{ published, said, want string }{
		{"2021-01-02", "2021-01-02", "Two"},
		{"2021-01-02", "2021-01-03", ""},
		{"2021-01-02", "2021-01-03~", "Two"},
		{"2021-01-02~", "2021-01-03", "Two"},
		{"2021-01", "2021-01-03", "Two"},
	} {
		doc := pages(t, func(files map[string]string) {
			files["sources/one.md"] = "---\ntitle: One\npublisher: One\npublished: 2021-01-09\n---\n\nBefore it rained. " + words + ".\n"
			files["sources/two.md"] = "---\ntitle: Two\npublisher: Two\npublished: " + c.published + "\n---\n\nElsewhere the sun shone all day. " + words + ", she added.\n"
			files["quotes/lamps.md"] = "---\ntitle: Lamps\nsaid: " + c.said + "\n---\n\n> " + words + "\n> — [[one]]\n"
		})["/quotes/lamps/"]
		if got := shown(t, doc, ".uncited h3 a"); got != c.want {
			t.Errorf("said %s, published %s: found in %q, want %q", c.said, c.published, got, c.want)
		}
	}
}

func TestCSLDatesTellDoubtAndEndWithoutComma(t *testing.T) {
	for updated, want := range map[string]string{
		"2015-03-05%": `{ "date-parts": [ [ 2015, 3, 5 ] ], "circa": true }`,
		"2015-03":     `{ "date-parts": [ [ 2015, 3 ] ] }`,
		"2015?":       `{ "date-parts": [ [ 2015 ] ], "circa": true }`,
		"2015-02-2X":  `{ "date-parts": [ [ 2015, 2, 20 ], [ 2015, 2, 28 ] ], "circa": true }`,
		"../2015-03":  `{ "literal": "in or before March 2015" }`,
	} {
		doc := pages(t, func(files map[string]string) {
			files["sources/one.md"] = "---\ntitle: One\npublisher: One\npublished: 2021\n---\n\nNo ship sails, she said.\n"
			files["quotes/lamps.md"] = "---\ntitle: Lamps\nupdated: " + updated + "\n---\n\n> No ship sails,\n> — [[one]]\n"
		})["/quotes/lamps/"]
		got := shown(t, doc, ".cite details:nth-of-type(8) pre")
		if !strings.Contains(got, `"issued": `+want) || !strings.Contains(got, "“No ship sails” — One, “One”, 2021.") {
			t.Errorf("updated %s: %s, want issued %s", updated, got, want)
		}
	}
}

func TestOverviewListsTheNotesLastWorkedOn(t *testing.T) {
	dates := map[string]string{"events/a.md": "created: 2030-01-01", "events/b.md": "created: 2029-01-01\nupdated: 2030-02-01", "people/c.md": "created: 2030-01-01"}
	doc := pages(t, func(files map[string]string) {
		for file, date := range dates {
			name := "date: 2020-05-01\ntitle"
			if strings.HasPrefix(file, "people") {
				name = "name"
			}
			files[file] = "---\n" + name + ": The " + file + "\n" + date + "\n---\n\nWords.\n"
		}
	})["/"]
	if got := shown(t, doc, "section[aria-labelledby=notes] li"); !strings.HasPrefix(got, "Event The events/b.md | Event The events/a.md | Person The people/c.md") || strings.Count(got, " | ") != 2 {
		t.Errorf("latest notes: %q", got)
	}
}

func TestOverviewCallsNotesWithoutADateNotTheLatest(t *testing.T) {
	doc := pages(t, func(map[string]string) {})["/"]
	if got := shown(t, doc, "section[aria-labelledby=notes] h2"); got != "Notes" {
		t.Errorf("notes without a date are headed %q", got)
	}
}

func TestMarkedWordsAreNotSaidToLackWhatStandsAroundThem(t *testing.T) {
	doc := pages(t, func(files map[string]string) {
		files["sources/one.md"] = "---\ntitle: One\npublisher: One\npublished: 2021\n---\n\nEleven families live off this lock. Not one of them was asked.\n"
		files["sources/two.md"] = "---\ntitle: Two\npublisher: Two\npublished: 2022\n---\n\n“Not one of them was asked,” he said of the eleven families who live off the lock.\n"
		files["quotes/lamps.md"] = "---\ntitle: Lamps\n---\n\n> Eleven families live off this lock. Not one of them was asked.\n> — [[one]]\n\n> “==Not one of them was asked==,” he said of the eleven families who live off the lock.\n> — [[two]]\n"
	})["/quotes/lamps/"]
	if got := shown(t, doc, "main"); strings.Contains(got, "does not have") || !strings.Contains(got, "Not one of them was asked") {
		t.Error(got)
	}
}

func TestOverviewTakesTurnsAmongNotesOfOneDay(t *testing.T) {
	doc := pages(t, func(files map[string]string) {
		for _, name := range []string{"events/a.md", "events/b.md", "events/c.md", "people/d.md", "people/e.md"} {
			keys := "title: " + name + "\ndate: 2020-05-01"
			if strings.HasPrefix(name, "people") {
				keys = "name: " + name
			}
			files[name] = "---\n" + keys + "\ncreated: 2030-01-01\n---\n\nWords.\n"
		}
	})["/"]
	got := shown(t, doc, "section[aria-labelledby=notes] li")
	if want := "Event events/a.md | Person people/d.md | Event events/b.md | Person people/e.md | Event events/c.md"; got != want {
		t.Errorf("latest notes: %q, want %q", got, want)
	}
}

// The page for addresses that lead nowhere is served at every depth, so its
// links start at the site's own address when that is known.
func TestTheMissingPageKnowsWhereTheSiteStands(t *testing.T) {
	docs := pages(t, func(files map[string]string) { files["dossier.yaml"] += "base_url: https://example.org/ferry/\n" })
	// It is served for addresses at every depth, and its links within the page stay in it.
	if got := shown(t, docs["/404.html"], "base @href"); got != "" {
		t.Errorf("its links start at %q", got)
	}
	if got, want := shown(t, docs["/404.html"], ".skip @href")+" "+shown(t, docs["/404.html"], ".brand a @href"), "#main https://example.org/ferry/index.html"; got != want {
		t.Errorf("it leads to %q, want %q", got, want)
	}
	if got, want := shown(t, docs["/404.html"], "link[rel=stylesheet] @href"), "https://example.org/ferry/style.css"; got != want {
		t.Errorf("its style sheet is %q, want %q", got, want)
	}
	if got := shown(t, docs["/quotes/crew/"], ".cite details:first-of-type pre"); !strings.Contains(got, "https://example.org/ferry/quotes/crew/. Quoted there") {
		t.Errorf("a quotation is cited as %q", got)
	}
}

func TestPeopleOfOneNameAreToldApartByRole(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		files["people/smith.md"] = "---\nname: John Smith\nrole: pilot\n---\n\nFlies.\n"
		files["people/smith-2.md"] = "---\nname: John Smith\nrole: clerk\n---\n\nCounts; see [[people/smith]].\n"
		files["sources/letter.md"] = "---\ntitle: A letter of nobody knows which\npublisher: John Smith\n---\n\nDear Sir.\n"
		files["sources/one.md"] = "---\ntitle: One\npublisher: One\npublished: 2021\n---\n\nNo ship sails, she said. Or does one?\n"
		files["quotes/lamps.md"] = "---\ntitle: Lamps\nspeaker: smith\n---\n\n> No ship sails\n> — [[one]]\n"
		files["quotes/tides.md"] = "---\ntitle: Tides\nspeaker: smith-2\n---\n\n> Or does one\n> — [[one]]\n"
	})
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		{"/people/", ".item h3", "John Smith (clerk) | John Smith (pilot)"},
		{"/quotes/", "select[name=speaker] option", "John Smith (clerk) (1) | John Smith (pilot) (1)"},
		{"/quotes/tides/", ".byline b a", "John Smith (clerk)"},
		{"/people/smith-2/", ".prose a", "John Smith (pilot)"},
		{"/people/smith-2/", "h1", "John Smith"},
		{"/people/smith-2/", ".byline", "clerk"},
	} {
		got := shown(t, docs[c.route], c.selector)
		for _, want := range strings.Split(c.want, " | ") {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %s is %q, without %q", c.route, c.selector, got, want)
			}
		}
	}
	for _, route := range []address.Route{"/people/smith/", "/people/smith-2/"} {
		if got := shown(t, docs[route], "main"); strings.Contains(got, "nobody knows which") {
			t.Errorf("%s has what one of two people of that name published: %q", route, got)
		}
	}
	if got := links(docs["/sources/letter/"], "main"); slices.ContainsFunc(got, func(href string) bool { return strings.Contains(href, "people/smith") }) {
		t.Errorf("the letter is said to be of one of two: %q", got)
	}
	// The role is said once, be it in the name or beside it.
	for _, n := range all(docs["/people/"], ".item.person") {
		for _, role := range []string{"pilot", "clerk"} {
			if strings.Count(text(n), role) > 1 {
				t.Errorf("the list of people says %q", text(n))
			}
		}
		for _, meta := range texts(all(n, ".meta")) {
			if meta == "" || strings.HasPrefix(meta, "·") {
				t.Errorf("the list of people says %q", meta)
			}
		}
	}
	if got := shown(t, docs["/quotes/tides/"], "header .byline"); strings.Count(got, "clerk") != 1 {
		t.Errorf("the quotation is by %q", got)
	}
}

func TestTheNavigationLeadsToNoEmptyPage(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		clear(files)
		files["dossier.yaml"] = "title: X\n"
		files["sources/one.md"] = "---\ntitle: One\n---\n\nNo ship sails.\n"
	})
	if got, want := shown(t, docs["/"], "header nav a"), "Sources"; got != want {
		t.Errorf("the navigation leads to %q, want %q", got, want)
	}
	docs = pages(t, func(files map[string]string) {
		clear(files)
		files["dossier.yaml"] = "title: X\neditors: [Ada Roe]\n"
	})
	if got, want := shown(t, docs["/"], "footer"), "Edited by Ada Roe."; got != want {
		t.Errorf("the foot says %q, want %q", got, want)
	}
}

// An editor who cites less does not make the outlet print less.
func TestWhatACitationStopsShortOfIsNotSaidToBeLacking(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		clear(files)
		files["dossier.yaml"] = "title: X\n"
		for slug, body := range map[string]string{
			"a": "“I have seen no such letter, and I doubt that it exists,” he said.",
			"b": "“I have seen no such letter, and I doubt that it exists at all,” the mayor said.",
			"c": "“I have seen no such letter,” he said. Later he added: “And I doubt that it exists.”",
			"d": "“I have seen no such letter,” he said, and left.",
			"e": "publish: passages",
		} {
			head := "title: " + slug + "\npublisher: " + slug + "\n"
			if slug == "e" {
				head, body = head+body+"\n", "“I have seen no such letter,” he said, and left."
			}
			files["sources/"+slug+".md"] = "---\n" + head + "---\n\n" + body + "\n"
		}
		files["quotes/q.md"] = "---\ntitle: Q\n---\n\n> I have seen no such letter, and I doubt that it exists\n> — [[a]]\n\n"
		files["quotes/r.md"] = "---\ntitle: R\n---\n\n> I have seen no such letter\n> — [[b]]\n\n> I have seen no such letter, and I doubt that it exists\n> — [[a]]\n"
		for _, slug := range []string{"b", "c", "d", "e"} {
			files["quotes/q.md"] += "> I have seen no such letter\n> — [[" + slug + "]]\n\n"
		}
	})
	for i, wording := range all(docs["/quotes/q/"], ".wordings > li") {
		says := strings.Contains(text(wording), "It does not have “and I doubt that it exists”")
		struck := len(all(wording, "del")) > 0
		if lacks := i == 3; says != lacks || struck != lacks {
			t.Errorf("wording %d: it is said to lack words: %t, and they are struck out: %t: %s", i, says, struck, text(wording))
		}
	}
	if got := shown(t, docs["/quotes/r/"], ".wordings"); strings.Contains(got, "also has") {
		t.Errorf("the first is said to lack what it goes on with: %s", got)
	}
	has(t, docs["/quotes/r/"], ".wordings ins", 0)
}

// Two sources of one outlet are one outlet; in a dossier with a post they are sources.
func TestOutletsAreCounted(t *testing.T) {
	for medium, want := range map[string]string{"print": "In 2 outlets, by date", "post": "In 3 sources, by date"} {
		docs := pages(t, func(files map[string]string) {
			clear(files)
			files["dossier.yaml"] = "title: X\n"
			for i, outlet := range []string{"The Post", "The Post", "The Herald"} {
				files[fmt.Sprintf("sources/s%d.md", i)] = fmt.Sprintf("---\ntitle: Title %d\npublisher: %s\nmedium: %s\n---\n\nNo ship sails.\n", i, outlet, medium)
				files["quotes/ship.md"] += fmt.Sprintf("> No ship sails.\n> — [[s%d]]\n\n", i)
			}
			files["quotes/ship.md"] = "---\ntitle: Ship\n---\n\n" + files["quotes/ship.md"]
		})
		if got := shown(t, docs["/quotes/ship/"], "#wordings"); got != want {
			t.Errorf("medium %s: %q, want %q", medium, got, want)
		}
	}
}

// What stands beside an event in the list is not said to have been before or after it: its date may be doubtful.
func TestEventsBesideEachOtherAreNotOrdered(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		files["events/about.md"] = "---\ntitle: The about\ndate: 2020-05-02~\n---\n\nSo it was.\n"
	})
	got := shown(t, docs["/events/stop/"], "aside")
	if !strings.Contains(got, "Next to it in the list of events") || !strings.Contains(got, "The about") {
		t.Errorf("beside the event stands %q", got)
	}
	for _, order := range []string{"before", "after", "Before", "After"} {
		if strings.Contains(got, order) {
			t.Errorf("an order is said: %q", got)
		}
	}
}

// TestHeadingsSkipNoLevel reads the headings of every page in their order.
func TestHeadingsSkipNoLevel(t *testing.T) {
	for route, doc := range pages(t, nil) {
		last := 0
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
				continue
			}
			level := int(n.Data[1] - '0')
			if level > last+1 {
				t.Errorf("%s: %q of level %d stands below one of level %d", route, text(n), level, last)
			}
			last = level
		}
	}
}
