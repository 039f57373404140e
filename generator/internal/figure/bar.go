package figure

import (
	"fmt"

	"dossier/generator/internal/timeline"
)

// half is how far a bar of each clock reaches above and below its middle.
func half(clock timeline.Clock) int {
	if clock == timeline.Published {
		return 4
	}
	return 6
}

// Bar returns the paths of a bar whose axis starts at left and whose middle
// lies at y.
func Bar(b timeline.Bar, clock timeline.Clock, left, y, reach int) []Rule {
	h := half(clock)
	var out []Rule
	class := "part"
	if b.Style.Uncertain {
		class += " uncertain"
	}
	if b.Style.OneOf {
		class += " one-of"
	}
	for i, p := range b.Parts {
		if i > 0 {
			out = append(out, Rule{"tie", Line(left+b.Parts[i-1].End, y, left+p.X, y)})
		}
		round := 0
		if clock == timeline.Said {
			round = h
		}
		out = append(out, Rule{class, Rectangle(left+p.X, y-h, p.End-p.X, 2*h, round)})
		if b.Style.OneOf {
			out = append(out, Rule{"hatch", Hatching(left+p.X, y-h, p.End-p.X, 2*h, 4)})
		}
	}
	// A faded end is three blocks that get smaller and paler.
	if b.Style.Approximate {
		step := reach / 3
		for i := range 3 {
			fade := fmt.Sprintf("fade fade-%d", i+1)
			small := h - 1 - i
			if !b.Style.OpenStart {
				out = append(out, Rule{fade, Rectangle(left+b.X-(i+1)*step, y-small, step-1, 2*small, 0)})
			}
			if !b.Style.OpenEnd {
				out = append(out, Rule{fade, Rectangle(left+b.End+i*step+1, y-small, step-1, 2*small, 0)})
			}
		}
	}
	open := func(from, to int) {
		stop, tip := "stop", "arrow"
		if b.Style.Uncertain {
			stop, tip = stop+" uncertain", tip+" uncertain"
		}
		out = append(out, Rule{stop, Line(left+from, y-h, left+from, y+h)}, Rule{tip, arrow(left+from, left+to, y)})
	}
	if b.Style.OpenStart {
		open(b.X, b.Ink.X)
	}
	if b.Style.OpenEnd {
		open(b.End, b.Ink.End)
	}
	return out
}
