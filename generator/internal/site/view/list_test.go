package view

import (
	"slices"
	"testing"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
)

func TestAListIsCutWhereAPageIsFull(t *testing.T) {
	for _, c := range []struct {
		name    string
		head    int
		weights []int
		want    []int
	}{
		{"nothing", 0, nil, []int{0}},
		{"just full", 0, []int{5, 5}, []int{2}},
		{"one too many", 0, []int{5, 5, 1}, []int{2, 1}},
		{"an item that no page holds", 0, []int{1, 30, 1}, []int{1, 1, 1}},
		{"it comes first", 0, []int{30, 1}, []int{1, 1}},
		{"something stands above the list", 4, []int{5, 5, 5}, []int{1, 2}},
		{"that is all there is room for", 10, []int{5, 5, 5}, []int{0, 2, 1}},
	} {
		got := Paged(len(c.weights), c.head, 10, func(i int) int { return c.weights[i] })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// A page of a list stands where no source or note can stand.
func TestPagesOfAListTakeNobodysAddress(t *testing.T) {
	for _, c := range []struct {
		route address.Route
		n     int
		want  address.Route
	}{
		{"/quotes/", 0, "/quotes/"},
		{"/quotes/", 1, "/quotes/2.html"},
		{"/quotes/speaker-lee.html", 0, "/quotes/speaker-lee.html"},
		{"/quotes/speaker-lee.html", 11, "/quotes/speaker-lee.12.html"},
	} {
		if got := c.route.Part(c.n); got != c.want {
			t.Errorf("page %d of %s: %s, want %s", c.n+1, c.route, got, c.want)
		}
	}
	for _, name := range []string{"2.html", "speaker-lee.html", "speaker-lee.12.html"} {
		if string(dossier.Slugify(name)) == name {
			t.Errorf("%s is a slug", name)
		}
	}
}

func TestListsOneAfterAnotherAreCutAsOne(t *testing.T) {
	sizes := []int{3, 0, 2}
	var groups, numbers []int
	for item := range 5 {
		group, i := ListOf(sizes, item)
		groups, numbers = append(groups, group), append(numbers, i)
	}
	if !slices.Equal(groups, []int{0, 0, 0, 2, 2}) || !slices.Equal(numbers, []int{0, 1, 2, 0, 1}) {
		t.Errorf("the items are in %v, at %v", groups, numbers)
	}
	for _, c := range []struct {
		items []int
		want  [][2]int
	}{
		{nil, [][2]int{{0, 0}, {0, 0}, {0, 0}}},
		{[]int{0, 1}, [][2]int{{0, 2}, {0, 0}, {0, 0}}},
		{[]int{2, 3}, [][2]int{{2, 3}, {0, 0}, {0, 1}}},
		{[]int{4}, [][2]int{{3, 3}, {0, 0}, {1, 2}}},
	} {
		if got := SpansIn(sizes, c.items); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.items, got, c.want)
		}
	}
}
