// Package publish puts a finished site into its folder.
//
// Files are first written to a staging folder inside the target; only when all
// of them are there does [Writer.Commit] move them into place and take away
// what an earlier build left. Until then the target is as it was. What Commit
// replaces and takes away it keeps in the staging folder until its end, and
// puts back when it cannot go on. A file whose bytes have not changed is not
// touched, so that its time stays what it was.
//
// A lock in the target keeps two builds apart.
//
// The list of what a build wrote stays in the target as [Manifest]. Files that
// are not on it are somebody else's: they are never removed, and never
// overwritten.
package publish

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/afero"
)

// Manifest is the file in the target that lists what the last build wrote.
const Manifest = ".dossier"

// staging is the folder in the target that holds what is not in place yet, and
// what was in place before.
const staging = ".dossier-staging"

// header stands at the top of a manifest.
const header = "# Written by dossier: the files of this site that belong to it.\n"

// A Writer takes the files of one build. Its methods may be called by several
// goroutines, Commit or Abort last and once.
type Writer struct {
	fs    afero.Fs
	owned map[string]bool // by the manifest of the last build

	lock  string // what the file of the lock holds
	fresh string // the folder in staging for what is not in place yet
	old   string // the folder in staging for what was in place before
	moves []move // that Commit has made
	kept  int    // files in the folder old

	mu      sync.Mutex
	renewed time.Time // when the lock was
	written map[string]bool
	staged  []string
}

// Changes counts what a build did to its target.
type Changes struct {
	Files   int // of the site
	Written int // of them, new or changed
	Removed int // left by an earlier build
}

// ForeignFileError says that a file of the site would overwrite one that no
// build wrote.
type ForeignFileError struct{ Path string }

// Error implements error.
func (e *ForeignFileError) Error() string {
	return fmt.Sprintf("%s was not written by dossier and would be overwritten; move it away or choose another folder", e.Path)
}

// Begin starts a build into the root of target. While another is at work
// there, it returns a [BusyError].
func Begin(target afero.Fs) (*Writer, error) {
	lock, err := take(target)
	if err != nil {
		return nil, err
	}
	w := &Writer{fs: target, owned: map[string]bool{}, lock: lock, renewed: time.Now(), written: map[string]bool{}}
	// A build that lost its lock, and does not know yet, has another folder.
	w.fresh, w.old = path.Join(staging, "new-"+rand.Text()), path.Join(staging, "old")
	// A build that was cut off leaves its staging folder.
	if err := target.RemoveAll(staging); err != nil {
		return nil, errors.Join(fmt.Errorf("clear %s: %w", staging, err), w.release())
	}
	list, err := afero.ReadFile(target, Manifest)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("read %s: %w", Manifest, err), w.release())
	}
	for line := range strings.Lines(string(list)) {
		if p := strings.TrimSuffix(line, "\n"); fs.ValidPath(p) && !strings.HasPrefix(p, "#") {
			w.owned[p] = true
		}
	}
	return w, nil
}

// Write takes one file of the site. p is relative, with slashes.
func (w *Writer) Write(p string, data []byte) error {
	if !fs.ValidPath(p) || p == Manifest || strings.HasPrefix(p, lockName) || strings.HasPrefix(p, staging) {
		return fmt.Errorf("write %s: not a place for a file of the site", p)
	}
	w.mu.Lock()
	twice := w.written[p]
	w.written[p] = true
	w.renew()
	w.mu.Unlock()
	if twice {
		return fmt.Errorf("write %s: written twice", p)
	}
	if old, err := afero.ReadFile(w.fs, p); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if !w.owned[p] {
		if _, err := w.fs.Stat(p); err == nil {
			return &ForeignFileError{p}
		}
	}
	// A file of others, or a link that leads out, may stand where a folder must.
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		info, err := w.fs.Stat(dir)
		switch {
		case err == nil && !info.IsDir() && !w.owned[dir]:
			return &ForeignFileError{dir}
		case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR):
			return fmt.Errorf("write %s: %w", p, err)
		}
	}
	if err := put(w.fs, path.Join(w.fresh, p), data); err != nil {
		return err
	}
	w.mu.Lock()
	w.staged = append(w.staged, p)
	w.mu.Unlock()
	return nil
}

func put(target afero.Fs, p string, data []byte) error {
	if err := target.MkdirAll(path.Dir(p), 0o755); err != nil {
		return fmt.Errorf("make folder for %s: %w", p, err)
	}
	if err := afero.WriteFile(target, p, data, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", p, err)
	}
	return nil
}

// Abort takes away what was staged. The target is as it was before Begin.
func (w *Writer) Abort() error {
	if !w.holds() {
		return nil // another build has the folder now
	}
	if err := w.fs.RemoveAll(staging); err != nil {
		return errors.Join(fmt.Errorf("clear %s: %w", staging, err), w.release())
	}
	return w.release()
}
