package tongue

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/edtf"
)

// What gives the lines that stand below an input in each case file.
var reports = map[string]func(t *testing.T, input string) []string{
	"spec.txtar":  reportEnglish,
	"words.txtar": reportWords,
	"hints.txtar": reportHint,
	"lag.txtar":   reportLag,
}

func TestCaseFiles(t *testing.T) { casefile.Lists(t, reports) }

// allDates gives every date of the case files.
func allDates(t testing.TB) []edtf.Date {
	t.Helper()
	var found []edtf.Date
	for _, name := range []string{"spec.txtar", "words.txtar", "lag.txtar"} {
		for _, section := range casefile.Sections(t, filepath.Join("testdata", name)) {
			for _, input := range casefile.Inputs(section) {
				for text := range strings.FieldsSeq(input) {
					found = append(found, mustParse(t, text))
				}
			}
		}
	}
	return found
}

func mustParse(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatalf("parse %q: %v", s, err)
	}
	return d
}

func reportEnglish(t *testing.T, input string) []string {
	return []string{Date(mustParse(t, input), "en")}
}

func reportWords(t *testing.T, input string) []string {
	var lines []string
	for _, lang := range wordedLanguages() {
		lines = append(lines, lang+"  "+Date(mustParse(t, input), lang))
	}
	return lines
}

func reportLag(t *testing.T, input string) []string {
	from, to, ok := strings.Cut(input, " ")
	if !ok {
		t.Fatalf("%q is not two dates", input)
	}
	var lines []string
	for _, lang := range wordedLanguages() {
		words, known := Lag(mustParse(t, from), mustParse(t, to), lang)
		if !known {
			words += " (nothing is known)"
		}
		lines = append(lines, lang+"  "+words)
	}
	return lines
}

func reportHint(t *testing.T, input string) []string {
	text, err := strconv.Unquote(input)
	if err != nil {
		t.Fatalf("%s: %v", input, err)
	}
	if hint := Hint(text); hint != "" {
		return []string{hint}
	}
	return nil
}
