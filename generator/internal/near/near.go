// Package near says how far apart two words are spelled.
//
// The measure is the optimal string alignment distance (Damerau 1964; Wagner and
// Fischer 1975): letters changed, put in, left out, or exchanged with their
// neighbour, none of them twice.
package near

// Distance returns how many letters must be changed, put in, left out or
// exchanged with their neighbour to make b of a, or more than limit when that is
// more than limit. Letters are code points.
func Distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	width := len(y) + 1
	cells := make([]int, 3*width) // the row, the one before it, and the one before that
	row, prev, older := cells[:width], cells[width:2*width], cells[2*width:]
	for j := range prev {
		prev[j] = j
	}
	for i := range x {
		row[0] = i + 1
		least := row[0]
		for j := range y {
			c := prev[j]
			if x[i] != y[j] {
				c++
			}
			c = min(c, prev[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				c = min(c, older[j-1]+1)
			}
			row[j+1] = c
			least = min(least, c)
		}
		if least > limit {
			return limit + 1
		}
		row, prev, older = older, row, prev
	}
	return prev[len(y)]
}
