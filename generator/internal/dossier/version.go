package dossier

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/markdown"
)

// A source may have several versions: the text as it stood at one time, and at
// another. The file paper.md is one, and each file paper@NAME.md beside it another,
// whose front matter says what differs. The newest is the source; those before it
// are [Source.Earlier].

// VersionMark stands between the name of a source and that of a version of it.
const VersionMark = "@"

// FirstVersion is what the version of a file without a name of its own is called, where
// it was not said when it was captured.
const FirstVersion = "first"

// VersionName cuts the name of a file of a source, without its ending, into the
// name of the source and that of the version, which is a date or time in EDTF or a
// word. ok is false when there is no version or it cannot be called so.
func VersionName(name string) (source Slug, version string, ok bool) {
	base, version, found := strings.Cut(name, VersionMark)
	if !found || base == "" || string(Slugify(base)) != base {
		return "", "", false
	}
	if string(Slugify(version)) == version && version != "" {
		return Slug(base), version, true
	}
	_, err := edtf.Parse(versionDate(version))
	return Slug(base), version, err == nil && !strings.ContainsAny(version, "/[]{}, ")
}

// versionDate returns the date that the name of a version may be: not every system has
// colons in the names of files, so a time may be written with hyphens.
func versionDate(name string) string {
	day, clock, timed := strings.Cut(name, "T")
	if !timed {
		return name
	}
	return day + "T" + strings.ReplaceAll(clock, "-", ":")
}

// dayName returns what a version of a date is called, and the day alone of one that
// has a time. ok is false where the date is not a plain one.
func dayName(date edtf.Date) (name, day string, ok bool) {
	name = strings.ReplaceAll(date.String(), ":", "-")
	day, _, _ = strings.Cut(name, "T")
	return name, day, name != "" && strings.Trim(name, "0123456789-+TZ") == ""
}

// Base returns the slug of the source that s is or is a version of.
func (s *Source) Base() Slug { return BaseOf(s.Slug) }

// BaseOf returns the slug of the source that the one with a slug is or is a version of.
func BaseOf(slug Slug) Slug {
	base, _, _ := strings.Cut(string(slug), VersionMark)
	return Slug(base)
}

// Current returns the source that s is a version of: its newest version. Of no source
// it is none.
func (s *Source) Current() *Source {
	if s != nil && s.Newest != nil {
		return s.Newest
	}
	return s
}

// Versions returns all versions of the source that s is one of, the oldest first.
func (s *Source) Versions() []*Source {
	newest := s.Current()
	return append(slices.Clone(newest.Earlier), newest)
}

// Seen returns when the text stood as this version has it: when it was captured, or
// else what the name of the version says. It may be the zero date.
func (s *Source) Seen() edtf.Date {
	if !s.Captured.IsZero() || s.Version == "" {
		return s.Captured
	}
	date, err := edtf.Parse(versionDate(s.Version))
	if err != nil {
		return edtf.Date{}
	}
	return date
}

// has reports whether the front matter of an entry has a key.
func (e *Entry) has(key string) bool {
	return slices.ContainsFunc(e.Keys, func(k Ref) bool { return k.Name == key })
}

// over returns the version s with what base says where s says nothing.
func (s *Source) over(base *Source) *Source {
	c := *base
	c.Text, c.File, c.Path, c.Keys, c.Version = s.Text, s.File, s.Path, s.Keys, s.Version
	c.Unfinished, c.Draft, c.Status, c.Reviewers = s.Unfinished, s.Draft, s.Status, s.Reviewers
	c.Earlier, c.Newest = nil, nil
	// What was captured is of one capture alone, and what was changed of one file.
	c.Captured, c.Archived, c.SHA256, c.Aliases, c.Changes = s.Captured, s.Archived, s.SHA256, s.Aliases, s.Changes
	for key, take := range map[string]func(){
		"title": func() { c.Title = s.Title }, "topics": func() { c.Topics = s.Topics },
		"created": func() { c.Created = s.Created }, "updated": func() { c.Updated = s.Updated },
		"publisher": func() { c.Publisher = s.Publisher }, "author": func() { c.Author = s.Author },
		"published": func() { c.Published = s.Published }, "url": func() { c.URL = s.URL },
		"lang": func() { c.Lang = s.Lang }, "series": func() { c.Series = s.Series }, "credit": func() { c.Credit = s.Credit },
		"translator": func() { c.Translator = s.Translator },
		"rights":     func() { c.Rights = s.Rights }, "publish": func() { c.Publish, c.Silent = s.Publish, s.Silent }, "medium": func() { c.Medium = s.Medium },
		"evidence": func() { c.Silent = s.Silent }, "publish_original": func() { c.PublishOriginal = s.PublishOriginal },
		"follows": func() { c.Follows = s.Follows },
	} {
		if s.has(key) {
			take()
		}
	}
	if c.Lang == "" { // the language of the dossier, which no front matter says and the file of the source has
		c.Lang = s.Lang
	}
	inferred := slices.DeleteFunc(slices.Clone(base.Inferred), func(i Inferred) bool { return s.has(i.Key) })
	c.Inferred = append(inferred, s.Inferred...)
	return &c
}

// gather puts the versions of each source together. It returns the items without
// those that are versions of another, and the earlier versions.
func (b *builder) gather(items []Item) (gathered []Item, earlier []*Source) {
	versions := map[Slug][]*Source{}
	there := false
	for _, i := range items {
		s, ok := i.(*Source)
		if !ok || s.Version == "" {
			continue
		}
		there = true
		if s.Draft {
			b.diags = append(b.diags, s.Left()...)
			continue
		}
		versions[s.Base()] = append(versions[s.Base()], s)
	}
	if !there {
		return items, nil
	}
	for _, i := range items {
		s, ok := i.(*Source)
		switch {
		case !ok || s.Version == "" && len(versions[s.Slug]) == 0:
			gathered = append(gathered, i)
		case s.Version == "":
			newest := united(s, versions[s.Slug])
			gathered = append(gathered, newest)
			earlier = append(earlier, newest.Earlier...)
			delete(versions, s.Slug)
		}
	}
	for _, list := range versions {
		for _, s := range list {
			near := ""
			if at := slices.IndexFunc(gathered, func(i Item) bool { return isSource(i.AsEntry()) }); at >= 0 {
				near = fmt.Sprintf("; or name this file after the source that it is a version of, %s@%s.md", gathered[at].AsEntry().Slug, s.Version)
			}
			b.diags = append(b.diags, s.File.At(0, 0, diag.Error, diag.VersionNoSource,
				fmt.Sprintf("this is a version of %q, and there is no such source", s.Base()),
				fmt.Sprintf("put the text that was captured first into %s.md beside it%s", s.Base(), near)))
		}
	}
	return gathered, earlier
}

// united makes one source of the file of its name and those of its versions.
func united(base *Source, versions []*Source) *Source {
	first := *base
	first.Version = FirstVersion
	if name, _, ok := dayName(base.Seen()); ok {
		first.Version = name
	}
	all := append([]*Source{&first}, versions...)
	changesOf := map[*diag.File][]Change{}
	for _, v := range all {
		changesOf[v.File] = v.Changes
	}
	slices.SortStableFunc(all, func(x, y *Source) int {
		a, b := x.Seen(), y.Seen()
		switch {
		case a.IsZero() == b.IsZero():
			return edtf.Compare(a, b)
		case a.IsZero(): // what is not dated was before what is
			return -1
		}
		return 1
	})
	// What a version does not say is as in the one before it, the file of the source
	// too; the versions before that file say what they do not say as it does.
	at := slices.Index(all, &first)
	if at > 0 {
		before := all[0]
		for _, v := range all[1:at] {
			before = v.over(before)
		}
		first = *first.over(before)
	}
	for i, v := range all {
		if i < at {
			all[i] = v.over(&first)
		} else if i > at {
			all[i] = v.over(all[i-1])
		}
	}
	newest := all[len(all)-1]
	newest.Slug = base.Slug
	newest.Earlier = all[:len(all)-1]
	for _, s := range newest.Earlier {
		s.Slug, s.Newest = Slug(string(base.Slug)+VersionMark+s.Version), newest
		Own(s)
	}
	newest.Aliases = slices.Clone(newest.Aliases)
	if newest.Version != first.Version {
		newest.Aliases = append(newest.Aliases, base.Aliases...)
	}
	newest.Changes = nil
	for _, v := range slices.Backward(all) { // the source has those of all its files
		newest.Changes = append(newest.Changes, changesOf[v.File]...)
	}
	NewestFirst(newest.Changes)
	Own(newest)
	return newest
}

// holding returns the version of a source in which a citation holds that names none:
// the newest that has the words, or else the newest.
func (b *builder) holding(s *Source, q *markdown.Quote) *Source {
	if s.Newest != nil || len(s.Earlier) == 0 || b.holds == nil {
		return s
	}
	for _, v := range slices.Backward(s.Versions()) {
		if b.holds(v, q) {
			return v
		}
	}
	return s
}
