package render

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"
	"golang.org/x/tools/txtar"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/site"
)

// What the templates in testdata/shipped are handed. *Date and Date are both
// dates, as a part may be called with either.
type (
	smallLink struct{ Href, Text string }
	smallDate struct {
		Machine, Words string
		Doubtful       bool
	}
	smallItem struct {
		Link smallLink
		Date *smallDate
		Text string
	}
	smallFrame struct{ Lang, Title string }
	smallList  struct {
		smallFrame
		Items []smallItem
		Total int
	}
	smallOne struct {
		smallFrame
		Item  *smallItem
		Dates []smallDate
	}
	smallPlain struct {
		smallFrame
		Date smallDate
	}
)

func small(own afero.Fs, language string) Input {
	return Input{
		Shipped: afero.FromIOFS{FS: os.DirFS("testdata/shipped")}, Own: own, OwnName: "templates", Language: language,
		Types: map[string]any{"list": &smallList{}, "one": &smallOne{}, "plain": smallPlain{}, "parts/note": smallItem{}},
	}
}

// memory returns a folder of files.
func memory(t *testing.T, files ...txtar.File) afero.Fs {
	t.Helper()
	own := afero.NewMemMapFs()
	for _, f := range files {
		if err := afero.WriteFile(own, f.Name, bytes.ReplaceAll(f.Data, []byte("␀"), []byte("\xff")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return own
}

// Each archive holds an editor's folder; the output is everything that is
// wrong with it.
func TestOwnTemplatesAreChecked(t *testing.T) {
	casefile.Folders(t, "testdata/own/*.txtar", func(t *testing.T, files []txtar.File) string {
		r, diags, err := New(small(memory(t, files...), "en"))
		if err != nil {
			t.Fatal(err)
		}
		if r == nil {
			t.Fatal("there is no renderer")
		}
		// Whatever is wrong, there are pages.
		var page strings.Builder
		list := &smallList{smallFrame: smallFrame{"en", "Things"}, Items: []smallItem{{Link: smallLink{"#", "x"}, Date: &smallDate{}}}, Total: 1}
		if err := r.Page(&page, "list", list); err != nil {
			t.Errorf("render: %v", err)
		}
		var b strings.Builder
		for _, d := range diags {
			if d.Code != diag.Template && d.Code != diag.TemplateUnused {
				fmt.Fprintf(&b, "%s:%d:%d: %s [%s]\n", d.File, d.Line, d.Column, d.Severity, d.Code)
				continue // its words are those of another package
			}
			fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", d.File, d.Line, d.Column, d.Severity, d.Message, d.Code)
			for _, e := range d.Excerpts {
				fmt.Fprintf(&b, "  | %s\n  | %s%s\n", e.Text, strings.Repeat(" ", e.From-1), strings.Repeat("^", max(1, e.To-e.From)))
			}
			for _, p := range d.Related {
				fmt.Fprintf(&b, "  see %s:%d:%d: %s\n", p.File, p.Line, p.Column, p.Message)
			}
			if shell.Hint(d.Hint) != "" {
				fmt.Fprintf(&b, "  hint: %s\n", shell.Hint(d.Hint))
			}
		}
		return b.String()
	})
}

func TestAWordBesideTheKeyIsToldWhereToStand(t *testing.T) {
	_, diags, err := New(small(memory(t, txtar.File{Name: "words/en.yaml", Data: []byte("words:\nheading: About\n")}), "en"))
	if err != nil {
		t.Fatal(err)
	}
	if want := `put it below the line "words:", with two spaces before it`; len(diags) != 1 || shell.Hint(diags[0].Hint) != want {
		t.Errorf("there is %v, and its hint should be: %s", diags, want)
	}
}

// A language that the program does not speak lacks hundreds of words at first.
func TestAHintListsNoHundredsOfNames(t *testing.T) {
	_, diags, err := New(Input{
		Shipped: shipped(), Own: memory(t, txtar.File{Name: "words/nl.yaml", Data: []byte("skip: Naar de tekst\n")}),
		OwnName: "templates", Language: "nl", Types: site.Templates(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) != 1 || strings.Count(shell.Hint(diags[0].Hint), ",") > atMost || !regexp.MustCompile(`^add .* and [0-9]+ more; `).MatchString(shell.Hint(diags[0].Hint)) {
		t.Error(diags)
	}
}

func TestTheNearestNameIsThatOfTheSameFile(t *testing.T) {
	names, err := Names(shipped())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"qoute.html": "quote.html", "quote": "quote.html", "citation.html": "parts/citation.html", "styles.css": "style.css",
		"nope.html": "", "x.yaml": "",
	} {
		if got, _ := Nearest(name, names); got != want {
			t.Errorf("nearest to %s is %q, want %q", name, got, want)
		}
	}
}

// What stands in the place of a file or a folder is reported, on a disk too.
func TestAFolderIsNoFileAndAFileNoFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"style.css", "parts/mine.html"} {
		if err := os.MkdirAll(dir+"/"+name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(dir+"/words", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r, diags, err := New(small(afero.FromIOFS{FS: os.DirFS(dir)}, "en"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range diags {
		got = append(got, fmt.Sprintf("%s: %s: %s", d.File, d.Severity, d.Message))
	}
	want := []string{
		"templates/parts/mine.html: error: this is a folder, and has to be a file",
		"templates/style.css: error: this is a folder, and has to be a file",
		"templates/words: error: this is no folder, and has to be one",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if a := r.Assets(); len(a) != len(assets) || len(a[0].Data) == 0 {
		t.Errorf("the program's style sheet does not stand in: %v", a)
	}
}

func TestShippedTemplatesHaveWhatTheyAskFor(t *testing.T) {
	_, diags, err := New(Input{Shipped: shipped(), Language: "en", Types: site.Templates()})
	if err != nil || len(diags) > 0 {
		t.Error(diags, err)
	}
}

// The way from files to templates that are checked: a build and a preview
// begin with it.
func BenchmarkNew(b *testing.B) {
	in := Input{Shipped: shipped(), Language: "en", Types: site.Templates()}
	for b.Loop() {
		if _, _, err := New(in); err != nil {
			b.Fatal(err)
		}
	}
}

var fieldName = regexp.MustCompile(`[ (]\$?(?:\.[A-Z][A-Za-z]*)+|\{\{(?:\.[A-Z][A-Za-z]*)+`)

// Each field that a shipped template names, misspelt in an editor's copy, is
// found at its place.
func TestEveryMisspeltFieldIsFound(t *testing.T) {
	in := Input{Shipped: shipped(), OwnName: "templates", Language: "en", Types: site.Templates()}
	names, err := Names(in.Shipped)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, name := range names {
		data, err := afero.ReadFile(in.Shipped, name)
		if err != nil {
			t.Fatal(err)
		}
		if !isTemplate(name) {
			continue
		}
		for n, m := range fieldName.FindAllIndex(data, -1) {
			if inComment(data, m[0]) || n%step != 0 {
				continue
			}
			tried++
			in.Own = memory(t, txtar.File{Name: name, Data: slices.Concat(data[:m[1]], []byte("qq"), data[m[1]:])})
			_, diags, err := New(in)
			if err != nil {
				t.Fatal(err)
			}
			last := m[0] + bytes.LastIndexByte(data[m[0]:m[1]], '.')
			line, column := diag.NewFile(name, data).Position(last)
			if len(diags) != 1 || diags[0].Line != line || diags[0].Column != column || diags[0].File != "templates/"+name {
				t.Errorf("%s:%d:%d: %s is misspelt, and found is %v", name, line, column, data[m[0]:m[1]], diags)
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d fields were tried", tried)
	}
}

// step is which of the fields are tried: one of so many.
const step = 16

func inComment(data []byte, at int) bool {
	open, end := bytes.LastIndex(data[:at], []byte("/*")), bytes.LastIndex(data[:at], []byte("*/"))
	action, close := bytes.LastIndex(data[:at+2], []byte("{{")), bytes.LastIndex(data[:at], []byte("}}"))
	return open > end || close > action
}
