package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much memory there may be before it is looked through for what nobody
// holds: in bytes while little is held, and else so many percent more than is
// held.
const (
	roomy = 384 << 20
	tight = 50

	loosest = 100 * roomy / (4 << 20) // at 100, Go begins with 4 MiB
)

// spareCollector has Go collect garbage later than it would by itself while
// there is little to hold, and sooner when there is much: a small build is
// hardly collected at all, and a large one takes half again what it holds. With
// GOGC in the environment all is left to Go.
func spareCollector() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(loosest)
	afterCollection(nil)
}

// sentinel is what nobody holds, so that each collection finds one.
type sentinel struct{ _ [32]byte }

// afterCollection says when the next collection is to begin.
func afterCollection(*sentinel) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if held := int64(live[0].Value.Uint64()); held > 0 {
		debug.SetGCPercent(max(tight, min(loosest, int((roomy-held)*100/held))))
	}
	runtime.SetFinalizer(new(sentinel), afterCollection)
}
