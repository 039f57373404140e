package importer

import (
	"encoding/base64"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html/charset"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/importer/encoding"
)

// cyrillic encodes text as windows-1251, as far as the tests need it.
func cyrillic(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < 0x80:
			b.WriteByte(byte(r))
		case r >= 'А' && r <= 'я':
			b.WriteByte(byte(r-'А') + 0xc0)
		default:
			b.WriteByte(map[rune]byte{'«': 0xab, '»': 0xbb, '—': 0x97, 'ё': 0xb8, '№': 0xb9, '\u00a0': 0xa0}[r])
		}
	}
	return b.String()
}

// wide encodes text as UTF-16 with a byte order mark.
func wide(s string, little bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		if little {
			b.Write([]byte{byte(u), byte(u >> 8)})
		} else {
			b.Write([]byte{byte(u >> 8), byte(u)})
		}
	}
	return b.String()
}

func bodyOf(t *testing.T, r *Report) string {
	t.Helper()
	if len(r.Files) != 1 {
		t.Fatalf("%d files; %v", len(r.Files), r.Problems)
	}
	_, body, _ := strings.Cut(string(r.Files[0].Data), "\n---\n\n")
	return strings.TrimSuffix(body, "\n")
}

func TestEncodings(t *testing.T) {
	const russian = "«Мост № 1» закрыт до весны, — сказали в\u00a0совете ещё вчера."
	const (
		plainRussian = "Пешеходный мост через гавань останется закрытым до весны, сообщил в четверг городской совет."
		japanese     = "港にかかる歩道橋は「少なくとも春まで」閉鎖されたままになると市議会が木曜日に発表した。危険は冒さないと市長は述べた。"
		chinese      = "市议会周四表示,横跨港口的人行桥将至少关闭到春天。市长说,我们不会冒任何风险。检查人员在四个桥墩中的两个发现了裂缝。"
		greek        = "Η πεζογέφυρα πάνω από το λιμάνι θα παραμείνει κλειστή τουλάχιστον μέχρι την άνοιξη, ανακοίνωσε το δημοτικό συμβούλιο."
	)
	page := func(head, text string) string {
		return "<html><head>" + head + "<title>T</title></head><body><p>" + text + "</p></body></html>"
	}
	meta := `<meta charset="windows-1251">`
	for name, c := range map[string]struct{ file, data, want, says string }{
		"windows-1251 declared":       {"x.html", cyrillic(page(meta, russian)), russian, ""},
		"declared late":               {"x.html", cyrillic(page("<!--"+strings.Repeat(" ", 3000)+"-->"+meta, russian)), russian, ""},
		"http-equiv":                  {"x.html", cyrillic(page(`<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`, russian)), russian, ""},
		"windows-1252 undeclared":     {"x.html", page("", "\x93Caf\xe9\x94 \x96 10\xa0000"), "“Café” – 10\u00a0000", "does not declare its encoding; it is read as windows-1252"},
		"UTF-8 undeclared":            {"x.html", page("", russian), russian, ""},
		"UTF-8 declared another":      {"x.html", page(meta, russian), russian, "declares the encoding windows-1251, but is UTF-8"},
		"UTF-8 with a mark":           {"x.html", "\ufeff" + page("", russian), russian, ""},
		"UTF-16, little end first":    {"x.html", wide(page("", russian), true), russian, ""},
		"UTF-16, big end first":       {"x.html", wide(page("", russian), false), russian, ""},
		"plain text in UTF-16":        {"x.txt", wide("T\n\n"+russian, true), russian, ""},
		"plain text with a mark":      {"x.txt", "\ufeffT\r\n\r\n" + russian + "\r\n", russian, ""},
		"windows-1252 declared UTF-8": {"x.html", page(`<meta charset="utf-8">`, "A caf\xe9, a bar, and more."), "A café, a bar, and more.", "declares the encoding utf-8, but is not that; it is read as windows-1252"},
		"windows-1251 undeclared":     {"x.html", cyrillic(page("", russian)), russian, "does not declare its encoding; it is read as windows-1251"},
		"windows-1251 declared UTF-8": {"x.html", cyrillic(page(`<meta charset="utf-8">`, russian)), russian, "declares the encoding utf-8, but is not that; it is read as windows-1251"},
		"windows-1251 declared 1252":  {"x.html", cyrillic(page(`<meta charset="iso-8859-1">`, russian)), russian, "declares the encoding windows-1252, but is not that; it is read as windows-1251"},
		"KOI8-R undeclared":           {"x.html", in(t, "koi8-r", page("", plainRussian)), plainRussian, "it is read as koi8-r"},
		"Shift_JIS undeclared":        {"x.html", in(t, "shift_jis", page("", japanese)), japanese, "it is read as shift_jis"},
		"ISO-2022-JP undeclared":      {"x.html", in(t, "iso-2022-jp", page("", japanese)), japanese, "it is read as iso-2022-jp"},
		"GBK undeclared":              {"x.html", in(t, "gbk", page("<script>"+strings.Repeat("var it = 'is';", 100)+"</script>", chinese)), chinese, "it is read as gb18030"},
		"Greek undeclared":            {"x.html", in(t, "windows-1253", page("", greek)), greek, "it is read as iso-8859-7"},
		"damage in what is cut":       {"x.html", page(`<meta charset="utf-8">`, russian+"</p><nav><a href=1>\xd0 </a>") + "", russian, "not utf-8, in line 1; none of them is in what is kept"},
		"references to characters":    {"x.html", page("", "&laquo;a&raquo;&nbsp;&mdash; &#147;b&#148; &#x2019;"), "«a»\u00a0— “b” ’", ""},
		"a mark in the title and nul": {"x.html", "<title>T</title><p>\x00A word,\x07 and a bell.", "A word, and a bell.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := importing(c.file, c.data)
			if got := bodyOf(t, r); got != c.want {
				t.Errorf("the text is %q, want %q", got, c.want)
			}
			if remarks := strings.Join(r.Remarks, "\n"); !strings.Contains(remarks, c.says) || c.says == "" && remarks != "" {
				t.Errorf("the remarks are %q, want %q", remarks, c.says)
			}
		})
	}
	for name, c := range map[string]struct{ file, data, message, hint string }{
		"plain text":        {"x.txt", cyrillic(russian), "not UTF-8 text", "its letters fit windows-1251: --encoding windows-1251; or save it again in the encoding UTF-8"},
		"plain Latin text":  {"x.txt", "A caf\xe9.", "not UTF-8 text", "--encoding windows-1251; or save it again in the encoding UTF-8"},
		"UTF-8 with damage": {"x.html", page(`<meta charset="utf-8">`, russian+"\n\xd0 и так далее."), "bytes of this file are not utf-8, in line 2", "--encoding windows-1251; or mend the file"},
		"declared another":  {"x.html", page(`<meta charset="shift_jis">`, "A caf\xe9, a bar."), "bytes of this file are not shift_jis", "--encoding windows-1251"},
		"too little to say": {"x.html", page("", "\xc5\xd4"), "does not declare its encoding, and its letters do not tell which it is", "--encoding windows-1251"},
	} {
		t.Run(name, func(t *testing.T) {
			r := importing(c.file, c.data)
			if len(r.Files) > 0 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Message, c.message) || !strings.Contains(r.Problems[0].Hint, c.hint) {
				t.Errorf("got %q and %q, want %q and %q", r.Files, r.Problems, c.message, c.hint)
			}
		})
	}
}

// in encodes text.
func in(t *testing.T, encoding, text string) string {
	t.Helper()
	e, _ := charset.Lookup(encoding)
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What the user names goes before what a file declares and what its letters fit.
func TestNamedEncodings(t *testing.T) {
	const text = "Міст закрито."
	for name, data := range map[string]string{
		"x.html": `<html><head><meta charset="utf-8"><title>T</title></head><body><p>` + text + "</p></body></html>",
		"x.txt":  "T\n\n" + text + "\n",
		"x.md":   "# T\n\n" + text + "\n",
	} {
		for _, encoding := range []string{"windows-1251", "koi8-u", "UTF-16LE"} {
			r := New(&dossier.Dossier{}, "").Import(Input{Name: name, Data: []byte(in(t, encoding, data))}, Options{Encoding: encoding})
			if got := bodyOf(t, r); got != text {
				t.Errorf("%s in %s reads as %q", name, encoding, got)
			}
		}
		r := New(&dossier.Dossier{}, "").Import(Input{Name: name, Data: []byte(in(t, "windows-1251", data))}, Options{Encoding: "shift_jis"})
		if len(r.Files) > 0 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Message, "not shift_jis") {
			t.Errorf("%s under a wrong name: %q, %q", name, r.Files, r.Problems)
		}
	}
	for name, known := range map[string]bool{"windows-1251": true, "UTF-8": true, "Latin1": true, "iso-2022-kr": false, "": false, "cp-nonsense": false} {
		if encoding.Known(name) != known {
			t.Errorf("%q is known: %v, want %v", name, !known, known)
		}
	}
}

// Whatever is wrong with JSON is said, and not that it holds something else.
func TestBrokenJSON(t *testing.T) {
	const whole = `[{"type":"webpage","title":"T","URL":"https://a.example/t"}]`
	for name, c := range map[string]struct{ data, says string }{
		"truncated":        {"{\n\"rows\": [{\"uri\"", "this is not JSON: unexpected end of JSON input, in line 2"},
		"empty":            {" \n", "this file is empty"},
		"nothing":          {"", "this file is empty"},
		"trailing garbage": {whole + "\n]", "after top-level value, in line 2"},
		"a page":           {"<html>", "this is not JSON: invalid character '<'"},
		"UTF-16 unmarked":  {wide(whole, true)[2:], "not UTF-8"},
		"UTF-16 damaged":   {wide(whole, true) + "x", "not UTF-8"},
		"not UTF-8":        {strings.Replace(whole, `"T"`, "\"caf\xe9\"", 1), "not UTF-8"},
		"something else":   {`"a word"`, "holds neither annotations nor references"},
	} {
		t.Run(name, func(t *testing.T) {
			r := importing("x.json", c.data)
			if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Message, c.says) || r.Problems[0].Hint == "" {
				t.Errorf("got %q, want %q", r.Problems, c.says)
			}
		})
	}
	if r := importing("x.json", wide(whole, true)); r.Form != CSL {
		t.Errorf("JSON in UTF-16 with a mark is %q: %q", r.Form, r.Problems)
	}
}

func TestMHTML(t *testing.T) {
	const text = "Der Fußgängerweg – „bis zum Frühjahr“ – ist zu = gesperrt."
	quoted := strings.NewReplacer("=", "=3D", "ß", "=C3=9F", "ä", "=C3=A4", "–", "=E2=80=93", "„", "=E2=80=9E", "“", "=E2=80=9C", "ü", "=C3=BC").Replace(text)
	file := func(encoding, html string) string {
		return strings.ReplaceAll("From: <Saved by Blink>\nSnapshot-Content-Location: https://blatt.example/a/1\nSubject: S\nDate: Fri, 20 Nov 2026 10:15:00 +0100\n"+
			"MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----b\"\n\n"+
			"------b\nContent-Type: text/html\nContent-ID: <f>\nContent-Transfer-Encoding: "+encoding+"\nContent-Location: https://blatt.example/a/1\n\n"+html+
			"\n------b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n------b--\n", "\n", "\r\n")
	}
	page := "<html lang=3D\"de\"><head><meta charset=3D\"utf-8\"><title>Weg zu</title></head><body><p>" + quoted + "=\n</p></body></html>"
	plainPage := `<html lang="de"><head><meta charset="utf-8"><title>Weg zu</title></head><body><p>` + text + "</p></body></html>"
	for name, data := range map[string]string{
		"quoted-printable": file("quoted-printable", page),
		"base64":           file("base64", base64.StdEncoding.EncodeToString([]byte(plainPage))),
		"binary":           file("binary", plainPage),
	} {
		t.Run(name, func(t *testing.T) {
			r := importing("x.mhtml", data)
			if got := bodyOf(t, r); got != text {
				t.Errorf("the text is %q, want %q", got, text)
			}
			facts := map[string]string{}
			for _, f := range r.Facts {
				facts[f.Key] = f.Value
			}
			for key, want := range map[string]string{"title": "Weg zu", "url": "https://blatt.example/a/1", "captured": "2026-11-20", "lang": "de"} {
				if facts[key] != want {
					t.Errorf("%s is %q, want %q", key, facts[key], want)
				}
			}
		})
	}
}

// Pages that tell of several articles mean the one that is theirs.
func TestJSONLDOfTheRightArticle(t *testing.T) {
	page := func(ld string) string {
		return `<html><head><title>B</title><meta property="og:title" content="B"><script type="application/ld+json">` + ld + `</script></head><body><p>Words.`
	}
	for name, c := range map[string]struct{ ld, author string }{
		"one":           {`{"@type":"NewsArticle","headline":"B","author":"Ann Berg"}`, "Ann Berg"},
		"list":          {`[{"@type":"Organization","name":"O"},{"@type":["NewsArticle","Thing"],"headline":"B","author":{"name":"Ann Berg"}}]`, "Ann Berg"},
		"graph":         {`{"@graph":[{"@type":"NewsArticle","headline":"A","author":{"name":"Wrong"}},{"@type":"NewsArticle","headline":"B","author":[{"@id":"#a"}]},{"@id":"#a","name":"Ann Berg"}]}`, "Ann Berg"},
		"main entity":   {`{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"B","creator":"Ann Berg"}}`, "Ann Berg"},
		"teasers":       {`{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"B","author":"Wrong"}]}`, ""},
		"line end":      {"{\"@type\":\"NewsArticle\",\"headline\":\"B\",\"description\":\"a\nb\",\"author\":\"Ann Berg\"};", "Ann Berg"},
		"reference":     {`{"@type":"NewsArticle","headline":"B","author":"O&#8217;Neil &amp; Berg"}`, "O’Neil & Berg"},
		"loop":          {`{"@graph":[{"@id":"a","mainEntity":{"@id":"b"}},{"@id":"b","x":1,"mainEntity":{"@id":"a"}}]}`, ""},
		"wrong shapes":  {`{"@type":"NewsArticle","headline":7,"author":[[1],{"name":{}}],"datePublished":[],"publisher":"x","url":{}}`, ""},
		"broken":        {`{"@type":"NewsArticle",`, ""},
		"profile links": {`{"@type":"NewsArticle","author":"https://a.example/ann"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, f := range importing("x.html", page(c.ld)).Facts {
				if f.Key == "author" {
					got = f.Value
				}
			}
			if got != c.author {
				t.Errorf("the author is %q, want %q", got, c.author)
			}
		})
	}
}

// A second capture of one address is another source where the user names it one.
func TestAnotherVersionOfAPage(t *testing.T) {
	im := New(&dossier.Dossier{}, "")
	page := `<html><head><title>T</title><link rel="canonical" href="https://a.example/x"></head><body><p>Words`
	im.Import(Input{Name: "a.html", Data: []byte(page + " one.")}, Options{})
	r := im.Import(Input{Name: "b.html", Data: []byte(page + " two.")}, Options{Slug: "t-later"})
	if len(r.Files) != 1 || !strings.Contains(strings.Join(r.Remarks, "\n"), "sources/t.md has the same address") {
		t.Errorf("got %v, %q", r.Files, r.Remarks)
	}
	if strings.Contains(string(r.Files[0].Data), "captured") {
		t.Error("a day of capture was made up")
	}
	if r := im.Import(Input{Name: "c.html", Data: []byte(page + " two.")}, Options{Slug: "third"}); len(r.Files) > 0 || !strings.Contains(r.Problems[0].Message, `as "t-later"`) {
		t.Errorf("the same file is imported again: %v", r.Files)
	}
	if r := im.Import(Input{Name: "d.html", Data: []byte(page + " three.")}, Options{}); len(r.Files) > 0 || !strings.Contains(r.Problems[0].Message, `sources/t.md has the same address`) {
		t.Errorf("another capture is another source: %v", r.Files)
	}
}

// A file with the line ends of Windows keeps them.
func TestReferencesKeepLineEnds(t *testing.T) {
	old := "---\r\ntitle: T\r\n---\r\nText.\r\n"
	im := New(read(t, map[string]string{"sources/t.md": old}), "")
	r := im.Import(Input{Name: "x.json", Data: []byte(`[{"type":"webpage","title":"T","URL":"https://a.example/t","language":"en"}]`)}, Options{})
	want := "---\r\ntitle: T\r\nurl: https://a.example/t\r\nlang: en\r\n---\r\nText.\r\n"
	if len(r.Files) != 1 || string(r.Files[0].Data) != want || string(r.Files[0].Old) != old {
		t.Errorf("got %q, want %q", r.Files, want)
	}
}

// Paragraphs made of what gives Markdown, HTML and YAML trouble come through a
// page character for character, read as a content folder is read.
func TestTextOfAPageIsTheTextOfTheSource(t *testing.T) {
	pieces := []string{
		"word", "Wort", "слово", "מילה", "字", "10 000", "10\u00a0000", "1.", "2)", "#", "##", "-", "--", "+", "*", "**", "_", "__", "a_b", "`", "```", "~~~", "~", "=", "===",
		">", "<", "<b>", "</p>", "<https://a.example/>", "<a@b.example>", "&", "&amp;", "&#65;", "&nbsp;", "[", "]", "[x]", "[x](y)", "[x]: y", "![z](q)", "[[slug]]", "[^1]", "|", "|---|",
		"\\", "\\*", "“", "”", "„", "‚", "«", "»", "‹", "'", "’", "\"", "–", "—", "…", "...", "\u2009", "\u202f", "\u00ad", "\u200b", "\u200f", "\u2028", "\ufeff", "😀", "e\u0301", "ﬁ", "%", "$x$", ":", "---", "!", "?", ",", ".", "(c)", "— [[x]]", "§ 1", "http://a.example/b_c*d?e=f&g=h#i",
	}
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 40 {
		var want []string
		var page strings.Builder
		page.WriteString(`<html lang="en"><head><meta charset="utf-8"><title>T</title></head><body><article>`)
		for range 30 {
			var b strings.Builder
			for range 3 + random.IntN(12) {
				b.WriteString(pieces[random.IntN(len(pieces))])
				if random.IntN(3) > 0 {
					b.WriteByte(' ')
				}
			}
			text := strings.TrimSpace(b.String()) + " and so on, and on, until it is long."
			if random.IntN(2) == 0 {
				text = "So it begins, and goes on for a while: " + b.String() + pieces[random.IntN(len(pieces))]
			}
			text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }), " ")
			want = append(want, text)
			fmt.Fprintf(&page, "<p>\n  %s </p>\n", strings.ReplaceAll(html.EscapeString(text), " ", "\n "))
		}
		r := importing("x.html", page.String()+"</article></body></html>")
		if len(r.Files) != 1 {
			t.Fatalf("round %d: %v", round, r.Problems)
		}
		d := read(t, map[string]string{r.Files[0].Path(): string(r.Files[0].Data)})
		got := strings.Split(d.Sources[0].Plain, "\n\n")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d (-page +source):\n%s\n%s", round, diff, r.Files[0].Data)
		}
	}
}
