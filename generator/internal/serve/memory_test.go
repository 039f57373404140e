package serve

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
)

// heap returns how much memory is in use when what is not is cleared.
func heap() int64 {
	var m runtime.MemStats
	for range 3 {
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestWhatIsNotThereTakesNoMemory asks for 100,000 addresses that lead nowhere,
// each another.
func TestWhatIsNotThereTakesNoMemory(t *testing.T) {
	s := start(t, map[string]string{"dossier.yaml": "title: An example\n", "sources/paper.md": "---\ntitle: A report\n---\nThe words of the paper.\n"})
	s.settled()
	handler := s.server.handler("127.0.0.1:80")
	ask := func(from, to int) {
		for i := from; i < to; i++ {
			for _, address := range []string{"/no/%d/", "/no-%d.html", "/sources/no-%d", "/no/%d/preview.js"} {
				if i%4 != len(address)%4 {
					continue
				}
				r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+fmt.Sprintf(address, i), nil)
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
				if w.Code != http.StatusNotFound {
					t.Fatalf("%s: %d", r.URL, w.Code)
				}
			}
		}
	}
	const many = 100_000
	ask(0, 4000)
	kept := 0
	count := func() int {
		n := 0
		s.server.current().made.files.Range(func(any, any) bool { n++; return true })
		return n
	}
	kept = count()
	before := heap()
	ask(4000, 4000+many)
	grown := heap() - before
	if now := count(); now != kept {
		t.Errorf("%d names are kept, and %d before", now, kept)
	}
	if grown > many*4 {
		t.Errorf("%d addresses that lead nowhere took %d bytes", many, grown)
	}
	t.Logf("%d addresses that lead nowhere took %d bytes", many, grown)
}
