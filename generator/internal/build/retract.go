package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/spf13/afero"

	"dossier/generator/internal/address"
	"dossier/generator/internal/book"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/publish"
)

// A Retraction is a site without the words of one source, made of what is sound.
//
// The source is taken as if it had "publish: none" and "evidence: hide": what
// stays is a page that says that there is such a text, and not a word of it.
// Every note that cites it is left out, and so is every file with an error,
// and every note whose own words repeat five words of the source that follow
// each other and that no other source has. A link in a note to what was left out
// becomes its text; what else names it is an error and is left out too. When a
// file was left out for an error, sources and notes that have no page on the
// published site yet are left out as well: an error keeps them from being
// published, and it still does.
//
// What cannot be left out, the settings and the templates, must be without
// errors. Nothing is published before every file of the new site was looked
// through for words of the source.
type Retraction struct {
	Result  *Result
	Left    []LeftOut         // by path
	Blocked []diag.Diagnostic // errors in what cannot be left out; there is no result then
	words   map[string]bool   // runs of the source's words that no other source has
}

// LeftOut is a file of content that a retraction leaves out.
type LeftOut struct {
	File string // as diagnostics call it
	Why  string // the rest of "… is left out: …"
}

// runLength is how many words that follow each other tell a source's words.
const runLength = 5

// WordsLeftError says that files of a site still tell words of a source that
// is to be retracted.
type WordsLeftError struct {
	Files []string
	Run   string // some of the words, in the first file
}

// Error implements error.
func (e *WordsLeftError) Error() string {
	return fmt.Sprintf("%d files of the site would still have words of it, %s the words “%s”; nothing was changed", len(e.Files), e.Files[0], e.Run)
}

// Retract makes the site of content without the words of a source. published
// returns a file of the site as it is published, nil where there is none.
func Retract(ctx context.Context, in Input, slug dossier.Slug, published func(path string) []byte) (*Retraction, error) {
	view := &lessened{Fs: in.Content, hidden: map[string]bool{}, edited: afero.NewMemMapFs()}
	in.Content, in.withheld, in.Cache = view, slug, nil
	x := &Retraction{}
	left := map[string]string{} // why, by path
	leave := func(p, why string) {
		if left[p] == "" {
			left[p] = why
			view.hidden[p] = true
		}
	}
	read := func() (*Session, error) {
		s := NewSession(in)
		return s, s.read(ctx, nil)
	}
	s, err := read()
	if err != nil {
		return nil, err
	}
	original := plainOf(s, in, slug)
	original = append(original, publishedTexts(slug, published)...)
	if len(original) == 0 {
		return nil, fmt.Errorf("there is no source %q, neither in %s nor on the site", slug, in.Name)
	}
	all := ownRuns(original, in.Templates)
	erroneous := false
	for ; ; s, err = read() {
		if err != nil {
			return nil, err
		}
		r := s.result()
		known := len(left)
		x.words = secretRuns(r, slug, all)
		for _, n := range r.Dossier.Notes() {
			if slices.ContainsFunc(n.Citations, func(c *dossier.Citation) bool { return c.Source.Base() == slug }) {
				leave(n.Path, fmt.Sprintf("it cites %q", slug))
			} else if run := anyRun(x.words, string(n.File.Data)); run != "" {
				leave(n.Path, fmt.Sprintf("it repeats words of %q: “%s”", slug, run))
			}
		}
		if len(left) > known {
			unlinked(view, r, left)
			continue // what follows from that first
		}
		errs := diag.Errors(r.Review())
		for _, d := range errs {
			p, inside := in.pathOf(d.File)
			if left[p] != "" {
				continue // another error in it
			}
			_, err := view.Stat(p)
			if !inside || p == dossier.SettingsFile || err != nil {
				x.Blocked = append(x.Blocked, d)
				continue
			}
			erroneous = true
			leave(p, "error: "+d.Message)
			if d.Code == diag.DuplicateName { // which of the two is meant nobody knows
				for _, place := range d.Related {
					if other, ok := in.pathOf(place.File); ok {
						leave(other, "error: "+d.Message)
					}
				}
			}
		}
		if len(x.Blocked) > 0 {
			return x, nil
		}
		if len(left) == known && erroneous {
			for _, page := range r.Site.Pages() {
				if page.Entry != nil && page.Entry.Path != "" && published(page.Route.File()) == nil {
					leave(page.Entry.Path, "it is not on the site yet, and an error keeps it from being published")
				}
			}
		}
		if len(left) > known {
			unlinked(view, r, left)
			continue
		}
		if len(errs) > 0 {
			return nil, errors.New("leave out what has errors: an error stays")
		}
		in.progress("compare", 0, 0)
		r = s.Use(s.Compare(s.Texts()))
		x.Result = r
		break
	}
	for _, p := range slices.Sorted(maps.Keys(left)) {
		x.Left = append(x.Left, LeftOut{path.Join(in.Name, p), left[p]})
	}
	return x, nil
}

// publishedTexts returns the text of a source as it is on the site, with those of its
// earlier versions.
func publishedTexts(slug dossier.Slug, published func(path string) []byte) []string {
	paths := []string{address.Text(slug)}
	prefix := strings.TrimSuffix(address.Sources.To(slug).Path(), "/") + dossier.VersionMark
	for line := range strings.Lines(string(published(publish.Manifest))) {
		if p := strings.TrimSuffix(line, "\n"); strings.HasPrefix(p, prefix) && path.Base(p) == path.Base(paths[0]) {
			paths = append(paths, p)
		}
	}
	var out []string
	for _, p := range paths {
		if text := published(p); text != nil {
			out = append(out, string(text))
		}
	}
	return out
}

// plainOf returns the text of a source, as far as it can be read.
func plainOf(s *Session, in Input, slug dossier.Slug) []string {
	var out []string
	read := map[string]bool{} // by path
	for _, source := range s.dossier.Sources {
		if source.Slug == slug {
			for _, v := range source.Versions() {
				out = append(out, v.Plain)
				read[v.Path] = true
			}
		}
	}
	// What could not be read as one is all words. It may lie in a folder of the folder of sources.
	_ = afero.Walk(in.Content, dossier.KindSource.Folder(), func(p string, info fs.FileInfo, err error) error {
		name, markdown := strings.CutSuffix(path.Base(p), ".md")
		if name, _, _ = strings.Cut(name, dossier.VersionMark); err == nil && !info.IsDir() && markdown && name == string(slug) && !read[p] {
			if data, err := afero.ReadFile(in.Content, p); err == nil {
				out = append(out, string(data))
			}
		}
		return nil // what cannot be read has no words that are known
	})
	return out
}

// pathOf returns the path in the content folder of a file as diagnostics call
// it, and whether it lies there.
func (in Input) pathOf(file string) (string, bool) {
	if path.Clean(in.Name) == "." {
		return file, true
	}
	return strings.CutPrefix(file, path.Clean(in.Name)+"/")
}

// unlinked turns the links of notes to what is left out into their text.
func unlinked(view *lessened, r *Result, left map[string]string) {
	names := slices.Collect(maps.Keys(left))
	for _, n := range r.Dossier.Notes() {
		data := n.File.Data
		if left[n.Path] != "" {
			continue
		}
		links := slices.Clone(n.Body.Links)
		slices.SortFunc(links, func(a, b markdown.Link) int { return cmp.Compare(b.Start, a.Start) })
		changed := false
		for _, link := range links {
			shown := link.Shown()
			if to := r.Dossier.Lookup(link.Target); to != nil {
				shown = cmp.Or(link.Text, to.Title)
				if left[to.Path] == "" {
					continue
				}
			} else if target, _, _ := strings.Cut(path.Base(link.Target), "#"); !slices.ContainsFunc(names, func(p string) bool { return path.Base(p) == target+".md" }) {
				continue
			}
			if link.Attributes {
				continue
			}
			data = slices.Concat(data[:link.Start], []byte(shown), data[link.End:])
			changed = true
		}
		if changed {
			_ = afero.WriteFile(view.edited, n.Path, data, 0o644) // in memory
		}
	}
}

// ownRuns returns the runs of words of a source's text, without those of the
// program itself, which tell nobody what it says.
func ownRuns(original []string, templates afero.Fs) map[string]bool {
	out := map[string]bool{}
	for _, text := range original {
		for _, run := range wordRuns(text) {
			out[run] = true
		}
	}
	// An error would end the build later, where the templates are read.
	_ = afero.Walk(templates, ".", func(p string, info fs.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			data, _ := afero.ReadFile(templates, p)
			for _, value := range readings(string(data)) {
				forget(out, value)
			}
		}
		return nil
	})
	return out
}

// secretRuns returns the runs of a source's words that only it has: those that
// another source shows, and its own title, tell nobody what it says.
func secretRuns(r *Result, slug dossier.Slug, own map[string]bool) map[string]bool {
	out := maps.Clone(own)
	for _, s := range r.Dossier.Sources {
		for _, v := range s.Versions() {
			forget(out, v.Title)
			if s.Slug == slug || s.Draft {
				continue
			}
			for _, p := range r.Evidence.Shown(v) {
				forget(out, p.In(v.Plain))
			}
		}
	}
	return out
}

// forget takes the runs of a text out of a set.
func forget(runs map[string]bool, text string) {
	for _, run := range wordRuns(text) {
		delete(runs, run)
	}
}

// wordRuns returns the runs of [runLength] words of a text, folded.
func wordRuns(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	var out []string
	for i := 0; i+runLength <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+runLength], " "))
	}
	return out
}

// inlineTags matches the tags of HTML that part no words.
var inlineTags = regexp.MustCompile(`</?(?:a|b|code|em|i|mark|q|span|strong|sup|sub|small|tspan|text|del|ins|u|cite|time|abbr|wbr)\b[^>]*>`)

// jsonEscapes undoes what JSON writes in other ways than they are read.
var jsonEscapes = strings.NewReplacer(`\n`, " ", `\"`, `"`, `\u003c`, "<", `\u003e`, ">", `\u0026`, "&")

// readings returns a file as its readers may read it: as it stands, with the
// tags within a line taken out, value by value, and with its addresses decoded.
func readings(text string) []string {
	text = jsonEscapes.Replace(text)
	out := []string{html.UnescapeString(text)}
	for _, reading := range []string{text, inlineTags.ReplaceAllString(text, " ")} {
		for _, value := range strings.FieldsFunc(reading, func(r rune) bool { return strings.ContainsRune(`"<>`, r) }) {
			value = html.UnescapeString(value)
			out = append(out, value)
			if decoded, err := url.QueryUnescape(value); err == nil && decoded != value {
				out = append(out, decoded)
			}
		}
	}
	return out
}

// anyRun returns a run that a file tells, or "".
func anyRun(words map[string]bool, text string) string {
	for _, value := range readings(text) {
		for _, run := range wordRuns(value) {
			if words[run] {
				return run
			}
		}
	}
	return ""
}

// anyRunOf returns a run that a file of a site tells by its name or by what is in it, or "".
func anyRunOf(words map[string]bool, name string, data []byte) (string, error) {
	texts := [][]byte{data, []byte(name)}
	if ours, _ := path.Match("dossier*.epub", name); ours { // what editors publish stands in folders
		var err error
		if texts, err = book.Unpack(data); err != nil {
			return "", err
		}
	}
	for _, text := range texts {
		if run := anyRun(words, string(text)); run != "" {
			return run, nil
		}
	}
	return "", nil
}

// Write publishes the site into target, unless a file of it still tells words of
// the source, which is a [WordsLeftError]; then target is as it was.
func (x *Retraction) Write(ctx context.Context, target *publish.Target, opts publish.Options) (publish.Changes, error) {
	w, err := publish.Begin(target, opts)
	if err != nil {
		return publish.Changes{}, err
	}
	var mu sync.Mutex
	found := map[string]string{}
	err = x.Result.everything(ctx, func(p string, data []byte) error {
		run, err := anyRunOf(x.words, p, data)
		if err != nil {
			return err
		}
		if run != "" {
			mu.Lock()
			found[p] = run
			mu.Unlock()
		}
		return w.Write(p, data)
	})
	if err == nil && len(found) > 0 {
		files := slices.Sorted(maps.Keys(found))
		err = &WordsLeftError{files, found[files[0]]}
	}
	if err != nil {
		return publish.Changes{}, errors.Join(err, w.Abort())
	}
	return w.Commit()
}

// lessened is a content folder without some of its files, and with others than
// there are in place of some.
type lessened struct {
	afero.Fs
	hidden map[string]bool
	edited afero.Fs
}

// Stat implements afero.Fs.
func (l *lessened) Stat(name string) (fs.FileInfo, error) {
	if l.hidden[path.Clean(name)] {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return l.Fs.Stat(name)
}

// LstatIfPossible implements afero.Lstater.
func (l *lessened) LstatIfPossible(name string) (fs.FileInfo, bool, error) {
	under, ok := l.Fs.(afero.Lstater)
	if !ok || l.hidden[path.Clean(name)] {
		info, err := l.Stat(name)
		return info, false, err
	}
	return under.LstatIfPossible(name)
}

// Open implements afero.Fs.
func (l *lessened) Open(name string) (afero.File, error) {
	if _, err := l.Stat(name); err != nil {
		return nil, err
	}
	if f, err := l.edited.Open(path.Clean(name)); err == nil {
		if info, err := f.Stat(); err == nil && !info.IsDir() {
			return f, nil
		}
		_ = f.Close() // a folder of what was changed
	}
	f, err := l.Fs.Open(name)
	if err != nil {
		return nil, err
	}
	return lessenedFile{f, l, path.Clean(name)}, nil
}

type lessenedFile struct {
	afero.File
	in   *lessened
	name string
}

// Readdir implements afero.File.
func (f lessenedFile) Readdir(n int) ([]fs.FileInfo, error) {
	infos, err := f.File.Readdir(n)
	return slices.DeleteFunc(infos, func(info fs.FileInfo) bool { return f.in.hidden[path.Join(f.name, info.Name())] }), err
}
