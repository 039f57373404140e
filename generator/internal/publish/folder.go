package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/afero"
)

// disk is what a build works on: an afero.Fs, and what one lacks. Names are
// relative, with slashes.
type disk interface {
	afero.Fs
	// Lstat is Stat that follows no link.
	Lstat(name string) (fs.FileInfo, error)
	// Link makes the file from, which may be a symbolic link, known as to, too.
	Link(from, to string) error
	// Exchange has two folders change places in one step.
	Exchange(a, b string) error
	// Sync returns when files and folders are on the disk itself.
	Sync(names []string) error
	// Writable returns an error when a folder surely cannot be written in.
	Writable(dir string) error
	// Lock locks a file for as long as it is open, and no longer than this
	// process lives. It returns errLocked where another has the lock, and
	// errNoLocks where the system has none.
	Lock(f afero.File) error
}

// sameFile reports whether two names are of one file.
func sameFile(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) || a.Sys() != nil && a.Sys() == b.Sys() // a disk in memory may know its files
}

// plain is an afero.Fs as a disk that lacks the rest.
type plain struct{ afero.Fs }

// Lstat implements disk.
func (p plain) Lstat(name string) (fs.FileInfo, error) {
	if l, ok := p.Fs.(afero.Lstater); ok {
		info, _, err := l.LstatIfPossible(name)
		return info, err
	}
	return p.Stat(name)
}

// Link implements disk.
func (plain) Link(_, _ string) error { return errors.ErrUnsupported }

// Exchange implements disk.
func (plain) Exchange(_, _ string) error { return errors.ErrUnsupported }

// Sync implements disk.
func (plain) Sync([]string) error { return nil }

// Writable implements disk.
func (plain) Writable(string) error { return nil }

// Lock implements disk.
func (plain) Lock(afero.File) error { return errNoLocks }

// folder is a folder on disk as a disk that no path and no symbolic link
// leaves. It stands on os.Root, which opens every folder on the way to a file,
// and closes it again: those that were on the way last are kept open.
type folder struct {
	root *os.Root
	mu   sync.Mutex
	open map[string]*os.Root // by their names; nothing relies on one being here
}

var _ disk = (*folder)(nil)

// openFolder opens the folder dir.
func openFolder(dir string) (*folder, error) {
	// OpenRoot would wait at a named pipe for somebody to write.
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%q is %s and no folder", dir, kind(info.Mode()))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &folder{root: root, open: map[string]*os.Root{}}, nil
}

// Close releases the folder.
func (f *folder) Close() error {
	f.forget(".")
	return f.root.Close()
}

// keptOpen is how many folders are kept open at most.
const keptOpen = 128

// folderAt returns a folder that is there, nil when it cannot be opened.
func (f *folder) folderAt(dir string) *os.Root {
	if dir == "." {
		return f.root
	}
	f.mu.Lock()
	in := f.open[dir]
	f.mu.Unlock()
	if in != nil {
		return in
	}
	above := f.folderAt(path.Dir(dir))
	if above == nil {
		return nil
	}
	in, err := above.OpenRoot(path.Base(dir))
	if err != nil {
		return nil
	}
	f.mu.Lock()
	full := len(f.open) >= keptOpen
	f.mu.Unlock()
	if full {
		f.forget(".")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if other := f.open[dir]; other != nil {
		_ = in.Close() // nothing was done in it
		return other
	}
	f.open[dir] = in
	return in
}

// forget lets go of a folder and of those in it: when it was moved or removed, their
// names may be of others. The top is ".".
func (f *folder) forget(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for dir, in := range f.open {
		if name == "." || dir == name || strings.HasPrefix(dir, name+"/") {
			_ = in.Close() // a folder; what is at work in it goes on
			delete(f.open, dir)
		}
	}
}

// inFolder calls do with the folder that a file is in and its name there. When that
// fails it calls it with the whole name: somebody else may have moved the folder.
func inFolder[T any](f *folder, name string, do func(in *os.Root, name string) (T, error)) (T, error) {
	if dir := path.Dir(name); dir != "." {
		if in := f.folderAt(dir); in != nil {
			if out, err := do(in, path.Base(name)); err == nil {
				return out, nil
			}
		}
	}
	return do(f.root, filepath.FromSlash(name))
}

// Name implements afero.Fs.
func (f *folder) Name() string { return f.root.Name() }

// Create implements afero.Fs.
func (f *folder) Create(name string) (afero.File, error) {
	return f.root.Create(filepath.FromSlash(name))
}

// Mkdir implements afero.Fs.
func (f *folder) Mkdir(name string, perm os.FileMode) error {
	_, err := inFolder(f, name, func(in *os.Root, name string) (struct{}, error) { return struct{}{}, in.Mkdir(name, perm) })
	return err
}

// MkdirAll implements afero.Fs.
func (f *folder) MkdirAll(name string, perm os.FileMode) error {
	if above := f.folderAt(path.Dir(name)); above != nil && above.Mkdir(path.Base(name), perm) == nil {
		return nil
	}
	return f.root.MkdirAll(filepath.FromSlash(name), perm)
}

// Open implements afero.Fs.
func (f *folder) Open(name string) (afero.File, error) { return f.OpenFile(name, os.O_RDONLY, 0) }

// OpenFile implements afero.Fs.
func (f *folder) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	file, err := inFolder(f, name, func(in *os.Root, name string) (*os.File, error) { return in.OpenFile(name, flag|unwatched, perm) })
	if err != nil || flag&os.O_WRONLY == 0 {
		return file, err
	}
	return early{file}, nil
}

// early is a file that the disk begins to write when it is closed, so that
// there is less to wait for when it is synced.
type early struct{ *os.File }

// Close implements afero.File.
func (e early) Close() error {
	startWriting(e.File)
	return e.File.Close()
}

// Remove implements afero.Fs.
func (f *folder) Remove(name string) error {
	f.forget(name)
	return f.root.Remove(filepath.FromSlash(name))
}

// RemoveAll implements afero.Fs.
func (f *folder) RemoveAll(name string) error {
	f.forget(name)
	return f.root.RemoveAll(filepath.FromSlash(name))
}

// Rename implements afero.Fs.
func (f *folder) Rename(from, to string) error {
	f.forget(from)
	f.forget(to)
	return f.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to))
}

// Link implements disk. Not every disk can.
func (f *folder) Link(from, to string) error {
	return f.root.Link(filepath.FromSlash(from), filepath.FromSlash(to))
}

// Stat implements afero.Fs.
func (f *folder) Stat(name string) (os.FileInfo, error) { return f.root.Stat(filepath.FromSlash(name)) }

// Lstat implements disk.
func (f *folder) Lstat(name string) (os.FileInfo, error) {
	return inFolder(f, name, (*os.Root).Lstat)
}

// Chmod implements afero.Fs.
func (f *folder) Chmod(name string, mode os.FileMode) error {
	return f.root.Chmod(filepath.FromSlash(name), mode)
}

// Chown implements afero.Fs.
func (f *folder) Chown(name string, uid, gid int) error {
	return f.root.Chown(filepath.FromSlash(name), uid, gid)
}

// Chtimes implements afero.Fs.
func (f *folder) Chtimes(name string, atime, mtime time.Time) error {
	return f.root.Chtimes(filepath.FromSlash(name), atime, mtime)
}

// Lock implements disk.
func (f *folder) Lock(file afero.File) error { return flock(file) }

// syncers is how many files wait for the disk at once: it writes many together
// almost as quickly as one.
const syncers = 32

// manyFiles is from how many files on the whole disk is asked to write what it holds:
// that takes less long than as many questions, though others' files are among it.
const manyFiles = 1000

// Sync implements disk.
func (f *folder) Sync(names []string) error {
	if len(names) >= manyFiles {
		if asked, err := syncDisk(f.root); asked {
			return err
		}
	}
	var mu sync.Mutex
	var failed error
	var work sync.WaitGroup
	todo := make(chan int)
	for range min(syncers, len(names)) {
		work.Go(func() {
			for i := range todo {
				if err := f.sync(names[i], i == len(names)-1); err != nil {
					mu.Lock()
					failed = errors.Join(failed, err)
					mu.Unlock()
				}
			}
		})
	}
	for i := range max(len(names)-1, 0) {
		todo <- i
	}
	close(todo)
	work.Wait()
	if failed == nil && len(names) > 0 {
		failed = f.sync(names[len(names)-1], true) // after all others
	}
	return failed
}

// sync returns when a file or folder is on the disk. last tells that no other
// follows, before which a disk may keep what it was given to itself.
func (f *folder) sync(name string, last bool) error {
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	info, err := file.Stat()
	if err == nil {
		err = syncFile(file, info.IsDir(), last)
	}
	return errors.Join(err, file.Close())
}
