package collate

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// translated is an article in two translations made without knowledge of each other, sentence by sentence. What only one of them has is
// empty on the other side.
type translated struct {
	name string
	a, b []string // of the same length
}

var translatedFile = flag.String("translated", "", "measure TestTranslationsOfArticlesAreFound on this file")

// readTranslated reads articles parted by empty lines: a line is a sentence in both translations, with a bar between.
func readTranslated(t testing.TB, path string) []translated {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []translated
	for part := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		var d translated
		for line := range strings.Lines(part) {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "#") {
				continue
			}
			if name, ok := strings.CutPrefix(line, "= "); ok {
				d.name = name
				continue
			}
			x, y, ok := strings.Cut(line, "|")
			if !ok {
				t.Fatalf("%q", line)
			}
			d.a, d.b = append(d.a, x), append(d.b, y)
		}
		if len(d.a) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// side is one translation as a text, and where its sentences stand.
type side struct {
	body string
	at   []segment.Span // by number of the sentence; empty where it has none
}

// layOut puts sentences into paragraphs of so many.
func layOut(list []string, para int) side {
	var s side
	n := 0
	for _, x := range list {
		if x == "" {
			s.at = append(s.at, segment.Span{})
			continue
		}
		if n > 0 && n%para == 0 {
			s.body += "\n\n"
		} else if n > 0 {
			s.body += " "
		}
		s.at = append(s.at, segment.Span{Start: len(s.body), End: len(s.body) + len(x)})
		s.body += x
		n++
	}
	return s
}

// overlap returns the share of words of a sentence that a passage has.
func overlap(s side, i int, passage segment.Span) float64 {
	if s.at[i].Len() == 0 || !s.at[i].Overlaps(passage) {
		return 0
	}
	in := segment.Span{Start: max(s.at[i].Start, passage.Start), End: min(s.at[i].End, passage.End)}
	return float64(len(segment.WordsIn(s.body, in))) / float64(max(1, len(segment.WordsIn(s.body, s.at[i]))))
}

type pairCount struct{ right, wrong, all int }

func (c pairCount) String() string {
	p, r := float64(c.right)/float64(max(1, c.right+c.wrong)), float64(c.right)/float64(max(1, c.all))
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", p, r, c.f1())
}

func (c pairCount) f1() float64 { return 2 * float64(c.right) / float64(max(1, c.right+c.wrong+c.all)) }

// countPairs counts the sentences that alignments bring together: two of one article are right if they render one sentence. Where an alignment
// runs over several sentences of either side in one order, each of them is paired with its own.
func countPairs(t testing.TB, c Comparison, a, b side, sameArticle, quiet bool) (n pairCount) {
	found := map[int]bool{}
	wrong := map[[2]int]bool{}
	for _, al := range c.Alignments {
		in := map[int]bool{}
		for i := range a.at {
			if sameArticle && overlap(a, i, al.A) > 0.25 && overlap(b, i, al.B) > 0.25 {
				found[i], in[i] = true, true
			}
		}
		for i := range a.at {
			for j := range b.at {
				if overlap(a, i, al.A) <= 0.25 || overlap(b, j, al.B) <= 0.25 || sameArticle && i == j || in[i] || in[j] {
					continue
				}
				if !wrong[[2]int{i, j}] && !quiet {
					t.Logf("wrong %s %.2f\n  %s\n  %s", al.Kind, al.Score, al.A.In(a.body), al.B.In(b.body))
				}
				wrong[[2]int{i, j}] = true
			}
		}
	}
	n.wrong = len(wrong)
	if !sameArticle {
		return n
	}
	for i := range a.at {
		if a.at[i].Len() == 0 || b.at[i].Len() == 0 {
			continue
		}
		n.all++
		if found[i] {
			n.right++
		} else if !quiet {
			t.Logf("missed\n  %s\n  %s", a.at[i].In(a.body), b.at[i].In(b.body))
		}
	}
	return n
}

// scoreTranslated compares the two translations of each article, alone or beside all the others, with so many sentences to a paragraph.
func scoreTranslated(t testing.TB, list []translated, para int, together, quiet bool) (sum pairCount) {
	sides := map[string]side{}
	var texts []witness.Text
	for i, d := range list {
		for k, s := range [][]string{d.a, d.b} {
			id := fmt.Sprintf("%03d%c", i, 'a'+k)
			sides[id] = layOut(s, para)
			texts = append(texts, witness.Text{ID: id, Lang: "en", Body: sides[id].body})
		}
	}
	add := func(r *Result) {
		for _, c := range r.Comparisons {
			n := countPairs(t, c, sides[c.A], sides[c.B], c.A[:3] == c.B[:3], quiet)
			if n.all == 0 && c.A[3] == c.B[3] {
				continue // two articles by one translator: no pair of translations
			}
			sum.right, sum.wrong, sum.all = sum.right+n.right, sum.wrong+n.wrong, sum.all+n.all
		}
	}
	if together {
		add(Compare(texts, Options{}))
	} else {
		for i := range list {
			add(Compare(texts[2*i:2*i+2], Options{}))
		}
	}
	sum.all = 0
	for _, d := range list {
		for i := range d.a {
			if d.a[i] != "" && d.b[i] != "" {
				sum.all++
			}
		}
	}
	return sum
}

// scoreAsTexts compares all sentences as a text each.
func scoreAsTexts(t testing.TB, list []translated, quiet bool) (sum pairCount) {
	var texts []witness.Text
	body := map[string]string{}
	for i, d := range list {
		for n := range d.a {
			for k, s := range []string{d.a[n], d.b[n]} {
				if s != "" {
					id := fmt.Sprintf("%03d-%03d%c", i, n, 'a'+k)
					texts, body[id] = append(texts, witness.Text{ID: id, Lang: "en", Body: s}), s
				}
			}
			if d.a[n] != "" && d.b[n] != "" {
				sum.all++
			}
		}
	}
	for _, c := range Compare(texts, Options{}).Comparisons {
		switch {
		case c.A[:7] == c.B[:7]:
			sum.right++
		case c.A[7] != c.B[7]:
			sum.wrong++
			if !quiet {
				t.Logf("wrong\n  %s\n  %s", body[c.A], body[c.B])
			}
		}
	}
	return sum
}

func TestTranslationsOfArticlesAreFound(t *testing.T) {
	path := "testdata/translated.txt"
	if *translatedFile != "" {
		path = *translatedFile
	}
	list := readTranslated(t, path)
	check := func(name string, n pairCount, right, f1 float64) {
		t.Logf("%s: %s", name, n)
		if *translatedFile == "" && (n.f1() < f1 || float64(n.right) < right*float64(n.right+n.wrong)) {
			t.Errorf("%s: %s; want F1 %.2f and P %.2f", name, n, f1, right)
		}
	}
	// Of what two translations of an article bring together nearly all is right; how much is found depends on how far they are apart.
	for _, para := range []int{1, 3} {
		for _, together := range []bool{false, true} {
			name := fmt.Sprintf("%d sentences a paragraph, together %v", para, together)
			check(name, scoreTranslated(t, list, para, together, !testing.Verbose() || para > 1 || together), .97, map[bool]float64{false: .86, true: .74}[together])
		}
	}
	var one translated
	for _, d := range list {
		one.a, one.b = append(one.a, d.a...), append(one.b, d.b...)
	}
	check("as one text", scoreTranslated(t, []translated{one}, 1, false, true), .95, .88)
	check("as texts", scoreAsTexts(t, list, true), .97, .7)
}
