package build

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/spf13/afero"

	"dossier/generator/internal/address"
	"dossier/generator/internal/book"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/export"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/site"
)

// books returns the files that are the whole dossier: the page to be printed, and the EPUB. Both are made of the same
// chapters, which are made when the first of them is asked for. A preview has none.
func (r *Result) books() map[string]export.File {
	s := &r.Dossier.Settings
	if r.in.Drafts {
		return nil
	}
	fits := r.Site.BookFits()
	bound := sync.OnceValues(r.bind)
	out := map[string]export.File{}
	add := func(path string, make func() ([]byte, error)) { out[path] = export.File{Path: path, Make: make} }
	if s.Has(dossier.FormatPrint) {
		add(address.Print.File(), func() ([]byte, error) {
			if !fits {
				return r.part("print", r.Site.Print(nil, ""))
			}
			b, err := bound()
			if err != nil {
				return nil, err
			}
			return r.part("print", r.Site.Print(contents(b), string(b.Print())))
		})
	}
	if s.Has(dossier.FormatEPUB) && fits {
		add(address.EPUB, func() ([]byte, error) {
			b, err := bound()
			if err != nil {
				return nil, err
			}
			return b.EPUB()
		})
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

// bind makes the chapters of the book and puts them together.
func (r *Result) bind() (*book.Book, error) {
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
	for _, p := range r.Site.Book() {
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
