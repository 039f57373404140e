package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/pprof"
	"sync"
	"time"

	"github.com/spf13/cobra"

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

// measures say how a build is measured: by what each of its steps takes, and
// by a profile. The zero value measures nothing.
type measures struct {
	timings bool
	profile string // the file that a profile is written into; empty for none

	mu    sync.Mutex
	steps []step
}

// register adds the flags to cmd.
func (m *measures) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&m.timings, "timings", false, "say what each step took, and how much memory")
	cmd.Flags().StringVar(&m.profile, "profile", "", "write into `FILE` where the time went, for \"go tool pprof\"")
}

// begin starts the profile, if there is to be one. What it returns ends it.
func (m *measures) begin() (end func() error, err error) {
	if m.profile == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(m.profile)
	if err != nil {
		return nil, fmt.Errorf("write profile: %w", err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(fmt.Errorf("write profile: %w", err), f.Close())
	}
	return func() error {
		pprof.StopCPUProfile()
		if err := f.Close(); err != nil {
			return fmt.Errorf("write profile: %w", err)
		}
		return nil
	}, nil
}

// watch returns a report of progress that notes when each phase begins, and
// hands on to next what it is told.
func (m *measures) watch(next func(phase string, done, total int)) func(phase string, done, total int) {
	if !m.timings {
		return next
	}
	return func(phase string, done, total int) {
		m.mu.Lock()
		if n := len(m.steps); n == 0 || m.steps[n-1].name != phase {
			m.steps = append(m.steps, step{phase, used()})
		}
		m.mu.Unlock()
		next(phase, done, total)
	}
}

// say prints what each step took up to now.
func (m *measures) say(w io.Writer) {
	if len(m.steps) == 0 {
		return
	}
	now := used()
	columns := []terminal.Column{{Head: "step"}, {Head: "CPU", Right: true}, {Head: "wall", Right: true}}
	row := func(name string, from, to usage) {
		cpu := ""
		if to.cpu > 0 {
			cpu = fmt.Sprintf("%.2f s", (to.cpu - from.cpu).Seconds())
		}
		for i, text := range []string{name, cpu, fmt.Sprintf("%.2f s", to.wall.Sub(from.wall).Seconds())} {
			columns[i].Cells = append(columns[i].Cells, terminal.Styled{Text: text})
		}
	}
	for i, s := range m.steps {
		to := now
		if i+1 < len(m.steps) {
			to = m.steps[i+1].before
		}
		row(s.name, s.before, to)
	}
	row("in all", m.steps[0].before, now)
	fmt.Fprint(w, terminal.New(w).Table(columns))
	if now.peak > 0 {
		fmt.Fprintf(w, "memory at its peak: %d MiB\n", now.peak>>20)
	}
}
