package figure

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/timeline"
)

// AxisWords are the words that an axis is written with.
type AxisWords struct {
	Months []string                // twelve short names, or none
	Folded func(months int) string // how long a folded stretch is
}

// HeadHigh is how high the head of an axis is, with its two lines of labels.
const HeadHigh = 46

// Axis draws an axis, which starts at left, with lines down to bottom.
func (d *Drawing) Axis(a *timeline.Axis, left, bottom int, words AxisWords) {
	for _, s := range a.Stretches {
		if !s.Folded {
			d.Rules = append(d.Rules, Rule{"base", Line(left+s.X, HeadHigh-6, left+s.End, HeadHigh-6)})
			continue
		}
		d.Rules = append(d.Rules,
			Rule{"fold", Rectangle(left+s.X+4, HeadHigh-12, s.End-s.X-8, bottom-HeadHigh+12, 0)},
			Rule{"torn", Zigzag(left+s.X+4, HeadHigh-12, bottom)},
			Rule{"torn", Zigzag(left+s.End-4, HeadHigh-12, bottom)})
		for i, part := range strings.SplitN(strings.Join(strings.Fields(words.Folded(s.Months())), " "), " ", 2) {
			// Not quite in the middle: the name of the next month begins where the stretch ends.
			d.Texts = append(d.Texts, Text{X: left + (s.X+s.End)/2 - 3, Y: 13 + 15*i, Class: "folded", Anchor: "middle", Words: part})
		}
	}
	years := !slices.ContainsFunc(a.Ticks, func(t timeline.Tick) bool { return !t.Year })
	for _, t := range a.Ticks {
		class := "grid"
		if t.Year {
			class += " year"
			d.Texts = append(d.Texts, Text{X: left + t.X, Y: 13, Class: "year", Anchor: "start", Words: fmt.Sprint(t.Day.Year())})
		}
		d.Rules = append(d.Rules, Rule{class, Line(left+t.X, HeadHigh-12, left+t.X, bottom)})
		switch {
		case t.Week:
			d.Texts = append(d.Texts, Text{X: left + t.X, Y: 30, Class: "month", Anchor: "start", Words: fmt.Sprint(t.Day.Day())})
		case len(words.Months) == 12 && !(years && t.Day.Month() == 1):
			d.Texts = append(d.Texts, Text{X: left + t.X, Y: 30, Class: "month", Anchor: "start", Words: words.Months[t.Day.Month()-1]})
		}
	}
}
