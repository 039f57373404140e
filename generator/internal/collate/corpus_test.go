package collate

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dossier/generator/internal/segment"
)

var (
	corpusDir = flag.String("corpus", "", "folder with docs/*.txt and meta.jsonl to compare")
	corpusOut = flag.String("out", "", "file to write the alignments to, one JSON object a line")
)

// TestCorpus compares a corpus that lies outside the project and writes what it found for a scorer.
func TestCorpus(t *testing.T) {
	if *corpusDir == "" {
		t.Skip("no -corpus given")
	}
	texts := readCorpus(t, *corpusDir)
	start := time.Now()
	r := Compare(texts, Options{})
	t.Logf("%d texts, %d related pairs, %v wall, GOMAXPROCS %d", len(texts), len(r.Comparisons), time.Since(start).Round(time.Millisecond), runtime.GOMAXPROCS(0))
	if *corpusOut == "" {
		return
	}
	f, err := os.Create(*corpusOut)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	defer w.Flush()
	body := map[string]string{}
	for _, x := range texts {
		body[x.ID] = x.Body
	}
	enc := json.NewEncoder(w)
	for _, c := range r.Comparisons {
		for _, al := range c.Alignments {
			as, ae := runes(body[c.A], al.A)
			bs, be := runes(body[c.B], al.B)
			if err := enc.Encode(map[string]any{"a": c.A, "b": c.B, "a_start": as, "a_end": ae, "b_start": bs, "b_end": be, "kind": al.Kind, "moved": al.Moved, "score": al.Score}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func readCorpus(t testing.TB, dir string) []Text {
	t.Helper()
	outlet := map[string]string{}
	if f, err := os.ReadFile(filepath.Join(dir, "meta.jsonl")); err == nil {
		for line := range strings.Lines(string(f)) {
			var m struct{ ID, Outlet string }
			if err := json.Unmarshal([]byte(line), &m); err != nil {
				t.Fatal(err)
			}
			outlet[m.ID] = m.Outlet
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "docs", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s: %v", dir, err)
	}
	slices.Sort(files)
	var texts []Text
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(f), ".txt")
		texts = append(texts, Text{ID: id, Body: string(body), Lang: "en", Publisher: outlet[id]})
	}
	return texts
}

// runes returns s in code points of text.
func runes(text string, s segment.Span) (int, int) {
	start := utf8.RuneCountInString(text[:s.Start])
	return start, start + utf8.RuneCountInString(s.In(text))
}
