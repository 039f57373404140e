package publish

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"github.com/spf13/afero"
)

// lockName is the file in the build's own folder that says who is writing.
const lockName = "lock"

// Where the system knows no locks, a lock is renewed every renewal. Who finds
// one watches it for patience; one that was not renewed by then belongs to
// nobody any more. No clock of another machine is trusted.
const (
	renewal  = time.Second
	patience = 5 * time.Second
)

// busyError says that another build is writing into the target.
type busyError struct {
	Process int    // 0 when it is not known
	Host    string // empty when it is not known
	Folder  string // of the lock
}

// Error implements error.
func (e *busyError) Error() string {
	who, mend := "", ""
	if e.Process > 0 {
		who = fmt.Sprintf(" (process %d on %q)", e.Process, e.Host)
	}
	if e.Folder != "" {
		mend = fmt.Sprintf("; if there is none, remove %q", e.Folder)
	}
	return "another build is writing here" + who + mend
}

// errNoLocks says that the system has no locks, at least for this file.
var errNoLocks = errors.New("no locks here")

// errLocked says that another process has a lock.
var errLocked = errors.New("locked")

// lock is what keeps other builds out of a target.
type lock struct {
	disk disk
	work string        // the build's own folder
	text string        // what the file of the lock holds
	wait time.Duration // how long another's is watched
	file afero.File
	stop chan struct{} // closed to end renewing; nil where the system keeps the lock
}

// take locks the build's own folder, making it where it is not there.
func (w *Writer) take() error {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "-"
	}
	l := &lock{disk: w.disk, work: w.work, wait: w.wait, text: fmt.Sprintf("%d %s %s\n", os.Getpid(), host, rand.Text())}
	for {
		again, err := l.try()
		if err != nil {
			return err
		}
		if !again {
			w.lock = l
			return nil
		}
	}
}

// try takes the lock, or asks to be called again.
func (l *lock) try() (again bool, err error) {
	name := path.Join(l.work, lockName)
	if err := l.disk.Mkdir(l.work, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return false, fmt.Errorf("make %s: %w", l.work, err)
	}
	if err := ours(l.disk, l.work); err != nil {
		if isMissing(err) {
			return true, nil // another build has ended
		}
		return false, err
	}
	made := true
	f, err := l.disk.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		made = false
		f, err = l.disk.OpenFile(name, os.O_RDWR, 0)
	}
	if isMissing(err) {
		return true, nil // another build has ended
	}
	if err != nil {
		_ = l.disk.Remove(l.work) // if it was made for this
		return false, fmt.Errorf("make %s: %w", name, err)
	}
	switch err := l.disk.Lock(f); {
	case errors.Is(err, errLocked):
		return false, errors.Join(l.busy(), f.Close())
	case err == nil:
		// The one who had it may have taken its file away meanwhile.
		mine, err := f.Stat()
		there, other := l.disk.Lstat(name)
		if err != nil || other != nil || !sameFile(mine, there) {
			return true, f.Close()
		}
	case !made: // the system has no locks
		renewed, err := l.watch(name)
		if err := errors.Join(err, f.Close()); err != nil {
			return false, err
		}
		if renewed {
			return false, l.busy()
		}
		if err := l.disk.Remove(name); err != nil && !isMissing(err) {
			return false, fmt.Errorf("take over %s: %w", name, err)
		}
		return true, nil
	default:
		l.stop = make(chan struct{})
		go l.renew(name, l.stop)
	}
	l.file = f
	if err := f.Truncate(0); err != nil {
		return false, errors.Join(fmt.Errorf("write %s: %w", name, err), l.release())
	}
	if _, err := f.WriteAt([]byte(l.text), 0); err != nil {
		return false, errors.Join(fmt.Errorf("write %s: %w", name, err), l.release())
	}
	return false, nil
}

// busy says who has the lock.
func (l *lock) busy() error {
	out := &busyError{Folder: l.work}
	if text, err := afero.ReadFile(l.disk, path.Join(l.work, lockName)); err == nil {
		if _, err := fmt.Sscan(string(text), &out.Process, &out.Host); err != nil {
			out.Process = 0 // it is just being made
		}
	}
	return out
}

// watch reports whether somebody renews a lock, or has taken it away.
func (l *lock) watch(name string) (renewed bool, err error) {
	state := func() (string, error) {
		info, err := l.disk.Lstat(name)
		if isMissing(err) {
			return "", nil
		}
		if err != nil {
			return "", fmt.Errorf("read %s: %w", name, err)
		}
		text, err := afero.ReadFile(l.disk, name)
		if err != nil && !isMissing(err) {
			return "", fmt.Errorf("read %s: %w", name, err)
		}
		return info.ModTime().String() + string(text), nil
	}
	before, err := state()
	if err != nil {
		return false, err
	}
	for end := time.Now().Add(l.wait); time.Now().Before(end); time.Sleep(l.wait / 50) {
		now, err := state()
		if err != nil || now == "" {
			return false, err
		}
		if now != before {
			return true, nil
		}
	}
	return false, nil
}

// renew says that the build goes on, until it is told to stop.
func (l *lock) renew(name string, stop <-chan struct{}) {
	ticker := time.NewTicker(renewal)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case now := <-ticker.C:
			_ = l.disk.Chtimes(name, now, now) // Commit looks whether the lock is still there
		}
	}
}

// holds reports whether the lock is still that of w.
func (w *Writer) holds() bool {
	held, err := afero.ReadFile(w.disk, path.Join(w.lock.work, lockName))
	return err == nil && string(held) == w.lock.text
}

// drop lets go of the lock and leaves the folder as it is.
func (l *lock) drop() error {
	if l.stop != nil {
		close(l.stop)
		l.stop = nil
	}
	return l.file.Close()
}

// release lets go of the lock and takes its folder away. When something else is
// left there both stay, since the lock tells whose it is.
func (l *lock) release() error {
	if entries, err := afero.ReadDir(l.disk, l.work); err == nil && len(entries) > 1 {
		return l.drop()
	}
	name := path.Join(l.work, lockName)
	err := l.disk.Remove(name)
	dropped := l.drop()
	if err != nil && !isMissing(err) {
		err = l.disk.Remove(name) // some systems remove no file that is open
	}
	if isMissing(err) {
		err = nil
	}
	_ = l.disk.Remove(l.work) // the next build may have its lock there
	return errors.Join(err, dropped)
}

// release gives the target back.
func (w *Writer) release() error {
	err := w.lock.release()
	if c, ok := w.disk.(io.Closer); ok {
		err = errors.Join(err, c.Close())
	}
	return err
}
