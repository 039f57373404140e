package build

import (
	"cmp"
	"context"
	"fmt"
	"html"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/afero"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/content"
	"dossier/generator/internal/crate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/evidence"
	"dossier/generator/internal/export"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/render"
	"dossier/generator/internal/review"
	"dossier/generator/internal/search"
	"dossier/generator/internal/site"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/stemma"
	"dossier/generator/internal/timeline"
	"dossier/generator/internal/witness"
)

// A Session builds a dossier again and again while its files change, and does
// again only what a change calls for: it reads the files that changed, looks
// for the citations whose note or source was read again, and compares the
// sources when the text of one is another. Everything else is put together
// anew, from parts that do not change, so that a result is what a first build
// of the same files gives.
//
// A session is one goroutine's; only [Session.Compare] may run beside the
// others, on another. Its results are anybody's.
type Session struct {
	in       Input
	folder   *content.Folder
	dossier  *dossier.Dossier
	public   *dossier.Dossier
	evidence *anchor.Evidence
	renderer *render.Renderer
	language string // the renderer's
	diags    []diag.Diagnostic
	styles   []diag.Diagnostic // of the templates
	series   []*reading.Series
	texts    []witness.Text
	compared Compared
	last     *Result
}

// Compared is what a comparison of texts found.
type Compared struct {
	texts     []witness.Text
	found     *collate.Result
	relations *stemma.Relations
}

// NewSession returns a session that has read nothing yet.
func NewSession(in Input) *Session {
	s := &Session{in: in, evidence: &anchor.Evidence{}}
	s.compared.found = &collate.Result{}
	s.compared.relations = stemma.Relate(s.compared.found, nil)
	return s
}

// Update reads the content files at paths again, as [content.Folder.Again]
// does, or everything when it has read nothing yet, and returns what there is
// then; when nothing is different, what it returned last. Until [Session.Use]
// is given a comparison of the texts as they are, sources that changed are
// compared to nothing.
func (s *Session) Update(ctx context.Context, paths []string) (*Result, error) {
	before := s.folder
	if err := s.read(ctx, paths); err != nil {
		s.folder = nil // not to be half of one and half of another
		return nil, err
	}
	if s.last != nil && s.folder == before {
		return s.last, nil
	}
	return s.result(), nil
}

// Reopen has the session read from other folders from now on, everything at
// the next [Session.Update].
func (s *Session) Reopen(in Input) { s.in, s.folder, s.renderer = in, nil, nil }

// Restyle reads the templates again. When that fails, those that were read
// before stay in use.
func (s *Session) Restyle(ctx context.Context) (*Result, error) {
	if s.folder == nil {
		return s.Update(ctx, nil)
	}
	if err := s.style(); err != nil {
		return nil, err
	}
	return s.result(), nil
}

// Current reports whether the comparison in use is of the texts as they are.
func (s *Session) Current() bool {
	return slices.EqualFunc(s.texts, s.compared.texts, witness.Text.Equal)
}

// Texts returns what is to be compared, for [Session.Compare] on another
// goroutine.
func (s *Session) Texts() []witness.Text { return s.texts }

// Compare compares texts. It takes long.
func (s *Session) Compare(texts []witness.Text) Compared {
	found := s.in.compare(texts)
	return Compared{texts, found, stemma.Relate(found, texts)}
}

// Use gives the session a comparison and returns what there is with it.
func (s *Session) Use(c Compared) *Result {
	s.compared = c
	return s.result()
}

func (s *Session) read(ctx context.Context, paths []string) error {
	var err error
	if s.folder == nil {
		s.in.progress("read", 0, 0)
		s.folder, err = content.ReadFolder(ctx, s.in.Content, content.Options{Name: s.in.Name, Drafts: s.in.Drafts, Withheld: s.in.withheld})
	} else {
		var next *content.Folder
		if next, err = s.folder.Again(ctx, s.in.Content, paths); err == nil && next == s.folder {
			return nil
		} else if err == nil {
			s.folder = next
		}
	}
	if err != nil {
		return err
	}
	s.dossier, s.diags = s.folder.Dossier()
	before := s.public
	s.public = s.dossier.Public()
	if before == nil || !slices.Equal(before.Sources, s.public.Sources) {
		s.series = reading.SeriesOf(s.public)
		before = nil
	}
	if before == nil || before.Settings.ComparePages != s.public.Settings.ComparePages || !slices.Equal(before.AskedPairs(), s.public.AskedPairs()) {
		s.texts = reading.Texts(s.public, s.series, s.public.AskedPairs())
	}
	s.in.progress("anchor", 0, 0)
	var more []diag.Diagnostic
	s.evidence, more = s.evidence.Again(s.dossier)
	s.diags = append(append(s.diags, more...), evidence.Check(s.dossier, s.evidence)...)
	if s.renderer != nil && s.language == s.dossier.Settings.Language {
		return nil
	}
	return s.style()
}

// style reads the templates, with the words of the dossier's language.
func (s *Session) style() error {
	language := s.dossier.Settings.Language
	renderer, diags, err := render.New(render.Input{
		Shipped: s.in.Templates, Own: s.in.Own, OwnName: s.in.OwnName, Language: language, Types: site.Templates(),
	})
	if err != nil {
		return err
	}
	s.renderer, s.styles, s.language = renderer, diags, language
	return nil
}

// unspoken warns of a language of the dossier that there are no words for. One
// whose tag can be none is reported where it is read.
func (s *Session) unspoken() []diag.Diagnostic {
	settings, words := s.dossier.Settings, s.renderer.Words()
	first, _, _ := strings.Cut(strings.ToLower(settings.Language), "-")
	spoken, _, _ := strings.Cut(words.Language(), "-")
	if settings.File == nil || first == spoken || len(first) > 3 {
		return nil
	}
	own := cmp.Or(s.in.OwnName, "templates")
	d := settings.At("language", diag.Warning, diag.LanguageUnspoken,
		fmt.Sprintf("there are no words in the language %q, and the site speaks English", settings.Language), "")
	d.Hint = diag.Say(fmt.Sprintf(`the site speaks %s; a file %s adds a language ("`, strings.Join(words.Languages(), ", "), path.Join(own, "words", first+".yaml"))).
		Run(diag.Command{Name: "templates eject", Args: []string{"words/en.yaml"}}).Say(`" copies the English words out)`)
	return []diag.Diagnostic{d}
}

// result puts together what there is.
func (s *Session) result() *Result {
	out := map[string]bool{} // what no comparison may tell of, or speaks of no more
	for _, source := range s.public.Sources {
		for _, v := range source.Versions() {
			if v.Silent {
				out[string(v.Slug)] = true
			}
		}
	}
	if !s.Current() {
		stale := map[string]bool{}
		for _, t := range s.compared.texts {
			stale[t.ID] = true
		}
		for _, t := range s.texts {
			if i, ok := slices.BinarySearchFunc(s.compared.texts, t, witness.Text.Compare); ok && s.compared.texts[i].Equal(t) {
				delete(stale, t.ID)
			}
		}
		maps.Copy(out, stale)
	}
	relations, found := s.compared.relations, s.compared.found
	if len(out) > 0 {
		relations, found = relations.Without(out), found.Without(out)
	}
	public, evidence, dossier := s.public, s.evidence, s.dossier
	var names *view.Names
	if s.last != nil {
		names = s.last.Site.Names()
	}
	exported := export.Input{Dossier: public, Evidence: evidence, Comparison: found, Relations: relations, Words: s.renderer.Words(), Preview: s.in.Drafts}
	r := &Result{
		exported: exported,
		Dossier:  dossier, Evidence: evidence, Comparison: found, in: s.in, renderer: s.renderer,
		Site:        site.New(site.Input{Dossier: public, Evidence: evidence, Relations: relations, Series: s.series, Words: s.renderer.Words(), Names: names, Preview: s.in.Drafts}),
		Diagnostics: slices.Concat(s.diags, s.styles, s.unspoken()),
	}
	diag.Sort(r.Diagnostics)
	r.quick = r.Diagnostics
	r.slow = sync.OnceValue(func() []diag.Diagnostic {
		return slices.Concat(r.Site.Check(), r.checkLinks(), r.Site.CheckAddresses(), timeline.Check(public, evidence), review.Warnings(review.Input{Dossier: dossier, Evidence: evidence, Comparison: found}))
	})
	r.search = sync.OnceValue(func() *search.Index {
		if public.Settings.NoSearch {
			return nil
		}
		return search.New(r.Site.Documents(), r.Site.SearchOptions())
	})
	r.others = sync.OnceValue(func() map[string]export.File {
		files := map[string]export.File{}
		for _, f := range append(export.Files(r.exported), export.CrawlerFiles(r.exported, r.places)...) {
			files[f.Path] = f
		}
		if base := public.Settings.BaseURL; base != "" && !public.Settings.NoSearch && !r.in.Drafts {
			files[address.OpenSearch] = export.File{Path: address.OpenSearch, Make: func() ([]byte, error) {
				return search.Description(public.Settings.Title, r.renderer.Words().Word("search_about", public.Settings.Title), base+searchFolder), nil
			}}
		}
		for _, f := range r.Site.Exports() {
			files[f.Path] = export.File{Path: f.Path, Make: f.Make}
		}
		for _, c := range r.Site.Cards() {
			files[c.Path] = export.File{Path: c.Path, Make: c.Make}
		}
		if len(public.Claims) > 0 {
			files[address.ClaimReviews] = export.File{Path: address.ClaimReviews, Make: r.Site.ClaimReviews}
		}
		embeds := r.Site.Embeds()
		for _, e := range embeds {
			files[e.Route.File()] = export.File{Path: e.Route.File(), Make: func() ([]byte, error) { return r.part("embed", e.Page()) }}
			files[e.OEmbed.Path] = export.File(e.OEmbed)
		}
		if crate.Has(&public.Settings, r.in.Drafts) {
			files[address.Crate] = export.File{Path: address.Crate, Make: r.crate}
		}
		books := r.books()
		maps.Copy(files, books)
		for _, m := range r.Site.Moved() {
			files[m.Route.File()] = export.File{Path: m.Route.File(), Make: func() ([]byte, error) { return r.part("moved", r.Site.MovedPage(m)) }}
		}
		for _, a := range r.renderer.Assets() {
			if a.Path == address.EmbedStyle && len(embeds) == 0 ||
				(a.Path == address.BookStyle || a.Path == address.PrintStyle) && books[address.Print.File()].Make == nil {
				continue
			}
			files[a.Path] = export.File{Path: a.Path, Make: func() ([]byte, error) { return a.Data, nil }}
		}
		return files
	})
	r.files = sync.OnceValue(func() map[string]export.File {
		files := map[string]export.File{}
		for _, f := range r.Site.Files() {
			files[f.Path] = export.File{Path: f.Path, Make: func() ([]byte, error) { return afero.ReadFile(r.in.Content, f.Content) }}
		}
		maps.Copy(files, r.others()) // where both have one, checkLinks says so
		return files
	})
	s.last = r
	return r
}

// mayBeEmpty are the files that are not there when nothing is in them.
var mayBeEmpty = []string{"timeline.ics", "timelinejs.json", address.ClaimReviews}

// crate describes the folder of the site. A file that has nothing to hold is not there; whether it has is known when it is made.
func (r *Result) crate() ([]byte, error) {
	own, shown := []string{address.Overview.File()}, []string{}
	for name, f := range r.others() {
		if !crate.Data(name) {
			continue
		}
		if slices.Contains(mayBeEmpty, name) {
			if data, err := f.Make(); err != nil {
				return nil, err
			} else if data == nil {
				continue
			}
		}
		own = append(own, name)
	}
	for _, f := range r.Site.Files() {
		shown = append(shown, f.Path)
	}
	return crate.Metadata(r.exported.Dossier, own, shown)
}

// idPattern is an id in a page as templates write it.
var idPattern = regexp.MustCompile(` id="([^"]+)"`)

// checkLinks reports the links in notes to what the site does not have. What
// ids a page has depends on its template, which may be the editor's own: the
// page is made and read, where a link names a place on it.
func (r *Result) checkLinks() []diag.Diagnostic {
	known := map[address.Route][]string{}
	return r.Site.CheckLinks(func(path string) bool {
		_, ok := r.others()[path]
		return ok
	}, func(p site.Page) []string {
		if ids, ok := known[p.Route]; ok {
			return ids
		}
		var ids []string
		if data, err := made(p, r.page); err == nil {
			for _, m := range idPattern.FindAllSubmatch(data, -1) {
				ids = append(ids, html.UnescapeString(string(m[1])))
			}
		}
		known[p.Route] = ids
		return ids
	})
}

// places returns the pages that search engines may be led to.
func (r *Result) places() []export.Place {
	var out []export.Place
	for _, p := range r.Site.Pages() {
		if p.Route != address.Missing && p.Route != address.Search {
			out = append(out, export.Place{Route: p.Route, Entry: p.Entry})
		}
	}
	return out
}

// sitemaps returns the parts of a sitemap that is too long for one file, whose number is known when all pages are.
func (r *Result) sitemaps() []export.File { return export.Sitemaps(r.exported, r.places()) }

// Review returns all that is wrong with content, sorted, also what takes
// longer to find.
func (r *Result) Review() []diag.Diagnostic {
	all := slices.Concat(r.quick, r.slow())
	diag.Sort(all)
	return all
}

// paths returns the paths of the files of the site, sorted. Some of those that
// are no pages may have nothing to hold, and are not written.
func (r *Result) paths() []string {
	paths := slices.Collect(maps.Keys(r.files()))
	for _, name := range r.search().Files() {
		paths = append(paths, searchFolder+name)
	}
	for _, p := range r.Site.Pages() {
		paths = append(paths, p.Route.File())
	}
	for _, f := range r.sitemaps() {
		paths = append(paths, f.Path)
	}
	slices.Sort(paths)
	return paths
}
