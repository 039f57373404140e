package dossier

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/meant"
)

// making says how to make a file of a kind that an entry names.
func making(from *Entry, kind Kind, slug Slug) diag.Hint {
	command := diag.Command{Name: "new", Args: []string{string(kind), string(slug)}, Folder: from.contentFolder()}
	return diag.Say(fmt.Sprintf("make %s/%s.md (", kind.Folder(), slug)).Run(command).Say(")")
}

// makingOrNaming says what mends a name of nothing of a kind that an entry has.
func makingOrNaming(from *Entry, kind Kind, name string) diag.Hint {
	slug := Slugify(name)
	if slug == "" {
		return diag.Say(fmt.Sprintf("name %s that is there", kind.WithArticle()))
	}
	return making(from, kind, slug).Say(", or name one that is there")
}

// refs follows the names in a list of the front matter and returns what they
// name, each once, in the order given.
func (b *builder) refs(from *Entry, list []Ref, kind Kind) []*Entry {
	var out []*Entry
	var at []Ref
	for _, r := range list {
		e := b.ref(from, r, kind)
		switch i := slices.Index(out, e); {
		case e == nil:
		case e == from:
			b.diags = append(b.diags, from.File.At(r.Start, r.End, diag.Warning, diag.LinkSelf,
				fmt.Sprintf("%q names itself here", from.Slug), "take it out of the list"))
		case i >= 0:
			d := from.File.At(r.Start, r.End, diag.Warning, diag.NamedTwice,
				fmt.Sprintf("%q is named here twice", e.Slug), "keep one of the two")
			d.Related = []diag.Place{from.File.Place(at[i].Start, at[i].End, "the first")}
			b.diags = append(b.diags, d)
		default:
			out, at = append(out, e), append(at, r)
		}
	}
	return out
}

// nowhere is the problem of a link in the body of a note whose target is not
// there. An attribution wants a source.
func (b *builder) nowhere(n *Note, l markdown.Link, attribution bool) absent {
	message, hint := fmt.Sprintf("nothing is called %q", l.Target), diag.Say("links are [[slug]], [[folder/slug]] or [[slug|shown text]]")
	kind, name, inside := inFolder(l.Target)
	if inside {
		name = name[strings.LastIndexByte(name, '/')+1:]
	} else if _, rest, ok := strings.Cut(name, "/"); ok {
		name = rest // the folder is misspelt
	} else if attribution {
		kind = KindSource
		message = fmt.Sprintf("there is no source %q", l.Target)
		hint = makingOrNaming(&n.Entry, KindSource, l.Target)
	}
	var places []diag.Place
	near, ok := b.d.names.near(name, kind)
	if !ok && kind != "" && !attribution {
		near, ok = b.d.names.near(name, "") // in another folder
	}
	if ok {
		target := string(near.Slug)
		if len(b.d.names.find(target, "")) > 1 || strings.Contains(l.Target, "/") {
			target = near.InFolder()
		}
		hint = diag.Say(fmt.Sprintf("did you mean [[%s]]?", target))
		places = append(places, near.Head(fmt.Sprintf("the %s %q", near.Kind, near.Title)))
	}
	d := n.File.At(l.Start, l.End, diag.Error, diag.LinkMissing, message, "")
	d.Hint, d.Related = hint, places
	return absent{kind, name, d, &n.Entry, near}
}

// linkForm says how a link is written whose target ends in ".md" or has a place
// behind "#"; it is empty for any other.
func (b *builder) linkForm(n *Note, l markdown.Link) string {
	name, place, hasPlace := strings.Cut(l.Target, "#")
	name, hasEnding := strings.CutSuffix(strings.TrimSpace(name), ".md")
	name = strings.TrimPrefix(strings.TrimPrefix(name, "./"), "/")
	if !hasPlace && !hasEnding || len(b.d.names.target(l.Target)) > 0 {
		return ""
	}
	all := b.d.names.target(name)
	if len(all) == 0 {
		if near, ok := b.d.names.near(path.Base(name), ""); ok {
			all = []*Entry{near}
			name = string(near.Slug)
		}
	}
	shown := ""
	if l.Text != "" {
		shown = "|" + l.Text
	}
	hint := fmt.Sprintf("write [[%s%s]]", name, shown)
	switch {
	case name == "":
		return fmt.Sprintf("to lead to a heading of this note write [words](#%s)", Slugify(place))
	case hasPlace && len(all) > 0 && isSource(all[0]):
		hint += "; to lead to words of it, quote them: \"> words\", then \"> — [[" + name + "]]\""
	case hasPlace && len(all) > 0:
		hint += fmt.Sprintf("; to lead to a heading of it write [words](%s#%s)", Relative(path.Dir(n.File.Name), all[0].File.Name), Slugify(place))
	}
	return hint
}

// Unquoted finds the first line of the blockquote at the bytes [start, end) of
// a file that has no ">" of its own, and says what mends it. Markdown reads such
// a line as a part of the blockquote above; most often it is the remark on it,
// and the empty line between the two is missing.
func Unquoted(file *diag.File, start, end int) (place diag.Place, hint string, found bool) {
	at := start
	for line := range bytes.Lines(file.Data[start:end]) {
		text := bytes.TrimSpace(line)
		if at > start && len(text) > 0 && text[0] != '>' {
			return file.Place(at, at+len(bytes.TrimRight(line, " \t\r\n")), "this line is read as a part of the blockquote"),
				"put an empty line between the blockquote and what you say of it", true
		}
		at += len(line)
	}
	return diag.Place{}, "", false
}

// unlinked returns the source that the last line of a blockquote names in
// words, after a dash, and not with a link.
func (b *builder) unlinked(quote []byte) (Slug, bool) {
	last := quote[bytes.LastIndexByte(quote, '\n')+1:]
	words := strings.TrimLeft(string(last), "> \t")
	name := strings.Trim(strings.TrimLeft(words, "—–―-"), " \t()[]*_")
	if name == "" || len(words) == len(strings.TrimLeft(words, "—–―-")) {
		return "", false
	}
	e, ok := b.d.names.near(name, KindSource)
	if !ok {
		for _, s := range b.d.Sources {
			if FoldName(s.Publisher) == FoldName(name) {
				return s.Slug, true
			}
		}
		return "", false
	}
	return e.Slug, true
}

// near returns the entry of a kind, or of any kind when it is empty, that name
// most likely stands for: one with this title, or one whose slug, alias or
// title is a slip away.
func (n names) near(name string, kind Kind) (*Entry, bool) {
	folded, slug := FoldName(name), Slugify(name)
	by := map[string]*Entry{}
	var slugs, others []string
	add := func(list *[]string, name string, e *Entry) {
		if name != "" && by[name] == nil {
			by[name] = e
			*list = append(*list, name)
		}
	}
	for _, e := range n.list {
		if kind != "" && e.Kind != kind {
			continue
		}
		if e.Slug == slug || FoldName(e.Title) == folded {
			return e, true
		}
		add(&slugs, string(e.Slug), e)
		for _, a := range e.Aliases {
			add(&others, a.Name, e)
		}
		add(&others, e.Title, e)
	}
	best, ok := meant.Nearest(name, slugs)
	if !ok {
		best, ok = meant.Nearest(name, others)
	}
	return by[best], ok
}

// InFolder returns the name of an entry with the folder of its kind, as
// quotes/words, which is never ambiguous.
func (e *Entry) InFolder() string { return e.Kind.Folder() + "/" + string(e.Slug) }

// placesOf returns where the entries of list stand.
func placesOf(list []*Entry) []diag.Place {
	var out []diag.Place
	for _, e := range list {
		out = append(out, e.Head("the "+string(e.Kind)))
	}
	return out
}

// alternatives joins what write makes of the entries of list with "or".
func alternatives(list []*Entry, write func(*Entry) string) string {
	var out []string
	for _, e := range list {
		out = append(out, write(e))
	}
	return strings.Join(out, " or ")
}

// people follows names in the front matter of an entry to people.
func (b *builder) people(from *Entry, list []Ref) []*Person {
	var out []*Person
	for _, e := range b.refs(from, list, KindPerson) {
		out = append(out, e.Item.(*Person))
	}
	return out
}
