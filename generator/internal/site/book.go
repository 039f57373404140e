package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/tongue"
)

// BookChapter is what a book of the dossier, printed or an EPUB, tells of one thing. Links in it start from [address.Print].
type BookChapter struct {
	ID                  string // of the chapter
	Kind                string
	Title               string
	TitleLang, TitleDir string
	Facts               []view.Link // what it is, in words; Href is empty where a fact leads nowhere
	Chain               []view.Link // of a quotation: who said it
	Date                view.Date
	Verdict             *claims.Verdict
	Summary             string // of the verdict
	Reviewed            view.Date
	Limited             string // why not the whole text of a source is shown; empty when it is
	TextLang, TextDir   string
	Text                []TextBlock // of a source, with the notes on each paragraph
	Apart               []Card      // notes that stand beside no paragraph
	Body                []view.Block
	Lead                *Wording
	WordingsIn          string
	Languages           []Language // the wordings of a quotation
	Sections            []BookSection
	Years               []chronicle.TimelineYear
}

// BookSection is passages or links under a heading.
type BookSection struct {
	Title    string
	Count    string // of the passages, and of how many sources; may be empty
	Prose    []view.Block
	Passages []claims.ClaimPassage
	Links    []BookLink
}

// BookLink is a link with its date.
type BookLink struct {
	view.Link
	Date view.Date
}

// PrintPage is the whole dossier on one page, to be printed.
type PrintPage struct {
	Lang, Dir string
	Site      string // the dossier's title
	Title     string // of the page
	Summary   string
	Styles    []string // links to the style sheets
	Home      string   // link to the overview
	Address   string   // of the site; empty where it is not known
	Editors   string
	Counts    []string
	TooLong   string // that it is too much for one page; empty when it is not
	Volume    string // which of the volumes it is; empty where there is but one
	Volumes   []BookVolume
	Contents  []BookContents
	Body      template.HTML // the chapters
}

// BookVolume is a volume of a dossier that is too long for one book.
type BookVolume struct {
	Print view.Link // Href is empty where it is not there to be printed
	EPUB  view.Link // Href is empty where there is none
	From  string    // what its first chapter is called
	To    string    // and the last
}

// BookContents is a line of the contents of a book.
type BookContents struct {
	view.Link
	Below []view.Link
}

// A book holds as much as a reader carries, and a browser prints: so many texts of sources, and so many bytes of texts and notes. Of a
// dossier of more there is a book in volumes where its settings ask for one, which takes longer to make than the site does
// without, and else none.
const (
	bookSources = 300
	bookBytes   = 5 << 20
)

// A PlannedChapter is a chapter of the book of a site before it is made.
type PlannedChapter struct {
	ID    string
	Route address.Route // of the page of the same
	Title string
	Lang  string // of the title, where it is not the book's
	Dir   string
	Data  func() *BookChapter

	bytes int  // about: of the text and of the notes that stand in it
	text  bool // it is a text of a source
}

// A PlannedPart is chapters of one kind.
type PlannedPart struct {
	ID, Title string
	Chapters  []PlannedChapter
}

// Language returns the language of the site, and the direction it is written in.
func (s *Site) Language() (lang, dir string) {
	lang = s.in.Dossier.Settings.Language
	return lang, tongue.Direction(lang)
}

// BookFits reports whether the dossier is a book of reasonable length.
func (s *Site) BookFits() bool {
	n, texts := 0, 0
	for _, source := range s.in.Dossier.Sources {
		for _, v := range source.Versions() {
			n, texts = n+len(v.Plain), texts+1
		}
	}
	for _, note := range s.in.Dossier.Notes() {
		n += len(note.File.Data)
	}
	return n <= bookBytes && texts <= bookSources
}

// Volumes returns the book in volumes of what fits into one each.
func (s *Site) Volumes() [][]PlannedPart {
	var out [][]PlannedPart
	texts, size := 0, 0
	for _, p := range s.Book() {
		for i, c := range p.Chapters {
			n := 0
			if c.text {
				n = 1
			}
			if len(out) == 0 || size > 0 && (size+c.bytes > bookBytes || texts+n > bookSources) {
				out, texts, size = append(out, nil), 0, 0
			}
			texts, size = texts+n, size+c.bytes
			volume := &out[len(out)-1]
			if last := len(*volume) - 1; i == 0 || last < 0 {
				*volume = append(*volume, PlannedPart{ID: p.ID, Title: p.Title})
			}
			last := &(*volume)[len(*volume)-1]
			last.Chapters = append(last.Chapters, c)
		}
	}
	return out
}

// Book returns the dossier as the parts of a book: what the editors wrote first, then what they found, then what it rests on.
func (s *Site) Book() []PlannedPart {
	v := s.finder()
	v.Page.Route = address.Print
	d := s.in.Dossier
	var out []PlannedPart
	part := func(kind dossier.Kind, chapters []PlannedChapter) {
		if len(chapters) > 0 {
			out = append(out, PlannedPart{"part-" + kind.Folder(), v.Word(kind.Folder()), chapters})
		}
	}
	part(dossier.KindPage, chapters(v, d.Pages, maker.bookText))
	part(dossier.KindClaim, chapters(v, view.SortedBy(d.Claims, claims.Newest), maker.bookClaim))
	part(dossier.KindQuote, chapters(v, view.SortedBy(d.Quotes, func(a, b *dossier.Quote) int {
		return cmp.Or(edtf.Compare(a.Said, b.Said), cmp.Compare(a.Slug, b.Slug))
	}), maker.bookQuote))
	var texts []*dossier.Source
	for _, source := range view.SortedBy(d.Sources, view.SourcesByDate) {
		texts = append(texts, source)
		for _, earlier := range source.Earlier {
			if len(v.Index.Cited(earlier)) > 0 {
				texts = append(texts, earlier)
			}
		}
	}
	part(dossier.KindSource, chapters(v, texts, maker.bookSource))
	part(dossier.KindPerson, chapters(v, view.SortedBy(d.People, func(a, b *dossier.Person) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), cmp.Compare(a.Slug, b.Slug))
	}), maker.bookPerson))
	part(dossier.KindEvent, chapters(v, v.Index.Calendar(), maker.bookEvent))
	if v.Index.Has(address.Timeline) {
		title := v.Word("timeline")
		out = append(out, PlannedPart{"part-timeline", title, []PlannedChapter{{ID: "timeline", Route: address.Timeline, Title: title, Data: func() *BookChapter {
			return &BookChapter{ID: "timeline", Kind: "timeline", Title: title, Years: v.timeline().Whole()}
		}}}})
	}
	return out
}

// chapters plans a chapter for each thing of a kind.
func chapters[T dossier.Item](v maker, list []T, make func(maker, T, *BookChapter)) []PlannedChapter {
	var out []PlannedChapter
	for _, item := range list {
		e := item.AsEntry()
		c := PlannedChapter{ID: e.Kind.Folder() + "." + string(e.Slug), Route: address.Of(e), Title: v.NameOf(e), bytes: len(e.File.Data)}
		if s, ok := any(item).(*dossier.Source); ok {
			c.text, c.bytes = true, len(s.Plain)
			for _, e := range v.Index.Cited(s) {
				c.bytes += len(e.Citation.Note.File.Data)
			}
			c.Title = v.Marked(e, s.Title)
			c.Lang, c.Dir = v.OtherLanguage(s.Lang)
			if s.Newest != nil {
				c.Title = v.Word("told_apart", c.Title, v.VersionName(s))
			}
		}
		c.Data = func() *BookChapter {
			out := &BookChapter{ID: c.ID, Kind: string(e.Kind), Title: c.Title, TitleLang: c.Lang, TitleDir: c.Dir}
			make(v, item, out)
			return out
		}
		out = append(out, c)
	}
	return out
}

// fact adds a fact that leads nowhere, where there is one.
func (c *BookChapter) fact(words string) {
	if words != "" {
		c.Facts = append(c.Facts, view.Link{Text: words})
	}
}

func (v maker) bookText(p *dossier.Page, out *BookChapter) { out.Body = v.Body(&p.Note) }

func (v maker) bookEvent(e *dossier.Event, out *BookChapter) {
	item := v.eventItem(e)
	out.Date, out.Facts, out.Body = item.Date, item.People, v.Body(&e.Note)
}

func (v maker) bookPerson(p *dossier.Person, out *BookChapter) {
	out.fact(v.Role(p))
	out.Body = v.Body(&p.Note)
	list := func(title string, quotes []*dossier.Quote) {
		var links []BookLink
		for _, q := range quotes {
			links = append(links, BookLink{v.Entry(&q.Entry), v.Date(q.Said, "")})
		}
		out.links(title, links)
	}
	list(v.Word("what_said"), v.Index.Said()[p])
	list(v.Word("quoted_by_others"), v.Index.Quoted()[p])
	list(v.Word("passed_on"), v.Index.Passed()[p])
	var links []BookLink
	for _, c := range claims.By(v.View, p) {
		links = append(links, BookLink{c.Link, c.Made})
	}
	out.links(v.Word("claims_by"), links)
	links = nil
	for _, s := range view.SortedBy(v.Index.Wrote()[p], view.SourcesByDate) {
		item := v.sourceItem(s)
		links = append(links, BookLink{item.Link, item.Published})
	}
	out.links(v.Word("wrote"), links)
	links = nil
	for _, e := range v.Index.Events()[p] {
		links = append(links, BookLink{v.Entry(&e.Entry), v.Date(e.Date, "")})
	}
	out.links(v.Word("events"), links)
}

func (c *BookChapter) links(title string, list []BookLink) {
	if len(list) > 0 {
		c.Sections = append(c.Sections, BookSection{Title: title, Links: list})
	}
}

func (v maker) bookQuote(q *dossier.Quote, out *BookChapter) {
	out.Chain, out.Date = v.Chain(q), v.Date(q.Said, "")
	out.fact(q.Occasion)
	lead := v.leading(q)
	if lead == nil {
		out.Body = v.Body(&q.Note)
		return
	}
	out.Body = v.Blocks(&q.Note, 0, lead.Citation.Block)
	out.Languages, out.Lead = v.languages(q, lead)
	var sources []*dossier.Source
	for _, e := range v.wordings(q) {
		sources = append(sources, e.Citation.Source)
	}
	out.WordingsIn = v.CountOutlets("wordings_in", sources)
	if len(sources) == 1 {
		out.Languages = nil // the words that lead are all there are
	}
}

func (v maker) bookClaim(c *dossier.Claim, out *BookChapter) {
	page := claims.New(v.View, c)
	out.Date, out.Verdict, out.Summary, out.Reviewed = page.Made, page.Verdict, page.Summary, page.Reviewed
	if len(page.Claimants) > 0 {
		out.fact(v.Word("claim_by"))
		out.Facts = append(out.Facts, page.Claimants...)
	}
	add := func(s BookSection) {
		if len(s.Passages)+len(s.Prose) > 0 {
			out.Sections = append(out.Sections, s)
		}
	}
	add(BookSection{Title: v.Word("claim_claimed"), Prose: page.Claimed, Passages: page.Appears})
	add(BookSection{Title: v.Word("claim_shown"), Prose: page.Shown})
	for _, s := range page.Sides {
		add(BookSection{Title: s.Title, Count: strings.TrimSpace(s.Count + " " + s.Shared), Passages: s.Passages})
	}
	add(BookSection{Title: v.Word("claim_context"), Passages: page.Context})
	add(BookSection{Title: v.Word("claim_method"), Prose: page.Method})
}

func (v maker) bookSource(s *dossier.Source, out *BookChapter) {
	facts := []view.Link{v.named(s.Publisher, view.Outlet(s)), v.named(s.Author), {Text: s.Series}}
	out.Facts = slices.DeleteFunc(facts, func(l view.Link) bool { return l.Text == "" })
	out.Date = v.Date(s.Published, s.Inference("published"))
	if original := v.Original(s); original != "" {
		out.Facts = append(out.Facts, view.Link{Text: v.Word("original"), Href: original})
	}
	out.fact(s.Rights)
	out.TextLang, out.TextDir = s.Lang, tongue.Direction(s.Lang)
	switch s.Publish {
	case dossier.PublishPassages:
		out.Limited = v.Word("limited_passages")
	case dossier.PublishNone:
		out.Limited = v.Word("limited_none")
	}
	out.Text, out.Apart = v.noted(s, v.Index.Cited(s))
	for i := range out.Text {
		if b := &out.Text[i]; b.Kind == markdown.Heading {
			b.Level = max(2, b.Level-1) // below the title of the chapter alone
		}
	}
}

// Print returns the page of the whole dossier, to be printed, around its chapters.
func (s *Site) Print(contents []BookContents, body string) *PrintPage {
	v := s.finder()
	v.Page.Route = address.Print
	f := v.Frame(v.Word("print_title"), "")
	out := &PrintPage{
		Lang: f.Lang, Dir: f.Dir, Site: f.Site, Title: f.Title, Summary: s.in.Dossier.Settings.Summary, Styles: []string{v.Asset(address.BookStyle), v.Asset(address.PrintStyle)}, Home: f.Home,
		Address: s.in.Dossier.Settings.BaseURL, Editors: f.Editors, Counts: f.Counts, Contents: contents, Body: template.HTML(body), // #nosec: made by templates
	}
	return out
}

// TooLong returns the page that says that a dossier is too long to be printed in a piece.
func (s *Site) TooLong() *PrintPage {
	out := s.Print(nil, "")
	out.TooLong = s.finder().Word("print_too_long")
	return out
}

// VolumeOf returns what a volume is called, from 0, of so many.
func (s *Site) VolumeOf(n, all int) string { return s.finder().Word("volume_of", n+1, all) }

// VolumesPage returns the page that leads to the volumes of the dossier.
func (s *Site) VolumesPage(volumes [][]PlannedPart) *PrintPage {
	out := s.Print(nil, "")
	v := s.finder()
	v.Page.Route = address.Print
	settings := &s.in.Dossier.Settings
	for i, parts := range volumes {
		name := s.VolumeOf(i, len(volumes))
		last := parts[len(parts)-1].Chapters
		volume := BookVolume{From: parts[0].Chapters[0].Title, To: last[len(last)-1].Title}
		volume.Print = view.Link{Text: name}
		if settings.Has(dossier.FormatPrint) {
			volume.Print = v.To(address.PrintVolume(i), "", name)
		}
		if settings.Has(dossier.FormatEPUB) {
			volume.EPUB = view.Link{Href: v.Asset(address.EPUBVolume(i)), Text: "EPUB"}
		}
		out.Volumes = append(out.Volumes, volume)
	}
	return out
}
