package render_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/spf13/afero"
	"golang.org/x/net/html"

	"dossier/generator/internal/build"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/render"
	"dossier/templates"
)

// forms is how many forms a text that goes with a number has in each language
// that the site speaks.
var forms = map[string]int{"en": 2, "de": 2, "fr": 2, "es": 2, "ru": 3}

// sameAsEnglish are the words that are the same in English on purpose. Those
// without a letter of their own need not be named.
var sameAsEnglish = map[string][]string{
	"de": {"cite_in", "cite_online", "cite_text", "kind_person", "medium_video"},
	"es": {"cite_others", "medium_audio", "review_error", "series"},
	"fr": {
		"annotations", "change_correction", "cite_others", "claim_verdict", "kind_annotation", "kind_page", "kind_source", "n_annotations", "n_judged", "n_notes", "n_pages", "n_passages", "n_published", "n_sources",
		"note_number", "notes_apart", "pages", "part", "sources", "verdicts",
	},
	"ru": {},
}

// words returns the words of a language, with an editor's own files laid over
// those of the program.
func words(t *testing.T, language string, over map[string]string) *render.Words {
	t.Helper()
	own := dossiertest.Folder(t, over)
	r, _, err := render.New(render.Input{Shipped: afero.FromIOFS{FS: templates.Files}, Own: own, OwnName: "templates", Language: language})
	if err != nil {
		t.Fatal(err)
	}
	return r.Words()
}

func sorted(keys map[string]bool) []string { return slices.Sorted(maps.Keys(keys)) }

func languages() []string { return slices.Sorted(maps.Keys(forms)) }

func TestEveryLanguageHasItsFile(t *testing.T) {
	files, err := fs.Glob(templates.Files, "words/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range files {
		found = append(found, strings.TrimSuffix(path.Base(f), ".yaml"))
	}
	if !slices.Equal(found, languages()) {
		t.Errorf("there are words in %v, and tests of them in %v", found, languages())
	}
}

func TestEveryLanguageHasTheSameWords(t *testing.T) {
	english := words(t, "en", nil)
	for _, language := range languages() {
		w := words(t, language, nil)
		if w.Language() != language {
			t.Errorf("%s speaks %q", language, w.Language())
		}
		for _, key := range sorted(english.Keys()) {
			if !w.Keys()[key] {
				t.Errorf("%s.yaml has no %q", language, key)
			}
		}
		for _, key := range sorted(w.Keys()) {
			if !english.Keys()[key] {
				t.Errorf("%s.yaml has %q, which en.yaml does not have", language, key)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// placeholders returns what is filled into a text, sorted, once each.
func placeholders(text string) []string {
	out := placeholder.FindAllString(text, -1)
	slices.Sort(out)
	return slices.Compact(out)
}

func TestEveryLanguageFillsInTheSame(t *testing.T) {
	english := words(t, "en", nil)
	for _, language := range languages() {
		w := words(t, language, nil)
		for _, key := range sorted(english.Keys()) {
			all := english.Word(key)
			want := placeholders(all)
			counted := strings.Contains(all, " | ")
			list := strings.Split(w.Word(key), " | ")
			number := 1
			if counted {
				number = forms[language]
			}
			if len(list) != number {
				t.Errorf("%s.yaml: %s has %d forms instead of %d", language, key, len(list), number)
			}
			for i, form := range list {
				got := placeholders(form)
				// Where the first form is for one alone it may say so in a word.
				if counted && i == 0 && language != "ru" && !slices.Contains(got, "{n}") {
					want := slices.DeleteFunc(slices.Clone(want), func(p string) bool { return p == "{n}" })
					if !slices.Equal(got, want) {
						t.Errorf("%s.yaml: %s fills in %v, en.yaml %v", language, key, got, want)
					}
					continue
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s.yaml: form %d of %s fills in %v, en.yaml %v", language, i+1, key, got, want)
				}
			}
		}
	}
}

func TestNoWordIsLeftInEnglish(t *testing.T) {
	english := words(t, "en", nil)
	letter := regexp.MustCompile(`\pL`)
	for language, named := range sameAsEnglish {
		w := words(t, language, nil)
		var same []string
		for _, key := range sorted(english.Keys()) {
			text := w.Word(key)
			if text == english.Word(key) && letter.MatchString(placeholder.ReplaceAllString(text, "")) {
				same = append(same, key)
			}
			if strings.TrimSpace(text) == "" && strings.TrimSpace(english.Word(key)) != "" {
				t.Errorf("%s.yaml: %s is empty", language, key)
			}
		}
		if !slices.Equal(same, named) {
			t.Errorf("%s.yaml has these words in English: %q; on purpose are %q", language, same, named)
		}
	}
}

// Each language has its own quotation marks, apostrophe and spaces before
// marks.
func TestEveryLanguageKeepsItsTypography(t *testing.T) {
	const narrow, wide = "\u202f", "\u00a0"
	wrong := map[string]string{
		"en": `["'„«»]| %`,
		"de": `["'”«»’]|“[^“„]*“| %|\d%`,
		"es": `["'“”„’]|« | »| %|\d%`,
		"fr": `["'“”„]|«[^` + narrow + `]|[^` + narrow + `]»|[^` + wide + `]:|[^` + narrow + `][;?!%]`,
		"ru": `["'“”’]|« | »| %|\d%`,
	}
	for _, language := range languages() {
		w := words(t, language, nil)
		bad := regexp.MustCompile(wrong[language])
		for _, key := range sorted(w.Keys()) {
			if m := bad.FindString(w.Word(key)); m != "" && key != "quoted_inside" {
				t.Errorf("%s.yaml: %s has %q", language, key, m)
			}
		}
	}
}

func TestNumbersTakeTheFormOfTheLanguage(t *testing.T) {
	for _, c := range []struct {
		language string
		n        int
		want     string
	}{
		{"en", 0, "0 notes"}, {"en", 1, "1 note"}, {"en", 21, "21 notes"},
		{"de", 0, "0 Anmerkungen"}, {"de", 1, "1 Anmerkung"}, {"de", 2, "2 Anmerkungen"},
		{"es", 0, "0 notas"}, {"es", 1, "1 nota"}, {"es", 21, "21 notas"},
		{"fr", 0, "0 note"}, {"fr", 1, "1 note"}, {"fr", 2, "2 notes"},
		{"ru", 0, "0 примечаний"}, {"ru", 1, "1 примечание"}, {"ru", 3, "3 примечания"}, {"ru", 5, "5 примечаний"},
		{"ru", 11, "11 примечаний"}, {"ru", 21, "21 примечание"}, {"ru", 112, "112 примечаний"}, {"ru", 122, "122 примечания"},
	} {
		if got := words(t, c.language, nil).Count("n_notes", c.n); got != c.want {
			t.Errorf("%s: %q, want %q", c.language, got, c.want)
		}
	}
	// A file for a region counts as its language does.
	over := map[string]string{
		"words/fr-ca.yaml": "words:\n  n_notes: \"{n} note | {n} notes\"\n",
		"words/ru-md.yaml": "words:\n  n_notes: \"{n} a | {n} b | {n} c\"\n",
	}
	if got := words(t, "fr-CA", over).Count("n_notes", 0); got != "0 note" {
		t.Errorf("fr-CA: %q", got)
	}
	if got := words(t, "ru-MD", over).Count("n_notes", 5); got != "5 c" {
		t.Errorf("ru-MD: %q", got)
	}
}

// small is a dossier with something of every kind, and sources in English and
// Arabic. They have none of the small words by which English is told.
var small = map[string]string{
	"sources/harbour.md": `---
title: Lighthouse keepers refuse lantern tax
publisher: Harbour Gazette
author: Ada Weir
published: 2015-03-05
inferred:
  published: x
captured: 2016-01-02
lang: en
---

Lighthouse keepers along our northern coast will not pay any lantern tax, their speaker said on Thursday evening.

Our minister called their refusal unlawful; he told all keepers to return to their lamps until winter storms end.
`,
	"sources/quay.md": `---
title: Keepers will not pay
publisher: Quay Times
published: 2015-03-06~
lang: en
credit: Harbour Gazette
---

Lighthouse keepers along our northern coast will never pay any lantern tax, their speaker said on Thursday evening.

Our minister called their refusal unlawful; he told all keepers to return to their lamps until winter storms end.
`,
	"sources/mina.md": `---
title: حراس المنارة
publisher: الميناء
published: 2015-04
lang: ar
---

قال الحراس إنهم لن يدفعوا ضريبة الفوانيس أبدا.
`,
	"people/weir.md": "---\nname: Ada Weir\nrole: x\n---\n\nx\n",
	"quotes/tax.md": `---
title: x
speaker: weir
said: 2015-03-05
occasion: x
topics: [x]
---

> Lighthouse keepers along our northern coast will not pay any lantern tax
> — [[harbour]]

x

> Lighthouse keepers along our northern coast will never pay any lantern tax
> — [[quay]]

x
`,
	"quotes/arabic.md":     "---\ntitle: x\nspeaker: weir\nsaid: 2015\n---\n\n> لن يدفعوا ضريبة الفوانيس\n> — [[mina]]\n\nx\n",
	"events/refusal.md":    "---\ntitle: x\ndate: 2015-02-2X\npeople: [weir]\ntopics: [x]\n---\n\nx\n\n> on Thursday evening\n> — [[harbour]]\n",
	"annotations/storm.md": "---\nsource: harbour\n---\n\n> until winter storms end\n\n" + strings.Repeat("x x x x x x x x x x. ", 20) + "\n",
	"pages/about.md":       "---\ntitle: x\nnav: 1\n---\n\nx [[tax]]\n",
}

// pages builds the small dossier in a language and returns its pages by their
// file. What the editors wrote is "x" and names, so that every other word is the
// site's.
func pages(t *testing.T, language string) map[string]*html.Node {
	t.Helper()
	folder := afero.NewMemMapFs()
	files := maps.Clone(small)
	files["dossier.yaml"] = "title: x\nsummary: x\nlanguage: " + language + "\neditors: [x]\n"
	for name, text := range files {
		if err := afero.WriteFile(folder, name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err := build.Check(context.Background(), build.Input{
		Content: folder, Name: "content", Templates: afero.FromIOFS{FS: templates.Files},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		t.Logf("%s:%d: %s", d.File, d.Line, d.Message)
	}
	target := afero.NewMemMapFs()
	if _, err := r.Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	out := map[string]*html.Node{}
	err = afero.Walk(target, ".", func(name string, info fs.FileInfo, err error) error {
		if err != nil || info.IsDir() || !strings.HasSuffix(name, ".html") {
			return err
		}
		file, err := target.Open(name)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		out[name], err = html.Parse(file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("there are only %d pages", len(out))
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// said returns everything a page says, with the elements that say it.
func said(root *html.Node) map[*html.Node]string {
	out := map[*html.Node]string{}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style":
			out[n.Parent] += n.Data
		case n.Type == html.ElementNode:
			for _, key := range []string{"aria-label", "title", "content"} {
				out[n] += " " + attribute(n, key)
			}
		}
	}
	return out
}

// within returns the value that an attribute has for a node.
func within(n *html.Node, key string) string {
	for ; n != nil; n = n.Parent {
		if v := attribute(n, key); v != "" {
			return v
		}
	}
	return ""
}

func TestEveryLanguageBuildsASiteWithoutAMissingWord(t *testing.T) {
	gap := regexp.MustCompile(`\[[a-z0-9_-]+\]|\{[0-9n]\}| \| `)
	for _, language := range languages() {
		t.Run(language, func(t *testing.T) {
			for name, root := range pages(t, language) {
				top := cascadia.Query(root, cascadia.MustCompile("html"))
				if attribute(top, "lang") != language || attribute(top, "dir") != "ltr" {
					t.Errorf("%s has lang %q and dir %q", name, attribute(top, "lang"), attribute(top, "dir"))
				}
				for n, text := range said(root) {
					if m := gap.FindString(text); m != "" {
						t.Errorf("%s: %q in <%s> %q", name, m, n.Data, strings.TrimSpace(text))
					}
				}
			}
		})
	}
}

// English that is put together in code would not be missed in a file of words.
func TestNoPageSpeaksEnglishInAnotherLanguage(t *testing.T) {
	english := regexp.MustCompile(`\b(?:the|and|of|with|by|from|about|between|before|after|is|are|this|March|February|later)\b`)
	for _, language := range languages() {
		if language == "en" {
			continue
		}
		t.Run(language, func(t *testing.T) {
			for name, root := range pages(t, language) {
				for n, text := range said(root) {
					if m := english.FindString(text); m != "" {
						t.Errorf("%s: %q in <%s> %q", name, m, n.Data, strings.TrimSpace(text))
					}
				}
			}
		})
	}
}

func TestDatesAreInTheLanguageOfTheSite(t *testing.T) {
	for language, want := range map[string][]string{
		"en": {"5 March 2015", "about 6 March 2015"},
		"de": {"5. März 2015", "etwa 6. März 2015"},
		"fr": {"5 mars 2015", "vers le 6 mars 2015"},
		"es": {"5 de marzo de 2015", "hacia el 6 de marzo de 2015"},
		"ru": {"5 марта 2015 года", "около 6 марта 2015 года"},
	} {
		page := pages(t, language)["sources/index.html"]
		var got []string
		for n, text := range said(page) {
			if n.Data == "time" {
				got = append(got, strings.TrimSpace(text))
			}
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: the dates are %q, and none is %q", language, got, w)
			}
		}
	}
}

// The words of a source stand in its language, unless it is that of the site:
// on a screen reader each is spoken as what it is.
func TestForeignPassagesSayTheirLanguage(t *testing.T) {
	for _, language := range []string{"de", "ru", "en"} {
		t.Run(language, func(t *testing.T) {
			count := map[string]int{}
			for name, root := range pages(t, language) {
				for _, n := range cascadia.QueryAll(root, cascadia.MustCompile("blockquote, q, section.text .block, .item h3 a, .side .title, .page-source h1")) {
					var b strings.Builder
					for d := range n.Descendants() {
						if d.Type == html.TextNode {
							b.WriteString(d.Data)
						}
					}
					text := b.String()
					lang, dir := "", ""
					switch {
					case regexp.MustCompile(`(?i)lighthouse|keepers|winter storms|Thursday`).MatchString(text):
						lang, dir = "en", "ltr"
					case strings.ContainsAny(text, "حضل"):
						lang, dir = "ar", "rtl"
					default:
						continue
					}
					count[lang]++
					if got := within(n, "lang"); got != lang {
						t.Errorf("%s: <%s> %q has the language %q", name, n.Data, strings.TrimSpace(text), got)
					}
					if got := within(n, "dir"); got != dir {
						t.Errorf("%s: <%s> %q has the direction %q", name, n.Data, strings.TrimSpace(text), got)
					}
					if own := attribute(n, "lang"); language == "en" && own == "en" {
						t.Errorf("%s: <%s> says that it is in the language of the page", name, n.Data)
					}
				}
			}
			if count["en"] < 15 || count["ar"] < 5 {
				t.Errorf("there are only %v passages", count)
			}
		})
	}
}

// In a language without words the site speaks English. Its pages say the
// language of the dossier all the same, since that is what the editors write.
func TestALanguageWithoutWordsIsStillTheLanguageOfItsPages(t *testing.T) {
	for language, dir := range map[string]string{"ja": "ltr", "fa": "rtl"} {
		root := pages(t, language)["index.html"]
		top := cascadia.Query(root, cascadia.MustCompile("html"))
		if attribute(top, "lang") != language || attribute(top, "dir") != dir {
			t.Errorf("%s: lang is %q and dir %q", language, attribute(top, "lang"), attribute(top, "dir"))
		}
		if all := fmt.Sprint(said(root)); !strings.Contains(all, "Where to begin") || !strings.Contains(all, "5 March 2015") {
			t.Errorf("%s does not speak English", language)
		}
	}
}
