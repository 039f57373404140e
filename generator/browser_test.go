package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/net/html"
)

// subPath is where the test server puts the site: links must work from any
// depth of a host.
const subPath = "/some/where/"

// patience ends a test that waits for what does not come. It measures nothing.
const patience = 5 * time.Minute

// TestShippedDossierInABrowser reads the built dossier as people do: with and
// without scripts, from a server and from disk, by pointer, by keyboard and on
// paper. All of it runs in one Chromium, each test in a window of its own; in
// each, an error on the console or a request to another host is a failure.
func TestShippedDossierInABrowser(t *testing.T) {
	b := newBrowser(t)
	for _, from := range []string{"server", "disk"} {
		for _, scripts := range []bool{true, false} {
			t.Run(fmt.Sprintf("journey from %s, scripts %t", from, scripts), func(t *testing.T) {
				t.Parallel()
				home := b.server
				if from == "disk" {
					home = b.disk
				}
				journey(b.window(t, home, scripts))
			})
		}
	}
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("keyboard, scripts %t", scripts), func(t *testing.T) {
			t.Parallel()
			keyboard(b.window(t, b.server, scripts))
		})
		t.Run(fmt.Sprintf("closed notes, scripts %t", scripts), func(t *testing.T) {
			t.Parallel()
			closedNotes(b.window(t, b.server, scripts), b.files)
		})
	}
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("each kind of page, scripts %t", scripts), func(t *testing.T) {
			t.Parallel()
			eachKind(b.window(t, b.server, scripts), b.files, scripts)
		})
	}
	t.Run("round with the Tab key", func(t *testing.T) {
		t.Parallel()
		round(b.window(t, b.server, true), b.files)
	})
	t.Run("copying", func(t *testing.T) {
		t.Parallel()
		copying(b.window(t, b.server, true))
	})
	for from, home := range map[string]string{"server": b.server, "disk": b.disk} {
		t.Run("filtering from "+from, func(t *testing.T) {
			t.Parallel()
			filtering(b.window(t, home, true))
		})
		t.Run("previewing from "+from, func(t *testing.T) {
			t.Parallel()
			previewing(b.window(t, home, true))
		})
	}
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("choosing marks, scripts %t", scripts), func(t *testing.T) {
			t.Parallel()
			choosingMarks(b.window(t, b.disk, scripts), scripts)
		})
	}
	t.Run("sideways", func(t *testing.T) {
		t.Parallel()
		sideways(b.window(t, b.server, true))
	})
	t.Run("printing", func(t *testing.T) {
		t.Parallel()
		printing(b.window(t, b.server, false), b.window(t, b.server, true))
	})
}

// journey goes from the overview to a source, from a passage in it to its
// quotation, to another outlet's wording in its place, to the comparison of
// the two, to the timeline, back to the quotation and to where it began.
func journey(w *window) {
	const quote = "quotes/good-and-bad-terrorists-2015/"
	w.open("index.html")
	w.follow(`main a[href$="sources/iria/index.html"]`)
	w.at("sources/iria/", "")

	w.follow(`a[href^="#n-good-and-bad-terrorists-2015-"]`)
	w.at("sources/iria/", "n-good-and-bad-terrorists-2015-")
	w.shows(`:target`, "")

	w.follow(`[id^="n-good-and-bad-terrorists-2015-"] a[href$="` + quote + `index.html"]`)
	w.at(quote, "")
	w.shows(`main blockquote`, "Dividing terrorists into ‘good’ and ‘bad’ ones is unacceptable.")

	w.follow(`main a[href*="sources/rferl/index.html#p-the-division"]`)
	w.at("sources/rferl/", "p-the-division")
	w.shows(`p:has(:target)`, "The division of terrorists into 'good' and 'bad' is not permissible.")

	w.follow(`main a[href$="compare/iria--rferl/index.html"]`)
	w.at("compare/iria--rferl/", "")
	w.shows(`main`, "The division of terrorists into 'good' and 'bad' is not permissible.")
	w.shows(`main`, "Dividing terrorists into ‘good’ and ‘bad’ ones is unacceptable.")

	w.follow(`nav a[href$="timeline/index.html"]`)
	w.at("timeline/", "")
	w.follow(`main a[href$="` + quote + `index.html"]`)
	w.at(quote, "")
	w.follow(`main a[href*="sources/iria/index.html#p-dividing"]`)
	w.at("sources/iria/", "p-dividing")
	w.shows(`p:has(:target)`, "Dividing terrorists into ‘good’ and ‘bad’ ones is unacceptable.")

	// The browser's way back leads through the same places.
	for _, before := range []string{quote, "timeline/", "compare/iria--rferl/", "sources/rferl/", quote, "sources/iria/", "sources/iria/", ""} {
		w.do(chromedp.NavigateBack())
		w.at(before, "")
	}
}

// keyboard reads a source with the Tab, Enter and Space keys alone.
func keyboard(w *window) {
	w.open("sources/rferl/index.html")
	w.press(kb.Tab)
	w.focused(`a[href="#main"]`)
	w.leave(chromedp.KeyEvent(kb.Enter))
	w.focused(`main`)

	// From a number in the text to its note, and from the note on.
	w.tabTo(`main a[href^="#n-"]`)
	target := w.string(`document.activeElement.hash.slice(1)`)
	w.leave(chromedp.KeyEvent(kb.Enter))
	w.at("sources/rferl/", target)
	w.shows(`:target`, "")
	w.press(kb.Tab)
	if !w.bool(`document.querySelector(":target").compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING`) {
		w.t.Errorf("after the note %q, Tab goes to %s", target, w.string(focus))
	}

	// A closed note opens and closes.
	w.tabTo(`main .card details:not([open]) > summary, main aside details:not([open]) > summary, main section details:not([open]) > summary`)
	for i, key := range []string{kb.Enter, " ", " ", kb.Enter} {
		w.press(key)
		if open := w.bool(`document.activeElement.parentNode.open`); open != (i%2 == 0) {
			w.t.Errorf("after key %d, %q, the note's state open is %t", i+1, key, open)
		}
	}

	w.tabTo(`main a[href*="quotes/"]`)
	href := w.string(`document.activeElement.href`)
	w.leave(chromedp.KeyEvent(kb.Enter))
	if got := w.string(`location.href`); trimIndex(got) != trimIndex(href) {
		w.t.Errorf("Enter on a link to %s leads to %s", href, got)
	}
	w.shows(`main blockquote`, "")
}

// round goes with Tab to every place of a page that can have the focus: it is
// seen at each of them, and none of them holds it.
func round(w *window, files map[string][]byte) {
	kinds := pagesByKind(files)
	for _, kind := range []string{"source", "compare", "timeline"} {
		p := kinds[kind][0]
		w.open(p)
		w.press(kb.Tab)
		w.focused(`a[href="#main"]`)
		stops := 1
		for {
			w.press(kb.Tab)
			at := w.strings(`document.activeElement === document.body || document.activeElement.matches('a[href="#main"]') ? [] : [` + focus + `, ` + unseen + `]`)
			if len(at) == 0 {
				break
			}
			// The preview of the link before may lie there, and goes.
			if at[1] != "" && !w.becomes(unseen+` === ""`) {
				w.t.Fatalf("%s: %s %s", p, at[0], at[1])
			}
			if stops++; stops > 2000 {
				w.t.Fatalf("%s: the focus never leaves the page; it is at %s", p, at[0])
			}
		}
		if stops < 20 {
			w.t.Errorf("%s: Tab stops at %d places only", p, stops)
		}
	}
}

// focus names the element that has the focus.
const focus = `(() => { const e = document.activeElement; return "<" + e.localName + "> " + (e.getAttribute("href") ?? "") + " " + (e.textContent ?? "").trim().slice(0, 40) })()`

// unseen says why a reader does not see the focused element, if so.
const unseen = `(() => {
	const e = document.activeElement, parts = e instanceof SVGElement ? [e, ...e.children] : [e];
	const boxes = parts.flatMap((p) => [...p.getClientRects()]).filter((r) => r.width && r.height);
	if (!boxes.length) return "has the focus and takes no place";
	const seen = boxes.some((r) => {
		const x = (Math.max(r.left, 0) + Math.min(r.right, innerWidth)) / 2, y = (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2;
		const top = document.elementFromPoint(x, y);
		return top && e.contains(top);
	});
	if (!seen) return "has the focus and is covered or out of the window at " + JSON.stringify(boxes[0]);
	const s = getComputedStyle(e);
	if (e.tabIndex >= 0 && s.outlineStyle === "none" && s.boxShadow === "none") return "has the focus and no outline";
	return "";
})()`

// closedNotes arrives at a note that is closed, from within the page and from
// elsewhere.
func closedNotes(w *window, files map[string][]byte) {
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasPrefix(p, "sources/") || path.Ext(p) != ".html" {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(files[p]))
		if err != nil {
			w.t.Fatal(err)
		}
		n := cascadia.Query(doc, cascadia.MustCompile(`details:not([open]) [id^="n-"]`))
		if n == nil {
			continue
		}
		id := attr(n, "id")
		isOpen := `document.getElementById("` + id + `").closest("details").open`

		w.open(p)
		if w.bool(isOpen) {
			w.t.Errorf("%s: the note #%s is open before anybody asks", p, id)
		}
		w.follow(`a[href="#` + id + `"]`)
		w.at(path.Dir(p)+"/", id)
		if !w.bool(isOpen) {
			w.t.Errorf("%s: the link to #%s leaves the note closed", p, id)
		}
		w.shows(":target", "")

		w.open("404.html")
		w.open(p + "#" + id)
		if !w.bool(isOpen) {
			w.t.Errorf("%s#%s: arriving from elsewhere leaves the note closed", p, id)
		}
		w.shows(":target", "")
		return
	}
	w.t.Error("no source has a note that is closed")
}

// copying presses the button beside each form in which a quotation is cited.
func copying(w *window) {
	// To write needs a click only; the test wants to read what was written.
	if _, err := chromedp.CallBrowser(w.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted,
	}); err != nil {
		w.t.Fatal(err)
	}
	w.open("quotes/good-and-bad-terrorists-2015/index.html")
	texts := w.strings(`[...document.querySelectorAll("details pre")].map((e) => e.textContent)`)
	if len(texts) != 9 {
		w.t.Fatalf("the page offers %d forms to cite it, want text, five styles, BibTeX, CSL-JSON and RIS", len(texts))
	}
	if !json.Valid([]byte(texts[7])) {
		w.t.Errorf("this is no JSON: %s", texts[7])
	}
	before := w.string(`navigator.clipboard.readText()`)
	for i, text := range texts {
		w.bool(fmt.Sprintf(`(document.querySelectorAll("details:has(pre)")[%d].open = true)`, i))
		button := fmt.Sprintf(`document.querySelectorAll("details:has(pre)")[%d].querySelector("button")`, i)
		w.do(clickAt(w, button))
		w.until(`navigator.clipboard.readText().then((s) => s !== ` + quoted(before) + `)`)
		if got := w.string(`navigator.clipboard.readText()`); got != text {
			w.t.Errorf("the page shows %q and copies %q", text, got)
		}
		before = text
	}

	citing(w)
	// Its number, followed, says which is cited; in the style that was chosen last.
	w.open("sources/rt/index.html")
	w.do(clickAt(w, `document.querySelectorAll("a.para")[2]`))
	w.until(`!!document.querySelector(".block .copy select")`)
	want := w.string(`document.querySelectorAll(".block")[2].id`)
	if got := w.string(`document.querySelector(".block:has(.copy)").id`); got != want {
		w.t.Errorf("the buttons stand at %s, not at %s", got, want)
	}
	w.do(chromedp.Focus(chromedp.CSS(".block .copy select")), chromedp.KeyEvent("MLA"))
	for button, want := range map[int]string{0: w.string(`[...document.querySelectorAll(".cite details")].find((d) => d.textContent.startsWith("MLA")).querySelector("pre").textContent`) + " " + w.string(`location.href`), 1: w.string(`location.href`)} {
		w.do(clickAt(w, fmt.Sprintf(`document.querySelectorAll(".block .copy button")[%d]`, button)))
		w.until(`navigator.clipboard.readText().then((s) => s === ` + quoted(want) + `)`)
	}
	w.open("sources/tass/index.html")
	w.do(clickAt(w, `document.querySelector("a.para")`))
	w.until(`document.querySelector(".block .copy select")?.value === "MLA"`)
}

// citing points at a passage of a source, taps a paragraph, and comes to a third by key: buttons stand below each that copy its
// address, and move nothing.
func citing(w *window) {
	const (
		here  = `(document.querySelector(".block > .copy")?.parentNode.id ?? "")`
		label = `document.querySelector(".block > .copy button").textContent`
		mark  = `document.querySelector(".block mark[id][data-p]")`
		block = `[...document.querySelectorAll("p.block")].find((b) => [...b.childNodes].some((n) => n.nodeType === 3 && n.data.trim().length > 40))`
	)
	w.open("sources/rt/index.html")
	high := evaluate[float64](w, `document.querySelector("main").getBoundingClientRect().height`)
	if got := w.string(here); got != "" {
		w.t.Errorf("buttons stand at %s before anything is pointed at", got)
	}
	copied := func(id string) {
		w.t.Helper()
		w.do(clickAt(w, `document.querySelectorAll(".block > .copy button")[1]`))
		w.until(`navigator.clipboard.readText().then((s) => decodeURIComponent(s) === decodeURIComponent(location.href.split("#")[0]) + "#" + ` + quoted(id) + `)`)
	}
	x, y := pointOf(w, mark)
	w.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	w.until(here + ` === ` + mark + `.closest(".block").id`)
	if got := w.string(label); got != "Cite this passage" {
		w.t.Errorf("at a passage the button says %q", got)
	}
	copied(w.string(mark + ".id")) // the pointer goes over the paragraph on its way
	plain := evaluate[[]float64](w, `(() => { // a place in a paragraph where nothing is marked
		const b = `+block+`, r = new Range();
		b.scrollIntoView({block: "center", behavior: "instant"});
		r.selectNodeContents([...b.childNodes].find((n) => n.nodeType === 3 && n.data.trim().length > 40));
		const [at] = r.getClientRects();
		return [at.x + at.width / 2, at.y + at.height / 2];
	})()`)
	x, y = plain[0], plain[1]
	for _, touch := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}}, {Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}},
	} {
		if _, err := chromedp.Call(w.ctx, input.DispatchTouchEvent, touch); err != nil {
			w.t.Fatal(err)
		}
	}
	w.until(here + ` === ` + block + `.id`)
	if got := w.string(label); got != "Cite this paragraph" {
		w.t.Errorf("at a paragraph the button says %q", got)
	}
	copied(w.string(block + ".id"))
	// Pressed twice, it says again what it does.
	w.do(clickAt(w, `document.querySelector(".block > .copy button")`))
	w.until(label + ` !== "Cite this paragraph"`)
	w.do(clickAt(w, `document.querySelector(".block > .copy button")`))
	w.until(label + ` === "Cite this paragraph"`)
	w.do(chromedp.Focus(chromedp.CSS(".block:nth-of-type(3) .para")))
	w.until(here + ` === document.querySelector(".block:nth-of-type(3)").id`)
	w.do(chromedp.KeyEvent(kb.Tab))
	w.until(`document.activeElement === document.querySelector(".block > .copy button")`)
	if now := evaluate[float64](w, `document.querySelector("main").getBoundingClientRect().height`); now != high {
		w.t.Errorf("the buttons make the page %g pixels high, which was %g", now, high)
	}
	w.do(chromedp.MouseEvent(chromedp.MouseMoved, 1, 1), chromedp.KeyEvent(kb.Escape))
}

// filtering chooses an outlet in the list of quotations, keeps the address, and
// comes back to it.
func filtering(w *window) {
	const (
		shown = `new Set([...document.querySelectorAll("main [data-n]")].filter((e) => e.checkVisibility()).map((e) => e.dataset.n)).size`
		empty = `[...document.querySelectorAll("main section:has([data-n])")].filter((e) => e.checkVisibility() && ![...e.querySelectorAll("[data-n]")].some((n) => n.checkVisibility())).map((e) => e.textContent.trim().slice(0, 60))`
		clear = `document.querySelector("main [role=group] button")`
	)
	w.open("quotes/index.html")
	before := w.string(`location.href`)
	all := evaluate[int](w, shown)
	want := evaluate[int](w, `+document.querySelector("select[name=outlet] option[value=tass]").textContent.match(/\d+/)[0]`)
	if want == 0 || want >= all {
		w.t.Fatalf("%d of %d quotations are from TASS; another outlet would test more", want, all)
	}
	if !w.bool(`document.querySelector("main [role=group] details").open`) {
		w.do(clickAt(w, `document.querySelector("main [role=group] summary")`))
	}
	w.do(chromedp.Focus(chromedp.CSS("select[name=outlet]")), chromedp.KeyEvent("TA"))
	w.until(shown + ` === ` + fmt.Sprint(want))
	for _, section := range w.strings(empty) {
		w.t.Errorf("the filter leaves a heading with nothing under it: %s", section)
	}
	if !w.bool(`document.querySelector("main [role=group] output").textContent.includes(` + quoted(fmt.Sprint(want)) + `)`) {
		w.t.Errorf("the page does not say that %d are shown", want)
	}
	filtered := w.string(`location.href`)
	if filtered == before {
		w.t.Errorf("the address stays %s", before)
	}

	w.open("404.html")
	w.open(strings.TrimPrefix(filtered, w.home))
	if got := evaluate[int](w, shown); got != want {
		w.t.Errorf("%s shows %d quotations, want %d", filtered, got, want)
	}
	w.do(clickAt(w, clear))
	w.until(shown + ` === ` + fmt.Sprint(all))
	if got := w.string(`location.href`); got != before {
		w.t.Errorf("with everything shown again, the address is %s, want %s", got, before)
	}
}

// choosingMarks has what a text only mentions marked, which holds for the next text
// where there are scripts, and takes the quotations' marks away.
func choosingMarks(w *window, scripts bool) {
	const mentions = `document.querySelector(".refs .mention").checkVisibility()`
	w.open("sources/iria/index.html")
	if w.bool(mentions) {
		w.t.Error("what is only mentioned is marked before anybody asks for it")
	}
	w.do(chromedp.Click("#show-mention"))
	w.until(mentions)
	w.open("sources/rferl/index.html")
	if got := w.bool(mentions); got != scripts {
		w.t.Errorf("on the next text what is mentioned is marked: %t", got)
	}
	if scripts {
		w.do(chromedp.Click("#show-mention"))
		w.until("!" + mentions)
	}
	// A link to a note that is not shown brings it back.
	w.open("sources/rferl/index.html#" + w.string(`document.querySelector(".entries.mention .entry").id`))
	w.until(`document.querySelector(".entry:target").checkVisibility()`)

	ground := `getComputedStyle(document.querySelector("p mark.quotation")).backgroundColor != "rgba(0, 0, 0, 0)"`
	if !w.bool(ground) {
		w.t.Error("quotations are not marked")
	}
	w.do(chromedp.Click("#show-quotation"))
	w.until("!(" + ground + ")")
	if w.bool(`document.querySelector(".entries.quotation").checkVisibility()`) {
		w.t.Error("notes of quotations stand beside a text in which they are not marked")
	}
	w.do(chromedp.Click("#show-quotation"))
	w.until(ground)
}

// previewing points at links and looks at what the page says of their ends.
func previewing(w *window) {
	const (
		first  = `main a[href*="sources/rferl/index.html#p-the-division"]`
		second = `main a[href*="/position-unchanged/"]`
		box    = `document.querySelector("[role=tooltip]")`
		seen   = box + `?.checkVisibility()`
		gone   = `!` + seen
	)
	w.open("quotes/good-and-bad-terrorists-2015/index.html")
	x, y := pointOf(w, visible(first))
	w.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	w.until(`!!(` + seen + `) && ` + box + `.textContent.includes("The division of terrorists into")`)
	if !w.bool(visible(first) + `.getAttribute("aria-describedby") === ` + box + `.id`) {
		w.t.Error("the link does not name its preview")
	}
	w.press(kb.Escape)
	w.until(gone)

	// The pointer may go into the preview; it closes when the pointer leaves.
	x, y = pointOf(w, visible(second))
	w.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	w.until(`!!(` + seen + `) && ` + box + `.textContent.includes("unchanged")`)
	x, y = pointOf(w, box)
	w.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
	w.do(chromedp.MouseEvent(chromedp.MouseMoved, 1, 1))
	w.until(gone)

	// The keyboard gets what the pointer gets.
	w.tabTo(first)
	w.until(`!!(` + seen + `) && ` + box + `.textContent.includes("The division of terrorists into")`)
	w.press(kb.Escape)
	w.until(gone)
	w.focused(first)
}

// eachKind looks at the longest page of each kind, at every width, in either scheme,
// and as it will be on paper.
func eachKind(w *window, files map[string][]byte, scripts bool) {
	kinds := pagesByKind(files)
	if len(kinds) < 15 {
		w.t.Errorf("there are only %d kinds of page: %v", len(kinds), slices.Sorted(maps.Keys(kinds)))
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		p := kinds[kind][len(kinds[kind])-1]
		w.open(p)
		for _, width := range []int64{320, 390, 1280} {
			w.do(chromedp.EmulateViewport(width, 800))
			w.until(fmt.Sprintf(`innerWidth === %d`, width))
			if wide := w.strings(tooWide); len(wide) > 0 {
				w.t.Errorf("%s, %d px: %s", p, width, strings.Join(wide, "\n\t"))
			}
		}
		if scripts {
			continue // what follows needs none
		}
		if l := evaluate[[]float64](w, luminance); !(l[0] > 0.8 && l[1] < 0.2) {
			w.t.Errorf("%s: in the light, ground and text have luminance %.2f", p, l)
		}
		w.emulate("", "dark")
		if l := evaluate[[]float64](w, luminance); !(l[0] < 0.2 && l[1] > 0.7) {
			w.t.Errorf("%s: in the dark, ground and text have luminance %.2f", p, l)
		}

		w.emulate("print", "dark")
		if l := evaluate[[]float64](w, luminance); l[0] < 0.8 {
			w.t.Errorf("%s: on paper, the dark ground is kept", p)
		}
		for _, hidden := range w.strings(`[...document.querySelectorAll("main details > :not(summary), [id^=n-]")].filter((e) => !e.checkVisibility() && !e.closest("[hidden], nav, .facets, .cite")).map((e) => e.textContent.trim().slice(0, 80))`) {
			w.t.Errorf("%s: paper does not show the closed note %q", p, hidden)
		}
		for _, address := range w.strings(`[...document.querySelectorAll("main a[href^=http]")].filter((e) => e.checkVisibility() && !(e.textContent + getComputedStyle(e, "::after").content).includes(e.getAttribute("href"))).map((e) => e.href)`) {
			w.t.Errorf("%s: paper does not spell out %s", p, address)
		}
		w.emulate("", "light")

		// The legend works by style; choosingMarks tries it.
		w.bool(`[...document.querySelectorAll("details")].every((d) => d.open = true)`)
		for _, c := range w.strings(`[...document.querySelectorAll("button, input, select, textarea")].filter((e) => e.checkVisibility() && !e.closest("form[action], .marking")).map((e) => e.outerHTML)`) {
			w.t.Errorf("%s: without scripts this does nothing: %s", p, c)
		}
	}
}

// sideways reads a synopsis of three to six columns at several widths: where columns are cut off the page says that it
// scrolls, and nowhere else.
func sideways(w *window) {
	w.open("compare/iria/index.html")
	for _, columns := range []int{4, 3, 5, 6} {
		w.bool(fmt.Sprintf(`(() => {
			for (const row of document.querySelectorAll("table.synopsis tr")) {
				while (row.cells.length > %[1]d + 1) row.lastElementChild.remove();
				while (row.cells.length < %[1]d + 1) row.append(row.lastElementChild.cloneNode(true));
			}
			const place = document.querySelector("table.synopsis").parentElement.parentElement;
			place.className = place.className.replace(/of-\d+/, "of-%[1]d");
			return true;
		})()`, columns))
		for _, width := range []int64{390, 700, 820, 1000, 1120, 1280, 1600} {
			w.do(chromedp.EmulateViewport(width, 800))
			w.until(fmt.Sprintf(`innerWidth === %d`, width))
			cut := w.bool(`(() => { const e = document.querySelector("table.synopsis").parentElement; return e.scrollWidth > e.clientWidth; })()`)
			if said := w.bool(`document.querySelector(".sideways")?.checkVisibility()`); said != cut {
				w.t.Errorf("%d columns on %d px: columns are cut off: %t, and that they scroll is said: %t", columns, width, cut, said)
			}
		}
	}
}

// tooWide names what makes the page scroll sideways.
const tooWide = `(() => {
	const root = document.documentElement, width = root.clientWidth;
	if (root.scrollWidth <= width && document.body.scrollWidth <= width) return [];
	const scrolls = (e) => { for (let a = e.parentElement; a !== document.body; a = a.parentElement) if (getComputedStyle(a).overflowX !== "visible") return true; };
	return [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
		.map((e) => e.outerHTML.slice(0, 160)).slice(-3).concat("the page is " + root.scrollWidth + " px wide");
})()`

// luminance gives that of the page's ground and of its heading, from 0 to 1.
const luminance = `(() => {
	const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
	const of = (colour) => {
		context.fillStyle = colour;
		context.fillRect(0, 0, 1, 1);
		const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
		return (.2126 * r + .7152 * g + .0722 * b) / 255;
	};
	const ground = [document.body, document.documentElement].map((e) => getComputedStyle(e).backgroundColor).find((c) => c !== "rgba(0, 0, 0, 0)");
	return [of(ground), of(getComputedStyle(document.querySelector("h1")).color)];
})()`

// printing makes a PDF of a page whose notes are closed, which has no scripts
// to open them, and of one whose notes were opened before.
func printing(closed, opened *window) {
	const p = "sources/rferl/index.html"
	closed.open(p)
	opened.open(p)
	if !opened.bool(`[...document.querySelectorAll("details")].every((d) => d.open = true)`) {
		opened.t.Fatalf("%s has no notes to open", p)
	}
	a, b := pdf(closed), pdf(opened)
	leaf := regexp.MustCompile(`/Type\s*/Page\b`)
	if m, n := len(leaf.FindAll(a, -1)), len(leaf.FindAll(b, -1)); m == 0 || m != n {
		closed.t.Errorf("%s prints on %d sheets, and on %d when every note was opened before", p, m, n)
	}
	// The words are in there, drawn and compressed: what lacks them is smaller.
	if len(a) < len(b)*98/100 {
		closed.t.Errorf("%s prints %d bytes, and %d when every note was opened before", p, len(a), len(b))
	}
}

// pdf prints the page in w on A4.
func pdf(w *window) []byte {
	w.t.Helper()
	data, err := chromedp.Run(w.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		w.t.Fatalf("print: %v", err)
	}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		w.t.Fatalf("what is printed begins with %q", data[:min(20, len(data))])
	}
	return data
}

// pagesByKind returns the pages made from each template, the shortest first.
// The class of the body names the template.
func pagesByKind(files map[string][]byte) map[string][]string {
	kind := regexp.MustCompile(`<body class="page-([^"]*)"`)
	out := map[string][]string{}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if m := kind.FindSubmatch(files[p]); path.Ext(p) == ".html" && m != nil {
			out[string(m[1])] = append(out[string(m[1])], p)
		}
	}
	for _, pages := range out {
		slices.SortStableFunc(pages, func(a, b string) int { return cmp.Compare(len(files[a]), len(files[b])) })
	}
	return out
}

// chromium is a running browser and the site it is to read.
type chromium struct {
	ctx          context.Context
	files        map[string][]byte
	server, disk string // addresses of the site, with a final slash
}

// startChromium starts Chromium, or skips the test where there is none.
func startChromium(t testing.TB) *chromium {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Skip("no chromium, chromium-browser or google-chrome on PATH, so nothing was read in a browser (apt-get install chromium)")
	}

	b := &chromium{}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Headless,
		chromedp.NoSandbox, // which root cannot have
		chromedp.DisableGPU,
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		// A page that comes back from the cache fires no load event to wait for.
		chromedp.Flag("disable-features", "BackForwardCache,Translate"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.Flag("force-color-profile", "srgb"),
	}
	for _, name := range []string{
		"disable-background-networking", "disable-background-timer-throttling", "disable-backgrounding-occluded-windows",
		"disable-breakpad", "disable-component-update", "disable-default-apps", "disable-dev-shm-usage", "disable-extensions",
		"disable-quic", "disable-renderer-backgrounding", "disable-sync", "hide-scrollbars", "metrics-recording-only",
	} {
		options = append(options, chromedp.Flag(name, true))
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	b.ctx, cancel = chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(b.ctx); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	return b
}

// newBrowser starts Chromium as startChromium does, builds the shipped dossier,
// and serves it.
func newBrowser(t *testing.T) *chromium {
	t.Helper()
	b := startChromium(t)
	dir := t.TempDir()
	b.files = buildShippedInto(t, dir)
	server := httptest.NewServer(http.StripPrefix(subPath, http.FileServer(http.Dir(dir))))
	t.Cleanup(server.Close)
	b.server = server.URL + subPath
	b.disk = (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()
	return b
}

// window is one window of the browser.
type window struct {
	t    testing.TB
	ctx  context.Context
	home string // the address of the site, with a final slash

	mu       sync.Mutex
	troubles []string // errors on the console, requests to elsewhere
}

// window opens a window on the site at home. When the test ends, what went
// wrong in it behind the reader's back is reported.
func (b *chromium) window(t testing.TB, home string, scripts bool) *window {
	t.Helper()
	w := &window{t: t, home: home}
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(func() {
		cancel()
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, s := range w.troubles {
			t.Error(s)
		}
	})
	if err := chromedp.Listen(ctx, w.listen); err != nil {
		t.Fatal(err)
	}
	w.ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	w.do(
		chromedp.EmulateViewport(1280, 800),
		chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts}); err != nil {
				return err
			}
			// Each window behaves as the one in front.
			_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
			return err
		}),
	)
	w.emulate("", "light")
	return w
}

// expects takes those troubles back that say one of these.
func (w *window) expects(said ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.troubles = slices.DeleteFunc(w.troubles, func(trouble string) bool {
		return slices.ContainsFunc(said, func(s string) bool { return strings.Contains(trouble, s) })
	})
}

// listen runs for each event of the window, while the test goes on.
func (w *window) listen(event any) {
	trouble := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, w.home) && !strings.HasPrefix(u, "data:") && u != "about:blank" {
			trouble = "a request leaves the site: " + u
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			trouble = "console:"
			for _, a := range e.Args {
				trouble += fmt.Sprintf(" %s%s", a.Value, a.Description)
			}
		}
	case *runtime.EventExceptionThrown:
		trouble = "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			trouble += " " + e.ExceptionDetails.Exception.Description
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			trouble = "console: " + e.Entry.Text + " " + e.Entry.URL
		}
	}
	if trouble != "" {
		w.mu.Lock()
		w.troubles = append(w.troubles, trouble)
		w.mu.Unlock()
	}
}

func (w *window) do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.t.Fatalf("at %s: %v", w.address(), err)
	}
}

// leave does what leads to another page or place and waits until it is there.
func (w *window) leave(step chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if _, err := chromedp.RunResponse(w.ctx, step); err != nil {
		w.t.Fatalf("at %s: %v", w.address(), err)
	}
}

// address returns where the window is, for messages.
func (w *window) address() string {
	where, err := chromedp.Run(w.ctx, chromedp.Location())
	if err != nil {
		return "an unknown place"
	}
	return strings.TrimPrefix(where, w.home)
}

func (w *window) open(page string) {
	w.t.Helper()
	w.do(chromedp.Navigate(w.home + page))
}

// follow clicks the first link that matches selector and can be seen.
func (w *window) follow(selector string) {
	w.t.Helper()
	element := visible(selector)
	if !w.bool(`!!` + element) {
		w.t.Fatalf("%s: there is no link %s to be seen", w.address(), selector)
	}
	href := w.string(element + `.href.baseVal ?? ` + element + `.href`)
	w.leave(clickAt(w, element))
	got := w.string(`location.href`)
	if want, err := url.Parse(href); err == nil && want.IsAbs() && trimIndex(got) != trimIndex(href) {
		w.t.Fatalf("the link %s to %s leads to %s", selector, href, got)
	}
}

// visible returns a JavaScript expression for the first element that matches
// selector and can be seen.
func visible(selector string) string {
	return `[...document.querySelectorAll(` + quoted(selector) + `)].find((e) => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))`
}

// clickAt returns a click with the pointer on the element that a JavaScript
// expression gives.
func clickAt(w *window, element string) chromedp.Action[chromedp.Void] {
	w.t.Helper()
	x, y := pointOf(w, element)
	return chromedp.MouseClickXY(x, y)
}

// pointOf scrolls to an element and returns where the pointer meets it. An
// element that something covers fails the test.
func pointOf(w *window, element string) (x, y float64) {
	w.t.Helper()
	point := evaluate[[]float64](w, `(() => {
		const e = `+element+`;
		e?.scrollIntoView({block: "center", behavior: "instant"});
		for (const r of e?.getClientRects() ?? []) {
			const x = r.x + r.width / 2, y = r.y + r.height / 2;
			if (e.contains(document.elementFromPoint(x, y))) return [x, y];
		}
		return [];
	})()`)
	if len(point) == 0 {
		w.t.Fatalf("%s: %s is covered, or not there", w.address(), element)
	}
	return point[0], point[1]
}

// at checks the address: a page of the site and, unless it is empty, how the
// fragment begins. That the page has a heading shows that it is no error page.
func (w *window) at(page, fragment string) {
	w.t.Helper()
	u, err := url.Parse(strings.TrimPrefix(w.string(`location.href`), w.home))
	if err != nil {
		w.t.Fatal(err)
	}
	if trimIndex(u.Path) != page || !strings.HasPrefix(u.Fragment, fragment) {
		w.t.Fatalf("the window shows %s, want %s#%s…", u, page, fragment)
	}
	if w.string(`document.querySelector("main h1")?.textContent.trim() ?? ""`) == "" {
		w.t.Fatalf("%s has no heading", u)
	}
}

// shows checks that the first element matching selector is seen and holds the
// words. The target of the address must also be inside the window.
func (w *window) shows(selector, words string) {
	w.t.Helper()
	element := `document.querySelector(` + quoted(selector) + `)`
	if !w.bool(`!!` + element + `?.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})`) {
		w.t.Fatalf("%s: %s is not to be seen", w.address(), selector)
	}
	if got := w.string(element + `.textContent.replace(/[0-9]+ ?/g, "").replace(/\s+/g, " ")`); !strings.Contains(got, words) {
		w.t.Errorf("%s: %s does not say %q: %s", w.address(), selector, words, got)
	}
	if strings.Contains(selector, ":target") && !w.bool(`(() => { const r = document.querySelector(":target").getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight; })()`) {
		w.t.Errorf("%s: the target is outside the window", w.address())
	}
}

func (w *window) press(key string) {
	w.t.Helper()
	w.do(chromedp.KeyEvent(key))
}

// tabTo presses Tab until an element that matches selector has the focus.
func (w *window) tabTo(selector string) {
	w.t.Helper()
	for range 500 {
		w.press(kb.Tab)
		if w.bool(`document.activeElement.matches(` + quoted(selector) + `)`) {
			return
		}
	}
	w.t.Fatalf("%s: Tab does not lead to %s", w.address(), selector)
}

func (w *window) focused(selector string) {
	w.t.Helper()
	if !w.bool(`document.activeElement.matches(` + quoted(selector) + `)`) {
		w.t.Fatalf("%s: the focus is at %s, want %s", w.address(), w.string(focus), selector)
	}
	if trouble := w.string(unseen); trouble != "" {
		w.t.Errorf("%s: %s", w.string(focus), trouble)
	}
}

// until waits for a JavaScript expression to become true.
func (w *window) until(expression string) {
	w.t.Helper()
	if !w.becomes(expression) {
		w.t.Fatalf("%s: this does not become true: %s", w.address(), expression)
	}
}

func (w *window) becomes(expression string) bool {
	w.t.Helper()
	for begun := time.Now(); time.Since(begun) < patience/20; {
		if evaluate[bool](w, expression) {
			return true
		}
	}
	return false
}

// emulate sets the medium ("" is the screen) and the colour scheme. Nothing
// moves, so that places can be measured at once.
func (w *window) emulate(medium, scheme string) {
	w.t.Helper()
	_, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium, Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *window) bool(expression string) bool {
	w.t.Helper()
	return evaluate[bool](w, `!!(`+expression+`)`)
}

func (w *window) string(expression string) string {
	w.t.Helper()
	return evaluate[string](w, expression)
}

func (w *window) strings(expression string) []string {
	w.t.Helper()
	return evaluate[[]string](w, expression)
}

// evaluate asks the page. It works without scripts too: those are the page's.
func evaluate[T any](w *window, expression string) T {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		w.t.Fatalf("at %s: %s: %v", w.address(), expression, err)
	}
	return v
}

// trimIndex makes the two addresses of a folder's page one.
func trimIndex(address string) string {
	before, fragment, found := strings.Cut(address, "#")
	before = strings.TrimSuffix(before, "index.html")
	if !found {
		return before
	}
	return before + "#" + fragment
}

// quoted returns s as a JavaScript string.
func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}
