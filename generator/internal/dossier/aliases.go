package dossier

import (
	"fmt"
	"slices"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/fold"
)

// aliases takes down the aliases and reports those that lead nowhere new.
func (n names) aliases(b *builder) {
	type use struct {
		e *Entry
		a Ref
	}
	taken := map[string]use{}
	for _, e := range n.list {
		for _, a := range e.Aliases {
			key := string(e.Kind) + "\x00" + FoldName(a.Name)
			at := func(severity diag.Severity, code diag.Code, message, hint string, related diag.Place) {
				d := e.File.At(a.Start, a.End, severity, code, message, hint)
				d.Related = []diag.Place{related}
				b.diags = append(b.diags, d)
			}
			first, seen := taken[key]
			other := n.named(e.Kind, Slug(fold.Form(a.Name)))
			switch {
			case seen && first.e == e:
				at(diag.Warning, diag.NamedTwice, fmt.Sprintf("the alias %q stands here twice", a.Name), "keep one of the two",
					e.File.Place(first.a.Start, first.a.End, "the first"))
			case seen:
				at(diag.Error, diag.DuplicateAlias, fmt.Sprintf("the alias %q is taken by another %s", a.Name, e.Kind),
					"take it out of one of the two files", first.e.File.Place(first.a.Start, first.a.End, "the other"))
				continue
			case other == e:
				at(diag.Warning, diag.NamedTwice, fmt.Sprintf("%q is the name of this file already", a.Name), "take the alias out",
					e.Head("the file"))
			case other != nil:
				at(diag.Error, diag.DuplicateAlias, fmt.Sprintf("the alias %q is the name of another %s, and links find that one", a.Name, e.Kind),
					"take the alias out, or rename the other file", other.Head("the other"))
			}
			taken[key] = use{e, a}
			if list := n.byAlias[FoldName(a.Name)]; !slices.Contains(list, e) {
				n.byAlias[FoldName(a.Name)] = append(list, e)
			}
		}
	}
}
