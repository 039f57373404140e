package main

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestTheDossierIsPrinted prints the whole dossier: the sheets are numbered, the contents lead to the chapters, and a new part
// begins on a sheet of its own. What is on the sheets is read by pdftotext, where it is.
func TestTheDossierIsPrinted(t *testing.T) {
	b := startChromium(t)
	dir := builtFrom(t, inFourScripts)
	w := b.window(t, (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String(), false)
	for _, scheme := range []string{"light", "dark"} {
		w.emulate("", scheme)
		w.do(chromedp.EmulateViewport(390, 900))
		w.open("print/index.html")
		if !w.bool(`document.documentElement.scrollWidth <= innerWidth`) {
			t.Error("it stands out at the side of a phone")
		}
	}
	w.emulate("", "light")
	if !w.bool(`[...document.links].filter((a) => a.getAttribute("href").startsWith("#")).every((a) => document.getElementById(decodeURIComponent(a.hash.slice(1))))`) {
		t.Error("a link leads nowhere")
	}
	if !w.bool(`document.querySelectorAll(".contents a").length > 8 && getComputedStyle(document.querySelector(".chapter [lang=ar]")).direction === "rtl"`) {
		t.Error("there are no contents, or a text does not run in its direction")
	}
	data := pdf(w)
	if n := bytes.Count(data, []byte("/Subtype /Link")); n < 20 {
		t.Errorf("the printed dossier has %d links", n)
	}
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("there is no pdftotext")
	}
	file := filepath.Join(t.TempDir(), "dossier.pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(reader, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Map(func(r rune) rune {
		if r >= '\u202a' && r <= '\u202e' { // marks of direction
			return -1
		}
		return r
	}, string(out))
	sheets := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	if len(sheets) < 6 {
		t.Fatalf("there are %d sheets: %s", len(sheets), out)
	}
	begins := map[string]bool{}
	for i, s := range sheets {
		lines := strings.Split(strings.TrimSpace(s), "\n")
		begins[strings.TrimSpace(lines[0])] = true
		if last := strings.TrimSpace(lines[len(lines)-1]); i > 0 && last != fmt.Sprint(i+1) {
			t.Errorf("sheet %d ends with %q", i+1, last)
		}
	}
	for _, first := range []string{"The port of Sidra", "Contents", "Quotations", "Sources", "People", "Timeline"} {
		if !begins[first] {
			t.Errorf("no sheet begins with %q: %v", first, begins)
		}
	}
	for _, words := range []string{"The port is open for everybody", "Порт открыт для всех", "The port has been open to everybody since Monday."} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), words) {
			t.Errorf("%q is on no sheet: %s", words, out)
		}
	}
}
