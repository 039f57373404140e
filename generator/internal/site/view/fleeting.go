package view

import (
	"sync"
	"weak"
)

// fleeting is a value that several pages ask for one after the other, and that
// all pages together would take too much memory to keep for: once nobody holds
// it, it may go, and is made again when it is asked for. Its zero value has none.
type fleeting[T any] struct {
	mu   sync.Mutex
	made weak.Pointer[T]
}

// get returns the value. Each call of make must give the same.
func (f *fleeting[T]) get(make func() *T) *T {
	f.mu.Lock()
	defer f.mu.Unlock()
	if v := f.made.Value(); v != nil {
		return v
	}
	v := make()
	f.made = weak.Make(v)
	return v
}
