// Package content reads a content folder into the model.
//
// The folder is reached through a read-only afero.Fs. [Open] makes one for a
// folder on disk that no path and no symbolic link leaves: it stands on
// os.Root, because afero's own BasePathFs follows links out of its base.
//
// [Read] reads every file there is and reports every problem it sees; it
// returns an error only when the folder itself cannot be read.
package content

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
)

// settingsFile is the one file of a content folder that is not Markdown.
const settingsFile = "dossier.yaml"

// Open returns a read-only view of the folder dir. Close releases it.
func Open(dir string) (view afero.Fs, closer func() error, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("open content folder: %w", err)
	}
	return afero.FromIOFS{FS: root.FS()}, root.Close, nil
}

// Options says how a content folder is read.
type Options struct {
	Name   string // what diagnostics call the folder
	Drafts bool   // take drafts for finished
}

// Read reads the content folder at the root of view.
func Read(ctx context.Context, view afero.Fs, opts Options) (*dossier.Dossier, []diag.Diagnostic, error) {
	r := reader{view: view, name: opts.Name, drafts: opts.Drafts}
	files, err := r.list()
	if err != nil {
		return nil, nil, err
	}
	results := make([]result, len(files))
	each(ctx, len(files), func(i int) { results[i] = r.file(files[i]) })
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	var parts dossier.Parts
	diags := r.diags
	for _, res := range results {
		if res.err != nil {
			return nil, nil, res.err
		}
		diags = append(diags, res.diags...)
		switch e := res.entry.(type) {
		case *dossier.Settings:
			parts.Settings = *e
		case *dossier.Source:
			parts.Sources = append(parts.Sources, e)
		case *dossier.Annotation:
			parts.Annotations = append(parts.Annotations, e)
		case *dossier.Quote:
			parts.Quotes = append(parts.Quotes, e)
		case *dossier.Event:
			parts.Events = append(parts.Events, e)
		case *dossier.Person:
			parts.People = append(parts.People, e)
		case *dossier.Page:
			parts.Pages = append(parts.Pages, e)
		}
	}
	for _, s := range parts.Sources {
		s.Lang = cmp.Or(s.Lang, parts.Settings.Language)
	}
	d, more := dossier.New(parts)
	return d, append(diags, more...), nil
}

// each calls f for 0 to n-1 on all processors.
func each(ctx context.Context, n int, f func(i int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				f(i)
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
}

type reader struct {
	view   afero.Fs
	name   string
	drafts bool
	diags  []diag.Diagnostic
}

// A located file of the content folder.
type located struct {
	path string // relative, with slashes
	kind dossier.Kind
	slug string
}

// result is what one file gave: a pointer to an entry or the settings, or nil.
type result struct {
	entry any
	diags []diag.Diagnostic
	err   error
}

// list returns the files to read, in order, and reports those that have no
// place in a content folder.
func (r *reader) list() ([]located, error) {
	top, err := afero.ReadDir(r.view, ".")
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.name, err)
	}
	kinds := map[string]dossier.Kind{}
	var folders []string
	for _, k := range dossier.Kinds() {
		kinds[k.Folder()] = k
		folders = append(folders, k.Folder())
	}
	var out []located
	settings := false
	for _, info := range top {
		name := info.Name()
		kind, known := kinds[name]
		switch {
		case hidden(name):
		case name == settingsFile:
			settings = true
			out = append(out, located{path: name})
		case known:
			files, err := r.folder(name, kind)
			if err != nil {
				return nil, err
			}
			out = append(out, files...)
		default:
			hint := "content holds dossier.yaml and the folders " + strings.Join(folders, ", ")
			if near, ok := diag.Nearest(name, append(slices.Clone(folders), settingsFile)); ok {
				hint = fmt.Sprintf("did you mean %q? %s", near, hint)
			}
			r.stray(name, "this has no place here and is not read", hint)
		}
	}
	if !settings {
		r.diags = append(r.diags, diag.Diagnostic{
			File: r.path(settingsFile), Severity: diag.Error, Code: diag.Missing,
			Message: "the dossier has no dossier.yaml",
			Hint:    `make the file with a line "title: …" and a line "summary: …"`,
		})
	}
	return out, nil
}

func (r *reader) folder(folder string, kind dossier.Kind) ([]located, error) {
	infos, err := afero.ReadDir(r.view, folder)
	if err != nil {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			r.diags = append(r.diags, diag.Diagnostic{
				File: r.path(folder), Severity: diag.Error, Code: diag.StrayFile,
				Message: "this folder cannot be read: " + pathErr.Err.Error(),
				Hint:    "put a folder here that lies inside the content folder",
			})
			return nil, nil
		}
		return nil, fmt.Errorf("read %s: %w", r.path(folder), err)
	}
	var out []located
	for _, info := range infos {
		name := info.Name()
		p := path.Join(folder, name)
		slug, markdown := strings.CutSuffix(name, ".md")
		switch {
		case hidden(name):
		case info.IsDir():
			r.stray(p, "folders inside a folder of content are not read", "move its files up into "+folder+"/")
		case !markdown:
			r.stray(p, "only Markdown files are read", "rename it to end in .md, or move it out of the content folder")
		default:
			if want := dossier.Slugify(slug); string(want) != slug {
				r.diags = append(r.diags, diag.Diagnostic{
					File: r.path(p), Line: 1, Column: 1, Severity: diag.Error, Code: diag.BadSlug,
					Message: fmt.Sprintf("%q cannot be an address", slug),
					Hint:    fmt.Sprintf("name the file %s.md: lower-case letters, digits and single hyphens", cmp.Or(string(want), "some-name")),
				})
				continue
			}
			out = append(out, located{path: p, kind: kind, slug: slug})
		}
	}
	return out, nil
}

// hidden reports whether a file is none of ours to speak of: dotfiles and the
// back-up and swap files of text editors.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#")
}

func (r *reader) path(p string) string { return path.Join(r.name, p) }

func (r *reader) stray(p, message, hint string) {
	r.diags = append(r.diags, diag.Diagnostic{
		File: r.path(p), Severity: diag.Warning, Code: diag.StrayFile, Message: message, Hint: hint,
	})
}

func (r *reader) file(at located) result {
	data, err := afero.ReadFile(r.view, at.path)
	if err != nil {
		if cause := (*fs.PathError)(nil); errors.As(err, &cause) {
			// Most often a symbolic link that leads out of the folder, or nowhere.
			return result{diags: []diag.Diagnostic{{
				File: r.path(at.path), Severity: diag.Error, Code: diag.StrayFile,
				Message: "this file cannot be read: " + cause.Err.Error(),
				Hint:    "put the file itself here; a link may lead neither out of the content folder nor nowhere",
			}}}
		}
		return result{err: fmt.Errorf("read %s: %w", r.path(at.path), err)}
	}
	if !utf8.Valid(data) {
		good := 0
		for good < len(data) {
			c, n := utf8.DecodeRune(data[good:])
			if c == utf8.RuneError && n == 1 {
				break
			}
			good += n
		}
		line, column := diag.NewFile("", data[:good]).Position(good)
		return result{diags: []diag.Diagnostic{{
			File: r.path(at.path), Line: line, Column: column, Severity: diag.Error, Code: diag.BadUTF8,
			Message: "this is not UTF-8 text", Hint: "save the file again in the encoding UTF-8",
		}}}
	}
	f := diag.NewFile(r.path(at.path), data)
	if at.path == settingsFile {
		return readSettings(f)
	}
	return readEntry(f, at.kind, dossier.Slug(at.slug), r.drafts)
}
