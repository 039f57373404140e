package diag

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPositionsCountLinesAndCodePoints(t *testing.T) {
	f := NewFile("f.md", []byte("one\n„zwei“ drei\r\n\nend"))
	for _, c := range []struct{ offset, line, column int }{
		{0, 1, 1}, {3, 1, 4}, {4, 2, 1}, {7, 2, 2}, {15, 2, 8}, {len(f.Data), 4, 4},
	} {
		if line, column := f.Position(c.offset); line != c.line || column != c.column {
			t.Errorf("offset %d is %d:%d, want %d:%d", c.offset, line, column, c.line, c.column)
		}
	}
}

func TestExcerptMarksAsFarAsTheLineGoes(t *testing.T) {
	f := NewFile("f.md", []byte("one\n„zwei“ drei\r\nend"))
	want := Excerpt{Line: 2, Text: "„zwei“ drei", From: 8, To: 12, Label: "here"}
	if d := cmp.Diff(want, f.Excerpt(15, len(f.Data), "here")); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestSortIsByPlace(t *testing.T) {
	list := []Diagnostic{{File: "b", Line: 1}, {File: "a", Line: 10}, {File: "a", Line: 9, Column: 2}, {File: "a", Line: 9, Column: 1}}
	Sort(list)
	want := []Diagnostic{{File: "a", Line: 9, Column: 1}, {File: "a", Line: 9, Column: 2}, {File: "a", Line: 10}, {File: "b", Line: 1}}
	if d := cmp.Diff(want, list); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestTallySaysWhatThereIs(t *testing.T) {
	e, w := Diagnostic{Severity: Error}, Diagnostic{Severity: Warning}
	for _, c := range []struct {
		list []Diagnostic
		want string
	}{
		{nil, ""}, {[]Diagnostic{e}, "1 error"}, {[]Diagnostic{w, w}, "2 warnings"}, {[]Diagnostic{w, e, w}, "1 error, 2 warnings"},
		{[]Diagnostic{e, w, e}, "2 errors, 1 warning"},
	} {
		if got := Count(c.list).String(); got != c.want {
			t.Errorf("%d problems are %q, want %q", len(c.list), got, c.want)
		}
	}
}

// Whatever is asked of a file of long lines is what counting from the start of
// the line gives.
func TestColumnsOfLongLines(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []string{"a", "é", "语", "🙂", " ", "\r", "\n"}
	for range 8 {
		var b strings.Builder
		for range random.IntN(6 * stride) {
			n := len(letters) - 1
			if random.IntN(900) == 0 {
				n++ // a line's end
			}
			b.WriteString(letters[random.IntN(n)])
			if random.IntN(700) == 0 {
				b.WriteByte('\n')
			}
		}
		text := b.String()
		f := NewFile("a.md", []byte(text))
		for range 100 {
			at := random.IntN(len(text) + 1)
			for at < len(text) && !utf8.RuneStart(text[at]) {
				at++
			}
			from := strings.LastIndexByte(text[:at], '\n') + 1
			line, column := strings.Count(text[:at], "\n")+1, utf8.RuneCountInString(text[from:at])+1
			if l, c := f.Position(at); l != line || c != column {
				t.Fatalf("Position(%d) of %d bytes: %d, %d, want %d, %d", at, len(text), l, c, line, column)
			}
			if got := f.Offset(line, column); got != at {
				t.Fatalf("Offset(%d, %d): %d, want %d", line, column, got, at)
			}
			rest, _, _ := strings.Cut(text[at:], "\n")
			if want := strings.TrimSuffix(rest, "\r"); f.Rest(at) != want {
				t.Fatalf("Rest(%d): %q, want %q", at, f.Rest(at), want)
			}
			if got, want := f.Offset(line, column+len(rest)+5), at+len(rest); got != want {
				t.Fatalf("a column behind the end of line %d: %d, want %d", line, got, want)
			}
		}
	}
}

func TestAnExcerptOfALongLineIsWhatStandsAroundTheMark(t *testing.T) {
	text := "before\n" + strings.Repeat("é ", 9000) + "here" + strings.Repeat(" ж", 9000) + "\nafter"
	at := strings.Index(text, "here")
	f := NewFile("a.md", []byte(text))
	e := f.Excerpt(at, at+4, "")
	runes := []rune(e.Text)
	if len(e.Text) > longLine+4 || len(e.Text) < longLine-4 || !utf8.ValidString(e.Text) {
		t.Errorf("it has %d bytes", len(e.Text))
	}
	if got := string(runes[e.From-1 : e.To-1]); got != "here" {
		t.Errorf("it marks %q", got)
	}
	if _, column := f.Position(at); e.Before+e.From != column {
		t.Errorf("it marks column %d, want %d", e.Before+e.From, column)
	}
	long := f.Excerpt(at, len(text)-8, "")
	if n := len([]rune(long.Text)); long.To != n+1 {
		t.Errorf("a mark that goes on ends at %d of %d", long.To, n)
	}
}
