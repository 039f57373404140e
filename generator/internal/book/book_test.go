package book

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"
	"testing"

	"dossier/generator/internal/address"
)

// small is a book with a link of every sort.
func small() *Book {
	return Bind(Book{
		At: address.Print, Base: "https://example.org/d/", ID: "urn:uuid:1", Title: "A & <B>", Summary: "Of \"it\"", Lang: "en", Dir: "ltr",
		Editors: []string{"Ada"}, Modified: "2020-01-01T00:00:00Z", Contents: "Contents", Style: []byte("p {}"),
		Parts: []Part{
			{ID: "part-quotes", Title: "Quotations", Chapters: []Chapter{{
				ID: "quotes.one", Route: "/quotes/one/", Title: "One & all", Lang: "fr", HTML: []byte(`<section id="quotes.one"><h1>One</h1>` +
					`<p id="fn:1">a<br>b &nbsp;&mdash; &#34;c&#34; & d` + "\x01" + `</p><a href="#fn:1">local</a><a href="#none">lost</a>` +
					`<a href="../sources/two/index.html#p-x">there</a><a href="../sources/two/index.html#gone">gone</a><a href="../compare/a--b/index.html#w">site</a>` +
					`<a href="../quotes/one/index.html">self</a><a href="../media/x.pdf">file</a><a href="https://example.net/?a=1&amp;b=2">web</a><a href="">none</a>` +
					`<img src="../media/a.png" alt="A &lt;picture&gt;" loading="lazy"><img src="../media/b.webp" alt="Another"><td align="right" data-x="1">t</td></section>`),
			}}},
			{ID: "part-sources", Title: "Sources", Chapters: []Chapter{{
				ID: "sources.two", Route: "/sources/two/", Title: "Two", HTML: []byte(`<section id="sources.two"><h1>Two</h1><h6>deep</h6><p id="p-x">x</p><p id="сл@1">y</p></section>`),
			}}},
			{ID: "part-timeline", Title: "Timeline", Chapters: []Chapter{{ID: "timeline", Route: "/timeline/", Title: "Timeline", HTML: []byte(`<section id="timeline"><h1>Timeline</h1></section>`)}}},
		},
		Picture: func(file string) ([]byte, error) {
			if file == "media/a.png" || file == "media/b.webp" {
				return []byte("picture"), nil
			}
			return nil, nil
		},
	})
}

func TestLinksStayInAPrintedBook(t *testing.T) {
	got := string(small().Print())
	for _, want := range []string{
		`<section class="part" id="part-quotes">`, `<h2>Quotations</h2>`, `<section id="quotes.one"><h3>One</h3>`, `<h6>deep</h6>`,
		`<p id="quotes.one.fn_3a1">`, `<a href="#quotes.one.fn_3a1">local</a>`, `<a href="#quotes.one">lost</a>`,
		`<a href="#sources.two.p-x">there</a>`, `<a href="#sources.two">gone</a>`, `<a href="../compare/a--b/index.html#w">site</a>`,
		`<a href="#quotes.one">self</a>`, `<a href="../media/x.pdf">file</a>`, `<a href="https://example.net/?a=1&amp;b=2">web</a>none<img src="../media/a.png"`,
		"<section class=\"part\" id=\"part-timeline\">\n<section id=\"timeline\"><h2>Timeline</h2>", "a<br/>b \u00a0— &quot;c&quot; &amp; d</p>",
		`<p id="sources.two.сл_401">`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in\n%s", want, got)
		}
	}
	if n := strings.Count(got, ">Timeline<"); n != 1 {
		t.Errorf("the timeline is named %d times", n)
	}
	contents := small().Entries()
	if len(contents) != 3 || contents[0].Below[0].Href != "#quotes.one" || contents[0].Below[0].Lang != "fr" || contents[2].Below != nil {
		t.Errorf("the contents are %v", contents)
	}
}

// unpacked returns the files of an EPUB.
func unpacked(t *testing.T, data []byte) (map[string]string, []*zip.File) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(data)
	}
	return out, z.File
}

func TestAnEPUBIsWhole(t *testing.T) {
	data, err := small().EPUB()
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := small().EPUB(); !bytes.Equal(data, again) {
		t.Error("the same book gives other bytes")
	}
	if !bytes.HasPrefix(data[30:], []byte("mimetypeapplication/epub+zip")) {
		t.Errorf("it does not begin with what it is: %q", data[:60])
	}
	files, list := unpacked(t, data)
	if list[0].Name != "mimetype" || list[0].Method != zip.Store || len(list[0].Extra) > 0 || list[0].Flags != 0 {
		t.Errorf("the first file is %+v", list[0].FileHeader)
	}
	for name, text := range files {
		if ext := path.Ext(name); ext != ".xhtml" && ext != ".opf" && ext != ".xml" {
			continue
		}
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, text)
			}
		}
	}
	chapter := files["EPUB/c0001.xhtml"]
	for _, want := range []string{
		`<h1>One</h1>`, `<a href="c0002.xhtml#sources.two.p-x">there</a>`, `<a href="c0002.xhtml#sources.two">gone</a>`, `<a href="#quotes.one.fn_3a1">local</a>`,
		`<a href="https://example.org/d/compare/a--b/#w">site</a>`, `<a href="https://example.org/d/media/x.pdf">file</a>`, `</a>none<img src="p0001.png" alt="A &lt;picture&gt;"/>Another`,
		`<td style="text-align:right">t</td>`, `lang="en" xml:lang="en"`, `<title lang="fr" xml:lang="fr">One &amp; all</title>`,
	} {
		if !strings.Contains(chapter, want) {
			t.Errorf("there is no %s in\n%s", want, chapter)
		}
	}
	if files["EPUB/p0001.png"] != "picture" || len(regexp.MustCompile(`media-type="image/`).FindAllString(files["EPUB/package.opf"], -1)) != 1 {
		t.Errorf("the pictures are not as they should be: %s", files["EPUB/package.opf"])
	}
	for _, want := range []string{`<dc:title>A &amp; &lt;B&gt;</dc:title>`, `<dc:identifier id="id">urn:uuid:1</dc:identifier>`, `>2020-01-01T00:00:00Z<`} {
		if !strings.Contains(files["EPUB/package.opf"], want) {
			t.Errorf("there is no %s in %s", want, files["EPUB/package.opf"])
		}
	}
}

func TestWithoutAnAddressNothingLeadsOutOfAnEPUB(t *testing.T) {
	b := small()
	b.Base = ""
	data, err := b.EPUB()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := unpacked(t, data)
	if got := files["EPUB/c0001.xhtml"]; !strings.Contains(got, "</a>site<a ") || !strings.Contains(got, "</a>file<a ") || strings.Contains(got, "../") {
		t.Errorf("a link leads out of the book: %s", got)
	}
}

func TestAPictureThatCannotBeReadIsAnError(t *testing.T) {
	b := small()
	broken := errors.New("broken")
	b.Picture = func(string) ([]byte, error) { return nil, broken }
	if _, err := b.EPUB(); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestIdsAreNamesOfXML(t *testing.T) {
	seen := map[string]string{}
	name := regexp.MustCompile(`^[\pL_][\pL\pN\p{Mn}._-]*$`)
	for _, id := range []string{"a", "a.b", "1a", "_1a", "fnref:1", "fnref_1", "слово", "a b", "a@2014-03-14", "-x", "A", "हिन्दी", "é"} {
		got := ident(id)
		if other, taken := seen[got]; taken || !name.MatchString(got) {
			t.Errorf("%q is %q, as is %q", id, got, other)
		}
		seen[got] = id
	}
}

func FuzzAChapterIsXML(f *testing.F) {
	for _, seed := range []string{"a & b", `x" id="y`, "<br>", "\x00\ufffe", "&lt;b&gt;", "[[x]]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;").Replace(strings.ToValidUTF8(text, "?"))
		b := Bind(Book{At: address.Print, Lang: "en", Parts: []Part{{ID: "p", Chapters: []Chapter{{ID: "c", Route: "/c/", HTML: []byte(`<section id="c"><p title="` + escaped + `">` + escaped + `<br><a href="` + escaped + `">x</a></p></section>`)}}}}})
		data, err := b.EPUB()
		if err != nil {
			t.Fatal(err)
		}
		files, _ := unpacked(t, data)
		d := xml.NewDecoder(strings.NewReader(files["EPUB/c0001.xhtml"]))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatalf("%v\n%s", err, files["EPUB/c0001.xhtml"])
			}
		}
	})
}
