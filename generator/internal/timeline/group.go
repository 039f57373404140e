package timeline

import (
	"cmp"
	"fmt"
	"slices"

	"dossier/generator/internal/edtf"
)

// A Year is the entries of one year, or of the years that they may lie in.
type Year struct {
	From, To int  // the years, both included; equal for one year
	Undated  bool // the entries have a date that admits any year
	Months   []Month
}

// A Month is the entries of one month of a year.
type Month struct {
	Month   int // 1 to 12, or 0 for entries whose month is not known
	Entries []Entry
}

// Key returns what y is called in addresses: "2015", "2010-2019" or "undated".
func (y Year) Key() string {
	switch {
	case y.Undated:
		return "undated"
	case y.From != y.To:
		return yearKey(y.From) + "-" + yearKey(y.To)
	}
	return yearKey(y.From)
}

func yearKey(year int) string {
	if year < 0 {
		return fmt.Sprintf("-%04d", -year)
	}
	return fmt.Sprintf("%04d", year)
}

// Count returns the number of entries in y.
func (y Year) Count() int {
	n := 0
	for _, m := range y.Months {
		n += len(m.Entries)
	}
	return n
}

// Group cuts entries by the year and month in which each begins. An entry that
// may lie in any of several years or months stands before those that are
// known better. Within a month the order of entries is kept.
//
// An interval stands where it starts or, when its start is open or not known,
// where it ends.
func Group(entries []Entry) []Year {
	type key struct {
		undated         bool
		from, to, month int
	}
	months := map[key][]Entry{}
	for _, e := range entries {
		k := key{undated: true}
		if first, last, ok := place(e.Date); ok {
			k = key{from: first.Year(), to: last.Year()}
			if k.from == k.to && first.Month() == last.Month() {
				k.month = first.Month()
			}
		}
		months[k] = append(months[k], e)
	}
	keys := make([]key, 0, len(months))
	for k := range months {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.undated != b.undated {
			if a.undated {
				return 1
			}
			return -1
		}
		// The wider group first, so that what is known better follows it.
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to), cmp.Compare(a.month, b.month))
	})
	var out []Year
	for _, k := range keys {
		if n := len(out); n == 0 || out[n-1].From != k.from || out[n-1].To != k.to || out[n-1].Undated != k.undated {
			out = append(out, Year{From: k.from, To: k.to, Undated: k.undated})
		}
		y := &out[len(out)-1]
		y.Months = append(y.Months, Month{Month: k.month, Entries: months[k]})
	}
	return out
}

// place returns the days between which date begins or, when it has no known
// start, ends.
func place(date edtf.Date) (first, last edtf.Day, ok bool) {
	if date.Form() == edtf.Interval {
		if start, bound := date.Start(); bound == edtf.Known {
			date = start
		} else if end, bound := date.End(); bound == edtf.Known {
			date = end
		}
	}
	first, early := date.Earliest()
	last, late := date.Latest()
	switch {
	case early && !late:
		return first, first, true
	case late && !early:
		return last, last, true
	}
	return first, last, early && late
}
