package export

import (
	_ "embed" // for the schema
	"slices"
	"strings"
	"sync"
	"unicode"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/timeline"
	"dossier/generator/internal/tongue"
)

// timelineSchema is the JSON Schema of timeline.json.
//
//go:embed timeline.schema.json
var timelineSchema []byte

// Words says things in the language of the site. The keys are those of
// templates/words/<language>.yaml; clock_happened, clock_said,
// clock_published with its endings, clock_changed, clock_claimed, clock_judged, told_apart, inferred, colon and comma are asked for.
type Words interface {
	Word(key string, args ...any) string
}

// timelineFiles returns everything dated in three forms: timeline.json with its
// schema, which keeps all that is known of each date; timeline.ics for calendar
// programs; and timelinejs.json for TimelineJS. The last two cannot say every
// date, so that each has a rule for what it leaves out, and there is no such
// file when nothing is left: neither format allows an empty one.
//
// None of them holds words of a source's text.
func timelineFiles(in Input) []File {
	list := sync.OnceValue(func() []dated { return datedOf(in) })
	return []File{
		{"timeline.json", func() ([]byte, error) { return timelineJSON(in, list()) }},
		finished("timeline.schema.json", timelineSchema),
		{"timeline.ics", func() ([]byte, error) { return timelineICS(in, list()) }},
		{"timelinejs.json", func() ([]byte, error) { return timelineJS(in, list()) }},
	}
}

// dated is one thing with a date, with the words that its forms share.
type dated struct {
	timeline.Entry
	words   string    // its date
	page    string    // from the root of the site
	names   []string  // of its people, told apart; of a quotation its chain, whole
	carried []carried // the sources that carry an event or quotation
}

// carried is a source that carries an event or quotation.
type carried struct {
	dated
	lag string // from the event or quotation
}

// datedOf returns everything dated in the order of the timeline.
func datedOf(in Input) []dated {
	lang := in.Dossier.Settings.Language
	var out []dated
	apart := in.Dossier.ToldApart()
	for _, e := range timeline.List(in.Dossier) {
		item := datedEntry(e, lang)
		named := func(people []*dossier.Person) []string {
			var names []string
			for _, p := range people {
				name := p.Title
				if by := apart[p]; by != "" {
					name = in.toldApart(name, by)
				}
				names = append(names, name)
			}
			return names
		}
		if q, ok := e.Of.Item.(*dossier.Quote); ok {
			item.names = in.chain(named(q.Speakers), named(q.Quoting), q.Via)
		} else {
			item.names = named(e.People)
		}
		for _, c := range e.Row().Carried {
			lag, known := tongue.Lag(e.Date, c.Date, lang)
			if !known {
				lag = "" // as on the pages
			}
			item.carried = append(item.carried, carried{datedEntry(c, lang), lag})
		}
		out = append(out, item)
	}
	return out
}

func datedEntry(e timeline.Entry, lang string) dated {
	page := address.Of(e.Of).Path()
	if e.Clock == timeline.Changed {
		route, id := address.Change(e.Source)
		page = route.Path() + "#" + id
	}
	return dated{Entry: e, words: tongue.Date(e.Date, lang), page: page}
}

// key names an entry across kinds: no kind has a hyphen. The verdict on a claim is another than the claim.
func (e dated) key() string {
	if e.Clock == timeline.Judged {
		return "verdict-" + string(e.Of.Slug)
	}
	return string(e.Of.Kind) + "-" + string(e.Of.Slug)
}

// chain returns who said the words of a quotation, quoting whom, and through whom they
// came, as one text; none where nobody is named.
func (in Input) chain(speakers, quoting []string, via []*dossier.Entry) []string {
	comma := in.mark("comma", ", ")
	text := strings.Join(speakers, comma)
	say := func(key, english string, names []string) {
		with := strings.Join(names, comma)
		switch {
		case len(names) == 0:
		case in.Words != nil && text == "":
			text = in.Words.Word("chain_through", with)
		case in.Words != nil:
			text = in.Words.Word(key, text, with)
		default:
			text = strings.TrimPrefix(text+comma+english+" "+with, comma)
		}
	}
	say("chain_quoting", "quoting", quoting)
	var channels []string
	for _, e := range via {
		channels = append(channels, e.Title)
	}
	say("chain_via", "in", channels)
	if text == "" {
		return nil
	}
	return []string{text}
}

// details returns, in lines of plain text, who spoke or what printed it, what
// the date was inferred from, and who carried it how much later.
func (e dated) details(in Input) []string {
	var out []string
	if len(e.names) > 0 {
		out = append(out, strings.Join(e.names, in.mark("comma", ", ")))
	}
	if e.Outlet != "" {
		out = append(out, e.Outlet)
	}
	if e.Inferred != "" {
		out = append(out, in.word("inferred")+in.mark("colon", ": ")+e.Inferred)
	}
	for _, c := range e.carried {
		line := []string{in.clock(c.Entry) + in.mark("colon", ": ") + c.outletOrTitle(), c.words}
		if c.Inferred != "" {
			line = append(line, in.word("inferred"))
		}
		if c.lag != "" {
			line = append(line, c.lag)
		}
		out = append(out, strings.Join(line, point))
	}
	for i, line := range out {
		out[i] = oneLine(line)
	}
	return out
}

// point parts what is said about one thing in one line. Words of dates have
// commas and brackets of their own.
const point = " · "

func (e dated) outletOrTitle() string {
	if e.Outlet != "" {
		return e.Outlet
	}
	return e.Of.Title
}

// clock says what kind of date an entry has: of a source, how it was made public.
func (in Input) clock(e timeline.Entry) string {
	key := "clock_" + string(e.Clock)
	if s, ok := e.Of.Item.(*dossier.Source); ok && e.Clock == timeline.Published {
		key += s.Publishing()
	}
	return in.word(key)
}

// group says what kind of date entries have together.
func (in Input) group(clock timeline.Clock) string {
	key := "clock_" + string(clock)
	if clock == timeline.Published && slices.ContainsFunc(in.Dossier.Sources, func(s *dossier.Source) bool { return !s.Printed() }) {
		key += dossier.PublishedAnyhow
	}
	return in.word(key)
}

// toldApart returns a name with what tells it from others that are the same.
func (in Input) toldApart(name, by string) string {
	if in.Words == nil {
		return name + " (" + by + ")"
	}
	return in.Words.Word("told_apart", name, by)
}

// word returns a word of the site or, when the input has no words, the English
// one: the key without what says where it belongs.
func (in Input) word(key string) string {
	if in.Words == nil {
		key, _, _ = strings.Cut(strings.TrimPrefix(key, "clock_"), "_")
		return key
	}
	return in.Words.Word(key)
}

// mark returns a mark between words as the language of the site sets it or,
// when the input has no words, as it is in English.
func (in Input) mark(key, english string) string {
	if in.Words == nil {
		return english
	}
	return in.Words.Word(key)
}

// oneLine returns text without line breaks and control characters, which
// iCalendar has no place for. Spaces that do not break stay.
func oneLine(text string) string {
	gap := func(r rune) bool { return r == ' ' || unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp) }
	return strings.Join(strings.FieldsFunc(text, gap), " ")
}

// occurrences returns the dates at which a calendar shows a thing: each member
// of an "all of these" set, or the date.
func occurrences(date edtf.Date) []edtf.Date {
	if date.Form() == edtf.AllOf {
		return date.Members()
	}
	return []edtf.Date{date}
}

// dayRange is the days from first to last, both included.
type dayRange struct{ first, last edtf.Day }

// shownDays returns the days at which a calendar shows a date: from its
// earliest to its latest day. Where one of these is open or not known, they are
// the days on which the known end can lie, so that "on or before 5 March" is
// shown at 5 March, and the words beside it must say what it is; false when
// neither end is known.
func shownDays(date edtf.Date) (dayRange, bool) {
	first, early := date.Earliest()
	last, late := date.Latest()
	switch {
	case early && late:
		return dayRange{first, last}, true
	case early:
		end := first
		if start, bound := date.Start(); bound == edtf.Known {
			if d, ok := start.Latest(); ok {
				end = d
			}
		}
		return dayRange{first, end}, true
	case late:
		start := last
		if end, bound := date.End(); bound == edtf.Known {
			if d, ok := end.Earliest(); ok {
				start = d
			}
		}
		return dayRange{start, last}, true
	}
	return dayRange{}, false
}

// settled reports whether the days that are shown say all there is to say: one
// known day, or a run of days with both ends known.
func settled(date edtf.Date) bool {
	if date.Form() != edtf.Interval {
		return date.Exact()
	}
	from, _ := date.Start()
	to, _ := date.End()
	return from.Exact() && to.Exact()
}

type timelinePerson struct {
	Slug dossier.Slug `json:"slug"`
	Name string       `json:"name"`
}

// timelineDate is what is known of a date. Pointers are null where nothing is.
type timelineDate struct {
	Date        string  `json:"date"`
	Form        string  `json:"form"`
	Earliest    *string `json:"earliest"`
	Latest      *string `json:"latest"`
	Approximate bool    `json:"approximate"`
	Uncertain   bool    `json:"uncertain"`
	Unspecified bool    `json:"unspecified"`
	Words       string  `json:"words"`
	Inferred    *string `json:"inferred"`
}

type timelineCarried struct {
	Source dossier.Slug `json:"source"`
	timelineDate
	Lag    string  `json:"lag"`
	Title  string  `json:"title"`
	Outlet *string `json:"outlet"`
	Page   string  `json:"page"`
}

type timelineEntry struct {
	Kind  dossier.Kind   `json:"kind"`
	Slug  dossier.Slug   `json:"slug"`
	Clock timeline.Clock `json:"clock"`
	timelineDate
	Title    string            `json:"title"`
	Speakers []timelinePerson  `json:"speakers"` // of a quotation
	Quoting  []timelinePerson  `json:"quoting"`
	Via      []string          `json:"via"`
	People   []timelinePerson  `json:"people"`
	Outlet   *string           `json:"outlet"`
	Topics   []string          `json:"topics"`
	Page     string            `json:"page"`
	Carried  []timelineCarried `json:"carried"`
}

type timelineUndated struct {
	Kind  dossier.Kind `json:"kind"`
	Slug  dossier.Slug `json:"slug"`
	Title string       `json:"title"`
	Page  string       `json:"page"`
}

type timelineWhole struct {
	Format   int               `json:"format"`
	Title    string            `json:"title"`
	Language string            `json:"language"`
	BaseURL  string            `json:"base_url,omitempty"`
	Entries  []timelineEntry   `json:"entries"`
	Undated  []timelineUndated `json:"undated"`
}

// timelineJSON returns everything dated, with all that is known of the dates,
// and the names of what has none.
func timelineJSON(in Input, list []dated) ([]byte, error) {
	s := in.Dossier.Settings
	out := timelineWhole{
		Format: 1, Title: s.Title, Language: s.Language, BaseURL: s.BaseURL,
		Entries: []timelineEntry{}, Undated: []timelineUndated{},
	}
	for _, e := range list {
		out.Entries = append(out.Entries, timelineEntryOf(e))
	}
	for _, e := range timeline.Undated(in.Dossier) {
		out.Undated = append(out.Undated, timelineUndated{e.Kind, e.Slug, e.Title, address.Of(e).Path()})
	}
	return encode(out)
}

func timelineEntryOf(e dated) timelineEntry {
	out := timelineEntry{
		Kind: e.Of.Kind, Slug: e.Of.Slug, Clock: e.Clock, timelineDate: timelineDateOf(e), Title: e.Of.Title,
		People: []timelinePerson{}, Speakers: []timelinePerson{}, Quoting: []timelinePerson{}, Via: []string{}, Outlet: orNull(e.Outlet), Topics: []string{}, Page: e.page, Carried: []timelineCarried{},
	}
	for _, p := range e.People {
		if e.Clock != timeline.Said {
			out.People = append(out.People, timelinePerson{p.Slug, p.Title})
		}
	}
	if q, ok := e.Of.Item.(*dossier.Quote); ok {
		for _, p := range q.Speakers {
			out.Speakers = append(out.Speakers, timelinePerson{p.Slug, p.Title})
		}
		for _, p := range q.Quoting {
			out.Quoting = append(out.Quoting, timelinePerson{p.Slug, p.Title})
		}
		for _, via := range q.Via {
			out.Via = append(out.Via, via.Title)
		}
	}
	for _, t := range e.Of.Topics {
		out.Topics = append(out.Topics, t.Name)
	}
	for _, c := range e.carried {
		out.Carried = append(out.Carried, timelineCarried{
			Source: c.Of.Slug, timelineDate: timelineDateOf(c.dated), Lag: c.lag,
			Title: c.Of.Title, Outlet: orNull(c.Outlet), Page: c.page,
		})
	}
	return out
}

func timelineDateOf(e dated) timelineDate {
	return timelineDate{
		Date: e.Date.String(), Form: formName(e.Date.Form()),
		Earliest: dayOrNull(e.Date.Earliest()), Latest: dayOrNull(e.Date.Latest()),
		Approximate: e.Date.Approximate(), Uncertain: e.Date.Uncertain(), Unspecified: e.Date.Unspecified(),
		Words: e.words, Inferred: orNull(e.Inferred),
	}
}

func formName(f edtf.Form) string {
	switch f {
	case edtf.Interval:
		return "interval"
	case edtf.OneOf:
		return "one of"
	case edtf.AllOf:
		return "all of"
	}
	return "single"
}

func dayOrNull(d edtf.Day, known bool) *string {
	if !known {
		return nil
	}
	return orNull(d.String())
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
