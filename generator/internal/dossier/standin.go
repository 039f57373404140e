package dossier

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/markdown"
)

// namedShown is how many of the places that name a person without a page are
// shown.
const namedShown = 5

// standIns makes a person for every name in plain words that stands where a
// person's slug is wanted, such as "speaker: Nikolai Patrushev", and reports
// that there is no page on them. The site can then say who spoke. A name that
// is close to one that is known is no stand-in; ref reports it.
func (b *builder) standIns() {
	type use struct {
		from *Entry
		ref  Ref
	}
	uses := map[Slug][]use{}
	var order []Slug
	note := func(from *Entry, r Ref) {
		if !strings.Contains(r.Name, " ") || len(b.d.names.find(r.Name, KindPerson)) > 0 || b.unreadAs(r.Name, KindPerson) >= 0 {
			return
		}
		slug := Slugify(r.Name)
		if uses[slug] == nil {
			if _, ok := b.d.names.near(r.Name, KindPerson); ok || slug == "" {
				return
			}
			order = append(order, slug)
		}
		uses[slug] = append(uses[slug], use{from, r})
	}
	for _, i := range b.d.items {
		for _, r := range i.names() {
			if r.kind == KindPerson {
				note(i.AsEntry(), r.Ref)
			}
		}
	}
	items := slices.Clone(b.d.items)
	for _, slug := range order {
		list := uses[slug]
		first := list[0]
		at := path.Join(KindPerson.Folder(), string(slug)+".md")
		file := diag.NewFile(path.Join(first.from.contentFolder(), at), nil)
		p := &Person{StandIn: true, Note: Note{
			Entry: Entry{Kind: KindPerson, Slug: slug, File: file, Path: at, Title: first.ref.Name, Unfinished: true, Draft: true},
			Body:  markdown.ReadNote(file, 0),
		}}
		d := first.from.File.At(first.ref.Start, first.ref.End, diag.Warning, diag.PersonWithoutPage,
			fmt.Sprintf("%q has no page", first.ref.Name), "")
		d.Hint = making(first.from, KindPerson, slug).Say(fmt.Sprintf(", and write %q here", slug))
		if n := len(list); n > 1 {
			d.Message += fmt.Sprintf(", and is named %d times", n)
		}
		p.Item = p
		for i, u := range list {
			p.Unfinished, p.Draft = p.Unfinished && u.from.Unfinished, p.Draft && u.from.Draft
			if i > 0 && i <= namedShown {
				d.Related = append(d.Related, u.from.File.Place(u.ref.Start, u.ref.End, "named here too"))
			}
			key := FoldName(u.ref.Name)
			if !slices.Contains(b.d.names.byAlias[key], &p.Entry) {
				b.d.names.byAlias[key] = append(b.d.names.byAlias[key], &p.Entry)
			}
		}
		b.diags = append(b.diags, d)
		items = append(items, p)
		b.d.names.add(&p.Entry)
	}
	*b.d = *b.d.with(ordered(items))
}
