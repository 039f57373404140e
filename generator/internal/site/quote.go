package site

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/figure/card"
	"dossier/generator/internal/match"
	"dossier/generator/internal/reference"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/timeline"
	"dossier/generator/internal/tongue"
	"dossier/generator/internal/wording"
)

// QuoteItem is a quotation in a list.
type QuoteItem struct {
	view.Link
	Words     string // of the leading wording
	WordsLang string // where it is not the page's
	WordsDir  string
	Chain     []view.Link // who said it, quoting whom, and through whom; see [view.View.Chain]
	Said      view.Date
	Occasion  string
	Outlets   []view.Link       // each to its wording in context, in order of publication
	More      string            // how many outlets are not named; may be empty
	sources   []*dossier.Source // that have it, in order of publication
	Traits    view.Traits
}

// QuoteGroup is what was said by one speaker on one occasion.
type QuoteGroup struct {
	Chain    []view.Link
	Beside   []view.Link // the chain, where it is more than the one who speaks
	Said     view.Date
	Occasion string
	Quotes   []QuoteItem
}

// QuotesPage lists the quotations.
type QuotesPage struct {
	view.Listing
	Groups []QuoteGroup
}

// QuotePage shows a quotation in every wording.
type QuotePage struct {
	view.Frame
	Chain       []view.Link
	Role        string
	Said        view.Date
	Occasion    string
	Topics      []view.Link
	Lead        *Wording
	Intro       []view.Block // what the editor says before the first wording
	Languages   []Language   // the wordings; the language in which it was said comes first, where that is known
	WordingsIn  string       // how many outlets or sources have it
	Found       []Found
	Clock       []Moment
	ClockTitle  string
	Strip       *chronicle.Strip // the same drawn
	Related     []QuoteItem
	Others      []QuoteGroup // by the same speaker, or by one or more of several
	OthersTitle string
	All         []view.Link    // to all that each speaker said, where Others are only some
	Claims      []view.Mention // what it does for which claim
	Mentions    []view.Mention
	Embed       *view.Embed // nil where others are not to put it into their pages
	Cite        view.Reference
}

// A Language is the wordings of a quotation in one language.
type Language struct {
	Title    string // names it, and says what they are to what was said; empty where there is nothing to tell apart
	About    string // from which of them the others' differences are; empty where it is the leading wording
	Wordings []Wording
}

// A Wording is a quotation as one source printed it.
type Wording struct {
	view.Citation
	Leading    bool
	Below      bool            // its heading stands below that of its language
	Diff       comparison.Diff // from the leading wording or, in another language, from the first that the note has in that
	Translator string          // whom the source names as the translator, in a sentence; most often empty
	Compare    view.Link       // to the comparison with that wording's source; Href is empty where there is none
	Comment    []view.Block    // what the editor says of it
}

// Found is a wording that the comparison found and no editor has cited.
type Found struct {
	view.Citation
	Diff  comparison.Diff
	Kind  string // how alike it is to the leading wording, in words
	Ready string // the citation as an editor would write it
}

// A Moment is one of the dates of a quotation.
type Moment struct {
	What string // "Said", "Printed"
	Link *view.Link
	Date view.Date
	Lag  string // since it was said, in words; may be empty
}

// quotePages returns what the site shows of quotations.
func quotePages() kindPages {
	return pagesOf(dossier.KindQuote, plan.quotes, onePage(maker.quote), map[string]any{"quotes": &QuotesPage{}, "quote": &QuotePage{}})
}

// quotes plans the list of quotations, by date.
func (p plan) quotes() {
	d, x := p.Index.In.Dossier, p.Index
	all := view.SortedBy(d.Quotes, func(a, b *dossier.Quote) int {
		return cmp.Or(edtf.Compare(a.Said, b.Said), slices.CompareFunc(a.Speakers, b.Speakers, bySlug), cmp.Compare(a.Occasion, b.Occasion), cmp.Compare(a.Slug, b.Slug))
	})
	p.listOf(dossier.KindQuote, view.List{
		Size:   len(all),
		Weight: func(i int) int { return x.QuoteWeight(all[i]) },
		Label:  func(v view.View, i int) string { return v.When(all[i].Said) },
		Traits: func(v view.View, i int) []view.Trait { return v.NoteTraits(&all[i].Note) },
		Data:   p.data(func(v maker, p view.OnPage) any { return v.quotes(all, p) }),
	})
}

func bySlug(a, b *dossier.Person) int { return cmp.Compare(a.Slug, b.Slug) }

func (v maker) quotes(all []*dossier.Quote, p view.OnPage) *QuotesPage {
	out := &QuotesPage{Listing: v.Listing(p, v.Word("quotes"), v.Word("quotes_about", v.Index.In.Dossier.Settings.Title))}
	out.Groups = v.grouped(view.Chosen(all, p.Items))
	var traits []view.Traits
	traits, out.Filter = v.Filtered(p)
	for _, g := range out.Groups {
		for i := range g.Quotes {
			g.Quotes[i].Traits = traits[i]
		}
		traits = traits[len(g.Quotes):]
	}
	return out
}

// grouped puts quotations that follow each other into groups of one speaker
// on one occasion.
func (v maker) grouped(list []*dossier.Quote) []QuoteGroup {
	var out []QuoteGroup
	for i, q := range list {
		if i == 0 || !list[i-1].SameChain(q) || list[i-1].Occasion != q.Occasion || !list[i-1].Said.Equal(q.Said) {
			g := QuoteGroup{Chain: v.Chain(q), Said: v.Date(q.Said, ""), Occasion: q.Occasion}
			if len(q.Speakers) > 1 || len(q.Quoting)+len(q.Via) > 0 {
				g.Beside = g.Chain
			}
			out = append(out, g)
		}
		g := &out[len(out)-1]
		g.Quotes = append(g.Quotes, v.quoteItem(q))
	}
	return out
}

// wordings returns the citations of a quotation that were found, in order of
// publication.
func (v maker) wordings(q *dossier.Quote) []*view.Cited {
	var out []*view.Cited
	for _, c := range q.Citations {
		if e := v.Index.Citation(c); e != nil {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b *view.Cited) int { return view.SourcesByDate(a.Citation.Source, b.Citation.Source) })
	return out
}

// leading returns the wording that the others are compared with: the first
// that the editor cites.
func (v maker) leading(q *dossier.Quote) *view.Cited {
	for _, c := range q.Citations {
		if e := v.Index.Citation(c); e != nil {
			return e
		}
	}
	return nil
}

// sentenceTail are the marks at the end of words that only lead over to what
// the source prints next.
const sentenceTail = ",; "

// leadingWords returns the words of the wording that leads, as they are shown where nothing stands beside them.
func leadingWords(lead *view.Cited) string {
	return segment.Balanced(strings.TrimRight(lead.Passage.Quoted(lead.Citation.Source.Plain), sentenceTail))
}

// quotation returns a quotation for programs.
func (v maker) quotation(q *dossier.Quote, lead *view.Cited) schemaorg.Quotation {
	if lead == nil {
		return schemaorg.NewQuotation(v.Index.In.Dossier, q, "", "", nil)
	}
	s := lead.Citation.Source
	printed := []*dossier.Source{s.Current()}
	for _, e := range v.wordings(q) {
		if other := e.Citation.Source.Current(); !slices.Contains(printed, other) {
			printed = append(printed, other)
		}
	}
	return schemaorg.NewQuotation(v.Index.In.Dossier, q, leadingWords(lead), s.LangOf(lead.Passage.Span), printed)
}

func (v maker) quoteItem(q *dossier.Quote) QuoteItem {
	item := QuoteItem{Link: v.Entry(&q.Entry), Chain: v.Chain(q), Said: v.Date(q.Said, ""), Occasion: q.Occasion}
	if lead := v.leading(q); lead != nil {
		s := lead.Citation.Source
		item.Words = leadingWords(lead)
		item.WordsLang, item.WordsDir = v.OtherLanguage(s.LangOf(lead.Passage.Span))
	}
	seen := map[*dossier.Source]bool{}
	for _, e := range v.wordings(q) {
		if s := e.Citation.Source; !seen[s] {
			seen[s] = true
			item.sources = append(item.sources, s)
			item.Outlets = append(item.Outlets, v.Spot(e))
		}
	}
	item.Outlets, item.More = view.FirstLinks(v.View, item.Outlets)
	return item
}

// A printing is the words of a source that a difference is told of, and which of them an editor leaves out.
type printing struct {
	source *dossier.Source
	segment.Span
	left []segment.Span
}

// printed returns the words of a wording as the source prints them, for a difference, and what the citation leaves out of
// them. It reports false where they may not be shown whole, or are not in one piece.
func (v maker) printed(e *view.Cited) (printing, bool) {
	if len(e.Passage.Parts) == 1 {
		return printing{e.Citation.Source, e.Passage.Parts[0], nil}, true
	}
	return printing{e.Citation.Source, e.Passage.Span, e.Passage.Omitted()}, v.Shows(e.Citation.Source, e.Passage.Span) && !marks(e)
}

// statement returns the words p of what is printed as a statement.
func (f printing) statement(p segment.Span) edit.Statement {
	out := comparison.StatementOf(f.source, p)
	for _, left := range f.left {
		out.Left = append(out.Left, segment.Span{Start: left.Start - p.Start, End: left.End - p.Start})
	}
	return out
}

// marks reports whether a citation marks a part of what it quotes as the wording.
func marks(e *view.Cited) bool { return len(e.Citation.Quote.Marked) > 0 }

// endsShort reports whether the second passage of a difference lacks words of the first at its beginning or end.
func endsShort(list []view.Piece) bool {
	n := len(list)
	return n > 1 && (list[0].Op == edit.Deleted && list[1].Op != edit.Inserted ||
		list[n-1].Op == edit.Deleted && list[n-2].Op != edit.Inserted)
}

// differs returns how the words of t differ from those of s. Marks that lead over to what either prints next are no
// difference.
func (v maker) differs(s, t printing) comparison.Diff {
	bare := func(f printing) segment.Span {
		return segment.Span{Start: f.Start, End: f.Start + len(strings.TrimRight(f.In(f.source.Plain), sentenceTail))}
	}
	p, q := s.Span, t.Span
	if a, b := bare(s), bare(t); (a == p) == (b == q) {
		p, q = a, b
	}
	d := comparison.Of(v.View).Diff(s.statement(p), t.statement(q))
	if d.StopShort(v.beyond(s.source, p), v.beyond(t.source, q)) {
		d.Sentence = ""
	}
	return d
}

// beyond returns whether a source may have words outside of a passage of it: of one that keeps words back, nothing is
// told of what it lacks.
func (v maker) beyond(s *dossier.Source, p segment.Span) func(words []string) bool {
	return func(words []string) bool {
		return !v.Shows(s, segment.Span{Start: 0, End: len(s.Plain)}) || edit.Holds(s.Plain[:p.Start], words) || edit.Holds(s.Plain[p.End:], words)
	}
}

func (v maker) quote(q *dossier.Quote) *QuotePage {
	lead := v.leading(q)
	out := &QuotePage{
		Chain: v.Chain(q), Said: v.Date(q.Said, ""), Occasion: q.Occasion, Topics: v.TopicLinks(&q.Entry),
		Claims: claims.OfQuote(v.View, q), Mentions: v.Mentions(&q.Entry),
	}
	description := ""
	if len(q.Speakers) == 1 && len(q.Quoting)+len(q.Via) == 0 {
		out.Role = v.Role(q.Speakers[0])
	}
	if lead == nil {
		out.Intro = v.Body(&q.Note)
	} else {
		out.Intro = v.Blocks(&q.Note, 0, lead.Citation.Block)
		description = leadingWords(lead)
		if len(q.Speakers) > 0 {
			// What an outlet prints of somebody need not be somebody's own words.
			description = v.Word("said_by", v.Voices(q), v.Outlet(lead.Citation.Source)) + " " + description
		}
		var sources []*dossier.Source
		for _, e := range v.wordings(q) {
			sources = append(sources, e.Citation.Source)
		}
		out.Languages, out.Lead = v.languages(q, lead)
		out.WordingsIn = v.CountOutlets("wordings_in", sources)
		out.Found = v.found(q, lead)
		out.Clock, out.ClockTitle = v.clock(q), v.Word(v.Printing("clock"))
	}
	out.Strip = v.timeline().Strip(timeline.RowOf(q))
	out.Frame = v.Frame(q.Title, description, v.To(address.Quotes, "", v.Word("quotes")))
	if v.Embeds() {
		out.Embed = v.View.Embed(v.embedQuote(q))
		out.HeadLinks = append(out.HeadLinks, out.Embed.Link())
	}
	out.Say(func(p *schemaorg.Page) { p.MainEntity = v.quotation(q, lead) })
	v.showCard(&out.Frame, &q.Entry, func() card.Card { return v.quoteCard(q) })
	listed := map[*dossier.Quote]bool{q: true}
	for _, r := range view.SortedBy(v.Index.Related()[q], view.ByDate) {
		listed[r] = true
		out.Related = append(out.Related, v.quoteItem(r))
	}
	var others, all []*dossier.Quote
	var names []string
	for _, p := range q.Speakers {
		names = append(names, v.NameOf(&p.Entry))
		all = append(all, v.Index.Said()[p]...)
	}
	for _, r := range all {
		if !listed[r] {
			listed[r] = true
			others = append(others, r)
		}
	}
	out.OthersTitle = v.Word("same_speaker", v.Joined(names))
	if len(names) > 1 {
		out.OthersTitle = v.Word("same_speakers")
	}
	slices.SortStableFunc(others, view.ByDate)
	if len(others) > othersShown {
		out.All = v.allOf(q.Speakers)
		others = near(others, q, othersShown)
	}
	out.Others = v.grouped(others)
	for i := range out.Others {
		if g := &out.Others[i]; len(q.Speakers) > 1 {
			g.Beside = g.Chain // which of them it is
		}
	}
	out.Cite = v.Reference(v.quoteWork(q, lead), &out.Frame, reference.Formats()...)
	return out
}

// allOf returns links to all that each of some speakers said, but for whom only one statement is known.
func (v maker) allOf(speakers []*dossier.Person) []view.Link {
	var out []view.Link
	for _, p := range speakers {
		n, text := len(v.Index.Said()[p]), ""
		switch {
		case len(speakers) == 1:
			text = v.Count("all_quotes", n)
		case n > 1:
			text = v.Count("all_quotes_of", n, v.NameOf(&p.Entry))
		default:
			continue
		}
		out = append(out, v.To(address.Of(&p.Entry), "said", text))
	}
	return out
}

// othersShown is how many other statements of a speaker a quotation's page
// lists.
const othersShown = 20

// near returns the n quotations of a list, sorted by date, that stand nearest
// to where q would.
func near(list []*dossier.Quote, q *dossier.Quote, n int) []*dossier.Quote {
	at, _ := slices.BinarySearchFunc(list, q, view.ByDate)
	from := max(0, min(at-n/2, len(list)-n))
	return list[from : from+n]
}

// languages returns the wordings of a quotation by their languages, and the leading one.
func (v maker) languages(q *dossier.Quote, lead *view.Cited) (list []Language, leading *Wording) {
	groups := v.Index.Wordings().Languages(q)
	all := v.wordings(q)
	told := len(groups) > 1 || groups[0].Role == wording.Foreign
	named := func(lang string) string { return tongue.Name(lang, v.Index.In.Words.Language()) }
	for _, g := range groups {
		var out Language
		own := map[*dossier.Citation]bool{}
		for _, c := range g.Cited {
			own[c.Citation] = true
		}
		base := v.Index.Citation(g.Cited[0].Citation)
		for _, e := range all {
			if !own[e.Citation] {
				continue
			}
			w := v.wording(q, e, lead, base)
			last := &w.Runs[len(w.Runs)-1]
			last.Text = strings.TrimRight(last.Text, sentenceTail)
			w.Below = told
			out.Wordings = append(out.Wordings, w)
			if w.Leading {
				leading = &w
			}
		}
		if told {
			name := view.SentenceCase(named(g.Lang))
			switch g.Role {
			case wording.Original:
				out.Title = v.Word("language_original", name)
			case wording.Spoken:
				out.Title = v.Word("language_spoken", name)
			case wording.Rendering:
				out.Title = v.Count("language_renderings", len(out.Wordings), name)
			case wording.Foreign:
				out.Title = name
				if groups[0].Role == wording.Foreign { // no heading above says it
					out.Title = v.Word("language_foreign", name, named(q.Native()))
				}
			default:
				out.Title = name
			}
		}
		if base != lead && len(out.Wordings) > 1 {
			out.About = v.Word("language_compared", v.Outlet(base.Citation.Source))
		}
		list = append(list, out)
	}
	return list, leading
}

// wording returns a wording with how it differs from base, one in its language, and what
// the editor says below it.
func (v maker) wording(q *dossier.Quote, e, lead, base *view.Cited) Wording {
	shown := v.Attributed(e.Citation, v.Excerpt(e.Citation.Source, e.Passage)) // what the note marks is the wording, without the words around it
	shown.ID = e.Figure
	w := Wording{Citation: shown, Leading: e == lead}
	end := len(q.Body.Blocks)
	for _, c := range q.Citations {
		if c.Block > e.Citation.Block {
			end = min(end, c.Block)
		}
	}
	w.Comment = v.Blocks(&q.Note, e.Citation.Block+1, end)
	if name := e.Citation.Source.Translator; name != "" {
		w.Translator = v.Word("names_translator", name)
	}
	if e != base {
		if a, ok := v.printed(base); ok {
			if b, ok := v.printed(e); ok {
				w.Diff = v.differs(a, b)
				if endsShort(w.Diff.Pieces) && marks(e) {
					w.Diff.Sentence = "" // what stands around marked words may say the rest
				}
			}
		}
		w.Compare = v.comparisonOf(e.Citation.Source, base.Citation.Source)
	}
	return w
}

// found returns the wordings that the comparison found and no quotation cites,
// that may be shown.
func (v maker) found(q *dossier.Quote, lead *view.Cited) []Found {
	var out []Found
	for _, f := range v.Index.Wordings().Uncited(q) {
		if !v.Index.In.Evidence.Shows(f.Source, f.Span) {
			continue
		}
		p := match.Passage{Span: f.Span, Parts: []segment.Span{f.Span}, Match: []segment.Span{f.Span}}
		text := f.Span.In(f.Source.Plain)
		ready := segment.WithoutHalves(text)
		var diff comparison.Diff
		base := v.inLanguage(q, lead, f.Source.LangOf(f.Span))
		kind := comparison.Alike(f.Source.LangOf(f.Span), base.Passage.Span.In(base.Citation.Source.Plain), text)
		if words, ok := v.printed(base); ok {
			diff = v.differs(words, printing{source: f.Source, Span: f.Span})
		}
		out = append(out, Found{
			Citation: v.Excerpt(f.Source, p), Kind: v.Word("alike_" + kind), Diff: diff,
			Ready: "> " + strings.ReplaceAll(ready, "\n\n", "\n>\n> ") + "\n> — [[" + string(f.Source.Slug) + "]]",
		})
	}
	return out
}

// inLanguage returns the wording that others in a language are compared with: the first that the note has in it, or else
// the leading one.
func (v maker) inLanguage(q *dossier.Quote, lead *view.Cited, lang string) *view.Cited {
	for _, g := range v.Index.Wordings().Languages(q) {
		if edit.SameLanguage(g.Lang, lang) {
			return v.Index.Citation(g.Cited[0].Citation)
		}
	}
	return lead
}

// clock returns when the quotation was said, and when each outlet printed it.
func (v maker) clock(q *dossier.Quote) []Moment {
	var out []Moment
	if !q.Said.IsZero() {
		out = append(out, Moment{What: v.Word("said"), Date: v.Date(q.Said, "")})
	}
	seen := map[*dossier.Source]bool{}
	for _, e := range v.wordings(q) {
		s := e.Citation.Source
		if seen[s.Current()] || s.Published.IsZero() {
			continue
		}
		seen[s.Current()] = true
		l := v.Spot(e)
		m := Moment{What: view.SentenceCase(v.Verb(s)), Link: &l, Date: v.Date(s.Published, s.Inference("published"))}
		if !q.Said.IsZero() {
			m.Lag = v.Lag(q.Said, s.Published)
		}
		out = append(out, m)
	}
	return out
}
