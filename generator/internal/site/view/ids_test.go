package view

import "testing"

func TestIDsAreBuiltFromWords(t *testing.T) {
	used := IDs{}
	for i, c := range []struct{ Text, want string }{
		{"Dividing terrorists into ‘good’ and ‘bad’ ones", "p-dividing-terrorists-into-good-and"},
		{"Dividing terrorists into ‘good’ and evil", "p-dividing-terrorists-into-good-and-evil"},
		{"Dividing terrorists into ‘good’ and ‘bad’ ones", "p-dividing-terrorists-into-good-and-bad"},
		{"RT", "p-rt"},
		{"RT", "p-rt-2"},
		{"— …", "p"},
		{"لا تبحر", "p-لا-تبحر"},
	} {
		if got := used.Of("p-", c.Text); got != c.want {
			t.Errorf("%d: %q, want %q", i, got, c.want)
		}
	}
}

// A source of many short paragraphs that are the same takes time in proportion to them.
func TestIDsOfTheSameWordsAreGivenOutWithoutASearch(t *testing.T) {
	allocated := func(n int) float64 {
		return testing.AllocsPerRun(1, func() {
			used := IDs{}
			for range n {
				used.Of("p-", "The same words.")
			}
		})
	}
	if small, large := allocated(1000), allocated(2000); large > 2.5*small {
		t.Errorf("%v pieces of memory for 1000 ids, %v for 2000", small, large)
	}
}
