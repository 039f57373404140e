package frontmatter

import (
	"strings"
	"testing"

	"dossier/generator/internal/diag"
)

func TestValuesStayAsTheyAreWritten(t *testing.T) {
	file := diag.NewFile("f.md", []byte("---\ntitle: \"1984: a year\"\ndate: 2015-03\nyes: no\nlist: [a, 2015]\nwhy:\n  date: >-\n    because\n    of this\n---\nBody\n"))
	f, body := Split(file)
	if got := string(file.Data[body:]); got != "Body\n" {
		t.Errorf("the body is %q", got)
	}
	for key, want := range map[string]string{"title": "1984: a year", "date": "2015-03", "yes": "no", "absent": ""} {
		if got := f.Text(key); got.Text != want {
			t.Errorf("%s is %q, want %q", key, got.Text, want)
		}
	}
	if v := f.Text("date"); string(file.Data[v.Start:v.End]) != "2015-03" {
		t.Errorf("date stands at %q", file.Data[v.Start:v.End])
	}
	if l := f.List("list"); len(l) != 2 || l[1].Text != "2015" {
		t.Errorf("list is %v", l)
	}
	if p := f.Pairs("why"); len(p) != 1 || p[0].Key.Text != "date" || p[0].Value.Text != "because of this" {
		t.Errorf("why is %v", p)
	}
	if d := f.Finish(); len(d) != 0 {
		t.Errorf("diagnostics: %v", d)
	}
}

func TestFilesWithoutFrontMatterAreAllBody(t *testing.T) {
	for _, text := range []string{"", "Words\n---\nmore\n", "----\na: b\n----\n"} {
		f, body := Split(diag.NewFile("f.md", []byte(text)))
		if body != 0 || f.Has("a") {
			t.Errorf("%q: the body starts at %d", text, body)
		}
	}
}

func TestAByteOrderMarkIsReadOver(t *testing.T) {
	file := diag.NewFile("f.md", []byte("\ufeff---\ntitle: T\n---\nBody\n"))
	f, body := Split(file)
	if got := f.Text("title").Text; got != "T" || string(file.Data[body:]) != "Body\n" {
		t.Errorf("title %q, body %q", got, file.Data[body:])
	}
	file = diag.NewFile("f.md", []byte("\ufeffBody\n"))
	if _, body := Split(file); string(file.Data[body:]) != "Body\n" {
		t.Errorf("body %q", file.Data[body:])
	}
}

// FuzzSplit checks that every value and diagnostic stands within the file.
func FuzzSplit(f *testing.F) {
	f.Add("---\ntitle: x\nlist: [a, b]\nmap:\n  k: v\n---\nbody")
	f.Add("---\r\na: \"é\r\n---\r\n")
	f.Add("---\n? [a]\n: b\n*x: y\n---")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		file := diag.NewFile("f.md", []byte(text))
		fields, body := Split(file)
		if body < 0 || body > len(text) {
			t.Fatalf("the body starts at %d of %d", body, len(text))
		}
		var values []Value
		values = append(values, fields.Text("title"))
		values = append(values, fields.List("list")...)
		for _, p := range fields.Pairs("map") {
			values = append(values, p.Key, p.Value)
		}
		for _, v := range values {
			if v.Start < 0 || v.End < v.Start || v.End > len(text) {
				t.Fatalf("value %+v outside the file", v)
			}
		}
		for _, d := range fields.Finish() {
			if d.Line < 1 || d.Column < 1 {
				t.Fatalf("diagnostic without a place: %+v", d)
			}
		}
	})
}
