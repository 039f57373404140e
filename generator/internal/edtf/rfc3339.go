package edtf

import "time"

// RFC3339 returns a day, or a day with a time, as programs write a moment (RFC 3339), in UTC. A day is its beginning, and so is
// what is longer than one; a time without a zone is taken as it stands. It is empty for no date, and for one without a beginning.
func (d Date) RFC3339() string {
	at := d.UTC()
	day, ok := at.Earliest()
	if !ok {
		return ""
	}
	t := time.Date(day.Year(), time.Month(day.Month()), day.Day(), 0, 0, 0, 0, time.UTC)
	if clock, ok := at.Clock(); ok {
		t = t.Add(time.Duration(clock.Hour)*time.Hour + time.Duration(clock.Minute)*time.Minute + time.Duration(clock.Second)*time.Second)
	}
	return t.Format(time.RFC3339)
}
