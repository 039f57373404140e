package history

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/revision"
)

func TestPiecesTellNumbersWhole(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"to 5-1/4 to 5-1/2 percent", "to 4-3/4 to 5 percent", "to <5-1/4> [4-3/4] to <5-1/2> [5] percent"},
		{"after 12 complaints", "after 21 complaints", "after <12> [21] complaints"},
		{"July 31, 2024", "September 18, 2024", "<July 31> [September 18], 2024"},
		{"on 2014-03-12", "on 2014-03-13", "on <2014-03-12> [2014-03-13]"},
		{"It stood here.", "It stood here and there.", "It stood here [and there]."},
		{"", "All is new.", "[All is new.]"},
		{"All is gone.", "", "<All is gone.>"},
		{"The same.", "The same.", "The same."},
	} {
		var got strings.Builder
		for _, p := range pieces(c.before, c.after) {
			switch p.Op {
			case edit.Deleted:
				got.WriteString("<" + p.Text + ">")
			case edit.Inserted:
				got.WriteString("[" + p.Text + "]")
			default:
				got.WriteString(p.Text)
			}
		}
		if got.String() != c.want {
			t.Errorf("%q, %q: %s, want %s", c.before, c.after, got.String(), c.want)
		}
	}
}

func TestALongTextIsShownWithoutTheMiddleOfWhatDidNotChange(t *testing.T) {
	same := stretch{changes: []revision.Change{{Kind: revision.Same}, {Kind: revision.Same}}}
	new := stretch{changes: []revision.Change{{Kind: revision.Same}, {Kind: revision.Added}}}
	long := slices.Concat(slices.Repeat([]stretch{same}, 3), []stretch{new}, slices.Repeat([]stretch{same}, 40), []stretch{new, same})
	got := ""
	for _, s := range shortened(long) {
		switch {
		case s.same > 0:
			got += fmt.Sprintf("(%d)", s.same)
		case s.changed():
			got += "!"
		default:
			got += "."
		}
	}
	if want := "...!.(76).!."; got != want {
		t.Errorf("shown is %s, want %s", got, want)
	}
	if short := slices.Repeat([]stretch{same}, wholeText/2); len(shortened(short)) != len(short) {
		t.Error("a short text is not shown whole")
	}
}
