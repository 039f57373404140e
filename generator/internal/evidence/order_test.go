package evidence

import (
	"math/rand/v2"
	"testing"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
)

// TestTheFirstIsSurelyTheFirst holds the order of random sources, with dates of every kind of doubt, against what can be on
// their calendar: none but the first may have been published on its last day or before, and so at the other end.
func TestTheFirstIsSurelyTheFirst(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 17))
	dates := []string{"2024-03-01", "2024-03-02", "2024-03", "2024-03~", "2024?", "2024-03-05/2024-03-09", "2024-03-01T10:00", "2024-03-01T12:30", "2023", "2025-01-01", ""}
	firsts, lasts := 0, 0
	for range 4000 {
		var list []anchor.Cited
		for i := range r.IntN(4) {
			s := &dossier.Source{}
			s.Slug = dossier.Slug(rune('a' + i))
			if text := dates[r.IntN(len(dates))]; text != "" {
				var err error
				if s.Published, err = edtf.Parse(text); err != nil {
					t.Fatal(err)
				}
			}
			list = append(list, anchor.Cited{Citation: &dossier.Citation{Source: s}})
		}
		first, last := Order(list)
		wantFirst, wantLast := len(list) > 1, len(list) > 1
		for i := range list {
			if i > 0 && !edtf.Before(list[0].Citation.Source.Published, list[i].Citation.Source.Published) {
				wantFirst = false
			}
			if end := len(list) - 1; i < end && !edtf.Before(list[i].Citation.Source.Published, list[end].Citation.Source.Published) {
				wantLast = false
			}
		}
		if first != wantFirst || last != wantLast {
			t.Errorf("first %t, last %t; want %t, %t", first, last, wantFirst, wantLast)
		}
		for _, x := range list {
			if d := x.Citation.Source.Published; d.IsZero() && (first || last) {
				t.Error("a source without a date is ordered")
			}
		}
		if first {
			firsts++
		}
		if last {
			lasts++
		}
	}
	if firsts < 100 || lasts < 100 {
		t.Errorf("%d have a first, and %d a last", firsts, lasts)
	}
}
