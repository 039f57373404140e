package site

import (
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/site/view"
)

// TextPage shows an editor's page.
type TextPage struct {
	view.Frame
	Body     []view.Block
	Topics   []view.Link
	Mentions []view.Mention
	Updated  view.Date
}

// MissingPage is shown for addresses that lead nowhere.
type MissingPage struct {
	view.Frame
}

// textPages returns what the site shows of the editors' pages.
func textPages() kindPages {
	return pagesOf(dossier.KindPage, nil, onePage(maker.text), map[string]any{"page": &TextPage{}})
}

func (v maker) text(p *dossier.Page) *TextPage {
	return &TextPage{
		Frame: v.Frame(p.Title, v.FirstText(&p.Note)), Body: v.Body(&p.Note), Topics: v.TopicLinks(&p.Entry),
		Mentions: v.Mentions(&p.Entry), Updated: v.Date(p.Updated, ""),
	}
}

func (v maker) missing() *MissingPage {
	return &MissingPage{Frame: v.Frame(v.Word("missing"), v.Word("missing_about"))}
}
