package terminal

import (
	"strings"
	"testing"
)

func cells(texts ...string) []Styled {
	var out []Styled
	for _, text := range texts {
		out = append(out, Styled{Text: text})
	}
	return out
}

func TestTablesGiveWayWhereTheTerminalIsNarrow(t *testing.T) {
	columns := []Column{
		{Head: "slug", Cells: cells("a", "比較")},
		{Head: "title", Cells: cells("The harbour is to be closed", "\x1b[2JTalks"), Least: 10},
		{Head: "words", Cells: cells("5", "1204"), Right: true, Least: Spare},
		{Head: "none", Cells: cells("", "")},
	}
	for _, c := range []struct {
		at   Terminal
		want string
	}{
		{Terminal{Width: 40}, "slug  title                        words\na     The harbour is to be closed      5\n比較  ␛[2JTalks                     1204\n"},
		{Terminal{Width: 40, Fixed: true}, "slug  title                        words\na     The harbour is to be closed      5\n比較  ␛[2JTalks                     1204\n"},
		{Terminal{Width: 39, Fixed: true}, "slug  title\na     The harbour is to be closed\n比較  ␛[2JTalks\n"},
		{Terminal{Width: 20, Fixed: true}, "slug  title\na     The harbour i…\n比較  ␛[2JTalks\n"},
		{Terminal{Width: 5, Fixed: true}, "slug  title\na     The harbo…\n比較  ␛[2JTalks\n"},
	} {
		if got := c.at.Table(columns); got != c.want {
			t.Errorf("in %d columns:\n%swant\n%s", c.at.Width, got, c.want)
		}
	}
	if got := (Terminal{Colours: true}).Table([]Column{{Cells: []Styled{{Alarm, "error"}, {Caution, "x"}}}, {Cells: cells("a", "b")}}); got !=
		"\x1b[31;1merror\x1b[0m  a\n\x1b[33;1mx\x1b[0m      b\n" {
		t.Errorf("a table without heads is %q", got)
	}
	if got := (Terminal{}).Table([]Column{{Head: "slug"}}); strings.TrimSpace(got) != "" {
		t.Errorf("a table without rows is %q", got)
	}
}
