package parallel

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
)

func TestEachNumberIsWorkedOnOnce(t *testing.T) {
	for _, n := range []int{0, 1, 7, 1000} {
		calls := make([]atomic.Int32, n)
		Each(n, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if c := calls[i].Load(); c != 1 {
				t.Errorf("of %d, number %d was worked on %d times", n, i, c)
			}
		}
	}
}

func TestEachWorkerHasItsOwnScratch(t *testing.T) {
	var workers, sum atomic.Int32
	Workers(3, 100, func() func(int) {
		workers.Add(1)
		mine := 0 // the race detector sees a shared one
		return func(i int) { mine += i; sum.Add(int32(i)) }
	})
	if workers.Load() > 3 || sum.Load() != 4950 {
		t.Errorf("%d workers made %d", workers.Load(), sum.Load())
	}
}

func TestTryReturnsTheErrorOfTheLowestNumber(t *testing.T) {
	for range 50 {
		err := Try(context.Background(), 200, func(i int) error {
			if i%60 == 59 {
				return fmt.Errorf("number %d", i)
			}
			return nil
		})
		if err == nil || err.Error() != "number 59" {
			t.Fatalf("error is %v", err)
		}
	}
}

func TestTryStopsWhenItIsTold(t *testing.T) {
	stop := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	var calls atomic.Int32
	err := Try(ctx, 100_000, func(int) error {
		if calls.Add(1) == 10 {
			cancel(stop)
		}
		return nil
	})
	if !errors.Is(err, stop) || calls.Load() > 1000 {
		t.Errorf("after %d calls the error is %v", calls.Load(), err)
	}
}
