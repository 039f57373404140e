package stemma

import (
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// The words of an invented reporter, of a speaker, and of an agency.
const (
	walked  = "The bridge lay empty at noon, with two lorries parked across its northern ramp and a policeman asleep in the cab of the first."
	opened  = "Traders on the market below said the closure had halved their takings since the first week of the month."
	spoke   = "“The bridge is unsafe, the piers are cracked, and nobody in this town will drive across it before the summer is over,” the mayor told a public meeting in the old school hall."
	agency  = "The harbour authority closed the northern bridge on Tuesday after divers found deep cracks in two of its stone piers, and ferries will carry cars until the repair has ended."
	retold  = "The harbour authority shut the northern bridge early on Tuesday after divers found several fissures in two of its stone piers, and ferries will carry cars until the repair has ended."
	invited = "We closed the northern bridge on Tuesday after our divers found deep cracks in two of its stone piers, and our ferries will carry cars until the repair has ended."
)

func day(t *testing.T, s string) edtf.Date {
	t.Helper()
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// press is a text of an outlet for a test.
func press(t *testing.T, id, publisher, published, body string) witness.Text {
	return witness.Text{ID: id, Lang: "en", Publisher: publisher, Published: day(t, published), Body: body}
}

// descentOf compares texts and returns the descent of a and b.
func descentOf(t *testing.T, texts ...witness.Text) Descent {
	t.Helper()
	for _, d := range descents(collate.Compare(texts, collate.Options{}), texts) {
		if d.A == "a" && d.B == "b" {
			return d
		}
	}
	t.Fatal("a and b are not related")
	return Descent{}
}

func reasons(d Descent) []Reason {
	var out []Reason
	for _, e := range d.Evidence {
		if !slices.Contains(out, e.Reason) {
			out = append(out, e.Reason)
		}
	}
	return out
}

func TestADirectionIsSaidFromEvidenceInTheTextAlone(t *testing.T) {
	a := func(published, body string) witness.Text { return press(t, "a", "The Courier", published, body) }
	b := func(published, body string) witness.Text { return press(t, "b", "The Gazette", published, body) }
	c := func(published, body string) witness.Text { return press(t, "c", "Wire", published, body) }
	credited := func(x witness.Text, credit string) witness.Text { x.Credit = credit; return x }
	inferred := func(x witness.Text, credit string) witness.Text { x.Credit, x.CreditInferred = credit, true; return x }
	own := walked + " " + opened
	tests := []struct {
		name     string
		texts    []witness.Text
		from, to string
		dated    bool
		reasons  []Reason
	}{
		{"dates alone, of quoted words", []witness.Text{a("2015-03-05", spoke), b("2015-03-07", spoke)}, "", "", false, nil},
		{"words in the first person, without their marks", []witness.Text{a("2015-03-05", invited), b("2015-03-07", invited)}, "", "", false, nil},
		{"a turn of a transcript", []witness.Text{a("2015-03-05", "DAHL: "+own), b("2015-03-07", "Dahl: "+own)}, "", "", false, nil},
		{"an outlet's own words", []witness.Text{a("2015-03-05", own), b("2015-03-07", own)}, "a", "b", true, []Reason{ByOwn}},
		{"the same, the other way", []witness.Text{a("2015-03-07", own), b("2015-03-05", own)}, "b", "a", true, []Reason{ByOwn}},
		{"on one day", []witness.Text{a("2015-03-05", own), b("2015-03-05", own)}, "", "", false, nil},
		{"by the hour", []witness.Text{a("2015-03-05T19:42:00", own), b("2015-03-05T21:15:00", own)}, "a", "b", true, []Reason{ByOwn}},
		{"a doubtful date", []witness.Text{a("2015-03~", own), b("2015-04-01", own)}, "", "", false, nil},
		{"an uncertain date", []witness.Text{a("2015-03-05?", own), b("2015-03-06", own)}, "", "", false, nil},
		{"no date", []witness.Text{a("", own), b("2015-03-06", own)}, "", "", false, nil},
		{"words that name another origin", []witness.Text{credited(a("2015-03-05", own), "Wire"), b("2015-03-07", own)}, "", "", false, nil},
		{"words of a third that may be as early", []witness.Text{a("2015-03-05", own), b("2015-03-07", own), c("2015-03", own)}, "", "", false, nil},
		{"one outlet twice", []witness.Text{a("2015-03-05", own), press(t, "b", "The Courier", "2015-03-07", own)}, "", "", false, nil},
		{"a credit", []witness.Text{a("2015-03-05", spoke), credited(b("2015-03-07", spoke+" (Courier)"), "Courier")}, "a", "b", false, []Reason{ByCredit}},
		{"a credit without dates", []witness.Text{a("", spoke), credited(b("", spoke), "The Courier")}, "a", "b", false, []Reason{ByCredit}},
		{"a credit of a text that is later", []witness.Text{a("2015-03-07", spoke), credited(b("2015-03-05", spoke), "The Courier")}, "", "", false, []Reason{ByCredit}},
		{"a longer name", []witness.Text{a("", spoke), credited(b("", spoke), "Evening Courier")}, "", "", false, nil},
		{"credits of each other", []witness.Text{credited(a("", spoke), "Gazette"), credited(b("", spoke), "Courier")}, "", "", false, []Reason{ByCredit}},
		{"a credit that the editors infer", []witness.Text{a("2015-03-05", spoke), inferred(b("2015-03-07", spoke), "Courier")}, "", "", false, []Reason{ByCreditInferred}},
		{"one third party", []witness.Text{credited(a("2015-03-05", own), "Reuters"), credited(b("2015-03-07", own), "Reuters news agency")}, "", "", false, []Reason{ByAgency}},
		{"one third party, inferred", []witness.Text{credited(a("", own), "Reuters"), inferred(b("", own), "Reuters")}, "", "", false, []Reason{ByAgencyInferred}},
		{"edits in common against an earlier third", []witness.Text{a("2015-03-05", retold), b("2015-03-07", retold), c("2015-03-04", agency)}, "a", "b", true, []Reason{ByEdit}},
		{"edits in common, dates that do not tell", []witness.Text{a("2015-03-05", retold), b("2015-03-05", retold), c("2015-03-04", agency)}, "", "", false, []Reason{ByEdit}},
		{"a third that is later", []witness.Text{a("2015-03-05", retold), b("2015-03-05", retold), c("2015-03-08", agency)}, "", "", false, nil},
		{"edits of what was said", []witness.Text{a("2015-03-05", "“"+retold+"” he said."), b("2015-03-07", "“"+retold+"” he said."), c("2015-03-04", "“"+agency+"” he said.")}, "", "", false, nil},
		{"edits of another's text", []witness.Text{credited(a("2015-03-05", retold), "Reuters"), b("2015-03-07", retold), c("2015-03-04", agency)}, "", "", false, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := descentOf(t, tt.texts...)
			if d.From != tt.from || d.To != tt.to || d.Dated != tt.dated || !slices.Equal(reasons(d), tt.reasons) {
				t.Errorf("from %q to %q, dated %v, because of %v", d.From, d.To, d.Dated, reasons(d))
			}
		})
	}
}

func TestEvidenceHasItsWords(t *testing.T) {
	texts := []witness.Text{press(t, "a", "Courier", "2015-03-05", retold), press(t, "b", "Gazette", "2015-03-07", retold), press(t, "c", "Wire", "2015-03-04", agency)}
	var got []string
	for _, e := range descentOf(t, texts...).Evidence {
		if e.Third != "c" || e.A.In(retold) != e.B.In(retold) {
			t.Errorf("%+v", e)
		}
		got = append(got, e.A.In(retold)+" for "+e.C.In(agency))
	}
	if want := []string{"shut for closed", "early for ", "several fissures for deep cracks"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	b := press(t, "b", "Gazette", "", spoke+" Source: the Courier news agency")
	b.Credit = "Courier"
	e := descentOf(t, press(t, "a", "The Courier", "", spoke), b).Evidence
	if len(e) != 1 || e[0].B.In(b.Body) != "Courier" || e[0].A.Len() > 0 {
		t.Errorf("the credit line is at %+v", e)
	}
}

// TestDescentDoesNotDependOnTheOrderOfTheTexts compares the texts under other names.
func TestDescentDoesNotDependOnTheOrderOfTheTexts(t *testing.T) {
	d := descentOf(t, press(t, "a", "Courier", "2015-03-07", retold), press(t, "b", "Gazette", "2015-03-05", retold), press(t, "A", "Wire", "2015-03-04", agency))
	if d.From != "b" || d.To != "a" || len(d.Evidence) != 3 {
		t.Errorf("%+v", d)
	}
}

func TestWhatSomebodyMayHaveSaidIsSpoken(t *testing.T) {
	for text, want := range map[string]string{
		"He came. “It is shut,” she said.":        "It is shut,",
		"It is shut” she said.":                   "It is shut",
		"We shut it. It rained.":                  "We shut it.",
		"Anna Dahl: it is shut.\n\nIt rained.":    "Anna Dahl: it is shut.",
		"— It is shut.\n\nIt rained.":             "— It is shut.",
		"The US shut it. It rained on the mines.": "",
	} {
		var parts []string
		for _, s := range spoken(text, segment.Sentences(text)) {
			parts = append(parts, s.In(text))
		}
		if got := strings.Join(parts, "|"); got != want {
			t.Errorf("%q: %q is spoken, want %q", text, got, want)
		}
	}
}

func TestTheArticlesShowNoDirection(t *testing.T) {
	texts := readArticles(t)
	for i := range texts {
		texts[i].CreditInferred = texts[i].ID == "peoples-voice"
	}
	for _, d := range descents(collate.Compare(texts, collate.Options{}), texts) {
		want := []Reason(nil)
		if d.A == "iria" && d.B == "peoples-voice" {
			want = []Reason{ByAgencyInferred} // both have RT's text, says the one, and its editors of the other
		}
		if d.From != "" || !slices.Equal(reasons(d), want) {
			t.Errorf("%+v", d)
		}
	}
}
