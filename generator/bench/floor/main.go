// Command floor makes the plainest site of articles that a generator in Go can
// make: it reads them, their YAML with go.yaml.in/yaml and their Markdown with
// goldmark, puts each into one html/template, and writes the page, lists by
// publisher, a feed and a sitemap. It is what the program is measured against:
// what these libraries take on this machine, with no checks and no themes.
//
//	go run ./generator/bench/floor -content made/plain -out site
package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"go.yaml.in/yaml/v4"
)

func main() {
	content := flag.String("content", "", "folder of articles")
	out := flag.String("out", "", "folder to write into")
	flag.Parse()
	if err := build(*content, *out); err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
}

// article is what a page shows.
type article struct {
	Title     string    `yaml:"title"`
	Date      time.Time `yaml:"date"`
	Publisher string    `yaml:"publisher"`
	Author    string    `yaml:"author"`
	Source    string    `yaml:"source_url"`

	URL            string        `yaml:"-"`
	Content        template.HTML `yaml:"-"`
	Plain          string        `yaml:"-"`
	Words, All     int           `yaml:"-"`
	Previous, Next *article      `yaml:"-"`

	markdown []byte
}

func slug(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"slug": slug,
	"day":  func(t time.Time) string { return t.Format(time.DateOnly) },
	"iso":  func(t time.Time) string { return t.Format(time.RFC3339) },
}).Parse(`
{{define "head"}}<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} — Articles</title>
<meta name="description" content="{{.Author}}, {{.Plain}}">
<link rel="canonical" href="https://example.org{{.URL}}">
<meta property="og:title" content="{{.Title}}">
<meta property="og:url" content="https://example.org{{.URL}}">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" href="/index.xml">
</head>
<body>
<header><a href="/">Articles</a>
<nav><ul><li><a href="/articles/">Articles</a></li><li><a href="/publisher/">Publishers</a></li></ul></nav></header>
<main>{{end}}
{{define "foot"}}</main>
<footer><p>Built from {{.}} articles.</p></footer>
</body>
</html>
{{end}}
{{define "page"}}{{template "head" .}}
<article>
<h1>{{.Title}}</h1>
<p class="meta"><time datetime="{{iso .Date}}">{{day .Date}}</time>
by {{.Author}} in <a href="/publisher/{{slug .Publisher}}/">{{.Publisher}}</a>
<a href="{{.Source}}" rel="external">source</a>
{{.Words}} words</p>
{{.Content}}
<nav class="pager">
{{with .Previous}}<a rel="prev" href="{{.URL}}">{{.Title}}</a>{{end}}
{{with .Next}}<a rel="next" href="{{.URL}}">{{.Title}}</a>{{end}}
</nav>
</article>
{{template "foot" .All}}{{end}}
{{define "list"}}{{template "head" .Head}}
<h1>{{.Head.Title}}</h1>
<ul>
{{range .Pages}}<li><time>{{day .Date}}</time> <a href="{{.URL}}">{{.Title}}</a> {{.Publisher}}</li>
{{end}}</ul>
{{template "foot" .Head.All}}{{end}}
`))

// each calls f for 0 to n-1 on all processors, and returns the errors' first.
func each(n int, f func(i int) error) error {
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && failed.Load() == nil; i = int(next.Add(1)) - 1 {
				if err := f(i); err != nil {
					failed.Store(&err)
				}
			}
		})
	}
	group.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}

// build reads the articles below content and writes their site.
func build(content, out string) error {
	articles, err := read(content)
	if err != nil {
		return err
	}
	if err := renderAll(articles, out); err != nil {
		return err
	}
	return lists(articles, out)
}

// read reads the articles below a folder, the newest first.
func read(content string) ([]*article, error) {
	var files []string
	err := filepath.WalkDir(content, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, ".md") {
			files = append(files, p)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	articles := make([]*article, len(files))
	err = each(len(files), func(i int) error {
		data, err := os.ReadFile(files[i])
		if err != nil {
			return err
		}
		a := &article{All: len(files)}
		head, body, _ := bytes.Cut(bytes.TrimPrefix(data, []byte("---\n")), []byte("\n---\n"))
		if err := yaml.Unmarshal(head, a); err != nil {
			return fmt.Errorf("read %s: %w", files[i], err)
		}
		name, err := filepath.Rel(content, files[i])
		if err != nil {
			return err
		}
		a.markdown, a.URL = body, "/"+strings.TrimSuffix(filepath.ToSlash(name), ".md")+"/"
		articles[i] = a
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(articles, func(a, b *article) int { return b.Date.Compare(a.Date) })
	for i, a := range articles {
		if i > 0 {
			a.Previous, articles[i-1].Next = articles[i-1], a
		}
	}
	return articles, nil
}

// inFeed is how many articles the feed has.
const inFeed = 50

// renderAll writes the page of each article.
func renderAll(articles []*article, out string) error {
	markdown := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.Typographer, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute()))
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	return each(len(articles), func(i int) error {
		a := articles[i]
		b := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(b)
		b.Reset()
		if err := markdown.Convert(a.markdown, b); err != nil {
			return err
		}
		text := plain(b.Bytes())
		a.Words, a.Plain, a.Content = len(strings.Fields(text)), text[:min(160, len(text))], template.HTML(b.String())
		b.Reset()
		if err := pages.ExecuteTemplate(b, "page", a); err != nil {
			return err
		}
		if i >= inFeed {
			a.Content = ""
		}
		return write(out, a.URL, b.Bytes())
	})
}

// plain returns the text of HTML.
func plain(data []byte) string {
	var b strings.Builder
	inside := false
	for _, c := range string(data) {
		switch {
		case c == '<':
			inside = true
		case c == '>':
			inside = false
		case !inside:
			b.WriteRune(c)
		}
	}
	return html.UnescapeString(b.String())
}

// lists writes the lists, the feed and the sitemap.
func lists(articles []*article, out string) error {
	byPublisher := map[string][]*article{}
	for _, a := range articles {
		byPublisher[a.Publisher] = append(byPublisher[a.Publisher], a)
	}
	list := func(url, title string, shown []*article) error {
		var b bytes.Buffer
		head := &article{Title: title, URL: url, All: len(articles)}
		if err := pages.ExecuteTemplate(&b, "list", map[string]any{"Head": head, "Pages": shown}); err != nil {
			return err
		}
		return write(out, url, b.Bytes())
	}
	var publishers []*article
	var err error
	for name, shown := range byPublisher {
		url := "/publisher/" + slug(name) + "/"
		publishers = append(publishers, &article{Title: name, URL: url})
		err = cmp.Or(err, list(url, name, shown))
	}
	slices.SortFunc(publishers, func(a, b *article) int { return cmp.Compare(a.Title, b.Title) })
	err = cmp.Or(err,
		list("/publisher/", "Publishers", publishers),
		list("/", "Articles", articles[:min(inFeed, len(articles))]),
		list("/articles/", "Articles", articles))
	var feed, sitemap bytes.Buffer
	feed.WriteString(`<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Articles</title>`)
	for _, a := range articles[:min(inFeed, len(articles))] {
		fmt.Fprintf(&feed, "<item><title>%s</title><link>https://example.org%s</link><pubDate>%s</pubDate><description>%s</description></item>\n",
			html.EscapeString(a.Title), a.URL, a.Date.Format(time.RFC1123Z), html.EscapeString(string(a.Content)))
	}
	feed.WriteString("</channel></rss>")
	sitemap.WriteString(`<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, a := range articles {
		fmt.Fprintf(&sitemap, "<url><loc>https://example.org%s</loc><lastmod>%s</lastmod></url>\n", a.URL, a.Date.Format(time.RFC3339))
	}
	sitemap.WriteString("</urlset>")
	return cmp.Or(err, write(out, "/index.xml", feed.Bytes()), write(out, "/sitemap.xml", sitemap.Bytes()))
}

// write writes a file of the site.
func write(out, url string, data []byte) error {
	p := filepath.Join(out, filepath.FromSlash(url))
	if strings.HasSuffix(url, "/") {
		p = filepath.Join(p, "index.html")
	}
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return err
	}
	return os.WriteFile(p, data, 0o644)
}
