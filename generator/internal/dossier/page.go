package dossier

// Page is any other page.
type Page struct {
	Note
	Nav int // place in the navigation, from 1; 0 when it is not there
}

func (p *Page) copied() Item    { c := *p; return &c }
func (p *Page) join(d *Dossier) { d.Pages = append(d.Pages, p) }
