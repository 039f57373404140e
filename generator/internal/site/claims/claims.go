// Package claims makes the pages of claims: what is claimed and by whom, where it appears, what the editors find of it, and the
// passages that stand for it and against it, with how many of them there are and of how many sources.
//
// What counts as one source is said in package evidence. A sentence of this package says what stands in the texts and what the
// editors wrote, and nothing of who is right: that is the editors' verdict, in their words.
package claims

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/evidence"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/reference"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// Verdict is what the editors find of a claim.
type Verdict struct {
	Text string
	Role dossier.VerdictRole // which colour it has
}

// ClaimItem is a claim in a list.
type ClaimItem struct {
	view.Link
	Claimants []view.Link
	Made      view.Date
	Verdict   *Verdict  // nil where there is none
	Reviewed  view.Date // when the verdict was given
	Summary   string
	Traits    view.Traits
}

// ClaimsPage lists the claims.
type ClaimsPage struct {
	view.Listing
	Claims []ClaimItem
}

// ClaimPage shows a claim and what the sources show of it.
type ClaimPage struct {
	view.Frame
	ClaimItem
	Editors    string // who gave the verdict, in words
	Topics     []view.Link
	Claimed    []view.Block   // what the editors say of the claim
	Appears    []ClaimPassage // that make it, by date
	Named      []view.Link    // the quotations and sources that make it, as the editors say
	Found      []ClaimPassage // that the comparison finds alike
	Shown      []view.Block   // what the editors say of the evidence
	Sides      []ClaimSide    // for and against, and what qualifies, those that have something
	Columns    []ClaimSide    // of Sides those for and against
	Qualifying *ClaimSide     // of Sides the one that is neither; nil where nothing is
	Context    []ClaimPassage
	Counted    bool // some of what is counted stands in several sources
	Method     []view.Block
	Mentions   []view.Mention
	Embed      *view.Embed // nil where others are not to put it into their pages
	Cite       view.Reference
}

// ClaimSide is passages that bear on a claim in one way.
type ClaimSide struct {
	Bears    markdown.Bearing
	Title    string
	Count    string // how many passages, of how many sources
	Shared   string // which sources count as one, and why; may be empty
	Passages []ClaimPassage
	several  bool // sources
}

// ClaimPassage is a citation with what the editors say of it.
type ClaimPassage struct {
	view.Citation
	Place  string       // where it stands among the appearances: "The earliest cited here"; may be empty
	Around []view.Run   // its paragraph, where that may be shown and is more
	Remark []view.Block // what the editors say below it
}

// leaf is a page of a claim while it is made.
type leaf struct{ view.View }

// NewItem returns a claim as a list shows it.
func NewItem(v view.View, c *dossier.Claim) ClaimItem {
	item := ClaimItem{Link: v.Entry(&c.Entry), Made: v.Date(c.Made, ""), Reviewed: v.Date(c.Reviewed, ""), Summary: summary(v, c)}
	for _, p := range c.Claimants {
		item.Claimants = append(item.Claimants, v.Entry(&p.Entry))
	}
	if c.Verdict != nil {
		item.Verdict = &Verdict{c.Verdict.Word(v.Index.In.Dossier.Settings.Language), c.Verdict.Role}
	}
	return item
}

// summary returns the verdict of a claim in a sentence: the one that its editor gives, or else the first below the heading
// of what the evidence shows.
func summary(v view.View, c *dossier.Claim) string {
	if c.Summary != "" {
		return c.Summary
	}
	for _, s := range c.Body.Sections(dossier.ClaimPart) {
		if s.Name != dossier.PartShown {
			continue
		}
		for _, b := range s.Blocks {
			if b.Quote == nil {
				text := b.Prose(v.LinkText)
				for _, p := range segment.Sentences(text) {
					return strings.Join(strings.Fields(p.In(text)), " ")
				}
			}
		}
	}
	return ""
}

// Newest orders claims by their verdicts: the newest first, and those that have no date last.
func Newest(a, b *dossier.Claim) int {
	if a.Reviewed.IsZero() || b.Reviewed.IsZero() {
		return cmp.Or(edtf.Compare(a.Reviewed, b.Reviewed), cmp.Compare(a.Slug, b.Slug))
	}
	return cmp.Or(edtf.Compare(b.Reviewed, a.Reviewed), cmp.Compare(a.Slug, b.Slug))
}

// reviewOf returns a claim with its verdict for other programs, which are kept out of a preview.
func reviewOf(v view.View, c *dossier.Claim) (schemaorg.ClaimReview, bool) {
	if v.Index.In.Preview {
		return schemaorg.ClaimReview{}, false
	}
	return schemaorg.Review(v.Index.In.Dossier, v.Index.In.Evidence, c, summary(v, c))
}

// Reviews returns all claims with their verdicts for other programs, the newest verdict first; none where there are none.
func Reviews(v view.View) []schemaorg.ClaimReview {
	var out []schemaorg.ClaimReview
	for _, c := range view.SortedBy(v.Index.In.Dossier.Claims, Newest) {
		if r, ok := reviewOf(v, c); ok {
			out = append(out, r)
		}
	}
	return out
}

// List returns a page of the list of claims.
func List(v view.View, all []*dossier.Claim, p view.OnPage) *ClaimsPage {
	out := &ClaimsPage{Listing: v.Listing(p, v.Word("claims"), v.Word("claims_about", v.Index.In.Dossier.Settings.Title))}
	if p.First() && slices.ContainsFunc(all, func(c *dossier.Claim) bool { _, ok := reviewOf(v, c); return ok }) {
		out.HeadLinks = append(out.HeadLinks, view.HeadLink{Rel: "alternate", Href: v.Asset(address.ClaimReviews), Type: "application/ld+json"})
	}
	var traits []view.Traits
	traits, out.Filter = v.Filtered(p)
	for i, c := range view.Chosen(all, p.Items) {
		item := NewItem(v, c)
		item.Traits = traits[i]
		out.Claims = append(out.Claims, item)
	}
	return out
}

// New returns the page of a claim.
func New(v view.View, c *dossier.Claim) *ClaimPage {
	l := leaf{v}
	out := &ClaimPage{ClaimItem: NewItem(v, c), Topics: v.TopicLinks(&c.Entry), Mentions: v.Mentions(&c.Entry)}
	if len(c.Editors) > 0 {
		out.Editors = v.Joined(c.Editors)
	}
	description := out.Summary
	if out.Verdict != nil {
		description = strings.TrimSpace(out.Verdict.Text + ". " + description)
	}
	out.Frame = v.Frame(c.Title, description, v.To(address.Claims, "", v.Word("claims")))
	if v.Embeds() {
		out.Embed = v.Embed(Embed(v, c))
		out.HeadLinks = append(out.HeadLinks, out.Embed.Link())
	}
	remarks := l.prose(c, out)
	for _, e := range c.Appearances {
		out.Named = append(out.Named, v.Entry(e))
	}
	out.Appears = l.appearances(c, remarks)
	out.Found = l.found(c)
	counter := evidence.New(v.Index.In.Dossier, v.Index.In.Relations)
	for _, b := range []markdown.Bearing{markdown.Supports, markdown.Contradicts, markdown.Qualifies} {
		if side := l.side(c, b, counter, remarks); side.Passages != nil {
			out.Sides, out.Counted = append(out.Sides, side), out.Counted || side.several
			if b == markdown.Qualifies {
				out.Qualifying = &side
			} else {
				out.Columns = append(out.Columns, side)
			}
		}
	}
	out.Context = l.passages(c.Citing(markdown.Context), remarks)
	out.Cite = v.Reference(workOf(v, c), &out.Frame, reference.Formats()...)
	out.Say(func(p *schemaorg.Page) {
		if review, ok := reviewOf(v, c); ok {
			p.Review = &review
		} else {
			p.MainEntity = schemaorg.NewClaim(v.Index.In.Dossier, c)
		}
	})
	return out
}

// prose puts what the editors say on the page, and returns what they say below each citation.
func (v leaf) prose(c *dossier.Claim, out *ClaimPage) map[*dossier.Citation][]view.Block {
	cited := map[int]*dossier.Citation{}
	for _, x := range c.Citations {
		cited[x.Block] = x
	}
	remarks := map[*dossier.Citation][]view.Block{}
	style := v.Style(&c.Note, "")
	for _, s := range c.Body.Sections(dossier.ClaimPart) {
		var above *dossier.Citation
		for _, b := range s.Blocks {
			if x := cited[b.Index]; x != nil {
				above = x
				continue
			}
			if s.Name == dossier.PartShown && b.Quote == nil && above == nil && c.Summary == "" && strings.Join(strings.Fields(b.Prose(v.LinkText)), " ") == out.Summary && !strings.Contains(b.HTML(style), "<a ") {
				continue // the verdict says it
			}
			prose := view.Block{Prose: template.HTML(b.HTML(style))} // markdown escapes what is not its own
			switch {
			case s.Name == dossier.PartMethod:
				out.Method = append(out.Method, prose)
			case above != nil:
				remarks[above] = append(remarks[above], prose)
			case s.Name == dossier.PartShown:
				out.Shown = append(out.Shown, prose)
			default:
				out.Claimed = append(out.Claimed, prose)
			}
		}
	}
	return remarks
}

// passages returns citations that were found, with what is said of each.
func (v leaf) passages(list []*dossier.Citation, remarks map[*dossier.Citation][]view.Block) []ClaimPassage {
	var out []ClaimPassage
	for _, x := range list {
		if e := v.Index.Citation(x); e != nil {
			shown := v.Attributed(x, v.Excerpt(x.Source, e.Passage))
			if x.Note.Kind == dossier.KindClaim {
				shown.ID = e.Figure
			}
			out = append(out, ClaimPassage{Citation: shown, Around: v.around(x.Source, e.Passage.Span), Remark: remarks[x]})
		}
	}
	return out
}

// around returns the paragraphs that a passage stands in, with the passage marked; nothing where they may not be
// shown, or are no more than the passage.
func (v leaf) around(s *dossier.Source, p segment.Span) []view.Run {
	whole := p
	for _, b := range s.Blocks {
		if b.Span.Overlaps(p) {
			whole.Start, whole.End = min(whole.Start, b.Span.Start), max(whole.End, b.Span.End)
		}
	}
	if whole == p || !v.Shows(s, whole) {
		return nil
	}
	return []view.Run{
		{Text: s.Plain[whole.Start:p.Start]}, {Text: p.In(s.Plain), Marked: true}, {Text: s.Plain[p.End:whole.End]},
	}
}

// appearances returns the passages that make a claim, by date, and which of them surely stand first and last.
func (v leaf) appearances(c *dossier.Claim, remarks map[*dossier.Citation][]view.Block) []ClaimPassage {
	made := evidence.Making(c, v.Index.In.Evidence)
	first, last := evidence.Order(made)
	var list []*dossier.Citation
	for _, x := range made {
		list = append(list, x.Citation)
	}
	out := v.passages(list, remarks)
	if len(out) != len(made) {
		return out
	}
	if first {
		out[0].Place = v.Word("claim_first")
	}
	if last {
		out[len(out)-1].Place = v.Word("claim_last")
	}
	return out
}

// found returns the passages that the comparison finds alike to one that makes a claim, and which the claim does not
// cite, as far as they may be shown.
func (v leaf) found(c *dossier.Claim) []ClaimPassage {
	made := evidence.Making(c, v.Index.In.Evidence)
	known := append(slices.Clone(made), evidence.Cited(c.Citations, v.Index.In.Evidence)...)
	type place struct {
		source *dossier.Source
		span   segment.Span
	}
	var seen []place
	for _, x := range known {
		seen = append(seen, place{x.Citation.Source.Current(), x.Passage.Span})
	}
	var out []ClaimPassage
	for _, x := range made {
		for _, f := range v.Index.In.Relations.Found.Elsewhere(string(x.Citation.Source.Slug), x.Passage.Span, nil) {
			s := v.Index.Source(f.ID)
			if s == nil || !v.Shows(s, f.Span) || slices.ContainsFunc(seen, func(o place) bool {
				return o.source == s.Current() && (o.span.Overlaps(f.Span) || s.Newest != nil)
			}) {
				continue
			}
			seen = append(seen, place{s.Current(), f.Span})
			p := match.Passage{Span: f.Span, Parts: []segment.Span{f.Span}, Match: []segment.Span{f.Span}}
			out = append(out, ClaimPassage{Citation: v.Excerpt(s, p), Around: v.around(s, f.Span)})
		}
	}
	return out
}

// side returns what bears on a claim in one way.
func (v leaf) side(c *dossier.Claim, b markdown.Bearing, counter *evidence.Counter, remarks map[*dossier.Citation][]view.Block) ClaimSide {
	list := c.Citing(b)
	out := ClaimSide{Bears: b, Title: v.Word("claim_" + string(b)), Passages: v.passages(list, remarks)}
	n := counter.Of(evidence.Cited(list, v.Index.In.Evidence))
	out.Count = v.Count("n_passages", n.Passages)
	out.several = len(n.Groups) > 1 || len(n.Groups) == 1 && len(n.Groups[0].Sources) > 1
	switch {
	case !n.Known:
		out.Shared = v.Word("claim_uncompared")
		return out
	case n.Passages > 1: // one passage is of one source
		out.Count = v.Count("claim_of_sources", len(n.Groups), out.Count)
	}
	var said []string
	for _, g := range n.Groups {
		if len(g.Sources) > 1 {
			key := "claim_share"
			if !g.Shared {
				key = "claim_one"
			}
			said = append(said, v.Word(key, v.Joined(v.Outlets(g.Sources))))
		}
	}
	out.Shared = strings.Join(said, " ")
	return out
}

// Templates returns the data of the templates of claims.
func Templates() map[string]any {
	return map[string]any{"claims": &ClaimsPage{}, "claim": &ClaimPage{}}
}

// workOf returns the page of a claim as a work of those who gave the verdict, on the day on which they gave it.
func workOf(v view.View, c *dossier.Claim) reference.Work {
	issued := c.Created
	for _, d := range []edtf.Date{c.Updated, c.Reviewed} {
		if !d.IsZero() {
			issued = d
		}
	}
	work := v.Own(&c.Note, issued)
	if len(c.Editors) > 0 {
		work.Authors = c.Editors
	}
	return work
}
