package site

import "testing"

func TestRoutesLinkToEachOther(t *testing.T) {
	for _, c := range []struct {
		from, to Route
		fragment string
		want     string
	}{
		{"/", "/", "", "index.html"},
		{"/", "/", "top", "#top"},
		{"/", "/sources/", "", "sources/index.html"},
		{"/", "/404.html", "", "404.html"},
		{"/404.html", "/", "", "index.html"},
		{"/404.html", "/404.html", "main", "#main"},
		{"/sources/", "/sources/a/", "", "a/index.html"},
		{"/sources/a/", "/sources/", "", "../index.html"},
		{"/sources/a/", "/sources/a/", "", "index.html"},
		{"/sources/a/", "/sources/b/", "p-x", "../b/index.html#p-x"},
		{"/sources/a/", "/", "", "../../index.html"},
		{"/compare/a--b/", "/quotes/c/", "", "../../quotes/c/index.html"},
		{"/a/", "/a/b/", "", "b/index.html"},
		{"/index/", "/", "", "../index.html"},
	} {
		if got := c.from.Href(c.to, c.fragment); got != c.want {
			t.Errorf("%s to %s#%s: %q, want %q", c.from, c.to, c.fragment, got, c.want)
		}
	}
}

func TestRoutesLinkToAssets(t *testing.T) {
	for from, want := range map[Route]string{"/": "style.css", "/404.html": "style.css", "/sources/a/": "../../style.css"} {
		if got := from.Asset("style.css"); got != want {
			t.Errorf("from %s: %q, want %q", from, got, want)
		}
	}
}

func TestRoutesNameFiles(t *testing.T) {
	for r, want := range map[Route]string{"/": "index.html", "/404.html": "404.html", "/sources/a/": "sources/a/index.html"} {
		if got := r.File(); got != want {
			t.Errorf("%s: %q, want %q", r, got, want)
		}
	}
}
