package dossier

import (
	"slices"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

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

// Publishing returns the ending of the word for how a source was made public, "clock_published": none in print, the
// medium's where it has a verb of its own, and else that which fits all.
func (s *Source) Publishing() string {
	switch {
	case s.Printed():
		return ""
	case s.Medium == Post, s.Medium == Release, s.Medium == Document:
		return "_" + string(s.Medium)
	}
	return PublishedAnyhow
}

// PublishedAnyhow is the ending of words that fit sources of every medium.
const PublishedAnyhow = "_any"

// Inferred says what the editor inferred a key of the front matter from.
type Inferred struct{ Key, From string }

// Source is an article: what is known of it, and its text.
type Source struct {
	Entry
	Publisher  string
	Author     string
	Published  edtf.Date
	URL        string
	Archived   string
	Captured   edtf.Date
	SHA256     string // of what was captured, in lower-case hexadecimal
	Lang       string // BCP 47
	Series     string
	Credit     string // the agency or outlet that it names as its origin
	Translator string // whom it names as having translated it, or the words that it quotes
	Rights     string
	Publish    Publish
	Medium     Medium
	// PublishOriginal says that the file it was made of is published with it.
	PublishOriginal bool
	Silent          bool       // what it shares with others is not told: they would tell its sentences
	Inferred        []Inferred // in the order of the file
	Follows         *Follows   // what the editors say of its origin; nil where they say nothing

	Version string    // what this version is called; empty of a source that has one alone
	Earlier []*Source // the versions before this one, the oldest first; of the newest
	Newest  *Source   // of an earlier version; nil of the newest

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

// LangOf returns the language that a passage of the source's text is in.
func (s *Source) LangOf(p segment.Span) string { return tongue.LanguageOf(p, s.Lang, s.Others) }

// Has reports whether a part of the source's text is in a language, whatever the region.
func (s *Source) Has(lang string) bool { return tongue.Has(lang, s.Lang, s.Others) }

// Monolingual reports whether two sources are in one language, all of them.
func Monolingual(a, b *Source) bool {
	other := func(o tongue.Stretch) bool { return !edit.SameLanguage(a.Lang, o.Lang) }
	return edit.SameLanguage(a.Lang, b.Lang) && !slices.ContainsFunc(a.Others, other) && !slices.ContainsFunc(b.Others, other)
}

// Position returns the line and the column of the source's file, as
// [diag.File.Position] does, at which the byte at of its text stands.
func (s *Source) Position(at int) (line, column int) {
	from, _ := s.origin(segment.Span{Start: at, End: at})
	return s.File.Position(from)
}

// PlaceOf returns the place of the file at which the words of p begin.
func (s *Source) PlaceOf(p segment.Span, message string) diag.Place {
	from, to := s.origin(p)
	return s.File.Place(from, to, message)
}

// AsNote returns nil.
func (s *Source) AsNote() *Note { return nil }

// When returns the day on which the source was published.
func (s *Source) When() edtf.Date { return s.Published }

// copied returns s itself where it was read: it is not changed, and what is known
// of its text is kept by it.
func (s *Source) copied() Item {
	if s.Item == Item(s) {
		return s
	}
	c := *s
	return &c
}

func (s *Source) join(d *Dossier)   { d.Sources = append(d.Sources, s) }
func (s *Source) settle(b *builder) { b.follows(s) }

func (s *Source) names() []naming {
	if s.Follows == nil || s.Follows.Ref.Name == followsNone {
		return nil
	}
	return []naming{{s.Follows.Ref, KindSource}}
}
