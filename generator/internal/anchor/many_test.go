package anchor

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"dossier/generator/internal/dossier"
)

// many are sources of n paragraphs with n citations of each, as they grow out of hand.
var many = []struct {
	name      string
	paragraph func(i int) string
	citation  func(i int) string
}{
	{"found", said, said},
	{"omission", said, func(i int) string { return strings.Replace(said(i), "must be built", "[…]", 1) }},
	{"common-part", said, func(i int) string { return fmt.Sprintf("The council said on Monday that […] number %d", i) }},
	{"common-parts", said, func(i int) string {
		return fmt.Sprintf("The council […] on Monday […] number %d must […] before the winter.", i)
	}},
	{"brackets", said, func(i int) string { return strings.Replace(said(i), "The council", "[T]he [town] council", 1) }},
	{"case", said, func(i int) string { return strings.ToUpper(said(i)) }},
	{"ambiguous", same, same},
	{"ambiguous-parts", same, func(int) string { return "The council […] the winter." }},
	{"missing", said, func(i int) string { return strings.Replace(said(i), "built", "sold", 1) }},
	{"missing-part", said, func(i int) string { return fmt.Sprintf("The council said […] number %d must be sold", i) }},
	{"cut-off", func(i int) string { return fmt.Sprintf("It is not true that house number %d is to be sold.", i) },
		func(i int) string { return fmt.Sprintf("house number %d is to be sold", i) }},
	{"quotations", func(i int) string { return fmt.Sprintf("“We build house number %d now,” the mayor said.", i) },
		func(i int) string { return fmt.Sprintf("We build house number %d now,", i) }},
}

func said(i int) string {
	return fmt.Sprintf("The council said on Monday that house number %d must be built before the winter.", i)
}

func same(int) string { return "The council said on Monday that it will act before the winter." }

// manyCited returns a dossier of one source with n paragraphs, and a note with n
// citations of it.
func manyCited(n int, paragraph, citation func(int) string) *dossier.Dossier {
	var source, note strings.Builder
	for i := range n {
		source.WriteString(paragraph(i) + "\n\n")
		fmt.Fprintf(&note, "> %s\n> — [[s]]\n\nA remark.\n\n", citation(i))
	}
	var parts dossier.Parts
	add(&parts, dossier.KindSource, "s", source.String())
	add(&parts, dossier.KindQuote, "q", note.String())
	d, _ := dossier.New(parts)
	return d
}

// What is made for n citations of a source grows with n, and not with its square: it is
// counted in bytes.
func TestManyCitationsOfOneSourceAreLinear(t *testing.T) {
	made := func(n int, paragraph, citation func(int) string) float64 {
		d := manyCited(n, paragraph, citation)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Resolve(d)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	for _, m := range many {
		if strings.HasPrefix(m.name, "ambiguous") {
			continue // each has n places, up to maxPassages
		}
		if few, more := made(300, m.paragraph, m.citation), made(1200, m.paragraph, m.citation); more > 6*few {
			t.Errorf("%s: %.0f bytes for 300 citations, %.0f for 1,200", m.name, few, more)
		}
	}
}

// So it is with one paragraph written again and again.
func TestEqualParagraphsAreLinear(t *testing.T) {
	made := func(n int) float64 {
		d := manyCited(n, same, func(i int) string {
			return []string{same(0), "The council […] the winter.", "The council sold […] the winter.", "it will not act"}[min(i, 3)]
		})
		d.Quotes[0].Citations = d.Quotes[0].Citations[:4]
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Resolve(d)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	if few, more := made(1500), made(6000); more > 6*few {
		t.Errorf("%.0f bytes for 1,500 paragraphs, %.0f for 6,000", few, more)
	}
}

// BenchmarkMany resolves 1,000 and 2,000 citations of one source: the second should take
// about twice the time of the first.
func BenchmarkMany(b *testing.B) {
	for _, m := range many {
		for _, n := range []int{1000, 2000} {
			d := manyCited(n, m.paragraph, m.citation)
			b.Run(fmt.Sprintf("%s/%d", m.name, n), func(b *testing.B) {
				for b.Loop() {
					Resolve(d)
				}
			})
		}
	}
}
