package edtf

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dossier/generator/internal/casefile"
)

func TestDayAgreesWithTheTimePackage(t *testing.T) {
	check := func(when time.Time) {
		t.Helper()
		day := NewDay(when.Year(), int(when.Month()), when.Day())
		if want := Day(floorDiv(when.Unix(), 24*60*60)); day != want {
			t.Fatalf("NewDay(%s) = %d, want %d", when.Format(time.DateOnly), day, want)
		}
		got := [4]int{day.Year(), day.Month(), day.Day(), int(day.Weekday())}
		want := [4]int{when.Year(), int(when.Month()), when.Day(), int(when.Weekday())}
		if got != want {
			t.Fatalf("day %d is %v, want %v", day, got, want)
		}
	}
	for when := time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC); when.Year() < 2410; when = when.AddDate(0, 0, 1) {
		check(when)
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 10_000 {
		check(time.Date(random.IntN(1_000_000)-500_000, 1, 1+random.IntN(365), 0, 0, 0, 0, time.UTC))
	}
}

func TestNewDayCountsOnPastTheEndOfAMonthOrYear(t *testing.T) {
	for _, test := range []struct {
		got  Day
		want string
	}{
		{NewDay(2015, 3, 0), "2015-02-28"},
		{NewDay(2016, 3, 0), "2016-02-29"},
		{NewDay(2015, 13, 1), "2016-01-01"},
		{NewDay(2015, 0, 1), "2014-12-01"},
		{NewDay(2015, -11, 1), "2014-01-01"},
		{NewDay(2015, 1, 366), "2016-01-01"},
		{NewDay(2015, 1, 1).Add(-1), "2014-12-31"},
	} {
		if got := test.got.String(); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
	if got := NewDay(2016, 3, 1).Sub(NewDay(2016, 2, 1)); got != 29 {
		t.Errorf("February 2016 has %d days", got)
	}
}

// monthsOfParts is the second version of the months of the parts of a year, written out.
var monthsOfParts = map[string]string{
	"21": "03 05", "22": "06 08", "23": "09 11", "24": "12 +02",
	"25": "03 05", "26": "06 08", "27": "09 11", "28": "12 +02",
	"29": "09 11", "30": "12 +02", "31": "03 05", "32": "06 08",
	"33": "01 03", "34": "04 06", "35": "07 09", "36": "10 12",
	"37": "01 04", "38": "05 08", "39": "09 12", "40": "01 06", "41": "07 12",
}

// slowBounds finds the first and last of the days whose spelling is the pattern's but for the digits that are X.
func slowBounds(days []string, pattern string) (first, last string) {
	matches := func(day string) bool {
		for i := range min(len(pattern), len(day)) {
			if pattern[i] != 'X' && pattern[i] != day[i] {
				return false
			}
		}
		return true
	}
	for _, day := range days {
		if matches(day) {
			if first == "" {
				first = day
			}
			last = day
		}
	}
	return first, last
}

func TestBoundsAgreeWithLookingAtEveryDay(t *testing.T) {
	var digits []string
	for _, a := range "0123456789X" {
		for _, b := range "0123456789X" {
			digits = append(digits, string(a)+string(b))
		}
	}
	seen := 0
	check := func(days []string, pattern string) {
		first, last := slowBounds(days, pattern)
		d, err := parse(pattern) // without the hint, which takes most of the time
		if (err == nil) != (first != "") {
			t.Fatalf("parse %s: %v; the days are %q to %q", pattern, err, first, last)
		}
		if err != nil {
			return
		}
		seen++
		if got := dayOrNone(d.Earliest()) + " " + dayOrNone(d.Latest()); got != first+" "+last {
			t.Fatalf("%s is %s, want %s %s", pattern, got, first, last)
		}
	}
	daysOf := map[string][]string{}
	for day := NewDay(-9, 1, 1); day < NewDay(2101, 1, 1); day++ {
		text := day.String()
		daysOf[text[:len(text)-6]] = append(daysOf[text[:len(text)-6]], text)
	}
	for _, year := range []string{"2015", "2016", "1900", "2000", "0000", "201X", "20X5", "19XX", "-0004", "-000X"} {
		var days []string
		for y := -9; y <= 2100; y++ {
			text := NewDay(y, 1, 1).String()
			text = text[:len(text)-6]
			if first, _ := slowBounds([]string{text}, year); first != "" && len(text) == len(year) {
				days = append(days, daysOf[text]...)
			}
		}
		check(days, year)
		for _, month := range digits {
			isPart := month >= "21" && month <= "41" && !strings.Contains(month, "X")
			if isPart {
				continue
			}
			check(days, year+"-"+month)
			// Many years take long, and the months of 30 and of 31 days were looked at with one year.
			if len(days) > 366 && month != "02" && month != "X2" && (len(days) > 10_000 || !strings.Contains(month, "X")) {
				continue
			}
			for _, day := range digits {
				check(days, year+"-"+month+"-"+day)
			}
		}
	}
	if seen < 5000 {
		t.Errorf("only %d dates were looked at", seen)
	}
	for part, months := range monthsOfParts {
		from, to, _ := strings.Cut(months, " ")
		lastYear := "2015"
		if strings.HasPrefix(to, "+") {
			lastYear, to = "2016", to[1:]
		}
		d := mustParse(t, "2015-"+part)
		first, _ := mustParse(t, "2015-"+from).Earliest()
		last, _ := mustParse(t, lastYear+"-"+to).Latest()
		if got, want := dayOrNone(d.Earliest())+" "+dayOrNone(d.Latest()), first.String()+" "+last.String(); got != want {
			t.Errorf("%s is %s, want %s", d, got, want)
		}
	}
}

func TestCompareIsATotalOrder(t *testing.T) {
	dates := append(allDates(t), Date{})
	slices.SortFunc(dates, Compare)
	dates = slices.CompactFunc(dates, Date.Equal)
	for i, a := range dates {
		for _, b := range dates {
			ab := Compare(a, b)
			if ab != -Compare(b, a) || (ab == 0) != a.Equal(b) {
				t.Fatalf("Compare(%q, %q) = %d, the other way %d", a, b, ab, Compare(b, a))
			}
			if ab > 0 {
				continue
			}
			// Every seventh is enough for the third.
			for k := i % 7; k < len(dates); k += 7 {
				if c := dates[k]; Compare(b, c) <= 0 && Compare(a, c) > 0 {
					t.Fatalf("%q, %q, %q are not in order", a, b, dates[k])
				}
			}
		}
	}
}

func TestZeroDateSaysNothing(t *testing.T) {
	var d Date
	_, early := d.Earliest()
	_, late := d.Latest()
	_, timed := d.Clock()
	if !d.IsZero() || d.String() != "" || d.Machine() != "" || early || late || timed ||
		d.Exact() || d.Approximate() || d.Uncertain() || d.Unspecified() || d.Members() != nil ||
		d.precision() != noPrecision || d.Form() != None || d.Part() != 0 {
		t.Errorf("the zero date says something: %#v", d)
	}
	if Compare(d, MustParse("XXXX")) <= 0 {
		t.Error("the zero date does not come last")
	}
	for _, pair := range [][2]Date{{d, MustParse("2015")}, {MustParse("2015"), d}} {
		if words, known := tell(pair[0], pair[1]); words != "" || known {
			t.Errorf("there is a lag to no date: %s", words)
		}
	}
	if got := d.Members(); got != nil {
		t.Errorf("members %v", got)
	}
}

func TestDoubtIsFoundWhereverItStands(t *testing.T) {
	for _, test := range []struct{ date, want string }{
		{"2015-03-05", "exact"},
		{"2015-03-05T10:00:00Z", "exact"},
		{"2015-03", ""},
		{"2015-03-05~", "approximate"},
		{"2015-03-05?", "uncertain"},
		{"2015-03-05%", "approximate uncertain"},
		{"2015-03-~05", "approximate"},
		{"?2015-03-05", "uncertain"},
		{"2015~-?03-05", "approximate uncertain"},
		{"2015-02-2X", "unspecified"},
		{"201X", "unspecified"},
		{"201X~", "approximate unspecified"},
		{"2015-03-05/2015-03-05", ""},
		{"2015/2016~", "approximate"},
		{"2015?/2016", "uncertain"},
		{"2015/201X", "unspecified"},
		{"[2015-03-05]", ""},
		{"[2015,2016~]", "approximate"},
		{"{2015?..2016}", "uncertain"},
		{"[..201X]", "unspecified"},
	} {
		d := mustParse(t, test.date)
		var got []string
		if d.Approximate() {
			got = append(got, "approximate")
		}
		if d.Uncertain() {
			got = append(got, "uncertain")
		}
		if d.Unspecified() {
			got = append(got, "unspecified")
		}
		if d.Exact() {
			got = append(got, "exact")
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s is %q, want %q", test.date, got, test.want)
		}
	}
}

func TestPartsOfADate(t *testing.T) {
	describe := func(d Date) string {
		parts := []string{map[Form]string{Single: "single", Interval: "interval", OneOf: "one", AllOf: "all"}[d.Form()]}
		if d.Form() == Interval {
			for _, end := range []func() (Date, Bound){d.Start, d.End} {
				date, bound := end()
				parts = append(parts, map[Bound]string{Known: date.String() + precisionIn(date), Open: "open", Unknown: "unknown"}[bound])
			}
		}
		for _, m := range d.Members() {
			parts = append(parts, m.String()+precisionIn(m))
		}
		if c, ok := d.Clock(); ok {
			parts = append(parts, fmt.Sprint(c.Hour, c.Minute, c.Second, c.Zoned, c.Offset))
		}
		if d.Part() != 0 {
			parts = append(parts, fmt.Sprint("part ", d.Part()))
		}
		return strings.Join(parts, ", ") + precisionIn(d)
	}
	for _, test := range []struct{ date, want string }{
		{"2015-03-05", "single:day"},
		{"2015-XX", "single:month"},
		{"2015-21", "single, part 21:season"},
		{"2015-41~", "single, part 41:season"},
		{"2015", "single:year"},
		{"Y170000002", "single:year"},
		{"1950S4", "single:year"},
		{"1950S3", "single:decade"},
		{"201X", "single:decade"},
		{"20XX", "single:century"},
		{"1950S2", "single:century"},
		{"2XXX", "single:millennium"},
		{"2X15", "single:millennium"},
		{"Y3388E2S3", "single:millennium"},
		{"Y171010000S3", "single:none"},
		{"XXXX", "single:none"},
		{"2015-03-05T10:20:30", "single, 10 20 30 false 0:time"},
		{"2015-03-05T10:20:30Z", "single, 10 20 30 true 0:time"},
		{"2015-03-05T10:20:30-04", "single, 10 20 30 true -240:time"},
		{"2015-03-05T10:20:30+05:45", "single, 10 20 30 true 345:time"},
		{"2014-09-15/2015~", "interval, 2014-09-15:day, 2015~:year:none"},
		{"2014/..", "interval, 2014:year, open:none"},
		{"/2014", "interval, unknown, 2014:year:none"},
		{"[2014,2015-03..2015-05,2016..]", "one, 2014:year, 2015-03/2015-05:none, 2016/..:none:none"},
		{"{..2014,2015-01}", "all, ../2014:none, 2015-01:month:none"},
	} {
		if got := describe(mustParse(t, test.date)); got != test.want {
			t.Errorf("%s is %q, want %q", test.date, got, test.want)
		}
	}
}

func precisionIn(d Date) string {
	return ":" + []string{"none", "time", "day", "month", "season", "year", "decade", "century", "millennium"}[d.precision()]
}

func TestMembersAreTheCallersOwn(t *testing.T) {
	d := MustParse("[2015,2016]")
	d.Members()[0] = Date{}
	if got := d.String(); got != "[2015,2016]" {
		t.Errorf("a caller changed the date to %s", got)
	}
}

// What HTML takes as the value of a time element, of the forms that come into question here.
var htmlTime = regexp.MustCompile(`^\d{4,}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?$`)

func TestMachineIsValidHTMLOrEmpty(t *testing.T) {
	for _, test := range []struct{ date, want string }{
		{"2015-03-05", "2015-03-05"},
		{"2015-03~", "2015-03"},
		{"?2015-~03", "2015-03"},
		{"0085", "0085"},
		{"Y12E3", "12000"},
		{"1985-04-12T23:20:30-04", "1985-04-12T23:20:30-04:00"},
		{"1985-04-12T23:20:30Z", "1985-04-12T23:20:30Z"},
		{"1985-04-12T23:20:30", "1985-04-12T23:20:30"},
		{"0000", ""},
		{"-0043-03-15", ""},
		{"2015-21", ""},
		{"2015-XX", ""},
		{"1950S2", ""},
		{"2015/2016", ""},
		{"[2015]", ""},
	} {
		if got := mustParse(t, test.date).Machine(); got != test.want {
			t.Errorf("%s is %q, want %q", test.date, got, test.want)
		}
	}
}

func TestDateTravelsThroughJSON(t *testing.T) {
	type record struct{ Said, Printed, Never Date }
	in := record{Said: MustParse("2015-03~"), Printed: MustParse("[2015-03-05,2015-03-06]")}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"Said":"2015-03~","Printed":"[2015-03-05,2015-03-06]","Never":""}`; string(text) != want {
		t.Errorf("got %s, want %s", text, want)
	}
	var out record
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if !out.Said.Equal(in.Said) || !out.Printed.Equal(in.Printed) || !out.Never.IsZero() {
		t.Errorf("got %v, want %v", out, in)
	}
	var wrong *SyntaxError
	if err := json.Unmarshal([]byte(`{"Said":"March 2015"}`), &out); !errors.As(err, &wrong) {
		t.Errorf("a wrong date gives %v", err)
	}
}

func TestDayAsDate(t *testing.T) {
	for _, text := range []string{"2015-03-05", "0000-02-29", "-0043-03-15", "9999-12-31"} {
		day, _ := mustParse(t, text).Earliest()
		if got := day.Date(); got.String() != text || !got.Exact() {
			t.Errorf("%s came back as %s", text, got)
		}
	}
	day, _ := mustParse(t, "Y10000").Latest()
	if got := day.Date().String(); got != "Y10000" {
		t.Errorf("got %s", got)
	}
}

// The order that a lag names must be one that Before knows, or one of days without a zone that may be the same.
func TestLagClaimsNoOrderThatMayBeWrong(t *testing.T) {
	dates := append(shortDates(t), allDates(t)...)
	// Days that touch may be the same, which "at most 3 days later" leaves room for.
	touching := func(a, b Date) bool {
		a, b = daysOf(a, b)
		last, ok := a.Latest()
		first, known := b.Earliest()
		return ok && known && last <= first && a.marks() == 0 && b.marks() == 0
	}
	claims := 0
	for _, from := range dates {
		for _, to := range dates {
			lag, known := tell(from, to)
			later, earlier := Before(from, to), Before(to, from)
			if known == strings.HasPrefix(lag, "earlier or later") {
				t.Fatalf("from %s to %s: %q is known: %v", from, to, lag, known)
			}
			switch {
			case lag == "":
				t.Fatalf("from %s to %s: nothing is said", from, to)
			case strings.HasPrefix(lag, "possibly "):
			case strings.HasPrefix(lag, "earlier or later"), strings.HasPrefix(lag, "in the same"), lag == "about the same time":
				if later || earlier {
					t.Fatalf("from %s to %s the order is known: %s", from, to, lag)
				}
			case lag == "the same day", lag == "at the same time":
				if later && !from.single.timed || earlier && !to.single.timed || from.first != to.first && lag == "the same day" {
					t.Fatalf("from %s to %s: %s", from, to, lag)
				}
			case strings.HasSuffix(lag, "later"), lag == "the next day":
				claims++
				if !later && !touching(from, to) {
					t.Fatalf("from %s to %s: %s", from, to, lag)
				}
			case strings.HasSuffix(lag, "earlier"), lag == "the day before":
				claims++
				if !earlier && !touching(to, from) {
					t.Fatalf("from %s to %s: %s", from, to, lag)
				}
			default:
				t.Fatalf("from %s to %s: %q", from, to, lag)
			}
		}
	}
	if claims < 1000 {
		t.Errorf("only %d lags were looked at", claims)
	}
}

// What is said of two times in minutes and hours must be the time that has passed.
// A few days about the turn of a month are not "in the same year".
func TestDatesOfAFewDaysAreOfAboutTheSameTime(t *testing.T) {
	for _, c := range [][3]string{
		{"2015-03-30/2015-04-01", "2015-03-31", "about the same time"},
		{"2015-03-31", "2015-03-30/2015-04-02", "about the same time"},
		{"2015-04-01/2015-04-05", "2015-04-03", "in the same month"},
		{"2015-03", "2015-01/2015-12", "in the same year"},
	} {
		if got, _ := tell(mustParse(t, c[0]), mustParse(t, c[1])); got != c[2] {
			t.Errorf("from %s to %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestLagBetweenTimesIsWhatHasPassed(t *testing.T) {
	shape := regexp.MustCompile(`^(about |at most )?(an?|\d+) (minute|hour)s? (later|earlier)$`)
	random := rand.New(rand.NewPCG(11, 12))
	zones := []string{"Z", "+01:00", "-05:00", "+05:45", "+14:00", "-12"}
	start, seen := time.Date(2015, 2, 27, 0, 0, 0, 0, time.UTC), 0
	for range 20_000 {
		a := start.Add(time.Duration(random.IntN(4*24*60)) * time.Minute)
		b := a.Add(time.Duration(random.IntN(160*60)-80*60) * time.Minute)
		if random.IntN(4) == 0 {
			b = a.Add(time.Duration(random.IntN(8000)-4000) * time.Second)
		}
		write := func(at time.Time) Date {
			zone := zones[random.IntN(len(zones))]
			clock := mustParse(t, "2015-03-01T00:00:00"+zone).single.clock
			return mustParse(t, at.Add(time.Duration(clock.Offset)*time.Minute).Format("2006-01-02T15:04:05")+zone)
		}
		from, to := write(a), write(b)
		lag, _ := tell(from, to)
		passed := b.Sub(a)
		if passed.Abs() > 36*time.Hour {
			if strings.Contains(lag, "hour") || strings.HasSuffix(lag, "earlier") != (passed < 0) && lag != "the day before" {
				t.Fatalf("from %s to %s: %s", from, to, lag)
			}
			continue
		}
		if passed == 0 {
			if lag != "at the same time" {
				t.Fatalf("from %s to %s: %s", from, to, lag)
			}
			continue
		}
		m := shape.FindStringSubmatch(lag)
		if m == nil {
			t.Fatalf("from %s to %s: %s", from, to, lag)
		}
		seen++
		n := 1
		fmt.Sscan(m[2], &n)
		unit := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour}[m[3]]
		off := (time.Duration(n)*unit - passed.Abs()).Abs()
		if (m[4] == "earlier") != (passed < 0) || m[1] == "" && off != 0 || m[1] == "about " && (off == 0 || off > unit/2) || m[1] == "at most " && passed.Abs() >= unit {
			t.Fatalf("from %s to %s: %s, and %s have passed", from, to, lag, passed)
		}
	}
	if seen < 5000 {
		t.Errorf("only %d lags were looked at", seen)
	}
}

// What a lag says of known days in whole units must be true when it is counted out.
func TestLagBetweenKnownDaysCanBeCountedOut(t *testing.T) {
	shape := regexp.MustCompile(`^(a|\d+) (day|week|month|year)s? later$`)
	random := rand.New(rand.NewPCG(5, 6))
	exact := 0
	for i := range 20_000 {
		a := NewDay(2000, 1, 1).Add(random.IntN(10_000))
		b := a.Add(1 + i%1500)
		lag, _ := tell(a.Date(), b.Date())
		m := shape.FindStringSubmatch(lag)
		if m == nil {
			if lag == "the next day" && b == a+1 || strings.HasPrefix(lag, "about ") {
				continue
			}
			t.Fatalf("from %s to %s: %s", a, b, lag)
		}
		exact++
		n := 1
		if m[1] != "a" {
			fmt.Sscan(m[1], &n)
		}
		when := time.Date(a.Year(), time.Month(a.Month()), a.Day(), 0, 0, 0, 0, time.UTC)
		switch m[2] {
		case "day":
			when = when.AddDate(0, 0, n)
		case "week":
			when = when.AddDate(0, 0, 7*n)
		case "month":
			when = when.AddDate(0, n, 0)
		case "year":
			when = when.AddDate(n, 0, 0)
		}
		if got := when.Format(time.DateOnly); got != b.String() {
			t.Fatalf("from %s to %s: %s, which is %s", a, b, lag, got)
		}
	}
	if exact < 300 {
		t.Errorf("only %d lags were exact", exact)
	}
}

// A range that a lag gives must hold the shortest and the longest time there can be.
func TestLagRangesHoldWhatTheDatesAdmit(t *testing.T) {
	shape := regexp.MustCompile(`^(?:(\d+) to (\d+)|at most (a|\d+)|at least (a|\d+)) (day|week|month|year)s? later$`)
	random := rand.New(rand.NewPCG(7, 8))
	seen := 0
	for range 20_000 {
		a := NewDay(2000, 1, 1).Add(random.IntN(5000))
		b := a.Add(random.IntN(400))
		c := b.Add(random.IntN(800))
		d := c.Add(random.IntN(400))
		from, to := a.Date().String()+"/"+b.Date().String(), c.Date().String()+"/"+d.Date().String()
		if random.IntN(10) == 0 {
			from = "../" + b.Date().String()
		}
		lag, _ := tell(mustParse(t, from), mustParse(t, to))
		m := shape.FindStringSubmatch(lag)
		if m == nil {
			continue
		}
		seen++
		count := func(text string) int {
			n := 1
			fmt.Sscan(text, &n)
			return n
		}
		unit := map[string]Unit{"day": InDays, "week": InWeeks, "month": InMonths, "year": InYears}[m[5]]
		if least := m[1] + m[4]; least != "" && after(b, count(least), unit) > c {
			t.Fatalf("from %s to %s: %s", from, to, lag)
		}
		if most := m[2] + m[3]; most != "" && after(a, count(most), unit) < d {
			t.Fatalf("from %s to %s: %s", from, to, lag)
		}
	}
	if seen < 5000 {
		t.Errorf("only %d ranges were looked at", seen)
	}
}

func FuzzParse(f *testing.F) {
	for _, d := range allDates(f) {
		f.Add(d.String())
	}
	for _, section := range casefile.Sections(f, "testdata/refused.txtar") {
		for _, input := range casefile.Inputs(section) {
			f.Add(strings.Trim(input, `"`))
		}
	}
	fixed := []Date{{}, MustParse("2015-03-05"), MustParse("../2015"), MustParse("2015/.."), MustParse("XXXX"),
		MustParse("2015-03-05T10:00:00Z"), MustParse("2015-03-05T10:00:00+14:00"), MustParse("2015-03-05T10:00:00"), MustParse("2015-03~")}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			var wrong *SyntaxError
			if !errors.As(err, &wrong) {
				t.Fatalf("%T is not a syntax error", err)
			}
			checkRefusal(t, s, wrong)
			return
		}
		if d.String() != s {
			t.Fatalf("%q prints as %q", s, d.String())
		}
		checkDate(t, d)
		for _, other := range fixed {
			ab, ba := Compare(d, other), Compare(other, d)
			if ab != -ba || (ab == 0) != d.Equal(other) {
				t.Fatalf("Compare(%q, %q) = %d, the other way %d", d, other, ab, ba)
			}
			if before, after := Before(d, other), Before(other, d); before && (after || ab >= 0) || after && ab <= 0 {
				t.Fatalf("%q is before %q: %v; the other way: %v; Compare gives %d", d, other, before, after, ab)
			}
			for _, third := range fixed {
				if ab <= 0 && Compare(other, third) <= 0 && Compare(d, third) > 0 {
					t.Fatalf("%q, %q, %q are not in order", d, other, third)
				}
			}
			if there, _ := tell(d, other); (there == "") != other.IsZero() {
				t.Fatalf("from %q to %q: %q", d, other, there)
			}
		}
	})
}

func checkRefusal(t *testing.T, s string, wrong *SyntaxError) {
	t.Helper()
	if wrong.Input != s || wrong.Offset < 0 || wrong.Offset > len(s) || wrong.Expected == "" {
		t.Fatalf("%q: %+v", s, wrong)
	}
	if !strings.HasPrefix(s[wrong.Offset:], strings.TrimSuffix(wrong.Found, "…")) {
		t.Fatalf("%q: %q does not stand at %d", s, wrong.Found, wrong.Offset)
	}
}

func checkDate(t *testing.T, d Date) {
	t.Helper()
	first, hasFirst := d.Earliest()
	last, hasLast := d.Latest()
	if hasFirst && hasLast && first > last {
		t.Fatalf("%q ends on %s, before it begins on %s", d, last, first)
	}
	if d.Form() == Single && hasFirst != hasLast {
		t.Fatalf("%q has one bound", d)
	}
	if d.Exact() && first != last {
		t.Fatalf("%q is exact and lasts from %s to %s", d, first, last)
	}
	if machine := d.Machine(); machine != "" && !htmlTime.MatchString(machine) {
		t.Fatalf("%q is %q, which is no value for HTML", d, machine)
	}
	var inner []Date
	for _, end := range []func() (Date, Bound){d.Start, d.End} {
		if date, bound := end(); bound == Known && d.Form() == Interval {
			inner = append(inner, date)
		}
	}
	for _, part := range append(inner, d.Members()...) {
		again, err := Parse(part.String())
		if err != nil || dayOrNone(again.Earliest()) != dayOrNone(part.Earliest()) || dayOrNone(again.Latest()) != dayOrNone(part.Latest()) {
			t.Fatalf("%q holds %q, which is read as %q: %v", d, part, again, err)
		}
		partFirst, ok := part.Earliest()
		if d.Form() != Interval && hasFirst && (!ok || partFirst < first) {
			t.Fatalf("%q begins after its member %q", d, part)
		}
	}
}

var kindsTold = map[LagKind]string{
	Unordered: "earlier or later, not known which", SameMoment: "at the same time", SameDay: "the same day",
	SameMonth: "in the same month", SameYear: "in the same year", SameTime: "about the same time",
	SameOrLater: "the same day or later", SameOrEarlier: "the same day or earlier",
}

// tell words a lag in a few words of its own; those that readers get are those of package tongue.
func tell(from, to Date) (words string, known bool) {
	lag := LagBetween(from, to)
	words = kindsTold[lag.Kind]
	if lag.Kind == Apart {
		words = tellApart(lag)
	}
	if lag.Doubted {
		words = "possibly " + words
	}
	return words, lag.Kind != NoLag && lag.Kind != Unordered
}

func tellApart(lag Lag) string {
	words := fmt.Sprint(lag.Count)
	if lag.Count == 1 {
		words = "a"
	}
	if lag.From > 0 {
		words = fmt.Sprintf("%d to %d", lag.From, lag.Count)
	}
	words += " " + [Units]string{"day", "week", "month", "year", "hour", "minute"}[lag.Unit]
	if lag.Count > 1 {
		words += "s"
	}
	for _, adverb := range []struct {
		said bool
		word string
	}{{lag.About, "about "}, {lag.AtMost, "at most "}, {lag.AtLeast, "at least "}} {
		if adverb.said {
			words = adverb.word + words
		}
	}
	switch {
	case words == "a day" && lag.Earlier:
		return "the day before"
	case words == "a day":
		return "the next day"
	case lag.Earlier:
		return words + " earlier"
	}
	return words + " later"
}
