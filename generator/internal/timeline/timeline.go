// Package timeline puts what a dossier dates in order and lays it out for a
// drawing, without knowing more than the dates do.
//
// A news dossier has three clocks: when a thing happened (events), when it was
// said (quotations), and when it was printed (sources). [List] gives everything
// dated in one order, [Group] cuts that order by year and month as far as they
// are known, and [Rows] puts beside each event and quotation the sources that
// carry it.
//
// A drawing is an [Axis] and bars on it. [NewAxis] spreads days over integer
// units; long stretches in which nothing begins or ends are folded, by whole
// months, and keep a fixed width however long they are. [Axis.Bar] gives a date
// its place: the extent from its earliest to its latest day, and a [Style] that
// tells its doubt. An approximate date gets no wider extent, since how far
// "about" reaches is nowhere defined; the drawing fades its ends instead. A
// side that has no bound gets an arrow of fixed length. [Draw] and [DrawCrowd]
// stack what would overlap and count what cannot be stacked. All coordinates are
// integers computed from integers, so that a drawing is the same on every
// machine.
//
// [Check] reports dates that contradict each other.
//
// Not done here: words. The package names no month and writes no text or SVG;
// edtf words dates, and the site and the templates do the rest.
package timeline

import (
	"cmp"
	"slices"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
)

// Clock says what a date is the date of.
type Clock string

// The clocks, in the order in which things of one date are listed.
const (
	Happened  Clock = "happened"
	Said      Clock = "said"
	Published Clock = "published"
)

// Clocks returns the clocks in their order.
func Clocks() []Clock { return []Clock{Happened, Said, Published} }

// An Entry is one thing with a date. Exactly one of Event, Quote and Source is
// set; it is what Of belongs to.
type Entry struct {
	Clock    Clock
	Date     edtf.Date
	Inferred string // what the editor inferred the date from; empty when the front matter does not say
	Of       *dossier.Entry
	People   []*dossier.Person // an event's people, a quotation's speaker
	Outlet   string            // a source's publisher
	Event    *dossier.Event
	Quote    *dossier.Quote
	Source   *dossier.Source
}

// List returns everything that d dates, in the order of its dates. Things of
// equal dates are ordered by clock and then by slug.
func List(d *dossier.Dossier) []Entry {
	all := make([]Entry, 0, len(d.Events)+len(d.Quotes)+len(d.Sources))
	for _, e := range d.Events {
		all = append(all, ofEvent(e))
	}
	for _, q := range d.Quotes {
		all = append(all, ofQuote(q))
	}
	for _, s := range d.Sources {
		all = append(all, ofSource(s))
	}
	// An entry is large, so that it is moved once.
	order := make([]*Entry, 0, len(all))
	for i := range all {
		if !all[i].Date.IsZero() {
			order = append(order, &all[i])
		}
	}
	slices.SortFunc(order, compareAt)
	out := make([]Entry, len(order))
	for i, e := range order {
		out[i] = *e
	}
	return out
}

// Any reports whether d dates anything.
func Any(d *dossier.Dossier) bool {
	return slices.ContainsFunc(d.Events, func(e *dossier.Event) bool { return !e.Date.IsZero() }) ||
		slices.ContainsFunc(d.Quotes, func(q *dossier.Quote) bool { return !q.Said.IsZero() }) ||
		slices.ContainsFunc(d.Sources, func(s *dossier.Source) bool { return !s.Published.IsZero() })
}

// Undated returns the events, quotations and sources of d that have no date of
// their own, by kind and slug.
func Undated(d *dossier.Dossier) []*dossier.Entry {
	var out []*dossier.Entry
	for _, s := range d.Sources {
		if s.Published.IsZero() {
			out = append(out, &s.Entry)
		}
	}
	for _, q := range d.Quotes {
		if q.Said.IsZero() {
			out = append(out, &q.Entry)
		}
	}
	for _, e := range d.Events {
		if e.Date.IsZero() {
			out = append(out, &e.Entry)
		}
	}
	return out
}

func ofEvent(e *dossier.Event) Entry {
	return Entry{Clock: Happened, Date: e.Date, Of: &e.Entry, People: e.People, Event: e}
}

func ofQuote(q *dossier.Quote) Entry {
	entry := Entry{Clock: Said, Date: q.Said, Of: &q.Entry, Quote: q}
	if q.Speaker != nil {
		entry.People = []*dossier.Person{q.Speaker}
	}
	return entry
}

func ofSource(s *dossier.Source) Entry {
	return Entry{
		Clock: Published, Date: s.Published, Inferred: s.Inference("published"),
		Of: &s.Entry, Outlet: s.Publisher, Source: s,
	}
}

func compare(a, b Entry) int { return compareAt(&a, &b) }

func compareAt(a, b *Entry) int {
	if order := edtf.Compare(a.Date, b.Date); order != 0 {
		return order
	}
	if a.Clock != b.Clock {
		return cmp.Compare(slices.Index(Clocks(), a.Clock), slices.Index(Clocks(), b.Clock))
	}
	return cmp.Compare(a.Of.Slug, b.Of.Slug)
}

// A Row is an event or a quotation with the sources that carry it.
type Row struct {
	Entry           // the event or quotation; its date may be the zero date
	Carried []Entry // the dated sources that it cites, in the order of their dates; each once
}

// When returns the date at which the row stands: that of its entry or, when it
// has none, of the first source that carries it.
func (r Row) When() edtf.Date {
	if r.Date.IsZero() && len(r.Carried) > 0 {
		return r.Carried[0].Date
	}
	return r.Date
}

// Dates returns every date of the row.
func (r Row) Dates() []edtf.Date {
	var out []edtf.Date
	if !r.Date.IsZero() {
		out = append(out, r.Date)
	}
	for _, c := range r.Carried {
		out = append(out, c.Date)
	}
	return out
}

// Rows returns a row for every event and quotation of d that has a date or is
// carried by a source that has one, in the order of [Row.When].
func Rows(d *dossier.Dossier) []Row {
	var out []Row
	for _, e := range d.Events {
		out = append(out, EventRow(e))
	}
	for _, q := range d.Quotes {
		out = append(out, QuoteRow(q))
	}
	out = slices.DeleteFunc(out, func(r Row) bool { return r.When().IsZero() })
	sortRows(out)
	return out
}

// sortRows puts rows in the order in which Rows returns them.
func sortRows(rows []Row) {
	slices.SortFunc(rows, func(a, b Row) int {
		if order := edtf.Compare(a.When(), b.When()); order != 0 {
			return order
		}
		return compare(a.Entry, b.Entry)
	})
}

// EventRow returns the row of one event.
func EventRow(e *dossier.Event) Row { return Row{ofEvent(e), carried(e.Citations)} }

// QuoteRow returns the row of one quotation.
func QuoteRow(q *dossier.Quote) Row { return Row{ofQuote(q), carried(q.Citations)} }

func carried(citations []*dossier.Citation) []Entry {
	var out []Entry
	seen := map[dossier.Slug]bool{}
	for _, c := range citations {
		if c.Source.Published.IsZero() || seen[c.Source.Slug] {
			continue
		}
		seen[c.Source.Slug] = true
		out = append(out, ofSource(c.Source))
	}
	slices.SortFunc(out, compare)
	return out
}

// Dates returns the dates of entries.
func Dates(entries []Entry) []edtf.Date {
	out := make([]edtf.Date, len(entries))
	for i, e := range entries {
		out[i] = e.Date
	}
	return out
}
