package chronicle

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/figure"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/timeline"
	"dossier/generator/internal/tongue"
)

// TimelinePage is the timeline, or a part of it.
type TimelinePage struct {
	view.Listing
	Lead                   string
	Crowd                  []figure.Drawing // everything at once, one for each room
	Note                   string           // on how to read that
	Rows                   []figure.Drawing // a row for each event and quotation
	RowsTitle, RowsCaption string
	Unrow                  string // how many rows are not drawn; empty when all are
	Legend                 []LegendItem
	Jump                   []JumpYear
	Years                  []TimelineYear
	Blank                  []BlankEntry // what has no date
	Undated                view.Link    // to what has no date, where it is not listed here
	Embed                  *view.Embed  // of the whole timeline; nil elsewhere, and where others are not to put it into their pages
	items                  numbering
}

// A BlankEntry is something without a date.
type BlankEntry struct {
	view.Link
	Traits view.Traits
}

// A LegendItem explains a way of drawing.
type LegendItem struct {
	Class string
	Paths []figure.Rule
	Text  string
}

// JumpYear leads to a year and its months, or to a month.
type JumpYear struct {
	view.Link
	Count   int
	Current bool
	Months  []view.Link
}

// TimelineYear is the entries of a year. Its months are empty where it, or the
// month or part that stands in its place, has a page of its own.
type TimelineYear struct {
	ID, Text string
	Self     view.Link // to the heading, or to the page
	Count    string
	Months   []TimelineMonth
}

// TimelineMonth is the entries of a month.
type TimelineMonth struct {
	ID, Text string
	Self     view.Link
	Entries  []TimelineEntry
}

// TimelineEntry is one thing with a date.
type TimelineEntry struct {
	Clock    timeline.Clock
	Word     string // for the clock
	Date     view.Date
	Title    view.Link
	Who      []view.Link // who took part in an event
	Chain    []view.Link // who said it, quoting whom, and through whom; see [view.View.Chain]
	Outlet   string
	Carried  []Carried
	More     string    // how many others carry it; may be empty
	Reason   string    // what the date was inferred from
	Evidence view.Link // where the date is explained; empty when it is printed
	Traits   view.Traits
}

// Carried is a source that prints an event or quotation.
type Carried struct {
	view.Link
	Date view.Date
	Lag  string
}

// sheet returns a page of the timeline.
func (v Leaf) sheet(c *Chronicle, s *view.Sheet, choices []view.Portion) TimelinePage {
	entries := view.Chosen(c.entries, s.Items)
	page := TimelinePage{Listing: view.Listing{Frame: v.Frame(v.sheetTitle(s), v.Count("timeline_description", len(entries)), v.sheetTrail(s)...)}}
	whole := s == c.root()
	facet := s
	for facet.Up != nil {
		facet = facet.Up
	}
	page.Facets = v.Facets(choices, facet.Route, facetIndex)
	var blank []*dossier.Entry
	if whole && v.Embeds() {
		page.Embed = v.View.Embed(v.Embed())
		page.HeadLinks = append(page.HeadLinks, page.Embed.Link())
	}
	if whole {
		page.Lead = v.Word("timeline_lead", v.Joined(v.told()))
	}
	if s.Up == nil {
		blank = c.blanks()[view.Trait{Field: s.Trait.Field, Value: s.Trait.Value}]
		if len(blank) > 0 && c.blankWeight() > blankHolds {
			blank, page.Undated = nil, v.To(address.Undated, "", v.Word("without_date"))
		}
	}
	lists := len(s.Below) == 0
	if lists && s.Part == 0 {
		page.filter(v, entries, blank)
	}
	for _, e := range blank {
		page.Blank = append(page.Blank, BlankEntry{v.Entry(e), page.items[e]})
	}
	var rows []timeline.Row
	if lists {
		for _, r := range c.rows() {
			if at, ok := c.at[r.Of]; whole || ok && s.Where(at) == s {
				rows = append(rows, r)
			}
		}
	}
	v.draw(&page, entries, rows)
	if lists {
		for _, y := range timeline.Group(entries) {
			page.add(v, y)
		}
	}
	for i, b := range s.Below {
		page.lead(v, b, i)
	}
	v.around(&page, s)
	return page
}

// told says what the dates of the timeline are of, a part of a sentence for each clock that has some.
func (v Leaf) told() []string {
	var out []string
	for _, clock := range timeline.Clocks() {
		if !slices.ContainsFunc(v.c.entries, func(e timeline.Entry) bool { return e.Clock == clock }) {
			continue
		}
		key := "timeline_lead_" + string(clock)
		if clock == timeline.Published {
			key = v.Printing(key)
		}
		out = append(out, v.Word(key))
	}
	return out
}

// around gives a page the links to the sheets beside it.
func (v Leaf) around(page *TimelinePage, s *view.Sheet) {
	page.Turn = v.Turn(s, v.sheetName)
	of, dated := v.c.periodOf(s)
	if s.Up == nil || !(dated && of.month != nil) && s.Part == 0 {
		return
	}
	// A month and a part have no headings to jump to but their own.
	page.Jump = nil
	month := s
	if s.Part > 0 {
		for _, b := range s.Up.Below {
			page.Parts = append(page.Parts, view.PartLink{Link: v.To(b.Route, "", v.sheetLink(b)), Current: b == s})
		}
		if month = s.Up; of.month == nil {
			return
		}
	}
	for _, b := range month.Up.Below {
		page.Jump = append(page.Jump, JumpYear{Link: v.To(b.Route, "", v.sheetLink(b)), Count: len(b.Items), Current: b == s})
	}
}

// sheetTitle returns the heading of a sheet.
func (v Leaf) sheetTitle(s *view.Sheet) string {
	of, dated := v.c.periodOf(s)
	switch clock := clockOf(s.Trait); {
	case s.Part > 0:
		return v.Word("part_of", v.sheetTitle(s.Up), s.Part, len(s.Up.Below))
	case clock != "":
		return v.Word("timeline_"+s.Trait.Field, v.things(clock))
	case s.Trait != (view.Trait{}):
		return v.Word(v.facetKey(s.Trait.Field), s.Trait.Text)
	case dated:
		return v.Word("timeline_of", v.periodName(of))
	}
	return v.Word("timeline")
}

// things returns the word for what a clock dates.
func (v Leaf) things(c timeline.Clock) string {
	switch c {
	case timeline.Happened:
		return v.Word("events")
	case timeline.Said:
		return v.Word("quotes")
	case timeline.Changed:
		return v.Word("versions_all")
	case timeline.Claimed:
		return v.Word("claims")
	case timeline.Judged:
		return v.Word("verdicts")
	}
	return v.Word("sources")
}

// sheetName returns what a sheet is called among all others.
func (v Leaf) sheetName(s *view.Sheet) string {
	of, dated := v.c.periodOf(s)
	switch {
	case s.Part > 0:
		return v.Word("part_of", v.sheetName(s.Up), s.Part, len(s.Up.Below))
	case s.Trait != (view.Trait{}):
		return s.Trait.Text
	case dated:
		return v.periodName(of)
	}
	return v.Word("timeline")
}

func (v Leaf) periodName(p period) string {
	if p.month != nil {
		return v.monthName(p.year, *p.month)
	}
	return v.yearName(p.year)
}

// sheetLink returns what a sheet is called beside its like: a part by the
// dates from which and to which it reaches.
func (v Leaf) sheetLink(s *view.Sheet) string {
	if s.Part == 0 {
		return v.sheetName(s)
	}
	from, to := v.c.entries[s.Items[0]], v.c.entries[s.Items[len(s.Items)-1]]
	return v.PartName(s.Part, v.FromTo(v.When(from.Date), v.When(to.Date)))
}

// sheetTrail returns the way down to a sheet.
func (v Leaf) sheetTrail(s *view.Sheet) []view.Link {
	var out []view.Link
	for up := s.Up; up != nil; up = up.Up {
		out = append(out, v.To(up.Route, "", v.sheetName(up)))
	}
	if s.Trait != (view.Trait{}) {
		out = append(out, v.To(address.Timeline, "", v.Word("timeline")))
	}
	slices.Reverse(out)
	return out
}

// lead puts what has a page of its own into the list of a page.
func (page *TimelinePage) lead(v Leaf, s *view.Sheet, i int) {
	shown := TimelineYear{ID: fmt.Sprintf("part-%d", i+1), Text: v.sheetLink(s), Count: v.Count("n_dated", len(s.Items))}
	switch of, dated := v.c.periodOf(s); {
	case s.Part > 0 || !dated:
	case of.month != nil:
		shown.ID = monthID(of.year, *of.month)
	default:
		shown.ID = yearID(of.year)
	}
	shown.Self = v.To(s.Route, "", shown.Text)
	page.Years = append(page.Years, shown)
	if s.Part > 0 {
		page.Parts = append(page.Parts, view.PartLink{Link: shown.Self})
	} else {
		page.Jump = append(page.Jump, JumpYear{Link: shown.Self, Count: len(s.Items)})
	}
}

// filter gives the page its filter, and the items of its list their traits. What has no date is filtered with them and
// counted as none of them, as in the parts of the timeline.
func (page *TimelinePage) filter(v Leaf, entries []timeline.Entry, blank []*dossier.Entry) {
	var f view.Filtering
	items := numbering{}
	for _, e := range entries {
		items[e.Of] = f.Add(v.DatedTraits(e)...)
	}
	for _, of := range blank {
		e, _ := timeline.Of(of.Item)
		items[of] = f.Beside(v.DatedTraits(e)...)
	}
	if page.Filter = v.Filter(f); page.Filter != nil {
		page.items = items
	}
}

// happens says what an entry did at its date: it happened, was said, or was printed.
func (v Leaf) happens(e timeline.Entry) string {
	if e.Source != nil && e.Clock == timeline.Published {
		return v.Verb(e.Source)
	}
	return v.Word("clock_" + string(e.Clock))
}

func (v Leaf) bandKey(clock timeline.Clock) string {
	if key := "band_" + string(clock); clock != timeline.Published {
		return key
	}
	return v.Printing("band_published")
}

func (v Leaf) facetKey(group string) string {
	if group == "outlet" {
		return v.Printing("timeline_outlet")
	}
	return "timeline_" + group
}

// add puts a year into the list of a page.
func (page *TimelinePage) add(v Leaf, y timeline.Year) {
	lang := v.Index.In.Words.Language()
	shown := TimelineYear{ID: yearID(y), Text: v.yearName(y), Count: v.Count("n_dated", y.Count())}
	shown.Self = view.Link{Href: v.Href(v.Page.Route, shown.ID), Text: shown.Text}
	jump := JumpYear{Link: shown.Self, Count: y.Count()}
	for _, m := range y.Months {
		month := TimelineMonth{ID: monthID(y, m), Text: v.monthName(y, m)}
		month.Self = view.Link{Href: v.Href(v.Page.Route, month.ID), Text: month.Text}
		for _, e := range m.Entries {
			entry := v.dated(e)
			entry.Traits = page.items[e.Of]
			month.Entries = append(month.Entries, entry)
		}
		shown.Months = append(shown.Months, month)
		if m.Month > 0 {
			jump.Months = append(jump.Months, view.Link{Href: month.Self.Href, Text: tongue.Month(m.Month, lang)})
		}
	}
	page.Years = append(page.Years, shown)
	page.Jump = append(page.Jump, jump)
}

func yearID(y timeline.Year) string { return "y-" + y.Key() }

func monthID(y timeline.Year, m timeline.Month) string {
	return fmt.Sprintf("m-%s-%02d", y.Key(), m.Month)
}

func (v Leaf) yearName(y timeline.Year) string {
	switch {
	case y.Undated:
		return v.Word("year_unknown")
	case y.From != y.To:
		return v.Word("from_to", yearWords(v, y.From), yearWords(v, y.To))
	}
	return yearWords(v, y.From)
}

func yearWords(v Leaf, year int) string {
	d, err := edtf.Parse(timeline.Year{From: year, To: year}.Key())
	if err != nil {
		return fmt.Sprint(year)
	}
	return tongue.Date(d, v.Index.In.Words.Language())
}

func (v Leaf) monthName(y timeline.Year, m timeline.Month) string {
	if m.Month == 0 {
		return v.Word("month_unknown", v.yearName(y))
	}
	return v.Word("month_year", tongue.Month(m.Month, v.Index.In.Words.Language()), v.yearName(y))
}

// dated returns an entry of the list.
func (v Leaf) dated(e timeline.Entry) TimelineEntry {
	out := TimelineEntry{Clock: e.Clock, Word: v.happens(e), Date: v.Date(e.Date, e.Inferred), Title: v.link(e), Reason: e.Inferred}
	out.Title.Text = v.Marked(e.Of, e.Of.Title)
	if s := e.Source; s != nil {
		out.Title.Lang, out.Title.Dir = v.OtherLanguage(s.Lang)
		out.Outlet = e.Outlet
	}
	if q, ok := e.Of.Item.(*dossier.Quote); ok {
		out.Chain = v.View.Chain(q)
	} else {
		for _, p := range e.People {
			out.Who = append(out.Who, v.Entry(&p.Entry))
		}
	}
	if out.Date.Doubtful && e.Source == nil {
		out.Evidence = v.To(v.Index.Place(e.Of).Route, "", v.Word("date_explained"))
	} else if e.Inferred != "" {
		out.Evidence = v.To(v.Index.Place(e.Of).Route, "", v.Word("date_evidence"))
	}
	var carried []timeline.Entry
	carried, out.More = view.FirstLinks(v.View, e.Row().Carried)
	for _, c := range carried {
		out.Carried = append(out.Carried, Carried{Link: v.Entry(c.Of), Date: v.Date(c.Date, c.Inferred), Lag: v.Lag(e.Date, c.Date)})
	}
	return out
}

// link returns the link to an entry: of a text that changed to what changed in it.
func (v Leaf) link(e timeline.Entry) view.Link {
	if e.Clock != timeline.Changed {
		return v.Entry(e.Of)
	}
	route, id := address.Change(e.Source)
	return v.To(route, id, v.Outlet(e.Source))
}

// markTitle says what a mark of a row stands for.
func (v Leaf) markTitle(r timeline.Row, e timeline.Entry) string {
	title := v.Word("mark_title", v.called(e), v.happens(e), v.Date(e.Date, "").Words) + v.inferredWord(e)
	if lag := v.Lag(r.Date, e.Date); e.Source != nil && lag != "" {
		title = v.Word("mark_lag", title, lag)
	}
	return title
}

// markTitles says what a mark stands for that is of several entries of a row.
func (v Leaf) markTitles(r timeline.Row, list []timeline.Entry) string {
	var titles []string
	for _, e := range list[:min(len(list), carriersNamed)] {
		titles = append(titles, v.markTitle(r, e))
	}
	if n := len(list) - len(titles); n > 0 {
		titles = append(titles, v.Count("and_more", n))
	}
	return strings.Join(titles, v.Word("semicolon"))
}

// labels returns the ways to label the mark of a row, the fullest first: the
// sources that carry it, as links to where they do, with what is to be said of
// their date.
func (v Leaf) labels(r timeline.Row, list []timeline.Entry, variant string) []figure.Text {
	if list[0].Source == nil {
		return []figure.Text{{Class: "label", Words: v.Word("clock_" + string(list[0].Clock))}}
	}
	if len(list) > carriersNamed {
		return []figure.Text{{Class: "label", Words: times(len(list))}}
	}
	short := figure.Text{Class: "label"}
	inferred := true
	for i, e := range list {
		l := view.TextLink(v.carrier(r, e.Source))
		l.Title = v.markTitle(r, e)
		if i > 0 {
			l.Join = v.Word("comma")
		}
		short.Links = append(short.Links, l)
		inferred = inferred && e.Inferred != ""
	}
	out := []figure.Text{short}
	add := func(after string) {
		full := out[0]
		full.After += after
		out = append([]figure.Text{full}, out...)
	}
	if inferred {
		add(v.Word("inferred_short"))
	}
	if lag := v.Lag(r.Date, list[0].Date); variant == "wide" && lag != "" && edtf.Before(r.Date, list[0].Date) {
		add(v.Word("lag_suffix", lag))
	}
	return out
}
