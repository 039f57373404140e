package view

import (
	"html/template"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// A Link leads somewhere from the page it stands on.
type Link struct {
	Href string
	Text string
	Lang string // of Text; empty when it is the page's
	Dir  string // of Text; empty when it is the page's
	Hint string // a word on where it leads; may be empty
}

// A HeadLink leads from the head of a page elsewhere, for programs.
type HeadLink struct {
	Rel, Href string
	Type      string // of what is there; may be empty
	Title     string // may be empty
}

// Meta is a fact of a page in its head, for programs. It has a name, or a property of RDFa as OpenGraph has it.
type Meta struct{ Name, Property, Content string }

// NavItem is a link of the navigation.
type NavItem struct {
	Link
	Current bool // it leads to this page
	Within  bool // this page stands below the one it leads to
}

// Frame is what every page has around its own content.
type Frame struct {
	Lang, Dir   string
	Site        string // the dossier's title
	Title       string // the page's heading
	TitleLang   string // of Title; empty when it is the page's
	TitleDir    string
	Description string // for search engines, in plain text
	Kind        string // the page's template: a class of the body
	Home        string // link to the overview
	Style       string
	Script      string
	HeadLinks   []HeadLink
	HeadMetas   []Meta
	HeadData    template.JS // what the page is of, as JSON-LD; may be empty
	Search      string      // link to the page of the search; empty where there is none
	Lists       []NavItem   // the lists that the site is made of
	Texts       []NavItem   // the editors' pages
	Trail       []Link      // from the overview down to the page, without both
	Counts      []string    // what the site was made from: "5 sources"
	Editors     string
	License     Link   // of what the editors wrote; Href is empty where they give none
	Preview     bool   // the site shows drafts: it is for its editors alone, and not for search engines
	Draft       string // that what the page is of is a draft, in words; else empty

	Changes      []Change // that the editors made in what the page is of, and that are told at its head; the newest first
	OlderChanges []Change // the same of longer ago, where there are many
	History      []Change // what they changed besides
	AllChanges   Link     // to the changes of the whole dossier; Text is empty where there are none

	about *schemaorg.Page // of which HeadData is; nil where there is none
}

// Heading returns the page's title, whatever page has the frame.
func (f Frame) Heading() string { return f.Title }

// View is a page being made. Links start from its route.
type View struct {
	Index *Index
	Page  Page
}

// Word returns a word or sentence of the interface in the language of the site.
func (v View) Word(key string, args ...any) string { return v.Index.In.Words.Word(key, args...) }

// Count returns a counted text of the interface for n.
func (v View) Count(key string, n int, args ...any) string {
	return v.Index.In.Words.Count(key, n, args...)
}

// Href returns the link from the page to another page of the site.
func (v View) Href(to address.Route, fragment string) string {
	href := v.Page.Route.Href(to, fragment)
	if to == v.Page.Route && fragment != "" {
		return href
	}
	return v.base() + href
}

// Asset returns the link from the page to a file that is no page.
func (v View) Asset(name string) string { return v.base() + v.Page.Route.Asset(name) }

// base returns what links of the page start with: nothing, but for the page
// that is served for addresses at every depth, where it is the address of the
// site. (With a base element its links to itself would leave it.)
func (v View) base() string {
	if base := v.Index.In.Dossier.Settings.BaseURL; v.Page.Route == address.Missing && base != "" {
		return base
	}
	return ""
}

// Frame returns the frame of the page. title is its heading; description may
// be empty.
func (v View) Frame(title, description string, trail ...Link) Frame {
	d := v.Index.In.Dossier
	lang := d.Settings.Language
	f := Frame{
		Lang: lang, Dir: tongue.Direction(lang),
		Site: d.Settings.Title, Title: title, Description: segment.Label(strings.TrimSpace(description), 200),
		Kind: v.Page.Template, Home: v.Href(address.Overview, ""),
		Style: v.Asset("style.css"), Script: v.Asset("script.js"),
		Trail: trail, Editors: v.Joined(d.Settings.Editors), Preview: v.Index.In.Preview,
	}
	if to := d.Settings.License; to != "" {
		f.License = Link{Href: to, Text: v.Word("license")}
		f.HeadLinks = append(f.HeadLinks, HeadLink{Rel: "license", Href: to})
	}
	if v.Page.Entry != nil {
		f.Draft = v.Draft(v.Page.Entry)
	}
	if f.Description == "" {
		f.Description = segment.Label(title+". "+d.Settings.Summary, 200)
	}
	if d.Settings.BaseURL != "" && !v.Index.In.Preview && v.Page.Route != address.Missing {
		f.HeadLinks = append(f.HeadLinks, HeadLink{Rel: "canonical", Href: d.Settings.BaseURL + v.Page.Route.Path()})
	}
	if d.Settings.Robots == dossier.NoIndex && !v.Index.In.Preview { // a preview says so in any case
		f.HeadMetas = append(f.HeadMetas, Meta{Name: "robots", Content: "noindex"})
	}
	f.HeadMetas = append(f.HeadMetas, v.openGraph(f)...)
	if d.Settings.BaseURL != "" && d.Settings.Has(dossier.FormatFeeds) && !v.Index.In.Preview && v.Index.touched() {
		f.HeadLinks = append(f.HeadLinks, HeadLink{"alternate", v.Asset(address.News), "application/atom+xml", d.Settings.Title})
	}
	if !d.Settings.NoSearch {
		f.Search = v.Href(address.Search, "")
		if d.Settings.BaseURL != "" && !v.Index.In.Preview {
			f.HeadLinks = append(f.HeadLinks, HeadLink{"search", v.Asset(address.OpenSearch), "application/opensearchdescription+xml", d.Settings.Title})
		}
	}
	if schemaorg.Says(d) && !v.Index.In.Preview && v.Page.Route != address.Missing {
		p := schemaorg.NewPage(d, v.Page.Route, v.Page.Entry, title, f.Description, v.steps(trail))
		f.about = &p
		f.Say(func(*schemaorg.Page) {})
	}
	v.changes(&f)
	add := func(list *[]NavItem, r address.Route, text string) {
		if !v.Index.Has(r) {
			return
		}
		*list = append(*list, NavItem{
			Link:    Link{Href: v.Href(r, ""), Text: text},
			Current: r == v.Page.Route,
			Within:  r != v.Page.Route && strings.HasPrefix(string(v.Page.Route), string(r)),
		})
	}
	for _, r := range navigation() {
		word := listWord(r)
		if r == address.Series {
			r = v.Index.SeriesRoute()
		}
		add(&f.Lists, r, v.Word(word))
	}
	var pages []*dossier.Page
	for _, p := range d.Pages {
		if p.Nav > 0 {
			pages = append(pages, p)
		}
	}
	slices.SortStableFunc(pages, func(a, b *dossier.Page) int { return a.Nav - b.Nav })
	for _, p := range pages {
		add(&f.Texts, address.Of(&p.Entry), v.Marked(&p.Entry, p.Title))
	}
	for _, k := range dossier.Kinds() {
		// The editors' pages are not what the site was made from.
		if n := len(d.OfKind(k)); n > 0 && k != dossier.KindPage {
			f.Counts = append(f.Counts, v.Count("n_"+k.Folder(), n))
		}
	}
	return f
}

// Say tells programs more of what the page is of, where they are told anything.
func (f *Frame) Say(more func(p *schemaorg.Page)) {
	if f.about == nil {
		return
	}
	more(f.about)
	if data, err := f.about.Data(); err == nil { // there is nothing in it that JSON cannot say
		f.HeadData = template.JS(data) // #nosec: JSON, with what ends a script escaped
	}
}

// steps returns the pages of a trail with their addresses.
func (v View) steps(trail []Link) []schemaorg.Step {
	base := v.Index.In.Dossier.Settings.BaseURL
	var out []schemaorg.Step
	for _, l := range trail {
		at := path.Join(path.Dir(v.Page.Route.File()), l.Href)
		if r, ok := address.OfFile(at); ok {
			out = append(out, schemaorg.NewStep(l.Text, base+r.Path()))
		}
	}
	return out
}

// navigation returns the lists that the site is made of, in the order in which
// every page names them. The list of a kind that has no place of its own here
// stands before the topics.
func navigation() []address.Route {
	out := []address.Route{address.Sources, address.Quotes, address.Series, address.Compare, address.Timeline, address.People, address.Events}
	for _, k := range dossier.Kinds() {
		if r := address.ListOf(k); k.Listed() && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return append(out, address.Topics)
}

// listWord returns the key of what a list of the navigation is called: that of
// a kind is called as its folder.
func listWord(r address.Route) string {
	if r == address.Compare {
		return "comparisons"
	}
	return strings.Trim(string(r), "/")
}

// Joined joins texts as the language joins them: "a, b and c".
func (v View) Joined(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return v.Word("and", strings.Join(items[:n-1], v.Word("comma")), items[n-1])
	}
}
