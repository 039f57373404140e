package main

import (
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// inFourScripts is a dossier with one statement in English, Arabic, Hebrew, Chinese and Russian.
var inFourScripts = map[string]string{
	"dossier.yaml":      "title: The port of Sidra\nlanguage: en\n",
	"people/karim.md":   "---\nname: Nikolai Karim\nlang: ar\naliases: [Nikolay Karim, Николай Карим, نيكولاي كريم]\n---\nThe director of the port.\n",
	"sources/paper.md":  "---\ntitle: The port is open\npublisher: The Paper\npublished: 2014-07-03\n---\n“The port is open for everybody,” Nikolay Karim said. In Arabic he said:\n\n{lang=ar}\n«الميناء مفتوح للجميع منذ يوم الاثنين».\n\nNobody was hurt.\n",
	"sources/sahifa.md": "---\ntitle: الميناء مفتوح للجميع بعد أسابيع من الإغلاق\npublisher: الصحيفة\nauthor: نيكولاي كريم\npublished: 2014-07-02\nlang: ar\n---\nقال مدير الميناء: «الميناء مفتوح للجميع منذ يوم الاثنين». ولم يصب أحد.\n",
	"sources/iton.md":   "---\ntitle: הנמל פתוח לכולם\npublisher: העיתון\npublished: 2014-07-03\nlang: he\n---\nמנהל הנמל אמר: ״הנמל פתוח לכולם מיום שני״. איש לא נפגע.\n",
	"sources/bao.md":    "---\ntitle: 锡德拉港重新开放\npublisher: 报纸\npublished: 2014-07-04\nlang: zh-Hans\n---\n港口负责人说：「港口从星期一起向所有人开放，任何人都可以使用，没有人会被拒绝，也没有人受伤，工作将照常进行。」\n",
	"sources/gazeta.md": "---\ntitle: Порт открыт\npublisher: Газета\npublished: 2014-07-04\nlang: ru\n---\n«Порт открыт для всех с понедельника», — сказал Николай Карим.\n",
	"quotes/open.md": "---\ntitle: The port is open\nspeaker: karim\noriginal: sahifa\nsaid: 2014-07-02\n---\n> الميناء مفتوح للجميع منذ يوم الاثنين\n> — [[sahifa]]\n\n" +
		"{translation lang=en by=\"A. Editor\"}\nThe port has been open to everybody since Monday.\n\nHis own words.\n\n" +
		"> The port is open for everybody\n> — [[paper]]\n\n> הנמל פתוח לכולם מיום שני\n> — [[iton]]\n\n{translation lang=en}\nThe port has been open to all since Monday.\n\n" +
		"> 「港口从星期一起向所有人开放，任何人都可以使用，没有人会被拒绝，也没有人受伤，工作将照常进行。」\n> — [[bao]]\n\n> Порт открыт для всех с понедельника\n> — [[gazeta]]\n",
	"annotations/arabic.md": "---\nsource: paper\n---\n> الميناء مفتوح للجميع\n\n{translation lang=he by=\"A. Editor\"}\nהנמל פתוח לכולם.\n\nAs in [[sahifa]].\n",
}

// TestLanguagesInABrowser reads pages in Arabic, Hebrew and Chinese: each text runs in its direction, in whatever it
// stands; a translation stands beside its original or, on a phone, below it; nothing stands out at the side.
func TestLanguagesInABrowser(t *testing.T) {
	b := startChromium(t)
	dir := builtFrom(t, inFourScripts)
	home := (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()
	w := b.window(t, home, true)
	holds := func(page, what, expression string) {
		t.Helper()
		if !w.bool(expression) {
			t.Errorf("%s: %s", page, what)
		}
	}
	const quote = "quotes/open/index.html"
	for _, width := range []int64{1280, 390} {
		for _, scheme := range []string{"light", "dark"} {
			w.emulate("", scheme)
			w.do(chromedp.EmulateViewport(width, 900))
			for _, page := range []string{"index.html", quote, "sources/sahifa/index.html", "sources/iton/index.html", "sources/bao/index.html", "sources/paper/index.html", "people/karim/index.html", "sources/index.html", "timeline/index.html"} {
				w.open(page)
				holds(page, "it stands out at the side", `document.documentElement.scrollWidth <= innerWidth`)
				holds(page, "words of another language are not marked as such", `[...document.querySelectorAll("main blockquote, main h1, main .block")].every((e) =>
					(/[\u0600-\u06ff]/.test(e.textContent) ? "ar" : /[\u0590-\u05ff]/.test(e.textContent) ? "he" : /[\u4e00-\u9fff]/.test(e.textContent) ? "zh-Hans" : /[\u0400-\u04ff]/.test(e.textContent) ? "ru" : "en") === e.closest("[lang]").lang)`)
				holds(page, "a text does not run in its direction", `[...document.querySelectorAll("main [lang]")].every((e) =>
					getComputedStyle(e).direction === (["ar", "he"].includes(e.lang) ? "rtl" : "ltr"))`)
				holds(page, "letters that join are set apart", `[...document.querySelectorAll("[dir=rtl]")].every((e) => ["normal", "0px"].includes(getComputedStyle(e).letterSpacing))`)
			}
		}
	}

	// The words of a right-to-left text begin at its right, in a column of a page that runs from the left.
	const begins = `((e) => { const r = document.createRange(); r.selectNodeContents(e); const words = [...r.getClientRects()][0], box = e.getBoundingClientRect(); return %s; })(document.querySelector(%q))`
	for _, width := range []int64{1280, 390} {
		w.do(chromedp.EmulateViewport(width, 900))
		w.open(quote)
		for _, c := range []struct{ where, how string }{
			{".lead blockquote p", "box.right - words.right < 3"},
			{".wordings blockquote[lang=he] p", "box.right - words.right < 3"},
			{".wordings blockquote[lang=zh-Hans] p", "words.left - box.left < 3"},
		} {
			holds(quote, c.where+" does not begin at its side", strings.NewReplacer("%s", c.how, "%q", quoted(c.where)).Replace(begins))
		}
		beside := `((a, b) => a.right <= b.left && Math.abs(a.top - b.top) < 3)`
		if width < 700 {
			beside = `((a, b) => a.bottom <= b.top && Math.abs(a.left - b.left) < 3)`
		}
		for _, at := range []string{".lead", ".wordings"} {
			holds(quote, "the translation does not stand where it should", beside+`(document.querySelector("`+at+` .parallel > :first-child").getBoundingClientRect(), document.querySelector("`+at+` .rendering").getBoundingClientRect())`)
		}
	}
	holds(quote, "a date stands on both sides of an outlet", `[...document.querySelectorAll(".wording h4")].every((h) => h.querySelector(".meta").getBoundingClientRect().left >= h.querySelector("a").getBoundingClientRect().right)`)
	w.shows(".lead .rendering .kind", "Editor’s translation: A. Editor")
	w.shows(".language", "Arabic: the original")
	w.shows(`.wordings blockquote[lang=zh-Hans]`, "「港口从星期一起")
	holds(quote, "the groups are not in order", `[...document.querySelectorAll(".language")].map((e) => e.textContent).join() === "Arabic: the original,English: 1 rendering,Hebrew: 1 rendering,Chinese: 1 rendering,Russian: 1 rendering"`)
	w.open("sources/paper/index.html")
	w.shows(`.beside .rendering [lang=he][dir=rtl]`, "הנמל פתוח לכולם.")
	w.shows(`.block[lang=ar][dir=rtl]`, "«الميناء مفتوح للجميع")

	// A person is found and suggested in every spelling and script.
	w.do(chromedp.EmulateViewport(1280, 900))
	var queries []wanted
	for _, name := range []string{"Nikolai", "Nikolay", "Николай", "نيكولاي", "Николай Карим", "karim"} {
		queries = append(queries, wanted{query: name, page: "people/karim/"})
	}
	w.open("search/index.html")
	for i, got := range findAll(w, queries) {
		if len(got.First) == 0 || !strings.HasPrefix(got.First[0], "people/karim/") || got.Near != "" {
			t.Errorf("%q finds %q", queries[i].query, got.First)
		}
	}
	for _, name := range []string{"Николай", "Nikolay"} {
		w.open("index.html")
		w.do(clickAt(w, `document.querySelector("#search")`))
		w.press(name)
		w.until(suggestions + `.length > 1 && ` + suggestions + `.at(-1).href.endsWith(encodeURIComponent(` + quoted(name) + `))`)
		holds("index.html", name+" suggests another", suggestions+`[0].href.includes("people/karim/")`)
	}
}
