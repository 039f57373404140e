package page

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/encoding"
	"dossier/generator/internal/markdown"
)

// FuzzBlocks checks that any blocks, written as Markdown, read as themselves:
// kind, text and all.
func FuzzBlocks(f *testing.F) {
	f.Add("a\x00b", []byte("pihqc"))
	f.Add("# x\x00- y\x001. z\x00> a\x00```\x00===\x00[a]: b\x00\u00a0 c \u00a0\x00a\\\x00*b*\x00_c_d_\x00&amp;\x00<a:b>\x00![x](y)\x00\t\x00x #", []byte("ppppppppppppppph"))
	f.Fuzz(func(t *testing.T, texts string, kinds []byte) {
		texts = strings.ToValidUTF8(texts, "?")
		var in []block.Block
		for i, text := range strings.Split(texts, "\x00") {
			b := block.Block{Kind: markdown.Paragraph, Text: text}
			k := byte('p')
			if i < len(kinds) {
				k = kinds[i]
			}
			switch k % 8 {
			case 0:
				b.Kind, b.Level = markdown.Heading, int(k%6)+1
			case 1:
				b.Kind, b.Group = markdown.Item, int(k/64)
			case 2:
				b.Kind, b.Group, b.Number = markdown.Item, int(k/64), int(k/8)
			case 3:
				b.Kind, b.Group, b.More = markdown.Item, int(k/64), true
			case 4:
				b.Kind, b.Group = markdown.Quoted, int(k/64)
			case 5:
				b.Kind = markdown.Code
			}
			in = append(in, b)
		}
		blocks := block.Settle(in)
		body := block.Markdown(blocks)
		s := markdown.ReadSource(diag.NewFile("x", []byte(body)), 0)
		if want := block.Plain(blocks); s.Plain.Text != want {
			t.Fatalf("reads as %q, want %q\n%s", s.Plain.Text, want, body)
		}
		if len(s.Blocks) != len(blocks) {
			t.Fatalf("%d blocks, want %d\n%s", len(s.Blocks), len(blocks), body)
		}
		for i, b := range blocks {
			if s.Blocks[i].Kind != b.Kind {
				t.Fatalf("block %d is a %s, want a %s\n%s", i, s.Blocks[i].Kind, b.Kind, body)
			}
		}
	})
}

// unspaced returns text without white space and control characters.
func unspaced(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)), "")
}

// FuzzText checks that of whatever is kept of a page the text reads back as it
// was written, and no letter is lost or added.
func FuzzText(f *testing.F) {
	archives := []string{"../testdata/pages.txtar", "../testdata/pages-markup.txtar"}
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range a.Files {
			if strings.HasSuffix(x.Name, ".html") {
				f.Add(x.Data)
			}
		}
	}
	f.Add([]byte("<p>1. one <p>2) two <p># three <p>- four <p>a\\ b* _c_ `d` [e](f) <g@h.i> &amp;amp; &lt;http://x.y&gt; ~~~ &nbsp;"))
	f.Add([]byte("<ol start=7><li>a<ol><li>b</ol>c<li value=99>d</ol><pre><code>x\n\n```\ny</code></pre><blockquote><p># a<p>b</blockquote>"))
	f.Add([]byte("<title>\xa0T\xa0</title><p class=byline>By \xa0Ann</p><p>\xa0<p>Words, and more of them.\xa0"))
	f.Add([]byte("<ol><li>one, <q><p>two</p></q><li><q> <ol></ol>three</q></ol>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text := encoding.Decode(data, "", "").Text
		p, err := Read(text, Choice{})
		if err != nil {
			return
		}
		p.restore("")
		p.trim()
		blocks, quoted := p.blocks()
		body := block.Markdown(blocks)
		if got, want := markdown.ReadSource(diag.NewFile("x", []byte(body)), 0).Plain.Text, block.Plain(blocks); got != want {
			t.Fatalf("reads back as %q, want %q", got, want)
		}
		var kept strings.Builder
		for _, x := range p.texts {
			if p.kept[x] {
				kept.WriteString(x.Data)
			}
		}
		// Numbers of lists and the marks of q elements are printed by browsers.
		if !quoted && !strings.Contains(strings.ToLower(text), "<ol") {
			if got, want := unspaced(markdown.ReadSource(diag.NewFile("x", []byte(body)), 0).Plain.Text), unspaced(kept.String()); got != want {
				t.Fatalf("the page has %q, the source %q", want, got)
			}
		}
	})
}
