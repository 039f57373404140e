package main

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/spf13/afero"
	"golang.org/x/net/html"
)

// TestEveryLinkToWordsHasAPreview follows each link of the built site to a
// source, a passage or paragraph of one, a quotation or a person, and finds the
// preview of just that beside it.
func TestEveryLinkToWordsHasAPreview(t *testing.T) {
	files := buildShipped(t, afero.NewMemMapFs())
	previews := map[string]map[string]string{}
	for p, data := range files {
		if path.Base(p) != "preview.js" {
			continue
		}
		places := map[string]string{}
		object, ok := bytes.CutPrefix(data, []byte("previews = "))
		if err := json.Unmarshal(object, &places); err != nil || !ok {
			t.Errorf("%s is not a script that sets previews: %v", p, err)
		}
		if files[path.Join(path.Dir(p), "index.html")] == nil {
			t.Errorf("%s stands beside no page", p)
		}
		previews[path.Dir(p)] = places
	}
	followed := 0
	for p, data := range files {
		if path.Ext(p) != ".html" {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range cascadia.QueryAll(doc, cascadia.MustCompile("main a[href]")) {
			u, err := url.Parse(attr(a, "href"))
			if err != nil || u.IsAbs() || u.Path == "" {
				continue
			}
			folder := path.Dir(path.Join(path.Dir(p), u.Path))
			kind, _, isEntry := strings.Cut(folder, "/")
			if !isEntry || (kind != "sources" && kind != "quotes" && kind != "people") || path.Base(u.Path) != "index.html" {
				continue
			}
			followed++
			if previews[folder][""] == "" {
				t.Errorf("%s: %s has no preview", p, attr(a, "href"))
			}
			if words := strings.HasPrefix(u.Fragment, "p-") || strings.HasPrefix(u.Fragment, "t-"); words && previews[folder][u.Fragment] == "" {
				t.Errorf("%s: %s has no preview of its own", p, attr(a, "href"))
			}
		}
	}
	if followed < 1000 {
		t.Errorf("only %d links were followed", followed)
	}
}
