package dossier

import (
	"slices"
	"strings"
)

// Kind is what a content file holds.
type Kind string

// The kinds. All but sources are notes.
const (
	KindSource     Kind = "source"
	KindAnnotation Kind = "annotation"
	KindQuote      Kind = "quote"
	KindClaim      Kind = "claim"
	KindEvent      Kind = "event"
	KindPerson     Kind = "person"
	KindPage       Kind = "page"
)

// kind is what is known of a kind.
type kind struct {
	Kind
	folder  string
	article string // that is said before the kind
	head    string // the key that says what an entry is called, or what it is on
	pages   pages  // where its entries stand on the site
}

// pages says where the entries of a kind stand on the site.
type pages int

const (
	onOthers pages = iota // on the pages of what they are on
	listed                // each on a page of its own, below a list of them all
	atTop                 // each on a page of its own, below the overview
)

// kinds are what is known of each kind, in the order in which the site shows
// them. What files of a kind hold, and what they name, is in the file of its type.
var kinds = []kind{
	{KindSource, "sources", "a", "title", listed},
	{KindAnnotation, "annotations", "an", "source", onOthers},
	{KindQuote, "quotes", "a", "title", listed},
	{KindClaim, "claims", "a", "title", listed},
	{KindEvent, "events", "an", "title", listed},
	{KindPerson, "people", "a", "name", listed},
	{KindPage, "pages", "a", "title", atTop},
}

// Kinds returns all kinds in the order in which the site shows them.
func Kinds() []Kind {
	var out []Kind
	for _, k := range kinds {
		out = append(out, k.Kind)
	}
	return out
}

// known returns what is known of a kind; of one that is none only its name.
func (k Kind) known() kind {
	if i := k.place(); i >= 0 {
		return kinds[i]
	}
	return kind{Kind: k, article: "a", head: "title"}
}

// place returns the place of a kind in the order of [Kinds].
func (k Kind) place() int {
	return slices.IndexFunc(kinds, func(known kind) bool { return known.Kind == k })
}

// Folder returns the content folder that holds files of kind k.
func (k Kind) Folder() string { return k.known().folder }

// WithArticle returns the word for one thing of kind k: "a source", "an event".
func (k Kind) WithArticle() string { return k.known().article + " " + string(k) }

// HeadKey returns the key of the front matter that says what an entry of kind k
// is called, or what it is on.
func (k Kind) HeadKey() string { return k.known().head }

// Listed reports whether the site has a list of all entries of kind k, below
// which each has a page of its own.
func (k Kind) Listed() bool { return k.known().pages == listed }

// HasPages reports whether each entry of kind k has a page of its own.
func (k Kind) HasPages() bool { return k.known().pages != onOthers }

// KindOfFolder returns the kind that a folder of the content folder is for, or
// "". The folder may be the beginning of a path.
func KindOfFolder(folder string) Kind {
	folder, _, _ = strings.Cut(folder, "/")
	for _, k := range kinds {
		if k.folder == folder {
			return k.Kind
		}
	}
	return ""
}

// inFolder returns the kind and the name that the target of a link says, where
// it begins with the folder of a kind or with the kind itself.
func inFolder(target string) (kind Kind, name string, ok bool) {
	folder, name, ok := strings.Cut(target, "/")
	if !ok {
		return "", target, false
	}
	if kind = KindOfFolder(folder); kind == "" && Kind(folder).place() >= 0 {
		kind = Kind(folder)
	}
	return kind, name, kind != ""
}
