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
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/parallel"
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

// Read reads the content folder at the root of view and puts the dossier
// together.
func Read(ctx context.Context, view afero.Fs, opts Options) (*dossier.Dossier, []diag.Diagnostic, error) {
	f, err := ReadFolder(ctx, view, opts)
	if err != nil {
		return nil, nil, err
	}
	d, diags := f.Dossier()
	return d, diags, nil
}

// A Folder is what a content folder held when it was read, file by file. It
// does not change: [Folder.Again] returns the next one, which shares with it
// what stayed.
type Folder struct {
	name     string
	drafts   bool
	language string // of sources that do not say theirs
	items    []item // by folder and slug
}

// item is what one path of a content folder gave.
type item struct {
	located
	result
}

// ReadFolder reads the content folder at the root of view.
func ReadFolder(ctx context.Context, view afero.Fs, opts Options) (*Folder, error) {
	r := reader{view: view, name: opts.Name, drafts: opts.Drafts}
	top, err := afero.ReadDir(view, ".")
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.name, err)
	}
	for _, info := range top {
		if err := r.top(info); err != nil {
			return nil, err
		}
	}
	return r.read(ctx, nil)
}

// Again reads the files at paths again, which are relative and may be new,
// gone or folders, and returns the folder as it is now, which is f itself when
// nothing in it is different. When the language of the dossier changed,
// everything is read.
func (f *Folder) Again(ctx context.Context, view afero.Fs, paths []string) (*Folder, error) {
	r := reader{view: view, name: f.name, drafts: f.drafts, language: f.language}
	stale := map[string]bool{}
	for _, p := range paths {
		parts := strings.SplitN(path.Clean(p), "/", 3)
		if parts[0] == "." {
			return ReadFolder(ctx, view, Options{Name: f.name, Drafts: f.drafts})
		}
		if kindOf(parts[0]) == "" {
			parts = parts[:1] // what is said of a folder of no kind depends on all that it holds
		}
		stale[path.Join(parts[:min(2, len(parts))]...)] = true // folders in folders are not read
	}
	for _, at := range slices.Sorted(maps.Keys(stale)) {
		folder, name, below := strings.Cut(at, "/")
		if below && stale[folder] {
			continue
		}
		info, err := view.Stat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil && below && kindOf(folder) != "":
			// Reading it says what is wrong with it.
			r.entry(folder, name, false)
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", r.path(at), err)
		case !below:
			if err := r.top(info); err != nil {
				return nil, err
			}
		case kindOf(folder) != "":
			r.entry(folder, name, info.IsDir())
		}
	}
	var gone []item
	kept := make([]item, 0, len(f.items))
	for _, i := range f.items {
		folder, _, _ := strings.Cut(i.path, "/")
		if stale[i.path] || stale[folder] {
			gone = append(gone, i)
		} else {
			kept = append(kept, i)
		}
	}
	next, err := r.read(ctx, kept)
	if err == nil && slices.EqualFunc(gone, r.items, item.same) {
		return f, nil
	}
	return next, err
}

// same reports whether two items were made from the same bytes.
func (i item) same(other item) bool {
	return i.path == other.path && i.data != nil && bytes.Equal(i.data, other.data)
}

// read reads what was listed and joins it with what was kept.
func (r *reader) read(ctx context.Context, kept []item) (*Folder, error) {
	language := cmp.Or(r.language, "en")
	for i, x := range r.items {
		if x.path == settingsFile {
			r.items[i].result = r.file(x.located)
			if s, ok := r.items[i].entry.(*dossier.Settings); ok {
				language = s.Language
			}
		}
	}
	if r.language != "" && language != r.language {
		return ReadFolder(ctx, r.view, Options{Name: r.name, Drafts: r.drafts})
	}
	r.language = language
	err := parallel.Try(ctx, len(r.items), func(i int) error {
		x := &r.items[i]
		if x.path != settingsFile && x.diags == nil {
			x.result = r.file(x.located)
		}
		return x.err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(r.items, item.compare)
	f := &Folder{name: r.name, drafts: r.drafts, language: language, items: make([]item, 0, len(kept)+len(r.items))}
	for _, x := range r.items {
		n, _ := slices.BinarySearchFunc(kept, x, item.compare)
		f.items = append(append(f.items, kept[:n]...), x)
		kept = kept[n:]
	}
	f.items = append(f.items, kept...)
	return f, nil
}

func (i item) compare(other item) int {
	return cmp.Or(cmp.Compare(path.Dir(i.path), path.Dir(other.path)), cmp.Compare(i.slug, other.slug), cmp.Compare(i.path, other.path))
}

// Dossier puts together what was read, with every problem in it.
func (f *Folder) Dossier() (*dossier.Dossier, []diag.Diagnostic) {
	var parts dossier.Parts
	var diags []diag.Diagnostic
	settings := false
	for _, x := range f.items {
		diags = append(diags, x.diags...)
		settings = settings || x.path == settingsFile
		switch e := x.entry.(type) {
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
	if !settings {
		diags = append(diags, diag.Diagnostic{
			File: path.Join(f.name, settingsFile), Severity: diag.Error, Code: diag.Missing,
			Message: "the dossier has no dossier.yaml",
			Hint:    `make the file with a line "title: …" and a line "summary: …"`,
		})
	}
	d, more := dossier.New(parts)
	return d, append(diags, more...)
}

type reader struct {
	view     afero.Fs
	name     string
	drafts   bool
	language string // empty before it is known
	items    []item // to be read, unless they have diagnostics
}

// A located file of the content folder.
type located struct {
	path string // relative, with slashes
	kind dossier.Kind
	slug string // the name of the file, without ".md"
}

// result is what one file gave: a pointer to an entry or the settings, or nil.
type result struct {
	entry any
	diags []diag.Diagnostic
	err   error
	data  []byte // of the file; nil when it was not read
}

// kindOf returns the kind that a folder is for, or "".
func kindOf(folder string) dossier.Kind {
	for _, k := range dossier.Kinds() {
		if k.Folder() == folder {
			return k
		}
	}
	return ""
}

// top lists what stands at the top of a content folder: the settings, the
// files of a folder, or what has no place here.
func (r *reader) top(info fs.FileInfo) error {
	name := info.Name()
	switch {
	case Hidden(name):
	case name == settingsFile:
		r.items = append(r.items, item{located: located{path: name}})
	case kindOf(name) != "":
		return r.folder(name)
	default:
		var folders []string
		for _, k := range dossier.Kinds() {
			folders = append(folders, k.Folder())
		}
		hint := "content holds dossier.yaml and the folders " + strings.Join(folders, ", ")
		near, ok := diag.Nearest(name, append(slices.Clone(folders), settingsFile))
		if ok {
			hint = fmt.Sprintf("did you mean %q? %s", near, hint)
		}
		if info.IsDir() && r.lost(name, hint) {
			return nil
		}
		r.stray(name, info.IsDir(), "this has no place here and is not read", hint)
	}
	return nil
}

// lost reports the Markdown files in a folder that is for no kind, and whether
// there are any.
func (r *reader) lost(folder, hint string) bool {
	infos, err := afero.ReadDir(r.view, folder)
	found := false
	for _, info := range infos {
		if err == nil && !info.IsDir() && !Hidden(info.Name()) && path.Ext(info.Name()) == ".md" {
			r.stray(path.Join(folder, info.Name()), false, fmt.Sprintf("this is not read: no folder of a dossier is called %q", folder), hint)
			found = true
		}
	}
	return found
}

// folder lists the files of the folder of a kind.
func (r *reader) folder(folder string) error {
	infos, err := afero.ReadDir(r.view, folder)
	if err != nil {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			r.report(folder, diag.Diagnostic{
				Severity: diag.Error, Code: diag.StrayFile,
				Message: "this folder cannot be read: " + pathErr.Err.Error(),
				Hint:    "put a folder here that lies inside the content folder",
			})
			return nil
		}
		return fmt.Errorf("read %s: %w", r.path(folder), err)
	}
	for _, info := range infos {
		r.entry(folder, info.Name(), info.IsDir())
	}
	return nil
}

// entry lists a file of the folder of a kind.
func (r *reader) entry(folder, name string, isDir bool) {
	p := path.Join(folder, name)
	slug, markdown := strings.CutSuffix(name, ".md")
	switch {
	case Hidden(name):
	case isDir:
		r.stray(p, true, "folders inside a folder of content are not read", "move its files up into "+folder+"/")
	case !markdown:
		hint := "move it out of the content folder"
		if ext := path.Ext(name); slices.Contains([]string{"", ".txt", ".text", ".markdown", ".mdown", ".mkd"}, strings.ToLower(ext)) {
			hint = fmt.Sprintf("name it %s.md, or %s", strings.TrimSuffix(name, ext), hint)
		}
		r.stray(p, false, "only Markdown files are read", hint)
	default:
		if want := dossier.Slugify(slug); string(want) != slug {
			r.report(p, diag.Diagnostic{
				Line: 1, Column: 1, Severity: diag.Error, Code: diag.BadSlug,
				Message: fmt.Sprintf("%q cannot be an address", slug),
				Hint:    fmt.Sprintf("name the file %s.md: lower-case letters, digits and single hyphens", cmp.Or(string(want), "some-name")),
			})
			return
		}
		r.items = append(r.items, item{located: located{path: p, kind: kindOf(folder), slug: slug}})
	}
}

// Hidden reports whether a file is none of ours to speak of: dotfiles and the
// back-up and swap files of text editors.
func Hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#")
}

func (r *reader) path(p string) string { return path.Join(r.name, p) }

// report puts down a path that is not read, with what is wrong with it.
func (r *reader) report(p string, d diag.Diagnostic) {
	d.File = r.path(p)
	r.items = append(r.items, item{located{path: p, slug: path.Base(p)}, result{diags: []diag.Diagnostic{d}}})
}

func (r *reader) stray(p string, isDir bool, message, hint string) {
	d := diag.Diagnostic{Severity: diag.Warning, Code: diag.StrayFile, Message: message, Hint: hint}
	if !isDir {
		d.Line, d.Column = 1, 1
	}
	r.report(p, d)
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
	out := r.parse(at, data)
	out.data = data
	return out
}

func (r *reader) parse(at located, data []byte) result {
	if !utf8.Valid(data) {
		good := 0
		for good < len(data) {
			c, n := utf8.DecodeRune(data[good:])
			if c == utf8.RuneError && n == 1 {
				break
			}
			good += n
		}
		// What is not UTF-8 is shown as a sign of that.
		shown := diag.NewFile(r.path(at.path), bytes.ToValidUTF8(data, []byte("\uFFFD")))
		return result{diags: []diag.Diagnostic{shown.At(good, good+len("\uFFFD"), diag.Error, diag.BadUTF8,
			"this is not UTF-8 text", "save the file again in the encoding UTF-8")}}
	}
	f := diag.NewFile(r.path(at.path), data)
	if at.path == settingsFile {
		return readSettings(f)
	}
	return readEntry(f, at.kind, dossier.Slug(at.slug), r.drafts, r.language)
}
