package content

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/frontmatter"
)

// A Renaming is the files that a new name of an entry changes, in their order.
type Renaming struct {
	Lines   []string // what is written, line by line, with its place
	files   []*dossier.Entry
	changes map[*dossier.Entry]*Change
	moved   []Change // files that go along with one that is named anew
}

// change returns the change of the file of an entry.
func (w *Renaming) change(e *dossier.Entry) *Change {
	if w.changes[e] == nil {
		w.files = append(w.files, e)
		w.changes[e] = &Change{Path: e.Path, Old: e.File.Data, Data: e.File.Data}
	}
	return w.changes[e]
}

// Changes returns what is to be written.
func (w *Renaming) Changes() []Change {
	var out []Change
	for _, e := range w.files {
		out = append(out, *w.changes[e])
	}
	return append(out, w.moved...)
}

// filesOf returns the entries whose files have the name of one: of a source with
// several versions those of all.
func filesOf(e *dossier.Entry) []*dossier.Entry {
	s, ok := e.Item.(*dossier.Source)
	if !ok {
		return []*dossier.Entry{e}
	}
	var out []*dossier.Entry
	for _, v := range s.Versions() {
		out = append(out, &v.Entry)
	}
	return out
}

// Renamed returns the files with a new name at the places that name an entry.
// Where others share the name, a link says the folder. The file of moved, where
// there is one, is named anew, and so are the originals that are kept of it and of its
// versions, at the paths originals.
func Renamed(mentions []dossier.Mention, kind dossier.Kind, slug dossier.Slug, shared bool, moved *dossier.Entry, originals []string) (*Renaming, error) {
	w := &Renaming{changes: map[*dossier.Entry]*Change{}}
	by := map[*dossier.Entry][]dossier.Mention{}
	for _, m := range mentions {
		if m.Lost {
			line := m.Entry.File.Line(m.Start)
			return nil, fmt.Errorf("%s:%d: the name is written in another way here; rewrite it by hand, nothing was changed", m.Entry.File.Name, line)
		}
		w.change(m.Entry)
		by[m.Entry] = append(by[m.Entry], m)
	}
	for _, e := range w.files {
		list, data := by[e], e.File.Data
		slices.SortFunc(list, func(a, b dossier.Mention) int { return cmp.Compare(a.Start, b.Start) })
		var b bytes.Buffer
		at := 0
		for _, m := range list {
			name := string(slug)
			switch {
			case m.Link && shared && !m.Whole:
				name = kind.Folder() + "/" + name
			case !m.Link && !m.Quoted:
				name = frontmatter.Scalar(name)
			}
			b.Write(data[at:m.Start])
			b.WriteString(name)
			at = m.End
			line := e.File.Line(m.Start)
			before := e.File.Rest(e.File.LineStart(line))
			from := m.Start - e.File.LineStart(line)
			w.Lines = append(w.Lines, fmt.Sprintf("%s:%d: %s", e.File.Name, line, strings.TrimSpace(before[:from]+name+before[from+m.End-m.Start:])))
		}
		b.Write(data[at:])
		w.changes[e].Data = b.Bytes()
	}
	if moved != nil {
		for _, e := range filesOf(moved) {
			_, version, ok := strings.Cut(path.Base(e.Path), dossier.VersionMark)
			name := string(slug) + ".md"
			if ok {
				name = string(slug) + dossier.VersionMark + version
			}
			w.change(e).To = path.Join(path.Dir(e.Path), name)
		}
	}
	for _, o := range originals {
		ending := strings.TrimPrefix(path.Base(o), string(moved.Slug))
		w.moved = append(w.moved, Change{Path: o, To: path.Join(path.Dir(o), string(slug)+ending)})
	}
	return w, nil
}
