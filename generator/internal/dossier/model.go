// Package dossier is the model: a dossier's sources and notes, what they are
// called and how they refer to each other.
//
// The model has no file access and knows no HTML. [New] puts what was read
// together: it gives every citation its source, follows every link, and
// reports names that lead nowhere, lead to two places or are taken twice.
// Nothing is changed after that.
package dossier

import (
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/limit"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/segment"
)

// A Slug names a source, note or topic in addresses and links: lower-case
// letters and digits, in groups joined by single hyphens.
type Slug string

// Kind is what a content file holds.
type Kind string

// The kinds. All but sources are notes.
const (
	KindSource     Kind = "source"
	KindAnnotation Kind = "annotation"
	KindQuote      Kind = "quote"
	KindEvent      Kind = "event"
	KindPerson     Kind = "person"
	KindPage       Kind = "page"
)

// Kinds returns all kinds in the order in which the site shows them.
func Kinds() []Kind {
	return []Kind{KindSource, KindAnnotation, KindQuote, KindEvent, KindPerson, KindPage}
}

// Folder returns the content folder that holds files of kind k.
func (k Kind) Folder() string {
	switch k {
	case KindPerson:
		return "people"
	case KindPage:
		return "pages"
	}
	return string(k) + "s"
}

// WithArticle returns the word for one thing of kind k: "a source", "an event".
func (k Kind) WithArticle() string {
	if strings.ContainsRune("aeiou", rune(k[0])) {
		return "an " + string(k)
	}
	return "a " + string(k)
}

// SettingsFile is the one file of a content folder that is not Markdown.
const SettingsFile = "dossier.yaml"

// Settings are what [SettingsFile] says.
type Settings struct {
	Title    string
	Summary  string
	Language string // BCP 47; "en" when not given
	BaseURL  string // where the site will stand, ending in a slash; may be empty
	Editors  []string
	Ignore   []string   // patterns of files that are left alone
	File     *diag.File // where they were read; nil when there is no such file
	Keys     []Ref      // as those of an [Entry]

	Limits    limit.Limits // of what a file may hold
	NoDescent bool         // the site does not say what in the texts shows that one source follows another
}

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
	File             *diag.File // where it was read
	Path             string     // of that file in the content folder, with slashes
	Title            string     // what a reader sees; a person's name
	Topics           []Topic
	Draft            bool
	Created, Updated edtf.Date
	Aliases          []Ref // other names that links may use
	Keys             []Ref // the keys of the front matter, each with the place of it and its value
}

// Folder returns what the content folder is called, as File.Name has it.
func (e *Entry) Folder() string {
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
func (e *Entry) Head(message string) diag.Place { return e.Place(e.headKey(), message) }

// AtHead returns a diagnostic at the place that [Entry.Head] returns.
func (e *Entry) AtHead(severity diag.Severity, code diag.Code, message, hint string) diag.Diagnostic {
	return e.At(e.headKey(), severity, code, message, hint)
}

func (e *Entry) headKey() string {
	switch e.Kind {
	case KindAnnotation:
		return "source"
	case KindPerson:
		return "name"
	}
	return "title"
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

// Publish says how much of a source's text the site shows.
type Publish string

// The shares of a source's text.
const (
	PublishFull     Publish = "full"     // the whole text
	PublishPassages Publish = "passages" // the passages that notes cite, no more
	PublishNone     Publish = "none"     // nothing but what notes quote
)

// Medium says how a source was made public.
type Medium string

// The media.
const (
	Print    Medium = "print" // the one of a source that names none
	Web      Medium = "web"
	Post     Medium = "post"
	Audio    Medium = "audio"
	Video    Medium = "video"
	Release  Medium = "release"
	Document Medium = "document"
)

// Media returns all media.
func Media() []Medium { return []Medium{Print, Web, Post, Audio, Video, Release, Document} }

// Printed reports whether a source was printed.
func (s *Source) Printed() bool { return s.Medium == "" || s.Medium == Print }

// Inferred says what the editor inferred a key of the front matter from.
type Inferred struct{ Key, From string }

// Source is an article: what is known of it, and its text.
type Source struct {
	Entry
	Publisher string
	Author    string
	Published edtf.Date
	URL       string
	Archived  string
	Captured  edtf.Date
	SHA256    string // of what was captured, in lower-case hexadecimal
	Lang      string // BCP 47
	Series    string
	Credit    string // the agency or outlet that it names as its origin
	Rights    string
	Publish   Publish
	Medium    Medium
	Silent    bool       // what it shares with others is not told: they would tell its sentences
	Inferred  []Inferred // in the order of the file
	Follows   *Follows   // what the editors say of its origin; nil where they say nothing

	*Text // what it says, never nil; what stands above is said of it
}

// Inference returns what a key of the front matter was inferred from, or "".
func (s *Source) Inference(key string) string {
	for _, i := range s.Inferred {
		if i.Key == key {
			return i.From
		}
	}
	return ""
}

// Position returns the line and the column of the source's file, as
// [diag.File.Position] does, at which the byte at of its text stands.
func (s *Source) Position(at int) (line, column int) {
	from, _ := s.Origin(segment.Span{Start: at, End: at})
	return s.File.Position(from)
}

// PlaceOf returns the place of the file at which the words of p begin.
func (s *Source) PlaceOf(p segment.Span, message string) diag.Place {
	from, to := s.Origin(p)
	return s.File.Place(from, to, message)
}

// Note is what every note has: an entry, a body, and the citations in it.
type Note struct {
	Entry
	Body         *markdown.Document
	Citations    []*Citation   // in order of Block
	Targets      []*Entry      // what each of Body.Links leads to, as [Dossier.Lookup] has it; nil for nothing
	Destinations []Destination // where each of Body.References leads
}

// A Citation is a blockquote in a note that names a source.
type Citation struct {
	Note   *Note
	Source *Source
	Quote  *markdown.Quote
	Block  int // index into Note.Body.Blocks
}

// Annotation is a note on passages of one source.
type Annotation struct {
	Note
	Source Ref // the slug in its front matter
	Author string
	Of     *Source // nil when Source leads nowhere
}

// Quote is one utterance in every wording it was printed in.
type Quote struct {
	Note
	SpeakerRef  Ref // the slug in its front matter; zero when none is given
	Said        edtf.Date
	Occasion    string
	RelatedRefs []Ref
	Speaker     *Person  // nil when none is known
	Related     []*Quote // in the order given
}

// Event is something dated that happened.
type Event struct {
	Note
	Date       edtf.Date
	PeopleRefs []Ref
	People     []*Person // in the order given
}

// Person is someone, or an organisation, that speaks or is spoken of.
type Person struct {
	Note
	Role         string
	Organisation bool
	StandIn      bool // there is no file; the person was made for a name that notes use
}

// Page is any other page.
type Page struct {
	Note
	Nav int // place in the navigation, from 1; 0 when it is not there
}

// Dossier is all of it. The lists are sorted by slug.
type Dossier struct {
	Settings    Settings
	Sources     []*Source
	Annotations []*Annotation
	Quotes      []*Quote
	Events      []*Event
	People      []*Person
	Pages       []*Page
	names       names
	folder      string            // what the files' names begin with
	files       map[string]string // that notes may show, relative to the folder, by their names in one Unicode form
	byFile      map[string]*named // by the name of the file in one Unicode form
}

// Notes returns every note that has a file, by kind and then by slug.
func (d *Dossier) Notes() []*Note {
	var out []*Note
	for _, n := range d.Annotations {
		out = append(out, &n.Note)
	}
	for _, n := range d.Quotes {
		out = append(out, &n.Note)
	}
	for _, n := range d.Events {
		out = append(out, &n.Note)
	}
	for _, n := range d.People {
		if !n.StandIn {
			out = append(out, &n.Note)
		}
	}
	for _, n := range d.Pages {
		out = append(out, &n.Note)
	}
	return out
}

// Entries returns every source and note, by kind and then by slug.
func (d *Dossier) Entries() []*Entry {
	var out []*Entry
	for _, s := range d.Sources {
		out = append(out, &s.Entry)
	}
	for _, n := range d.Notes() {
		out = append(out, &n.Entry)
	}
	return out
}

// Source returns the source with a slug, or nil.
func (d *Dossier) Source(slug Slug) *Source {
	if e := d.names.named(KindSource, slug); e != nil {
		return e.source
	}
	return nil
}

// Public returns the dossier without its drafts, and without annotations of a
// source that is not there. Nothing that stays refers to a draft when d was put
// together without errors.
func (d *Dossier) Public() *Dossier {
	public := &Dossier{
		Settings:    d.Settings,
		Sources:     finished(d.Sources, func(s *Source) *Entry { return &s.Entry }),
		Annotations: finished(d.Annotations, func(n *Annotation) *Entry { return &n.Entry }),
		Quotes:      finished(d.Quotes, func(n *Quote) *Entry { return &n.Entry }),
		Events:      finished(d.Events, func(n *Event) *Entry { return &n.Entry }),
		People:      finished(d.People, func(n *Person) *Entry { return &n.Entry }),
		Pages:       finished(d.Pages, func(n *Page) *Entry { return &n.Entry }),
		names:       d.names, folder: d.folder, files: d.files, byFile: d.byFile,
	}
	public.Annotations = slices.DeleteFunc(public.Annotations, func(a *Annotation) bool { return a.Of == nil })
	return public
}

// finished returns those of list that are no drafts.
func finished[T any](list []T, entry func(T) *Entry) []T {
	var out []T
	for _, e := range list {
		if !entry(e).Draft {
			out = append(out, e)
		}
	}
	return out
}
