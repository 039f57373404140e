package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/afero"
)

// Folder is a folder on disk as an afero.Fs that no path and no symbolic link
// leaves. It stands on os.Root. Names are relative.
type Folder struct{ root *os.Root }

var _ afero.Fs = (*Folder)(nil)

// OpenFolder opens the folder dir, making it if it is not there.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make output folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open output folder: %w", err)
	}
	return &Folder{root}, nil
}

// Close releases the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Name implements afero.Fs.
func (f *Folder) Name() string { return "Folder" }

// Create implements afero.Fs.
func (f *Folder) Create(name string) (afero.File, error) {
	return f.root.Create(filepath.FromSlash(name))
}

// Mkdir implements afero.Fs.
func (f *Folder) Mkdir(name string, perm os.FileMode) error {
	return f.root.Mkdir(filepath.FromSlash(name), perm)
}

// MkdirAll implements afero.Fs.
func (f *Folder) MkdirAll(name string, perm os.FileMode) error {
	return f.root.MkdirAll(filepath.FromSlash(name), perm)
}

// Open implements afero.Fs.
func (f *Folder) Open(name string) (afero.File, error) { return f.root.Open(filepath.FromSlash(name)) }

// OpenFile implements afero.Fs.
func (f *Folder) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	return f.root.OpenFile(filepath.FromSlash(name), flag, perm)
}

// Remove implements afero.Fs.
func (f *Folder) Remove(name string) error { return f.root.Remove(filepath.FromSlash(name)) }

// RemoveAll implements afero.Fs.
func (f *Folder) RemoveAll(name string) error { return f.root.RemoveAll(filepath.FromSlash(name)) }

// Rename implements afero.Fs.
func (f *Folder) Rename(from, to string) error {
	return f.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to))
}

// Link makes the file from known as to, too. Not every disk can.
func (f *Folder) Link(from, to string) error {
	return f.root.Link(filepath.FromSlash(from), filepath.FromSlash(to))
}

// Stat implements afero.Fs.
func (f *Folder) Stat(name string) (os.FileInfo, error) { return f.root.Stat(filepath.FromSlash(name)) }

// Chmod implements afero.Fs.
func (f *Folder) Chmod(name string, mode os.FileMode) error {
	return f.root.Chmod(filepath.FromSlash(name), mode)
}

// Chown implements afero.Fs.
func (f *Folder) Chown(name string, uid, gid int) error {
	return f.root.Chown(filepath.FromSlash(name), uid, gid)
}

// Chtimes implements afero.Fs.
func (f *Folder) Chtimes(name string, atime, mtime time.Time) error {
	return f.root.Chtimes(filepath.FromSlash(name), atime, mtime)
}
