package view

import (
	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/stemma"
)

// How many columns a reader can follow.
const (
	columnsWhole   = 6 // of a family that is shown as one
	columnsOfGroup = 4 // of a part of a larger one
)

// A Synopsis is a family, or a part of one, whose members stand side by side.
type Synopsis struct {
	Family stemma.Family
	Route  address.Route
}

// Synopses returns the synopses of a family: one at the family's address, or for a large family one for each group of those
// that are most alike, below it.
func (x *Index) Synopses(f stemma.Family) []Synopsis { return x.synopses()[f.Name] }

func (x *Index) cutFamilies() map[string][]Synopsis {
	out := map[string][]Synopsis{}
	for _, f := range x.Families() {
		route := FamilyRoute(f)
		groups := x.In.Relations.Groups(f, columnsWhole, columnsOfGroup)
		if len(groups) == 1 {
			out[f.Name] = []Synopsis{{groups[0], route}}
			continue
		}
		for _, g := range groups {
			out[f.Name] = append(out[f.Name], Synopsis{g, route.Page(g.Name)})
		}
	}
	return out
}

// FamilyRoute returns the address of a family.
func FamilyRoute(f stemma.Family) address.Route { return address.Compare.To(dossier.Slug(f.Name)) }
