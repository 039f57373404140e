package collate

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/generator/internal/witness"
)

const (
	ferryBefore = `The harbour office stopped the night ferry on Monday after 12 complaints about its engine, the newspaper has learned from two clerks.

The boat has run between the two piers since 1961 without any pause, and its captain was told of the order by telephone before dawn.`
	ferryAfter = `Officials have withdrawn a permit for crossings after dark, a spokeswoman confirmed.

The boat has run between the two piers since 1961 without any pause, and its captain was told of the order by telephone before dawn.`
	ferryCopy  = `The harbour office stopped the night ferry on Monday after 12 complaints about its engine, the newspaper has learned from two clerks. Passengers stood on the pier in the rain until a bus came.`
	ferryOther = `A committee of the parish wants to paint the belfry green before the summer, which nobody had asked for.`
)

// A text that was copied before its origin was rewritten is found as a copy of the
// older reading, by whichever of the two is asked, and the source is counted once.
func TestACopyOfAnEarlierReading(t *testing.T) {
	texts := []witness.Text{
		{ID: "copy", Body: ferryCopy, Lang: "en"}, {ID: "other", Body: ferryOther, Lang: "en"},
		{ID: "paper", Body: ferryAfter, Lang: "en"}, {ID: "paper@first", Of: "paper", Body: ferryBefore, Lang: "en"},
	}
	r := Compare(texts, Options{})
	if len(r.Comparisons) != 1 {
		t.Fatalf("%d pairs, want one", len(r.Comparisons))
	}
	for _, ask := range [][2]string{{"copy", "paper"}, {"copy", "paper@first"}} {
		c, ok := r.Of(ask[0], ask[1])
		if !ok || c.A != "copy" || c.B != "paper@first" || len(c.Alignments) != 1 || c.Alignments[0].Kind != Verbatim {
			t.Errorf("%v: %+v", ask, c)
			continue
		}
		if got := c.Alignments[0].B.In(ferryBefore); !strings.HasPrefix(got, "The harbour office stopped") {
			t.Errorf("%v: aligned with %q", ask, got)
		}
	}
	if c, ok := r.Of("paper", "copy"); !ok || c.A != "paper@first" || c.B != "copy" {
		t.Errorf("from the other side: %v, %+v", ok, c)
	}
	if n := r.Newest(); len(n.Comparisons) != 0 {
		t.Errorf("the newest texts share nothing, and have %v", n.Comparisons)
	}
	// What is kept is the same, and so is what is left without the reading.
	data, err := r.Keep(texts)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Kept(data, texts)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(r.Comparisons, again.Comparisons); d != "" {
		t.Error(d)
	}
	if left := r.Without(map[string]bool{"paper@first": true}); len(left.Comparisons) != 0 {
		t.Errorf("without the reading there is %v", left.Comparisons)
	}
}

// What both readings have alike is compared with the newest. Readings change nothing
// of what other texts share.
func TestTheNewestReadingIsComparedWhereItIsAsNear(t *testing.T) {
	const both = `The boat has run between the two piers since 1961 without any pause, and its captain was told of the order by telephone before dawn. Gulls were fed.`
	without := []witness.Text{
		{ID: "both", Body: both, Lang: "en"}, {ID: "copy", Body: ferryCopy, Lang: "en"},
		{ID: "copy2", Body: ferryCopy + " It was late.", Lang: "en"}, {ID: "paper", Body: ferryAfter, Lang: "en"},
	}
	with := append([]witness.Text{{ID: "paper@first", Of: "paper", Body: ferryBefore, Lang: "en"}}, without...)
	r, plain := Compare(with, Options{}), Compare(without, Options{})
	if c, ok := r.Of("both", "paper"); !ok || c.B != "paper" {
		t.Errorf("compared with %q, %v", c.B, ok)
	}
	for _, pair := range [][2]string{{"both", "paper"}, {"copy", "copy2"}} {
		was, _ := plain.Of(pair[0], pair[1])
		is, _ := r.Of(pair[0], pair[1])
		if d := cmp.Diff(was, is); d != "" {
			t.Errorf("%v: %s", pair, d)
		}
	}
	if d := cmp.Diff(plain.Comparisons, r.Newest().Comparisons); d != "" {
		t.Error(d)
	}
	// A passage that only the earlier reading has leads to the copies of it.
	found := r.Elsewhere("paper@first", locate(t, ferryBefore, "12 complaints … engine"), nil)
	if len(found) != 2 || found[0].ID != "copy" || found[1].ID != "copy2" {
		t.Errorf("found %v", found)
	}
}
