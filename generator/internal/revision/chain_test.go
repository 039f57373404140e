package revision

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func chain(texts ...string) *Chain {
	var list []Text
	for _, t := range texts {
		list = append(list, Read(t))
	}
	return NewChain(list, func(int, int) bool { return false })
}

// threads prints how sentences live on, each by its text and number.
func threads(c *Chain) string {
	var lines []string
	for _, t := range c.Threads() {
		var in []string
		for _, o := range t.In {
			in = append(in, fmt.Sprintf("%d.%d%s%s", o.Text, o.Sentence, map[bool]string{true: "~"}[o.Changed], map[bool]string{true: "<"}[o.Back]))
		}
		lines = append(lines, fmt.Sprintf("%s out %d", strings.Join(in, " "), t.Out))
	}
	return strings.Join(lines, "\n")
}

func TestAChainPassesOverTextsOfAnotherKind(t *testing.T) {
	first := "The council meets on Monday. It looks at the budget of the town. The mayor speaks first."
	second := "The council meets on Monday. It looks at the debts of the town. The clerk takes the minutes."
	other := "Dogs must be kept on leads here. Cats may walk where they like."
	c := chain(first, other, second, first)
	for i, want := range []int{-1, -1, 0, 2} {
		if got := c.Since(i); got != want {
			t.Errorf("text %d rewords %d, want %d", i, got, want)
		}
	}
	want := `0.0 2.0 3.0 out -1
0.1 2.1~ 3.1~ out -1
0.2 3.2< out -1
2.2 out 3
1.0 out -1
1.1 out -1`
	if got := threads(c); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if c := NewChain([]Text{Read(first), Read(second)}, func(int, int) bool { return true }); c.Since(1) != -1 {
		t.Error("texts are compared that are to be kept apart")
	}
}

// TestEverySentenceHasOneThread makes random chains: each sentence is in one thread, once, and threads
// go forward.
func TestEverySentenceHasOneThread(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		var texts []string
		var lines []string
		for range 2 + r.IntN(8) {
			for range r.IntN(4) {
				line := fmt.Sprintf("The %d of %d is at %d for x%d.", r.IntN(3), r.IntN(3), r.IntN(3), r.IntN(20))
				lines = append(lines, line)
			}
			if len(lines) > 1 && r.IntN(2) == 0 {
				i, j := r.IntN(len(lines)), r.IntN(len(lines))
				lines[i], lines[j] = lines[j], lines[i]
				lines = lines[1:]
			}
			texts = append(texts, strings.Join(lines, " "))
		}
		c := chain(texts...)
		told := map[[2]int]bool{}
		for _, thread := range c.Threads() {
			last := -1
			for _, o := range thread.In {
				if told[[2]int{o.Text, o.Sentence}] || o.Text < last {
					t.Fatalf("sentence %d of text %d is told twice, or too late, in\n%s", o.Sentence, o.Text, strings.Join(texts, "\n"))
				}
				told[[2]int{o.Text, o.Sentence}], last = true, o.Text
			}
		}
		for i, text := range c.texts {
			for n := range text.list {
				if !told[[2]int{i, n}] {
					t.Fatalf("sentence %d of text %d is in no thread of\n%s", n, i, strings.Join(texts, "\n"))
				}
			}
		}
	}
}
