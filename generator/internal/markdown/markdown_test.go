package markdown

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
)

// TestNotes shows, for each note, its blocks with their words, marks,
// attribution and HTML.
func TestNotes(t *testing.T) {
	casefile.Run(t, "testdata/notes*.txtar", func(_ *testing.T, name, input string) string {
		file := diag.NewFile(name, []byte(strings.ReplaceAll(input, "␍", "\r")))
		doc := ReadNote(file, 0)
		var b strings.Builder
		for _, block := range doc.Blocks {
			if q := block.Quote; q != nil {
				fmt.Fprintf(&b, "quote line %d: %q\n", q.Line, q.Text)
				for _, m := range q.Marked {
					fmt.Fprintf(&b, "  marked %q\n", m.In(q.Text))
				}
				if q.Attribution != nil {
					fmt.Fprintf(&b, "  source %q\n", q.Attribution.Target)
				}
				if q.Locator != "" {
					fmt.Fprintf(&b, "  locator %q %s\n", q.Locator, block.LocatorHTML(Style{Address: func(i int) string { return doc.References[i].Destination }}))
				}
				if q.Callout {
					b.WriteString("  callout\n")
				}
				for _, x := range q.Beside {
					fmt.Fprintf(&b, "  beside the words: %s %q\n", x.What, file.Data[x.Start:x.End])
				}
				fmt.Fprintf(&b, "  written %q\n", file.Data[q.Start:q.End])
				for _, t := range q.Translations {
					fmt.Fprintf(&b, "  translation %s by %q: %q marked %q\n", t.Lang, t.By, t.Text(nil), file.Data[t.Start:t.End])
				}
			} else {
				fmt.Fprintf(&b, "prose line %d: %q\n", block.line(), block.Text(nil))
			}
			style := Style{
				HeadingShift: 1, IDPrefix: "x-", Resolve: func(l Link) Target {
					return Target{Href: "to/" + l.Target, Text: strings.ToUpper(l.Target)}
				},
				Address:   func(i int) string { return doc.References[i].Destination },
				HeadingID: func(i int) string { return doc.Headings[i].ID },
			}
			html := block.HTML(style)
			for line := range strings.Lines(html) {
				fmt.Fprintf(&b, "  | %s", line)
			}
			if html != "" && !strings.HasSuffix(html, "\n") {
				b.WriteString("\n")
			}
		}
		for _, l := range doc.Links {
			line, column := file.Position(l.Start)
			fmt.Fprintf(&b, "link %d:%d %q %q\n", line, column, l.Target, l.Text)
		}
		for _, h := range doc.Headings {
			fmt.Fprintf(&b, "heading %d %q %s %q\n", h.Level, h.Text, h.ID, file.Data[h.Start:h.End])
		}
		for _, r := range doc.References {
			line, column := file.Position(r.Start)
			fmt.Fprintf(&b, "reference %d:%d %q picture=%v %q written %q\n", line, column, r.Destination, r.Picture, r.Text, file.Data[r.Start:r.End])
		}
		for _, p := range doc.Problems {
			fmt.Fprintf(&b, "%d:%d %s [%s] %s; %s\n", p.Line, p.Column, p.Severity, p.Code, p.Message, shell.Hint(p.Hint))
		}
		for _, n := range doc.Nested {
			line, column := file.Position(n.Start)
			fmt.Fprintf(&b, "nested citation %d:%d\n", line, column)
		}
		return b.String()
	})
}

// TestSources shows, for each source, its plain text with its structure.
func TestSources(t *testing.T) {
	casefile.Run(t, "testdata/sources*.txtar", func(_ *testing.T, name, input string) string {
		file := diag.NewFile(name, []byte(strings.ReplaceAll(input, "␍", "\r")))
		s := ReadSource(file, 0)
		var b strings.Builder
		for _, block := range s.Blocks {
			lang := ""
			if block.Lang != "" {
				lang = " in " + block.Lang
			}
			fmt.Fprintf(&b, "%s line %d%s: %q\n", block.Kind, block.Line, lang, block.In(s.Plain.Text))
		}
		for _, in := range s.Inlines {
			fmt.Fprintf(&b, "%s %q %s\n", in.Kind, in.In(s.Plain.Text), in.Href)
		}
		for _, p := range s.Problems {
			fmt.Fprintf(&b, "%d:%d %s [%s] %s\n", p.Line, p.Column, p.Severity, p.Code, p.Message)
		}
		return b.String()
	})
}

func TestTextNamesWhatLinksLeadTo(t *testing.T) {
	doc := ReadNote(diag.NewFile("n.md", []byte("See [[iria]], [[rt|that text]] and [[gone]].\n")), 0)
	name := func(l Link) string {
		return map[string]string{"iria": "IRIA", "rt": "RT"}[l.Target]
	}
	if got, want := doc.Blocks[0].Text(name), "See IRIA, that text and gone."; got != want {
		t.Errorf("Text is %q, want %q", got, want)
	}
}

// FuzzReadSource checks that blocks tile the plain text with empty lines
// between them and that no word of plain prose is lost.
func FuzzReadSource(f *testing.F) {
	f.Add("Some text\nwith &amp; lines.\n\n1. one\n2. two\n\n> quoted\n")
	f.Add("# Title\n\n*emphasis* [link](http://example.org) `code`\r\n\r\n```\ncode\n```\n")
	f.Add("Words.\n\n{lang=ru}\nСлова.\n\n{ lang=\"de\" }\n> Worte\n\n- {lang=fr}\n  mots\n")
	f.Fuzz(func(t *testing.T, input string) {
		input = strings.ToValidUTF8(input, "?")
		s := ReadSource(diag.NewFile("f.md", []byte(input)), 0)
		at := 0
		for i, b := range s.Blocks {
			if i > 0 {
				if !strings.HasPrefix(s.Plain.Text[at:], "\n\n") {
					t.Fatalf("block %d does not start after an empty line: %q", i, s.Plain.Text)
				}
				at += 2
			}
			if b.Start != at || b.End < b.Start {
				t.Fatalf("block %d is %v, want start %d", i, b.Span, at)
			}
			at = b.End
			if strings.Contains(b.In(s.Plain.Text), "\n") {
				t.Fatalf("block %d holds a line end: %q", i, b.In(s.Plain.Text))
			}
		}
		if at != len(s.Plain.Text) {
			t.Fatalf("text goes on after the last block: %q", s.Plain.Text[at:])
		}
		for _, in := range s.Inlines {
			if in.Start < 0 || in.End > at || in.Start > in.End {
				t.Fatalf("inline %v outside the text", in)
			}
		}
	})
}

// FuzzOrigin checks that a note's words lead back to where they are written.
func FuzzOrigin(f *testing.F) {
	f.Add("> one &mdash; *two*\n> three\\* ==four==\n> — [[x]]\n")
	f.Fuzz(func(t *testing.T, input string) {
		input = strings.ToValidUTF8(input, "?")
		for _, b := range ReadNote(diag.NewFile("f.md", []byte(input)), 0).Blocks {
			if b.Quote == nil {
				continue
			}
			last := 0
			for i := range b.Quote.Text {
				from, to := b.Quote.Origin(i, i+1)
				if from < last || to < from || to > len(input) {
					t.Fatalf("byte %d of %q comes from [%d,%d) after %d", i, b.Quote.Text, from, to, last)
				}
				last = from
			}
		}
	})
}

func TestBrokenLinksAreToldFromMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"See [[rferl], he said":              "[[rferl] rferl",
		"See [[rferl":                        "[[rferl rferl",
		"See [[people/a|the minister] there": "[[people/a|the minister] people/a",
		"See [[rferl|]].":                    "[[rferl|]] rferl",
		"See [[]] and":                       "[[]] ",
		"See [[|x]]":                         "[[|x]] ",
		"> — [[rferl]\n":                     "[[rferl] rferl",
		"See [[rferl]] and [[a|b]]":          "",
		"See [[1](https://example.org)]":     "",
		"See [[1][2]]\n\n[2]: /x":            "",
		"See `[[rferl]` and \\[[rferl]":      "",
		"[[Interior Ministry] officials]":    "",
	} {
		file := diag.NewFile("f.md", []byte(text))
		var got []string
		for _, l := range ReadNote(file, 0).Broken {
			got = append(got, text[l.Start:l.End]+" "+l.Target)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestOfBlockquotesInOneAnotherTheOutermostIsNested(t *testing.T) {
	doc := ReadNote(diag.NewFile("f.md", []byte("> a\n>> b\n>>>> c\n\n- > d\n  > > e\n- > f\n")), 0)
	if len(doc.Nested) != 3 {
		t.Errorf("%d nested blockquotes, want the one in the first and those of the two items: %v", len(doc.Nested), doc.Nested)
	}
}
