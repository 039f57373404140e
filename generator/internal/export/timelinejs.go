package export

import (
	"html"
	"strconv"
	"strings"

	"dossier/generator/internal/edtf"
	"dossier/generator/internal/tongue"
)

// jsDate is a day, month or year of TimelineJS, which takes a month or year for
// its first moment.
type jsDate struct {
	Year   int  `json:"year"`
	Month  int  `json:"month,omitempty"`
	Day    int  `json:"day,omitempty"`
	Hour   *int `json:"hour,omitempty"`
	Minute *int `json:"minute,omitempty"`
	Second *int `json:"second,omitempty"`
}

type jsText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

type jsSlide struct {
	StartDate   *jsDate `json:"start_date,omitempty"`
	EndDate     *jsDate `json:"end_date,omitempty"`
	DisplayDate string  `json:"display_date,omitempty"`
	Text        jsText  `json:"text"`
	Group       string  `json:"group,omitempty"`
	UniqueID    string  `json:"unique_id,omitempty"`
	Autolink    bool    `json:"autolink"` // addresses in texts are made links here or not at all
}

type jsTimeline struct {
	Scale  string    `json:"scale"`
	Title  jsSlide   `json:"title"`
	Events []jsSlide `json:"events"`
}

// timelineJS returns everything dated in the format of TimelineJS
// (https://timeline.knightlab.com/docs/json-format.html), or nil when there is
// nothing that it can say.
//
// TimelineJS draws a date without a day or month at its first moment, so that
// "about March 2015" would be a dot at 1 March. Here a start names no more of
// the date than is known, and whatever is not known to the day has an end, the
// last day that it admits, so that it is drawn as a bar. What a reader sees as
// its date is always the words. A date with an open or unknown end stands, like
// in timeline.ics, at the end that is known. There is no zone in the format: a
// time with a zone is given in UTC, so that moments keep their order, one without
// as it is written, and the words give both as they are written.
//
// The scale is the human one. What it has no years for (before 271821 BC, after
// 275759) and what has neither an earliest nor a latest day is left out; it is
// in timeline.json.
//
// Headlines and texts are HTML, and everything in them is escaped.
func timelineJS(in Input, list []dated) ([]byte, error) {
	s := in.Dossier.Settings
	out := jsTimeline{Scale: "human", Title: jsSlide{Text: jsText{html.EscapeString(oneLine(s.Title)), paragraphs([]string{oneLine(s.Summary)})}}}
	for _, e := range list {
		for i, date := range occurrences(e.Date) {
			at := date.UTC()
			days, ok := shownDays(at)
			if !ok || !humanYear(days.first.Year()) || !humanYear(days.last.Year()) {
				continue
			}
			slide := jsSlide{
				StartDate: jsStart(at, days), DisplayDate: html.EscapeString(tongue.Date(date, s.Language)),
				Text:  jsText{html.EscapeString(oneLine(e.Of.Title)), paragraphs(e.details(in))},
				Group: html.EscapeString(in.group(e.Clock)), UniqueID: e.key(),
			}
			if days.last > days.first {
				slide.EndDate = &jsDate{Year: days.last.Year(), Month: days.last.Month(), Day: days.last.Day()}
			}
			if i > 0 {
				slide.UniqueID += "." + strconv.Itoa(i+1)
			}
			if e.Inferred != "" {
				slide.DisplayDate += point + html.EscapeString(in.word("inferred"))
			}
			if address := absolute(in, e.page); address != "" {
				slide.Text.Headline = `<a href="` + html.EscapeString(address) + `">` + slide.Text.Headline + `</a>`
			}
			out.Events = append(out.Events, slide)
		}
	}
	if len(out.Events) == 0 {
		return nil, nil
	}
	return encode(out)
}

// humanYear reports whether the human scale of TimelineJS has a year.
func humanYear(year int) bool { return year >= -271820 && year <= 275759 }

// jsStart returns where a date starts: no day where its start can be any day of
// a month, no month where it can be any of a year.
func jsStart(date edtf.Date, days dayRange) *jsDate {
	out := &jsDate{Year: days.first.Year(), Month: days.first.Month(), Day: days.first.Day()}
	if clock, ok := date.Clock(); ok {
		out.Hour, out.Minute, out.Second = &clock.Hour, &clock.Minute, &clock.Second
		return out
	}
	last := days.last
	if start, bound := date.Start(); bound == edtf.Known {
		if d, ok := start.Latest(); ok {
			last = d
		}
	}
	if out.Day == 1 && last >= edtf.NewDay(out.Year, out.Month+1, 0) {
		out.Day = 0
		if out.Month == 1 && last >= edtf.NewDay(out.Year, 12, 31) {
			out.Month = 0
		}
	}
	return out
}

// paragraphs returns lines of plain text as HTML.
func paragraphs(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		if line != "" {
			b.WriteString("<p>" + html.EscapeString(line) + "</p>")
		}
	}
	return b.String()
}
