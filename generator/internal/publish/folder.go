package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
// leaves. It stands on os.Root.
type folder struct{ root *os.Root }

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
	return &folder{root}, nil
}

// Close releases the folder.
func (f *folder) Close() error { return f.root.Close() }

// Name implements afero.Fs.
func (f *folder) Name() string { return f.root.Name() }

// Create implements afero.Fs.
func (f *folder) Create(name string) (afero.File, error) {
	return f.root.Create(filepath.FromSlash(name))
}

// Mkdir implements afero.Fs.
func (f *folder) Mkdir(name string, perm os.FileMode) error {
	return f.root.Mkdir(filepath.FromSlash(name), perm)
}

// MkdirAll implements afero.Fs.
func (f *folder) MkdirAll(name string, perm os.FileMode) error {
	return f.root.MkdirAll(filepath.FromSlash(name), perm)
}

// Open implements afero.Fs.
func (f *folder) Open(name string) (afero.File, error) { return f.root.Open(filepath.FromSlash(name)) }

// OpenFile implements afero.Fs.
func (f *folder) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	file, err := f.root.OpenFile(filepath.FromSlash(name), flag, perm)
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
func (f *folder) Remove(name string) error { return f.root.Remove(filepath.FromSlash(name)) }

// RemoveAll implements afero.Fs.
func (f *folder) RemoveAll(name string) error { return f.root.RemoveAll(filepath.FromSlash(name)) }

// Rename implements afero.Fs.
func (f *folder) Rename(from, to string) error {
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
	return f.root.Lstat(filepath.FromSlash(name))
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
