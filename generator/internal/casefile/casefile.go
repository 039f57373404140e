// Package casefile runs case files: txtar archives in which each input stands
// before the output that is wanted for it.
//
// In an archive the file NAME.want holds what is wanted for the input NAME.*.
// With the flag -update the tests rewrite their archives, to be read in the
// diff. An input without a wanted output, and a wanted output without an
// input, fail.
//
// [Lists] takes archives of lists: every line that is not indented is an input,
// and the indented lines below it are what is wanted for it.
//
// [Folders] takes archives that are a folder of files each, with the wanted
// output in a file "want" at the end.
//
// [Proportion] holds times to the size of what takes them.
package casefile

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the case files with what the code gives")

// Run calls give for every input of every archive that matches pattern and
// compares what it returns with what is wanted. name is the input's file name.
func Run(t *testing.T, pattern string, give func(t *testing.T, name, input string) string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files match %s (%v)", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { archive(t, file, give) })
	}
}

func archive(t *testing.T, file string, give func(t *testing.T, name, input string) string) {
	old, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]string{}
	for _, f := range old.Files {
		if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
			wanted[name] = string(f.Data)
		}
	}
	fresh := &txtar.Archive{Comment: old.Comment}
	for _, f := range old.Files {
		if strings.HasSuffix(f.Name, ".want") {
			continue
		}
		name := strings.TrimSuffix(f.Name, filepath.Ext(f.Name))
		t.Run(name, func(t *testing.T) {
			got := give(t, f.Name, string(f.Data))
			if got != "" && !strings.HasSuffix(got, "\n") {
				got += "\n"
			}
			fresh.Files = append(fresh.Files, f, txtar.File{Name: name + ".want", Data: []byte(got)})
			want, ok := wanted[name]
			delete(wanted, name)
			switch {
			case *update:
			case !ok:
				t.Errorf("%s: no %s.want; run the test with -update and read what it writes", file, name)
			default:
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s: %s (-want +got):\n%s", file, name, d)
				}
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name := range wanted {
		t.Errorf("%s: %s.want belongs to no input", file, name)
	}
}

// File compares got with what the file at a path holds.
func File(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s is stale; run the test with -update and read what it writes (-want +got):\n%s", file, d)
	}
}

// Folders calls give for the files of every archive that matches pattern and
// compares what it returns with the archive's file "want".
func Folders(t *testing.T, pattern string, give func(t *testing.T, files []txtar.File) string) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no case files match %s (%v)", pattern, err)
	}
	for _, p := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(p), ".txtar"), func(t *testing.T) {
			old, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			files, want := old.Files, ""
			if last := len(files) - 1; last >= 0 && files[last].Name == "want" {
				files, want = files[:last:last], string(files[last].Data)
			}
			got := give(t, files)
			if got != "" && !strings.HasSuffix(got, "\n") {
				got += "\n"
			}
			if *update {
				fresh := &txtar.Archive{Comment: old.Comment, Files: append(files, txtar.File{Name: "want", Data: []byte(got)})}
				if err := os.WriteFile(p, txtar.Format(fresh), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%s (-want +got):\n%s", p, d)
			}
		})
	}
}

// Lists calls, for every input of the archives of lists in testdata, what give
// has under the archive's name, and compares the lines with those below the
// input. Every archive but others must be in give, and be there.
func Lists(t *testing.T, give map[string]func(t *testing.T, input string) []string, others ...string) {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, p := range paths {
		lines, ok := give[filepath.Base(p)]
		if !ok {
			if !slices.Contains(others, filepath.Base(p)) {
				t.Errorf("no test reads %s", p)
			}
			continue
		}
		found++
		t.Run(strings.TrimSuffix(filepath.Base(p), ".txtar"), func(t *testing.T) {
			old, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			fresh := &txtar.Archive{Comment: old.Comment}
			for _, section := range old.Files {
				t.Run(section.Name, func(t *testing.T) {
					var got strings.Builder
					for _, input := range Inputs(section) {
						got.WriteString(input + "\n")
						for _, line := range lines(t, input) {
							got.WriteString("\t" + line + "\n")
						}
					}
					fresh.Files = append(fresh.Files, txtar.File{Name: section.Name, Data: []byte(got.String())})
					if d := cmp.Diff(string(section.Data), got.String()); d != "" && !*update {
						t.Errorf("%s: %s (-want +got):\n%s", p, section.Name, d)
					}
				})
			}
			if *update {
				if err := os.WriteFile(p, txtar.Format(fresh), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if found != len(give) {
		t.Errorf("%d archives of lists were read, want %d", found, len(give))
	}
}

// Sections returns the lists of an archive.
func Sections(t testing.TB, file string) []txtar.File {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return archive.Files
}

// Inputs returns the inputs of a list.
func Inputs(section txtar.File) []string {
	var found []string
	for line := range strings.Lines(string(section.Data)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '\t' {
			found = append(found, line)
		}
	}
	return found
}
