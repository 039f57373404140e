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

	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

var (
	corpusDir  = flag.String("corpus", "", "folder with docs/*.txt and meta.jsonl to compare")
	witnessDir = flag.String("witnesses", "", "folder with A.txt, B.txt, … to align word by word")
	corpusOut  = flag.String("out", "", "file to write the alignments to, one JSON object a line")
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

func readCorpus(t testing.TB, dir string) []witness.Text {
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
	texts := readTexts(t, filepath.Join(dir, "docs", "*.txt"))
	for i := range texts {
		texts[i].Publisher = outlet[texts[i].ID]
	}
	return texts
}

// readTexts reads the files that match a pattern, in order.
func readTexts(t testing.TB, pattern string) []witness.Text {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in %s: %v", pattern, err)
	}
	slices.Sort(files)
	var texts []witness.Text
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, witness.Text{ID: strings.TrimSuffix(filepath.Base(f), ".txt"), Body: string(body), Lang: "en"})
	}
	return texts
}

// runes returns s in code points of text.
func runes(text string, s segment.Span) (int, int) {
	start := utf8.RuneCountInString(text[:s.Start])
	return start, start + utf8.RuneCountInString(s.In(text))
}

// TestWitnesses aligns versions of one text that lie outside the project, word by word, and writes the
// pairs of words for a scorer.
func TestWitnesses(t *testing.T) {
	if *witnessDir == "" {
		t.Skip("no -witnesses given")
	}
	texts := readTexts(t, filepath.Join(*witnessDir, "?.txt"))
	start := time.Now()
	r := Compare(texts, Options{})
	rows := alignedTokens(r, texts)
	t.Logf("%d texts, %d rows, %v wall", len(texts), len(rows), time.Since(start).Round(time.Millisecond))
	data, err := json.Marshal(map[string]any{"rows": rows})
	if err != nil {
		t.Fatal(err)
	}
	if *corpusOut != "" {
		if err := os.WriteFile(*corpusOut, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// alignedTokens returns the pairs of tokens, as white space parts them, that the alignments of r bring together.
func alignedTokens(r *Result, texts []witness.Text) []map[string][]int {
	token := map[string][]int{} // by ID: the token of each byte
	for _, x := range texts {
		n, in := -1, false
		at := make([]int, len(x.Body))
		for i := range len(x.Body) {
			space := x.Body[i] == ' ' || x.Body[i] == '\n'
			if !space && !in {
				n++
			}
			in = !space
			at[i] = n
		}
		token[x.ID] = at
	}
	var rows []map[string][]int
	for _, c := range r.Comparisons {
		seen := map[[2]int]bool{}
		for _, al := range c.Alignments {
			for _, p := range r.words(c, al) {
				k := [2]int{token[c.A][p.A.Start], token[c.B][p.B.Start]}
				if !seen[k] {
					seen[k] = true
					rows = append(rows, map[string][]int{c.A: {k[0]}, c.B: {k[1]}})
				}
			}
		}
	}
	return rows
}

// wordPair is a word of one text and the word of another that stands in its place.
type wordPair struct{ A, B segment.Span }

// words returns the alignment of al word by word, one to one and in order: equal words first, and in each
// gap between them as many of the others as have a partner. c must be a comparison of r or the mirror of one.
func (r *Result) words(c Comparison, al Alignment) []wordPair {
	a, b := r.bodies[c.A], r.bodies[c.B]
	inA, inB := edit.Both(al.A.In(a), al.B.In(b))
	var out []wordPair
	for _, l := range edit.Pairs(inA.Folded, inB.Folded) {
		out = append(out, wordPair{shifted(inA.Words[l[0]], al.A.Start), shifted(inB.Words[l[1]], al.B.Start)})
	}
	return out
}

// shifted returns s moved by so many bytes.
func shifted(s segment.Span, by int) segment.Span {
	return segment.Span{Start: s.Start + by, End: s.End + by}
}
