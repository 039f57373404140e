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
}

// watcher watches the folders of a dossier.
type watcher struct {
	notify  *fsnotify.Watcher
	changes chan change
	folder  string // of content
	own     string // of templates; empty for none
	done    chan struct{}
}

// watch starts to watch a content folder and, unless it is empty, a folder of
// templates.
func watch(folder, templates string) (*watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch content folder: %w", err)
	}
	w := &watcher{notify: notify, changes: make(chan change), folder: folder, own: templates, done: make(chan struct{})}
	for _, root := range []string{folder, templates} {
		if root == "" {
			continue
		}
		if err := w.add(root); err != nil {
			return nil, errors.Join(fmt.Errorf("watch %s: %w", root, err), notify.Close())
		}
	}
	go w.run()
	return w, nil
}

// add watches a folder and the folders in it. One that is gone by then is no
// failure.
func (w *watcher) add(folder string) error {
	return filepath.WalkDir(folder, func(p string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p != folder {
			return nil
		}
		if err != nil || !entry.IsDir() {
			return err
		}
		if p != folder && strings.HasPrefix(entry.Name(), ".") {
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
		if len(waiting.content) > 0 || waiting.templates {
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
			waiting = change{content: []string{"."}, templates: w.own != ""}
		}
	}
}

// put adds what an event says to a change.
func (w *watcher) put(c *change, event fsnotify.Event) {
	if event.Op == fsnotify.Chmod {
		return
	}
	if event.Has(fsnotify.Create) {
		_ = w.add(event.Name) // a file, or gone again: nothing to watch
	}
	if w.own != "" {
		if rel, err := filepath.Rel(w.own, event.Name); err == nil && filepath.IsLocal(rel) {
			c.templates = true
			return
		}
	}
	rel, err := filepath.Rel(w.folder, event.Name)
	if err != nil || !filepath.IsLocal(rel) {
		return
	}
	rel = filepath.ToSlash(rel)
	if rel != "." && slices.ContainsFunc(strings.Split(rel, "/"), content.Hidden) || slices.Contains(c.content, rel) {
		return
	}
	c.content = append(c.content, rel)
}
