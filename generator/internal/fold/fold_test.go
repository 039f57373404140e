package fold

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dossier/generator/internal/casefile"
)

func TestWordReadsOverTypographyFormAndCase(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"don’t", "Don't"},
		{"oﬃce", "OFFICE"},
		{"Congreſs", "congress"},
		{"cafe\u0301", "CAFÉ"},
		{"ＡＢＣ１２", "abc12"},
		{"co\u00adop\u200berate", "cooperate"},
		{"Al‑Qaeda", "al-qaeda"},
		{"STRAẞE", "straße"},
		{"ﾊﾞ", "バ"},
		{"½", "1/2"},
		{"1½", "1 1/2"},
		{"1⁄3", "⅓"},
		{"בית־ספר", "בית-ספר"},
		{"ג׳ירפה", "ג'ירפה"},
		{"հայ֊ռուս", "հայ-ռուս"},
		{"ᠲᠣᠳᠣ᠆ᠪᠢᠴᠢᠭ", "ᠲᠣᠳᠣ-ᠪᠢᠴᠢᠭ"},
		{"ΟΔΟΣ", "οδος"},
		{"ΟΔΟΣ", "οδοσ"},
	} {
		if a, b := Word(c.a), Word(c.b); a != b {
			t.Errorf("Word(%q) = %q, Word(%q) = %q, want the same", c.a, a, c.b, b)
		}
	}
}

func TestWordKeepsWordsApart(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"10²", "102"},
		{"½", "12"},
		{"1½", "11/2"},
		{"1½", "1/2"},
		{"¼", "1/2"},
		{"בית־ספר", "ביתספר"},
		{"ג׳ירפה", "גירפה"},
		{"հայ֊ռուս", "հայռուս"},
		{"Maße", "Masse"},
		{"cœur", "coeur"},
		{"resume", "résumé"},
		{"dont", "don't"},
		{"H₂O", "H2O"},
		{"Ⅳ", "IV"},
		{"ℌ", "H"},
		{"①", "1"},
	} {
		if a, b := Word(c.a), Word(c.b); a == b {
			t.Errorf("Word(%q) = Word(%q) = %q, want them apart", c.a, c.b, a)
		}
	}
}

func TestWordsInCapitals(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Straße", "STRASSE", true},
		{"STRAßE", "STRASSE", true},
		{"STRAẞE", "Straße", true},
		{"Straße", "Strasse", false},
		{"Maße", "MASSE", true},
		{"Maße", "Masse", false},
		{"Maße", "MASE", false},
		{"Maße", "MaSSe", false},
		{"İstanbul", "istanbul", true},
		{"İSTANBUL", "istanbul", true},
		{"İSTANBUL", "i\u0307stanbul", true},
		{"ISPARTA", "ısparta", true},
		{"ISPARTA", "Isparta", true},
		{"kısa", "kisa", false},
		{"İLAN", "ILAN", false},
		{"Sık", "Sik", false},
		{"և", "ԵՎ", true},
		{"Երևան", "ԵՐԵՒԱՆ", true},
		{"Երևան", "Երեան", false},
	} {
		if got := SameInCapitals(c.a, c.b); got != c.same || SameInCapitals(c.b, c.a) != c.same {
			t.Errorf("SameInCapitals(%q, %q) = %v, want %v both ways", c.a, c.b, got, c.same)
		}
		if c.same && Capitals(c.a) != Capitals(c.b) {
			t.Errorf("Capitals(%q) = %q, Capitals(%q) = %q, want one form", c.a, Capitals(c.a), c.b, Capitals(c.b))
		}
	}
}

// The input is a text per line. A token is written as its folded text, a mark
// in parentheses; + joins it to the next, ~ is a hyphen that may be one at
// the end of a line.
func TestTokens(t *testing.T) {
	casefile.Run(t, "testdata/*.txtar", func(_ *testing.T, _, input string) string {
		var out strings.Builder
		for line := range strings.Lines(input) {
			for _, k := range Tokens(strings.TrimSuffix(line, "\n")) {
				format := "%s"
				if !k.Word {
					format = "(%s)"
				}
				fmt.Fprintf(&out, format, k.Text)
				if k.Broken {
					out.WriteByte('~')
				}
				if k.Joined {
					out.WriteByte('+')
				}
				out.WriteByte(' ')
			}
			out.WriteByte('\n')
		}
		return out.String()
	})
}

func TestBreaks(t *testing.T) {
	for text, want := range map[string]string{
		"adminis- tration, re-form and pre- and post-war": "adminis|tration pre|and",
		"har\u00ad bour, co\u00adoperate":                 "har|bour",
		"no - break, 5- 6, end-":                          "",
		"adminis-\ntration":                               "adminis|tration",
		"left-\n\nright":                                  "",
	} {
		var got []string
		for _, b := range Breaks(text) {
			before, after := strings.Fields(text[:b.End]), strings.FieldsFunc(text[b.Start:], func(r rune) bool { return r == ' ' || r == ',' })
			got = append(got, before[len(before)-1]+"|"+after[0])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("Breaks(%q) are %q, want %q", text, got, want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{
		"He said: “don’t…” -- l’Iran, 10 000 (−5°), 1.5%", "ﬁ ﾊﾞ cafe\u0301 10² ½", "👨‍👩‍👧 ❤️ 🇩🇪🇫🇷", "inter- national pre- and post", "〝日本〟 ไทย",
		"\u1fef\u037e\u0387\u212b", "a\u200d\u0301'", ". . . .... ..", "5' 5'' \"5\"", "\xff\xfe a", "'' `` ´",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for i, k := range Tokens(s) {
			if k.Start < end || k.End <= k.Start || k.End > len(s) {
				t.Fatalf("token %d of %q: [%d, %d) after %d", i, s, k.Start, k.End, end)
			}
			end = k.End
			if k.Text == "" || strings.ContainsAny(k.Text, " \t\r\n") {
				t.Fatalf("token %d of %q has the text %q", i, s, k.Text)
			}
			if utf8.ValidString(s) && (!utf8.RuneStart(s[k.Start]) || k.End < len(s) && !utf8.RuneStart(s[k.End])) {
				t.Fatalf("token %d of %q cuts a character", i, s)
			}
			if k.Broken && k.Text != "-" && !strings.HasPrefix(s[k.End:], "\u00ad") {
				t.Fatalf("token %d of %q is a broken %q", i, s, k.Text)
			}
		}
		if !utf8.ValidString(s) {
			return
		}
		if a, b := Case(s), Case(Case(s)); a != b {
			t.Fatalf("Case(%q) = %q, and again %q", s, a, b)
		}
		if !SameInCapitals(s, s) || !SameInCapitals(s, Case(s)) {
			t.Fatalf("%q is not itself in another case", s)
		}
		if utf8.RuneCountInString(Case(s)) != utf8.RuneCountInString(s) {
			t.Fatalf("Case(%q) = %q has another number of letters", s, Case(s))
		}
		texts := func(s string) (out []string) {
			for _, k := range Tokens(s) {
				out = append(out, k.Text)
			}
			return out
		}
		a, b := texts(s), texts(norm.NFC.String(s))
		if strings.Join(a, " ") != strings.Join(b, " ") {
			t.Fatalf("%q: tokens %q, in NFC %q", s, a, b)
		}
	})
}
