package witness

import (
	"cmp"

	"dossier/generator/internal/edtf"
)

// Text is one source as the comparison needs it. Spans in results are ranges
// of bytes of Body.
type Text struct {
	ID        string    // the source's slug; no two texts share one
	Body      string    // plain text, paragraphs parted by one empty line
	Lang      string    // BCP 47 tag; decides how words are stemmed
	Publisher string    // the outlet; boilerplate is looked for outlet by outlet
	Published edtf.Date // when it was published; may be the zero date
	Credit    string    // the agency or outlet it names as its origin

	CreditInferred bool // the text does not name it; the editors conclude it
}

// Compare orders texts by ID.
func (t Text) Compare(other Text) int { return cmp.Compare(t.ID, other.ID) }

// Equal reports whether two texts are the same to a comparison.
func (t Text) Equal(other Text) bool {
	return t.ID == other.ID && t.Body == other.Body && t.Lang == other.Lang && t.Publisher == other.Publisher &&
		t.Credit == other.Credit && t.CreditInferred == other.CreditInferred && edtf.Compare(t.Published, other.Published) == 0
}
