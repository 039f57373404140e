package site

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/timeline"
)

// QuoteItem is a quotation in a list.
type QuoteItem struct {
	Link
	Words     string // of the leading wording
	WordsLang string // where it is not the page's
	WordsDir  string
	Speaker   *Link
	Said      Date
	Occasion  string
	Outlets   []Link // each to its wording in context, in order of publication
	More      string // how many outlets are not named; may be empty
	Printed   int    // sources that print it
	Traits    Traits
}

// QuoteGroup is what was said by one speaker on one occasion.
type QuoteGroup struct {
	Speaker  *Link
	Said     Date
	Occasion string
	Quotes   []QuoteItem
}

// QuotesPage lists the quotations.
type QuotesPage struct {
	Listing
	Groups []QuoteGroup
}

// QuotePage shows a quotation in every wording.
type QuotePage struct {
	Frame
	Speaker    *Link
	Role       string
	Said       Date
	Occasion   string
	Topics     []Link
	Lead       *Wording
	Intro      []Block // what the editor says before the first wording
	Wordings   []Wording
	Outlets    int // how many outlets print it
	Found      []Found
	Clock      []Moment
	ClockTitle string
	Strip      *Strip // the same drawn
	Related    []QuoteItem
	Others     []QuoteGroup // by the same speaker
	All        *Link        // to all that the speaker said, where Others are only some
	Mentions   []Mention
	Cite       []CiteAs
}

// A Wording is a quotation as one source printed it.
type Wording struct {
	Citation
	Leading bool
	Diff    Diff    // from the leading wording
	Compare Link    // to the comparison with the leading wording's source; Href is empty where there is none
	Comment []Block // what the editor says of it
}

// Found is a wording that the comparison found and no editor has cited.
type Found struct {
	Citation
	Diff  Diff
	Kind  string // how alike it is to the wording it answers, in words
	Ready string // the citation as an editor would write it
}

// A Moment is one of the dates of a quotation.
type Moment struct {
	What string // "Said", "Printed"
	Link *Link
	Date Date
	Lag  string // since it was said, in words; may be empty
}

// CiteAs is how to cite a page in one format.
type CiteAs struct{ Name, Text string }

// quotes plans the list of quotations, by date.
func (p plan) quotes() {
	d, x := p.index.in.Dossier, p.index
	all := sortedBy(d.Quotes, func(a, b *dossier.Quote) int {
		return cmp.Or(edtf.Compare(a.Said, b.Said), cmp.Compare(speaker(a), speaker(b)), cmp.Compare(a.Occasion, b.Occasion), cmp.Compare(a.Slug, b.Slug))
	})
	p.list(list{
		route: address.Quotes, template: "quotes", name: folder(d, dossier.KindQuote), size: len(all),
		weight: func(i int) int { return x.quoteWeight(all[i]) },
		label:  func(v view, i int) string { return v.when(all[i].Said) },
		traits: func(v view, i int) []trait { return v.quoteTraits(all[i]) },
		data:   p.data(func(v maker, p part) any { return v.quotes(all, p) }),
	})
}

func (v maker) quotes(all []*dossier.Quote, p part) *QuotesPage {
	out := &QuotesPage{Listing: v.listing(p, v.word("quotes"), v.word("quotes_about", v.index.in.Dossier.Settings.Title))}
	list := chosen(all, p.items)
	out.Groups = v.grouped(list)
	if !p.alone() {
		return out
	}
	var f filtering
	for _, g := range out.Groups {
		for i := range g.Quotes {
			g.Quotes[i].Traits = f.add(v.quoteTraits(list[f.items])...)
		}
	}
	out.Filter = v.filter(f)
	return out
}

// grouped puts quotations that follow each other into groups of one speaker
// on one occasion.
func (v maker) grouped(list []*dossier.Quote) []QuoteGroup {
	var out []QuoteGroup
	for i, q := range list {
		if i == 0 || list[i-1].Speaker != q.Speaker || list[i-1].Occasion != q.Occasion || !list[i-1].Said.Equal(q.Said) {
			out = append(out, QuoteGroup{Speaker: v.speaker(q), Said: v.date(q.Said, ""), Occasion: q.Occasion})
		}
		g := &out[len(out)-1]
		g.Quotes = append(g.Quotes, v.quoteItem(q))
	}
	return out
}

func speaker(q *dossier.Quote) dossier.Slug {
	if q.Speaker == nil {
		return ""
	}
	return q.Speaker.Slug
}

func (v maker) speaker(q *dossier.Quote) *Link {
	if q.Speaker == nil {
		return nil
	}
	l := v.entry(&q.Speaker.Entry)
	return &l
}

// wordings returns the citations of a quotation that were found, in order of
// publication.
func (v maker) wordings(q *dossier.Quote) []*cited {
	var out []*cited
	for _, c := range q.Citations {
		if e := v.index.citation(c); e != nil {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b *cited) int { return sourcesByDate(a.citation.Source, b.citation.Source) })
	return out
}

// leading returns the wording that the others are compared with: the first
// that the editor cites.
func (v maker) leading(q *dossier.Quote) *cited {
	for _, c := range q.Citations {
		if e := v.index.citation(c); e != nil {
			return e
		}
	}
	return nil
}

// sentenceTail are the marks at the end of words that only lead over to what
// the source prints next.
const sentenceTail = ",; "

func (v maker) quoteItem(q *dossier.Quote) QuoteItem {
	item := QuoteItem{Link: v.entry(&q.Entry), Speaker: v.speaker(q), Said: v.date(q.Said, ""), Occasion: q.Occasion}
	if lead := v.leading(q); lead != nil {
		s := lead.citation.Source
		item.Words = strings.TrimRight(gapped(s, lead.passage), sentenceTail)
		item.WordsLang, item.WordsDir = v.foreign(s.Lang)
	}
	seen := map[*dossier.Source]bool{}
	for _, e := range v.wordings(q) {
		if s := e.citation.Source; !seen[s] {
			seen[s] = true
			item.Outlets = append(item.Outlets, v.to(address.Sources.To(s.Slug), e.id, v.outlet(s)))
		}
	}
	item.Printed = len(item.Outlets)
	item.Outlets, item.More = firstLinks(v.view, item.Outlets)
	return item
}

// printed returns the words of a wording as the source prints them, for a
// difference: what the editor left out of a citation, the source did not. It
// reports false where they may not be shown whole, or are not in one piece.
func printed(e *cited) (segment.Span, bool) {
	if len(e.passage.Parts) == 1 {
		return e.passage.Parts[0], true
	}
	return e.passage.Span, e.citation.Source.Publish == dossier.PublishFull && len(e.citation.Quote.Marked) == 0
}

// marks reports whether a citation marks a part of what it quotes as the wording.
func marks(e *cited) bool { return len(e.citation.Quote.Marked) > 0 }

// endsShort reports whether the second passage of a difference lacks words of the first at its beginning or end.
func endsShort(list []Piece) bool {
	n := len(list)
	return n > 1 && (list[0].Op == collate.Deleted && list[1].Op != collate.Inserted ||
		list[n-1].Op == collate.Deleted && list[n-2].Op != collate.Inserted)
}

// differs returns how the words q of source t differ from the words p of
// source s. Marks that lead over to what either prints next are no difference.
func (v maker) differs(s *dossier.Source, p segment.Span, t *dossier.Source, q segment.Span) Diff {
	bare := func(s *dossier.Source, p segment.Span) segment.Span {
		return segment.Span{Start: p.Start, End: p.Start + len(strings.TrimRight(p.In(s.Plain), sentenceTail))}
	}
	if a, b := bare(s, p), bare(t, q); (a == p) == (b == q) {
		p, q = a, b
	}
	return v.diff(statementOf(s, p), statementOf(t, q))
}

func (v maker) quote(q *dossier.Quote) *QuotePage {
	lead := v.leading(q)
	out := &QuotePage{
		Speaker: v.speaker(q), Said: v.date(q.Said, ""), Occasion: q.Occasion, Topics: v.topicLinks(&q.Entry),
		Mentions: v.mentions(&q.Entry),
	}
	description := ""
	if q.Speaker != nil {
		out.Role = q.Speaker.Role
		description = v.word("said_by", q.Speaker.Title) + " "
	}
	if lead == nil {
		out.Intro = v.body(&q.Note)
	} else {
		out.Intro = v.blocks(&q.Note, 0, lead.citation.Block)
		description += gapped(lead.citation.Source, lead.passage)
		outlets := map[string]bool{}
		for _, e := range v.wordings(q) {
			w := v.wording(q, e, lead)
			last := &w.Runs[len(w.Runs)-1]
			last.Text = strings.TrimRight(last.Text, sentenceTail)
			out.Wordings = append(out.Wordings, w)
			outlets[v.outlet(e.citation.Source)] = true
			if w.Leading {
				out.Lead = &w
			}
		}
		out.Outlets = len(outlets)
		out.Found = v.found(q, lead)
		out.Clock, out.ClockTitle = v.clock(q), v.word(v.printing("clock"))
	}
	out.Strip = v.timeline().strip(timeline.RowOf(q))
	out.Frame = v.frame(q.Title, description, v.to(address.Quotes, "", v.word("quotes")))
	listed := map[*dossier.Quote]bool{q: true}
	for _, r := range sortedBy(v.index.related()[q], byDate) {
		listed[r] = true
		out.Related = append(out.Related, v.quoteItem(r))
	}
	var others []*dossier.Quote
	if q.Speaker != nil {
		for _, r := range v.index.said()[q.Speaker] {
			if !listed[r] {
				others = append(others, r)
			}
		}
	}
	if len(others) > othersShown {
		all := v.to(address.People.To(q.Speaker.Slug), "said", v.count("all_quotes", len(v.index.said()[q.Speaker])))
		out.All = &all
		others = near(others, q, othersShown)
	}
	out.Others = v.grouped(others)
	out.Cite = v.citeQuote(q, lead)
	return out
}

// othersShown is how many other statements of a speaker a quotation's page
// lists.
const othersShown = 20

// near returns the n quotations of a list, sorted by date, that stand nearest
// to where q would.
func near(list []*dossier.Quote, q *dossier.Quote, n int) []*dossier.Quote {
	at, _ := slices.BinarySearchFunc(list, q, byDate)
	from := max(0, min(at-n/2, len(list)-n))
	return list[from : from+n]
}

// wording returns a wording with how it differs from the leading one and what
// the editor says below it.
func (v maker) wording(q *dossier.Quote, e, lead *cited) Wording {
	shown := v.attributed(e.citation, v.excerpt(e.citation.Source, e.passage)) // what the note marks is the wording, without the words around it
	shown.ID = e.figure
	w := Wording{Citation: shown, Leading: e == lead}
	end := len(q.Body.Blocks)
	for _, c := range q.Citations {
		if c.Block > e.citation.Block {
			end = min(end, c.Block)
		}
	}
	w.Comment = v.blocks(&q.Note, e.citation.Block+1, end)
	if !w.Leading {
		if a, ok := printed(lead); ok {
			if b, ok := printed(e); ok {
				w.Diff = v.differs(lead.citation.Source, a, e.citation.Source, b)
				if endsShort(w.Diff.Pieces) && marks(e) {
					w.Diff.Sentence = "" // what stands around marked words may say the rest
				}
			}
		}
		w.Compare = v.comparisonOf(e.citation.Source, lead.citation.Source)
	}
	return w
}

// found returns the wordings that the comparison found and no quotation cites,
// that may be shown.
func (v maker) found(q *dossier.Quote, lead *cited) []Found {
	var out []Found
	for _, f := range v.index.wordings().Uncited(q) {
		if !v.index.in.Evidence.Shows(f.Source, f.Span) {
			continue
		}
		p := anchor.Passage{Span: f.Span, Parts: []segment.Span{f.Span}, Match: []segment.Span{f.Span}}
		text := f.Span.In(f.Source.Plain)
		ready := withoutUnpaired(text)
		var diff Diff
		if words, ok := printed(lead); ok {
			diff = v.differs(lead.citation.Source, words, f.Source, f.Span)
		}
		out = append(out, Found{
			Citation: v.excerpt(f.Source, p), Kind: v.word("alike_" + string(f.Kind)), Diff: diff,
			Ready: "> " + strings.ReplaceAll(ready, "\n\n", "\n>\n> ") + "\n> — [[" + string(f.Source.Slug) + "]]",
		})
	}
	return out
}

// withoutUnpaired returns text without a quotation mark at its beginning or
// end whose counterpart is not in it.
func withoutUnpaired(text string) string {
	type mark struct {
		at int
		r  rune
	}
	var open, alone []mark
	for i, r := range text {
		last := len(open) - 1
		switch {
		case strings.ContainsRune("„«", r), r == '“' && (last < 0 || open[last].r != '„'), r == '"' && (last < 0 || open[last].r != '"'):
			open = append(open, mark{i, r})
		case !strings.ContainsRune("“”»\"", r):
		case last >= 0:
			open = open[:last]
		default:
			alone = append(alone, mark{i, r})
		}
	}
	from, to := 0, len(text)
	for _, m := range append(alone, open...) {
		switch end := m.at + len(string(m.r)); {
		case m.at == 0:
			from = end
		case end == len(text):
			to = m.at
		}
	}
	if from > to {
		return ""
	}
	return strings.TrimSpace(text[from:to])
}

// clock returns when the quotation was said, and when each outlet printed it.
func (v maker) clock(q *dossier.Quote) []Moment {
	var out []Moment
	if !q.Said.IsZero() {
		out = append(out, Moment{What: v.word("said"), Date: v.date(q.Said, "")})
	}
	seen := map[*dossier.Source]bool{}
	for _, e := range v.wordings(q) {
		s := e.citation.Source
		if seen[s] || s.Published.IsZero() {
			continue
		}
		seen[s] = true
		l := v.to(address.Sources.To(s.Slug), e.id, v.outlet(s))
		m := Moment{What: sentenceCase(v.verb(s)), Link: &l, Date: v.date(s.Published, s.Inference("published"))}
		if !q.Said.IsZero() {
			m.Lag = v.lag(q.Said, s.Published)
		}
		out = append(out, m)
	}
	return out
}
