package anchor

import (
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func FuzzFix(f *testing.F) {
	f.Add("The statement, he noted, was clear_cut & final.", "The statement he *noted*, was clear\\_cut &amp; finale")
	f.Add("We receive confirmations of the establishment of contacts in the North-Atlantic alliance.", "We receive **confirmatiosn** of the establlishment of\n> contacts in the North Atlantic alliance!")
	f.Add("Russia supports Iraq, and 150 people must not leave.", "RUSSIA supports Iraq And 150 people\r\n> must not leave")
	f.Add("they said <nothing> more", "they siad &lt;nothing&gt; more")
	f.Add("He [the one] said: `x` *y* now", "He the one said x ==y now==")
	f.Fuzz(func(t *testing.T, source, quote string) {
		if !utf8.ValidString(source) || !utf8.ValidString(quote) {
			return
		}
		make := func(note []byte) *dossier.Dossier {
			var parts dossier.Parts
			file := diag.NewFile("sources/s.md", []byte(source))
			parts.Items = append(parts.Items, &dossier.Source{
				Entry: dossier.Entry{Kind: dossier.KindSource, Slug: "s", File: file}, Lang: "en",
				Text: dossier.NewText(markdown.ReadSource(file, 0)),
			})
			file = diag.NewFile("quotes/q.md", note)
			parts.Items = append(parts.Items, &dossier.Quote{Note: dossier.Note{
				Entry: dossier.Entry{Kind: dossier.KindQuote, Slug: "q", File: file},
				Body:  markdown.ReadNote(file, 0),
			}})
			d, _ := dossier.New(parts)
			return d
		}
		note := []byte("Before.\n\n> " + quote + "\n> — [[s]]\n\nAfter *all*.\n")
		d := make(note)
		e, diags := Resolve(d)
		fixes := e.Fixes()
		if len(fixes) == 0 {
			return
		}
		end := 0
		for _, x := range fixes {
			if x.Start < end || x.End < x.Start || string(note[x.Start:x.End]) != x.Old || strings.ContainsAny(x.New, "\r\n") {
				t.Fatalf("source %q, quote %q: fix %+v", source, quote, x)
			}
			if a, b := digits(x.Old), digits(x.New); a != b {
				t.Fatalf("source %q, quote %q: fix %q -> %q changes a number", source, quote, x.Old, x.New)
			}
			end = x.End
		}
		fixed := Apply(d.Notes()[0].File, fixes)
		again, left := Resolve(make(fixed))
		if len(left) >= len(diags) && len(diags) > 0 || len(again.All()) < len(e.All()) {
			t.Fatalf("source %q, quote %q: %d errors before, %d after:\n%s", source, quote, len(diags), len(left), fixed)
		}
		if more := again.Fixes(); len(more) > 0 {
			t.Fatalf("source %q, quote %q: fixed twice, %q -> %q:\n%s", source, quote, more[0].Old, more[0].New, fixed)
		}
	})
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsNumber(r) {
			return r
		}
		return -1
	}, s)
}
