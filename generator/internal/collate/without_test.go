package collate

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/generator/internal/segment"
)

func TestAFamilyLosesItsMemberAndWhatFewerThanTwoShare(t *testing.T) {
	at := func(n int) segment.Span { return segment.Span{Start: n, End: n + 5} }
	f := Family{
		Name: "a", Members: []string{"a", "b", "c", "d"},
		Rows: []Row{
			{Passages: []segment.Span{at(1), at(2), {}, at(4)}},
			{Passages: []segment.Span{at(5), {}, at(7), {}}},
		},
	}
	want := Family{
		Name: "a", Members: []string{"a", "b", "d"},
		Rows: []Row{{Passages: []segment.Span{at(1), at(2), at(4)}}},
	}
	if diff := cmp.Diff(want, f.Without(map[string]bool{"c": true})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(f, f.Without(map[string]bool{"x": true})); diff != "" {
		t.Error(diff)
	}
}
