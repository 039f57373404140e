package stemma

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/segment"
)

func TestALargeFamilyIsPartedIntoGroupsOfTheMostAlike(t *testing.T) {
	at := func(n int) segment.Span { return segment.Span{Start: n, End: n + 5} }
	pair := func(a, b string, strength float64) collate.Comparison {
		return collate.Comparison{A: a, B: b, Strength: strength, Alignments: []collate.Alignment{{A: at(0), B: at(0)}}}
	}
	r := Relate(&collate.Result{Comparisons: []collate.Comparison{
		pair("a", "c", .9), pair("a", "e", .8), pair("c", "e", .7), pair("b", "d", .9), pair("b", "f", .6), pair("d", "f", .5),
		pair("a", "b", .4), pair("f", "g", .3), pair("d", "g", .2),
	}}, nil)
	f := Family{Name: "a", Members: []string{"a", "b", "c", "d", "e", "f", "g"}, Rows: []Row{
		{Passages: []segment.Span{at(9), at(1), {}, at(1), at(1), {}, at(1)}},
		{Passages: []segment.Span{at(3), {}, at(3), {}, {}, {}, {}}},
		{Passages: []segment.Span{{}, {}, {}, {}, {}, at(7), at(7)}},
	}}
	if got := r.Groups(f, 7, 3); !cmp.Equal(got, []Family{f}) {
		t.Errorf("a family that may stay whole is %+v", got)
	}
	got := r.Groups(f, 6, 3)
	want := []Family{
		{Name: "a", Members: []string{"a", "c", "e"}, Rows: []Row{
			{Passages: []segment.Span{at(3), at(3), {}}}, // in the order of a
			{Passages: []segment.Span{at(9), {}, at(1)}},
		}},
		{Name: "b", Members: []string{"b", "d", "f"}, Rows: []Row{{Passages: []segment.Span{at(1), at(1), {}}}}},
		// The one that is left takes in those that are most alike to it.
		{Name: "g", Members: []string{"d", "f", "g"}, Rows: []Row{
			{Passages: []segment.Span{{}, at(7), at(7)}},
			{Passages: []segment.Span{at(1), {}, at(1)}},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, g := range got {
		if !slices.IsSorted(g.Members) {
			t.Errorf("%v is not in the order of the family", g.Members)
		}
	}
}
