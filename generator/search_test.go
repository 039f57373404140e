package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/spf13/afero"

	"dossier/generator/internal/build"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/publish"
	"dossier/templates"
)

// What a reader looks for, and the page that is to be among the first three.
type wanted struct {
	query string
	page  string // empty where nothing is to be found
	near  string // the word that is looked for instead, and the page says so
}

var inShippedDossier = []wanted{
	{"not permissible", "quotes/good-and-bad-terrorists-2015/", ""},
	{"Nikolay", "people/patrushev/", ""},
	{"nikolai", "people/patrushev/", ""},
	{"Patrushev 2016", "events/tass-interview/", ""},
	{"Kerry", "people/kerry/", ""},
	{"kerry voice of america", "events/kerry-to-voice-of-america/", ""},
	{"\"good and bad\"", "quotes/good-and-bad-terrorists-2016/", ""},
	{"„‘good’ and ‘bad’ ones“", "quotes/good-and-bad-terrorists-2015/", ""},
	{"divided", "quotes/good-and-bad-terrorists-2016/", ""},
	{"terrorist good bad", "topics/good-and-bad-terrorists/", ""},
	{"\"turn a blind eye\"", "quotes/blind-eye/", ""},
	{"club party", "quotes/not-a-club-party/", ""},
	{"double standard", "quotes/abandon-double-standards/", ""},
	{"Bortnikov", "people/bortnikov/", ""},
	{"Patrushov", "people/patrushev/", "patrushev"},
	{"Lavrof", "people/lavrov/", "lavrov"},
	{"method", "method/", ""},
	{"Interfax", "people/interfax/", ""},
	{"shanghai cooperation", "people/shanghai-cooperation-organization/", ""},
	{"un security council", "people/un-security-council/", ""},
	{"obama", "people/obama/", ""},
	{"visiting Egypt", "events/visit-to-egypt-and-uae/", ""},
	{"precondition", "quotes/preconditions/", ""},
	{"anti-russian propaganda", "quotes/anti-russian-propaganda/", ""},
	{"anti–Russian", "quotes/anti-russian-propaganda/", ""},
	{"ＫＥＲＲＹ", "people/kerry/", ""},
	{"xyzzy", "", ""},
	{"Patrushev banana", "", ""},
	{"\"bad and good\"", "", ""},
	{"…", "", ""},
}

var inLargeDossier = []wanted{
	{"террористы", "sources/otchet/", ""},
	{"отчет", "sources/otchet/", ""},
	{"Dienste", "sources/lage/", ""},
	{"Haus", "sources/lage/", ""},
	{"hauser", "sources/lage/", ""},
	{"東京大学", "sources/tokyo/", ""},
	{"大学", "sources/tokyo/", ""},
	{"ממשלה", "sources/hebrew/", ""},
	{"كتاب", "sources/arabic/", ""},
	{"presidentielle", "sources/election/", ""},
	{"\"l'élection présidentielle\"", "sources/election/", ""},
	{"elections", "sources/election/", ""},
	{"zeppelins", "sources/airship/", ""},
	{"zepelin", "sources/airship/", "zeppelin"},
	{"ezppelin", "sources/airship/", "zeppelin"},
	{"\"the zeppelin of the harbour\"", "sources/airship/", ""},
	{"\"the harbour of the zeppelin\"", "", ""},
	{"zeppelin outlet 6", "sources/airship/", ""},
	{"zeppelin outlet 5", "", ""},
}

// TestReadersFind asks the search for what readers look for: in the shipped
// dossier, whose index is one file, and in one whose index is cut.
func TestReadersFind(t *testing.T) {
	b := newBrowser(t)
	large, files := largeDossier(t)
	var loaded sync.Map // what the server was asked for: a page does not know what its worker loads
	site := http.StripPrefix(subPath, http.FileServer(http.Dir(large)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		loaded.Store(strings.TrimPrefix(r.URL.Path, subPath), true)
		site.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	for _, c := range []struct {
		name, home string
		queries    []wanted
	}{
		{"shipped, from disk", b.disk, inShippedDossier},
		{"large, from disk", (&url.URL{Scheme: "file", Path: filepath.ToSlash(large) + "/"}).String(), inLargeDossier},
		{"large, from a server", server.URL + subPath, inLargeDossier},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := b.window(t, c.home, true)
			w.open("search/index.html")
			for i, got := range findAll(w, c.queries) {
				want := c.queries[i]
				switch {
				case want.page == "" && got.Total != 0, want.near != got.Near,
					want.page != "" && !slices.ContainsFunc(got.First, func(p string) bool { return strings.HasPrefix(p, want.page+"index.html") }):
					t.Errorf("%q finds %d, near %q: %q; want %s, near %q", want.query, got.Total, got.Near, got.First, want.page, want.near)
				}
				for _, p := range got.First {
					page, id, _ := strings.Cut(p, "#")
					if id != "" && c.home == b.disk && !bytes.Contains(b.files[page], []byte(` id="`+id+`"`)) {
						t.Errorf("%q leads to %s, which is no place", want.query, p)
					}
				}
			}
		})
	}
	// A server may refuse the worker, or what it asks for.
	for _, policy := range []string{"worker-src 'none'", "connect-src 'none'"} {
		t.Run("where the server says "+policy, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Security-Policy", policy)
				site.ServeHTTP(w, r)
			}))
			t.Cleanup(server.Close)
			w := b.window(t, server.URL+subPath, true)
			w.open("search/index.html")
			if got := findAll(w, []wanted{{query: "zepelin"}})[0]; got.Near != "zeppelin" || len(got.First) != 1 || !strings.HasPrefix(got.First[0], "sources/airship/") {
				t.Errorf("zepelin finds %+v", got)
			}
			w.expects("Content Security Policy")
		})
	}
	for _, query := range []string{"zeppelin harbour", "zepelin"} {
		t.Run("what a query loads: "+query, func(t *testing.T) {
			w := b.window(t, server.URL+subPath, true)
			loaded.Clear()
			w.open("search/index.html?q=" + url.QueryEscape(query))
			w.until(`!!document.querySelector(".found li")`)
			size := 0
			loaded.Range(func(key, _ any) bool {
				if name := key.(string); strings.HasPrefix(name, "search/") && path.Ext(name) == ".js" || path.Base(name) == "preview.js" {
					if name == "search/fields.js" {
						t.Error("what results are narrowed by is loaded before it is asked for")
					}
					size += packed(t, files[name])
				}
				return true
			})
			if in := w.strings(`performance.getEntriesByType("resource").map((e) => new URL(e.name).pathname).filter((p) => /\/search\/.|preview/.test(p))`); len(in) > 0 {
				t.Errorf("the page itself loads %q, which a worker is for", in)
			}
			if size == 0 || size > 100_000 {
				t.Errorf("a query loads %d bytes, packed", size)
			}
		})
	}
	if size := packed(t, b.files["search/index.js"]); size == 0 || size > 60_000 || b.files["search/words-0.js"] != nil {
		t.Errorf("the index of the shipped dossier has %d bytes, packed", size)
	}
	if files["search/words-3.js"] == nil || len(files) == 0 {
		t.Error("the index of the large dossier is not cut")
	}
}

// packed returns how many bytes data takes when it is packed.
func packed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.Copy(z, bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// largeDossier builds a dossier of made articles with a few among them to be found,
// and returns the folder of its site, and its files.
func largeDossier(t *testing.T) (dir string, files map[string][]byte) {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	var vocabulary []string
	for range 3000 {
		word := ""
		for range 2 + r.IntN(3) {
			word += string("bcdfghklmnprstvw"[r.IntN(16)]) + string("aeiou"[r.IntN(5)])
		}
		vocabulary = append(vocabulary, word)
	}
	content := map[string]string{"dossier.yaml": "title: A large dossier\n"}
	source := func(slug, lang, title, text string) {
		content["sources/"+slug+".md"] = fmt.Sprintf("---\ntitle: %s\npublisher: Outlet %d\npublished: 2015-03-%02d\nlang: %s\n---\n%s\n", title, len(content)%7, 1+len(content)%28, lang, text)
	}
	for i := range 90 {
		var paragraphs []string
		for range 4 {
			var words []string
			for range 60 {
				words = append(words, vocabulary[int(float64(len(vocabulary))*r.Float64()*r.Float64())])
			}
			paragraphs = append(paragraphs, strings.Join(words, " ")+".")
		}
		source(fmt.Sprintf("made-%02d", i), "en", "Report "+vocabulary[r.IntN(len(vocabulary))], strings.Join(paragraphs, "\n\n"))
	}
	source("otchet", "ru", "Отчёт о выборах", "Террористов нельзя делить на хороших и плохих.")
	source("lage", "de", "Zur Lage", "Die Sicherheitsdienste warnten, zwei Häuser wurden geräumt. Jedes Haus und alle Dienste der Sicherheit waren gemeint.")
	source("tokyo", "ja", "発表", "東京大学の発表によると、雨が降った。")
	source("hebrew", "he", "הודעה", "הממשלה הודיעה על כך אתמול.")
	source("arabic", "ar", "خبر", "صدر الكتاب الجديد أمس.")
	source("election", "fr", "Dimanche", "L’élection présidentielle aura lieu dimanche.")
	source("airship", "en", "Above the town", "People saw the zeppelin of the harbour on Monday.\n\nThe rest of the article is about the weather.")
	dir = builtFrom(t, content)
	return dir, filesIn(t, afero.NewBasePathFs(afero.NewOsFs(), dir))
}

// builtFrom builds the site of a dossier from its files, and returns its folder.
func builtFrom(t *testing.T, files map[string]string) string {
	t.Helper()
	r, err := build.Check(context.Background(), build.Input{Content: dossiertest.Folder(t, files), Name: "content", Templates: afero.FromIOFS{FS: templates.Files}})
	if err != nil || r.Failed() {
		t.Fatal(err, r.Diagnostics)
	}
	dir := t.TempDir()
	target, err := publish.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Write(context.Background(), target, publish.Options{}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// An answer is what a query finds, as the script of the search says it.
type answer struct {
	Total int
	Near  string // the word that was looked for instead
	First []string
}

// findAll asks the search of the window for queries.
func findAll(w *window, queries []wanted) []answer {
	w.t.Helper()
	var asked []string
	for _, q := range queries {
		asked = append(asked, q.query)
	}
	w.until(`!!globalThis.dossierSearch`)
	list, err := json.Marshal(asked)
	if err != nil {
		w.t.Fatal(err)
	}
	w.bool(fmt.Sprintf(`(async () => {
		const out = [];
		for (const query of %s) {
			const r = await dossierSearch(query, false);
			out.push({total: r.count, near: r.told.map((t) => t[1]).join(" "), first: r.shown.slice(0, 3).map((f) => f.href.replace(/\?[^#]*/, ""))});
		}
		globalThis.answers = out;
	})().catch((e) => { globalThis.answers = []; console.error(e); }), true`, list))
	w.until(`!!globalThis.answers`)
	out := evaluate[[]answer](w, `answers`)
	if len(out) != len(queries) {
		w.t.Fatalf("%d of %d queries were answered", len(out), len(queries))
	}
	return out
}

// TestSearchingInABrowser looks for things as readers do: by keyboard and by
// pointer, from a server and from disk, on a wide window and on a phone.
func TestSearchingInABrowser(t *testing.T) {
	b := newBrowser(t)
	for from, home := range map[string]string{"server": b.server, "disk": b.disk} {
		t.Run("by keyboard from "+from, func(t *testing.T) {
			t.Parallel()
			searchByKeyboard(b.window(t, home, true))
		})
		t.Run("on a phone from "+from, func(t *testing.T) {
			t.Parallel()
			searchOnAPhone(b.window(t, home, true))
		})
		t.Run("on its page from "+from, func(t *testing.T) {
			t.Parallel()
			searchOnItsPage(b.window(t, home, true))
		})
	}
	t.Run("without scripts", func(t *testing.T) {
		t.Parallel()
		w := b.window(t, b.disk, false)
		w.open("index.html")
		w.shows(".unsearched", "JavaScript")
		if w.bool(`document.querySelector("form.search").checkVisibility()`) {
			t.Error("there is a box that does nothing")
		}
	})
}

const (
	suggestions = `[...document.querySelectorAll("#search-list [role=option]")]`
	expanded    = `document.querySelector("#search").getAttribute("aria-expanded") === "true"`
)

func searchByKeyboard(w *window) {
	w.open("timeline/index.html")
	w.press("/")
	w.focused("#search")
	w.bool(`document.querySelector("#search").value = ""`) // the test types the key even where the page takes it
	w.press("Nikolay")
	w.until(`!!` + suggestions + `[0]?.textContent.includes("Nikolai Patrushev")`)
	w.press(kb.Escape)
	w.until(`!(` + expanded + `)`)
	w.press("xqzv")
	w.until(`!!` + suggestions + `[0]?.matches("[aria-disabled]")`) // a list of choices has one, be it that there is none
	w.press(kb.ArrowDown)
	w.bool(`document.querySelector("#search").value = "Nikolay"`)
	w.press(kb.Escape)
	w.press(kb.ArrowDown)
	w.until(expanded)
	w.until(`!!` + suggestions + `[0]?.textContent.includes("Nikolai Patrushev")`)
	w.press(kb.ArrowDown)
	w.until(`document.querySelector("[aria-selected=true]")?.id === document.querySelector("#search").getAttribute("aria-activedescendant")`)
	w.press(kb.ArrowUp)
	w.until(suggestions + `.at(-1)?.getAttribute("aria-selected") === "true"`)
	w.press(kb.ArrowDown)
	w.until(suggestions + `[0].getAttribute("aria-selected") === "true"`)
	w.leave(chromedp.KeyEvent(kb.Enter))
	w.at("people/patrushev/", "")
	w.until(`!!(CSS.highlights.get("found")?.size > 0)`)
	w.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(2)))
	w.focused("#search")
	w.press("Patrushev 2016")
	w.leave(chromedp.KeyEvent(kb.Enter))
	w.at("search/", "")
	w.until(`!!document.querySelector(".found li")?.textContent.includes("interview")`)
}

// searchOnAPhone finds each of four things in one attempt.
func searchOnAPhone(w *window) {
	for query, page := range map[string]string{"not permissible": "quotes/good-and-bad-terrorists-2015/", "Nikolay": "people/patrushev/", "Patrushev 2016": "events/tass-interview/", "Kerry": "people/kerry/"} {
		w.open("index.html")
		w.do(chromedp.EmulateViewport(390, 800))
		w.until(`innerWidth === 390`)
		w.do(clickAt(w, `document.querySelector("#search")`))
		w.press(query)
		w.until(suggestions + `.length > 1 && ` + suggestions + `.at(-1).href.endsWith(encodeURIComponent(` + quoted(query) + `))`)
		if w.bool(`document.documentElement.scrollWidth > innerWidth`) {
			w.t.Errorf("%s: the results stand out at the side", query)
		}
		w.leave(clickAt(w, suggestions+`[0]`))
		w.at(page, "")
		w.until(`!!(CSS.highlights.get("found")?.size > 0)`)
	}
}

func searchOnItsPage(w *window) {
	w.open("search/index.html?q=terrorists")
	w.until(`document.querySelectorAll(".found li").length === 8`)
	if w.string(`document.querySelector("#search").value`) != "terrorists" {
		w.t.Error("the box does not have the query")
	}
	all := w.string(`document.querySelector(".found > .meta").textContent`)
	w.do(clickAt(w, `document.querySelector(".found summary")`)) // what results are narrowed by is counted when it is asked for
	w.until(`document.querySelectorAll(".filter select").length > 2`)
	choose(w, "kind", "quote")
	w.until(`document.querySelector(".found > .meta").textContent !== ` + quoted(all))
	w.until(`[...document.querySelectorAll(".found li")].every((li) => /Quotation/.test(li.querySelector(".meta").textContent))`)
	w.open("search/index.html?q=Kerry")
	w.until(`document.querySelector(".found li .title")?.textContent === "John Kerry"`)
	w.leave(clickAt(w, `document.querySelector(".found li a")`))
	w.at("people/kerry/", "")
	w.leave(chromedp.NavigateBack())
	w.until(`document.querySelector(".found li .title")?.textContent === "John Kerry"`)
	w.do(clickAt(w, `document.querySelector("#search")`))
	w.press(" xyzzy")
	w.until(`!document.querySelector(".found li") && !!(document.querySelector(".found > .meta")?.textContent.length > 5)`)
	w.until(`new URLSearchParams(location.search).get("q") === "Kerry xyzzy"`)
	w.bool(`(history.back(), true)`)
	w.until(`document.querySelector(".found li .title")?.textContent === "John Kerry"`)
}
