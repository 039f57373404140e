package dossier

import (
	"bytes"
	"path"
	"strings"

	"dossier/generator/internal/fold"
)

// A Mention is a place of a source or note that names an entry by the name of its file:
// a link, the attribution of a citation, the address of a link of Markdown's
// own, or a key of the front matter.
type Mention struct {
	Entry      *Entry // that has the place in its file
	Start, End int    // bytes of the file: the name alone, without its folder
	Link       bool   // it stands between [[ and ]]
	Whole      bool   // a link that says the folder too
	Quoted     bool   // a value in quotation marks, or a piece of an address
	Lost       bool   // the name is written in a way that hides where it stands
}

// Mentions returns the places that name the entry of a kind with a slug, by
// file and place. The entry need not be there: what names one that is gone is
// returned as well.
func (d *Dossier) Mentions(kind Kind, slug Slug) []Mention {
	m := mentioning{d: d, kind: kind, slug: slug}
	for _, e := range d.Entries() {
		for _, r := range e.Item.names() {
			m.ref(e, r.Ref, r.kind)
		}
		if n := e.Item.AsNote(); n != nil {
			m.links(n)
		}
	}
	return m.list
}

type mentioning struct {
	d    *Dossier
	kind Kind
	slug Slug
	list []Mention
}

// is reports whether a name is that of the entry.
func (m *mentioning) is(name string) bool { return Slug(fold.Form(m.bare(name))) == m.slug }

// bare returns the name of a source without that of a version; only the former is
// given anew.
func (m *mentioning) bare(name string) string {
	if m.kind == KindSource {
		name, _, _ = strings.Cut(name, VersionMark)
	}
	return name
}

// ref takes down a name in the front matter of an entry, which is that of a
// kind.
func (m *mentioning) ref(from *Entry, r Ref, kind Kind) {
	if kind != m.kind || !m.is(r.Name) {
		return
	}
	x := Mention{Entry: from, Start: r.Start}
	if c := from.File.Data[r.Start]; c == '"' || c == '\'' {
		x.Start++
		x.Quoted = true
	}
	x.End = x.Start + len(m.bare(r.Name))
	x.Lost = !bytes.HasPrefix(from.File.Data[x.Start:], []byte(r.Name))
	m.list = append(m.list, x)
}

// links takes down the links in the body of a note.
func (m *mentioning) links(n *Note) {
	m.addresses(n)
	for _, l := range n.Body.Links {
		name, folder := l.Target, ""
		if i := strings.IndexByte(l.Target, '/'); i >= 0 {
			folder, name = l.Target[:i], l.Target[i+1:]
		}
		switch {
		case !m.is(name), folder != "" && folder != m.kind.Folder() && folder != string(m.kind):
			continue
		case folder == "" && !m.meant(l.Target, l.Attributes):
			continue
		}
		x := Mention{Entry: &n.Entry, Link: true, Whole: folder != ""}
		written := n.File.Data[l.Start:l.End]
		at := bytes.Index(written, []byte(l.Target))
		if x.Lost = at < 0; !x.Lost {
			x.Start = l.Start + at + len(l.Target) - len(name)
			x.End = x.Start + len(m.bare(name))
		}
		m.list = append(m.list, x)
	}
}

// addresses takes down the links of Markdown's own, to the file of the entry.
func (m *mentioning) addresses(n *Note) {
	for i, r := range n.Body.References {
		to := n.Destinations[i].Entry
		name := path.Base(fold.Form(strings.SplitN(r.Destination, "#", 2)[0]))
		if to == nil && name == string(m.slug)+".md" && !r.Picture {
			at, ok := m.d.inside(fold.Form(path.Join(path.Dir(n.File.Name), strings.SplitN(r.Destination, "#", 2)[0])))
			if !ok || KindOfFolder(at) != m.kind {
				continue
			}
		} else if to == nil || to.Kind != m.kind || Slug(m.bare(string(to.Slug))) != m.slug {
			continue
		}
		x := Mention{Entry: &n.Entry, Start: r.Start, Quoted: true}
		written := n.File.Data[r.Start:r.End]
		ending := bytes.LastIndex(written, []byte(".md"))
		begin := bytes.LastIndexAny(written[:max(0, ending)], "/(<") + 1
		if x.Lost = ending < 0 || !m.is(string(written[begin:max(begin, ending)])); !x.Lost {
			x.Start = r.Start + begin
			x.End = x.Start + len(m.bare(string(written[begin:ending])))
		}
		m.list = append(m.list, x)
	}
}

// meant reports whether a link to a name, without a folder, means the entry: it
// has the name alone, or nobody has it. What attributes words means a source.
func (m *mentioning) meant(target string, attributes bool) bool {
	all := m.d.names.find(target, "")
	if attributes && len(ofKind(all, KindSource)) == 0 || len(all) == 0 {
		return len(all) == 0 || m.kind == KindSource
	}
	if attributes {
		all = ofKind(all, KindSource)
	}
	return len(all) == 1 && all[0].Kind == m.kind && Slug(m.bare(string(all[0].Slug))) == m.slug
}

// Named returns the entries that a name, with or without a folder, is the file
// name of.
func (d *Dossier) Named(name string) []*Entry {
	var out []*Entry
	for _, e := range d.names.target(name) {
		if e.Slug == Slug(fold.Form(name[strings.IndexByte(name, '/')+1:])) {
			out = append(out, e)
		}
	}
	return out
}

// Taken returns the entry that keeps another of a kind from being called slug,
// because that is its name or an alias of it, or one that a disk may not tell
// from it; or nil. An alias of the entry but may become its name.
func (d *Dossier) Taken(kind Kind, slug Slug, but *Entry) *Entry {
	for _, e := range d.names.list {
		if p, ok := e.Item.(*Person); e.Kind != kind || ok && p.StandIn {
			continue
		}
		if fold.Case(string(e.Slug)) == fold.Case(string(slug)) && e != but {
			return e
		}
		for _, a := range e.Aliases {
			if FoldName(a.Name) == FoldName(string(slug)) && e != but {
				return e
			}
		}
	}
	return nil
}

// Shared reports whether entries of other kinds answer to a name, so that a
// link to one of a kind has to say its folder.
func (d *Dossier) Shared(kind Kind, slug Slug) bool {
	for _, e := range d.names.find(string(slug), "") {
		if e.Kind != kind {
			return true
		}
	}
	return false
}
