package diag

import (
	"testing"

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

func TestNearestIsASlipAndNothingElse(t *testing.T) {
	names := []string{"site", "summary", "title", "publish", "published", "publisher"}
	for name, want := range map[string]string{
		"sumary": "summary", "Titel": "title", "publishd": "published", "publishr": "publisher", "zebra": "", "x": "",
	} {
		if got, _ := Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestNearestOfAShortNameDiffersInNoMoreThanAThird(t *testing.T) {
	names := []string{"IS", "ISIS", "ISIL", "dat", "title"}
	for name, want := range map[string]string{
		"us": "", "usa": "", "nix": "", "is": "IS", "Dta": "dat", "ttl": "", "ilsi": "ISIL",
	} {
		if got, _ := Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestNearestMayBeAPartOfTheName(t *testing.T) {
	names := []string{"courier", "evening-post", "post-2015-03", "post-2015-04", "drafts", "tass", "war"}
	for name, want := range map[string]string{
		"the-courier": "courier", "The Courier": "courier", "couriers": "courier", "evening": "evening-post", "the-evening-post-online": "evening-post",
		"post": "", "no-evening-post-ever": "", "the-war": "", "tass-report": "tass", "courieres": "courier", "courierpost": "",
	} {
		if got, _ := Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", name, got, want)
		}
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

func TestSuggestionsStandBeforeTheOtherHint(t *testing.T) {
	for name, want := range map[string]string{"shw": "did you mean --show? see --help", "zebra": "see --help"} {
		if got := Suggest(name, []string{"hide", "show"}, "--%s", "see --help"); got != want {
			t.Errorf("the hint for %q is %q, want %q", name, got, want)
		}
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
