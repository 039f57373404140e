package site

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/history"
	"dossier/generator/internal/site/tei"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/site/webannotation"
	"dossier/generator/internal/tongue"
)

// SourceItem is a source in a list.
type SourceItem struct {
	view.Link        // the text is its title
	Outlet    string // empty where it is not known
	Author    string
	Published view.Date
	Notes     int
	Traits    view.Traits
}

// SourcesPage lists the sources.
type SourcesPage struct {
	view.Listing
	Sources []SourceItem
}

// SourcePage shows a source's text with the notes on it.
type SourcePage struct {
	view.Frame
	Outlet       string    // empty where it is not known
	Publisher    view.Link // Href is empty where the outlet has no page
	Author       view.Link
	Published    view.Date
	Series       view.Link // Href is empty where it is of that series alone
	Credit       string
	Medium       string           // where it is not print
	Follows      *comparison.Sign // what the editors say of its origin; nil where they say nothing
	Rights       string
	Captured     view.Date
	Original     string // address in the words' context
	Archived     string
	SHA256       string
	Kept         string // address of the original; empty where it is not published
	TextFile     string // link to the plain text; empty where it is not published
	Topics       []view.Link
	Inferred     []Inference
	NoteCount    int
	TextLang     string
	TextDir      string
	Limited      string // why not the whole text is shown; empty when it is
	Blocks       []TextBlock
	Cite         view.Reference
	CiteScript   string
	Apart        []Card     // notes that stand beside no paragraph that is shown
	Related      *Relatives // nil where no other source shares passages with it
	Mentions     []view.Mention
	ColumnFilled bool // any paragraph has something beside it
	Legend       []LegendMark
	InSeries     *history.SeriesNote  // nil where no other is of its series
	Versions     *history.VersionNote // nil where there is one version alone
	Map          *Map                 // nil where the text is not shown whole, or nothing lies on it
}

// Inference is what an editor inferred and from what.
type Inference struct{ What, From string }

// TextBlock is a paragraph of a source with the notes beside it.
type TextBlock struct {
	ID        string
	Was       []string // ids of the paragraphs of earlier versions that it takes the place of
	Kind      markdown.BlockKind
	Level     int    // of a heading: 3 to 6
	Number    int    // of the paragraph, from 1
	Lang, Dir string // empty where they are the text's
	Stretches []Stretch
	Remarks   []Card      // annotations, in full
	Entries   []CardGroup // other notes, each a name that leads there
	Shared    []Shared    // what other sources have of it, those most alike to this one
	More      view.Link   // to all of them, where there are more
	Span      int         // how many blocks what stands beside it may run down along, one of spanRules; 0 when nothing does
}

// A Stretch is text of one format that the same passages cover.
type Stretch struct {
	Text     string
	Gap      bool           // text is left out here
	Marks    string         // what kinds of notes cover it, parted by spaces: those of [LegendMark].Kind; empty where none does
	Passages string         // numbers of those passages on the page, parted by spaces, the first of Starts first
	Starts   []PassageStart // the passages that start here
	Emphasis bool
	Strong   bool
	Code     bool
	Href     string
	Refs     []NoteRef // of the notes whose passages end here
}

// PassageStart is where a passage starts: its id, and its number on the page.
type PassageStart struct {
	ID     string
	Number int
}

// NoteRef leads from the text to a note.
type NoteRef struct {
	Number int
	Href   string
	Kind   string // of its mark: one of [LegendMark].Kind
}

// A LegendMark is a kind of mark in the text, as the legend tells it.
type LegendMark struct {
	Kind  string // "remark", "quotation", "claim", or "mention" of anything else
	Label string // what is marked so
	Count int    // passages
	On    bool   // shown until the reader chooses otherwise
}

// A Card is a note beside the text.
type Card struct {
	ID                  string
	Number              int
	Kind                dossier.Kind
	KindWord            string
	Words               string // those it is about, shortened
	WordsLang, WordsDir string // empty where they are the page's
	Back                string // link to them
	Draft               string // that the note is a draft, in words; else empty
	Original            string // address of the words in the original; may be empty
	Author              string
	Remark              []view.Block // of an annotation
	Teaser              string       // the beginning of a long remark; empty when it is short
	Called              string       // what an annotation calls the source in its attribution; most often empty
	Locator             template.HTML
	Link                view.Link // to the page of any other note
	Does                string    // what the words do for a claim; else empty
	Citation            *view.Citation
	Renderings          []view.Rendering // of an annotation: translations of the words by the editors
}

// A CardGroup is the notes of one kind beside a paragraph.
type CardGroup struct {
	Mark     string // of what their passages are marked with: one of [LegendMark].Kind
	KindWord string
	Cards    []Card
}

// Map is a strip beside the text: where its passages lie, and what other
// sources share.
type Map struct{ Passages, Shared []Segment }

// A Segment is a passage on a strip of the text: thousandths of it.
type Segment struct {
	At, Width int
	Kind      collate.Kind
}

func (v maker) sourceItem(s *dossier.Source) SourceItem {
	item := SourceItem{
		Link:   v.To(address.Of(&s.Entry), "", v.Marked(&s.Entry, s.Title)),
		Outlet: view.Outlet(s), Author: s.Author,
		Published: v.Date(s.Published, s.Inference("published")), Notes: v.Index.NotesOn(s),
	}
	item.Lang, item.Dir = v.OtherLanguage(s.Lang)
	return item
}

// VersionsPage tells what changed from each version of a source to the next, and when.
type VersionsPage struct {
	history.Revisions
	Strip *chronicle.Strip // when it was made public and found changed
}

// sourcePages returns what the site shows of sources.
func sourcePages() kindPages {
	one := onePage(maker.source)
	return pagesOf(dossier.KindSource, plan.sources, func(p plan, s *dossier.Source) {
		one(p, s)
		p.related(s)
		for _, earlier := range s.Earlier {
			one(p, earlier)
		}
		if len(s.Earlier) > 0 {
			p.add(address.Versions(s.Slug), "versions", nil, "the versions of "+s.File.Name, func(m maker) any {
				return &VersionsPage{*history.Of(m.View).Versions(s), m.timeline().VersionsStrip(s)}
			})
		}
		history.PlanChanges(p.Planner, s)
	}, map[string]any{"sources": &SourcesPage{}, "source": &SourcePage{}, "related": &RelatedPage{}, "versions": &VersionsPage{}})
}

// sources plans the list of sources, by date.
func (p plan) sources() {
	d, x := p.Index.In.Dossier, p.Index
	all := view.SortedBy(d.Sources, view.SourcesByDate)
	p.listOf(dossier.KindSource, view.List{
		Size:   len(all),
		Weight: func(i int) int { return x.SourceWeight(all[i]) },
		Label:  func(v view.View, i int) string { return v.When(all[i].Published) },
		Traits: func(v view.View, i int) []view.Trait { return v.SourceTraits(all[i]) },
		Data:   p.data(func(v maker, p view.OnPage) any { return v.sources(all, p) }),
	})
}

func (v maker) sources(all []*dossier.Source, p view.OnPage) *SourcesPage {
	out := &SourcesPage{Listing: v.Listing(p, v.Word("sources"), v.Word("sources_about", v.Index.In.Dossier.Settings.Title))}
	var traits []view.Traits
	traits, out.Filter = v.Filtered(p)
	for i, s := range view.Chosen(all, p.Items) {
		item := v.sourceItem(s)
		item.Traits = traits[i]
		out.Sources = append(out.Sources, item)
	}
	return out
}

// aboutSource says what the page of a source shows of it.
func (v maker) aboutSource(s *dossier.Source, name string, notes int) string {
	switch {
	case s.Publish == dossier.PublishNone:
		return v.Word("source_none", name)
	case s.Publish == dossier.PublishPassages:
		return v.Word("source_passages", name)
	case notes == 0:
		return v.Word("source_alone", name)
	}
	return v.Word("source_about", name, v.Count("n_notes", notes))
}

func (v maker) source(s *dossier.Source) *SourcePage {
	published := v.Date(s.Published, s.Inference("published"))
	out := &SourcePage{
		Outlet: view.Outlet(s), Publisher: v.named(s.Publisher, view.Outlet(s)), Author: v.named(s.Author),
		Published: published, Series: view.Link{Text: s.Series}, Credit: comparison.Of(v.View).Credit(s), Rights: s.Rights,
		Captured: v.Date(s.Captured, s.Inference("captured")), Archived: s.Archived, SHA256: s.SHA256,
		Topics: v.TopicLinks(&s.Entry), NoteCount: len(v.Index.Cited(s)),
		TextLang: s.Lang, TextDir: tongue.Direction(s.Lang), Mentions: v.Mentions(&s.Entry),
	}
	if at, _ := v.Index.Kept(s); at != "" {
		out.Kept = v.Page.Route.Asset(at)
	}
	if !s.Printed() {
		out.Medium = v.Word("medium_" + string(s.Medium))
	}
	if s.Follows != nil {
		said := comparison.Of(v.View).EditorsWord(s)
		out.Follows = &said
	}
	facts := slices.DeleteFunc([]string{v.Word("quoted", s.Title), s.Publisher, published.Words}, func(f string) bool { return f == "" })
	out.Frame = v.Frame(s.Title, v.aboutSource(s, strings.Join(facts, v.Word("comma")), out.NoteCount), v.To(address.Sources, "", v.Word("sources")))
	out.Say(func(p *schemaorg.Page) { p.MainEntity = schemaorg.NewWork(v.Index.In.Dossier, s, v.authorOf(s)) })
	out.HeadLinks = append(out.HeadLinks, view.Mementos(s)...)
	if out.NoteCount > 0 && webannotation.Has(v.Index.In) {
		out.HeadLinks = append(out.HeadLinks, view.HeadLink{Rel: "alternate", Href: v.Page.Route.Asset(address.AnnotationsOf(s)), Type: webannotation.MediaType})
	}
	if tei.Has(v.Index.In, s) {
		out.HeadLinks = append(out.HeadLinks, view.HeadLink{Rel: "alternate", Href: v.Page.Route.Asset(address.TEI(s)), Type: tei.MediaType})
	}
	out.TitleLang, out.TitleDir = v.OtherLanguage(s.Lang)
	out.Versions = history.Of(v.View).VersionNote(s)
	if out.InSeries = history.Of(v.View).SeriesNote(s); out.InSeries != nil {
		out.Series = out.InSeries.Series
	}
	out.Original = v.Original(s)
	for _, i := range s.Inferred {
		out.Inferred = append(out.Inferred, Inference{v.Word("key_" + i.Key), i.From})
	}
	switch s.Publish {
	case dossier.PublishPassages:
		out.Limited = v.Word("limited_passages")
	case dossier.PublishNone:
		out.Limited = v.Word("limited_none")
	default:
		out.TextFile = v.Page.Route.Asset(address.Text(s.Slug))
	}
	out.Related = v.relatives(s, nearest(v.Index.Alike(s)))
	v.lay(s, nearest(v.Index.Beside(s)), out)
	v.citeSource(s, out)
	out.CiteScript = v.Asset("cite.js")
	return out
}

// authorOf returns who wrote a source, for programs; nil where nobody is named.
func (v maker) authorOf(s *dossier.Source) *schemaorg.Agent {
	if s.Author == "" {
		return nil
	}
	a := schemaorg.NewAgent(v.Index.In.Dossier, s.Author, v.Index.Named()[dossier.FoldName(s.Author)])
	return &a
}

// named returns a link to the person who has the first of names that one has,
// or the first name alone.
func (v maker) named(names ...string) view.Link {
	for _, n := range names {
		if p := v.Index.Named()[dossier.FoldName(n)]; p != nil && n != "" {
			return v.withText(v.Entry(&p.Entry), names[0])
		}
	}
	return view.Link{Text: names[0]}
}

func (v maker) withText(l view.Link, text string) view.Link {
	l.Text = text
	return l
}

// lay puts the text of a source on its page, cut at every border of a passage
// or format, and the notes beside the paragraphs in which their passages end.
// near are the sources that share passages with it.
func (v maker) lay(s *dossier.Source, near []view.Alike, out *SourcePage) {
	list := v.Index.Cited(s)
	out.Blocks, out.Apart = v.noted(s, list)
	for i := range out.Blocks {
		b := &out.Blocks[i]
		b.Shared, b.More = v.shared(s, s.Blocks[b.Number-1].Span, near, out.Related)
	}
	if len(out.Blocks) > 0 {
		out.Legend = v.legend(list)
	}
	runDown(out)
	if s.Publish == dossier.PublishFull {
		out.Map = v.chart(s, list)
	}
}

// noted returns what may be shown of the text of a source, with the notes on it: those beside a paragraph, and those that
// stand beside none. list are its citations.
func (v maker) noted(s *dossier.Source, list []*view.Cited) (blocks []TextBlock, apart []Card) {
	numbers := map[string]int{} // of the passages, by id
	for _, e := range list {
		if numbers[e.ID] == 0 {
			numbers[e.ID] = len(numbers) + 1
		}
	}
	placed := map[*view.Cited]bool{}
	if s.Publish != dossier.PublishNone {
		was := v.Index.Was(s)
		for i, b := range s.Blocks {
			block := TextBlock{ID: v.Index.Blocks(s)[i], Was: was[i], Kind: b.Kind, Level: min(6, max(3, b.Level+1)), Number: i + 1, Lang: b.Lang}
			if b.Lang != "" {
				block.Dir = tongue.Direction(b.Lang)
			}
			block.Stretches = stretch(s, b.Span, list, numbers)
			if s.Publish == dossier.PublishPassages {
				if block.Stretches = onlyPassages(block.Stretches); len(block.Stretches) == 0 {
					continue
				}
			}
			var cards []Card
			for _, e := range list {
				if last := e.Passage.End - 1; last >= b.Start && last < b.End {
					cards = append(cards, v.card(e))
					placed[e] = true
				}
			}
			block.Remarks, block.Entries = v.group(cards)
			blocks = append(blocks, block)
		}
	}
	shown := map[string]bool{}
	for _, e := range list {
		if placed[e] {
			continue
		}
		c := v.card(e)
		words := v.Attributed(e.Citation, v.Excerpt(s, e.Passage))
		if !shown[e.ID] {
			words.ID = e.ID
			shown[e.ID] = true
		}
		c.Citation = &words
		apart = append(apart, c)
	}
	for _, a := range v.Index.General()[s] {
		apart = append(apart, Card{ID: generalID(a), Kind: a.Kind, KindWord: v.Word("kind_annotation"), Author: a.Author, Words: a.Title, Remark: v.Body(&a.Note)})
	}
	return blocks, apart
}

// The kinds of marks. A text in which every name is marked has nothing that
// stands out: what a note only mentions is marked when the reader asks for it.
const (
	mention   = "mention"
	quotation = "quotation"
	remark    = "remark"
	claim     = "claim"
)

// markOfKind returns how the passages of notes of a kind are marked.
func markOfKind(k dossier.Kind) string {
	switch k {
	case dossier.KindAnnotation:
		return remark
	case dossier.KindQuote:
		return quotation
	case dossier.KindClaim:
		return claim
	}
	return mention
}

func markOf(e *view.Cited) string { return markOfKind(e.Citation.Note.Kind) }

// legend tells what the marks of a text mean, those first that are shown.
func (v maker) legend(list []*view.Cited) []LegendMark {
	passages := map[string]map[string]bool{} // of a kind of mark, by id
	kinds := map[dossier.Kind]bool{}
	for _, e := range list {
		kinds[e.Citation.Note.Kind] = true
		m := markOf(e)
		if passages[m] == nil {
			passages[m] = map[string]bool{}
		}
		passages[m][e.ID] = true
	}
	var out []LegendMark
	for _, m := range []string{remark, quotation, claim, mention} {
		if len(passages[m]) == 0 {
			continue
		}
		var names []string
		for _, k := range dossier.Kinds() {
			if kinds[k] && markOfKind(k) == m {
				names = append(names, v.Word(k.Folder()))
			}
		}
		out = append(out, LegendMark{m, strings.Join(names, v.Word("comma")), len(passages[m]), m != mention})
	}
	return out
}

// chart returns the strip of a source, or nil where nothing lies on it.
func (v maker) chart(s *dossier.Source, list []*view.Cited) *Map {
	m := &Map{}
	for _, e := range list {
		if markOf(e) == mention {
			continue // it would be marked from end to end
		}
		for _, part := range e.Passage.Parts {
			m.Passages = append(m.Passages, thousandths(s, part, ""))
		}
	}
	for _, with := range v.Index.Beside(s) {
		m.Shared = append(m.Shared, segments(s, with.Comparison)...)
	}
	if len(m.Passages)+len(m.Shared) == 0 {
		return nil
	}
	m.Passages, m.Shared = painted(m.Passages), painted(m.Shared)
	return m
}

// painted returns the segments of a strip as they are seen: what overlaps is one, and of two kinds in one place the one
// that is more alike lies above the other. However many there are, the strip has no more than its thousandths.
func painted(list []Segment) []Segment {
	var out []Segment
	for _, kind := range []collate.Kind{"", collate.Reworded, collate.Edited, collate.Verbatim} {
		own := slices.DeleteFunc(slices.Clone(list), func(s Segment) bool { return s.Kind != kind })
		slices.SortFunc(own, func(a, b Segment) int { return cmp.Compare(a.At, b.At) })
		for i, s := range own {
			if last := len(out) - 1; i > 0 && s.At <= out[last].At+out[last].Width {
				out[last].Width = max(out[last].Width, s.At+s.Width-out[last].At)
			} else {
				out = append(out, s)
			}
		}
	}
	return out
}

// segments returns where what a source has alike with another lies on its strip.
func segments(s *dossier.Source, c collate.Comparison) []Segment {
	var out []Segment
	for _, a := range c.Alignments {
		out = append(out, thousandths(s, a.A, comparison.KindOf(a)))
	}
	return out
}

// thousandths returns where a passage of a source lies on its strip.
func thousandths(s *dossier.Source, p segment.Span, kind collate.Kind) Segment {
	length := max(1, len(s.Plain))
	return Segment{p.Start * 1000 / length, max(4, p.Len()*1000/length), kind}
}

// spanRules are the numbers of blocks for which the style sheet has a rule. What may
// run down along another number has the next smaller one: it may then stretch a
// block where a little more would not have.
var spanRules = []int{1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 32, 48, 64, 128, 256}

// runDown lets what stands beside a block run down to the next block that has
// something beside it.
func runDown(out *SourcePage) {
	some := func(b TextBlock) bool { return len(b.Remarks)+len(b.Entries)+len(b.Shared) > 0 }
	for i := range out.Blocks {
		if !some(out.Blocks[i]) {
			continue
		}
		out.ColumnFilled = true
		n := 1
		for i+n < len(out.Blocks) && !some(out.Blocks[i+n]) {
			n++
		}
		at, found := slices.BinarySearch(spanRules, n)
		if !found {
			at--
		}
		out.Blocks[i].Span = spanRules[at]
	}
}

// stretch cuts a block at the borders of passages and formats.
func stretch(s *dossier.Source, block segment.Span, list []*view.Cited, numbers map[string]int) []Stretch {
	cuts := []int{block.Start, block.End}
	cut := func(p segment.Span) {
		for _, at := range []int{p.Start, p.End} {
			if at > block.Start && at < block.End {
				cuts = append(cuts, at)
			}
		}
	}
	for _, e := range list {
		for _, part := range e.Passage.Parts {
			cut(part)
		}
	}
	for _, in := range s.Inlines {
		cut(in.Span)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []Stretch
	for i := 0; i+1 < len(cuts); i++ {
		at := segment.Span{Start: cuts[i], End: cuts[i+1]}
		piece := Stretch{Text: at.In(s.Plain)}
		for _, in := range s.Inlines {
			if !in.Contains(at) {
				continue
			}
			switch in.Kind {
			case markdown.Emphasis:
				piece.Emphasis = true
			case markdown.Strong:
				piece.Strong = true
			case markdown.CodeText:
				piece.Code = true
			case markdown.Anchor:
				piece.Href = view.Outward(s, in.Href)
			}
		}
		var covering []int
		marked := map[string]bool{}
		for _, e := range list {
			first, last := e.Passage.Parts[0], e.Passage.Parts[len(e.Passage.Parts)-1]
			start := PassageStart{e.ID, numbers[e.ID]}
			if slices.ContainsFunc(e.Passage.Parts, func(p segment.Span) bool { return p.Contains(at) }) {
				marked[markOf(e)] = true
				if !slices.Contains(covering, start.Number) {
					covering = append(covering, start.Number)
				}
			}
			if first.Start == at.Start && !slices.Contains(piece.Starts, start) {
				piece.Starts = append(piece.Starts, start)
			}
			if last.End == at.End {
				piece.Refs = append(piece.Refs, NoteRef{e.Number, "#" + e.Note, markOf(e)})
			}
		}
		piece.Marks = strings.Join(slices.Sorted(maps.Keys(marked)), " ")
		if len(piece.Starts) > 0 {
			i := slices.Index(covering, piece.Starts[0].Number)
			covering[0], covering[i] = covering[i], covering[0]
		}
		piece.Passages = strings.Trim(fmt.Sprint(covering), "[]")
		out = append(out, piece)
	}
	return out
}

// onlyPassages puts a gap in place of every run of stretches that no passage
// covers. A block without passages is empty.
func onlyPassages(list []Stretch) []Stretch {
	var out []Stretch
	covered := false
	for _, piece := range list {
		if piece.Marks != "" {
			covered = true
			out = append(out, piece)
		} else if strings.TrimSpace(piece.Text) == "" {
			out = append(out, piece) // no word is left out
		} else if len(out) == 0 || !out[len(out)-1].Gap {
			out = append(out, Stretch{Gap: true})
		}
	}
	if !covered {
		return nil
	}
	return out
}

// card returns a note as it stands beside the text.
func (v maker) card(e *view.Cited) Card {
	n := e.Citation.Note
	c := Card{ID: e.Note, Number: e.Number, Kind: n.Kind, KindWord: v.KindOf(n), Back: "#" + e.ID, Draft: v.Draft(&n.Entry)}
	c.Words = segment.Label(e.Passage.Quoted(e.Citation.Source.Plain), 72)
	c.WordsLang, c.WordsDir = v.OtherLanguage(e.Citation.Source.LangOf(e.Passage.Span))
	c.Original = v.Original(e.Citation.Source, e.Passage.Parts...)
	if a, ok := n.Item.(*dossier.Annotation); ok {
		c.Author = a.Author
		c.Remark = v.remark(e.Citation)
		c.Teaser = teaser(v.remarkText(e.Citation))
		c.Locator, c.Renderings = v.Locator(e.Citation), v.Renderings(e.Citation)
		if at := e.Citation.Quote.Attribution; at != nil && at.Text != "" {
			c.Called = at.Text
		}
		return c
	}
	c.Link = v.Entry(&n.Entry)
	if n.Kind == dossier.KindClaim {
		c.Does = claims.Does(v.View, e.Citation)
	}
	return c
}

// group parts the annotations among cards from the other notes, and those by
// kind.
func (v maker) group(cards []Card) (remarks []Card, entries []CardGroup) {
	for _, kind := range dossier.Kinds() {
		var list []Card
		others := false // than bodies
		for _, c := range cards {
			if c.Kind == kind {
				list = append(list, c)
				others = others || c.KindWord != v.Word("kind_body")
			}
		}
		switch {
		case len(list) == 0:
		case kind == dossier.KindAnnotation:
			remarks = list
		case len(list) == 1:
			entries = append(entries, CardGroup{markOfKind(kind), list[0].KindWord, list})
		case kind == dossier.KindPerson && !others:
			entries = append(entries, CardGroup{markOfKind(kind), v.Word("bodies"), list})
		default:
			entries = append(entries, CardGroup{markOfKind(kind), v.Word(kind.Folder()), list})
		}
	}
	return remarks, entries
}

// A remark of more than longRemark characters is folded behind its first
// teaserLength.
const (
	longRemark   = 200
	teaserLength = 130
)

// teaser returns the beginning of a remark, or nothing when it is short enough
// to stand there whole.
func teaser(text string) string {
	if !segment.IsLonger(text, longRemark) {
		return ""
	}
	return segment.Label(text, teaserLength)
}

// remark returns what an annotation says about one of its citations.
func (v maker) remark(c *dossier.Citation) []view.Block {
	before, from, to := c.Remark()
	copy := ""
	if c.Block+1 < from {
		// The same remark stands beside the citation that follows.
		copy = fmt.Sprintf("b%d-", c.Block)
	}
	style := v.Style(c.Note, copy)
	return append(v.Styled(c.Note, 0, before, style), v.Styled(c.Note, from, to, style)...)
}

// remarkText returns a remark in plain text.
func (v maker) remarkText(c *dossier.Citation) string {
	before, from, to := c.Remark()
	return strings.TrimSpace(v.Plain(c.Note, 0, before) + " " + v.Plain(c.Note, from, to))
}
