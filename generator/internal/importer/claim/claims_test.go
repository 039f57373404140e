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
		{"https://a.example", "https://a.example/"}, {"https://m.a.example/x", "https://www.a.example/x"}, {"https://a.example/x/amp", "https://a.example/x"}, {"https://amp.a.example/x.amp.html", "https://a.example/x"},
		{"https://a.example/x/index.html", "https://a.example/x/"}, {"https://a.example/x?fbclid=1&ref=b&at_medium=c&amp=1", "https://a.example/x"},
		{"https://www-a-example.ezproxy.uni.example/x", "https://a.example/x"}, {"https://www.a.example.libproxy.uni.example/x?id=1", "https://a.example/x?id=1"},
		{"https://login.ezproxy.uni.example/login?url=https://a.example/x", "https://a.example/x"}, {"https://www.google.com/amp/s/www.a.example/x/amp", "https://a.example/x"},
		{"https://www-a-example.cdn.ampproject.org/c/s/www.a.example/x", "https://a.example/x"}, {"https://via.hypothes.is/https://a.example/x", "https://a.example/x"},
	} {
		if AddressKey(c[0]) != AddressKey(c[1]) {
			t.Errorf("%s and %s are two pages", c[0], c[1])
		}
	}
	for _, c := range [][2]string{
		{"https://a.example/x?id=1", "https://a.example/x?id=2"}, {"https://a.example/x", "https://a.example/X"}, {"https://a.example/x", "https://b.example/x"},
		{"https://m.example/x", "https://example/x"}, {"https://a.example/amplifier", "https://a.example/lifier"}, {"https://a.example/indexes", "https://a.example/"},
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

// What a line says beside the names of its authors comes off; names stay.
func TestAuthors(t *testing.T) {
	for line, want := range map[string]string{
		"By\u00a0Laura June July 10, 2015": "Laura June", "Posted by T. V. Raman": "T. V. Raman", "Veröffentlicht vonChris Jung": "Chris Jung", "ByAlex Heath": "Alex Heath",
		"By Erin Cunningham March 18 at 3:57 PM Follow @erinmcunningham": "Erin Cunningham", "von r23 » 21.01.2009, 05:42": "r23", "Von Kläre Groß, 10.11.2026": "Kläre Groß",
		"Publié par Anna Petit le 5 mars 2015": "Anna Petit", "Автор: Ида Квист": "Ида Квист", "Geschrieben von Ann Berg am 3. März 2015 um 10:15 Uhr": "Ann Berg",
		"Lüder Hoppe info@paper.example": "Lüder Hoppe", "Ann Berg | Harbour Post": "Ann Berg", "\u3000Ann Berg\u200b": "Ann Berg", "3 hours ago": "", "By": "", "Posted": "",
		"Byron Katie": "Byron Katie", "Vonnegut": "Vonnegut", "Carl von Ossietzky": "Carl von Ossietzky", "Park Geun-hye": "Park Geun-hye", "View all posts by Ann Berg": "Ann Berg",
	} {
		if got := Author(line); got != want {
			t.Errorf("%q names %q, want %q", line, got, want)
		}
	}
	if got := Authors([]string{"Ann Berg", "By Ben Okafor", "ann berg", "https://a.example/x"}); got != "Ann Berg, Ben Okafor" {
		t.Errorf("the authors are %q", got)
	}
	c := New()
	c.Add("author", "Ann Berg", "JSON-LD")
	c.Add("author", "Ann Berg, Ben Okafor", "the byline")
	if got := c.Choose("author").Value; got != "Ann Berg, Ben Okafor" {
		t.Errorf("of one author and two, %q is chosen", got)
	}
}

func TestMoments(t *testing.T) {
	for s, want := range map[string]string{
		"2024-03-12T19:42+01:00": "2024-03-12T19:42+01:00", "2024-03-12T19:42:07.5Z": "2024-03-12T19:42:07Z", "2024-03-12T19:42:00+0100": "2024-03-12T19:42:00+01:00", "20150305T101500Z": "2015-03-05T10:15:00Z",
		"13.03.2024 09:20": "2024-03-13T09:20", "14. März 2024, 09.20 Uhr": "2024-03-14T09:20", "March 5, 2015 at 10:15 pm": "2015-03-05T22:15", "Thu, 05 Mar 2015 10:15:00 GMT": "2015-03-05T10:15:00Z",
		"5 марта 2015, 10:15 МСК": "2015-03-05T10:15+03:00", "14 mars 2024 à 9h20": "2024-03-14T09:20", "2024-03-12T00:00:00+01:00": "2024-03-12", "2024-03-12": "2024-03-12", "2024-03": "2024-03",
		"14 de marzo de 2024": "2024-03-14", "1er mars 2024": "2024-03-01", "2024年3月12日": "2024-03-12", "13/03/2024": "2024-03-13", "03/13/2024": "2024-03-13", "03/05/2024": "", "12. Dez. 2023": "2023-12-12", "5 févr. 2020": "2020-02-05",
		"2024-03-12T25:00:00Z": "2024-03-12",
	} {
		if got, _ := ReadMoment(s); got != want {
			t.Errorf("%q is read as %q, want %q", s, got, want)
		}
	}
	for _, pair := range [][2]string{{"2015-03-05T17:40:00Z", "2015-03-05T18:40:00+01:00"}, {"2015-03-05", "2015-03-05T18:40:00+01:00"}, {"2015-03-05T18:40:00", "2015-03-05T18:40:00+01:00"}} {
		if !Agree("published", pair[0], pair[1]) {
			t.Errorf("%s and %s are two dates", pair[0], pair[1])
		}
		c := New()
		c.Add("published", pair[0], "a")
		c.Add("published", pair[1], "b")
		if got := c.Choose("published").Value; got != pair[1] || len(c.Remarks) > 0 {
			t.Errorf("of %v %q is chosen; %v", pair, got, c.Remarks)
		}
	}
	if Agree("published", "2015-03-05T18:40:00Z", "2015-03-05T18:40:00+01:00") {
		t.Error("one time of day in two zones is one moment")
	}
}

func TestLanguageOfAText(t *testing.T) {
	for text, want := range map[string]string{
		"The council has approved the plan, and nobody was surprised by the vote of the members who were there.":             "en",
		"Der Rat hat den Plan beschlossen, und niemand war von der Wahl der Mitglieder überrascht, die nicht gekommen sind.": "de",
		"Le conseil a approuvé le plan, et les membres qui étaient dans la salle ne sont pas surpris par le vote.":           "fr",
		"El consejo aprobó el plan, y los miembros que estaban en la sala no se sorprendieron con la votación.":              "es",
		"Совет принял план, и никто из тех, кто был в зале, не удивился, что это было так.":                                  "ru",
		"Рада ухвалила план, і ніхто з тих, хто був у залі, не здивувався, що це було так, або ні.":                          "uk",
		"Il consiglio ha approvato il piano, e nessuno di quelli che erano nella sala si è sorpreso della cosa.":             "it",
		"議会は火曜日に計画を承認した。": "ja", "市议会星期二批准了这项计划。": "zh", "Ferry pier divides town": "", "": "",
	} {
		if got := GuessLanguage(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestPoster reads the titles that sites of short messages give to one.
func TestPoster(t *testing.T) {
	for title, want := range map[string][2]string{
		`(3) Ida Quist on X: "The pier is closed." / X`: {"Ida Quist", "X"},
		`Ida Quist auf Facebook: „Der Kai ist zu.“`:     {"Ida Quist", "Facebook"},
		`Ida Quist (@ida) on Threads: "The pier is"`:    {"Ida Quist", "Threads"},
		`Ida Quist (@ida@social.example)`:               {"Ida Quist", ""},
		`Ida Quist on X: why she left`:                  {"", ""},
		`The mayor on the pier: "It is closed"`:         {"", ""},
		`Ferry pier closed after cracks found`:          {"", ""},
	} {
		if author, site := Poster(title); author != want[0] || site != want[1] {
			t.Errorf("%s: %q, %q; want %q", title, author, site, want)
		}
	}
}
