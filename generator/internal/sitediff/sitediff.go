// Package sitediff tells what changes for readers between two sites.
//
// A page is what stands in its element <main>, cut into blocks as a browser
// would and into sentences (package segment). The sentences of a page are
// compared in their order (Myers 1986, by znkr.io/diff); one that only stands
// elsewhere on the page is moved, and told as nothing else.
//
// What is no text of a page is not compared: its frame, drawings, buttons, how
// it is cited, and files for programs. Neither are pages for the articles of
// others, which say what the page they are of says.
//
// One sentence is often on several pages: that of a quotation, those of its
// sources, lists. [Diff.Once] tells it on the shortest.
package sitediff

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"znkr.io/diff"

	"dossier/generator/internal/address"
)

// Change is what became of a page.
type Change string

// The changes.
const (
	Added   Change = "added"
	Changed Change = "changed"
	Removed Change = "removed"
	Moved   Change = "moved" // to another address, to which its old one leads; its text may be another, too
)

// Diff is what changes between two sites, the pages sorted by their addresses.
type Diff struct {
	Pages []Page `json:"pages"`
}

// Page is a page that changes.
type Page struct {
	Address string `json:"address"`        // from the root of the site, which is "./"
	From    string `json:"from,omitempty"` // where a page stood that moved
	Title   string `json:"title"`          // of the new page; of the old one where it is removed
	Change  Change `json:"change"`
	Edits   []Edit `json:"edits"`

	length int // in sentences
}

// Edit is what stands in a place of the old page, and what in that place of the
// new one, in sentences. One of the two may be empty.
type Edit struct {
	Removed []string `json:"removed"`
	Added   []string `json:"added"`
}

// Count returns how many pages have a change.
func (d Diff) Count(c Change) int {
	n := 0
	for _, p := range d.Pages {
		if p.Change == c {
			n++
		}
	}
	return n
}

// Between compares two sites, each the folder that holds it.
func Between(from, to fs.FS) (Diff, error) {
	before, err := pages(from)
	if err != nil {
		return Diff{}, fmt.Errorf("read the old site: %w", err)
	}
	after, err := pages(to)
	if err != nil {
		return Diff{}, fmt.Errorf("read the new site: %w", err)
	}
	moved, left := map[string]string{}, map[string]bool{} // from where, by where it stands now; and who moved
	was, is := map[string]page{}, map[string]page{}
	for _, name := range slices.Sorted(maps.Keys(union(before, after))) {
		var old, now []byte
		if before[name] {
			if old, err = fs.ReadFile(from, name); err != nil {
				return Diff{}, fmt.Errorf("read the old site: %w", err)
			}
		}
		if after[name] {
			if now, err = fs.ReadFile(to, name); err != nil {
				return Diff{}, fmt.Errorf("read the new site: %w", err)
			}
		}
		if before[name] && after[name] && string(old) == string(now) {
			continue
		}
		o, err := read(old)
		if err != nil {
			return Diff{}, fmt.Errorf("read %s: %w", name, err)
		}
		n, err := read(now)
		if err != nil {
			return Diff{}, fmt.Errorf("read %s: %w", name, err)
		}
		if before[name] && o.leads == "" {
			was[name] = o
		}
		if after[name] && n.leads == "" {
			is[name] = n
		}
		if to := path.Join(path.Dir(name), n.leads); n.leads != "" && before[name] && o.leads == "" && after[to] && !before[to] {
			moved[to], left[name] = name, true
		}
	}
	d := Diff{Pages: []Page{}}
	for name := range union(was, is) {
		if left[name] {
			continue
		}
		old, there := was[name]
		now, stays := is[name]
		p := Page{Change: Changed}
		switch from, ok := moved[name]; {
		case ok:
			old, p.Change, p.From = was[from], Moved, addressOf(from)
		case !there:
			p.Change = Added
		case !stays:
			p.Change = Removed
		}
		p.Address, p.Title = addressOf(name), cmp.Or(now.title, old.title)
		p.compare(old, now)
		if p.Change != Changed || len(p.Edits) > 0 {
			d.Pages = append(d.Pages, p)
		}
	}
	slices.SortFunc(d.Pages, func(x, y Page) int { return cmp.Compare(x.Address, y.Address) })
	return d, nil
}

// union returns the keys of two maps.
func union[V any](a, b map[string]V) map[string]V {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// addressOf returns the address of a page that stands in a file.
func addressOf(name string) string {
	route, _ := address.OfFile(name)
	return cmp.Or(route.Path(), "./")
}

// embed is the last folder of a page for the articles of others.
var embed = strings.TrimSuffix(address.Route("").Embed().Path(), "/")

// printed is the folder of the whole dossier on one page, which says again what stands elsewhere.
var printed = strings.TrimSuffix(address.Print.Path(), "/")

// pages returns the files of a site that are pages for its readers.
func pages(site fs.FS) (map[string]bool, error) {
	out := map[string]bool{}
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if base := path.Base(name); name != "." && strings.HasPrefix(base, ".") || base == embed || name == printed {
				return fs.SkipDir
			}
		case d.Type().IsRegular() && strings.HasSuffix(name, ".html"):
			out[name] = true
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil // a site that is not there has no pages
	}
	return out, err
}

// compare finds what changes from one page to another.
func (p *Page) compare(was, is page) {
	p.Edits, p.length = []Edit{}, max(len(was.sentences), len(is.sentences))
	for _, h := range diff.Hunks(was.sentences, is.sentences, diff.Context(0)) {
		p.Edits = append(p.Edits, Edit{
			Removed: slices.Clone(was.sentences[h.PosX:h.EndX]),
			Added:   slices.Clone(is.sentences[h.PosY:h.EndY]),
		})
	}
	p.Edits = withoutMoved(p.Edits)
}

// withoutMoved leaves out what is removed in one place and added in another.
func withoutMoved(edits []Edit) []Edit {
	removed, added := map[string]int{}, map[string]int{}
	for _, e := range edits {
		for _, s := range e.Removed {
			removed[s]++
		}
		for _, s := range e.Added {
			added[s]++
		}
	}
	moved := map[string]int{}
	for s, n := range removed {
		moved[s] = min(n, added[s])
	}
	toGo, toCome := maps.Clone(moved), maps.Clone(moved)
	return filter(edits, func(s string) bool { toGo[s]--; return toGo[s] < 0 }, func(s string) bool { toCome[s]--; return toCome[s] < 0 })
}

// filter returns edits with the sentences that are kept; those without any are gone.
func filter(edits []Edit, removed, added func(string) bool) []Edit {
	out := []Edit{}
	for _, e := range edits {
		kept := Edit{Removed: []string{}, Added: []string{}}
		for _, s := range e.Removed {
			if removed(s) {
				kept.Removed = append(kept.Removed, s)
			}
		}
		for _, s := range e.Added {
			if added(s) {
				kept.Added = append(kept.Added, s)
			}
		}
		if len(kept.Removed)+len(kept.Added) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

// Once returns the pages with each sentence told once, on the page of which it
// is the greatest part, the shortest, and the pages about which nothing is left to
// tell.
func (d Diff) Once() (told, repeating []Page) {
	order := slices.Clone(d.Pages)
	slices.SortStableFunc(order, func(x, y Page) int {
		return cmp.Compare(x.length, y.length)
	})
	removed, added := map[string]bool{}, map[string]bool{}
	edits := map[string][]Edit{}
	for _, p := range order {
		edits[p.Address] = filter(p.Edits, func(s string) bool { return !removed[s] }, func(s string) bool { return !added[s] })
		for _, e := range p.Edits {
			for _, s := range e.Removed {
				removed[s] = true
			}
			for _, s := range e.Added {
				added[s] = true
			}
		}
	}
	for _, p := range d.Pages {
		if p.Edits = edits[p.Address]; len(p.Edits) == 0 && p.Change == Changed {
			repeating = append(repeating, p)
		} else {
			told = append(told, p)
		}
	}
	return told, repeating
}
