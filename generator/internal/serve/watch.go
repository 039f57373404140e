package serve

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fsnotify/fsnotify"

	"dossier/generator/internal/content"
)

// change is what happened to the files that are watched, at once.
type change struct {
	content   []string // relative to the content folder, with slashes; "." when everything may be different
	templates bool
	folders   bool // the content folder or that of templates came, went, or is another
}

func (c change) none() bool { return len(c.content) == 0 && !c.templates && !c.folders }

// watcher watches the folders of a dossier, and those that hold them: a folder
// that is watched says nothing when another takes its place.
type watcher struct {
	notify  *fsnotify.Watcher
	changes chan change
	given   [2]string // the folders of content and of templates, the latter empty for none; absolute
	real    [2]string // where links lead; empty where there is nothing
	done    chan struct{}
}

// watch starts to watch a content folder and, unless it is empty, a folder of
// templates, which need not be there.
func watch(folder, templates string) (*watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch content folder: %w", err)
	}
	w := &watcher{notify: notify, changes: make(chan change), done: make(chan struct{})}
	for i, name := range []string{folder, templates} {
		if name == "" {
			continue
		}
		if w.given[i], err = filepath.Abs(name); err == nil {
			err = notify.Add(filepath.Dir(w.given[i]))
		}
		if err != nil && i == 0 {
			return nil, errors.Join(fmt.Errorf("watch %s: %w", name, err), notify.Close())
		}
	}
	if err := w.again(); err != nil {
		return nil, errors.Join(fmt.Errorf("watch %s: %w", folder, err), notify.Close())
	}
	go w.run()
	return w, nil
}

// again watches the folders as they are now.
func (w *watcher) again() error {
	for i, given := range w.given {
		if w.real[i] != "" {
			w.drop(w.real[i]) // it is added again when it is there
		}
		w.real[i] = ""
		if given == "" {
			continue
		}
		real, err := filepath.EvalSymlinks(given)
		if err == nil {
			w.real[i] = real
			err = w.add(real)
		}
		if err != nil && (i == 0 || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return nil
}

// drop no longer watches a folder and the folders in it.
func (w *watcher) drop(folder string) {
	for _, old := range w.notify.WatchList() {
		if old == folder || strings.HasPrefix(old, folder+string(filepath.Separator)) {
			_ = w.notify.Remove(old) // it may be gone
		}
	}
}

// add watches a folder and the folders in it. One that is gone by then is no
// failure.
func (w *watcher) add(folder string) error {
	return filepath.WalkDir(folder, func(p string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p != folder || errors.Is(err, fs.ErrPermission) {
			return nil // who reads it says so
		}
		if err != nil || !entry.IsDir() {
			return err
		}
		if p != folder && content.Hidden(entry.Name()) {
			return filepath.SkipDir
		}
		return w.notify.Add(p)
	})
}

func (w *watcher) close() {
	close(w.done)
	_ = w.notify.Close() // it was only read
}

// run hands on the first change at once, and what comes while it is worked on
// together with the next.
func (w *watcher) run() {
	var waiting change
	for {
		var out chan change
		if !waiting.none() {
			out = w.changes
		}
		select {
		case <-w.done:
			return
		case out <- waiting:
			waiting = change{}
		case event, ok := <-w.notify.Events:
			if !ok {
				return
			}
			w.put(&waiting, event)
		case _, ok := <-w.notify.Errors:
			if !ok {
				return
			}
			// Events were lost: anything may be different.
			waiting = change{folders: true}
		}
	}
}

// put adds what an event says to a change.
func (w *watcher) put(c *change, event fsnotify.Event) {
	if slices.Contains(w.given[:], event.Name) || slices.Contains(w.real[:], event.Name) {
		if event.Op&^(fsnotify.Chmod|fsnotify.Write) != 0 {
			c.folders = true
			_ = w.again() // what cannot be watched cannot be read either, and who reads it says so
		}
		return
	}
	inside := func(i int) (rel string, ok bool) {
		if w.real[i] == "" {
			return "", false
		}
		rel, err := filepath.Rel(w.real[i], event.Name)
		if err != nil || !filepath.IsLocal(rel) {
			return "", false
		}
		rel = filepath.ToSlash(rel)
		return rel, !slices.ContainsFunc(strings.Split(rel, "/"), content.Hidden)
	}
	rel, isContent := inside(0)
	_, isTemplate := inside(1)
	if event.Has(fsnotify.Rename) {
		w.drop(event.Name) // a folder is watched under its name, and has another now
	}
	if (isContent || isTemplate) && event.Has(fsnotify.Create) {
		_ = w.add(event.Name) // a file, or gone again: nothing to watch
	}
	if isTemplate {
		c.templates = true
	}
	if isContent && !slices.Contains(c.content, rel) {
		c.content = append(c.content, rel)
	}
}
