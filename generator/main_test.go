package main

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v4"
)

func TestMain(m *testing.M) {
	testscript.Main(plainly{m}, map[string]func(){
		"dossier": main,
	})
}

// plainly runs the tests without what the terminal of whoever runs them says
// of itself. A script has none of it either, as testscript starts the program
// with an environment of its own.
type plainly struct{ tests *testing.M }

func (p plainly) Run() int {
	for _, name := range []string{"COLUMNS", "NO_COLOR", "TERM"} {
		if err := os.Unsetenv(name); err != nil {
			panic(err) // only a name that is none can be refused
		}
	}
	return p.tests.Run()
}

// TestNothingIsSaidOfTheTerminal looks at what the tests and the scripts run in.
func TestNothingIsSaidOfTheTerminal(t *testing.T) {
	for _, name := range []string{"COLUMNS", "NO_COLOR", "TERM"} {
		if value, ok := os.LookupEnv(name); ok {
			t.Errorf("%s is %q", name, value)
		}
	}
}

// TestScripts drives the program as its users do, one script a theme.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits,
			"step":  step,
		},
	})
}

// step writes what a step of a workflow of GitHub's runs into a file: step WORKFLOW NAME FILE.
func step(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: step WORKFLOW NAME FILE")
	}
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Name, Run string }
		}
	}
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &workflow))
	for _, job := range workflow.Jobs {
		for _, s := range job.Steps {
			if s.Name == args[1] {
				ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(s.Run), 0o644))
				return
			}
		}
	}
	ts.Fatalf("no step of %s is called %q", args[0], args[1])
}

// exits runs a command that must end with an exit code: exits 1 dossier check.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
