package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/afero"
)

// Commit moves the files into place and removes those of the last build that
// this one did not write. When a step fails, the steps before it are taken
// back: files, their times and folders are as they were before Begin. What
// could not be taken back is named in the error; the old files then stay in
// the staging folder. Nothing can be taken back when the machine or the
// process stops in the middle; the next build makes the site whole.
func (w *Writer) Commit() (Changes, error) {
	if !w.holds() {
		return Changes{}, &BusyError{}
	}
	changes, err := w.commit()
	if err == nil {
		// The site is whole; what cannot be cleared the next build clears.
		_ = w.fs.RemoveAll(staging)
		_ = w.release()
		return changes, nil
	}
	if back := w.takeBack(); back != nil {
		return Changes{}, errors.Join(err, back, w.release())
	}
	return Changes{}, errors.Join(err, w.Abort())
}

func (w *Writer) commit() (Changes, error) {
	slices.Sort(w.staged)
	var all, stale []string
	for p := range w.written {
		all = append(all, p)
	}
	for p := range w.owned {
		if !w.written[p] {
			all = append(all, p)
			stale = append(stale, p)
		}
	}
	slices.Sort(stale)
	if err := w.probe(slices.Concat(w.staged, stale)); err != nil {
		return Changes{}, err
	}
	// The manifest first names the old and the new files, so that a build
	// that is cut off between here and its end loses track of neither.
	if err := w.manifest(all); err != nil {
		return Changes{}, err
	}
	// The old go last, so that nothing is missing meanwhile, but for files
	// that stand where the new site has a folder.
	folders := map[string]bool{}
	for _, p := range w.staged {
		for dir := path.Dir(p); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	changes := Changes{Files: len(w.written), Written: len(w.staged), Removed: len(stale)}
	early := slices.DeleteFunc(slices.Clone(stale), func(p string) bool { return !folders[p] })
	late := slices.DeleteFunc(stale, func(p string) bool { return folders[p] })
	for _, p := range early {
		if err := w.takeAway(p); err != nil {
			return Changes{}, err
		}
	}
	for _, p := range w.staged {
		if err := w.place(p); err != nil {
			return Changes{}, err
		}
	}
	for _, p := range late {
		if err := w.takeAway(p); err != nil {
			return Changes{}, err
		}
	}
	if len(early)+len(late) > 0 {
		if err := w.manifest(slices.DeleteFunc(all, func(p string) bool { return !w.written[p] })); err != nil {
			return Changes{}, err
		}
	}
	// Nothing fails from here on.
	for _, p := range late {
		w.prune(path.Dir(p))
	}
	return changes, nil
}

// probe finds out whether the folders that are there already can be written
// in, before anything is moved. Folders without an early answer, as where a
// file is in use, are what taking back is for.
func (w *Writer) probe(files []string) error {
	probed := map[string]bool{}
	for _, p := range append(files, Manifest) {
		dir := path.Dir(p)
		for dir != "." && !probed[dir] {
			info, err := w.fs.Stat(dir)
			if err == nil && info.IsDir() {
				break
			}
			probed[dir] = true // it will be made
			dir = path.Dir(dir)
		}
		if probed[dir] {
			continue
		}
		probed[dir] = true
		name := path.Join(dir, ".dossier-probe")
		if err := afero.WriteFile(w.fs, name, nil, 0o644); err != nil {
			// The name of the probe would tell nobody anything.
			if at := (*fs.PathError)(nil); errors.As(err, &at) {
				err = at.Err
			}
			return fmt.Errorf("write in folder %s: %w", dir, err)
		}
		if err := w.fs.Remove(name); err != nil {
			return fmt.Errorf("remove %s: %w", name, err)
		}
	}
	return nil
}

// A move is a step that was made: the file at path was replaced or taken away.
type move struct {
	path string
	kept string // where the old file is; empty when there was none
	made string // the uppermost folder that was made for it; may be empty
}

// linker is a file system with hard links. With them a file is never missing
// while it is replaced.
type linker interface {
	Link(from, to string) error
}

// place puts a staged file in place.
func (w *Writer) place(p string) error {
	w.mu.Lock()
	w.renew()
	w.mu.Unlock()
	m := move{path: p}
	_, err := w.fs.Stat(p)
	switch {
	case err == nil:
		if m.kept, err = w.keep(p, true); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("put %s in place: %w", p, err)
	default:
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if _, err := w.fs.Stat(dir); err == nil {
				break
			}
			m.made = dir
		}
	}
	w.moves = append(w.moves, m)
	if err := w.fs.MkdirAll(path.Dir(p), 0o755); err != nil {
		return fmt.Errorf("make folder for %s: %w", p, err)
	}
	if err := w.fs.Rename(path.Join(w.fresh, p), p); err != nil {
		return fmt.Errorf("put %s in place: %w", p, err)
	}
	return nil
}

// takeAway moves a file of the last build to the staging folder.
func (w *Writer) takeAway(p string) error {
	kept, err := w.keep(p, false)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return nil // somebody else took it away
	}
	if err != nil {
		return err
	}
	w.moves = append(w.moves, move{path: p, kept: kept})
	return nil
}

// keep gives a file a place in the staging folder, as a link where it stays
// and the file system has links, and returns that place.
func (w *Writer) keep(p string, stays bool) (string, error) {
	w.kept++
	to := path.Join(w.old, fmt.Sprint(w.kept))
	if err := w.fs.MkdirAll(w.old, 0o755); err != nil {
		return "", fmt.Errorf("make folder %s: %w", w.old, err)
	}
	if l, ok := w.fs.(linker); ok && stays && l.Link(p, to) == nil {
		return to, nil
	}
	if err := w.fs.Rename(p, to); err != nil {
		return "", fmt.Errorf("take %s away: %w", p, err)
	}
	return to, nil
}

// takeBack undoes the moves, the last first.
func (w *Writer) takeBack() error {
	var failed []error
	for _, m := range slices.Backward(w.moves) {
		var err error
		switch {
		case m.kept != "":
			err = w.fs.Rename(m.kept, m.path)
		default:
			if err = w.fs.Remove(m.path); errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
				err = nil // it was not moved yet
			}
			if err == nil && m.made != "" {
				w.pruneTo(path.Dir(m.path), m.made)
			}
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("put %s back as it was: %w", m.path, err))
		}
	}
	return errors.Join(failed...)
}

// manifest writes the list of files, if it differs from the one that is there.
func (w *Writer) manifest(files []string) error {
	slices.Sort(files)
	data := []byte(header + strings.Join(files, "\n") + "\n")
	if last, err := afero.ReadFile(w.fs, Manifest); err == nil && bytes.Equal(last, data) {
		return nil
	}
	if err := put(w.fs, path.Join(w.fresh, Manifest), data); err != nil {
		return err
	}
	return w.place(Manifest)
}

// prune removes the folder dir and those above it as far as they are empty.
func (w *Writer) prune(dir string) { w.pruneTo(dir, "") }

// pruneTo is prune that goes no higher than the folder top.
func (w *Writer) pruneTo(dir, top string) {
	for dir != "." && dir != "/" {
		entries, err := afero.ReadDir(w.fs, dir)
		if errors.Is(err, fs.ErrNotExist) {
			err = nil // those above it may be there
		} else if err == nil && len(entries) == 0 {
			err = w.fs.Remove(dir)
		}
		if err != nil || len(entries) > 0 || dir == top {
			return
		}
		dir = path.Dir(dir)
	}
}
