package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/address"
)

// A Pager cuts a list that is too long for one page: a list of the site, or the
// timeline.
type Pager struct {
	Holds  int             // weight that a page holds
	Head   int             // weight of what the first page has besides
	Weight func(i int) int // of an item
	// Divide returns the sheets that a sheet is divided into before it is cut
	// where a page is full, each with its route and items; none where it is not.
	// It may be nil.
	Divide func(s *Sheet) []*Sheet
	// Leads says that a sheet which is divided or cut is a page as well, which
	// leads to those below it. Otherwise the first of these stands in its place.
	Leads bool
}

// A Sheet is a page of a list. It shows its items or, where they are too many for
// one page, there are sheets below it that do.
type Sheet struct {
	Route         address.Route
	Items         []int    // of the whole list, in the order of the sheet
	Trait         Trait    // that all of them have; the zero value for the whole list
	Part          int      // of the sheets beside it, from 1, where it was cut off since a page was full
	Up            *Sheet   // of which it is a part; nil for a whole
	Below         []*Sheet // its parts
	Before, After *Sheet   // beside it in the order in which they are read; nil where there is none

	where map[int]*Sheet // by item, the sheet that shows it: one map for a whole and all its parts
}

// Sheets returns the whole of some items of a list, cut into sheets.
func (p Pager) Sheets(route address.Route, of Trait, items []int) *Sheet {
	whole := &Sheet{Route: route, Trait: of, Items: items, where: map[int]*Sheet{}}
	p.divide(whole)
	whole.join()
	return whole
}

// Fits reports whether a page holds what a sheet shows.
func (p Pager) Fits(s *Sheet) bool {
	n := 0
	for _, i := range s.Items {
		n += p.Weight(i)
	}
	return n <= p.Holds
}

// divide gives a sheet that is too long the sheets of its parts.
func (p Pager) divide(s *Sheet) {
	below := func(b *Sheet) {
		b.Up, b.Trait, b.where = s, s.Trait, s.where
		s.Below = append(s.Below, b)
	}
	if p.Divide != nil {
		for _, b := range p.Divide(s) {
			below(b)
			p.divide(b)
		}
		if len(s.Below) > 0 {
			return
		}
	}
	head := 0
	if s.Trait == (Trait{}) {
		head = p.Head
	}
	rest := s.Items
	parts := Paged(len(rest), head, p.Holds, func(i int) int { return p.Weight(s.Items[i]) })
	if len(parts) == 1 {
		return
	}
	for i, n := range parts {
		route := s.Route.Part(i)
		if p.Leads {
			route = s.Route.Page(strconv.Itoa(i + 1))
		}
		below(&Sheet{Route: route, Items: rest[:n], Part: i + 1})
		rest = rest[n:]
	}
}

// join joins the sheets of a whole in the order in which they are read, and notes
// what each of them shows. A sheet that leads to others stands beside those
// that lead to others beside it.
func (s *Sheet) join() {
	var last *Sheet // that shows items
	var walk func(s *Sheet)
	walk = func(s *Sheet) {
		if len(s.Below) == 0 {
			for _, i := range s.Items {
				s.where[i] = s
			}
			if s.Before = last; last != nil {
				last.After = s
			}
			last = s
		}
		for i, b := range s.Below {
			walk(b)
			if len(b.Below) == 0 {
				continue
			}
			if i > 0 {
				b.Before = s.Below[i-1]
			}
			if i+1 < len(s.Below) {
				b.After = s.Below[i+1]
			}
		}
	}
	walk(s)
}

// Where returns the sheet that shows an item, among those of the whole that s
// belongs to; nil where none does.
func (s *Sheet) Where(item int) *Sheet { return s.where[item] }

// Pages returns those sheets of a whole that are pages.
func (p Pager) Pages(whole *Sheet) []*Sheet {
	return slices.DeleteFunc(whole.all(), func(s *Sheet) bool { return !p.Leads && len(s.Below) > 0 })
}

// all returns a sheet and all its parts.
func (s *Sheet) all() []*Sheet {
	out := []*Sheet{s}
	for _, b := range s.Below {
		out = append(out, b.all()...)
	}
	return out
}

// A Portion is a part of a list, or of the timeline, that has pages of its own.
type Portion struct {
	Trait Trait // that its items have
	Route address.Route
	Items []int
}

// Portions returns the parts of a list of n items by what they have in common, in the
// order in which a page names them. A part that is all of it is none.
func Portions(n int, traits func(i int) []Trait, route func(Trait) address.Route) []Portion {
	found := map[Trait]*Portion{} // by traits without their texts
	for i := range n {
		for _, t := range traits(i) {
			if t.Value == "" {
				continue
			}
			key := Trait{Field: t.Field, Value: t.Value}
			p := found[key]
			if p == nil {
				p = &Portion{Trait: t, Route: route(t)}
				found[key] = p
			}
			p.Trait.Text = cmp.Or(p.Trait.Text, t.Text)
			if last := len(p.Items) - 1; last < 0 || p.Items[last] != i {
				p.Items = append(p.Items, i)
			}
		}
	}
	var out []Portion
	for _, p := range found {
		if len(p.Items) < n {
			out = append(out, *p)
		}
	}
	slices.SortFunc(out, func(a, b Portion) int {
		return cmp.Or(
			cmp.Compare(slices.Index(FilterFields[:], a.Trait.Field), slices.Index(FilterFields[:], b.Trait.Field)),
			cmp.Compare(strings.ToLower(a.Trait.Text), strings.ToLower(b.Trait.Text)), cmp.Compare(a.Route, b.Route),
		)
	})
	return out
}

// Turn returns the links to the sheets beside one, which name says how to call; nil
// where there are none.
func (v View) Turn(s *Sheet, name func(*Sheet) string) *Turn {
	if s.Before == nil && s.After == nil {
		return nil
	}
	var t Turn
	if s.Before != nil {
		t.Before = v.To(s.Before.Route, "", v.Word("previous", name(s.Before)))
	}
	if s.After != nil {
		t.After = v.To(s.After.Route, "", v.Word("next", name(s.After)))
	}
	return &t
}
