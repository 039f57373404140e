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
