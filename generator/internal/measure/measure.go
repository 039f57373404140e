// Package measure tells what each step of a build took.
package measure

import (
	"fmt"
	"sync"
	"time"

	"dossier/generator/internal/terminal"
)

// usage is what this process has used so far.
type usage struct {
	wall time.Time
	cpu  time.Duration // on all processors; 0 where the system does not tell
	peak int64         // the most memory it held at once, in bytes; 0 where the system does not tell
}

// step is a phase of a build, with what was used before it.
type step struct {
	name   string
	before usage
}

// Steps are the phases of a build, as it reports them. The zero value has none.
type Steps struct {
	mu    sync.Mutex
	steps []step
}

// Watch returns a report of progress that notes when each phase begins, and
// hands on to next what it is told.
func (s *Steps) Watch(next func(phase string, done, total int)) func(phase string, done, total int) {
	return func(phase string, done, total int) {
		s.mu.Lock()
		if n := len(s.steps); n == 0 || s.steps[n-1].name != phase {
			s.steps = append(s.steps, step{phase, used()})
		}
		s.mu.Unlock()
		next(phase, done, total)
	}
}

// Table says what each step took up to now, and the most memory that was held at once by its end; nothing where there
// were none.
func (s *Steps) Table(t terminal.Terminal) string {
	if len(s.steps) == 0 {
		return ""
	}
	now := used()
	columns := []terminal.Column{{Head: "step"}, {Head: "CPU", Right: true}, {Head: "wall", Right: true}, {Head: "peak so far", Right: true}}
	row := func(name string, from, to usage) {
		cpu := ""
		if to.cpu > 0 {
			cpu = fmt.Sprintf("%.2f s", (to.cpu - from.cpu).Seconds())
		}
		peak := ""
		if to.peak > 0 {
			peak = fmt.Sprintf("%d MiB", to.peak>>20)
		}
		for i, text := range []string{name, cpu, fmt.Sprintf("%.2f s", to.wall.Sub(from.wall).Seconds()), peak} {
			columns[i].Cells = append(columns[i].Cells, terminal.Styled{Text: text})
		}
	}
	for i, x := range s.steps {
		to := now
		if i+1 < len(s.steps) {
			to = s.steps[i+1].before
		}
		row(x.name, x.before, to)
	}
	row("in all", s.steps[0].before, now)
	return t.Table(columns)
}
