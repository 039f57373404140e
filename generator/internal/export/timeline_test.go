package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/casefile"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/site"
	"dossier/generator/internal/stemma"
)

// siteWords are words of a site that no file has.
type siteWords struct{}

func (siteWords) Word(key string, _ ...any) string         { return "‹" + key + "›" }
func (siteWords) Count(key string, _ int, _ ...any) string { return key }
func (siteWords) Language() string                         { return "en" }

// readInput reads a content folder from the files of an archive. The file
// "words", if there is one, asks for the words of a site.
func readInput(t *testing.T, files []txtar.File) Input {
	t.Helper()
	var in Input
	all := dossiertest.Files(files)
	if _, ok := all["words"]; ok {
		in.Words = siteWords{}
		delete(all, "words")
	}
	d, ev := dossiertest.Resolve(t, dossiertest.Folder(t, all))
	in.Dossier, in.Evidence = d.Public(), ev
	return in
}

// timelineByPath returns the files of the timeline.
func timelineByPath(t *testing.T, in Input) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, f := range Files(in) {
		if !strings.HasPrefix(f.Path, "timeline") {
			continue
		}
		data, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		if data != nil {
			out[f.Path] = data
		}
	}
	return out
}

// TestTimelineFiles shows the three files of each folder, calendar lines
// unfolded. Every file of every case is also checked against its format, and
// made twice.
func TestTimelineFiles(t *testing.T) {
	casefile.Folders(t, "testdata/timeline/*.txtar", func(t *testing.T, archive []txtar.File) string {
		in := readInput(t, archive)
		files := timelineByPath(t, in)
		if again := timelineByPath(t, readInput(t, archive)); fmt.Sprint(again) != fmt.Sprint(files) {
			t.Error("the files are not the same when they are made again")
		}
		validate(t, timelineSchema, files["timeline.json"])
		checkPages(t, in, files["timeline.json"])
		var b strings.Builder
		for _, name := range []string{"timeline.ics", "timeline.json", "timelinejs.json"} {
			data, ok := files[name]
			if !ok {
				fmt.Fprintf(&b, "== there is no %s ==\n", name)
				continue
			}
			fmt.Fprintf(&b, "== %s ==\n", name)
			switch name {
			case "timeline.ics":
				checkCalendar(t, data)
				data = bytes.ReplaceAll(unfold(data), []byte("\r\n"), []byte("\n"))
			case "timelinejs.json":
				schema, err := os.ReadFile("testdata/timelinejs.schema.json")
				if err != nil {
					t.Fatal(err)
				}
				validate(t, schema, data)
			}
			b.Write(data)
		}
		for _, s := range in.Dossier.Sources {
			for _, sentence := range strings.SplitAfter(s.Plain, ".") {
				if sentence = strings.TrimSpace(sentence); sentence != "" && strings.Contains(b.String(), sentence) {
					t.Errorf("the text of %s is published: %q", s.Slug, sentence)
				}
			}
		}
		return b.String()
	})
}

func validate(t *testing.T, schema, document []byte) {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(value); err != nil {
		t.Error(err)
	}
}

// checkPages checks that every page that timeline.json names is the one that
// the site has for the entry.
func checkPages(t *testing.T, in Input, data []byte) {
	t.Helper()
	s := site.New(site.Input{Dossier: in.Dossier, Evidence: in.Evidence, Relations: stemma.Relate(&collate.Result{}, nil), Words: siteWords{}})
	routes := map[string]address.Route{}
	for _, p := range s.Pages() {
		if p.Entry != nil {
			routes[string(p.Entry.Kind)+"/"+string(p.Entry.Slug)] = p.Route
		}
	}
	var whole timelineWhole
	if err := json.Unmarshal(data, &whole); err != nil {
		t.Fatal(err)
	}
	check := func(name, page string) {
		if address.Route("/"+page) != routes[name] {
			t.Errorf("the page of %s is given as %q, and stands at %q", name, page, routes[name])
		}
	}
	for _, e := range whole.Entries {
		check(string(e.Kind)+"/"+string(e.Slug), e.Page)
		for _, c := range e.Carried {
			check("source/"+string(c.Source), c.Page)
		}
	}
	for _, e := range whole.Undated {
		check(string(e.Kind)+"/"+string(e.Slug), e.Page)
	}
}

func unfold(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\r\n "), nil) }

// checkCalendar checks data by the rules of RFC 5545 that no golden file shows
// a breach of, and reads it back.
func checkCalendar(t *testing.T, data []byte) {
	t.Helper()
	rest, ok := bytes.CutSuffix(data, []byte("\r\n"))
	if !ok {
		t.Error("the last line has no end")
	}
	for _, line := range bytes.Split(rest, []byte("\r\n")) {
		if len(line) > 75 || len(line) == 0 {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
		if !utf8.Valid(line) {
			t.Errorf("a line is cut within a character: %q", line)
		}
		if bytes.ContainsAny(line, "\r\n\t\x00") {
			t.Errorf("a line with a control character: %q", line)
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if again := cal.Serialize(ics.WithNewLineWindows); again != string(data) {
		t.Errorf("read and written again it is\n%s", again)
	}
	uids := map[string]bool{}
	for _, e := range cal.Events() {
		if uids[e.Id()] {
			t.Errorf("two entries have the UID %s", e.Id())
		}
		uids[e.Id()] = true
		for _, p := range []ics.ComponentProperty{ics.ComponentPropertyDtstamp, ics.ComponentPropertyDtStart, ics.ComponentPropertySummary, ics.ComponentPropertyDescription} {
			if len(e.GetProperties(p)) != 1 {
				t.Errorf("%s: %d times %s", e.Id(), len(e.GetProperties(p)), p)
			}
		}
		if _, err := e.GetDtStampTime(); err != nil {
			t.Errorf("%s: %v", e.Id(), err)
		}
		if e.GetProperty(ics.ComponentPropertyDtStart).GetValueType() != ics.ValueDataTypeDate {
			if _, err := e.GetStartAt(); err != nil || e.HasProperty(ics.ComponentPropertyDtEnd) {
				t.Errorf("%s: a moment has an end, or is none: %v", e.Id(), err)
			}
			continue
		}
		start, err := e.GetAllDayStartAt()
		if err != nil {
			t.Errorf("%s: %v", e.Id(), err)
		}
		end, err := e.GetAllDayEndAt()
		if err != nil || !end.After(start) {
			t.Errorf("%s: ends at %s, starts at %s: %v", e.Id(), end, start, err)
		}
	}
	if len(uids) == 0 {
		t.Error("a calendar without an entry")
	}
}

// TestCalendarAndTimelineJSShowTheDaysThatADateAdmits takes dates of every
// form: where both ends are known, what is shown runs from the earliest to the
// latest day, and a doubt is always said.
func TestCalendarAndTimelineJSShowTheDaysThatADateAdmits(t *testing.T) {
	for _, text := range []string{
		"2015-03-05", "2015-03-05?", "2015-03-05~", "2015-03", "2015-03~", "2015", "2015?-03-05", "2015-02-2X", "2015-XX", "2015-XX-05", "201X",
		"2014-09-15/2014-09-19", "2014-09/2014-10-02", "2014~/2015", "2015-21", "2015-34", "[2015-03-05,2015-03-09]", "[2014..2015]", "-0043", "0000-02", "9999", "1950S2",
		"../2015-03-05", "2015-03/..", "/2015", "2015-03-05/", "[..2015-03-05]", "[2015-03-05..]",
	} {
		date := edtf.MustParse(text)
		days, ok := shownDays(date)
		if !ok {
			t.Errorf("%s is not shown", text)
			continue
		}
		first, early := date.Earliest()
		last, late := date.Latest()
		if early && days.first != first || late && days.last != last || days.last < days.first {
			t.Errorf("%s admits %s to %s and is shown at %s to %s", text, first, last, days.first, days.last)
		}
		if early != late && days.last.Sub(days.first) > 365 {
			t.Errorf("%s has one end and is shown from %s to %s", text, days.first, days.last)
		}
		if doubt := days.first != days.last || !early || !late || date.Approximate() || date.Uncertain(); doubt && settled(date) != (text == "2014-09-15/2014-09-19") {
			t.Errorf("%s: settled is %t", text, settled(date))
		}
		start := jsStart(date, days)
		month, day := max(start.Month, 1), max(start.Day, 1)
		if edtf.NewDay(start.Year, month, day) != days.first {
			t.Errorf("%s starts at %s and is given to TimelineJS as %+v", text, days.first, *start)
		}
	}
	for _, text := range []string{"XXXX", "../..", "/.."} {
		date, err := edtf.Parse(text)
		if err != nil {
			continue
		}
		if days, ok := shownDays(date); ok {
			t.Errorf("%s is shown at %v", text, days)
		}
	}
}

// TestTimelineJSNamesNoMoreThanIsKnown says of each date what of its start is
// given.
func TestTimelineJSNamesNoMoreThanIsKnown(t *testing.T) {
	for text, want := range map[string]string{
		"2015-03-05": "2015 3 5", "2015-03-01": "2015 3 1", "2015-03": "2015 3", "2015-03~": "2015 3", "2015": "2015", "2015~/2016": "2015", "201X": "2010",
		"2015-02-2X": "2015 2 20", "2015-02-XX": "2015 2", "2015-XX": "2015", "2015-21": "2015 3", "2014-09-01/2014-09-30": "2014 9 1", "2014-09/2015": "2014 9",
		"../2015-03": "2015 3", "2015-03-01/..": "2015 3 1", "2015-03/..": "2015 3", "-0043": "-43",
	} {
		date := edtf.MustParse(text)
		days, _ := shownDays(date)
		s := jsStart(date, days)
		got := fmt.Sprint(s.Year)
		if s.Month > 0 {
			got += fmt.Sprint(" ", s.Month)
		}
		if s.Day > 0 {
			got += fmt.Sprint(" ", s.Day)
		}
		if got != want {
			t.Errorf("%s starts at %s, want %s", text, got, want)
		}
	}
}

// TestTimelineIsFoldedByOctets writes titles of every length in a script of
// three octets a letter, so that the end of a line falls at every place in a
// letter.
func TestTimelineIsFoldedByOctets(t *testing.T) {
	for n := range 90 {
		title := strings.Repeat("x", n%3) + strings.Repeat("ⴰ", n)
		in := readInput(t, []txtar.File{
			{Name: "dossier.yaml", Data: []byte("title: t" + title + "\n")},
			{Name: "events/e.md", Data: []byte("---\ntitle: a, b; c\\d " + title + "\ndate: 2015-03-05\n---\n\ntext\n")},
		})
		data := timelineByPath(t, in)["timeline.ics"]
		checkCalendar(t, data)
		cal, err := ics.ParseCalendar(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		want := strings.TrimSpace("happened: a, b; c\\d " + title)
		if got := cal.Events()[0].GetProperty(ics.ComponentPropertySummary).Value; got != want {
			t.Errorf("summary %q, want %q", got, want)
		}
	}
}

// TestCalendarKeepsMoments reads times of day back as the moments they were
// written as.
func TestCalendarKeepsMoments(t *testing.T) {
	for text, want := range map[string]string{
		"2015-03-05T10:00:00+01:00": "20150305T090000Z", "2015-03-05T00:30:00+05:45": "20150304T184500Z",
		"2015-12-31T23:59:59-00:30": "20160101T002959Z", "2015-03-05T10:00:00Z": "20150305T100000Z", "2015-03-05T10:00:00": "20150305T100000",
	} {
		in := readInput(t, []txtar.File{
			{Name: "dossier.yaml", Data: []byte("title: t\n")},
			{Name: "events/e.md", Data: []byte("---\ntitle: e\ndate: " + text + "\n---\n\ntext\n")},
		})
		cal, err := ics.ParseCalendar(bytes.NewReader(timelineByPath(t, in)["timeline.ics"]))
		if err != nil {
			t.Fatal(err)
		}
		got := cal.Events()[0].GetProperty(ics.ComponentPropertyDtStart)
		if got.Value != want {
			t.Errorf("%s is given as %s, want %s", text, got.Value, want)
		}
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			if read, err := cal.Events()[0].GetStartAt(); err != nil || !read.Equal(at) {
				t.Errorf("%s is read back as %s (%v)", text, read, err)
			}
		}
	}
}

// TestTimelineOfShippedDossier checks the files of content/ against their
// formats, and that the year between the two interviews is seen and said to be
// inferred.
func TestTimelineOfShippedDossier(t *testing.T) {
	d, _ := dossiertest.Read(t, dossiertest.Shipped(t, "../../.."))
	in := Input{Dossier: d.Public()}
	in.Evidence, _ = anchor.Resolve(d)
	files := timelineByPath(t, in)
	validate(t, timelineSchema, files["timeline.json"])
	checkPages(t, in, files["timeline.json"])
	checkCalendar(t, files["timeline.ics"])
	summaries := unfold(files["timeline.ics"])
	for _, want := range []string{
		"preconditions unacceptable in joint anti-terror fight · 1 February 2016 (uncertain: year) · inferred\r\n",
		"Russia to team up with Asian allies against ISIS · about March 2015 · inferred\r\n",
	} {
		if !bytes.Contains(summaries, []byte(want)) {
			t.Errorf("no summary in timeline.ics ends in %q", want)
		}
	}
}

// TestTimelineIsAmongTheFiles checks that the site gets each of them once.
func TestTimelineIsAmongTheFiles(t *testing.T) {
	in := readInput(t, []txtar.File{
		{Name: "dossier.yaml", Data: []byte("title: t\n")},
		{Name: "events/e.md", Data: []byte("---\ntitle: e\ndate: 2015\n---\n\ntext\n")},
	})
	var paths []string
	for _, f := range Files(in) {
		paths = append(paths, f.Path)
	}
	for _, want := range []string{"timeline.ics", "timeline.json", "timeline.schema.json", "timelinejs.json"} {
		if n := len(slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return p != want })); n != 1 {
			t.Errorf("%s is there %d times", want, n)
		}
	}
}

func TestALineKeepsSpacesThatDoNotBreak(t *testing.T) {
	for text, want := range map[string]string{
		"imprimé\u00a0: Le Journal": "imprimé\u00a0: Le Journal",
		"a\r\n b\tc\u2028d  e ":     "a b c d e",
	} {
		if got := oneLine(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestCalendarsOfTwoDossiersHaveNoUIDInCommon puts the same event into several
// dossiers; each of them keeps its UID when it is built again.
func TestCalendarsOfTwoDossiersHaveNoUIDInCommon(t *testing.T) {
	uid := func(settings string) string {
		in := readInput(t, []txtar.File{
			{Name: "dossier.yaml", Data: []byte(settings)},
			{Name: "events/e.md", Data: []byte("---\ntitle: e\ndate: 2015-03-05\n---\n\ntext\n")},
		})
		data := timelineByPath(t, in)["timeline.ics"]
		checkCalendar(t, data)
		cal, err := ics.ParseCalendar(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return cal.Events()[0].Id()
	}
	seen := map[string]string{}
	for _, settings := range []string{
		"title: a\n", "title: b\n", "title: мост\n", "title: a\nbase_url: https://a.example/\n",
		"title: a\nbase_url: https://b.example/\n", "title: a\nbase_url: https://a.example/second/\n",
	} {
		id := uid(settings)
		if other, ok := seen[id]; ok {
			t.Errorf("%q and %q have the UID %s", settings, other, id)
		}
		seen[id] = settings
		if again := uid(settings + "summary: more\n"); again != id {
			t.Errorf("%q has the UID %s, and then %s", settings, id, again)
		}
	}
	if got := uid("title: a\nbase_url: https://a.example/second/\n"); got != "event-e@a.example/second" {
		t.Errorf("got %s", got)
	}
	if http, https := uid("title: a\nbase_url: http://a.example\n"), uid("title: b\nbase_url: https://a.example/\n"); http != https {
		t.Errorf("%s and %s", http, https)
	}
}
