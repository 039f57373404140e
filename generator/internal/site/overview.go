package site

import (
	"cmp"
	"slices"

	"dossier/generator/internal/address"
	"dossier/generator/internal/crate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/history"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/site/webannotation"
)

// OverviewPage tells what the dossier is about and where to begin.
type OverviewPage struct {
	view.Frame
	Summary    string
	Begin      []Start
	Strip      *chronicle.Strip     // all that is dated; nil where there is not enough to draw
	Web        *comparison.Web      // which sources have passages alike; nil where none have
	Series     []history.SeriesItem // the first of them, by name
	Claims     []claims.ClaimItem   // those judged last
	Sources    []SourceItem
	Quotes     []QuoteItem
	Speakers   []PersonItem
	Events     []EventItem
	Notes      []view.Mention // the latest, or some where none has a date
	NotesTitle string
	Topics     []view.Link
	Whole      []view.Link // the whole dossier, to be printed and as an EPUB, where there are such files
	// The whole lists.
	MoreTopics, MoreSeries                                 view.Link // Href is empty where all stand here
	AllSources, AllQuotes, AllPeople, AllEvents, AllClaims view.Link
}

// Start is a place to begin reading.
type Start struct {
	view.Link
	Why string
}

// How many of each an overview shows.
const (
	overviewSeries   = 4
	seriesToBegin    = 2
	overviewClaims   = 3
	overviewSources  = 12
	overviewQuotes   = 4
	overviewSpeakers = 12
	overviewEvents   = 4
	overviewNotes    = 5
	overviewTopics   = 40 // of more, those that most is filed under
)

func (v maker) overview() *OverviewPage {
	d := v.Index.In.Dossier
	out := &OverviewPage{
		Frame: v.Frame(d.Settings.Title, d.Settings.Summary), Summary: d.Settings.Summary,
		AllQuotes: v.To(address.Quotes, "", v.Count("all_quotes", len(d.Quotes))),
		AllPeople: v.To(address.People, "", v.Count("all_people", len(d.People))),
		AllEvents: v.To(address.Events, "", v.Count("all_events", len(d.Events))),
	}
	out.Say(func(p *schemaorg.Page) { p.MainEntity = schemaorg.NewDataset(d, v.Index.Topics(), v.data()) })
	if crate.Has(&d.Settings, v.Index.In.Preview) {
		out.HeadLinks = append(out.HeadLinks, view.HeadLink{Rel: "describedby", Href: v.Asset(address.Crate), Type: "application/ld+json"})
	}
	sources := view.SortedBy(d.Sources, view.SourcesByDate)
	if len(sources) > overviewSources {
		out.AllSources = v.To(address.Sources, "", v.Count("all_sources", len(sources)))
	}
	for _, s := range sources[max(0, len(sources)-overviewSources):] {
		out.Sources = append(out.Sources, v.sourceItem(s))
	}
	all := v.Index.Series()
	if more := len(all) - overviewSeries; more > 0 {
		out.MoreSeries = v.To(address.Series, "", v.Count("and_more", more))
		all = all[:overviewSeries]
	}
	for _, s := range all {
		out.Series = append(out.Series, history.Of(v.View).SeriesItem(s))
	}
	if out.Claims = claims.Latest(v.View, overviewClaims); len(d.Claims) > len(out.Claims) {
		out.AllClaims = v.To(address.Claims, "", v.Count("all_claims", len(d.Claims)))
	}
	carried := v.carried()
	for _, q := range carried[:min(len(carried), overviewQuotes)] {
		out.Quotes = append(out.Quotes, v.quoteItem(q))
	}
	for _, p := range d.People {
		if item := v.personItem(p); item.Quotes > 0 {
			out.Speakers = append(out.Speakers, item)
		}
	}
	slices.SortStableFunc(out.Speakers, func(a, b PersonItem) int { return cmp.Compare(b.Quotes, a.Quotes) })
	out.Speakers = out.Speakers[:min(len(out.Speakers), overviewSpeakers)]
	events := slices.Clone(v.Index.Calendar())
	slices.Reverse(events)
	for _, e := range events[:min(len(events), overviewEvents)] {
		out.Events = append(out.Events, v.eventItem(e))
	}
	// Of notes of one day, each source and each kind gets its turn.
	turn := map[*dossier.Note]int{}
	type row struct {
		kind   dossier.Kind
		source *dossier.Source
	}
	length := map[row]int{}
	for _, n := range d.Notes() {
		r := row{kind: n.Kind}
		if n.Kind == dossier.KindAnnotation && len(n.Citations) > 0 {
			r.source = n.Citations[0].Source
		}
		turn[n] = length[r]
		length[r]++
	}
	notes := view.SortedBy(d.Notes(), func(a, b *dossier.Note) int {
		x, y := touched(a), touched(b)
		if x.IsZero() || y.IsZero() {
			return edtf.Compare(x, y) // those without a date come last
		}
		return cmp.Or(edtf.Compare(y, x), cmp.Compare(turn[a], turn[b]))
	})
	out.NotesTitle = v.Word("latest_notes")
	if dated := slices.IndexFunc(notes, func(n *dossier.Note) bool { return touched(n).IsZero() }); dated > 0 {
		notes = notes[:dated]
	} else if dated == 0 { // which are the latest is not known
		out.NotesTitle = v.Word("notes_apart")
	}
	for _, n := range notes[:min(len(notes), overviewNotes)] {
		out.Notes = append(out.Notes, v.Mention(n))
	}
	topics := v.Index.Topics()
	if more := len(topics) - overviewTopics; more > 0 {
		out.MoreTopics = v.To(address.Topics, "", v.Count("and_more", more))
		filed := func(t dossier.Topic) int { return len(v.Index.Filed()[t.Slug]) }
		topics = view.SortedBy(topics, func(a, b dossier.Topic) int { return cmp.Compare(filed(b), filed(a)) })[:overviewTopics]
	}
	for _, t := range topics {
		out.Topics = append(out.Topics, v.To(address.Topics.To(t.Slug), "", t.Name))
	}
	if s, fits := &d.Settings, v.site.BookFits(); (fits || s.Volumes) && !v.Index.In.Preview {
		if s.Has(dossier.FormatPrint) || !fits && s.Has(dossier.FormatEPUB) {
			out.Whole = append(out.Whole, v.To(address.Print, "", v.Word("print_title")))
		}
		if fits && s.Has(dossier.FormatEPUB) {
			out.Whole = append(out.Whole, view.Link{Href: v.Asset(address.EPUB), Text: v.Word("epub_title")})
		}
	}
	out.Begin = v.begin(carried)
	out.Strip = v.timeline().Glance()
	out.Web = comparison.Of(v.View).Web()
	return out
}

// data returns the files of the site that hold the whole dossier for programs: their paths, and their media types.
func (v maker) data() [][2]string {
	out := [][2]string{{address.Data, "application/json"}}
	if v.Index.In.Dossier.Settings.Has(dossier.FormatTables) {
		out = append(out, [2]string{address.DataPackage, "application/json"})
	}
	if webannotation.HasAny(v.Index) {
		out = append(out, [2]string{address.Annotations, "application/ld+json"})
	}
	return out
}

// touched returns when a note was last worked on, as far as it says.
func touched(n *dossier.Note) edtf.Date {
	if !n.Updated.IsZero() {
		return n.Updated
	}
	return n.Created
}

// carried returns the quotations, those that most outlets carry first, and of
// these the ones that most notes lead to.
func (v maker) carried() []*dossier.Quote {
	n := map[*dossier.Quote]int{}
	for _, q := range v.Index.In.Dossier.Quotes {
		sources := map[*dossier.Source]bool{}
		for _, c := range q.Citations {
			if _, ok := v.Index.In.Evidence.Passage(c); ok {
				sources[c.Source.Current()] = true
			}
		}
		n[q] = len(sources)
	}
	mentions := func(q *dossier.Quote) int { return len(v.Index.Mentions()[&q.Entry]) }
	return view.SortedBy(v.Index.In.Dossier.Quotes, func(a, b *dossier.Quote) int {
		return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(mentions(b), mentions(a)), view.ByDate(a, b))
	})
}

// begin returns where to begin: what changed in the latest of a series, the quotation that most outlets carry, the
// source with the most notes, the timeline, and the pages of the editors.
func (v maker) begin(carried []*dossier.Quote) []Start {
	var out []Start
	for i, s := range v.Index.Series() {
		if item := history.Of(v.View).SeriesItem(s); i < seriesToBegin && item.Change.Href != "" {
			out = append(out, Start{view.Link{Href: item.Change.Href, Text: s.Name}, v.Word("begin_series", item.Latest.Text)})
		}
	}
	if len(carried) > 0 {
		item := v.quoteItem(carried[0])
		out = append(out, Start{item.Link, v.CountOutlets("begin_quote", item.sources)})
	}
	var most *dossier.Source
	notes := 0
	for _, s := range v.Index.In.Dossier.Sources {
		if n := v.Index.NotesOn(s); n > notes {
			most, notes = s, n
		}
	}
	if most != nil {
		l := v.To(address.Of(&most.Entry), "", v.Marked(&most.Entry, most.Title))
		why := v.Count("n_notes", notes)
		if name := view.Outlet(most); name != "" {
			why = v.Count("begin_source", notes, name)
		}
		out = append(out, Start{l, why})
	}
	if v.Index.Has(address.Compare) && len(v.Index.In.Relations.Pairs) > 0 {
		out = append(out, Start{v.To(address.Compare, "", v.Word("comparisons")), v.Word("begin_compare")})
	}
	if v.Index.Has(address.Timeline) {
		out = append(out, Start{v.To(address.Timeline, "", v.Word("timeline")), v.Word(v.Printing("begin_timeline"))})
	}
	return out
}
