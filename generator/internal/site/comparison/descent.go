package comparison

import (
	"strings"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/stemma"
)

// signsShown is how many places a page shows as evidence of one kind.
const signsShown = 3

// A Descent says how two sources came to share what they share: what the
// editors say, or else what the texts show. It makes no claim without its
// evidence.
type Descent struct {
	Claim  string // that one follows the other; may be empty
	Signs  []Sign // what in the texts it rests on, or what else is known
	Editor []Sign // what the editors say, in their words
	Dates  string // both dates; empty where neither is known
}

// A Sign is a sentence with the passages that it speaks of.
type Sign struct {
	Text  string
	Links []view.Link
}

// descent returns what is known of how the sources of a comparison came about.
func (v leaf) descent(c collate.Comparison) Descent {
	d := v.Index.In.Relations.Descent(c.A, c.B)
	a, b := v.sourceOf(c.A), v.sourceOf(c.B)
	out := Descent{Dates: v.bothDates(a, b)}
	overruled := false
	for _, p := range [][2]*dossier.Source{{a, b}, {b, a}} {
		s, other := p[0], p[1]
		if s.Follows == nil {
			continue
		}
		// What follows another source follows none of these two, and the page says why it is silent.
		if here := v.Index.In.Dossier.Followed(s) == other.Current(); here || d.To == string(s.Slug) {
			overruled = true
			if here || !v.Index.In.Dossier.Settings.NoDescent {
				out.Editor = append(out.Editor, v.EditorsWord(s))
			}
		}
	}
	if v.Index.In.Dossier.Settings.NoDescent || len(d.Evidence) == 0 {
		return out
	}
	// No claim stands whose evidence may not be shown.
	d = d.By(v.shows(v.sourceOf(d.A), v.sourceOf(d.B)))
	out.Signs = v.signs(d)
	if d.To == "" || overruled {
		return out
	}
	key := "descent_follows"
	if d.Dated {
		key = "descent_follows_or"
	}
	out.Claim = v.Word(key, v.outletOf(d.To), v.outletOf(d.From))
	return out
}

// EditorsWord returns what the editors say of the origin of a source.
func (v leaf) EditorsWord(s *dossier.Source) Sign {
	from := v.Index.In.Dossier.Followed(s)
	if from == nil {
		return Sign{Text: v.Word("editors_none", v.Outlet(s), s.Follows.Reason)}
	}
	return Sign{Text: v.Word("editors_follow", v.Outlet(s), v.Outlet(from), s.Follows.Reason)}
}

// sourceOf returns the source that a comparison calls so, or nil.
func (v leaf) sourceOf(id string) *dossier.Source { return v.Index.Source(id) }

func (v leaf) outletOf(id string) string { return v.Outlet(v.sourceOf(id)) }

// bothDates says when two sources are dated.
func (v leaf) bothDates(a, b *dossier.Source) string {
	var parts []string
	for _, s := range []*dossier.Source{a, b} {
		date := v.Date(s.Published, s.Inference("published"))
		if date.Words == "" {
			continue
		}
		words := date.Words
		if date.Inferred != "" {
			words += v.Word("inferred_suffix")
		}
		parts = append(parts, v.Word("dated", v.Outlet(s), words))
	}
	return strings.Join(parts, v.Word("semicolon"))
}

// shows returns whether the words of evidence for how two sources are related may be shown. Evidence without its words is
// none.
func (v leaf) shows(a, b *dossier.Source) func(stemma.Evidence) bool {
	shown := v.Index.In.Evidence.Shows
	return func(e stemma.Evidence) bool {
		switch e.Reason {
		case stemma.ByAgency, stemma.ByAgencyInferred, stemma.ByCredit, stemma.ByCreditInferred:
			return true
		case stemma.ByOwn:
			return shown(a, e.A) && shown(b, e.B)
		}
		third := v.sourceOf(e.Third)
		return shown(a, e.A) && shown(b, e.B) && third != nil && !third.Silent && shown(third, e.C)
	}
}

// signs returns the evidence for how two sources are related, so much of it as a page shows.
func (v leaf) signs(d stemma.Descent) []Sign {
	a, b := v.sourceOf(d.A), v.sourceOf(d.B)
	var out []Sign
	count := map[stemma.Reason]int{}
	for _, e := range d.Evidence {
		if count[e.Reason] == signsShown {
			continue
		}
		count[e.Reason]++
		out = append(out, v.sign(e, a, b))
	}
	return out
}

// sign tells evidence whose words may be shown.
func (v leaf) sign(e stemma.Evidence, a, b *dossier.Source) Sign {
	switch e.Reason {
	case stemma.ByAgency, stemma.ByAgencyInferred:
		out := Sign{Text: view.SentenceCase(v.Word("sign_both", strings.TrimSuffix(v.creditOf(a), "."), v.creditOf(b)))}
		return v.at(v.at(out, a, e.A), b, e.B)
	case stemma.ByCredit, stemma.ByCreditInferred:
		by, in := a, e.A
		if e.By == string(b.Slug) {
			by, in = b, e.B
		}
		return v.at(Sign{Text: view.SentenceCase(v.creditOf(by))}, by, in)
	case stemma.ByOwn:
		out := Sign{Text: v.Count("sign_own", segment.Count(e.A.In(a.Plain)), inLine(e.A.In(a.Plain)))}
		return v.at(v.at(out, a, e.A), b, e.B)
	}
	words, third := told(e.A.In(a.Plain)), v.sourceOf(e.Third)
	text := v.Word("sign_added", words, v.Outlet(third))
	if e.C.Len() > 0 {
		text = v.Word("sign_edit", words, v.Outlet(third), told(e.C.In(third.Plain)))
	}
	out := v.at(v.at(Sign{Text: text}, a, e.A), b, e.B)
	if e.C.Len() > 0 {
		return v.at(out, third, e.C)
	}
	out.Links = append(out.Links, v.Entry(&third.Entry))
	return out
}

// at adds the link to a passage to a sign, where there is one.
func (v leaf) at(sign Sign, s *dossier.Source, p segment.Span) Sign {
	if p.Len() > 0 {
		sign.Links = append(sign.Links, v.Passage(s, p))
	}
	return sign
}

// creditOf says what a source names as its origin, or what the editors infer
// and why.
func (v leaf) creditOf(s *dossier.Source) string {
	if why := s.Inference("credit"); why != "" {
		return v.Word("sign_credit_inferred", v.Outlet(s), s.Credit, why)
	}
	return v.Word("sign_credit", v.Outlet(s), s.Credit)
}

// Credit returns the line that says what a source names as its origin, or ""
// where it names none and the editors infer none.
func (v leaf) Credit(s *dossier.Source) string {
	switch {
	case s.Credit == "":
		return ""
	case s.Inference("credit") != "":
		return v.Word("credit_inferred", v.Word("credit", s.Credit))
	}
	return v.Word("credit", s.Credit)
}
