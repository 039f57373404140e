package dossier

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/meant"
)

// A Destination is where a link or picture of Markdown's own leads. One that
// leads nowhere is zero.
type Destination struct {
	Elsewhere string // an address outside of the dossier, as written
	Entry     *Entry // the source or note whose file is named
	File      string // a file of the content folder, relative to it, that is published with the note
	Here      string // an address on the site, as written; whether there is such a page the site knows
	Fragment  string // behind Entry or Here, without "#"; with neither, on the note's own page
}

// pictureTypes and otherTypes are what a file that a note shows or links to may
// end in.
var (
	pictureTypes = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}
	otherTypes   = []string{".pdf", ".csv", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".wav", ".mp4", ".webm", ".ogv"}
)

// MediaFolder is the folder of a content folder for files that notes show.
const MediaFolder = "media"

// Publishable reports whether a file with this name can be published with a
// note that shows it or links to it.
func Publishable(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.Contains(pictureTypes, ext) || slices.Contains(otherTypes, ext)
}

func isPicture(name string) bool {
	return slices.Contains(pictureTypes, strings.ToLower(path.Ext(name)))
}

// Shown returns the files of the content folder that notes show or link to,
// relative to it and sorted.
func (d *Dossier) Shown() []string {
	var out []string
	for _, n := range d.Notes() {
		for _, to := range n.Destinations {
			if to.File != "" {
				out = append(out, to.File)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// schemes are the kinds of address elsewhere that a note may lead to.
var schemes = []string{"https", "http", "mailto", "tel"}

// destinations follows every link and picture of Markdown's own in a note.
func (b *builder) destinations(n *Note) {
	if len(n.Body.References) == 0 {
		return
	}
	n.Destinations = make([]Destination, len(n.Body.References))
	for i, r := range n.Body.References {
		n.Destinations[i] = b.destination(n, r)
		if r.Picture && strings.TrimSpace(r.Text) == "" && n.Destinations[i].File != "" {
			b.diags = append(b.diags, n.File.At(r.Start, r.End, diag.Warning, diag.PictureSilent,
				"this picture has no words for those who do not see it", "say between the square brackets what it shows: ![what it shows](file)"))
		}
	}
}

func (b *builder) destination(n *Note, r markdown.Reference) Destination {
	wrong := func(code diag.Code, message, hint string) Destination {
		b.diags = append(b.diags, n.File.At(r.Start, r.End, diag.Error, code, message, hint))
		return Destination{}
	}
	what := "link"
	if r.Picture {
		what = "picture"
	}
	u, err := url.Parse(strings.TrimSpace(r.Destination))
	if err != nil {
		return wrong(diag.LinkAddress, fmt.Sprintf("the address of this %s cannot be read", what), `write a sign such as "%" or a space in an address as %25 or %20`)
	}
	switch scheme := strings.ToLower(u.Scheme); {
	case r.Picture && (slices.Contains([]string{"http", "https"}, scheme) || scheme == "" && u.Host != ""):
		return wrong(diag.LinkAddress, "this picture lies on another site, which would learn who reads this page",
			fmt.Sprintf("save it beside the note and write %s: the site shows only what it holds", cmp.Or(path.Base(u.Path), "its file name")))
	case scheme == "" && u.Host != "":
		return wrong(diag.LinkAddress, "this address begins with no https:", "write https:"+r.Destination)
	case r.Picture && scheme != "":
		return wrong(diag.LinkAddress, fmt.Sprintf("a picture is a file, and no %s: address", scheme), "save the picture beside the note, and write its file name")
	case scheme != "" && !slices.Contains(schemes, scheme):
		hint := "links lead to https:, http:, mailto: and tel: addresses, to files of the dossier and to pages of the site"
		if near, ok := meant.Nearest(scheme, schemes); ok {
			hint = fmt.Sprintf("did you mean %s:? %s", near, hint)
		}
		return wrong(diag.LinkAddress, fmt.Sprintf("a link cannot lead to a %s: address", scheme), hint)
	case scheme != "":
		return Destination{Elsewhere: r.Destination}
	case u.Path == "" && u.Fragment == "":
		return wrong(diag.LinkMissing, fmt.Sprintf("this %s leads nowhere", what), fmt.Sprintf("write between the parentheses where the %s is", what))
	case u.Path == "" && !r.Picture:
		return Destination{Fragment: u.Fragment}
	}
	name := fold.Form(path.Join(path.Dir(n.File.Name), u.Path))
	inside, ok := b.d.inside(name)
	switch e := b.d.byFile[name]; {
	case strings.HasPrefix(u.Path, "/") && !r.Picture:
		return Destination{Here: u.Path, Fragment: u.Fragment}
	case strings.HasPrefix(u.Path, "/"):
		hint := fmt.Sprintf("write where it is from the note's own folder, such as %s or ../%s/%s", path.Base(u.Path), MediaFolder, path.Base(u.Path))
		return wrong(diag.PictureMissing, "a picture is a file beside the note, and no address on the site", hint)
	case e != nil && !r.Picture:
		b.draft(&n.Entry, r.Start, r.End, e)
		return Destination{Entry: e, Fragment: u.Fragment}
	case ok && b.d.files[inside] != "" && (!r.Picture || isPicture(inside)):
		return Destination{File: b.d.files[inside]}
	case !r.Picture && path.Ext(u.Path) != ".md" && !(Publishable(u.Path) || strings.HasSuffix(u.Path, ".yaml")):
		return Destination{Here: u.Path, Fragment: u.Fragment}
	}
	if path.Ext(u.Path) == ".md" {
		if b.misses(&n.Entry, strings.TrimSuffix(path.Base(name), ".md"), KindOfFolder(inside), r.Start, r.End) {
			return Destination{}
		}
	}
	code, message := diag.LinkMissing, fmt.Sprintf("there is no file %q", r.Destination)
	hint := "write where the file is from the note's own folder, such as ../sources/name.md"
	if r.Picture {
		code = diag.PictureMissing
		hint = fmt.Sprintf("put the picture beside the note, or into %s/ of the content folder", MediaFolder)
	}
	switch {
	case !ok:
		message, hint = fmt.Sprintf("%q lies outside of the content folder", r.Destination), "put the file beside the note, and write its name"
	case r.Picture && b.d.byFile[name] != nil || r.Picture && b.d.files[inside] != "":
		message, hint = "this file is no picture", "a picture is a file that ends in "+strings.Join(pictureTypes, ", ")
	}
	if near := b.nearestFile(n, u.Path, r.Picture); near != "" && ok {
		hint = fmt.Sprintf("did you mean %s?", strings.ReplaceAll(near, " ", "%20"))
	}
	if kind := KindOfFolder(inside); ok && kind != "" && !r.Picture && path.Ext(u.Path) == ".md" {
		// [[name]] and source: name may name it too: a file that was renamed is one problem.
		problem := n.File.At(r.Start, r.End, diag.Error, code, message, hint)
		b.absent = append(b.absent, absent{kind, strings.TrimSuffix(path.Base(name), ".md"), problem, &n.Entry, nil})
		return Destination{}
	}
	return wrong(code, message, hint)
}

// inside returns the path of a file relative to the content folder, given its
// name as diagnostics print it, and whether it lies in that folder.
func (d *Dossier) inside(name string) (string, bool) {
	if d.folder == "" || d.folder == "." {
		return name, name != ".." && !strings.HasPrefix(name, "../")
	}
	return strings.CutPrefix(name, fold.Form(path.Clean(d.folder))+"/")
}

// nearestFile returns the file that a path in a note was most likely meant for,
// as the note would write it, or "".
func (b *builder) nearestFile(n *Note, written string, picture bool) string {
	folder := path.Dir(n.File.Name)
	byPath, byName := map[string]string{}, map[string]string{}
	var paths, files []string
	add := func(name string) {
		p, base := Relative(folder, name), path.Base(name)
		byPath[p] = p
		paths = append(paths, p)
		if byName[base] == "" {
			byName[base] = p
			files = append(files, base)
		}
	}
	for name := range b.d.files {
		if isPicture(name) || !picture {
			add(path.Join(b.d.folder, name))
		}
	}
	for name := range b.d.byFile {
		if !picture {
			add(name)
		}
	}
	slices.Sort(files)
	for _, f := range files {
		if strings.EqualFold(f, path.Base(written)) {
			return byName[f]
		}
	}
	if near, ok := meant.Nearest(written, paths); ok {
		return byPath[near]
	}
	near, _ := meant.Nearest(path.Base(written), files)
	return byName[near]
}

// Relative returns the path from a folder to a file, both relative to one
// place and slash-separated.
func Relative(folder, file string) string {
	if folder == "." {
		return file
	}
	for { // as long as both begin with the same folder
		a, restA, _ := strings.Cut(folder, "/")
		b, restB, below := strings.Cut(file, "/")
		if !below || a != b {
			break
		}
		if folder, file = restA, restB; folder == "" {
			return file
		}
	}
	return strings.Repeat("../", 1+strings.Count(folder, "/")) + file
}

// headings reports ids of headings that cannot be used.
func (b *builder) headings(n *Note) {
	seen := map[string]markdown.HeadLine{}
	for _, h := range n.Body.Headings {
		if h.ID == "" {
			continue
		}
		if want := string(Slugify(h.ID)); want != h.ID {
			hint := "an id is made of lower-case letters, digits and single hyphens"
			if want != "" {
				hint = fmt.Sprintf("write {#%s}: %s", want, hint)
			}
			b.diags = append(b.diags, n.File.At(h.Start, h.End, diag.Error, diag.HeadingID, fmt.Sprintf("%q cannot be the id of a heading", h.ID), hint))
		}
		if first, ok := seen[h.ID]; ok {
			d := n.File.At(h.Start, h.End, diag.Error, diag.HeadingID, fmt.Sprintf("another heading has the id %q", h.ID), "give one of the two another")
			d.Related = []diag.Place{n.File.Place(first.Start, first.End, "the first")}
			b.diags = append(b.diags, d)
		}
		seen[h.ID] = h
	}
}
