//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package publish

import "github.com/spf13/afero"

// flock locks a file for as long as it is open. This system has no such locks.
func flock(afero.File) error { return errNoLocks }
