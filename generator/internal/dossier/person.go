package dossier

// Person is someone, or an organisation, that speaks or is spoken of.
type Person struct {
	Note
	Role         string
	Organisation bool
	StandIn      bool // there is no file; the person was made for a name that notes use
}

func (p *Person) copied() Item    { c := *p; return &c }
func (p *Person) join(d *Dossier) { d.People = append(d.People, p) }
