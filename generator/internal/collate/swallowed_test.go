package collate

import (
	"strings"
	"testing"

	"dossier/generator/internal/witness"
)

// A passage runs over no sentence that has nothing to do with the other text: such a sentence is not "the same or alike" there,
// and what answers it elsewhere is not "only" there. The words between are few, and some of them are common ones.
func TestAPassageRunsOverNoSentenceThatNothingAnswers(t *testing.T) {
	bote := "The bridge in Velmar has been closed since Saturday evening. “We closed the bridge because we could not rule out a collapse,” said mayor Ida Brandt.\n\n“Nobody was ever in danger,” she added. The council had met on Friday."
	courier := "The bridge at Velmar was closed on Saturday evening after cracks were found in 21 of its girders.\n\n“We closed the bridge because we could not rule out a collapse,” Mayor Ida Brandt said in a council meeting on Friday. “Nobody was in danger at any time.”\n\nThe town expects costs of three million crowns."
	others := []witness.Text{
		{ID: "herald", Lang: "en", Body: "Trains between Velmar and the coast ran late for a third week. A signal box in the valley failed again, the railway said, and nobody could say when it would be mended."},
		{ID: "post", Lang: "en", Body: "We asked for a second survey of the piers, and the council took three weeks to answer. The engineer Jonas Reuter says so in a post."},
	}
	for _, swapped := range []bool{false, true} {
		a, b := bote, courier
		if swapped {
			a, b = b, a
		}
		c, _ := Compare(append([]witness.Text{{ID: "a", Lang: "en", Body: a}, {ID: "b", Lang: "en", Body: b}}, others...), Options{}).Of("a", "b")
		mine, mined := c.CoveredA, "The council had met on Friday"
		if swapped {
			mine = c.CoveredB
		}
		if mine > .85 {
			t.Errorf("swapped %t: %.2f of a text is covered, which has a sentence that nothing answers", swapped, mine)
		}
		answered := false
		for _, x := range c.Alignments {
			one, other := a[x.A.Start:x.A.End], b[x.B.Start:x.B.End]
			if strings.Contains(one+other, mined) {
				t.Errorf("swapped %t: a passage runs over %q:\n%s\n%s", swapped, mined, one, other)
			}
			answered = answered || strings.Contains(one, "Nobody") && strings.Contains(other, "Nobody")
		}
		if !answered {
			t.Errorf("swapped %t: the sentence of each that says the same is in no passage: %+v", swapped, c.Alignments)
		}
	}
	// A sentence that one text has more, between two that both print, is in no passage.
	const before, after = "The ferry to the northern islands was stopped on Monday because a crack was found in its hull.", "The harbour office expects that it will sail again when a new plate has been welded in."
	c := compareTwo(before+" It was a cold day. "+after, before+" "+after)
	if len(c.LeftA) != 1 || c.CoveredB < 1 {
		t.Errorf("left of the first are %+v, and %.2f of the second is covered", c.LeftA, c.CoveredB)
	}
}

// Three texts share a passage; one has a sentence more in its midst, and one has the two halves in the other order.
func TestASentenceBetweenIsSwallowedOfNoneOfThree(t *testing.T) {
	const (
		first  = "The ferry to the northern islands was stopped on Monday because a crack was found in its hull."
		second = "The harbour office expects that it will sail again when a new plate has been welded in."
		more   = "Nobody on the quay had heard of a replacement ship so far."
	)
	texts := map[string]string{"whole": first + " " + second, "between": first + " " + more + " " + second, "turned": second + " " + more + " " + first}
	var list []witness.Text
	for _, id := range []string{"between", "turned", "whole"} {
		list = append(list, witness.Text{ID: id, Lang: "en", Body: texts[id]})
	}
	r := Compare(list, Options{})
	for _, c := range []struct {
		a, b       string
		alike      []string // words of both that are alike, by place in a
		moved      int
		left, over int // how many stretches of a and of b nothing answers
	}{
		{"between", "whole", []string{first, second}, 0, 1, 0},
		{"turned", "whole", []string{second, first}, 1, 1, 0},
		{"between", "turned", []string{first, more, second}, 2, 0, 0},
	} {
		got, _ := r.Of(c.a, c.b)
		var alike []string
		moved := 0
		for _, x := range got.Alignments {
			one, other := strings.Trim(x.A.In(texts[c.a]), " "), strings.Trim(x.B.In(texts[c.b]), " ")
			alike = append(alike, one)
			if one != other {
				t.Errorf("%s, %s: alike are %q and %q", c.a, c.b, one, other)
			}
			if x.Moved {
				moved++
			}
		}
		if got, want := strings.Join(alike, "|"), strings.Join(c.alike, "|"); got != want || moved != c.moved {
			t.Errorf("%s, %s: alike are %q, want %q; in another place are %d, want %d", c.a, c.b, got, want, moved, c.moved)
		}
		if len(got.LeftA) != c.left || len(got.LeftB) != c.over {
			t.Errorf("%s, %s: nothing answers %+v and %+v", c.a, c.b, got.LeftA, got.LeftB)
		}
	}
}
