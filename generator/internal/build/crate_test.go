package build

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/afero"

	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/publish"
)

// A crateThing is a thing of the graph as a reader takes it.
type crateThing struct {
	ID         string `json:"@id"`
	Type       string `json:"@type"`
	Name       string
	ConformsTo struct {
		ID string `json:"@id"`
	}
	About, Author struct {
		ID string `json:"@id"`
	}
	DatePublished, EncodingFormat string
	HasPart                       []struct {
		ID string `json:"@id"`
	}
}

// TestTheFolderIsAnROCrate writes a site and reads its description as an archive would: a JSON-LD processor loses nothing, every file and folder
// of it is there and reached from the root, whatever is named is described, and all that is data is named.
func TestTheFolderIsAnROCrate(t *testing.T) {
	files := maps.Clone(annotated)
	maps.Copy(files, structured)
	files["pages/method.md"] = "---\ntitle: Method\ncreated: 2016-01\n---\n![A picture](<../media/1: a picture.png>)\n"
	files["media/1: a picture.png"] = "a picture"
	r := checked(t, Input{Content: dossiertest.Folder(t, files)})
	target := afero.NewMemMapFs()
	if _, err := r.Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	data := fileOf(t, r, "https://example.org/d/ro-crate-metadata.json")
	again, err := r.crate()
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("it is another each time: %v", err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	expandedAt(t, v, "https://example.org/d/")
	var doc struct {
		Graph []crateThing `json:"@graph"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	things := map[string]crateThing{}
	for _, thing := range doc.Graph {
		if _, twice := things[thing.ID]; twice || thing.ID == "" {
			t.Errorf("%q is described twice", thing.ID)
		}
		things[thing.ID] = thing
	}
	if about := things["ro-crate-metadata.json"]; about.About.ID != "./" || about.ConformsTo.ID != "https://w3id.org/ro/crate/1.2" {
		t.Errorf("the description is of %+v", about)
	}
	root := things["./"]
	if root.Type != "Dataset" || root.Name != "A dossier" || root.DatePublished != "2015-05-01" || things[root.Author.ID].Name != "Ada Lovell" {
		t.Errorf("the root is %+v", root)
	}
	reached := map[string]bool{"./": true, "ro-crate-metadata.json": true}
	var walk func(thing crateThing)
	walk = func(thing crateThing) {
		for _, p := range thing.HasPart {
			if reached[p.ID] {
				t.Errorf("%s is in two folders", p.ID)
			}
			reached[p.ID] = true
			walk(things[p.ID])
		}
	}
	walk(root)
	var named []string
	for _, thing := range doc.Graph {
		for _, to := range []string{thing.ConformsTo.ID, thing.About.ID, thing.Author.ID} {
			if _, ok := things[to]; to != "" && !ok && to != "https://w3id.org/ro/crate/1.2" {
				t.Errorf("%s names %s, which is not described", thing.ID, to)
			}
		}
		name, err := url.PathUnescape(strings.TrimPrefix(thing.ID, "./"))
		if err != nil || strings.Contains(thing.ID, " ") {
			t.Errorf("%s is no address: %v", thing.ID, err)
		}
		switch thing.Type {
		case "File", "Dataset":
			if !reached[thing.ID] {
				t.Errorf("%s is in no folder", thing.ID)
			}
			if info, err := target.Stat(name); thing.ID != "./" && (err != nil || info.IsDir() != (thing.Type == "Dataset") || strings.HasSuffix(name, "/") != info.IsDir()) {
				t.Errorf("there is no %s %s: %v", thing.Type, thing.ID, err)
			}
			if thing.Type == "File" {
				named = append(named, name)
				if thing.EncodingFormat == "" {
					t.Errorf("%s is of no known format", thing.ID)
				}
			}
		}
	}
	for _, path := range r.paths() {
		ending := path[strings.LastIndex(path, ".")+1:]
		isData := slices.Contains([]string{"json", "jsonld", "csv", "txt", "xml", "ics", "png", "bib", "ris", "epub"}, ending) && !slices.Contains([]string{"llms.txt", "robots.txt", "sitemap.xml", "opensearch.xml", "ro-crate-metadata.json"}, path) && !strings.HasSuffix(path, "oembed.json") && !strings.HasSuffix(path, "/card.png")
		if _, err := target.Stat(path); err == nil && slices.Contains(named, path) != (isData || path == "index.html") {
			t.Errorf("%s is named: %t", path, !isData)
		}
	}
	if shape := things["sources/shape/"]; shape.Name != "Shape & <form>" || len(shape.HasPart) != 6 {
		t.Errorf("a source is %+v", shape)
	}
	if !strings.Contains(string(fileOf(t, r, "https://example.org/d/")), `href="ro-crate-metadata.json"`) {
		t.Error("the overview does not lead to it")
	}
}

// TestASiteMayBeNoCrate leaves the description out where the settings say so, and in a preview. A dossier whose editors give no date has none.
func TestASiteMayBeNoCrate(t *testing.T) {
	for _, c := range []struct {
		settings string
		drafts   bool
		want     bool
	}{{"title: T\n", false, true}, {"title: T\nwithout: crate\n", false, false}, {"title: T\n", true, false}} {
		r := checked(t, Input{Content: dossiertest.Folder(t, map[string]string{"dossier.yaml": c.settings, "sources/paper.md": annotated["sources/paper.md"]}), Drafts: c.drafts})
		data, err := r.File("ro-crate-metadata.json")
		page, _ := r.File("index.html")
		if err != nil || (data != nil) != c.want || strings.Contains(string(page), "ro-crate") != c.want {
			t.Errorf("%q, drafts %t: %v, %s", c.settings, c.drafts, err, data)
		}
		if strings.Contains(string(data), "datePublished") || strings.Contains(string(data), "timeline.ics") {
			t.Errorf("it tells a date that nobody gave, or a file that is not there:\n%s", data)
		}
	}
}
