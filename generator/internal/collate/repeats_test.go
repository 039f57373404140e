package collate

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dossier/generator/internal/witness"
)

// compareTwo compares two texts in English.
func compareTwo(a, b string) Comparison {
	c, _ := Compare([]witness.Text{{ID: "a", Lang: "en", Body: a}, {ID: "b", Lang: "en", Body: b}}, Options{}).Of("a", "b")
	return c
}

// rollCall returns a paragraph for each of n members, who all say the same but one.
func rollCall(n, other int, differs string) string {
	var list []string
	for i := range n {
		says := "seconded the motion of the chair and had nothing to add to what the clerk had read out"
		if i == other {
			says = differs
		}
		list = append(list, fmt.Sprintf("The delegate of %s%s %s.", strings.ToUpper(string(rune('a'+i/26))), strings.Repeat(string(rune('a'+i%26)), 4), says))
	}
	return strings.Join(list, "\n\n")
}

func TestARollCallIsAlignedWithTheOneVoteThatDiffers(t *testing.T) {
	const moved = "opposed the motion of the chair and had nothing to add to what the clerk had read out"
	for _, n := range []int{20, 45, 200} {
		c := compareTwo(rollCall(n, -1, ""), rollCall(n, n/2, moved))
		if c.CoveredA < 1 || c.CoveredB < 1 || len(c.Alignments) != 1 || c.Alignments[0].Kind != Edited {
			t.Errorf("of %d votes %.2f and %.2f are covered, by %d alignments", n, c.CoveredA, c.CoveredB, len(c.Alignments))
		}
	}
}

func TestASentenceThatIsRepeatedManyTimesIsCompared(t *testing.T) {
	again := func(s string, n int) string { return strings.TrimSpace(strings.Repeat(s+" ", n)) }
	const refrain = "Row the old boat over the wide water and bring the children home before the rain."
	for name, two := range map[string][2]string{
		"as often":    {again(refrain, 15), again(refrain, 15)},
		"less often":  {again(refrain, 15), again(refrain, 11)},
		"no stops":    {again("the bell rang and the bell fell silent and the people went in", 14), again("the bell rang and the bell fell silent and the people went in", 14)},
		"the last":    {again(refrain, 12), again(refrain, 11) + " Row the old boat over the wide water and leave the children there before the rain."},
		"among verse": {verses(refrain, 12, ""), verses(refrain, 12, "s")},
	} {
		c := compareTwo(two[0], two[1])
		m := compareTwo(two[1], two[0])
		if least := min(len(two[0]), len(two[1])); c.CoveredB < 0.95 && c.CoveredA < 0.95 || least == 0 {
			t.Errorf("%s: %.2f of the first and %.2f of the second are covered", name, c.CoveredA, c.CoveredB)
		}
		if c.CoveredA != m.CoveredB || c.CoveredB != m.CoveredA {
			t.Errorf("%s: %.2f and %.2f are covered, from the other side %.2f and %.2f", name, c.CoveredA, c.CoveredB, m.CoveredB, m.CoveredA)
		}
	}
}

// verses returns a song of n verses with a refrain.
func verses(refrain string, n int, end string) string {
	p := newPlanter(21)
	var out []string
	for range n {
		out = append(out, strings.Join(p.sentence(p.topic()), " ")+" "+refrain)
	}
	return strings.Join(out, "\n\n") + end
}

// Texts that repeat everything take time in proportion to their length, not to its square.
func TestRepeatedSentencesCostNoSquare(t *testing.T) {
	took := func(n int) time.Duration {
		a, b := rollCall(n, -1, ""), rollCall(n, 3, "was absent and had nothing to add to what the clerk had read out")
		start := time.Now()
		compareTwo(a, b)
		return time.Since(start)
	}
	took(50)
	if small, large := took(60), took(600); large > 60*small+time.Second {
		t.Errorf("60 votes take %v, 600 take %v", small, large)
	}
}
