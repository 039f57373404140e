package timeline

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/shell"
	"dossier/generator/internal/tongue"
)

// read makes a dossier of lines:
//
//	source SLUG DATE [LANG]
//	event SLUG DATE
//	quote SLUG DATE
//	SOURCE: words that the event or quotation above cites
//	SOURCE LANG: words that the source has in another language
//
// A date "-" is no date.
func read(t *testing.T, input string) *dossier.Dossier {
	t.Helper()
	var parts dossier.Parts
	var bodies []*bytes.Buffer
	var notes []*dossier.Note
	texts := map[string]*dossier.Text{}
	for line := range strings.Lines(input) {
		line = strings.TrimSpace(line)
		if from, words, ok := strings.Cut(line, ": "); ok {
			source, lang, _ := strings.Cut(from, " ")
			fmt.Fprintf(bodies[len(bodies)-1], "> %s\n> — [[%s]]\n\n", words, source)
			text := texts[source]
			start := len(text.Plain)
			text.Plain += strings.ReplaceAll(words, "==", "") + "\n\n"
			if lang != "" {
				text.Others = append(text.Others, tongue.Stretch{Span: segment.Span{Start: start, End: len(text.Plain)}, Lang: lang})
			}
			continue
		}
		fields := append(strings.Fields(line), "en")
		if len(fields) < 4 {
			continue
		}
		entry := dossier.Entry{Kind: dossier.Kind(fields[0]), Slug: dossier.Slug(fields[1]), Title: fields[1]}
		var date edtf.Date
		if fields[2] != "-" {
			var err error
			if date, err = edtf.Parse(fields[2]); err != nil {
				t.Fatal(err)
			}
		}
		switch entry.Kind {
		case dossier.KindSource:
			entry.File = diag.NewFile("sources/"+fields[1]+".md", nil)
			parts.Items = append(parts.Items, &dossier.Source{Entry: entry, Published: date, Lang: fields[3], Publisher: strings.ToUpper(fields[1]), Text: &dossier.Text{}})
			texts[fields[1]] = parts.Items[len(parts.Items)-1].(*dossier.Source).Text
			continue
		case dossier.KindEvent:
			e := &dossier.Event{Note: dossier.Note{Entry: entry}, Date: date}
			parts.Items = append(parts.Items, e)
			notes = append(notes, &e.Note)
		case dossier.KindQuote:
			q := &dossier.Quote{Note: dossier.Note{Entry: entry}, Said: date}
			parts.Items = append(parts.Items, q)
			notes = append(notes, &q.Note)
		default:
			t.Fatalf("%q?", line)
		}
		bodies = append(bodies, &bytes.Buffer{})
	}
	for i, n := range notes {
		n.File = diag.NewFile(n.Kind.Folder()+"/"+string(n.Slug)+".md", bodies[i].Bytes())
		n.Body = markdown.ReadNote(n.File, 0)
	}
	d, diags := dossier.New(parts)
	for _, x := range diags {
		if x.Severity == diag.Error {
			t.Fatal(x)
		}
	}
	return d
}

func TestEverythingDatedIsListedByYearAndMonth(t *testing.T) {
	casefile.Run(t, "testdata/list.txtar", func(t *testing.T, _, input string) string {
		d := read(t, input)
		var b strings.Builder
		for _, y := range Group(List(d)) {
			fmt.Fprintf(&b, "%s (%d)\n", y.Key(), y.Count())
			for _, m := range y.Months {
				fmt.Fprintf(&b, "  month %d\n", m.Month)
				for _, e := range m.Entries {
					fmt.Fprintf(&b, "    %s %s %s\n", e.Date, e.Clock, e.Of.Slug)
				}
			}
		}
		for _, e := range Undated(d) {
			fmt.Fprintf(&b, "no date: %s %s\n", e.Kind, e.Slug)
		}
		return b.String()
	})
}

func TestDrawingTellsNoMoreThanTheDates(t *testing.T) {
	casefile.Run(t, "testdata/drawing.txtar", func(t *testing.T, _, input string) string {
		d := read(t, input)
		scale := Scale{Width: 96, Margin: 6, Fold: 8, Least: 1, Reach: 3, Label: 5}
		rows := Rows(d)
		axis := NewAxis(RowDates(rows), scale)
		var b strings.Builder
		b.WriteString(sketchAxis(axis))
		for _, r := range Draw(rows, axis, func(_ Row, list []Entry) []int { return widths(sketchLabel(list)) }) {
			for lane := range r.Lanes {
				name := "" // of the row, before its first lane
				if lane == 0 {
					name = string(r.Of.Slug)
				}
				fmt.Fprintf(&b, "%-12s%s\n", name, sketch(scale, func(put func(int, rune)) {
					for _, m := range r.Marks {
						if m.Lane == lane {
							sketchBar(m.Bar, m.Lag, m.Entries[0].Clock, put)
						}
						at := m.Lane
						if m.Label.Below {
							at++
						}
						if at == lane && m.Label.Choice >= 0 {
							for i, r := range sketchLabel(m.Entries) {
								put(m.Label.X+i, r)
							}
						}
					}
				}))
			}
			for _, e := range r.More {
				fmt.Fprintf(&b, "%-12s+ %s\n", "", e.Of.Slug)
			}
		}
		return b.String()
	})
}

func TestCrowdIsStackedThenCounted(t *testing.T) {
	casefile.Run(t, "testdata/crowd.txtar", func(t *testing.T, _, input string) string {
		list := List(read(t, input))
		scale := Scale{Width: 96, Margin: 6, Fold: 8, Least: 1, Reach: 3, Label: 5}
		crowd := DrawCrowd(list, NewAxis(Dates(list), scale), func(list []Entry) []int { return widths(sketchCrowd(list)) }, sketchNumber)
		var b strings.Builder
		b.WriteString(sketchAxis(crowd.Axis))
		for _, band := range crowd.Bands {
			for lane := range band.Lanes {
				name := "" // of the band, before its first lane
				if lane == 0 {
					name = string(band.Clock)
				}
				fmt.Fprintf(&b, "%-12s%s\n", name, sketch(scale, func(put func(int, rune)) {
					for _, c := range band.Clusters {
						if c.Lane == lane {
							sketchBar(c.Bar, nil, band.Clock, put)
						}
						at := c.Lane
						if c.Label.Below {
							at++
						}
						if at == lane && c.Label.Choice >= 0 {
							label := sketchCrowd(c.Entries)
							if c.Counted {
								label = sketchCount(c.Entries)
							}
							for i, r := range label {
								put(c.Label.X+i, r)
							}
						}
					}
				}))
			}
			for _, c := range band.Columns {
				fmt.Fprintf(&b, "%-12s%d–%d: %d\n", "", c.X, c.End, len(c.Entries))
			}
		}
		return b.String()
	})
}

func TestContradictionsAreReported(t *testing.T) {
	casefile.Run(t, "testdata/check.txtar", func(t *testing.T, _, input string) string {
		var b strings.Builder
		for _, d := range Check(read(t, input), exact{}) {
			fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\nhint: %s\n", d.File, d.Line, d.Column, d.Severity, d.Message, d.Code, shell.Hint(d.Hint))
		}
		return b.String()
	})
}

// exact finds what is cited as it is written.
type exact struct{}

func (exact) Passage(c *dossier.Citation) (match.Passage, bool) {
	at := strings.Index(c.Source.Plain, c.Quote.Text)
	if at < 0 {
		return match.Passage{}, false
	}
	whole := segment.Span{Start: at, End: at + len(c.Quote.Text)}
	out := match.Passage{Span: whole, Parts: []segment.Span{whole}}
	if len(c.Quote.Marked) > 0 {
		out.Parts = nil
	}
	for _, m := range c.Quote.Marked {
		out.Parts = append(out.Parts, segment.Span{Start: at + m.Start, End: at + m.End})
	}
	return out, true
}

// sketchLabel names the sources of a mark; a row's own mark has no label.
func sketchLabel(list []Entry) string {
	var names []string
	for _, e := range list {
		if e.Source != nil {
			names = append(names, string(e.Of.Slug))
		}
	}
	return strings.Join(names, ",")
}

func widths(label string) []int {
	if label == "" {
		return nil
	}
	return []int{len(label)}
}

// sketchCrowd names sources, and counts other things.
func sketchCrowd(list []Entry) string {
	if label := sketchLabel(list); label != "" && len(list) < 5 {
		return label
	}
	return sketchCount(list)
}

func sketchNumber(n int) int { return len(fmt.Sprintf("x%d", n)) }

func sketchCount(list []Entry) string {
	if len(list) < 2 {
		return ""
	}
	return fmt.Sprintf("x%d", len(list))
}

// sketch returns a line of characters, one for each unit of a scale.
func sketch(scale Scale, draw func(put func(int, rune))) string {
	line := slices.Repeat([]rune{' '}, scale.Width)
	draw(func(x int, r rune) {
		if line[x] == ' ' || r != '-' {
			line[x] = r
		}
	})
	return strings.TrimRight(string(line), " ")
}

func sketchAxis(a *Axis) string {
	row := func(draw func(put func(int, rune))) string {
		return fmt.Sprintf("%-12s%s\n", "", sketch(a.Scale, draw))
	}
	return row(func(put func(int, rune)) {
		for _, t := range a.Ticks {
			text := fmt.Sprintf("%02d", t.Day.Month())
			if t.Year {
				text = fmt.Sprintf("%02d", t.Day.Year()%100) + "/" + text
			}
			for i, r := range text {
				put(t.X+i, r)
			}
		}
	}) + row(func(put func(int, rune)) {
		for _, s := range a.Stretches {
			if !s.Folded {
				put(s.X, '|')
				for x := s.X + 1; x < s.End; x++ {
					put(x, '_')
				}
				continue
			}
			for i, r := range fmt.Sprintf("<%dm>", s.Months()) {
				put(s.X+2+i, r)
			}
		}
	})
}

// sketchBar draws a bar: the initial of its clock for a solid one, "/" for one
// of the days, ":" for the edges of an uncertain one, "~" for faded ends.
func sketchBar(b Bar, lag *Extent, clock Clock, put func(int, rune)) {
	if lag != nil {
		for x := lag.X; x < lag.End; x++ {
			put(x, '-')
		}
	}
	for x := b.Ink.X; x < b.X; x++ {
		put(x, '~')
	}
	for x := b.End; x < b.Ink.End; x++ {
		put(x, '~')
	}
	if b.Style.OpenStart {
		put(b.Ink.X, '<')
	}
	if b.Style.OpenEnd {
		put(b.Ink.End-1, '>')
	}
	for _, p := range b.Parts {
		for x := p.X; x < p.End; x++ {
			r := rune(strings.ToUpper(string(clock))[0])
			if b.Style.OneOf {
				r = '/'
			}
			if b.Style.Uncertain {
				r = ':'
			}
			put(x, r)
		}
	}
}

// TestDrawingKeepsWithinItsAxis draws random dates: every bar stays within the
// axis, begins no later than it ends, keeps the order of days, and marks in one
// lane do not touch.
func TestDrawingKeepsWithinItsAxis(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	forms := []string{"%[1]s", "%[1]s~", "%[1]s?", "../%[1]s", "%[1]s/..", "[%[1]s,%[2]s]", "{%[1]s,%[2]s}", "%04[3]d", "%04[3]d-XX", "/%[2]s"}
	for round := range 300 {
		var list []Entry
		years := 1 + r.IntN(1+round)
		for range 1 + r.IntN(40) {
			year := 2000 - r.IntN(years)
			a := edtf.NewDay(year, 1, 1+r.IntN(360))
			text := fmt.Sprintf(forms[r.IntN(len(forms))], a, a.Add(1+r.IntN(200)), year)
			date, err := edtf.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, Entry{Clock: Clocks()[r.IntN(3)], Date: date, Of: &dossier.Entry{}})
		}
		slices.SortFunc(list, compare)
		for _, scale := range []Scale{Wide(), Narrow(), Small()} {
			row := Row{Entry: list[0], Carried: list[1:]}
			axis := NewAxis(Dates(list), scale)
			checkAxis(t, axis)
			drawn := Draw([]Row{row}, axis, func(_ Row, list []Entry) []int { return []int{300, 30 * len(list)} })[0]
			n := len(drawn.More)
			lanes := map[int][]Extent{}
			for _, m := range drawn.Marks {
				n += len(m.Entries)
				ink := m.Bar.Ink
				if m.Lag != nil {
					ink.X = m.Lag.X
				}
				if m.Label.Below {
					if m.Lane+1 >= drawn.Lanes || m.Label.X < 0 || m.Label.End > scale.Width {
						t.Fatalf("the label of %s is out of the drawing: %+v", m.Entries[0].Date, m.Label)
					}
					lanes[m.Lane+1] = append(lanes[m.Lane+1], m.Label.Extent)
				} else if m.Label.Choice >= 0 {
					ink = Extent{min(ink.X, m.Label.X), max(ink.End, m.Label.End)}
				}
				if ink.X < 0 || ink.End > scale.Width || m.Bar.X > m.Bar.End || m.Bar.Ink.X > m.Bar.X || m.Bar.End > m.Bar.Ink.End {
					t.Fatalf("%s is drawn at %+v on an axis of %d", m.Entries[0].Date, m, scale.Width)
				}
				for _, other := range lanes[m.Lane] {
					if ink.X < other.End && other.X < ink.End {
						t.Fatalf("%s lies on another mark in lane %d", m.Entries[0].Date, m.Lane)
					}
				}
				lanes[m.Lane] = append(lanes[m.Lane], ink)
				if m.Lane >= drawn.Lanes {
					t.Fatalf("lane %d of %d", m.Lane, drawn.Lanes)
				}
			}
			if n != len(list) {
				t.Fatalf("%d of %d dates are drawn or counted", n, len(list))
			}
			crowd := DrawCrowd(list, axis, func([]Entry) []int { return []int{100, 20} }, func(int) int { return 20 })
			for _, band := range crowd.Bands {
				shown := 0
				for _, c := range band.Clusters {
					shown += len(c.Entries)
				}
				for _, c := range band.Columns {
					shown += len(c.Entries)
				}
				if shown != band.Count {
					t.Fatalf("the band %s shows %d of %d entries", band.Clock, shown, band.Count)
				}
			}
		}
	}
}

func checkAxis(t *testing.T, a *Axis) {
	t.Helper()
	x, day := a.Scale.Margin, a.Stretches[0].From
	for _, s := range a.Stretches {
		if s.X != x || s.From != day || s.End < s.X || s.To <= s.From || s.From.Day() != 1 || s.To.Day() != 1 {
			t.Fatalf("a stretch is out of place: %+v", a.Stretches)
		}
		x, day = s.End, s.To
	}
	if x != a.Scale.Width-a.Scale.Margin {
		t.Fatalf("the axis ends at %d of %d", x, a.Scale.Width)
	}
	for i, tick := range a.Ticks {
		if i > 0 && (tick.X < a.Ticks[i-1].X || tick.Day <= a.Ticks[i-1].Day) {
			t.Fatalf("ticks are out of order: %+v", a.Ticks)
		}
	}
}

func TestListIsOneOrderHoweverItIsGiven(t *testing.T) {
	d := read(t, "source a 2015\nsource b 2015-01\nquote c 2015-01\nevent d 2015-01\nevent e ../2015-01-31\nquote f 2014-12-31/2015-02-01\n")
	want := List(d)
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		got := slices.Clone(want)
		r.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, compare)
		for i := range got {
			if got[i].Of != want[i].Of {
				t.Fatalf("place %d: %s instead of %s", i, got[i].Of.Slug, want[i].Of.Slug)
			}
		}
	}
	if !slices.IsSortedFunc(want, func(a, b Entry) int { return edtf.Compare(a.Date, b.Date) }) {
		t.Error("the list does not keep the order of its dates")
	}
	for i, a := range want {
		for j, b := range want {
			if (compare(a, b) < 0) != (i < j) || cmp.Compare(compare(a, b), 0) != -cmp.Compare(compare(b, a), 0) {
				t.Errorf("%s and %s have no fixed order", a.Of.Slug, b.Of.Slug)
			}
		}
	}
}

func TestVastDatesNeedFewTicks(t *testing.T) {
	from, err := edtf.Parse("Y-170000002/2015")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(NewAxis([]edtf.Date{from}, Wide()).Ticks); n < 2 || n > 40 {
		t.Errorf("%d ticks", n)
	}
}

// BenchmarkTenThousandDates lists, groups and draws as much as a large dossier
// dates.
func BenchmarkTenThousandDates(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	var list []Entry
	for i := range 10_000 {
		date := edtf.NewDay(2000, 1, 1+r.IntN(9000)).Date()
		list = append(list, Entry{Clock: Clocks()[i%3], Date: date, Of: &dossier.Entry{Slug: dossier.Slug(fmt.Sprint(i))}})
	}
	for b.Loop() {
		entries := slices.Clone(list)
		slices.SortFunc(entries, compare)
		Group(entries)
		DrawCrowd(entries, NewAxis(Dates(entries), Wide()), func([]Entry) []int { return []int{60, 20} }, func(int) int { return 20 })
	}
}

func TestWeeksHaveTicksWhereThereIsRoom(t *testing.T) {
	for _, c := range []struct {
		name  string
		scale Scale
		dates string
		want  string
	}{
		{"a month", Wide(), "2015-03-05", "1 8* 15* 22* 29*"},
		{"a short month", Narrow(), "2015-02-05", "1 8* 15* 22*"},
		{"two months", Wide(), "2015-03-05 2015-04-02", "1 8* 15* 22* 1 8* 15* 22*"},
		{"a quarter", Wide(), "2015-01-05 2015-03-05", "1 1 1"},
		{"a strip", Small(), "2015-03-05", "1"},
	} {
		var dates []edtf.Date
		for _, d := range strings.Fields(c.dates) {
			dates = append(dates, edtf.MustParse(d))
		}
		var got []string
		for _, tick := range NewAxis(dates, c.scale).Ticks {
			text := fmt.Sprint(tick.Day.Day())
			if tick.Week {
				text += "*"
			}
			got = append(got, text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
