package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/pprof"

	"github.com/spf13/cobra"

	"dossier/generator/internal/measure"
	"dossier/generator/internal/terminal"
)

// measures say how a build is measured: by what each of its steps takes, and
// by a profile. The zero value measures nothing.
type measures struct {
	timings bool
	profile string // the file that a profile is written into; empty for none
	steps   measure.Steps
}

// register adds the flags to cmd.
func (m *measures) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&m.timings, "timings", false, "say what each step took, and how much memory")
	cmd.Flags().StringVar(&m.profile, "profile", "", "write into `FILE` where the time went, for \"go tool pprof\"")
}

// asked reports whether anything is measured: then a build does all that it has
// to do, whatever an earlier one left for it.
func (m *measures) asked() bool { return m.timings || m.profile != "" }

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

// watch returns a report of progress that notes what each phase takes, if that
// is asked for, and hands on to next what it is told.
func (m *measures) watch(next func(phase string, done, total int)) func(phase string, done, total int) {
	if !m.timings {
		return next
	}
	return m.steps.Watch(next)
}

// say prints what each step took up to now.
func (m *measures) say(w io.Writer) { fmt.Fprint(w, m.steps.Table(terminal.New(w))) }
