package match

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

// slowFind is rules 1 to 3, slow and obvious.
func slowFind(text, citation string) []int {
	tokens, want := fold.Tokens(text), fold.Tokens(citation)
	at := func(same func(a, b string) bool) []int {
		var out []int
		for i := 0; i+len(want) <= len(tokens); i++ {
			window := tokens[i : i+len(want)]
			cuts := i > 0 && tokens[i-1].Joined || window[len(window)-1].Joined
			first := true
			if !cuts && slices.EqualFunc(window, want, func(a, b fold.Token) bool {
				x, y := a.Text, b.Text
				if first && b.Word {
					first = false
					if SwapFirst(y) != y && smallFirst(y) != y {
						x, y = smallFirst(x), smallFirst(y)
					}
				}
				return same(x, y)
			}) {
				out = append(out, tokens[i].Start)
			}
		}
		return out
	}
	if found := at(func(a, b string) bool { return a == b }); len(found) > 0 {
		return found
	}
	return at(func(a, b string) bool { return fold.Case(a) == fold.Case(b) })
}

// Stretches of the shipped sources, as they are and with something changed,
// are found where the slow version finds them, and nowhere else.
func TestFindAgreesWithTheSlowVersion(t *testing.T) {
	files, err := filepath.Glob("../../../content/sources/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	changed := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		plain := string(data)
		text := Prepare(plain, "")
		words := segment.Words(plain)
		for range 80 {
			i := r.IntN(len(words))
			n := 1 + r.IntN(min(20, len(words)-i))
			cited := plain[words[i].Start:words[i+n-1].End]
			k := i + r.IntN(n)
			other := words[r.IntN(len(words))].In(plain)
			before, after := plain[words[i].Start:words[k].Start], plain[words[k].End:words[i+n-1].End]
			for _, q := range []string{
				cited,
				strings.ToUpper(cited),
				strings.NewReplacer("“", `"`, "”", `"`, "’", "'", " ", "\u00a0").Replace(cited),
				strings.TrimSpace(before + strings.TrimSpace(after)), // a word dropped
				before + other + after,                            // a word for another
				before + words[k].In(plain) + " " + other + after, // a word added
				before + words[k].In(plain) + "," + after,         // a mark added
				before + words[k].In(plain) + "s" + after,         // another form
			} {
				if q == "" || strings.ContainsAny(q, "[]") {
					continue
				}
				f := text.Find(Quote{Text: q})
				var got []int
				for _, p := range f.Passages {
					got = append(got, p.Start)
				}
				if want := slowFind(plain, q); !slices.Equal(got, want) {
					t.Fatalf("%s: %q found at %v, want %v", filepath.Base(name), q, got, want)
				}
				if f.Total == 0 {
					changed++
					if f.Nearest == nil && n > 3 {
						t.Errorf("%s: %q has nothing near", filepath.Base(name), q)
					}
				}
			}
		}
	}
	if changed < 600 {
		t.Errorf("only %d citations were refused; the test does not test much", changed)
	}
}
