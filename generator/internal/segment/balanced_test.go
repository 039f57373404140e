package segment

import (
	"strings"
	"testing"
)

func TestQuotationMarksInLabelsAreBalanced(t *testing.T) {
	const n = "\u202f"
	for text, want := range map[string]string{
		"“We knew how badly":            "We knew how badly",
		"“We knew …":                    "We knew …",
		"He said: “We knew …":           "He said: “We knew …”",
		"He said: “We ‘knew …":          "He said: “We ‘knew …’”",
		"No ship,” he said":             "“No ship,” he said",
		"No ship,”":                     "No ship,",
		"No ship”.":                     "No ship.",
		"“No ship” sails”":              "“No ship” sails",
		"“We knew,” he said, “that":     "“We knew,” he said, “that”",
		"“We knew how badly he fared,”": "“We knew how badly he fared,”",
		"“One.\n\n“Two.\n\n“Three.”":    "“One.\n\nTwo.\n\nThree.”",
		"„Kein Schiff fährt":            "Kein Schiff fährt",
		"Er sagte: „Kein Schiff fährt":  "Er sagte: „Kein Schiff fährt“",
		"Kein Schiff“, sagte er":        "„Kein Schiff“, sagte er",
		"Mondta: „Nem. „Nem” – mondta":  "Mondta: „Nem. „Nem” – mondta”",
		"Er sagte: »Kein Schiff":        "Er sagte: »Kein Schiff«",
		"«" + n + "Oui":                 "Oui",
		"Il dit : «" + n + "Oui, je":    "Il dit : «" + n + "Oui, je" + n + "»",
		"Он сказал: «Да, «Нева» идёт":   "Он сказал: «Да, «Нева» идёт»",
		"He said: \"We knew":            "He said: \"We knew\"",
		"It’s the dogs’ day":            "It’s the dogs’ day",
		"the dogs’":                     "the dogs’",
		"‘90s music":                    "‘90s music",
		"‘We knew how badly":            "We knew how badly",
		"“‘No ship":                     "No ship",
		"a 5\" pipe":                    "a 5\" pipe",
		"“":                             "",
		"":                              "",
		"No marks":                      "No marks",
		"“We knew […] badly,” he said":  "“We knew […] badly,” he said",
		"「船は出ない":                        "船は出ない",
		"彼は「船は出ない":                      "彼は「船は出ない」",
	} {
		got := Balanced(text)
		if got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
		if again := Balanced(got); again != got {
			t.Errorf("%q becomes %q, and that %q", text, got, again)
		}
	}
	for text, want := range map[string]string{
		"“We knew how badly the boy fared,” he said to them all": "We knew how badly the boy…",
		"He said: “We knew how badly the boy fared,” and left":   "He said: “We knew how badly…”",
	} {
		if got := Label(text, 28); got != want {
			t.Errorf("%q is labelled %q, want %q", text, got, want)
		}
	}
}

func FuzzBalanced(f *testing.F) {
	for _, text := range []string{"“a “b” c", "a” b „c“ d”", "‘a “b’ c”", "«\u202fa «b» c", "\"a\" \"b", "“a\n\n“b”", "”“„‟«»‘’‚‛‹›「」『』'\""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bare := func(s string) string {
			var out []rune
			for _, r := range s {
				if !strings.ContainsRune(quotationMarks, r) && r != ' ' && r != '\n' && r != '\u00a0' && r != '\u202f' {
					out = append(out, r)
				}
			}
			return string(out)
		}
		if got := Balanced(text); bare(got) != bare(text) {
			t.Fatalf("%q becomes %q", text, got)
		}
	})
}

func TestWithoutHalves(t *testing.T) {
	for text, want := range map[string]string{
		"“No ship sails":            "No ship sails",
		"No ship sails.”":           "No ship sails.",
		"“No ship” sails":           "“No ship” sails",
		"“No ship” sails”":          "“No ship” sails",
		"No ship.” She said: “Go.”": "No ship.” She said: “Go.”",
		"\"No ship sails":           "No ship sails",
		"\"No ship\" sails":         "\"No ship\" sails",
		"„Kein Schiff“ fährt":       "„Kein Schiff“ fährt",
		"„Kein Schiff fährt":        "Kein Schiff fährt",
		"« Aucun navire":            "Aucun navire",
		"“":                         "",
	} {
		if got := WithoutHalves(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
