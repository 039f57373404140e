package dossier

import "dossier/generator/internal/edtf"

// Item is a source or note: what a file in the folder of a kind holds. Each
// kind has a type of its own, and a file with all that is peculiar to it.
type Item interface {
	// AsEntry returns what the item has in common with all others.
	AsEntry() *Entry
	// AsNote returns what it has in common with all notes, or nil of a source.
	AsNote() *Note
	// About returns the name, as it is written, of the source or person that it
	// is on, or "".
	About() string
	// When returns the day that it is dated by: of a source that of its
	// publication.
	When() edtf.Date
	// Involves returns the people who speak, or took part, as its front matter
	// says.
	Involves() []*Person

	// copied returns an item that can be changed while a dossier is put
	// together.
	copied() Item
	// join puts the item into the list of its kind, if the dossier has a field
	// for it.
	join(d *Dossier)
	// names returns what the front matter names.
	names() []naming
	// settle follows what the item names and reports what does not fit. It
	// changes nothing but the item.
	settle(b *builder)
}

// Own makes item the one of its entry, and returns it. Who reads a source calls
// it once: a source is handed from one dossier to the next as it is.
func Own(item Item) Item {
	item.AsEntry().Item = item
	return item
}

// isSource reports whether an entry is that of a source.
func isSource(e *Entry) bool { return e.Kind == KindSource }

// A naming is a name in the front matter that is to be that of a kind.
type naming struct {
	Ref
	kind Kind
}

func namings(list []Ref, kind Kind) []naming {
	var out []naming
	for _, r := range list {
		out = append(out, naming{r, kind})
	}
	return out
}

// AsEntry returns e.
func (e *Entry) AsEntry() *Entry { return e }

// About returns "": most items are on nothing that their front matter names.
func (e *Entry) About() string { return "" }

// When returns no day.
func (e *Entry) When() edtf.Date { return edtf.Date{} }

// Involves returns nobody.
func (e *Entry) Involves() []*Person { return nil }

func (e *Entry) names() []naming { return nil }
