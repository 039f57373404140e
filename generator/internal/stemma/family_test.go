package stemma

import (
	"dossier/generator/internal/collate"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

func TestFamilyOfTheArticlesHasARowPerSharedStatement(t *testing.T) {
	texts := readArticles(t)
	list := families(collate.Compare(texts, collate.Options{}), texts)
	if len(list) != 1 {
		t.Fatalf("%d families, want the one interview", len(list))
	}
	f := list[0]
	// iria and peoples-voice are of about March 2015, rferl of about 5 March, tass of a later year.
	if want := []string{"iria", "peoples-voice", "rferl", "tass"}; !slices.Equal(slices.Sorted(slices.Values(f.Members)), want) || f.Members[3] != "tass" {
		t.Fatalf("members %v, want %v", f.Members, want)
	}
	body := map[string]string{}
	for _, x := range texts {
		body[x.ID] = x.Body
	}
	cell := func(row Row, id string) string { return row.Passages[slices.Index(f.Members, id)].In(body[id]) }
	rows := map[string]Row{}
	for _, row := range f.Rows {
		if len(row.Passages) != len(f.Members) {
			t.Fatalf("a row has %d cells", len(row.Passages))
		}
		rows[cell(row, "iria")] = row
	}
	good, ok := rows["Dividing terrorists into ‘good’ and ‘bad’ ones is unacceptable."]
	if !ok {
		t.Fatalf("no row for good and bad terrorists in %q", slices.Sorted(func(yield func(string) bool) {
			for k := range rows {
				if !yield(k) {
					return
				}
			}
		}))
	}
	for id, want := range map[string]string{"peoples-voice": "Dividing", "rferl": "The division", "tass": "attempts to divide"} {
		if got := cell(good, id); !strings.HasPrefix(got, want) && !strings.HasPrefix(got, "The "+want) && !strings.HasPrefix(got, "\""+want) {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	// A column reads from top to bottom in the order of the earliest member.
	last := -1
	for _, row := range f.Rows {
		if p := row.Passages[0]; p.Len() > 0 {
			if p.Start < last {
				t.Errorf("rows are not in the order of %s", f.Members[0])
			}
			last = p.Start
		}
	}
}

// readArticles returns the articles by which the comparison is tested.
func readArticles(t testing.TB) []witness.Text {
	t.Helper()
	ar, err := txtar.ParseFile("../collate/testdata/articles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var texts []witness.Text
	for _, f := range ar.Files {
		id, ok := strings.CutSuffix(f.Name, ".txt")
		if !ok {
			continue
		}
		head, body, _ := strings.Cut(string(f.Data), "\n\n")
		lines := strings.Split(head, "\n")
		date, err := edtf.Parse(lines[1])
		if err != nil {
			t.Fatal(err)
		}
		text := witness.Text{ID: id, Publisher: lines[0], Published: date, Lang: "en", Body: strings.TrimSuffix(body, "\n")}
		if len(lines) > 2 {
			text.Credit = lines[2]
		}
		texts = append(texts, text)
	}
	return texts
}

func TestOddTextsAreHarmless(t *testing.T) {
	var texts []witness.Text
	for i, body := range []string{"", ".", "“", "a", "a a a a a a a a", "“We knew,” he said, “", "我们知道。\n\n我们知道。", "\xff\xfe words of no form\n\n— a turn", strings.Repeat("The same again. ", 40)} {
		for n := range 2 {
			texts = append(texts, witness.Text{ID: fmt.Sprint(i, n), Body: body, Lang: "en", Publisher: fmt.Sprint(n)})
		}
	}
	r := collate.Compare(texts, collate.Options{})
	if got := Relate(r, texts); len(got.Pairs) == 0 {
		t.Error("no two are related, so that the test shows nothing")
	}
}

func TestAFamilyLosesItsMemberAndWhatFewerThanTwoShare(t *testing.T) {
	at := func(n int) segment.Span { return segment.Span{Start: n, End: n + 5} }
	f := Family{
		Name: "a", Members: []string{"a", "b", "c", "d"},
		Rows: []Row{
			{Passages: []segment.Span{at(1), at(2), {}, at(4)}},
			{Passages: []segment.Span{at(5), {}, at(7), {}}},
		},
	}
	want := Family{
		Name: "a", Members: []string{"a", "b", "d"},
		Rows: []Row{{Passages: []segment.Span{at(1), at(2), at(4)}}},
	}
	if diff := cmp.Diff(want, f.without(map[string]bool{"c": true})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(f, f.without(map[string]bool{"x": true})); diff != "" {
		t.Error(diff)
	}
}
func TestNothingIsLeftOfTextsThatAreNotToldOf(t *testing.T) {
	texts := []witness.Text{
		press(t, "a", "The Courier", "2015-03-05", retold), press(t, "b", "The Gazette", "2015-03-07", retold),
		press(t, "d", "The Post", "2015-03-09", retold), press(t, "c", "Wire", "2015-03-04", agency),
	}
	for _, tt := range []struct {
		credit string
		from   string // of a and b, without c
		dated  bool
		signs  int
	}{{"", "", false, 0}, {"Courier", "a", false, 1}} {
		texts[1].Credit = tt.credit
		r := Relate(collate.Compare(texts, collate.Options{}), texts)
		if d := r.Descent("a", "b"); d.From != "a" || len(r.Families) != 1 || r.Families[0].Name != "c" {
			t.Fatalf("with all of them: %+v, %+v", d, r.Families)
		}
		r = r.Without(map[string]bool{"c": true})
		if d := r.Descent("a", "b"); d.From != tt.from || d.Dated != tt.dated || len(d.Evidence) != tt.signs {
			t.Errorf("credit %q: the descent is %+v", tt.credit, d)
		}
		if d := r.Descent("a", "c"); len(d.Evidence) > 0 {
			t.Errorf("the descent of what is gone is %+v", d)
		}
		if len(r.Families) != 1 || r.Families[0].Name != "a" {
			t.Errorf("the families are %+v", r.Families)
		}
	}
}
