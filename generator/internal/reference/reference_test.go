package reference

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"dossier/generator/internal/edtf"
)

// english are the words of a reference.
type english struct{}

func (english) Language() string { return "en" }

func (english) Word(key string, args ...any) string {
	text := map[string]string{
		"comma": ", ", "colon": ": ", "and": "{1} and {2}", "quoted": "“{1}”", "cite_in": "{1}. In: {2}", "cite_quotes": "Quoted there: {1}.", "cite_speaker": "{1}; attributed to {2}", "semicolon": "; ",
	}[key]
	for i, a := range args {
		text = strings.ReplaceAll(text, fmt.Sprintf("{%d}", i+1), fmt.Sprint(a))
	}
	return text
}

func day(t testing.TB, text string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func work(t testing.TB) Work {
	return Work{
		Key: "bridge", Authors: []string{"Ada Roe", "Ben & Co."}, Title: "The bridge is 100% safe", Container: "A dossier",
		Issued: day(t, "2024-03-05"), URL: "https://example.org/d/quotes/bridge_1/", Language: "en",
		Quoted: &Quoted{Words: "It is safe", Speaker: "Jo Doe", Said: day(t, "2015-02-01"), Outlet: "The Paper", Title: "Mayor speaks", Printed: day(t, "2015-02~")},
	}
}

func TestTheEditorsAreTheAuthorsAndTheSourceIsQuoted(t *testing.T) {
	w := work(t)
	const note = "Quoted there: “It is safe” — The Paper, “Mayor speaks”, about February 2015; attributed to Jo Doe, 1 February 2015."
	for name, c := range map[string][2]string{
		"sentence": {w.Sentence(english{}), "Ada Roe and Ben & Co.: “The bridge is 100% safe”. In: A dossier, 5 March 2024, https://example.org/d/quotes/bridge_1/. " + note},
		"BibTeX": {w.BibTeX(english{}), `@online{bridge,
  author = {{Ada Roe} and {Ben \& Co.}},
  title = {{The bridge is 100\% safe}},
  organization = {A dossier},
  date = {2024-03-05},
  url = {https://example.org/d/quotes/bridge_1/},
  note = {` + note + `},
}`},
		"RIS": {w.RIS(english{}), `TY  - ELEC
ID  - bridge
AU  - Ada Roe
AU  - Ben & Co.
TI  - The bridge is 100% safe
T2  - A dossier
PY  - 2024
DA  - 2024/03/05
LA  - en
UR  - https://example.org/d/quotes/bridge_1/
N1  - ` + note + `
ER  -`},
	} {
		if c[0] != c[1] {
			t.Errorf("%s:\n got %s\nwant %s", name, c[0], c[1])
		}
	}
	w.Authors, w.Issued, w.URL, w.Quoted = nil, edtf.Date{}, "", nil
	if got, want := w.Sentence(english{}), "“The bridge is 100% safe”. In: A dossier."; got != want {
		t.Errorf("what is not known is left out:\n got %s\nwant %s", got, want)
	}
}

func TestKeysAreASCIIAndTellPagesApart(t *testing.T) {
	got := Keys([]string{"talks", "переговоры", "peregovory", "über-uns", "uber-uns", "接触", "---"})
	want := []string{"talks", "peregovory", "peregovory-2", "uber-uns", "uber-uns-2", "Jie-Hong", "page"}
	want[5] = got[5]
	if fmt.Sprint(got) != fmt.Sprint(want) || !regexp.MustCompile(`^[A-Za-z0-9-]+$`).MatchString(got[5]) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnAddressIsEncodedOnce(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/d/quotes/мир/":         "https://example.org/d/quotes/%D0%BC%D0%B8%D1%80/",
		"https://example.org/%D0%BC/a_b?c=d&e=~f#g": "https://example.org/%D0%BC/a_b?c=d&e=~f#g",
		"https://example.org/100%/{x}\\ y":          "https://example.org/100%25/%7Bx%7D%5C%20y",
	} {
		if got := Address(address); got != want || Address(got) != got {
			t.Errorf("%s becomes %s, want %s", address, got, want)
		}
	}
}

// entry reads a BibTeX entry back.
func entry(text string) (key string, fields map[string]string, err error) {
	head, rest, ok := strings.Cut(text, ",\n")
	if !ok || !strings.HasPrefix(head, "@online{") {
		return "", nil, fmt.Errorf("no entry: %s", text)
	}
	fields = map[string]string{}
	for rest != "}" {
		name, value, ok := strings.Cut(strings.TrimPrefix(rest, "  "), " = {")
		if !ok {
			return "", nil, fmt.Errorf("no field: %s", rest)
		}
		depth, end := 1, -1
		for i, r := range value {
			switch r { // BibTeX counts braces, also those behind a backslash
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth == 0 {
				end = i
				break
			}
		}
		if end < 0 || !strings.HasPrefix(value[end:], "},\n") {
			return "", nil, fmt.Errorf("braces of %s do not balance: %s", name, value)
		}
		fields[name], rest = value[:end], value[end+3:]
	}
	return strings.TrimPrefix(head, "@online{"), fields, nil
}

// plain returns the text that a field stands for.
func plain(field string) string {
	return strings.NewReplacer(
		`{\textbackslash}`, `\`, `{\textbraceleft}`, "{", `{\textbraceright}`, "}", `{\textasciitilde}`, "~", `{\textasciicircum}`, "^",
		`\%`, "%", `\&`, "&", `\#`, "#", `\$`, "$", `\_`, "_", "{", "", "}", "",
	).Replace(field)
}

func checkWork(t *testing.T, w Work) {
	t.Helper()
	key, fields, err := entry(w.BibTeX(english{}))
	if err != nil {
		t.Fatal(err)
	}
	if key != w.Key || plain(fields["title"]) != line(w.Title) || plain(fields["organization"]) != line(w.Container) {
		t.Errorf("%q in %q is read back as %q of %q", w.Title, w.Container, fields["title"], fields["organization"])
	}
	if fields["url"] != w.URL {
		t.Errorf("the address %q is read back as %q", w.URL, fields["url"])
	}
	var items []Item
	if err := json.Unmarshal([]byte(CSL(english{}, w)), &items); err != nil || len(items) != 1 {
		t.Fatalf("CSL-JSON: %v", err)
	}
	if it := items[0]; string(it.Title) != line(w.Title) || string(it.URL) != w.URL || string(it.ID) != w.Key || len(it.Author) != len(w.Authors) {
		t.Errorf("CSL-JSON reads back %+v", it)
	}
	for _, l := range strings.Split(w.RIS(english{}), "\n") {
		if !regexp.MustCompile(`^[A-Z][A-Z0-9]  -( |$)`).MatchString(l) {
			t.Errorf("%q is no line of RIS", l)
		}
	}
}

// TestWhateverIsWrittenReadsBack writes works with the characters that the
// formats have a use for.
func TestWhateverIsWrittenReadsBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() string {
		var out strings.Builder
		out.WriteString("x")
		for range r.IntN(12) {
			out.WriteString([]string{"{", "}", `\`, "%", "&", "#", "$", "_", "~", "^", `"`, "a", " b", "é", "й", "\n", ",", "“", "”"}[r.IntN(19)])
		}
		return out.String()
	}
	for range 2000 {
		w := work(t)
		w.Key = Keys([]string{random()})[0]
		w.Title, w.Container, w.Authors, w.Quoted.Words = random(), random(), []string{random()}, random()
		w.URL = Address("https://example.org/" + strings.ReplaceAll(random(), "\n", ""))
		checkWork(t, w)
	}
}

func FuzzReference(f *testing.F) {
	f.Add("A title", "A dossier", "slug", "https://example.org/")
	f.Add(`{\x}`, "100% & more", "мир", "https://example.org/{мир}?a=%41")
	f.Fuzz(func(t *testing.T, title, container, slug, address string) {
		w := work(t)
		w.Title, w.Container, w.Key, w.URL = strings.ToValidUTF8(title, "?")+"x", strings.ToValidUTF8(container, "?")+"x", Keys([]string{slug})[0], Address("https://example.org/"+address)
		if strings.ContainsAny(w.Title+w.Container, "\x00") {
			t.Skip()
		}
		checkWork(t, w)
	})
}

func TestReferencesAreReadAsProgramsWriteThem(t *testing.T) {
	var v any
	if err := json.Unmarshal([]byte(`{"id": 7, "title": ["One", "Two"], "author": {"literal": "The Desk"}, "issued": {"date-parts": [["2015", "3"]], "circa": 1}, "URL": {"no": 1}, "DOI": "10.1/x"}`), &v); err != nil {
		t.Fatal(err)
	}
	item := Parse(v)
	if item.ID != "7" || item.Title != "One" || len(item.Author) != 1 || item.Author[0].String() != "The Desk" || item.Issued.EDTF() != "2015-03~" || item.URL != "" || item.DOI != "10.1/x" {
		t.Errorf("got %+v", item)
	}
}

// A date on which doubt is cast is no exact one in any format: biblatex and RIS have a way to say so, or it is told in words.
func TestDoubtfulDatesAreToldAsDoubtful(t *testing.T) {
	for date, want := range map[string][2]string{
		"2015-03-05":       {"  date = {2015-03-05},\n", "PY  - 2015\nDA  - 2015/03/05\n"},
		"2015-03-05T10:00": {"  date = {2015-03-05},\n", "PY  - 2015\nDA  - 2015/03/05\n"},
		"2015":             {"  date = {2015},\n", "PY  - 2015\nDA  - 2015\n"},
		"2015-03~":         {"  date = {2015-03~},\n", "DA  - 2015/03//about March 2015\n"},
		"2015-03-05%":      {"  date = {2015-03-05%},\n", "DA  - 2015/03/05/possibly about 5 March 2015\n"},
		"2015-02/2015-03":  {"  date = {2015-02/2015-03},\n", "DA  - ///February to March 2015\n"},
		"2016?-02-01":      {"  note = {1 February 2016 (uncertain: year).},\n", "DA  - 2016/02/01/1 February 2016 (uncertain: year)\n"},
	} {
		w := Work{Key: "k", Title: "T", Issued: day(t, date)}
		b, r := w.BibTeX(english{}), w.RIS(english{})
		if !strings.Contains(b, want[0]) || !strings.Contains(r, want[1]) || strings.Count(r, "PY  -") != strings.Count(want[1], "PY  -") {
			t.Errorf("%s: %s\n%s", date, b, r)
		}
	}
}
