package tongue

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/edtf"
)

func TestLanguagesFallBackToEnglish(t *testing.T) {
	d := edtf.MustParse("2015-03-05")
	for lang, want := range map[string]string{
		"de": "5. März 2015", "de-AT": "5. März 2015", "DE_ch": "5. März 2015", "fr-CA": "5 mars 2015",
		"es-419": "5 de marzo de 2015", "ru": "5 марта 2015 года", "en-US": "5 March 2015",
		"": "5 March 2015", "it": "5 March 2015", "deu": "5 March 2015",
	} {
		if got := Date(d, lang); got != want {
			t.Errorf("in %q: %s, want %s", lang, got, want)
		}
	}
}

func TestNamesOfMonths(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "March", "de": "März", "fr": "mars", "es": "marzo", "ru": "март", "ru-RU": "март", "fi": "March",
	} {
		if got := Month(3, lang); got != want {
			t.Errorf("in %s: %s, want %s", lang, got, want)
		}
	}
}

// TestEveryLanguageIsWhole lists what each language lacks, which is found by an empty place; whether a phrase lacks
// something is seen in the words of all dates.
func TestEveryLanguageIsWhole(t *testing.T) {
	optional := regexp.MustCompile(`^(monthsOf|monthsBy)\[|^hemispheres\[0\]`)
	for _, l := range spoken {
		var lacking []string
		lackingIn(reflect.ValueOf(*l.words), "", &lacking)
		lacking = slices.DeleteFunc(lacking, func(name string) bool { return optional.MatchString(name) })
		for i, unit := range l.words.lag.units {
			if got := len(unit.forms); got != Plurals(l.tag) {
				lacking = append(lacking, fmt.Sprintf("forms of unit %d: %d of %d", i, got, Plurals(l.tag)))
			}
		}
		if l.grammar == nil {
			lacking = append(lacking, "a grammar")
		}
		if len(lacking) > 0 {
			t.Errorf("%s lacks %s", l.tag, strings.Join(lacking, ", "))
		}
	}
	for _, d := range allDates(t) {
		for _, lang := range wordedLanguages() {
			checkWords(t, d, lang)
		}
	}
}

// checkWords asserts what holds of the words of every date.
func checkWords(t *testing.T, d edtf.Date, lang string) {
	t.Helper()
	words := Date(d, lang)
	if words == "" || words != strings.TrimSpace(words) || strings.Contains(words, "  ") || strings.Contains(words, "%!") {
		t.Errorf("%s in %s: %q", d, lang, words)
	}
	if lang != "en" {
		return
	}
	if d.Approximate() && !strings.Contains(words, "about") && !strings.Contains(words, "approximate") {
		t.Errorf("%s claims more than it knows: %q", d, words)
	}
	if d.Uncertain() && !strings.Contains(words, "possibly") && !strings.Contains(words, "uncertain") {
		t.Errorf("%s claims more than it knows: %q", d, words)
	}
}

// lackingIn collects the names of all texts of a value that are empty.
func lackingIn(v reflect.Value, name string, out *[]string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			lackingIn(v.Field(i), strings.TrimPrefix(name+"."+v.Type().Field(i).Name, "."), out)
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			lackingIn(v.Index(i), fmt.Sprintf("%s[%d]", name, i), out)
		}
	case reflect.String:
		if v.Len() == 0 {
			*out = append(*out, name)
		}
	}
}

func BenchmarkWords(b *testing.B) {
	d := edtf.MustParse("2015-02-2X")
	for b.Loop() {
		Date(d, "ru")
	}
}
