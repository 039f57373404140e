package timeline

import (
	"cmp"
	"slices"

	"dossier/generator/internal/edtf"
)

// Scale says how much room a drawing has, in units. The zero value is not
// useful; see [Wide], [Narrow] and [Small].
type Scale struct {
	Width  int // of the whole axis, margins included
	Margin int // kept free at either end, for faded ends and arrows
	Fold   int // the width of a folded stretch
	Least  int // the width of a bar that would be narrower
	Reach  int // how far a faded end or an arrow goes beyond the bar's extent; at most Margin
	Label  int // the least distance between the starts of two labelled ticks
	Week   int // the least width of a week whose start has a tick; 0 where weeks have none
}

// Wide returns the scale of a drawing that fills a screen.
func Wide() Scale {
	return Scale{Width: 640, Margin: 30, Fold: 88, Least: 10, Reach: 15, Label: 34, Week: 48}
}

// Narrow returns the scale of a drawing on a phone.
func Narrow() Scale {
	return Scale{Width: 340, Margin: 20, Fold: 50, Least: 10, Reach: 12, Label: 30, Week: 48}
}

// Small returns the scale of the strip on the page of one quotation, person or
// topic.
func Small() Scale { return Scale{Width: 380, Margin: 20, Fold: 56, Least: 10, Reach: 12, Label: 30} }

// A Stretch is a run of days on an axis. To is the first day after it.
type Stretch struct {
	From, To edtf.Day
	X, End   int  // half-open, in units
	Folded   bool // nothing begins or ends in it, and its width says nothing of its length
}

// Months returns how many months a folded stretch is long; it starts and ends
// with a month.
func (s Stretch) Months() int { return month(s.To) - month(s.From) }

// A Tick marks the start of a month on an axis, or that of a seventh day after
// it.
type Tick struct {
	Day  edtf.Day
	X    int
	Year bool // the first tick of a year or of a stretch: its label names the year
	Week bool // it stands within a month
}

// An Axis gives days their place. Stretches lie end to end.
type Axis struct {
	Scale     Scale
	Stretches []Stretch
	Ticks     []Tick
}

// NewAxis returns an axis on which every known bound of dates has a place. It
// begins and ends with a month. An axis of no dates has no stretches.
//
// The longest stretch of whole months in which no date begins or ends is folded
// as long as it is much wider than a fold, and at most half of the axis is
// folds. What spans a folded stretch is drawn through it.
func NewAxis(dates []edtf.Date, scale Scale) *Axis {
	a := &Axis{Scale: scale}
	var days []edtf.Day
	for _, d := range dates {
		for _, p := range parts(d) {
			days = append(days, p.first, p.last)
		}
	}
	if len(days) == 0 {
		return a
	}
	slices.Sort(days)
	a.Stretches = fold(quiet(slices.Compact(days)), scale)
	a.place()
	a.tick()
	return a
}

// quiet cuts the months from the first to the last of days into stretches and
// marks those as folded that could be: two whole months or more without one of
// the days.
func quiet(days []edtf.Day) []Stretch {
	var out []Stretch
	from := startOf(month(days[0]))
	for i, d := range days[:len(days)-1] {
		after, next := startOf(month(d)+1), startOf(month(days[i+1]))
		if month(next)-month(after) >= 2 {
			out = append(out, Stretch{From: from, To: after}, Stretch{From: after, To: next, Folded: true})
			from = next
		}
	}
	return append(out, Stretch{From: from, To: startOf(month(days[len(days)-1]) + 1)})
}

// fold keeps the folds that save room and joins the other stretches.
func fold(stretches []Stretch, scale Scale) []Stretch {
	var byLength []int // the candidates, the longest first
	unfolded := 0
	for i, s := range stretches {
		unfolded += s.To.Sub(s.From)
		if s.Folded {
			byLength = append(byLength, i)
		}
	}
	slices.SortStableFunc(byLength, func(a, b int) int {
		return cmp.Compare(stretches[b].To.Sub(stretches[b].From), stretches[a].To.Sub(stretches[a].From))
	})
	room := scale.Width - 2*scale.Margin
	kept := map[int]bool{}
	for _, i := range byLength {
		length := stretches[i].To.Sub(stretches[i].From)
		left := room - len(kept)*scale.Fold
		if 2*length*left <= 5*scale.Fold*unfolded || 2*(len(kept)+1)*scale.Fold > room {
			break
		}
		kept[i] = true
		unfolded -= length
	}
	var out []Stretch
	for i, s := range stretches {
		s.Folded = kept[i]
		if n := len(out); n > 0 && !s.Folded && !out[n-1].Folded {
			out[n-1].To = s.To
			continue
		}
		out = append(out, s)
	}
	return out
}

// place gives each stretch its room. The days of all unfolded stretches are of
// one width.
func (a *Axis) place() {
	days, room := 0, a.Scale.Width-2*a.Scale.Margin
	for _, s := range a.Stretches {
		if s.Folded {
			room -= a.Scale.Fold
		} else {
			days += s.To.Sub(s.From)
		}
	}
	x, done, folds := a.Scale.Margin, 0, 0
	for i := range a.Stretches {
		s := &a.Stretches[i]
		s.X = x
		if s.Folded {
			folds++
		} else {
			done += s.To.Sub(s.From)
		}
		// From the start each time, so that rounding does not add up.
		x = a.Scale.Margin + folds*a.Scale.Fold + done*room/days
		s.End = x
	}
}

// tick puts ticks at the starts of months, so many that their labels have
// room. The first month of a stretch always has one.
func (a *Axis) tick() {
	step := a.step()
	for _, s := range a.Stretches {
		if s.Folded {
			continue
		}
		year, last := 0, 0
		first := month(s.From)
		for m := first; m < month(s.To); m += step - floorMod(m, step) {
			day := startOf(m)
			t := Tick{Day: day, X: a.x(day), Year: m == first || day.Year() != year}
			// The stretch may start shortly before a step.
			if m != first && t.X-last < a.Scale.Label && m-first < step {
				continue
			}
			a.Ticks = append(a.Ticks, t)
			year, last = day.Year(), t.X
			if a.weekly() {
				a.weeks(m)
			}
		}
	}
}

// weekly reports whether there is room for ticks within months.
func (a *Axis) weekly() bool {
	days, units := a.unfolded()
	return a.Scale.Week > 0 && 7*units >= days*a.Scale.Week
}

// weeks puts ticks at the days of a month that follow its first by whole weeks.
func (a *Axis) weeks(m int) {
	next := a.x(startOf(m + 1))
	for day := startOf(m) + 7; day < startOf(m+1); day += 7 {
		if x := a.x(day); next-x >= a.Scale.Label {
			a.Ticks = append(a.Ticks, Tick{Day: day, X: x, Week: true})
		}
	}
}

// unfolded returns how many days are not folded, and how many units they take.
func (a *Axis) unfolded() (days, units int) {
	for _, s := range a.Stretches {
		if !s.Folded {
			days += s.To.Sub(s.From)
			units += s.End - s.X
		}
	}
	return days, units
}

// step returns how many months lie between two ticks.
func (a *Axis) step() int {
	days, units := a.unfolded()
	// A month has 365/12 days.
	wide := func(months int) bool { return months*365*units >= 12*days*a.Scale.Label }
	for _, months := range []int{1, 3, 6} {
		if wide(months) {
			return months
		}
	}
	years := 1
	for ; !wide(12 * years); years *= 10 {
		for _, part := range []int{2, 5} {
			if wide(12 * part * years) {
				return 12 * part * years
			}
		}
	}
	return 12 * years
}

// x returns where a day starts. Days outside the axis are put at its ends.
func (a *Axis) x(d edtf.Day) int {
	for _, s := range a.Stretches {
		if d < s.To {
			return s.X + max(0, d.Sub(s.From))*(s.End-s.X)/s.To.Sub(s.From)
		}
	}
	return a.Stretches[len(a.Stretches)-1].End
}

// month counts months from year 0.
func month(d edtf.Day) int { return d.Year()*12 + d.Month() - 1 }

// startOf returns the first day of a month as month counts them.
func startOf(m int) edtf.Day { return edtf.NewDay(0, m+1, 1) }

func floorMod(a, b int) int { return ((a % b) + b) % b }
