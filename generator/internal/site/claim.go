package site

import (
	"slices"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/figure/card"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/tei"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/site/webannotation"
)

// claimPages returns what the site shows of claims.
func claimPages() kindPages {
	return pagesOf(dossier.KindClaim, plan.claims, onePage(func(v maker, c *dossier.Claim) *claims.ClaimPage {
		out := claims.New(v.View, c)
		v.showCard(&out.Frame, &c.Entry, func() card.Card { return v.claimCard(c) })
		return out
	}), claims.Templates())
}

// claims plans the list of claims, the newest verdict first. Without claims there is none.
func (p plan) claims() {
	all := view.SortedBy(p.Index.In.Dossier.Claims, claims.Newest)
	if len(all) == 0 {
		return
	}
	p.listOf(dossier.KindClaim, view.List{
		Size:   len(all),
		Weight: func(i int) int { return p.Index.ClaimWeight(all[i]) },
		Label:  func(v view.View, i int) string { return v.When(all[i].Reviewed) },
		Traits: func(v view.View, i int) []view.Trait { return v.NoteTraits(&all[i].Note) },
		Data:   p.data(func(v maker, n view.OnPage) any { return claims.List(v.View, all, n) }),
	})
}

// Exports returns the files for programs that name places on pages: the citations as Web Annotations, the texts as TEI.
func (s *Site) Exports() []view.File {
	return slices.Concat(webannotation.Files(s.index), tei.Files(s.index), s.references())
}

// ClaimReviews returns all verdicts on claims for other programs, as JSON-LD. It is nil where there are none.
func (s *Site) ClaimReviews() ([]byte, error) {
	all := claims.Reviews(s.finder().View)
	if len(all) == 0 {
		return nil, nil
	}
	return schemaorg.Write(schemaorg.NewGraph(all...))
}
