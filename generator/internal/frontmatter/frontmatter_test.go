package frontmatter

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
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

func TestAllKeysAreAskedForAtOnce(t *testing.T) {
	f := Parse(diag.NewFile("f.yaml", []byte("b: \", \"\na:\nlist: [x]\n")))
	var got []string
	for _, p := range f.All() {
		got = append(got, p.Key.Text+"="+p.Value.Text)
	}
	if diff := cmp.Diff([]string{"b=, ", "a="}, got); diff != "" {
		t.Error(diff)
	}
	if d := f.Finish(); len(d) != 1 || d[0].Line != 3 || d[0].Code != diag.BadValue {
		t.Errorf("diagnostics: %v", d)
	}
}

func TestFilesWithoutFrontMatterAreAllBody(t *testing.T) {
	for _, text := range []string{"", "Words\n---\nmore\n", "\n\nWords: more\n", "---- \nWords\n"} {
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

func TestFrontMatterInTheWrongPlaceIsReadAndIsOneMistake(t *testing.T) {
	const keys = "title: T\nlist: [a]\n"
	for text, want := range map[string]string{
		"\n\n---\n" + keys + "---\nBody\n":              `3:1 "---" must be the first line`,
		"\ufeff\r\n---\r\n" + keys + "---\nBody\n":      `2:1 "---" must be the first line`,
		" ---\n" + keys + "---\nBody\n":                 `1:1 "---" must stand at the left margin`,
		" ---\n# A comment.\n\n" + keys + "---\nBody\n": `1:1 "---" must stand at the left margin`,
		"—\n" + keys + "---\nBody\n":                    `1:1 the first line must be "---"`,
		"--\n" + keys + "--\nBody\n":                    `1:1 the first line must be "---"`,
		"----\n" + keys + "----\nBody\n":                `1:1 the first line must be "---"`,
		keys + "---\nBody\n":                            `1:1 "---" must be the first line`,
	} {
		file := diag.NewFile("f.md", []byte(text))
		f, body := Split(file)
		title, list := f.Text("title"), f.List("list")
		f.Require("title", title, "")
		if title.Text != "T" || text[title.Start:title.End] != "T" || len(list) != 1 || text[body:] != "Body\n" {
			t.Errorf("%q: title %+v, body %q", text, title, text[body:])
		}
		var got []string
		for _, d := range f.Finish() {
			got = append(got, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Message))
		}
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestAMistakeInAKeyDoesNotMakeItMissing(t *testing.T) {
	for text, want := range map[string]string{
		"source: [[rferl]]\n":         `"source" takes one value; write source: rferl`,
		"source:\n- [rferl]\n":        `"source" takes one value; write source: rferl`,
		"Source: rferl\n":             `there is no key "Source" here; did you mean "source"?`,
		"sorce: rferl\n":              `there is no key "sorce" here; did you mean "source"?`,
		"source: a\nlist: [[b], c]\n": `"list" takes a list of texts; write list: [b, c]`,
		"source: a\nlist: [[b]]\n":    `"list" takes a list of texts; write list: [b]`,
		"source:\n":                   `"source" is missing; write it`,
	} {
		f, _ := Split(diag.NewFile("f.md", []byte("---\n"+text+"---\n")))
		f.List("list")
		f.Require("source", f.Text("source"), "write it")
		var got []string
		for _, d := range f.Finish() {
			got = append(got, d.Message+"; "+shell.Hint(d.Hint))
		}
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestKeysOfOtherProgramsAreTranslated(t *testing.T) {
	source := []string{"author", "captured", "created", "lang", "published", "publisher", "title", "url"}
	quote := []string{"created", "said", "speaker", "title", "topics"}
	for _, c := range []struct {
		key   string
		known []string
		want  string
	}{
		{"tags", quote, "topics"}, {"Keywords", quote, "topics"}, {"date", quote, "said"}, {"date", source, "published"}, {"date", []string{"created", "title"}, "created"},
		{"author", quote, "speaker"}, {"container-title", source, "publisher"}, {"access_date", source, "captured"},
		{"permalink", source, "url"}, {"language", source, "lang"},
		{"tags", source, ""}, {"date", append(source, "said"), ""}, {"zebra", source, ""},
	} {
		if got, _ := translated(c.key, c.known); got != c.want {
			t.Errorf("translated(%q, %v) = %q, want %q", c.key, c.known, got, c.want)
		}
	}
}

// FuzzSplit checks that every value and diagnostic stands within the file.
func FuzzSplit(f *testing.F) {
	f.Add("---\ntitle: x\nlist: [a, b]\nmap:\n  k: v\n---\nbody")
	f.Add("---\r\na: \"é\r\n---\r\n")
	f.Add("\n\n--\ntitle: x\n—\nbody")
	f.Add("title: [[x]]\n---\nbody")
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

// TestNullIsNothingAndNullAName reads the four spellings of nothing, and a name.
func TestNullIsNothingAndNullAName(t *testing.T) {
	f, _ := Split(diag.NewFile("f.md", []byte("---\nauthor: Null\ncredit: null\nrights: ~\nlang:\nkeep: NULL\n---\n")))
	for key, want := range map[string]string{"author": "Null", "credit": "", "rights": "", "lang": "", "keep": ""} {
		if got := f.Text(key).Text; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}
