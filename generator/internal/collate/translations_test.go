package collate

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// readTranslations returns sentences that two translators rendered from one original.
func readTranslations(t testing.TB) (a, b []string) {
	t.Helper()
	data, err := os.ReadFile("testdata/translations.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		x, y, _ := strings.Cut(strings.TrimSpace(line), "|")
		a, b = append(a, x), append(b, y)
	}
	return a, b
}

func TestSentencesOfTwoTranslatorsAreFound(t *testing.T) {
	a, b := readTranslations(t)
	t.Run("as two texts", func(t *testing.T) {
		texts := []witness.Text{{ID: "a", Lang: "en", Body: strings.Join(a, "\n\n")}, {ID: "b", Lang: "en", Body: strings.Join(b, "\n\n")}}
		c, _ := Compare(texts, Options{}).Of("a", "b")
		pa, pb := segment.Paragraphs(texts[0].Body), segment.Paragraphs(texts[1].Body)
		right, wrong := map[int]bool{}, 0 // an alignment may run over several sentences
		for _, al := range c.Alignments {
			for i := range pa {
				for j := range pb {
					if al.A.Overlaps(pa[i]) && al.B.Overlaps(pb[j]) {
						if i == j {
							right[i] = true
						} else if !(al.A.Overlaps(pa[j]) && al.B.Overlaps(pb[j])) {
							wrong++
							t.Logf("wrong %s %.2f\n  %s\n  %s", al.Kind, al.Score, al.A.In(texts[0].Body), al.B.In(texts[1].Body))
						}
					}
				}
			}
		}
		for i := range a {
			if !right[i] {
				t.Logf("missed\n  %s\n  %s", a[i], b[i])
			}
		}
		checkPairs(t, len(right), wrong, len(a), 0.92)
	})
	t.Run("as a text each", func(t *testing.T) {
		var texts []witness.Text
		for i := range a {
			texts = append(texts, witness.Text{ID: fmt.Sprintf("a%04d", i), Lang: "en", Body: a[i]}, witness.Text{ID: fmt.Sprintf("b%04d", i), Lang: "en", Body: b[i]})
		}
		r := Compare(texts, Options{})
		right, wrong := 0, 0
		body := map[string]string{}
		for _, x := range texts {
			body[x.ID] = x.Body
		}
		for _, c := range r.Comparisons {
			if c.A[1:] == c.B[1:] {
				right++
			} else {
				wrong++
				t.Logf("wrong\n  %s\n  %s", body[c.A], body[c.B])
			}
		}
		checkPairs(t, right, wrong, len(a), 0.82)
	})
}

func checkPairs(t *testing.T, right, wrong, all int, least float64) {
	t.Helper()
	p, r := float64(right)/float64(max(1, right+wrong)), float64(right)/float64(all)
	f := 2 * p * r / max(1e-9, p+r)
	t.Logf("pairs P %.3f R %.3f F1 %.3f", p, r, f)
	if f < least {
		t.Errorf("F1 of the pairs is %.3f, want at least %.2f", f, least)
	}
}
