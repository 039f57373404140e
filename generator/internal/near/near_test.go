package near

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"word", "word", 0}, {"word", "wrod", 1}, {"word", "wod", 1},
		{"kitten", "sitting", 3}, {"ca", "abc", 3}, {"größe", "große", 1}, {"İ", "i", 1},
	} {
		for limit := range 5 {
			got, back := Distance(c.a, c.b, limit), Distance(c.b, c.a, limit)
			if c.want <= limit && got != c.want || c.want > limit && got <= limit || (got > limit) != (back > limit) {
				t.Errorf("Distance(%q, %q, %d) = %d, back %d, want %d", c.a, c.b, limit, got, back, c.want)
			}
		}
	}
}
