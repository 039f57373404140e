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
	if r.Site.BookFits() {
		// Both are made of the same chapters, which are made when the first of the two is asked for.
		print, epub := r.bound(sync.OnceValues(func() (*book.Book, error) { return r.bind(r.Site.Book()) }), "")
		add(prints, address.Print.File(), print)
		add(epubs, address.EPUB, epub)
		return out
	}
	if !s.Volumes {
		add(prints, address.Print.File(), func() ([]byte, error) { return r.part("print", r.Site.TooLong()) })
		return out
	}
	volumes := r.Site.Volumes()
	others := sync.OnceValue(func() map[address.Route]string { return pagesOf(volumes) })
	add(prints || epubs, address.Print.File(), func() ([]byte, error) { return r.part("print", r.Site.VolumesPage(volumes)) })
	for i, parts := range volumes {
		name := r.Site.VolumeOf(i, len(volumes))
		print, epub := r.bound(func() (*book.Book, error) { // made for each: all volumes together are much to keep
			b, err := r.bind(parts)
			if err == nil {
				b.ID, b.Title, b.Others = export.URN(*s, fmt.Sprintf("book-%d", i+1)), b.Title+" · "+name, others()
			}
			return b, err
		}, name)
		add(prints, address.PrintVolume(i).File(), print)
		add(epubs, address.EPUBVolume(i), epub)
	}
	return out
}

// bound returns what makes a book to be printed, and as an EPUB. volume says which of several it is.
func (r *Result) bound(bind func() (*book.Book, error), volume string) (print, epub func() ([]byte, error)) {
	print = func() ([]byte, error) {
		b, err := bind()
		if err != nil {
			return nil, err
		}
		page := r.Site.Print(contents(b), string(b.Print()))
		page.Volume = volume
		return r.part("print", page)
	}
	epub = func() ([]byte, error) {
		b, err := bind()
		if err != nil {
			return nil, err
		}
		return b.EPUB()
	}
	return print, epub
}

// pagesOf returns where the chapters of all volumes stand, by the pages of the same things.
func pagesOf(volumes [][]site.PlannedPart) map[address.Route]string {
	out := map[address.Route]string{}
	for i, parts := range volumes {
		page := path.Base(address.PrintVolume(i).File())
		for _, p := range parts {
			for _, c := range p.Chapters {
				out[c.Route] = book.Link(page, c.ID)
			}
		}
	}
	return out
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

// bind makes the chapters of a book and puts them together.
func (r *Result) bind(parts []site.PlannedPart) (*book.Book, error) {
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
	type slot struct {
		planned site.PlannedChapter
		chapter *book.Chapter
	}
	var slots []slot
	for _, p := range parts {
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
