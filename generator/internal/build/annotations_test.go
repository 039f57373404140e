package build

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"dossier/generator/internal/crate"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/importer"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/site/webannotation"
)

// annotated is a dossier whose notes cite in every way: words that stand there twice, words beyond the first plane of Unicode,
// words left out, marked words, an earlier version, and sources that keep words back.
var annotated = map[string]string{
	"dossier.yaml":             "title: A dossier\nbase_url: https://example.org/d/\neditors: [Ada Lovell]\n",
	"sources/paper.md":         "---\ntitle: A report\npublisher: The Paper\ncaptured: 2015-04-01\n---\n𝔗he clerk counted the barrels, and the clerk wept.\n\nThe clerk counted the sacks. Then the clerk counted the sacks again, and nobody asked why he did it.\n",
	"sources/paper@2015-03.md": "---\n---\n𝔗he clerk counted the barrels, and the clerk laughed.\n",
	"sources/kept.md":          "---\ntitle: Kept\npublish: passages\n---\nNobody may read this. The mayor came at noon, they say. Nor may anybody read that.\n",
	"sources/shut.md":          "---\ntitle: Shut\npublish: none\n---\nNobody may read this either. The mayor left at one. Nor this.\n",
	"annotations/remark.md":    "---\nsource: paper\nauthor: Bo\ncreated: 2015-03-06\nupdated: 2015-03\ntopics: [Counting, Éloge]\n---\nFirst of all.\n\n> Then the ==clerk counted== the sacks again\n\nTwice, that is: see [[kept]].\n",
	"quotes/said.md":           "---\ntitle: Barrels\n---\n> The clerk counted the sacks. […] nobody asked why\n> — [[paper]]\n\n> the clerk laughed\n> — [[paper@2015-03]]\n\n> The mayor came at noon\n> — [[kept]]\n\n> The mayor left at one\n> — [[shut]]\n",
	"quotes/größe.md":          "---\ntitle: Größe\n---\n> and the clerk wept\n> — [[paper]]\n\n> and the clerk wept\n> — [[paper]]\n",
	"claims/came.md":           "---\ntitle: The mayor came\nverdict: supported\nreviewed: 2015-04-02\n---\n> The mayor came at noon\n> — [[kept]] supports\n",
}

func fileOf(t *testing.T, r *Result, address string) []byte {
	t.Helper()
	path, ok := strings.CutPrefix(address, "https://example.org/d/")
	if !ok {
		t.Fatalf("%s is no address of the site", address)
	}
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	data, err := r.File(path)
	if err != nil || data == nil {
		t.Fatalf("%s: %v", address, err)
	}
	return data
}

// TestCitationsAreWebAnnotations reads the collection as a program would: page by page from the first to the last. Each file is held
// against what the recommendation says and expanded by a JSON-LD processor that loses nothing; each selector finds the words.
func TestCitationsAreWebAnnotations(t *testing.T) {
	r := checked(t, Input{Content: dossiertest.Folder(t, annotated)})
	schema := compiled(t, "testdata/anno.schema.json")
	valid := func(data []byte) {
		t.Helper()
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil || schema.Validate(v) != nil {
			t.Errorf("%v: %v\n%s", err, schema.Validate(v), data)
		}
		expanded(t, v)
	}
	data := fileOf(t, r, "https://example.org/d/annotations.json")
	valid(data)
	var all webannotation.Collection
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	n, last := 0, ""
	ids := map[string]bool{}
	motives := map[string]int{}
	for at := all.First; at != ""; {
		data := fileOf(t, r, at)
		valid(data)
		var page struct {
			webannotation.Page
			Items []struct {
				ID, Motivation string
				Target         []struct {
					Source, Scope string
					Selector      []struct {
						Type, Exact, Prefix, Suffix, Value string
						Start, End                         int
					}
				}
			} `json:"items"`
		}
		if err := json.Unmarshal(data, &page); err != nil {
			t.Fatal(err)
		}
		if page.ID != at || page.StartIndex != n || page.Prev != last || page.PartOf != all.ID {
			t.Errorf("%s: id %s, index %d for %d, prev %s, part of %s", at, page.ID, page.StartIndex, n, page.Prev, page.PartOf)
		}
		for _, a := range page.Items {
			n++
			motives[a.Motivation]++
			if ids[a.ID] || !strings.HasPrefix(a.ID, at+"#") {
				t.Errorf("the id %s is another's, or none of %s", a.ID, at)
			}
			ids[a.ID] = true
			for _, target := range a.Target {
				kinds := map[string]int{}
				route, id, marked := strings.Cut(target.Scope, "#")
				id, _ = url.PathUnescape(id)
				if page := fileOf(t, r, route); marked && !bytes.Contains(page, []byte(` id="`+id+`"`)) {
					t.Errorf("%s: there is no %s", a.ID, target.Scope)
				}
				text := ""
				if strings.HasSuffix(target.Source, "source.txt") {
					text = string(fileOf(t, r, target.Source))
				}
				exact := ""
				for _, s := range target.Selector {
					kinds[s.Type]++
					switch {
					case s.Type == "TextQuoteSelector":
						exact = s.Exact
						if text != "" && strings.Count(text, s.Prefix+s.Exact+s.Suffix) != 1 {
							t.Errorf("%s: %q %q %q stands there %d times", a.ID, s.Prefix, s.Exact, s.Suffix, strings.Count(text, s.Prefix+s.Exact+s.Suffix))
						}
						if text == "" && strings.Contains(s.Prefix+s.Suffix, "read") {
							t.Errorf("%s tells of words that are kept back: %q, %q", a.ID, s.Prefix, s.Suffix)
						}
					case s.Type == "TextPositionSelector" && string([]rune(text)[s.Start:s.End]) != exact:
						t.Errorf("%s: %d to %d is %q, not %q", a.ID, s.Start, s.End, string([]rune(text)[s.Start:s.End]), exact)
					case s.Type == "FragmentSelector" && text == "" && s.Value != id:
						t.Errorf("%s: the paragraph is %q, and %q", a.ID, s.Value, id)
					case s.Type == "FragmentSelector" && text != "":
						var start, end int
						if _, err := fmt.Sscanf(s.Value, "char=%d,%d", &start, &end); err != nil || !strings.Contains(string([]rune(text)[start:end]), exact) || strings.Contains(string([]rune(text)[start:end]), "\n") {
							t.Errorf("%s: %s is no paragraph with %q: %v", a.ID, s.Value, exact, err)
						}
					}
				}
				want := map[string]int{"TextQuoteSelector": 1, "TextPositionSelector": 1, "FragmentSelector": 1}
				if strings.Contains(target.Scope, "/kept/") {
					delete(want, "TextPositionSelector") // there is no text in which it would stand
				} else if strings.Contains(target.Scope, "/shut/") {
					want = map[string]int{"TextQuoteSelector": 1} // nor a paragraph
				}
				if !maps.Equal(kinds, want) {
					t.Errorf("%s on %s has %v", a.ID, target.Scope, kinds)
				}
			}
		}
		last, at = at, page.Next
	}
	if last != all.Last || n != all.Total || n != 8 {
		t.Errorf("%d annotations, the last page %s; told of are %d and %s", n, last, all.Total, all.Last)
	}
	if want := map[string]int{"commenting": 1, "linking": 6, "assessing": 1}; !maps.Equal(motives, want) {
		t.Errorf("they are for %v", motives)
	}
	head := string(fileOf(t, r, "https://example.org/d/sources/paper/"))
	if !strings.Contains(head, `href="annotations.json"`) || strings.Contains(string(fileOf(t, r, "https://example.org/d/")), `href="annotations.json"`) {
		t.Error("the page of a source does not lead to its annotations, or another does")
	}
}

// TestWebAnnotationsAreReadBack imports the annotations of a site into the dossier without its notes: each selector finds its words again.
func TestWebAnnotationsAreReadBack(t *testing.T) {
	r := checked(t, Input{Content: dossiertest.Folder(t, annotated)})
	bare := map[string]string{}
	for name, text := range annotated {
		if strings.HasPrefix(name, "sources/") || name == "dossier.yaml" {
			bare[name] = text
		}
	}
	d := checked(t, Input{Content: dossiertest.Folder(t, bare)}).Dossier
	im := importer.New(d, "content")
	var found []string
	for _, of := range []string{"paper", "paper@2015-03", "kept", "shut"} {
		report := im.Import(importer.Input{Name: "annotations.json", Data: fileOf(t, r, "https://example.org/d/sources/"+of+"/annotations.json")}, importer.Options{})
		if len(report.Refused) > 0 || len(report.Problems) > 0 {
			t.Errorf("%s: %v %v", of, report.Refused, report.Problems)
		}
		for _, f := range report.Files {
			text := string(f.Data)
			i := strings.Index(text, "> ")
			found = append(found, of+": "+strings.TrimSuffix(text[i+2:i+strings.Index(text[i:], "\n")], "\n"))
		}
	}
	slices.Sort(found)
	t.Log(strings.Join(found, "\n"))
	if len(found) != 9 { // one is of two stretches
		t.Errorf("%d are read back", len(found))
	}
}

// TestASiteMayHaveNoAnnotations leaves them out where there is no address, where the settings say so, and in a preview.
func TestASiteMayHaveNoAnnotations(t *testing.T) {
	for _, c := range []struct {
		settings string
		drafts   bool
	}{{"title: T\n", false}, {"title: T\nbase_url: https://example.org/d/\nwithout: annotations\n", false}, {annotated["dossier.yaml"], true}} {
		files := maps.Clone(annotated)
		files["dossier.yaml"] = c.settings
		r := checked(t, Input{Content: dossiertest.Folder(t, files), Drafts: c.drafts})
		for _, path := range r.paths() {
			if strings.HasSuffix(path, "annotations.json") {
				t.Errorf("%q, drafts %t: there is %s", c.settings, c.drafts, path)
			}
		}
		if data, err := r.File("sources/paper/index.html"); err != nil || strings.Contains(string(data), "annotations.json") {
			t.Errorf("%q: the page leads to them: %v", c.settings, err)
		}
	}
}

func compiled(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// contexts hands a JSON-LD processor the contexts it asks for from files, which have those terms of the W3C and of schema.org that are used.
type contexts map[string]string

func (c contexts) LoadDocument(address string) (*ld.RemoteDocument, error) {
	file, ok := c[address]
	if !ok {
		return nil, fmt.Errorf("nobody has the context %s", address)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	v, err := ld.DocumentFromReader(bytes.NewReader(data))
	return &ld.RemoteDocument{DocumentURL: address, Document: v}, err
}

// expanded expands JSON-LD in safe mode: what would be lost is an error, and so is an address that is not whole.
func expanded(t *testing.T, v any) []any {
	t.Helper()
	return expandedAt(t, v, "")
}

// expandedAt expands JSON-LD that stands at an address.
func expandedAt(t *testing.T, v any, base string) []any {
	t.Helper()
	options := ld.NewJsonLdOptions(base)
	options.SafeMode = true
	options.DocumentLoader = contexts{webannotation.Context: "testdata/anno.jsonld", schemaorg.Context: "testdata/schemaorg.jsonld", crate.Context: "testdata/crate.jsonld"}
	out, err := ld.NewJsonLdProcessor().Expand(v, options)
	if err != nil {
		t.Errorf("it is not whole as JSON-LD: %v", err)
	}
	return out
}
