package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/parallel"
)

// Parts is what was read, before it is put together.
type Parts struct {
	Settings  Settings
	Addresses Addresses
	Items     []Item // in any order
	Unread    []Unread
	Folder    string     // what the files' names begin with
	Files     []string   // of the folder that notes may show, relative to it
	Originals []Original // that are kept beside sources

	// Holds reports whether a version of a source has the words of a citation,
	// once. It may be nil, and is called by several goroutines.
	Holds func(s *Source, q *markdown.Quote) bool
}

// New puts a dossier together and reports what does not fit. It does not change
// the parts, so that they can be put together again when some of them have
// changed: its notes are copies, its sources the ones that were given.
func New(parts Parts) (*Dossier, []diag.Diagnostic) {
	b := builder{unread: parts.Unread, holds: parts.Holds}
	items, earlier := b.gather(b.nameTopics(copied(parts.Items)))
	d := (&Dossier{Settings: parts.Settings, Addresses: parts.Addresses, folder: parts.Folder, files: map[string]string{}, byFile: map[string]*Entry{}}).with(items)
	b.d = d
	d.names = newNames(items, &b)
	for _, s := range earlier {
		d.names.version(s)
	}
	for _, f := range parts.Files {
		d.files[fold.Form(f)] = f
	}
	for _, e := range d.names.list {
		d.byFile[fold.Form(e.File.Name)] = e
	}
	b.keepOriginals(parts.Originals)
	b.standIns()
	each(&b, d.items, func(b *builder, i Item) { i.settle(b) })
	each(&b, d.Notes(), func(b *builder, n *Note) {
		b.links(n)
		b.destinations(n)
		b.headings(n)
	})
	b.comparePairs()
	b.changes()
	b.absences()
	b.problems()
	return d, b.diags
}

// atOnce is how many notes one goroutine takes at a time.
const atOnce = 200

// each calls work for each of list, with what it reports in the order of list.
// Work changes nothing but the note that it is given.
func each[T any](b *builder, list []T, work func(b *builder, e T)) {
	parts := slices.Collect(slices.Chunk(list, atOnce))
	own := make([]builder, len(parts))
	parallel.Each(len(parts), func(i int) {
		own[i].d, own[i].unread, own[i].holds = b.d, b.unread, b.holds
		for _, e := range parts[i] {
			work(&own[i], e)
		}
	})
	for _, o := range own {
		b.diags = append(b.diags, o.diags...)
		b.missed = append(b.missed, o.missed...)
		b.absent = append(b.absent, o.absent...)
	}
}

// copied returns items that can be changed, by kind and then by slug.
func copied(items []Item) []Item {
	out := make([]Item, len(items))
	for i, item := range items {
		if out[i] = item.copied(); out[i].AsEntry().Item != out[i] {
			Own(out[i])
		}
	}
	return ordered(out)
}

// ordered returns items by kind and then by slug.
func ordered(items []Item) []Item {
	byKind := make([][]Item, len(kinds)+1)
	for _, i := range items {
		place := 1 + i.AsEntry().Kind.place()
		byKind[place] = append(byKind[place], i)
	}
	for _, list := range byKind {
		slices.SortFunc(list, func(a, b Item) int {
			x, y := a.AsEntry(), b.AsEntry()
			return cmp.Or(cmp.Compare(x.Slug, y.Slug), cmp.Compare(x.File.Name, y.File.Name))
		})
	}
	return slices.Concat(byKind...)
}

type builder struct {
	d      *Dossier
	holds  func(s *Source, q *markdown.Quote) bool
	diags  []diag.Diagnostic
	unread []Unread
	missed []missed
	absent []absent
}

// ref follows a name in the front matter of an entry to an entry of one kind.
func (b *builder) ref(from *Entry, r Ref, kind Kind) *Entry {
	all := b.d.names.find(r.Name, kind)
	if len(all) == 1 {
		b.draft(from, r.Start, r.End, all[0])
		return all[0]
	}
	if len(all) == 0 && b.misses(from, r.Name, kind, r.Start, r.End) {
		return nil
	}
	hint := makingOrNaming(from, kind, r.Name)
	var places []diag.Place
	near, ok := b.d.names.near(r.Name, kind)
	if ok {
		hint = diag.Say(fmt.Sprintf("did you mean %q?", near.Slug))
		places = append(places, near.Head(fmt.Sprintf("the %s %q", kind, near.Title)))
	} else if other := b.d.names.find(r.Name, ""); len(other) > 0 {
		hint = diag.Say(fmt.Sprintf("%q is %s; name %s", r.Name, other[0].Kind.WithArticle(), kind.WithArticle()))
		places = append(places, other[0].Head("the "+string(other[0].Kind)))
	}
	message := fmt.Sprintf("there is no %s %q", kind, r.Name)
	code := diag.LinkMissing
	if len(all) > 1 {
		code, message = diag.LinkAmbiguous, fmt.Sprintf("%q is the name of %d things", r.Name, len(all))
		hint = diag.Say("write " + alternatives(all, func(e *Entry) string { return string(e.Slug) }))
		places = placesOf(all)
	}
	d := from.File.At(r.Start, r.End, diag.Error, code, message, "")
	d.Hint, d.Related = hint, places
	if code == diag.LinkMissing {
		b.absent = append(b.absent, absent{kind, r.Name, d, from, near})
	} else {
		b.diags = append(b.diags, d)
	}
	return nil
}

// citations gives a note its citations. of is the source that the front
// matter of an annotation names; declared says that it names one, also one
// that is not there.
func (b *builder) citations(n *Note, of *Source, declared bool) {
	for i, block := range n.Body.Blocks {
		q := block.Quote
		if q == nil {
			continue
		}
		if q.Callout {
			b.diags = append(b.diags, n.File.At(q.Start, q.End, diag.Error, diag.Callout,
				"this is a callout, and a blockquote is for the words of a source", `write it as a paragraph of its own, without ">" and without the mark in brackets`))
			continue
		}
		source := of
		switch {
		case q.Attribution != nil:
			if source = b.attribution(n, q, of); source == nil {
				continue
			}
		case declared:
			if of == nil {
				continue
			}
		default:
			b.unattributed(n, q.Start, q.End)
			for _, t := range q.Translations {
				b.diags = append(b.diags, n.File.At(t.Start, t.End, diag.Error, diag.TranslationMark, "the words that this translates are cited from no source",
					`name it in the last line of the blockquote: "> — [[source]]"`))
			}
			continue
		}
		if q.Text == "" {
			b.diags = append(b.diags, n.File.At(q.Start, q.End, diag.Error, diag.CitationEmpty,
				"this citation quotes no words", "put the words of the source above the line that names it"))
			continue
		}
		pinned := source.Newest != nil || q.Attribution != nil && strings.Contains(q.Attribution.Target, VersionMark) || q.Attribution == nil && strings.Contains(n.Item.About(), VersionMark)
		if !pinned {
			source = b.holding(source, q)
		}
		n.Citations = append(n.Citations, &Citation{Note: n, Source: source, Pinned: pinned, Quote: q, Block: i, Bears: b.bearing(n, q)})
		for _, x := range q.Beside {
			b.diags = append(b.diags, n.File.At(x.Start, x.End, diag.Error, diag.WordsUnshown,
				fmt.Sprintf("%s stands among cited words, which are shown as the source has them", x.What), "put it into what you say above or below the blockquote"))
		}
	}
	for _, nested := range n.Body.Nested {
		if !nested.Attributed && n.Kind != KindAnnotation && n.Kind != KindQuote {
			b.unattributed(n, nested.Start, nested.End)
			continue
		}
		b.diags = append(b.diags, n.File.At(nested.Start, nested.End, diag.Error, diag.CitationNested,
			"a citation stands inside a list or another blockquote", "move the blockquote to the left margin"))
	}
}

// unattributed reports the blockquote at the bytes [start, end) of a note's
// file, which has no attribution. Where a source is named among its words, or
// where every blockquote is a citation, that is an error.
func (b *builder) unattributed(n *Note, start, end int) {
	severity, message := diag.Warning, "this blockquote names no source and is shown without evidence"
	hint := `end it with a line "> — [[name]]" that gives the file name of the source, without ".md"`
	if n.Kind == KindQuote || n.Kind == KindAnnotation {
		severity, message = diag.Error, "this blockquote names no source"
	}
	for _, l := range n.Body.Links {
		if all := b.d.names.target(l.Target); l.Start >= start && l.End <= end && len(all) > 0 && isSource(all[0]) {
			severity, message = diag.Error, fmt.Sprintf("%q is named among the words of this blockquote, and not as their source", l.Target)
			hint = fmt.Sprintf(`put "> — [[%s]]" on a line of its own below the words`, l.Target)
		}
	}
	if name, ok := b.unlinked(n.File.Data[start:end]); ok {
		hint = fmt.Sprintf(`write its last line as a link: "> — [[%s]]"`, name)
	}
	d := n.File.At(start, end, severity, diag.CitationNoSource, message, hint)
	if place, mend, ok := Unquoted(n.File, start, end); ok {
		d.Hint, d.Related = diag.Say(mend), []diag.Place{place}
	}
	b.diags = append(b.diags, d)
}

// attribution returns the source that a blockquote names, or nil where it
// names none; links reports why.
func (b *builder) attribution(n *Note, q *markdown.Quote, of *Source) *Source {
	all := b.d.names.target(q.Attribution.Target)
	if len(all) != 1 {
		// A name that several kinds share means the source here.
		if all = ofKind(all, KindSource); len(all) != 1 {
			return nil
		}
	}
	source, _ := all[0].Item.(*Source)
	if source == nil && b.misses(&n.Entry, q.Attribution.Target, KindSource, q.Attribution.Start, q.Attribution.End) {
		return nil
	}
	if source == nil {
		d := n.File.At(q.Attribution.Start, q.Attribution.End, diag.Error, diag.WrongKind,
			fmt.Sprintf("a citation names a source, and %q is %s", q.Attribution.Target, all[0].Kind.WithArticle()),
			"name the source in which the words stand")
		d.Related = []diag.Place{all[0].Head("the " + string(all[0].Kind))}
		b.diags = append(b.diags, d)
		return nil
	}
	if of != nil && source.Base() != of.Base() {
		d := n.File.At(q.Attribution.Start, q.Attribution.End, diag.Error, diag.WrongKind,
			fmt.Sprintf("this annotation is on %q, and the citation names %q", of.Slug, source.Slug),
			"an annotation cites one source; put this citation into an annotation of its own")
		d.Related = []diag.Place{n.Place("source", "the source of this annotation")}
		b.diags = append(b.diags, d)
		return nil
	}
	return source
}

// links follows every link of a note's body.
func (b *builder) links(n *Note) {
	for _, l := range n.Body.Broken {
		hint := "links are [[slug]], [[folder/slug]] or [[slug|shown text]]"
		if l.Target != "" {
			hint = fmt.Sprintf("write [[%s]], or [[%s|shown text]]", l.Target, l.Target)
			if rest := n.File.Data[l.End:]; len(rest) > 0 && (rest[0] == '\n' || rest[0] == '\r') {
				hint += ", on one line"
			}
		}
		b.diags = append(b.diags, n.File.At(l.Start, l.End, diag.Warning, diag.LinkMissing, "this is no link, and is shown as it stands", hint))
	}
	if len(n.Body.Links) > 0 {
		n.Targets = make([]*Entry, len(n.Body.Links))
	}
	for i, l := range n.Body.Links {
		if hint := b.linkForm(n, l); hint != "" {
			b.diags = append(b.diags, n.File.At(l.Start, l.End, diag.Error, diag.LinkMissing, `a link of this kind takes a file name, without ".md" and without a "#"`, hint))
			continue
		}
		all := b.d.names.target(l.Target)
		if len(all) > 0 {
			n.Targets[i] = all[0]
		}
		if len(all) > 1 && l.Attributes {
			if sources := ofKind(all, KindSource); len(sources) == 1 {
				all = sources
			}
		}
		switch len(all) {
		case 1:
			b.draft(&n.Entry, l.Start, l.End, all[0])
		case 0:
			if !b.misses(&n.Entry, l.Target, "", l.Start, l.End) {
				b.absent = append(b.absent, b.nowhere(n, l, l.Attributes))
			}
		default:
			d := n.File.At(l.Start, l.End, diag.Error, diag.LinkAmbiguous,
				fmt.Sprintf("%q is the name of %d things", l.Target, len(all)),
				"write "+alternatives(all, func(e *Entry) string { return "[[" + e.InFolder() + "]]" }))
			d.Related = placesOf(all)
			b.diags = append(b.diags, d)
		}
	}
}

// nameTopics gives a topic that is written in several ways the name of its
// first use, by the order of entries, and reports names that have nothing but
// their slug in common. The items are the caller's own, but for sources: one
// that is changed is another.
func (b *builder) nameTopics(items []Item) []Item {
	type use struct {
		name string
		by   *Entry
	}
	first := map[Slug]use{}
	told := map[string]bool{} // folded names
	// named returns the topics of an entry by their names, and whether that
	// changes any.
	named := func(e *Entry) ([]Topic, bool) {
		topics, changed := e.Topics, false
		for i, t := range e.Topics {
			before, ok := first[t.Slug]
			if !ok {
				first[t.Slug] = use{t.Name, e}
				continue
			}
			if folded := FoldName(t.Name); folded != FoldName(before.name) && !told[folded] {
				told[folded] = true
				message, hint := TopicsShareSlug(before.name, t.Name)
				d := e.At("topics", diag.Warning, diag.TopicsShareSlug, message, hint)
				d.Related = []diag.Place{before.by.Place("topics", fmt.Sprintf("%q is named here", before.name))}
				b.diags = append(b.diags, d)
			}
			if before.name != t.Name {
				if !changed {
					topics, changed = slices.Clone(e.Topics), true
				}
				topics[i].Name = before.name
			}
		}
		return topics, changed
	}
	out := slices.Clone(items)
	for i, item := range items {
		topics, changed := named(item.AsEntry())
		if s, ok := item.(*Source); ok && changed {
			renamed := *s
			out[i], renamed.Item = &renamed, &renamed
		}
		if changed {
			out[i].AsEntry().Topics = topics
		}
	}
	return out
}

// TopicsShareSlug says what is wrong with two topics whose names differ in
// marks that no address has, and what mends it.
func TopicsShareSlug(first, second string) (message, hint string) {
	return fmt.Sprintf("the topics %q and %q have one address, topics/%s, and are shown as one", first, second, Slugify(first)),
		"give one of them a name with other letters or digits; where both are the same topic, write it in one way"
}
