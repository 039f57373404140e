package publish

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

// lockFile returns where the lock of a build is.
func lockFile(t *testing.T, w *Writer) string { return w.at(lockName) }

func TestNoTwoBuildsWriteAtOnce(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		target.wait = 3 * renewal
		w := begin(t, target)
		write(t, w, "index.html=first")
		var busy *busyError
		if _, err := Begin(target, Options{}); !errors.As(err, &busy) || busy.Process != os.Getpid() {
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

// TestALockOfNobodyIsTakenOver leaves the lock that a killed build leaves, of
// this machine or of another, which was just renewed.
func TestALockOfNobodyIsTakenOver(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		for _, text := range []string{"1 elsewhere X\n", "1 - X\n", ""} {
			publish(t, target, "index.html=first", "x="+text)
			w := begin(t, target)
			if err := afero.WriteFile(w.disk, lockFile(t, w), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := w.lock.drop(); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			publish(t, target, "index.html=second", "x="+text)
			if took := time.Since(start); took > time.Minute {
				t.Errorf("it took %v", took)
			}
			if d := cmp.Diff([]string{"index.html=second", "x=" + text}, tree(t, target)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		}
	})
}

func TestABuildWhoseLockIsGoneChangesNothing(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		w := begin(t, target)
		write(t, w, "index.html=first")
		if err := removeAll(w.disk, w.work); err != nil {
			t.Fatal(err)
		}
		publish(t, target, "index.html=second")
		var busy *busyError
		if _, err := w.Commit(); !errors.As(err, &busy) {
			t.Errorf("commit without the lock: %v", err)
		}
		if d := cmp.Diff([]string{"index.html=second"}, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	})
}

// TestTheSystemLetsGoOfTheLockOfAKilledBuild kills a process that has it.
func TestTheSystemLetsGoOfTheLockOfAKilledBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if os.Getenv("DOSSIER_TEST_HOLD") != "" {
		target, err := Open(os.Getenv("DOSSIER_TEST_HOLD"))
		if err != nil {
			t.Fatal(err)
		}
		begin(t, target)
		println("held")
		select {}
	}
	child := exec.Command(os.Args[0], "-test.run=^TestTheSystemLetsGoOfTheLockOfAKilledBuild$")
	child.Env = append(os.Environ(), "DOSSIER_TEST_HOLD="+dir)
	said, err := child.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := said.Read(make([]byte, 4)); err != nil {
		t.Fatal(err)
	}
	target, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	target.wait = 3 * renewal
	var busy *busyError
	if _, err := Begin(target, Options{}); !errors.As(err, &busy) || busy.Process != child.Process.Pid {
		t.Errorf("while another builds: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	publish(t, target, "index.html=one")
	if d := cmp.Diff([]string{"index.html=one"}, tree(t, target)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
