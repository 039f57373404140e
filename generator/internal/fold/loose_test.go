package fold

import "testing"

func TestASearchReadsOverMarksAndForms(t *testing.T) {
	for in, want := range map[string]string{
		"Plain": "plain", "Müller": "muller", "Straße": "strasse", "ﬁnal": "final", "ΟΔΟΣ": "οδοσ", "οδός": "οδοσ",
		"co\u00adop": "coop", "Ёлка": "елка", "e\u0301": "e", "é": "e", "ＡＢ": "ab", "كِتَاب": "كتاب",
	} {
		if got := Loose(in); got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
}
