package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

// onBoth runs a test on a target in memory and on one on disk.
func onBoth(t *testing.T, test func(t *testing.T, target afero.Fs)) {
	t.Run("memory", func(t *testing.T) { test(t, afero.NewMemMapFs()) })
	t.Run("disk", func(t *testing.T) {
		folder, err := OpenFolder(filepath.Join(t.TempDir(), "made", "public"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = folder.Close() })
		test(t, folder)
	})
}

// publish writes a site of the files "path=data" and returns the changes.
func publish(t *testing.T, target afero.Fs, files ...string) Changes {
	t.Helper()
	w, err := Begin(target)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		p, data, _ := strings.Cut(f, "=")
		if err := w.Write(p, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := w.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// tree returns every file of target as "path=data" but the manifest.
func tree(t *testing.T, target afero.Fs) []string {
	t.Helper()
	var out []string
	err := afero.Walk(target, ".", func(p string, info fs.FileInfo, err error) error {
		if err != nil {
			return err
		}
		if p = filepath.ToSlash(p); p == Manifest || p == "." {
			return nil
		}
		if info.IsDir() {
			out = append(out, p+"/")
			return nil
		}
		data, err := afero.ReadFile(target, p)
		out = append(out, fmt.Sprintf("%s=%s", p, data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

func TestAnotherBuildReplacesTheOld(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		got := publish(t, target, "index.html=one", "a/b/index.html=two", "c/index.html=three", "d=file")
		if want := (Changes{Files: 4, Written: 4}); got != want {
			t.Errorf("first build: %+v, want %+v", got, want)
		}
		got = publish(t, target, "index.html=one", "c/index.html=changed", "d/index.html=folder now")
		if want := (Changes{Files: 3, Written: 2, Removed: 2}); got != want {
			t.Errorf("second build: %+v, want %+v", got, want)
		}
		want := []string{"c/", "c/index.html=changed", "d/", "d/index.html=folder now", "index.html=one"}
		if d := cmp.Diff(want, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		got = publish(t, target, "index.html=one", "c/index.html=changed", "d/index.html=folder now")
		if want := (Changes{Files: 3}); got != want {
			t.Errorf("third build: %+v, want %+v", got, want)
		}
	})
}

func TestFilesOfOthersStay(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		for _, p := range []string{".gitkeep", "CNAME", "sources/mine.txt"} {
			if err := put(target, p, []byte("mine")); err != nil {
				t.Fatal(err)
			}
		}
		publish(t, target, "sources/x/index.html=1")
		publish(t, target, "index.html=2")
		want := []string{".gitkeep=mine", "CNAME=mine", "index.html=2", "sources/", "sources/mine.txt=mine"}
		if d := cmp.Diff(want, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		w, err := Begin(target)
		if err != nil {
			t.Fatal(err)
		}
		var foreign *ForeignFileError
		if err := w.Write("CNAME", []byte("ours")); !errors.As(err, &foreign) || foreign.Path != "CNAME" {
			t.Errorf("overwriting a file of others: %v", err)
		}
	})
}

func TestAFileOfOthersWhereAFolderMustStand(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		if err := put(target, "sources", []byte("mine")); err != nil {
			t.Fatal(err)
		}
		w, err := Begin(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write("index.html", []byte("x")); err != nil {
			t.Fatal(err)
		}
		var foreign *ForeignFileError
		if err := w.Write("sources/rt/index.html", []byte("x")); !errors.As(err, &foreign) || foreign.Path != "sources" {
			t.Errorf("a file where a folder must stand: %v", err)
		}
		if err := w.Abort(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{"sources=mine"}, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	})
}

func TestAbortLeavesTheTargetAsItWas(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		publish(t, target, "index.html=one", "a/index.html=two")
		before := tree(t, target)
		w, err := Begin(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write("index.html", []byte("changed")); err != nil {
			t.Fatal(err)
		}
		if err := w.Abort(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, tree(t, target)); d != "" {
			t.Errorf("(-before +after):\n%s", d)
		}
	})
}

func TestUnchangedFilesKeepTheirTime(t *testing.T) {
	dir := t.TempDir()
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	publish(t, folder, "index.html=one")
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	p := filepath.Join(dir, "index.html")
	if err := os.Chtimes(p, old, old); err != nil {
		t.Fatal(err)
	}
	publish(t, folder, "index.html=one")
	info, err := os.Stat(p)
	if err != nil {
		t.Fatal(err)
	}
	if !info.ModTime().Equal(old) {
		t.Errorf("an unchanged file was written again at %v", info.ModTime())
	}
}

func TestWriteRefusesPlacesOutsideAndTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		w, err := Begin(target)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []string{"../x", "/x", "", "a//b", Manifest, staging + "/x"} {
			if err := w.Write(p, nil); err == nil {
				t.Errorf("took %q", p)
			}
		}
		if err := w.Write("a", nil); err != nil {
			t.Fatal(err)
		}
		if err := w.Write("a", nil); err == nil {
			t.Error("took a file twice")
		}
	})
}

func TestFolderIsNotLeftThroughLinks(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "sources")); err != nil {
		t.Skip("no symbolic links here")
	}
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	w, err := Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write("sources/index.html", []byte("x")); err == nil {
		t.Error("took a file that would go through a link out of the folder")
	}
	if entries, _ := os.ReadDir(outside); len(entries) > 0 {
		t.Errorf("files outside: %v", entries)
	}
}
