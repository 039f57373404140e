package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/timeline"
)

// How much one page of the timeline holds.
const (
	yearPagesFrom = 200    // things dated; from here on each year has a page
	sheetHolds    = 32_000 // weight, as that of a list; a longer year has a page for each month, and a longer month several
	blankHolds    = 10_000 // weight of what has no date; when it is more, it has pages of its own
	rowsDrawn     = 50     // rows of a drawing; the others are counted
)

// Undated is the route of the list of what has no date, where it is too long
// for the page of the timeline.
const Undated = Timeline + "without-date/"

// chronicle is everything dated, in order. What pages beside the timeline do
// not ask for is made when the timeline does.
type chronicle struct {
	entries []timeline.Entry
	at      map[*dossier.Entry]int // index into entries
	weights func() []int           // of the entries
	root    func() *sheet          // of the whole timeline
	facets  func() []facet
	sheets  func() map[Route]*sheet
	rows    func() []timeline.Row
	blank   func() []*dossier.Entry // what has no date
}

// A sheet is a page of the timeline. It lists its entries or, where they are
// too many, leads to the sheets that do: those of years, of months, or of
// parts that are cut wherever a page is full.
type sheet struct {
	route   Route
	entries []timeline.Entry
	up      *sheet // that leads here; nil for the timeline, and for a part of it by speaker and the like
	below   []*sheet
	facet   *facet          // that it is of; nil for the whole timeline
	year    *timeline.Year  // that it is of, or that its month is of
	month   *timeline.Month // that it is of
	part    int             // of the sheet above, from 1
	before  *sheet
	after   *sheet
	listed  map[*dossier.Entry]*sheet // the sheet that lists an entry, among those of the whole timeline or of one facet
}

// A facet is a part of the timeline that has a page of its own: what is of one
// clock, speaker, outlet or topic.
type facet struct {
	group   string
	route   Route
	name    string // empty for a clock, which has a word
	clock   timeline.Clock
	entries []timeline.Entry
	root    *sheet
}

// newChronicle puts in order what a dossier dates.
func newChronicle(d *dossier.Dossier) *chronicle {
	c := &chronicle{entries: timeline.List(d)}
	c.at = make(map[*dossier.Entry]int, len(c.entries))
	for i, e := range c.entries {
		c.at[e.Of] = i
	}
	c.weights = sync.OnceValue(func() []int {
		weights := make([]int, len(c.entries))
		parallel.Each(len(weights), func(i int) { weights[i] = datedWeight(c.entries[i]) })
		return weights
	})
	c.root = sync.OnceValue(func() *sheet {
		root := c.whole()
		thread(root)
		return root
	})
	c.facets = sync.OnceValue(func() []facet {
		facets := c.facet()
		for i := range facets {
			f := &facets[i]
			f.root = &sheet{route: f.route, entries: f.entries, facet: f}
			c.cut(f.root)
			thread(f.root)
		}
		return facets
	})
	c.sheets = sync.OnceValue(func() map[Route]*sheet {
		sheets := map[Route]*sheet{}
		var add func(s *sheet)
		add = func(s *sheet) {
			sheets[s.route] = s
			for _, b := range s.below {
				add(b)
			}
		}
		add(c.root())
		for _, f := range c.facets() {
			add(f.root)
		}
		return sheets
	})
	c.rows = sync.OnceValue(func() []timeline.Row { return timeline.Rows(d) })
	c.blank = sync.OnceValue(func() []*dossier.Entry { return timeline.Undated(d) })
	return c
}

// datedWeight is the weight of an entry, as that of what a list lists.
func datedWeight(e timeline.Entry) int {
	n := itemWeight + textWeight(e.Of.Title, string(e.Of.Slug), e.Outlet, e.Inferred) + peopleWeight(e.People)
	if !e.Date.Exact() || e.Inferred != "" {
		n += linkWeight // to where it is explained
	}
	if e.Source != nil {
		return n
	}
	carried := rowOf(e).Carried
	for _, c := range carried[:min(len(carried), linksNamed)] {
		n += 2*linkWeight + textWeight(sourceName(c.Source), string(c.Of.Slug)) // with how much later it printed it
	}
	return n
}

// whole makes the sheets of the whole timeline.
func (c *chronicle) whole() *sheet {
	root := &sheet{route: Timeline, entries: c.entries}
	if len(c.entries) < yearPagesFrom && c.weight(root) <= sheetHolds {
		return root
	}
	for _, y := range timeline.Group(c.entries) {
		year := &sheet{route: Timeline.to(dossier.Slug(y.Key())), up: root, year: &y}
		for _, m := range y.Months {
			year.entries = append(year.entries, m.Entries...)
		}
		root.below = append(root.below, year)
		switch {
		case c.weight(year) <= sheetHolds:
		case len(y.Months) == 1 && y.Months[0].Month == 0:
			c.cut(year)
		default:
			for _, m := range y.Months {
				month := &sheet{route: year.route.to(monthSlug(m)), up: year, year: &y, month: &m, entries: m.Entries}
				year.below = append(year.below, month)
				c.cut(month)
			}
		}
	}
	return root
}

// monthSlug returns what a month is called in the address of its page.
func monthSlug(m timeline.Month) dossier.Slug {
	if m.Month == 0 {
		return "undated"
	}
	return dossier.Slug(fmt.Sprintf("%02d", m.Month))
}

func (c *chronicle) weight(s *sheet) int {
	n, weights := 0, c.weights()
	for _, e := range s.entries {
		n += weights[c.at[e.Of]]
	}
	return n
}

// cut gives a sheet that is too long the sheets of its parts.
func (c *chronicle) cut(s *sheet) {
	rest, weights := s.entries, c.weights()
	parts := cut(len(rest), 0, sheetHolds, func(i int) int { return weights[c.at[s.entries[i].Of]] })
	if len(parts) == 1 {
		return
	}
	for i, n := range parts {
		s.below = append(s.below, &sheet{
			route: s.route + Route(fmt.Sprintf("%d.html", i+1)), up: s, year: s.year, month: s.month, facet: s.facet, part: i + 1, entries: rest[:n],
		})
		rest = rest[n:]
	}
}

// thread joins the sheets below root in the order in which they are read, and
// takes down what each of them lists. A sheet that leads to others stands
// beside those that lead to others beside it.
func thread(root *sheet) {
	listed := map[*dossier.Entry]*sheet{}
	var last *sheet // that lists
	var walk func(s *sheet)
	walk = func(s *sheet) {
		s.listed = listed
		if len(s.below) == 0 {
			for _, e := range s.entries {
				listed[e.Of] = s
			}
			if s.before = last; last != nil {
				last.after = s
			}
			last = s
		}
		for i, b := range s.below {
			walk(b)
			if len(b.below) == 0 {
				continue
			}
			if i > 0 {
				b.before = s.below[i-1]
			}
			if i+1 < len(s.below) {
				b.after = s.below[i+1]
			}
		}
	}
	walk(root)
}

// facet finds the parts of the timeline. A part that is all of it is none.
func (c *chronicle) facet() []facet {
	var out []facet
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
			out = append(out, *f)
		}
	}
	slices.SortFunc(out, func(a, b facet) int {
		return cmp.Or(
			cmp.Compare(slices.Index(filterFields[:], a.group), slices.Index(filterFields[:], b.group)),
			cmp.Compare(slices.Index(timeline.Clocks(), a.clock), slices.Index(timeline.Clocks(), b.clock)),
			cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(a.route, b.route),
		)
	})
	return out
}

// timeline plans the timeline.
func (p *planner) timeline() {
	c := p.site.index.chronicle()
	if len(c.entries) == 0 {
		return
	}
	v := view{s: p.site}
	var choices []choice
	for _, f := range c.facets() {
		choices = append(choices, choice{group: f.group, name: v.facetName(&f), route: f.route, count: len(f.entries)})
	}
	var add func(s *sheet)
	add = func(s *sheet) {
		p.add(s.route, "timeline", nil, s.origin(), func(v view) any { return v.sheet(c, s, choices) })
		for _, b := range s.below {
			add(b)
		}
	}
	add(c.root())
	for _, f := range c.facets() {
		add(f.root)
	}
	up := func(v view) Link { return v.to(Timeline, "", v.word("timeline")) }
	p.choices(choices, "the timeline", facetIndex, up)
	if c.blankWeight() <= blankHolds {
		return
	}
	p.list(list{
		route: Undated, template: "links", name: "the list of what has no date", size: len(c.blank()),
		weight: func(i int) int { return blankWeight(c.blank()[i]) },
		label:  func(v view, i int) string { return v.name(c.blank()[i]) },
		data: func(v view, p part) any {
			page := &LinksPage{Listing: v.listing(p, v.word("without_date"), "", up(v))}
			for _, e := range chosen(c.blank(), p.items) {
				page.Links = append(page.Links, Facet{Link: v.entry(e)})
			}
			return page
		},
	})
}

// facetIndex returns the page that names all parts of the timeline of one sort.
func facetIndex(group string) Route { return Timeline.to(dossier.Slug(group)) }

func blankWeight(e *dossier.Entry) int {
	return linkWeight + textWeight(e.Title, string(e.Slug))
}

func (c *chronicle) blankWeight() int {
	n := 0
	for _, e := range c.blank() {
		n += blankWeight(e)
	}
	return n
}

// origin says what a sheet is, for messages about addresses.
func (s *sheet) origin() string {
	switch {
	case s.facet != nil:
		return "a part of the timeline: " + s.facet.name
	case s.year != nil:
		return "the timeline of " + s.year.Key()
	}
	return "the timeline"
}

// TimelinePage is the timeline, or a part of it.
type TimelinePage struct {
	Listing
	Lead    string
	Crowd   []Drawing // everything at once, one for each room
	Note    string    // on how to read that
	Rows    []Drawing // a row for each event and quotation
	Unrow   string    // how many rows are not drawn; empty when all are
	Legend  []LegendItem
	Jump    []JumpYear
	Years   []TimelineYear
	Blank   []BlankEntry // what has no date
	Undated Link         // to what has no date, where it is not listed here
	items   map[*dossier.Entry]Traits
}

// A BlankEntry is something without a date.
type BlankEntry struct {
	Link
	Traits Traits
}

// A LegendItem explains a way of drawing.
type LegendItem struct {
	Class string
	Paths []Rule
	Text  string
}

// JumpYear leads to a year and its months, or to a month.
type JumpYear struct {
	Link
	Count   int
	Current bool
	Months  []Link
}

// TimelineYear is the entries of a year. Its months are empty where it, or the
// month or part that stands in its place, has a page of its own.
type TimelineYear struct {
	ID, Text string
	Self     Link // to the heading, or to the page
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
	More     string // how many others carry it; may be empty
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

// sheet returns a page of the timeline.
func (v view) sheet(c *chronicle, s *sheet, choices []choice) TimelinePage {
	page := TimelinePage{Listing: Listing{Frame: v.frame(v.sheetTitle(s), v.count("timeline_description", len(s.entries)), v.sheetTrail(s)...)}}
	whole := s == c.root()
	facet := s.route
	if s.facet != nil {
		facet = s.facet.route
	}
	page.Facets = v.facets(choices, facet, facetIndex)
	var blank []*dossier.Entry
	if whole {
		page.Lead = v.word("timeline_lead")
		if c.blankWeight() <= blankHolds {
			blank = c.blank()
		} else {
			page.Undated = v.to(Undated, "", v.word("without_date"))
		}
	}
	lists := len(s.below) == 0
	if lists && s.part == 0 {
		page.filter(v, s.entries, blank)
	}
	for _, e := range blank {
		page.Blank = append(page.Blank, BlankEntry{v.entry(e), page.items[e]})
	}
	var rows []timeline.Row
	if lists {
		for _, r := range c.rows() {
			if s.listed[r.Of] == s || whole {
				rows = append(rows, r)
			}
		}
	}
	v.draw(&page, s.entries, rows)
	for _, d := range slices.Concat(page.Crowd, page.Rows) {
		d.number(page.items)
	}
	if lists {
		for _, y := range timeline.Group(s.entries) {
			page.add(v, y)
		}
	}
	for i, b := range s.below {
		page.lead(v, b, i)
	}
	v.around(&page, s)
	return page
}

// around gives a page the links to the sheets beside it.
func (v view) around(page *TimelinePage, s *sheet) {
	if s.before != nil || s.after != nil {
		page.Turn = &Turn{}
	}
	if s.before != nil {
		page.Turn.Before = v.to(s.before.route, "", v.word("previous", v.sheetName(s.before)))
	}
	if s.after != nil {
		page.Turn.After = v.to(s.after.route, "", v.word("next", v.sheetName(s.after)))
	}
	if s.up == nil || s.month == nil && s.part == 0 {
		return
	}
	// A month and a part have no headings to jump to but their own.
	page.Jump = nil
	month := s
	if s.part > 0 {
		for _, b := range s.up.below {
			page.Parts = append(page.Parts, PartLink{v.to(b.route, "", v.sheetLink(b)), b == s})
		}
		if month = s.up; month.month == nil {
			return
		}
	}
	for _, b := range month.up.below {
		page.Jump = append(page.Jump, JumpYear{Link: v.to(b.route, "", v.sheetLink(b)), Count: len(b.entries), Current: b == s})
	}
}

// sheetTitle returns the heading of a sheet.
func (v view) sheetTitle(s *sheet) string {
	switch {
	case s.part > 0:
		return v.word("part_of", v.sheetTitle(s.up), s.part, len(s.up.below))
	case s.facet != nil && s.facet.clock != "":
		return v.word("timeline_"+s.facet.group, v.things(s.facet.clock))
	case s.facet != nil:
		return v.word("timeline_"+s.facet.group, v.facetName(s.facet))
	case s.year != nil:
		return v.word("timeline_of", v.sheetName(s))
	}
	return v.word("timeline")
}

// things returns the word for what a clock dates.
func (v view) things(c timeline.Clock) string {
	switch c {
	case timeline.Happened:
		return v.word("events")
	case timeline.Said:
		return v.word("quotes")
	}
	return v.word("sources")
}

// sheetName returns what a sheet is called among all others.
func (v view) sheetName(s *sheet) string {
	switch {
	case s.part > 0:
		return v.word("part_of", v.sheetName(s.up), s.part, len(s.up.below))
	case s.facet != nil:
		return v.facetName(s.facet)
	case s.month != nil:
		return v.monthName(*s.year, *s.month)
	case s.year != nil:
		return v.yearName(*s.year)
	}
	return v.word("timeline")
}

// sheetLink returns what a sheet is called beside its like: a part by the
// dates from which and to which it reaches.
func (v view) sheetLink(s *sheet) string {
	if s.part == 0 {
		return v.sheetName(s)
	}
	return v.partName(s.part-1, v.span(v.when(s.entries[0].Date), v.when(s.entries[len(s.entries)-1].Date)))
}

// sheetTrail returns the way down to a sheet.
func (v view) sheetTrail(s *sheet) []Link {
	var out []Link
	for up := s.up; up != nil; up = up.up {
		out = append(out, v.to(up.route, "", v.sheetName(up)))
	}
	if s.facet != nil {
		out = append(out, v.to(Timeline, "", v.word("timeline")))
	}
	slices.Reverse(out)
	return out
}

// lead puts what has a page of its own into the list of a page.
func (page *TimelinePage) lead(v view, s *sheet, i int) {
	shown := TimelineYear{ID: fmt.Sprintf("part-%d", i+1), Text: v.sheetLink(s), Count: v.count("n_dated", len(s.entries))}
	switch {
	case s.part > 0:
	case s.month != nil:
		shown.ID = monthID(*s.year, *s.month)
	case s.year != nil:
		shown.ID = yearID(*s.year)
	}
	shown.Self = v.to(s.route, "", shown.Text)
	page.Years = append(page.Years, shown)
	if s.part > 0 {
		page.Parts = append(page.Parts, PartLink{Link: shown.Self})
	} else {
		page.Jump = append(page.Jump, JumpYear{Link: shown.Self, Count: len(s.entries)})
	}
}

// filter gives the page its filter, and the items of its list their traits.
func (page *TimelinePage) filter(v view, entries []timeline.Entry, blank []*dossier.Entry) {
	entries = slices.Clone(entries)
	for _, e := range blank {
		switch x := v.s.index; {
		case x.quotes()[e] != nil:
			entries = append(entries, timeline.QuoteRow(x.quotes()[e]).Entry)
		case x.happened()[e] != nil:
			entries = append(entries, timeline.EventRow(x.happened()[e]).Entry)
		case x.sources()[e] != nil:
			entries = append(entries, timeline.Entry{Clock: timeline.Published, Of: e, Source: x.sources()[e]})
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

func (v view) facetName(f *facet) string {
	if f.clock != "" {
		return v.word("clock_" + string(f.clock))
	}
	return f.name
}

// add puts a year into the list of a page.
func (page *TimelinePage) add(v view, y timeline.Year) {
	lang := v.s.in.Words.Language()
	shown := TimelineYear{ID: yearID(y), Text: v.yearName(y), Count: v.count("n_dated", y.Count())}
	shown.Self = Link{Href: v.href(v.page.Route, shown.ID), Text: shown.Text}
	jump := JumpYear{Link: shown.Self, Count: y.Count()}
	for _, m := range y.Months {
		month := TimelineMonth{ID: monthID(y, m), Text: v.monthName(y, m)}
		month.Self = Link{Href: v.href(v.page.Route, month.ID), Text: month.Text}
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
	page.Years = append(page.Years, shown)
	page.Jump = append(page.Jump, jump)
}

func yearID(y timeline.Year) string { return "y-" + y.Key() }

func monthID(y timeline.Year, m timeline.Month) string {
	return fmt.Sprintf("m-%s-%02d", y.Key(), m.Month)
}

func (v view) yearName(y timeline.Year) string {
	switch {
	case y.Undated:
		return v.word("year_unknown")
	case y.From != y.To:
		return v.word("from_to", yearWords(v, y.From), yearWords(v, y.To))
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
		out.Evidence = v.to(v.s.index.place(e.Of).route, "", v.word("date_explained"))
	} else if e.Inferred != "" {
		out.Evidence = v.to(v.s.index.place(e.Of).route, "", v.word("date_evidence"))
	}
	var carried []timeline.Entry
	carried, out.More = firstLinks(v, rowOf(e).Carried)
	for _, c := range carried {
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

// carriersNamed is how many sources of one date a drawing names at one mark;
// more are counted.
const carriersNamed = 12

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
			// Not quite in the middle: the name of the next month begins where the stretch ends.
			d.Texts = append(d.Texts, Text{X: left + (s.X+s.End)/2 - 3, Y: 13 + 15*i, Class: "folded", Anchor: "middle", Words: words})
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
		switch {
		case t.Week:
			d.Texts = append(d.Texts, Text{X: left + t.X, Y: 30, Class: "month", Anchor: "start", Words: fmt.Sprint(t.Day.Day())})
		case len(months) == 12 && !(years && t.Day.Month() == 1):
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
	number := func(n int) int { return units(times(n), smallHigh) }
	y := headHigh
	for _, band := range timeline.DrawCrowd(entries, axis, label, number).Bands {
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
			Title: v.word("column_title", v.count("n_"+string(band.Clock), n), v.span(v.when(c.Entries[0].Date), v.when(c.Entries[n-1].Date))),
			Paths: []Rule{{"part", rectangle(left+c.X+1, y+columnHigh-high, max(2, c.End-c.X-2), high, 0)}},
			Quiet: c.End-c.X < laneHigh, of: ofEach(c.Entries),
		}
		if text := fmt.Sprint(n); c.End-c.X >= units(text, smallHigh) {
			m.Label = &Text{X: left + c.X + 2, Y: y + columnHigh - high - 3, Class: "name", Anchor: "start", Words: text}
		}
		d.Marks = append(d.Marks, m)
	}
}

// periodOf returns the link to the month in which an entry is listed: by the
// sheets that the page is one of, or else by those of the whole timeline.
func (v view) periodOf(e timeline.Entry) string {
	y := timeline.Group([]timeline.Entry{e})[0]
	c := v.s.index.chronicle()
	root := c.root()
	if strings.HasPrefix(string(v.page.Route), string(Timeline)) {
		root = cmp.Or(c.sheets()[v.page.Route], root)
	}
	if s := root.listed[e.Of]; s != nil {
		return v.href(s.route, monthID(y, y.Months[0]))
	}
	return v.href(Timeline, "")
}

// cluster draws entries of one date.
func (v view) cluster(c timeline.Cluster, clock timeline.Clock, left, y, reach int, named bool) Mark {
	m := Mark{Class: "mark " + string(clock), Paths: bar(c.Bar, clock, left, y, reach), of: ofEach(c.Entries)}
	from, to := c.Bar.Ink.X, c.Bar.Ink.End
	if c.Label.Choice >= 0 {
		m.Label = &Text{X: left + c.Label.X, Y: y + 4, Class: "name", Anchor: "start", Words: times(len(c.Entries))}
		if !c.Counted {
			m.Label.Words = v.together(c.Entries, named)[c.Label.Choice]
		}
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
	number := times(len(list))
	switch {
	case list[0].Source != nil && len(list) > carriersNamed:
		return []string{number}
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
		for _, most := range []int{300, 190, 130, 80} { // units
			out = append(out, fitted(list[0].Of.Title, smallHigh, most))
		}
		return out
	case named && len(names) == 1:
		return []string{names[0] + " " + number, number}
	}
	return []string{number}
}

// times says how many things one mark stands for.
func times(n int) string { return fmt.Sprintf("×%d", n) }

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
		for _, e := range m.Entries[:min(len(m.Entries), carriersNamed)] {
			titles = append(titles, v.markTitle(r.Row, e))
		}
		if n := len(m.Entries) - len(titles); n > 0 {
			titles = append(titles, v.count("and_more", n))
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
	if len(list) > carriersNamed {
		return []Text{{Class: "label", Words: times(len(list))}}
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
	if lag := v.lag(r.Date, list[0].Date); variant == "wide" && lag != "" && edtf.Before(r.Date, list[0].Date) {
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
		if e := v.s.index.citation(c); c.Source == s && e != nil {
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
// as those of a person or topic. It is nil when none of them has a place, and
// for one alone, of which the page says all that a drawing would.
func (v view) crowdStrip(of []*dossier.Entry) *Strip {
	c := v.s.index.chronicle()
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
	if len(entries) < 2 {
		return nil
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
