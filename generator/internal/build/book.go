package build

import (
	"bytes"
	"fmt"
	"path"
	"sync"

	"github.com/spf13/afero"

	"dossier/generator/internal/address"
	"dossier/generator/internal/book"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/export"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/site"
)

// books returns the files that are the whole dossier: the page to be printed, and the EPUB, or those of each volume with a page that
// leads to them. A preview has none.
func (r *Result) books() map[string]export.File {
	s := &r.Dossier.Settings
	out := map[string]export.File{}
	if r.in.Drafts {
		return out
	}
	prints, epubs := s.Has(dossier.FormatPrint), s.Has(dossier.FormatEPUB)
	add := func(wanted bool, path string, make func() ([]byte, error)) {
		if wanted {
			out[path] = export.File{Path: path, Make: make}
		}
	}
	volumes := r.Site.Volumes()
	switch len(volumes) {
	case 0:
		add(prints, address.Print.File(), func() ([]byte, error) { return r.part("print", r.Site.TooLong()) })
		return out
	case 1:
		print, epub := r.volume(volumes, 0, prints && epubs)
		add(prints, address.Print.File(), print)
		add(epubs, address.EPUB, epub)
		return out
	}
	add(prints || epubs, address.Print.File(), func() ([]byte, error) { return r.part("print", r.Site.VolumesPage(volumes)) })
	for i := range volumes {
		print, epub := r.volume(volumes, i, false) // they are made far apart: none is kept meanwhile
		add(prints, address.PrintVolume(i).File(), print)
		add(epubs, address.EPUBVolume(i), epub)
	}
	return out
}

// volume returns what makes a volume to be printed, and as an EPUB. Both are made of the same chapters, which are made when the first
// of the two is asked for and, if they are shared, kept until the second is.
func (r *Result) volume(volumes [][]site.PlannedPart, n int, shared bool) (print, epub func() ([]byte, error)) {
	var mu sync.Mutex
	var kept *book.Book
	bound := func() (*book.Book, error) {
		mu.Lock()
		defer mu.Unlock()
		if kept != nil {
			b := kept
			kept = nil
			return b, nil
		}
		b, err := r.bind(volumes, n)
		if shared && err == nil {
			kept = b
		}
		return b, err
	}
	print = func() ([]byte, error) {
		b, err := bound()
		if err != nil {
			return nil, err
		}
		page := r.Site.Print(contents(b), string(b.Print()))
		if len(volumes) > 1 {
			page.Volume = r.Site.VolumeOf(n, len(volumes))
		}
		return r.part("print", page)
	}
	epub = func() ([]byte, error) {
		b, err := bound()
		if err != nil {
			return nil, err
		}
		return b.EPUB()
	}
	return print, epub
}

// contents returns the contents of a book as a template shows them.
func contents(b *book.Book) []site.BookContents {
	var out []site.BookContents
	for _, e := range b.Entries() {
		c := site.BookContents{}
		c.Href, c.Text = e.Href, e.Text
		for _, below := range e.Below {
			c.Below = append(c.Below, site.Link{Href: below.Href, Text: below.Text, Lang: below.Lang, Dir: below.Dir})
		}
		out = append(out, c)
	}
	return out
}

// bind makes the chapters of a volume and puts them together.
func (r *Result) bind(volumes [][]site.PlannedPart, n int) (*book.Book, error) {
	d := r.Dossier.Public()
	s := d.Settings
	b := book.Book{
		At: address.Print, Base: s.BaseURL, ID: export.URN(s, "book"), Title: s.Title, Summary: s.Summary, Editors: s.Editors,
		Contents: r.renderer.Words().Word("contents"),
		Picture: func(file string) ([]byte, error) {
			for _, f := range r.Site.Files() {
				if f.Path == file {
					return afero.ReadFile(r.in.Content, f.Content)
				}
			}
			return nil, nil
		},
	}
	b.Lang, b.Dir = r.Site.Language()
	if b.Modified = "2000-01-01T00:00:00Z"; !d.Touched().IsZero() { // an EPUB has to name a day, also where the editors name none
		b.Modified = d.Touched().RFC3339()
	}
	for _, a := range r.renderer.Assets() {
		if a.Path == address.BookStyle {
			b.Style = a.Data
		}
	}
	if len(volumes) > 1 {
		b.ID, b.Title = export.URN(s, fmt.Sprintf("book-%d", n+1)), b.Title+" · "+r.Site.VolumeOf(n, len(volumes))
		b.Others = map[address.Route]string{}
		for i, parts := range volumes {
			for _, p := range parts {
				for _, c := range p.Chapters {
					if i != n {
						b.Others[c.Route] = book.Link(path.Base(address.PrintVolume(i).File()), book.Chapter{ID: c.ID})
					}
				}
			}
		}
	}
	type slot struct {
		planned site.PlannedChapter
		chapter *book.Chapter
	}
	var slots []slot
	for _, p := range volumes[n] {
		chapters := make([]book.Chapter, len(p.Chapters))
		for i, c := range p.Chapters {
			chapters[i] = book.Chapter{ID: c.ID, Route: c.Route, Title: c.Title, Lang: c.Lang, Dir: c.Dir}
			slots = append(slots, slot{c, &chapters[i]})
		}
		b.Parts = append(b.Parts, book.Part{ID: p.ID, Title: p.Title, Chapters: chapters})
	}
	failed := make([]error, len(slots))
	parallel.Each(len(slots), func(i int) {
		var out bytes.Buffer
		if err := r.renderer.Part(&out, "chapter", slots[i].planned.Data()); err != nil {
			failed[i] = fmt.Errorf("render %s: %w", slots[i].planned.ID, err)
		}
		slots[i].chapter.HTML = out.Bytes()
	})
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return book.Bind(b), nil
}
