package terminal

import (
	"strings"
	"testing"

	"dossier/generator/internal/diag"
)

func TestMarksStandBelowWhatTheyMark(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"plain":   {"one two", "     3 | one two\n       |     ^^^ here\n"},
		"tab":     {"\tne two", "     3 | \tne two\n       | \t   ^^^ here\n"},
		"wide":    {"一二三 two", "     3 | 一二三 two\n       |        ^^^ here\n"},
		"accents": {"éà! two", "     3 | éà! two\n       |     ^^^ here\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			printExcerpt(&b, Terminal{}, Alarm, diag.Excerpt{Line: 3, Text: c.text, From: 5, To: 8, Label: "here"})
			if b.String() != c.want {
				t.Errorf("got\n%swant\n%s", b.String(), c.want)
			}
		})
	}
}

// TestLongLinesAreCutAroundTheMark marks words at all places of a long line:
// they are shown whole, on a row that fits.
func TestLongLinesAreCutAroundTheMark(t *testing.T) {
	line := strings.Repeat("lorem ipsum ", 60)
	for from := 1; from+5 <= len(line); from++ {
		var b strings.Builder
		printExcerpt(&b, Terminal{Width: 60, Fixed: true}, Alarm, diag.Excerpt{Line: 7, Text: line, From: from, To: from + 5})
		rows := strings.Split(b.String(), "\n")
		shown, under := []rune(rows[0]), []rune(rows[1])
		if len(shown) > 60 {
			t.Fatalf("column %d: %d columns wide: %q", from, len(shown), rows[0])
		}
		at := strings.IndexRune(string(under), '^')
		if got, want := string(shown[at:at+5]), line[from-1:from+4]; got != want {
			t.Fatalf("column %d: %q is marked, want %q\n%s", from, got, want, b.String())
		}
	}
	var b strings.Builder
	printExcerpt(&b, Terminal{Width: 60, Fixed: true}, Alarm, diag.Excerpt{Line: 7, Text: line, From: 1, To: len(line)})
	if first, _, _ := strings.Cut(b.String(), "\n"); len([]rune(first)) > 60 {
		t.Errorf("a mark that is longer than the row: %q", first)
	}
}

func TestNoFileSpeaksToTheTerminal(t *testing.T) {
	var b strings.Builder
	Diagnostics(&b, []diag.Diagnostic{{
		File: "content/a.md", Line: 1, Column: 1, Message: "\x1b[2Jgone\u009b", Hint: diag.Say("\u202ehint\r"),
		Excerpts: []diag.Excerpt{{Line: 1, Text: "\x1b]0;title\a text", Label: "\x7f"}},
		Related:  []diag.Place{{File: "b.md", Message: "\x1b[31m"}},
	}})
	if i := strings.IndexAny(b.String(), "\x1b\a\r\x7f\u009b\u202e"); i >= 0 {
		t.Errorf("printed %q", b.String())
	}
	if !strings.Contains(b.String(), "␛[2Jgone") {
		t.Errorf("printed %q", b.String())
	}
}

func TestSeveritiesHaveColoursOnATerminalOnly(t *testing.T) {
	excerpt := diag.Excerpt{Line: 1, Text: "x", From: 1, To: 2}
	var plainly, coloured strings.Builder
	printExcerpt(&plainly, Terminal{}, Alarm, excerpt)
	printExcerpt(&coloured, Terminal{Colours: true}, Alarm, excerpt)
	if strings.Contains(plainly.String(), "\x1b") || !strings.Contains(coloured.String(), "\x1b[31;1m^\x1b[0m") {
		t.Errorf("plainly %q, coloured %q", plainly.String(), coloured.String())
	}
}

// TestALongLineIsCutInProportion prints a line of a million letters, which took
// a time that grew with its square.
func TestALongLineIsCutInProportion(t *testing.T) {
	line := strings.Repeat("приморский договор ", 50_000)
	for _, from := range []int{1, 400_000, 900_000} {
		var b strings.Builder
		printExcerpt(&b, Terminal{}, Alarm, diag.Excerpt{Line: 1, Text: line, From: from, To: from + 9})
		first, _, _ := strings.Cut(b.String(), "\n")
		if n := len([]rune(first)); n > longLine || n < longLine/2 {
			t.Errorf("column %d: %d columns are shown", from, n)
		}
	}
}

func TestNoCharacterIsCutInTwo(t *testing.T) {
	for _, character := range []string{"🇫🇷", "👩‍👩‍👧‍👦", "e\u0301", "\u1112\u1161\u11ab"} {
		line := strings.Repeat(character, 300)
		each := len([]rune(character))
		before, marked, after := around(diag.Excerpt{Line: 1, Text: line, From: 150*each + 1, To: 151*each + 1}, 60)
		if before, after = strings.TrimPrefix(before, "…"), strings.TrimSuffix(after, "…"); marked != character ||
			strings.Trim(before, character) != "" || len(before)%len(character) != 0 || len(after)%len(character) != 0 || before == "" || after == "" {
			t.Errorf("%q: %q, %q, %q", character, before, marked, after)
		}
	}
}
