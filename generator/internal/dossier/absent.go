package dossier

import (
	"cmp"
	"fmt"
	"slices"

	"dossier/generator/internal/diag"
)

// absent is a place that names something which is not there.
type absent struct {
	kind    Kind   // that is wanted; "" for any
	name    string // as it is written, without a folder
	problem diag.Diagnostic
	from    *Entry
	near    *Entry // what it may be a slip for; nil for nothing
}

// absentShown is how many of the further places that name one thing which is
// not there are shown.
const absentShown = 4

// absences reports names that lead nowhere: one problem for each, however often
// it is named. A file that was renamed would else be reported at every place
// that rests on it.
func (b *builder) absences() {
	var groups [][]absent
	named := map[string][]int{} // the groups of a name, one for a kind at most
	for _, a := range b.absent {
		name := FoldName(a.name)
		i := slices.IndexFunc(named[name], func(i int) bool {
			return groups[i][0].kind == a.kind || a.kind == "" || groups[i][0].kind == ""
		})
		if i < 0 {
			named[name] = append(named[name], len(groups))
			groups = append(groups, []absent{a})
		} else {
			at := named[name][i]
			groups[at] = append(groups[at], a)
		}
	}
	for _, g := range groups {
		d := g[0].problem
		if n := len(g); n > 1 {
			times := fmt.Sprintf("%d times", n)
			if n == 2 {
				times = "twice"
			}
			d.Message += ", which is named " + times
			d.Related = slices.Clone(d.Related)
			for _, a := range g[1:min(n, 1+absentShown)] {
				p := a.problem.Place()
				p.Message, p.Excerpts = "named here too", a.problem.Excerpts
				d.Related = append(d.Related, p)
			}
			d.Hint = b.renamed(g)
		}
		b.diags = append(b.diags, d)
	}
}

// renamed says what mends many places that name a file which has another name
// now.
func (b *builder) renamed(g []absent) diag.Hint {
	first := g[0]
	kind := first.kind
	for _, a := range g {
		kind = cmp.Or(kind, a.kind)
	}
	to, file, otherwise := "NEW", "its file", first.problem.Hint.Say("; if a file has been renamed, ")
	for _, a := range g {
		if a.near != nil && (kind == "" || a.near.Kind == kind) {
			to, file, otherwise = string(a.near.Slug), a.near.Path, a.problem.Hint.Say(" ")
			break
		}
	}
	old := first.name
	if kind != "" && len(b.d.names.find(old, "")) > 0 {
		old = kind.Folder() + "/" + old // something else has the name
	}
	command := diag.Command{Name: "rename", Args: []string{old, to}, Folder: first.from.contentFolder()}
	return otherwise.Say(`"`).Run(command).Say(fmt.Sprintf(`" writes its name in all places, and %q among the aliases of %s keeps both names`, first.name, file))
}
