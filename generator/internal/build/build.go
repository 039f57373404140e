// Package build runs the steps of a build in their order: read, anchor,
// collate, site, render, publish.
//
// Each step takes what the steps before it made and gives a new value; this
// package is the one place that knows them all. A [Result] says what content
// holds and what is wrong with it; it can be rendered when nothing is.
package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/afero"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/export"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/render"
	"dossier/generator/internal/site"
	"dossier/generator/internal/timeline"
)

// Input is where a build takes things from.
type Input struct {
	Content   afero.Fs // the content folder, read-only
	Name      string   // what diagnostics call the content folder
	Templates afero.Fs // the templates, style sheet and words
	Drafts    bool     // treat drafts as if they were not
}

// Result is a dossier with all that was found out about it.
type Result struct {
	Dossier     *dossier.Dossier // with its drafts
	Evidence    *anchor.Evidence
	Comparison  *collate.Result
	Site        *site.Site
	Diagnostics []diag.Diagnostic // sorted
	renderer    *render.Renderer
	input       export.Input
}

// Failed reports whether content has errors, so that there is no site.
func (r *Result) Failed() bool { return diag.HasErrors(r.Diagnostics) }

// Check does everything but write. Problems in content are diagnostics of the
// result; an error means that the machine failed.
func Check(ctx context.Context, in Input) (*Result, error) {
	d, diags, err := content.Read(ctx, in.Content, content.Options{Name: in.Name, Drafts: in.Drafts})
	if err != nil {
		return nil, err
	}
	renderer, err := render.New(in.Templates, d.Settings.Language)
	if err != nil {
		return nil, err
	}
	ev, more := anchor.Resolve(d)
	diags = append(diags, more...)
	public := d.Public()
	diags = append(diags, timeline.Check(public)...)
	texts := Texts(public)
	comparison := collate.Compare(texts, collate.Options{})
	s, more := site.New(site.Input{
		Dossier: public, Evidence: ev, Comparison: comparison, Texts: texts, Words: renderer.Words(),
	})
	diags = append(diags, more...)
	diag.Sort(diags)
	return &Result{
		Dossier: d, Evidence: ev, Comparison: comparison, Site: s, Diagnostics: diags, renderer: renderer,
		input: export.Input{Dossier: public, Evidence: ev, Comparison: comparison, Words: renderer.Words()},
	}, nil
}

// Comparison is what the sources of a dossier share.
type Comparison struct {
	Dossier     *dossier.Dossier // without its drafts
	Texts       []collate.Text
	Found       *collate.Result
	Diagnostics []diag.Diagnostic // sorted
}

// Compare reads content and compares its sources, and does nothing else. The
// diagnostics are those of reading.
func Compare(ctx context.Context, in Input) (*Comparison, error) {
	d, diags, err := content.Read(ctx, in.Content, content.Options{Name: in.Name, Drafts: in.Drafts})
	if err != nil {
		return nil, err
	}
	diag.Sort(diags)
	c := &Comparison{Dossier: d.Public(), Diagnostics: diags}
	c.Texts = Texts(c.Dossier)
	c.Found = collate.Compare(c.Texts, collate.Options{})
	return c, nil
}

// Texts returns the sources of a dossier as the comparison takes them.
func Texts(d *dossier.Dossier) []collate.Text {
	var out []collate.Text
	for _, s := range d.Sources {
		out = append(out, collate.Text{
			ID: string(s.Slug), Body: s.Text, Lang: s.Lang, Publisher: s.Publisher, Published: s.Published, Credit: s.Credit,
			CreditInferred: s.Inference("credit") != "",
		})
	}
	return out
}

// Write renders the site of a result without errors and publishes it into
// target. When it returns an error target is as it was.
func (r *Result) Write(ctx context.Context, target afero.Fs) (publish.Changes, error) {
	if r.Failed() {
		return publish.Changes{}, errors.New("write site: content has errors")
	}
	w, err := publish.Begin(target)
	if err != nil {
		return publish.Changes{}, err
	}
	if err := r.files(ctx, w.Write); err != nil {
		return publish.Changes{}, errors.Join(err, w.Abort())
	}
	return w.Commit()
}

// files makes every file of the site and hands it to put, which may be called
// by several goroutines.
func (r *Result) files(ctx context.Context, put func(path string, data []byte) error) error {
	files, err := export.Files(r.input)
	if err != nil {
		return err
	}
	for _, a := range r.renderer.Assets() {
		files = append(files, export.File{Path: a.Path, Data: a.Data})
	}
	pages := r.Site.Pages()
	return each(ctx, len(files)+len(pages), func(i int) error {
		if i < len(files) {
			return put(files[i].Path, files[i].Data)
		}
		p := pages[i-len(files)]
		var b bytes.Buffer
		if err := r.renderer.Page(&b, p.Template, r.Site.Data(p)); err != nil {
			return fmt.Errorf("render %s: %w", p.Route, err)
		}
		if err := put(p.Route.File(), b.Bytes()); err != nil {
			return err
		}
		previews, err := r.previews(p)
		if err != nil {
			return fmt.Errorf("render previews of %s: %w", p.Route, err)
		}
		if previews == nil {
			return nil
		}
		return put(p.Route.PreviewFile(), previews)
	})
}

// previews returns the file with the previews of a page, nil for a page without
// previews. It is a script, which gives the variable previews their HTML by
// place: a page that was opened from disk can load a script, and no other file.
func (r *Result) previews(p site.Page) ([]byte, error) {
	list := r.Site.Previews(p)
	if len(list) == 0 {
		return nil, nil
	}
	places := map[string]string{}
	for _, preview := range list {
		var b strings.Builder
		if err := r.renderer.Part(&b, "preview", preview); err != nil {
			return nil, err
		}
		places[preview.Place] = b.String()
	}
	var b bytes.Buffer
	b.WriteString("previews = ")
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is no part of a page
	if err := e.Encode(places); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// each calls f for 0 to n-1 on all processors until one call fails, and
// returns the error of the lowest index that failed.
func each(ctx context.Context, n int, f func(i int) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := make(chan int)
	errs := make([]error, n)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				if errs[i] = f(i); errs[i] != nil {
					cancel()
				}
			}
		})
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}
