//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package measure

import (
	"runtime"
	"syscall"
	"time"
)

// used returns what this process has used so far.
func used() usage {
	u := usage{wall: time.Now()}
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) == nil {
		u.cpu = time.Duration(r.Utime.Nano() + r.Stime.Nano())
		u.peak = int64(r.Maxrss)
		if runtime.GOOS != "darwin" { // where it is bytes, and not kilobytes
			u.peak <<= 10
		}
	}
	return u
}
