package site

import "testing"

func TestIDsAreBuiltFromWords(t *testing.T) {
	used := ids{}
	for i, c := range []struct{ text, want string }{
		{"Dividing terrorists into ‘good’ and ‘bad’ ones", "p-dividing-terrorists-into-good-and"},
		{"Dividing terrorists into ‘good’ and evil", "p-dividing-terrorists-into-good-and-evil"},
		{"Dividing terrorists into ‘good’ and ‘bad’ ones", "p-dividing-terrorists-into-good-and-bad"},
		{"RT", "p-rt"},
		{"RT", "p-rt-2"},
		{"— …", "p"},
		{"لا تبحر", "p-لا-تبحر"},
	} {
		if got := used.of("p-", c.text); got != c.want {
			t.Errorf("%d: %q, want %q", i, got, c.want)
		}
	}
}
