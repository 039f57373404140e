//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package publish

import (
	"errors"
	"syscall"

	"github.com/spf13/afero"
)

// flock locks a file for as long as it is open, and no longer than this process
// lives.
func flock(f afero.File) error {
	open, ok := f.(interface{ Fd() uintptr })
	if !ok {
		return errNoLocks
	}
	for {
		switch err := syscall.Flock(int(open.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
		case err == nil:
			return nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return errLocked
		default:
			return errNoLocks
		}
	}
}
