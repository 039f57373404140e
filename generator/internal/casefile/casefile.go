// Package casefile runs case files: txtar archives in which each input stands
// before the output that is wanted for it.
//
// In an archive the file NAME.want holds what is wanted for the input NAME.*.
// With the flag -update the tests rewrite their archives, to be read in the
// diff. An input without a wanted output, and a wanted output without an
// input, fail.
//
// [Folders] takes archives that are a folder of files each, with the wanted
// output in a file "want" at the end.
package casefile

import (
	"flag"
	"os"
	"path/filepath"
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
