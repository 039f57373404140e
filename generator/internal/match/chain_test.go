package match

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/fold"
)

// The places near the rarest part of a citation give the matches that all places give.
func TestPlacesNearTheRarestPartAreEnough(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	several := 0
	for range 400 {
		words := make([]string, 200+r.IntN(2000))
		for i := range words {
			words[i] = "far"
			if r.IntN(1+r.IntN(60)) == 0 {
				words[i] = strings.Fields("a b c d")[r.IntN(4)]
			}
		}
		text := Prepare(strings.Join(words, " "), "")
		cited := strings.Fields("a b c d a b")[r.IntN(3):]
		q := Quote{Text: strings.Join(cited[:2+r.IntN(len(cited)-1)], " […] ")}
		c := &citation{t: text, quote: q, tokens: fold.Tokens(q.Text)}
		var all [][]run
		var readings [][][]atom
		reader := foldedReader{&text.folded}
		for _, part := range betweenOmissions(pieces(c.tokens), false) {
			atoms := []atom{{text: part[0].text, from: part[0].from, to: part[0].to}}
			all = append(all, tokenRuns(text, &text.folded, atoms))
			readings = append(readings, [][]atom{atoms})
		}
		var want, got hits
		if !slices.ContainsFunc(all, func(runs []run) bool { return len(runs) == 0 }) {
			want = link(all)
		}
		if chain := c.chain(reader, readings); chain != nil {
			got = link(chain)
		}
		same := func(a, b match) bool {
			return slices.EqualFunc(a, b, func(a, b run) bool { return a.t == b.t && a.u == b.u })
		}
		if want.total != got.total || !slices.EqualFunc(want.matches, got.matches, same) {
			t.Fatalf("%q: %d matches, want %d", q.Text, got.total, want.total)
		}
		if want.total > 1 {
			several++
		}
	}
	if several < 50 {
		t.Errorf("only %d citations had several matches", several)
	}
}
