package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestFiltersKeepTheReadersPlace filters lists in the middle of reading them:
// several choices at once, what stands where, the way back, and links to what
// is filtered away.
func TestFiltersKeepTheReadersPlace(t *testing.T) {
	b := newBrowser(t)
	for from, home := range map[string]string{"server": b.server, "disk": b.disk} {
		t.Run("place from "+from, func(t *testing.T) {
			t.Parallel()
			kept(b.window(t, home, true))
		})
		t.Run("choices from "+from, func(t *testing.T) {
			t.Parallel()
			combined(b.window(t, home, true))
		})
	}
}

// TestPreviewsCoverNoLink looks at where previews appear, from the first link
// of a page that has one to the last.
func TestPreviewsCoverNoLink(t *testing.T) {
	b := newBrowser(t)
	for _, width := range []int64{390, 1280} {
		t.Run(fmt.Sprintf("%d px", width), func(t *testing.T) {
			t.Parallel()
			w := b.window(t, b.server, true)
			w.open("quotes/good-and-bad-terrorists-2015/index.html")
			w.do(chromedp.EmulateViewport(width, 600))
			w.until(fmt.Sprintf(`innerWidth === %d`, width))
			const links = `[...document.querySelectorAll("main a[href]")].filter((a) => a.checkVisibility() && /^(?!.*\/good-and-bad-terrorists-2015\/).*\/(sources|quotes|people)\/[^/]+\/index/.test(new URL(a.getAttribute("href"), location.href).pathname))`
			n := evaluate[int](w, links+`.length`)
			if n < 20 {
				t.Fatalf("there are %d links", n)
			}
			for i := 0; i < n; i += 4 {
				link := fmt.Sprintf(`%s[%d]`, links, i)
				w.bool(`(` + link + `.focus({focusVisible: true}), true)`)
				w.until(link + `.getAttribute("aria-describedby") === "preview"`)
				if trouble := w.string(`(() => {
					const box = document.querySelector("#preview").getBoundingClientRect(), at = ` + link + `.getBoundingClientRect();
					if (box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight) return "is not within the window";
					if (box.top < at.bottom && box.bottom > at.top) return "covers the link";
					return document.activeElement === ` + link + ` ? "" : "takes the focus";
				})()`); trouble != "" {
					t.Errorf("the preview of %s %s", w.string(link+`.textContent`), trouble)
				}
			}
		})
	}
}

// choose makes a choice as a reader does, without moving the page to the
// control.
func choose(w *window, name, value string) {
	w.t.Helper()
	if !w.bool(fmt.Sprintf(`(() => {
		const s = document.querySelector(".filter select[name=%s]");
		s.value = %q;
		s.dispatchEvent(new Event("change", {bubbles: true}));
		return s.value === %q;
	})()`, name, value, value)) {
		w.t.Fatalf("%s: the filter does not offer %s %s", w.address(), name, value)
	}
}

// kept scrolls into a list. What stands below the bar of the filter is still
// there when the list is filtered by what it has, and when it is not any more.
func kept(w *window) {
	w.open("quotes/index.html")
	// Some browsers keep the place by themselves; the page is to do it in all.
	w.bool(`document.documentElement.style.overflowAnchor = "none"`)
	w.bool(`document.querySelectorAll("[data-speaker=patrushev]")[2].scrollIntoView({behavior: "instant"})`)
	if !w.bool(`scrollY > 500 && document.querySelector(".filter").getBoundingClientRect().top === 0`) {
		w.t.Fatalf("the page is scrolled to %s, and the filter is out of sight", w.string(`"" + scrollY`))
	}
	// The first item that is seen at all is the one that stays.
	w.bool(`window.kept = [...document.querySelectorAll("[data-n]")].find((e) => e.getBoundingClientRect().bottom > document.querySelector(".filter").getBoundingClientRect().bottom)`)
	if !w.bool(`kept.dataset.speaker === "patrushev"`) {
		w.t.Fatal("the list has changed: the test reads something of another speaker")
	}
	top := evaluate[float64](w, `kept.getBoundingClientRect().top`)
	scrolled := evaluate[float64](w, `scrollY`)
	same := fmt.Sprintf(`Math.abs(kept.getBoundingClientRect().top - %f) < 2`, top)

	choose(w, "speaker", "patrushev")
	if !w.bool(same) || evaluate[float64](w, `scrollY`) == scrolled {
		w.t.Errorf("what stood at %.0f stands at %s", top, w.string(`"" + kept.getBoundingClientRect().top`))
	}
	w.do(clickAt(w, `document.querySelector(".filter button")`))
	if !w.bool(`document.activeElement.closest(".filter")`) {
		w.t.Errorf("when all is shown, the focus is at %s", w.string(focus))
	}
	if !w.bool(`kept.checkVisibility()`) {
		w.t.Error("what was read is gone")
	}
}

// combined chooses twice, reloads, goes away and back, and follows a link to
// what is not shown.
func combined(w *window) {
	check := func(when string) {
		w.t.Helper()
		for _, item := range w.strings(`[...document.querySelectorAll("[data-n]")].filter((e) => e.checkVisibility() !== (e.dataset.kind === "said" && e.dataset.outlet.split(" ").includes("rfe-rl"))).map((e) => e.textContent.trim().slice(0, 60))`) {
			w.t.Errorf("%s: shown or hidden by mistake: %s", when, item)
		}
		for _, heading := range w.strings(`[...document.querySelectorAll(".chronicle h2, .chronicle h3")].filter((h) => h.checkVisibility() && !h.parentNode.querySelector("[data-n]:not([hidden])")).map((h) => h.textContent)`) {
			w.t.Errorf("%s: a heading has nothing under it: %s", when, heading)
		}
		for _, mark := range w.strings(`[...document.querySelectorAll("[data-of]")].filter((m) => m.classList.contains("off") === m.dataset.of.split(" ").some((n) => !document.querySelector("[data-n='" + n + "']").hidden)).map((m) => m.textContent)`) {
			w.t.Errorf("%s: drawn by mistake as if it were shown, or not: %s", when, mark)
		}
		if got := w.string(`location.search`); got != "?kind=said&outlet=rfe-rl" {
			w.t.Errorf("%s: the address says %q", when, got)
		}
		if !w.bool(`+document.querySelector(".filter output").textContent.match(/\d+/)[0] === document.querySelectorAll("[data-n]:not([hidden])").length`) {
			w.t.Errorf("%s: the page says %q", when, w.string(`document.querySelector(".filter output").textContent`))
		}
	}
	w.open("timeline/index.html")
	choose(w, "kind", "said")
	choose(w, "outlet", "rfe-rl")
	check("after two choices")
	if n := evaluate[int](w, `document.querySelectorAll(".chronicle [data-n]:not([hidden])").length`); n < 2 {
		w.t.Fatalf("only %d items are shown; another outlet would test more", n)
	}
	w.do(chromedp.Reload())
	check("after loading again")
	w.open("404.html")
	w.do(chromedp.NavigateBack())
	check("after going away and back")

	w.open("timeline/index.html?kind=published&speaker=nobody")
	if got := w.string(`location.search`); got != "?kind=published" {
		w.t.Errorf("a speaker whom nobody knows leaves the address %q", got)
	}
	w.open("timeline/index.html?outlet=rt#m-2016-02")
	if !w.bool(`document.getElementById("m-2016-02").checkVisibility() && location.search === ""`) {
		w.t.Errorf("the address %s leads to what is not shown", w.string(`location.href`))
	}
	w.open("timeline/index.html?outlet=rt")
	if w.bool(`document.getElementById("m-2016-02").checkVisibility()`) {
		w.t.Fatal("RT prints something of 2016; another outlet would test more")
	}
	w.leave(clickAt(w, `document.querySelector(".years a[href='#m-2016-02']")`))
	w.until(`document.getElementById("m-2016-02").checkVisibility() && location.hash === "#m-2016-02" && location.search === ""`)
	w.shows("#m-2016-02", "February")
	choose(w, "outlet", "tass")
	w.do(chromedp.NavigateBack())
	w.until(`location.hash === "" && location.search === "?outlet=rt" && document.querySelector(".filter select[name=outlet]").value === "rt"`)
}
