package claim

import "testing"

func TestDates(t *testing.T) {
	for s, want := range map[string]string{
		"2015-03-05": "2015-03-05", "2015-03-05T23:30:00-05:00": "2015-03-05", "2015-03-05 10:00": "2015-03-05", "2015-03": "2015-03", "2015": "2015",
		"2015/03/05": "2015-03-05", "2015/3/5": "2015-03-05", "20150305": "2015-03-05", "20150305T101500Z": "2015-03-05", "05.03.2015": "2015-03-05", "5.3.2015 10:15": "2015-03-05",
		"March 5, 2015": "2015-03-05", "Mar 5, 2015 at 10:15": "2015-03-05", "5 March 2015": "2015-03-05", "Thu, 05 Mar 2015 10:15:00 GMT": "2015-03-05",
		"Thursday, March 5th, 2015": "2015-03-05", "Sept. 9, 2015": "2015-09-09", "5. März 2015": "2015-03-05", "5 марта 2015": "2015-03-05", "1 мая 2015": "2015-05-01",
		"Fri Nov 20 2026 10:15:00 GMT+0100 (Central European Standard Time)": "2026-11-20", "March 2015": "2015-03",
		// Read in two ways, or no dates.
		"03/05/2015": "", "5/3/15": "", "yesterday": "", "2015-13-01": "", "2015-02-30": "", "0001-01-01T00:00:00Z": "", "1970-01-01T00:00:00Z": "", "": "", "May": "",
		"2015-03-05garbage": "", "12345": "",
	} {
		if got, _ := ReadDate(s); got != want {
			t.Errorf("%q is read as %q, want %q", s, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, c := range [][2]string{
		{"https://www.a.example/x/", "http://a.example/x"},
		{"https://a.example/x?utm_source=b&id=1#top", "https://A.example:443/x?id=1"},
		{"https://a.example", "https://a.example/"},
	} {
		if AddressKey(c[0]) != AddressKey(c[1]) {
			t.Errorf("%s and %s are two pages", c[0], c[1])
		}
	}
	for _, c := range [][2]string{
		{"https://a.example/x?id=1", "https://a.example/x?id=2"}, {"https://a.example/x", "https://a.example/X"}, {"https://a.example/x", "https://b.example/x"},
	} {
		if AddressKey(c[0]) == AddressKey(c[1]) {
			t.Errorf("%s and %s are one page", c[0], c[1])
		}
	}
	for s, want := range map[string]string{
		"javascript:alert(1)": "", "/relative": "", "ftp://a.example/x": "", "file:///etc/passwd": "", "https://user:pw@a.example/": "", "https://a.example/x y": "",
		" https://a.example/x#y ": "https://a.example/x",
	} {
		if got := WebAddress(s); got != want {
			t.Errorf("%q is the address %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]struct {
		original string
		copied   bool
	}{
		"https://web.archive.org/web/20150309101112/http://a.example/x?y=1":     {"http://a.example/x?y=1", true},
		"https://web.archive.org/web/20150309101112id_/https://a.example/x":     {"https://a.example/x", true},
		"https://web.archive.org/web/2015/http:/a.example/x":                    {"http://a.example/x", true},
		"http://archive.today/2015.03.09-101112/https://a.example/x":            {"https://a.example/x", true},
		"https://archive.ph/AbCd1":                                              {"", true},
		"https://perma.cc/AB12-CD34":                                            {"", true},
		"https://web.archive.org/":                                              {"", false},
		"https://a.example/web/20150309101112/http://b.example/x":               {"", false},
		"https://web.archive.org.evil.example/web/20150309101112/http://b.ex/x": {"", false},
	} {
		if original, copied := ArchiveCopy(s); original != want.original || copied != want.copied {
			t.Errorf("%s: %q, %v; want %q, %v", s, original, copied, want.original, want.copied)
		}
	}
}
