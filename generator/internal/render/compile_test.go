package render

import (
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"dossier/generator/internal/render/program"
	"dossier/generator/internal/site"
)

// Each of the program's templates is compiled; one that is not would be slow,
// and nobody would notice.
func TestEveryTemplateIsCompiled(t *testing.T) {
	r, diags, err := New(Input{Shipped: shipped(), Language: "en", Types: site.Templates()})
	if err != nil || len(diags) > 0 {
		t.Fatal(err, diags)
	}
	for _, name := range slices.Sorted(maps.Keys(site.Templates())) {
		if _, why := r.program(name); why != nil {
			t.Errorf("%s is run by html/template: %v", name, why)
		}
	}
}

// compiled is data of each kind that a template can show.
type compiled struct {
	Text, Other, Empty string
	Kind               kind
	HTML               template.HTML
	JSON               template.JS
	Number, Zero       int
	Share              float64
	Yes, No            bool
	Lines              []string
	None               []string
	Inner              inner
	Pointer, Nil       *inner
	List               []inner
	Pointers           []*inner
	inner
}

type kind string

type inner struct {
	Text, Href string
	N          int
	Deep       *inner
}

// bothWays returns what html/template and a program make of a template.
func bothWays(t *testing.T, text string, data any) (slow, fast string, err error) {
	t.Helper()
	word := func(key string, args ...any) string { return "<" + key + " & " + fmt.Sprint(args...) + ">" }
	count := func(key string, n int, args ...any) string { return fmt.Sprint(n, " ", key, args) }
	set, err := template.New("page").Funcs(template.FuncMap{"word": word, "count": count}).Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	written := definitions{}
	for _, x := range set.Templates() {
		if x.Tree != nil {
			written[x.Name()] = x.Tree.Copy()
		}
	}
	var b strings.Builder
	failed := set.Execute(&b, data)
	e := escaped{set: set, written: written, trees: map[string]*parse.Tree{}}
	p, err := program.Compile(program.Set{Tree: e.tree, Word: word, Count: count}, "page", reflect.TypeOf(data))
	if err != nil {
		return b.String(), "", err
	}
	made, ok := p.Append([]byte("before "), data)
	if ok != (failed == nil) {
		t.Errorf("%s: html/template says %v, and the program %t", text, failed, ok)
	}
	if !ok {
		if string(made) != "before " {
			t.Errorf("%s: a program that fails leaves %q", text, made)
		}
		return "", "", nil
	}
	return b.String(), strings.TrimPrefix(string(made), "before "), nil
}

func someData() compiled {
	deep := inner{Text: "deep <i>", Href: "https://example.org/?a=b&c=%zz+%41", N: 3}
	in := inner{Text: "it's \"in\" & out\x00", Href: "javascript:alert(1)", N: 2, Deep: &deep}
	return compiled{
		Text: "<b>text</b> + 'more'\xff", Other: "other", Kind: "edited", HTML: "<p>done</p>", JSON: `{"a": "\u003cb"}`, Number: 300, Share: 0.25, Yes: true,
		Lines: []string{"one", "<two>", ""}, Inner: in, Pointer: &in, List: []inner{in, deep}, Pointers: []*inner{&deep, &in}, inner: deep,
	}
}

func TestAProgramMakesWhatItsTemplateDoes(t *testing.T) {
	for _, text := range []string{
		`plain`, `{{.Text}}{{.Kind}}{{.HTML}}{{.Number}}{{.Share}}{{.Yes}}`, `<a href="{{.Inner.Href}}" title="{{.Text}}">{{.Text}}</a>`,
		`<a href="#{{.Text}}">{{.Href}}</a><a href="/x/{{.Inner.Deep.Href}}">`, `<title>{{.Text}}</title>`, `<a href="?q={{.Inner.Deep.Href}}">`,
		`{{if .Yes}}yes{{else}}no{{end}}{{if .No}}yes{{else if .Zero}}zero{{else}}no{{end}}`,
		`{{with .Empty}}{{.}}{{else}}empty {{.Text}}{{end}}{{with .Pointer}}{{.Text}}{{$.Text}}{{with .Deep}}{{.N}}{{end}}{{end}}{{with .Nil}}{{.Text}}{{end}}`,
		`{{range .Lines}}[{{.}}]{{end}}{{range $i, $l := .Lines}}{{if $i}}, {{end}}{{$l}}{{end}}{{range .None}}x{{else}}none{{end}}{{range $x := .List}}{{$x.Text}}{{.N}}{{end}}`,
		`{{range .Pointers}}{{.Text}}{{if .Deep}}{{.Deep.Text}}{{end}}{{range $.Lines}}{{.}}{{end}}{{end}}`,
		`{{word "key"}}{{word "key" .Text}}{{word "key" .Number .Inner.N}}{{count "k" .Number}}{{count "k" (len .Lines) .Text}}<b title="{{word "key"}}">`,
		`{{word "a" | word "b"}}{{.Text | word "b"}}{{printf "%d-%s" .Number .Text}}{{printf "x%d" 3}}`,
		`{{if and .Yes .Text}}a{{end}}{{if or .No .Empty .Lines}}b{{end}}{{if not .Nil}}c{{end}}{{if not (or .No .Empty)}}d{{end}}{{or .Empty .Text}}{{and .Text .Empty}}`,
		`{{if eq .Kind "edited"}}e{{end}}{{if eq .Kind "a" "edited"}}f{{end}}{{if ne .Text .Other}}g{{end}}{{if eq .Number 300}}h{{end}}{{if ne .Yes true}}i{{end}}{{if eq .Text .Text}}j{{end}}`,
		`{{define "part"}}({{.Text}}{{with .Deep}}{{template "part" .}}{{end}}){{end}}{{template "part" .Inner}}{{template "part" .Pointer}}{{range .Pointers}}{{template "part" .}}{{end}}`,
		`{{define "traits"}} data-n="{{.N}}"{{with .Text}} data-text="{{.}}"{{end}}{{end}}<p{{template "traits" .Inner}}>{{define "no"}}nothing{{end}}{{template "no"}}</p>`,
		`{{define "one"}} a="{{.}}"{{end}}{{define "two"}}{{template "one" .}}{{template "one" .}}{{end}}<p{{template "two" .Text}}>`,
		`{{$x := .Text}}{{with $y := .Inner}}{{$x}}{{$y.Text}}{{.N}}{{end}}{{$x}}`, `{{/* a comment */}}x <!-- gone --> y`,
		`<script type="application/ld+json">
{{.JSON}}</script>{{with .JSON}}<script type="application/ld+json">{{.}}</script>{{end}}`,
		`{{.Inner.Deep.Deep.Text}}`, `{{.Pointer.Deep.Text}}{{(.Pointer).Text}}`, `{{template "main" .}}{{define "main"}}{{.Other}}{{end}}`,
	} {
		for _, data := range []any{someData(), new(someData())} {
			slow, fast, err := bothWays(t, text, data)
			if err != nil {
				t.Errorf("%s is not compiled: %v", text, err)
			} else if slow != fast {
				t.Errorf("%s\n%q, of the program\n%q", text, slow, fast)
			}
		}
	}
}

// What is not known is left to html/template.
func TestWhatIsNotKnownIsNotCompiled(t *testing.T) {
	for _, text := range []string{
		`<script>x = {{.Text}}</script>`, `<p style="color: {{.Text}}">`, `<p title={{.Text}}>`, `{{html .Text}}`, `{{.Text | urlquery}}`, `{{index .Lines 0}}`,
		`{{slice .Text 1}}`, `{{range .Lines}}{{break}}{{end}}`, `{{$x := .Text}}{{$x = .Other}}{{$x}}`, `{{range 3}}x{{end}}`, `{{.Lines}}`, `{{.Inner}}`,
		`{{$x := or .Text .Lines}}x`, `{{$x := or .Text .Lines}}{{if $x}}x{{end}}`, `{{define "part"}}x{{end}}{{template "part" (or .Text .Lines)}}`,
		`<p title="{{.HTML}}">`, `<p>{{.JSON}}</p>`, `<script>x = {{.HTML}}</script>`, `{{lt .Number 3}}`, `<img srcset="{{.Text}}">`,
	} {
		if _, fast, err := bothWays(t, text, someData()); err == nil {
			t.Errorf("%s makes %q", text, fast)
		}
	}
}

func FuzzTextsAreEscapedAsHTMLTemplateDoes(f *testing.F) {
	for _, text := range []string{"", "a", "<&>\"'+\x00\xff", "javascript:x", "HTTPS://a/b?c=d&e=%41%4", "a:b", "/a:b", "é%2", "mailto:x@y"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const page = `{{.Text}}<a href="{{.Text}}" title="{{.Text}}"></a><a href="/x{{.Text}}"></a><a href="#{{.Text}}"></a><a href="/?{{.Text}}"></a><title>{{.Text}}</title>`
		slow, fast, err := bothWays(t, page, inner{Text: text})
		if err != nil || slow != fast {
			t.Errorf("%v\n%q, of the program\n%q", err, slow, fast)
		}
	})
}
