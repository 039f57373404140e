package timeline

import (
	"dossier/generator/internal/edtf"
)

// A Style tells the doubt of a bar.
type Style struct {
	Day         bool // one calendar day, whatever doubt is cast on it
	Approximate bool // faded ends
	Uncertain   bool // a dashed outline
	OneOf       bool // hatched: one of the days, not known which
	OpenStart   bool // an arrow at the start: there is no earliest day
	OpenEnd     bool // an arrow at the end: there is no latest day
}

// An Extent is a half-open range of units on an axis.
type Extent struct{ X, End int }

// A Bar is a date on an axis.
type Bar struct {
	Extent          // from the earliest to the latest day; at the bound there is when a side is open
	Ink    Extent   // with its faded ends and arrows
	Parts  []Extent // the members of a set, or Extent alone; none when a side is open
	Style  Style
}

// bar returns the place of a date, and whether it has one: a date without an
// earliest and a latest day has none, nor has a date of none of the days that
// the axis was made of. A time with a zone stands at its day in UTC, so that bars
// keep the order of moments.
func (a *Axis) bar(date edtf.Date) (Bar, bool) {
	date = date.UTC()
	first, early := date.Earliest()
	last, late := date.Latest()
	if !early && !late || len(a.Stretches) == 0 {
		return Bar{}, false
	}
	b := Bar{Style: Style{
		Approximate: date.Approximate(),
		Uncertain:   date.Uncertain(),
		OneOf:       date.Unspecified() || date.Form() == edtf.OneOf,
		OpenStart:   !early,
		OpenEnd:     !late,
	}}
	switch {
	case !early:
		// Nothing is known to be at the bound, so that the bar is its far edge.
		b.X, b.End = a.x(last+1), a.x(last+1)
	case !late:
		b.X, b.End = a.x(first), a.x(first)
	default:
		b.Style.Day = first == last
		b.Extent = a.extent(first, last)
		for _, p := range parts(date) {
			b.Parts = append(b.Parts, a.extent(p.first, p.last))
		}
	}
	b.Ink = b.Extent
	if b.Style.Approximate || b.Style.OpenStart {
		b.Ink.X -= a.Scale.Reach
	}
	if b.Style.Approximate || b.Style.OpenEnd {
		b.Ink.End += a.Scale.Reach
	}
	return b, true
}

// extent returns the place of the days from first to last, widened about its
// middle when it would be too narrow to see.
func (a *Axis) extent(first, last edtf.Day) Extent {
	e := Extent{a.x(first), a.x(last + 1)}
	if short := a.Scale.Least - (e.End - e.X); short > 0 {
		e.X -= short / 2
		e.End = e.X + a.Scale.Least
	}
	return e
}

type days struct{ first, last edtf.Day }

// parts returns the days that a date is drawn at: those of the members of a
// set, or all. A side without a bound has the day of the other.
func parts(date edtf.Date) []days {
	if members := date.Members(); len(members) > 0 {
		var out []days
		for _, m := range members {
			out = append(out, parts(m)...)
		}
		return out
	}
	date = date.UTC()
	first, early := date.Earliest()
	last, late := date.Latest()
	switch {
	case early && late:
		return []days{{first, last}}
	case early:
		return []days{{first, first}}
	case late:
		return []days{{last, last}}
	}
	return nil
}
