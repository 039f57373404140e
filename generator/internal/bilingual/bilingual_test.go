package bilingual

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// A side is a text of testdata/pairs.txtar: where each line stands in it, and what stands before the line.
type side struct {
	witness.Text
	spans []segment.Span
	pairs []string
}

func read(lang, data string, paired bool) side {
	s := side{Text: witness.Text{Lang: lang}}
	var b strings.Builder
	gap := ""
	for line := range strings.Lines(data) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			gap = "\n\n"
			continue
		}
		pair := ""
		if paired {
			pair, line, _ = strings.Cut(line, " ")
		}
		b.WriteString(gap)
		gap = " "
		s.spans = append(s.spans, segment.Span{Start: b.Len(), End: b.Len() + len(line)})
		s.pairs = append(s.pairs, pair)
		b.WriteString(line)
	}
	s.Body = b.String()
	return s
}

// measured counts links between sentences: those that are right, that are found, and both.
type measured struct{ want, got, right int }

func (m measured) String() string {
	return fmt.Sprintf("precision %.2f, recall %.2f (%d of %d, %d found)", float64(m.right)/float64(max(1, m.got)), float64(m.right)/float64(max(1, m.want)), m.right, m.want, m.got)
}

// TestSentencesArePairedAcrossLanguages measures the pairs against those that were made by hand before weights were set,
// and holds what was reached.
func TestSentencesArePairedAcrossLanguages(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/pairs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var seen, unseen measured
	for k := 0; k+1 < len(archive.Files); k += 2 {
		name, _, _ := strings.Cut(archive.Files[k].Name, ".")
		_, lang, _ := strings.Cut(archive.Files[k+1].Name, ".")
		a, b := read("en", string(archive.Files[k].Data), false), read(lang, string(archive.Files[k+1].Data), true)
		want := map[[2]int]bool{}
		for j, pair := range b.pairs {
			for n := range strings.SplitSeq(pair, "+") {
				if i, err := strconv.Atoi(n); err == nil {
					want[[2]int{i - 1, j}] = true
				}
			}
		}
		m := measured{want: len(want)}
		for _, bead := range Pair(a.Text, b.Text) {
			for i, x := range a.spans {
				for j, y := range b.spans {
					if !x.Overlaps(bead.A) || !y.Overlaps(bead.B) {
						continue
					}
					m.got++
					if want[[2]int{i, j}] {
						m.right++
						delete(want, [2]int{i, j})
					} else {
						t.Logf("%s: wrong: %q | %q %q %q", name, x.In(a.Body), y.In(b.Body), bead.Numbers, bead.Names)
					}
				}
			}
		}
		for link := range want {
			t.Logf("%s: missed: %q | %q", name, a.spans[link[0]].In(a.Body), b.spans[link[1]].In(b.Body))
		}
		t.Logf("%s.%s: %v", name, lang, m)
		sum := &seen
		if k >= 8 {
			sum = &unseen
		}
		sum.want, sum.got, sum.right = sum.want+m.want, sum.got+m.got, sum.right+m.right
	}
	t.Logf("by which weights were set: %v", seen)
	t.Logf("not looked at: %v", unseen)
	if seen.right < 29 || seen.got > 30 || unseen.right < 22 || unseen.got > 23 {
		t.Error("that is less than what was reached")
	}
}

func TestOneLanguageIsNotPaired(t *testing.T) {
	a := witness.Text{Lang: "en", Body: "The ferry has 120 seats, said Nikolai Orlov."}
	b := witness.Text{Lang: "en-GB", Body: "Nikolai Orlov said that the ferry has 120 seats."}
	if got := Pair(a, b); got != nil {
		t.Errorf("got %v", got)
	}
	if got := Pair(witness.Text{Lang: "en"}, witness.Text{Lang: "ru", Body: "…"}); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}

func FuzzPair(f *testing.F) {
	f.Add("The ferry has 120 seats. “Yes,” said Orlov. Why?", "В пароме 120 мест. «Да», — сказал Орлов. Почему?")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?")
		for _, x := range Pair(witness.Text{Lang: "en", Body: a}, witness.Text{Lang: "ru", Body: b}) {
			if x.A.Start < 0 || x.A.Start >= x.A.End || x.A.End > len(a) || x.B.Start < 0 || x.B.Start >= x.B.End || x.B.End > len(b) {
				t.Fatalf("%+v", x)
			}
		}
	})
}

// TestPairingALongTextIsBounded has two long texts of the same sentence.
func TestPairingALongTextIsBounded(t *testing.T) {
	a := strings.Repeat("The ferry has 120 seats, said Nikolai Orlov. ", 1500)
	b := strings.Repeat("В пароме 120 мест, сказал Николай Орлов. ", 1500)
	if got := Pair(witness.Text{Lang: "en", Body: a}, witness.Text{Lang: "ru", Body: b}); len(got) == 0 || len(got) > mostSentences {
		t.Errorf("%d pairs", len(got))
	}
}
