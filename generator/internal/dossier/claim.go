package dossier

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/meant"
)

// Claim is something said to be so, and what the editors find of it. Its citations say what they do for it
// ([Citation.Bears]); those that say nothing make it.
type Claim struct {
	Note
	ClaimantRefs   []Ref // who makes it
	AppearanceRefs []Ref // quotations and sources that make it, beside its own citations
	Made           edtf.Date
	VerdictRef     Ref
	Reviewed       edtf.Date // when the verdict was given
	Summary        string    // the verdict in a sentence
	Editors        []string
	Claimants      []*Person
	Appearances    []*Entry // of quotations and sources
	Verdict        *Verdict // nil when there is none

	kinds []Kind // of what AppearanceRefs name; set when it is known
}

// When returns the day on which the claim was made.
func (c *Claim) When() edtf.Date { return c.Made }

// About returns the names of those who make the claim.
func (c *Claim) About() string {
	var names []string
	for _, r := range c.ClaimantRefs {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

// Involves returns those who make the claim.
func (c *Claim) Involves() []*Person { return c.Claimants }

// Citing returns the citations with a bearing, in their order; with none, those that make the claim.
func (c *Claim) Citing(bears markdown.Bearing) []*Citation {
	var out []*Citation
	for _, x := range c.Citations {
		if x.Bears == bears {
			out = append(out, x)
		}
	}
	return out
}

func (c *Claim) copied() Item    { x := *c; return &x }
func (c *Claim) join(d *Dossier) { d.Claims = append(d.Claims, c) }

func (c *Claim) names() []naming {
	out := namings(c.ClaimantRefs, KindPerson)
	for i, r := range c.AppearanceRefs {
		kind := KindQuote
		if i < len(c.kinds) {
			kind = c.kinds[i]
		}
		out = append(out, naming{r, kind})
	}
	return out
}

func (c *Claim) settle(b *builder) {
	c.Claimants = b.people(&c.Entry, c.ClaimantRefs)
	c.kinds = nil
	for _, r := range c.AppearanceRefs {
		kind := KindQuote
		if len(b.d.names.find(r.Name, KindQuote)) == 0 && len(b.d.names.find(r.Name, KindSource)) > 0 {
			kind = KindSource
		}
		c.kinds = append(c.kinds, kind)
		if e := b.ref(&c.Entry, r, kind); e != nil && !slices.Contains(c.Appearances, e) {
			c.Appearances = append(c.Appearances, e)
		}
	}
	b.citations(&c.Note, nil, false)
	b.verdict(c)
}

// verdict gives a claim its verdict, and reports one that its citations do not bear.
func (b *builder) verdict(c *Claim) {
	scale := b.d.Settings.Scale()
	if c.VerdictRef.Name == "" {
		if !c.Unfinished {
			b.diags = append(b.diags, c.AtHead(diag.Error, diag.Missing, "this claim has no verdict",
				`write a line "verdict: …" with one of `+keysOf(scale)+`; or, while it is open, "status: open"`))
		}
		return
	}
	at := func(severity diag.Severity, code diag.Code, message, hint string) {
		b.diags = append(b.diags, c.File.At(c.VerdictRef.Start, c.VerdictRef.End, severity, code, message, hint))
	}
	if c.Verdict = verdict(scale, c.VerdictRef.Name); c.Verdict == nil {
		var keys []string
		for _, v := range scale {
			keys = append(keys, v.Key)
		}
		at(diag.Error, diag.VerdictUnknown, fmt.Sprintf("there is no verdict %q", c.VerdictRef.Name),
			meant.Suggest(c.VerdictRef.Name, keys, "%q", "write "+keysOf(scale)))
		return
	}
	supports, contradicts, qualifies := len(c.Citing(markdown.Supports)), len(c.Citing(markdown.Contradicts)), len(c.Citing(markdown.Qualifies))
	top, bottom := ends(scale)
	switch {
	case supports+contradicts+qualifies == 0 && !c.Verdict.Free:
		at(diag.Error, diag.ClaimUnsupported, fmt.Sprintf("nothing is cited that bears on this verdict, %q", c.Verdict.Key),
			`quote the words that decide it, and end the line that names their source with "supports", "contradicts" or "qualifies": "> — [[source]] supports"`)
	case top > bottom && c.Verdict.Rank == top && supports+qualifies == 0 && contradicts > 0:
		at(diag.Warning, diag.VerdictAgainstEvidence, fmt.Sprintf("the verdict is %q, and all that is cited contradicts the claim", c.Verdict.Key),
			"cite what supports it too, or write another verdict")
	case top > bottom && c.Verdict.Rank == bottom && contradicts+qualifies == 0 && supports > 0:
		at(diag.Warning, diag.VerdictAgainstEvidence, fmt.Sprintf("the verdict is %q, and all that is cited supports the claim", c.Verdict.Key),
			"cite what contradicts it too, or write another verdict")
	}
}

func keysOf(scale []Verdict) string {
	var keys []string
	for _, v := range scale {
		keys = append(keys, fmt.Sprintf("%q", v.Key))
	}
	if len(keys) == 1 {
		return keys[0]
	}
	return meant.Alternatives(keys)
}

// bearing returns what a citation does for the claim that it stands in, and reports a word for it that
// no claim has, or that stands in another note.
func (b *builder) bearing(n *Note, q *markdown.Quote) markdown.Bearing {
	if q.Attribution == nil {
		return ""
	}
	report := func(message, hint string) {
		b.diags = append(b.diags, n.File.At(q.Attribution.Start, q.End, diag.Error, diag.BearingMark, message, hint))
	}
	if n.Kind != KindClaim {
		if q.Bearing != "" {
			report(fmt.Sprintf("%q says what these words do for a claim, and this is %s", q.Bearing, n.Kind.WithArticle()),
				"take the word away; a claim, a file in claims/, is where it can stand")
		}
		return ""
	}
	var words []string
	for _, w := range markdown.Bearings() {
		words = append(words, string(w))
	}
	if near, ok := meant.Nearest(q.Locator, words); q.Bearing == "" && ok && !strings.Contains(q.Locator, " ") {
		report(fmt.Sprintf("%q is no word for what cited words do for a claim", q.Locator), fmt.Sprintf("did you mean %q? The words are %s", near, meant.Alternatives(words)))
	}
	return q.Bearing
}

// The parts of a claim, by headings of its body.
const (
	PartClaimed = "claimed" // what is claimed
	PartShown   = "shown"   // what the evidence shows
	PartMethod  = "method"  // how we know
)

// claimParts are the headings of the parts, in each language of the interface.
var claimParts = map[string][]string{
	PartClaimed: {"What is claimed", "Was behauptet wird", "Ce qui est affirmé", "Lo que se afirma", "Что утверждается"},
	PartShown:   {"What the evidence shows", "Was die Belege zeigen", "Ce que montrent les sources", "Lo que muestran las fuentes", "Что показывают источники"},
	PartMethod:  {"How we know", "Woher wir das wissen", "Comment nous le savons", "Cómo lo sabemos", "Откуда мы это знаем"},
}

// ClaimPart returns the part of a claim that a heading begins, or "".
func ClaimPart(heading string) string {
	for part, headings := range claimParts {
		if slices.ContainsFunc(headings, func(h string) bool { return FoldName(h) == FoldName(heading) }) {
			return part
		}
	}
	return ""
}
