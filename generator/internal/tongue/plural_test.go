package tongue

import (
	"strconv"
	"testing"
)

func TestPluralsFollowTheLanguage(t *testing.T) {
	for _, c := range []struct {
		language string
		forms    int
		want     string // of 0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 111, 112, 1000000
	}{
		{"en", 2, "10111111111111"},
		{"de-AT", 2, "10111111111111"},
		{"fr", 2, "00111111111111"},
		{"es", 2, "10111111111111"},
		{"ru", 3, "20112220122222"},
		{"ru-Latn", 3, "20112220122222"},
		{"uk", 3, "20112220122222"},
		{"pl", 3, "20112222122222"},
		{"cs", 3, "20112222222222"},
		{"sl", 4, "30123333333333"},
		{"ar", 6, "01233444445445"},
		{"cy", 6, "01235555555555"},
		{"he", 4, "30133333332332"},
		{"ja", 1, "00000000000000"},
		{"zh-Hant", 1, "00000000000000"},
		{"la", 2, "10111111111111"}, // CLDR says nothing of Latin
		{"", 2, "10111111111111"},
		{"no language", 2, "10111111111111"},
	} {
		got := ""
		for _, n := range []int{0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 111, 112, 1_000_000} {
			got += strconv.Itoa(Plural(c.language, n))
		}
		if got != c.want || Plurals(c.language) != c.forms {
			t.Errorf("%s: %s of %d forms, want %s of %d", c.language, got, Plurals(c.language), c.want, c.forms)
		}
	}
}

// The rules of the program's own languages are written out a second time here, for all numbers that a page could show.
func TestPluralsOfTheKnownLanguages(t *testing.T) {
	one := func(is bool) int {
		if is {
			return 0
		}
		return 1
	}
	for n := range 20_000 {
		russian := 2
		switch {
		case n%10 == 1 && n%100 != 11:
			russian = 0
		case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
			russian = 1
		}
		for lang, want := range map[string]int{"en": one(n == 1), "de": one(n == 1), "es": one(n == 1), "fr": one(n <= 1), "ru": russian} {
			if got := Plural(lang, n); got != want {
				t.Fatalf("%d in %s takes form %d, want %d", n, lang, got, want)
			}
		}
	}
}
