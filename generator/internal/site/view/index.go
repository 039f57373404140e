package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fragment"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/reference"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/stemma"
	"dossier/generator/internal/timeline"
	"dossier/generator/internal/tongue"
	"dossier/generator/internal/wording"
)

// A File is a file of the site that is no page, with its path from the root.
type File struct {
	Path string
	Make func() ([]byte, error)
}

// Cited is a citation with its places on the site.
type Cited struct {
	Citation *dossier.Citation
	Passage  match.Passage
	Number   int    // on the page of its source, from 1
	ID       string // of the passage, on the page of its source
	Note     string // id of the note, on the page of its source
	Figure   string // id of the citation, on the page of its note
}

// place is where an entry stands on the site.
type place struct {
	Route    address.Route
	fragment string
}

// Index is everything that is linked to everything. Each part of it is made
// when it is first asked for, so that a preview of one page does not wait for
// what it does not show; the parts may be asked for by several goroutines.
type Index struct {
	In Input

	spots   sync.Map // *dossier.Source → func() *spots
	figures sync.Map // *dossier.Note → func() map[*dossier.Citation]string
	alikes  sync.Map // TwoPassages → string

	Mentions  func() map[*dossier.Entry][]*dossier.Note // the notes that link to an entry
	ties      func() ties
	filing    func() filing                                    // what is filed under topics
	Said      func() map[*dossier.Person][]*dossier.Quote      // by date
	Quoted    func() map[*dossier.Person][]*dossier.Quote      // in which others quote somebody, by date
	Passed    func() map[*dossier.Person][]*dossier.Quote      // that came through somebody, by date
	Events    func() map[*dossier.Person][]*dossier.Event      // by date
	Related   func() map[*dossier.Quote][]*dossier.Quote       // both ways
	Slugs     func() map[dossier.Slug]*dossier.Source          // sources by slug
	Wrote     func() map[*dossier.Person][]*dossier.Source     // as author or publisher
	Named     func() map[string]*dossier.Person                // by folded name
	General   func() map[*dossier.Source][]*dossier.Annotation // those that cite no words
	Calendar  func() []*dossier.Event                          // by date
	Outlets   func() map[string]int                            // how many sources have a name
	names     func() map[*dossier.Source]called                // what a source is called in a sentence
	Called    func() map[*dossier.Person]string                // what a person is called
	Wordings  func() *wording.Finder                           // those of quotations that nobody cites
	pairs     func() pairs                                     // of related sources
	synopses  func() map[string][]Synopsis                     // by the name of a family
	runs      func() runs                                      // the series
	families  func() []stemma.Family                           // that are of more than one series
	Told      func() []*dossier.Source                         // those of which is told what they share
	dated     func() bool                                      // the timeline has something in it
	printed   func() bool                                      // all sources are
	Changes   func() []dossier.Changed                         // that the editors made, the newest first
	changesAt func() map[address.Route][]dossier.Changed       // by the page that tells them
	touched   func() bool                                      // the editors say of something when they last changed it
	Keys      func() map[*dossier.Entry]string                 // what programs that keep references call quotations, claims and sources
}

// TwoPassages are two passages of two sources that are alike.
type TwoPassages struct {
	A, B *dossier.Source
	P, Q segment.Span // in the texts of A and B
}

// Likeness returns what the site calls two passages, which several pages say: find is asked once, whichever of the two is the first.
func (x *Index) Likeness(two TwoPassages, find func() string) string {
	if two.A.Slug > two.B.Slug {
		two = TwoPassages{two.B, two.A, two.Q, two.P}
	}
	if found, ok := x.alikes.Load(two); ok {
		return found.(string)
	}
	found := find()
	x.alikes.Store(two, found)
	return found
}

// filing is what is filed under topics.
type filing struct {
	topics []dossier.Topic                   // by name
	under  map[dossier.Slug][]*dossier.Entry // by kind and slug
}

// spots are the places on the page of a source that can be linked to.
type spots struct {
	cited  []*Cited // by place in the source, then by note
	of     map[*dossier.Citation]*Cited
	blocks []string // the id of each block of the text
	alike  func() []Alike
	// originals are the addresses of the original with what makes a browser find the
	// cited passages, and the first words, which stands first.
	originals func() []original
}

// original is the address of an original with what makes a browser find some words.
type original struct {
	parts []segment.Span // none for the first words
	href  string
}

// NewIndex returns the index of a dossier, each part of which is made when it is first asked for.
func NewIndex(in Input) *Index {
	d := in.Dossier
	x := &Index{In: in}
	x.Mentions = sync.OnceValue(x.mentioned)
	x.ties = sync.OnceValue(x.tied)
	x.Changes, x.changesAt = sync.OnceValue(d.Changes), sync.OnceValue(x.changedAt)
	x.Wordings = sync.OnceValue(func() *wording.Finder { return wording.New(d, in.Evidence, in.Relations.Found) })
	x.filing = sync.OnceValue(func() filing { return fileTopics(d) })
	quotesOf := func(people func(q *dossier.Quote) []*dossier.Person) func() map[*dossier.Person][]*dossier.Quote {
		return sync.OnceValue(func() map[*dossier.Person][]*dossier.Quote {
			out := map[*dossier.Person][]*dossier.Quote{}
			for _, q := range d.Quotes {
				for _, p := range people(q) {
					out[p] = append(out[p], q)
				}
			}
			for _, list := range out {
				slices.SortStableFunc(list, ByDate)
			}
			return out
		})
	}
	x.Said = quotesOf(func(q *dossier.Quote) []*dossier.Person { return q.Speakers })
	x.Quoted = quotesOf(func(q *dossier.Quote) []*dossier.Person { return q.Quoting })
	x.Passed = quotesOf(func(q *dossier.Quote) []*dossier.Person {
		var out []*dossier.Person
		for _, e := range q.Via {
			if p, ok := e.Item.(*dossier.Person); ok {
				out = append(out, p)
			}
		}
		return out
	})
	x.Events = sync.OnceValue(func() map[*dossier.Person][]*dossier.Event {
		out := map[*dossier.Person][]*dossier.Event{}
		for _, e := range d.Events {
			for _, p := range e.People {
				if !slices.Contains(out[p], e) {
					out[p] = append(out[p], e)
				}
			}
		}
		for _, list := range out {
			slices.SortStableFunc(list, EventsByDate)
		}
		return out
	})
	x.Related = sync.OnceValue(func() map[*dossier.Quote][]*dossier.Quote {
		out := map[*dossier.Quote][]*dossier.Quote{}
		relate := func(from, to *dossier.Quote) {
			if !slices.Contains(out[from], to) {
				out[from] = append(out[from], to)
			}
		}
		for _, q := range d.Quotes {
			for _, r := range q.Related {
				relate(q, r)
				relate(r, q)
			}
		}
		return out
	})
	x.Slugs = sync.OnceValue(func() map[dossier.Slug]*dossier.Source {
		out := make(map[dossier.Slug]*dossier.Source, len(d.Sources))
		for _, s := range d.Sources {
			out[s.Slug] = s
		}
		return out
	})
	x.Named = sync.OnceValue(func() map[string]*dossier.Person {
		out := map[string]*dossier.Person{}
		call := func(name string, p *dossier.Person) {
			name = dossier.FoldName(name)
			if other, taken := out[name]; taken && other != p {
				p = nil // which of them is meant is not known
			}
			out[name] = p
		}
		for _, p := range d.People {
			call(p.Title, p)
			for _, a := range p.Aliases {
				call(a.Name, p)
			}
		}
		out[""] = nil // who has no name is nobody's author
		return out
	})
	x.Wrote = sync.OnceValue(func() map[*dossier.Person][]*dossier.Source {
		out := map[*dossier.Person][]*dossier.Source{}
		for _, s := range d.Sources {
			by := x.Named()[dossier.FoldName(s.Author)]
			from := cmp.Or(x.Named()[dossier.FoldName(s.Publisher)], x.Named()[dossier.FoldName(Outlet(s))])
			if by != nil {
				out[by] = append(out[by], s)
			}
			if from != nil && from != by {
				out[from] = append(out[from], s)
			}
		}
		return out
	})
	x.General = sync.OnceValue(func() map[*dossier.Source][]*dossier.Annotation {
		out := map[*dossier.Source][]*dossier.Annotation{}
		for _, a := range d.Annotations {
			if a.Of != nil && len(a.Citations) == 0 {
				out[a.Of] = append(out[a.Of], a)
			}
		}
		return out
	})
	x.Outlets = sync.OnceValue(func() map[string]int {
		out := map[string]int{}
		for _, s := range d.Sources {
			out[SourceName(s)]++
		}
		return out
	})
	x.Keys = sync.OnceValue(func() map[*dossier.Entry]string {
		var all []*dossier.Entry
		var slugs []string
		for _, kind := range []dossier.Kind{dossier.KindQuote, dossier.KindClaim, dossier.KindSource} {
			for _, item := range d.OfKind(kind) {
				all, slugs = append(all, item.AsEntry()), append(slugs, string(item.AsEntry().Slug))
			}
		}
		out := map[*dossier.Entry]string{}
		for i, key := range reference.Keys(slugs) {
			out[all[i]] = key
		}
		return out
	})
	x.Told = sync.OnceValue(func() []*dossier.Source {
		return slices.DeleteFunc(slices.Clone(d.Sources), func(s *dossier.Source) bool { return s.Silent })
	})
	x.pairs = sync.OnceValue(x.pair)
	x.synopses = sync.OnceValue(x.cutFamilies)
	x.runs = sync.OnceValue(x.newRuns)
	x.families = sync.OnceValue(x.severalOf)
	x.touched = sync.OnceValue(func() bool { return !d.Touched().IsZero() })
	x.dated = sync.OnceValue(func() bool { return timeline.Any(d) })
	x.printed = sync.OnceValue(func() bool {
		return !slices.ContainsFunc(d.Sources, func(s *dossier.Source) bool { return !s.Printed() })
	})
	x.Called = sync.OnceValue(x.callPeople)
	x.names = sync.OnceValue(x.nameSources)
	if n := in.Names; n != nil && n.words == in.Words && slices.Equal(n.sources, in.Dossier.Sources) {
		x.names = func() map[*dossier.Source]called { return n.called }
	}
	x.Calendar = sync.OnceValue(func() []*dossier.Event { return SortedBy(d.Events, EventsByDate) })
	return x
}

// Topics returns the topics, by name.
func (x *Index) Topics() []dossier.Topic { return x.filing().topics }

// Filed returns what is filed under topics, by kind and slug.
func (x *Index) Filed() map[dossier.Slug][]*dossier.Entry { return x.filing().under }

// Alike is a source that shares passages with another, which is the A side of
// the comparison. Both are the versions that are nearest to each other.
type Alike struct {
	Self, Other *dossier.Source
	Comparison  collate.Comparison
}

// Alike returns the sources that share passages with s, by date: of an earlier version
// those that it is the nearest version to, none of its own series.
func (x *Index) Alike(s *dossier.Source) []Alike { return x.spotsOf(s).alike() }

// Beside returns the sources that share passages with the very text of s, by date.
func (x *Index) Beside(s *dossier.Source) []Alike {
	if len(s.Versions()) == 1 {
		return x.Alike(s)
	}
	var list []collate.Comparison
	for _, c := range x.In.Relations.Found.With(string(s.Slug)) {
		if !slices.ContainsFunc(list, func(had collate.Comparison) bool {
			return dossier.BaseOf(dossier.Slug(had.B)) == dossier.BaseOf(dossier.Slug(c.B))
		}) {
			list = append(list, c)
		}
	}
	return x.alike(list)
}

// Source returns the source or the version of one that a comparison calls so, or nil.
func (x *Index) Source(id string) *dossier.Source {
	base := x.Slugs()[dossier.BaseOf(dossier.Slug(id))]
	if base == nil || string(base.Slug) == id {
		return base
	}
	for _, v := range base.Earlier {
		if string(v.Slug) == id {
			return v
		}
	}
	return nil
}

func (x *Index) alikeOf(s *dossier.Source) []Alike {
	list := x.In.Relations.Compared(string(s.Base()))
	if s.Newest != nil {
		list = slices.DeleteFunc(slices.Clone(list), func(c collate.Comparison) bool { return c.A != string(s.Slug) })
	}
	return x.alike(list)
}

// alike returns the sources of comparisons, by date.
func (x *Index) alike(list []collate.Comparison) []Alike {
	var out []Alike
	for _, c := range list {
		if self, other := x.Source(c.A), x.Source(c.B); self != nil && other != nil && !x.OfOneSeries(self, other) {
			out = append(out, Alike{self, other, c})
		}
	}
	slices.SortStableFunc(out, func(a, b Alike) int { return SourcesByDate(a.Other, b.Other) })
	return out
}

// Cited returns the citations of a source, by place in it, then by note.
func (x *Index) Cited(s *dossier.Source) []*Cited { return x.spotsOf(s).cited }

// NotesOn returns how many citations of a source there are.
func (x *Index) NotesOn(s *dossier.Source) int {
	return len(x.In.Evidence.Published(s))
}

// Citation returns a citation with its places, or nil when it was not found.
func (x *Index) Citation(c *dossier.Citation) *Cited { return x.spotsOf(c.Source).of[c] }

// Blocks returns the id of each block of a source's text.
func (x *Index) Blocks(s *dossier.Source) []string { return x.spotsOf(s).blocks }

func (x *Index) spotsOf(s *dossier.Source) *spots {
	made, ok := x.spots.Load(s)
	if !ok {
		made, _ = x.spots.LoadOrStore(s, sync.OnceValue(func() *spots { return x.newSpots(s) }))
	}
	return made.(func() *spots)()
}

// ties are which sources comparisons tie together.
type ties struct {
	of    map[string]stemma.Family        // the family of a source, by its id
	pairs map[string][]collate.Comparison // of the sources of a family, by its name, as [Index.Pairs] has them
}

func (x *Index) tied() ties {
	out := ties{map[string]stemma.Family{}, map[string][]collate.Comparison{}}
	for _, f := range x.Families() {
		for _, id := range f.Members {
			out.of[id] = f
		}
	}
	for _, c := range x.Pairs() {
		a, b := x.In.Relations.Found.SourceOf(c.A), x.In.Relations.Found.SourceOf(c.B)
		if f, ok := out.of[a]; ok && f.Name == out.of[b].Name {
			out.pairs[f.Name] = append(out.pairs[f.Name], c)
		}
	}
	return out
}

// FamilyOf returns the family of two sources, if they are of one.
func (x *Index) FamilyOf(a, b string) (stemma.Family, bool) {
	a, b = x.In.Relations.Found.SourceOf(a), x.In.Relations.Found.SourceOf(b)
	f, ok := x.ties().of[a]
	return f, ok && x.ties().of[b].Name == f.Name
}

// PairsOf returns the pairs of a family.
func (x *Index) PairsOf(f stemma.Family) []collate.Comparison { return x.ties().pairs[f.Name] }

// addresser returns what addresses passages of the original of a source, of which it takes apart the text.
func (x *Index) addresser(s *dossier.Source) func(parts []segment.Span) string {
	blocks := make([]segment.Span, len(s.Blocks))
	for i, b := range s.Blocks {
		blocks[i] = b.Span
	}
	text := fragment.New(s.Plain, blocks)
	return func(parts []segment.Span) string {
		return text.Address(s.URL, parts, func(p segment.Span) bool { return x.In.Evidence.Shows(s, p) })
	}
}

// originals returns the addresses of all passages of a source that are cited: what is made of its text for one
// serves all, and takes too much memory to be kept.
func (x *Index) originals(s *dossier.Source, cited []*Cited) []original {
	of := x.addresser(s)
	out := []original{{nil, of(opening(s))}}
	for _, e := range cited {
		out = append(out, original{e.Passage.Parts, of(e.Passage.Parts)})
	}
	return out
}

// newSpots gives ids to the passages, paragraphs and notes of a source.
func (x *Index) newSpots(s *dossier.Source) *spots {
	out := &spots{of: map[*dossier.Citation]*Cited{}}
	out.alike = sync.OnceValue(func() []Alike { return x.alikeOf(s) })
	out.originals = sync.OnceValue(func() []original { return x.originals(s, out.cited) })
	for _, c := range x.In.Evidence.Published(s) {
		e := &Cited{Citation: c.Citation, Passage: c.Passage, Figure: x.figuresOf(c.Citation.Note)[c.Citation]}
		out.of[c.Citation] = e
		out.cited = append(out.cited, e)
	}
	// A note's number stands where its passage ends, so that the numbers in
	// the text run upwards.
	kinds := dossier.Kinds()
	slices.SortFunc(out.cited, func(a, b *Cited) int {
		m, n := a.Citation.Note, b.Citation.Note
		return cmp.Or(
			cmp.Compare(a.Passage.End, b.Passage.End), cmp.Compare(a.Passage.Start, b.Passage.Start),
			cmp.Compare(slices.Index(kinds, m.Kind), slices.Index(kinds, n.Kind)),
			cmp.Compare(m.Slug, n.Slug), cmp.Compare(a.Citation.Block, b.Citation.Block),
		)
	})
	used := IDs{}
	for i, b := range s.Blocks {
		out.blocks = append(out.blocks, used.Of("t-", x.shownWords(s, b.Span, strconv.Itoa(i+1))))
	}
	at := map[segment.Span][]*Cited{}
	for i, e := range out.cited {
		e.Number = i + 1
		for _, before := range at[e.Passage.Span] {
			if same(before.Passage, e.Passage) {
				e.ID = before.ID
			}
		}
		if e.ID == "" {
			e.ID = used.Of("p-", words(s, e.Passage))
			at[e.Passage.Span] = append(at[e.Passage.Span], e)
		}
		e.Note = used.Of("n-"+string(e.Citation.Note.Slug)+"-", words(s, e.Passage))
	}
	return out
}

// figuresOf gives ids to the citations of a note on its page.
func (x *Index) figuresOf(n *dossier.Note) map[*dossier.Citation]string {
	made, ok := x.figures.Load(n)
	if !ok {
		made, _ = x.figures.LoadOrStore(n, sync.OnceValue(func() map[*dossier.Citation]string {
			out, used := map[*dossier.Citation]string{}, IDs{}
			for _, c := range n.Citations {
				if p, ok := x.In.Evidence.Passage(c); ok {
					out[c] = used.Of("c-"+string(c.Source.Slug)+"-", words(c.Source, p))
				}
			}
			return out
		}))
	}
	return made.(func() map[*dossier.Citation]string)()
}

// same reports whether two passages are the same words in the same place.
func same(a, b match.Passage) bool { return a.Span == b.Span && slices.Equal(a.Parts, b.Parts) }

// shownWords returns the words of a passage that may be published, or instead
// where there are none.
func (x *Index) shownWords(s *dossier.Source, p segment.Span, instead string) string {
	var parts []string
	for _, portion := range x.In.Evidence.Portions(s, p) {
		if portion.Shown {
			parts = append(parts, portion.In(s.Plain))
		}
	}
	return cmp.Or(strings.Join(parts, " "), instead)
}

// words returns the words of a passage, without those that it leaves out.
func words(s *dossier.Source, p match.Passage) string {
	var parts []string
	for _, part := range p.Parts {
		parts = append(parts, part.In(s.Plain))
	}
	return strings.Join(parts, " ")
}

// Place returns where an entry stands; a place without a route is none.
func (x *Index) Place(e *dossier.Entry) place {
	if r := address.Of(e); r != "" {
		return place{Route: r}
	}
	// An annotation has no page of its own: it stands beside the first words
	// it is about.
	a, ok := e.Item.(*dossier.Annotation)
	if !ok {
		return place{}
	}
	for _, c := range a.Citations {
		if e := x.Citation(c); e != nil {
			return place{address.Of(&c.Source.Entry), e.Note}
		}
	}
	if a.Of != nil {
		return place{Route: address.Of(&a.Of.Entry)}
	}
	return place{}
}

// mentioned returns the notes that link to each entry. What the front matter
// ties together is no mention: the page has its place for it.
func (x *Index) mentioned() map[*dossier.Entry][]*dossier.Note {
	out := map[*dossier.Entry][]*dossier.Note{}
	tied := func(a, b *dossier.Entry) bool {
		p, ok := b.Item.(*dossier.Person)
		return ok && slices.Contains(a.Item.Involves(), p)
	}
	mention := func(n *dossier.Note, to *dossier.Entry) {
		if to != nil && to != &n.Entry && last(out[to]) != n && !tied(&n.Entry, to) && !tied(to, &n.Entry) {
			out[to] = append(out[to], n)
		}
	}
	for _, n := range x.In.Dossier.Notes() {
		if q, ok := n.Item.(*dossier.Quote); ok {
			for _, e := range q.Via { // a source has no place for it
				mention(n, e)
			}
		}
		for i, l := range n.Body.Links {
			if !l.Attributes {
				mention(n, n.Targets[i])
			}
		}
		for _, at := range n.Destinations {
			mention(n, at.Entry)
		}
	}
	return out
}

// last returns the last element of a list, or nil.
func last[T any](list []*T) *T {
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}

// fileTopics gathers the topics and what is filed under them.
func fileTopics(d *dossier.Dossier) filing {
	out := filing{under: map[dossier.Slug][]*dossier.Entry{}}
	for _, e := range d.Entries() {
		for _, t := range e.Topics {
			if out.under[t.Slug] == nil {
				out.topics = append(out.topics, t)
			}
			if last(out.under[t.Slug]) != e {
				out.under[t.Slug] = append(out.under[t.Slug], e)
			}
		}
	}
	slices.SortFunc(out.topics, func(a, b dossier.Topic) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Slug, b.Slug))
	})
	return out
}

// QuotesAt returns the quotations that cite words of a passage of a source.
func (x *Index) QuotesAt(s *dossier.Source, p segment.Span) []*dossier.Quote {
	var out []*dossier.Quote
	for _, e := range x.Cited(s) {
		if q, ok := e.Citation.Note.Item.(*dossier.Quote); ok && e.Passage.Overlaps(p) && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}

// Outlet returns the short name of a source's outlet: what its publisher is
// called before a dash that explains the name. It is empty where the publisher
// is not known.
func Outlet(s *dossier.Source) string {
	name := s.Publisher
	for _, dash := range []string{" - ", " – ", " — ", " | "} {
		if short, _, ok := strings.Cut(name, dash); ok {
			name = short
		}
	}
	return name
}

// SourceName returns the name of a source's outlet, or its title where that is
// not known. Several sources may have it.
func SourceName(s *dossier.Source) string { return cmp.Or(Outlet(s), s.Title) }

// called is what a source is called: its name, and what in it tells it from others.
type called struct {
	name  string // whole, which no other source has
	title string // the part of it that is its title; empty where the name of its outlet says enough, or is not known
	date  string // that tells it from others with the same outlet and title; empty where nothing has to, or something else does
}

// byDate is the place of the date among what tells sources apart.
const byDate = 1

// Names is what the sources of a dossier are called. It depends on them and on the words of the site alone.
type Names struct {
	sources []*dossier.Source
	words   Words
	called  map[*dossier.Source]called
}

// Names returns what the sources are called, for the site of the same sources after a change.
func (x *Index) Names() *Names { return &Names{x.In.Dossier.Sources, x.In.Words, x.names()} }

// nameSources gives every source a name of its own: that of its outlet, with its
// title where others have that name too. To names that are still the same it
// adds what tells the sources apart.
func (x *Index) nameSources() map[*dossier.Source]called {
	words := x.In.Words
	out := make(map[*dossier.Source]called, len(x.In.Dossier.Sources))
	alike := map[string][]*dossier.Source{}
	for _, s := range x.In.Dossier.Sources {
		name, title := SourceName(s), ""
		// Whoever posts is no outlet, so that a post is called by its title, too.
		if (x.Outlets()[name] > 1 || s.Medium == dossier.Post) && name != s.Title {
			title = segment.Label(s.Title, 60)
			name = words.Word("outlet_title", name, title)
		}
		out[s] = called{name: name, title: title}
		alike[name] = append(alike[name], s)
	}
	for name, list := range alike {
		if len(list) == 1 {
			continue
		}
		for i, of := range []func(s *dossier.Source) string{
			func(s *dossier.Source) string { return s.Author },
			func(s *dossier.Source) string {
				if s.Published.IsZero() {
					return ""
				}
				return tongue.Date(s.Published, words.Language())
			},
			func(s *dossier.Source) string { return string(s.Slug) }, // no two have the same
		} {
			told := map[string]bool{}
			for _, s := range list {
				told[of(s)] = true
			}
			if len(told) < len(list) || told[""] {
				continue
			}
			for _, s := range list {
				c := called{name: words.Word("told_apart", name, of(s)), title: out[s].title}
				if i == byDate {
					c.date = of(s)
				}
				out[s] = c
			}
			break
		}
	}
	return out
}

// callPeople gives every person a name of their own: to a name that several
// have their roles are added, or what their files are called.
func (x *Index) callPeople() map[*dossier.Person]string {
	out := make(map[*dossier.Person]string, len(x.In.Dossier.People))
	apart := x.In.Dossier.ToldApart()
	for _, p := range x.In.Dossier.People {
		out[p] = cmp.Or(p.Title, string(p.Slug))
		if by := apart[p]; by != "" {
			out[p] = x.In.Words.Word("told_apart", out[p], by)
		}
	}
	return out
}

// resolve returns where a link of a note's body leads.
func (v View) resolve(l markdown.Link) markdown.Target {
	e := v.Index.In.Dossier.Lookup(l.Target)
	if e == nil {
		return markdown.Target{}
	}
	link := v.Entry(e)
	return markdown.Target{Href: link.Href, Text: link.Text, Class: "to-" + string(e.Kind)}
}
