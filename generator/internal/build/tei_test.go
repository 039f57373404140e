package build

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
)

// structured is a source with blocks of every kind and words set apart in every way, all of it or parts of it published.
var structured = map[string]string{
	"sources/shape.md": "---\ntitle: Shape & <form>\npublisher: A & B\nauthor: Ada Roe\ntranslator: Ben Poe\npublished: 2015-03-05\ncaptured: 2015-04~\nurl: https://example.com/a/b.html\n" +
		"archived: https://example.com/ä b\nrights: © Ada Roe\nseries: Shapes\nchanges:\n  - {date: 2015-05-01, kind: correction, what: The date.}\n---\n" + shape,
	"sources/parts.md":        "---\ntitle: Parts\npublish: passages\n---\n" + shape,
	"annotations/on-shape.md": "---\nsource: shape\nauthor: Cy\n---\n" + onShape,
	"annotations/on-parts.md": "---\nsource: parts\n---\n" + strings.NewReplacer("> One of the items", "> of the items").Replace(onShape),
}

const (
	shape = "Before all headings 𝔊 stands *a word and **two** more* of it.\n\n# First heading\n\nUnder it `some code` and [a link](c.html) stand, and <so> it & more.\n\n### Deeper\n\n" +
		"- One of the items is first\n- Another item is second\n\n> Somebody quoted said this\n\n    code that\n      is indented\n\n## Second heading\n\nLast words\nin two lines.\n\n{lang=ru}\nВсе слова по-русски.\n"
	onShape = "> *a word and **two** more*\n\nRemark.\n\n> One of the items\n\n> Under it `some code` and a link stand […] & more\n\n> in two lines\n\n> слова по-русски\n"
)

// TestSourcesAreTEI reads the documents as a program would: the text is there, each annotation's target is the words that are cited, and each
// pointer leads to a place on the site.
func TestSourcesAreTEI(t *testing.T) {
	files := maps.Clone(annotated)
	maps.Copy(files, structured)
	r := checked(t, Input{Content: dossiertest.Folder(t, files)})
	n := 0
	for _, s := range allVersions(r.Dossier) {
		path := address.TEI(s)
		head, err := r.File(address.Of(&s.Entry).File())
		if err != nil {
			t.Fatal(err)
		}
		data, err := r.File(path)
		if err != nil || (data != nil) != (s.Publish != dossier.PublishNone) || strings.Contains(html.UnescapeString(string(head)), `application/tei+xml`) != (data != nil) {
			t.Fatalf("%s of a source of which %s is published: %v\n%s", path, s.Publish, err, data)
		}
		if data == nil {
			continue
		}
		n++
		validTEI(t, path, data)
		doc := readTEI(t, data)
		if s.Publish == dossier.PublishFull {
			var blocks []string
			for _, id := range doc.order {
				blocks = append(blocks, doc.texts[id])
			}
			if got := strings.Join(blocks, "\n\n"); got != s.Plain {
				t.Errorf("%s holds\n%s\nwant\n%s", path, got, s.Plain)
			}
		} else if strings.Contains(string(data), "may read") || !strings.Contains(string(data), "<gap ") {
			t.Errorf("%s tells what is kept back, or does not say that it does:\n%s", path, data)
		}
		for _, id := range doc.order {
			onPage := numbered.ReplaceAllStringFunc(id, func(sign string) string {
				r, _ := strconv.ParseInt(strings.Trim(sign, "_"), 16, 32)
				return string(rune(r))
			})
			if !strings.Contains(string(head), ` id="`+onPage+`"`) {
				t.Errorf("%s: the page has no %s", path, onPage)
			}
		}
		var want, got []string
		for _, c := range r.Evidence.Published(s) {
			for _, p := range c.Passage.Parts {
				want = append(want, p.In(s.Plain))
			}
		}
		for _, target := range doc.targets {
			got = append(got, doc.words(t, target))
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s is annotated at\n%q\nwant\n%q", path, got, want)
		}
		for _, p := range doc.pointers {
			route, id, _ := strings.Cut(p, "#")
			id, _ = url.PathUnescape(id)
			route, _ = url.PathUnescape(route)
			if page := fileOf(t, r, route); id != "" && !strings.Contains(string(page), ` id="`+id+`"`) {
				t.Errorf("%s leads to %s, which is not there", path, p)
			}
		}
	}
	if n != 5 {
		t.Errorf("%d documents", n)
	}
	full, parts := string(fileOf(t, r, "https://example.org/d/sources/shape/source.xml")), string(fileOf(t, r, "https://example.org/d/sources/parts/source.xml"))
	for _, part := range []string{
		`<hi rend="italic">a word and <hi rend="bold">two</hi> more</hi>`, `<ref target="https://example.com/a/c.html">a link</ref>`, `<hi rend="code">some code</hi>`,
		"<title xml:lang=\"en\">Shape &amp; &lt;form&gt;</title>", `<date type="published" when="2015-03-05">2015-03-05</date>`, `<date type="captured">2015-04~</date>`,
		`<ptr type="archived" target="https://example.com/%C3%A4%20b"/>`, `<change when="2015-05-01" type="correction">The date.</change>`, `<editor role="translator">Ben Poe</editor>`,
		`<name>Cy</name>`, `<note xml:lang="en">Remark.</note>`, `<p xml:id="t-все-слова-по-русски" xml:lang="ru">`,
	} {
		if !strings.Contains(full, part) {
			t.Errorf("there is no %s in\n%s", part, full)
		}
	}
	for _, part := range []string{`<p xml:id="t-a-word-and-two-more"><gap reason="withheld" unit="words" quantity="5"/> <hi rend="italic">a word`, `</hi> <gap reason="withheld" unit="words" quantity="2"/></p>`} {
		if !strings.Contains(parts, part) {
			t.Errorf("there is no %s in\n%s", part, parts)
		}
	}
}

// TestASiteMayHaveNoTEI leaves the documents out where the settings say so, and in a preview; without an address of the site they lead from file to file.
func TestASiteMayHaveNoTEI(t *testing.T) {
	for _, c := range []struct {
		settings string
		drafts   bool
		want     bool
	}{{"title: T\n", false, true}, {"title: T\nwithout: tei\n", false, false}, {annotated["dossier.yaml"], true, false}} {
		files := maps.Clone(annotated)
		files["dossier.yaml"] = c.settings
		r := checked(t, Input{Content: dossiertest.Folder(t, files), Drafts: c.drafts})
		data, err := r.File("sources/paper/source.xml")
		page, _ := r.File("sources/paper/index.html")
		if err != nil || (data != nil) != c.want || strings.Contains(string(page), "source.xml") != c.want {
			t.Errorf("%q, drafts %t: %v, %s", c.settings, c.drafts, err, data)
		}
		if c.want && (!strings.Contains(string(data), `<ptr target="index.html"/>`) || !strings.Contains(string(data), `target="../../quotes/said/index.html#c-paper-the-clerk`)) {
			t.Errorf("it leads elsewhere:\n%s", data)
		}
	}
}

func allVersions(d *dossier.Dossier) []*dossier.Source {
	var out []*dossier.Source
	for _, s := range d.Sources {
		out = append(out, s.Versions()...)
	}
	return out
}

// validTEI holds a document against the grammar of what we write, where there is a program that can.
func validTEI(t *testing.T, name string, data []byte) {
	t.Helper()
	program, err := exec.LookPath("xmllint")
	if err != nil {
		t.Log("no xmllint: the grammar is not asked")
		return
	}
	file := filepath.Join(t.TempDir(), "source.xml")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(program, "--noout", "--nonet", "--relaxng", "testdata/tei.rng", file).CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s\n%s", name, err, out, data)
	}
}

// A teiDocument is what a reader takes from a document.
type teiDocument struct {
	order             []string // ids of the blocks
	texts             map[string]string
	targets, pointers []string
}

func readTEI(t *testing.T, data []byte) teiDocument {
	t.Helper()
	out := teiDocument{texts: map[string]string{}}
	dec := xml.NewDecoder(strings.NewReader(string(data)))
	var path []string
	id := ""
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		switch x := token.(type) {
		case xml.StartElement:
			path = append(path, x.Name.Local)
			for _, a := range x.Attr {
				switch {
				case a.Name.Local == "id" && slices.Contains(path, "body"):
					id = a.Value
					out.order = append(out.order, id)
				case a.Name.Local == "target" && x.Name.Local == "annotation":
					out.targets = append(out.targets, strings.Fields(a.Value)...)
				case a.Name.Local == "target" && x.Name.Local == "ptr" && strings.HasPrefix(a.Value, "https://example.org/d/"):
					out.pointers = append(out.pointers, a.Value)
				}
			}
		case xml.CharData:
			if id != "" {
				out.texts[id] += string(x)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
			if !slices.ContainsFunc([]string{"hi", "ref", "gap"}, func(name string) bool { return name == x.Name.Local }) {
				id = ""
			}
		}
	}
}

// numbered is a character in an xml:id that it may not have.
var numbered = regexp.MustCompile(`_[0-9A-F]+_`)

var stringRange = regexp.MustCompile(`^#string-range\(([^,]+),(\d+),(\d+)\)$`)

// words returns the words that a pointer points to.
func (d teiDocument) words(t *testing.T, pointer string) string {
	t.Helper()
	m := stringRange.FindStringSubmatch(pointer)
	if m == nil {
		t.Fatalf("%s is no string-range", pointer)
	}
	var from, length int
	if _, err := fmt.Sscan(m[2], &from); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(m[3], &length); err != nil {
		t.Fatal(err)
	}
	text := []rune(d.texts[m[1]])
	if from+length > len(text) {
		t.Fatalf("%s is beyond the end of %q", pointer, string(text))
	}
	return string(text[from : from+length])
}
