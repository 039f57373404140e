package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/serve"
)

func TestMarksStandBelowWhatTheyMark(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"plain":   {"one two", "     3 | one two\n       |     ^^^ here\n"},
		"tab":     {"\tne two", "     3 | \tne two\n       | \t   ^^^ here\n"},
		"wide":    {"一二三 two", "     3 | 一二三 two\n       |        ^^^ here\n"},
		"accents": {"éà! two", "     3 | éà! two\n       |     ^^^ here\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			printExcerpt(&b, terminal{}, alarm, diag.Excerpt{Line: 3, Text: c.text, From: 5, To: 8, Label: "here"})
			if b.String() != c.want {
				t.Errorf("got\n%swant\n%s", b.String(), c.want)
			}
		})
	}
}

// TestLongLinesAreCutAroundTheMark marks words at all places of a long line:
// they are shown whole, on a row that fits.
func TestLongLinesAreCutAroundTheMark(t *testing.T) {
	line := strings.Repeat("lorem ipsum ", 60)
	for from := 1; from+5 <= len(line); from++ {
		var b strings.Builder
		printExcerpt(&b, terminal{width: 60, fixed: true}, alarm, diag.Excerpt{Line: 7, Text: line, From: from, To: from + 5})
		rows := strings.Split(b.String(), "\n")
		shown, under := []rune(rows[0]), []rune(rows[1])
		if len(shown) > 60 {
			t.Fatalf("column %d: %d columns wide: %q", from, len(shown), rows[0])
		}
		at := strings.IndexRune(string(under), '^')
		if got, want := string(shown[at:at+5]), line[from-1:from+4]; got != want {
			t.Fatalf("column %d: %q is marked, want %q\n%s", from, got, want, b.String())
		}
	}
	var b strings.Builder
	printExcerpt(&b, terminal{width: 60, fixed: true}, alarm, diag.Excerpt{Line: 7, Text: line, From: 1, To: len(line)})
	if first, _, _ := strings.Cut(b.String(), "\n"); len([]rune(first)) > 60 {
		t.Errorf("a mark that is longer than the row: %q", first)
	}
}

func TestNoFileSpeaksToTheTerminal(t *testing.T) {
	var b strings.Builder
	printDiagnostics(&b, []diag.Diagnostic{{
		File: "content/a.md", Line: 1, Column: 1, Message: "\x1b[2Jgone\u009b", Hint: diag.Say("\u202ehint\r"),
		Excerpts: []diag.Excerpt{{Line: 1, Text: "\x1b]0;title\a text", Label: "\x7f"}},
		Related:  []diag.Place{{File: "b.md", Message: "\x1b[31m"}},
	}})
	if i := strings.IndexAny(b.String(), "\x1b\a\r\x7f\u009b\u202e"); i >= 0 {
		t.Errorf("printed %q", b.String())
	}
	if !strings.Contains(b.String(), "␛[2Jgone") {
		t.Errorf("printed %q", b.String())
	}
}

// TestNoCommandLetsAFileSpeakToTheTerminal runs the commands that print what
// stands in files, on files that would set the title of the window and turn
// lines around.
func TestNoCommandLetsAFileSpeakToTheTerminal(t *testing.T) {
	const signs = "\x1b\a\u009b\u202e\u200e\u061c"
	const evil = "\x1b]0;owned\a\u009b\u202e\u200e\u061c"
	dir := t.TempDir()
	t.Chdir(dir)
	long := strings.Repeat("The establishment of contacts was confirmed by the harbour on Thursday. ", 3)
	write := func(name, data string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	title := `title: "A\e]0;owned\a\u009b\u202e\u200e\u061c"` + "\n"
	write("content/dossier.yaml", "title: T\n")
	write("content/sources/a.md", "---\n"+title+"---\n"+long+"\n\nOnly "+evil+" here stands what nobody else has.\n\nContacts with the other"+evil+" harbours were established.\n")
	write("content/sources/b.md", "---\n"+title+"---\n"+long+"\n\nNothing"+evil+" of the kind can be read in this one, it says.\n")
	note := []byte("---\nsource: a\n---\n> with the other" + evil + " harbours were lost\n\nWords.\n")
	write("content/annotations/n.md", string(note))
	write("templates/parts/mine"+evil+".html", `{{define "mine"}}{{end}}`)
	write("templates/page.html", "<p>"+evil+"</p>")
	write("page"+evil+".html", "<title>T"+evil+"</title><meta property='og:site_name' content='P"+evil+"'><nav>News "+evil+"</nav><article><p>"+long+"</p><p>"+long+"</p></article>")
	write("notes"+evil+".json", `[{"type":"Annotation","target":{"source":"https://x.example/\u001b]0;o\u0007","selector":{"type":"TextQuoteSelector","exact":"no such words\u001b]0;o\u0007\u200e"}}}]`)
	write("x"+evil+".pdf", "%PDF")
	for _, args := range [][]string{
		{"list"}, {"list", "no" + evil}, {"check", "no" + evil}, {"list", "citations"}, {"compare"}, {"compare", "a", "b"}, {"check"},
		{"import", "page" + evil + ".html", "notes" + evil + ".json", "missing" + evil + ".txt", "x" + evil + ".pdf"},
		{"templates", "list"}, {"templates", "diff"}, {"templates", "diff", "no" + evil}, {"frobnicate" + evil},
	} {
		var out, errs strings.Builder
		run(t.Context(), args, &out, &errs)
		said := out.String() + errs.String()
		if said == "" {
			t.Errorf("%q printed nothing", args)
		}
		for _, r := range said {
			if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) {
				t.Errorf("%q printed %q:\n%q", args, r, said)
				break
			}
		}
	}
	var told strings.Builder
	server := teller{out: &told, errs: &told, heard: (&options{}).heard, shown: map[string]bool{}}
	server.tell(serve.Message{Paths: []string{"sources/" + evil + ".md"}})
	server.tell(serve.Message{Err: errors.New("read sources/" + evil)})
	if strings.ContainsAny(told.String(), signs) || strings.Count(told.String(), "owned") != 2 {
		t.Errorf("serve printed %q", told.String())
	}
	file := diag.NewFile("content/annotations/n.md", note)
	var out strings.Builder
	if err := mend(&out, "content", []anchor.Fix{{File: file, Start: 0, End: len(note), Line: 1, Old: evil, New: evil}}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), signs) || !strings.Contains(out.String(), "owned") {
		t.Errorf("check --fix printed %q", out.String())
	}
}

func TestSeveritiesHaveColoursOnATerminalOnly(t *testing.T) {
	excerpt := diag.Excerpt{Line: 1, Text: "x", From: 1, To: 2}
	var plainly, coloured strings.Builder
	printExcerpt(&plainly, terminal{}, alarm, excerpt)
	printExcerpt(&coloured, terminal{colours: true}, alarm, excerpt)
	if strings.Contains(plainly.String(), "\x1b") || !strings.Contains(coloured.String(), "\x1b[31;1m^\x1b[0m") {
		t.Errorf("plainly %q, coloured %q", plainly.String(), coloured.String())
	}
}
