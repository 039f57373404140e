package build

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dossier/generator/internal/book"
	"dossier/generator/internal/dossiertest"
)

// bookish is a dossier with what is hard to put into a book: names in other scripts, a text from right to left, versions,
// footnotes, tables, pictures, headings, notes that lead everywhere.
var bookish = func() map[string]string {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		panic(err)
	}
	return changed(embeddable, map[string]string{
		"sources/sahifa.md":          "---\ntitle: الميناء مفتوح\npublisher: الصحيفة\npublished: 2014-07-02\nlang: ar\n---\nقال مدير الميناء: «الميناء مفتوح للجميع منذ يوم الاثنين».\n",
		"sources/газета.md":          "---\ntitle: Порт открыт\npublisher: Газета\npublished: 2014-07-04\nlang: ru\npublish: passages\n---\n# Новости\n\nВсе *корабли* пришли вовремя & без потерь. Остальное никто не читает здесь.\n",
		"sources/post.md":            "---\ntitle: A post\npublisher: Poster\npublished: 2014-07-05\ncaptured: 2014-07-08\n---\nThe quay was closed on Tuesday evening.\n",
		"sources/post@2014-07-06.md": "---\ntitle: A post\npublisher: Poster\npublished: 2014-07-05\n---\nThe quay was closed on Monday evening, nobody knows why.\n",
		"annotations/early.md":       "---\nsource: post@2014-07-06\n---\n> nobody knows why\n\nIt was there once.\n",
		"annotations/ships.md":       "---\nsource: газета\n---\n> корабли пришли вовремя\n\nA remark with a note.[^1] See [[ada]] and ![the quay](../media/quay.png).\n\n[^1]: The note & its \\<end>.\n",
		"annotations/arabic.md":      "---\nsource: sahifa\n---\n> الميناء مفتوح للجميع\n\n{translation lang=en}\nThe port is open to all.\n\nA remark.\n",
		"events/opening.md":          "---\ntitle: The opening\ndate: 2014-07-01\npeople: [ada]\n---\n## How it was\n\n> It rained\n> — [[gazette]]\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```\nx < y\n```\n\nSee [the words](#how-it-was), [[quotes/open]] and [the comparison](/compare/).\n",
		"pages/about.md":             "---\ntitle: About\nnav: 1\n---\n# About this\n\nLine one\\\nline two. ~~Gone~~.\n\n---\n\nMore: [[paper]].\n",
		"media/quay.png":             picture.String(),
		"people/ольга.md":            "---\nname: Ольга\n---\nShe.\n",
	})
}()

func TestThePrintedDossierIsWhole(t *testing.T) {
	r := checked(t, Input{Content: dossiertest.Folder(t, bookish)})
	data := fileOf(t, r, "https://example.org/d/print/index.html")
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	has := map[string]bool{}
	for _, p := range r.paths() {
		has[p] = true
	}
	within, text := 0, ""
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			text += n.Data + " "
		}
	}
	ids, hrefs := placesIn(t, doc)
	for _, href := range hrefs {
		u, err := url.Parse(href)
		switch {
		case err != nil:
			t.Error(err)
		case u.Scheme != "":
		case u.Path == "":
			within++
			if !ids[u.Fragment] {
				t.Errorf("there is no place %q", href)
			}
		case !has[path.Join("print", u.Path)]:
			t.Errorf("%s leads nowhere", href)
		case (strings.HasPrefix(u.Path, "../sources/") || strings.HasPrefix(u.Path, "../quotes/")) && !strings.Contains(u.Path, "/versions/"):
			t.Errorf("%s leads out of the book", href)
		}
	}
	if within < 30 {
		t.Errorf("only %d links stay within", within)
	}
	text = strings.Join(strings.Fields(text), " ")
	for _, words := range []string{
		"The port is open for <all> & everybody", "الميناء مفتوح للجميع", "The port is open to all.", "It was there once.", "nobody knows why", "The note & its <end>.", "How it was",
		"x < y", "line two", "Supported", "Two outlets print it.", "Only the passages that notes cite are shown.", "July 2014", "Contents",
	} {
		if !strings.Contains(text, words) {
			t.Errorf("it does not say %q:\n%s", words, text)
		}
	}
	if strings.Contains(text, "Остальное") {
		t.Error("it has words that are not published")
	}
	if !bytes.Contains(data, []byte(`name="robots" content="noindex"`)) || !bytes.Contains(data, []byte(`src="../media/quay.png"`)) {
		t.Errorf("it is for search engines, or lacks its picture")
	}
	if home := string(fileOf(t, r, "https://example.org/d/index.html")); !strings.Contains(home, `href="print/index.html"`) || !strings.Contains(home, `href="dossier.epub"`) {
		t.Error("the overview does not lead to them")
	}
}

// placesIn returns the ids of a page, each of which it has once, and what its links and pictures lead to.
func placesIn(t *testing.T, doc *html.Node) (ids map[string]bool, hrefs []string) {
	t.Helper()
	ids = map[string]bool{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				if ids[a.Val] {
					t.Errorf("two elements have the id %q", a.Val)
				}
				ids[a.Val] = true
			case "href", "src":
				hrefs = append(hrefs, a.Val)
			}
		}
	}
	return ids, hrefs
}

func TestBooksAreWhereTheyCanBe(t *testing.T) {
	many := changed(embeddable, nil)
	for i := range 301 {
		many[fmt.Sprintf("sources/s%d.md", i)] = fmt.Sprintf("---\ntitle: Report %d\npublisher: P\npublished: 2015-01-01\n---\nText.\n", i)
	}
	with := func(settings string) map[string]string {
		return changed(embeddable, map[string]string{"dossier.yaml": embeddable["dossier.yaml"] + settings})
	}
	for name, c := range map[string]struct {
		in    Input
		files string
	}{
		"as it is":      {Input{Content: dossiertest.Folder(t, embeddable)}, "book.css dossier.epub print.css print/index.html"},
		"without print": {Input{Content: dossiertest.Folder(t, with("without: [print]\n"))}, "dossier.epub"},
		"without EPUB":  {Input{Content: dossiertest.Folder(t, with("without: [epub]\n"))}, "book.css print.css print/index.html"},
		"a preview":     {Input{Content: dossiertest.Folder(t, embeddable), Drafts: true}, ""},
		"too long":      {Input{Content: dossiertest.Folder(t, many)}, "book.css print.css print/index.html"},
	} {
		r := checked(t, c.in)
		var found []string
		for _, p := range r.paths() {
			if strings.Contains(p, "print") || path.Ext(p) == ".epub" || p == "book.css" {
				found = append(found, p)
			}
		}
		if got := strings.Join(found, " "); got != c.files {
			t.Errorf("%s: there are %s", name, got)
		}
		home := string(fileOf(t, r, "https://example.org/d/index.html"))
		for _, p := range []string{"print/index.html", "dossier.epub"} {
			if led := strings.Contains(home, `"`+p+`"`); led != (strings.Contains(c.files, p) && name != "too long") {
				t.Errorf("%s: the overview leads to %s: %t", name, p, led)
			}
		}
		if name == "too long" {
			if data := fileOf(t, r, "https://example.org/d/print/index.html"); !bytes.Contains(data, []byte("too long to be printed")) || bytes.Contains(data, []byte("<section")) {
				t.Errorf("it does not say that it is too long: %s", data)
			}
		}
	}
}

// TestEpubcheckAcceptsTheEPUB runs the checker of the W3C, which is a package of Debian's; without it the test is skipped.
func TestEpubcheckAcceptsTheEPUB(t *testing.T) {
	jar, err := exec.LookPath("epubcheck")
	if err != nil {
		t.Skip("there is no epubcheck")
	}
	if jar, err = filepath.EvalSymlinks(jar); err != nil {
		t.Fatal(err)
	}
	for name, files := range map[string]map[string]string{
		"hard":                              bookish,
		"right to left, without an address": changed(bookish, map[string]string{"dossier.yaml": "title: الميناء\nlanguage: ar\n"}),
	} {
		data := fileOf(t, checked(t, Input{Content: dossiertest.Folder(t, files)}), "https://example.org/d/dossier.epub")
		if again := fileOf(t, checked(t, Input{Content: dossiertest.Folder(t, files)}), "https://example.org/d/dossier.epub"); !bytes.Equal(data, again) {
			t.Errorf("%s: the same content gives other bytes", name)
		}
		file := filepath.Join(t.TempDir(), "dossier.epub")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		check := exec.Command(jar, "--failonwarnings", file)
		if path.Ext(jar) == ".jar" {
			check = exec.Command("java", "-jar", jar, "--failonwarnings", file)
		}
		if out, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestARetractionReadsTheEPUB(t *testing.T) {
	data := fileOf(t, checked(t, Input{Content: dossiertest.Folder(t, embeddable)}), "https://example.org/d/dossier.epub")
	for run, told := range map[string]bool{"said that the port was": true, "said that the port rested": false} {
		got, err := anyRunOf(map[string]bool{run: true}, "dossier.epub", data)
		if err != nil || (got == run) != told {
			t.Errorf("%q: %q, %v", run, got, err)
		}
	}
	if _, err := anyRunOf(nil, "dossier.epub", []byte("torn")); err == nil {
		t.Error("what cannot be read passes")
	}
}

// A dossier too long for one book is one in volumes, if its editors say so: all of it is in one of them, and what leads from one
// volume to another finds the place there.
func TestALongDossierIsABookInVolumes(t *testing.T) {
	many := changed(embeddable, map[string]string{
		"dossier.yaml": embeddable["dossier.yaml"] + "book: volumes\n",
		"pages/far.md": "---\ntitle: Far\n---\nSee [[s300]] and [[ada]].\n",
	})
	for i := range 301 {
		many[fmt.Sprintf("sources/s%d.md", i)] = fmt.Sprintf("---\ntitle: Report %d\npublisher: P\npublished: 2015-01-01\n---\nText.\n", i)
	}
	r := checked(t, Input{Content: dossiertest.Folder(t, many)})
	ids, hrefs, chapters := map[string]map[string]bool{}, map[string][]string{}, map[string]int{}
	for _, p := range r.paths() {
		if !strings.HasPrefix(p, "print/") {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(fileOf(t, r, "https://example.org/d/"+p)))
		if err != nil {
			t.Fatal(err)
		}
		file := path.Base(p)
		ids[file], hrefs[file] = placesIn(t, doc)
		for id := range ids[file] {
			if strings.HasPrefix(id, "sources.s") && !strings.Contains(strings.TrimPrefix(id, "sources."), ".") {
				chapters[id]++
			}
		}
	}
	if len(ids) != 3 || len(chapters) != 301 {
		t.Errorf("%d pages, with %d of 301 texts", len(ids), len(chapters))
	}
	across := 0
	for file, list := range hrefs {
		for _, href := range list {
			u, err := url.Parse(href)
			switch {
			case err != nil:
				t.Error(err)
			case u.Scheme != "":
			case u.Path == "":
				if !ids[file][u.Fragment] {
					t.Errorf("%s: there is no place %q", file, href)
				}
			case strings.HasPrefix(u.Path, "volume-"):
				across++
				if u.Fragment != "" && !ids[u.Path][u.Fragment] || ids[u.Path] == nil {
					t.Errorf("%s: there is no place %q", file, href)
				}
			case strings.HasPrefix(u.Path, "../sources/"):
				t.Errorf("%s: %s leads out of the book", file, href)
			}
		}
	}
	if across < 3 { // two from the page that leads to both, and from one to the other
		t.Errorf("%d links lead from volume to volume", across)
	}
	for _, e := range []string{"dossier-1.epub", "dossier-2.epub"} {
		if texts, err := book.Unpack(fileOf(t, r, "https://example.org/d/"+e)); err != nil || len(texts) < 10 {
			t.Errorf("%s has %d files: %v", e, len(texts), err)
		}
	}
	if home := string(fileOf(t, r, "https://example.org/d/index.html")); !strings.Contains(home, `href="print/index.html"`) || strings.Contains(home, `href="dossier.epub"`) {
		t.Error("the overview does not lead to the volumes")
	}
}
