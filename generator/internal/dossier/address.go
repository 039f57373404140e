package dossier

import "dossier/generator/internal/diag"

// AddressesFile is the list of the addresses of a site that were published, in the content folder. Its lines are addresses from the root of
// the site; what stands behind "#" at the beginning of one is a remark.
const AddressesFile = "addresses.txt"

// Addresses are those that [AddressesFile] lists.
type Addresses struct {
	File *diag.File // nil where there is no such file
	List []Ref
}

// Moved returns the slugs that a source or note had: its aliases that are some.
func (e *Entry) Moved() []Slug {
	var out []Slug
	for _, a := range e.Aliases {
		if s := Slugify(a.Name); string(s) == a.Name && s != e.Slug {
			out = append(out, s)
		}
	}
	return out
}
