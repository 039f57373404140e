package publish

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/spf13/afero"
)

// oneByOne moves the files into place one by one and removes the stale ones of
// the last build. When a step fails, the steps before it are taken back: files,
// their times and folders are as they were before. What could not be taken back
// is named in the error; the old files then stay in the build's own folder.
func (w *Writer) oneByOne(list []byte, stale []string) error {
	err := w.moveAll(list, stale)
	if err == nil {
		return nil
	}
	if back := w.takeBack(); back != nil {
		return errors.Join(err, back, w.lock.drop())
	}
	return errors.Join(err, w.Abort())
}

func (w *Writer) moveAll(list []byte, stale []string) error {
	if err := w.disk.MkdirAll(w.site, 0o755); err != nil {
		return fmt.Errorf("make output folder: %w", err)
	}
	if err := w.writable(slices.Concat(w.staged, stale)); err != nil {
		return err
	}
	if err := w.disk.Sync(w.fresh()); err != nil {
		return fmt.Errorf("sync files: %w", err)
	}
	// The manifest first names the old and the new files, so that a build
	// that is cut off between here and its end loses track of neither.
	both := map[string]bool{}
	for p := range w.written {
		both[p] = true
	}
	for _, p := range stale {
		both[p] = true
	}
	if err := w.manifest(formatManifest(both)); err != nil {
		return err
	}
	// The old go last, so that nothing is missing meanwhile, but for those that
	// stand where the new site has a folder, or in a folder where it has a file.
	early := map[string]bool{}
	for _, p := range w.staged {
		markAbove(early, p)
	}
	var late []string
	for _, p := range stale {
		if !early[p] && !slices.ContainsFunc(above(p), func(dir string) bool { return w.written[dir] }) {
			late = append(late, p)
			continue
		}
		if err := w.takeAway(p); err != nil {
			return err
		}
		if err := prune(w.disk, w.site, path.Dir(p), ""); err != nil {
			return fmt.Errorf("remove folder of %s: %w", p, err)
		}
	}
	for _, p := range w.staged {
		if err := w.place(p); err != nil {
			return err
		}
	}
	for _, p := range late {
		if err := w.takeAway(p); err != nil {
			return err
		}
	}
	if len(stale) > 0 {
		if err := w.manifest(list); err != nil {
			return err
		}
	}
	touched := map[string]bool{w.site: true}
	for _, m := range w.moves {
		touched[path.Join(w.site, path.Dir(m.path))] = true
		for _, dir := range above(m.path) {
			touched[path.Join(w.site, dir)] = true
		}
	}
	var sync []string
	for _, dir := range slices.Sorted(maps.Keys(touched)) {
		if _, err := w.disk.Lstat(dir); err == nil {
			sync = append(sync, dir)
		}
	}
	if err := w.disk.Sync(sync); err != nil {
		return fmt.Errorf("sync folders: %w", err)
	}
	// Nothing fails from here on.
	for _, p := range late {
		_ = prune(w.disk, w.site, path.Dir(p), "") // an empty folder is no part of the site
	}
	return nil
}

// writable finds out whether the folders that are there already can be written
// in, before anything is moved. Folders without an early answer, as where a
// file is in use, are what taking back is for.
func (w *Writer) writable(files []string) error {
	asked := map[string]bool{}
	for _, p := range append(files, Manifest) {
		dir := path.Dir(p)
		for dir != "." && !asked[dir] {
			if info, err := w.disk.Lstat(path.Join(w.site, dir)); err == nil && info.IsDir() {
				break
			}
			asked[dir] = true // it will be made
			dir = path.Dir(dir)
		}
		if asked[dir] {
			continue
		}
		asked[dir] = true
		if err := w.disk.Writable(path.Join(w.site, dir)); err != nil {
			return fmt.Errorf("write in folder %s: %w", path.Join(w.site, dir), err)
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

// place puts a staged file in place.
func (w *Writer) place(p string) error {
	m := move{path: p}
	to := path.Join(w.site, p)
	_, err := w.disk.Lstat(to)
	switch {
	case err == nil:
		if m.kept, err = w.keep(p, true); err != nil {
			return err
		}
	case !isMissing(err):
		return fmt.Errorf("put %s in place: %w", p, err)
	default:
		for _, dir := range above(p) {
			if _, err := w.disk.Lstat(path.Join(w.site, dir)); err == nil {
				break
			}
			m.made = dir
		}
	}
	w.moves = append(w.moves, m)
	if err := w.disk.MkdirAll(path.Dir(to), 0o755); err != nil {
		return fmt.Errorf("make folder for %s: %w", p, err)
	}
	if err := w.disk.Rename(w.at("site", p), to); err != nil {
		return fmt.Errorf("put %s in place: %w", p, err)
	}
	return nil
}

// takeAway moves a file of the last build to the build's own folder.
func (w *Writer) takeAway(p string) error {
	kept, err := w.keep(p, false)
	if isMissing(err) {
		return nil // somebody else took it away
	}
	if err != nil {
		return err
	}
	w.moves = append(w.moves, move{path: p, kept: kept})
	return nil
}

// keep gives a file a place in the build's own folder, as a link where it stays
// and the file system has links, and returns that place.
func (w *Writer) keep(p string, stays bool) (string, error) {
	w.kept++
	to := w.at("old", fmt.Sprint(w.kept))
	if err := w.disk.MkdirAll(w.at("old"), 0o755); err != nil {
		return "", fmt.Errorf("make folder %s: %w", w.at("old"), err)
	}
	if stays && w.disk.Link(path.Join(w.site, p), to) == nil {
		return to, nil
	}
	if err := w.disk.Rename(path.Join(w.site, p), to); err != nil {
		return "", fmt.Errorf("take %s away: %w", p, err)
	}
	return to, nil
}

// takeBack undoes the moves, the last first.
func (w *Writer) takeBack() error {
	var failed []error
	for _, m := range slices.Backward(w.moves) {
		at := path.Join(w.site, m.path)
		var err error
		switch {
		case m.kept != "":
			if err = w.disk.MkdirAll(path.Dir(at), 0o755); err == nil {
				err = w.disk.Rename(m.kept, at)
			}
		default:
			if err = w.disk.Remove(at); isMissing(err) {
				err = nil // it was not moved yet
			}
			if err == nil && m.made != "" {
				_ = prune(w.disk, w.site, path.Dir(m.path), m.made)
			}
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("put %s back as it was: %w", m.path, err))
		}
	}
	return errors.Join(failed...)
}

// manifest puts a list of files in place, if it differs from the one that is there.
func (w *Writer) manifest(list []byte) error {
	if last, err := afero.ReadFile(w.disk, path.Join(w.site, Manifest)); err == nil && string(last) == string(list) {
		return nil
	}
	if err := w.add(Manifest, list); err != nil {
		return err
	}
	if err := w.disk.Sync([]string{w.at("site", Manifest)}); err != nil {
		return fmt.Errorf("sync %s: %w", Manifest, err)
	}
	return w.place(Manifest)
}
