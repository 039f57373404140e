package anchor

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
)

// prose returns about so many bytes of made-up prose, with a few words that
// are common and many that are rare, in paragraphs.
func prose(seed uint64, size int) string {
	r := rand.New(rand.NewPCG(seed, 7))
	syllables := strings.Fields("ka lo mi ter an pro shi ven du ra el qua sto ne bri os tu fal gre im")
	common := strings.Fields("the of and to in that is was for on with as by it at from his not are this")
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		words := 8 + r.IntN(16)
		for i := range words {
			w := common[r.IntN(len(common))]
			if r.IntN(5) > 1 {
				w = ""
				for range 1 + r.IntN(4) {
					w += syllables[r.IntN(len(syllables))]
				}
			}
			if i == 0 {
				w = match.SwapFirst(w)
			} else {
				b.WriteByte(' ')
			}
			b.WriteString(w)
			if i+1 < words && r.IntN(9) == 0 {
				b.WriteByte(',')
			}
		}
		b.WriteByte('.')
		if n%6 == 5 {
			b.WriteString("\n\n")
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

const benchSize = 500_000

// sentence returns a sentence from the middle of text.
func sentence(text string) string {
	middle := text[len(text)/2:]
	middle = middle[strings.Index(middle, ". ")+2:]
	return middle[:strings.Index(middle, ".")+1]
}

func BenchmarkPrepare(b *testing.B) {
	text := prose(1, benchSize)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		match.Prepare(text, "")
	}
}

func BenchmarkFind(b *testing.B) {
	text := prose(1, benchSize)
	t := match.Prepare(text, "")
	repeated := match.Prepare(strings.TrimSpace(strings.Repeat("war ", benchSize/4)), "")
	one := sentence(text)
	words := strings.Fields(one)
	changed := func(i int, w string) string {
		c := append([]string(nil), words...)
		c[i] = w
		return strings.Join(c, " ")
	}
	long := text[len(text)/4 : len(text)/4*3]
	long = long[strings.IndexByte(long, ' ')+1 : strings.LastIndexByte(long, ' ')]
	for _, bench := range []struct {
		name string
		text *match.Text
		q    string
		want int
	}{
		{"present", t, one, 1},
		{"case", t, strings.ToUpper(one), 1},
		{"omission", t, words[0] + " " + words[1] + " " + words[2] + " […] " + strings.Join(words[4:], " "), 1},
		{"brackets", t, "[" + words[0] + "] " + strings.Join(words[1:4], " ") + " [so] " + strings.Join(words[4:], " "), 1},
		{"absent-one-word", t, changed(len(words)/2, "zebra"), 0},
		{"absent", t, "zebras gallop nightly through quiet frozen meadows of the north", 0},
		{"half-of-it", t, long, 1},
		{"half-of-it-changed", t, strings.Replace(long, " the ", " not ", 1), 0},
		{"half-of-it-omission", t, long[:len(long)/2] + " […] " + long[len(long)/2:], -1},
		{"half-of-it-brackets", t, strings.ReplaceAll(long, " the ", " [the] "), -1},
		{"repeated-word", repeated, strings.Repeat("war ", 10), -1},
		{"repeated-word-long", repeated, strings.Repeat("war ", benchSize/8), -1},
		{"repeated-word-absent", repeated, strings.Repeat("war ", 10) + "peace", 0},
		{"repeated-word-long-absent", repeated, strings.Repeat("war ", benchSize/8) + "peace", 0},
		{"repeated-word-omissions", repeated, strings.Repeat("war […] ", 60) + "war", -1},
		{"repeated-word-omissions-absent", repeated, strings.Repeat("war […] ", 60) + "peace", 0},
		{"repeated-word-brackets", repeated, strings.Repeat("war [war] ", 30) + "peace", 0},
		{"repeated-word-hyphens", repeated, strings.Repeat("war- war ", 30) + "peace", 0},
	} {
		q := match.Quote{Text: strings.TrimSpace(bench.q)}
		b.Run(bench.name, func(b *testing.B) {
			f := bench.text.Find(q)
			if bench.want >= 0 && f.Total != bench.want {
				b.Fatalf("%d passages, want %d", f.Total, bench.want)
			}
			for b.Loop() {
				bench.text.Find(q)
			}
		})
	}
}

// BenchmarkResolve resolves 20,000 citations of 10,000 sources.
func BenchmarkResolve(b *testing.B) {
	const sources, citations = 10_000, 20_000
	var parts dossier.Parts
	for i := range sources {
		slug := dossier.Slug(fmt.Sprintf("s%d", i))
		file := diag.NewFile("sources/"+string(slug)+".md", []byte(prose(uint64(i), 3500)))
		s := &dossier.Source{Entry: dossier.Entry{Kind: dossier.KindSource, Slug: slug, File: file}, Lang: "en", Text: dossier.NewText(markdown.ReadSource(file, 0))}
		parts.Items = append(parts.Items, s)
	}
	for i := range citations / 10 {
		var body strings.Builder
		for k := range 10 {
			s := parts.Items[(i*10+k)/2].(*dossier.Source)
			q := sentence(s.Plain)
			if k%2 == 1 {
				q = sentence(s.Plain[:len(s.Plain)/2])
			}
			if k == 9 { // one in ten is wrong
				q = "zebra " + q
			}
			fmt.Fprintf(&body, "> %s\n> — [[%s]]\n\nA remark.\n\n", q, s.Slug)
		}
		slug := dossier.Slug(fmt.Sprintf("n%d", i))
		file := diag.NewFile("quotes/"+string(slug)+".md", []byte(body.String()))
		parts.Items = append(parts.Items, &dossier.Quote{Note: dossier.Note{
			Entry: dossier.Entry{Kind: dossier.KindQuote, Slug: slug, File: file},
			Body:  markdown.ReadNote(file, 0),
		}})
	}
	d, _ := dossier.New(parts)
	b.ResetTimer()
	for b.Loop() {
		e, diags := Resolve(d)
		if len(e.All()) < citations*8/10 || len(diags) < citations/10 {
			b.Fatalf("%d found, %d reported", len(e.All()), len(diags))
		}
	}
}
