package view

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
)

// Every item of a list is shown by one sheet, which holds it; the sheets that show
// items follow each other from the first to the last, and no two have one address.
func TestEveryItemIsOnOneSheet(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for range 300 {
		weights := make([]int, r.IntN(60))
		items := make([]int, len(weights))
		for i := range weights {
			weights[i], items[i] = 1+r.IntN(6), i
		}
		p := Pager{Holds: 10, Head: r.IntN(12), Leads: r.IntN(2) == 0, Weight: func(i int) int { return weights[i] }}
		if r.IntN(2) == 0 {
			p.Divide = func(s *Sheet) []*Sheet {
				if s.Up != nil || p.Fits(s) {
					return nil
				}
				half := len(s.Items) / 2
				return []*Sheet{{Route: s.Route.To("a"), Items: s.Items[:half]}, {Route: s.Route.To("b"), Items: s.Items[half:]}}
			}
		}
		whole := p.Sheets("/list/", Trait{}, items)
		var shown []int
		var last *Sheet
		for _, s := range whole.all() {
			for _, b := range s.Below {
				if b.Up != s {
					t.Fatalf("%s is not below %s", b.Route, s.Route)
				}
			}
			if len(s.Below) > 0 {
				continue
			}
			if s.Before != last || last != nil && last.After != s {
				t.Fatalf("%s does not follow the sheet before it", s.Route)
			}
			last = s
			shown = append(shown, s.Items...)
			for _, i := range s.Items {
				if whole.Where(i) != s {
					t.Fatalf("item %d is on %s", i, s.Route)
				}
			}
			if len(s.Items) > 1 && !p.Fits(s) {
				t.Errorf("%s holds more than a page", s.Route)
			}
		}
		if !slices.Equal(shown, items) {
			t.Fatalf("shown are %v of %d items", shown, len(items))
		}
		routes := map[address.Route]bool{}
		for _, s := range p.Pages(whole) {
			if routes[s.Route] {
				t.Errorf("two pages at %s", s.Route)
			}
			routes[s.Route] = true
		}
		if !routes["/list/"] && !(p.Divide != nil && len(whole.Below) > 0) {
			t.Error("nothing stands at the address of the list")
		}
	}
}

// What items have in common makes portions, but for what all of them have.
func TestPortionsAreWhatSomeItemsHaveInCommon(t *testing.T) {
	traits := [][]Trait{
		{{"topic", "all", "All"}, {"speaker", "b", "Zoe"}, {"speaker", "b", "Zoe"}},
		{{"topic", "all", "All"}, {"speaker", "a", "ann"}, {"kind", "", "None"}},
		{{"topic", "all", "All"}, {"topic", "x", "Ferry"}, {"speaker", "b", ""}},
	}
	got := Portions(len(traits), func(i int) []Trait { return traits[i] }, func(t Trait) address.Route { return address.Route("/").To(dossier.Slug(t.Field) + "-" + t.Value) })
	want := "[{{speaker a ann} /speaker-a/ [1]} {{speaker b Zoe} /speaker-b/ [0 2]} {{topic x Ferry} /topic-x/ [2]}]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}
