package segment

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func cut(text string, spans []Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, s.In(text))
	}
	return out
}

func TestWords(t *testing.T) {
	tests := []struct {
		text string
		want string // joined by |
	}{
		{"Don’t cut “this” well-known U.S. man's 3.5 words.", "Don’t|cut|this|well|known|U.S|man's|3.5|words"},
		{"Challenges and Threats.At the same time", "Challenges|and|Threats|At|the|same|time"},
		{"one.Two.Three said:We", "one|Two|Three|said|We"},
		{"e.V. bleibt, example.com too", "e.V|bleibt|example.com|too"},
		{"国际法", "国|际|法"},
		{"… — !", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(cut(tt.text, Words(tt.text)), "|"); got != tt.want {
			t.Errorf("Words(%q)\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	// Each case is a text whose sentences are parted by |, which is not part of it.
	tests := []string{
		"One. |Two! |Three?",
		"He met Dr. Smith and Gen. J. F. Lee at St. Paul's. |They talked.",
		"The U.S. Senate agreed. |It went to the U.N. |The council met.",
		"He works in the U.S. |The family stayed.",
		"See No. 5 and Fig. 2. |Done.",
		"On Feb. 3 it rained. |On Sept. 4 it did not.",
		"Acme Inc. shares rose. |Acme Inc. |The shares fell.",
		"“We won.” |He left.",
		"“What next?” he asked. |Nobody knew.",
		"(It rained.) |It stopped.",
		"We show that. |\"We agree,\" he said.",
		"New Challenges and Threats.|At the same time Russia will continue. |So.",
		"Use example.com or version 2.5 today. |Good.",
		"In countering ISIS. |report: NATO. |so it goes. |See U.S. law and ACME CORP. of Ohio.",
		"国际法必须遵守。|没有好坏之分！|真的吗？",
		"z. B. so. |Und er ging.",
	}
	for _, tt := range tests {
		text := strings.ReplaceAll(tt, "|", "")
		var want []string
		for part := range strings.SplitSeq(tt, "|") {
			want = append(want, strings.TrimSpace(part))
		}
		if got := cut(text, Sentences(text)); !slices.Equal(got, want) {
			t.Errorf("Sentences(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestSentencesStayInTheirParagraph(t *testing.T) {
	text := "No full stop\n\nDr.\n\n  Next one.  "
	if got := cut(text, Sentences(text)); !slices.Equal(got, []string{"No full stop", "Dr.", "Next one."}) {
		t.Errorf("got %q", got)
	}
	if got := cut(text, Paragraphs(text)); len(got) != 3 {
		t.Errorf("got %q", got)
	}
}

func TestQuotations(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"curly", "He said “we go” and “we stay”.", []string{"we go", "we stay"}},
		{"straight", `"We go," he said. "We stay."`, []string{"We go,", "We stay."}},
		{"nested straight", `"We divide the "good" and "bad" ones."`, []string{`We divide the "good" and "bad" ones.`, "good", "bad"}},
		{"single in double", "“terrorists into ‘good’ and ‘bad’ ones”", []string{"terrorists into ‘good’ and ‘bad’ ones", "good", "bad"}},
		{"single alone", "into ‘good’ and 'bad' ones", []string{"good", "bad"}},
		{"apostrophes are no marks", "Russia’s and the allies’ plan isn't 'new'", []string{"new"}},
		{"never opened", "The position of ‘good’ ones is unchanged,” he told the daily.", []string{"The position of ‘good’ ones is unchanged,", "good"}},
		{"never closed", "“The first paragraph.\n\n“The second.” He left.", []string{"The first paragraph.", "The second."}},
		{"German", "„Wir gehen“, sagte er. „Gut.“", []string{"Wir gehen", "Gut."}},
		{"guillemets", "«Да», сказал он. »Ja«, sagte er.", []string{"Да", "Ja"}},
		{"Chinese and Japanese", "他说“好”。「はい」と言った。『本』", []string{"好", "はい", "本"}},
		{"curly opened, straight closed", "“mixed\" marks", []string{"mixed"}},
		{"empty", "“” \"\"", nil},
		{"white space within French marks", "« Oui », dit-elle. «\u202fNon\u202f», dit-il ; «\u00a0Peut-être\u00a0» ?", []string{"Oui", "Non", "Peut-être"}},
		{"inches", "a 5' 10\" man", nil},
	}
	for _, tt := range tests {
		if got := cut(tt.text, Quotations(tt.text)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: Quotations(%q)\n got %q\nwant %q", tt.name, tt.text, got, tt.want)
		}
	}
}

func FuzzPieces(f *testing.F) {
	for _, s := range []string{
		"Dr. Smith said: “We go.” He left.\n\nThreats.At once", "„So“ «or» 'so' \"so", "a\u0301.B c.D\r\n\r\n\n\n\xff\xfe.", "国际法。好！", ". . .” “", "don't, can\u2019t U.S. 3,000.5 a_b x:y A.B: é1 1é\u0301 \u0301a 🇬🇧🇩🇪 \u200dא\"ב カタカナ1",
		strings.Repeat("one two-three four's ", 30), " \u00a0a\u2003b\tc  d ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		check := func(name string, spans []Span, apart bool) {
			end := 0
			for i, s := range spans {
				if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
					t.Fatalf("%s: range %v of %d bytes", name, s, len(text))
				}
				if apart && s.Start < end || i > 0 && spans[i-1].Start > s.Start {
					t.Fatalf("%s: %v after %v", name, s, spans[i-1])
				}
				end = s.End
				if utf8.ValidString(text) && !utf8.ValidString(s.In(text)) {
					t.Fatalf("%s: %v cuts a code point", name, s)
				}
			}
		}
		paragraphs, sentences, words, quotations := Paragraphs(text), Sentences(text), Words(text), Quotations(text)
		check("paragraphs", paragraphs, true)
		check("sentences", sentences, true)
		check("words", words, true)
		check("quotations", quotations, false)
		if want := appendTokens(nil, text, 0); utf8.ValidString(text) && !slices.Equal(words, want) {
			t.Fatalf("the words are %q, and by UAX #29 %q", cut(text, words), cut(text, want))
		}
		if first := FirstWords(text, 2); utf8.ValidString(text) && (len(first) < min(2, len(words)) || !slices.Equal(first, words[:len(first)])) {
			t.Fatalf("the first words are %q of %q", cut(text, first), cut(text, words))
		}
		if got, want := inOneLine(text), strings.Join(strings.Fields(text), " "); got != want {
			t.Fatalf("in one line: %q, want %q", got, want)
		}
		// Every word lies in one paragraph; every sentence, too.
		for name, spans := range map[string][]Span{"sentence": sentences, "quotation": quotations} {
			for _, s := range spans {
				if !slices.ContainsFunc(paragraphs, func(p Span) bool { return p.Contains(s) }) {
					t.Fatalf("%s %v is in no paragraph", name, s)
				}
			}
		}
		// Sentences leave out nothing but white space.
		at := 0
		for _, s := range append(sentences, Span{len(text), len(text)}) {
			if strings.TrimSpace(text[at:s.Start]) != "" {
				t.Fatalf("%q is in no sentence", text[at:s.Start])
			}
			at = s.End
		}
	})
}

func TestHull(t *testing.T) {
	for _, tt := range []struct{ a, b, want Span }{
		{Span{2, 4}, Span{7, 9}, Span{2, 9}},
		{Span{7, 9}, Span{2, 8}, Span{2, 9}},
		{Span{1, 9}, Span{2, 4}, Span{1, 9}},
		{Span{}, Span{2, 4}, Span{2, 4}},
		{Span{2, 4}, Span{}, Span{2, 4}},
	} {
		if got := tt.a.Hull(tt.b); got != tt.want {
			t.Errorf("the hull of %v and %v is %v, not %v", tt.a, tt.b, got, tt.want)
		}
	}
}
