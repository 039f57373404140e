package anchor

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
)

// load reads a content folder as far as citations need it.
func load(t testing.TB, content string) *dossier.Dossier {
	t.Helper()
	var parts dossier.Parts
	for _, kind := range dossier.Kinds() {
		names, err := filepath.Glob(filepath.Join(content, kind.Folder(), "*.md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			add(&parts, kind, dossier.Slug(strings.TrimSuffix(filepath.Base(name), ".md")), string(data))
		}
	}
	d, _ := dossier.New(parts)
	return d
}

// add puts one content file into parts.
func add(parts *dossier.Parts, kind dossier.Kind, slug dossier.Slug, data string) {
	file := diag.NewFile(kind.Folder()+"/"+string(slug)+".md", []byte(data))
	entry := dossier.Entry{Kind: kind, Slug: slug, File: file}
	body, of := 0, ""
	if rest, ok := strings.CutPrefix(data, "---\n"); ok {
		end := strings.Index(rest, "\n---\n")
		body = len("---\n") + end + len("\n---\n")
		for line := range strings.Lines(rest[:end]) {
			if name, ok := strings.CutPrefix(line, "source: "); ok {
				of = strings.TrimSpace(name)
			}
		}
	}
	if kind == dossier.KindSource {
		parts.Items = append(parts.Items, &dossier.Source{Entry: entry, Lang: "en", Text: dossier.NewText(markdown.ReadSource(file, body))})
		return
	}
	note := dossier.Note{Entry: entry, Body: markdown.ReadNote(file, body)}
	switch kind {
	case dossier.KindAnnotation:
		parts.Items = append(parts.Items, &dossier.Annotation{Note: note, Source: dossier.Ref{Name: of}})
	case dossier.KindQuote:
		parts.Items = append(parts.Items, &dossier.Quote{Note: note})
	case dossier.KindEvent:
		parts.Items = append(parts.Items, &dossier.Event{Note: note})
	case dossier.KindPerson:
		parts.Items = append(parts.Items, &dossier.Person{Note: note})
	case dossier.KindPage:
		parts.Items = append(parts.Items, &dossier.Page{Note: note})
	}
}

func TestEveryCitationOfTheShippedDossierIsFound(t *testing.T) {
	d := load(t, "../../../content")
	e, diags := Resolve(d)
	for _, p := range diags {
		t.Errorf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
	}
	t.Logf("%d citations", len(e.All()))
	for _, c := range e.All() {
		t.Logf("%s:%d %q -> %q", c.Citation.Note.File.Name, c.Citation.Quote.Line, c.Citation.Quote.Text, c.Passage.In(c.Citation.Source.Plain))
	}
}
