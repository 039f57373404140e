package site

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// A page styles nothing in its own markup, so the style sheet has a rule for each
// number of blocks that a note may run down along.
func TestTheStyleSheetHasEverySpan(t *testing.T) {
	css, err := os.ReadFile("../../../templates/style.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range spanRules[1:] {
		if rule := fmt.Sprintf(".span-%d { grid-row: span %d; }", n, n); !strings.Contains(string(css), rule) {
			t.Errorf("style.css has no %s", rule)
		}
	}
}
