package chronicle

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/figure"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/timeline"
)

// Measures of the drawings, in units.
const (
	laneHigh   = 24 // so that links in neighbouring lanes are apart
	textHigh   = 13 // the size of letters
	smallHigh  = 12 // the size of small letters
	besideCol  = 340
	columnHigh = 48
)

// carriersNamed is how many sources of one date a drawing names at one mark;
// more are counted.
const carriersNamed = 12

// draw makes the drawings of a page.
func (v Leaf) draw(page *TimelinePage, entries []timeline.Entry, rows []timeline.Row) {
	dates := append(timeline.Dates(entries), timeline.RowDates(rows)...)
	if len(rows) > rowsDrawn {
		page.Unrow = v.Count("rows_left_out", len(rows)-rowsDrawn)
		rows = rows[:rowsDrawn]
	}
	for _, variant := range []string{"wide", "narrow"} {
		axis := timeline.NewAxis(dates, scaleOf(variant))
		if len(axis.Stretches) == 0 {
			return
		}
		if page.Legend == nil {
			page.Legend = v.legend(entries)
		}
		drawing, counted := v.crowd("crowd-"+variant, variant, entries, axis, page.items, v.byName(true))
		page.Crowd = append(page.Crowd, drawing)
		page.Note = v.Word("crowd_caption")
		if counted {
			page.Note = v.Word("crowd_counted")
		}
		if len(rows) > 0 {
			page.RowsTitle, page.RowsCaption = v.Word(v.Printing("rows_title")), v.Word(v.Printing("rows_caption"))
			page.Rows = append(page.Rows, v.rows("rows-"+variant, variant, axis, rows, page.items))
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

// axisWords returns the words of an axis in the language of the site.
func (v Leaf) axisWords() figure.AxisWords {
	return figure.AxisWords{Months: strings.Fields(v.Word("months_short")), Folded: v.folded}
}

// folded says how long a folded stretch is.
func (v Leaf) folded(months int) string {
	if months >= 24 {
		return v.Count("folded_years", months/12)
	}
	return v.Count("folded_months", months)
}

// crowd draws everything at once. It reports whether entries had to be counted,
// because their bars do not fit. name returns the ways to name those of one clock
// and date, the fullest first; it may give none.
func (v Leaf) crowd(id, variant string, entries []timeline.Entry, axis *timeline.Axis, items numbering, name naming) (d figure.Drawing, counted bool) {
	left := leftOf(variant)
	d = figure.Drawing{ID: id, Variant: variant, Width: left + axis.Scale.Width, Title: v.Word("crowd_title")}
	label := func(list []timeline.Entry) []int {
		var out []int
		for _, text := range name(list) {
			out = append(out, figure.Width(text, smallHigh))
		}
		return out
	}
	number := func(n int) int { return figure.Width(times(n), smallHigh) }
	y := figure.HeadHigh
	for _, band := range timeline.DrawCrowd(entries, axis, label, number).Bands {
		d.Rules = append(d.Rules, figure.Rule{Class: "row", Path: figure.Line(0, y, d.Width, y)})
		d.Texts = append(d.Texts, figure.Text{
			X: 0, Y: y + 17, Class: "row-title", Anchor: "start", Words: v.Count(v.bandKey(band.Clock), band.Count),
		})
		if left == 0 {
			y += 22
		}
		for _, c := range band.Clusters {
			d.Marks = append(d.Marks, v.cluster(c, band.Clock, left, y+c.Lane*laneHigh+laneHigh/2, axis.Scale.Reach, name, items))
		}
		y += band.Lanes * laneHigh
		if len(band.Columns) > 0 {
			counted = true
			v.columns(&d, band, left, y, items)
			y += columnHigh
		}
		y += 6
	}
	d.Height = y
	d.Axis(axis, left, y, v.axisWords())
	return d, counted
}

// naming returns the ways to name entries of one clock and date, the fullest first.
type naming func(list []timeline.Entry) []string

// byName names entries; speakers are told apart where some are.
func (v Leaf) byName(speaker bool) naming {
	return func(list []timeline.Entry) []string { return v.together(list, speaker) }
}

// byNumber says how many there are of several.
func byNumber(list []timeline.Entry) []string {
	if len(list) == 1 {
		return nil
	}
	return []string{times(len(list))}
}

// numbering is the traits of the items of a list, by what each is of.
type numbering map[*dossier.Entry]view.Traits

// of returns the numbers of what is listed, parted by spaces.
func (n numbering) of(entries ...*dossier.Entry) string {
	var out []string
	for _, e := range entries {
		if t, ok := n[e]; ok {
			out = append(out, strconv.Itoa(t.N))
		}
	}
	return strings.Join(out, " ")
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
func (v Leaf) columns(d *figure.Drawing, band timeline.Band, left, y int, items numbering) {
	most := 1
	for _, c := range band.Columns {
		most = max(most, len(c.Entries))
	}
	for _, c := range band.Columns {
		n := len(c.Entries)
		high := max(2, n*(columnHigh-smallHigh-4)/most)
		m := figure.Mark{
			Class: "mark " + string(band.Clock), Href: v.periodOf(c.Entries[0]),
			Title: v.Word("column_title", v.Count("n_"+string(band.Clock), n), v.FromTo(v.When(c.Entries[0].Date), v.When(c.Entries[n-1].Date))),
			Paths: []figure.Rule{{Class: "part", Path: figure.Rectangle(left+c.X+1, y+columnHigh-high, max(2, c.End-c.X-2), high, 0)}},
			Quiet: c.End-c.X < laneHigh, Of: items.of(ofEach(c.Entries)...),
		}
		if text := fmt.Sprint(n); c.End-c.X >= figure.Width(text, smallHigh) {
			m.Label = &figure.Text{X: left + c.X + 2, Y: y + columnHigh - high - 3, Class: "name", Anchor: "start", Words: text}
		}
		d.Marks = append(d.Marks, m)
	}
}

// periodOf returns the link to the month in which an entry is listed: by the
// sheets that the page is one of, or else by those of the whole timeline.
func (v Leaf) periodOf(e timeline.Entry) string {
	y := timeline.Group([]timeline.Entry{e})[0]
	c := v.c
	of := c.root()
	if strings.HasPrefix(string(v.Page.Route), string(address.Timeline)) {
		of = cmp.Or(c.sheets()[v.Page.Route], of)
	}
	if at, ok := c.at[e.Of]; ok {
		if s := of.Where(at); s != nil {
			return v.Href(s.Route, monthID(y, y.Months[0]))
		}
	}
	return v.Href(address.Timeline, "")
}

// cluster draws entries of one date.
func (v Leaf) cluster(c timeline.Cluster, clock timeline.Clock, left, y, reach int, name naming, items numbering) figure.Mark {
	m := figure.Mark{Class: "mark " + string(clock), Paths: figure.Bar(c.Bar, clock, left, y, reach), Of: items.of(ofEach(c.Entries)...)}
	from, to := c.Bar.Ink.X, c.Bar.Ink.End
	if c.Label.Choice >= 0 {
		m.Label = &figure.Text{X: left + c.Label.X, Y: y + 4, Class: "name", Anchor: "start", Words: times(len(c.Entries))}
		if !c.Counted {
			m.Label.Words = name(c.Entries)[c.Label.Choice]
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
	m.Hit = figure.Rectangle(left+from, y-laneHigh/2, max(laneHigh, to-from), laneHigh, 0)
	date := v.Date(c.Entries[0].Date, "").Words
	if len(c.Entries) == 1 {
		e := c.Entries[0]
		m.Href = v.link(e).Href
		m.Title = v.Word("mark_title", v.called(e), v.happens(e), date) + v.inferredWord(e)
		return m
	}
	m.Href = v.periodOf(c.Entries[0])
	m.Title = v.Word("column_title", v.Count("n_"+string(clock), len(c.Entries)), date)
	return m
}

// together returns the ways to name entries of one clock and date, the
// fullest first: sources by name, and quotations by their speaker unless that
// is understood; a single thing by its title, others by their number.
func (v Leaf) together(list []timeline.Entry, speaker bool) []string {
	var names []string
	for _, e := range list {
		switch {
		case e.Source != nil:
			names = append(names, v.Outlet(e.Source))
		case speaker && v.voices(e) != "":
			names = append(names, v.voices(e))
		}
	}
	named := len(names) == len(list)
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	number := times(len(list))
	switch {
	case list[0].Source != nil && len(list) > carriersNamed:
		return []string{number}
	case list[0].Source != nil:
		text := figure.Fit(v.Joined(names), smallHigh, timeline.Narrow().Width)
		if list[0].Inferred != "" {
			return []string{text + v.Word("inferred_short"), text}
		}
		return []string{text}
	case len(list) == 1 && named:
		return names
	case len(list) == 1:
		var out []string
		for _, most := range []int{300, 190, 130, 80} { // units
			out = append(out, figure.Fit(v.Marked(list[0].Of, list[0].Of.Title), smallHigh, most))
		}
		return out
	case named && len(names) == 1:
		return []string{names[0] + " " + number, number}
	}
	return []string{number}
}

// times says how many things one mark stands for.
func times(n int) string { return fmt.Sprintf("×%d", n) }

// voices says who said a quotation, quoting whom; it is empty for all else.
func (v Leaf) voices(e timeline.Entry) string {
	if q, ok := e.Of.Item.(*dossier.Quote); ok {
		return v.Voices(q)
	}
	return ""
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
func (v Leaf) called(e timeline.Entry) string {
	if e.Source != nil {
		return v.Outlet(e.Source)
	}
	return v.Marked(e.Of, e.Of.Title)
}

// inferredWord says that a date was inferred, or nothing.
func (v Leaf) inferredWord(e timeline.Entry) string {
	if e.Inferred == "" {
		return ""
	}
	return v.Word("inferred_suffix")
}

// rows draws a row for each event and quotation.
func (v Leaf) rows(id, variant string, axis *timeline.Axis, rows []timeline.Row, items numbering) figure.Drawing {
	left := leftOf(variant)
	d := figure.Drawing{ID: id, Variant: variant, Width: left + axis.Scale.Width, Title: v.Word(v.Printing("rows_title"))}
	label := func(r timeline.Row, list []timeline.Entry) []int {
		if list[0].Source == nil {
			return nil // the title stands at the left
		}
		return v.widths(r, list, variant)
	}
	y := figure.HeadHigh
	for _, r := range timeline.Draw(rows, axis, label) {
		d.Rules = append(d.Rules, figure.Rule{Class: "row", Path: figure.Line(0, y, d.Width, y)})
		texts, marks := len(d.Texts), len(d.Marks) // those of the row start here
		room := besideCol - 14
		if left == 0 {
			room = d.Width
		}
		link := v.Entry(r.Of)
		full := v.Marked(r.Of, r.Of.Title)
		link.Text = figure.Fit(full, textHigh, room)
		title := figure.Text{X: 0, Y: y + 17, Class: "row-title", Anchor: "start", Links: []figure.TextLink{view.TextLink(link)}}
		if link.Text != full {
			title.Links[0].Title = full
		}
		about := v.Word("row_about", v.Word("clock_"+string(r.Clock)), v.Date(r.Date, "").Words)
		if r.Date.IsZero() {
			about = v.Word("row_undated")
		}
		if voices := v.voices(r.Entry); voices != "" {
			// A name cut short tells less than none.
			if by := v.Word("row_by", about, voices); figure.Width(by, smallHigh) <= room {
				about = by
			}
		}
		d.Texts = append(d.Texts, title)
		// A date cut short would lose its doubt, so it takes another line.
		head := 22
		for _, words := range figure.Wrap(about, smallHigh, room) {
			d.Texts = append(d.Texts, figure.Text{X: 0, Y: y + head + 11, Class: "row-about", Anchor: "start", Words: words})
			head += 16
		}
		if left == 0 {
			y += head
		}
		v.row(&d, r, left, y, axis.Scale.Reach, variant)
		for i := texts; i < len(d.Texts); i++ {
			d.Texts[i].Of = items.of(r.Of)
		}
		for i := marks; i < len(d.Marks); i++ {
			d.Marks[i].Of = items.of(r.Of)
		}
		high := r.Lanes * laneHigh
		if left > 0 {
			high = max(high, head+2)
		}
		y += high + 6
	}
	d.Height = y + 2
	d.Axis(axis, left, y, v.axisWords())
	return d
}

// row draws the marks of a row that starts at y.
func (v Leaf) row(d *figure.Drawing, r timeline.Drawn, left, y, reach int, variant string) {
	for i, m := range r.Marks {
		e := m.Entries[0]
		middle := y + m.Lane*laneHigh + laneHigh/2
		mark := figure.Mark{Class: "mark " + string(e.Clock), Paths: figure.Bar(m.Bar, e.Clock, left, middle, reach)}
		if m.Lag != nil {
			mark.Paths = append([]figure.Rule{{Class: "lag", Path: figure.Line(left+m.Lag.X, middle, left+m.Lag.End, middle)}}, mark.Paths...)
			// From the row's own mark down to the lane.
			if own := y + r.Marks[0].Lane*laneHigh + laneHigh/2; i > 0 && own != middle {
				mark.Paths = append(mark.Paths, figure.Rule{Class: "lag", Path: figure.Line(left+m.Lag.X, own, left+m.Lag.X, middle)})
			}
		}
		mark.Title = v.markTitles(r.Row, m.Entries)
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
		d.Texts = append(d.Texts, v.further(r, left, y+r.Lanes*laneHigh-laneHigh/2+4, d.Width))
	}
}

// further says how many marks of a row are not drawn, below where the first of them would be.
func (v Leaf) further(r timeline.Drawn, left, y, width int) figure.Text {
	l := view.TextLink(v.Entry(r.Of))
	l.Text = v.Count("and_more", len(r.More))
	l.Title = v.markTitles(r.Row, r.More)
	text := figure.Text{X: left + r.Where.X, Y: y, Class: "more", Anchor: "start", Links: []figure.TextLink{l}}
	if wide := figure.Width(l.Text, smallHigh); text.X+wide > width {
		text.X = left + max(wide, r.Where.End)
		text.Anchor = "end"
	}
	return text
}

// carrier returns the link to the words in a source that a row cites.
func (v Leaf) carrier(r timeline.Row, s *dossier.Source) view.Link {
	n := r.Of.Item.AsNote()
	if n == nil {
		return v.Entry(&s.Entry)
	}
	for _, c := range n.Citations {
		if e := v.Index.Citation(c); c.Source.Current() == s && e != nil {
			return v.Spot(e)
		}
	}
	return v.Entry(&s.Entry)
}

// inOneLine returns all the words of a text on its one line.
func inOneLine(t figure.Text) string {
	var b strings.Builder
	b.WriteString(t.Words)
	for _, l := range t.Links {
		b.WriteString(l.Join + l.Text)
	}
	return b.String() + t.After
}

// legend explains the drawing of entries.
func (v Leaf) legend(entries []timeline.Entry) []LegendItem {
	item := func(clock timeline.Clock, key string, b timeline.Bar) LegendItem {
		return LegendItem{Class: "mark " + string(clock), Paths: figure.Bar(b, clock, 0, 9, 12), Text: v.Word(key)}
	}
	block := func(x, end int, s timeline.Style) timeline.Bar {
		e := timeline.Extent{X: x, End: end}
		return timeline.Bar{Extent: e, Ink: e, Parts: []timeline.Extent{e}, Style: s}
	}
	open := timeline.Bar{Extent: timeline.Extent{X: 34, End: 34}, Ink: timeline.Extent{X: 8, End: 34}, Style: timeline.Style{OpenStart: true}}
	lag := item(timeline.Published, v.Printing("legend_lag"), block(36, 44, timeline.Style{}))
	lag.Paths = append([]figure.Rule{{Class: "lag", Path: figure.Line(4, 9, 36, 9)}}, lag.Paths...)
	list := []LegendItem{
		item(timeline.Happened, "legend_happened", block(14, 34, timeline.Style{})),
		item(timeline.Said, "legend_said", block(14, 34, timeline.Style{})),
		item(timeline.Published, v.Printing("legend_published"), block(14, 34, timeline.Style{})),
		item(timeline.Said, "legend_about", block(16, 32, timeline.Style{Approximate: true})),
		item(timeline.Said, "legend_uncertain", block(10, 38, timeline.Style{Uncertain: true})),
		item(timeline.Happened, "legend_one_of", block(8, 40, timeline.Style{OneOf: true})),
		item(timeline.Happened, "legend_open", open),
		lag,
		{Class: "fold-sample", Paths: []figure.Rule{
			{Class: "fold", Path: figure.Rectangle(10, 0, 28, 18, 0)}, {Class: "torn", Path: figure.Zigzag(10, 0, 18)}, {Class: "torn", Path: figure.Zigzag(38, 0, 18)},
		}, Text: v.Word("legend_fold")},
	}
	at := 3
	for _, clock := range []timeline.Clock{timeline.Changed, timeline.Claimed, timeline.Judged} {
		if slices.ContainsFunc(entries, func(e timeline.Entry) bool { return e.Clock == clock }) {
			list = slices.Insert(list, at, item(clock, "legend_"+string(clock), block(14, 34, timeline.Style{})))
			at++
		}
	}
	return list
}

// A Strip is a small drawing with what it shows in words.
type Strip struct {
	Drawing figure.Drawing
	All     view.Link // to where the timeline lists it
}

// Strip returns the small drawing of a quotation or event: when it was, and
// when each source printed it. It is nil when nothing of that has a place.
func (v Leaf) Strip(r timeline.Row) *Strip {
	axis := timeline.NewAxis(r.Dates(), timeline.Small())
	if len(axis.Stretches) == 0 {
		return nil
	}
	d := figure.Drawing{ID: "strip", Variant: "small", Width: axis.Scale.Width, Title: v.Word("strip_title", v.Marked(r.Of, r.Of.Title))}
	label := func(r timeline.Row, list []timeline.Entry) []int { return v.widths(r, list, "small") }
	drawn := timeline.Draw([]timeline.Row{r}, axis, label)[0]
	v.row(&d, drawn, 0, figure.HeadHigh, axis.Scale.Reach, "small")
	d.Height = figure.HeadHigh + drawn.Lanes*laneHigh + 4
	d.Axis(axis, 0, d.Height, v.axisWords())
	first := r.Entry
	if r.Date.IsZero() {
		first = r.Carried[0]
	}
	return &Strip{Drawing: d, All: view.Link{Href: v.periodOf(first), Text: v.Word("strip_all")}}
}

// CrowdStrip returns the small drawing of some of the dossier's entries, such
// as those of a person or topic. It is nil when none of them has a place, and
// for one alone, of which the page says all that a drawing would.
func (v Leaf) CrowdStrip(of []*dossier.Entry) *Strip {
	return v.crowdStrip(of, func(entries []timeline.Entry) naming { return v.byName(speakers(entries) > 1) })
}

// Glance returns the drawing of all of the dossier's entries without their names,
// which is low enough to stand above other things. It is nil as that of
// [Leaf.CrowdStrip] is.
func (v Leaf) Glance() *Strip {
	return v.crowdStrip(v.Index.In.Dossier.Entries(), func([]timeline.Entry) naming { return byNumber })
}

func (v Leaf) crowdStrip(of []*dossier.Entry, name func([]timeline.Entry) naming) *Strip {
	c := v.c
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
	return v.small(entries, name)
}

// VersionsStrip returns the small drawing of when a source was made public and when it
// was found changed. It is nil as that of [Leaf.CrowdStrip] is.
func (v Leaf) VersionsStrip(s *dossier.Source) *Strip {
	var entries []timeline.Entry
	for _, e := range v.c.entries {
		if e.Source != nil && e.Source.Current() == s {
			entries = append(entries, e)
		}
	}
	return v.small(entries, func([]timeline.Entry) naming {
		return func(list []timeline.Entry) []string { return []string{v.When(list[0].Date)} }
	})
}

// small returns the small drawing of entries.
func (v Leaf) small(entries []timeline.Entry, name func([]timeline.Entry) naming) *Strip {
	if len(entries) < 2 {
		return nil
	}
	axis := timeline.NewAxis(timeline.Dates(entries), timeline.Small())
	if len(axis.Stretches) == 0 {
		return nil
	}
	drawing, _ := v.crowd("strip", "small", entries, axis, nil, name(entries))
	return &Strip{
		Drawing: drawing,
		All:     view.Link{Href: v.Href(address.Timeline, ""), Text: v.Word("strip_all")},
	}
}

// widths returns how wide the labels are.
func (v Leaf) widths(r timeline.Row, list []timeline.Entry, variant string) []int {
	var out []int
	for _, t := range v.labels(r, list, variant) {
		out = append(out, figure.Width(inOneLine(t), smallHigh))
	}
	return out
}
