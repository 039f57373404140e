package terminal

import (
	"testing"
)

func TestNumbersHaveTheirThousandsParted(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1480: "1,480", 1002003: "1,002,003"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
