package render

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/site"
	"dossier/templates"
)

func shipped() afero.Fs { return afero.FromIOFS{FS: templates.Files} }

func TestWordsAreFilledAndCounted(t *testing.T) {
	folder := folder{"words/en.yaml": {diag.NewFile("words/en.yaml", []byte("words:\n  hello: \"Hello {1}, {2}\"\n  notes: \"{n} note by {1} | {n} notes by {1}\"\n  plain: Plain {1}\n")), "words/en.yaml", false, ""}}
	w, diags := readWords(folder, nil, "en")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, c := range []struct{ got, want string }{
		{w.Word("hello", "you", 2), "Hello you, 2"},
		{w.Word("hello", "{2}", "x"), "Hello {2}, x"},
		{w.Word("plain"), "Plain {1}"},
		{w.Word("absent"), "[absent]"},
		{w.Count("notes", 1, "A"), "1 note by A"},
		{w.Count("notes", 0, "A"), "0 notes by A"},
		{w.Count("notes", 12, "A"), "12 notes by A"},
		{w.Count("absent", 2), "[absent]"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestALanguageWithoutWordsSpeaksEnglish(t *testing.T) {
	for _, language := range []string{"en", "EN", "en-GB", "tlh", ""} {
		r, _, err := New(Input{Shipped: shipped(), Language: language})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Words().Language(); got != "en" {
			t.Errorf("%q gets the words of %q", language, got)
		}
	}
}

// What is wrong with the program's own files is no problem of the editor's.
func TestABrokenProgramIsAnError(t *testing.T) {
	for name, c := range map[string]struct{ file, data, want string }{
		"a template that does not parse":    {"quote.html", "{{define \"main\"}}{{if}}", "read templates: <dossier>/quote.html:1: "},
		"a component that does not parse":   {"parts/x.html", "{{", "read templates: <dossier>/parts/x.html:1: "},
		"words that are not YAML":           {"words/en.yaml", "words: [", "read templates: <dossier>/words/en.yaml:1: "},
		"an unknown key beside the words":   {"words/en.yaml", "words:\n  a: b\nmore: c\n", "read templates: <dossier>/words/en.yaml:3: "},
		"a template with an unknown helper": {"page.html", "{{define \"main\"}}{{nothing}}{{end}}", "read templates: <dossier>/page.html:1: "},
	} {
		over := afero.NewMemMapFs()
		if err := afero.WriteFile(over, c.file, []byte(c.data), 0o644); err != nil {
			t.Fatal(err)
		}
		_, _, err := New(Input{Shipped: afero.NewCopyOnWriteFs(shipped(), over), Language: "en", Types: site.Templates()})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, _, err := New(Input{Shipped: afero.NewMemMapFs(), Language: "en"}); err == nil {
		t.Error("an empty folder is no error")
	}
}

func TestAnUnknownTemplateIsAnError(t *testing.T) {
	r, _, err := New(Input{Shipped: shipped(), Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Page(&bytes.Buffer{}, "nothing", nil); err == nil || !strings.Contains(err.Error(), "nothing.html") {
		t.Errorf("got %v", err)
	}
}

var (
	inTemplates = regexp.MustCompile(`\b(?:word|count) "([a-z0-9_]+)"`)
	inGo        = regexp.MustCompile(`"([a-z][a-z0-9_]*)"`)
	madeInGo    = regexp.MustCompile(`"([a-z0-9]+_)" ?\+`) // the beginning of a key that is put together
)

func TestEveryWordIsThereAndUsed(t *testing.T) {
	r, _, err := New(Input{Shipped: shipped(), Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	words := r.Words()
	used := map[string]bool{}
	err = fs.WalkDir(templates.Files, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".html") {
			return err
		}
		data, err := templates.Files.ReadFile(p)
		for _, m := range inTemplates.FindAllSubmatch(data, -1) {
			key := string(m[1])
			used[key] = true
			if !words.Keys()[key] {
				t.Errorf("%s uses the word %q, which words/en.yaml does not have", p, key)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../site/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no code of package site", err)
	}
	for _, also := range []string{"../site/*/*.go", "../collate/leftover.go", "../reference/*.go", "*.go"} {
		more, err := filepath.Glob(also)
		if err != nil || len(more) == 0 {
			t.Fatal("no code in "+also, err)
		}
		files = append(files, more...)
	}
	var beginnings []string
	direct := regexp.MustCompile(`\.(?:word|count|Word|Count)\("([a-z0-9_]+)"[,)]`)
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range direct.FindAllSubmatch(data, -1) {
			if !words.Keys()[string(m[1])] {
				t.Errorf("%s uses the word %q, which words/en.yaml does not have", f, m[1])
			}
		}
		for _, m := range madeInGo.FindAllSubmatch(data, -1) {
			beginnings = append(beginnings, string(m[1]))
		}
		for _, m := range inGo.FindAllSubmatch(data, -1) {
			used[string(m[1])] = true // also keys that stand in a table
		}
	}
	for key := range words.Keys() {
		made := false
		for _, b := range beginnings {
			made = made || strings.HasPrefix(key, b)
		}
		// A word that fits every medium stands beside the one that fits print.
		if stem, any := strings.CutSuffix(key, "_any"); any {
			made = made || used[stem]
		}
		if !used[key] && !made {
			t.Errorf("nothing uses the word %q", key)
		}
	}
}

// Budgets of the whole site, gzipped.
func TestAssetsAreSmall(t *testing.T) {
	r, _, err := New(Input{Shipped: shipped(), Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	budget := map[string]int{"style.css": 9100, "embed.css": 1200, "book.css": 1200, "print.css": 600, "script.js": 2300, "cite.js": 1200, "search.js": 8 << 10}
	for _, a := range r.Assets() {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(a.Data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if b.Len() > budget[a.Path] {
			t.Errorf("%s has %d bytes gzipped, more than %d", a.Path, b.Len(), budget[a.Path])
		}
	}
}

func TestAssetsAskNoOtherHost(t *testing.T) {
	r, _, err := New(Input{Shipped: shipped(), Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range r.Assets() {
		of := bytes.ReplaceAll(a.Data, []byte("fetch(root + "), nil) // a file of the site itself
		if regexp.MustCompile(`(?i:@import|https?://|fetch\()|url\(`).Match(of) {
			t.Errorf("%s refers to another file or host", a.Path)
		}
	}
}

// scheme returns the colours that stand at the top of the style sheet: 0 for
// light, 1 for dark.
func scheme(t *testing.T, css string, dark int) map[string][3]float64 {
	t.Helper()
	out := map[string][3]float64{}
	pattern := regexp.MustCompile(`--([a-z0-9-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)`)
	for _, m := range pattern.FindAllStringSubmatch(css, -1) {
		v, err := strconv.ParseUint(m[2+dark], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		out[m[1]] = [3]float64{float64(v >> 16), float64(v >> 8 & 255), float64(v & 255)}
	}
	return out
}

// contrast is the ratio of WCAG 2.2 between two colours.
func contrast(a, b [3]float64) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c [3]float64) float64 {
	l := linear(c)
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

func linear(c [3]float64) [3]float64 {
	for i, v := range c {
		if v /= 255; v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return c
}

// blind returns how a colour looks to someone who lacks the red, green or blue
// cones (Viénot, Brettel and Mollon 1999, in linear RGB; the third row is
// Machado's of 2009).
func blind(c [3]float64, lacking int) [3]float64 {
	m := [3][3][3]float64{
		{{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
		{{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
		{{1.25553, -0.07675, -0.17878}, {-0.07841, 0.93081, 0.14760}, {0.00473, 0.69137, 0.30390}},
	}[lacking]
	l := linear(c)
	var out [3]float64
	for i := range out {
		out[i] = m[i][0]*l[0] + m[i][1]*l[1] + m[i][2]*l[2]
	}
	return out
}

func TestColoursCanBeRead(t *testing.T) {
	css, err := templates.Files.ReadFile("style.css")
	if err != nil {
		t.Fatal(err)
	}
	for dark, name := range []string{"light", "dark"} {
		colours := scheme(t, string(css), dark)
		for _, c := range []struct {
			on, text string
			least    float64
		}{
			{"paper", "ink", 7}, {"paper", "muted", 4.5}, {"paper", "accent", 4.5},
			{"raised", "ink", 7}, {"raised", "muted", 4.5}, {"raised", "accent", 4.5},
			{"mark-1", "ink", 7}, {"mark-2", "ink", 7}, {"mark-3", "ink", 7},
			{"mark-1", "muted", 4.5}, {"mark-2", "muted", 4.5},
			{"mark-1", "accent", 4.5}, {"mark-2", "accent", 4.5},
			{"ins-paper", "ins", 4.5}, {"del-paper", "del", 4.5},
			{"line", "verbatim", 3}, {"line", "reworded", 3},
		} {
			a, ok := colours[c.on]
			b, ok2 := colours[c.text]
			if !ok || !ok2 {
				t.Fatalf("the style sheet has no --%s or --%s", c.on, c.text)
			}
			if got := contrast(a, b); got < c.least {
				t.Errorf("%s: --%s on --%s has a contrast of %.2f, less than %.1f", name, c.text, c.on, got, c.least)
			}
		}
		// What was put in and what was taken out differ in hue to every eye.
		for lacking, eye := range []string{"red", "green", "blue"} {
			a, b := blind(colours["ins"], lacking), blind(colours["del"], lacking)
			if d := math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2]); d < 0.08 {
				t.Errorf("%s: --ins and --del are alike (%.3f) without %s cones", name, d, eye)
			}
		}
	}
}

// Each text is counted by the rules of the language it is in: those that the editor's file lacks are English.
func TestWordsOfALanguageAreCountedByItsRules(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           []string // for 0, 1, 2, 5, 12, 22
		rest           string   // an English text for 0, 1 and 2
	}{
		{"pl", "{n} uwaga | {n} uwagi | {n} uwag", []string{"0 uwag", "1 uwaga", "2 uwagi", "5 uwag", "12 uwag", "22 uwagi"}, "0 sources, 1 source, 2 sources"},
		{"ja", "注{n}件", []string{"注0件", "注1件", "注2件", "注5件", "注12件", "注22件"}, "0 sources, 1 source, 2 sources"},
	} {
		files := memory(t, txtar.File{Name: "words/" + c.language + ".yaml", Data: []byte("n_notes: \"" + c.text + "\"\n")})
		r, diags, err := New(Input{Shipped: shipped(), Own: files, OwnName: "templates", Language: c.language, Types: site.Templates()})
		if err != nil || diag.HasErrors(diags) {
			t.Fatal(err, diags)
		}
		var got []string
		for _, n := range []int{0, 1, 2, 5, 12, 22} {
			got = append(got, r.Words().Count("n_notes", n))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.language, got, c.want)
		}
		w := r.Words()
		if rest := w.Count("n_sources", 0) + ", " + w.Count("n_sources", 1) + ", " + w.Count("n_sources", 2); rest != c.rest {
			t.Errorf("%s, what stands in for a missing word: %s", c.language, rest)
		}
	}
}

func TestAWrongNumberOfFormsIsTold(t *testing.T) {
	files := memory(t, txtar.File{Name: "words/pl.yaml", Data: []byte("n_notes: \"{n} uwaga | {n} uwag\"\nn_sources: \"źródła: {n}\"\nn_quotes: \"{n} cytat | {n} cytaty | {n} cytatów\"\n")})
	_, diags, err := New(Input{Shipped: shipped(), Own: files, OwnName: "templates", Language: "pl", Types: site.Templates()})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range diags {
		if d.Code == diag.BadValue {
			got = append(got, fmt.Sprintf("%d: %s; %s", d.Line, d.Message, shell.Hint(d.Hint)))
		}
	}
	want := `1: the word "n_notes" has 2 forms, and "pl" counts with 3; write 3 forms, parted by " | ", in this order: for 1; for 2, 3, 4; for 0, 5, 6`
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %s", got, want)
	}
}
