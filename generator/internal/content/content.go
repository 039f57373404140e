// Package content reads a content folder into the model.
//
// The folder is reached through a read-only afero.Fs. [Open] makes one for a
// folder on disk that no path and no symbolic link leaves: it stands on
// os.Root, because afero's own BasePathFs follows links out of its base.
//
// [Read] reads every file there is and reports every problem it sees; it
// returns an error only when the folder itself cannot be read. It is two steps
// in one: [ReadFolder] reads the files, and [Folder.Dossier] puts together what
// they hold. Who reads a folder again and again keeps the [Folder], and
// [Folder.Again] reads only the files that changed.
package content

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/frontmatter"
	"dossier/generator/internal/limit"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/parallel"
)

// Open returns a read-only view of the folder dir. Close releases it.
func Open(dir string) (view afero.Fs, closer func() error, err error) {
	// OpenRoot would wait at a named pipe for somebody to write.
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, nil, fmt.Errorf("open content folder: %s is no folder", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("open content folder: %w", err)
	}
	return folder{afero.FromIOFS{FS: root.FS()}, root}, root.Close, nil
}

// folder is a folder on disk that can say what is a link.
type folder struct {
	afero.FromIOFS
	root *os.Root
}

// LstatIfPossible implements afero.Lstater.
func (f folder) LstatIfPossible(name string) (fs.FileInfo, bool, error) {
	info, err := f.root.Lstat(filepath.FromSlash(name))
	return info, true, err
}

// lstat returns what a listing says of a file, which follows no link.
func lstat(view afero.Fs, name string) (fs.FileInfo, error) {
	if l, ok := view.(afero.Lstater); ok {
		info, _, err := l.LstatIfPossible(name)
		return info, err
	}
	return view.Stat(name)
}

// Options says how a content folder is read.
type Options struct {
	Name   string // what diagnostics call the folder
	Drafts bool   // take drafts for finished

	// Withheld is a source that is read as if its front matter said
	// "publish: none" and "evidence: hide"; empty for none.
	Withheld dossier.Slug
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
	name   string
	drafts bool
	terms  terms  // of its settings
	items  []item // by folder and slug
}

// terms are what the settings say of how everything else is read.
type terms struct {
	language string   // of sources that do not say theirs
	ignore   []string // patterns of what is left alone
	limits   limit.Limits
}

// termsOf returns those of settings, which are the usual ones where there are none.
func termsOf(s *dossier.Settings) terms {
	if s != nil {
		return terms{s.Language, s.Ignore, s.Limits}
	}
	return terms{"en", nil, limit.Default()}
}

func (t terms) equal(other terms) bool {
	return t.language == other.language && t.limits == other.limits && slices.Equal(t.ignore, other.ignore)
}

// item is what one path of a content folder gave.
type item struct {
	located
	result
}

// ReadFolder reads the content folder at the root of view.
func ReadFolder(ctx context.Context, view afero.Fs, opts Options) (*Folder, error) {
	r := reader{view: view, name: opts.Name, drafts: opts.Drafts, withheld: opts.Withheld}
	r.under(termsOf(nil))
	top, err := afero.ReadDir(view, ".")
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.name, err)
	}
	// The settings first: they say what is left alone.
	for _, info := range top {
		if info.Name() == dossier.SettingsFile {
			at := located{path: dossier.SettingsFile}
			x := item{at, r.readFile(at)}
			r.items = append(r.items, x)
			r.under(termsOf(x.settings))
		}
	}
	for _, info := range top {
		if info.Name() == dossier.SettingsFile {
			continue
		}
		if err := r.top(info); err != nil {
			return nil, err
		}
	}
	return r.read(ctx, nil, nil)
}

// Again reads the files at paths again, which are relative and may be new,
// gone or folders, and returns the folder as it is now, which is f itself when
// nothing in it is different. When the terms of the settings changed,
// everything is read.
func (f *Folder) Again(ctx context.Context, view afero.Fs, paths []string) (*Folder, error) {
	r := reader{view: view, name: f.name, drafts: f.drafts}
	r.under(f.terms)
	stale := map[string]bool{}
	for _, p := range paths {
		parts := strings.SplitN(path.Clean(p), "/", 3)
		if parts[0] == "." {
			return ReadFolder(ctx, view, Options{Name: f.name, Drafts: f.drafts})
		}
		if dossier.KindOfFolder(parts[0]) == "" {
			parts = parts[:1] // what is said of a folder of no kind depends on all that it holds
		}
		stale[path.Join(parts[:min(2, len(parts))]...)] = true // what lies deeper is read with its folder
	}
	for _, at := range slices.Sorted(maps.Keys(stale)) {
		folder, name, below := strings.Cut(at, "/")
		if below && stale[folder] {
			continue
		}
		info, err := lstat(view, at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil && below && dossier.KindOfFolder(folder) != "":
			// Reading it says what is wrong with it.
			r.entry(folder, name, info)
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", r.path(at), err)
		case !below:
			if err := r.top(info); err != nil {
				return nil, err
			}
		case dossier.KindOfFolder(folder) != "":
			if err := r.entry(folder, name, info); err != nil {
				return nil, err
			}
		}
	}
	var gone []item
	kept := make([]item, 0, len(f.items))
	for _, i := range f.items {
		parts := strings.SplitN(i.path, "/", 3)
		if stale[parts[0]] || stale[path.Join(parts[:min(2, len(parts))]...)] {
			gone = append(gone, i)
		} else {
			kept = append(kept, i)
		}
	}
	next, err := r.read(ctx, kept, gone)
	if err == nil && slices.EqualFunc(gone, r.items, item.same) {
		return f, nil
	}
	return next, err
}

// same reports whether two items were made from the same bytes.
func (x item) same(other item) bool {
	return x.path == other.path && x.data != nil && bytes.Equal(x.data, other.data)
}

// read reads what was listed and joins it with what was kept. Where a file holds
// what it held in gone, that stays.
func (r *reader) read(ctx context.Context, kept, gone []item) (*Folder, error) {
	now := termsOf(nil)
	if slices.ContainsFunc(kept, func(x item) bool { return x.path == dossier.SettingsFile }) {
		now = r.terms
	}
	for i, x := range r.items {
		if x.path != dossier.SettingsFile {
			continue
		}
		if x.data == nil {
			r.items[i].result = r.readFile(x.located)
		}
		now = termsOf(r.items[i].settings)
	}
	if !now.equal(r.terms) {
		return ReadFolder(ctx, r.view, Options{Name: r.name, Drafts: r.drafts})
	}
	err := parallel.Try(ctx, len(r.items), func(i int) error {
		x := &r.items[i]
		if x.path != dossier.SettingsFile && x.diags == nil {
			x.result = r.readFile(x.located)
		}
		return x.err
	})
	if err != nil {
		return nil, err
	}
	before := map[string]item{}
	for _, x := range gone {
		before[x.path] = x
	}
	for i, x := range r.items {
		if old, ok := before[x.path]; ok && x.same(old) {
			r.items[i] = old
		}
	}
	slices.SortFunc(r.items, item.compare)
	f := &Folder{name: r.name, drafts: r.drafts, terms: r.terms, items: make([]item, 0, len(kept)+len(r.items))}
	for _, x := range r.items {
		n, _ := slices.BinarySearchFunc(kept, x, item.compare)
		f.items = append(append(f.items, kept[:n]...), x)
		kept = kept[n:]
	}
	f.items = append(f.items, kept...)
	return f, nil
}

func (x item) compare(other item) int {
	return cmp.Or(cmp.Compare(path.Dir(x.path), path.Dir(other.path)), cmp.Compare(x.slug, other.slug), cmp.Compare(x.path, other.path))
}

// Dossier puts together what was read, with every problem in it.
func (f *Folder) Dossier() (*dossier.Dossier, []diag.Diagnostic) {
	parts := dossier.Parts{Folder: f.name, Holds: holder()}
	var diags []diag.Diagnostic
	settings := false
	bearers := f.bearers()
	for _, x := range f.items {
		if first, ok := bearers[x.takenName()]; ok && first.path != x.path {
			x = x.namesake(first, f.name)
		}
		switch {
		case x.original && x.data != nil:
			parts.Originals = append(parts.Originals, dossier.Original{Path: x.path, Sum: hex.EncodeToString(x.data)})
		case x.media:
			parts.Files = append(parts.Files, x.path)
		case x.unread != nil && len(x.diags) == 1:
			parts.Unread = append(parts.Unread, dossier.Unread{Kind: x.unread.kind, Slugs: x.unread.slugs, Problem: x.diags[0]})
		default:
			diags = append(diags, x.diags...)
		}
		settings = settings || x.path == dossier.SettingsFile
		switch {
		case x.settings != nil:
			parts.Settings = *x.settings
		case x.addresses != nil:
			parts.Addresses = *x.addresses
		case x.entry != nil:
			parts.Items = append(parts.Items, x.entry)
		}
	}
	if !settings {
		diags = append(diags, diag.Diagnostic{
			File: path.Join(f.name, dossier.SettingsFile), Severity: diag.Error, Code: diag.Missing,
			Message: "the dossier has no " + dossier.SettingsFile,
			Hint:    diag.Say(`make the file with a line "title: …" and a line "summary: …"`),
		})
	}
	d, more := dossier.New(parts)
	shown := d.Shown()
	for _, x := range f.items {
		if _, used := slices.BinarySearch(shown, x.path); x.media && !used {
			diags = append(diags, x.diags...)
		}
	}
	return d, append(diags, more...)
}

// holder returns what tells whether a version of a source has the words of a citation
// once.
func holder() func(s *dossier.Source, q *markdown.Quote) bool {
	var texts match.Library
	return func(s *dossier.Source, q *markdown.Quote) bool {
		_, found := texts.Text(s, s.Plain, s.Lang, s.Others...).Locate(match.Quote{Text: q.Text, Marked: q.Marked}).Found()
		return found
	}
}

// takenName returns what no other file of its kind may be called, in whatever
// folder it lies: its slug with letter case folded, as disks do that do not tell
// capitals apart. It is empty for anything but a file of a kind.
func (x item) takenName() string {
	kind := x.kind
	if kind == "" && x.unread != nil && len(x.diags) == 1 && x.diags[0].Code == diag.BadSlug {
		kind = x.unread.kind
	}
	if kind == "" {
		return ""
	}
	return string(kind) + "/" + fold.Case(strings.TrimSuffix(fold.Form(path.Base(x.path)), ".md"))
}

// bearers returns the first file that has each name. One whose name can be an
// address goes before one whose cannot.
func (f *Folder) bearers() map[string]item {
	out := map[string]item{}
	for _, badly := range []bool{false, true} {
		for _, x := range f.items {
			if name := x.takenName(); name != "" && (x.kind == "") == badly {
				if _, taken := out[name]; !taken {
					out[name] = x
				}
			}
		}
	}
	return out
}

// namesake returns a file that is not read, because another has its name.
func (x item) namesake(first item, folder string) item {
	message := fmt.Sprintf("this has the name of another %s, and is not read", first.kind)
	hint := "give one of the two another name"
	here, there := path.Base(x.path), path.Base(first.path)
	switch {
	case here == there:
		hint += "; the folders in " + first.kind.Folder() + "/ are no part of a name"
	case fold.Form(here) == fold.Form(there):
		message = fmt.Sprintf("this has the name of another %s in another Unicode form, and is not read", first.kind)
	default:
		message = fmt.Sprintf("this and another %s have names that some disks do not tell apart, and it is not read", first.kind)
	}
	x.entry, x.unread = nil, nil
	x.diags = []diag.Diagnostic{{
		File: path.Join(folder, x.path), Line: 1, Column: 1, Severity: diag.Error, Code: diag.DuplicateName, Message: message, Hint: diag.Say(hint),
		Related: []diag.Place{{File: path.Join(folder, first.path), Line: 1, Column: 1, Message: "the other"}},
	}}
	return x
}

type reader struct {
	view     afero.Fs
	name     string
	drafts   bool
	withheld dossier.Slug
	terms    terms
	ignored  []ignored // what its patterns say
	items    []item    // to be read, unless they have diagnostics
}

// under has the reader read under terms.
func (r *reader) under(t terms) {
	r.terms, r.ignored = t, nil
	for _, p := range t.ignore {
		if i, wrong := parseIgnored(p); wrong == "" {
			r.ignored = append(r.ignored, i)
		}
	}
}

// ours reports whether a path is to be read, or to be spoken of.
func (r *reader) ours(p string, isFolder bool) bool {
	return !Hidden(path.Base(p)) && !slices.ContainsFunc(r.ignored, func(i ignored) bool { return i.takes(p, isFolder) })
}

// A located file of the content folder.
type located struct {
	path string // relative, with slashes
	kind dossier.Kind
	slug string // the name of the file, without ".md"
	// media says that it is a file that a note may show; what is said of it
	// holds only where none does.
	media bool
	// original says that it is the file that a source was made of; it is read for
	// its checksum alone.
	original bool
}

// result is what one file gave: a source or note, or the settings, or neither.
type result struct {
	entry     dossier.Item
	settings  *dossier.Settings
	addresses *dossier.Addresses
	diags     []diag.Diagnostic
	err       error
	data      []byte // of the file, or the checksum of an original; nil when it was not read
	// unread says what was to be read here, and the one of diags why it was not.
	unread *unread
}

// unread is what a path would have given: files of a kind, or of one that is
// not known, with these slugs, or with any when there are none.
type unread struct {
	kind  dossier.Kind
	slugs []dossier.Slug
}

// top lists what stands at the top of a content folder: the settings, the
// files of a folder, or what has no place here.
func (r *reader) top(info fs.FileInfo) error {
	name := info.Name()
	switch {
	case name == dossier.SettingsFile, name == dossier.AddressesFile && !info.IsDir():
		r.items = append(r.items, item{located: located{path: name}})
	case !r.ours(name, info.IsDir()):
	case dossier.KindOfFolder(name) != "":
		// What is no folder is not opened: a named pipe would be waited for.
		if there, err := r.view.Stat(name); err == nil && !there.IsDir() {
			r.report(name, diag.Diagnostic{Severity: diag.Error, Code: diag.StrayFile, Message: "this is no folder, and has to be one", Hint: diag.Say("give it another name, or put a folder in its place")})
			r.misses(dossier.KindOfFolder(name), nil)
			return nil
		}
		return r.folder(name)
	case name == dossier.MediaFolder && info.IsDir():
		return r.mediaFolder(name)
	default:
		var folders []string
		for _, k := range dossier.Kinds() {
			folders = append(folders, k.Folder())
		}
		holds := "content holds " + dossier.SettingsFile + " and the folders " + strings.Join(folders, ", ")
		near, _ := meant.Nearest(name, append(slices.Clone(folders), dossier.SettingsFile))
		if info.IsDir() {
			r.lost(name, near, holds)
			return nil
		}
		hint := leave(name, holds)
		if near != "" {
			hint = fmt.Sprintf("did you mean %q? %s", near, hint)
		}
		r.stray(name, "this has no place here and is not read", hint)
		if slug, ok := strings.CutSuffix(name, ".md"); ok {
			r.misses("", []dossier.Slug{dossier.Slugify(slug)})
		}
	}
	return nil
}

// leave adds to a hint how a file is left alone.
func leave(p, hint string) string {
	return fmt.Sprintf("%s; a line \"ignore: [%s]\" in %s leaves it alone", hint, frontmatter.Scalar(p), dossier.SettingsFile)
}

// lost reports the files in a folder that is for no kind, but most likely for
// that of the folder near, or for the kind that the files look like.
func (r *reader) lost(folder, near, holds string) {
	paths := r.below(folder)
	if len(paths) == 0 {
		return
	}
	var slugs []dossier.Slug
	for _, p := range paths {
		if name, ok := strings.CutSuffix(path.Base(p), ".md"); ok {
			if kind := r.looksLike(p); near == "" && kind != "" {
				near = kind.Folder()
			}
			slugs = append(slugs, dossier.Slugify(name))
		}
	}
	these := "this is"
	if n := len(paths) - 1; n == 1 {
		these = "this file and another are"
	} else if n > 1 {
		these = fmt.Sprintf("this file and %d others are", n)
	}
	hint := leave(folder+"/", holds)
	if near != "" {
		hint = fmt.Sprintf("did you mean the folder %q? %s", near, hint)
	}
	r.stray(paths[0], fmt.Sprintf("%s not read: no folder of a dossier is called %q", these, folder), hint)
	if slugs != nil {
		r.misses(dossier.KindOfFolder(near), slugs)
	}
}

// below returns the files below a folder that are ours, those in Markdown
// first.
func (r *reader) below(folder string) []string {
	var notes, others []string
	infos, _ := afero.ReadDir(r.view, folder) // what cannot be listed is not spoken of
	for _, info := range infos {
		p := path.Join(folder, info.Name())
		switch {
		case !r.ours(p, info.IsDir()):
		case info.IsDir():
			others = append(others, r.below(p)...)
		case path.Ext(p) == ".md":
			notes = append(notes, p)
		default:
			others = append(others, p)
		}
	}
	return append(notes, others...)
}

// keyLine matches a line that may be one of the front matter.
var keyLine = regexp.MustCompile(`(?m)^([a-z_]+):`)

// looksLike returns the kind that a file's first lines look like, or "".
func (r *reader) looksLike(p string) dossier.Kind {
	if info, err := r.view.Stat(p); err != nil || !info.Mode().IsRegular() {
		return "" // reading a named pipe would wait for somebody to write
	}
	data, err := afero.ReadFile(r.view, p)
	if err != nil {
		return ""
	}
	for _, m := range keyLine.FindAllSubmatch(data, -1) {
		if kind := tellingKeys[string(m[1])]; kind != "" {
			return kind
		}
	}
	return ""
}

// folder lists the files of the folder of a kind, or of a folder in it.
func (r *reader) folder(folder string) error {
	infos, err := afero.ReadDir(r.view, folder)
	if cause, ok := misled(err); ok {
		r.report(folder, diag.Diagnostic{
			Severity: diag.Error, Code: diag.StrayFile,
			Message: "this folder cannot be read: " + cause,
			Hint:    diag.Say("put a folder here that lies inside the content folder"),
		})
		r.misses(dossier.KindOfFolder(folder), nil)
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", r.path(folder), err)
	}
	for _, info := range infos {
		if err := r.entry(folder, info.Name(), info); err != nil {
			return err
		}
	}
	return nil
}

// linked reports whether a link to a folder stands at p. info says what is
// there, of a link the link itself; it is nil where that cannot be told.
func (r *reader) linked(p string, info fs.FileInfo) bool {
	if info == nil || info.Mode()&fs.ModeSymlink == 0 {
		return false
	}
	target, err := r.view.Stat(p)
	return err == nil && target.IsDir()
}

// entry lists a file of the folder of a kind, or of a folder in it; info says
// what it is, and is nil where that cannot be told.
func (r *reader) entry(folder, name string, info fs.FileInfo) error {
	p := path.Join(folder, name)
	kind := dossier.KindOfFolder(folder)
	slug, markdown := strings.CutSuffix(fold.Form(name), ".md")
	isFolder := info != nil && info.IsDir()
	switch {
	case !r.ours(p, isFolder):
	case isFolder:
		return r.folder(p)
	case r.linked(p, info):
		r.stray(p, "a link to a folder is not followed", leave(p, "put the folder itself here"))
		if len(r.below(p)) > 0 {
			r.misses(kind, nil)
		}
	case kind == dossier.KindSource && isOriginal(name):
		r.items = append(r.items, item{located: located{path: p, slug: name, original: true}})
	case dossier.Publishable(name):
		r.media(p)
	case !markdown:
		hint := "move it out of the content folder"
		ext := path.Ext(name)
		base := strings.TrimSuffix(strings.TrimSuffix(fold.Form(name), ext), ".md") // some systems hide that they add .txt
		if slices.Contains([]string{"", ".md", ".txt", ".text", ".markdown", ".mdown", ".mkd"}, strings.ToLower(ext)) {
			hint = fmt.Sprintf("name it %s.md, or %s", base, hint)
		}
		r.stray(p, "only Markdown files are read", leave(p, hint))
		r.misses(kind, []dossier.Slug{dossier.Slugify(base)})
	default:
		if kind == dossier.KindSource && strings.Contains(slug, dossier.VersionMark) {
			r.version(p, slug)
			return nil
		}
		if want := dossier.Slugify(slug); string(want) != slug {
			r.report(p, diag.Diagnostic{
				Line: 1, Column: 1, Severity: diag.Error, Code: diag.BadSlug,
				Message: fmt.Sprintf("%q cannot be an address", slug),
				Hint:    diag.Say(fmt.Sprintf("name the file %s.md: lower-case letters, digits and single hyphens", cmp.Or(string(want), "some-name"))),
			})
			r.misses(kind, []dossier.Slug{want})
			return nil
		}
		if dossier.Reserved(slug) {
			r.report(p, diag.Diagnostic{
				Line: 1, Column: 1, Severity: diag.Error, Code: diag.BadSlug,
				Message: fmt.Sprintf("Windows keeps the name %q for itself: nobody could open this file there", slug),
				Hint:    diag.Say(fmt.Sprintf("give the file another name, such as %s-1.md", slug)),
			})
			r.misses(kind, []dossier.Slug{dossier.Slug(slug)})
			return nil
		}
		r.items = append(r.items, item{located: located{path: p, kind: kind, slug: slug}})
	}
	return nil
}

// version lists the file of a version of a source, whose name without its ending is
// slug.
func (r *reader) version(p, slug string) {
	base, _, _ := strings.Cut(slug, dossier.VersionMark)
	if _, _, ok := dossier.VersionName(slug); !ok {
		r.report(p, diag.Diagnostic{
			Line: 1, Column: 1, Severity: diag.Error, Code: diag.BadSlug,
			Message: fmt.Sprintf("%q cannot be the name of a version", slug),
			Hint: diag.Say(fmt.Sprintf("name the file %s@2024-03-14.md, with the day on which the text stood so, or its time (%[1]s@2024-03-14T19-42.md), or %[1]s@print.md, with a word",
				cmp.Or(string(dossier.Slugify(base)), "paper"))),
		})
		r.misses(dossier.KindSource, []dossier.Slug{dossier.Slug(slug)})
		return
	}
	r.items = append(r.items, item{located: located{path: p, kind: dossier.KindSource, slug: slug}})
}

func isOriginal(name string) bool {
	_, ok := dossier.OriginalOf(name)
	return ok
}

// mediaFolder lists the files of a folder of files that notes show, and of the
// folders in it.
func (r *reader) mediaFolder(folder string) error {
	infos, err := afero.ReadDir(r.view, folder)
	if err != nil {
		return fmt.Errorf("read %s: %w", r.path(folder), err)
	}
	for _, info := range infos {
		p := path.Join(folder, info.Name())
		switch {
		case !r.ours(p, info.IsDir()):
		case info.IsDir():
			if err := r.mediaFolder(p); err != nil {
				return err
			}
		case dossier.Publishable(p):
			r.media(p)
		default:
			r.stray(p, "a file of this kind is not published", leave(p, "move it out of the content folder"))
		}
	}
	return nil
}

// media puts down a file that a note may show.
func (r *reader) media(p string) {
	info, err := r.view.Stat(p)
	cause, outside := misled(err)
	switch {
	case outside:
		r.report(p, diag.Diagnostic{Severity: diag.Error, Code: diag.StrayFile, Message: "this file cannot be read: " + cause,
			Hint: diag.Say("put the file itself here; a link may lead neither out of the content folder nor nowhere")})
	case err == nil && !info.Mode().IsRegular():
		r.report(p, diag.Diagnostic{Severity: diag.Error, Code: diag.StrayFile, Message: "this is no file that can be read", Hint: diag.Say("put a file in its place, or take it out of the content folder")})
	default:
		r.stray(p, "no note shows this file, and it is not published",
			leave(p, "show it where it belongs: ![what it shows](file), or [words](file); or move it out of the content folder"))
		x := &r.items[len(r.items)-1]
		x.media = true
		if strings.HasPrefix(p, dossier.MediaFolder+"/") {
			x.diags[0].Severity = diag.Warning // it lies where such files belong
		}
	}
}

// Slugs returns the slugs of a kind, by the names of its files; a folder that is
// not there or cannot be read has none.
func Slugs(view afero.Fs, kind dossier.Kind) []string {
	r := reader{view: view}
	if r.folder(kind.Folder()) != nil {
		return nil
	}
	var out []string
	for _, x := range r.items {
		if x.diags == nil && !x.original {
			out = append(out, x.slug)
		}
	}
	return out
}

// Hidden reports whether a file is none of ours to speak of: dotfiles, the
// back-up and swap files of text editors, what Windows puts into folders, and
// the README and LICENSE of those who keep the folder. One that ends in ".md"
// may be a note, and is none of these.
func Hidden(name string) bool {
	switch name {
	case "README", "README.txt", "LICENSE", "LICENSE.txt":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || name == "Thumbs.db" || name == "desktop.ini"
}

func (r *reader) path(p string) string { return path.Join(r.name, p) }

// report puts down a path that is not read, with what is wrong with it.
func (r *reader) report(p string, d diag.Diagnostic) {
	d.File = r.path(p)
	r.items = append(r.items, item{located{path: p, slug: path.Base(p)}, result{diags: []diag.Diagnostic{d}}})
}

// misses says what would have been read at the path that was reported last.
func (r *reader) misses(kind dossier.Kind, slugs []dossier.Slug) {
	r.items[len(r.items)-1].unread = &unread{kind, slugs}
}

// stray puts down a file that nobody reads.
func (r *reader) stray(p, message, hint string) {
	r.report(p, diag.Diagnostic{Line: 1, Column: 1, Severity: diag.Error, Code: diag.StrayFile, Message: message, Hint: diag.Say(hint)})
}

func (r *reader) readFile(at located) result {
	var data []byte
	info, err := r.view.Stat(at.path)
	if err == nil && !info.Mode().IsRegular() {
		// Reading a named pipe would wait for somebody to write.
		return r.not(at, "this is no file that can be read", "put a file with text in its place, or take it out of the content folder")
	}
	if most := r.terms.limits.File; err == nil && info.Size() > int64(most) && !at.original {
		return r.over(at, most)
	}
	switch {
	case err == nil && at.original:
		data, err = r.sum(at.path)
	case err == nil:
		data, err = afero.ReadFile(r.view, at.path)
	}
	if cause, ok := misled(err); ok {
		return r.not(at, "this file cannot be read: "+cause, "put the file itself here; a link may lead neither out of the content folder nor nowhere")
	}
	if err != nil {
		return result{err: fmt.Errorf("read %s: %w", r.path(at.path), err)}
	}
	if at.original {
		return result{data: data}
	}
	out := r.parse(at, data)
	out.data = data
	return out
}

// sum returns the SHA-256 of a file.
func (r *reader) sum(p string) ([]byte, error) {
	f, err := r.view.Open(p)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), errors.Join(err, f.Close())
}

// not is the result of a path at which no file can be read.
func (r *reader) not(at located, message, hint string) result {
	return at.not(diag.Diagnostic{File: r.path(at.path), Severity: diag.Error, Code: diag.StrayFile, Message: message, Hint: diag.Say(hint)})
}

// not is the result of a file that is not read because of d.
func (at located) not(d diag.Diagnostic) result {
	out := result{diags: []diag.Diagnostic{d}}
	if at.kind != "" {
		out.unread = &unread{at.kind, []dossier.Slug{dossier.Slug(at.slug)}}
	}
	return out
}

// over is the result of a file that is too large to be read.
func (r *reader) over(at located, most int) result {
	return at.not(diag.Diagnostic{File: r.path(at.path), Line: 1, Column: 1, Severity: diag.Error, Code: diag.OverLimit,
		Message: fmt.Sprintf("this file has more than %d bytes, and is not read", most),
		Hint:    diag.Say(limit.Mend("file"))})
}

// misled reports whether an error is that of a symbolic link that leads out of
// the content folder, in a circle or nowhere, and what the system says of it.
// Any other is one of the machine.
func misled(err error) (cause string, ok bool) {
	var at *fs.PathError
	if !errors.As(err, &at) {
		return "", false
	}
	var errno syscall.Errno
	fromSystem := errors.As(err, &errno) || errors.Is(err, fs.ErrPermission)
	if fromSystem && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ELOOP) {
		return "", false
	}
	return at.Err.Error(), true
}

func (r *reader) parse(at located, data []byte) result {
	// Of UTF-16 without a mark every other byte of English is 0.
	if !utf8.Valid(data) || bytes.Count(data, []byte{0}) > len(data)/10 {
		good := 0
		for good < len(data) {
			c, n := utf8.DecodeRune(data[good:])
			if c == utf8.RuneError && n == 1 || c == 0 {
				break
			}
			good += n
		}
		// What is not UTF-8 is shown as a sign of that.
		shown := diag.NewFile(r.path(at.path), bytes.ReplaceAll(bytes.ToValidUTF8(data, []byte("\uFFFD")), []byte{0}, []byte("\uFFFD")))
		return at.not(shown.At(good, good+len("\uFFFD"), diag.Error, diag.BadUTF8,
			"this is not UTF-8 text", "save the file again in the encoding UTF-8"))
	}
	f := diag.NewFile(r.path(at.path), data)
	if m := at.conflict(data); m != nil {
		return at.not(f.At(m[0], m[1], diag.Error, diag.Conflict, "this file holds two versions of itself",
			`keep one of the two, and take the lines that begin with "<<<<<<<", "=======" and ">>>>>>>" out`))
	}
	if at.path == dossier.SettingsFile {
		return readSettings(f)
	}
	if at.path == dossier.AddressesFile {
		return readAddresses(f)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		d := f.At(0, 0, diag.Error, diag.Missing, "this file is empty", "write its front matter and its text, or delete it")
		d.Excerpts = nil
		return at.not(d)
	}
	out := readEntry(f, at, r.drafts, r.terms)
	if s, ok := out.entry.(*dossier.Source); ok && r.withheld != "" && s.Base() == r.withheld {
		s.Publish, s.Silent, s.Changes = dossier.PublishNone, true, nil
	}
	if out.entry == nil && len(out.diags) == 1 {
		return at.not(out.diags[0])
	}
	return out
}

// conflictMark is a line that Git puts above or below what it could not merge.
var conflictMark = regexp.MustCompile(`(?m)^(<{7}|>{7})(?: .*)?\r?$`)

// conflict returns where a mark of a merge stands in a file, or nil. In a source
// the one above alone tells: an article may quote a letter within letters.
func (at located) conflict(data []byte) []int {
	if !bytes.Contains(data, []byte("<<<<<<<")) && (at.kind == dossier.KindSource || !bytes.Contains(data, []byte(">>>>>>>"))) {
		return nil
	}
	for _, m := range conflictMark.FindAllIndex(data, -1) {
		if at.kind != dossier.KindSource || data[m[0]] == '<' {
			return m
		}
	}
	return nil
}
