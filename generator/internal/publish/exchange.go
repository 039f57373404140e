package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"syscall"

	"github.com/spf13/afero"
)

// An incapableError is what the system says where a site cannot be put in place
// in one step, but can be file by file.
type incapableError struct {
	doing string
	err   error
}

// Error implements error.
func (e *incapableError) Error() string { return e.doing + ": " + e.err.Error() }

// capable makes an error an [incapableError] where it is of that sort.
func capable(doing string, err error) error {
	if err == nil {
		return nil
	}
	for _, of := range []error{
		errors.ErrUnsupported, fs.ErrPermission, syscall.EXDEV, syscall.EPERM, syscall.EACCES, syscall.ENOTSUP, syscall.EOPNOTSUPP,
		syscall.ENOSYS, syscall.EINVAL, syscall.EMLINK, syscall.EBUSY, syscall.EROFS,
	} {
		if errors.Is(err, of) {
			var at *fs.PathError
			var link *os.LinkError
			switch { // where it was found says nothing of use
			case errors.As(err, &at):
				err = at.Err
			case errors.As(err, &link):
				err = link.Err
			}
			return &incapableError{doing, err}
		}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// exchange puts the site in place in one step. Where that cannot be, it says why
// and has changed nothing; when it returns an error, the build is at its end,
// and the target as it was unless the error says otherwise.
func (w *Writer) exchange(list []byte) (reason string, err error) {
	next := w.at("site")
	old, err := w.tree(w.site)
	fresh := isMissing(err)
	if err == nil || fresh {
		err = w.stage(next, list, old)
	}
	if err == nil {
		if fresh {
			err = capable("put the site in place", w.disk.Rename(next, w.site))
		} else if err = put(w.disk, w.at("swapped"), nil); err == nil {
			err = capable("exchange two folders", w.disk.Exchange(w.site, next))
		}
	}
	var cannot *incapableError
	if errors.As(err, &cannot) {
		if err := removeAll(w.disk, w.at("swapped")); err != nil {
			return "", errors.Join(fmt.Errorf("clear %s: %w", w.at("swapped"), err), w.lock.drop())
		}
		return cannot.Error(), nil
	}
	if err != nil {
		return "", errors.Join(err, w.Abort())
	}
	// From here on the site is the new one.
	synced := w.disk.Sync([]string{w.work, "."})
	if !fresh {
		w.settle(next, old)
	}
	if synced != nil {
		return "", errors.Join(fmt.Errorf("the site is the new one, but may not be after a power cut: sync its folder: %w", synced), w.Abort())
	}
	return "", nil
}

// tree returns all that stands in a folder, at any depth, by its path in it; the
// folder itself is ".".
func (w *Writer) tree(folder string) (map[string]fs.FileInfo, error) {
	top, err := w.disk.Lstat(folder)
	if err != nil {
		return nil, err
	}
	out := map[string]fs.FileInfo{".": top}
	var list func(dir string) error
	list = func(dir string) error {
		entries, err := afero.ReadDir(w.disk, path.Join(folder, dir))
		if err != nil {
			return capable("read folder "+path.Join(folder, dir), err)
		}
		for _, e := range entries {
			p := path.Join(dir, e.Name())
			out[p] = e
			if e.IsDir() {
				if err := list(p); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return out, list(".")
}

// above returns the folders above a path, the nearest first, "." not among them.
func above(p string) []string {
	var out []string
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		out = append(out, dir)
	}
	return out
}

// markAbove puts the folders above a file into a set.
func markAbove(set map[string]bool, p string) {
	for _, dir := range above(p) {
		set[dir] = true
	}
}

// stage makes the site at next whole, with links to what did not change, and has it on the disk when
// it returns. old is what stands in the output folder; nil when that is not
// there.
func (w *Writer) stage(next string, list []byte, old map[string]fs.FileInfo) error {
	if err := capable("make folder "+next, w.disk.MkdirAll(next, 0o755)); err != nil {
		return err
	}
	// The manifest before all that is somebody else's: who finds a part of the site knows what is Dossier's.
	if err := put(w.disk, path.Join(next, Manifest), list); err != nil {
		return err
	}
	folders := map[string]bool{}
	files := map[string]string{} // where they are, by their place in the site
	want := func(p, from string) {
		files[p] = from
		markAbove(folders, p)
	}
	for p := range w.written {
		want(p, path.Join(w.site, p))
	}
	held := map[string]bool{} // folders with files of the last build in them
	for p := range w.owned {
		markAbove(held, p)
	}
	for p, info := range old {
		switch {
		case p == "." || p == Manifest || files[p] != "" || w.owned[p] && !info.IsDir():
		case !info.IsDir():
			want(p, path.Join(w.site, p))
		case !held[p]: // of others, and perhaps empty
			folders[p] = true
			markAbove(folders, p)
		}
	}
	sorted := slices.Sorted(maps.Keys(folders)) // a folder comes before what is in it
	usual, err := w.disk.Lstat(next)
	if err != nil {
		return fmt.Errorf("make folder %s: %w", next, err)
	}
	for _, dir := range sorted {
		if w.made[dir] {
			continue
		}
		if err := w.disk.Mkdir(path.Join(next, dir), 0o755); err != nil {
			return capable("make folder "+path.Join(next, dir), err)
		}
	}
	for _, p := range w.staged {
		delete(files, p) // it is there
	}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if err := w.disk.Link(files[p], path.Join(next, p)); err != nil {
			return capable("link "+p, err)
		}
	}
	sync := append(w.fresh(), path.Join(next, Manifest))
	for _, dir := range slices.Backward(append([]string{"."}, sorted...)) {
		at := path.Join(next, dir)
		if info := old[dir]; info != nil && info.IsDir() && info.Mode() != usual.Mode() {
			if err := w.disk.Chmod(at, info.Mode()); err != nil {
				return capable("set the permissions of "+at, err)
			}
		}
		sync = append(sync, at)
	}
	return capable("sync the site", w.disk.Sync(append(sync, w.work)))
}

// settle brings what was the output folder, at aside now, in line with the new
// site, and has the two change places again. When that does not go on, the
// output folder is another folder than before, which holds the same.
func (w *Writer) settle(aside string, old map[string]fs.FileInfo) {
	// A folder that no build wrote into yet nobody reads as a site: it is not
	// worth a second sync.
	if len(w.owned) == 0 {
		w.rescue(aside, w.site, old, w.owned, w.written)
		return
	}
	if err := w.align(aside); err == nil {
		if err = w.disk.Exchange(w.site, aside); err == nil {
			_ = w.disk.Sync([]string{w.work, "."}) // either is the whole new site
		}
	}
	w.rescue(aside, w.site, old, w.owned, w.written)
}

// align makes the old site at aside the same as the new one: its files are those
// of the new one, and the files and folders of others stay where they are.
func (w *Writer) align(aside string) error {
	touched := map[string]bool{".": true}
	for p := range w.owned {
		if w.written[p] {
			continue
		}
		if info, err := w.disk.Lstat(path.Join(aside, p)); err != nil || info.IsDir() {
			continue // somebody else took it away
		}
		if err := w.disk.Remove(path.Join(aside, p)); err != nil {
			return err
		}
		markAbove(touched, p)
		if err := prune(w.disk, aside, path.Dir(p), ""); err != nil {
			return err
		}
	}
	// The manifest last: until then the old one tells what is Dossier's.
	for _, p := range append(slices.Clone(w.staged), Manifest) {
		to := path.Join(aside, p)
		if err := w.disk.MkdirAll(path.Dir(to), 0o755); err != nil {
			return err
		}
		if err := w.disk.Link(path.Join(w.site, p), w.at("next")); err != nil {
			return err
		}
		if err := w.disk.Rename(w.at("next"), to); err != nil {
			return err
		}
		markAbove(touched, p)
	}
	var sync []string
	for dir := range touched {
		if info, err := w.disk.Lstat(path.Join(aside, dir)); err == nil && info.IsDir() {
			sync = append(sync, path.Join(aside, dir))
		}
	}
	return w.disk.Sync(sync)
}

// rescue looks through a tree that is about to be cleared for what others put
// there while it was the output folder, or still do through a folder that they
// have open, and moves it to the output folder. known is what was there before,
// nil when that is not known; ours are the lists of files that builds wrote.
func (w *Writer) rescue(from, to string, known map[string]fs.FileInfo, ours ...map[string]bool) {
	held := map[string]bool{}
	for _, list := range ours {
		for p := range list {
			held[p] = true
			markAbove(held, p)
		}
	}
	var look func(dir string)
	look = func(dir string) {
		entries, _ := afero.ReadDir(w.disk, path.Join(from, dir))
		for _, e := range entries {
			p := path.Join(dir, e.Name())
			there, err := w.disk.Lstat(path.Join(to, p))
			before := known[p]
			switch {
			case p == Manifest || held[p] && !e.IsDir():
			case e.IsDir() && err == nil && there.IsDir():
				look(p)
			case e.IsDir() && held[p]: // only files of builds, and perhaps another
				look(p)
			case err == nil && (sameFile(e, there) || before == nil || sameFile(before, e)):
				// It is in the output folder, or what is there is newer.
			case err != nil && before != nil && (e.IsDir() || sameFile(before, e)):
				// It was there, and somebody took it away.
			default:
				if w.disk.MkdirAll(path.Join(to, path.Dir(p)), 0o755) == nil {
					_ = w.disk.Rename(path.Join(from, p), path.Join(to, p)) // there is nobody to tell
				}
			}
		}
	}
	look(".")
}

// prune removes a folder in top and those above it as far as they are empty, and
// none above the folder highest, which may be empty.
func prune(on disk, top, dir, highest string) error {
	for ; dir != "."; dir = path.Dir(dir) {
		entries, err := afero.ReadDir(on, path.Join(top, dir))
		if !isMissing(err) { // else those above it may be there
			if err == nil && len(entries) == 0 {
				err = on.Remove(path.Join(top, dir))
			}
			if err != nil || len(entries) > 0 {
				return err
			}
		}
		if dir == highest {
			return nil
		}
	}
	return nil
}
