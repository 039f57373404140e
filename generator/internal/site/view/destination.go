package view

import (
	"cmp"
	"path"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
)

// Style returns how the body of a note is written on the page. copy is put
// before the ids of what the page shows a second time.
func (v View) Style(n *dossier.Note, copy string) markdown.Style {
	style := markdown.Style{
		Resolve: v.resolve, IDPrefix: copy + "f-" + string(n.Kind) + "-" + string(n.Slug) + "-",
		Address: func(i int) string { return v.address(n, n.Destinations[i]) },
		HeadingID: func(i int) string {
			if id := v.Index.Headings(n)[i]; id != "" {
				return copy + id
			}
			return ""
		},
	}
	switch {
	case n.Kind == dossier.KindAnnotation:
		style.HeadingShift = 3
	case n.Body.HasTopHeading():
		style.HeadingShift = 1 // a page has one heading of the first rank
	}
	return style
}

// address returns where a link or picture of a note leads from the page.
func (v View) address(n *dossier.Note, to dossier.Destination) string {
	switch {
	case to.Elsewhere != "":
		return to.Elsewhere
	case to.File != "":
		return v.Page.Route.Asset(v.Index.Published(n, to.File))
	case to.Entry != nil || to.Here != "" || to.Fragment != "":
		file, fragment := v.Index.Leads(n, to)
		if fragment == "" {
			return v.Page.Route.Asset(file)
		}
		if file == v.Page.Route.File() {
			return "#" + fragment
		}
		return v.Page.Route.Asset(file) + "#" + fragment
	}
	return ""
}

// Kept returns where on the site the original of a source stands, next to its page,
// and which file of the content folder it is; empty where it is not published.
func (x *Index) Kept(source *dossier.Source) (at, file string) {
	o, ok := x.In.Dossier.Original(source)
	route := x.Place(&source.Entry).Route
	if !ok || !source.PublishOriginal || route == "" {
		return "", ""
	}
	return path.Join(path.Dir(route.File()), path.Base(o.Path)), o.Path
}

// Published returns where on the site a file stands that a note shows: next to
// the note's page, or in the folder that notes share.
func (x *Index) Published(n *dossier.Note, file string) string {
	if strings.HasPrefix(file, dossier.MediaFolder+"/") {
		return file
	}
	return path.Join(path.Dir(x.Place(&n.Entry).Route.File()), path.Base(file))
}

// Leads returns the file of the site, and the place in it, that a destination on
// the site names. Whether there is one is not asked here.
func (x *Index) Leads(n *dossier.Note, to dossier.Destination) (file, fragment string) {
	own := x.Place(&n.Entry).Route
	switch {
	case to.Entry != nil:
		at := x.Place(to.Entry)
		return at.Route.File(), cmp.Or(x.fragment(to.Entry, to.Fragment), at.fragment)
	case to.Here != "":
		name := to.Here
		if !strings.HasPrefix(name, "/") {
			name = path.Dir("/"+own.File()) + "/" + name
		}
		if clean := path.Clean(name); clean == "/" || !strings.HasSuffix(name, "/") && !strings.HasSuffix(name, "/.") && !strings.HasSuffix(name, "/..") {
			name = clean
		} else {
			name = clean + "/"
		}
		return address.Route(name).File(), to.Fragment
	}
	return own.File(), x.fragment(&n.Entry, to.Fragment)
}

// fragment returns the id that a name behind "#" stands for on the page of an
// entry: of a heading the editor may write its id or its words.
func (x *Index) fragment(e *dossier.Entry, name string) string {
	n := e.Item.AsNote()
	if n == nil || name == "" {
		return name
	}
	for i, h := range n.Body.Headings {
		if h.ID == name {
			return x.Headings(n)[i]
		}
	}
	for i, h := range n.Body.Headings {
		if dossier.Slugify(h.Text) == dossier.Slugify(name) {
			return x.Headings(n)[i]
		}
	}
	return name
}

// Headings returns the ids of the headings of a note, in order. One that the
// editor gave is kept; on the page of a source, where several notes stand, the
// note's name is before it.
func (x *Index) Headings(n *dossier.Note) []string {
	if len(n.Body.Headings) == 0 {
		return nil
	}
	prefix, given := "h-", ""
	if n.Kind == dossier.KindAnnotation {
		prefix += string(n.Slug) + "-"
		given = prefix
	}
	used := IDs{}
	for _, h := range n.Body.Headings {
		if h.ID != "" {
			used.take(given + h.ID)
		}
	}
	out := make([]string, len(n.Body.Headings))
	for i, h := range n.Body.Headings {
		if h.ID != "" {
			out[i] = given + h.ID
		} else {
			out[i] = used.Of(prefix, h.Text)
		}
	}
	return out
}
