package witness

import (
	"cmp"
	"slices"

	"dossier/generator/internal/edtf"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// Text is one source as the comparison needs it. Spans in results are ranges
// of bytes of Body.
type Text struct {
	ID        string           // the source's slug, or that of an earlier version; no two texts share one
	Of        string           // the source that it is an earlier version of; empty of a source's newest text
	Body      string           // plain text, paragraphs parted by one empty line
	Lang      string           // BCP 47 tag; decides how words are stemmed
	Others    []tongue.Stretch // of Body, in order: what is in another language
	Publisher string           // the outlet; boilerplate is looked for outlet by outlet
	Published edtf.Date        // when it was published; may be the zero date
	Credit    string           // the agency or outlet it names as its origin

	CreditInferred bool // the text does not name it; the editors conclude it

	Series string   // texts of one series are compared with those alone that one of both names in Beside; empty where it is of none
	Beside []string // IDs of sources
}

// Apart reports whether two texts are not to be compared.
func (t Text) Apart(other Text) bool {
	return t.Series != "" && t.Series == other.Series && !slices.Contains(t.Beside, other.Source()) && !slices.Contains(other.Beside, t.Source())
}

// LangOf returns the language that a passage of the text is in.
func (t Text) LangOf(p segment.Span) string { return tongue.LanguageOf(p, t.Lang, t.Others) }

// Source returns the ID of the newest text of the source that t is of.
func (t Text) Source() string { return cmp.Or(t.Of, t.ID) }

// Has reports whether a part of the text is in a language, whatever the region.
func (t Text) Has(lang string) bool { return tongue.Has(lang, t.Lang, t.Others) }

// Compare orders texts by ID.
func (t Text) Compare(other Text) int { return cmp.Compare(t.ID, other.ID) }

// Equal reports whether two texts are the same to a comparison.
func (t Text) Equal(other Text) bool {
	return t.ID == other.ID && t.Of == other.Of && t.Body == other.Body && t.Lang == other.Lang && slices.Equal(t.Others, other.Others) && t.Publisher == other.Publisher &&
		t.Credit == other.Credit && t.CreditInferred == other.CreditInferred && t.Series == other.Series && slices.Equal(t.Beside, other.Beside) && edtf.Compare(t.Published, other.Published) == 0
}
