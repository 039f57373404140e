package limit

import "testing"

func TestEveryLimitHasItsOwnPlace(t *testing.T) {
	var l Limits
	for i, row := range Table {
		*row.In(&l) = i + 1
	}
	for i, row := range Table {
		if got := *row.In(&l); got != i+1 {
			t.Errorf("%s shares its place: %d, want %d", row.Key, got, i+1)
		}
		if found, ok := Find(row.Key); !ok || found.Of != row.Of {
			t.Errorf("%s is not found by its key", row.Key)
		}
		if row.Default < 1 {
			t.Errorf("%s allows nothing", row.Key)
		}
	}
}
