package publish

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// noExchange says why no two folders can change places on this system; it is
// empty where they can.
const noExchange = ""

// Exchange implements disk.
func (f *folder) Exchange(a, b string) error {
	return f.pair(a, b, func(x int, a string, y int, b string) error {
		return os.NewSyscallError("renameat2", unix.Renameat2(x, a, y, b, unix.RENAME_EXCHANGE))
	})
}

// mounted reports whether another file system begins at the folder dir in
// parent, which may be one that the same disk has elsewhere.
func mounted(parent, dir string) bool {
	var above, at unix.Statx_t
	if unix.Statx(unix.AT_FDCWD, dir, 0, unix.STATX_MNT_ID, &at) != nil || unix.Statx(unix.AT_FDCWD, filepath.Clean(parent), 0, unix.STATX_MNT_ID, &above) != nil {
		return false // it is not there yet, or moving a file will tell
	}
	return at.Dev_major != above.Dev_major || at.Dev_minor != above.Dev_minor || at.Mnt_id != above.Mnt_id
}

// syncFile returns when a file or folder is on the disk.
func syncFile(f *os.File, _, _ bool) error { return f.Sync() }

// unwatched opens a file without asking first whether the system tells when it can be written: of files on a
// disk it never does, and it makes no difference to them.
const unwatched = unix.O_NONBLOCK

// startWriting has the disk write what a file holds, and does not wait for it.
func startWriting(f *os.File) {
	_ = unix.SyncFileRange(int(f.Fd()), 0, 0, unix.SYNC_FILE_RANGE_WRITE) // syncFile tells what fails
}

// syncDisk returns when all that was written to the disk of a folder is on it.
// asked is false where that cannot be asked for.
func syncDisk(root *os.Root) (asked bool, err error) {
	dir, err := root.Open(".")
	if err != nil {
		return false, nil
	}
	err = unix.Syncfs(int(dir.Fd()))
	_ = dir.Close() // opened for reading; nothing can be lost
	if errors.Is(err, unix.ENOSYS) {
		return false, nil
	}
	return true, os.NewSyscallError("syncfs", err)
}
