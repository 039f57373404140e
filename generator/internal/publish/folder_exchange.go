//go:build linux || darwin

package publish

import (
	"errors"
	"os"
	"path"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// pair opens the folders above a and b and calls exchange with them and the
// names that a and b have there.
func (f *folder) pair(a, b string, exchange func(x int, a string, y int, b string) error) error {
	f.forget(a)
	f.forget(b)
	x, err := f.root.Open(filepath.FromSlash(path.Dir(a)))
	if err != nil {
		return err
	}
	y, err := f.root.Open(filepath.FromSlash(path.Dir(b)))
	if err != nil {
		return errors.Join(err, x.Close())
	}
	err = exchange(int(x.Fd()), path.Base(a), int(y.Fd()), path.Base(b))
	return errors.Join(err, x.Close(), y.Close())
}

// Writable implements disk.
func (f *folder) Writable(dir string) error {
	file, err := f.root.Open(filepath.FromSlash(dir))
	if err != nil {
		return nil // it can perhaps be written in all the same
	}
	err = os.NewSyscallError("access", unix.Faccessat(int(file.Fd()), ".", unix.W_OK, unix.AT_EACCESS))
	return errors.Join(err, file.Close())
}
