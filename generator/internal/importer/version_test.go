package importer

import (
	"strings"
	"testing"
	"time"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
)

const ferry = `<html lang="en"><head><title>Ferry stopped</title><meta property="og:site_name" content="The Courier"><link rel="canonical" href="https://courier.example/ferry?utm_source=x"></head>
<body><article><h1>Ferry stopped</h1><p>The office stopped the ferry after 12 complaints last week alone, the harbour said. It has run since 1961 without any pause.</p>
<p>Nobody was hurt, and the boats lie at the pier until the office has looked at them.</p></article></body></html>`

var ferryFolder = map[string]string{
	"sources/north/ferry.md": `---
title: Ferry stopped
publisher: Courier
url: http://www.courier.example/ferry/#top
captured: 2024-03-12
---
The office stopped the ferry after 12 complaints last week alone, the harbour said. It has run since 1961 without any pause.

Nobody was hurt, and the boats lie at the pier until the office has looked at them.
`,
}

func day(t *testing.T, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A page with a known address, however it is written, is not taken as a second source:
// the command is told that makes a version of it, and that command makes one.
func TestAPageThatIsThereIsAVersion(t *testing.T) {
	later := strings.ReplaceAll(ferry, "12 complaints", "21 complaints")
	im := New(read(t, ferryFolder), "")
	r := im.Import(Input{Name: "page.html", Data: []byte(later), Modified: saturday}, Options{})
	if len(r.Files) > 0 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Hint, "dossier import page.html --version-of ferry;") {
		t.Fatalf("got %v %q", r.Files, r.Problems)
	}
	r = im.Import(Input{Name: "page.html", Data: []byte(later), Modified: saturday}, Options{Version: VersionOf{Source: "ferry"}, KeepOriginal: true})
	if len(r.Problems) > 0 || len(r.Files) != 1 {
		t.Fatalf("got %v", r.Problems)
	}
	f := r.Files[0]
	if f.Path() != "sources/north/ferry@2026-11-21.md" || r.Original.Path() != "sources/north/ferry@2026-11-21.original.html" {
		t.Errorf("made %s, %s", f.Path(), r.Original.Path())
	}
	head, _, _ := strings.Cut(strings.TrimPrefix(string(f.Data), "---\n"), "---\n")
	for _, line := range strings.Split(strings.TrimSpace(head), "\n") {
		key, _, _ := strings.Cut(strings.TrimSpace(line), ":")
		if key != "captured" && key != "sha256" && key != "inferred" && key != "lang" {
			t.Errorf("the version repeats what the source says: %s", line)
		}
	}
	if told := strings.Join(r.Remarks, "\n"); !strings.Contains(told, "sentences: 1 changed") {
		t.Errorf("the change is not told: %s", told)
	}
	folder := map[string]string{"sources/north/ferry.md": ferryFolder["sources/north/ferry.md"]}
	sound(t, folder, r)
	d := read(t, folder)
	if len(d.Sources) != 1 || len(d.Sources[0].Earlier) != 1 || d.Sources[0].Publisher != "Courier" {
		t.Errorf("no source of two versions: %v", d.Sources)
	}
	// Once more: the same file is known, and so are its words at no address.
	im = New(d, "")
	if r := im.Import(Input{Name: "copy.html", Data: []byte(later)}, Options{}); len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Message, `imported before, as "ferry"`) {
		t.Errorf("got %v %v", r.Files, r.Problems)
	}
	text := "Ferry stopped\n\nThe office stopped the ferry after 12 complaints last week alone, the harbour said. It has run since 1961 without any pause.\n\nNobody was hurt, and the boats lie at the pier until the office looks at them.\n"
	if r := im.Import(Input{Name: "copy.txt", Data: []byte(text)}, Options{}); len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Message, "has nearly the same text") {
		t.Errorf("got %v %v", r.Files, r.Problems)
	}
	// The same words in another outlet are another source.
	other := strings.NewReplacer("The Courier", "The Gazette", "courier.example/ferry", "gazette.example/report").Replace(ferry)
	if r := im.Import(Input{Name: "other.html", Data: []byte(other)}, Options{Slug: ""}); len(r.Problems) > 0 && !strings.Contains(r.Problems[0].Message, "already") {
		t.Errorf("what another outlet has is called a version: %v", r.Problems)
	}
}

// A version is called after the day that is told for it.
func TestTheNameOfAVersion(t *testing.T) {
	for name, c := range map[string]struct {
		page, name, captured string
		modified             time.Time
		want                 string // empty where it is refused
	}{
		"as the user says":         {page: ferry, name: "print", modified: saturday, want: "print"},
		"captured":                 {page: ferry, captured: "2024-03-14", modified: saturday, want: "2024-03-14"},
		"the file":                 {page: ferry, modified: saturday, want: "2026-11-21"},
		"changed before the file":  {page: meta(`<meta property="article:modified_time" content="2024-03-15T10:00:00Z">`), modified: saturday, want: "2024-03-15"},
		"published, if nothing":    {page: meta(`<meta property="article:published_time" content="2024-03-11T08:00:00+01:00">`), want: "2024-03-11"},
		"nothing":                  {page: ferry},
		"the archive's address":    {page: strings.Replace(ferry, "https://courier", "https://web.archive.org/web/20240316101112/https://courier", 1), modified: saturday, want: "2024-03-16"},
		"taken, and so its minute": {page: ferry, modified: time.Date(2024, 3, 12, 19, 42, 0, 0, time.UTC), want: "2024-03-12T19-42"},
		"taken":                    {page: ferry, captured: "2024-03-12"},
		"taken by the user":        {page: ferry, name: "first", modified: saturday, want: "first"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := map[string]string{"sources/ferry.md": ferryFolder["sources/north/ferry.md"], "sources/ferry@2024-03-12.md": "---\ncaptured: 2024-03-12\n---\nOther words.\n"}
			o := Options{Version: VersionOf{Source: "ferry", Name: c.name}}
			if c.captured != "" {
				o.Captured = day(t, c.captured)
			}
			r := New(read(t, folder), "").Import(Input{Name: "p.html", Data: []byte(c.page), Modified: c.modified}, o)
			got := ""
			if len(r.Files) == 1 {
				_, got, _ = strings.Cut(string(r.Files[0].Slug), dossier.VersionMark)
			}
			if got != c.want {
				t.Errorf("the version is called %q, want %q (%v)", got, c.want, r.Problems)
			}
			sound(t, folder, r)
		})
	}
}

func meta(tag string) string { return strings.Replace(ferry, "<head>", "<head>"+tag, 1) }

// An annotation of words that only an earlier version has finds them.
func TestAnAnnotationOfAnEarlierVersion(t *testing.T) {
	folder := map[string]string{
		"sources/ferry.md":            ferryFolder["sources/north/ferry.md"],
		"sources/ferry@2024-03-14.md": "---\ncaptured: 2024-03-14\n---\nThe office stopped the ferry after 21 complaints last week alone, the harbour said.\n",
	}
	r := New(read(t, folder), "").Import(Input{Name: "a.jsonld", Data: []byte(`[{"type":"Annotation","body":"one","target":{"source":"https://courier.example/ferry","selector":{"type":"TextQuoteSelector","exact":"since 1961 without any pause"}}}]`)}, Options{})
	if len(r.Files) != 1 || !strings.Contains(string(r.Files[0].Data), "source: ferry\n") {
		t.Fatalf("got %v, refused %v", r.Files, r.Refused)
	}
	sound(t, folder, r)
}
