package publish

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

// errFault is what a faulty file system fails with.
var errFault = errors.New("no")

// faulty is a file system whose change number fails, from 1; 0 is none. What
// changes the lock, and the end of a probe, are not counted: they have no part
// in what the site is.
type faulty struct {
	afero.Fs
	fails, n int
}

func (f *faulty) change(name string) error {
	if strings.HasPrefix(name, lockName) || path.Base(name) == ".dossier-probe" {
		return nil
	}
	if f.n++; f.n == f.fails {
		return errFault
	}
	return nil
}

func (f *faulty) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	if flag&os.O_CREATE != 0 {
		if err := f.change(name); err != nil {
			return nil, err
		}
	}
	return f.Fs.OpenFile(name, flag, perm)
}

func (f *faulty) MkdirAll(name string, perm os.FileMode) error {
	return unless(f.change(name), func() error { return f.Fs.MkdirAll(name, perm) })
}

func (f *faulty) Remove(name string) error {
	return unless(f.change(name), func() error { return f.Fs.Remove(name) })
}

func (f *faulty) RemoveAll(name string) error {
	return unless(f.change(name), func() error { return f.Fs.RemoveAll(name) })
}

func (f *faulty) Rename(from, to string) error {
	return unless(f.change(from), func() error { return f.Fs.Rename(from, to) })
}

func (f *faulty) Link(from, to string) error {
	if l, ok := f.Fs.(linker); ok {
		return l.Link(from, to)
	}
	return errFault
}

// unless does something unless there is an error.
func unless(err error, do func() error) error {
	if err != nil {
		return err
	}
	return do()
}

// files returns the files of a tree.
func files(tree []string) []string {
	return slices.DeleteFunc(tree, func(line string) bool { return strings.HasSuffix(line, "/") || strings.HasPrefix(line, staging) })
}

func TestAFailedCommitLeavesTheTargetAsItWas(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		first := []string{"index.html=one", "a/b/index.html=gone later", "c/index.html=three", "d=file", "e/index.html=stays"}
		second := []string{"index.html=new", "c/index.html=changed", "d/x/index.html=folder now", "f/g/index.html=made", "e/index.html=stays"}
		publish(t, target, first...)
		if err := put(target, "f/mine.txt", []byte("mine")); err != nil {
			t.Fatal(err)
		}
		before := tree(t, target)
		listed, err := afero.ReadFile(target, Manifest)
		if err != nil {
			t.Fatal(err)
		}
		failed := 0
		for n := 1; ; n++ {
			broken := &faulty{Fs: target}
			w, err := Begin(broken)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range second {
				p, data, _ := strings.Cut(f, "=")
				if err := w.Write(p, []byte(data)); err != nil {
					t.Fatal(err)
				}
			}
			broken.n, broken.fails = 0, n
			if _, err := w.Commit(); err != nil {
				failed++
				if !errors.Is(err, errFault) {
					t.Fatalf("change %d: %v", n, err)
				}
				if d := cmp.Diff(before, tree(t, target)); d != "" {
					t.Fatalf("after change %d failed (-before +after):\n%s", n, d)
				}
				if got, err := afero.ReadFile(target, Manifest); err != nil || string(got) != string(listed) {
					t.Fatalf("after change %d failed the manifest is %q, %v", n, got, err)
				}
				continue
			}
			want := append(slices.Clone(second), "f/mine.txt=mine")
			slices.Sort(want)
			if d := cmp.Diff(want, files(tree(t, target))); d != "" {
				t.Fatalf("change %d (-want +got):\n%s", n, d)
			}
			if broken.n < n {
				break // no change was left to fail
			}
			publish(t, target, "index.html=between") // a file does not replace a folder
			publish(t, target, first...)
			if err := put(target, "f/mine.txt", []byte("mine")); err != nil {
				t.Fatal(err)
			}
			before = tree(t, target)
		}
		if failed < 10 {
			t.Errorf("%d changes failed", failed)
		}
	})
}

func TestAFolderThatCannotBeWrittenInIsFoundFirst(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("a superuser writes in every folder")
	}
	dir := t.TempDir()
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	publish(t, folder, "index.html=one", "z/index.html=two", "a/index.html=three")
	if err := os.Chmod(filepath.Join(dir, "z"), 0o555); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(filepath.Join(dir, "z"), 0o755) }()
	before := tree(t, folder)
	w, err := Begin(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"index.html", "z/index.html"} {
		if err := w.Write(p, []byte("new")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Commit(); err == nil || !strings.Contains(err.Error(), "folder z") {
		t.Errorf("a folder that cannot be written in: %v", err)
	}
	if d := cmp.Diff(before, tree(t, folder)); d != "" {
		t.Errorf("(-before +after):\n%s", d)
	}
}

func TestNoTwoBuildsWriteAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		w, err := Begin(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write("index.html", []byte("first")); err != nil {
			t.Fatal(err)
		}
		var busy *BusyError
		if _, err := Begin(target); !errors.As(err, &busy) || busy.Process != os.Getpid() {
			t.Errorf("a second build: %v", err)
		}
		if _, err := w.Commit(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{"index.html=first"}, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		publish(t, target, "index.html=second")
	})
}

// locked returns what the lock of a process holds.
func locked(process int, host string) string { return fmt.Sprintf("%d %s X\n", process, host) }

func TestALockOfNobodyIsTakenOver(t *testing.T) {
	ended := exec.Command(os.Args[0], "-test.run=^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	host, err := os.Hostname()
	if err != nil {
		t.Skip(err)
	}
	onBoth(t, func(t *testing.T, target afero.Fs) {
		for _, c := range []struct {
			name string
			text string
			age  time.Duration
			free bool
		}{
			{"a process that has ended", locked(ended.Process.Pid, host), time.Second, true},
			{"a process of another machine", locked(ended.Process.Pid, "elsewhere"), time.Second, false},
			{"a process that runs", locked(os.Getpid(), host), expiry / 2, false},
			{"a process that does not renew", locked(os.Getpid(), host), 2 * expiry, true},
			{"a lock that is just being made", "", time.Second, false},
		} {
			if err := put(target, lockName, []byte(c.text)); err != nil {
				t.Fatal(err)
			}
			then := time.Now().Add(-c.age)
			if err := target.Chtimes(lockName, then, then); err != nil {
				t.Fatal(err)
			}
			w, err := Begin(target)
			var busy *BusyError
			if c.free != (err == nil) || !c.free && !errors.As(err, &busy) {
				t.Errorf("%s: %v", c.name, err)
			}
			if err == nil {
				if err := w.Abort(); err != nil {
					t.Error(err)
				}
				if left := tree(t, target); len(left) > 0 {
					t.Errorf("%s: left %q", c.name, left)
				}
			}
			if err := target.Remove(lockName); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
		}
	})
}

func TestABuildWhoseLockIsGoneChangesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		w, err := Begin(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write("index.html", []byte("first")); err != nil {
			t.Fatal(err)
		}
		if err := target.Remove(lockName); err != nil {
			t.Fatal(err)
		}
		publish(t, target, "index.html=second")
		var busy *BusyError
		if _, err := w.Commit(); !errors.As(err, &busy) {
			t.Errorf("commit without the lock: %v", err)
		}
		if d := cmp.Diff([]string{"index.html=second"}, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	})
}

func TestALongBuildKeepsItsLock(t *testing.T) {
	onBoth(t, func(t *testing.T, target afero.Fs) {
		w, err := Begin(target)
		if err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-2 * expiry)
		if err := target.Chtimes(lockName, then, then); err != nil {
			t.Fatal(err)
		}
		w.renewed = then
		if err := w.Write("index.html", []byte("first")); err != nil {
			t.Fatal(err)
		}
		var busy *BusyError
		if _, err := Begin(target); !errors.As(err, &busy) {
			t.Errorf("a second build: %v", err)
		}
		if err := w.Abort(); err != nil {
			t.Fatal(err)
		}
		if left := tree(t, target); len(left) > 0 {
			t.Errorf("left %q", left)
		}
	})
}
