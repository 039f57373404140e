package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/markdown"
)

// Parts is what was read, before it is put together. New takes it over.
type Parts struct {
	Settings    Settings
	Sources     []*Source
	Annotations []*Annotation
	Quotes      []*Quote
	Events      []*Event
	People      []*Person
	Pages       []*Page
}

// New puts a dossier together and reports what does not fit.
func New(parts Parts) (*Dossier, []diag.Diagnostic) {
	d := &Dossier{
		Settings:    parts.Settings,
		Sources:     sorted(parts.Sources, func(s *Source) *Entry { return &s.Entry }),
		Annotations: sorted(parts.Annotations, func(n *Annotation) *Entry { return &n.Entry }),
		Quotes:      sorted(parts.Quotes, func(n *Quote) *Entry { return &n.Entry }),
		Events:      sorted(parts.Events, func(n *Event) *Entry { return &n.Entry }),
		People:      sorted(parts.People, func(n *Person) *Entry { return &n.Entry }),
		Pages:       sorted(parts.Pages, func(n *Page) *Entry { return &n.Entry }),
	}
	b := builder{d: d}
	d.names = newNames(d, &b)
	b.topics()
	for _, a := range d.Annotations {
		if a.Source.Name != "" {
			if e := b.ref(&a.Entry, a.Source, KindSource); e != nil {
				a.Of = e.source
			}
		}
		b.citations(&a.Note, a.Of, a.Source.Name != "")
	}
	for _, q := range d.Quotes {
		if q.SpeakerRef.Name != "" {
			if e := b.ref(&q.Entry, q.SpeakerRef, KindPerson); e != nil {
				q.Speaker = e.person
			}
		}
		for _, r := range q.RelatedRefs {
			if e := b.ref(&q.Entry, r, KindQuote); e != nil && e.quote != q {
				q.Related = append(q.Related, e.quote)
			}
		}
		b.citations(&q.Note, nil, false)
		if !slices.ContainsFunc(q.Body.Blocks, func(b markdown.Block) bool { return b.Quote != nil }) {
			b.diags = append(b.diags, q.File.At(0, 0, diag.Warning, diag.CitationEmpty,
				"this quotation has no wording", `quote the words of a source: "> words", then "> — [[source]]"`))
		}
	}
	for _, n := range d.Events {
		for _, r := range n.PeopleRefs {
			if e := b.ref(&n.Entry, r, KindPerson); e != nil {
				n.People = append(n.People, e.person)
			}
		}
		b.citations(&n.Note, nil, false)
	}
	for _, n := range d.People {
		b.citations(&n.Note, nil, false)
	}
	for _, n := range d.Pages {
		b.citations(&n.Note, nil, false)
	}
	for _, n := range d.Notes() {
		b.links(n)
	}
	return d, b.diags
}

func sorted[T any](list []T, entry func(T) *Entry) []T {
	out := slices.Clone(list)
	slices.SortFunc(out, func(a, b T) int {
		return cmp.Or(cmp.Compare(entry(a).Slug, entry(b).Slug), cmp.Compare(entry(a).File.Name, entry(b).File.Name))
	})
	return out
}

type builder struct {
	d     *Dossier
	diags []diag.Diagnostic
}

// ref follows a name in the front matter of an entry to an entry of one kind.
func (b *builder) ref(from *Entry, r Ref, kind Kind) *named {
	all := b.d.names.find(r.Name, kind)
	if len(all) == 1 {
		b.draft(from, r.Start, r.End, all[0])
		return all[0]
	}
	hint := fmt.Sprintf("make %s/%s.md, or name one that is there", kind.Folder(), Slugify(r.Name))
	if near, ok := diag.Nearest(r.Name, b.d.names.of(kind)); ok {
		hint = fmt.Sprintf("did you mean %q?", near)
	} else if other := b.d.names.find(r.Name, ""); len(other) > 0 {
		hint = fmt.Sprintf("%q is a %s: %s", r.Name, other[0].entry.Kind, other[0].entry.File.Name)
	}
	b.diags = append(b.diags, from.File.At(r.Start, r.End, diag.Error, diag.LinkMissing,
		fmt.Sprintf("there is no %s %q", kind, r.Name), hint))
	return nil
}

// draft reports a published entry that leads to a draft.
func (b *builder) draft(from *Entry, start, end int, to *named) {
	if to.entry.Draft && !from.Draft {
		d := from.File.At(start, end, diag.Error, diag.LinkDraft,
			fmt.Sprintf("%q is a draft and will not be published", to.entry.Slug),
			"take the draft key out of that file, mark this one as a draft too, or take the link out")
		d.Related = []diag.Place{{File: to.entry.File.Name, Line: 1, Column: 1, Message: "the draft"}}
		b.diags = append(b.diags, d)
	}
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
			continue
		}
		if q.Text == "" {
			b.diags = append(b.diags, n.File.At(q.Start, q.End, diag.Error, diag.CitationEmpty,
				"this citation quotes no words", "put the words of the source above the line that names it"))
			continue
		}
		n.Citations = append(n.Citations, &Citation{Note: n, Source: source, Quote: q, Block: i})
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
	hint := `end it with a line "> — [[slug]]" that names the source`
	if n.Kind == KindQuote || n.Kind == KindAnnotation {
		severity, message = diag.Error, "this blockquote names no source"
	}
	for _, l := range n.Body.Links {
		if all := b.d.names.target(l.Target); l.Start >= start && l.End <= end && len(all) > 0 && all[0].source != nil {
			severity, message = diag.Error, fmt.Sprintf("%q is named among the words of this blockquote, and not as their source", l.Target)
			hint = fmt.Sprintf(`put "> — [[%s]]" on a line of its own below the words`, l.Target)
		}
	}
	b.diags = append(b.diags, n.File.At(start, end, severity, diag.CitationNoSource, message, hint))
}

// attribution returns the source that a blockquote names, or nil where it
// names none; links reports why.
func (b *builder) attribution(n *Note, q *markdown.Quote, of *Source) *Source {
	all := b.d.names.target(q.Attribution.Target)
	if len(all) != 1 {
		// A name that several kinds share means the source here.
		if all = slices.DeleteFunc(all, func(e *named) bool { return e.source == nil }); len(all) != 1 {
			return nil
		}
	}
	source := all[0].source
	if source == nil {
		b.diags = append(b.diags, n.File.At(q.Attribution.Start, q.Attribution.End, diag.Error, diag.WrongKind,
			fmt.Sprintf("a citation names a source, and %q is a %s", q.Attribution.Target, all[0].entry.Kind),
			"name the source in which the words stand"))
		return nil
	}
	if of != nil && source != of {
		b.diags = append(b.diags, n.File.At(q.Attribution.Start, q.Attribution.End, diag.Error, diag.WrongKind,
			fmt.Sprintf("this annotation is on %q, and the citation names %q", of.Slug, source.Slug),
			"an annotation cites one source; put this citation into an annotation of its own"))
		return nil
	}
	return source
}

// links follows every link of a note's body.
func (b *builder) links(n *Note) {
	attributions := map[int]bool{}
	for _, block := range n.Body.Blocks {
		if block.Quote != nil && block.Quote.Attribution != nil {
			attributions[block.Quote.Attribution.Start] = true
		}
	}
	for _, l := range n.Body.Links {
		all := b.d.names.target(l.Target)
		if len(all) > 1 && attributions[l.Start] {
			if sources := slices.DeleteFunc(slices.Clone(all), func(e *named) bool { return e.source == nil }); len(sources) == 1 {
				all = sources
			}
		}
		switch len(all) {
		case 1:
			b.draft(&n.Entry, l.Start, l.End, all[0])
		case 0:
			hint := "links are [[slug]], [[kind/slug]] or [[slug|shown text]]"
			name := l.Target
			candidates := b.d.names.all()
			if strings.Contains(name, "/") {
				candidates = b.d.names.paths()
			}
			if near, ok := diag.Nearest(name, candidates); ok {
				hint = fmt.Sprintf("did you mean [[%s]]?", near)
			}
			b.diags = append(b.diags, n.File.At(l.Start, l.End, diag.Error, diag.LinkMissing,
				fmt.Sprintf("nothing is called %q", l.Target), hint))
		default:
			var paths []string
			for _, e := range all {
				paths = append(paths, fmt.Sprintf("[[%s/%s]]", e.entry.Kind.Folder(), e.entry.Slug))
			}
			b.diags = append(b.diags, n.File.At(l.Start, l.End, diag.Error, diag.LinkAmbiguous,
				fmt.Sprintf("%q is the name of %d things", l.Target, len(all)), "write "+strings.Join(paths, " or ")))
		}
	}
}

// topics gives a topic that is written in several ways the name of its first
// use, by the order of entries.
func (b *builder) topics() {
	first := map[Slug]string{}
	for _, e := range b.d.Entries() {
		for i, t := range e.Topics {
			if name, ok := first[t.Slug]; ok {
				e.Topics[i].Name = name
			} else {
				first[t.Slug] = t.Name
			}
		}
	}
}
