package edtf

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestBeforeIsSurelyEarlier(t *testing.T) {
	for _, test := range []struct {
		dates string // the first is before the second, and never the other way round
		want  bool
	}{
		{"2015-03-05 2015-03-06", true},
		{"2015-03-05 2015-03-05", false},
		{"2015-03 2015-04-01", true},
		{"2015-03 2015-03-31", false},
		{"2015-03-05 2015-03-05T10:00:00", false},

		// Times of day count.
		{"2015-03-05T19:42:00 2015-03-05T21:15:00", true},
		{"2015-03-05T19:42:00 2015-03-05T19:42:01", true},
		{"2015-03-05T19:42:00 2015-03-05T19:42:00", false},
		{"2015-03-05T23:59:59 2015-03-06", true},

		// Moments, whatever the calendars on the wall say.
		{"2015-03-06T01:00:00+03:00 2015-03-05T18:30:00-05:00", true},
		{"2015-03-06T01:00:00+03:00 2015-03-05T22:00:00Z", false},
		{"2015-03-05T22:00:00Z 2015-03-06T01:00:00+03", false},
		{"2015-03-06T00:30:00+01:00 2015-03-05T23:45:00Z", true},
		{"2015-12-31T23:00:00-05:00 2016-01-01T04:00:01Z", true},
		{"0000-01-01T00:00:00+01:00 0000-01-01T00:00:00Z", true},

		// With a zone and without: the other may be of any place on earth.
		{"2015-03-05T09:59:59Z 2015-03-06", true},
		{"2015-03-05T10:00:00Z 2015-03-06", false},
		{"2015-03-05 2015-03-06T11:59:59Z", false},
		{"2015-03-05 2015-03-06T12:00:00Z", true},
		{"2015-03-05T10:00:00 2015-03-05T22:00:00Z", false},
		{"2015-03-05T10:00:00 2015-03-05T22:00:01Z", true},
		{"2015-03-05T10:00:00Z 2015-03-06T00:00:00", false},
		{"2015-03-05T10:00:00Z 2015-03-06T00:00:01", true},
		{"2015-02 2015-03-06T01:00:00+03:00", true},

		// About, by the part at which the mark stands.
		{"2015-03~ 2015-04-01", false},
		{"2015-03-05~ 2015-04-05", false},
		{"2015-03-05~ 2015-04-06", true},
		{"2015-03-05 2015-04-06~", true},
		{"2015-03-05~ 2015-04-06~", false},
		{"2015-03~ 2015-09-30", false},
		{"2015-03~ 2015-10-01", true},
		{"2015-21~ 2015-11-30", false},
		{"2015-21~ 2015-12-01", true},
		{"2015~ 2020-12-01", false},
		{"2015~ 2021-01-10", true},
		{"2015~-03-05 2015-12-31", false},
		{"2015-03~-05 2015-09-05", true},
		{"2015-03-~05 2015-04-06", true},
		{"201X~ 2500", false},
		{"201X 2020", true},
		{"1950S2 2000", true},
		{"1950S2~ 2500", false},

		// Uncertain, by the parts of which the mark speaks.
		{"2015-03-05? 2015-03-20", false},
		{"2015-03-05? 2020-03-01", false},
		{"2015-03-05? 2020-03-10", true},
		{"2015-03-?05 2015-04-06", true},
		{"2015-?03-05 2016-03-05", false},
		{"2015-?03-05 2016-03-07", true},
		{"2015-03% 2015-12-01", false},
		{"201X? 2500", false},

		// Each end and each member has its own marks.
		{"2014~/2015-03-05 2015-03-06", true},
		{"2014/2015-03-05~ 2015-03-06", false},
		{"2015-03-05 2015-03-06/2016~", true},
		{"[2014~,2015-03-05] 2015-03-06", false},
		{"[2010~,2019-03-05] 2019-03-06", true},
		{"{2015-03-05,2015-03-07} 2015-03-08", true},
		{"{2015-03-05,2015-03-07} 2015-03-06", false},

		// What is open or not known is before nothing.
		{"2015/.. 2020", false},
		{"2015/ 2020", false},
		{"2015 ../2020", false},
		{"../2015 2020", true},
		{"XXXX 2020", false},
		{"-0044 -0043-03-15", true},
		{"Y-170000000000000 Y170000000000000", true},
	} {
		first, second, _ := strings.Cut(test.dates, " ")
		a, b := mustParse(t, first), mustParse(t, second)
		if got := Before(a, b); got != test.want {
			t.Errorf("%s before %s: %v", a, b, got)
		}
		if Before(b, a) {
			t.Errorf("%s before %s", b, a)
		}
	}
	if Before(Date{}, MustParse("2015")) || Before(MustParse("2015"), Date{}) {
		t.Error("no date is before or after a date")
	}
}

// shortDates are dates of a few days in every form, so that many of them touch and overlap.
func shortDates(t *testing.T) []Date {
	var found []Date
	for _, text := range strings.Fields(`
		2015-03-05 2015-03-06 2015-03-07 2015-03-08 2015-03 2015-02 2015-04 2015-02-2X 2015 2014
		2015-03-05T00:00:00 2015-03-05T10:00:00 2015-03-05T23:59:59 2015-03-06T00:00:00 2015-03-06T12:00:00
		2015-03-05T00:00:00Z 2015-03-05T10:00:00Z 2015-03-05T11:59:59Z 2015-03-06T00:00:00Z 2015-03-06T12:00:00Z
		2015-03-05T10:00:00+03:00 2015-03-06T01:00:00+14:00 2015-03-04T22:00:00-12:00 2015-03-05T18:30:00-05:00
		2015-03-05/2015-03-06 2015-03-06/2015-03-07 2015-03-06/.. ../2015-03-05 2015-03-07/ /2015-03-06
		[2015-03-05,2015-03-07] {2015-03-05,2015-03-06} [2015-03-06..] [..2015-03-06] XXXX XXXX-03 201X
		2015-03-05~ 2015-03-06? 2015-03~ 2015-04? 2015~ 2015% 2015-03-~05 2014~/2015-03-05 2010 2021 2009-12 1990~`) {
		found = append(found, mustParse(t, text))
	}
	return found
}

func TestBeforeIsAPartialOrderThatCompareKeeps(t *testing.T) {
	dates := append(append(shortDates(t), allDates(t)...), Date{})
	claims := 0
	for _, a := range dates {
		for _, b := range dates {
			if !Before(a, b) {
				continue
			}
			claims++
			if Before(b, a) || Compare(a, b) >= 0 {
				t.Fatalf("%q is before %q; the other way: %v; Compare gives %d", a, b, Before(b, a), Compare(a, b))
			}
			for k := claims % 11; k < len(dates); k += 11 { // every eleventh is enough for the third
				c := dates[k]
				if Before(b, c) && !Before(a, c) {
					t.Fatalf("%q is before %q, and that before %q, but not the first before the last", a, b, c)
				}
			}
		}
	}
	if claims < 1000 {
		t.Errorf("only %d orders are known", claims)
	}
}

// hours gives every hour that a date without marks may mean, counted in UTC from the start of 2015 (a slow second
// version of the moments of Before). A date without a zone is tried in the zones given.
func hours(d Date, zones ...int) []int {
	start := NewDay(2015, 1, 1)
	if c, ok := d.Clock(); ok {
		if c.Zoned {
			zones = []int{c.Offset / 60}
		}
		var found []int
		for _, zone := range zones {
			found = append(found, d.first.Sub(start)*24+c.Hour-zone)
		}
		return found
	}
	var found []int
	for day := d.first; day <= d.last; day++ {
		for hour := range 24 {
			for _, zone := range zones {
				found = append(found, day.Sub(start)*24+hour-zone)
			}
		}
	}
	return found
}

func TestBeforeAgreesWithLookingAtEveryHour(t *testing.T) {
	var everywhere []int
	for zone := -12; zone <= 14; zone++ {
		everywhere = append(everywhere, zone)
	}
	random := rand.New(rand.NewPCG(9, 10))
	date := func() Date {
		day := NewDay(2015, 3, 1).Add(random.IntN(6))
		clock := Clock{Hour: random.IntN(24)}
		switch random.IntN(5) {
		case 0:
			clock.Zoned, clock.Offset = true, 60*(random.IntN(27)-12)
			fallthrough
		case 1:
			s := day.Date().single
			s.timed, s.clock = true, clock
			return newSingle(s)
		case 2:
			return mustParse(t, day.String()+"/"+day.Add(random.IntN(3)).String())
		case 3:
			return mustParse(t, "["+day.String()+","+day.Add(random.IntN(3)).String()+"]")
		}
		return day.Date()
	}
	known := 0
	for range 3000 {
		a, b := date(), date()
		zones := []int{0} // of one place
		if a.zoned() != b.zoned() {
			zones = everywhere
		}
		want := true
		for _, x := range hours(a, zones...) {
			for _, y := range hours(b, zones...) {
				want = want && x < y
			}
		}
		if got := Before(a, b); got != want {
			t.Fatalf("%s before %s: %v, and %v by looking at every hour", a, b, got, want)
		}
		if want {
			known++
		}
	}
	if known < 300 {
		t.Errorf("only %d orders were known", known)
	}
}

func TestAMarkNeverMakesAnOrderKnown(t *testing.T) {
	var plain []Date
	for _, d := range append(shortDates(t), allDates(t)...) {
		if d.marks() == 0 && d.form == Single && !d.single.timed {
			plain = append(plain, d)
		}
	}
	lost := 0
	for _, d := range plain {
		for _, mark := range "~?%" {
			for _, text := range []string{d.String() + string(mark), string(mark) + d.String()} {
				marked := mustParse(t, text)
				for _, other := range append(plain, mustParse(t, "2015-03-05T10:00:00Z"), mustParse(t, "2015~/..")) {
					if Before(marked, other) && !Before(d, other) || Before(other, marked) && !Before(other, d) {
						t.Fatalf("%s and %s have an order that %s and %s have not", marked, other, d, other)
					}
					if Before(d, other) && !Before(marked, other) {
						lost++
					}
					// Both is no more than either.
					either := mustParse(t, strings.ReplaceAll(text, string(mark), "%"))
					if Before(either, other) && !Before(marked, other) {
						t.Fatalf("%s is before %s, and %s is not", either, other, marked)
					}
				}
			}
		}
	}
	if lost == 0 {
		t.Error("no mark took an order away")
	}
}

func TestUTCIsTheSameMoment(t *testing.T) {
	for _, test := range []struct{ date, want string }{
		{"2015-03-06T01:00:00+03:00", "2015-03-05T22:00:00Z"},
		{"2015-12-31T18:30:05-05:45", "2016-01-01T00:15:05Z"},
		{"2015-03-06T01:00:00Z", "2015-03-06T01:00:00Z"},
		{"2015-03-06T01:00:00", "2015-03-06T01:00:00"},
		{"-0043-03-15T00:00:00+01:00", "-0043-03-14T23:00:00Z"},
		{"9999-12-31T23:00:00-01:00", "9999-12-31T23:00:00-01:00"}, // the year 10000 has no days
		{"2015-03~", "2015-03~"},
		{"../2015", "../2015"},
	} {
		d := mustParse(t, test.date)
		if got := d.UTC(); got.String() != test.want || Before(d, got) || Before(got, d) {
			t.Errorf("%s is %s, want %s", d, got, test.want)
		}
	}
}
