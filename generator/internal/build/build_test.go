package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/templates"

	"dossier/generator/internal/publish"
)

// madeDossier returns a content folder of n sources of about 500 words, each
// with an annotation, and a quotation for every second one. The same n gives
// the same folder.
func madeDossier(tb testing.TB, n int) afero.Fs {
	tb.Helper()
	r := rand.New(rand.NewPCG(1, uint64(n)))
	word := func() string {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			b.WriteByte("bcdfghklmnprstvw"[r.IntN(16)])
			b.WriteByte("aeiou"[r.IntN(5)])
		}
		return b.String()
	}
	stock := make([]string, 4000)
	for i := range stock {
		stock[i] = word()
	}
	sentence := func() string {
		words := make([]string, 8+r.IntN(14))
		for i := range words {
			words[i] = stock[int(float64(len(stock))*r.Float64()*r.Float64())]
		}
		return strings.ToUpper(words[0][:1]) + strings.Join(words, " ")[1:] + "."
	}
	files := afero.NewMemMapFs()
	put := func(name, format string, args ...any) {
		if err := afero.WriteFile(files, name, fmt.Appendf(nil, format, args...), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	put("dossier.yaml", "title: Made\n")
	for i := range 20 {
		put(fmt.Sprintf("people/p%d.md", i), "---\nname: Person %d\n---\nSpeaks.\n", i)
	}
	for i := range n {
		var text strings.Builder
		first := ""
		for p := range 8 {
			for s := range 4 {
				line := sentence()
				if p == 3 && s == 1 {
					first = line
				}
				text.WriteString(line + " ")
			}
			text.WriteString("\n\n")
		}
		put(fmt.Sprintf("sources/s%05d.md", i), "---\ntitle: Source %d\npublisher: Outlet %d\npublished: 20%02d-%02d\n---\n%s", i, i%12, i%20, 1+i%12, text.String())
		put(fmt.Sprintf("annotations/a%05d.md", i), "---\nsource: s%05d\n---\n> %s\n\nA remark, see [[s%05d]].\n", i, first, (i+1)%n)
		if i%2 == 0 {
			put(fmt.Sprintf("quotes/q%05d.md", i), "---\ntitle: Quotation %d\nspeaker: p%d\nsaid: 20%02d\n---\n> %s\n> — [[s%05d]]\n", i, i%20, i%20, first, i)
		}
	}
	return files
}

func input(content afero.Fs) Input {
	return Input{Content: content, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}}
}

func TestMadeDossierHasNoProblems(t *testing.T) {
	r, err := Check(context.Background(), input(madeDossier(t, 20)))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		t.Errorf("%s:%d: %s", d.File, d.Line, d.Message)
	}
	if got := len(r.Evidence.All()); got != 30 {
		t.Errorf("%d citations were found, want 30", got)
	}
}

// BenchmarkCheck and BenchmarkBuild say how the cost grows with the number of
// sources: compare ns/source between the sizes.
func BenchmarkCheck(b *testing.B) {
	sizes(b, func(r *Result) error { return nil })
}

func BenchmarkBuild(b *testing.B) {
	sizes(b, func(r *Result) error {
		_, err := r.Write(context.Background(), publish.On(afero.NewMemMapFs()), publish.Options{})
		return err
	})
}

func sizes(b *testing.B, after func(*Result) error) {
	for _, n := range []int{100, 1000} {
		content := madeDossier(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				r, err := Check(context.Background(), input(content))
				if err != nil {
					b.Fatal(err)
				}
				if err := after(r); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/source")
		})
	}
}
