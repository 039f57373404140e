package dossier

import (
	"testing"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/markdown"
)

// items returns one item of each kind.
func items() []Item {
	entry := func(k Kind) Entry {
		return Entry{Kind: k, Slug: Slug("a-" + string(k)), File: diag.NewFile(k.Folder()+"/a-"+string(k)+".md", nil)}
	}
	note := func(k Kind) Note {
		e := entry(k)
		return Note{Entry: e, Body: markdown.ReadNote(e.File, 0)}
	}
	return []Item{
		&Page{Note: note(KindPage)}, &Person{Note: note(KindPerson)}, &Event{Note: note(KindEvent)}, &Claim{Note: note(KindClaim), VerdictRef: Ref{Name: "unproven"}}, &Quote{Note: note(KindQuote)},
		&Annotation{Note: note(KindAnnotation)}, &Source{Entry: entry(KindSource), Text: NewText(markdown.Source{})},
	}
}

func TestEveryKindHasAnItemAFolderAndAHead(t *testing.T) {
	d, _ := New(Parts{Items: items()})
	var found []Kind
	for _, e := range d.Entries() {
		found = append(found, e.Kind)
		if e.Item.AsEntry() != e || (e.Item.AsNote() == nil) != (e.Kind == KindSource) {
			t.Errorf("%s is the entry of something else", e.Slug)
		}
	}
	for i, k := range Kinds() {
		if i >= len(found) || found[i] != k {
			t.Errorf("the kinds are %v, and the entries are %v", Kinds(), found)
			break
		}
		if k.Folder() == "" || KindOfFolder(k.Folder()) != k || KindOfFolder(k.Folder()+"/a/b.md") != k || k.HeadKey() == "" {
			t.Errorf("%s: the folder is %q, and the head %q", k, k.Folder(), k.HeadKey())
		}
	}
	if KindOfFolder("source") != "" || KindOfFolder("") != "" {
		t.Error("a folder that is none has a kind")
	}
}

func TestLinksNameAKindOrItsFolder(t *testing.T) {
	d, _ := New(Parts{Items: items()})
	for _, k := range Kinds() {
		slug := "a-" + string(k)
		for _, target := range []string{slug, string(k) + "/" + slug, k.Folder() + "/" + slug} {
			if e := d.Lookup(target); e == nil || e.Kind != k {
				t.Errorf("[[%s]] leads to %v", target, e)
			}
		}
	}
	if e := d.Lookup("nothing/a-page"); e != nil {
		t.Errorf("a folder of no kind leads to %s", e.Slug)
	}
}

// TestNewChangesNoPart: what was read is put together again when other files
// have changed.
func TestNewChangesNoPart(t *testing.T) {
	parts := items()
	for _, i := range parts {
		i.AsEntry().Topics = []Topic{{"a-topic", "A topic"}}
	}
	parts[len(parts)-1].AsEntry().Topics[0].Name = "A Topic"
	read := Own(&Source{Entry: Entry{Kind: KindSource, Slug: "read", File: diag.NewFile("sources/read.md", nil)}, Text: NewText(markdown.Source{})})
	d, _ := New(Parts{Items: append(parts, read)})
	for _, i := range parts {
		if i.AsEntry().Item != nil {
			t.Errorf("%s is changed", i.AsEntry().Slug)
		}
	}
	if parts[0].AsEntry().Topics[0].Name != "A topic" {
		t.Error("a topic is renamed in what was read")
	}
	if d.Source("read") != read.(*Source) {
		t.Error("a source that was read is copied")
	}
	for _, e := range d.Entries() {
		if len(e.Topics) > 0 && e.Topics[0].Name != "A Topic" {
			t.Errorf("the topic of %s is called %q", e.Slug, e.Topics[0].Name)
		}
	}
}

func TestAnEntryIsFoundByItsKindAndSlug(t *testing.T) {
	all := items()
	for _, slug := range []Slug{"b-2", "b-10", "c"} {
		e := &Event{Note: Note{Entry: Entry{Kind: KindEvent, Slug: slug, File: diag.NewFile("events/"+string(slug)+".md", nil)}}}
		e.Body = markdown.ReadNote(e.File, 0)
		all = append(all, e)
	}
	d, _ := New(Parts{Items: all})
	n := 0
	for _, k := range Kinds() {
		for _, i := range d.OfKind(k) {
			n++
			if e := i.AsEntry(); e.Kind != k || d.Entry(k, e.Slug) != e {
				t.Errorf("%s of kind %s stands among those of kind %s, where %v is found", e.Slug, e.Kind, k, d.Entry(k, e.Slug))
			}
		}
		for _, slug := range []Slug{"", "b", "d"} {
			if e := d.Entry(k, slug); e != nil {
				t.Errorf("%q, which is not there, is %s", slug, e.Slug)
			}
		}
	}
	if n != len(all) {
		t.Errorf("%d items have a kind, want %d", n, len(all))
	}
}
