// Package render turns the data of pages into bytes.
//
// It does so with the templates and words of a folder. The folder holds base.html, the frame of every page; parts/*.html, the
// components; one NAME.html for each kind of page, which defines "main"; the
// files style.css and script.js, which are published as they are, but for lines
// of the script that are a comment alone; and words/<language>.yaml. It is read
// once, through afero.
//
// An editor's own folder is laid over it file by file, words word by word. A
// file in it takes the place of the program's of its name; beside those it may
// have parts of any name and words in other languages. [Eject] gives a copy of
// a file that says in its first line which version of it it is, so that
// [Copies] can tell when the program's has become another.
//
// [New] checks every template before any page is made: that it parses; that
// each field, function, part and word it names exists, for the type of data it
// is handed, which whoever makes the data names; and that its HTML can be
// escaped. Not checked is what only a value decides: a pointer that is nil, an
// index that is too large.
//
// Templates are html/template: everything that is not marked as finished HTML
// is escaped for the place it stands in.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/render/program"
)

// Asset is a file of the site that is no page.
type Asset struct {
	Path string // relative to the root of the site, slash-separated
	Data []byte
}

// Renderer writes pages. It may be used by several goroutines.
type Renderer struct {
	words    *Words
	parts    *template.Template
	pages    map[string]*template.Template
	programs map[string]func() (*program.Program, error) // of pages by their names, and of parts by "parts/" and theirs; each is made when it is first run
	assets   []Asset
}

// Input is what a Renderer is made from.
type Input struct {
	Shipped  afero.Fs       // the program's files
	Own      afero.Fs       // the editor's, laid over them; nil for none
	OwnName  string         // what diagnostics call the editor's folder
	Language string         // of the site: a BCP 47 tag. One without words speaks English
	Types    map[string]any // a value of the type each page's template is handed, or "parts/" and the name of a part; nil for no check
}

// shippedName is what diagnostics call the folder of the program's files.
const shippedName = "<dossier>"

// New reads the templates, assets and words, and checks them. What is wrong
// with the editor's is reported, all of it in one run; the Renderer that comes
// with errors does without the files that have them.
func New(in Input) (*Renderer, []diag.Diagnostic, error) {
	shipped, err := read(in.Shipped, shippedName, false)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range append(assets[:], base, wordsFile(fallback)) {
		if shipped[name] == nil {
			return nil, nil, fmt.Errorf("read templates: there is no %s", name)
		}
	}
	own := folder{}
	var diags []diag.Diagnostic
	if in.Own != nil {
		if own, err = read(in.Own, in.OwnName, true); err != nil {
			return nil, nil, err
		}
		diags = sift(own, shipped)
	}
	r, more := load(shipped, own, in.Language, in.Types)
	diags = append(diags, more...)
	diag.Sort(diags)
	for diag.HasErrors(more) {
		if len(own) == 0 {
			return nil, nil, fmt.Errorf("read templates: %s:%d: %s", more[0].File, more[0].Line, more[0].Message)
		}
		own = without(own, more)
		r, more = load(shipped, own, in.Language, in.Types)
	}
	return r, diags, nil
}

// without returns the files of own that have no errors; none when the errors
// stand elsewhere.
func without(own folder, list []diag.Diagnostic) folder {
	out := maps.Clone(own)
	for _, d := range diag.Errors(list) {
		maps.DeleteFunc(out, func(_ string, f *file) bool { return f.Name == d.File })
	}
	if len(out) == len(own) {
		return nil
	}
	return out
}

// load makes a Renderer and reports what is wrong with what it is made from.
// With errors there is no Renderer.
func load(shipped, own folder, language string, types map[string]any) (*Renderer, []diag.Diagnostic) {
	words, problems := readWords(shipped, own, language)
	if slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return strings.HasPrefix(d.File, shippedName) }) {
		return nil, problems
	}
	p := parseAll(shipped, own, types)
	if len(problems) == 0 {
		p.words = words
	}
	used := map[string]bool{}
	for _, name := range own.names(isTemplate) {
		for _, w := range p.wordsOf(name) {
			used[w.Text] = true
		}
	}
	diags := append(checkWords(shipped, own, used), p.check()...)
	if diag.HasErrors(diags) {
		return nil, diags
	}
	r := &Renderer{words: words, pages: map[string]*template.Template{}}
	frame := template.New(base).Funcs(template.FuncMap{"word": words.Word, "count": words.Count})
	for _, name := range p.common() {
		add(frame, p.trees[name])
	}
	for _, name := range p.files.names(isPage) {
		page := template.Must(frame.Clone()) // fails for a template that was executed
		add(page, p.trees[name])
		r.pages[strings.TrimSuffix(name, ".html")] = page
	}
	r.parts = frame
	unescaped := p.copies()
	diags = append(diags, r.escape(p)...)
	if !diag.HasErrors(diags) {
		r.compile(unescaped, types)
	}
	for _, name := range assets {
		data := p.files[name].Data
		if p.files[name].own {
			_, data = unversioned(name, data)
		}
		if path.Ext(name) == ".js" {
			data = bare(data)
		}
		r.assets = append(r.assets, Asset{name, data})
	}
	return r, diags
}

// add adds the templates of a file to t.
func add(t *template.Template, trees definitions) {
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		template.Must(t.AddParseTree(name, trees[name])) // fails for a template that was executed
	}
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
	if err := r.write(w, name, t, base, data); err != nil {
		return fmt.Errorf("render page: %w", err)
	}
	return nil
}

// Part writes a component alone: the template called name of a file in parts/.
func (r *Renderer) Part(w io.Writer, name string, data any) error {
	if err := r.write(w, partsFolder+"/"+name, r.parts, name, data); err != nil {
		return fmt.Errorf("render part: %w", err)
	}
	return nil
}

// buffers are for what a program makes.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// write writes what the template called root of a set makes of data: by its
// program, where it has one.
func (r *Renderer) write(w io.Writer, name string, set *template.Template, root string, data any) error {
	if p, err := r.program(name); err == nil && p.Takes(data) {
		b := buffers.Get().(*[]byte)
		defer buffers.Put(b)
		made, ok := p.Append((*b)[:0], data)
		*b = made
		if ok {
			_, err := w.Write(made)
			return err
		}
	}
	return set.ExecuteTemplate(w, root, data)
}

// Words returns the words of the site.
func (r *Renderer) Words() *Words { return r.words }

// Assets returns the files that are published beside the pages.
func (r *Renderer) Assets() []Asset { return slices.Clone(r.assets) }
