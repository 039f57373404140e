// Package publish puts a finished site into its folder.
//
// Files are first written to a staging folder inside the target; only when all
// of them are there does [Writer.Commit] move them into place and take away
// what an earlier build left. Until then the target is as it was. A file whose
// bytes have not changed is not touched, so that its time stays what it was.
//
// The list of what a build wrote stays in the target as [Manifest]. Files that
// are not on it are somebody else's: they are never removed, and never
// overwritten.
package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/afero"
)

// Manifest is the file in the target that lists what the last build wrote.
const Manifest = ".dossier"

// staging is the folder in the target that holds what is not in place yet.
const staging = ".dossier-staging"

// header stands at the top of a manifest.
const header = "# Written by dossier: the files of this site that belong to it.\n"

// A Writer takes the files of one build. Its methods may be called by several
// goroutines, Commit and Abort last and once.
type Writer struct {
	fs    afero.Fs
	owned map[string]bool // by the manifest of the last build

	mu      sync.Mutex
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

// Begin starts a build into the root of target.
func Begin(target afero.Fs) (*Writer, error) {
	w := &Writer{fs: target, owned: map[string]bool{}, written: map[string]bool{}}
	if err := target.RemoveAll(staging); err != nil {
		return nil, fmt.Errorf("clear %s: %w", staging, err)
	}
	list, err := afero.ReadFile(target, Manifest)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", Manifest, err)
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
	if !fs.ValidPath(p) || p == Manifest || strings.HasPrefix(p, staging) {
		return fmt.Errorf("write %s: not a place for a file of the site", p)
	}
	w.mu.Lock()
	twice := w.written[p]
	w.written[p] = true
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
	if err := put(w.fs, path.Join(staging, p), data); err != nil {
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

// Commit moves the files into place and removes those of the last build that
// this one did not write.
func (w *Writer) Commit() (Changes, error) {
	changes := Changes{Files: len(w.written), Written: len(w.staged)}
	// The manifest first names the old and the new files, so that a build
	// that is cut off between here and its end loses track of neither.
	all := make([]string, 0, len(w.written)+len(w.owned))
	var stale []string
	for p := range w.written {
		all = append(all, p)
	}
	for p := range w.owned {
		if !w.written[p] {
			all = append(all, p)
			stale = append(stale, p)
		}
	}
	if err := w.manifest(all); err != nil {
		return Changes{}, err
	}
	slices.Sort(stale)
	for _, p := range stale {
		// A file may stand where the new site has a folder, so the old go first.
		if err := w.fs.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Changes{}, fmt.Errorf("remove %s: %w", p, err)
		}
		changes.Removed++
		w.prune(path.Dir(p))
	}
	slices.Sort(w.staged)
	for _, p := range w.staged {
		if err := w.fs.MkdirAll(path.Dir(p), 0o755); err != nil {
			return Changes{}, fmt.Errorf("make folder for %s: %w", p, err)
		}
		if err := w.fs.Rename(path.Join(staging, p), p); err != nil {
			return Changes{}, fmt.Errorf("put %s in place: %w", p, err)
		}
	}
	if len(stale) > 0 {
		if err := w.manifest(slices.DeleteFunc(all, func(p string) bool { return !w.written[p] })); err != nil {
			return Changes{}, err
		}
	}
	if err := w.fs.RemoveAll(staging); err != nil {
		return Changes{}, fmt.Errorf("clear %s: %w", staging, err)
	}
	return changes, nil
}

// manifest writes the list of files, if it differs from the one that is there.
func (w *Writer) manifest(files []string) error {
	slices.Sort(files)
	data := []byte(header + strings.Join(files, "\n") + "\n")
	if old, err := afero.ReadFile(w.fs, Manifest); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := put(w.fs, path.Join(staging, Manifest), data); err != nil {
		return err
	}
	if err := w.fs.Rename(path.Join(staging, Manifest), Manifest); err != nil {
		return fmt.Errorf("put %s in place: %w", Manifest, err)
	}
	return nil
}

// prune removes the folder dir and those above it as far as they are empty.
func (w *Writer) prune(dir string) {
	for dir != "." && dir != "/" {
		entries, err := afero.ReadDir(w.fs, dir)
		if err != nil || len(entries) > 0 || w.fs.Remove(dir) != nil {
			return
		}
		dir = path.Dir(dir)
	}
}

// Abort takes away what was staged. The target is as it was before Begin.
func (w *Writer) Abort() error {
	if err := w.fs.RemoveAll(staging); err != nil {
		return fmt.Errorf("clear %s: %w", staging, err)
	}
	return nil
}
