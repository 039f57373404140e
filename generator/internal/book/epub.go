package book

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"strings"
)

// MediaType is that of an EPUB.
const MediaType = "application/epub+zip"

// pictures are the types of pictures that every reading system shows, by the ends of their names.
var pictures = map[string]string{".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml"}

// An item is a file of a publication.
type item struct {
	id, file, media, properties string
	data                        []byte
	read                        bool // it is a part of what is read from beginning to end
}

// EPUB returns the book as an EPUB 3.
func (b *Book) EPUB() ([]byte, error) {
	items := []item{
		{id: "nav", file: "nav.xhtml", media: "application/xhtml+xml", properties: "nav", data: b.document(b.Contents, "", b.nav())},
		{id: "css", file: "book.css", media: "text/css", data: b.Style},
		{id: "title", file: "title.xhtml", media: "application/xhtml+xml", data: b.document(b.Title, "", b.titlePage()), read: true},
	}
	items[0].read = true
	items[0], items[2] = items[2], items[0] // the title, then the contents
	var failed error
	shown := map[string]string{} // pictures, by their files on the site
	picture := func(file string) (string, bool) {
		if href, ok := shown[file]; ok {
			return href, href != ""
		}
		shown[file] = ""
		media, ok := pictures[strings.ToLower(path.Ext(file))]
		if !ok || b.Picture == nil {
			return "", false
		}
		data, err := b.Picture(file)
		if err != nil {
			failed = err
		}
		if data == nil {
			return "", false
		}
		name := fmt.Sprintf("p%04d%s", len(shown), strings.ToLower(path.Ext(file)))
		items = append(items, item{id: strings.ReplaceAll(name, ".", "-"), file: name, media: media, data: data})
		shown[file] = name
		return name, true
	}
	n := 0
	for _, p := range b.Parts {
		for _, c := range p.Chapters {
			n++
			var out bytes.Buffer
			w := writer{b: b, out: &out, chapter: c.ID, epub: true, picture: picture}
			w.write(c.HTML)
			name := fmt.Sprintf("c%04d", n)
			items = append(items, item{id: name, file: name + ".xhtml", media: "application/xhtml+xml", data: b.document(c.Title, c.Lang, out.Bytes()), read: true})
		}
	}
	if failed != nil {
		return nil, fmt.Errorf("write EPUB: %w", failed)
	}
	var out bytes.Buffer
	if err := pack(&out, append([]item{
		{file: "META-INF/container.xml", data: []byte(container)}, {file: folder + "package.opf", data: b.pack(items)},
	}, within(items)...)); err != nil {
		return nil, fmt.Errorf("write EPUB: %w", err)
	}
	return out.Bytes(), nil
}

// Unpack returns what is in the files of an EPUB.
func Unpack(epub []byte) ([][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(epub), int64(len(epub)))
	if err != nil {
		return nil, fmt.Errorf("read EPUB: %w", err)
	}
	var out [][]byte
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("read EPUB: %w", err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, fmt.Errorf("read EPUB: %w", err)
		}
		out = append(out, data)
	}
	return out, nil
}

// folder is where the publication stands in its container.
const folder = "EPUB/"

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

// within returns items under their names in the container.
func within(items []item) []item {
	var out []item
	for _, i := range items {
		i.file = folder + i.file
		out = append(out, i)
	}
	return out
}

// pack writes a container: first what it is, as it stands, so that a program that reads a few bytes knows.
func pack(out *bytes.Buffer, items []item) error {
	z := zip.NewWriter(out)
	const day = 1<<5 | 1 // 1 January 1980, the first that a zip file knows
	kind := []byte(MediaType)
	first, err := z.CreateRaw(&zip.FileHeader{
		//lint:ignore SA1019 Modified would add a field to the header, which the file "mimetype" may not have
		ModifiedDate: day,
		Name:         "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE(kind),
		CompressedSize64: uint64(len(kind)), UncompressedSize64: uint64(len(kind)),
	})
	if err != nil {
		return err
	}
	if _, err := first.Write(kind); err != nil {
		return err
	}
	for _, i := range items {
		//lint:ignore SA1019 as above
		w, err := z.CreateHeader(&zip.FileHeader{Name: i.file, Method: zip.Deflate, ModifiedDate: day})
		if err != nil {
			return err
		}
		if _, err := w.Write(i.data); err != nil {
			return err
		}
	}
	return z.Close()
}

// inXML returns a text as it stands in XML.
func inXML(text string) string {
	var out bytes.Buffer
	w := writer{out: &out}
	w.text(text, false)
	return out.String()
}

// pack returns the package document.
func (b *Book) pack(items []item) []byte {
	var out bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	p(`<?xml version="1.0" encoding="UTF-8"?>`)
	p(`<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="%s">`, inXML(b.Lang))
	p(`<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">`)
	p(`<dc:identifier id="id">%s</dc:identifier>`, inXML(b.ID))
	p(`<dc:title>%s</dc:title>`, inXML(b.Title))
	p(`<dc:language>%s</dc:language>`, inXML(b.Lang))
	for _, e := range b.Editors {
		p(`<dc:creator>%s</dc:creator>`, inXML(e))
	}
	if b.Summary != "" {
		p(`<dc:description>%s</dc:description>`, inXML(b.Summary))
	}
	if b.Base != "" {
		p(`<dc:source>%s</dc:source>`, inXML(b.Base))
	}
	p(`<meta property="dcterms:modified">%s</meta>`, b.Modified)
	for _, m := range [][2]string{
		{"accessMode", "textual"}, {"accessModeSufficient", "textual"}, {"accessibilityHazard", "none"},
		{"accessibilityFeature", "tableOfContents"}, {"accessibilityFeature", "structuralNavigation"}, {"accessibilityFeature", "readingOrder"},
	} {
		p(`<meta property="schema:%s">%s</meta>`, m[0], m[1])
	}
	p(`</metadata>`)
	p(`<manifest>`)
	for _, i := range items {
		properties := ""
		if i.properties != "" {
			properties = fmt.Sprintf(` properties="%s"`, i.properties)
		}
		p(`<item id="%s" href="%s" media-type="%s"%s/>`, i.id, i.file, i.media, properties)
	}
	p(`</manifest>`)
	direction := ""
	if b.Dir == "rtl" {
		direction = ` page-progression-direction="rtl"`
	}
	p(`<spine%s>`, direction)
	for _, i := range items {
		if i.read {
			p(`<itemref idref="%s"/>`, i.id)
		}
	}
	p(`</spine>`)
	p(`</package>`)
	return out.Bytes()
}

// document returns an XHTML document around a body.
func (b *Book) document(title, lang string, body []byte) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="%[1]s" xml:lang="%[1]s" dir="%[2]s">
<head>
<title%[3]s>%[4]s</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body class="epub">
`, inXML(b.Lang), inXML(b.Dir), langOf(lang), inXML(title))
	out.Write(body)
	out.WriteString("</body>\n</html>\n")
	return out.Bytes()
}

// langOf returns the attributes that name a language, where one is given.
func langOf(lang string) string {
	if lang == "" {
		return ""
	}
	return fmt.Sprintf(` lang="%[1]s" xml:lang="%[1]s"`, inXML(lang))
}

func (b *Book) titlePage() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "<section class=\"cover\" epub:type=\"titlepage\">\n<h1>%s</h1>\n", inXML(b.Title))
	if b.Summary != "" {
		fmt.Fprintf(&out, "<p>%s</p>\n", inXML(b.Summary))
	}
	for _, e := range b.Editors {
		fmt.Fprintf(&out, "<p class=\"meta\">%s</p>\n", inXML(e))
	}
	if b.Base != "" {
		fmt.Fprintf(&out, "<p class=\"meta\"><a href=\"%[1]s\">%[1]s</a></p>\n", inXML(b.Base))
	}
	out.WriteString("</section>\n")
	return out.Bytes()
}

func (b *Book) nav() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "<nav epub:type=\"toc\" id=\"toc\" class=\"contents\">\n<h1>%s</h1>\n<ol>\n", inXML(b.Contents))
	for _, p := range b.Parts {
		line := func(c Chapter) {
			fmt.Fprintf(&out, "<li><a href=\"%s\"%s>%s</a></li>\n", b.chapters[c.Route].file, langOf(c.Lang), inXML(c.Title))
		}
		if p.alone() {
			line(p.Chapters[0])
			continue
		}
		fmt.Fprintf(&out, "<li><span>%s</span>\n<ol>\n", inXML(p.Title))
		for _, c := range p.Chapters {
			line(c)
		}
		out.WriteString("</ol></li>\n")
	}
	out.WriteString("</ol>\n</nav>\n")
	return out.Bytes()
}
