package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/clipperhouse/displaywidth"
)

// How progress is shown. Work that is done sooner than the first of them shows
// nothing.
const (
	barAfter  = 400 * time.Millisecond // a bar, on a terminal
	lineAfter = 3 * time.Second        // lines, elsewhere
	lineEvery = 10 * time.Second       // between two lines of one phase
	frame     = 100 * time.Millisecond // between two drawings of the bar
)

// Progress shows how far a piece of work has come: a bar on a terminal, which
// goes away when the work is done, and now and then a line elsewhere. Its
// methods may be called by several goroutines. A nil Progress shows nothing.
//
// What is reported is only kept; a clock draws it, so that reporting is cheap
// and a bar appears also where nothing is reported for long.
type Progress struct {
	w        io.Writer
	bar      bool
	terminal func() Terminal // asked for each drawing, as a window may change
	stopped  chan struct{}
	done     sync.WaitGroup

	mu        sync.Mutex
	start     time.Time
	phase     string
	count, of int
	hidden    bool
	drawn     bool   // a bar stands in the last line of the terminal
	said      string // the phase that the last line was about
	saidAt    time.Time
}

// StartProgress shows how far a piece of work has come on w, until Stop is
// called.
func StartProgress(w io.Writer) *Progress {
	t := New(w)
	p := &Progress{
		w: w, bar: t.IsTerminal && os.Getenv("TERM") != "dumb",
		terminal: func() Terminal { return New(w) },
		stopped:  make(chan struct{}), start: time.Now(),
	}
	p.done.Go(func() {
		ticker := time.NewTicker(frame)
		defer ticker.Stop()
		for {
			select {
			case now := <-ticker.C:
				p.draw(now)
			case <-p.stopped:
				return
			}
		}
	})
	return p
}

// Report says that done of total pieces of a phase are done; a total of 0 is
// not known. It is what build.Input.Progress takes.
func (p *Progress) Report(phase string, done, total int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.phase, p.count, p.of, p.hidden = phase, done, total, false
}

// Hide takes the bar away until the next report, for something to be printed.
func (p *Progress) Hide() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hidden = true
	p.erase()
}

// Stop takes the bar away for good.
func (p *Progress) Stop() {
	if p == nil {
		return
	}
	select {
	case <-p.stopped:
	default:
		close(p.stopped)
	}
	p.done.Wait()
	p.Hide()
}

func (p *Progress) erase() {
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.drawn = false
	}
}

// draw shows what was reported, as it is at the time now.
func (p *Progress) draw(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.hidden || p.phase == "" {
		return
	}
	if p.bar {
		if now.Sub(p.start) >= barAfter {
			phase := p.phase
			if p.of == 0 { // the seconds say that it is at work
				phase += fmt.Sprintf(", %d s", int(now.Sub(p.start).Seconds()))
			}
			fmt.Fprint(p.w, "\r"+bar(phase, p.count, p.of, p.terminal().Width)+"\x1b[K")
			p.drawn = true
		}
		return
	}
	if now.Sub(p.start) < lineAfter || p.said == p.phase && now.Sub(p.saidAt) < lineEvery {
		return
	}
	p.said, p.saidAt = p.phase, now
	fmt.Fprintln(p.w, p.phase+amount(p.count, p.of))
}

// amount says how much of a phase is done.
func amount(done, total int) string {
	switch {
	case total > 0:
		return fmt.Sprintf(": %d of %d", done, total)
	case done > 0:
		return fmt.Sprintf(": %d", done)
	}
	return ""
}

// bar draws a phase in at most width columns.
func bar(phase string, done, total, width int) string {
	text := phase + amount(done, total)
	room := min(30, width-displaywidth.String(text)-8)
	if total <= 0 || room < 5 {
		return displaywidth.TruncateString(text, width-1, "…")
	}
	part := min(max(float64(done)/float64(total), 0), 1)
	full := int(part * float64(room))
	return fmt.Sprintf("%s%s %3.0f%% %s", strings.Repeat("█", full), strings.Repeat("░", room-full), 100*part, text)
}
