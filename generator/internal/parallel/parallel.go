// Package parallel runs pieces of work on all processors.
//
// Concurrency lives inside a step and is not seen from outside: work is
// numbered, each piece puts its result where only its number decides, and the
// order in which pieces run does not matter.
package parallel

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls f for 0 to n-1 on all processors.
func Each(n int, f func(i int)) {
	Workers(0, n, func() func(int) { return f })
}

// Workers calls work for 0 to n-1 on so many goroutines; 0 stands for as many
// as there are processors. Each goroutine makes its own work with worker, for
// scratch space that is not shared.
func Workers(workers, n int, worker func() func(i int)) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			work := worker()
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				work(i)
			}
		})
	}
	wg.Wait()
}

// Try calls f for 0 to n-1 on all processors until one call fails or ctx is
// done. It returns the error of the lowest number that failed, or else that
// of ctx.
func Try(ctx context.Context, n int, f func(i int) error) error {
	var failed atomic.Bool
	errs := make([]error, n)
	Each(n, func(i int) {
		if failed.Load() || ctx.Err() != nil {
			return
		}
		if errs[i] = f(i); errs[i] != nil {
			failed.Store(true)
		}
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}
