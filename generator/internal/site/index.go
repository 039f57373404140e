package site

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
)

// cited is a citation with its places on the site.
type cited struct {
	citation *dossier.Citation
	passage  anchor.Passage
	number   int    // on the page of its source, from 1
	id       string // of the passage, on the page of its source
	note     string // id of the note, on the page of its source
	figure   string // id of the citation, on the page of its note
}

// place is where an entry stands on the site.
type place struct {
	route    Route
	fragment string
}

// index is everything that is linked to everything.
type index struct {
	routes    map[Route]int // into the pages
	places    map[*dossier.Entry]place
	cited     map[*dossier.Source][]*cited // by place in the source, then by note
	citation  map[*dossier.Citation]*cited
	blocks    map[*dossier.Source][]string              // the id of each block of the text
	mentions  map[*dossier.Entry][]*dossier.Note        // the notes that link to an entry
	topics    []dossier.Topic                           // by name
	filed     map[dossier.Slug][]*dossier.Entry         // what is filed under a topic, by kind and slug
	said      map[*dossier.Person][]*dossier.Quote      // by date
	events    map[*dossier.Person][]*dossier.Event      // by date
	related   map[*dossier.Quote][]*dossier.Quote       // both ways
	quotes    map[*dossier.Entry]*dossier.Quote         // the quotation that an entry is of
	people    map[*dossier.Entry]*dossier.Person        // the person that an entry is of
	sources   map[*dossier.Entry]*dossier.Source        // the source that an entry is of
	notes     map[*dossier.Note]*dossier.Annotation     // the annotation that a note is
	slugs     map[dossier.Slug]*dossier.Source          // sources by slug
	wrote     map[*dossier.Person][]*dossier.Source     // as author or publisher
	named     map[string]*dossier.Person                // by folded name
	happened  map[*dossier.Entry]*dossier.Event         // the event that an entry is of
	remarks   map[*dossier.Entry]*dossier.Note          // the annotation that an entry is of
	alike     map[*dossier.Source][]alike               // the sources that share passages, by date
	general   map[*dossier.Source][]*dossier.Annotation // those that cite no words
	calendar  []*dossier.Event                          // by date
	outlets   map[string]int                            // how many sources an outlet has
	relations *relations                                // what sources share
	chronicle *chronicle                                // everything dated
}

func newIndex(in Input) index {
	x := index{
		routes:   map[Route]int{},
		places:   map[*dossier.Entry]place{},
		cited:    map[*dossier.Source][]*cited{},
		citation: map[*dossier.Citation]*cited{},
		blocks:   map[*dossier.Source][]string{},
		mentions: map[*dossier.Entry][]*dossier.Note{},
		filed:    map[dossier.Slug][]*dossier.Entry{},
		said:     map[*dossier.Person][]*dossier.Quote{},
		events:   map[*dossier.Person][]*dossier.Event{},
		related:  map[*dossier.Quote][]*dossier.Quote{},
		quotes:   map[*dossier.Entry]*dossier.Quote{},
		people:   map[*dossier.Entry]*dossier.Person{},
		sources:  map[*dossier.Entry]*dossier.Source{},
		notes:    map[*dossier.Note]*dossier.Annotation{},
		slugs:    map[dossier.Slug]*dossier.Source{},
		outlets:  map[string]int{},
		alike:    map[*dossier.Source][]alike{},
		general:  map[*dossier.Source][]*dossier.Annotation{},
		calendar: sortedBy(in.Dossier.Events, eventsByDate),
		wrote:    map[*dossier.Person][]*dossier.Source{},
		named:    map[string]*dossier.Person{},
		happened: map[*dossier.Entry]*dossier.Event{},
		remarks:  map[*dossier.Entry]*dossier.Note{},
	}
	d := in.Dossier
	x.chronicle = newChronicle(d)
	for _, s := range d.Sources {
		x.sources[&s.Entry], x.slugs[s.Slug] = s, s
		x.outlets[outlet(s)]++
	}
	x.relations = newRelations(in, x.slugs)
	for _, a := range d.Annotations {
		x.notes[&a.Note] = a
		if a.Of != nil && len(a.Citations) == 0 {
			x.general[a.Of] = append(x.general[a.Of], a)
		}
		x.remarks[&a.Entry] = &a.Note
	}
	for _, p := range d.People {
		x.people[&p.Entry] = p
		for _, a := range p.Aliases {
			x.named[foldName(a.Name)] = p
		}
	}
	for _, p := range d.People {
		x.named[foldName(p.Title)] = p
	}
	for _, s := range d.Sources {
		by := x.named[foldName(s.Author)]
		from := cmp.Or(x.named[foldName(s.Publisher)], x.named[foldName(outlet(s))])
		if by != nil {
			x.wrote[by] = append(x.wrote[by], s)
		}
		if from != nil && from != by {
			x.wrote[from] = append(x.wrote[from], s)
		}
	}
	x.compare(in)
	x.cite(in)
	x.place(d)
	x.link(d)
	x.file(d)
	return x
}

// alike is a source that shares passages with another, which is the A side of
// the comparison.
type alike struct {
	other      *dossier.Source
	comparison collate.Comparison
}

// compare gathers the sources that share passages with each other.
func (x *index) compare(in Input) {
	if in.Comparison == nil {
		return
	}
	for _, c := range in.Comparison.Comparisons {
		a, b := x.slugs[dossier.Slug(c.A)], x.slugs[dossier.Slug(c.B)]
		if a == nil || b == nil {
			continue
		}
		x.alike[a] = append(x.alike[a], alike{b, c})
		x.alike[b] = append(x.alike[b], alike{a, c.Mirror()})
	}
	for _, list := range x.alike {
		slices.SortStableFunc(list, func(a, b alike) int { return sourcesByDate(a.other, b.other) })
	}
}

// cite gathers the citations of every source and gives ids to passages,
// paragraphs and notes.
func (x *index) cite(in Input) {
	for _, n := range in.Dossier.Notes() {
		figures := ids{}
		for _, c := range n.Citations {
			passage, ok := in.Evidence.Passage(c)
			if !ok {
				continue
			}
			e := &cited{citation: c, passage: passage}
			e.figure = figures.of("c-"+string(c.Source.Slug)+"-", c.Quote.Text)
			x.citation[c] = e
			x.cited[c.Source] = append(x.cited[c.Source], e)
		}
	}
	for _, s := range in.Dossier.Sources {
		list := x.cited[s]
		// A note's number stands where its passage ends, so that the numbers in
		// the text run upwards.
		slices.SortStableFunc(list, func(a, b *cited) int {
			return cmp.Or(cmp.Compare(a.passage.End, b.passage.End), cmp.Compare(a.passage.Start, b.passage.Start))
		})
		used := ids{}
		for _, b := range s.Blocks {
			x.blocks[s] = append(x.blocks[s], used.of("t-", b.In(s.Text)))
		}
		for i, e := range list {
			e.number = i + 1
			for _, before := range list[:i] {
				if same(before.passage, e.passage) {
					e.id = before.id
				}
			}
			if e.id == "" {
				e.id = used.of("p-", words(s, e.passage))
			}
			e.note = used.of("n-"+string(e.citation.Note.Slug)+"-", words(s, e.passage))
		}
	}
}

// same reports whether two passages are the same words in the same place.
func same(a, b anchor.Passage) bool { return a.Span == b.Span && slices.Equal(a.Parts, b.Parts) }

// words returns the words of a passage, without those that it leaves out.
func words(s *dossier.Source, p anchor.Passage) string {
	var parts []string
	for _, part := range p.Parts {
		parts = append(parts, part.In(s.Text))
	}
	return strings.Join(parts, " ")
}

// place says where every entry stands.
func (x *index) place(d *dossier.Dossier) {
	for _, s := range d.Sources {
		x.places[&s.Entry] = place{route: Sources.to(s.Slug)}
	}
	for _, q := range d.Quotes {
		x.places[&q.Entry] = place{route: Quotes.to(q.Slug)}
	}
	for _, e := range d.Events {
		x.places[&e.Entry] = place{route: Events.to(e.Slug)}
	}
	for _, p := range d.People {
		x.places[&p.Entry] = place{route: People.to(p.Slug)}
	}
	for _, p := range d.Pages {
		x.places[&p.Entry] = place{route: Overview.to(p.Slug)}
	}
	// An annotation has no page of its own: it stands beside the first words
	// it is about.
	for _, a := range d.Annotations {
		for _, c := range a.Citations {
			if e := x.citation[c]; e != nil {
				x.places[&a.Entry] = place{Sources.to(c.Source.Slug), e.note}
				break
			}
		}
		if _, ok := x.places[&a.Entry]; !ok && a.Of != nil {
			x.places[&a.Entry] = place{route: Sources.to(a.Of.Slug)}
		}
	}
}

// address takes down the routes there are.
func (x *index) address(pages []Page) {
	for i, p := range pages {
		x.routes[p.Route] = i
	}
}

// link gathers the links between notes, and those of their front matter.
func (x *index) link(d *dossier.Dossier) {
	for _, n := range d.Notes() {
		attributions := map[int]bool{}
		for _, b := range n.Body.Blocks {
			if b.Quote != nil && b.Quote.Attribution != nil {
				attributions[b.Quote.Attribution.Start] = true
			}
		}
		for _, l := range n.Body.Links {
			to := d.Lookup(l.Target)
			if to == nil || to == &n.Entry || attributions[l.Start] || last(x.mentions[to]) == n {
				continue
			}
			x.mentions[to] = append(x.mentions[to], n)
		}
	}
	for _, q := range d.Quotes {
		x.quotes[&q.Entry] = q
		if q.Speaker != nil {
			x.said[q.Speaker] = append(x.said[q.Speaker], q)
		}
		for _, r := range q.Related {
			x.relate(q, r)
			x.relate(r, q)
		}
	}
	for _, list := range x.said {
		slices.SortStableFunc(list, byDate)
	}
	for _, e := range d.Events {
		x.happened[&e.Entry] = e
		for _, p := range e.People {
			if !slices.Contains(x.events[p], e) {
				x.events[p] = append(x.events[p], e)
			}
		}
	}
	for _, list := range x.events {
		slices.SortStableFunc(list, eventsByDate)
	}
}

// last returns the last element of a list, or nil.
func last[T any](list []*T) *T {
	if len(list) == 0 {
		return nil
	}
	return list[len(list)-1]
}

func (x *index) relate(from, to *dossier.Quote) {
	if !slices.Contains(x.related[from], to) {
		x.related[from] = append(x.related[from], to)
	}
}

// file gathers the topics and what is filed under them.
func (x *index) file(d *dossier.Dossier) {
	for _, e := range d.Entries() {
		for _, t := range e.Topics {
			if x.filed[t.Slug] == nil {
				x.topics = append(x.topics, t)
			}
			if last(x.filed[t.Slug]) != e {
				x.filed[t.Slug] = append(x.filed[t.Slug], e)
			}
		}
	}
	slices.SortFunc(x.topics, func(a, b dossier.Topic) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Slug, b.Slug))
	})
}

// outlet returns the short name of a source's outlet: what its publisher is
// called before a dash that explains the name.
func outlet(s *dossier.Source) string {
	name := cmp.Or(s.Publisher, s.Title)
	for _, dash := range []string{" - ", " – ", " — ", " | "} {
		if short, _, ok := strings.Cut(name, dash); ok && s.Publisher != "" {
			name = short
		}
	}
	return name
}

// foldName makes names that differ in letter case and spacing the same.
func foldName(name string) string { return strings.Join(strings.Fields(strings.ToLower(name)), " ") }

// resolve returns where a link of a note's body leads.
func (v view) resolve(l markdown.Link) markdown.Target {
	e := v.s.in.Dossier.Lookup(l.Target)
	if e == nil {
		return markdown.Target{}
	}
	link := v.entry(e)
	return markdown.Target{Href: link.Href, Text: link.Text, Class: "to-" + string(e.Kind)}
}
