package anchor

import "testing"

func TestSlipsOfTheHandAreToldFromOtherWords(t *testing.T) {
	text := prepare("The establishment of contacts, hiding resolutions, not conducive to the unity of the community.", "en")
	for _, c := range []struct {
		quoted, source string
		slip           bool
	}{
		{"establishmemt", "establishment", true}, // m beside n
		{"estabilshment", "establishment", true}, // letters changed places
		{"establishent", "establishment", true},  // one left out
		{"contaacts", "contacts", true},          // one twice
		{"communitu", "community", true},         // u beside y
		{"riding", "hiding", false},              // another word
		{"biding", "hiding", false},              // at the start
		{"revolutions", "resolutions", false},    // s is not beside v
		{"conductive", "conducive", false},       // a word of its own
		{"communipy", "community", false},        // p is not beside t
		{"disestablishment", "establishment", false},
	} {
		if got := text.slip(c.quoted, c.source); got != c.slip {
			t.Errorf("slip(%q, %q) = %v, want %v", c.quoted, c.source, got, c.slip)
		}
	}
}
