package revision

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// told prints changes, the same left out.
func told(before, after string) []string {
	var out []string
	for _, c := range Changes(before, after) {
		if c.Kind == Same && !c.Moved {
			continue
		}
		line := string(c.Kind)
		if c.Moved {
			line += " moved"
		}
		if c.Before.Len() > 0 {
			line += " <" + c.Before.In(before) + ">"
		}
		if c.After.Len() > 0 {
			line += " [" + c.After.In(after) + "]"
		}
		out = append(out, line)
	}
	return out
}

func TestChanges(t *testing.T) {
	for _, test := range []struct {
		name, before, after string
		want                []string
	}{
		{"nothing", "One here. Two here.", "One here. Two here.", nil},
		{"typography alone", "“We won't,” she said.", "\"We won’t\" she said!", nil},
		{"a number", "The office had 12 complaints. It closed.", "The office had 21 complaints. It closed.",
			[]string{"changed <The office had 12 complaints.> [The office had 21 complaints.]"}},
		{"a sentence more", "One is here. Three is here.", "One is here. Quite another thing follows now. Three is here.",
			[]string{"added [Quite another thing follows now.]"}},
		{"a sentence less", "One is here. Quite another thing follows now. Three is here.", "One is here. Three is here.",
			[]string{"dropped <Quite another thing follows now.>"}},
		{"another in its place", "The minister did not comment. It closed.", "Passengers waited for hours outside. It closed.",
			[]string{"dropped <The minister did not comment.>", "added [Passengers waited for hours outside.]"}},
		{"moved", "First comes a long one. Then comes another one. The end is near.", "Then comes another one. The end is near. First comes a long one.",
			[]string{"same moved <First comes a long one.> [First comes a long one.]"}},
		{"one moved, others changed in their order", // and not the two that it changed places with
			"The bridge is closed. The office has measured some cracks. Work on the pier has begun. Cyclists may use the footway.",
			"The bridge is closed. Work on the pier has begun in earnest. Cyclists may use the footway. The office has measured some cracks.",
			[]string{
				"changed <Work on the pier has begun.> [Work on the pier has begun in earnest.]",
				"same moved <The office has measured some cracks.> [The office has measured some cracks.]",
			}},
		{"moved and changed", "First comes a very long sentence of words. Then comes another. The end is near.", "Then comes another. The end is near. First comes a very long sentence of letters.",
			[]string{"changed moved <First comes a very long sentence of words.> [First comes a very long sentence of letters.]"}},
		{"a notice", "It had 12 complaints.", "It had 21 complaints.\n\nThis article was corrected on 14 March.",
			[]string{"changed <It had 12 complaints.> [It had 21 complaints.]", "added [This article was corrected on 14 March.]"}},
		{"a date", "March 16, 2022\n\nIt closed.", "January 30, 2023\n\nIt closed.", []string{"changed <March 16, 2022> [January 30, 2023]"}},
		{"cut short", "Although there is less of it than there was at the last meeting, the committee judges that some risks remain. It closed.", "Nonetheless, the committee judges that some risks remain. It closed.",
			[]string{"changed <Although there is less of it than there was at the last meeting, the committee judges that some risks remain.> [Nonetheless, the committee judges that some risks remain.]"}},
		{"twice the same", "No comment. It closed. No comment.", "No comment. It closed.", []string{"dropped <No comment.>"}},
		{"nothing before", "", "One. Two.", []string{"added [One.]", "added [Two.]"}},
		{"nothing after", "One. Two.", "", []string{"dropped <One.>", "dropped <Two.>"}},
	} {
		if got := told(test.before, test.after); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
	}
}

// TestEverySentenceIsTold makes random texts and edits: each sentence of either
// version is told of once, those of the later in their order.
func TestEverySentenceIsTold(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		made := func() string {
			return fmt.Sprintf("W%d is %d of %d in x%d.", r.IntN(9), r.IntN(9), r.IntN(9), r.IntN(99))
		}
		var before []string
		for range r.IntN(12) {
			before = append(before, made())
		}
		after := slices.Clone(before)
		for range r.IntN(5) {
			switch n := len(after); {
			case n > 1 && r.IntN(3) == 0:
				i, j := r.IntN(n), r.IntN(n)
				after[i], after[j] = after[j], after[i]
			case n > 0 && r.IntN(2) == 0:
				after = slices.Delete(after, r.IntN(n), n)
			default:
				after = slices.Insert(after, r.IntN(n+1), made())
			}
		}
		x, y := strings.Join(before, " "), strings.Join(after, " ")
		var was, is []string
		for _, c := range Changes(x, y) {
			if c.Before.Len() > 0 {
				was = append(was, c.Before.In(x))
			}
			if c.After.Len() > 0 {
				is = append(is, c.After.In(y))
			}
		}
		if !slices.Equal(is, after) {
			t.Fatalf("of\n%s\nis told\n%s", y, strings.Join(is, " "))
		}
		slices.Sort(was)
		if slices.Sort(before); !slices.Equal(was, before) {
			t.Fatalf("of\n%s\nis told\n%s", x, strings.Join(was, " "))
		}
	}
}
