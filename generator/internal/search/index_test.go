package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// line returns the entry of an index in one file that has a word among its forms.
func line(t *testing.T, x *Index, word string) string {
	t.Helper()
	_, words, _ := strings.Cut(string(x.File("index.js")), `searched("words-0", "`)
	words, _, _ = strings.Cut(words, `");`)
	for l := range strings.SplitSeq(words, `\n`) {
		head, _, _ := strings.Cut(l, `\t`)
		forms, _, _ := strings.Cut(head, "|")
		if slices.Contains(strings.Fields(forms), word) {
			return head
		}
	}
	return ""
}

func text(lang, words string) Document {
	return Document{Page: "a.html", Passages: func() []Passage { return []Passage{{"p", lang, words}} }}
}

func TestFormsAreFoundByEachOther(t *testing.T) {
	for _, c := range []struct{ lang, words, ask, with string }{
		{"en", "Dividing what others divide", "divide", "dividing"},
		{"ru", "террористов и террористы", "террористы", "террористов"},
		{"de", "Häuser und ein Haus", "haus", "hauser"},
		{"de", "Die Sicherheitsdienste und ihre Sicherheit und Dienste", "dienste", "|sicherheitsdienste"},
		{"de", "Die Sicherheitsdienste und ihre Sicherheit und Dienste", "sicherheit", "|sicherheitsdienste"},
		{"fr", "Les déclarations et une déclaration", "declaration", "declarations"},
		{"he", "הממשלה אמרה", "ממשלה", "הממשלה"},
		{"ar", "الكتاب", "كتاب", "الكتاب"},
		{"ja", "東京大学", "京大", "京大"},
		{"en", "Straße in capitals: STRASSE", "strasse", "strasse"},
	} {
		x := New([]Document{text(c.lang, c.words)}, Options{Whole: true})
		if got := line(t, x, c.ask); !strings.Contains(got, c.with) {
			t.Errorf("%s: %q is found by %q and not with %q", c.words, c.ask, got, c.with)
		}
	}
}

func TestTwoSpellingsOfANameAreOneWord(t *testing.T) {
	person := Document{Page: "p.html", Title: "Nikolai Patrushev", Names: []string{"Nikolay Patrushev", "The head of the council"}}
	x := New([]Document{person, text("en", "Nikolay said. Nikola did not.")}, Options{Whole: true})
	if got := line(t, x, "nikolay"); !strings.Contains(got, "nikolai") || strings.Contains(got+" ", "nikola ") {
		t.Errorf("Nikolay is found with %q", got)
	}
	person.Names = []string{"Николай", "Патрушев Николай Платонович", "Nikolay Patrushev"}
	x = New([]Document{person, text("en", "Nikolay Patrushev said."), text("ru", "Так сказал Николай.")}, Options{Whole: true})
	for ask, with := range map[string]string{"николаи": "nikolay", "патрушев": "patrushev", "nikolay": "николаи"} {
		if got := line(t, x, ask); !strings.Contains(got, with) {
			t.Errorf("%s is found with %q and not with %q", ask, got, with)
		}
	}
}

// Documents may be handed over in any order.
func TestTheIndexIsTheSameWhateverTheOrder(t *testing.T) {
	docs := made(rand.New(rand.NewPCG(1, 2)), 40)
	for _, whole := range []bool{true, false} {
		want := New(docs, Options{Whole: whole, Fields: []Field{{"kind", "Kind"}}})
		for seed := range uint64(3) {
			other := slices.Clone(docs)
			rand.New(rand.NewPCG(seed, 3)).Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
			got := New(other, Options{Whole: whole, Fields: []Field{{"kind", "Kind"}}})
			if !slices.Equal(got.Files(), want.Files()) {
				t.Fatalf("the files are %q and %q", got.Files(), want.Files())
			}
			for _, name := range want.Files() {
				if string(got.File(name)) != string(want.File(name)) {
					t.Errorf("%s is another", name)
				}
			}
		}
	}
}

// made returns documents of words that are as unequally common as those of texts.
func made(r *rand.Rand, n int) []Document {
	var vocabulary []string
	for range 30_000 {
		word := ""
		for range 2 + r.IntN(3) {
			word += string("bcdfghklmnprstvwz"[r.IntN(17)]) + string("aeiou"[r.IntN(5)])
		}
		vocabulary = append(vocabulary, word)
	}
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(vocabulary)-1))
	var out []Document
	for i := range n {
		var passages []Passage
		for p := range 10 {
			var words []string
			for range 60 {
				words = append(words, vocabulary[zipf.Uint64()])
			}
			passages = append(passages, Passage{fmt.Sprintf("p%d", p), "en", strings.Join(words, " ")})
		}
		out = append(out, Document{
			Page: fmt.Sprintf("sources/s%05d/index.html", i), Title: passages[0].Text[:40], Order: fmt.Sprintf("%05d", r.IntN(3000)),
			Facets:   []Facet{{"kind", "source", "Sources"}, {"outlet", fmt.Sprint(i % 25), "Outlet"}},
			Passages: func() []Passage { return passages },
		})
	}
	return out
}

// An index of many documents is cut into parts of which a query needs few.
func TestALargeIndexIsCut(t *testing.T) {
	x := New(made(rand.New(rand.NewPCG(3, 4)), 1500), Options{Fields: []Field{{"kind", "Kind"}, {"outlet", "Outlet"}}})
	if n := len(x.Files()); n < 20 || n > 300 {
		t.Errorf("there are %d files", n)
	}
	for _, name := range x.Files() {
		if size := len(x.File(name)); size > 40<<10 {
			t.Errorf("%s has %d bytes", name, size)
		}
	}
}

// What a result shows and what the index tells of its passages have the same numbers.
func TestShortPassagesAreOneInALargeIndex(t *testing.T) {
	d := Document{Page: "a.html", Passages: func() []Passage {
		var out []Passage
		for _, words := range []string{"zeppelin", "boat", strings.Repeat("filling ", together/8), "harbour"} {
			out = append(out, Passage{Place: "p", Lang: "en", Text: words})
		}
		return out
	}}
	for _, c := range []struct {
		whole   bool
		numbers []int
	}{{true, []int{1, 2, 3, 4}}, {false, []int{1, 1, 1, 2}}} {
		if got := numbered(d.passages(), c.whole); !slices.Equal(got, c.numbers) {
			t.Errorf("whole %t: the passages are %d, want %d", c.whole, got, c.numbers)
		}
		file := "words-0.js"
		if c.whole {
			file = "index.js"
		}
		want := `harbour\t` + string(number(number(nil, 1<<1|1), c.numbers[3]))
		if got := string(New([]Document{d}, Options{Whole: c.whole}).File(file)); !strings.Contains(got, want) {
			t.Errorf("whole %t: the index tells not %q: %s", c.whole, want, got)
		}
		for i, text := range d.card(c.whole).Text {
			n := i + 1
			if len(text) > 3 {
				n = text[3].(int)
			}
			if n != c.numbers[i] {
				t.Errorf("whole %t: the card has passage %d as %d, want %d", c.whole, i, n, c.numbers[i])
			}
		}
	}
}

func BenchmarkNew(b *testing.B) {
	docs := made(rand.New(rand.NewPCG(3, 4)), 1000)
	for b.Loop() {
		New(docs, Options{})
	}
}
