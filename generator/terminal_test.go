package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// onTerminal runs the program on a terminal of 100 columns, with variables
// added to the environment, and returns what the terminal is told.
func onTerminal(t *testing.T, dir string, env []string, args ...string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there are no pseudo-terminals here")
	}
	cmd := exec.Command(programFile(t), args...)
	cmd.Dir = dir
	cmd.Env = append([]string{"TERM=xterm-256color", "PATH=" + os.Getenv("PATH")}, env...)
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 100})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer f.Close()
	out, err := io.ReadAll(f)
	// Linux says EIO when the other side is closed.
	if err != nil && len(out) == 0 {
		t.Fatal(err)
	}
	_ = cmd.Wait() // the exit code is for others to test
	return string(out)
}

// content writes a content folder with an error in it and returns the folder
// above it.
func contentWithError(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string]string{
		"dossier.yaml": "title: T\n", "sources/a.md": "---\ntitle: A source\n---\nSome words that stand here.\n",
		"pages/p.md": "---\ntitle: P\n---\n[[nowhere]]\n",
	} {
		p := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var colour = regexp.MustCompile(`\x1b\[[0-9;]+m`)

func TestColoursAreForTerminalsAlone(t *testing.T) {
	dir := contentWithError(t)
	for _, args := range [][]string{{"check"}, {"list"}} {
		if out := onTerminal(t, dir, nil, args...); !colour.MatchString(out) {
			t.Errorf("%v is not coloured on a terminal: %q", args, out)
		}
		for _, env := range []string{"NO_COLOR=1", "TERM=dumb"} {
			out := onTerminal(t, dir, []string{env}, args...)
			// A busy machine shows progress, and takes it away again; a dumb terminal cannot.
			if env == "TERM=dumb" && strings.Contains(out, "\x1b") || colour.MatchString(out) || !strings.Contains(out, "nowhere") && !strings.Contains(out, "A source") {
				t.Errorf("%v is coloured with %s, or empty: %q", args, env, out)
			}
		}
		if out := onTerminal(t, dir, []string{"NO_COLOR="}, args...); !colour.MatchString(out) {
			t.Errorf("%v is not coloured with an empty NO_COLOR: %q", args, out)
		}
	}
}

func TestTablesFitTheTerminal(t *testing.T) {
	dir := contentWithError(t)
	long := "---\ntitle: " + strings.Repeat("very long ", 40) + "\n---\nWords.\n"
	if err := os.WriteFile(filepath.Join(dir, "content", "sources", "b.md"), []byte(long), 0o644); err != nil {
		t.Fatal(err)
	}
	out := onTerminal(t, dir, []string{"NO_COLOR=1"}, "list")
	if !strings.Contains(out, "…") {
		t.Errorf("nothing is cut: %q", out)
	}
	for line := range strings.Lines(out) {
		if n := len([]rune(strings.TrimRight(line, "\r\n"))); n > 100 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}
