// Package render turns the data of pages into bytes, with the templates and
// words of a folder.
//
// The folder holds base.html, the frame of every page; parts/*.html, the
// components; one NAME.html for each kind of page, which defines "main"; the
// files style.css and script.js, which are published as they are, but for lines
// of the script that are a comment alone; and words/<language>.yaml. It is read once, through afero, so that an editor's
// own files can be laid over those that come with the program.
//
// Templates are html/template: everything that is not marked as finished HTML
// is escaped for the place it stands in.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/spf13/afero"
)

// base is the file of the frame; a page's template is executed through it.
const base = "base.html"

// assets are the files that are published for themselves.
var assets = [...]string{"style.css", "script.js"}

// Asset is a file of the site that is no page.
type Asset struct {
	Path string // relative to the root of the site, slash-separated
	Data []byte
}

// Renderer writes pages. It may be used by several goroutines.
type Renderer struct {
	words  *Words
	parts  *template.Template
	pages  map[string]*template.Template
	assets []Asset
}

// New reads the templates and assets of a folder, and its words in a language:
// a BCP 47 tag. In a language without words the site speaks English.
func New(files afero.Fs, language string) (*Renderer, error) {
	words, err := readWords(files, language)
	if err != nil {
		return nil, err
	}
	frame, err := parse(template.New(base).Funcs(template.FuncMap{"word": words.Word, "count": words.Count}), files, base)
	if err != nil {
		return nil, err
	}
	parts, err := list(files, "parts")
	if err != nil {
		return nil, err
	}
	for _, name := range parts {
		if frame, err = parse(frame, files, name); err != nil {
			return nil, err
		}
	}
	r := &Renderer{words: words, parts: frame, pages: map[string]*template.Template{}}
	pages, err := list(files, ".")
	if err != nil {
		return nil, err
	}
	for _, name := range pages {
		if name == base {
			continue
		}
		page, err := frame.Clone()
		if err != nil {
			return nil, fmt.Errorf("read template %s: %w", name, err)
		}
		if page, err = parse(page, files, name); err != nil {
			return nil, err
		}
		r.pages[strings.TrimSuffix(name, ".html")] = page
	}
	for _, name := range assets {
		data, err := afero.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if path.Ext(name) == ".js" {
			data = bare(data)
		}
		r.assets = append(r.assets, Asset{name, data})
	}
	return r, nil
}

// bare returns a script without the lines that are a comment alone, for which
// a browser has no use.
func bare(script []byte) []byte {
	var out []byte
	for line := range bytes.Lines(script) {
		if !bytes.HasPrefix(bytes.TrimSpace(line), []byte("//")) {
			out = append(out, line...)
		}
	}
	return out
}

// Page writes a page: the template called name with data.
func (r *Renderer) Page(w io.Writer, name string, data any) error {
	t := r.pages[name]
	if t == nil {
		return fmt.Errorf("render page: there is no template %s.html", name)
	}
	if err := t.ExecuteTemplate(w, base, data); err != nil {
		return fmt.Errorf("render page: %w", err)
	}
	return nil
}

// Part writes a component alone: the template called name of a file in parts/.
func (r *Renderer) Part(w io.Writer, name string, data any) error {
	if err := r.parts.ExecuteTemplate(w, name, data); err != nil {
		return fmt.Errorf("render part: %w", err)
	}
	return nil
}

// Words returns the words of the site.
func (r *Renderer) Words() *Words { return r.words }

// Assets returns the files that are published beside the pages.
func (r *Renderer) Assets() []Asset { return slices.Clone(r.assets) }

// list returns the templates of a folder, in order.
func list(files afero.Fs, folder string) ([]string, error) {
	infos, err := afero.ReadDir(files, folder)
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	var out []string
	for _, info := range infos {
		if !info.IsDir() && strings.HasSuffix(info.Name(), ".html") {
			out = append(out, path.Join(folder, info.Name()))
		}
	}
	slices.Sort(out)
	return out, nil
}

// parse adds the templates of a file to t. The file itself is the template
// of its name.
func parse(t *template.Template, files afero.Fs, name string) (*template.Template, error) {
	data, err := afero.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read template %s: %w", name, err)
	}
	target := t
	if name != t.Name() {
		target = t.New(name)
	}
	if _, err := target.Parse(string(data)); err != nil {
		return nil, fmt.Errorf("read template %s: %w", name, err)
	}
	return t, nil
}
