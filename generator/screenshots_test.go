package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var screenshots = flag.String("screenshots", "", "write pictures of the chief pages into this folder")

// TestScreenshots writes the pictures that the README shows, for `make
// screenshots`. Without the flag there is nothing to do.
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("pictures are made by make screenshots")
	}
	if err := os.MkdirAll(*screenshots, 0o755); err != nil {
		t.Fatal(err)
	}
	b := newBrowser(t)
	w := b.window(t, b.server, true)
	w.do(chromedp.EmulateViewport(1200, 900))
	for _, c := range []struct{ name, page, from string }{
		{"overview", "index.html", "body"},
		{"source", "sources/rferl/index.html", "body"},
		{"quote", "quotes/good-and-bad-terrorists-2015/index.html", "main blockquote"},
		{"compare", "compare/iria--peoples-voice/index.html", "body"},
		{"timeline", "timeline/index.html", "body"},
	} {
		w.open(c.page)
		top := evaluate[float64](w, `Math.max(0, document.querySelector(`+quoted(c.from)+`).getBoundingClientRect().top - 24)`)
		for _, scheme := range []string{"light", "dark"} {
			w.emulate("", scheme)
			picture, err := chromedp.Run(w.ctx, screenshot(top, 1200, 900, 0.75))
			if err != nil {
				t.Fatal(err)
			}
			small, err := withFewColours(picture)
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(*screenshots, c.name+"-"+scheme+".png")
			if err := os.WriteFile(name, small, 0o644); err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %d kB", name, (len(small)+999)/1000)
		}
	}
}

// screenshot draws a part of the page, width by height CSS pixels from top
// down, at scale. The text is set at that scale, not shrunk from a picture.
func screenshot(top, width, height, scale float64) chromedp.Action[[]byte] {
	return func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		got, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Format:                page.CaptureScreenshotFormatPng,
			CaptureBeyondViewport: new(true),
			Clip:                  &page.Viewport{Y: top, Width: width, Height: height, Scale: scale},
		})
		return got.Data, err
	}
}

// withFewColours keeps the 64 most frequent colours of a picture, each of the
// others becoming the nearest of them: pages are text on an even ground, and
// lose nothing that can be seen.
func withFewColours(picture []byte) ([]byte, error) {
	full, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, err
	}
	count := map[color.NRGBA]int{}
	b := full.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.NRGBAModel.Convert(full.At(x, y)).(color.NRGBA)]++
		}
	}
	colours := make([]color.NRGBA, 0, len(count))
	for c := range count {
		colours = append(colours, c)
	}
	slices.SortFunc(colours, func(a, b color.NRGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range colours[:min(64, len(colours))] {
		palette = append(palette, c)
	}
	nearest := map[color.NRGBA]uint8{}
	for _, c := range colours {
		nearest[c] = uint8(palette.Index(c))
	}
	small := image.NewPaletted(b, palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			small.SetColorIndex(x, y, nearest[color.NRGBAModel.Convert(full.At(x, y)).(color.NRGBA)])
		}
	}
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small)
	return out.Bytes(), err
}
