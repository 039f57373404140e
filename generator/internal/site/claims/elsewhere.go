package claims

import (
	"slices"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/site/view"
)

// On other pages than its own a claim is named with what a passage does for it, or with its verdict.

// Latest returns the claims whose verdicts were given last, the newest first, and at most so many. One whose verdict has
// no day is none of them.
func Latest(v view.View, most int) []ClaimItem {
	var out []ClaimItem
	for _, c := range view.SortedBy(v.Index.In.Dossier.Claims, Newest) {
		if len(out) < most && c.Verdict != nil && !c.Reviewed.IsZero() {
			out = append(out, NewItem(v, c))
		}
	}
	return out
}

// Does says in words what a citation does for its claim.
func Does(v view.View, c *dossier.Citation) string {
	switch c.Bears {
	case "":
		return v.Word("claim_makes")
	case markdown.Context:
		return v.Word("claim_context")
	}
	return v.Word("claim_" + string(c.Bears))
}

// OfQuote returns the claims that a quotation makes or bears on, the newest verdict first, each with what the quotation
// does. It does what a claim has its words do: those that the claim cites are nearly all in one of its wordings.
func OfQuote(v view.View, q *dossier.Quote) []view.Mention {
	var out []view.Mention
	for _, c := range view.SortedBy(v.Index.In.Dossier.Claims, Newest) {
		var does []string
		if slices.Contains(c.Appearances, &q.Entry) {
			does = append(does, v.Word("claim_makes"))
		}
		for _, x := range c.Citations {
			if says := Does(v, x); !slices.Contains(does, says) && within(v, x, q) {
				does = append(does, says)
			}
		}
		for _, says := range does {
			out = append(out, view.Mention{Link: v.Entry(&c.Entry), Kind: says})
		}
	}
	return out
}

// mostly is which share of a passage has to be in another for what is said of the one to hold of the other.
const mostly = 0.9

// within reports whether the words of a citation are nearly all in one wording of a quotation.
func within(v view.View, x *dossier.Citation, q *dossier.Quote) bool {
	p, ok := v.Index.In.Evidence.Passage(x)
	if !ok {
		return false
	}
	return slices.ContainsFunc(q.Citations, func(w *dossier.Citation) bool {
		if w.Source != x.Source {
			return false
		}
		wording, ok := v.Index.In.Evidence.Passage(w)
		return ok && float64(shared(p, wording)) >= mostly*float64(length(p))
	})
}

func length(p match.Passage) int {
	n := 0
	for _, part := range p.Parts {
		n += part.Len()
	}
	return n
}

// shared returns how many bytes of a passage another has, too.
func shared(p, q match.Passage) int {
	n := 0
	for _, a := range p.Parts {
		for _, b := range q.Parts {
			n += max(0, min(a.End, b.End)-max(a.Start, b.Start))
		}
	}
	return n
}

// By returns the claims that somebody makes, as the editors say, or with words of theirs: the newest verdict first.
func By(v view.View, p *dossier.Person) []ClaimItem {
	return items(v, func(c *dossier.Claim) bool { return makes(v, p, c) })
}

// About returns the claims that lead to somebody and that they do not make.
func About(v view.View, p *dossier.Person) []ClaimItem {
	return items(v, func(c *dossier.Claim) bool {
		return !makes(v, p, c) && slices.Contains(v.Index.Mentions()[&p.Entry], &c.Note)
	})
}

func items(v view.View, of func(*dossier.Claim) bool) []ClaimItem {
	var out []ClaimItem
	for _, c := range view.SortedBy(v.Index.In.Dossier.Claims, Newest) {
		if of(c) {
			out = append(out, NewItem(v, c))
		}
	}
	return out
}

// makes reports whether somebody makes a claim: the editors say so, or a quotation that makes it is of what they said.
func makes(v view.View, p *dossier.Person, c *dossier.Claim) bool {
	if slices.Contains(c.Claimants, p) {
		return true
	}
	return slices.ContainsFunc(v.Index.Said()[p], func(q *dossier.Quote) bool {
		return slices.Contains(c.Appearances, &q.Entry) ||
			slices.ContainsFunc(c.Citing(""), func(x *dossier.Citation) bool { return within(v, x, q) })
	})
}
