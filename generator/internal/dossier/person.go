package dossier

import "cmp"

// Person is someone, or an organisation, that speaks or is spoken of.
type Person struct {
	Note
	Role         string
	Lang         string // BCP 47: the language that they speak; empty where the file does not say
	Organisation bool
	StandIn      bool // there is no file; the person was made for a name that notes use
}

func (p *Person) copied() Item    { c := *p; return &c }
func (p *Person) join(d *Dossier) { d.People = append(d.People, p) }

// ToldApart returns what tells people from others of their name: their role or, where two have
// the same or one has none, their slug. Whose name nobody else has is not in it.
func (d *Dossier) ToldApart() map[*Person]string {
	alike := map[string][]*Person{}
	for _, p := range d.People {
		name := FoldName(cmp.Or(p.Title, string(p.Slug)))
		alike[name] = append(alike[name], p)
	}
	out := map[*Person]string{}
	for _, list := range alike {
		if len(list) == 1 {
			continue
		}
		roles := map[string]bool{}
		for _, p := range list {
			roles[p.Role] = true
		}
		for _, p := range list {
			out[p] = p.Role
			if len(roles) < len(list) || roles[""] {
				out[p] = string(p.Slug)
			}
		}
	}
	return out
}
