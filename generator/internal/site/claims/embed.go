package claims

import (
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/evidence"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/site/view"
)

// Embed returns a claim as others put it into a page of theirs.
func Embed(v view.View, c *dossier.Claim) *view.EmbedPage {
	item := NewItem(v, c)
	p := v.EmbedOf(address.Of(&c.Entry), "claim", item.Text, v.Word("embed_claim"))
	p.By = ClaimedBy(v, item)
	p.Date, p.Summary = item.Made, item.Summary
	if item.Verdict != nil {
		p.Verdict, p.VerdictRole, p.Reviewed = item.Verdict.Text, item.Verdict.Role, item.Reviewed
	}
	counter := evidence.New(v.Index.In.Dossier, v.Index.In.Relations)
	for _, b := range markdown.Bearings() {
		if !b.Judges() {
			continue
		}
		if side := (leaf{v}).side(c, b, counter, nil); side.Passages != nil {
			p.Tally = append(p.Tally, strings.TrimSpace(side.Title+v.Word("colon")+side.Count))
		}
	}
	p.Shorten()
	return p
}

// ClaimedBy says who makes a claim; nothing where nobody is named.
func ClaimedBy(v view.View, item ClaimItem) string {
	var by []string
	for _, l := range item.Claimants {
		by = append(by, l.Text)
	}
	if len(by) == 0 {
		return ""
	}
	return v.Word("claim_by") + " " + v.Joined(by)
}
