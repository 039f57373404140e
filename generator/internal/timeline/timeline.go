// Package timeline lays out what a dossier dates, without knowing more than the
// dates do.
//
// A news dossier has three clocks: when a thing happened (events), when it was
// said (quotations), and when it was printed (sources); and where a source was
// captured several times, when its text had changed. [List] gives everything
// dated in one order, [Group] cuts that order by year and month as far as they
// are known, and [Rows] puts beside each event and quotation the sources that
// carry it.
//
// A drawing is an [Axis] and bars on it. [NewAxis] spreads days over integer
// units; long stretches in which nothing begins or ends are folded, by whole
// months, and keep a fixed width however long they are. A bar gives a date
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
	"dossier/generator/internal/reading"
)

// Clock says what a date is the date of.
type Clock string

// The clocks, in the order in which things of one date are listed.
const (
	Happened  Clock = "happened"
	Said      Clock = "said"
	Published Clock = "published"
	Changed   Clock = "changed"
	Claimed   Clock = "claimed"
	Judged    Clock = "judged"
)

// Clocks returns the clocks in their order.
func Clocks() []Clock { return []Clock{Happened, Said, Published, Changed, Claimed, Judged} }

// An Entry is one thing with a date.
type Entry struct {
	Clock    Clock
	Date     edtf.Date
	Inferred string // what the editor inferred the date from; empty when the front matter does not say
	Of       *dossier.Entry
	People   []*dossier.Person // an event's people, a quotation's speaker
	Outlet   string            // a source's publisher
	Source   *dossier.Source   // nil for all but sources; of a change the version that had it first
}

// Of returns the entry of an item, whose date may be the zero date, and whether
// its kind has a date at all.
func Of(item dossier.Item) (Entry, bool) {
	e := Entry{Date: item.When(), Of: item.AsEntry(), People: item.Involves()}
	switch x := item.(type) {
	case *dossier.Event:
		e.Clock = Happened
	case *dossier.Quote:
		e.Clock = Said
	case *dossier.Source:
		e.Clock, e.Inferred, e.Outlet, e.Source = Published, x.Inference("published"), x.Publisher, x
	default:
		return Entry{}, false
	}
	return e, true
}

// of returns the entries of all that can have a date, by kind and slug.
func of(d *dossier.Dossier) []Entry {
	items := d.Items()
	out := make([]Entry, 0, len(items))
	for _, i := range items {
		if e, ok := Of(i); ok {
			out = append(out, e)
		}
	}
	return out
}

// changes returns the days on which a text is known to have changed: those of each
// version that is not as the one before it. Each has an entry of its own, which is called as
// the version is.
func changes(d *dossier.Dossier) []Entry {
	var out []Entry
	for _, s := range d.Sources {
		all := s.Versions()
		for i, to := range all[1:] {
			if to.Seen().IsZero() || !reading.Changed(all[i], to) {
				continue
			}
			of := to.Entry
			of.Slug = s.Base() + dossier.Slug(dossier.VersionMark+to.Version)
			out = append(out, Entry{Clock: Changed, Date: to.Seen(), Inferred: to.Inference("captured"), Of: &of, Outlet: to.Publisher, Source: to})
		}
	}
	return out
}

// claims returns the days on which claims were made and on which their verdicts were given. The two have an entry of
// their own each.
func claims(d *dossier.Dossier) []Entry {
	var out []Entry
	for _, c := range d.Claims {
		if !c.Made.IsZero() {
			out = append(out, Entry{Clock: Claimed, Date: c.Made, Of: &c.Entry, People: c.Claimants})
		}
		if c.Verdict != nil && !c.Reviewed.IsZero() {
			of := c.Entry
			out = append(out, Entry{Clock: Judged, Date: c.Reviewed, Of: &of})
		}
	}
	return out
}

// List returns everything that d dates, in the order of its dates. Things of
// equal dates are ordered by clock and then by slug.
func List(d *dossier.Dossier) []Entry {
	all := slices.Concat(of(d), changes(d), claims(d))
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
	return slices.ContainsFunc(d.Items(), func(i dossier.Item) bool {
		e, ok := Of(i)
		return ok && !e.Date.IsZero()
	}) || len(changes(d))+len(claims(d)) > 0
}

// Undated returns the events, quotations and sources of d that have no date of
// their own, by kind and slug.
func Undated(d *dossier.Dossier) []*dossier.Entry {
	var out []*dossier.Entry
	for _, e := range of(d) {
		if e.Date.IsZero() {
			out = append(out, e.Of)
		}
	}
	return out
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

// when returns the date at which the row stands: that of its entry or, when it
// has none, of the first source that carries it.
func (r Row) when() edtf.Date {
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
// carried by a source that has one, in the order of when they were.
func Rows(d *dossier.Dossier) []Row {
	var out []Row
	for _, e := range of(d) {
		if e.Source == nil {
			out = append(out, e.Row())
		}
	}
	out = slices.DeleteFunc(out, func(r Row) bool { return r.when().IsZero() })
	sortRows(out)
	return out
}

// sortRows puts rows in the order in which Rows returns them.
func sortRows(rows []Row) {
	slices.SortFunc(rows, func(a, b Row) int {
		if order := edtf.Compare(a.when(), b.when()); order != 0 {
			return order
		}
		return compare(a.Entry, b.Entry)
	})
}

// Row returns an entry with the sources that carry it. Nothing carries a source, and what is cited for or against a
// claim does not carry it.
func (e Entry) Row() Row {
	row := Row{Entry: e}
	if n := e.Of.Item.AsNote(); n != nil && n.Kind != dossier.KindClaim {
		row.Carried = carried(n.Citations)
	}
	return row
}

// RowOf returns the row of an item. It is the zero row for one of a kind without
// a date.
func RowOf(item dossier.Item) Row {
	if e, ok := Of(item); ok {
		return e.Row()
	}
	return Row{}
}

func carried(citations []*dossier.Citation) []Entry {
	var out []Entry
	seen := map[dossier.Slug]bool{}
	for _, c := range citations {
		s := c.Source.Current()
		if s.Published.IsZero() || seen[s.Slug] {
			continue
		}
		seen[s.Slug] = true
		e, _ := Of(s)
		out = append(out, e)
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
