package casefile

import (
	"slices"
	"testing"
	"time"
)

// Proportion is how the time that something takes may grow with what it is
// made of.
type Proportion struct {
	N, Times int           // how much is tried, and how many times as much then
	Bound    float64       // how many times as long that may take
	Least    time.Duration // what the shorter one is taken to last at least
}

// Holds fails a test in which what takes, for so much, passes the bound. The
// machine may have been busy: the best of five attempts counts.
func (p Proportion) Holds(t *testing.T, name string, takes func(n int) time.Duration) {
	t.Helper()
	var ratios []float64
	for range 5 {
		ratio := float64(takes(p.N*p.Times)) / float64(max(takes(p.N), p.Least))
		if ratios = append(ratios, ratio); ratio < p.Bound {
			return
		}
	}
	t.Errorf("%s: %d times as much took %.0f times as long", name, p.Times, slices.Min(ratios))
}
