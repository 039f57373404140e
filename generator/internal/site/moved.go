package site

import (
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/tongue"
)

// MovedPage is a page that stands where another one stood, and leads to where that is now.
type MovedPage struct {
	Lang, Dir     string
	Site          string // the dossier's title
	Style, Script string
	To            view.Link
	Refresh       string // what has a browser without scripts go there
	Canonical     string // the whole address of where it leads, where the site has one; else as To.Href
}

// Moved is an address at which a page stood.
type Moved struct {
	Route address.Route
	to    address.Route
	title string
}

// Moved returns the addresses of pages that stood elsewhere, each once and in a fixed order: where an alias says so, that is a slug or an
// address of the site; the pages below those of a source or note; and comparisons that were published and are no pages any more. None is one
// at which a page stands.
func (s *Site) Moved() []Moved {
	d := s.in.Dossier
	var out []Moved
	known := map[address.Route]bool{}
	add := func(from, to address.Route, title string) {
		if from != to && !known[from] {
			known[from] = true
			out = append(out, Moved{Route: from, to: to, title: title})
		}
	}
	for _, e := range d.Entries() {
		at := address.Of(e)
		if at == "" {
			continue
		}
		below := func(from address.Route) {
			add(from, at, e.Title)
			for _, sub := range s.below(e) {
				add(address.Route(strings.Replace(string(sub), string(at), string(from), 1)), sub, e.Title)
			}
		}
		for _, slug := range e.Moved() {
			if d.Entry(e.Kind, slug) == nil {
				below(address.Of(&dossier.Entry{Kind: e.Kind, Slug: slug}))
			}
		}
		for _, a := range e.Aliases {
			if from := address.Route(a.Name); strings.HasPrefix(a.Name, "/") && strings.HasSuffix(a.Name, "/") {
				if _, there := s.Page(from); !there {
					below(from)
				}
			}
		}
	}
	s.movedPairs(add)
	return out
}

// below returns the pages below that of a source or note that have addresses which others may know.
func (s *Site) below(e *dossier.Entry) []address.Route {
	var out []address.Route
	if source, ok := e.Item.(*dossier.Source); ok {
		for _, r := range []address.Route{address.Versions(source.Slug), address.Changes(source.Slug), address.Related(source.Slug)} {
			if _, there := s.Page(r); there {
				out = append(out, r)
			}
		}
	}
	if (e.Kind == dossier.KindQuote || e.Kind == dossier.KindClaim) && s.finder().Embeds() {
		out = append(out, address.Of(e).Embed())
	}
	return out
}

// movedPairs adds the comparisons of sources that had other names, and those that were published and that no page has any more.
func (s *Site) movedPairs(add func(from, to address.Route, title string)) {
	d := s.in.Dossier
	names := func(source *dossier.Source) []dossier.Slug {
		return append([]dossier.Slug{source.Slug}, source.Moved()...)
	}
	if slices.ContainsFunc(d.Sources, func(s *dossier.Source) bool { return len(s.Moved()) > 0 }) {
		for _, c := range s.index.Pairs() {
			a, b := s.index.Source(c.A).Current(), s.index.Source(c.B).Current()
			to := address.Pair(a.Slug, b.Slug)
			for _, x := range names(a) {
				for _, y := range names(b) {
					add(address.Pair(x, y), to, a.Title)
				}
			}
		}
	}
	called := map[dossier.Slug]*dossier.Source{}
	for _, source := range d.Sources {
		for _, n := range names(source) {
			called[n] = source
		}
	}
	for _, listed := range d.Addresses.List {
		pair, ok := strings.CutPrefix(listed.Name, string(address.Compare))
		if !ok {
			continue
		}
		a, b, ok := strings.Cut(strings.TrimSuffix(pair, "/"), "--")
		one, other := called[dossier.Slug(a)], called[dossier.Slug(b)]
		if from := address.Route(listed.Name); ok && one != nil && other != nil && !s.index.HasPair(one.Slug, other.Slug) {
			add(from, address.Of(&one.Entry), one.Title)
		}
	}
}

// MovedPage returns the page that stands at an address where another one stood.
func (s *Site) MovedPage(m Moved) *MovedPage {
	v := view.View{Index: s.index, Page: view.Page{Route: m.Route}}
	lang := s.in.Dossier.Settings.Language
	out := &MovedPage{
		Lang: lang, Dir: tongue.Direction(lang), Site: s.in.Dossier.Settings.Title, Style: v.Asset("style.css"), Script: v.Asset("script.js"),
		To: view.Link{Href: v.Href(m.to, ""), Text: m.title},
	}
	out.Refresh = "0; url=" + out.To.Href
	if out.Canonical = out.To.Href; s.in.Dossier.Settings.BaseURL != "" {
		out.Canonical = s.in.Dossier.Settings.BaseURL + m.to.Path()
	}
	return out
}

// Addresses returns the addresses of pages that are to last once they are published, sorted: of every source, with its versions and what changed, of
// every note that has a page, topic, series and comparison. The pages of lists are none of them: where a list is cut depends on what it holds.
func (s *Site) Addresses() []address.Route {
	var out []address.Route
	for _, p := range s.Pages() {
		r := string(p.Route)
		below := func(root address.Route) bool { return strings.HasPrefix(r, string(root)) && p.Route != root }
		if strings.HasSuffix(r, "/") && (p.Entry != nil || below(address.Topics) || below(address.Series) || below(address.Compare) && strings.Contains(r, "--")) {
			out = append(out, p.Route)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// CheckAddresses reports the addresses that were published and at which nothing stands any more, of which the settings do not say that they are gone.
func (s *Site) CheckAddresses() []diag.Diagnostic {
	listed := s.in.Dossier.Addresses
	if listed.File == nil || s.in.Preview {
		return nil
	}
	stands := map[string]bool{}
	old := map[string]bool{}
	for _, a := range listed.List {
		old[a.Name] = true
	}
	var names []string // that are new
	for _, r := range s.Addresses() {
		stands[string(r)] = true
		if !old[string(r)] {
			names = append(names, string(r))
		}
	}
	for _, m := range s.Moved() {
		stands[string(m.Route)] = true
	}
	for _, g := range s.in.Dossier.Settings.Gone {
		stands[g.Name] = true
	}
	var out []diag.Diagnostic
	for _, a := range listed.List {
		if stands[a.Name] || strings.HasPrefix(a.Name, string(address.Compare)) {
			continue // a comparison is gone where one of its sources is
		}
		hint := diag.Say(`if the page has another address now, write "aliases: ` + lastName(a.Name) + `" into its file, which leaves a page here that leads there; if it is to be gone, write "gone: [` + a.Name + `]" into ` + dossier.SettingsFile)
		if near, ok := meant.Nearest(a.Name, names); ok {
			hint = diag.Say("is it " + near + " now? ").Then(hint)
		}
		d := listed.File.At(a.Start, a.End, diag.Error, diag.AddressGone, "a page was published at "+a.Name+", and nothing stands there any more", "")
		d.Hint = hint
		out = append(out, d)
	}
	return out
}

// lastName returns the last name of an address.
func lastName(a string) string {
	a = strings.TrimSuffix(a, "/")
	return a[strings.LastIndex(a, "/")+1:]
}
