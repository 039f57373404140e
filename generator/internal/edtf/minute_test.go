package edtf

import "testing"

func TestATimeMayBeWrittenToTheMinute(t *testing.T) {
	for _, s := range []string{"2024-03-12T19:42", "2024-03-12T19:42Z", "2024-03-12T19:42+01:00", "2024-03-12T19:42-05"} {
		if d, err := Parse(s); err != nil || d.String() != s {
			t.Errorf("%q is %q, %v", s, d, err)
		}
	}
	minute, second := MustParse("2024-03-12T19:42+01:00"), MustParse("2024-03-12T19:42:30+01:00")
	if Before(second, minute) || Compare(minute, second) >= 0 {
		t.Error("19:42:30 is before 19:42, or stands before it in a list")
	}
	if got := minute.UTC().String(); got != "2024-03-12T18:42:00Z" {
		t.Errorf("in UTC it is %s", got)
	}
}
