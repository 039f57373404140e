// Package build runs the steps of a build in their order: read, anchor,
// collate, site, render, publish.
//
// Each step takes what the steps before it made and gives a new value; this
// package is the one place that knows them all. A [Result] says what content
// holds and what is wrong with it; it is published when nothing is. A [Session]
// makes one result after another while content changes.
package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/spf13/afero"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/cache"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/export"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/render"
	"dossier/generator/internal/search"
	"dossier/generator/internal/site"
)

// Input is where a build takes things from.
type Input struct {
	Content   afero.Fs // the content folder, read-only
	Name      string   // what diagnostics call the content folder
	Templates afero.Fs // the templates, style sheet and words
	Own       afero.Fs // the editor's own, laid over them; nil for none
	OwnName   string   // what diagnostics call the folder of the editor's own
	Drafts    bool     // make a preview: treat drafts as if they were not, on pages that say so

	// Cache holds what builds keep for the next; nil for nothing.
	Cache *cache.Cache

	// Progress is told how far a build is: the phase, of which none begins before
	// the last has ended, and how much of it is done, which is 0 of 0 when that
	// is not known. It may be nil, and is called by several goroutines.
	Progress func(phase string, done, total int)

	withheld dossier.Slug // of a source of which nothing is to be published; empty for none
}

// Result is a dossier with all that was found out about it. It does not change.
type Result struct {
	Dossier     *dossier.Dossier // with its drafts
	Evidence    *anchor.Evidence
	Comparison  *collate.Result
	Site        *site.Site
	Diagnostics []diag.Diagnostic // sorted; of a session's result, those that are found quickly
	exported    export.Input      // what other programs are told of
	in          Input
	renderer    *render.Renderer
	quick       []diag.Diagnostic             // what is found quickly
	slow        func() []diag.Diagnostic      // what takes longer to find
	files       func() map[string]export.File // that are no pages, by path
	others      func() map[string]export.File // those of them that no note shows
	search      func() *search.Index          // nil where the dossier has none
}

// Failed reports whether content has errors, so that there is no site.
func (r *Result) Failed() bool { return diag.HasErrors(r.Diagnostics) }

// Preview reports whether the site shows drafts.
func (r *Result) Preview() bool { return r.in.Drafts }

// Check does everything but write. Problems in content are diagnostics of the
// result; an error means that the machine failed.
func Check(ctx context.Context, in Input) (*Result, error) {
	s := NewSession(in)
	if err := s.read(ctx, nil); err != nil {
		return nil, err
	}
	in.progress("compare", 0, 0)
	r := *s.Use(s.Compare(s.Texts()))
	in.progress("review", 0, 0)
	r.Diagnostics = r.Review()
	return &r, nil
}

// progress reports how far a build is, if anybody asked for it.
func (in Input) progress(phase string, done, total int) {
	if in.Progress != nil {
		in.Progress(phase, done, total)
	}
}

// Comparison is what the sources of a dossier share.
type Comparison struct {
	Dossier     *dossier.Dossier // without its drafts
	Evidence    *anchor.Evidence
	Found       *collate.Result
	Diagnostics []diag.Diagnostic // sorted
}

// Compare reads content and compares its sources, and does nothing else. The two of a pair, if one is given, are compared
// also where they are of one series. The diagnostics are those of reading.
func Compare(ctx context.Context, in Input, pair ...string) (*Comparison, error) {
	in.progress("read", 0, 0)
	d, diags, err := content.Read(ctx, in.Content, content.Options{Name: in.Name, Drafts: in.Drafts})
	if err != nil {
		return nil, err
	}
	diag.Sort(diags)
	in.progress("compare", 0, 0)
	c := &Comparison{Dossier: d.Public(), Diagnostics: diags}
	c.Evidence, _ = anchor.Resolve(c.Dossier) // what is wrong with citations is no matter here
	asked := c.Dossier.AskedPairs()
	if len(pair) == 2 {
		asked = append(asked, [2]dossier.Slug{dossier.Slug(pair[0]), dossier.Slug(pair[1])})
	}
	c.Found = in.compare(reading.Texts(c.Dossier, reading.SeriesOf(c.Dossier), asked))
	return c, nil
}

// Write renders the site of a result without errors and publishes it into
// target, in one step where the system can. When it returns an error target is
// as it was, but for what the error says.
func (r *Result) Write(ctx context.Context, target *publish.Target, opts publish.Options) (publish.Changes, error) {
	if r.Failed() {
		return publish.Changes{}, errors.New("write site: content has errors")
	}
	w, err := publish.Begin(target, opts)
	if err != nil {
		return publish.Changes{}, err
	}
	if err := r.everything(ctx, w.Write); err != nil {
		return publish.Changes{}, errors.Join(err, w.Abort())
	}
	r.in.progress("publish", 0, 0)
	return w.Commit()
}

// Archive renders the site of a result without errors into one file, as
// [publish.Archive.WriteFile] does, and returns how many files it has.
func (r *Result) Archive(ctx context.Context, name string, force bool) (int, error) {
	if r.Failed() {
		return 0, errors.New("write archive: content has errors")
	}
	var a publish.Archive
	if err := r.everything(ctx, a.Put); err != nil {
		return 0, err
	}
	r.in.progress("publish", 0, 0)
	files := a.Files()
	return files, a.WriteFile(name, force)
}

// everything makes every file of the site and hands it to put, which may be
// called by several goroutines, and keeps nothing of the data.
func (r *Result) everything(ctx context.Context, put func(path string, data []byte) error) error {
	var files []export.File
	for _, f := range r.files() {
		files = append(files, f)
	}
	r.in.progress("search", 0, 0)
	for _, name := range r.search().Files() {
		files = append(files, export.File{Path: searchFolder + name, Make: func() ([]byte, error) { return r.search().File(name), nil }})
	}
	r.in.progress("render", 0, 0)
	pages := r.Site.Pages()
	files = append(files, r.sitemaps()...)
	var done atomic.Int64
	return parallel.Try(ctx, len(files)+len(pages), func(i int) error {
		defer func() { r.in.progress("render", int(done.Add(1)), len(files)+len(pages)) }()
		if i < len(files) {
			data, err := files[i].Make()
			if err != nil || data == nil {
				return err
			}
			return put(files[i].Path, data)
		}
		p := pages[i-len(files)]
		b := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(b)
		b.Reset()
		if err := r.page(b, p); err != nil {
			return err
		}
		if err := put(p.Route.File(), b.Bytes()); err != nil {
			return err
		}
		b.Reset()
		if err := r.previews(b, p); err != nil || b.Len() == 0 {
			return err
		}
		return put(p.Route.Previews(), b.Bytes())
	})
}

// buffers are of pages that are written already.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// File makes one file of the site, as [Result.Write] does, and no other.
// It returns nil when the site has no such file.
func (r *Result) File(path string) ([]byte, error) {
	if route, ok := address.OfPreviews(path); ok {
		if p, ok := r.Site.Page(route); ok {
			return made(p, r.previews)
		}
		return nil, nil
	}
	if route, ok := address.OfFile(path); ok {
		if p, ok := r.Site.Page(route); ok && p.Route.File() == path {
			return made(p, r.page)
		}
	}
	if f, ok := r.files()[path]; ok {
		return f.Make()
	}
	if strings.HasPrefix(path, "sitemap-") {
		for _, f := range r.sitemaps() {
			if f.Path == path {
				return f.Make()
			}
		}
	}
	if name, ok := strings.CutPrefix(path, searchFolder); ok && strings.HasSuffix(name, ".js") {
		return r.search().File(name), nil // the index is made when its first file is asked for
	}
	return nil, nil
}

// Desk makes the page of what waits for the editors, which is no file of the site.
// problems are those that are known.
func (r *Result) Desk(problems []diag.Diagnostic) ([]byte, error) {
	return made(r.Site.Desk(r.Dossier, problems), r.page)
}

// searchFolder is where the files of the index of words stand, beside the page of
// the search.
var searchFolder = address.Search.Path()

// made returns what is made of a page, nil when that is nothing.
func made(p site.Page, into func(*bytes.Buffer, site.Page) error) ([]byte, error) {
	var b bytes.Buffer
	if err := into(&b, p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// part makes a page that has no frame, of a part.
func (r *Result) part(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := r.renderer.Part(&b, name, data); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// page makes a page.
func (r *Result) page(b *bytes.Buffer, p site.Page) error {
	if err := r.renderer.Page(b, p.Template, r.Site.Data(p)); err != nil {
		return fmt.Errorf("render %s: %w", p.Route, err)
	}
	if r.in.Drafts {
		r.sayPreview(b)
	}
	return nil
}

// What a page of a preview says to search engines, and where what the shipped
// template says too is put into a page that an editor's own template made without it.
const noRobots = `<meta name="robots" content="noindex,nofollow">`

var headEnd, bodyStart = regexp.MustCompile(`(?i)</head>`), regexp.MustCompile(`(?i)<body[^>]*>`)

// sayPreview has a page say that it is of a preview, whichever template made it.
func (r *Result) sayPreview(b *bytes.Buffer) {
	page := b.Bytes()
	if bytes.Contains(page, []byte(noRobots)) {
		return
	}
	said := slices.Clone(page)
	if at := bodyStart.FindIndex(said); at != nil {
		said = slices.Insert(said, at[1], []byte("\n<p>"+html.EscapeString(r.renderer.Words().Word("preview_site"))+"</p>")...)
	}
	if at := headEnd.FindIndex(said); at != nil {
		said = slices.Insert(said, at[0], []byte(noRobots+"\n")...)
	}
	b.Reset()
	b.Write(said)
}

// previews makes the file with the previews of a page, nothing for a page without
// previews. It is a script, which gives the variable previews their HTML by
// place: a page that was opened from disk can load a script, and no other file.
// Where the index of words is cut into several files, it has what the search shows
// of the page, too.
func (r *Result) previews(b *bytes.Buffer, p site.Page) error {
	list := r.Site.Previews(p)
	var found []search.Document
	if !r.Site.SearchOptions().Whole {
		found = r.Site.DocumentsOn(p)
	}
	if len(list) == 0 && len(found) == 0 {
		return nil
	}
	places := map[string]string{}
	for _, preview := range list {
		var part strings.Builder
		if err := r.renderer.Part(&part, "preview", preview); err != nil {
			return fmt.Errorf("render previews of %s: %w", p.Route, err)
		}
		places[preview.Place] = part.String()
	}
	b.WriteString("previews = ")
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false) // it is no part of a page
	if err := e.Encode(places); err != nil {
		return fmt.Errorf("render previews of %s: %w", p.Route, err)
	}
	if len(found) > 0 {
		b.Write(search.Beside(found))
	}
	return nil
}
