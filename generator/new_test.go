package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dossier/generator/internal/limit"
)

// programFile returns a file that is the program when it is run.
func programFile(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// TestMain runs the program when the binary of the tests is called so.
	program := filepath.Join(t.TempDir(), "dossier")
	if err := os.Symlink(self, program); err != nil {
		t.Skip("no symbolic links here")
	}
	return program
}

// TestReadmeLeadsToAPublishedRemark runs the commands under "A dossier of your
// own" as they stand in the README, and does what it says about the editor.
func TestReadmeLeadsToAPublishedRemark(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "\n## A dossier of your own\n")
	var commands []string
	for line := range strings.Lines(section) {
		command, isCommand := strings.CutPrefix(line, "    ")
		if !isCommand && len(commands) > 0 {
			break
		}
		if isCommand {
			command, _, _ = strings.Cut(command, "  ")
			commands = append(commands, strings.TrimSpace(command))
		}
	}
	if len(commands) != 5 {
		t.Fatalf("%d commands, not five: %q", len(commands), commands)
	}
	dir := t.TempDir()
	page := `<html lang="en"><head><title>Footbridge</title></head><body><article><h1>Footbridge to stay shut</h1>
<p>The footbridge over the Wendle will stay shut until spring, the council of Wendlebrook said on Thursday.</p>
<p>An inspector found a crack as long as a hand in the eastern pier, and nobody has been hurt.</p></article></body></html>`
	if err := os.WriteFile(filepath.Join(dir, "page.html"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	path := filepath.Dir(programFile(t)) + string(os.PathListSeparator) + os.Getenv("PATH")
	for _, command := range commands {
		if name, ok := strings.CutPrefix(command, "$EDITOR "); ok {
			file := filepath.Join(dir, filepath.FromSlash(name))
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Replace(string(data), "\ndraft: true\n", "\n", 1) + "\n> a crack as long as a hand\n\nNobody else says how long.\n"
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "PATH="+path)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
	source, err := os.ReadFile(filepath.Join(dir, "mine-site", "sources", "paper", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Nobody else says how long.", "a crack as long as a hand"} {
		if !strings.Contains(string(source), want) {
			t.Errorf("the page of the source does not have %q", want)
		}
	}
}

func TestReadmeListsEveryLimit(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range limit.Table {
		if row := fmt.Sprintf("| `%s` | %d | %s |\n", l.Key, l.Default, l.Of); !strings.Contains(string(readme), row) {
			t.Errorf("README.md has no row %q", row)
		}
	}
}
