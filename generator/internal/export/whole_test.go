package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/segment"
)

// manyAlike is a dossier of which every two of its sources have many passages alike, and which has a few quotations.
func manyAlike(t *testing.T, n int) Input {
	t.Helper()
	files := map[string]string{"dossier.yaml": "title: A dossier\nlanguage: en\n"}
	for i := range n {
		files[fmt.Sprintf("sources/s%03d.md", i)] = fmt.Sprintf("---\ntitle: \"A “statement” \\\"%d\\\"\"\npublisher: Board\nlang: en\n---\n%s\n", i, strings.Repeat("The bridge was closed on Monday by the mayor. ", 40))
	}
	files["quotes/bridge.md"] = "---\ntitle: The bridge\n---\nSaid in “marks” and \\\\ signs.\n"
	d, ev := dossiertest.Resolve(t, dossiertest.Folder(t, files))
	r := &collate.Result{}
	for a := range n {
		for b := range a {
			c := collate.Comparison{A: fmt.Sprintf("s%03d", b), B: fmt.Sprintf("s%03d", a), CoveredA: 1. / 3, CoveredB: 1. / 3, Similarity: 1. / 3}
			for k := range 20 {
				at := segment.Span{Start: k * 46, End: k*46 + 45}
				c.Alignments = append(c.Alignments, collate.Alignment{A: at, B: at, Kind: collate.Reworded, Moved: true, Score: 1. / 3, SameSpeech: true})
				c.LeftA = append(c.LeftA, collate.Leftover{Span: segment.Span{Start: at.End, End: at.End + 1}, Kind: collate.Only})
			}
			r.Comparisons = append(r.Comparisons, c)
		}
	}
	return Input{Dossier: d.Public(), Evidence: ev, Comparison: r}
}

// everything reads dossier.json with its parts, as a program does.
func everything(t *testing.T, in Input) (format int, parts int, lists map[string][]json.RawMessage) {
	t.Helper()
	files := map[string][]byte{}
	w := wholeOf(in)
	for _, f := range append([]File{{"dossier.json", w.index}}, w.parts()...) {
		data, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > indexHolds {
			t.Errorf("%s has %d bytes", f.Path, len(data))
		}
		files[f.Path] = data
	}
	validate(t, DossierSchema, files["dossier.json"])
	var head struct {
		Format int
		Parts  map[string][]string
	}
	if err := json.Unmarshal(files["dossier.json"], &head); err != nil {
		t.Fatal(err)
	}
	lists = map[string][]json.RawMessage{}
	read := func(data []byte, only string) {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(data, &object); err != nil {
			t.Fatal(err)
		}
		for name, raw := range object {
			var items []json.RawMessage
			if !bytes.HasPrefix(raw, []byte("[")) || only != "" && name != only {
				continue
			}
			if err := json.Unmarshal(raw, &items); err != nil {
				t.Fatal(err)
			}
			for _, item := range items {
				var b bytes.Buffer
				if err := json.Compact(&b, item); err != nil {
					t.Fatal(err)
				}
				lists[name] = append(lists[name], b.Bytes())
			}
		}
	}
	read(files["dossier.json"], "")
	var schema map[string]any
	if err := json.Unmarshal(DossierSchema, &schema); err != nil {
		t.Fatal(err)
	}
	delete(schema, "required")
	delete(schema, "allOf")
	schema["$ref"] = "#/$defs/part"
	ofPart, err := json.Marshal(schema)
	if err != nil {
		t.Fatal(err)
	}
	for name, paths := range head.Parts {
		for _, p := range paths {
			read(files[p], name)
			validate(t, ofPart, files[p])
			delete(files, p)
			parts++
		}
	}
	if len(files) != 1 {
		t.Errorf("%d files are not named", len(files)-1)
	}
	return head.Format, parts, lists
}

func TestADossierThatIsTooLargeForOneFileHasParts(t *testing.T) {
	small := manyAlike(t, 3)
	format, parts, lists := everything(t, small)
	if format != 1 || parts != 0 || len(lists["comparisons"]) != 3 {
		t.Errorf("a small dossier has format %d, %d parts and %d comparisons", format, parts, len(lists["comparisons"]))
	}
	large := manyAlike(t, 36) // 630 comparisons
	format, parts, lists = everything(t, large)
	if format != 2 || parts < 2 {
		t.Errorf("a large dossier has format %d and %d parts", format, parts)
	}
	if len(lists["sources"]) != 36 || len(lists["quotes"]) != 1 {
		t.Errorf("it has %d sources and %d quotations", len(lists["sources"]), len(lists["quotes"]))
	}
	// Nothing is lost, doubled or out of order.
	var want, got []string
	for _, c := range large.Comparison.Comparisons {
		want = append(want, c.A+" "+c.B)
	}
	for _, raw := range lists["comparisons"] {
		var c struct{ A, B string }
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		got = append(got, c.A+" "+c.B)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestItemsOfTheDossierAreNoLargerThanWeighed holds the weights, by which files are cut, against what is written.
func TestItemsOfTheDossierAreNoLargerThanWeighed(t *testing.T) {
	d, ev := dossiertest.Resolve(t, dossiertest.Shipped(t, "../../.."))
	for _, in := range []Input{manyAlike(t, 4), {Dossier: d.Public(), Evidence: ev}} {
		for _, l := range wholeOf(in).lists {
			for i := range l.size {
				data, err := encode(map[string][]any{"list": {l.item(i)}})
				if err != nil {
					t.Fatal(err)
				}
				if len(data) > l.weight(i) {
					t.Errorf("%s: an item of %d bytes weighs %d", l.name, len(data), l.weight(i))
				}
			}
		}
	}
}

// What the text of a note leads to is told once, in its order and without what it cites, and where everything has its page.
func TestLinksAndPagesAreExported(t *testing.T) {
	in := readInput(t, txtar.Parse([]byte(`-- dossier.yaml --
title: T
-- sources/paper.md --
---
title: Paper
---
It rained on Monday.
-- people/ada.md --
---
name: Ada
---
-- annotations/wet.md --
---
source: paper
---
> It rained

See [[people/ada]], [the page](../pages/about.md), [[ada|her]] and [[paper]].
-- pages/about.md --
---
title: About
---
Words.
`)).Files)
	for _, f := range Files(in) {
		if f.Path != "dossier.json" {
			continue
		}
		data, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		validate(t, DossierSchema, data)
		type entry struct {
			Page  string
			Links []struct{ Kind, Slug string }
		}
		var whole struct {
			Version                             string `json:"schema_version"`
			Sources, Annotations, People, Pages []entry
		}
		if err := json.Unmarshal(data, &whole); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(whole); got != "{2.2.0 [{sources/paper/ []}] [{ [{person ada} {source paper} {page about}]}] [{people/ada/ []}] [{about/ []}]}" {
			t.Error(got)
		}
	}
}
