package export

import "testing"

func TestNoCellIsAFormula(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"", ""},
		{"plain", "plain"},
		{"a=b", "a=b"},
		{"=HYPERLINK(0)", "'=HYPERLINK(0)"},
		{"@SUM(1)", "'@SUM(1)"},
		{"+1+1", "'+1+1"},
		{"-2+3", "'-2+3"},
		{"-0044-03-15", "'-0044-03-15"},
		{"-0044", "-0044"},
		{"+49", "+49"},
		{"-1.5", "-1.5"},
		{"\t=1", "'\t=1"},
		{"\r=1", "\"'\r=1\""},
		{"– he said", "– he said"},
		{`'=1`, `'=1`},
		{`=1,"2"`, `"'=1,""2"""`},
	} {
		got, err := CSV([][]string{{c.cell, "x"}}, false)
		if err != nil {
			t.Fatal(err)
		}
		if want := c.want + ",x\n"; string(got) != want {
			t.Errorf("%q becomes %q, want %q", c.cell, got, want)
		}
	}
}
