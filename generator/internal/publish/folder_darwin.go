package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// noExchange says why no two folders can change places on this system; it is
// empty where they can.
const noExchange = ""

// Exchange implements disk.
func (f *folder) Exchange(a, b string) error {
	return f.pair(a, b, func(x int, a string, y int, b string) error {
		return os.NewSyscallError("renameatx_np", unix.RenameatxNp(x, a, y, b, unix.RENAME_SWAP))
	})
}

// mounted reports whether another file system begins at the folder dir in
// parent.
func mounted(parent, dir string) bool {
	var above, at unix.Stat_t
	return unix.Stat(dir, &at) == nil && unix.Stat(parent, &above) == nil && at.Dev != above.Dev
}

// syncFile returns when a file or folder is on the disk. The system hands a
// file to the disk with fsync; that the disk has written it, and all it was
// handed before, takes F_FULLFSYNC, which is slow and what Sync does.
func syncFile(f *os.File, _, last bool) error {
	if last {
		return f.Sync()
	}
	return os.NewSyscallError("fsync", unix.Fsync(int(f.Fd())))
}

// unwatched is of use where a file that is opened is asked about.
const unwatched = 0

// startWriting does nothing: the system has no call for it.
func startWriting(*os.File) {}

// syncDisk does nothing: the system has no call for it that says when it is done.
func syncDisk(*os.Root) (asked bool, err error) { return false, nil }
