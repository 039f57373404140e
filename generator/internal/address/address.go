// Package address says at which address of the site everything stands: the
// route of each page, the file that holds it, and the relative link that leads
// there.
//
// A name that is part of an address is a slug, or a word of the program's. Names
// that no file system takes, because they are too long or Windows keeps them for
// devices, are changed here and nowhere else, so that all links follow.
package address

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

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
	Claims   Route = "/claims/"
	People   Route = "/people/"
	Events   Route = "/events/"
	Topics   Route = "/topics/"
	Series   Route = "/series/"
	Timeline Route = "/timeline/"
	Undated  Route = "/timeline/without-date/" // what has no date, where it is too long for the page of the timeline
	Compare  Route = "/compare/"
	Search   Route = "/search/"
	Print    Route = "/print/"
	Missing  Route = "/404.html"

	// Corrections is where the changes of the editors are listed. What changed in a
	// source is below that source: [Versions], [Changes].
	Corrections Route = "/changes/"
)

// Own is the folder of addresses that are the preview server's, and of no site: no slug begins with a full stop.
const Own Route = "/.dossier/"

// Review is where "dossier serve" shows what waits.
const Review = Own + "review/"

const (
	indexFile   = "index.html"
	previewFile = "preview.js"
	textFile    = "source.txt"
)

// EPUB is the whole dossier as a book, relative to the root of the site.
const EPUB = "dossier.epub"

// PrintVolume returns the page of a volume of the dossier, from 0, to be printed. It has the folder of [Print].
func PrintVolume(n int) Route { return Print + Route(fmt.Sprintf("volume-%d.html", n+1)) }

// EPUBVolume returns what a volume of the dossier, from 0, is called as an EPUB.
func EPUBVolume(n int) string { return fmt.Sprintf("dossier-%d.epub", n+1) }

// BookStyle is the style sheet of the whole dossier, printed or as an EPUB; PrintStyle is what the printed one has besides.
const (
	BookStyle  = "book.css"
	PrintStyle = "print.css"
)

// EmbedStyle is the style sheet of pages that others put into theirs.
const EmbedStyle = "embed.css"

// OpenSearch is the name of the file that tells browsers of the search of a site.
const OpenSearch = "opensearch.xml"

// Data is the file with everything that a dossier holds, relative to the root of the site.
const Data = "dossier.json"

// Tables is the folder with the same as tables, relative to the root of the site, and DataPackage the file that says what they hold.
const (
	Tables      = "data/"
	DataPackage = Tables + "datapackage.json"
)

// ClaimReviews is the file with all verdicts on claims for other programs, relative to the root of the site.
var ClaimReviews = Claims.Path() + "reviews.jsonld"

// Feed is the Atom feed of the editors' changes, relative to the root of the site.
var Feed = Corrections.Path() + "feed.xml"

// Annotations is the collection of all Web Annotations of a dossier, relative to the root of the site.
const Annotations = "annotations.json"

// AnnotationsOf returns the name of the file with those of a text, relative to the root of the site.
func AnnotationsOf(s *dossier.Source) string { return Of(&s.Entry).Path() + "annotations.json" }

// TEI returns the name of the file with a text as TEI, relative to the root of the site.
func TEI(s *dossier.Source) string { return Of(&s.Entry).Path() + "source.xml" }

// Crate is the description of the folder of a site as an RO-Crate.
const Crate = "ro-crate-metadata.json"

// News is the Atom feed of what is new and changed in the dossier, relative to the root of the site.
const News = "feed.xml"

// Card returns the name of the file with the picture of a quotation or a claim, relative to the root of the site.
func Card(e *dossier.Entry) string { return Of(e).Path() + "card.png" }

// Sitemap is the list of all pages for search engines, relative to the root of the site.
const Sitemap = "sitemap.xml"

// SitemapPart returns the name of one of the files of a sitemap that is too long for one, from 0.
func SitemapPart(n int) string { return fmt.Sprintf("sitemap-%d.xml", n+1) }

// Embed returns the route of the page at the folder r as others put it into theirs.
func (r Route) Embed() Route { return r.To("embed") }

// OEmbed returns the name of the file that tells programs how to do so, relative to the root of the site.
func (r Route) OEmbed() string { return r.Embed().Path() + "oembed.json" }

// ListOf returns the route of the list of a kind that has one.
func ListOf(kind dossier.Kind) Route { return Overview + Route(kind.Folder()) + "/" }

// Of returns the route of the page of a source or note, or "" for one of a kind
// without pages.
func Of(e *dossier.Entry) Route {
	switch {
	case e.Kind.Listed():
		return ListOf(e.Kind).To(e.Slug)
	case e.Kind.HasPages():
		return Overview.To(e.Slug)
	}
	return ""
}

// Pair returns the route of the comparison of two sources, in either order; of versions
// of them it is the same.
func Pair(a, b dossier.Slug) Route {
	return Compare.To(dossier.PairSlug(dossier.BaseOf(a), dossier.BaseOf(b)))
}

// Related returns the route of the list of all sources that share passages with the one with a slug.
func Related(slug dossier.Slug) Route { return Sources.To(slug).Page("related") }

// Versions returns the route of what changed from each version of the source with a
// slug to the next.
func Versions(slug dossier.Slug) Route { return Sources.To(slug).To("versions") }

// Changes returns the route of what changed in the source with a slug since the one of its series that it rewords.
func Changes(slug dossier.Slug) Route { return Sources.To(slug).To("changes") }

// Change returns the route and the fragment of what changed up to a version of a source.
func Change(s *dossier.Source) (Route, string) {
	return Versions(s.Base()), "v-" + strings.ReplaceAll(s.Version, "+", "-")
}

// Text returns the name of the file with the plain text of the source with a
// slug, relative to the root of the site.
func Text(slug dossier.Slug) string { return Sources.To(slug).Path() + textFile }

// OfFile returns the route of the page that a file of the site would hold, and
// whether it could hold one.
func OfFile(file string) (Route, bool) {
	if path.Base(file) == indexFile {
		return Route("/" + strings.TrimSuffix(file, indexFile)), true
	}
	return Route("/" + file), strings.HasSuffix(file, ".html")
}

// OfPreviews returns the route of the page whose previews a file of the site
// would hold, and whether it could hold any.
func OfPreviews(file string) (Route, bool) {
	folder, ok := strings.CutSuffix(file, previewFile)
	return Route("/" + folder), ok
}

// To returns the route of the page with a slug below r.
func (r Route) To(slug dossier.Slug) Route { return r + Route(bounded(string(slug))) + "/" }

// Page returns the route of a page beside that of the folder r. No slug has a
// full stop, so that it is nobody else's.
func (r Route) Page(name string) Route { return r + Route(bounded(name)) + ".html" }

// Part returns the route of one of the pages that a list takes, from 0. Its
// name ends in ".html" as that of [Route.Page].
func (r Route) Part(n int) Route {
	if n == 0 {
		return r
	}
	stem, file := strings.CutSuffix(string(r), ".html")
	if file {
		stem += "."
	}
	return Route(fmt.Sprintf("%s%d.html", stem, n+1))
}

// Path returns r as it stands below the root of the site.
func (r Route) Path() string { return strings.TrimPrefix(string(r), "/") }

// File returns the name of the file that holds the page, relative to the
// root of the site.
func (r Route) File() string {
	name := r.Path()
	if name == "" || strings.HasSuffix(name, "/") {
		return name + indexFile
	}
	return name
}

// Previews returns the name of the file that holds the previews of the page at
// the folder r, relative to the root of the site.
func (r Route) Previews() string { return r.Path() + previewFile }

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

const (
	// longestName is how many bytes a name has at most that is part of an
	// address: file systems take 255, and some tools put letters to them.
	longestName = 200
	// LongestPath is how many bytes the whole path of a file has at most.
	LongestPath = 900
)

// bounded returns a name that every file system takes. One that is too long
// keeps its beginning, with a hash of the whole behind it; one that Windows
// keeps for its devices has a sign behind it that no slug has.
func bounded(name string) string {
	if dossier.Reserved(name) {
		return name + "_"
	}
	if len(name) <= longestName {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	end := "-" + hex.EncodeToString(sum[:8])
	cut := longestName - len(end)
	for !utf8.RuneStart(name[cut]) {
		cut--
	}
	return strings.TrimRight(name[:cut], "-") + end
}
