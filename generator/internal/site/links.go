package site

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/site/view"
)

// A NoteFile is a file of the content folder that is published as it is.
type NoteFile struct {
	Path    string // on the site
	Content string // in the content folder
}

// Files returns the files that notes show or link to, and the originals of sources
// that are published, by their paths.
func (s *Site) Files() []NoteFile {
	files, _ := s.files()
	return slices.Clone(files)
}

// gatherFiles finds the files of [Site.Files], and reports those that cannot be
// published.
func (s *Site) gatherFiles() ([]NoteFile, []diag.Diagnostic) {
	taken := map[string]string{}
	var diags []diag.Diagnostic
	for _, n := range s.in.Dossier.Notes() {
		for i, to := range n.Destinations {
			if to.File == "" || s.index.Place(&n.Entry).Route == "" {
				continue
			}
			at := s.index.Published(n, to.File)
			if first, ok := taken[at]; ok && first != to.File {
				diags = append(diags, atReference(n, i, diag.DuplicateAddress, fmt.Sprintf("this file and %s would both stand at %s", first, at), "give one of the two another name"))
				continue
			}
			if len(at) > address.LongestPath {
				diags = append(diags, atReference(n, i, diag.LinkAddress,
					fmt.Sprintf("this file would stand at an address of %d bytes, and many systems take no more than %d", len(at), address.LongestPath),
					"put it beside the note, or into folders with shorter names"))
				continue
			}
			taken[at] = to.File
		}
	}
	for _, source := range s.in.Dossier.Sources {
		if at, file := s.index.Kept(source); at != "" {
			taken[at] = file
		}
	}
	var out []NoteFile
	for _, at := range slices.Sorted(maps.Keys(taken)) {
		out = append(out, NoteFile{at, taken[at]})
	}
	return out, diags
}

func atReference(n *dossier.Note, i int, code diag.Code, message, hint string) diag.Diagnostic {
	r := n.Body.References[i]
	return n.File.At(r.Start, r.End, diag.Error, code, message, hint)
}

// CheckLinks reports the links of notes to addresses and places that the site
// does not have, and two files at one address. other reports whether a file is
// one of the site that is neither a page nor a [NoteFile]; ids returns the ids
// in a page.
func (s *Site) CheckLinks(other func(file string) bool, ids func(view.Page) []string) []diag.Diagnostic {
	files, problems := s.files()
	diags := slices.Clone(problems)
	pages, has := map[string]view.Page{}, map[string]bool{}
	for _, p := range s.Pages() {
		pages[p.Route.File()] = p
	}
	for _, f := range files {
		has[f.Path] = true
	}
	for _, n := range s.in.Dossier.Notes() {
		own, published := pages[s.index.Place(&n.Entry).Route.File()]
		if !published {
			continue
		}
		diags = append(diags, s.checkHeadings(n, own, ids)...)
		for i, to := range n.Destinations {
			if to.File != "" {
				at := s.index.Published(n, to.File)
				if _, page := pages[at]; page || other(at) {
					diags = append(diags, atReference(n, i, diag.DuplicateAddress, fmt.Sprintf("this file would stand at %s, where the site has another", at), "give it another name"))
				}
				continue
			}
			if to.Entry == nil && to.Here == "" && to.Fragment == "" {
				continue
			}
			file, fragment := s.index.Leads(n, to)
			page, ok := pages[file]
			if !ok && (has[file] || other(file)) {
				continue
			}
			if !ok {
				diags = append(diags, atReference(n, i, diag.LinkMissing, fmt.Sprintf("the site has no page %q", to.Here), s.nearestPage(n, to.Here, pages)))
				continue
			}
			if fragment == "" {
				continue
			}
			if known := ids(page); !slices.Contains(known, fragment) {
				hint := `a place is the id or the words of a heading: [words](#first-reports) for "## First reports"`
				if near, ok := s.nearestPlace(fragment, to, n, known); ok {
					hint = fmt.Sprintf("did you mean #%s?", near)
				}
				diags = append(diags, atReference(n, i, diag.LinkMissing, fmt.Sprintf("there is no place #%s on that page", to.Fragment), hint))
			}
		}
	}
	return diags
}

// checkHeadings reports ids of headings that something else on the page has.
func (s *Site) checkHeadings(n *dossier.Note, own view.Page, ids func(view.Page) []string) []diag.Diagnostic {
	var out []diag.Diagnostic
	for i, h := range n.Body.Headings {
		if h.ID == "" {
			continue
		}
		others := 0
		for _, id := range ids(own) {
			if id == s.index.Headings(n)[i] {
				others++
			}
		}
		for _, other := range n.Body.Headings {
			if other.ID == h.ID {
				others-- // two of one note are reported where the note is read
			}
		}
		if others > 0 {
			out = append(out, n.File.At(h.Start, h.End, diag.Error, diag.HeadingID, fmt.Sprintf("something else on this page has the id %q", h.ID), "give the heading another"))
		}
	}
	return out
}

// nearestPlace returns the place on a page that a fragment was most likely meant
// for.
func (s *Site) nearestPlace(fragment string, to dossier.Destination, n *dossier.Note, known []string) (string, bool) {
	of := n
	if to.Entry != nil {
		of = to.Entry.Item.AsNote()
	}
	if of != nil && to.Here == "" {
		var names []string
		for _, h := range of.Body.Headings {
			names = append(names, cmp.Or(h.ID, string(dossier.Slugify(h.Text))))
		}
		if near, ok := meant.Nearest(fragment, names); ok {
			return near, true
		}
	}
	return meant.Nearest(fragment, known)
}

// nearestPage says which page or file an address was most likely meant for.
func (s *Site) nearestPage(n *dossier.Note, address string, pages map[string]view.Page) string {
	hint := "write where the file is from the note's own folder, such as ../sources/name.md, or [[name]]"
	if name, err := url.PathUnescape(path.Base(address)); err == nil {
		name = strings.TrimSuffix(name, path.Ext(name))
		if e := s.in.Dossier.Near(name); e != nil {
			return fmt.Sprintf("did you mean %s?", dossier.Relative(path.Dir(n.File.Name), e.File.Name))
		}
	}
	var routes []string
	for _, p := range pages {
		routes = append(routes, string(p.Route))
	}
	if near, ok := meant.Nearest("/"+strings.Trim(address, "./")+"/", routes); ok {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return hint
}
