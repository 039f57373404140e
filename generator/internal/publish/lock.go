package publish

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/spf13/afero"
)

// lockName is the file in the target that says who is writing there.
const lockName = ".dossier-lock"

// A writer renews its lock every renewal; one that was not renewed for expiry
// belongs to nobody any more, as where its machine was switched off.
const (
	renewal = 10 * time.Second
	expiry  = 10 * time.Minute
)

// BusyError says that another build is writing into the target.
type BusyError struct{ Process int } // 0 when it is not known

// Error implements error.
func (e *BusyError) Error() string {
	who := ""
	if e.Process > 0 {
		who = fmt.Sprintf(" (process %d)", e.Process)
	}
	return fmt.Sprintf("another build is writing here%s; if there is none, remove %s", who, lockName)
}

// take makes the lock of target and returns what it holds. The lock of a
// process that has ended, and one that was not renewed, is taken over.
func take(target afero.Fs) (string, error) {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "-" // the age of the lock still tells
	}
	mine := fmt.Sprintf("%d %s %s\n", os.Getpid(), host, rand.Text())
	for {
		f, err := target.OpenFile(lockName, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err == nil {
			_, err = f.WriteString(mine)
			if closeErr := f.Close(); err == nil {
				err = closeErr
			}
			if err != nil {
				return "", errors.Join(fmt.Errorf("write %s: %w", lockName, err), target.Remove(lockName))
			}
			return mine, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("make %s: %w", lockName, err)
		}
		if err := clearStale(target, host); err != nil {
			return "", err
		}
	}
}

// clearStale removes the lock of a build that is no more, or returns a
// [BusyError].
func clearStale(target afero.Fs, host string) error {
	info, err := target.Stat(lockName)
	if err != nil {
		return unlessGone("read", err)
	}
	held, err := afero.ReadFile(target, lockName)
	if err != nil {
		return unlessGone("read", err)
	}
	var process int
	var where string
	_, err = fmt.Sscan(string(held), &process, &where)
	ended := err == nil && where == host && !alive(process)
	if !ended && time.Since(info.ModTime()) < expiry {
		return &BusyError{process}
	}
	// Another build may have found the same and have its own lock here by
	// now. What was taken away tells, and goes back.
	aside := lockName + "-" + rand.Text()
	if err := target.Rename(lockName, aside); err != nil {
		return unlessGone("take over", err)
	}
	if taken, err := afero.ReadFile(target, aside); err == nil && string(taken) != string(held) {
		if err := target.Rename(aside, lockName); err != nil {
			return fmt.Errorf("put %s back: %w", lockName, err)
		}
		return &BusyError{}
	}
	return unlessGone("take over", target.Remove(aside))
}

// unlessGone returns an error about the lock, but not that it is gone.
func unlessGone(do string, err error) error {
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return fmt.Errorf("%s %s: %w", do, lockName, err)
}

// alive reports whether a process of this machine runs, as far as the system
// tells.
func alive(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil {
		return false
	}
	defer func() { _ = p.Release() }() // only asked
	return !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

// renew says that the build still goes on. w.mu is held.
func (w *Writer) renew() {
	if now := time.Now(); now.Sub(w.renewed) >= renewal {
		w.renewed = now
		_ = w.fs.Chtimes(lockName, now, now) // Commit looks whether the lock is still there
	}
}

// holds reports whether the lock is still that of w.
func (w *Writer) holds() bool {
	held, err := afero.ReadFile(w.fs, lockName)
	return err == nil && string(held) == w.lock
}

// release gives the lock back.
func (w *Writer) release() error { return unlessGone("remove", w.fs.Remove(lockName)) }
