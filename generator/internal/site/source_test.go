package site

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
)

// keys are words that are what they are called.
func TestAParagraphsCounterpartIsFoundByProportion(t *testing.T) {
	a := collate.Alignment{A: segment.Span{Start: 100, End: 300}, B: segment.Span{Start: 1000, End: 1100}}
	for _, c := range []struct{ start, end, want int }{
		{100, 200, 1025}, // the first half
		{200, 400, 1075}, // the second, and more
		{0, 1000, 1050},  // all of it
	} {
		if got := counterpart(a, segment.Span{Start: c.start, End: c.end}).Start; got != c.want {
			t.Errorf("of %d to %d: %d, want %d", c.start, c.end, got, c.want)
		}
	}
}

func TestNearestStatementsSurroundAQuotation(t *testing.T) {
	var list []*dossier.Quote
	for i := range 10 {
		q := &dossier.Quote{}
		q.Slug = dossier.Slug(fmt.Sprintf("q%d", i))
		list = append(list, q)
	}
	for slug, want := range map[dossier.Slug]string{
		"a":  "[q0 q1 q2 q3]",
		"q4": "[q2 q3 q4 q5]",
		"z":  "[q6 q7 q8 q9]",
	} {
		q := &dossier.Quote{}
		q.Slug = slug
		var got []dossier.Slug
		for _, n := range near(list, q, 4) {
			got = append(got, n.Slug)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("near %s: %v, want %s", slug, got, want)
		}
	}
}

func TestNotesRunDownToTheNextParagraphThatHasSome(t *testing.T) {
	noted := []Shared{{}}
	page := &SourcePage{Blocks: []TextBlock{{}, {Shared: noted}, {}, {}, {Shared: noted}, {}, {}, {}, {}, {}, {}, {}, {}, {}}}
	runDown(page)
	var got []string
	for _, b := range page.Blocks {
		got = append(got, fmt.Sprint(b.Span))
	}
	if s := strings.Join(got, " "); s != "0 3 0 0 10 0 0 0 0 0 0 0 0 0" || !page.ColumnFilled {
		t.Errorf("they run down along %s", s)
	}
}
