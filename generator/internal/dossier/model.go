// Package dossier is the model of a dossier.
//
// It is sources and notes, what they are called and how they refer to each other. The model has no file access and knows no HTML. [New] puts what was read
// together: it gives every citation its source, follows every link, and
// reports names that lead nowhere, lead to two places or are taken twice.
// Nothing is changed after that.
package dossier

import (
	"path"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/limit"
)

// A Slug names a source, note or topic in addresses and links: lower-case
// letters and digits, in groups joined by single hyphens.
type Slug string

// SettingsFile is the one file of a content folder that is not Markdown.
const SettingsFile = "dossier.yaml"

// Settings are what [SettingsFile] says.
type Settings struct {
	Title    string
	Summary  string
	Language string // BCP 47; "en" when not given
	BaseURL  string // where the site will stand, ending in a slash; may be empty
	Editors  []string
	License  string     // address of the licence of what the editors wrote; may be empty
	Ignore   []string   // patterns of files that are left alone
	File     *diag.File // where they were read; nil when there is no such file
	Keys     []Ref      // as those of an [Entry]

	Verdicts []Verdict // that claims can have, as the file lists them; empty where it lists none

	Limits        limit.Limits // of what a file may hold
	KeepOriginals bool         // an import keeps the file that a source is made of
	NoDescent     bool         // the site does not say what in the texts shows that one source follows another
	NoSearch      bool         // no page has a search
	Without       []Format     // formats that the site leaves out
	Gone          []Ref        // addresses that were published, and at which nothing is to stand any more
	Robots        Robots       // what the site asks of search engines
	ComparePages  ComparePages // which two sources have a page that compares them
	Volumes       bool         // a dossier too long for one book is one in volumes
	ComparePairs  []Ref        // those that have one in any case, called as in its address: "courier--gazette"
}

// Robots says what a site asks of search engines.
type Robots string

// What it may ask. The zero value is Index.
const (
	Index   Robots = "index"
	NoIndex Robots = "noindex" // to stay out: every page says so, and nothing leads them to it
)

// ComparePages says which two sources that share something have a page that compares them.
type ComparePages string

// Which pairs have a page. The zero value leaves it to their number.
const (
	CompareAll   ComparePages = "all"
	CompareClose ComparePages = "close" // those worth reading
	CompareNone  ComparePages = "none"  // those that somebody asks for
)

// At returns a diagnostic at a key, or at the beginning of the file when it has
// no such key.
func (s *Settings) At(key string, severity diag.Severity, code diag.Code, message, hint string) diag.Diagnostic {
	start, end := keyIn(s.Keys, key)
	return s.File.At(start, end, severity, code, message, hint)
}

// Topic is a subject that sources and notes are filed under.
type Topic struct {
	Slug Slug
	Name string // as its first use writes it
}

// Entry is what every source and note has. Kind and Slug name it.
type Entry struct {
	Kind             Kind
	Slug             Slug
	Item             Item       // what it is the entry of; never nil in a dossier
	File             *diag.File // where it was read
	Path             string     // of that file in the content folder, with slashes
	Title            string     // what a reader sees; a person's name
	Topics           []Topic
	Unfinished       bool   // "draft: true", or a status before "published": kept off the site, and on that of --drafts
	Draft            bool   // unfinished, and kept off the site
	Status           Status // as the file says; empty where it does not
	Reviewers        []string
	Created, Updated edtf.Date
	Aliases          []Ref    // other names that links may use
	Changes          []Change // that the editors made since it was published, the newest first
	Keys             []Ref    // the keys of the front matter, each with the place of it and its value
}

// contentFolder returns what the content folder is called, as File.Name has it.
func (e *Entry) contentFolder() string {
	return path.Clean(strings.TrimSuffix(e.File.Name, e.Path))
}

// Place returns where a key of the front matter stands, or the beginning of
// the file when it has no such key.
func (e *Entry) Place(key, message string) diag.Place {
	start, end := e.key(key)
	return e.File.Place(start, end, message)
}

// Head returns where e says what it is called, or what it is on, or else the
// beginning of its file.
func (e *Entry) Head(message string) diag.Place { return e.Place(e.Kind.HeadKey(), message) }

// AtHead returns a diagnostic at the place that [Entry.Head] returns.
func (e *Entry) AtHead(severity diag.Severity, code diag.Code, message, hint string) diag.Diagnostic {
	return e.At(e.Kind.HeadKey(), severity, code, message, hint)
}

// At returns a diagnostic at a key of the front matter, or at the beginning of
// the file when it has no such key.
func (e *Entry) At(key string, severity diag.Severity, code diag.Code, message, hint string) diag.Diagnostic {
	start, end := e.key(key)
	return e.File.At(start, end, severity, code, message, hint)
}

func (e *Entry) key(name string) (start, end int) { return keyIn(e.Keys, name) }

// keyIn returns the place of a key and its value.
func keyIn(keys []Ref, name string) (start, end int) {
	for _, k := range keys {
		if k.Name == name {
			return k.Start, k.End
		}
	}
	return 0, 0
}

// Ref is a name that a file uses for a source or note, with its place.
type Ref struct {
	Name       string
	Start, End int // bytes of the file
}
