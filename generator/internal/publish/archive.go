package publish

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
)

// An Archive is a site in one file, a zip. Its bytes are made of the files alone:
// they stand in the order of their names, with one time, and with nothing of the
// system. Unpacked, it is the folder that a build writes, with its [Manifest].
//
// Its methods may be called by several goroutines, WriteFile last and once.
type Archive struct {
	mu    sync.Mutex
	files map[string]packed
}

// packed is a file as it stands in a zip.
type packed struct {
	header zip.FileHeader
	data   []byte
}

// archiveComment marks a zip that a build may write over.
const archiveComment = "A site, written by dossier."

// firstDay is 1980-01-01, the first that a zip can tell.
const firstDay = 1<<5 | 1

// namesInUTF8 says of a zip's file in which encoding its name is.
const namesInUTF8 = 1 << 11

// ForeignArchiveError says that a file stands where an archive is to be, and that
// it is no archive of Dossier's.
type ForeignArchiveError struct{ Name string }

// Error implements error.
func (e *ForeignArchiveError) Error() string {
	return fmt.Sprintf("%q is there already, and is no archive that dossier wrote", e.Name)
}

// ExamineArchive reports what keeps an archive from being written to a file. A
// [ForeignArchiveError] is what force overrules. It changes nothing.
func ExamineArchive(name string, force bool) error {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if info, err := os.Stat(filepath.Dir(name)); err != nil {
			return fmt.Errorf("write archive: %w", err)
		} else if !info.IsDir() {
			return fmt.Errorf("write archive: %s is no folder", filepath.Dir(name))
		}
		return nil
	case err != nil:
		return fmt.Errorf("write archive: %w", err)
	case info.IsDir():
		return fmt.Errorf("%q is a folder, and an archive is a file", name)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%q is %s, and no archive is put in its place", name, kind(info.Mode()))
	case force || info.Size() == 0:
		return nil
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		return &ForeignArchiveError{name}
	}
	defer func() { _ = z.Close() }() // opened for reading; nothing can be lost
	if z.Comment != archiveComment {
		return &ForeignArchiveError{name}
	}
	return nil
}

// Put adds a file of the site. It keeps nothing of data.
func (a *Archive) Put(p string, data []byte) error {
	var b bytes.Buffer
	f, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		return fmt.Errorf("pack %s: %w", p, err)
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("pack %s: %w", p, err)
	}
	one := packed{data: b.Bytes(), header: zip.FileHeader{
		Name: p, Method: zip.Deflate, Flags: namesInUTF8, CreatorVersion: 20, ReaderVersion: 20,
		//lint:ignore SA1019 what is written raw has no other time
		ModifiedDate: firstDay,
		CRC32:        crc32.ChecksumIEEE(data), UncompressedSize64: uint64(len(data)),
	}}
	if b.Len() >= len(data) {
		one.data, one.header.Method = slices.Clone(data), zip.Store
	}
	one.header.CompressedSize64 = uint64(len(one.data))
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, there := a.files[p]; there || !fs.ValidPath(p) || p == "." {
		return fmt.Errorf("pack %q: it is there twice, or has no name of a file", p)
	}
	if a.files == nil {
		a.files = map[string]packed{}
	}
	a.files[p] = one
	return nil
}

// Files returns how many files of the site the archive has.
func (a *Archive) Files() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.files)
}

// write writes the archive.
func (a *Archive) write(w io.Writer) error {
	names := slices.Sorted(maps.Keys(a.files))
	list := map[string]bool{}
	for _, p := range names {
		list[p] = true
	}
	for _, p := range names {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if list[dir] {
				return fmt.Errorf("pack %q: %q is a file, and cannot be a folder too", p, dir)
			}
		}
	}
	if err := a.Put(Manifest, formatManifest(list)); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, p := range slices.Sorted(maps.Keys(a.files)) {
		one := a.files[p]
		part, err := z.CreateRaw(&one.header)
		if err == nil {
			_, err = part.Write(one.data)
		}
		if err != nil {
			return fmt.Errorf("pack %s: %w", p, err)
		}
	}
	return errors.Join(z.SetComment(archiveComment), z.Close())
}

// WriteFile writes the archive to a file, which is the old one or the new one as a
// whole at any time.
func (a *Archive) WriteFile(name string, force bool) (err error) {
	if err := ExamineArchive(name, force); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".*.dossier")
	if err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write archive: %w", errors.Join(err, os.Remove(f.Name())))
		}
	}()
	err = a.write(f)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
