// Package publish puts a finished site into its folder, in one step where the
// system can.
//
// Beside the output folder public a build has a folder of its own,
// .public.dossier, with these parts:
//
//	lock     says who builds; the system lets go of it when that process ends
//	site/    the whole new site: first the files that are new or changed, as they are made
//	swapped  says that site/ may be, or may have been, the output folder
//	old/     what was replaced, where files are moved one by one
//
// [Writer.Commit] puts hard links beside them: to the files in public that did
// not change, and to everything there that is not Dossier's,
// such as CNAME or .git, whose folders are made anew. When all of it is safe on
// the disk, site/ and public change places, which Linux and macOS do in one
// step. From then on the site is the new one. What was public, at site/ now, is
// brought in line with it and changes places with it again: so the output folder
// is the same folder as before, and a shell, a server or a container that has it
// open goes on with it (a first build leaves that out). No file of others is ever in one place alone that a
// build may take away: a build can be killed at any time, and the next clears
// what it left.
//
// Moving whole folders of others instead of linking their files would be
// quicker for a large .git; but a build killed between two moves would leave it
// where nobody looks for it.
//
// Where that cannot be, files are moved into place one by one
// ([Changes].OneByOne says why). What is replaced is kept until the end and put
// back when a step fails; a build that is killed leaves some files old, and the
// next makes the site whole. Where nothing can be put beside the output folder,
// as with a mount point, the build's own folder is in it, as .dossier-staging.
//
// The list of what a build wrote stays in the output folder as [Manifest]. Files
// that are not on it are somebody else's: they are never removed, and never
// overwritten unless [Options].Force says so. Of a folder that holds such files
// and no list nothing is touched.
//
// A file whose bytes have not changed stays the same file, with its time.
package publish

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode"

	"github.com/spf13/afero"
)

// A Writer takes the files of one build. Its methods may be called by several
// goroutines, Commit or Abort last and once.
type Writer struct {
	disk  disk
	site  string // the output folder
	work  string // the build's own folder
	whole string // why the site is not put in place in one step; empty when it is
	force bool
	wait  time.Duration // how long the lock of another is watched
	lock  *lock
	owned map[string]bool // by the manifest of the last build
	moves []move          // that were made, where files are moved one by one
	kept  int             // files in the folder old

	mu      sync.Mutex
	written map[string]bool
	made    map[string]bool // folders of the new site
	stood   map[string]bool // folders of the site, as they were found: whether anything is there
	staged  []string
	clashes []string // where a file of others stands in the way
}

// Options says how a site is published. The zero value is right.
type Options struct {
	// Force takes over a folder of which it is not known what Dossier wrote
	// there: files of others that have names of the site's are replaced. The
	// others stay.
	Force bool
}

// Changes says what a build did to its target.
type Changes struct {
	Files    int // of the site
	Written  int // of them, new or changed
	Removed  int // left by an earlier build
	Replaced int // files of others; only where the folder was taken over

	// OneByOne says why the files were moved one by one; it is empty when the
	// site was put in place in one step, and when nothing changed.
	OneByOne string
}

// ForeignFilesError says that files of the site would overwrite what no build
// wrote.
type ForeignFilesError struct{ Paths []string }

// Error implements error.
func (e *ForeignFilesError) Error() string {
	list, more := e.Paths, ""
	if len(list) > 5 {
		list, more = list[:5], fmt.Sprintf(" and %d more", len(list)-5)
	}
	quoted := make([]string, len(list))
	for i, p := range list {
		quoted[i] = fmt.Sprintf("%q", p)
	}
	if len(e.Paths) == 1 {
		return quoted[0] + " was not written by dossier and stands where the site has a file or folder"
	}
	return strings.Join(quoted, ", ") + more + " were not written by dossier and stand where the site has files or folders"
}

// Begin starts a build into target. While another is at work there, it returns
// an error; where a folder is not Dossier's, a [TakeoverError].
func Begin(target *Target, opts Options) (*Writer, error) {
	if err := target.Examine(); err != nil && !(opts.Force && errors.As(err, new(*TakeoverError))) {
		return nil, err
	}
	w := &Writer{force: opts.Force, wait: cmp.Or(target.wait, patience), written: map[string]bool{}, made: map[string]bool{}, stood: map[string]bool{}}
	if err := target.prepare(w); err != nil {
		return nil, err
	}
	if err := w.start(); err != nil {
		return nil, err
	}
	return w, nil
}

// start clears what a build that was killed left, and reads
// what the last one wrote.
func (w *Writer) start() error {
	err := w.clear(true)
	// A build that could put nothing beside the folder may have been killed, too.
	if within := path.Join(w.site, inside); err == nil && within != w.work {
		err = w.clearInside(within)
	}
	if err == nil {
		w.owned, err = readManifest(w.disk, w.site)
		if isMissing(err) || w.force && errors.Is(err, errNoManifest) {
			err = nil
		}
	}
	if err != nil {
		return errors.Join(err, w.release())
	}
	return nil
}

// at returns a place in the build's own folder.
func (w *Writer) at(elements ...string) string {
	return path.Join(append([]string{w.work}, elements...)...)
}

// Write takes one file of the site. p is relative, with slashes. What stands in
// its way, Commit says.
func (w *Writer) Write(p string, data []byte) error {
	if !fs.ValidPath(p) || p == "." || p == Manifest || p == inside || strings.HasPrefix(p, inside+"/") || strings.ContainsFunc(p, unicode.IsControl) {
		return fmt.Errorf("write %q: not a place for a file of the site", p)
	}
	w.mu.Lock()
	twice := w.written[p]
	w.written[p] = true
	w.mu.Unlock()
	if twice {
		return fmt.Errorf("write %s: written twice", p)
	}
	same, clash, err := w.standing(p, data)
	if err != nil {
		return fmt.Errorf("write %s: %w", p, err)
	}
	if clash != "" {
		w.mu.Lock()
		w.clashes = append(w.clashes, clash)
		w.mu.Unlock()
		return nil
	}
	if same {
		return nil
	}
	if err := w.add(p, data); err != nil {
		return err
	}
	w.mu.Lock()
	w.staged = append(w.staged, p)
	w.mu.Unlock()
	return nil
}

// standing looks at what stands where a file of the site will: whether it is
// the same already, and what of others is in its way, which may be a file where
// a folder must be, or a link.
func (w *Writer) standing(p string, data []byte) (same bool, clash string, err error) {
	for _, dir := range slices.Backward(above(p)) {
		w.mu.Lock()
		there, known := w.stood[dir]
		w.mu.Unlock()
		if known && !there {
			return false, "", nil
		} else if known {
			continue
		}
		info, err := w.disk.Lstat(path.Join(w.site, dir))
		if missing := isMissing(err); missing || err == nil && info.IsDir() {
			w.mu.Lock()
			w.stood[dir] = !missing
			w.mu.Unlock()
		}
		switch {
		case isMissing(err):
			return false, "", nil
		case err != nil:
			return false, "", err
		case info.Mode().IsRegular() && w.owned[dir]:
			return false, "", nil
		case !info.IsDir():
			return false, dir, nil
		}
	}
	at := path.Join(w.site, p)
	info, err := w.disk.Lstat(at)
	switch {
	case isMissing(err):
		return false, "", nil
	case err != nil:
		return false, "", err
	case info.IsDir():
		ours, err := w.onlyOurs(p)
		if err != nil || !ours {
			return false, p, err
		}
		return false, "", nil
	case info.Mode().IsRegular():
		old, err := afero.ReadFile(w.disk, at)
		if err != nil {
			return false, "", err
		}
		if bytes.Equal(old, data) {
			return true, "", nil
		}
		if w.owned[p] {
			return false, "", nil
		}
	}
	if w.force {
		return false, "", nil
	}
	return false, p, nil
}

// onlyOurs reports whether a folder holds no file but those of the last build.
func (w *Writer) onlyOurs(dir string) (bool, error) {
	entries, err := afero.ReadDir(w.disk, path.Join(w.site, dir))
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		ours := w.owned[p] && !e.IsDir()
		if e.IsDir() {
			ours, err = w.onlyOurs(p)
		}
		if err != nil || !ours {
			return false, err
		}
	}
	return true, nil
}

// isMissing reports whether an error says that there is nothing.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// add puts a file into the new site. Each folder is made once.
func (w *Writer) add(p string, data []byte) error {
	at, dir := w.at("site", p), path.Dir(p)
	w.mu.Lock()
	made := w.made[dir]
	w.mu.Unlock()
	if made {
		return writeFile(w.disk, at, data)
	}
	if err := put(w.disk, at, data); err != nil {
		return err
	}
	w.mu.Lock()
	w.made[dir] = true
	markAbove(w.made, p)
	w.mu.Unlock()
	return nil
}

// put writes a file and makes the folders above it.
func put(on disk, p string, data []byte) error {
	if err := on.MkdirAll(path.Dir(p), 0o755); err != nil {
		return fmt.Errorf("make folder for %s: %w", p, err)
	}
	return writeFile(on, p, data)
}

// writeFile writes a file in a folder that is there.
func writeFile(on disk, p string, data []byte) error {
	if err := afero.WriteFile(on, p, data, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", p, err)
	}
	return nil
}

// Commit puts the site in place and takes away the files of the last build that
// this one did not write. When it returns an error the target is as it was
// before Begin, unless the error says otherwise.
func (w *Writer) Commit() (Changes, error) {
	if !w.holds() {
		return Changes{}, errors.Join(&busyError{}, w.lock.drop())
	}
	if len(w.clashes) > 0 {
		slices.Sort(w.clashes)
		return Changes{}, errors.Join(&ForeignFilesError{slices.Compact(w.clashes)}, w.Abort())
	}
	slices.Sort(w.staged)
	stale := w.stale()
	changes := Changes{Files: len(w.written), Written: len(w.staged), Removed: len(stale)}
	list := formatManifest(w.written)
	if last, err := afero.ReadFile(w.disk, path.Join(w.site, Manifest)); err == nil && bytes.Equal(last, list) && len(w.staged)+len(stale) == 0 {
		return changes, w.Abort()
	}
	if w.force {
		for _, p := range w.staged {
			if _, err := w.disk.Lstat(path.Join(w.site, p)); err == nil && !w.owned[p] {
				changes.Replaced++
			}
		}
	}
	changes.OneByOne = w.whole
	if changes.OneByOne == "" {
		reason, err := w.exchange(list)
		if err != nil {
			return Changes{}, err
		}
		changes.OneByOne = reason
	}
	if changes.OneByOne != "" {
		if err := w.oneByOne(list, stale); err != nil {
			return Changes{}, err
		}
	}
	// The site is whole; what cannot be cleared the next build clears.
	_ = w.clear(false)
	_ = w.release()
	return changes, nil
}

// fresh returns where the files are that are new or changed. What is not on the
// disk must not take the place of what is: they are synced before.
func (w *Writer) fresh() []string {
	out := make([]string, len(w.staged))
	for i, p := range w.staged {
		out[i] = w.at("site", p)
	}
	return out
}

// stale returns the files of the last build that this one did not write and
// that are still there.
func (w *Writer) stale() []string {
	var out []string
	for p := range w.owned {
		if w.written[p] {
			continue
		}
		if info, err := w.disk.Lstat(path.Join(w.site, p)); err == nil && !info.IsDir() {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// Abort takes away what was made for this build. The target is as it was before
// Begin.
func (w *Writer) Abort() error {
	if !w.holds() {
		return w.lock.drop() // another build has the folder now
	}
	return errors.Join(w.clear(false), w.release())
}
