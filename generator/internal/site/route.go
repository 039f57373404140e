package site

import (
	"path"
	"strings"

	"dossier/generator/internal/dossier"
)

// A Route is the address of a page within the site. It starts with a slash;
// one that ends in a slash is a folder with an index.html in it.
type Route string

// The routes that exist once.
const (
	Overview Route = "/"
	Sources  Route = "/sources/"
	Quotes   Route = "/quotes/"
	People   Route = "/people/"
	Events   Route = "/events/"
	Topics   Route = "/topics/"
	Timeline Route = "/timeline/"
	Compare  Route = "/compare/"
	Missing  Route = "/404.html"
)

// File returns the name of the file that holds the page, relative to the
// root of the site.
func (r Route) File() string {
	name := strings.TrimPrefix(string(r), "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}

// Href returns the relative link from page r to page to. It names a file, so
// that it also leads there when the site is opened from disk. A fragment
// without "#" may follow; with one, a link to the page itself is the fragment
// alone.
func (r Route) Href(to Route, fragment string) string {
	switch {
	case fragment == "":
	case r == to:
		return "#" + fragment
	default:
		fragment = "#" + fragment
	}
	return dossier.Relative(path.Dir(r.File()), to.File()) + fragment
}

// Asset returns the relative link from page r to a file that is no page, such
// as "style.css".
func (r Route) Asset(name string) string { return dossier.Relative(path.Dir(r.File()), name) }
