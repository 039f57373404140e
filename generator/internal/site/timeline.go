package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/timeline"
)

// How much one page of the timeline holds.
const (
	yearPagesFrom = 200 // things dated; from here on each year has a page
	rowsDrawn     = 80  // rows of a drawing; the others are counted
)

// chronicle is everything dated, in order.
type chronicle struct {
	entries []timeline.Entry
	at      map[*dossier.Entry]int // index into entries
	years   []timeline.Year
	rows    []timeline.Row
	byYear  bool // each year has a page of its own
	facets  []facet
	lists   map[Route]bool // the pages of the timeline that list entries by month
}

// A facet is a part of the timeline that has a page of its own: what is of one
// clock, speaker, outlet or topic.
type facet struct {
	group   string
	route   Route
	name    string // empty for a clock, which has a word
	clock   timeline.Clock
	entries []timeline.Entry
}

// newChronicle puts in order what a dossier dates.
func newChronicle(d *dossier.Dossier) *chronicle {
	c := &chronicle{entries: timeline.List(d), at: map[*dossier.Entry]int{}, rows: timeline.Rows(d), lists: map[Route]bool{}}
	for i, e := range c.entries {
		c.at[e.Of] = i
	}
	c.years = timeline.Group(c.entries)
	c.byYear = len(c.entries) >= yearPagesFrom
	c.facet(d)
	c.list()
	return c
}

// facet finds the parts of the timeline. A part that is all of it is none.
func (c *chronicle) facet(d *dossier.Dossier) {
	found := map[Route]*facet{}
	put := func(group string, slug dossier.Slug, name string, e timeline.Entry) {
		if slug == "" {
			return
		}
		route := Timeline + Route(group) + "/" + Route(slug) + "/"
		f := found[route]
		if f == nil {
			f = &facet{group: group, route: route, name: name}
			found[route] = f
		}
		if n := len(f.entries); n == 0 || f.entries[n-1].Of != e.Of {
			f.entries = append(f.entries, e)
		}
	}
	for _, e := range c.entries {
		put("kind", dossier.Slug(e.Clock), "", e)
		found[Timeline.to("kind").to(dossier.Slug(e.Clock))].clock = e.Clock
		for _, p := range e.People {
			put("speaker", p.Slug, p.Title, e)
		}
		for _, s := range append(rowOf(e).Carried, e) {
			if s.Source != nil {
				name := outlet(s.Source)
				put("outlet", dossier.Slugify(name), name, e)
			}
		}
		for _, t := range e.Of.Topics {
			put("topic", t.Slug, t.Name, e)
		}
	}
	for _, f := range found {
		if len(f.entries) < len(c.entries) {
			c.facets = append(c.facets, *f)
		}
	}
	groups := []string{"kind", "speaker", "outlet", "topic"}
	slices.SortFunc(c.facets, func(a, b facet) int {
		return cmp.Or(
			cmp.Compare(slices.Index(groups, a.group), slices.Index(groups, b.group)),
			cmp.Compare(slices.Index(timeline.Clocks(), a.clock), slices.Index(timeline.Clocks(), b.clock)),
			cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(a.route, b.route),
		)
	})
}

// list finds the pages that list entries by month.
func (c *chronicle) list() {
	c.lists[Timeline] = !c.byYear
	for _, y := range c.years {
		c.lists[Timeline.to(dossier.Slug(y.Key()))] = c.byYear
	}
	for _, f := range c.facets {
		c.lists[f.route] = len(f.entries) < yearPagesFrom
	}
}

// timeline plans the timeline.
func (p *planner) timeline() {
	c := p.site.index.chronicle
	if len(c.entries) == 0 {
		return
	}
	p.add(Timeline, "timeline", nil, "the timeline", func(v view) any { return v.timeline(c) })
	if c.byYear {
		for _, y := range c.years {
			p.add(Timeline.to(dossier.Slug(y.Key())), "timeline", nil, "the timeline of "+y.Key(), func(v view) any { return v.year(c, y) })
		}
	}
	for _, f := range c.facets {
		p.add(f.route, "timeline", nil, "a part of the timeline: "+f.name, func(v view) any { return v.facet(c, f) })
	}
}

// TimelinePage is the timeline, or a part of it.
type TimelinePage struct {
	Frame
	Lead   string
	Facets []FacetGroup
	Filter *Filter
	Crowd  []Drawing // everything at once, one for each room
	Note   string    // on how to read that
	Rows   []Drawing // a row for each event and quotation
	Unrow  string    // how many rows are not drawn; empty when all are
	Legend []LegendItem
	Jump   []JumpYear
	Years  []TimelineYear
	Blank  []BlankEntry // what has no date
	items  map[*dossier.Entry]Traits
}

// A BlankEntry is something without a date.
type BlankEntry struct {
	Link
	Traits Traits
}

// A FacetGroup is the parts of the timeline of one sort.
type FacetGroup struct {
	Name   string
	Facets []Facet
	More   string // how many parts are not named here
}

// A Facet leads to a part of the timeline.
type Facet struct {
	Link
	Count   int
	Current bool
}

// A LegendItem explains a way of drawing.
type LegendItem struct {
	Class string
	Paths []Rule
	Text  string
}

// JumpYear leads to a year and its months.
type JumpYear struct {
	Link
	Count  int
	Months []Link
}

// TimelineYear is the entries of a year. Its months are empty where the year
// has a page of its own.
type TimelineYear struct {
	ID, Text string
	Self     Link // to the heading, or to the page of the year
	Count    string
	Months   []TimelineMonth
}

// TimelineMonth is the entries of a month.
type TimelineMonth struct {
	ID, Text string
	Self     Link
	Entries  []TimelineEntry
}

// TimelineEntry is one thing with a date.
type TimelineEntry struct {
	Clock    timeline.Clock
	Word     string // for the clock
	Date     Date
	Title    Link
	Who      []Link
	Outlet   string
	Carried  []Carried
	Reason   string // what the date was inferred from
	Evidence Link   // where the date is explained; empty when it is printed
	Traits   Traits
}

// Carried is a source that prints an event or quotation.
type Carried struct {
	Link
	Date Date
	Lag  string
}

func (v view) timeline(c *chronicle) TimelinePage {
	return v.timelinePage(c, v.word("timeline"), c.entries)
}

// year returns the page of one year.
func (v view) year(c *chronicle, y timeline.Year) TimelinePage {
	var entries []timeline.Entry
	for _, m := range y.Months {
		entries = append(entries, m.Entries...)
	}
	return v.timelinePage(c, v.word("timeline_of", v.yearName(y)), entries, v.to(Timeline, "", v.word("timeline")))
}

// facet returns the page of a part of the timeline.
func (v view) facet(c *chronicle, f facet) TimelinePage {
	return v.timelinePage(c, v.word("timeline_"+f.group, v.facetName(f)), f.entries, v.to(Timeline, "", v.word("timeline")))
}

// timelinePage returns the page that shows entries.
func (v view) timelinePage(c *chronicle, title string, entries []timeline.Entry, trail ...Link) TimelinePage {
	page := TimelinePage{
		Frame:  v.frame(title, v.count("timeline_description", len(entries)), trail...),
		Facets: v.facets(c),
	}
	if len(trail) == 0 {
		page.Lead = v.word("timeline_lead")
	}
	var blank []*dossier.Entry
	if len(trail) == 0 {
		blank = timeline.Undated(v.s.in.Dossier)
	}
	if c.lists[v.page.Route] {
		page.filter(v, entries, blank)
	}
	for _, e := range blank {
		page.Blank = append(page.Blank, BlankEntry{v.entry(e), page.items[e]})
	}
	var rows []timeline.Row
	if c.lists[v.page.Route] {
		shown := map[*dossier.Entry]bool{}
		for _, e := range entries {
			shown[e.Of] = true
		}
		for _, r := range c.rows {
			if shown[r.Of] || len(trail) == 0 {
				rows = append(rows, r)
			}
		}
	}
	v.draw(&page, entries, rows)
	for _, d := range slices.Concat(page.Crowd, page.Rows) {
		d.number(page.items)
	}
	for _, y := range timeline.Group(entries) {
		page.add(v, c, y)
	}
	return page
}

// filter gives the page its filter, and the items of its list their traits.
func (page *TimelinePage) filter(v view, entries []timeline.Entry, blank []*dossier.Entry) {
	entries = slices.Clone(entries)
	for _, e := range blank {
		switch x := v.s.index; {
		case x.quotes[e] != nil:
			entries = append(entries, timeline.QuoteRow(x.quotes[e]).Entry)
		case x.happened[e] != nil:
			entries = append(entries, timeline.EventRow(x.happened[e]).Entry)
		case x.sources[e] != nil:
			entries = append(entries, timeline.Entry{Clock: timeline.Published, Of: e, Source: x.sources[e]})
		}
	}
	var f filtering
	items := map[*dossier.Entry]Traits{}
	for _, e := range entries {
		items[e.Of] = f.add(v.datedTraits(e)...)
	}
	if page.Filter = v.filter(f); page.Filter != nil {
		page.items = items
	}
}

// facetsNamed is how many parts of one sort a page names.
const facetsNamed = 40

// facets returns links to the parts of the timeline.
func (v view) facets(c *chronicle) []FacetGroup {
	var out []FacetGroup
	left := 0
	for _, f := range c.facets {
		name := v.word("facet_" + f.group)
		if n := len(out); n == 0 || out[n-1].Name != name {
			out = append(out, FacetGroup{Name: name})
			left = 0
		}
		g := &out[len(out)-1]
		if len(g.Facets) == facetsNamed {
			left++
			g.More = v.count("and_more", left)
			continue
		}
		g.Facets = append(g.Facets, Facet{
			Link: v.to(f.route, "", v.facetName(f)), Count: len(f.entries), Current: f.route == v.page.Route,
		})
	}
	return out
}

func (v view) facetName(f facet) string {
	if f.clock != "" {
		return v.word("clock_" + string(f.clock))
	}
	return f.name
}

// add puts a year into the list of a page.
func (page *TimelinePage) add(v view, c *chronicle, y timeline.Year) {
	lang := v.s.in.Words.Language()
	shown := TimelineYear{ID: "y-" + y.Key(), Text: v.yearName(y), Count: v.count("n_dated", y.Count())}
	shown.Self = Link{Href: v.period(c, y, shown.ID), Text: shown.Text}
	jump := JumpYear{Link: shown.Self, Count: y.Count()}
	if c.lists[v.page.Route] {
		for _, m := range y.Months {
			month := TimelineMonth{ID: monthID(y, m), Text: v.monthName(y, m)}
			month.Self = Link{Href: v.period(c, y, month.ID), Text: month.Text}
			for _, e := range m.Entries {
				entry := v.dated(e)
				entry.Traits = page.items[e.Of]
				month.Entries = append(month.Entries, entry)
			}
			shown.Months = append(shown.Months, month)
			if m.Month > 0 {
				jump.Months = append(jump.Months, Link{Href: month.Self.Href, Text: edtf.MonthName(m.Month, lang)})
			}
		}
	}
	page.Years = append(page.Years, shown)
	page.Jump = append(page.Jump, jump)
}

// period returns the link to where a year or month is listed: on this page if
// it lists entries, or else on the page of the year, or on the timeline.
func (v view) period(c *chronicle, y timeline.Year, id string) string {
	switch year := Timeline.to(dossier.Slug(y.Key())); {
	case c.lists[v.page.Route]:
		return v.href(v.page.Route, id)
	case c.byYear && strings.HasPrefix(id, "y-"):
		return v.href(year, "")
	case c.byYear:
		return v.href(year, id)
	}
	return v.href(Timeline, id)
}

func monthID(y timeline.Year, m timeline.Month) string {
	return fmt.Sprintf("m-%s-%02d", y.Key(), m.Month)
}

func (v view) yearName(y timeline.Year) string {
	switch {
	case y.Undated:
		return v.word("year_unknown")
	case y.From != y.To:
		return v.word("years_between", yearWords(v, y.From), yearWords(v, y.To))
	}
	return yearWords(v, y.From)
}

func yearWords(v view, year int) string {
	d, err := edtf.Parse(timeline.Year{From: year, To: year}.Key())
	if err != nil {
		return fmt.Sprint(year)
	}
	return d.Words(v.s.in.Words.Language())
}

func (v view) monthName(y timeline.Year, m timeline.Month) string {
	if m.Month == 0 {
		return v.word("month_unknown", v.yearName(y))
	}
	return v.word("month_year", edtf.MonthName(m.Month, v.s.in.Words.Language()), v.yearName(y))
}

// dated returns an entry of the list.
func (v view) dated(e timeline.Entry) TimelineEntry {
	out := TimelineEntry{Clock: e.Clock, Word: v.word("clock_" + string(e.Clock)), Date: v.date(e.Date, e.Inferred), Title: v.entry(e.Of), Reason: e.Inferred}
	out.Title.Text = e.Of.Title
	if s := e.Source; s != nil {
		out.Title.Lang, out.Title.Dir = foreign(v, s.Lang)
		out.Outlet = e.Outlet
	}
	for _, p := range e.People {
		out.Who = append(out.Who, v.entry(&p.Entry))
	}
	if out.Date.Doubtful && e.Source == nil {
		out.Evidence = v.to(v.s.index.places[e.Of].route, "", v.word("date_explained"))
	} else if e.Inferred != "" {
		out.Evidence = v.to(v.s.index.places[e.Of].route, "", v.word("date_evidence"))
	}
	for _, c := range rowOf(e).Carried {
		out.Carried = append(out.Carried, Carried{Link: v.entry(c.Of), Date: v.date(c.Date, c.Inferred), Lag: v.lag(e.Date, c.Date)})
	}
	return out
}

// foreign returns the language and direction of a text, empty where they are
// the page's.
func foreign(v view, lang string) (string, string) {
	if lang == "" || lang == v.s.in.Dossier.Settings.Language {
		return "", ""
	}
	return lang, direction(lang)
}

func rowOf(e timeline.Entry) timeline.Row {
	switch {
	case e.Event != nil:
		return timeline.EventRow(e.Event)
	case e.Quote != nil:
		return timeline.QuoteRow(e.Quote)
	}
	return timeline.Row{Entry: e}
}

// lag says how long after one date another lies. It is empty when the dates
// do not tell which comes first: that a report might be older than what it
// reports is no news to a reader.
func (v view) lag(from, to edtf.Date) string {
	lang := v.s.in.Words.Language()
	open := edtf.MustParse("../2000") // dates that both are open at one side stand in no known order
	if text := edtf.Lag(from, to, lang); text != edtf.Lag(open, open, lang) {
		return text
	}
	return ""
}

// Measures of the drawings, in units.
const (
	laneHigh   = 24 // so that links in neighbouring lanes are apart
	textHigh   = 13 // the size of letters
	smallHigh  = 12 // the size of small letters
	headHigh   = 46 // the axis with its two lines of labels
	besideCol  = 340
	columnHigh = 48
)

// draw makes the drawings of a page.
func (v view) draw(page *TimelinePage, entries []timeline.Entry, rows []timeline.Row) {
	dates := append(timeline.Dates(entries), timeline.RowDates(rows)...)
	if len(rows) > rowsDrawn {
		page.Unrow = v.count("rows_left_out", len(rows)-rowsDrawn)
		rows = rows[:rowsDrawn]
	}
	for _, variant := range []string{"wide", "narrow"} {
		axis := timeline.NewAxis(dates, scaleOf(variant))
		if len(axis.Stretches) == 0 {
			return
		}
		if page.Legend == nil {
			page.Legend = v.legend()
		}
		drawing, counted := v.crowd("crowd-"+variant, variant, entries, axis)
		page.Crowd = append(page.Crowd, drawing)
		page.Note = v.word("crowd_caption")
		if counted {
			page.Note = v.word("crowd_counted")
		}
		if len(rows) > 0 {
			page.Rows = append(page.Rows, v.rows("rows-"+variant, variant, axis, rows))
		}
	}
}

func scaleOf(variant string) timeline.Scale {
	switch variant {
	case "wide":
		return timeline.Wide()
	case "narrow":
		return timeline.Narrow()
	}
	return timeline.Small()
}

// leftOf returns where the axis of a drawing starts.
func leftOf(variant string) int {
	if variant == "wide" {
		return besideCol
	}
	return 0
}

// axis draws an axis with lines down to bottom.
func (v view) axis(d *Drawing, a *timeline.Axis, left, bottom int) {
	months := strings.Fields(v.word("months_short"))
	for _, s := range a.Stretches {
		if !s.Folded {
			d.Rules = append(d.Rules, Rule{"base", line(left+s.X, headHigh-6, left+s.End, headHigh-6)})
			continue
		}
		d.Rules = append(d.Rules,
			Rule{"fold", rectangle(left+s.X+4, headHigh-12, s.End-s.X-8, bottom-headHigh+12, 0)},
			Rule{"torn", zigzag(left+s.X+4, headHigh-12, bottom)},
			Rule{"torn", zigzag(left+s.End-4, headHigh-12, bottom)})
		for i, words := range strings.SplitN(strings.Join(strings.Fields(v.folded(s.Months())), " "), " ", 2) {
			d.Texts = append(d.Texts, Text{X: left + (s.X+s.End)/2, Y: 13 + 15*i, Class: "folded", Anchor: "middle", Words: words})
		}
	}
	years := !slices.ContainsFunc(a.Ticks, func(t timeline.Tick) bool { return !t.Year })
	for _, t := range a.Ticks {
		class := "grid"
		if t.Year {
			class += " year"
			d.Texts = append(d.Texts, Text{X: left + t.X, Y: 13, Class: "year", Anchor: "start", Words: fmt.Sprint(t.Day.Year())})
		}
		d.Rules = append(d.Rules, Rule{class, line(left+t.X, headHigh-12, left+t.X, bottom)})
		if len(months) == 12 && !(years && t.Day.Month() == 1) {
			d.Texts = append(d.Texts, Text{X: left + t.X, Y: 30, Class: "month", Anchor: "start", Words: months[t.Day.Month()-1]})
		}
	}
}

// folded says how long a folded stretch is.
func (v view) folded(months int) string {
	if months >= 24 {
		return v.count("folded_years", months/12)
	}
	return v.count("folded_months", months)
}

// crowd draws everything at once. It reports whether entries had to be counted,
// because their bars do not fit.
func (v view) crowd(id, variant string, entries []timeline.Entry, axis *timeline.Axis) (d Drawing, counted bool) {
	left := leftOf(variant)
	d = Drawing{ID: id, Variant: variant, Width: left + axis.Scale.Width, Title: v.word("crowd_title")}
	named := variant != "small" || speakers(entries) > 1
	label := func(list []timeline.Entry) []int {
		var out []int
		for _, text := range v.together(list, named) {
			out = append(out, units(text, smallHigh))
		}
		return out
	}
	y := headHigh
	for _, band := range timeline.DrawCrowd(entries, axis, label).Bands {
		d.Rules = append(d.Rules, Rule{"row", line(0, y, d.Width, y)})
		d.Texts = append(d.Texts, Text{
			X: 0, Y: y + 17, Class: "row-title", Anchor: "start", Words: v.count("band_"+string(band.Clock), band.Count),
		})
		if left == 0 {
			y += 22
		}
		for _, c := range band.Clusters {
			d.Marks = append(d.Marks, v.cluster(c, band.Clock, left, y+c.Lane*laneHigh+laneHigh/2, axis.Scale.Reach, named))
		}
		y += band.Lanes * laneHigh
		if len(band.Columns) > 0 {
			counted = true
			v.columns(&d, band, left, y)
			y += columnHigh
		}
		y += 6
	}
	d.Height = y
	v.axis(&d, axis, left, y)
	return d, counted
}

// ofEach returns what entries are of.
func ofEach(entries []timeline.Entry) []*dossier.Entry {
	var out []*dossier.Entry
	for _, e := range entries {
		out = append(out, e.Of)
	}
	return out
}

// columns draws the number of entries from tick to tick as bars that stand in
// columnHigh units below y.
func (v view) columns(d *Drawing, band timeline.Band, left, y int) {
	most := 1
	for _, c := range band.Columns {
		most = max(most, len(c.Entries))
	}
	for _, c := range band.Columns {
		n := len(c.Entries)
		high := max(2, n*(columnHigh-smallHigh-4)/most)
		m := Mark{
			Class: "mark " + string(band.Clock), Href: v.periodOf(c.Entries[0]),
			Title: v.word("column_title", v.count("n_"+string(band.Clock), n), v.date(listedMonth(c.Entries[0]), "").Words),
			Paths: []Rule{{"part", rectangle(left+c.X+1, y+columnHigh-high, max(2, c.End-c.X-2), high, 0)}},
			Quiet: c.End-c.X < laneHigh, of: ofEach(c.Entries),
		}
		if text := fmt.Sprint(n); c.End-c.X >= units(text, smallHigh) {
			m.Label = &Text{X: left + c.X + 2, Y: y + columnHigh - high - 3, Class: "name", Anchor: "start", Words: text}
		}
		d.Marks = append(d.Marks, m)
	}
}

// listedMonth returns the month in which an entry is listed, or its date when
// it is not known.
func listedMonth(e timeline.Entry) edtf.Date {
	y := timeline.Group([]timeline.Entry{e})[0]
	d, err := edtf.Parse(fmt.Sprintf("%s-%02d", y.Key(), y.Months[0].Month))
	if err != nil {
		return e.Date
	}
	return d
}

// periodOf returns the link to the month in which an entry is listed.
func (v view) periodOf(e timeline.Entry) string {
	y := timeline.Group([]timeline.Entry{e})[0]
	return v.period(v.s.index.chronicle, y, monthID(y, y.Months[0]))
}

// cluster draws entries of one date.
func (v view) cluster(c timeline.Cluster, clock timeline.Clock, left, y, reach int, named bool) Mark {
	m := Mark{Class: "mark " + string(clock), Paths: bar(c.Bar, clock, left, y, reach), of: ofEach(c.Entries)}
	from, to := c.Bar.Ink.X, c.Bar.Ink.End
	if c.Label.Choice >= 0 {
		m.Label = &Text{X: left + c.Label.X, Y: y + 4, Class: "name", Anchor: "start", Words: v.together(c.Entries, named)[c.Label.Choice]}
		if c.Label.Before {
			m.Label.X, m.Label.Anchor = left+c.Label.End, "end"
		}
		if c.Label.Below {
			m.Label.Y += laneHigh - 4
		} else {
			from, to = min(from, c.Label.X), max(to, c.Label.End)
		}
	}
	m.Hit = rectangle(left+from, y-laneHigh/2, max(laneHigh, to-from), laneHigh, 0)
	date := v.date(c.Entries[0].Date, "").Words
	if len(c.Entries) == 1 {
		e := c.Entries[0]
		m.Href = v.entry(e.Of).Href
		m.Title = v.word("mark_title", v.called(e), v.word("clock_"+string(clock)), date) + v.inferredWord(e)
		return m
	}
	m.Href = v.periodOf(c.Entries[0])
	m.Title = v.word("column_title", v.count("n_"+string(clock), len(c.Entries)), date)
	return m
}

// together returns the ways to name entries of one clock and date, the
// fullest first: sources by name, and quotations by their speaker unless that
// is understood; a single thing by its title, others by their number.
func (v view) together(list []timeline.Entry, speaker bool) []string {
	var names []string
	for _, e := range list {
		switch {
		case e.Source != nil:
			names = append(names, v.outlet(e.Source))
		case speaker && e.Clock == timeline.Said && len(e.People) > 0:
			names = append(names, v.name(&e.People[0].Entry))
		}
	}
	named := len(names) == len(list)
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	number := fmt.Sprintf("×%d", len(list))
	switch {
	case list[0].Source != nil:
		text := fitted(v.list(names), smallHigh, timeline.Narrow().Width)
		if list[0].Inferred != "" {
			return []string{text + v.word("inferred_short"), text}
		}
		return []string{text}
	case len(list) == 1 && named:
		return names
	case len(list) == 1:
		var out []string
		for _, most := range []int{190, 130, 80} { // units
			out = append(out, fitted(list[0].Of.Title, smallHigh, most))
		}
		return out
	case named && len(names) == 1:
		return []string{names[0] + " " + number, number}
	}
	return []string{number}
}

// speakers counts those who said something among entries.
func speakers(entries []timeline.Entry) int {
	seen := map[*dossier.Person]bool{}
	for _, e := range entries {
		if e.Clock == timeline.Said && len(e.People) > 0 {
			seen[e.People[0]] = true
		}
	}
	return len(seen)
}

// called returns what an entry is called in a drawing.
func (v view) called(e timeline.Entry) string {
	if e.Source != nil {
		return v.outlet(e.Source)
	}
	return e.Of.Title
}

// inferredWord says that a date was inferred, or nothing.
func (v view) inferredWord(e timeline.Entry) string {
	if e.Inferred == "" {
		return ""
	}
	return v.word("inferred_suffix")
}

// rows draws a row for each event and quotation.
func (v view) rows(id, variant string, axis *timeline.Axis, rows []timeline.Row) Drawing {
	left := leftOf(variant)
	d := Drawing{ID: id, Variant: variant, Width: left + axis.Scale.Width, Title: v.word("rows_title")}
	label := func(r timeline.Row, list []timeline.Entry) []int {
		if list[0].Source == nil {
			return nil // the title stands at the left
		}
		return v.widths(r, list, variant)
	}
	y := headHigh
	for _, r := range timeline.Draw(rows, axis, label) {
		d.Rules = append(d.Rules, Rule{"row", line(0, y, d.Width, y)})
		texts, marks := len(d.Texts), len(d.Marks) // those of the row start here
		room := besideCol - 14
		if left == 0 {
			room = d.Width
		}
		link := v.entry(r.Of)
		full := r.Of.Title
		link.Text = fitted(full, textHigh, room)
		title := Text{X: 0, Y: y + 17, Class: "row-title", Anchor: "start", Links: []TextLink{{Link: link}}}
		if link.Text != full {
			title.Links[0].Title = full
		}
		about := v.word("row_about", v.word("clock_"+string(r.Clock)), v.date(r.Date, "").Words)
		if r.Date.IsZero() {
			about = v.word("row_undated")
		}
		if len(r.People) > 0 && r.Clock == timeline.Said {
			// A name cut short tells less than none.
			if by := v.word("row_by", about, v.name(&r.People[0].Entry)); units(by, smallHigh) <= room {
				about = by
			}
		}
		d.Texts = append(d.Texts, title)
		// A date cut short would lose its doubt, so it takes another line.
		head := 22
		for _, words := range wrapped(about, smallHigh, room) {
			d.Texts = append(d.Texts, Text{X: 0, Y: y + head + 11, Class: "row-about", Anchor: "start", Words: words})
			head += 16
		}
		if left == 0 {
			y += head
		}
		v.row(&d, r, left, y, axis.Scale.Reach, variant)
		for i := texts; i < len(d.Texts); i++ {
			d.Texts[i].of = []*dossier.Entry{r.Of}
		}
		for i := marks; i < len(d.Marks); i++ {
			d.Marks[i].of = []*dossier.Entry{r.Of}
		}
		high := r.Lanes * laneHigh
		if left > 0 {
			high = max(high, head+2)
		}
		y += high + 6
	}
	d.Height = y + 2
	v.axis(&d, axis, left, y)
	return d
}

// row draws the marks of a row that starts at y.
func (v view) row(d *Drawing, r timeline.Drawn, left, y, reach int, variant string) {
	for i, m := range r.Marks {
		e := m.Entries[0]
		middle := y + m.Lane*laneHigh + laneHigh/2
		mark := Mark{Class: "mark " + string(e.Clock), Paths: bar(m.Bar, e.Clock, left, middle, reach)}
		if m.Lag != nil {
			mark.Paths = append([]Rule{{"lag", line(left+m.Lag.X, middle, left+m.Lag.End, middle)}}, mark.Paths...)
			// From the row's own mark down to the lane.
			if own := y + r.Marks[0].Lane*laneHigh + laneHigh/2; i > 0 && own != middle {
				mark.Paths = append(mark.Paths, Rule{"lag", line(left+m.Lag.X, own, left+m.Lag.X, middle)})
			}
		}
		var titles []string
		for _, e := range m.Entries {
			titles = append(titles, v.markTitle(r.Row, e))
		}
		mark.Title = strings.Join(titles, v.word("semicolon"))
		d.Marks = append(d.Marks, mark)
		if m.Label.Choice < 0 {
			continue
		}
		text := v.labels(r.Row, m.Entries, variant)[m.Label.Choice]
		text.X, text.Y, text.Anchor = left+m.Label.X, middle+4, "start"
		if m.Label.Before {
			text.X, text.Anchor = left+m.Label.End, "end"
		}
		if m.Label.Below {
			text.Y += laneHigh - 4
		}
		d.Texts = append(d.Texts, text)
	}
	if len(r.More) > 0 {
		d.Texts = append(d.Texts, Text{
			X: left + 2, Y: y + r.Lanes*laneHigh - 6, Class: "more", Anchor: "start", Words: v.count("and_more", len(r.More)),
		})
	}
}

// markTitle says what a mark of a row stands for.
func (v view) markTitle(r timeline.Row, e timeline.Entry) string {
	title := v.word("mark_title", v.called(e), v.word("clock_"+string(e.Clock)), v.date(e.Date, "").Words) + v.inferredWord(e)
	if lag := v.lag(r.Date, e.Date); e.Source != nil && lag != "" {
		title = v.word("mark_lag", title, lag)
	}
	return title
}

// labels returns the ways to label the mark of a row, the fullest first: the
// sources that carry it, as links to where they do, with what is to be said of
// their date.
func (v view) labels(r timeline.Row, list []timeline.Entry, variant string) []Text {
	if list[0].Source == nil {
		return []Text{{Class: "label", Words: v.word("clock_" + string(list[0].Clock))}}
	}
	short := Text{Class: "label"}
	inferred := true
	for i, e := range list {
		l := TextLink{Link: v.carrier(r, e.Source), Title: v.markTitle(r, e)}
		if i > 0 {
			l.Join = v.word("comma")
		}
		short.Links = append(short.Links, l)
		inferred = inferred && e.Inferred != ""
	}
	out := []Text{short}
	add := func(after string) {
		full := out[0]
		full.After += after
		out = append([]Text{full}, out...)
	}
	if inferred {
		add(v.word("inferred_short"))
	}
	if lag := v.lag(r.Date, list[0].Date); variant == "wide" && lag != "" && before(r.Date, list[0].Date) {
		add(v.word("lag_suffix", lag))
	}
	return out
}

// widths returns how wide the labels are.
func (v view) widths(r timeline.Row, list []timeline.Entry, variant string) []int {
	var out []int
	for _, t := range v.labels(r, list, variant) {
		out = append(out, units(inOneLine(t), smallHigh))
	}
	return out
}

// before reports whether a ends before b begins.
func before(a, b edtf.Date) bool {
	last, ok := a.Latest()
	first, known := b.Earliest()
	return ok && known && last < first
}

// carrier returns the link to the words in a source that a row cites.
func (v view) carrier(r timeline.Row, s *dossier.Source) Link {
	var citations []*dossier.Citation
	switch {
	case r.Event != nil:
		citations = r.Event.Citations
	case r.Quote != nil:
		citations = r.Quote.Citations
	}
	for _, c := range citations {
		if e := v.s.index.citation[c]; c.Source == s && e != nil {
			return v.to(Sources.to(s.Slug), e.id, v.outlet(s))
		}
	}
	return v.entry(&s.Entry)
}

// inOneLine returns all the words of a text on its one line.
func inOneLine(t Text) string {
	var b strings.Builder
	b.WriteString(t.Words)
	for _, l := range t.Links {
		b.WriteString(l.Join + l.Text)
	}
	return b.String() + t.After
}

// legend explains the drawing.
func (v view) legend() []LegendItem {
	item := func(clock timeline.Clock, key string, b timeline.Bar) LegendItem {
		return LegendItem{Class: "mark " + string(clock), Paths: bar(b, clock, 0, 9, 12), Text: v.word(key)}
	}
	block := func(x, end int, s timeline.Style) timeline.Bar {
		e := timeline.Extent{X: x, End: end}
		return timeline.Bar{Extent: e, Ink: e, Parts: []timeline.Extent{e}, Style: s}
	}
	open := timeline.Bar{Extent: timeline.Extent{X: 34, End: 34}, Ink: timeline.Extent{X: 8, End: 34}, Style: timeline.Style{OpenStart: true}}
	lag := item(timeline.Published, "legend_lag", block(36, 44, timeline.Style{}))
	lag.Paths = append([]Rule{{"lag", line(4, 9, 36, 9)}}, lag.Paths...)
	return []LegendItem{
		item(timeline.Happened, "legend_happened", block(14, 34, timeline.Style{})),
		item(timeline.Said, "legend_said", block(14, 34, timeline.Style{})),
		item(timeline.Published, "legend_published", block(14, 34, timeline.Style{})),
		item(timeline.Said, "legend_about", block(16, 32, timeline.Style{Approximate: true})),
		item(timeline.Said, "legend_uncertain", block(10, 38, timeline.Style{Uncertain: true})),
		item(timeline.Happened, "legend_one_of", block(8, 40, timeline.Style{OneOf: true})),
		item(timeline.Happened, "legend_open", open),
		lag,
		{Class: "fold-sample", Paths: []Rule{
			{"fold", rectangle(10, 0, 28, 18, 0)}, {"torn", zigzag(10, 0, 18)}, {"torn", zigzag(38, 0, 18)},
		}, Text: v.word("legend_fold")},
	}
}

// A Strip is a small drawing with what it shows in words.
type Strip struct {
	Drawing Drawing
	All     Link // to where the timeline lists it
}

// strip returns the small drawing of a quotation or event: when it was, and
// when each source printed it. It is nil when nothing of that has a place.
func (v view) strip(r timeline.Row) *Strip {
	axis := timeline.NewAxis(r.Dates(), timeline.Small())
	if len(axis.Stretches) == 0 {
		return nil
	}
	d := Drawing{ID: "strip", Variant: "small", Width: axis.Scale.Width, Title: v.word("strip_title", r.Of.Title)}
	label := func(r timeline.Row, list []timeline.Entry) []int { return v.widths(r, list, "small") }
	drawn := timeline.Draw([]timeline.Row{r}, axis, label)[0]
	v.row(&d, drawn, 0, headHigh, axis.Scale.Reach, "small")
	d.Height = headHigh + drawn.Lanes*laneHigh + 4
	v.axis(&d, axis, 0, d.Height)
	first := r.Entry
	if r.Date.IsZero() {
		first = r.Carried[0]
	}
	return &Strip{Drawing: d, All: Link{Href: v.periodOf(first), Text: v.word("strip_all")}}
}

// crowdStrip returns the small drawing of some of the dossier's entries, such
// as those of a person or topic. It is nil when none of them has a place.
func (v view) crowdStrip(of []*dossier.Entry) *Strip {
	c := v.s.index.chronicle
	var places []int
	for _, e := range of {
		if i, ok := c.at[e]; ok {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	var entries []timeline.Entry
	for _, i := range slices.Compact(places) {
		entries = append(entries, c.entries[i])
	}
	axis := timeline.NewAxis(timeline.Dates(entries), timeline.Small())
	if len(axis.Stretches) == 0 {
		return nil
	}
	drawing, _ := v.crowd("strip", "small", entries, axis)
	return &Strip{
		Drawing: drawing,
		All:     Link{Href: v.href(Timeline, ""), Text: v.word("strip_all")},
	}
}
