package figure

import (
	"fmt"
	"strings"
)

// Line returns a straight line.
func Line(x1, y1, x2, y2 int) string { return fmt.Sprintf("M%d %dL%d %d", x1, y1, x2, y2) }

// Rectangle returns a rectangle whose corners are rounded as far as it has
// room.
func Rectangle(x, y, w, h, round int) string {
	r := min(round, w/2, h/2)
	if r == 0 {
		return fmt.Sprintf("M%d %dh%dv%dh%dz", x, y, w, h, -w)
	}
	return fmt.Sprintf("M%d %dh%da%d %d 0 0 1 %d %dv%da%d %d 0 0 1 %d %dh%da%d %d 0 0 1 %d %dv%da%d %d 0 0 1 %d %dz",
		x+r, y, w-2*r, r, r, r, r, h-2*r, r, r, -r, r, -(w - 2*r), r, r, -r, -r, -(h - 2*r), r, r, r, -r)
}

// Hatching returns slanted lines, so far apart, that stay within a rectangle.
// Each starts where the one before it started, moved on, so that a long bar
// repeats itself and packs well.
func Hatching(x, y, w, h, apart int) string {
	var b strings.Builder
	penX, penY := 0, 0
	for at := apart - h; at < w; at += apart {
		// The line runs from (at, h) up to (at+h, 0), cut at the sides.
		from, to := max(at, 0), min(at+h, w)
		if from >= to {
			continue
		}
		startX, startY := x+from, y+h-(from-at)
		if b.Len() == 0 {
			fmt.Fprintf(&b, "M%d %d", startX, startY)
		} else {
			fmt.Fprintf(&b, "m%d %d", startX-penX, startY-penY)
		}
		fmt.Fprintf(&b, "l%d %d", to-from, from-to)
		penX, penY = startX+to-from, startY+from-to
	}
	return b.String()
}

// arrow returns a line from one place to another with a head at its end.
func arrow(from, to, y int) string {
	back := 5
	if to < from {
		back = -5
	}
	return fmt.Sprintf("M%d %dL%d %dM%d %dL%d %dL%d %d", from, y, to, y, to-back, y-4, to, y, to-back, y+4)
}

// Zigzag returns the torn edge that stands for a folded stretch.
func Zigzag(x, from, to int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%d %d", x, from)
	for i, y := 0, from; y < to; i++ {
		step := min(6, to-y)
		dx := 3
		if i%2 == 1 {
			dx = -3
		}
		fmt.Fprintf(&b, "l%d %d", dx, step)
		y += step
	}
	return b.String()
}

// Arc returns half an ellipse from one height to another below it, which bulges
// to the right as far as is said.
func Arc(x, from, to, bulge int) string {
	return fmt.Sprintf("M%d %dA%d %d 0 0 1 %d %d", x, from, bulge, (to-from)/2, x, to)
}
