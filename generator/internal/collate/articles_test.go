package collate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"dossier/generator/internal/edtf"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// TestArticlesAlignAsACarefulReaderMarksThem checks the case file of the five
// articles: every wanted alignment is found, and nothing that the file does not list.
func TestArticlesAlignAsACarefulReaderMarksThem(t *testing.T) {
	texts, cases := readArticles(t)
	r := Compare(texts, Options{})
	body := map[string]string{}
	for _, x := range texts {
		body[x.ID] = x.Body
	}
	seen := map[string]bool{}
	for _, f := range cases {
		a, b, _ := strings.Cut(f.Name, " ")
		seen[f.Name] = true
		c, _ := r.Of(a, b)
		checkPair(t, f, body[a], body[b], c.Alignments)
	}
	for _, c := range r.Comparisons {
		if !seen[c.A+" "+c.B] {
			t.Errorf("%s and %s are related, and the case file does not know them", c.A, c.B)
		}
	}
}

// entry is one passage pair of the case file.
type entry struct {
	word  string // want, or, may
	kinds []string
	a, b  segment.Span
}

func checkPair(t *testing.T, f txtar.File, bodyA, bodyB string, found []Alignment) {
	entries := parseCase(t, f, bodyA, bodyB)
	show := func(al Alignment) string {
		return fmt.Sprintf("%s moved=%v score=%.2f\n  A: %s\n  B: %s", al.Kind, al.Moved, al.Score, al.A.In(bodyA), al.B.In(bodyB))
	}
	for _, al := range found {
		var a, b []segment.Span
		kind := false
		for _, e := range entries {
			if e.a.Overlaps(al.A) && e.b.Overlaps(al.B) {
				a, b = append(a, e.a), append(b, e.b)
				kind = kind || slices.Contains(e.kinds, string(al.Kind))
			}
		}
		switch {
		case len(a) == 0:
			t.Errorf("%s: false match: %s", f.Name, show(al))
		case covered(al.A, a) < 0.8 || covered(al.B, b) < 0.8:
			t.Errorf("%s: too wide: %s", f.Name, show(al))
		case !kind:
			t.Errorf("%s: wrong kind: %s", f.Name, show(al))
		}
	}
	for i, e := range entries {
		if e.word != "want" {
			continue
		}
		ok := answered(e, found)
		for _, o := range entries[i+1:] {
			if o.word != "or" {
				break
			}
			ok = ok || answered(o, found)
		}
		if !ok {
			t.Errorf("%s: not found:\n  A: %s\n  B: %s", f.Name, e.a.In(bodyA), e.b.In(bodyB))
		}
	}
}

// answered reports whether found covers four fifths of both sides of e.
func answered(e entry, found []Alignment) bool {
	var a, b []segment.Span
	for _, al := range found {
		if e.a.Overlaps(al.A) && e.b.Overlaps(al.B) {
			a, b = append(a, al.A), append(b, al.B)
		}
	}
	return covered(e.a, a) >= 0.8 && covered(e.b, b) >= 0.8
}

// covered returns the share of s that lies in list.
func covered(s segment.Span, list []segment.Span) float64 {
	n := 0
	for i := s.Start; i < s.End; i++ {
		if slices.ContainsFunc(list, func(o segment.Span) bool { return o.Start <= i && i < o.End }) {
			n++
		}
	}
	return float64(n) / float64(s.Len())
}

func readArticles(t testing.TB) ([]witness.Text, []txtar.File) {
	t.Helper()
	ar, err := txtar.ParseFile("testdata/articles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var texts []witness.Text
	var cases []txtar.File
	for _, f := range ar.Files {
		id, ok := strings.CutSuffix(f.Name, ".txt")
		if !ok {
			cases = append(cases, f)
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
	return texts, cases
}

func parseCase(t *testing.T, f txtar.File, bodyA, bodyB string) []entry {
	t.Helper()
	var out []entry
	var lines []string
	for line := range strings.Lines(string(f.Data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	if len(lines)%3 != 0 {
		t.Fatalf("%s: entries have three lines each", f.Name)
	}
	for i := 0; i < len(lines); i += 3 {
		words := strings.Fields(lines[i])
		out = append(out, entry{words[0], words[1:], locate(t, bodyA, lines[i+1]), locate(t, bodyB, lines[i+2])})
	}
	return out
}

// locate finds "first words … last words" in body. Words before a "|" lead to the place
// and are not part of it.
func locate(t *testing.T, body, want string) segment.Span {
	t.Helper()
	want, last, _ := strings.Cut(want, " … ")
	before, first, ok := strings.Cut(want, "| ")
	if !ok {
		before, first = "", want
	}
	first = before + first
	if strings.Count(body, first) != 1 {
		t.Fatalf("%q stands %d times", first, strings.Count(body, first))
	}
	start := strings.Index(body, first) + len(before)
	end := strings.Index(body[start:], last)
	if end < 0 {
		t.Fatalf("%q does not follow %q", last, first)
	}
	return segment.Span{Start: start, End: start + end + len(last)}
}
