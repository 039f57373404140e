package build

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/cache"
	"dossier/generator/internal/publish"
	"dossier/templates"
)

// buildOnce builds as the command does and says whether the last build was
// good enough, and whether there is a site.
func buildOnce(t *testing.T, in Input, out string) (past *Past, built bool) {
	t.Helper()
	target, err := publish.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	m := Recall(in, target)
	if past := m.Past(); past != nil {
		return past, true
	}
	r, err := Check(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed() {
		return nil, false
	}
	changes, err := r.Write(context.Background(), target, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Keep(Past{Summary: "made", Files: changes.Files, Diagnostics: r.Diagnostics}); err != nil {
		t.Fatal(err)
	}
	return nil, true
}

// clean returns the files of the site of a build that knows of no other, and whether
// there is one.
func clean(t *testing.T, in Input) (map[string]string, bool) {
	t.Helper()
	r, err := Check(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed() {
		return nil, false
	}
	files := afero.NewMemMapFs()
	if _, err := r.Write(context.Background(), publish.On(files), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	err = afero.Walk(files, ".", func(p string, info fs.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := afero.ReadFile(files, p)
		out[filepath.ToSlash(p)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out, true
}

// filesIn returns the files in a folder on disk.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		name, _ := filepath.Rel(dir, p)
		out[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestACacheChangesNoSite makes random edits, some of which are taken back, and
// damages sites, and compares every file of a build that keeps things with those of
// one that does not.
func TestACacheChangesNoSite(t *testing.T) {
	steps := 24
	if testing.Short() {
		steps = 8
	}
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			e := &editor{t: t, r: rand.New(rand.NewPCG(11, seed)), files: afero.NewMemMapFs()}
			e.put("dossier.yaml", "title: Made\n")
			for range 4 {
				e.put(e.name("sources"), e.source())
			}
			plain := Input{Content: e.files, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}}
			kept := plain
			kept.Cache = cache.Open(filepath.Join(dir, "cache"), "this")
			again := 0
			var undo func()
			for step := range steps {
				changed := true
				switch n := e.r.IntN(6); {
				case n == 0 && undo != nil:
					undo()
					undo = nil
				case n == 1:
					changed = false
				case n == 2:
					damage(t, e.r, filepath.Join(dir, "kept"))
				default:
					undo = remember(t, e.files)
					e.change()
				}
				past, built := buildOnce(t, kept, filepath.Join(dir, "kept"))
				if past != nil {
					again++
				}
				want, other := clean(t, plain)
				if built != other {
					t.Fatalf("step %d: there is a site: %v; without a cache: %v", step, built, other)
				}
				if !built {
					if undo != nil { // not to have errors for the rest of the time
						undo()
						undo = nil
					}
					continue
				}
				if got := filesIn(t, filepath.Join(dir, "kept")); !maps.Equal(got, want) {
					t.Fatalf("step %d (changed %v, taken from the last build %v): the sites differ", step, changed, past != nil)
				}
			}
			if again == 0 {
				t.Error("no build was taken from the last one")
			}
		})
	}
}

// remember returns what puts files back as they are.
func remember(t *testing.T, files afero.Fs) func() {
	was := map[string][]byte{}
	all := func() (out []string) {
		_ = afero.Walk(files, ".", func(p string, info fs.FileInfo, err error) error {
			if err == nil && !info.IsDir() {
				out = append(out, p)
			}
			return err
		})
		return out
	}
	for _, p := range all() {
		was[p], _ = afero.ReadFile(files, p)
	}
	return func() {
		t.Helper()
		for _, p := range all() {
			if _, ok := was[p]; !ok {
				_ = files.Remove(p)
			}
		}
		for p, data := range was {
			if err := afero.WriteFile(files, p, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// damage takes a file of a site away, or changes it.
func damage(t *testing.T, r *rand.Rand, dir string) {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		return
	}
	files := filesIn(t, dir)
	delete(files, publish.Manifest)
	names := slices.Sorted(maps.Keys(files))
	if len(names) == 0 {
		return
	}
	p := filepath.Join(dir, names[r.IntN(len(names))])
	if r.IntN(2) == 0 {
		_ = os.Remove(p)
		return
	}
	if err := os.WriteFile(p, []byte("somebody else's"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestABuildOfTheSameIsNotMadeTwice(t *testing.T) {
	dir := t.TempDir()
	in := input(madeDossier(t, 6))
	in.Cache = cache.Open(filepath.Join(dir, "cache"), "this")
	out := filepath.Join(dir, "public")
	again := func(in Input) bool {
		past, built := buildOnce(t, in, out)
		if !built {
			t.Fatal("no site")
		}
		return past != nil
	}
	if again(in) {
		t.Error("the first build was taken from one before it")
	}
	if !again(in) {
		t.Error("the second build made all again")
	}
	for name, change := range map[string]func(in *Input){
		"drafts":          func(in *Input) { in.Drafts = !in.Drafts },
		"the folder":      func(in *Input) { in.Name = "elsewhere" },
		"own templates":   func(in *Input) { in.Own, in.OwnName = afero.NewMemMapFs(), "templates" },
		"another program": func(in *Input) { in.Cache = cache.Open(filepath.Join(dir, "cache"), "that") },
	} {
		other := in
		change(&other)
		if again(other) {
			t.Errorf("%s: taken from a build without", name)
		}
		again(in)
	}
	if err := os.MkdirAll(filepath.Join(dir, ".public.dossier"), 0o755); err != nil {
		t.Fatal(err)
	}
	if again(in) {
		t.Error("what a killed build left is not cleared")
	}
}

// TestWhatWasFoundIsKept compares texts twice, with and without a cache.
func TestWhatWasFoundIsKept(t *testing.T) {
	in := input(madeDossier(t, 8))
	in.Cache = cache.Open(filepath.Join(t.TempDir(), "cache"), "this")
	sites := make([][]byte, 3)
	for i := range sites {
		if i == 2 {
			in.Cache = nil
		}
		r, err := Check(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		for _, p := range r.paths() {
			data, err := r.File(p)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s\n%s\n", p, data)
		}
		sites[i] = b.Bytes()
	}
	if !bytes.Equal(sites[0], sites[1]) || !bytes.Equal(sites[0], sites[2]) {
		t.Error("a comparison that was kept gives another site")
	}
}
