package export

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/tongue"
)

// timelineICS returns everything dated as an iCalendar object (RFC 5545), or
// nil when there is nothing that it can say.
//
// A known day is an all-day entry, and so are the days from the earliest to the
// latest of a date that is not known to the day; its summary then gives the
// date in words, as it does where a date was inferred. A date with an open or
// unknown end is shown at the end that is known: "on or before 5 March" is an
// entry on 5 March that says so. A set of which all members are meant is an
// entry for each; the second and later ones have a number in their UID. A time
// of day with a zone is given in UTC, which keeps the moment, and its zone
// stands in the words; one without a zone is given without, which iCalendar
// calls floating. Neither has an end: none is known.
//
// iCalendar has years of four digits. What begins before the year 1, ends after
// the year 9998, or has neither an earliest nor a latest day is left out, and
// X-DOSSIER-LEFT-OUT counts it.
//
// The UID is made of kind, slug and the dossier's base address or, when it has
// none, its title, so that it is the same in every build and another in every
// dossier. The DTSTAMP is the day of "updated", else of "created", else of the date itself:
// with the time of the build in it no two builds would be alike. Entries are
// transparent, since nobody is busy because of them.
func timelineICS(in Input, list []dated) ([]byte, error) {
	s := in.Dossier.Settings
	cal := ics.NewCalendarFor("Dossier")
	cal.SetProductId("-//Dossier//Timeline//EN")
	cal.SetCalscale("GREGORIAN")
	cal.SetName(oneLine(s.Title))
	if summary := oneLine(s.Summary); summary != "" {
		cal.SetDescription(summary)
		cal.SetXWRCalDesc(summary)
	}
	origin := uidOrigin(s)
	leftOut := 0
	for _, e := range list {
		for i, date := range occurrences(e.Date) {
			uid := e.key()
			if i > 0 {
				uid += "." + strconv.Itoa(i+1) // a slug has no dot
			}
			if event := calendarEvent(in, e, date, uid+"@"+origin); event != nil {
				cal.AddVEvent(event)
			} else {
				leftOut++
			}
		}
	}
	if len(cal.Components) == 0 {
		return nil, nil
	}
	if leftOut > 0 {
		cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{
			BaseProperty: ics.BaseProperty{IANAToken: "X-DOSSIER-LEFT-OUT", Value: strconv.Itoa(leftOut)},
		})
	}
	var b bytes.Buffer
	// The library ends lines as Unix does unless it is told.
	if err := cal.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("write timeline.ics: %w", err)
	}
	return b.Bytes(), nil
}

// calendarEvent returns the entry of e for one of its dates, or nil when
// iCalendar cannot say the date.
func calendarEvent(in Input, e dated, date edtf.Date, uid string) *ics.VEvent {
	at := date.UTC()
	days, ok := shownDays(at)
	if !ok || !calendarYear(days.first.Year()) || !calendarYear(days.last.Year()) {
		return nil
	}
	event := ics.NewEvent(uid)
	event.SetDtStampTime(midnight(stampDay(e, days.first)))
	if clock, ok := at.Clock(); ok {
		value := fmt.Sprintf("%sT%02d%02d%02d", midnight(days.first).Format("20060102"), clock.Hour, clock.Minute, clock.Second)
		if clock.Zoned {
			value += "Z"
		}
		event.SetProperty(ics.ComponentPropertyDtStart, value)
	} else {
		event.SetAllDayStartAt(midnight(days.first))
		event.SetAllDayEndAt(midnight(days.last + 1))
	}
	clock := in.clock(e.Entry)
	summary := []string{clock + in.mark("colon", ": ") + e.Of.Title}
	if !settled(date) {
		summary = append(summary, tongue.Date(date, in.Dossier.Settings.Language))
	}
	if e.Inferred != "" {
		summary = append(summary, in.word("inferred"))
	}
	event.SetSummary(oneLine(strings.Join(summary, point)))
	lines := append([]string{oneLine(clock + in.mark("colon", ": ") + e.words)}, e.details(in)...)
	event.SetDescription(strings.Join(lines, "\n"))
	for _, t := range e.Of.Topics {
		event.AddCategory(oneLine(t.Name))
	}
	if address := absolute(in, e.page); address != "" {
		event.SetURL(address)
	}
	event.SetTimeTransparency(ics.TransparencyTransparent)
	return event
}

// uidOrigin tells the entries of one dossier from those of others: its base
// address without the scheme, which a move to https changes, or a hash of its
// title.
func uidOrigin(s dossier.Settings) string {
	if _, address, ok := strings.Cut(s.BaseURL, "://"); ok {
		return strings.TrimSuffix(address, "/")
	}
	return fmt.Sprintf("dossier-%x", sha256.Sum256([]byte(s.Title)))[:len("dossier-")+16]
}

// calendarYear reports whether iCalendar can say a year and the one after it,
// in which the exclusive end of an entry may lie.
func calendarYear(year int) bool { return year >= 1 && year <= 9998 }

// stampDay returns a day on which the entry was as it is, as far as its file
// says, else a day of what it dates.
func stampDay(e dated, own edtf.Day) edtf.Day {
	for _, d := range []edtf.Date{e.Of.Updated, e.Of.Created} {
		if day, ok := d.Latest(); ok && calendarYear(day.Year()) {
			return day
		}
	}
	return own
}

func midnight(d edtf.Day) time.Time {
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC)
}

// absolute returns the full address of a page, or "" when the dossier does not
// say where its site will stand.
func absolute(in Input, page string) string {
	base := in.Dossier.Settings.BaseURL
	if base == "" {
		return ""
	}
	return base + (&url.URL{Path: page}).String()
}
