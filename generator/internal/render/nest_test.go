package render_test

import "testing"

func TestQuotationMarksNestByTheLanguagesRule(t *testing.T) {
	const n = "\u202f"
	for language, cases := range map[string]map[string]string{
		"en": {
			"We knew":                            "“We knew”",
			"“We knew how badly he fared,”":      "“We knew how badly he fared”",
			"The “good” ones":                    "“The ‘good’ ones”",
			"„Gute“ und „schlechte“":             "“‘Gute’ und ‘schlechte’”",
			"“He said ‘no’ twice” and left":      "“‘He said “no” twice’ and left”",
			"He said “I heard “no” there” again": "“He said ‘I heard “no” there’ again”",
			"No ship,” he said":                  "“‘No ship,’ he said”",
			"He said: “We knew …":                "“He said: ‘We knew …’”",
			"“No ship":                           "“No ship”",
			"No ship”.":                          "“No ship.”",
			"It’s the dogs’ day":                 "“It’s the dogs’ day”",
			`"Two" words`:                        "“‘Two’ words”",
			"«" + n + "Oui" + n + "», dit-elle":  "“‘Oui’, dit-elle”",
		},
		"de": {"“We knew,”": "„We knew“", "The “good” ones": "„The ‚good‘ ones“", "The ‘good’ ones": "„The ‚good‘ ones“"},
		"fr": {"“We knew,”": "«" + n + "We knew" + n + "»", "The “good” ones": "«" + n + "The “good” ones" + n + "»"},
		"es": {"«Sí»": "«Sí»", "Los «buenos»": "«Los “buenos”»"},
		"ru": {"«Да», сказал он": "«„Да“, сказал он»", "“We knew,”": "«We knew»", "«a «b» c» d": "«„a «b» c“ d»"},
	} {
		w := words(t, language, nil)
		for text, want := range cases {
			if got := w.Word("quoted", text); got != want {
				t.Errorf("%s: %s becomes %s, want %s", language, text, got, want)
			}
		}
	}
	// So it is wherever a word of the site puts something between marks.
	if got, want := words(t, "en", nil).Word("outlet_title", "The “Paper”", "“Yes,” he says"), "The “Paper” (“‘Yes,’ he says”)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
