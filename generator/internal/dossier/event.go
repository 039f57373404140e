package dossier

import "dossier/generator/internal/edtf"

// Event is something dated that happened.
type Event struct {
	Note
	Date       edtf.Date
	PeopleRefs []Ref
	People     []*Person // in the order given
}

// When returns the day of the event.
func (e *Event) When() edtf.Date { return e.Date }

// Involves returns the people of the event.
func (e *Event) Involves() []*Person { return e.People }

func (e *Event) copied() Item    { c := *e; return &c }
func (e *Event) join(d *Dossier) { d.Events = append(d.Events, e) }
func (e *Event) names() []naming { return namings(e.PeopleRefs, KindPerson) }

func (e *Event) settle(b *builder) {
	for _, p := range b.refs(&e.Entry, e.PeopleRefs, KindPerson) {
		e.People = append(e.People, p.Item.(*Person))
	}
	b.citations(&e.Note, nil, false)
}
