package timeline

import (
	"cmp"
	"slices"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
)

// A Mark is one bar of a row: the entries of one clock and one date.
type Mark struct {
	Entries []Entry
	Bar     Bar
	Lane    int // counted from the top
	Label   Label
	Lag     *Extent // the line from the row's own mark to this one; nil when they are not known to be apart
}

// A Label is where the words beside a bar go.
type Label struct {
	Extent
	Before bool // it stands before the bar
	Below  bool // it stands in the lane below the bar
	Choice int  // which of the widths on offer it has; -1 when there is room for none
}

// A Drawn is a row of a drawing.
type Drawn struct {
	Row
	Marks []Mark
	Lanes int
	More  []Entry // what has a place but no lane left; its number is shown in the last lane, which is free for it
	Where Extent  // of the bar of the first of More
}

// maxLanes is how many marks of a row lie above each other before the others
// are counted.
const maxLanes = 5

// gap is kept free between two marks in one lane, and between a mark and its
// label.
const gap = 7

// RowDates returns the dates of rows.
func RowDates(rows []Row) []edtf.Date {
	var out []edtf.Date
	for _, r := range rows {
		out = append(out, r.Dates()...)
	}
	return out
}

// Draw lays out rows on an axis. The own mark of a row, if it has one, is the
// first of its marks. label returns how many units the label of a row's mark
// takes: one number for each way of saying it, the best way first.
func Draw(rows []Row, axis *Axis, label func(Row, []Entry) []int) []Drawn {
	var out []Drawn
	for _, r := range rows {
		out = append(out, axis.row(r, label))
	}
	return out
}

func (a *Axis) row(r Row, label func(Row, []Entry) []int) Drawn {
	drawn := Drawn{Row: r}
	var lanes stack
	own, hasOwn := a.bar(r.Date)
	put := func(m Mark) {
		ink := m.Bar.Ink
		if m.Lag != nil {
			ink.X = m.Lag.X
		}
		m.Label, ink = a.label(ink, label(r, m.Entries))
		var below *Extent
		if m.Label.Choice < 0 {
			m.Label, below = a.below(m.Bar, label(r, m.Entries))
		}
		var ok bool
		if m.Lane, ok = lanes.put(ink, below, maxLanes); !ok {
			if len(drawn.More) == 0 {
				drawn.Where = Extent{m.Bar.X, m.Bar.End}
			}
			drawn.More = append(drawn.More, m.Entries...)
			return
		}
		drawn.Marks = append(drawn.Marks, m)
	}
	if hasOwn {
		put(Mark{Entries: []Entry{r.Entry}, Bar: own})
	}
	for rest := r.Carried; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Date.Equal(rest[0].Date) {
			n++
		}
		if b, ok := a.bar(rest[0].Date); ok {
			m := Mark{Entries: rest[:n:n], Bar: b}
			if hasOwn {
				m.Lag = lag(r.Date, own, rest[0].Date, b)
			}
			put(m)
		}
		rest = rest[n:]
	}
	drawn.Lanes = max(1, len(lanes))
	if len(drawn.More) > 0 {
		drawn.Lanes++
	}
	return drawn
}

// label finds room for one of the widths beside ink, first after it and then
// before it, and returns the label with the ink of both.
func (a *Axis) label(ink Extent, widths []int) (Label, Extent) {
	for i, width := range widths {
		after := Extent{ink.End + gap, ink.End + gap + width}
		before := Extent{ink.X - gap - width, ink.X - gap}
		switch {
		case after.End <= a.Scale.Width:
			return Label{Extent: after, Choice: i}, Extent{ink.X, after.End}
		case before.X >= 0:
			return Label{Extent: before, Before: true, Choice: i}, Extent{before.X, ink.End}
		}
	}
	return Label{Choice: -1}, ink
}

// below finds room for one of the widths in the lane below a bar.
func (a *Axis) below(b Bar, widths []int) (Label, *Extent) {
	for i, width := range widths {
		if width <= a.Scale.Width {
			x := max(0, min(b.X, a.Scale.Width-width))
			e := Extent{x, x + width}
			return Label{Extent: e, Below: true, Choice: i}, &e
		}
	}
	return Label{Choice: -1}, nil
}

// lag returns the line between two marks of which the second is surely the
// later.
func lag(from edtf.Date, a Bar, to edtf.Date, b Bar) *Extent {
	if !edtf.Before(from, to) || b.X-a.End < 2 {
		return nil
	}
	return &Extent{a.End, b.X}
}

// A stack holds what is taken of each lane.
type stack [][]Extent

// put finds the first lane in which e is free, and below, if there is one, in
// the lane after it. It opens lanes while there are fewer than limit.
func (s *stack) put(e Extent, below *Extent, limit int) (lane int, ok bool) {
	for i := 0; i < limit; i++ {
		if !s.free(i, e) || below != nil && (i+1 == limit || !s.free(i+1, *below)) {
			continue
		}
		s.take(i, e)
		if below != nil {
			s.take(i+1, *below)
		}
		return i, true
	}
	return 0, false
}

func (s *stack) free(lane int, e Extent) bool {
	return lane >= len(*s) || !slices.ContainsFunc((*s)[lane], func(t Extent) bool { return e.X < t.End+gap && t.X < e.End+gap })
}

func (s *stack) take(lane int, e Extent) {
	for len(*s) <= lane {
		*s = append(*s, nil)
	}
	(*s)[lane] = append((*s)[lane], e)
}

// A Cluster is the entries of one clock that have one date.
type Cluster struct {
	Entries []Entry
	Bar     Bar
	Lane    int
	Label   Label
	Counted bool // the label is the number of entries, or none for one
}

// A Column is the entries of one clock that begin between two ticks.
type Column struct {
	Extent
	Entries []Entry
}

// A Band is one clock of a crowd. It has clusters or, when they cannot be
// stacked, columns, with clusters above them of what may lie in several.
type Band struct {
	Clock    Clock
	Count    int // of all its entries, also those without a place
	Clusters []Cluster
	Lanes    int
	Columns  []Column
}

// A Crowd shows all entries at once: a band for each clock.
type Crowd struct {
	Axis  *Axis
	Bands []Band // of the clocks that have entries
}

// crowdLanes is how many bars of a crowd lie above each other before they are
// counted instead.
const crowdLanes = 9

// crowdDates is how many dates a band has at most that is stacked without
// names: about as many as a month has days, and doubts.
const crowdDates = 45

// DrawCrowd lays out entries, which are in the order of [List], on the given
// axis. label is as in [Draw]; number returns how many units the number of
// entries takes, which stands in the place of a label where there is no room
// for names.
func DrawCrowd(entries []Entry, axis *Axis, label func([]Entry) []int, number func(n int) int) Crowd {
	out := Crowd{Axis: axis}
	for _, clock := range Clocks() {
		var own []Entry
		for _, e := range entries {
			if e.Clock == clock {
				own = append(own, e)
			}
		}
		if len(own) > 0 {
			out.Bands = append(out.Bands, band(clock, own, axis, label, number))
		}
	}
	return out
}

func band(clock Clock, entries []Entry, axis *Axis, label func([]Entry) []int, number func(n int) int) Band {
	b := Band{Clock: clock, Count: len(entries)}
	for _, e := range entries {
		if n := len(b.Clusters); n > 0 && b.Clusters[n-1].Entries[0].Date.Equal(e.Date) {
			b.Clusters[n-1].Entries = append(b.Clusters[n-1].Entries, e)
			continue
		}
		if bar, ok := axis.bar(e.Date); ok {
			b.Clusters = append(b.Clusters, Cluster{Entries: []Entry{e}, Bar: bar})
		}
	}
	// In the order of their ink, which arrows to the left put before that of
	// their dates, so that few lanes are needed.
	slices.SortStableFunc(b.Clusters, func(x, y Cluster) int { return cmp.Compare(x.Bar.Ink.X, y.Bar.Ink.X) })
	counted := func(entries []Entry) []int {
		if len(entries) == 1 {
			return nil
		}
		return []int{number(len(entries))}
	}
	switch {
	case b.stack(axis, label):
	case len(b.Clusters) <= crowdDates && b.stack(axis, counted):
		for i := range b.Clusters {
			b.Clusters[i].Counted = true
		}
	default:
		// What may lie in several columns is none's, unless it is too much.
		cols, rest := columns(entries, axis, true)
		b.Clusters = slices.DeleteFunc(b.Clusters, func(c Cluster) bool { return !rest[c.Entries[0].Of] })
		if !b.stack(axis, counted) {
			cols, _ = columns(entries, axis, false)
			return Band{Clock: clock, Count: len(entries), Columns: cols}
		}
		for i := range b.Clusters {
			b.Clusters[i].Counted = true
		}
		b.Columns = cols
	}
	return b
}

// stack gives the clusters of a band their lanes, and reports whether there is
// room for all of them.
func (b *Band) stack(axis *Axis, label func([]Entry) []int) bool {
	var lanes stack
	for i := range b.Clusters {
		c := &b.Clusters[i]
		var ink Extent
		var below *Extent
		if c.Label, ink = axis.label(c.Bar.Ink, label(c.Entries)); c.Label.Choice < 0 {
			c.Label, below = axis.below(c.Bar, label(c.Entries))
		}
		lane, ok := lanes.put(ink, below, crowdLanes)
		if !ok {
			return false
		}
		c.Lane = lane
	}
	b.Lanes = len(lanes)
	return true
}

// columns counts entries from tick to tick, each where it begins. With within,
// what may begin in one column and end after it is left over.
func columns(entries []Entry, axis *Axis, within bool) (out []Column, rest map[*dossier.Entry]bool) {
	rest = map[*dossier.Entry]bool{}
	var starts []edtf.Day
	for i, t := range axis.Ticks {
		c := Column{Extent: Extent{X: t.X}}
		for _, s := range axis.Stretches {
			if s.X <= t.X && t.X < s.End {
				c.End = s.End
			}
		}
		if i+1 < len(axis.Ticks) {
			c.End = min(c.End, axis.Ticks[i+1].X)
		}
		starts = append(starts, t.Day)
		out = append(out, c)
	}
	at := func(day edtf.Day) int {
		i, found := slices.BinarySearch(starts, day)
		if !found {
			i--
		}
		return i
	}
	for _, e := range entries {
		first, last, ok := place(e.Date)
		if !ok {
			continue
		}
		switch i := at(first); {
		case within && at(last) != i:
			rest[e.Of] = true
		case i >= 0:
			out[i].Entries = append(out[i].Entries, e)
		}
	}
	return slices.DeleteFunc(out, func(c Column) bool { return len(c.Entries) == 0 }), rest
}
