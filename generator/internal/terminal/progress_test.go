package terminal

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"
)

// shownBy returns what a progress prints while the steps of play run; each is
// given the seconds since the start at which it runs.
func shownBy(bar bool, play func(p *Progress, at func(seconds float64))) string {
	var b bytes.Buffer
	start := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	p := &Progress{w: &b, bar: bar, terminal: func() Terminal { return Terminal{Width: 60} }, stopped: make(chan struct{}), start: start}
	play(p, func(seconds float64) { p.draw(start.Add(time.Duration(seconds * float64(time.Second)))) })
	return strings.NewReplacer("\r", "␍", "\x1b[K", "␛").Replace(b.String())
}

func TestBarAppearsAfterAMomentAndGoesAway(t *testing.T) {
	got := shownBy(true, func(p *Progress, at func(float64)) {
		at(0.1)
		p.Report("read", 1, 4)
		at(0.2)
		p.Report("read", 2, 4)
		at(0.5)
		p.Report("compare", 0, 0)
		at(1.6)
		p.Hide()
		at(1.7)
		p.Report("write", 100, 100)
		at(1.8)
		p.Stop()
		p.Stop()
	})
	want := "␍" + strings.Repeat("█", 15) + strings.Repeat("░", 15) + "  50% read: 2 of 4␛" +
		"␍compare, 1 s␛" + "␍␛" + "␍" + strings.Repeat("█", 30) + " 100% write: 100 of 100␛" + "␍␛"
	if got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestShortWorkShowsNothing(t *testing.T) {
	for _, bar := range []bool{true, false} {
		got := shownBy(bar, func(p *Progress, at func(float64)) {
			p.Report("read", 1, 2)
			at(0.3)
			p.Report("write", 2, 2)
			at(0.35)
			p.Stop()
		})
		if got != "" {
			t.Errorf("printed %q", got)
		}
	}
}

func TestLinesAreFewWithoutATerminal(t *testing.T) {
	got := shownBy(false, func(p *Progress, at func(float64)) {
		for i := range 600 { // a minute
			if i < 300 {
				p.Report("compare", i, 300)
			} else {
				p.Report("write", i-300, 300)
			}
			at(float64(i) / 10)
		}
		p.Stop()
	})
	want := "compare: 30 of 300\ncompare: 130 of 300\ncompare: 230 of 300\nwrite: 0 of 300\nwrite: 100 of 300\nwrite: 200 of 300\n"
	if got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestBarFitsItsTerminal(t *testing.T) {
	for _, width := range []int{10, 20, 30, 45, 80, 200} {
		for _, total := range []int{0, 7, 123456} {
			for _, done := range []int{0, 5, total, total + 3} {
				got := bar("比較する compare", done, total, width)
				if n := displaywidth.String(got); n >= width {
					t.Errorf("%d columns of %d: %s", n, width, got)
				}
			}
		}
	}
}

func TestProgressIsReportedByManyAtOnce(t *testing.T) {
	got := shownBy(true, func(p *Progress, at func(float64)) {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for i := range 1001 {
					p.Report("read", i, 1000)
				}
			})
		}
		for i := range 100 {
			at(float64(i))
		}
		wg.Wait()
		at(100)
	})
	want := bar("read", 1000, 1000, 60) + "␛"
	if bars := strings.Split(got, "␍"); bars[len(bars)-1] != want {
		t.Errorf("the last bar is %q, want %q", bars[len(bars)-1], want)
	}
	var none *Progress
	none.Report("read", 1, 2)
	none.Hide()
	none.Stop()
}
