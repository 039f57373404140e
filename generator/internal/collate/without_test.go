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

func TestNothingIsLeftOfTextsThatAreNotToldOf(t *testing.T) {
	texts := []Text{
		press(t, "a", "The Courier", "2015-03-05", retold), press(t, "b", "The Gazette", "2015-03-07", retold),
		press(t, "d", "The Post", "2015-03-09", retold), press(t, "c", "Wire", "2015-03-04", agency),
	}
	for _, tt := range []struct {
		credit string
		from   string // of a and b, without c
		dated  bool
		signs  int
	}{{"", "", false, 0}, {"Courier", "a", false, 1}} {
		texts[1].Credit = tt.credit
		r := Relate(Compare(texts, Options{}), texts)
		if d := r.Descent("a", "b"); d.From != "a" || len(r.Families) != 1 || r.Families[0].Name != "c" {
			t.Fatalf("with all of them: %+v, %+v", d, r.Families)
		}
		r = r.Without(map[string]bool{"c": true})
		if d := r.Descent("a", "b"); d.From != tt.from || d.Dated != tt.dated || len(d.Evidence) != tt.signs {
			t.Errorf("credit %q: the descent is %+v", tt.credit, d)
		}
		if d := r.Descent("a", "c"); len(d.Evidence) > 0 {
			t.Errorf("the descent of what is gone is %+v", d)
		}
		if len(r.Families) != 1 || r.Families[0].Name != "a" {
			t.Errorf("the families are %+v", r.Families)
		}
	}
}
