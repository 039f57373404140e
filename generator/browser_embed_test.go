package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestEmbedsAreAsHighAsTheySay opens what others put into their pages, at the widths of a phone, a column and a whole page,
// with scripts switched off: nothing is cut off at the height that is told to them, and no more than a part of it is empty.
func TestEmbedsAreAsHighAsTheySay(t *testing.T) {
	b := startChromium(t)
	files := maps.Clone(inFourScripts)
	files["dossier.yaml"] += "base_url: https://example.org/d/\n"
	long := "Порт остаётся открытым для всех судов, какие бы флаги они ни несли, и это решение, принятое единогласно, будет действовать до тех пор, пока совет не соберётся снова"
	files["sources/vesti.md"] = "---\ntitle: Совет порта\npublisher: Вести\npublished: 2014-07-05\nlang: ru\n---\n" + long + ". Widely-shimmering WAMMM mmm wwww.\n"
	files["quotes/council.md"] = "---\ntitle: What the council of the port decided on the evening of the fourth of July\nspeaker: karim\nsaid: 2014-07-04\noccasion: A meeting that lasted until the morning\n---\n> " + long + "\n> — [[vesti]]\n"
	files["claims/open.md"] = "---\ntitle: The port has been open to everybody since Monday\nclaimant: karim\nmade: 2014-07-02\nverdict: mostly supported\nreviewed: 2014-07-09\nsummary: Three outlets print it and one of them does not say for whom the port is open, nor since when.\n---\n## What is claimed\n\n> The port is open for everybody\n> — [[paper]]\n\n## What the evidence shows\n\n> Nobody was hurt\n> — [[paper]] supports\n"
	dir := builtFrom(t, files)
	home := (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()
	w := b.window(t, home, false)
	seen := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "oembed.json" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var answer struct {
			Version, Type, HTML, Title string
			ProviderURL                string `json:"provider_url"`
			Width, Height              int
		}
		if err := json.Unmarshal(data, &answer); err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, filepath.Dir(name))
		page := path.Join(filepath.ToSlash(rel), "index.html")
		if answer.Version != "1.0" || answer.Type != "rich" || answer.ProviderURL != "https://example.org/d/" ||
			!strings.Contains(answer.HTML, fmt.Sprintf(`<iframe src="https://example.org/d/%s/" width="%d" height="%d"`, filepath.ToSlash(rel), answer.Width, answer.Height)) {
			t.Errorf("%s: %s", page, data)
		}
		for _, width := range []int64{320, 600, 1000} {
			w.do(chromedp.EmulateViewport(width, int64(answer.Height)))
			w.open(page)
			if !w.bool(`document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight`) {
				t.Errorf("%s does not fit into %d × %d: it takes %s", page, width, answer.Height, w.string(`document.documentElement.scrollHeight + ""`))
			}
		}
		w.do(chromedp.EmulateViewport(320, 100))
		w.open(page)
		if !w.bool(fmt.Sprintf(`%d <= document.documentElement.scrollHeight * 1.4 + 40`, answer.Height)) {
			t.Errorf("%s: of %d pixels only %s are needed on a phone", page, answer.Height, w.string(`document.documentElement.scrollHeight + ""`))
		}
		if !w.bool(`[...document.links].every((a) => a.target === "_blank" && a.relList.contains("noopener")) && document.links.length > 1 && !document.scripts.length`) {
			t.Errorf("%s: a link opens within the page of others, or there is a script", page)
		}
		seen++
		return nil
	})
	if err != nil || seen != 4 {
		t.Fatal(seen, err)
	}
	w.open("quotes/council/embed/index.html")
	paper := `getComputedStyle(document.body).backgroundColor`
	light := w.string(paper)
	w.emulate("", "dark")
	if dark := w.string(paper); dark == light {
		t.Errorf("by day and by night the paper is %s", dark)
	}
}
