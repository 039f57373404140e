//go:build !linux && !darwin

package publish

import (
	"errors"
	"os"
)

// noExchange says why no two folders can change places on this system; it is
// empty where they can.
const noExchange = "this system cannot exchange two folders in one step"

// Exchange implements disk.
func (f *folder) Exchange(_, _ string) error { return errors.ErrUnsupported }

// Writable implements disk.
func (f *folder) Writable(string) error { return nil }

// mounted reports whether another file system begins at the folder dir in
// parent.
func mounted(_, _ string) bool { return false }

// syncFile returns when a file is on the disk. Of a folder not every system
// can tell.
func syncFile(f *os.File, isFolder, _ bool) error {
	if isFolder {
		_ = f.Sync()
		return nil
	}
	return f.Sync()
}

// unwatched is of use where a file that is opened is asked about.
const unwatched = 0

// startWriting does nothing: the system has no call for it.
func startWriting(*os.File) {}

// syncDisk does nothing: the system has no call for it that says when it is done.
func syncDisk(*os.Root) (asked bool, err error) { return false, nil }
