package edtf

import (
	"fmt"
	"time"
)

// Day is one day of the proleptic Gregorian calendar, the calendar of ISO 8601, in which the year 0
// exists and the leap year rule holds at all times. It counts days from 1 January 1970, so that days are
// compared with < and ==, used as map keys and subtracted; the zero Day is that day and not "no day".
type Day int64

// daysFrom0000 is the number of days from 1 March of the year 0 to 1 January 1970.
const daysFrom0000 = 719468

// daysPer400 is the number of days in 400 years, after which the calendar repeats itself.
const daysPer400 = 146097

// NewDay gives the day of a year, month (1 to 12) and day of the month. A month or day outside its range
// counts on into the neighbours, as in time.Date: 0 March is the last day of February.
func NewDay(year, month, day int) Day {
	return newDay(int64(year), month, day)
}

// newDay counts in years that begin on 1 March, so that the leap day is the last of its year
// (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
func newDay(year int64, month, day int) Day {
	year += int64(floorDiv(int64(month-1), 12))
	m := floorMod(int64(month-1), 12) + 1
	if m <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yearOfEra := year - era*400
	dayOfYear := (153*floorMod(m-3, 12) + 2) / 5
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return Day(era*daysPer400 + dayOfEra - daysFrom0000 + int64(day-1))
}

// civil gives the year, month and day of the month.
func (d Day) civil() (year int64, month, day int) {
	n := int64(d) + daysFrom0000
	era := floorDiv(n, daysPer400)
	dayOfEra := n - era*daysPer400
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	fromMarch := (5*dayOfYear + 2) / 153
	day = int(dayOfYear-(153*fromMarch+2)/5) + 1
	month = int(fromMarch) + 3
	year = era*400 + yearOfEra
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// Year is the astronomical year: 0 is 1 BC, −1 is 2 BC.
func (d Day) Year() int {
	year, _, _ := d.civil()
	return int(year)
}

// Month is the month, from 1 to 12.
func (d Day) Month() int {
	_, month, _ := d.civil()
	return month
}

// Day is the day of the month, from 1 to 31.
func (d Day) Day() int {
	_, _, day := d.civil()
	return day
}

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday {
	return time.Weekday(floorMod(int64(d)+int64(time.Thursday), 7))
}

// String writes the day as EDTF, which for the years 0 to 9999 is 2015-03-05. A day of a longer year has
// no EDTF form and is written as Y12345-03-05.
func (d Day) String() string {
	year, month, day := d.civil()
	switch {
	case year < -9999 || year > 9999:
		return fmt.Sprintf("Y%d-%02d-%02d", year, month, day)
	case year < 0:
		return fmt.Sprintf("-%04d-%02d-%02d", -year, month, day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// Sub is the number of days from other to d: negative when d is the earlier one.
func (d Day) Sub(other Day) int { return int(d - other) }

// Add is the day n days later, or earlier when n is negative.
func (d Day) Add(n int) Day { return d + Day(n) }

// Compare is negative when d comes before other, positive when it comes after, and 0 for the same day.
func (d Day) Compare(other Day) int {
	switch {
	case d < other:
		return -1
	case d > other:
		return 1
	}
	return 0
}

// daysIn is the number of days of a month from 1 to 12.
func daysIn(year int64, month int) int {
	return newDay(year, month+1, 1).Sub(newDay(year, month, 1))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }
